"""Sorted columns of a derived file: rows in a range of figures, mostly read as one row set made beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kortui.rows import bits_of
from kortui.search.columns import Ranges
from kortui.search.layout import STEP


class Rungs(Protocol):
    """What has the row sets."""

    size: int
    """Events in the library."""

    def rung(self, name: str, upward: int, number: int) -> int:
        """The rows of a column's entries up to, or from, the `number`-th step."""


class StoredColumn(Ranges):
    """A sorted column of the derived file with row sets up to and from every `STEP`-th entry."""

    __slots__ = ("_name", "_owner", "_single")

    def __init__(self, owner: Rungs, name: str, values: Sequence[float], rows: Sequence[int], single: bool) -> None:
        super().__init__(values, rows)
        self._owner = owner
        self._name = name
        self._single = single

    def _of(self, rows: Sequence[int]) -> int:
        return bits_of(rows, self._owner.size)

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
