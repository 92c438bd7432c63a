"""Sorted columns of figures, asked for the rows whose figure lies in a range."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import compress

from kortui.rows import bits_of

BLOCK = 4096
"""Entries of a column that share one row set made beforehand; the rest of a range is set bit by bit, 70 ns each."""


class Ranges(ABC):
    """Figures in ascending order with the row of each, and the rows of a range of them.

    Attributes:
        values: The figures.
        rows: Row of each figure; a row may come several times.
    """

    __slots__ = ("rows", "values")

    def __init__(self, values: Sequence[float], rows: Sequence[int]) -> None:
        self.values = values
        self.rows = rows

    def between(self, low: float, high: float) -> int:
        """The rows with a figure from `low` to `high`, both inclusive."""
        return self._entries(bisect_left(self.values, low), bisect_right(self.values, high))

    def below(self, value: float) -> int:
        """The rows with a figure less than `value`."""
        return self._entries(0, bisect_left(self.values, value))

    def above(self, value: float) -> int:
        """The rows with a figure greater than `value`."""
        return self._entries(bisect_right(self.values, value), len(self.values))

    def some(self, low: float, high: float, fits: Callable[[float, float], bool]) -> int:
        """The rows with a figure from `low` to `high`, both inclusive, of which a test holds; some 0.2 µs a figure.

        Args:
            low: Least figure.
            high: Greatest figure.
            fits: The test, of both ends of a range; of a figure these are the same.
        """
        begin, end = bisect_left(self.values, low), bisect_right(self.values, high)
        some = self.values[begin:end]
        kept = {value for value in set(some) if fits(value, value)}
        return self._of(list(compress(self.rows[begin:end], map(kept.__contains__, some)))) if kept else 0

    @abstractmethod
    def _of(self, rows: Sequence[int]) -> int:
        """Rows as a row set."""

    @abstractmethod
    def _entries(self, first: int, behind: int) -> int:
        """The rows of a range of entries."""


class Column(Ranges):
    """Figures held in memory.

    Attributes:
        blocks: Row set of each full block of entries; may be empty, then every entry is set by itself.
    """

    __slots__ = ("_size", "blocks")

    def __init__(self, values: Sequence[float], rows: Sequence[int], size: int, blocks: Sequence[int] = ()) -> None:
        super().__init__(values, rows)
        self.blocks = blocks
        self._size = size

    def _of(self, rows: Sequence[int]) -> int:
        return bits_of(rows, self._size)

    def _entries(self, first: int, behind: int) -> int:
        if first >= behind:
            return 0
        if not self.blocks:
            return bits_of(self.rows[first:behind], self._size)
        begin = -(-first // BLOCK)
        end = min(behind // BLOCK, len(self.blocks))
        if begin >= end:
            return bits_of(self.rows[first:behind], self._size)
        bits = bits_of(self.rows[first : begin * BLOCK], self._size) | bits_of(self.rows[end * BLOCK : behind], self._size)
        for block in self.blocks[begin:end]:
            bits |= block
        return bits
