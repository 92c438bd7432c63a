"""What to light in a text: the words that a query looks for, on the code points of the text as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from kortui.model import Entity, Library
from kortui.records import dataclass
from kortui.search import saved, syntax
from kortui.search.evaluate import Name, as_one, grouped, pattern_of
from kortui.search.filters import exact_expression
from kortui.search.names import Names, names_of
from kortui.search.query import Query
from kortui.search.syntax import And, Exact, Field, Or, Phrase, Term, Word
from kortui.search.tokens import Located, Pattern, located, of_name, tokens, word_pattern

Spans = tuple[tuple[int, int], ...]
_SHORT, _TOKENS = 400, 8_192
"""Characters of a text whose words are kept, as each letter that is typed asks anew; and tokens known of a pattern."""
_NAMING = frozenset({"actor", "who", "place", "country", "topic"})
"""Fields whose values are words that may stand in a text."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a name, of which none says anything alone (``of``), and the names that stand for all of them."""

    words: tuple[Pattern, ...]
    names: tuple[Pattern, ...]

    def apart(self, sequence: Sequence[str]) -> bool:
        """Whether all the words stand in a text and none of the names does."""
        return all(w.within(sequence) for w in self.words) and not any(n.within(sequence) for n in self.names)


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a query looks for in texts.

    Attributes:
        tokens: Runs of tokens.
        exact: Texts as they are written.
        names: Names of several words, which are looked for word by word where none of them stands.
        titles: Runs of tokens that are looked for in titles of records alone.
    """

    tokens: tuple[Pattern, ...] = ()
    exact: tuple[str, ...] = ()
    names: tuple[Parts, ...] = ()
    titles: tuple[Pattern, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.tokens or self.exact or self.names or self.titles)


def patterns(
    query: Query,
    library: Library | None = None,
    *,
    names: Names | None = None,
    typing: bool = False,
    roots: Mapping[str, Term | None] | None = None,
) -> Patterns:
    """What the words of a query look for; words that are excluded light nothing.

    Args:
        query: The query.
        library: Gives the other names of entities.
        names: Of the library's entities, when they are at hand.
        typing: Whether the last word may go on.
        roots: The saved searches it uses, from `kortui.search.saved.resolve`; without them these light nothing.
    """
    known = names or (Names(()) if library is None else names_of(library))
    last = query.last_word if typing else None
    found: dict[Pattern, None] = {}
    exact: dict[str, None] = {}
    apart: list[Parts] = []
    titles: dict[Pattern, None] = {}
    for item in runs(query.root, roots or {}):
        parts = grouped(item, known)
        for before, part in pairwise([None, *parts]):
            if part is None:
                continue
            found.update(dict.fromkeys(as_one(before, part, last)))
            if isinstance(part, Name):
                one = _parts(part, known, last)
                found.update(dict.fromkeys(one.names))
                if len(part.words) > 1:
                    apart.append(one)
                else:
                    found.update(dict.fromkeys(one.words))
                for word in one.words:
                    found.update(dict.fromkeys(_behind(word, known)))
            elif isinstance(part, Word | Phrase):
                pattern = pattern_of(part, last)
                if pattern:
                    found.update(dict.fromkeys((pattern, *_behind(pattern, known))))
            elif isinstance(part, Exact):
                exact[part.text] = None
            elif isinstance(part, Field) and part.name in _NAMING:
                found.update(dict.fromkeys(_named(part, known, part is last)))
            elif isinstance(part, Field) and part.name == "title":
                titles.update(dict.fromkeys(_named(part, known, part is last)))
    return Patterns(tuple(found), tuple(exact), tuple(apart), tuple(titles))


def _parts(name: Name, known: Names, last: Term | None) -> Parts:
    """The words of a name, and what speaks of who is called so: the whole name, a name in it (``Korea``), the others."""
    words = tuple(p for w in name.words if (p := word_pattern(w.text, prefix=w.prefix or w is last)))
    whole = Pattern(tuple(t for p in words for t in p.tokens), words[-1].prefix)
    key, meant = whole.tokens, {entity.id for entity in name.entities}
    inner = (key[at:end] for at in range(len(key)) for end in range(at + 1, len(key) + 1) if end - at < len(key))
    names = [of_name(k) for k in inner if meant.intersection(e.id for e in known.whole(k))]
    shown = (p for entity in name.entities for p in _shown(entity))
    return Parts(words, tuple(dict.fromkeys((whole, *names, *name.others, *shown))))


def _behind(pattern: Pattern, known: Names) -> Iterator[Pattern]:
    """What speaks of whom a pattern finds by a name that records do not show."""
    typed = pattern.tokens if pattern.particled or not pattern.prefix else ()
    for entity, _ in known.behind(pattern):
        yield from (*_shown(entity), *known.others.of(entity, typed))


def _shown(entity: Entity) -> list[Pattern]:
    """What to light for somebody found by another name: the name that records show."""
    key = tuple(tokens(entity.name))
    return [of_name(key)] if key else []


def runs(term: Term | None, roots: Mapping[str, Term | None]) -> list[Sequence[Term]]:
    """The positive terms as runs of neighbours, in which names of several words can stand."""
    if isinstance(term, And):
        nested = [i for i in term.items if isinstance(i, Or | syntax.Not) or _is_saved(i)]
        return [[i for i in term.items if i not in nested], *(run for item in nested for run in runs(item, roots))]
    if isinstance(term, Or):
        return [run for item in term.items for run in runs(item, roots)]
    if isinstance(term, syntax.Not):
        return [[leaf] for leaf, negated in saved.leaves(term, roots) if not negated]
    if isinstance(term, Field) and _is_saved(term):
        return [run for value in term.values for run in runs(roots.get(value.casefold()), roots)]
    return [] if term is None else [[term]]


def _is_saved(term: Term) -> bool:
    return isinstance(term, Field) and term.name == "saved"


def _named(term: Field, names: Names, prefix: bool) -> list[Pattern]:
    """What the words of a field's values look for, and the other names of the entities they mean."""
    found = []
    for value in term.values:
        bare = value.rstrip("*")
        pattern = word_pattern(bare, prefix=bare != value or (prefix and value == term.values[-1]))
        if pattern:
            found.append(pattern)
            if term.name not in ("title", "topic"):
                for entity in names.whole(pattern.tokens):
                    found += names.others.of(entity, pattern.tokens)
                found += _behind(pattern, names)
    return found


