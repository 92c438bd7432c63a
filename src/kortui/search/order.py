"""Orders of a result other than by date."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, compress
from types import MappingProxyType
from typing import Any

from kortui.model import Event
from kortui.rows import Rows, RowSet, first_bits, marked, rows_in
from kortui.search.sequences import Backward, Listed, Parts
from kortui.search.tokens import tokens

_FIRST_CURRENCY = "USD"
"""The currency whose sums come first: the one that sums in others are restated in."""

_KINDS = ("money", "count", "percent", "length", "duration", "ordinal")
"""Kinds of figures in the order in which they come."""

_NO_FIGURE = (len(_KINDS), "", 0.0)


def _amount(event: Event, sign: int = 1) -> tuple[int, str, float]:
    """The figure of a record by which it is sorted: its largest sum of money, else the first other kind of figure it states.

    Args:
        event: The record.
        sign: -1 where the largest of a kind come first.
    """
    best = _NO_FIGURE
    for a in event.amounts:
        if a.value is None:
            continue
        currency = a.unit or "" if a.kind == "money" else ""
        key = (_KINDS.index(a.kind), "" if currency == _FIRST_CURRENCY else currency or "?", -float(a.value))
        best = min(best, key)
    return (best[0], best[1], sign * -best[2]) if best is not _NO_FIGURE else best


ORDERS: Mapping[str, Callable[[Event], Any]] = MappingProxyType({
    "title": lambda event: " ".join(tokens(event.title)),
    "amount": lambda event: _amount(event, -1),
    "-amount": _amount,
    "type": lambda event: event.type,
    "evidence": lambda event: -len(event.evidence),
})  # fmt: skip
"""Keys of the orders that are not by date. Ties are by date, then id.

