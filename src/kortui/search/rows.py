"""Sets of rows as integers: bit n is row n, so that AND, OR, NOT and counting cost microseconds for a million events.

Rows are in order of date, so ascending bits are the order of display, and the first screen of a result is its lowest bits.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate, islice, repeat
from operator import or_
from typing import overload

_BITS_OF_BYTE = tuple(tuple(b for b in range(8) if byte >> b & 1) for byte in range(256))
_MARKS = bytes(int(byte == ord("1")) for byte in range(256))
_RUN = re.compile(rb"[^\x00]+")
_DENSE = 16
"""When more than one row in so many is in a set, its rows are marked all at once."""

_ONE = ord("1")
_NEAR = 512
"""Rows up to which the n-th is found by counting from the first; the steps of the others are worked out once, when needed."""

_BLOCK = 1024
"""Bytes per step when looking for the n-th row: 122 steps for a million rows."""


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of some rows of a library of `size` events."""
    if isinstance(rows, list | array) and len(rows) * _DENSE > size:
        marks = bytearray(b"0") * size
        deque(map(marks.__setitem__, rows, repeat(_ONE)), maxlen=0)  # half as long a row, and 4 ns for each there is
        marks.reverse()
        return int(marks, 2) if size else 0
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


def marked(bits: int, size: int) -> bytes:
    """A set as a byte for each row of a library, 1 or 0, for `itertools.compress`: a millisecond for a million rows."""
    return f"{bits & first_bits(size):0{size}b}"[::-1].encode("ascii").translate(_MARKS)


def bits_of_rows(rows: Sequence[int], size: int) -> int:
    """The set of a result's rows, which most kinds of result know without being gone through."""
    known = getattr(rows, "bits", None)
    return known if isinstance(known, int) else bits_of(rows, size)


class RowSet(Sequence[int]):
    """The rows of a set as an ascending sequence that is never written out: a million rows cost 125 kB.

    Attributes:
        bits: The set.
    """

    __slots__ = ("_cells", "_counts", "_size", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._size = bits.bit_count()
        self._cells: bytes = b""
        self._counts: list[int] = []

    def __len__(self) -> int:
        return self._size

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and row >= 0 and bool(self.bits >> row & 1)

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

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._size)
            if step == 1:
                if start >= stop:
                    return []
                rows = self._from(start)
                return [next(rows) for _ in range(stop - start)]
            return [self[i] for i in range(start, stop, step)]
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError(index)
        cell, left = self._cell_of(at)
        return (cell << 3) + _BITS_OF_BYTE[self._cells[cell]][left]

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


class Tiers(Sequence[int]):
    """Several disjoint row sets one behind the other: the best first, each by date."""

    __slots__ = ("_ends", "_tiers", "bits")

    def __init__(self, tiers: Iterable[int]) -> None:
        self._tiers = [RowSet(bits) for bits in tiers if bits]
        self.bits = reduce(or_, (tier.bits for tier in self._tiers), 0)
        self._ends = list(accumulate((len(t) for t in self._tiers), initial=0))

    def __len__(self) -> int:
        return self._ends[-1]

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                return [self[i] for i in range(start, stop, step)]
            found: list[int] = []
            for tier, begin in zip(self._tiers, self._ends, strict=False):
                found += tier[max(0, start - begin) : max(0, stop - begin)]
            return found
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        which = bisect_right(self._ends, at) - 1
        return self._tiers[which][at - self._ends[which]]

    def __iter__(self) -> Iterator[int]:
        for tier in self._tiers:
            yield from tier

    def __contains__(self, row: object) -> bool:
        return any(row in tier for tier in self._tiers)


_PICKED = 2_000
"""Rows that are picked out at once while one is looked for."""


class Picked(Sequence[int]):
    """Rows of a set in the order of a longer sequence, picked out as far as they are looked at."""

    __slots__ = ("_cells", "_found", "_rest", "_size", "bits")

    def __init__(self, order: Iterator[int], bits: int) -> None:
        self.bits = bits
        self._rest = order
        self._cells = bits.to_bytes((bits.bit_length() >> 3) + 1, "little")
        self._size = bits.bit_count()
        self._found: list[int] = []

    def __len__(self) -> int:
        return self._size

    def _reach(self, count: int) -> None:
        cells, behind, found = self._cells, len(self._cells) << 3, self._found
        while len(found) < count:
            row = next(self._rest)
            if row < behind and cells[row >> 3] >> (row & 7) & 1:
                found.append(row)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._size)
            self._reach(max(start + 1 if step < 0 else stop, 0))
            return self._found[index] if len(self._found) == self._size else self._found[start:stop:step]
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError(index)
        self._reach(at + 1)
        return self._found[at]

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and row >= 0 and bool(self.bits >> row & 1)

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Position of a row, see `list.index`; what lies before it is picked out for it, some 0.3 µs a row."""
        end = self._size if stop is None else min(stop, self._size)
        while value in self and start < end:
            upto = min(max(len(self._found), start + _PICKED), end)
            self._reach(upto)
            if value in (part := self._found[start:upto]):
                return start + part.index(value)
            start = upto
        raise ValueError(f"row {value} is not in the result")
