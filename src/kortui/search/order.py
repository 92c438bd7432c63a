"""Orders of a result other than by date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kortui.model import Event, Library
from kortui.search.rows import RowSet
from kortui.text import fold_text


def _amount(event: Event) -> float:
    """The largest sum of money, or else the largest figure, which comes behind all money."""
    money = [a.value for a in event.amounts if a.value is not None and a.kind == "money"]
    if money:
        return float(max(money))
    return min((-1 / (a.value + 1) for a in event.amounts if a.value is not None and a.value >= 0), default=float("-inf"))


_KEYS: dict[str, Callable[[Event], Any]] = {
    "title": lambda event: fold_text(event.title),
    "amount": lambda event: -_amount(event),
    "type": lambda event: event.type,
    "evidence": lambda event: -len(event.evidence),
}
"""Keys of the orders; figures and evidence begin with the most."""


def ordered(library: Library, bits: int, name: str, ranked: Sequence[int]) -> Sequence[int]:
    """The rows of a set in the order a query asks for; ties by date, then id.

    Args:
        library: The records.
        bits: Rows as a bit set.
        name: Value of ``sort:``; ``-`` in front turns it round, undated events stay last by date.
        ranked: The rows, best first.
    """
    order = name.removeprefix("-")
    turned = name.startswith("-")
    if order == "rank":
        return list(reversed(ranked)) if turned else ranked
    rows = RowSet(bits)
    if order in _KEYS:
        key = _KEYS[order]
        events = library.events
        return sorted(rows, key=lambda row: key(events[row]), reverse=turned)
    if turned:
        dated = [row for row in rows if library.events[row].date.edtf]
        return [*reversed(dated), *rows[len(dated) :]]
    return rows
