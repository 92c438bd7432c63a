"""What a query means: for every part the rows that certainly and the rows that possibly fulfil it.

A vague date can make a match merely possible. Both sets are carried through AND, OR and NOT; what is possibly not so is
what is not certainly so (Kleene's strong logic). Text is looked for in scopes, so that the same walk gives the ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from kortui.model import Entity, Library
from kortui.records import dataclass, field
from kortui.rows import first_bits
from kortui.search import filters
from kortui.search.keys import after
from kortui.search.names import LONGEST_NAME, Key, Names
from kortui.search.phrases import find
from kortui.search.postings import Postings
from kortui.search.spelling import HALF
from kortui.search.syntax import And, Exact, Field, Not, Or, Phrase, Term, Word, is_idle
from kortui.search.tokens import Pattern, plurals, prefix_range, tokens, word_pattern

_REMEMBERED = 32
"""Field terms whose rows are kept: 8 MB of a million events."""

_BEGUN = 2
"""Letters of the beginning of a second word from which on it may be written as one with the first."""

_KEPT = 96
"""Row sets of patterns that are kept: 12 MB of a million events."""

Scope = Literal["title", "named", "all"]
"""Titles alone; titles and names of who takes part and where; all text."""


@dataclass(frozen=True, slots=True)
class Sets:
    """Rows that certainly fulfil a term, and those that may."""

    certain: int
    possible: int


@dataclass(slots=True)
class Context:
    """What an evaluation needs besides the query.

    Attributes:
        postings: The index.
        library: The records.
        names: Names of entities.
        starred: Ids of starred events.
        today: Day number of today; None when the query shall not depend on it.
        saved: Roots of saved searches by case-folded name; one that is not there finds nothing.
        typing: The word that is still being typed.
        stop: Whether a newer query has come; asked now and then in long work.
        also: Names the search looks for besides those typed.
        memo: Rows of the field terms met before: while words are typed, filters stay.
        kept: Rows of the patterns met before: the walks that rank ask for the same, and so does the next key.
        everything: All rows.
        noted: Ids of events with a note.
    """

    postings: Postings
    library: Library
    names: Names
    starred: Callable[[], frozenset[str]]
    today: int | None = None
    saved: Mapping[str, Term | None] = field(default_factory=dict)
    typing: Term | None = None
    stop: Callable[[], bool] = lambda: False
    also: dict[str, None] = field(default_factory=dict)
    memo: dict[Field, filters.Pair] = field(default_factory=dict)
    kept: dict[tuple[str, Pattern], int] = field(default_factory=dict)
    everything: int = -1
    noted: Callable[[], frozenset[str]] = frozenset

    def __post_init__(self) -> None:
        if self.everything < 0:
            self.everything = first_bits(self.postings.size)


@dataclass(frozen=True, slots=True)
class Name:
    """Neighbouring words of a query that are an entity's whole name, their tokens, and the other names of it."""

    words: tuple[Word, ...]
    key: Key
    entities: tuple[Entity, ...]
    others: tuple[Pattern, ...]


def pattern_of(term: Word | Phrase, typing: Term | None) -> Pattern | None:
    """What a word or phrase looks for; the one that is being typed may go on."""
    if isinstance(term, Phrase):
        return word_pattern(term.text, prefix=term is typing and not term.closed, literal=True)
    return word_pattern(term.text, prefix=term.prefix or term is typing)


def as_one(first: Term | Name | None, second: Term | Name, typing: Term | None) -> tuple[Pattern, ...]:
    """What two neighbouring words look for that may be written as one (``cease fire``, ceasefire); nothing of all others."""
    if not isinstance(first, Word) or not isinstance(second, Word) or first.prefix:
        return ()
    head, rest = pattern_of(first, None), pattern_of(second, typing)
    if head is None or rest is None or len(head.tokens) + len(rest.tokens) > 2 or len(head.tokens[0]) < HALF:
        return ()
    one = head.tokens[0] + rest.tokens[0]
    if len(rest.tokens[0]) < (_BEGUN if rest.prefix else HALF) or not (one.isascii() and one.isalpha()):
        return ()
    return (Pattern((one,), prefix=True),) if rest.prefix else tuple(Pattern((form,)) for form in plurals(one))


