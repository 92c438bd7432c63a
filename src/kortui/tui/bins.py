"""Counting events into stretches of time, those whose date is vague by shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kortui import edtf
from kortui.records import dataclass

if TYPE_CHECKING:
    from kortui.search.postings import Figures, Postings

STEPS = (1200, 120, 60, 12, 1)
"""Months of a bar at each zoom: a century, a decade, five years, a year, a month."""

STEP_NAMES = ("a century", "a decade", "five years", "a year", "a month")
"""The steps in words."""

MODERN = 1900
"""Year before which every bar is a century, however fine the zoom: the past before has few events and would be all gaps."""

_MODERN_MONTH = MODERN * 12

EARLIEST, LATEST = -(10**14), 10**14
"""Day numbers that stand for open ends, as in `kortui.search.values`."""

LARGE = 5_000
"""Events from which on the index is asked and no event looked at."""

_MOST = 1_200
"""Bars one vague event may be spread over; a century of months."""

_GAPS = 4_000
"""Empty bars that keep the axis to scale."""

UNDATED = 10**9
"""First and last "month" of the bar of what has no date."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_of(day: str) -> int:
    """Month, counted from year 0, of a day as records hold it: ``YYYY-MM-DD``, the year perhaps longer or negative."""
    return int(day[:-6]) * 12 + int(day[-5:-3]) - 1


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of months with what falls into it.

    Attributes:
        first: First month, counted from year 0.
        last: Last month.
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
        if self.first == UNDATED:
            return "undated"
        first, last = self.first // 12, self.last // 12
        if self.first == self.last:
            return f"{_year(first)}-{self.first % 12 + 1:02d}"
        return _year(first) if first == last else f"{_year(first)}..{_year(last)}"

    @property
    def label(self) -> str:
        """Heading, as short as it can be; a January is named by its year, so that months need no more room than years."""
        if self.first == UNDATED:
            return "n.d."
        first, last = self.first // 12, self.last // 12
        years = last - first + 1
        if self.first == self.last:
            return _MONTHS[self.first % 12] if self.first % 12 else str(first)
        if years == 1:
            return str(first)
        if years == 100:
            return edtf.display(f"{first // 100:02d}XX").replace("century", "c.") if first >= 0 else f"{-first} BC"
        return f"{first}s" if years == 10 else f"{first}-{last % 100:02d}"


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _bin_of(month: int, step: int) -> tuple[int, int]:
    """First and last month of the bar a month falls into."""
    size = step if month >= _MODERN_MONTH else STEPS[0]
    first = month // size * size
    return first, first + size - 1


def bins(spans: Sequence[tuple[int, int]], step: int) -> list[Bin]:
    """Count stretches of months into bars, empty ones left out before the modern age and kept, as gaps, within it.

    Args:
        spans: First and last month of each event, first not after last.
        step: Months of a bar, one of `STEPS`.
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
    modern = [k for k in keys if k[0] >= _MODERN_MONTH]
    if modern:
        at, end = min(modern), max(modern)
        while at < end and len(keys) < _GAPS:
            keys.add(at)
            at = _bin_of(at[1] + 1, step)
    return [Bin(*k, sure.get(k, 0), share.get(k, 0.0)) for k in sorted(keys)]


def _first_day(month: int) -> int:
    """The lowest day number (`kortui.search.days`) of a month."""
    return month // 12 * 10_000 + (month % 12 + 1) * 100


class LargeBins:
    """The same counts for a large library, from the sorted days of its index: no event is looked at.

    How far a vague event reaches is not known here, so each of them counts as much as the average one: the lighter parts of
    all bars together are the number of vague events.
    """

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._dated: int | None = None
        self._sets: dict[int, list[tuple[int, int, int, int]]] = {}

    def _made(self, step: int) -> list[tuple[int, int, int, int]]:
        """First and last month of every bar with the rows surely and possibly in it."""
        found = self._sets.get(step)
        if found is None:
            starts, ends = self._postings.starts, self._postings.ends
            dated = starts.between(EARLIEST + 1, LATEST - 1) & ends.between(EARLIEST + 1, LATEST - 1)
            found = []
            month = -10_000 * 12
            while month < 2200 * 12:
                first, last = _bin_of(month, step)
                low, high = _first_day(first), _first_day(last) + 31
                # What has no month of its own begins on 1 January and ends on 31 December, as day numbers have it.
                begins, reaches = starts.between(EARLIEST + 1, high) & dated, ends.between(low, LATEST - 1) & dated
                if not reaches:
                    break
                possible = begins & reaches
                if possible:
                    sure = starts.between(low, high) & ends.between(low, high)
                    found.append((first, last, sure, possible & ~sure))
                elif not begins:
                    month = max(month, self._months_before(starts, month))
                    first, last = _bin_of(month, step)
                month = last + 1
            self._sets[step] = found
        return found

    @staticmethod
    def _months_before(starts: Figures, month: int) -> int:
        """Skip years in which nothing has begun yet, by thousands."""
        while month < 12_000 and not starts.between(EARLIEST + 1, _first_day(month + 12_000)):
            month += 12_000
        return month

    def undated(self, bits: int) -> int:
        """How many of a row set have no date at all."""
        if self._dated is None:
            starts, ends = self._postings.starts, self._postings.ends
            self._dated = starts.between(EARLIEST + 1, LATEST - 1) | ends.between(EARLIEST + 1, LATEST - 1)
        return (bits & ~self._dated).bit_count()

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
        return [Bin(a, b, s, p * weight) for a, b, s, p in counted if s or p or a >= _MODERN_MONTH]
