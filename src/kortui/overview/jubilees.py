"""Jubilees: what happened a round number of years before, and what the sources themselves call an anniversary, each once.

Only what happened is remembered, and only a date that was stated: the day of a report is no day of what it tells of. An
event known to a year has no day, so its jubilee is of the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kortui import edtf
from kortui.model import Event, EventParties, Library
from kortui.overview.tables import Column, Line, Table, empty
from kortui.overview.words import counted
from kortui.records import dataclass
from kortui.text import one_line
from kortui.vocabulary import EventType

REMEMBERED: tuple[EventType, ...] = (
    "recognition", "establishment", "agreement", "alliance", "deployment", "visit", "conflict",
)  # fmt: skip
ROUND = 5
"""Years that are a multiple of this are worth naming."""

BEGINNINGS: tuple[EventType, ...] = ("establishment", "recognition", "alliance")
"""What a jubilee of the same parties is of, where no comparison says what it is of."""

AHEAD = 5
"""Years looked ahead for anniversaries."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Jubilee:
    """One jubilee.

    Attributes:
        year: The year it falls in.
        count: Years since; None where the source that speaks of it does not say.
        row: Row of the event remembered, or of the record that speaks of the jubilee where there is no such event.
        told: Rows of records that speak of it.
    """

    year: int
    count: int | None
    row: int
    told: tuple[int, ...] = ()


def happened(event: Event) -> edtf.Edtf | None:
    """The date of what happened in one known year; None for plans, for vague dates and where only a report is dated.

    None too for what a source tells of "last year" or of "that year" as a whole, and for the visitors of a year: those are
    the year's figures, which nobody remembers.
    """
    if event.date.role != "event" or event.date.basis == "document" or event.date.edtf is None or event.type == "anniversary":
        return None
    date = edtf.parse(event.date.edtf)
    start, end = date.bounds.start, date.bounds.end
    if date.precision == "year" and (event.date.basis != "stated" or (event.type == "visit" and _counts(event))):
        return None
    return date if start and end and start[0] == end[0] and date.kind != "one-of" and not date.uncertain else None


def _counts(event: Event) -> bool:
    return any(amount.kind == "count" for amount in event.amounts)


def spoken_of(event: Event | EventParties) -> tuple[int, int | None] | None:
    """Year and number of a jubilee a record speaks of; None where it is no such record."""
    start = edtf.bounds(event.date.edtf).start
    if start is None or (event.date.role != "anniversary" and event.type != "anniversary"):
        return None
    words = next((a.text for a in event.amounts if a.kind == "ordinal"), "")
    number = _NUMBER.search(words)
    return start[0], int(number[0]) if number else None


def jubilees(
    library: Library, rows: Iterable[int], first: int, last: int, wanted: Callable[[Event], bool] | None = None
) -> list[Jubilee]:
    """The jubilees of some years, in order, each once.

    Args:
        library: The database.
        rows: Rows of the events looked at.
        first: First year.
        last: Last year; what the sources speak of is given beyond it too.
        wanted: Which events are worth remembering; None is those of `REMEMBERED` types.
    """
    told: dict[int, tuple[int, int | None]] = {}
    past: list[tuple[int, int]] = []
    for row in rows:
        event = library.events[row]
        said = spoken_of(event)
        if said is not None:
            told[row] = said
        elif (wanted(event) if wanted else event.type in REMEMBERED) and (date := happened(event)) and date.bounds.start:
            past.append((date.bounds.start[0], row))
    own = list(_due(past, first, last))
    spoken = Spoken(library, first, last)
    for row, (year, count) in told.items():
        if first <= year:
            of_the_year = [r for y, r in past if count is not None and y == year - count]
            spoken.add(row, year, count, remembered(library, row, of_the_year))
    found = {(j.year, j.row): j for j in (*own, *spoken.jubilees)}
    return sorted(found.values(), key=lambda j: (j.year, _in_year(library, j), j.row))


