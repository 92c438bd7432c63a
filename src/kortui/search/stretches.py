"""Rows in an order that is cut into stretches, of which each is a set as well.

A count of bits tells how many rows of a result lie in a stretch, so that of the million rows of an order only one stretch is
looked at for a row or for its place, however the rows of the result lie in it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from kortui.rows import Rows, RowSet, rows_in


class Stretched(Rows):
    """Rows of a set in an order that is cut into stretches, which are counted from the nearer end as far as they are needed.

    Args:
        bits: The set.
        stretches: How many there are.
        turned: Whether the rows come from the last to the first.
    """

    __slots__ = ("_counts", "_numbers", "_size", "_turned", "bits")

    def __init__(self, bits: int, stretches: int, *, turned: bool) -> None:
        self.bits = bits
        self._turned = turned
        self._size = bits.bit_count()
        self._numbers = range(stretches)
        self._counts: dict[int, int] = {}
        """Rows of the set in each stretch that was counted."""

    def __len__(self) -> int:
        return self._size

    @abstractmethod
    def _stretch(self, number: int) -> int:
        """The rows of a stretch that are in the set, as a set."""

    def _count(self, number: int) -> int:
        """How many these are."""
        found = self._counts.get(number)
        if found is None:
            found = self._counts[number] = self._stretch(number).bit_count()
        return found

    def _stretch_at(self, position: int) -> tuple[int, int]:
        """The stretch that the row at a position is in, and how many rows come before it."""
        if position * 2 <= self._size:
            ends = accumulate(map(self._count, self._numbers))
            number, end = next((number, end) for number, end in enumerate(ends) if position < end)
            return number, end - self._count(number)
        begin = self._size
        for number in reversed(self._numbers):
            begin -= self._count(number)
            if begin <= position:
                break
        return number, begin

    def _before_stretch(self, number: int) -> int:
        """How many rows come before a stretch."""
        if number * 2 < len(self._numbers):
            return sum(map(self._count, self._numbers[:number]))
        return self._size - sum(map(self._count, self._numbers[number:]))

    def _at(self, position: int) -> int:
        return self._forward(self._size - 1 - position if self._turned else position)

    @abstractmethod
    def _forward(self, position: int) -> int:
        """The row at a position from the beginning of the order."""

    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them."""
        if row not in self:
            return -1
        at = self._before(row)
        return self._size - 1 - at if self._turned else at

    @abstractmethod
    def _before(self, row: int) -> int:
        """How many of the rows come before one of them in the order."""


class Kinds(Stretched):
    """Rows of a set by what they are.

    Args:
        sets: All rows of each kind, as sets.
        bits: The set.
        turned: Whether from the last to the first.
    """

    __slots__ = ("_kept", "_sets")

    def __init__(self, sets: Sequence[int], bits: int, *, turned: bool = False) -> None:
        super().__init__(bits, len(sets), turned=turned)
        self._sets = sets
        self._kept: tuple[int, int, RowSet] = (-1, 0, RowSet(0))
        """The kind looked at last, how many rows come before it, and its rows."""

    def within(self, bits: int) -> Kinds:
        """Those of the rows that are in another set, in the same order."""
        return Kinds(self._sets, self.bits & bits, turned=self._turned)

    def _stretch(self, number: int) -> int:
        return self.bits & self._sets[number]

    def _forward(self, position: int) -> int:
        _, begin, rows = self._kept
        if not begin <= position < begin + len(rows):
            number, begin = self._stretch_at(position)
            rows = self._of_kind(number, begin)
        return rows[position - begin]

    def _of_kind(self, number: int, begin: int) -> RowSet:
        if self._kept[0] != number:
            self._kept = (number, begin, RowSet(self._stretch(number)))
        return self._kept[2]

    def __iter__(self) -> Iterator[int]:
        if self._turned:
            return chain.from_iterable(reversed(list(rows_in(self._stretch(n)))) for n in reversed(self._numbers))
        return chain.from_iterable(rows_in(self._stretch(number)) for number in self._numbers)

    def _before(self, row: int) -> int:
        number = next(number for number, rows in enumerate(self._sets) if rows >> row & 1)
        begin = self._before_stretch(number)
        return begin + self._of_kind(number, begin).before(row)
