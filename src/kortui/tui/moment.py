"""Keeping the moment in time from one list to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kortui import edtf
from kortui.model import Library
from kortui.rows import Rows, RowSet


def _day(library: Library, row: int) -> int:
    """Days, roughly, from year 0 to the start of an event; undated ones lie after all."""
    undated, (year, month, day), _ = edtf.sort_key(library.index.line(row).date.edtf)
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
    at = rows.before(row) if isinstance(rows, RowSet) else bisect_left(rows, row)
    if at < len(rows) and rows[at] == row:
        return at
    day = _day(library, row)
    around = [n for n in (at - 1, at) if 0 <= n < len(rows)]
    return min(around, key=lambda n: abs(_day(library, rows[n]) - day))


def place_of(rows: Sequence[int], row: int) -> int:
    """Index of a row in rows of any order; 0 when it is not there."""
    if isinstance(rows, Rows):
        return max(rows.place(row), 0)
    return rows.index(row) if row in rows else 0