class Spoken:
    """Puts records together that speak of one jubilee: of one event, or of one number in one year with the same parties.

    Args:
        library: The database.
        first: First year whose round jubilees count without anybody speaking of them.
        last: Last such year.
    """

    def __init__(self, library: Library, first: int, last: int) -> None:
        self._index = library.index
        self._years = range(first, last + 1)
        self._found: dict[tuple[int, int], Jubilee] = {}
        self._alike: dict[tuple[int, int | None, frozenset[str]], tuple[tuple[bool, int], tuple[int, int]]] = {}

    @property
    def jubilees(self) -> Sequence[Jubilee]:
        """Those there are so far."""
        return list(self._found.values())

    def add(self, row: int, year: int, count: int | None, begun: int | None) -> None:
        """Take in a record that speaks of a jubilee.

        Args:
            row: Its row.
            year: Year of the jubilee.
            count: Years since; None where the record does not say.
            begun: Row of the event it is of; None when that is not known.
        """
        alike = (year, count, frozenset(parties_of(self._index.parties(row))))
        key = (year, row if begun is None else begun)
        if begun is None and alike in self._alike:
            key = self._alike[alike][1]
        known = self._found.get(key)
        self._found[key] = Jubilee(year, count, key[1], (*known.told, row) if known else (row,))
        if known is None:
            # Of two jubilees that are alike the one counts that is due without being spoken of, then the one spoken of first.
            due = begun is not None and count is not None and count > 0 and not count % ROUND and year in self._years
            rank = (not due, key[1] if due else len(self._found))
            self._alike[alike] = min(self._alike.get(alike, (rank, key)), (rank, key))


def _due(past: Iterable[tuple[int, int]], first: int, last: int) -> Iterator[Jubilee]:
    for begun, row in past:
        due = max(begun + -(-(first - begun) // ROUND) * ROUND, begun + ROUND)
        if due <= last:
            yield Jubilee(due, due - begun, row)


def parties_of(event: Event | EventParties) -> set[str]:
    """The entities that take part in an event and have a part in it."""
    return {a.id for a in event.actors if a.role != "other"}


def linked(library: Library, row: int) -> list[int]:
    """The rows of the events that are compared with one."""
    index = library.index
    rows = (index.row.get(one) for c in index.conflicts_of.get(index.parties(row).id, ()) for one in c.events)
    return [one for one in rows if one is not None]


def remembered(library: Library, row: int, of_the_year: Sequence[int]) -> int | None:
    """Which event of the year counted from a record's jubilee is of, by a comparison that names both or by the parties.

    Args:
        library: The database.
        row: Row of the record that speaks of a jubilee.
        of_the_year: Rows of the events, in order; the first that fits is it.
    """
    if not of_the_year:
        return None
    index, compared = library.index, set(linked(library, row))
    who = parties_of(index.parties(row))
    for other in of_the_year:
        if other in compared:
            return other
        past = index.parties(other)
        if past.type in BEGINNINGS and who and who <= parties_of(past):
            return other
    return None


def _in_year(library: Library, one: Jubilee) -> tuple[int, int]:
    """Month and day where they are known; the others of the year come first."""
    date = happened(library.events[one.row])
    start = date.bounds.start if date is not None else None
    return start[1:] if start and date and date.precision in ("day", "month") else (0, 0)


def anniversaries(library: Library, rows: Sequence[int], year: int) -> Table:
    """Round anniversaries of what happened in a known year, and those the sources speak of, from a year on.

    Args:
        library: The database.
        rows: Rows of the events shown.
        year: The present year.
    """
    columns = (
        Column("Due", 0, 4), Column("Years", 0, 5, right=True), Column("Since", 0, 16), Column("When it was", 1, 9),
        Column("Told by", 2, 10),
    )  # fmt: skip
    found = jubilees(library, rows, year, year + AHEAD)
    title = "Anniversaries ahead"
    if not found:
        return empty(title, columns, f"no round anniversary from {year} to {year + AHEAD} among these records")
    lines = []
    for one in found:
        event = library.events[one.row]
        was = "" if one.row in one.told else event.date.display
        source = "the sources" if one.told else ""
        lines.append(Line((str(one.year), str(one.count or ""), one_line(event.title), was, source), one.row))
    return Table(
        title, columns, tuple(lines), f"{counted(len(lines), 'anniversary')} from {year} on; next {words(library, found[0])}"
    )


def words(library: Library, one: Jubilee) -> str:
    """A jubilee in words, in which what is past stays past: ``in 2026, 55 years since 1971: Seoul and Ankara sign …``."""
    event = library.events[one.row]
    if one.row in one.told:
        return f"in {one.year}: {one_line(event.title)}"
    return f"in {one.year}, {one.count} years since {event.date.display}: {one_line(event.title)}"
