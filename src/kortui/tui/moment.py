"""Keeping the moment in time from one list to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kortui import edtf
from kortui.model import Library
from kortui.search.rows import Picked

if TYPE_CHECKING:
    from kortui.search.values import DateSpan

SOUGHT = 500
"""Lines of a long result in an order of its own in which a record is looked for; going through all takes a second."""


def _day(library: Library, row: int) -> int:
    """Days, roughly, from year 0 to the start of an event; undated ones lie after all."""
    undated, (year, month, day), _ = edtf.sort_key(library.events[row].date.edtf)
    return 10**9 if undated else year * 372 + month * 31 + day


def nearest(library: Library, rows: Sequence[int], row: int) -> int:
    """Index in `rows`, which rise, of an event or else of the one nearest to it in date; 0 when there is nothing to go by.

    Args:
        library: The database.
        rows: Rows of a list in order.
        row: Row of the event, -1 for none.
    """
    if row < 0 or not len(rows):
        return 0
    at = bisect_left(rows, row)
    if at < len(rows) and rows[at] == row:
        return at
    day = _day(library, row)
    around = [n for n in (at - 1, at) if 0 <= n < len(rows)]
    return min(around, key=lambda n: abs(_day(library, rows[n]) - day))


def place_of(rows: Sequence[int], row: int) -> int:
    """Index of a row in rows of any order, 0 when it is not there or, of a long result in an order of its own, far down."""
    if isinstance(rows, Picked) and len(rows) > SOUGHT:
        rows = rows[:SOUGHT]
    return rows.index(row) if row in rows else 0


def nearest_day(library: Library, rows: Sequence[int], wanted: DateSpan) -> int | None:
    """The row nearest to a stretch of time: the first that begins in it or after it, else the last before; None of none.

    Args:
        library: The database.
        rows: Rows of a list in any order.
        wanted: From `kortui.search.values.date_span`.
    """
    dated = [r for r in rows if library.events[r].date.start or library.events[r].date.end]
    return min(dated, key=lambda r: (_gap(library, r, wanted), r), default=None)


def _gap(library: Library, row: int, wanted: DateSpan) -> int:
    """Days between the start of an event and a stretch of time, 0 inside."""
    from kortui.search.values import day_number

    date = library.events[row].date
    start = day_number(edtf.from_iso(date.start or date.end), 0)
    return max(wanted.low - start, start - wanted.high, 0)
