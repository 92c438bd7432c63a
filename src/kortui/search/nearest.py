"""The event nearest to a date."""

from __future__ import annotations

from collections.abc import Sequence

from kortui import edtf
from kortui.model import Library
from kortui.search.values import DateSpan, day_number


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
    date = library.events[row].date
    start = day_number(edtf.from_iso(date.start or date.end), 0)
    return max(wanted.low - start, start - wanted.high, 0)
