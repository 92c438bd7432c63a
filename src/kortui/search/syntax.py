"""The parts of a parsed query: immutable, comparable, and printed as the query text that gives them back.

Positions are left out of comparison: two queries are equal when they ask for the same in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OPERATORS = frozenset({"or", "and", "not"})
_BARE_WORD = re.compile(r'[^\s"“”„()|\-=:,*][^\s"“”„()|:*]*')
_BARE_VALUE = re.compile(r'[^\s"“”„(),\[\]{}]+')


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a query that cannot be meant as written; the part it concerns is left out of the search.

    Attributes:
        start: First character of the part in the query text.
        end: Character behind it.
        message: What is wrong, for people.
        suggestion: What to write in its place, empty when nothing is near.
    """

    start: int
    end: int
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query; `start` and `end` are where it stands in the text, which printing does not need."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A free word that `is_bare`; `prefix` when a ``*`` stood behind it."""

    text: str
    prefix: bool = False

    def __str__(self) -> str:
        return self.text + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words in quotation marks: in this order, side by side. `closed` is False while its end is still being typed."""

    text: str
    closed: bool = field(default=True, compare=False)

    def __str__(self) -> str:
        return quoted(self.text)


@dataclass(frozen=True, slots=True)
class Exact(Node):
    """Text after ``=``: case, accents and Turkish dots count."""

    text: str

    def __str__(self) -> str:
        return "=" + quoted(self.text)


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A ``field:value`` term; several values are alternatives."""

    name: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}:{','.join(v if _BARE_VALUE.fullmatch(v) else quoted(v) for v in self.values)}"


@dataclass(frozen=True, slots=True)
class Faulty(Node):
    """A term with a problem: kept as typed, left out of the search."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Not(Node):
    """What must not hold."""

    item: Term

    def __str__(self) -> str:
        return f"-{_grouped(self.item)}"


@dataclass(frozen=True, slots=True)
class And(Node):
    """All must hold; at least two items, none of them an `And`."""

    items: tuple[Term, ...]

    def __str__(self) -> str:
        return " ".join(f"({i})" if isinstance(i, Or) else str(i) for i in self.items)


@dataclass(frozen=True, slots=True)
class Or(Node):
    """One must hold; at least two items, none of them an `Or`."""

    items: tuple[Term, ...]

    def __str__(self) -> str:
        return " OR ".join(str(i) for i in self.items)


Term = Word | Phrase | Exact | Field | Faulty | Not | And | Or


def quoted(text: str) -> str:
    """Text in quotation marks; marks inside it are dropped, since the language has no escapes."""
    return '"' + re.sub('["“”„]', "", text) + '"'


def is_bare(word: str) -> bool:
    """Whether a word reads as that word without quotation marks."""
    return bool(_BARE_WORD.fullmatch(word)) and word.casefold() not in _OPERATORS


def _grouped(item: Term) -> str:
    return f"({item})" if isinstance(item, And | Or | Not) else str(item)


def conjunction(items: list[Term], start: int, end: int) -> Term | None:
    """The terms as one, flattened: None of none, a single term as it is."""
    flat: list[Term] = []
    for item in items:
        flat += item.items if isinstance(item, And) else (item,)
    if len(flat) < 2:
        return flat[0] if flat else None
    return And(tuple(flat), start=start, end=end)


def disjunction(items: list[Term], start: int, end: int) -> Term | None:
    """The terms as alternatives, flattened: None of none, a single term as it is."""
    flat: list[Term] = []
    for item in items:
        flat += item.items if isinstance(item, Or) else (item,)
    if len(flat) < 2:
        return flat[0] if flat else None
    return Or(tuple(flat), start=start, end=end)


def negation(item: Term, start: int, end: int) -> Term:
    """Not that; twice not is the thing itself."""
    return item.item if isinstance(item, Not) else Not(item, start=start, end=end)


def leaves(term: Term | None, *, negated: bool = False) -> Iterator[tuple[Term, bool]]:
    """Every word, phrase and field of a query with whether it is negated, in order."""
    if isinstance(term, Not):
        yield from leaves(term.item, negated=not negated)
    elif isinstance(term, And | Or):
        for item in term.items:
            yield from leaves(item, negated=negated)
    elif term is not None:
        yield term, negated
