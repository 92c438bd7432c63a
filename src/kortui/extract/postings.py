"""Which groups of records stand in which block, for all records at once: some thirty bytes a record.

Most blocks have one record and need no place. Which have more is found beforehand, and so is the room that each needs.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations, groupby

from kortui.extract.blocks import MARKS
from kortui.extract.cards import Cards
from kortui.extract.filed import RowFile
from kortui.extract.sorting import Sorter

_SLOTS = 16
"""Bytes a record has, for its ten blocks, to tell those that nobody shares: three quarters of them are told at once."""

_KEY = 5
"""Bytes of a key: 35 bits."""

_ALL = (1 << MARKS) - 1


class Postings:
    """Numbers of groups by block; keys are whole or partial, see `kortui.extract.blocks`.

    Args:
        cards: All records that may be entered.
        rows: The build's file.
    """

    def __init__(self, cards: Cards, rows: RowFile) -> None:
        seen = bytearray(1 << max(10, (_SLOTS * len(cards)).bit_length() - 1))
        mask = len(seen) - 1
        for _, _, keys, *_ in cards.heads():
            for key in keys:
                slot = key >> MARKS & mask
                if seen[slot] < 2:
                    seen[slot] += 1
        some = Sorter(rows)
        for _, _, keys, *_ in cards.heads():
            for key in keys:
                if seen[key >> MARKS & mask] > 1:
                    some.add(key.to_bytes(_KEY, "big"))
        del seen  # no longer needed where the places below begin to grow
        self._keys, self._starts = array("Q"), array("I")
        room = 0
        for _, alike in groupby((int.from_bytes(key, "big") for key in some), key=lambda key: key >> MARKS):
            uses = [*alike]
            if len(uses) < 2 or not _meet(uses):
                continue
            for key in dict.fromkeys(uses):
                self._keys.append(key)
                self._starts.append(room)
                room += uses.count(key)
        self._sizes = array("I", bytes(4 * len(self._keys)))
        self._groups = array("i", bytes(4 * room))

    def among(self, keys: Sequence[int]) -> list[int]:
        """Where those of a record's blocks stand that another record is in too."""
        return [place for place in map(self._place, keys) if place >= 0]

    def add(self, places: Sequence[int], entry: int) -> None:
        """Enter a record's group in its blocks, see `kortui.extract.screens.Screens.add`."""
        for place in places:
            end = self._starts[place] + self._sizes[place]
            if not self._sizes[place] or self._groups[end - 1] != entry:
                self._groups[end] = entry
                self._sizes[place] += 1

    def near(self, places: Sequence[int]) -> Sequence[set[int]]:
        """What is entered in a record's blocks that it meets, by its marks there."""
        keys, found = self._keys, [set[int]() for _ in range(1 << MARKS)]
        for place in places:
            block, marks = keys[place] >> MARKS, keys[place] & _ALL
            other = place
            while other and keys[other - 1] >> MARKS == block:
                other -= 1
            while other < len(keys) and keys[other] >> MARKS == block:
                if not keys[other] & marks:
                    start = self._starts[other]
                    found[marks].update(self._groups[start : start + self._sizes[other]])
                other += 1
        return found

    def _place(self, key: int) -> int:
        place = bisect_left(self._keys, key)
        return place if place < len(self._keys) and self._keys[place] == key else -1


def _meet(keys: Sequence[int]) -> bool:
    """Whether any two of several keys that differ in their marks alone have none in common."""
    marks = {key & _ALL for key in keys}
    return 0 in marks or any(not one & other for one, other in combinations(marks, 2))
