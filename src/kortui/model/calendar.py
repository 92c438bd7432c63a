"""Which records a day of the calendar concerns: keys that an index keeps, and the rows of a library in memory by them.

Keys are of the date alone, so that an index works them out once for each date there is. What also depends on the type of a
record, `kortui.overview.days` takes from the rows of its types.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from kortui import edtf
from kortui.rows import bits_of
from kortui.vocabulary import AHEAD, DateBasis, DateRole

if TYPE_CHECKING:
    from kortui.model.library import Library

AWAITED: frozenset[DateRole] = AHEAD | {"anniversary"}
"""Roles of dates that are waited for: those that lie ahead, and jubilees, which a source may also look back on."""

THAT_DAY = "calendar:that-day"
"""Rows of a day, or of some days of one month: done, or still to come."""

DUE, DUE_WITHIN = "calendar:due", "calendar:due-within"
"""Rows that are due by the end of their date; of `DUE_WITHIN` the date is one of several, so that they may be long over."""

SPOKEN = "calendar:spoken"
"""Rows whose date is that of a jubilee."""

COUNTED = "calendar:counted"
"""Rows that count something."""

OF_YEAR, IN_YEAR, ON_DAY = "calendar:jubilee:year", "calendar:jubilee:season", "calendar:jubilee:day"
"""Rows of what happened in one known year: known to the year, known to a season, known to a month or a day."""

UNBEGUN, BY_REPORT = "open:start", "basis:document"
"""Rows whose date has no beginning, and those of which only the report is dated; keys of the query language, too."""


def day_key(month: int, day: int) -> str:
    """The key of rows of a day of the calendar in any year: one known day, past and not of the report alone."""
    return f"calendar:day:{month:02d}-{day:02d}"


def month_key(month: int) -> str:
    """The key of rows of a month in any year: of it as a whole, a day or some days in it."""
    return f"calendar:month:{month:02d}"


def jubilee_key(month: int, day: int) -> str:
    """The key of rows of what happened in one known year on a day, or in a month, which counts as its first day."""
    return f"calendar:jubilee:{month:02d}-{day:02d}"


def calendar_keys(text: str | None, role: DateRole, basis: DateBasis) -> Sequence[str]:
    """The keys of a date.

    Args:
        text: EDTF.
        role: What the date is of.
        basis: How it is known.
    """
    if not text:
        return ()
    date = edtf.parse(text)
    start, end = date.bounds.start, date.bounds.end
    keys: list[str] = []
    if start is not None and role == "anniversary":
        keys.append(SPOKEN)
    if end is not None and role in AWAITED and basis != "document":
        whole = date.kind in ("date", "interval") or (start is not None and start[0] == end[0])
        if whole or start is not None:
            keys.append(DUE if whole else DUE_WITHIN)
    if start is None or end is None or date.uncertain:
        return keys
    stated = date.kind in ("date", "interval")
    if stated and start[:2] == end[:2] and date.precision in ("day", "month"):
        if date.precision == "day" and (basis != "document" or role in ("event", "reported", "anniversary")):
            keys.append(THAT_DAY)
        if role not in AWAITED:
            keys.append(month_key(start[1]))
            if start == end and date.kind == "date":
                keys.append(day_key(*start[1:]))
    if role == "event" and basis != "document" and start[0] == end[0] and date.kind != "one-of":
        if date.precision in ("day", "month"):
            keys += [ON_DAY, jubilee_key(*start[1:])]
        elif date.precision != "year":
            keys.append(IN_YEAR)
        elif basis == "stated":
            keys.append(OF_YEAR)
    return keys


class Calendar(Protocol):
    """Rows of a library by the keys of their dates, as bit sets: the bit of the n-th row is ``1 << n``."""

    def of(self, key: str) -> int:
        """The rows of a key of this module, or of a ``type:`` or ``rel:`` of the query language."""

    def acting(self, entity: str) -> int:
        """The rows in which an entity takes part."""

    def begun(self, first: edtf.Day, last: edtf.Day | None = None) -> int:
        """The rows whose first day is from one day to another; None is no limit. Of dates without a beginning none is told."""

    def begun_in(self, fits: Callable[[int], bool]) -> int:
        """The rows whose first day is in one of some years. Of dates without a beginning none is told."""

    def over(self, first: edtf.Day, last: edtf.Day | None = None) -> int:
        """The rows whose last day is from one day to another; None is no limit. Of dates without an end none is told."""


class MemoryCalendar:
    """The calendar of a library in memory, made in one pass over its records."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sets: dict[str, int] = {}

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, event in enumerate(self._library.events):
            date = event.date
            keys = [*calendar_keys(date.edtf, date.role, date.basis), f"type:{event.type}", f"rel:{event.relevance}"]
            keys += [UNBEGUN] * (edtf.bounds(date.edtf).start is None) + [BY_REPORT] * (date.basis == "document")
            keys += [COUNTED] * any(amount.kind == "count" for amount in event.amounts)
            for key in chain(keys, {f"actor:{actor.id}" for actor in event.actors}):
                found.setdefault(key, []).append(row)
        return found

    def of(self, key: str) -> int:
        """The rows of a key."""
        bits = self._sets.get(key)
        if bits is None:
            bits = self._sets[key] = bits_of(self._rows.get(key, ()), len(self._library.events))
        return bits

    def acting(self, entity: str) -> int:
        """The rows in which an entity takes part."""
        return self.of(f"actor:{entity}")

    @cached_property
    def _days(self) -> tuple[list[tuple[edtf.Day, int]], list[tuple[edtf.Day, int]]]:
        """First and last days with their rows, in order."""
        bounds = [(row, edtf.bounds(event.date.edtf)) for row, event in enumerate(self._library.events)]
        starts = sorted((b.start, row) for row, b in bounds if b.start is not None)
        return starts, sorted((b.end, row) for row, b in bounds if b.end is not None)

    def begun(self, first: edtf.Day, last: edtf.Day | None = None) -> int:
        """The rows whose first day is from one day to another."""
        return self._between(self._days[0], first, last)

    def begun_in(self, fits: Callable[[int], bool]) -> int:
        """The rows whose first day is in one of some years."""
        return bits_of((row for start, row in self._days[0] if fits(start[0])), len(self._library.events))

    def over(self, first: edtf.Day, last: edtf.Day | None = None) -> int:
        """The rows whose last day is from one day to another."""
        return self._between(self._days[1], first, last)

    def _between(self, days: Sequence[tuple[edtf.Day, int]], first: edtf.Day, last: edtf.Day | None) -> int:
        begin = bisect_left(days, (first, 0))
        behind = len(days) if last is None else bisect_right(days, last, key=lambda day: day[0])
        return bits_of((row for _, row in days[begin:behind]), len(self._library.events))
