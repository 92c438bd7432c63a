"""Finding a block of rows that moved up or down, so that the terminal moves it instead of being sent it anew.

A list scrolled by one line changes every row of it: 2.1 kB at 80x24, against some 300 bytes with a scroll region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import ne

from kortui.records import dataclass

_ROWS_AT_LEAST = 4
"""Fewer changed rows are sent as they are."""

_CELLS_SAVED = 60
"""Cells that a scroll must spare; setting and resetting the region takes some 20 bytes and a change of colour."""

_MARGIN = 2
"""Columns at the right that are not looked at when rows are matched: a scroll bar stays where it is."""

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Scroll:
    """A block of rows that moves within a region of full rows.

    Attributes:
        top: First row of the region.
        bottom: Row behind the last of the region.
        by: Rows by which what is on the glass moves up; negative for down.
    """

    top: int
    bottom: int
    by: int


def _differing(one: Row, other: Row) -> int:
    return sum(map(ne, one, other))


def find(wanted: Sequence[Row], glass: Sequence[Row], changed: Sequence[int]) -> Scroll | None:
    """The scroll that spares the most cells, or None when none is worth it.

    Args:
        wanted: Glyphs of the rows as they shall be.
        glass: Glyphs of the rows as they are.
        changed: Rows that differ, sorted.
    """
    if len(changed) < _ROWS_AT_LEAST:
        return None
    first, last = changed[0], changed[-1] + 1
    where: dict[tuple[object, ...], int] = {}
    for row in range(first, last):
        key = tuple(glass[row][:-_MARGIN])
        where[key] = -1 if key in where else row  # a row that is there twice (a rule, a blank one) says nothing
    votes: Counter[int] = Counter()
    moved: dict[int, list[int]] = {}
    for row in changed:
        source = where.get(tuple(wanted[row][:-_MARGIN]), -1)
        if source >= 0 and source != row:
            votes[source - row] += 1
            moved.setdefault(source - row, []).append(row)
    if not votes:
        return None
    by, count = votes.most_common(1)[0]
    if count < _ROWS_AT_LEAST - 1:
        return None
    rows = moved[by]
    top, bottom = (rows[0], rows[-1] + 1 + by) if by > 0 else (rows[0] + by, rows[-1] + 1)
    spared = 0
    for row in range(top, bottom):
        source = row + by
        kept = len(wanted[row]) - _differing(wanted[row], glass[source]) if top <= source < bottom else 0
        spared += kept - (len(wanted[row]) - _differing(wanted[row], glass[row]))
    return Scroll(top, bottom, by) if spared >= _CELLS_SAVED else None
