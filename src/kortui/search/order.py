"""Orders of a result other than by date."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kortui.model import Event
from kortui.rows import Rows, RowSet
from kortui.search.sequences import Backward, Parts
from kortui.search.tokens import tokens

if TYPE_CHECKING:
    from kortui.search.ordered import Order

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


def places_in(order: Sequence[int]) -> array[int]:
    """The place of each row in an order of all rows."""
    found = array("I", bytes(4 * len(order)))
    for place, row in enumerate(order):
        found[row] = place
    return found


def ordered(
    order_of: Callable[[str], Order],
    bits: int,
    undated: int,
    name: str,
    ranked: Rows,
    *,
    part: bool = False,
) -> Rows:
    """The rows of a set in the order a query asks for.

    Args:
        order_of: Gives an order of `ORDERS`.
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
        return order_of(order).of(bits, turned=turned)
    if order == "rank":
        best = ranked.within(bits) if part else ranked
        return Backward(best) if turned else best
    if turned:
        return Parts([Backward(RowSet(bits & ~undated)), RowSet(bits & undated)])
    return RowSet(bits)
