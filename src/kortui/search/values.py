"""What the dates of a query mean: spans of days."""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf
from kortui.errors import EdtfError
from kortui.records import dataclass
from kortui.search.days import EARLIEST, LATEST, day_number
from kortui.search.fields import RELATION, RELATIONS, ValueProblem, refuse_open_range

__all__ = ["EARLIEST", "LATEST", "DateSpan", "ValueProblem", "date_span", "day_number"]

_SUB_YEAR = re.compile(r"(\d{4})-?([QqHh])([1-4])")
_LOOSE_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?[-./]?")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]?c(?:ent(?:ury)?)?", re.IGNORECASE)
_PART = re.compile(r"(?:the[ -])?(early|mid|late)[ -]+(?:(\d{3})0?s|(\d{4}))", re.IGNORECASE)
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""Years of a decade that its parts mean, as records have them; a part of a year is the year."""
_NAMED_MONTH = re.compile(
    r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[ .-]+)?(?P<month>[a-z]{3,9})\.?(?:[ -]+(?P<behind>\d{1,2})(?:st|nd|rd|th)?,?)?"
    r"[ ,-]+(?P<year>\d{4})|(?P<first>\d{4})[ -]+(?P<last>[a-z]{3,9})"
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LAST_PREFIX_YEAR = 2999
_QUARTERS = {"q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days a date filter asks for, as day numbers, inclusive.

    Attributes:
        low: First day.
        high: Last day.
        certain: Whether only what certainly lies inside matches (``=``).
        undated: Whether it asks for what has no date at all.
    """

    low: int = EARLIEST
    high: int = LATEST
    certain: bool = False
    undated: bool = False


def _month(word: str) -> int | None:
    """Number of the month that a word of three letters or more is the name of, or its beginning."""
    return next((n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), None)


def _of_named_month(typed: str) -> str:
    """A date with the name of a month (``july 2025``, ``2-may-2018``, ``May 2, 2018``) as EDTF; other texts as they are."""
    folded = typed.casefold()
    match = _NAMED_MONTH.fullmatch(folded)
    word = (match["month"] or match["last"]) if match else folded
    month = _month(word)
    if month is None:
        return typed
    if match is None:
        raise ValueProblem(f'{typed!r} lacks a year; write it like {word}-2025 or "{word} 2025"')
    day = match["before"] or match["behind"]
    return f"{match['year'] or match['first']}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _bounds(text: str) -> edtf.Bounds:
    """Bounds of one date as people type it.

    Raises:
        ValueProblem: When it is none.
    """
    typed = text.strip()
    if not typed:
        raise ValueProblem("a date is lacking; write 1987, 1987-05, 1980s, 1950..1953, ..1957 or 2010..")
    if match := _PART.fullmatch(typed):
        first, last = _PARTS[match[1].casefold()]
        typed = match[3] or f"{match[2]}{first}~/{match[2]}{last}~"
    typed = _of_named_month(typed) if re.search("[A-Za-z]{3}", typed) else typed
    if re.fullmatch(r"\d{1,3}0?s", typed) and len(typed) == 5:
        typed = typed[:3] + "X"
    elif re.fullmatch(r"0\d?|[3-9]\d?", typed):
        raise ValueProblem(f"{typed!r} is no year; write all its digits, as in 1987")
    elif re.fullmatch(r"\d{1,3}", typed):
        first = int(typed.ljust(4, "0"))
        typed = typed.ljust(4, "X") if 1000 <= first <= _LAST_PREFIX_YEAR else typed.rjust(4, "0")
    elif match := _SUB_YEAR.fullmatch(typed):
        typed = f"{match[1]}-{_QUARTERS.get((match[2] + match[3]).lower(), 99)}"
    elif match := _CENTURY.fullmatch(typed):
        typed = f"{int(match[1]) - 1:02d}XX"
    elif match := _LOOSE_MONTH.fullmatch(typed):
        typed = (
            match[1]
            if match[2] == "0"  # a month may be begun, as a year
            else f"{match[1]}-{int(match[2]):02d}" + (f"-{int(match[3]):02d}" if match[3] else "")
        )
    elif re.fullmatch(r"-?\d{4,}-", typed):
        typed = typed[:-1]
    try:
        return edtf.bounds(typed)
    except EdtfError:
        raise ValueProblem(
            f"{text.strip()!r} is not a date; write 1987, 1987-05, 1980s, 1950..1953, ..1957 or 2010.."
        ) from None


@lru_cache(maxsize=1024)
def date_span(text: str, field: str = "date") -> DateSpan:
    """The days a date value asks for.

    Args:
        text: Value as typed: EDTF, the beginning of a year (``195``), ``1950s``, a range with ``..``, a relation (``>=1987``).
        field: ``date`` or ``year``; ``since`` and ``until`` open one end.

    Raises:
        ValueProblem: When it is not a date.
    """
    match = RELATION.fullmatch(text.strip())
    assert match
    relation, body = RELATIONS.get(match[1], match[1]), match[2]
    if body.casefold() in ("none", "unknown", "undated"):
        return DateSpan(undated=True)
    if ".." in body and body[:1] not in "[{" and "/" not in body:
        refuse_open_range(relation, body)
        left, _, right = body.partition("..")
        if not left.strip() and not right.strip():
            raise ValueProblem("a range needs a date on one side, as in 2010.. or ..1957")
        low = day_number(_bounds(left).start, EARLIEST) if left.strip() else EARLIEST
        high = day_number(_bounds(right.lstrip(".")).end, LATEST) if right.strip() else LATEST
    else:
        span = _bounds(body)
        low, high = day_number(span.start, EARLIEST), day_number(span.end, LATEST)
    if low > high:
        raise ValueProblem(f"{body!r} ends before it begins")
    if relation == ">":
        low, high = high + 1, LATEST
    elif relation == "<":
        low, high = EARLIEST, low - 1
    elif relation == ">=" or field == "since":
        high = LATEST
    elif relation == "<=" or field == "until":
        low = EARLIEST
    return DateSpan(low, high, relation == "=")
