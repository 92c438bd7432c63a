"""The query of kortui: what was asked, as text, as parts and as removable chips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kortui.records import dataclass, field, replace
from kortui.search import syntax
from kortui.search.fields import FIELDS
from kortui.search.parse import Parser
from kortui.search.syntax import And, Faulty, Field, Not, Problem, Term, Word

__all__ = ["EVERYTHING", "Chip", "Problem", "Query", "parse"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a query that can be taken away on its own.

    Attributes:
        text: The part as query text; also what to show.
        field: The field it filters by, empty for words.
        negated: Whether it excludes.
        faulty: Whether it has a problem and is left out of the search.
        number: Its place among the query's chips.
    """

    text: str
    field: str
    negated: bool
    faulty: bool
    number: int


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. Equal queries ask for the same in the same order; the text they came from does not matter.

    Attributes:
        root: What events must fulfil; None is everything.
        sort: Value of ``sort:``, with ``-`` in front when turned round; empty is by date.
        group: Value of ``group:``; empty is the pane's own.
        text: The text it was parsed from; positions in parts and problems refer to it.
        problems: What could not be meant as written.
    """

    root: Term | None = None
    sort: str = ""
    group: str = ""
    text: str = field(default="", compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """The query as text that parses to an equal query."""
        return " ".join(self._parts())

    def __bool__(self) -> bool:
        """Whether it asks for less than everything; faulty parts ask for nothing."""
        return any(not isinstance(leaf, Faulty) for leaf, _ in syntax.leaves(self.root))

    @property
    def items(self) -> tuple[Term, ...]:
        """The terms that must all hold."""
        if self.root is None:
            return ()
        return self.root.items if isinstance(self.root, And) else (self.root,)

    def _parts(self) -> list[str]:
        alone = len(self.items) == 1 and not self.sort and not self.group
        parts = [f"({i})" if isinstance(i, syntax.Or) and not alone else str(i) for i in self.items]
        return [*parts, *([f"sort:{self.sort}"] if self.sort else []), *([f"group:{self.group}"] if self.group else [])]

    def chips(self) -> tuple[Chip, ...]:
        """The parts that can be taken away one by one, in order; neighbouring words are one chip each."""
        found = []
        for number, (item, text) in enumerate(zip((*self.items, None, None), self._parts(), strict=False)):
            inner = item.item if isinstance(item, Not) else item
            name = inner.name if isinstance(inner, Field) else text.split(":")[0] if item is None else ""
            found.append(Chip(text, name, isinstance(item, Not), isinstance(inner, Faulty), number))
        return tuple(found)

    def without(self, chip: Chip) -> Query:
        """The query with one of its chips taken away; itself when it has no such chip."""
        parts = self._parts()
        if chip.number >= len(parts) or parts[chip.number] != chip.text:
            return self
        return parse(" ".join(parts[: chip.number] + parts[chip.number + 1 :]))

    def also(self, text: str) -> Query:
        """The query narrowed by a further one."""
        return of([*self.items, *parse(text).items], self.sort, self.group)

    def without_field(self, *names: str) -> Query:
        """The query without the top-level terms, negated or not, of the named fields."""
        return of([i for i in self.items if _field_of(i) not in names], self.sort, self.group)

    def without_choices(self, name: str) -> Query:
        """The query without the values its top-level terms give a field; what they exclude stays excluded."""
        return of([i for i in self.items if _field_of(i) != name or isinstance(i, Not)], self.sort, self.group)

    def values(self, name: str, *, negated: bool = False) -> tuple[str, ...]:
        """Values the query's top-level terms give a field, or exclude for it."""
        return tuple(
            value
            for item in self.items
            for inner in [item.item if isinstance(item, Not) else item]
            if isinstance(inner, Field) and inner.name == name and isinstance(item, Not) == negated
            for value in inner.values
        )

    def with_value(self, name: str, value: str, *, exclude: bool = False) -> Query:
        """The query with a value of a field asked for besides the ones it has, or excluded; see `toggled`."""
        cleaned = self.without_value(name, value)
        held = [*cleaned.values(name, negated=exclude), value]
        others = [i for i in cleaned.items if _field_of(i) != name or isinstance(i, Not) != exclude]
        term: Term = Field(name, tuple(held))
        return of([*others, syntax.negation(term, 0, 0) if exclude else term], self.sort, self.group)

    def without_value(self, name: str, value: str) -> Query:
        """The query with a value of a field neither asked for nor excluded at the top level."""
        items: list[Term] = []
        for item in self.items:
            inner = item.item if isinstance(item, Not) else item
            if isinstance(inner, Field) and inner.name == name and value in inner.values:
                rest = tuple(v for v in inner.values if v != value)
                if rest:
                    kept: Term = Field(name, rest)
                    items.append(syntax.negation(kept, 0, 0) if isinstance(item, Not) else kept)
            else:
                items.append(item)
        return of(items, self.sort, self.group)

    def toggled(self, name: str, value: str, *, exclude: bool = False) -> Query:
        """The query with a value switched on when it is off, off when it is on.

        Args:
            name: Field.
            value: One of its values.
            exclude: Whether to switch the exclusion of the value instead.
        """
        if value in self.values(name, negated=exclude):
            return self.without_value(name, value)
        return self.with_value(name, value, exclude=exclude)

    def sorted_by(self, name: str) -> Query:
        """The query with another order; empty is by date."""
        return of(self.items, name, self.group)

    @property
    def last_word(self) -> Term | None:
        """The word or open phrase the text ends in, which may go on while typing."""
        for leaf, _ in reversed(list(syntax.leaves(self.root))):
            if leaf.end == len(self.text) and leaf.end:
                return leaf if not isinstance(leaf, syntax.Phrase) or not leaf.closed else None
        return None


