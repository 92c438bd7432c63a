"""Orders of a library other than by date: the rows of a set in one, picked out where they are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, compress
from typing import TYPE_CHECKING, Protocol

from kortui.rows import Held, Rows, bits_of, first_bits, marked, rows_in
from kortui.search.keys import after
from kortui.search.order import PLACES
from kortui.search.pieces import Pieces
from kortui.search.stretches import Kinds, Stretched

if TYPE_CHECKING:
    from kortui.search.postings import Postings

_FEW = 4_096
"""Rows up to which they are put in order by the place of each: a third of a microsecond a row."""

STRETCH = 1 << 16
"""Rows of an order whose set is kept together: of a million 16 sets of 125 kB, 3 ms each to make."""

_BLOCK = 4096
"""Rows of an order that are picked out at once: 0.25 ms."""


class Order(Protocol):
    """An order of all rows of a library."""

    def of(self, bits: int, *, turned: bool) -> Rows:
        """The rows of a set in that order.

        Args:
            bits: The set.
            turned: Whether from the last to the first.
        """

    def prepare(self) -> Pieces[None]:
        """Read in a quiet moment, in pieces, what a key would wait for."""


class ByKind:
    """The order by something of few values: those of one value behind those of another, each in order of date.

    Args:
        read: Gives each value with its rows, in order.
    """

    def __init__(self, read: Callable[[], Sequence[tuple[str, int]]]) -> None:
        self._read = read

    @cached_property
    def kinds(self) -> Sequence[tuple[str, int]]:
        """Each value with its rows."""
        return self._read()

    def of(self, bits: int, *, turned: bool) -> Rows:
        """The rows of a set in that order; arguments as of `Order.of`."""
        return Kinds([rows for _, rows in self.kinds], bits, turned=turned)

    def prepare(self) -> Pieces[None]:
        """Read the sets."""
        _ = self.kinds
        yield


class ByPlace:
    """All rows of a library in an order that tells the place of each.

    Args:
        rows: Gives the rows in that order.
        places: Gives the place of each row in it.
    """

    __slots__ = ("_places", "_rows", "_sets")

    def __init__(self, rows: Callable[[], array[int]], places: Callable[[], array[int]]) -> None:
        self._rows = rows
        self._places = places
        self._sets: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._rows())

    @property
    def rows(self) -> array[int]:
        """The rows in that order."""
        return self._rows()

    @property
    def places(self) -> array[int]:
        """The place of each row in it."""
        return self._places()

    def stretch(self, number: int) -> int:
        """The rows of a stretch, as a set."""
        found = self._sets.get(number)
        if found is None:
            size = len(self)
            part = self.rows[number * STRETCH : (number + 1) * STRETCH]
            found = self._sets[number] = first_bits(size) if size <= STRETCH else bits_of(part, size)
        return found

    def of(self, bits: int, *, turned: bool) -> Rows:
        """The rows of a set in that order; arguments as of `Order.of`."""
        return Ordered(self, bits, turned=turned)

    def prepare(self) -> Pieces[None]:
        """Read the order and make the sets of its stretches."""
        _ = self.rows
        yield
        _ = self.places
        for number in range(-(-len(self) // STRETCH)):
            if number not in self._sets:
                yield
                self.stretch(number)


class Ordered(Stretched):
    """Rows of a set in an order that tells the place of each.

    Args:
        order: The order.
        bits: The set.
        turned: Whether from the last to the first.
    """

    __slots__ = ("_cells", "_kept", "_order")

    def __init__(self, order: ByPlace, bits: int, *, turned: bool = False) -> None:
        super().__init__(bits & first_bits(len(order)), -(-len(order) // STRETCH), turned=turned)
        self._order = order
        self._cells: Held | None = None
        self._kept: tuple[int, Sequence[int]] = (0, ())
        """The rows looked at last, in order, and how many come before them."""

    def within(self, bits: int) -> Ordered:
        """Those of the rows that are in another set, in the same order."""
        return Ordered(self._order, bits, turned=self._turned)

    @property
    def _whole(self) -> bool:
        return self._size == len(self._order)

    def _stretch(self, number: int) -> int:
        return self.bits & self._order.stretch(number)

    def _forward(self, position: int) -> int:
        if self._whole:
            return self._order.rows[position]
        begin, rows = self._kept
        if not begin <= position < begin + len(rows):
            begin, rows = self._kept = self._around(position)
        return rows[position - begin]

    def _around(self, position: int) -> tuple[int, Sequence[int]]:
        """Some rows in order, the one at a position among them, and how many come before these."""
        if self._size <= _FEW:
            return 0, self._sorted(self.bits)
        number, before = self._stretch_at(position)
        count = self._count(number)
        if count <= _FEW:
            return before, self._sorted(self._stretch(number))
        blocks = range(number * STRETCH, min((number + 1) * STRETCH, len(self._order)), _BLOCK)
        if (position - before) * 2 <= count:
            begin = before
            for block in blocks:
                rows = self._block(block)
                if position < begin + len(rows):
                    return begin, rows
                begin += len(rows)
        begin = before + count
        for block in reversed(blocks):
            rows = self._block(block)
            begin -= len(rows)
            if begin <= position:
                return begin, rows
        raise AssertionError("a position within a stretch is in one of its blocks")  # pragma: no cover

    def _sorted(self, bits: int) -> list[int]:
        """A few rows in order."""
        return sorted(rows_in(bits), key=self._order.places.__getitem__)

    def _block(self, begin: int) -> Sequence[int]:
        """The rows of a block of the order that are in the set."""
        return self._held.chosen(self._order.rows[begin : begin + _BLOCK])

    @property
    def _held(self) -> Held:
        if self._cells is None:
            self._cells = Held(self.bits)
        return self._cells

    def __iter__(self) -> Iterator[int]:
        rows = self._order.rows
        if self._size <= _FEW:
            found = self._sorted(self.bits)
            return reversed(found) if self._turned else iter(found)
        starts = range(0, len(rows), _BLOCK)
        if self._turned:
            parts = (rows[start : start + _BLOCK][::-1] for start in reversed(starts))
        else:
            parts = (rows[start : start + _BLOCK] for start in starts)
        if self._whole:
            return chain.from_iterable(parts)
        marks = marked(self.bits, len(rows))
        return chain.from_iterable(compress(part, map(marks.__getitem__, part)) for part in parts)

    def _before(self, row: int) -> int:
        place = self._order.places[row]
        if self._whole:
            return place
        if self._size <= _FEW:
            if not self._kept[1]:
                self._kept = self._around(0)
            return self._kept[1].index(row)
        rows, number = self._order.rows, place // STRETCH
        begin, end = number * STRETCH, min((number + 1) * STRETCH, len(rows))
        before = self._before_stretch(number)
        if self._count(number) <= _FEW:
            if self._kept[0] != before or not self._kept[1]:
                self._kept = before, self._sorted(self._stretch(number))  # the rows around it are looked at next
            return before + self._kept[1].index(row)
        if place - begin <= end - place:
            return before + self._held.count(rows[begin:place])
        return before + self._count(number) - self._held.count(rows[place:end])


def order_of(postings: Postings, name: str) -> Order:
    """One of the orders of `kortui.search.order`; all searches of a library share what finds rows in it.

    Args:
        postings: The index of the library.
        name: The order.
    """
    found = postings.orders.get(name)
    if found is None:
        places = ByPlace(partial(postings.order, name), partial(postings.order, f"{PLACES}{name}"))
        found = postings.orders[name] = types_of(postings) if name == "type" else places
    return found


def types_of(postings: Postings) -> ByKind:
    """The order by type, of which every event has one; arguments as of `order_of`."""

    def read() -> list[tuple[str, int]]:
        keys = postings.keys("fields", "type:", after("type:"))
        return [(key.removeprefix("type:"), postings.get("fields", key)) for key in keys]

    found = postings.orders.setdefault("type", ByKind(read))
    assert isinstance(found, ByKind)
    return found
