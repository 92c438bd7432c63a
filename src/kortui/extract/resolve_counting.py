"""Counting from a reference: the arithmetic of relative dates, on days, on coarser dates and on sets of years.

Nothing is made more precise than its reference: "last year" from 2024, 2025 or 2026 is 2023, 2024 or 2025; a week or a weekday
moves nothing that is known only to the month or year.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf
from kortui.edtf import Bounds, Day
from kortui.extract import resolve_calendar as cal
from kortui.extract.spans import Offset
from kortui.records import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A date that others are counted from.

    Attributes:
        text: Its EDTF.
        bounds: Earliest and latest day.
        precision: As in `edtf.Edtf`; ``year`` of sets and long intervals.
    """

    text: str
    bounds: Bounds
    precision: str

    @classmethod
    def of(cls, text: str | None) -> Reference | None:
        """The reference an EDTF string makes; None of None."""
        return _reference(text) if text else None

    @property
    def day(self) -> Day | None:
        """The day, when it is one."""
        return self.bounds.start if self.bounds.start == self.bounds.end else None

    @property
    def year(self) -> int | None:
        """The year, when it lies in one; of a longer interval its first."""
        return self.bounds.start[0] if self.bounds.start else None


@lru_cache(maxsize=4096)  # every date of a text is asked for twice, and texts share their years
def _reference(text: str) -> Reference:
    parsed = edtf.parse(text)
    precision = parsed.precision if parsed.kind == "date" else "year"
    if parsed.kind != "date" and parsed.bounds.start and parsed.bounds.end:
        start, end = parsed.bounds.start, parsed.bounds.end
        precision = "day" if start == end else "month" if start[:2] == end[:2] else "year"
    return Reference(text, parsed.bounds, precision)


def _years(offset: Offset, reference: Reference) -> tuple[int | None, int | None]:
    """First and last year an offset can mean; None where the reference is open."""
    scale = {"year": 1, "decade": 10, "century": 100}.get(offset.unit, 0) * offset.amount
    low, high = reference.bounds.start, reference.bounds.end
    return (low[0] + scale if low else None), (high[0] + scale if high else None)


def counted(offset: Offset, reference: Reference) -> str | None:
    """A bare relative date: units counted from the reference."""
    if offset.day is not None:
        count = nearest if offset.day.unit == "nearest" else with_template if offset.day.template else counted
        day = count(offset.day, reference)
        return day and cal.moved(day, offset)
    low, high = reference.bounds.start, reference.bounds.end
    unit = offset.unit
    if unit in ("year", "decade", "century"):
        return _far(offset, reference)
    if _DAYS.fullmatch(reference.text):
        return _of_each(offset, reference.text[1:-1].split(","))
    if low is None or high is None:
        return reference.text
    if unit in ("month", "quarter", "half", "season"):
        if reference.precision not in ("day", "month", "season"):
            return reference.text
        return _months(offset, low, high)
    if low != high:
        return reference.text  # a week or a day moves nothing that is only known to the month or year
    if unit == "weekday":
        return _weekday(offset, low)
    if unit in ("week", "weekend"):
        monday = cal.plus_days(low, 1 - (cal.weekday(low) or 1) + 7 * offset.amount)
        if offset.value and monday:
            return cal.span_text(*(cal.plus_days(monday, offset.value - 1),) * 2)
        first = monday if unit == "week" or monday is None else cal.plus_days(monday, 5)
        last = low if offset.to_reference else monday and cal.plus_days(monday, 6)
        return cal.span_text(first, last)
    return cal.span_text(*(cal.plus_days(low, offset.amount),) * 2)


_DAYS = re.compile(r"\[\d{4}-\d\d-\d\d(?:,\d{4}-\d\d-\d\d)+\]")


def _of_each(offset: Offset, days: list[str]) -> str | None:
    """Counted from one of several days: one of as many dates, a set only where each of them is a single one."""
    each = [counted(offset, reference) for day in days if (reference := Reference.of(day))]
    found = sorted({value for value in each if value})
    if any("/" in value for value in found):
        return f"[{','.join(days)}]"
    return f"[{','.join(found)}]" if len(found) > 1 else found[0] if found else None


def _far(offset: Offset, reference: Reference) -> str | None:
    first, last = _years(offset, reference)
    if offset.to_reference and reference.day:
        year, month, day = reference.day
        return cal.span_text((year, 1, 1), (year, month, day)) if offset.unit == "year" else cal.year_text(year)
    if offset.unit == "year":
        texts = [None if y is None else cal.year_text(y) for y in (first, last)]
        return cal.one_of(texts[0], texts[1])
    if first is None or last is None:
        return None
    if abs(offset.amount) > 1 or (offset.reference == "published" and offset.amount < 0):
        return f"{cal.year_text(first)}~" if first == last else None  # "two decades ago" is no calendar decade
    digits = 3 if offset.unit == "decade" else 2
    texts = [cal.year_text(y)[: len(cal.year_text(y)) - 4 + digits] + "X" * (4 - digits) for y in (first, last)]
    return texts[0] if texts[0] == texts[1] else None