EVERYTHING = Query()
"""The query that holds for every event."""


def _field_of(item: Term) -> str:
    inner = item.item if isinstance(item, Not) else item
    return inner.name if isinstance(inner, Field) else ""


def of(items: Iterable[Term], sort: str = "", group: str = "") -> Query:
    """The query of terms that must all hold."""
    root = syntax.conjunction(list(items), 0, 0)
    return parse(str(Query(root, sort, group)))


@lru_cache(maxsize=256)
def parse(text: str) -> Query:
    """Read a query; never an error, whatever the text.

    Args:
        text: What was typed.

    Returns:
        The query, with `Query.problems` for what cannot be meant as written.
    """
    read: str = text
    places: Sequence[int] = ()
    if not text.isascii():
        from kortui.search.typed import as_read  # of signs that few queries have

        read, places = as_read(text)
    parser = Parser(read)
    root = parser.query()
    problems = sorted(parser.problems, key=lambda p: p.start)
    if any(p.suggestion for p in problems):
        from kortui.search.mending import tried  # of wrong queries alone

        problems = tried(problems, _faults)
    if read != text:
        problems = [replace(p, start=places[p.start], end=places[p.end]) for p in problems]
        if root is not None:
            syntax.move(root, places)
    return Query(root, parser.sort, parser.group, text, tuple(problems))


def _faults(text: str) -> list[Problem]:
    """What is wrong with a query, its suggestions untried."""
    parser = Parser(text)
    parser.query()
    return parser.problems


def complete(text: str) -> tuple[str, ...]:
    """Fields and closed values that the last part of a query text could become, as text to put in its place."""
    last = parse(text).last_word
    typed = text.split()[-1].lstrip("-(") if text and not text[-1].isspace() else ""
    name, colon, value = typed.partition(":")
    if colon and name in FIELDS:
        done, _, open_value = value.rpartition(",")
        stem = f"{name}:{done}," if done else f"{name}:"
        return tuple(stem + v for v in FIELDS[name].values if v.startswith(open_value.casefold()) and v != open_value)
    if typed and (last is None or isinstance(last, Word | Faulty)):
        return tuple(f"{n}:" for n in FIELDS if n.startswith(typed.casefold()))
    return ()
