"""Which groups of records stand in which block, for all records at once: some thirty bytes a record.

Most blocks have one record and need no place. Which have more is found beforehand, and so is the room that each needs.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from kortui.extract.blocks import meeting
from kortui.extract.cards import Cards
from kortui.extract.filed import RowFile
from kortui.extract.sorting import Sorter

_SLOTS = 16
"""Bytes a record has, for its ten blocks, to tell those that nobody shares: three quarters of them are told at once."""

_KEY = 5
"""Bytes of a key: 33 bits."""


class Postings:
    """Numbers of groups by block; keys are whole or partial, see `kortui.extract.blocks`.

    Args:
        cards: All records that may be entered.
        rows: The build's file.
    """

    def __init__(self, cards: Cards, rows: RowFile) -> None:
        seen = bytearray(1 << max(10, (_SLOTS * len(cards)).bit_length() - 1))
        mask = len(seen) - 1
        for _, _, keys, _, _ in cards.heads():
            for key in keys:
                slot = key >> 1 & mask
                if seen[slot] < 2:
                    seen[slot] += 1
        some = Sorter(rows)
        for _, _, keys, _, _ in cards.heads():
            for key in keys:
                if seen[key >> 1 & mask] > 1:
                    some.add(key.to_bytes(_KEY, "big"))
        del seen  # no longer needed where the places below begin to grow
        self._keys, self._starts = array("Q"), array("I")
        room = 0
        for _, alike in groupby((int.from_bytes(key, "big") for key in some), key=lambda key: key >> 1):
            uses = [*alike]
            if len(uses) < 2:
                continue
            for key in dict.fromkeys(uses):
                self._keys.append(key)
                self._starts.append(room)
                room += uses.count(key)
        self._sizes = array("I", bytes(4 * len(self._keys)))
        self._groups = array("i", bytes(4 * room))

    def among(self, keys: Sequence[int]) -> list[int]:
        """Those of a record's blocks that another record is in too."""
        return [key for key in keys if self._place(key) >= 0]

    def add(self, keys: Sequence[int], group: int) -> None:
        """Enter a record's group in its blocks."""
        for place in map(self._place, keys):
            end = self._starts[place] + self._sizes[place]
            if not self._sizes[place] or self._groups[end - 1] != group:
                self._groups[end] = group
                self._sizes[place] += 1

    def near(self, keys: Sequence[int]) -> list[int]:
        """Groups that share a block, in the order they were founded."""
        found: set[int] = set()
        for key in keys:
            for other in meeting(key):
                place = self._place(other)
                if place >= 0:
                    start = self._starts[place]
                    found.update(self._groups[start : start + self._sizes[place]])
        return sorted(found)

    def _place(self, key: int) -> int:
        place = bisect_left(self._keys, key)
        return place if place < len(self._keys) and self._keys[place] == key else -1
