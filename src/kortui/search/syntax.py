"""The parts of a parsed query: immutable, comparable, and printed as the query text that gives them back.

Positions are left out of comparison: two queries are equal when they ask for the same in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kortui.records import dataclass

_OPERATORS = frozenset({"OR", "AND", "NOT"})
_READ_OTHERWISE = "\xad\u200c\u200d\u2010\u2011\u2212\ufe63\uff01-\uff20\uff3b-\uff5e"
"""Signs that `kortui.search.typed.as_read` leaves as they are in quotation marks alone."""
_BARE_WORD = re.compile(rf'[^\s"“”„()|\-=:,*{_READ_OTHERWISE}][^\s"“”„()|:*{_READ_OTHERWISE}]*')
_BARE_VALUE = re.compile(rf'[^\s"“”„(),\[\]{{}}{_READ_OTHERWISE}]+')

_THOUSANDS = re.compile(r"\d,\d")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a query that cannot be meant as written.

    The part it concerns is left out of the search. What names a saved search or a country that there is not finds nothing.

    Attributes:
        start: First character of the part in the query text.
        end: Character behind it.
        message: What is wrong, for people, and behind a semicolon how to mend it.
        suggestion: What to write in its place, or in place of the query where several parts are concerned; empty when nothing
            is near.
        unfinished: Whether typing on may set it right: an open bracket, an operator without its second term.
    """

    start: int
    end: int
    message: str
    suggestion: str = ""
    unfinished: bool = False

    @property
    def brief(self) -> str:
        """The message with the mending first, for a line that may be cut; a list of what there is stays last."""
        fault, _, mending = self.message.partition("; ")
        if mending.startswith("there are "):
            return self.message
        return f"{mending}{'' if mending.endswith('?') else ':'} {fault}" if mending else fault


class Node:
    """A part of a query. Immutable; equal when it asks for the same, wherever in the text it stands.

    Written out: nine frozen dataclasses would take 4 ms to make, which every cold `kortui search` would pay.

    Attributes:
        start: First character of the part in the query text.
        end: Character behind it.
    """

    __slots__ = ("end", "start")
    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        self._set(start=start, end=end)

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a part of a query cannot be changed: {name}")

    def _asks(self) -> object:
        """What equality and hash go by."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Node) and self._asks() == other._asks()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._asks()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self})"


class Word(Node):
    """A free word that `is_bare`; `prefix` when a ``*`` stood behind it."""

    __slots__ = ("prefix", "text")
    text: str
    prefix: bool

    def __init__(self, text: str, prefix: bool = False, *, start: int = 0, end: int = 0) -> None:
        self._set(text=text, prefix=prefix, start=start, end=end)

    def _asks(self) -> object:
        return self.text, self.prefix

    def __str__(self) -> str:
        return self.text + ("*" if self.prefix else "")


class Text(Node):
    """A part that asks for its text and nothing else."""

    __slots__ = ("text",)
    text: str

    def __init__(self, text: str, *, start: int = 0, end: int = 0) -> None:
        self._set(text=text, start=start, end=end)

    def _asks(self) -> object:
        return self.text


class Phrase(Text):
    """Words in quotation marks: in this order, side by side. `closed` is False while its end is still being typed."""

    __slots__ = ("closed",)
    closed: bool

    def __init__(self, text: str, closed: bool = True, *, start: int = 0, end: int = 0) -> None:
        super().__init__(text, start=start, end=end)
        self._set(closed=closed)

    def __str__(self) -> str:
        return quoted(self.text)


class Exact(Text):
    """Text after ``=``: case, accents and Turkish dots count."""

    __slots__ = ()

    def __str__(self) -> str:
        return "=" + quoted(self.text)


class Faulty(Text):
    """A term with a problem: kept as typed, left out of the search."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.text


class Field(Node):
    """A ``field:value`` term; several values are alternatives."""

    __slots__ = ("name", "values")
    name: str
    values: tuple[str, ...]

    def __init__(self, name: str, values: tuple[str, ...], *, start: int = 0, end: int = 0) -> None:
        self._set(name=name, values=values, start=start, end=end)

    def _asks(self) -> object:
        return self.name, self.values

    def __str__(self) -> str:
        written = ",".join(v if _BARE_VALUE.fullmatch(v) else quoted(v) for v in self.values)
        if self.name == "amount" and _THOUSANDS.search(written):  # "100","200" are two figures, 100,200 is one
            written = ",".join(map(quoted, self.values))
        return f"{self.name}:{written}"


class Not(Node):
    """What must not hold."""

    __slots__ = ("item",)
    item: Term

    def __init__(self, item: Term, *, start: int = 0, end: int = 0) -> None:
        self._set(item=item, start=start, end=end)

    def _asks(self) -> object:
        return self.item

    def __str__(self) -> str:
        return f"-{_grouped(self.item)}"


class _Several(Node):
    """Terms joined by an operator; at least two, none of them joined by the same."""

    __slots__ = ("items",)
    items: tuple[Term, ...]

    def __init__(self, items: tuple[Term, ...], *, start: int = 0, end: int = 0) -> None:
        self._set(items=items, start=start, end=end)

    def _asks(self) -> object:
        return self.items


class And(_Several):
    """All must hold."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(f"({i})" if isinstance(i, Or) else str(i) for i in self.items)


class Or(_Several):
    """One must hold."""

    __slots__ = ()

    def __str__(self) -> str:
        return " OR ".join(str(i) for i in self.items)


Term = Word | Phrase | Exact | Field | Faulty | Not | And | Or


def quoted(text: str) -> str:
    """Text in quotation marks; marks inside it are dropped, since the language has no escapes."""
    return '"' + re.sub('["“”„]', "", text) + '"'


def is_bare(word: str) -> bool:
    """Whether a word reads as that word without quotation marks."""
    return bool(_BARE_WORD.fullmatch(word)) and word not in _OPERATORS


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


def move(term: Term, places: Sequence[int]) -> None:
    """Give the parts of a query that nobody holds yet their places in another text.

    Args:
        term: The root.
        places: For each place in the text it was read from the one in the other.
    """
    for inner in term.items if isinstance(term, And | Or) else (term.item,) if isinstance(term, Not) else ():
        move(inner, places)
    object.__setattr__(term, "start", places[term.start])
    object.__setattr__(term, "end", places[term.end])


def is_idle(term: Term) -> bool:
    """Whether a term holds nothing but faulty parts, so that it is left out of the search."""
    return all(isinstance(leaf, Faulty) for leaf, _ in leaves(term))
