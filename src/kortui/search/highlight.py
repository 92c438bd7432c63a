"""What to light in a text: the words that a query looks for, on the code points of the text as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kortui.model import Entity, Library
from kortui.records import dataclass
from kortui.search import syntax
from kortui.search.evaluate import Name, as_one, grouped, pattern_of
from kortui.search.filters import exact_expression
from kortui.search.names import Names, names_of
from kortui.search.query import Query
from kortui.search.syntax import And, Exact, Field, Or, Phrase, Term, Word
from kortui.search.tokens import Located, Pattern, goes_on, located, tokens, word_pattern

Spans = tuple[tuple[int, int], ...]
_SHORT, _TOKENS = 400, 8_192
"""Characters of a text whose words are kept, as each letter that is typed asks anew; and tokens known of a pattern."""
_NAMING = frozenset({"actor", "who", "place", "country", "title", "topic"})
"""Fields whose values are words that may stand in a text."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a query looks for in texts: runs of tokens, and texts as they are written."""

    tokens: tuple[Pattern, ...] = ()
    exact: tuple[str, ...] = ()


def patterns(query: Query, library: Library | None = None, *, names: Names | None = None, typing: bool = False) -> Patterns:
    """What the words of a query look for; words that are excluded light nothing.

    Args:
        query: The query.
        library: Gives the other names of entities.
        names: Of the library's entities, when they are at hand.
        typing: Whether the last word may go on.
    """
    known = names or (Names(()) if library is None else names_of(library))
    last = query.last_word if typing else None
    found: dict[Pattern, None] = {}
    exact: dict[str, None] = {}
    for item in _runs(query.root):
        parts = grouped(item, known)
        for before, part in pairwise([None, *parts]):
            if part is None:
                continue
            found.update(dict.fromkeys(as_one(before, part, last)))
            if isinstance(part, Name):
                texts = [word_pattern(w.text, prefix=w is last) for w in part.words]
                whole = Pattern(tuple(t for p in texts if p for t in p.tokens), texts[-1].prefix if texts[-1] else False)
                shown = (p for entity in part.entities for p in _shown(entity))
                found.update(dict.fromkeys((whole, *(p for p in texts if p), *part.others, *shown)))
            elif isinstance(part, Word | Phrase):
                pattern = pattern_of(part, last)
                if pattern:
                    found[pattern] = None
                    for entity, _ in known.behind(pattern):
                        found.update(dict.fromkeys((*_shown(entity), *known.alternatives(entity, ()))))
            elif isinstance(part, Exact):
                exact[part.text] = None
            elif isinstance(part, Field) and part.name in _NAMING:
                found.update(dict.fromkeys(_named(part, known, part is last)))
    return Patterns(tuple(found), tuple(exact))


def _shown(entity: Entity) -> list[Pattern]:
    """What to light for somebody found by another name: the name that records show."""
    key = tuple(tokens(entity.name))
    return [Pattern(key, prefix=goes_on(key[-1]))] if key else []


def _runs(term: Term | None) -> list[Sequence[Term]]:
    """The positive terms as runs of neighbours, in which names of several words can stand."""
    if isinstance(term, And):
        nested = [i for i in term.items if isinstance(i, Or | syntax.Not)]
        return [[i for i in term.items if i not in nested], *(run for item in nested for run in _runs(item))]
    if isinstance(term, Or):
        return [run for item in term.items for run in _runs(item)]
    if isinstance(term, syntax.Not):
        return [[leaf] for leaf, negated in syntax.leaves(term) if not negated]
    return [] if term is None else [[term]]


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
                    found += names.alternatives(entity, pattern.tokens)
    return found


class _Begins(dict[str, bool]):
    """Whether a pattern may begin at a token, by token: texts share most of their words."""

    def __init__(self, pattern: Pattern) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, token: str) -> bool:
        if len(self) >= _TOKENS:
            self.clear()
        found = self[token] = self._pattern.may_begin(token)
        return found


_begins = lru_cache(maxsize=64)(_Begins)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[Sequence[Located], Sequence[str]]:
    """The words of a text, with the way back to where they stand, and without."""
    words = located(text)
    return words, [word.token for word in words]


def find(text: str, wanted: Patterns) -> Spans:
    """Where the patterns stand in a text: code points, sorted and disjoint."""
    if not text or not (wanted.tokens or wanted.exact):
        return ()
    found: list[tuple[int, int]] = []
    for exact in wanted.exact:
        found += [match.span() for match in exact_expression(exact).finditer(text)]
    if wanted.tokens:
        words, sequence = _words(text) if len(text) <= _SHORT else _words.__wrapped__(text)
        for pattern in wanted.tokens:
            begins = _begins(pattern)
            for at, token in enumerate(sequence):
                if begins[token] and (count := pattern.parts(sequence, at)):
                    found.append(_span(words, at, count, pattern))
    return _joined(found)


@lru_cache(maxsize=64)
def _distinct(text: str) -> frozenset[str]:
    """The different tokens of a text, a tenth of all; kept, since each letter of a search without results asks anew."""
    return frozenset(tokens(text))


def stands(text: str, wanted: Patterns) -> bool:
    """Whether `find` would find anything; a text in which no pattern may begin is not read again."""
    if any(exact_expression(exact).search(text) for exact in wanted.exact):
        return True
    held = _distinct(text)
    near = [p for p in wanted.tokens if any(map(p.may_begin, held))]
    return any(p.within(tokens(text)) for p in near)


def _span(words: Sequence[Located], at: int, count: int, pattern: Pattern) -> tuple[int, int]:
    last = words[at + count - 1]
    if count != len(pattern.tokens):  # written as one word or as two
        return words[at].span()[0], last.span()[1]
    typed = pattern.tokens[-1]
    length = len(typed) if pattern.prefix and last.token not in pattern.last else None
    return words[at].span()[0], last.span(length)[1]


def _joined(spans: list[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


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
