"""Orders of a result other than by date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, overload

from kortui.model import Event
from kortui.search.rows import Picked, RowSet
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


def ordered(
    order_of: Callable[[str], Sequence[int]],
    bits: int,
    undated: int,
    name: str,
    ranked: Sequence[int],
    figures: Callable[[], int],
) -> Sequence[int]:
    """The rows of a set in the order a query asks for.

    Args:
        order_of: Gives all rows in an order of `ORDERS`.
        bits: Rows as a bit set.
        undated: Rows without a date, which stay last when dates are turned round.
        name: Value of ``sort:``; ``-`` in front turns it round, ties too.
        ranked: The rows, best first.
        figures: Gives the rows that state a figure; those that state none stay last when figures are turned round.
    """
    turned, order = name.startswith("-"), name.removeprefix("-")
    if order in ORDERS:
        rows = order_of(order)
        if turned and order == "amount":
            stated = figures()
            return Picked(chain(Picked(reversed(rows), bits & stated), RowSet(bits & ~stated)), bits)
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

    __slots__ = ("_dated", "_undated", "bits")

    def __init__(self, dated: RowSet, undated: RowSet) -> None:
        self._dated = dated
        self._undated = undated
        self.bits = dated.bits | undated.bits

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
