"""Counting events into stretches of time, those whose date is vague by shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice, pairwise, repeat
from typing import TYPE_CHECKING

from kortui import edtf, edtf_words
from kortui.model import Event
from kortui.records import dataclass
from kortui.search.reach import reach, told_until
from kortui.search.spans import Spans

if TYPE_CHECKING:
    from kortui.search.postings import Postings

STEPS = (1200, 120, 60, 12, 1)
"""Months of a bar at each zoom: a century, a decade, five years, a year, a month."""

STEP_NAMES = ("a century", "a decade", "five years", "a year", "a month")
"""The steps in words."""

MODERN = 1900
"""Year before which every bar is a century, however fine the zoom: the past before has few events and would be all gaps."""

_MODERN_MONTH = MODERN * 12

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


def months_of(event: Event, published: Mapping[str, edtf.Day]) -> tuple[int, int] | None:
    """First and last month an event may fall into, as the index has them; None of an undated one.

    Args:
        event: The event.
        published: From `kortui.search.reach.publication_days`.
    """
    date = event.date
    reached = reach(date.edtf, date.role, told_until(date, event.evidence, published))
    known = (reached.start or reached.end) if reached else None
    if reached is None or known is None:
        return None
    first, last = (day[0] * 12 + day[1] - 1 for day in (known, reached.end or known))
    return first, max(first, last)


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of months with what falls into it.

    Attributes:
        first: First month, counted from year 0.
        last: Last month.
        sure: Events that lie wholly inside.
        share: Sum of the shares of those that only may.
        vague: How many these are.
    """

    first: int
    last: int
    sure: int
    share: float
    vague: int = 0

    @property
    def total(self) -> float:
        """Height of the bar."""
        return self.sure + self.share

    @property
    def said(self) -> str:
        """What it holds, in words: ``1987: 5 events, 2 more that may be of it``."""
        sure = f"{self.sure:,} event{'' if self.sure == 1 else 's'}" if self.sure else ""
        more = f"{self.vague:,} {'more' if sure else 'event' if self.vague == 1 else 'events'} that may be of it"
        return f"{self.whole}: {', '.join(filter(None, (sure, more if self.vague else ''))) or 'no event'}"

    @property
    def whole(self) -> str:
        """The stretch in words that need no neighbour: ``Mar 1950``, ``1945–1949``, ``1980s``."""
        first, last = self.first // 12, self.last // 12
        if self.first == UNDATED:
            return "Without a date"
        if self.first == self.last:
            return f"{_MONTHS[self.first % 12]} {first}"
        return f"{first}–{last}" if last - first + 1 not in (1, 10, 100) else self.label

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
            return edtf_words.display(f"{first // 100:02d}XX").replace("century", "c.") if first >= 0 else f"{-first} BC"
        return f"{first}s" if years == 10 else f"{first}-{last % 100:02d}"


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _number(month: int, step: int) -> int:
    """Number of the bar a month falls into; the first of the modern age is 0, the centuries before have negative ones."""
    return (month - _MODERN_MONTH) // (step if month >= _MODERN_MONTH else STEPS[0])


def _months(number: int, step: int) -> tuple[int, int]:
    """First and last month of a bar."""
    size = step if number >= 0 else STEPS[0]
    first = _MODERN_MONTH + number * size
    return first, first + size - 1


def bins(spans: Iterable[tuple[int, int]], step: int, counts: Iterable[int] = repeat(1)) -> list[Bin]:
    """Count stretches of months into bars, empty ones left out before the modern age and kept, as gaps, within it.

    Args:
        spans: First and last month of each event, first not after last.
        step: Months of a bar, one of `STEPS`.
        counts: Events of each of the spans.
    """
    sure: defaultdict[int, int] = defaultdict(int)
    begun: defaultdict[int, int] = defaultdict(int)  # vague events that begin in a bar, less those that have ended before it
    lifted: defaultdict[int, float] = defaultdict(float)  # the same of their shares
    for (first, last), count in zip(spans, counts, strict=False):
        if not count:
            continue
        at, end = _number(first, step), _number(last, step)
        if at == end:
            sure[at] += count
            continue
        length = min(end - at + 1, _MOST)
        begun[at] += count
        begun[at + length] -= count
        lifted[at] += count / length
        lifted[at + length] -= count / length
    share: dict[int, float] = {}
    vague: dict[int, int] = {}
    over, height = 0, 0.0
    for at, behind in pairwise(sorted(begun)):
        over, height = over + begun[at], height + lifted[at]
        if over:
            share.update(zip(range(at, behind), repeat(height)))
            vague.update(zip(range(at, behind), repeat(over)))
        else:
            height = 0.0  # what rounding has left
    keys = {*sure, *share}
    if keys and (newest := max(keys)) >= 0:
        keys.update(islice(range(min(key for key in keys if key >= 0), newest), max(0, _GAPS - len(keys))))
    return [Bin(*_months(key, step), sure.get(key, 0), share.get(key, 0.0), vague.get(key, 0)) for key in sorted(keys)]


class LargeBins:
    """The same bars for a large library, from the stretches of time of its index: no event is looked at."""

    def __init__(self, postings: Postings) -> None:
        self._spans = postings.spans
        self._runs: dict[int, Spans] = {}

    def undated(self, bits: int) -> int:
        """How many of a row set have no date at all."""
        return (bits >> self._spans.begins[-1]).bit_count()

    def first_row(self, bits: int, first: int, last: int) -> int | None:
        """The first row of a row set that begins in a stretch of months, or has no date where these are `UNDATED`."""
        spans = self._spans
        if first == UNDATED:
            return _lowest(bits, spans.begins[-1], bits.bit_length())
        runs = zip(spans.firsts, pairwise(spans.begins), strict=True)
        found = (_lowest(bits, *rows) for month, rows in runs if first <= month <= last)
        return next((row for row in found if row is not None), None)

    def before(self, bits: int, month: int) -> int:
        """How many of a row set begin before a month."""
        counts = zip(self._spans.firsts, self._spans.counts(bits), strict=True)
        return sum(count for first, count in counts if first < month)

    def count(self, bits: int, step: int) -> list[Bin]:
        """The bars of a row set."""
        runs = self._runs.get(step)
        if runs is None:
            runs = self._runs[step] = _joined(self._spans, step)
        return bins(zip(runs.firsts, runs.lasts, strict=True), step, runs.counts(bits))


def _lowest(bits: int, begin: int, end: int) -> int | None:
    """The lowest row of a set in ``[begin, end)``."""
    run = bits >> begin & ((1 << (end - begin)) - 1) if end > begin else 0
    return begin + (run & -run).bit_length() - 1 if run else None


def _joined(spans: Spans, step: int) -> Spans:
    """The spans with those joined that begin and end in the same bars: of some thousand some hundred, each to be counted."""
    begins: list[int] = []
    firsts: list[int] = []
    lasts: list[int] = []
    before = None
    for begin, first, last in zip(spans.begins, spans.firsts, spans.lasts, strict=False):
        if (bars := (_number(first, step), _number(last, step))) != before:
            before = bars
            begins.append(begin)
            firsts.append(first)
            lasts.append(last)
    return Spans([*begins, spans.begins[-1]], firsts, lasts)
