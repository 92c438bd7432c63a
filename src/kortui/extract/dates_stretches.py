"""Stretches of time told by a day in them: "the week of 12 May 2014", "the week ending 9 June", "the year to March 2017".

The day itself is not when something was; the deed is of the whole stretch.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf
from kortui.edtf import Day
from kortui.extract import resolve_calendar as cal
from kortui.extract.dates_words import NUMBER, WEEKDAY_NAME, number_of, unit_of

REACH = 56
"""Characters before a date in which the words for its stretch stand."""

_LAST = ("of", "on", "ing", "ended", "began", "started", "from", "to", "through", "the", "around", "day", "day,")
"""What the words end with that `_BEFORE` looks for."""
_NOUNS = ("week", "fortnight", "days", "month", "year", "decade")
_BEFORE = re.compile(
    rf"(?<![\w-])(?i:(?P<the>the\s|a\s)?(?:full\s|whole\s|working\s|fiscal\s|financial\s)?(?:(?P<n>{NUMBER})[\s-])?"
    r"(?P<unit>weekend|weeks?|fortnight|days|months?|years?|decade)\s"
    r"(?:(?P<of>of|around)|(?P<from>beginning|starting|commencing|that\s(?:began|started))|(?P<to>ending|ended|that\sended)"
    r"|(?P<since>from)|(?P<till>to|through))(?:\son)?)"
    rf"\s(?:the\s)?(?:(?:{WEEKDAY_NAME}),?\s)?$"
)
_ROLE = re.compile(r"(?P<n>\d+) (?P<unit>day|week|month|year) (?P<way>from|to)")
_PRECISIONS = {"day": ("day",), "week": ("day",), "month": ("day", "month"), "year": ("day", "month", "year")}
"""How exact the end of a stretch of so many units must be to be counted from."""


def before(text: str, low: int, start: int, precision: str) -> tuple[str, int] | None:
    """The role of a date that only tells of a stretch of time, and where the words for the stretch begin.

    Args:
        text: The document.
        low: First character of the sentence.
        start: First character of the date.
        precision: How exact it is, as of `dates_points.Point`.

    Returns:
        ``week`` or ``weekend`` for the one with the day in it, ``2 week from`` and ``12 month to`` for so many units that
        begin or end with the date; None where no stretch is told.
    """
    words = text[max(low, start - REACH) : start]
    lower = words.lower()
    if not lower.rstrip().endswith(_LAST) or not any([noun in lower for noun in _NOUNS]):
        return None
    found = _BEFORE.search(words)
    if found is None:
        return None
    unit = found["unit"].casefold()
    at = start - len(words) + found.start()
    if found["of"]:
        return (unit, at) if unit in ("week", "weekend") and found["n"] is None and precision == "day" else None
    said = number_of(found["n"]) if found["n"] else 1
    plain = found["since"] or found["till"]
    if unit == "weekend" or said is None or (plain and (found["the"] or "").strip().casefold() != "the"):
        return None  # "put off a week to 12 May"
    if found["n"] is None and unit.endswith("s"):
        return None  # "the weeks to 12 May" are so many as nobody says
    if precision not in _PRECISIONS["year"] or (precision == "year" and found["n"] is None and unit != "decade"):
        return None
    size, unit = {"fortnight": (2, "week"), "decade": (10, "year")}.get(unit, (1, unit_of(unit)))
    return f"{size * said} {unit} {'to' if found['to'] or found['till'] else 'from'}", at


def is_stretch(role: str) -> bool:
    """Whether a role is one of those that `before` gives."""
    return role in ("week", "weekend") or _ROLE.fullmatch(role) is not None


@lru_cache(maxsize=1024)
def stretched(value: str, role: str) -> str:
    """EDTF of the stretch of time that a date with a role stands for; the date where it cannot be counted.

    Args:
        value: EDTF of the date.
        role: As `before` gave it.
    """
    date = edtf.parse(value)
    if date.kind == "one-of" and ".." not in value:
        each = [stretched(part, role).replace("/", "..") for part in value[1:-1].split(",")]
        return f"[{','.join(each)}]"
    first, last = date.bounds.start, date.bounds.end
    if date.kind != "date" or date.approximate or first is None or last is None:
        return value
    if role in ("week", "weekend"):
        around = _around(first, weekend=role == "weekend") if date.precision == "day" else None
        return around or value
    found = _ROLE.fullmatch(role)
    if found is None or date.precision not in _PRECISIONS[found["unit"]]:
        return value
    number, unit, back = int(found["n"]), found["unit"], found["way"] == "to"
    if date.precision == "year":
        ends = [cal.year_text(first[0] - number + 1), value] if back else [value, cal.year_text(first[0] + number - 1)]
    elif date.precision == "month":
        months = (12 * number if unit == "year" else number) - 1
        other = cal.month_text(*cal.plus_months(first[0], first[1], -months if back else months))
        ends = [other, value] if back else [value, other]
    else:
        return _of_days(first, number, unit, back=back) or value
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _around(day: Day, *, weekend: bool) -> str | None:
    """The week or weekend with a day in it; one that a Sunday is given for begins with it, as American weeks do."""
    weekday = cal.weekday(day)
    if weekday is None:
        return None
    if weekend:
        first = cal.plus_days(day, min(0, 6 - weekday)) if weekday >= 5 else None
        return first and cal.span_text(min(first, day), cal.plus_days(day, 7 - weekday))
    first = day if weekday == 7 else cal.plus_days(day, 1 - weekday)
    return first and cal.span_text(first, cal.plus_days(first, 6))


def _of_days(day: Day, number: int, unit: str, *, back: bool) -> str | None:
    """So many units that end or begin with a day."""
    if unit in ("day", "week"):
        length = number * (7 if unit == "week" else 1) - 1
        other = cal.plus_days(day, -length if back else length)
        return other and cal.span_text(*((other, day) if back else (day, other)))
    months = number * (12 if unit == "year" else 1)
    beyond = cal.plus_days(day, 1) if back else day
    if beyond is None:
        return None
    year, month = cal.plus_months(beyond[0], beyond[1], -months if back else months)
    other = (year, month, min(beyond[2], edtf.month_length(year, month)))
    return cal.span_text(other, day) if back else cal.span_text(day, cal.plus_days(other, -1))
