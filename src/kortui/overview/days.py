"""What a day brings: what happened on it and in its month, jubilees of the year, and what is planned or due."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from kortui import edtf, edtf_words
from kortui.model import Event, Library
from kortui.overview.jubilees import happened, jubilees
from kortui.overview.tables import told

_AHEAD = ("planned", "target", "forecast", "deadline", "anniversary", "conditional")
_NO_JUBILEE = ("statistic", "statement", "target", "pledge", "policy")

Line = tuple[str, str, str, str, str]


def lines_of(library: Library, day: datetime.date) -> Iterator[Line]:
    """Id, section, date, how long ago or to go, and title of what a day brings; each record once.

    Only a date that is stated is remembered: one known to a month has no day, one known to a year no month. What happened on
    29 February is of the 28th in a year without one. What is dated the day itself, plans too, is of the day.

    Args:
        library: Where to look.
        day: The day.
    """
    done: set[str] = set()
    sections: tuple[tuple[str, Callable[[Event, datetime.date], str | None]], ...] = (
        ("On this day", _same_day),
        ("In this month", _same_month),
    )
    for section, when in sections:
        for event in library.events:
            words = when(event, day)
            if words is not None and event.id not in done:
                done.add(event.id)
                yield event.id, section, event.date.display, words, event.title
    rows = range(len(library.events))
    for one in jubilees(library, rows, day.year, day.year, lambda event: event.type not in _NO_JUBILEE):
        event = library.events[one.row]
        speak = [library.events[row].id for row in one.told if row != one.row]
        if one.year == day.year:
            done.update(speak)
            if event.id not in done:
                done.add(event.id)
                words = "this year" if one.row in one.told else _since(event, day)
                yield event.id, "Anniversaries this year", event.date.display, words, event.title
        elif one.told:  # of several records that speak of one jubilee ahead the first is enough
            done.update(library.events[row].id for row in one.told[1:])
    for event in library.events:
        words = _ahead(event, day)
        if words is not None and event.id not in done:
            yield event.id, "Planned, aimed at or due", event.date.display, words, event.title


def _past(event: Event) -> edtf.Edtf | None:
    """The stated date of what happened; None for plans, and where the report alone is dated."""
    if event.date.edtf is None or event.date.role in _AHEAD or told(event):
        return None
    if event.type == "statistic" and event.date.basis == "document":
        return None
    date = edtf.parse(event.date.edtf)
    start, end = date.bounds.start, date.bounds.end
    return date if start and end and date.kind in ("date", "interval") and not date.uncertain else None


def _observed(start: edtf.Day, year: int) -> tuple[int, int]:
    """Month and day on which a day is remembered in a year."""
    month, number = start[1:]
    return month, min(number, edtf.month_length(year, month))


def _years(count: int) -> str:
    return f"{count} year{'' if count == 1 else 's'}"


def _this_very_day(event: Event, day: datetime.date) -> bool:
    """Whether a record is of the day itself, done or planned, or of some days with it among them."""
    if event.date.edtf is None or told(event) or (event.date.basis == "document" and event.type == "statistic"):
        return False
    date = edtf.parse(event.date.edtf)
    start, end = date.bounds.start, date.bounds.end
    if start is None or end is None or date.precision != "day" or date.kind not in ("date", "interval") or date.uncertain:
        return False
    return start <= (day.year, day.month, day.day) <= end and start[:2] == end[:2]


def _same_day(event: Event, day: datetime.date) -> str | None:
    if _this_very_day(event, day):
        return "today"
    date = _past(event)
    if date is None or date.precision != "day" or date.kind != "date" or date.bounds.start is None:
        return None
    start = date.bounds.start
    if start[0] >= day.year or _observed(start, day.year) != (day.month, day.day):
        return None
    return f"{_years(day.year - start[0])} ago"


def _same_month(event: Event, day: datetime.date) -> str | None:
    date = _past(event)
    if date is None or date.precision not in ("day", "month") or date.bounds.start is None or date.bounds.end is None:
        return None
    start, end = date.bounds.start, date.bounds.end
    if start[:2] != end[:2] or start[1] != day.month or start[0] >= day.year:
        return None
    return _since(event, day)


def _since(event: Event, day: datetime.date) -> str:
    """How long ago something is or will be this year: no sooner past than its day is, and no finer than its date."""
    date = happened(event) or _past(event)
    start = date.bounds.start if date is not None else None
    if date is None or start is None:
        return "this year"
    count = _years(day.year - start[0])
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


def _ahead(event: Event, day: datetime.date) -> str | None:
    """How long until something is due; None where it is over or may be.

    "Within the year" in a report of one of several years is one of those years: due in the last as little as in the first.
    Nor is a plan due of which only the report that tells of it is dated.
    """
    if event.date.role not in _AHEAD or event.date.edtf is None or event.date.basis == "document":
        return None
    date = edtf.parse(event.date.edtf)
    start, end, today = date.bounds.start, date.bounds.end, (day.year, day.month, day.day)
    if end is None or end < today:
        return None
    to_go = end[0] - day.year
    if date.kind not in ("date", "interval") and (start is None or start[0] != end[0]):
        if start is None or start <= today:
            return None
        return f"{start[0] - day.year} to {_years(to_go)} to go"
    return "this year" if to_go == 0 else f"{_years(to_go)} to go"