Evidence begins with the most. Figures are compared within one currency or one kind alone, each beginning with the largest, and
these follow each other in the same order when figures are turned round, which thus is an order of its own.
"""

PLACES = "place:"
"""What stands before the name of an order for the place of each row in it."""

FEW = 4_096
"""Rows up to which a part of a result is put in order by the places of its rows: a microsecond each."""


def places_in(order: Sequence[int]) -> array[int]:
    """The place of each row in an order of all rows."""
    found = array("I", bytes(4 * len(order)))
    for place, row in enumerate(order):
        found[row] = place
    return found


def ordered(
    order_of: Callable[[str], array[int]],
    bits: int,
    undated: int,
    name: str,
    ranked: Rows,
    *,
    part: bool = False,
) -> Rows:
    """The rows of a set in the order a query asks for.

    Args:
        order_of: Gives all rows in an order of `ORDERS`, or their `PLACES` in it.
        bits: Rows as a bit set.
        undated: Rows without a date, which stay last when dates are turned round.
        name: Value of ``sort:``; ``-`` in front turns it round, ties too but for figures.
        ranked: The rows, best first.
        part: Whether it is one of many parts of a result, `ranked` that of all of it.
    """
    turned, order = name.startswith("-"), name.removeprefix("-")
    if order in ORDERS:
        if name in ORDERS:
            turned, order = False, name
        if part and bits.bit_count() <= FEW:
            places = order_of(f"{PLACES}{order}")
            return Listed(sorted(rows_in(bits), key=places.__getitem__, reverse=turned), bits)
        return Ordered(order_of(order), bits, turned=turned)
    if order == "rank":
        best = ranked.within(bits) if part else ranked
        return Backward(best) if turned else best
    if turned:
        return Parts([Backward(RowSet(bits & ~undated)), RowSet(bits & undated)])
    return RowSet(bits)


_BLOCK = 4096
"""Rows of an order that are picked out at once: 0.3 ms."""

_SOUGHT = 200_000
"""Rows of an order that are gone through for the place of one in a part of it: 15 ms."""

_STRETCH = 1 << 16
"""Rows of an order that are looked through at once for a row: 0.2 ms."""


class Ordered(Rows):
    """Rows of a set in one of the orders of a library, picked out block by block as they are looked at.

    Args:
        order: All rows of the library in that order.
        bits: The set.
        turned: Whether from the last to the first.
    """

    __slots__ = ("_backward", "_behind", "_kept", "_marks", "_order", "_size", "_turned", "bits")

    def __init__(self, order: array[int], bits: int, *, turned: bool = False) -> None:
        self.bits = bits & first_bits(len(order))
        self._order = order
        self._turned = turned
        self._size = self.bits.bit_count()
        self._marks = b""
        self._backward: Ordered | None = None
        """The same from the last to the first, once rows near its end are looked at."""

        self._behind = [0]
        """Rows of the set up to the end of each block that was counted."""

        self._kept: tuple[int, Sequence[int]] = (-1, ())
        """The block looked at last, and its rows in the set."""

    def __len__(self) -> int:
        return self._size

    def within(self, bits: int) -> Ordered:
        """Those of the rows that are in another set, in the same order."""
        return Ordered(self._order, bits, turned=self._turned)

    def _stretch(self, begin: int, end: int) -> array[int]:
        """A stretch of the order."""
        if not self._turned:
            return self._order[begin:end]
        count = len(self._order)
        part = self._order[max(count - end, 0) : count - begin]
        part.reverse()
        return part

    def _part(self, begin: int, end: int) -> Sequence[int]:
        """The rows of a stretch of the order that are in the set."""
        part = self._stretch(begin, end)
        if self._size == len(self._order):
            return part
        if not self._marks:
            self._marks = marked(self.bits, len(self._order))
        return list(compress(part, map(self._marks.__getitem__, part)))

    def _block(self, number: int) -> Sequence[int]:
        """The rows of a block that are in the set."""
        if self._kept[0] != number:
            self._kept = (number, self._part(number * _BLOCK, (number + 1) * _BLOCK))
        return self._kept[1]

    def _count_block(self) -> None:
        """Count the next block."""
        self._behind.append(self._behind[-1] + len(self._block(len(self._behind) - 1)))

    def _at(self, position: int) -> int:
        if self._size == len(self._order):
            return self._order[-1 - position if self._turned else position]
        if position >= self._behind[-1] and position * 2 > self._size:
            if self._backward is None:
                self._backward = Ordered(self._order, self.bits, turned=not self._turned)
            if self._size - position <= self._backward._behind[-1] or self._size - position < position - self._behind[-1]:
                return self._backward._forward(self._size - 1 - position)
        return self._forward(position)

    def _forward(self, position: int) -> int:
        """The row at a position, whose block is counted from the beginning."""
        while self._behind[-1] <= position:
            self._count_block()
        number = bisect_right(self._behind, position) - 1
        return self._block(number)[position - self._behind[number]]

    def __iter__(self) -> Iterator[int]:
        blocks = range(0, len(self._order), _BLOCK)
        return chain.from_iterable(self._part(begin, begin + _BLOCK) for begin in blocks)

    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them or finding it would keep a key waiting."""
        if row not in self:
            return -1
        at = self._place_in_order(row)
        if self._size == len(self._order):
            return at
        number = at // _BLOCK
        if (number - len(self._behind) + 1) * _BLOCK > _SOUGHT:
            return -1
        while len(self._behind) <= number:
            self._count_block()
        return self._behind[number] + self._block(number).index(row)

    def _place_in_order(self, row: int) -> int:
        """Position of a row in the order of the library; its bytes are looked for, a hundred times as fast as its number."""
        wanted, width = array(self._order.typecode, [row]).tobytes(), self._order.itemsize
        for begin in range(0, len(self._order), _STRETCH):
            stretch = self._stretch(begin, begin + _STRETCH).tobytes()
            at = stretch.find(wanted)
            while at % width and at >= 0:  # bytes of two neighbours
                at = stretch.find(wanted, at + 1)
            if at >= 0:
                return begin + at // width
        return -1
