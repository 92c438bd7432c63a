"""Sets of rows as integers: bit n is row n, so that AND, OR, NOT and counting cost microseconds for a million events.

Rows are in order of date, so ascending bits are the order of display, and the first screen of a result is its lowest bits.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate, islice
from operator import or_
from typing import overload

_BITS_OF_BYTE: list[tuple[int, ...]] = [()]
for _bit in range(8):
    _BITS_OF_BYTE += [(*bits, _bit) for bits in _BITS_OF_BYTE]
_MARKS = bytes(int(byte == ord("1")) for byte in range(256))
_RUN = re.compile(rb"[^\x00]+")
_DENSE = 48
"""When more than one row in so many is in a set, each is marked in a byte: a third of the time, and 1.5 ns a row."""

_NEAR = 512
"""Rows up to which the n-th is found by counting from the first; the steps of the others are worked out once, when needed."""

_BLOCK = 1024
"""Bytes per step when looking for the n-th row: 122 steps for a million rows."""


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of some rows of a library of `size` events."""
    if isinstance(rows, list | array | memoryview) and len(rows) * _DENSE > size:
        marks = bytearray(size)
        for row in rows:
            marks[row] = 1
        return reduce(or_, (int.from_bytes(marks[bit::8], "little") << bit for bit in range(8)))
    cells = bytearray((size >> 3) + 1)
    for row in rows:
        cells[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(cells, "little")


def first_bits(count: int) -> int:
    """The set of the first `count` rows."""
    return (1 << count) - 1


def rows_in(bits: int) -> Iterator[int]:
    """The rows of a set, ascending."""
    return _rows_from(bits.to_bytes((bits.bit_length() + 7) >> 3, "little"), 0)


def _rows_from(cells: bytes, begin: int) -> Iterator[int]:
    for run in _RUN.finditer(cells, begin):  # empty stretches at the speed of C: ten rows of a million lie far apart
        base = run.start() << 3
        for cell in run[0]:
            for bit in _BITS_OF_BYTE[cell]:
                yield base + bit
            base += 8


class Held:
    """A set to count lists of rows in, at 50 ns a row."""

    __slots__ = ("_cells",)

    def __init__(self, bits: int) -> None:
        self._cells = bits.to_bytes((bits.bit_length() >> 3) + 1, "little")

    def count(self, rows: Sequence[int]) -> int:
        """How many of the rows are in the set."""
        cells, behind = self._cells, len(self._cells) << 3
        return sum(cells[row >> 3] >> (row & 7) & 1 for row in rows if row < behind)

    def chosen(self, rows: Sequence[int]) -> list[int]:
        """Those of the rows that are in the set, in the same order."""
        cells, behind = self._cells, len(self._cells) << 3
        return [row for row in rows if row < behind and cells[row >> 3] >> (row & 7) & 1]


def marked(bits: int, size: int) -> bytes:
    """A set as a byte for each row of a library, 1 or 0, for `itertools.compress`: a millisecond for a million rows."""
    return f"{bits & first_bits(size):0{size}b}"[::-1].encode("ascii").translate(_MARKS)


def bits_of_rows(rows: Sequence[int], size: int) -> int:
    """The set of a result's rows, which most kinds of result know without being gone through."""
    known = getattr(rows, "bits", None)
    return known if isinstance(known, int) else bits_of(rows, size)


class Rows(Sequence[int]):
    """The rows of a set in some order, each once.

    Attributes:
        bits: The set.
    """

    __slots__ = ()
    bits: int

    @abstractmethod
    def within(self, bits: int) -> Rows:
        """Those of the rows that are in another set, in the same order.

        Args:
            bits: The other set; a part of this one.
        """

    @abstractmethod
    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them."""

    @abstractmethod
    def _at(self, position: int) -> int:
        """The row at a position, which is not negative."""

    def _between(self, start: int, stop: int) -> Sequence[int]:
        """The rows from one position up to a later one."""
        return [self._at(position) for position in range(start, stop)]

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        size = len(self)
        if isinstance(index, slice):
            start, stop, step = index.indices(size)
            if step == 1:
                return self._between(start, stop) if start < stop else []
            return [self._at(position) for position in range(start, stop, step)]
        position = index + size if index < 0 else index
        if not 0 <= position < size:
            raise IndexError(index)
        return self._at(position)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and row >= 0 and bool(self.bits >> row & 1)


class RowSet(Rows):
    """The rows of a set as an ascending sequence that is never written out: a million rows cost 125 kB."""

    __slots__ = ("_cells", "_counts", "_last", "_size", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._last = (-1, 0)
        """Position and row that were asked for last: a line of a list asks for its row twice."""

        self._size = bits.bit_count()
        self._cells: bytes = b""
        self._counts: list[int] = []

    def __len__(self) -> int:
        return self._size

    def within(self, bits: int) -> RowSet:
        """Those of the rows that are in another set."""
        return RowSet(bits)

    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them."""
        return self.before(row) if row in self else -1

    def __iter__(self) -> Iterator[int]:
        return rows_in(self.bits)

    def _count_blocks(self) -> None:
        if not self._counts:
            blocks = (self._cells[at : at + _BLOCK] for at in range(0, len(self._cells), _BLOCK))
            self._counts = list(accumulate((int.from_bytes(b, "little").bit_count() for b in blocks), initial=0))

    def _cell_of(self, index: int) -> tuple[int, int]:
        """The byte that the row at `index` is in, and how many rows of that byte come before it; some 4 µs at any size."""
        if not self._cells:
            self._cells = self.bits.to_bytes((self.bits.bit_length() + 7) >> 3, "little")
        cells, low, left = self._cells, 0, index
        if index > _NEAR:
            self._count_blocks()
            block = bisect_right(self._counts, index) - 1
            low, left = block * _BLOCK, index - self._counts[block]
        else:  # the first rows of a sparse set may lie far behind the first block
            while left >= (count := int.from_bytes(cells[low : low + _BLOCK], "little").bit_count()):
                low, left = low + _BLOCK, left - count
        high = min(low + _BLOCK, len(cells))
        while high - low > 1:
            middle = (low + high) >> 1
            count = int.from_bytes(cells[low:middle], "little").bit_count()
            if left < count:
                high = middle
            else:
                low, left = middle, left - count
        return low, left

    def _from(self, index: int) -> Iterator[int]:
        """The rows from the one at `index` on."""
        cell, left = self._cell_of(index)
        return islice(_rows_from(self._cells, cell), left, None)

    def _at(self, position: int) -> int:
        if position == self._last[0]:
            return self._last[1]
        cell, left = self._cell_of(position)
        row = (cell << 3) + _BITS_OF_BYTE[self._cells[cell]][left]
        self._last = position, row
        return row

    def _between(self, start: int, stop: int) -> Sequence[int]:
        rows = self._from(start)
        return [next(rows) for _ in range(stop - start)]

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Position of a row; see `list.index`."""
        if value in self:
            at = self.before(value)
            if start <= at < (self._size if stop is None else stop):
                return at
        raise ValueError(f"row {value} is not in the result")

    def count(self, value: int) -> int:
        """1 when the row is in the set, else 0."""
        return int(value in self)

    def before(self, row: int) -> int:
        """How many of the rows are less than one, which need not be among them: a count, not a search."""
        return (self.bits & first_bits(row)).bit_count()

    def nearest(self, row: int) -> int:
        """Position of the row itself or of the nearest one behind it, the last when none is behind; 0 of none."""
        return max(0, min(self.before(max(row, 0)), self._size - 1))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowSet):
            return self.bits == other.bits
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(map(str, self[:10]))
        return f"RowSet([{shown}{', …' if self._size > 10 else ''}])"
