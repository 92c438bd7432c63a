"""Where decades and years begin among the rows of a library, and so in any result: no event of a result is looked at.

Rows are in order of date, so a group is a run of rows, and where it begins in a result is a count of bits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import overload

from kortui import edtf
from kortui.model import Library
from kortui.search.spans import counts_below
from kortui.search.taken import index_of, indexed
from kortui.text import fold_text
from kortui.tui import dates
from kortui.tui.widgets.source import Groups
from kortui.vocabulary import DOMAIN_LABELS

Key = tuple[int, int]
Starts = list[tuple[int, Key]]
"""First row of every group with its key, rising; see `kortui.tui.dates`."""

YEARS_BY_YEAR = 12
"""A result that spans no more years is grouped by year, else by decade."""

_LOOKED_AT = 8
"""Records of a year that are asked whether one says it."""

MOST_GROUPED = 20_000
"""Records of the largest result that is grouped by anything but time: that takes a pass over its events."""


def grouped_by(library: Library, rows: Sequence[int], by: str) -> tuple[list[int], Groups]:
    """Rows and groups of a result by a property of its events; within a group by date.

    Args:
        library: The records.
        rows: The result.
        by: ``domain``, ``type``, ``actor`` or ``document``, as ``group:`` takes them.
    """

    def name(row: int) -> str:
        event = library.events[row]
        if by == "domain":
            return DOMAIN_LABELS[event.domains[0]][0]
        if by == "actor":
            return library.index.name(event.actors[0].id) if event.actors else "Nobody named"
        if by == "document":
            document = library.index.document.get(event.evidence[0].document)
            return document.attribution if document else event.evidence[0].document
        return event.type.capitalize()

    named = sorted((fold_text(label), label, row) for row in rows for label in [name(row)])
    starts = [n for n, (_, label, _) in enumerate(named) if n == 0 or named[n - 1][1] != label]
    return [row for *_, row in named], Groups(starts, [named[n][1] for n in starts])


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


class Calendar:
    """The groups of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def decades(self) -> Starts:
        """Decades, before 1900 centuries, undated last."""
        return self._large(dates.decade_of) if indexed(self._library) else self._small(dates.decade_of)

    @cached_property
    def years(self) -> Starts:
        """Years, undated last."""
        return self._large(lambda year: year) if indexed(self._library) else self._small(lambda year: year)

    def _small(self, group: Callable[[int], int]) -> Starts:
        """By looking at events, some twenty for each group."""
        events = self._library.events

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
        spans = index_of(self._library).spans
        found: Starts = []
        year = None
        for row, month in zip(spans.begins, spans.orders, strict=False):
            if month // 12 == year:
                continue
            year = month // 12
            key = (0, group(year))
            if not found or found[-1][1] != key:
                found.append((row, key))
        if spans.begins[-1] < len(self._library.events):
            found.append((spans.begins[-1], (1, 0)))
        return found

    def groups(self, bits: int, by: str = "") -> Groups:
        """The groups of a result.

        Args:
            bits: Its rows.
            by: ``year`` or ``decade``; empty takes years when they are few.
        """
        if not bits:
            return Groups()
        if by != "year":
            starts, labels = self._run(bits, self.decades)
            dated = [key for _, key in labels if not key[0]]
            few = bool(dated) and dated[0][1] >= 1900 and dated[-1][1] - dated[0][1] < 2 * YEARS_BY_YEAR
            if by == "decade" or not few:
                return Groups(starts, [dates.decade_label(key) for _, key in labels])
        starts, labels = self._run(bits, self.years)
        spans = [key[1] for _, key in labels if not key[0]]
        if by != "year" and spans[-1] - spans[0] > YEARS_BY_YEAR:
            starts, labels = self._run(bits, self.decades)
            return Groups(starts, [dates.decade_label(key) for _, key in labels])
        return Groups(starts, Headings(lambda number: self._told(bits, *labels[number]), len(labels)))

    def _told(self, bits: int, row: int, key: Key) -> str:
        """Heading of a year: in the words of its first record where no record says the year ("mid 1980s" begins with 1984)."""
        label = dates.year_label(key)
        first = ""
        rest = bits >> row
        for _ in range(_LOOKED_AT):
            if key[0] or not rest:
                break
            row += (rest & -rest).bit_length() - 1
            date = self._library.index.line(row).date
            if edtf.sort_key(date.edtf)[1][0] != key[1]:
                break
            if str(abs(key[1])) in date.display or key[1] <= 0:
                return label
            first = first or date.display
            rest = bits >> (row + 1)
            row += 1
        return first or label

    @staticmethod
    def _run(bits: int, all_groups: Starts) -> tuple[list[int], Starts]:
        """Which of the groups a result has, and where they begin in it."""
        at: list[int] = []
        held: Starts = []
        begins = [row for row, _ in all_groups]
        counts = counts_below(bits, [*begins, max(begins[-1], bits.bit_length())])
        for group, (before, behind) in zip(all_groups, pairwise(counts), strict=True):
            if behind > before:
                at.append(before)
                held.append(group)
        return at, held
