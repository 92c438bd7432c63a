"""The values of each row of a field that has very many: what a result consists of is counted row by row.

The other way round, value by value, a million events cost a quarter of a second.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, islice

from kortui.rows import first_bits, marked, rows_in
from kortui.search.pieces import Pieces, whole

FORWARD = ("actor", "place", "doc")
"""The fields that are kept so."""

_DENSE = 24
"""When more than one row in so many is counted, all rows are gone through: 15 ns a row, against 300 for each that is found."""

_STRETCH = 16_384
"""Rows gone through in a piece: a millisecond."""

_LISTED = 4096
"""Rows found, or looked up one by one, in a piece: a millisecond, and half a microsecond a row."""


def listed(bits: int) -> Pieces[list[int]]:
    """The rows of a set."""
    rest, rows = rows_in(bits), list[int]()
    while some := list(islice(rest, _LISTED)):
        rows += some
        yield
    return rows


class Forward:
    """Values by row.

    A result is often near one that was counted before, or near everything: then only what differs is counted.

    Attributes:
        values: The values, in order.
        slots: For each row the number of its first value, counted from 1; of its second, and so on; 0 where it has no more.
        totals: How many rows have each value.
        rows_of: Gives the rows of a set, in pieces.
        size: Events in the library.
    """

    __slots__ = ("_by_frequency", "_everything", "_last", "rows_of", "size", "slots", "totals", "values")

    def __init__(
        self,
        values: Sequence[str],
        slots: Sequence[array[int]],
        totals: Sequence[int],
        rows_of: Callable[[int], Pieces[Sequence[int]]] = listed,
        size: int | None = None,
    ) -> None:
        self.values = values
        self.slots = slots
        self.totals = totals
        self.rows_of = rows_of
        self.size = size if size is not None else len(slots[0]) if slots else 0
        self._everything = (first_bits(self.size), Counter(dict(enumerate(totals, 1))))
        self._last = (0, Counter[int]())
        self._by_frequency: list[int] = []

    @property
    def by_frequency(self) -> Sequence[int]:
        """Positions in `values`, those with the most rows first."""
        if not self._by_frequency:
            self._by_frequency = sorted(range(len(self.values)), key=self.totals.__getitem__, reverse=True)
        return self._by_frequency

    def changes(self, bits: int) -> int:
        """How many rows have to be counted for a set."""
        return (self._nearest(bits)[0] ^ bits).bit_count()

    def _nearest(self, bits: int) -> tuple[int, Counter[int]]:
        """The set nearest to another that is counted already, with its counts."""
        known = (0, Counter[int]()), self._everything, self._last
        return min(known, key=lambda one: (one[0] ^ bits).bit_count())

    def counts(self, bits: int) -> Counter[int]:
        """How many rows of a set have each value, by its number counted from 1."""
        return whole(self.counting(bits))

    def counting(self, bits: int) -> Pieces[Counter[int]]:
        """The same in pieces."""
        base, counted = self._nearest(bits)
        found, others = counted.copy(), Counter[int]()
        yield from self._count(bits & ~base, found)
        yield from self._count(base & ~bits, others)
        found.subtract(others)
        found.pop(0, None)
        self._last = (bits, found)
        return found

    def _count(self, bits: int, found: Counter[int]) -> Pieces[None]:
        """Add what the rows of a set have."""
        if not bits:
            return
        if bits.bit_count() * _DENSE > self.size:
            marks = marked(bits, self.size)
            for start in range(0, self.size, _STRETCH):
                some = marks[start : start + _STRETCH]
                if 1 in some:
                    yield
                    for slot in self.slots:
                        found.update(compress(slot[start : start + _STRETCH], some))
            return
        rows = yield from self.rows_of(bits)
        for start in range(0, len(rows), _LISTED):
            yield
            for slot in self.slots:
                found.update(map(slot.__getitem__, rows[start : start + _LISTED]))


def forward_of(lists: Iterable[tuple[str, Sequence[int]]], size: int) -> Forward:
    """Values by row of a field.

    Args:
        lists: The rows of each value, each once.
        size: Events in the library.
    """
    values: list[str] = []
    totals: list[int] = []
    slots: list[array[int]] = []
    filled = bytearray(size)
    for number, (value, rows) in enumerate(lists, 1):
        values.append(value)
        totals.append(len(rows))
        for row in rows:
            at = filled[row]
            if at == len(slots):
                slots.append(array("I", bytes(4 * size)))
            slots[at][row] = number
            filled[row] = at + 1
    return Forward(values, slots, totals)
