"""Sorted columns of a derived file: rows in a range of figures, mostly read as one row set made beforehand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from kortui.search.layout import STEP
from kortui.search.rows import bits_of


class Rungs(Protocol):
    """What has the row sets."""

    size: int
    """Events in the library."""

    def rung(self, name: str, upward: int, number: int) -> int:
        """The rows of a column's entries up to, or from, the `number`-th step."""


class StoredColumn:
    """A sorted column of the derived file with row sets up to and from every `STEP`-th entry.

    Has the methods of `kortui.search.columns.Column`.
    """

    __slots__ = ("_name", "_owner", "_single", "rows", "values")

    def __init__(self, owner: Rungs, name: str, values: Sequence[float], rows: Sequence[int], single: bool) -> None:
        self._owner = owner
        self._name = name
        self._single = single
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

    def _entries(self, first: int, behind: int) -> int:
        if first >= behind:
            return 0
        size = self._owner.size
        if behind - first <= STEP:
            return bits_of(self.rows[first:behind], size)
        if first == 0:
            rung = behind // STEP
            return self._owner.rung(self._name, 0, rung) | bits_of(self.rows[rung * STEP : behind], size)
        if behind == len(self.rows):
            rung = -(-first // STEP)
            return self._owner.rung(self._name, 1, rung) | bits_of(self.rows[first : rung * STEP], size)
        if self._single:
            return self._entries(0, behind) & self._entries(first, len(self.rows))
        return bits_of(self.rows[first:behind], size)
