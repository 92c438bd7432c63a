"""How far apart the dates of two records lie, with the room that "about" leaves."""

from __future__ import annotations

from kortui import edtf
from kortui.edtf import Day
from kortui.model import Event

_MONTH = 31
_YEAR = 12 * _MONTH
_ROOM = {"day": 3, "month": _MONTH, "season": 3 * _MONTH, "year": 2 * _YEAR, "decade": 5 * _YEAR, "century": 30 * _YEAR}
"""Days that "about" leaves on either side of a date, by its precision: "around 1970" may still be 1971 or 1968."""
_ROOM_OF_SPAN = _YEAR
"""The same for a span of years ("the mid 1980s"), which is wide enough already."""


def number(day: Day) -> int:
    """A day as a number; months count 31 days, which is exact enough for how far apart sources are."""
    return day[0] * _YEAR + day[1] * _MONTH + day[2]


def gap(one: Event, other: Event) -> int:
    """Days between what two dates can mean, about; 0 when they can mean the same day, or one is not known."""
    if one.date.edtf is None or other.date.edtf is None:
        return 0
    first, second = sorted((edtf.bounds(e.date.edtf) for e in (one, other)), key=lambda b: b.low)
    return max(0, number(second.low) - number(first.high))


def room(event: Event) -> int:
    """Days by which a date may be off and still be right: none unless it is said to be about right."""
    if event.date.edtf is None:
        return 0
    date = edtf.parse(event.date.edtf)
    if not (date.approximate or date.uncertain):
        return 0
    return _ROOM_OF_SPAN if date.kind != "date" and date.precision == "year" else _ROOM.get(date.precision, _YEAR)


def may_both_hold(one: Event, other: Event) -> bool:
    """Whether two dates that differ leave room for each other ("around 1970" and 1971)."""
    return gap(one, other) <= room(one) + room(other)