def grouped(items: Sequence[Term], names: Names) -> list[Term | Name]:
    """The terms with neighbouring words that are a whole name taken together, the longest name first."""
    found: list[Term | Name] = []
    at = 0
    while at < len(items):
        length = 0
        while at + length < len(items) and length < LONGEST_NAME and isinstance(items[at + length], Word):
            length += 1
        name = next((n for size in range(length, 0, -1) if (n := _name(items[at : at + size], names))), None)
        found.append(name or items[at])
        at += len(name.words) if name else 1
    return found


def _typed(words: Sequence[Word]) -> Key:
    """The tokens of some words, without the ``s`` of a possessive (``Korea's``)."""
    return tuple(token for word in words if (pattern := word_pattern(word.text)) for token in pattern.tokens)


def _name(items: Sequence[Term], names: Names) -> Name | None:
    begun = items[-1] if len(str(items[-1])) > len("us*") or not str(items[-1]).isascii() or items[1:] else None
    words = tuple(w for w in items if isinstance(w, Word) and (not w.prefix or w is begun))  # 서울* is a name, us* is none
    patterns = [word_pattern(w.text) for w in words]
    if len(words) != len(items) or any(p is None or p.initials for p in patterns):
        return None
    key = tuple(token for w in words for token in tokens(w.text))  # with what is possessive: People's Republic
    entities = names.whole(key)
    if not entities:
        key = _typed(words)
        entities = names.whole(key)
    if not entities:
        return None
    others = dict.fromkeys(p for e in entities for p in names.others.of(e, key))
    return Name(words, key, entities, tuple(others))


