"""The year of a month or day in a narrative: that of the date told last, or the next where the story went over New Year."""

from __future__ import annotations

import re

from kortui.extract import resolve_calendar as cal
from kortui.extract.resolve_counting import Reference
from kortui.extract.spans import Offset

_TEMPLATE = re.compile(r"XXXX-(?P<month>\d\d|XX)(?:-(?P<day>\d\d))?")


def _between(year: int, told: int, month: int, following: tuple[int, int | None] | None) -> bool:
    """Whether a month that lies well back in the year of the last date lies, a year on, just before the date to come."""
    if following is None or following[1] is None or told - month < _BACK:
        return False
    return following[0] == year + 1 and 0 <= following[1] - month < _BACK


_BACK = 6
"""Months back in the year from which the date to come may say that the next year is meant."""

_TURN = 9
"""Months that a story may go back inside a year; a month further back is of the next year (January after December)."""


_HINT = re.compile(r"(?:the\s)?(?:(?P<late>late|end|close|latter)|(?P<early>early|beginning|start)|mid)", re.IGNORECASE)


def month_hint(words: str) -> int | None:
    """Which month "late 1941" or "the beginning of 1864" roughly is, for telling January after from January before."""
    found = _HINT.match(words)
    return None if found is None else 11 if found["late"] else 2 if found["early"] else 6


def nearest_in_story(
    offset: Offset, reference: Reference, told: int | None, following: tuple[int, int | None] | None = None
) -> str | None:
    """The template's year in a narrative: that of the date told last, or the next when the story has gone over New Year.

    Args:
        offset: A ``nearest`` one.
        reference: The date told last.
        told: Its month, exact or rough.
        following: Year and month of the date that is stated next, if any: a month between the two needs no step back.
    """
    low = reference.bounds.start
    if low is None:
        return None
    if offset.template.startswith("XXXX-XX"):
        known = reference.precision in ("day", "month")
        return offset.template.replace("XXXX-XX", cal.month_text(low[0], low[1])) if known else None
    year = low[0]
    match = _TEMPLATE.search(offset.template)
    code = int(match["month"]) if match and match["month"] != "XX" else 0
    month = {21: 4, 22: 7, 23: 10, 24: 12}.get(code, code)
    if abs(offset.amount) == 2:
        here = told or 1
        year += (1 if month <= here else 0) if offset.amount > 0 else (-1 if month >= here else 0)
    elif told and 1 <= month <= 12 and (told - month >= _TURN or _between(year, told, month, following)):
        year += 1
    return offset.template.replace("XXXX", cal.year_text(year))