class _Near(dict[str, tuple[Pattern, ...]]):
    """Which of some patterns may begin at a token, by token: texts share most of their words, and most begin no pattern.

    Only the patterns of a token's first letter are asked, of which there are mostly none.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._by_letter: dict[str, list[Pattern]] = {}
        self._others: list[Pattern] = []
        for pattern in patterns:
            for letter in pattern.letters:
                self._by_letter.setdefault(letter, []).append(pattern)
            if not pattern.letters:
                self._others.append(pattern)

    def __missing__(self, token: str) -> tuple[Pattern, ...]:
        if len(self) >= _TOKENS:
            self.clear()
        asked = (*self._by_letter.get(token[0], ()), *self._others)
        found = self[token] = tuple(pattern for pattern in asked if pattern.may_begin(token))
        return found


@lru_cache(maxsize=64)
def _near(wanted: Patterns, title: bool) -> tuple[_Near, tuple[tuple[Parts, tuple[_Near, ...]], ...]]:
    """Where runs of tokens may begin, and where each word of each name may."""
    sought = (*wanted.tokens, *wanted.titles) if title else wanted.tokens
    return _Near(sought), tuple((name, tuple(_Near((word,)) for word in name.words)) for name in wanted.names)


_sequence = lru_cache(maxsize=512)(tokens)
"""The words of a text."""

_words = lru_cache(maxsize=512)(located)
"""The same with the way back to where they stand, which costs twice as much and of which texts without a hit have no need."""


def find(text: str, wanted: Patterns, *, title: bool = False) -> Spans:
    """Where the patterns stand in a text, which may be the title of a record: code points, sorted and disjoint."""
    sought = (*wanted.tokens, *wanted.titles) if title else wanted.tokens
    if not text or not (sought or wanted.exact or wanted.names):
        return ()
    found: list[tuple[int, int]] = []
    for exact in wanted.exact:
        found += [match.span() for match in exact_expression(exact).finditer(text)]
    if sought or wanted.names:
        short = len(text) <= _SHORT
        sequence: Sequence[str] = _sequence(text) if short else tokens(text)
        held = set(sequence)
        runs_near, names_near = _near(wanted, title and bool(wanted.titles))
        begins = [runs_near]
        for name, words_near in names_near:
            if all(any(map(one.__getitem__, held)) for one in words_near) and name.apart(sequence):
                begins += words_near
        stand: list[tuple[int, int, Pattern]] = []
        for near in begins:
            if not any(map(near.__getitem__, held)):
                continue  # most texts: they are not read token by token, and none is looked for in them
            for at, token in enumerate(sequence):
                stand += ((at, count, pattern) for pattern in near[token] if (count := pattern.parts(sequence, at)))
        if stand:
            words = _words(text) if short else located(text)
            found += (_span(words, at, count, pattern) for at, count, pattern in stand)
    return joined(found)


@lru_cache(maxsize=256)
def _distinct(text: str) -> frozenset[str]:
    """The different tokens of a text, a tenth of all; kept, since each letter of a search without results asks anew."""
    return frozenset(tokens(text))


def stands(text: str, wanted: Patterns) -> bool:
    """Whether `find` would find anything; a text in which no pattern may begin is not read again."""
    if any(exact_expression(exact).search(text) for exact in wanted.exact):
        return True
    held = _distinct(text)
    near = [p for p in wanted.tokens if any(map(p.may_begin, held))]
    if any(p.within(tokens(text)) for p in near):
        return True
    return any(all(any(map(w.may_begin, held)) for w in one.words) and one.apart(tokens(text)) for one in wanted.names)


def _span(words: Sequence[Located], at: int, count: int, pattern: Pattern) -> tuple[int, int]:
    last = words[at + count - 1]
    if count != len(pattern.tokens):  # written as one word or as two
        return words[at].span()[0], last.span()[1]
    typed = pattern.tokens[-1]
    length = len(typed) if pattern.prefix and last.token not in pattern.last else None
    return words[at].span()[0], last.span(length)[1]


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, those that meet as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def spans(text: str, query: Query, library: Library | None = None, *, typing: bool = False) -> Spans:
    """What to light in a text for a query.

    Args:
        text: As it is shown.
        query: The query.
        library: Gives the other names of entities, which are lit as well.
        typing: Whether the last word may go on; its beginning is lit then.

    Returns:
        Spans of code points, sorted and disjoint; neighbouring hits that touch are one.
    """
    return find(text, patterns(query, library, typing=typing))
