"""What tables of records are made of: columns, lines, the sentence that sums them up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kortui.model import Event, Library
from kortui.overview.words import brief_amount, counted, names, year_span
from kortui.records import dataclass
from kortui.vocabulary import EventType


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Heading.
        rank: The higher, the sooner it is left out where there is no room; 0 always stays.
        least: Cells it keeps when columns are narrowed.
        right: Whether it is set against the right edge, as figures are.
        kept: Whether it stays, as room allows, though no line fills it: what is not told is worth seeing too.
    """

    name: str
    rank: int = 0
    least: int = 8
    right: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        cells: Its texts, one for each column.
        row: Row of the event it leads to.
        query: The query that finds its events when they are several; empty when `row` is all.
        said: A line of several events in words; empty where the event says it.
    """

    cells: tuple[str, ...]
    row: int
    query: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what it says in one sentence."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    sentence: str


WHEN = Column("When", 0, 9)
WHAT = Column("What", 5, 24)
MONEY = Column("Amount", 2, 14, right=True)


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


SAID: tuple[EventType, ...] = ("statement", "pledge", "policy", "target", "meeting", "visit", "anniversary", "statistic")
"""Types that are of the day of the report that tells of them: what is said in it, or held on its occasion."""


def told(event: Event) -> bool:
    """Whether the date is only that of the report, which tells of what stands or happened at a time it does not say."""
    ahead = event.date.role not in ("event", "reported", "anniversary")
    return event.date.basis == "document" and (ahead or event.type not in SAID)


def sentence(library: Library, noun: str, rows: Sequence[int]) -> str:
    """How many records, from when to when, how many of them undated, and how many only their report dates."""
    events = [library.events[row] for row in rows]
    dated = [e for e in events if not told(e)]
    span = year_span(dated)
    undated = sum(not (e.date.start or e.date.end) for e in events)
    reported = sum(told(e) and bool(e.date.start or e.date.end) for e in events)
    words = counted(len(events), noun) + (f", {span}" if span else "")
    if undated == len(events):
        return f"{words}; none of them dated"
    words += f"; {undated:,} undated" if undated else ""
    return words + (f"; {reported:,} told without a date of its own" if reported else "")


def when(event: Event) -> str:
    """The date of an event for a column, with what it is of where that is not the event: ``2027, planned``, ``told 2026``."""
    if not event.date.edtf:
        return "undated" if event.date.role in ("event", "reported") else f"undated, {event.date.role}"
    words = event.date.display
    if told(event) and event.date.start:  # what was so until the day of the report is said as it is
        words = f"told {words}"
    return words if event.date.role in ("event", "reported", "anniversary") else f"{words}, {event.date.role}"


def where(library: Library, event: Event) -> str:
    """The places of an event."""
    return names(library, event.places)


def with_amounts(library: Library, rows: Sequence[int]) -> str:
    """How many events state money."""
    stated = sum(bool(brief_amount(library.events[row], ("money",))) for row in rows)
    return f"{stated} with an amount" if stated else "none with an amount"


def empty(title: str, columns: Sequence[Column], words: str = "") -> Table:
    """A table without lines, and why."""
    return Table(title, tuple(columns), (), words or "nothing of this kind among these records")
