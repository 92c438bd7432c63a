"""Headings of decades and years in a result, and its groups in order of date (`kortui.search.eras`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import overload

from kortui import edtf
from kortui.search.eras import Eras, Key, run
from kortui.tui import dates
from kortui.tui.widgets.source import Groups

YEARS_BY_YEAR = 12
"""A result that spans no more years is grouped by year, else by decade."""

_LOOKED_AT = 8
"""Records of a year that are asked whether one says it."""


class Headings(Sequence[str]):
    """Headings that are worded when they are looked at: those of eight hundred years take longer than a key may.

    Args:
        word: Words the heading of a number.
        count: How many there are.
    """

    def __init__(self, word: Callable[[int], str], count: int) -> None:
        self._word, self._count = lru_cache(maxsize=256)(word), count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        numbers = range(self._count)[index]
        return self._word(numbers) if isinstance(numbers, int) else [self._word(n) for n in numbers]


class Calendar(Eras):
    """The decades and years of one library, with their headings."""

    def groups(self, bits: int, by: str = "") -> Groups:
        """The groups of a result in order of date.

        Args:
            bits: Its rows.
            by: ``year`` or ``decade``; empty takes years when they are few.
        """
        if not bits:
            return Groups()
        if by != "year":
            starts, eras = run(bits, self.decades)
            dated = [key for _, key in eras if not key[0]]
            few = bool(dated) and dated[0][1] >= 1900 and dated[-1][1] - dated[0][1] < 2 * YEARS_BY_YEAR
            if by == "decade" or not few:
                return Groups(starts, self.headings(bits, eras, "decade"))
        starts, eras = run(bits, self.years)
        spans = [key[1] for _, key in eras if not key[0]]
        if by != "year" and spans[-1] - spans[0] > YEARS_BY_YEAR:
            starts, eras = run(bits, self.decades)
            return Groups(starts, self.headings(bits, eras, "decade"))
        return Groups(starts, self.headings(bits, eras, "year"))

    def headings(self, bits: int, eras: Sequence[tuple[int, Key]], by: str) -> Sequence[str]:
        """What decades or years are headed with.

        Args:
            bits: The rows of a result.
            eras: First row and key of each era it has.
            by: ``year`` or ``decade``.
        """
        if by == "decade":
            return [dates.decade_label(key) for _, key in eras]
        return Headings(lambda number: self._told(bits, *eras[number]), len(eras))

    def _told(self, bits: int, row: int, key: Key) -> str:
        """Heading of a year: in the words of its first record where no record says the year ("mid 1980s" begins with 1984)."""
        label = dates.year_label(key)
        first = ""
        rest = bits >> row
        for _ in range(_LOOKED_AT):
            if key[0] or not rest:
                break
            row += (rest & -rest).bit_length() - 1
            date = self.library.index.line(row).date
            if edtf.sort_key(date.edtf)[1][0] != key[1]:
                break
            if str(abs(key[1])) in date.display or key[1] <= 0:
                return label
            first = first or date.display
            rest = bits >> (row + 1)
            row += 1
        return first or label
