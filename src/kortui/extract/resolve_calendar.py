"""Arithmetic on days, months and years as EDTF; years before 1 have years and months but no weekdays."""

from __future__ import annotations

import datetime
import re

from kortui import edtf
from kortui.edtf import Day, iso
from kortui.extract.spans import Offset


def ordinal(day: Day) -> int | None:
    """Number of a day in the proleptic Gregorian calendar; None outside the years 1–9999."""
    try:
        return datetime.date(*day).toordinal()
    except ValueError:
        return None


def plus_days(day: Day, days: int) -> Day | None:
    """The day so many days on; None outside the years 1–9999."""
    number = ordinal(day)
    if number is None or not 1 <= number + days <= datetime.date.max.toordinal():
        return None
    moved = datetime.date.fromordinal(number + days)
    return moved.year, moved.month, moved.day


def weekday(day: Day) -> int | None:
    """ISO weekday, Monday is 1."""
    number = ordinal(day)
    return None if number is None else (number - 1) % 7 + 1


def plus_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months on."""
    number = year * 12 + month - 1 + months
    return number // 12, number % 12 + 1


def year_text(year: int) -> str:
    """A year as EDTF writes it."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def month_text(year: int, month: int) -> str:
    """A month as EDTF writes it."""
    return f"{year_text(year)}-{month:02d}"


def span_text(first: Day | None, last: Day | None) -> str | None:
    """An interval of days, or the one day it is."""
    if first is None or last is None:
        return None
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"


def one_of(first: str | None, last: str | None) -> str | None:
    """Either of two dates and what lies between: the one date they are, or a set, open where an end is None."""
    if first is None and last is None:
        return None
    return first if first == last else f"[{first or ''}..{last or ''}]"


_YEARS_ON = {"year": 1, "decade": 10, "century": 100}
_YEAR = re.compile(r"(?<![\d-])\d{4}")


def moved(text: str, offset: Offset) -> str | None:
    """An EDTF date so many years, months, weeks or days on: the week of 3 March 2026 of ten years ago is that of 3 March 2016.

    Args:
        text: The date.
        offset: Its unit and amount say how far; anything finer than a year moves a single day only.

    Returns:
        None where it cannot be counted or no calendar has the date.
    """
    if offset.unit in _YEARS_ON:
        far = offset.amount * _YEARS_ON[offset.unit]
        found = _YEAR.sub(lambda year: year_text(int(year[0]) + far), text)
        return found if edtf.is_valid(found) else None
    bounds = edtf.bounds(text)
    day = bounds.start
    if day is None or day != bounds.end:
        return None
    if offset.unit == "month":
        found = f"{month_text(*plus_months(day[0], day[1], offset.amount))}-{day[2]:02d}"
        return found if edtf.is_valid(found) else None
    days = {"week": 7, "day": 1}.get(offset.unit)
    return span_text(*(plus_days(day, days * offset.amount),) * 2) if days else None
