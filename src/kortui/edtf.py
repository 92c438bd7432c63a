"""Dates as sources state them: the Extended Date/Time Format (EDTF, ISO 8601-2:2019) of kortui's subset.

Level 1 in full but times of day: years, months, days, seasons, ``?`` ``~`` ``%``, ``X`` for unspecified digits, intervals
with open (``..``) or unknown (empty) ends, years before 1 and ``Y`` years. Of Level 2: sets ``[a,b]`` ``{a,b}`` ``[a..b]``,
quarters and halves (33–36, 40, 41) and a decade as the end of an interval (``198X/..``).

A day is a plain ``(year, month, day)`` tuple: `datetime.date` ends at year 1, sources do not. Bounds are inclusive.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from kortui.errors import EdtfError
from kortui.records import dataclass

Day = tuple[int, int, int]
"""Astronomical year (0 is 1 BC), month 1–12, day 1–31; compares in order of time."""

Kind = Literal["date", "interval", "one-of", "all-of"]
Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium"]

_DATE = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|-?\dXXX|Y-?\d{5,9})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%])?",
    re.ASCII,  # \d alone takes full-width and Arabic digits
)
# Months of seasons (21–24: northern, by meteorological months), quarters and halves (EDTF Level 2 sub-year groupings).
_GROUPS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
_BEFORE_ALL: Day = (-(10**10), 1, 1)
_AFTER_ALL: Day = (10**10, 12, 31)
_YEARS = 10**10
"""Added to a year, makes it a number that is not negative."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Earliest and latest day a date can mean, both inclusive.

    Attributes:
        start: Earliest day; None where the source leaves it open or unknown.
        end: Latest day; None where the source leaves it open or unknown.
    """

    start: Day | None
    end: Day | None

    @property
    def low(self) -> Day:
        """Start for comparison: a missing start lies before every day."""
        return self.start or _BEFORE_ALL

    @property
    def high(self) -> Day:
        """End for comparison: a missing end lies after every day."""
        return self.end or _AFTER_ALL

    def overlaps(self, other: Bounds) -> bool:
        """Whether both could mean the same day (the *possible* match)."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: Bounds) -> bool:
        """Whether every day this can mean lies in the other (the *certain* match)."""
        return other.low <= self.low and self.high <= other.high


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed EDTF string.

    Attributes:
        text: The string as given.
        kind: A single date, an interval ``a/b``, one of a set ``[...]`` or all of a set ``{...}``.
        bounds: Earliest and latest day.
        parts: The dates inside an interval or set; the date itself otherwise. None stands for an open or unknown end.
        precision: How fine the (first) date is.
        uncertain: Whether a ``?`` or ``%`` stands anywhere.
        approximate: Whether a ``~`` or ``%`` stands anywhere.
    """

    text: str
    kind: Kind
    bounds: Bounds
    parts: tuple[str | None, ...]
    precision: Precision
    uncertain: bool
    approximate: bool


def month_length(year: int, month: int) -> int:
    """Days in a month of the proleptic Gregorian calendar."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _unspecified(year: str) -> tuple[int, int]:
    """Lowest and highest year of digits with X; ``-019X`` runs from -199 to -190."""
    near, far = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return (far, near) if year.startswith("-") else (near, far)


def _parse_date(text: str) -> Edtf:
    """One date without interval or set."""
    match = _DATE.fullmatch(text)
    if not match:
        raise EdtfError(f"{text!r} is not a date", mend="write it like 1987, 1987-05, 1987-05-12, 198X, 1987~ or 1987?")
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"] or ""
    low_year, high_year = (int(year[1:]),) * 2 if year.startswith("Y") else _unspecified(year)
    precision: Precision = "millennium" if "XXX" in year else "century" if "XX" in year else "decade" if "X" in year else "year"
    low_month, high_month = 1, 12
    if month and month != "XX":
        number = int(month)
        if number in _GROUPS:
            low_month, high_month = _GROUPS[number]
            precision = "season"
            if day:
                raise EdtfError(f"{text!r} gives a day to a season")
        elif 1 <= number <= 12:
            low_month = high_month = number
            precision = "month"
        else:
            raise EdtfError(f"{text!r} has no month {month}")
    low_day, high_day = 1, month_length(high_year, high_month)
    if day and day != "XX":
        low_day = high_day = int(day)
        years = range(low_year, min(high_year, low_year + 8) + 1)
        longest = 31 if month == "XX" else max(month_length(y, low_month) for y in years)
        if not 1 <= low_day <= longest:
            raise EdtfError(f"{text!r} has no day {day}")
        precision = "day"
    bounds = Bounds((low_year, low_month, low_day), (high_year, high_month, high_day))
    return Edtf(text, "date", bounds, (text,), precision, mark in ("?", "%"), mark in ("~", "%"))


