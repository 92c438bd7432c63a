"""Tables of records: who invested with whom, who visited whom, who holds which position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kortui.model import Event, Library
from kortui.overview.words import brief_amount, counted, names, parties, year_span
from kortui.records import dataclass
from kortui.text import one_line
from kortui.vocabulary import ActorRole, EventType


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Heading.
        rank: The higher, the sooner it is left out where there is no room; 0 always stays.
        least: Cells it keeps when columns are narrowed.
        right: Whether it is set against the right edge, as figures are.
    """

    name: str
    rank: int = 0
    least: int = 8
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        cells: Its texts, one for each column.
        row: Row of the event it leads to.
        query: The query that finds its events when they are several; empty when `row` is all.
    """

    cells: tuple[str, ...]
    row: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what it says in one sentence."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    sentence: str


WHEN = Column("When", 0, 9)
WHAT = Column("What", 5, 24)


def of_types(library: Library, rows: Iterable[int], types: Sequence[EventType]) -> list[int]:
    """The rows of events of some types."""
    return [row for row in rows if library.events[row].type in types]


def _in_order(library: Library, rows: Iterable[int]) -> list[int]:
    return sorted(rows, key=lambda row: library.events[row].sort_key)


def made(
    library: Library,
    title: str,
    noun: str,
    rows: Sequence[int],
    columns: Sequence[Column],
    cells: Callable[[Event], tuple[str, ...]],
    tail: str = "",
) -> Table:
    """A table of one event a line, by date, the undated last."""
    if not rows:
        return empty(title, columns)
    ordered = _in_order(library, rows)
    lines = tuple(Line(cells(library.events[row]), row) for row in ordered)
    return Table(title, tuple(columns), lines, sentence(library, noun, ordered) + (f"; {tail}" if tail else ""))


def sentence(library: Library, noun: str, rows: Sequence[int]) -> str:
    """How many records, from when to when, how many of them undated."""
    events = [library.events[row] for row in rows]
    span = year_span(events)
    undated = sum(not (e.date.start or e.date.end) for e in events)
    words = counted(len(events), noun) + (f", {span}" if span else "")
    return words + (f"; {undated:,} undated" if undated and span else "; none of them dated" if undated else "")


def when(event: Event) -> str:
    """The date of an event for a column."""
    return event.date.display if event.date.edtf else "undated"


def where(library: Library, event: Event) -> str:
    """The places of an event."""
    return names(library, event.places)


def _with_amounts(library: Library, rows: Sequence[int]) -> str:
    stated = sum(bool(brief_amount(library.events[row])) for row in rows)
    return f"{stated} with an amount" if stated else "none with an amount"


def empty(title: str, columns: Sequence[Column], words: str = "") -> Table:
    """A table without lines, and why."""
    return Table(title, tuple(columns), (), words or "nothing of this kind among these records")


# Trade

INVESTMENT: tuple[EventType, ...] = ("investment", "construction", "financing")
_ACTIVE: tuple[ActorRole, ...] = ("investor", "contractor", "supplier", "actor", "visitor", "speaker")
_PASSIVE: tuple[ActorRole, ...] = ("partner", "recipient", "host", "customer")


def investments(library: Library, rows: Sequence[int]) -> Table:
    """Investments, works and their financing: investor, partner, place, year, amount."""
    found = of_types(library, rows, INVESTMENT)

    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            names(library, parties(library, event, ("investor", "contractor", "supplier", "actor"))),
            names(library, parties(library, event, _PASSIVE)),
            where(library, event),
            brief_amount(event),
            event.type,
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Investor", 0, 12), Column("Partner", 2, 10), Column("Place", 1, 8), Column("Amount", 0, 14, right=True),
        Column("Kind", 6, 12), WHAT,
    )  # fmt: skip
    return made(library, "Investments", "investment", found, columns, cells, _with_amounts(library, found))


def agreements(library: Library, rows: Sequence[int]) -> Table:
    """Agreements, alliances and memberships with their parties."""
    found = of_types(library, rows, ("agreement", "alliance", "membership"))

    def cells(event: Event) -> tuple[str, ...]:
        agreed = [a.id for a in event.actors if (e := library.index.entity.get(a.id)) and e.kind == "agreement"]
        between = parties(library, event, ("signatory", "member", "actor", "partner"))
        return (
            when(event),
            one_line(event.title),
            names(library, [b for b in between if b not in agreed]),
            where(library, event),
        )

    columns = (WHEN, Column("What", 0, 20), Column("Between", 1, 14), Column("Where", 2, 8))
    return made(library, "Agreements", "agreement", found, columns, cells)


def deals(library: Library, rows: Sequence[int]) -> Table:
    """Contracts, deliveries and programmes: stage, supplier, customer, goods, amount."""
    found = of_types(library, rows, ("contract", "delivery", "programme", "commerce"))

    def goods(event: Event) -> str:
        kinds = ("weapon", "agreement", "event")
        return names(library, [a.id for a in event.actors if (e := library.index.entity.get(a.id)) and e.kind in kinds])

    def cells(event: Event) -> tuple[str, ...]:
        supplier = parties(library, event, ("supplier", "contractor", "partner", "actor"))
        return (
            when(event),
            event.stage or "",
            names(library, supplier),
            names(library, parties(library, event, ("customer", "recipient", "host"))),
            goods(event),
            brief_amount(event),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Stage", 2, 10), Column("Supplier", 0, 12), Column("Customer", 1, 10), Column("Goods", 3, 8),
        Column("Amount", 0, 14, right=True), WHAT,
    )  # fmt: skip
    return made(library, "Deals", "deal", found, columns, cells, _with_amounts(library, found))


# Defense


def forces(library: Library, rows: Sequence[int]) -> Table:
    """Deployments, help, losses and wars."""
    found = of_types(library, rows, ("deployment", "withdrawal", "aid", "casualties", "conflict"))

    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            event.type,
            names(library, parties(library, event, ("actor", "member"))),
            names(library, parties(library, event, ("recipient", "host"))),
            brief_amount(event),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Kind", 3, 12), Column("Who", 0, 10), Column("For whom", 1, 8), Column("Figure", 2, 6, right=True),
        Column("What", 0, 16),
    )  # fmt: skip
    return made(library, "Forces", "record", found, columns, cells)