def _months(offset: Offset, low: Day, high: Day) -> str | None:
    size = {"month": 1, "quarter": 3, "season": 3, "half": 6}[offset.unit]
    ends = []
    for year, month, _ in (low, high):
        block = (month - 1) // size
        moved_year, moved_month = cal.plus_months(year, block * size + 1, size * offset.amount)
        if size == 1:
            ends.append(cal.month_text(moved_year, moved_month))
        else:
            code = (33 if size == 3 else 40) + (moved_month - 1) // size
            ends.append(f"{cal.year_text(moved_year)}-{code}")
    if offset.to_reference and low == high and offset.amount == 0:
        return cal.span_text((low[0], (low[1] - 1) // size * size + 1, 1), low)
    return cal.one_of(*ends)


def _weekday(offset: Offset, day: Day) -> str | None:
    """The weekday at or before the day, strictly before it, at or after it, or in the next week."""
    here, wanted = cal.weekday(day), offset.value
    if here is None or wanted is None:
        return None
    back = (here - wanted) % 7
    if offset.reference == "previous":  # "the following Friday", "that Friday"
        move = (wanted - here) % 7 or (7 if offset.amount > 0 else 0)
        move = -(back or 7) if offset.amount < 0 else move
    elif offset.amount == -2:
        move = -(back or 7)
    elif offset.amount == 1:
        move = (wanted - here) % 7
    elif offset.amount == 2:
        move = 7 + wanted - here
    elif offset.reference == "context":
        move = -back
    else:
        move = wanted - here  # "this Friday" is of this week
    return cal.span_text(*(cal.plus_days(day, move),) * 2)


def with_template(offset: Offset, reference: Reference) -> str | None:
    """A month, season, quarter or day of a year (or month) that is counted from the reference."""
    if offset.unit == "month":
        low, high = reference.bounds.start, reference.bounds.end
        if low is None or high is None or low[:2] != high[:2]:
            return None
        year, month = cal.plus_months(low[0], low[1], offset.amount)
        return offset.template.replace("XXXX-XX", cal.month_text(year, month))
    first, last = _years(offset, reference)
    if first is not None and last is None and offset.template.count("XXXX") == 1 and offset.template[0] == "X":
        return f"[{offset.template.replace('XXXX', cal.year_text(first))}..]"
    return None if first is None or last is None else _in_years(offset.template, first, last)


SET_AT_MOST = 4
"""Years that a month or day is spelt out in, one by one; of more only the years are given."""


def _in_years(template: str, first: int, last: int) -> str:
    """The template in either of several years."""
    if first == last:
        return template.replace("XXXX", cal.year_text(first))
    if template[0] in "[{" or "/" in template or last - first >= SET_AT_MOST:
        return f"[{cal.year_text(first)}..{cal.year_text(last)}]"
    return f"[{','.join(template.replace('XXXX', cal.year_text(year)) for year in range(first, last + 1))}]"


def nearest(offset: Offset, reference: Reference) -> str | None:
    """The template's year in news: the one that brings it nearest to publication on the side the tense says."""
    low, high = reference.bounds.start, reference.bounds.end
    if low is None or high is None:
        return None
    if offset.template.startswith("XXXX-XX"):
        if low[:2] != high[:2]:
            return None
        return _month_of_day(offset, low, high)
    here = offset.template.replace("XXXX", cal.year_text(low[0]))
    of_month = low != high and low[:2] == high[:2] and abs(offset.amount) < 2
    if of_month and edtf.is_valid(here) and edtf.bounds(here).overlaps(reference.bounds):
        return here  # "3 September" in a note of September
    first, last = (_near_year(offset, day) for day in (low, high))
    return _in_years(offset.template, first, last)


DOUBT = 2
"""How much farther a day to come counts than one gone by where no verb says which is meant: documents tell what was."""

FRESH = 31
"""Days before publication in which news gives days without their year, whatever other year it has just told of."""


def is_fresh(offset: Offset, reference: Reference) -> bool:
    """Whether a day without its year lies so shortly before publication that it is news: "said on Jan. 3"."""
    said = re.search(r"XXXX-\d\d-\d\d", offset.template)
    if reference.day is None or said is None:
        return False
    day = edtf.bounds(said[0].replace("XXXX", cal.year_text(_near_year(offset, reference.day))))
    return _distance(day, reference.day) <= FRESH


def _near_year(offset: Offset, day: Day) -> int:
    candidates = []
    for year in (day[0] - 1, day[0], day[0] + 1):
        value = offset.template.replace("XXXX", cal.year_text(year))
        if edtf.is_valid(value):
            candidates.append((year, edtf.bounds(value)))
    if not candidates:  # 29 February: the leap year before
        leap = (
            year
            for year in range(day[0], day[0] - 9, -1)
            if edtf.is_valid(offset.template.replace("XXXX", cal.year_text(year)))
        )
        return next(leap, day[0])
    sign = offset.amount
    if sign == -2:
        fitting = [c for c in candidates if c[1].high < day]
    elif sign == 2:
        fitting = [c for c in candidates if c[1].low > day]
    elif sign < 0:
        fitting = [c for c in candidates if _begun(c[1], day)]
    elif sign > 0:
        fitting = [c for c in candidates if c[1].high >= day]
    else:
        fitting = candidates
    return min(fitting or candidates, key=lambda c: (_distance(c[1], day) * (1 if sign or c[1].low <= day else DOUBT), -c[0]))[
        0
    ]


def _begun(span: Bounds, day: Day) -> bool:
    """Whether a day or month has come, or half of a longer time gone by: nobody reports of a quarter in its first week."""
    low, high, here = (cal.ordinal(d) or 0 for d in (span.low, span.high, day))
    return low <= here if high - low <= 31 else (low + high) // 2 <= here


def _distance(span: Bounds, day: Day) -> int:
    """Days between a span and a day, 0 inside."""
    middle, low, high = (cal.ordinal(d) or 0 for d in (day, span.low, span.high))
    return max(low - middle, middle - high, 0)


def _month_of_day(offset: Offset, low: Day, high: Day) -> str | None:
    day = int(offset.template[-2:])
    year, month = low[0], low[1]
    if low == high and offset.amount <= 0 and day > low[2]:
        year, month = cal.plus_months(year, month, -1)
    return offset.template.replace("XXXX-XX", cal.month_text(year, month))