def _parse_end(text: str) -> Edtf | None:
    return None if text in ("", "..") else _parse_date(text)


def _joined(text: str, kind: Kind, members: list[Edtf | None], bounds: Bounds) -> Edtf:
    known = [m for m in members if m]
    return Edtf(
        text, kind, bounds, tuple(m.text if m else None for m in members), known[0].precision if known else "year",
        any(m.uncertain for m in known), any(m.approximate for m in known),
    )  # fmt: skip


def _parse_set(text: str) -> Edtf:
    kind: Kind = "one-of" if text[0] == "[" else "all-of"
    if text[-1] != ("]" if text[0] == "[" else "}"):
        raise EdtfError(f"{text!r} is a set without its closing bracket")
    members: list[Edtf | None] = []
    starts: list[Day | None] = []
    ends: list[Day | None] = []
    for item in text[1:-1].split(","):
        left, dots, right = item.strip().partition("..")
        first, last = _parse_end(left), _parse_end(right) if dots else None
        if not first and not last:
            raise EdtfError(f"{text!r} is a set with an empty member")
        members += [first, last] if dots else [first]
        starts.append(first.bounds.start if first else None)
        ends.append((last.bounds.end if last else None) if dots else first.bounds.end if first else None)
    low = None if None in starts else min(s for s in starts if s)
    high = None if None in ends else max(e for e in ends if e)
    return _joined(text, kind, members, _ordered(text, Bounds(low, high)))


def _ordered(text: str, bounds: Bounds) -> Bounds:
    if bounds.low > bounds.high:
        raise EdtfError(f"{text!r} ends before it begins")
    return bounds


@lru_cache(maxsize=8192)
def parse(text: str) -> Edtf:
    """Read an EDTF string.

    Args:
        text: EDTF of the subset the module documents.

    Raises:
        EdtfError: When it is not.
    """
    if not text or text != text.strip():
        raise EdtfError(f"{text!r} is not a date")
    if text[0] in "[{":
        return _parse_set(text)
    if "/" not in text:
        return _parse_date(text)
    left, right = text.split("/", 1)
    first, last = _parse_end(left), _parse_end(right)
    if not first and not last:
        raise EdtfError(f"{text!r} is an interval without a date")
    bounds = Bounds(first.bounds.start if first else None, last.bounds.end if last else None)
    return _joined(text, "interval", [first, last], _ordered(text, bounds))


def is_valid(text: str) -> bool:
    """Whether `parse` reads the string."""
    try:
        parse(text)
    except EdtfError:
        return False
    return True


UNKNOWN = Bounds(None, None)
"""The bounds of a date of which nothing is known."""


def bounds(text: str | None) -> Bounds:
    """Bounds of an EDTF string; of None, `UNKNOWN`."""
    return parse(text).bounds if text else UNKNOWN


SortKey = tuple[int, Day, Day]


def sort_key(text: str | None) -> SortKey:
    """Order of dates in lists: by start, then by end (the more exact first), dates without a start by their end, unknown last.

    Args:
        text: EDTF or None.
    """
    span = bounds(text)
    if span.start is None and span.end is None:
        return (1, _AFTER_ALL, _AFTER_ALL)
    start = span.start or span.end
    assert start is not None
    return (0, start, span.high)


def sort_bytes(text: str | None) -> bytes:
    """`sort_key` as bytes of one length that sort as it does."""
    later, *days = sort_key(text)
    return bytes((later,)) + b"".join((year + _YEARS).to_bytes(5) + bytes((month, day)) for year, month, day in days)


def iso(day: Day | None) -> str | None:
    """A day as ``YYYY-MM-DD`` (years before 0 with a minus sign), None as None."""
    if day is None:
        return None
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


def from_iso(text: str | None) -> Day | None:
    """The day `iso` wrote.

    Raises:
        EdtfError: When the text is not such a day.
    """
    if text is None:
        return None
    match = re.fullmatch(r"(-?\d{4,})-(\d\d)-(\d\d)", text, re.ASCII)
    if not match:
        raise EdtfError(f"{text!r} is not a day", mend="write it like 1987-05-12")
    return int(match[1]), int(match[2]), int(match[3])
