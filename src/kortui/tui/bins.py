"""Counting events into stretches of time, those whose date is vague by shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kortui import edtf
from kortui.records import dataclass

if TYPE_CHECKING:
    from kortui.search.postings import Figures, Postings

STEPS = (100, 10, 5, 1)
"""Years of a bar at each zoom. It ends at a year: few sources name a month, and a bar of nothing but guesses says nothing."""

MODERN = 1900
"""Year before which every bar is a century, however fine the zoom: the past before has few events and would be all gaps."""

EARLIEST, LATEST = -(10**14), 10**14
"""Day numbers that stand for open ends, as in `kortui.search.values`."""

LARGE = 5_000
"""Events from which on the index is asked and no event looked at."""

_MOST = 400
"""Bars one vague event may be spread over."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of years with what falls into it.

    Attributes:
        first: First year.
        last: Last year.
        sure: Events that lie wholly inside.
        share: Sum of the shares of those that only may.
    """

    first: int
    last: int
    sure: int
    share: float

    @property
    def total(self) -> float:
        """Height of the bar."""
        return self.sure + self.share

    @property
    def edtf(self) -> str:
        """The stretch as a value of ``date:``."""
        return _year(self.first) if self.first == self.last else f"{_year(self.first)}..{_year(self.last)}"

    @property
    def label(self) -> str:
        """Heading, as short as it can be."""
        years = self.last - self.first + 1
        if years == 1:
            return str(self.first)
        if years == 100:
            return (
                edtf.display(f"{self.first // 100:02d}XX").replace("century", "c.") if self.first >= 0 else f"{-self.first} BC"
            )
        return f"{self.first}s" if years == 10 else f"{self.first}-{self.last % 100:02d}"


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _bin_of(year: int, step: int) -> tuple[int, int]:
    """First and last year of the bar a year falls into."""
    size = step if year >= MODERN else 100
    first = year // size * size
    return first, first + size - 1


def bins(spans: Sequence[tuple[int, int]], step: int) -> list[Bin]:
    """Count year ranges into bars, empty ones left out before the modern age and kept, as gaps, within it.

    Args:
        spans: First and last year of each event, first not after last.
        step: Years of a bar.
    """
    sure: dict[tuple[int, int], int] = {}
    share: dict[tuple[int, int], float] = {}
    for first, last in spans:
        at = _bin_of(first, step)
        if last <= at[1]:
            sure[at] = sure.get(at, 0) + 1
            continue
        over = [at]
        while over[-1][1] < last and len(over) < _MOST:
            over.append(_bin_of(over[-1][1] + 1, step))
        for one in over:
            share[one] = share.get(one, 0.0) + 1 / len(over)
    keys = {*sure, *share}
    modern = [k for k in keys if k[0] >= MODERN]
    if modern:
        at, end = min(modern), max(modern)
        while at < end and len(keys) < 2 * _MOST:
            keys.add(at)
            at = _bin_of(at[1] + 1, step)
    return [Bin(*k, sure.get(k, 0), share.get(k, 0.0)) for k in sorted(keys)]


class LargeBins:
    """The same counts for a large library, from the sorted days of its index: no event is looked at.

    How far a vague event reaches is not known here, so each of them counts as much as the average one: the lighter parts of
    all bars together are the number of vague events.
    """

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._sets: dict[int, list[tuple[int, int, int, int]]] = {}

    def _made(self, step: int) -> list[tuple[int, int, int, int]]:
        """First and last year of every bar with the rows surely and possibly in it."""
        found = self._sets.get(step)
        if found is None:
            starts, ends = self._postings.starts, self._postings.ends
            dated = starts.between(EARLIEST + 1, LATEST - 1) & ends.between(EARLIEST + 1, LATEST - 1)
            found = []
            year = -10_000
            while year < 2200:
                first, last = _bin_of(year, step)
                low, high = first * 10_000, last * 10_000 + 1231
                begins, reaches = starts.between(EARLIEST + 1, high) & dated, ends.between(low, LATEST - 1) & dated
                if not reaches:
                    break
                possible = begins & reaches
                if possible:
                    sure = starts.between(low, high) & ends.between(low, high)
                    found.append((first, last, sure, possible & ~sure))
                elif not begins:
                    year = max(year, self._years_before(starts, year))
                    first, last = _bin_of(year, step)
                year = last + 1
            self._sets[step] = found
        return found

    @staticmethod
    def _years_before(starts: Figures, year: int) -> int:
        """Skip years in which nothing has begun yet, by thousands."""
        while year < 1000 and not starts.between(EARLIEST + 1, (year + 1000) * 10_000):
            year += 1000
        return year

    def count(self, bits: int, step: int) -> list[Bin]:
        """The bars of a row set."""
        counted = [(a, b, (bits & s).bit_count(), (bits & p).bit_count()) for a, b, s, p in self._made(step)]
        if not any(s or p for *_, s, p in counted):
            return []
        spread = sum(p for *_, p in counted)
        vague = 0
        for *_, p in self._made(step):
            vague |= p
        weight = (bits & vague).bit_count() / spread if spread else 0.0
        return [Bin(a, b, s, p * weight) for a, b, s, p in counted if s or p or a >= MODERN]
