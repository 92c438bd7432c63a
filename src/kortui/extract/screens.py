"""Groups that a record need not be compared with: something of one member rules it out. Six bytes a record tell that.

A record tells the fact of a group when it tells that of every member. So a group is passed over by the days that all its
members can mean, by a mark of one of them, or because the record shares no block with one of the first: without looking at
any record. Marks and blocks are those of `kortui.extract.blocks`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kortui import edtf
from kortui.extract.apart import number
from kortui.extract.blocks import OTHER, SUM, sort_of
from kortui.extract.facts import WIRE_DAYS

ASKED = SUM | OTHER
"""The marks by which a group can be passed over."""

_RANK, _OTHERS = 2, 3
"""Bits of an entry that tell which member it is of: the first few of a group are told apart."""

_RANKS = 4
"""Where beside the marks of a group it stands how many those are."""

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

    def add(self, record: int, group: int, date: str | None, keys: Iterable[int], of_all: bool = True) -> int:
        """Take note of a member of a group with some of its keys; one that is left out passes over nothing.

        Args:
            record: The member; the first is the one that founded the group.
            group: The group.
            date: Of the member.
            keys: Of the member.
            of_all: Whether all members are taken note of and entered in all of their blocks, each once.

        Returns:
            What to enter in its blocks: the group, and which of those that every record of the group has to meet it is.
        """
        sort, low, high = self._date(date)
        self._lows[group] = max(self._lows[group], low)
        self._highs[group] = min(self._highs[group], high)
        if record == group:
            self._sorts[group] = sort
        rank = _OTHERS if record != group else 0
        if self._sorts[group] == sort:
            marks = self._marks[group]
            for key in keys:
                marks |= key & ASKED
            if rank and of_all and marks >> _RANKS < _OTHERS - 1:
                marks += 1 << _RANKS
                rank = marks >> _RANKS
            self._marks[group] = marks
        return group << _RANK | rank

    def open(self, date: str | None, near: Sequence[set[int]]) -> Iterator[int]:
        """Those of some groups that are not passed over, in the order they were founded, each when it is asked for.

        Args:
            date: Of a record.
            near: By its marks on a block what is entered there, see `add`.
        """
        met = set[int]().union(*near)
        if not met:
            return
        sort, low, high = self._date(date)
        marks, sorts, lows, highs, last = self._marks, self._sorts, self._lows, self._highs, -1
        for one in sorted(met):
            group = one >> _RANK
            if group == last:
                continue
            last = group
            if lows[group] > high + WIRE_DAYS or highs[group] < low - WIRE_DAYS:
                continue
            if sort and sorts[group] == sort:
                ranks = range(group << _RANK, (group << _RANK) + (marks[group] >> _RANKS) + 1)
                if not met.issuperset(ranks) or not _is_met(group, marks[group] & ASKED, near):
                    continue
            yield group


def _is_met(group: int, marks: int, near: Sequence[set[int]]) -> bool:
    """Whether a record meets a group in spite of the marks of its members."""
    entries = range(group << _RANK, (group + 1) << _RANK)
    return not marks or any(some and not marks & mark and not some.isdisjoint(entries) for mark, some in enumerate(near))
