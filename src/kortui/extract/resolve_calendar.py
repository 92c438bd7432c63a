"""Arithmetic on days, months and years as EDTF; years before 1 have years and months but no weekdays."""

from __future__ import annotations

import datetime

from kortui.edtf import Day, iso


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
