"""Sequences of rows: several others one behind the other, or one from its end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from kortui.rows import Rows, RowSet


class Parts(Rows):
    """Several disjoint sequences of rows one behind the other.

    Args:
        parts: The sequences.
    """

    __slots__ = ("_ends", "_parts", "bits")

    def __init__(self, parts: Iterable[Rows]) -> None:
        self._parts = [part for part in parts if len(part)]
        self.bits = reduce(or_, (part.bits for part in self._parts), 0)
        self._ends = list(accumulate((len(part) for part in self._parts), initial=0))

    def __len__(self) -> int:
        return self._ends[-1]

    def within(self, bits: int) -> Parts:
        """Those of the rows that are in another set, in the same order."""
        return Parts(part.within(part.bits & bits) for part in self._parts)

    def _at(self, position: int) -> int:
        which = bisect_right(self._ends, position) - 1
        return self._parts[which]._at(position - self._ends[which])

    def _between(self, start: int, stop: int) -> Sequence[int]:
        found: list[int] = []
        for part, begin in zip(self._parts, self._ends, strict=False):
            found += part[max(0, start - begin) : max(0, stop - begin)]
        return found

    def __iter__(self) -> Iterator[int]:
        for part in self._parts:
            yield from part

    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them."""
        for part, begin in zip(self._parts, self._ends, strict=False):
            if row in part:
                at = part.place(row)
                return at if at < 0 else begin + at
        return -1


def tiers(sets: Iterable[int]) -> Parts:
    """Several disjoint row sets one behind the other: the best first, each by date."""
    return Parts(RowSet(bits) for bits in sets if bits)


class Backward(Rows):
    """Rows from the last to the first."""

    __slots__ = ("_rows", "bits")

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.bits = rows.bits

    def __len__(self) -> int:
        return len(self._rows)

    def within(self, bits: int) -> Backward:
        """Those of the rows that are in another set, in the same order."""
        return Backward(self._rows.within(bits))

    def _at(self, position: int) -> int:
        return self._rows._at(len(self._rows) - 1 - position)

    def _between(self, start: int, stop: int) -> Sequence[int]:
        count = len(self._rows)
        return list(reversed(self._rows[count - stop : count - start]))

    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them."""
        at = self._rows.place(row)
        return at if at < 0 else len(self) - 1 - at
