"""How long ago something was, or how long it is to go, in words no finer than its date."""

from __future__ import annotations

import datetime

from kortui import edtf, edtf_words
from kortui.model import EventDate


def start_of(date: EventDate) -> edtf.Day:
    """The first day of a date that has one."""
    start = edtf.bounds(date.edtf).start
    assert start is not None
    return start


def years(count: int) -> str:
    """A number of years in words: ``1 year``, ``75 years``."""
    return f"{count} year{'' if count == 1 else 's'}"


def time_since(when: EventDate, day: datetime.date) -> str:
    """How long ago something is or will be this year: no sooner past than its day is, and no finer than its date.

    Args:
        when: When it was.
        day: The day it is told of.
    """
    date, start = edtf.parse(when.edtf or ""), start_of(when)
    count = years(day.year - start[0])
    if date.precision == "day" and date.bounds.end and date.bounds.end[:2] == start[:2]:
        month, number = _observed(start, day.year)
        if (month, number) > (day.month, day.day):
            return f"{count} on {edtf_words.display(f'{day.year:04d}-{month:02d}-{number:02d}').rsplit(' ', 1)[0]}"
        return f"{count} ago"
    if date.precision == "month":
        if start[1] == day.month:
            return f"{count} ago this month"
        return (
            f"{count} ago"
            if start[1] < day.month
            else f"{count} in {edtf_words.display(f'{day.year:04d}-{start[1]:02d}').split()[0]}"
        )
    return f"{count} this year"


def time_until(when: EventDate, day: datetime.date) -> str:
    """How long until something is due.

    "Within the year" in a report of one of several years is one of those years: due in the last as little as in the first.

    Args:
        when: When it is due.
        day: The day it is told of.
    """
    date = edtf.parse(when.edtf or "")
    start, end = date.bounds.start, date.bounds.end
    assert end is not None
    to_go = end[0] - day.year
    if date.kind not in ("date", "interval") and start is not None and start[0] != end[0]:
        return f"{start[0] - day.year} to {years(to_go)} to go"
    return "this year" if to_go == 0 else f"{years(to_go)} to go"


def _observed(start: edtf.Day, year: int) -> tuple[int, int]:
    """Month and day on which a day is remembered in a year."""
    month, number = start[1:]
    return month, min(number, edtf.month_length(year, month))
