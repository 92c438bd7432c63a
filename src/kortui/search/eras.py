"""Where decades and years begin among the rows of a library, and so in any result: no event of a result is looked at.

Rows are in order of date, so the events of a year are a run of rows, and where it begins in a result is a count of bits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from kortui import edtf
from kortui.model import Library
from kortui.search.spans import counts_below
from kortui.search.taken import index_of, indexed

Key = tuple[int, int]
"""A year, or the first year of a decade or century, behind a 0; behind a 1 what is undated."""

Starts = list[tuple[int, Key]]
"""First row of every era with its key, rising."""


def decade_of(year: int) -> int:
    """First year of the era a year is listed under: a decade, before 1900 a century."""
    return year // 10 * 10 if year >= 1900 else year // 100 * 100


class Eras:
    """The decades and years of one library.

    Attributes:
        library: The records.
    """

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def decades(self) -> Starts:
        """Decades, before 1900 centuries, undated last."""
        return self._large(decade_of) if indexed(self.library) else self._small(decade_of)

    @cached_property
    def years(self) -> Starts:
        """Years, undated last."""
        return self._large(lambda year: year) if indexed(self.library) else self._small(lambda year: year)

    def _small(self, group: Callable[[int], int]) -> Starts:
        """By looking at events, some twenty for each era."""
        events = self.library.events

        def key(row: int) -> Key:
            undated, (year, *_), _ = edtf.sort_key(events[row].date.edtf)
            return (1, 0) if undated else (0, group(year))

        found: Starts = []
        at = 0
        while at < len(events):
            found.append((at, key(at)))
            at = bisect_right(range(len(events)), found[-1][1], lo=at + 1, key=key)
        return found

    def _large(self, group: Callable[[int], int]) -> Starts:
        """From the stretches of time of the index."""
        spans = index_of(self.library).spans
        found: Starts = []
        year = None
        for row, month in zip(spans.begins, spans.orders, strict=False):
            if month // 12 == year:
                continue
            year = month // 12
            key = (0, group(year))
            if not found or found[-1][1] != key:
                found.append((row, key))
        if spans.begins[-1] < len(self.library.events):
            found.append((spans.begins[-1], (1, 0)))
        return found

    def behind(self, row: int, eras: Starts) -> int:
        """The first row behind the era that begins with a row."""
        at = bisect_right(eras, row, key=lambda era: era[0])
        return eras[at][0] if at < len(eras) else len(self.library.events)


def run(bits: int, eras: Starts) -> tuple[list[int], Starts]:
    """Which of the eras a result has, and where they begin in it when it is in order of date."""
    at: list[int] = []
    held: Starts = []
    begins = [row for row, _ in eras]
    counts = counts_below(bits, [*begins, max(begins[-1], bits.bit_length())])
    for era, (before, behind) in zip(eras, pairwise(counts), strict=True):
        if behind > before:
            at.append(before)
            held.append(era)
    return at, held