class Evaluation:
    """One walk over a query in one scope."""

    def __init__(self, context: Context, scope: Scope = "all") -> None:
        self._context = context
        self._scope: Scope = scope

    def rows(self, term: Term | None) -> Sets:
        """The rows of a term; None and faulty terms hold for all."""
        everything = self._context.everything
        if term is None:
            return Sets(everything, everything)
        if isinstance(term, Or):
            return self._or(term)
        return self._and(term.items if isinstance(term, And) else (term,))

    def _and(self, items: Sequence[Term]) -> Sets:
        certain = possible = self._context.everything
        amounts = [i for i in items if isinstance(i, Field) and i.name in ("amount", "cur")]
        if len(amounts) > 1:
            items = [i for i in items if i not in amounts]
            found = Sets(*filters.joined_amounts(self._context.postings, amounts))
            certain, possible = certain & found.certain, possible & found.possible
        before = Sets(certain, possible)  # without the item just taken in
        previous: Term | Name | None = None
        for item in grouped(items, self._context.names):
            found = self._name(item) if isinstance(item, Name) else self._one(item)
            together = 0
            for pattern in as_one(previous, item, self._context.typing):
                together |= self._text(pattern)
            taken = Sets(
                (certain & found.certain) | (before.certain & together),
                (possible & found.possible) | (before.possible & together),
            )
            before = Sets(certain, possible)
            certain, possible, previous = taken.certain, taken.possible, item
        return Sets(certain, possible)

    def _or(self, term: Or) -> Sets:
        found = [self.rows(item) for item in term.items if not is_idle(item)]
        if not found:
            return self.rows(None)
        certain = possible = 0
        for one in found:
            certain |= one.certain
            possible |= one.possible
        return Sets(certain, possible)

    def _one(self, term: Term) -> Sets:
        everything = self._context.everything
        if is_idle(term):
            return Sets(everything, everything)
        if isinstance(term, Not):
            inner = Evaluation(self._context).rows(term.item)
            return Sets(everything & ~inner.possible, everything & ~inner.certain)
        if isinstance(term, Field):
            return self._field(term)
        if isinstance(term, Word | Phrase):
            pattern = pattern_of(term, self._context.typing)
            rows = self._text(pattern) if pattern else everything
            if pattern and self._scope == "all":
                self._tell(pattern)
            if pattern and pattern.initials:
                rows |= self._initialled(pattern.tokens[0])
        elif isinstance(term, Exact):
            rows = filters.exact(self._context, term.text)
        else:
            return self.rows(term)
        return Sets(rows, rows)

    def _field(self, term: Field) -> Sets:
        if term.name == "saved":
            certain = possible = 0
            for value in term.values:
                if value.casefold() not in self._context.saved:
                    continue
                found = Evaluation(self._context).rows(self._context.saved[value.casefold()])
                certain, possible = certain | found.certain, possible | found.possible
            return Sets(certain, possible)
        if term is self._context.typing or term.name == "is":
            return Sets(*filters.field_rows(self._context, term))
        memo = self._context.memo
        pair = memo.pop(term, None) or filters.field_rows(self._context, term)
        if len(memo) >= _REMEMBERED:
            del memo[next(iter(memo))]
        memo[term] = pair
        return Sets(*pair)

    def _text(self, pattern: Pattern) -> int:
        """The rows with the pattern in the scope."""
        rows = self._part("title", pattern)
        if self._scope != "title":
            rows |= self._part("named", pattern)
        if self._scope == "all":
            rows |= self._part("text", pattern)
        return rows

    def _part(self, where: Literal["title", "named", "text"], pattern: Pattern) -> int:
        """The rows with the pattern in one place, kept for the next to ask."""
        context = self._context
        rows = context.kept.pop((where, pattern), None)
        if rows is None:
            rows = self._named(pattern) if where == "named" else find(context.postings, where, pattern, context.stop)
            if len(context.kept) >= _KEPT:
                del context.kept[next(iter(context.kept))]
        context.kept[where, pattern] = rows
        return rows

    def _named(self, pattern: Pattern) -> int:
        """The rows of the entities that bear a name with the pattern in it."""
        postings, pattern, word = self._context.postings, pattern.in_names, pattern.tokens[-1]
        if pattern.prefix and not pattern.initials and len(pattern.tokens) == 1 and prefix_range(word)[1] == after(word):
            together = postings.named(word)
            if together is not None:
                return together
        rows = 0
        for entity in self._context.names.named(pattern):
            rows |= filters.entity_rows(postings, entity.id)
        return rows

    def _of_country(self, entity: Entity) -> int:
        """The rows of what is of a country that no record names: ``palestine`` finds what is in Gaza."""
        if entity.kind != "country" or entity.country is None:
            return 0
        return self._context.postings.get("fields", f"country:{entity.country}")

    def _name(self, name: Name) -> Sets:
        rows = self._context.everything
        for word in name.words:
            pattern = pattern_of(word, self._context.typing)
            rows &= self._text(pattern) if pattern else rows
        if self._scope != "title":
            for entity in name.entities:
                own = filters.entity_rows(self._context.postings, entity.id)
                rows |= own or self._of_country(entity)
        for other in name.others:
            rows |= self._text(other)
        if self._scope == "all":
            self._context.also.update(dict.fromkeys(self._context.names.others.also(name.entities, name.key)))
        return Sets(rows, rows)

    def _initialled(self, initials: str) -> int:
        """The rows that the Hangul names find that initial consonants mean, as if they were typed."""
        rows = 0
        for name in self._context.names.hangul.meant(initials):
            rows |= self._and([Word(word) for word in name.split()]).possible
        return rows

    def _tell(self, pattern: Pattern) -> None:
        """Note whom a word finds by a name that records do not show, of initial consonants also the name."""
        for entity, name in self._context.names.told(pattern):
            self._context.also.update(dict.fromkeys((name, entity.name) if pattern.initials else (entity.name,)))
