"""Orders of a result other than by date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, overload

from kortui.model import Event
from kortui.search.rows import RowSet
from kortui.search.tokens import tokens


def _amount(event: Event) -> float:
    """The largest sum of money, or else the largest figure, which comes behind all money."""
    if not event.amounts:
        return float("-inf")
    money = [a.value for a in event.amounts if a.value is not None and a.kind == "money"]
    if money:
        return float(max(money))
    return max((-1 / (a.value + 1) for a in event.amounts if a.value is not None and a.value >= 0), default=float("-inf"))


ORDERS: Mapping[str, Callable[[Event], Any]] = MappingProxyType({
    "title": lambda event: " ".join(tokens(event.title)),
    "amount": lambda event: -_amount(event),
    "type": lambda event: event.type,
    "evidence": lambda event: -len(event.evidence),
})  # fmt: skip
"""Keys of the orders that are not by date; figures and evidence begin with the most. Ties are by date, then id."""


class Picked(Sequence[int]):
    """Rows of a set in the order of a longer sequence, picked out as far as they are looked at."""

    __slots__ = ("_cells", "_found", "_rest", "_size")

    def __init__(self, order: Iterator[int], bits: int) -> None:
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


def ordered(
    order_of: Callable[[str], Sequence[int]], bits: int, undated: int, name: str, ranked: Sequence[int]
) -> Sequence[int]:
    """The rows of a set in the order a query asks for.

    Args:
        order_of: Gives all rows in an order of `ORDERS`.
        bits: Rows as a bit set.
        undated: Rows without a date, which stay last when dates are turned round.
        name: Value of ``sort:``; ``-`` in front turns it round, ties too.
        ranked: The rows, best first.
    """
    turned, order = name.startswith("-"), name.removeprefix("-")
    if order in ORDERS:
        rows = order_of(order)
        return Picked(reversed(rows) if turned else iter(rows), bits)
    if order == "rank":
        return list(reversed(ranked)) if turned else ranked
    if turned:
        dated = RowSet(bits & ~undated)
        return (
            [*reversed(list(dated)), *RowSet(bits & undated)] if len(dated) < _LISTED else Turned(dated, RowSet(bits & undated))
        )
    return RowSet(bits)


_LISTED = 10_000
"""Rows that are turned round as a list; more are turned as they are looked at."""


class Turned(Sequence[int]):
    """Dated rows from the last to the first, then the undated ones."""

    __slots__ = ("_dated", "_undated")

    def __init__(self, dated: RowSet, undated: RowSet) -> None:
        self._dated = dated
        self._undated = undated

    def __len__(self) -> int:
        return len(self._dated) + len(self._undated)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        count = len(self._dated)
        return self._dated[count - 1 - at] if at < count else self._undated[at - count]
