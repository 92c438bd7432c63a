"""The table of patterns for days and months, with their year or without it."""

from __future__ import annotations

import re
from itertools import pairwise

from kortui import edtf
from kortui.extract import dates_guards as guards
from kortui.extract.dates_points import Point, Reading, date, year_in
from kortui.extract.dates_table import DASHES, FOUR, LETTERS, MONTH, NUM, TWO, Found, Row
from kortui.extract.dates_words import (
    AFTER_MONTH,
    ANY_MONTH,
    DASH,
    DAY,
    MONTH_NAME,
    OF_RELATIVE,
    OF_YEAR,
    REFERENCE,
    SUFFIX,
    TO,
    TURKISH_MONTH,
    WEEKDAY_SHORT,
    WS,
    YEAR,
    full_year,
    month_of,
)
from kortui.extract.spans import Offset

_MONTH = rf"(?P<month>{MONTH_NAME}){AFTER_MONTH}"
_ANY_MONTH = rf"(?P<month>{ANY_MONTH}){AFTER_MONTH}"
_SEVERAL = rf"(?P<days>{DAY}{SUFFIX}?(?:,{WS}{DAY}{SUFFIX}?)+,?{WS}(?P<to>and|or|&|ve){WS}(?:the{WS})?(?P<last>{DAY}){SUFFIX}?)"
_COMMA_YEAR = rf"(?:,{WS}|{WS}(?:of{WS})?)(?P<year>{YEAR})"


def _numeric(year: int, month: int, day: int) -> Reading | None:
    return date(Point(year, month, day)) if edtf.is_valid(f"{year:04d}-{month:02d}-{day:02d}") else None


def _iso(found: Found) -> Reading | None:
    match = found.match
    year, month = int(match["y"]), int(match["m"])
    if match["d"]:
        return _numeric(year, month, int(match["d"]))
    return None if month > year % 100 else date(Point(year, month))  # 2007-08 is two years, 2025-07 a month


def _year_first(found: Found) -> Reading | None:
    return _numeric(int(found.match["y"]), int(found.match["m"]), int(found.match["d"]))


def _day_first(found: Found) -> Reading | None:
    """10.12.2007, and with slashes the set of both readings where day and month cannot be told apart."""
    match = found.match
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year = full_year(year) if year < 100 else year
    if match["mark"] == "/" and first != second and first <= 12 and second <= 12:
        both = sorted((f"{year:04d}-{second:02d}-{first:02d}", f"{year:04d}-{first:02d}-{second:02d}"))
        return Reading("DATE", edtf=f"[{both[0]},{both[1]}]")
    return _numeric(year, second, first) or _numeric(year, first, second)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _roman_month(found: Found) -> Reading | None:
    """Reads 13.VI.1952, as registries write it."""
    year = int(found.match["y"])
    month = _ROMAN.index(found.match["roman"]) + 1
    return _numeric(full_year(year) if year < 100 else year, month, int(found.match["d"]))


def _hangul_decade(found: Found) -> Reading | None:
    return date(Point(int(found.match["decade"]) * 10, digits=3))


def _hangul(found: Found) -> Reading | None:
    year, month, day = (int(number) if number else None for number in map(found.match.groupdict().get, ("y", "m", "d")))
    if month is not None and not 1 <= month <= 12:
        return None
    return date(Point(year, month, day))


def _day_month(found: Found) -> Reading | None:
    match = found.match
    year, offset = year_in(match)
    if year is None and guards.is_landmark(found.text, found.low, match.start(), match.end()):
        return None
    return date(Point(year, month_of(match["month"]), int(re.sub(r"\D", "", match["day"])), offset=offset))


def _month_day(found: Found) -> Reading | None:
    counts = guards.counts(found.text, found.match.end("day")) and not found.before(r"\b[Tt]he\s")
    return None if counts and not found.match["year"] else _day_month(found)


def _military(found: Found) -> Reading | None:
    match = found.match
    return date(Point(full_year(int(match["yy"])), month_of(match["month"]), int(match["day"])))


def _days(found: Found) -> Reading | None:
    """Two days of one month; "5 and 9 May" are two days, "26–30 November" all between."""
    match = found.match
    year, offset = year_in(match)
    month, first, last = month_of(match["month"]), int(match["first"]), int(match["last"])
    if first >= last or (match["to"].strip() == "," and year is None and offset is None):
        return None
    left, right = Point(year, month, first, offset=offset), Point(year, month, last, offset=offset)
    if re.search(r"and|or|&|ve|,", match["to"]) and last - first > 1 and not found.before(r"[Bb]etween\s"):
        return _each([left, right], either="or" in match["to"]) if offset is None else None
    if "or" in match["to"] and offset is None:
        return _each([left, right], either=True)
    return date(left, right)


