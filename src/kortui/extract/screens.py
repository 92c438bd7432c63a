"""Groups that a record need not be compared with: something of one member rules it out. Six bytes a record tell that.

A record tells the fact of a group when it tells that of every member. So a group is passed over by the days that all its
members can mean, by a mark of one of them, or because the record shares no block with the one that founded the group
(`kortui.extract.blocks`): without looking at any record.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kortui import edtf
from kortui.extract.apart import number
from kortui.extract.blocks import OTHER, SUM, sort_of
from kortui.extract.facts import WIRE_DAYS

ASKED = SUM | OTHER
"""The marks by which a group can be passed over."""

_FIRST = number((1875, 1, 1))
_LAST = (1 << 16) - 1
"""Days are told apart from 1875 on for 176 years; those before and after are taken for one day each."""

_SORTS = 255
"""Sorts of dates that are told apart, see `blocks.sort_of`; groups of others are passed over by their days alone."""


class Screens:
    """What passes over groups, by the number of the record that founded each.

    Args:
        size: How many records there are.
    """

    def __init__(self, size: int) -> None:
        self._marks, self._sorts = bytearray(size), bytearray(size)  # of a group the sort that its founder's date is of
        self._lows, self._highs = array("H", bytes(2 * size)), array("H", b"\xff" * 2 * size)
        self._known: dict[str, int] = {}
        self._date = lru_cache(maxsize=4_096)(self._date_of)

    def _date_of(self, date: str | None) -> tuple[int, int, int]:
        """Of a date its sort, 0 for one that is not told from others, and its first and last day as numbers."""
        sort = sort_of(date)
        known = self._known.setdefault(sort, len(self._known) + 1) if len(self._known) < _SORTS else self._known.get(sort, 0)
        if date is None:
            return known, 0, _LAST
        span = edtf.bounds(date)
        low, high = (min(max(number(day) - _FIRST, 0), _LAST) for day in (span.low, span.high))
        return known, low, high

    def add(self, record: int, group: int, date: str | None, keys: Iterable[int]) -> None:
        """Take note of a member of a group with some of its keys; one that is left out passes over nothing."""
        sort, low, high = self._date(date)
        self._lows[group] = max(self._lows[group], low)
        self._highs[group] = min(self._highs[group], high)
        if record == group:
            self._sorts[group] = sort
        if self._sorts[group] == sort:
            for key in keys:
                self._marks[group] |= key & ASKED

    def open(self, date: str | None, near: Sequence[Iterable[int]]) -> list[int]:
        """Those of some groups that are not passed over, in the order they were founded.

        Args:
            date: Of a record.
            near: By its marks on a block the groups that it meets there, see `entry`.
        """
        sort, low, high = self._date(date)
        first, last, marks, sorts, lows, highs = (
            low - WIRE_DAYS,
            high + WIRE_DAYS,
            self._marks,
            self._sorts,
            self._lows,
            self._highs,
        )
        found: set[int] = set()
        founded, answered = set[int](), set[int]()  # those whose founder it meets, those that it meets in spite of their marks
        for mark, entries in enumerate(near):
            for one in entries:
                group = one >> 1
                if lows[group] > last or highs[group] < first:
                    continue
                if not sort or sorts[group] != sort:
                    found.add(group)
                    continue
                if not one & 1:
                    founded.add(group)
                if not marks[group] & mark & ASKED:
                    answered.add(group)
        return sorted(found | founded & answered)


def entry(record: int, group: int) -> int:
    """A group as it stands in the block of a member: whether that is the one that founded it is told by the last bit."""
    return group << 1 | (record != group)
