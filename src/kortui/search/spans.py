"""The stretches of time events fall into, as runs of rows: how many of a result fall into each is a count of bits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from kortui.records import dataclass

LATEST = 10**14
"""Day numbers from here on, and below its negative, are open ends (`kortui.search.days`)."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Runs of rows whose dates cover the same months.

    Rows are in order of first and last day (`kortui.edtf.sort_key`), so that there are some thousand runs at any size.

    Attributes:
        begins: First row of each run, and behind the last run the first row without a date.
        firsts: First month of each run, counted from year 0.
        lasts: Last month of each run; the first of a date without an end.
        orders: Month by which the rows of each run stand in order: the first, but the last where no beginning is stated.
    """

    begins: Sequence[int]
    firsts: Sequence[int]
    lasts: Sequence[int]
    orders: Sequence[int] = ()

    def counts(self, bits: int) -> list[int]:
        """How many rows of a set are in each run."""
        return [high - low for low, high in pairwise(counts_below(bits, self.begins))]


def counts_below(bits: int, bounds: Iterable[int]) -> list[int]:
    """How many rows of a set are less than each of some ascending bounds; half a microsecond a bound, whatever the size.

    Args:
        bits: The set.
        bounds: Not negative, none less than the one before.
    """
    cells = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    behind = len(cells) << 3
    number = int.from_bytes
    found = []
    at = whole = 0  # bytes counted so far, and the rows in them
    for bound in bounds:
        bound = min(bound, behind)
        there = bound >> 3
        if there != at:
            whole += number(cells[at:there], "little").bit_count()
            at = there
        rest = bound & 7
        found.append(whole + (cells[there] & (1 << rest) - 1).bit_count() if rest else whole)
    return found


def spans_of(days: Iterable[tuple[int, int]], unbegun: Collection[int] = ()) -> Spans:
    """The spans of a library.

    Args:
        days: First and last day number of every dated event, one of them known, in order of rows; these come before all others.
        unbegun: Rows whose beginning is not stated.
    """
    begins: list[int] = []
    firsts: list[int] = []
    lasts: list[int] = []
    orders: list[int] = []
    count = 0
    previous = None
    late = frozenset(unbegun)
    for row, pair in enumerate(days):
        count = row + 1
        begun = row not in late
        if (pair, begun) == previous:
            continue
        previous = (pair, begun)
        start, end = pair
        first = _month(start if start > -LATEST else end)
        last = max(first, _month(end)) if end < LATEST else first
        order = first if begun else last
        if not firsts or firsts[-1] != first or lasts[-1] != last or orders[-1] != order:
            begins.append(row)
            firsts.append(first)
            lasts.append(last)
            orders.append(order)
    return Spans([*begins, count], firsts, lasts, orders)


def _month(day: int) -> int:
    """Month, counted from year 0, of a day number."""
    return day // 10_000 * 12 + day % 10_000 // 100 - 1