def _each(days: list[Point], *, either: bool = False) -> Reading:
    """Days apart, all of them or one of them."""
    marks = "[]" if either else "{}"
    return Reading("RANGE", edtf=f"{marks[0]}{','.join(day.text for day in days)}{marks[1]}")


def _several(found: Found) -> Reading | None:
    """Three or more days of one month: "June 3, 5 and 9"."""
    match = found.match
    year, offset = year_in(match)
    numbers = [int(n) for n in re.findall(r"\d+", match["days"])]
    if offset is not None or any(a >= b for a, b in pairwise(numbers)):
        return None
    month = month_of(match["month"])
    return _each([Point(year, month, n) for n in numbers], either=match["to"] == "or")


def _month_several(found: Found) -> Reading | None:
    return None if guards.counts(found.text, found.match.end("last")) and not found.match["year"] else _several(found)


def _month_of_number(found: Found) -> Reading | None:
    return date(Point(int(found.match["y"]), int(found.match["m"])))


def _month_days(found: Found) -> Reading | None:
    return None if guards.counts(found.text, found.match.end("last")) and not found.match["year"] else _days(found)


def _month_year(found: Found) -> Reading | None:
    year, offset = year_in(found.match)
    return date(Point(year, month_of(found.match["month"]), offset=offset))


def _month_alone(found: Found) -> Reading | None:
    if not guards.is_month(found.text, found.low, found.match.start(), found.match.end(), found.match["month"]):
        return None
    return date(Point(None, month_of(found.match["month"])))


def _day_alone(found: Found) -> Reading | None:
    if not guards.is_day(found.text, found.low, found.match.start(), found.match.end()):
        return None
    return Reading("ANAPHORIC", (Point(None, None, int(found.match["day"])),))


def _days_alone(found: Found) -> Reading | None:
    """Reads "on the 2nd to 4th"."""
    match = found.match
    first, last = int(match["day"]), int(match["last"])
    if first >= last or not guards.is_day(found.text, found.low, match.start(), match.end()):
        return None
    return Reading("RANGE", (Point(None, None, first), Point(None, None, last)))


def _instant(found: Found) -> Reading | None:
    """The month of old letters: instant, ultimo, proximo."""
    amount = {"i": 0, "u": -1, "p": 1}[found.match["which"][0].casefold()]
    day = Point(None, None, int(found.match["day"]), offset=Offset("month", amount))
    return Reading("RELATIVE", (day,))


def _day_of_month(found: Found) -> Reading | None:
    """Reads "the 28th of that month"."""
    which = found.match["which"].casefold()
    reference = "published" if which in ("this", "last", "next") else "context" if which == "the" else "previous"
    offset = Offset("month", REFERENCE.get(which.split()[-1], 0), reference=reference)
    return date(Point(None, None, int(found.match["day"]), offset=offset))


def _turkish_months(found: Found) -> Reading | None:
    year = int(found.match["year"])
    first, last = month_of(found.match["month"]), month_of(found.match["until"])
    return date(Point(year, first), Point(year, last)) if first < last else None


