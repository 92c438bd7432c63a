"""Which of many records a chart or table is made of, found without looking at the others, and how that is told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kortui import edtf
from kortui.model import Library

MOST = 5_000
"""Records that one chart or table is made of: reading so many from a large database takes a second."""

LEAST = 10
"""Records that every lane keeps, however many lanes there are."""


def latest(rows: Sequence[int]) -> Sequence[int]:
    """The last `MOST` of some rows, which are in order of date with the undated last."""
    return rows if len(rows) <= MOST else rows[-MOST:]


def told(rows: Sequence[int], sentence: str) -> str:
    """What a table of rows says of itself, which is of the latest alone where `latest` cuts them."""
    if len(rows) <= MOST:
        return sentence
    return f"Of the last {MOST:,} by date of {len(rows):,} such records: {sentence}; narrow the search for the others"


def thinned(library: Library, rows: Sequence[int], most: int) -> Sequence[int]:
    """Some of many rows in order of date, evenly: the first and the last dated one among them, of the undated their part.

    Args:
        library: The database.
        rows: The rows.
        most: How many, at most; not less than `LEAST`.
    """
    if len(rows) <= most:
        return rows
    dated = bisect_left(rows, 1, key=lambda row: int(edtf.sort_key(library.events[row].date.edtf)[0]))
    behind = min(len(rows) - dated, max(1, most * (len(rows) - dated) // len(rows)))
    return [*evenly(rows[:dated], most - behind), *evenly(rows[dated:], behind)]


def evenly(rows: Sequence[int], most: int) -> Sequence[int]:
    """At most so many of some rows at equal distances, the first and the last among them."""
    if len(rows) <= most:
        return rows
    if most < 2:
        return rows[:most]
    return [rows[n * (len(rows) - 1) // (most - 1)] for n in range(most)]


def a_lane(lanes: int) -> int:
    """Records that each of so many lanes may draw."""
    return max(LEAST, MOST // max(1, lanes))