ROWS: tuple[Row, ...] = (
    Row(NUM, r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>[0-3]\d))?(?![\d-])", _iso, digits=FOUR, behind="-"),
    Row(
        NUM,
        r"(?P<y>[12]\d{3})(?P<mark>[./])\s?(?P<m>1[0-2]|0?[1-9])(?P=mark)\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\.?",
        _year_first,
        digits=FOUR,
        behind="./",
    ),
    Row(
        NUM, r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>[12]\d{3})(?!\d)", _day_first, digits=TWO, behind="./-"
    ),
    Row(
        NUM, r"(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<y>[3-9]\d)(?![\d./])", _day_first, digits=TWO, behind="./"
    ),
    Row(
        NUM,
        rf"(?P<d>{DAY})[./]\s?(?P<roman>{'|'.join(_ROMAN[::-1])})[./]\s?(?P<y>\d{{4}}|[3-9]\d)(?!\d)",
        _roman_month,
        digits=TWO,
        behind="./",
    ),
    Row(NUM, r"(?P<y>\d{4})년(?:\s?(?P<m>\d{1,2})월(?:\s?(?P<d>\d{1,2})일)?)?", _hangul, digits=FOUR, behind="년"),
    Row(NUM, r"(?P<decade>1\d\d|20\d)0년대", _hangul_decade, digits=FOUR, behind="년"),
    Row(NUM, r"(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일", _hangul, digits=TWO, behind="월"),
    Row(NUM, r"(?P<m>0?[1-9]|1[0-2])/(?P<y>19\d\d|20\d\d)(?![\d/])", _month_of_number, digits=TWO, behind="/"),
    Row(NUM, rf"{_SEVERAL}{WS}(?:of{WS})?{_ANY_MONTH}(?:{OF_YEAR}|{OF_RELATIVE})?", _several, digits=TWO),
    Row(
        NUM,
        rf"(?P<first>{DAY}){SUFFIX}?(?P<to>{TO})(?:the{WS})?(?P<last>{DAY}){SUFFIX}?{WS}(?:of{WS})?{_ANY_MONTH}"
        rf"(?:{OF_YEAR}|{OF_RELATIVE})?",
        _days,
        digits=TWO,
        behind=f" ,/{LETTERS}{DASHES}",
    ),
    Row(
        NUM,
        rf"(?P<day>{DAY}){SUFFIX}?(?:{WS}day)?[\s\xa0-]+(?:of{WS})?{_MONTH}(?:{OF_YEAR}|{OF_RELATIVE})?",
        _day_month,
        digits=TWO,
        behind=f" -{LETTERS}",
    ),
    Row(
        NUM,
        rf"(?P<day>{DAY})[\s-](?P<month>{MONTH_NAME})[\s-](?P<yy>[3-9]\d)(?![\d,%]|\.\d|{WS}(?:[a-z]+s\b|men\b|people\b|per))",
        _military,
        digits=TWO,
        behind=" -",
    ),
    Row(NUM, rf"(?P<day>{DAY}){WS}(?P<month>{TURKISH_MONTH})(?:{WS}(?P<year>{YEAR}))?", _day_month, digits=TWO, behind=" "),
    Row(
        NUM,
        rf"(?P<day>{DAY})\s?\({WEEKDAY_SHORT}\),?{WS}(?P<month>{MONTH_NAME}){AFTER_MONTH},?{WS}(?P<year>{YEAR})",
        _day_month,
        digits=TWO,
        behind=" (",
    ),
    Row(
        NUM,
        rf"(?P<day>{DAY}){SUFFIX}?{WS}(?P<which>inst|instant|ult|ultimo|prox|proximo)\b",
        _instant,
        digits=TWO,
        behind=f" {LETTERS}",
    ),
    Row(
        NUM,
        rf"(?P<day>{DAY})(?:st|nd|rd|th){WS}of{WS}(?P<which>this|that|last|next|the(?:{WS}(?:same|following|previous))?){WS}month\b",
        _day_of_month,
        digits=TWO,
        behind=LETTERS,
    ),
    Row(NUM, rf"(?P<day>{DAY})(?:st|nd|rd|th)\b", _day_alone, digits=TWO, behind=LETTERS),
    Row(
        NUM,
        rf"(?P<day>{DAY})(?:st|nd|rd|th)(?:{DASH}|{WS}to{WS})(?P<last>{DAY})(?:st|nd|rd|th)\b",
        _days_alone,
        digits=TWO,
        behind=LETTERS,
    ),
    Row(MONTH, rf"{_MONTH}{WS}{_SEVERAL}(?!,\d{{3}})(?:{_COMMA_YEAR}|{OF_RELATIVE})?", _month_several),
    Row(
        MONTH,
        rf"{_MONTH}{WS}(?P<first>{DAY}){SUFFIX}?(?P<to>{TO})(?:the{WS})?(?P<last>{DAY}){SUFFIX}?(?!,\d{{3}})"
        rf"(?:{_COMMA_YEAR}|{OF_RELATIVE})?",
        _month_days,
    ),
    Row(
        MONTH,
        rf"{_MONTH}{WS}(?:the{WS})?(?P<day>{DAY}){SUFFIX}?(?!,\d{{3}})(?:{_COMMA_YEAR}|{OF_RELATIVE})?",
        _month_day,
    ),
    Row(MONTH, rf"{_MONTH}(?:{OF_YEAR}|{OF_RELATIVE}|\s?[-–]\s?(?P<dashed>{YEAR}))", _month_year),
    Row(MONTH, rf"{_MONTH}", _month_alone),
    Row(MONTH, rf"(?P<month>{TURKISH_MONTH}){WS}(?P<year>{YEAR})", _month_year),
    Row(MONTH, rf"(?P<month>{TURKISH_MONTH}){DASH}(?P<until>{TURKISH_MONTH}){WS}(?P<year>{YEAR})", _turkish_months),
)
