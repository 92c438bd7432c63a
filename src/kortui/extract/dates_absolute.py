"""The table of patterns for dates that say themselves when they are: days, months, years, decades, centuries, ranges."""

from __future__ import annotations

import re

from kortui import edtf
from kortui.extract import dates_guards as guards
from kortui.extract.dates_points import Point, Reading, before_christ, century
from kortui.extract.dates_table import MONTH, NUM, WORD, Found, Row
from kortui.extract.dates_words import (
    DASH,
    DAY,
    DECADE_WORDS,
    ERA,
    MONTH_NAME,
    NUMBER,
    ORDINAL_WORD,
    ORDINALS,
    SEASON_NAME,
    SEASONS,
    SUFFIX,
    TURKISH_MONTH,
    WS,
    YEAR,
    full_year,
    is_before_christ,
    month_of,
    number_of,
)
from kortui.extract.spans import Offset
from kortui.vocabulary import DateClass

_TO = rf"(?:{DASH}|{WS}(?:to|until|till|through|thru|and|or){WS}|\s?/\s?|,{WS})"
_MONTH = rf"(?P<month>{MONTH_NAME})(?![a-z])"
_OF_YEAR = rf"(?:,?{WS}(?:of{WS})?(?:the{WS}year{WS})?(?P<year>{YEAR})|,?{WS}(?P<short>['’]\d\d)(?!\d))"
_COMMA_YEAR = rf"(?:,{WS}|{WS}(?:of{WS})?)(?P<year>{YEAR})"
_REFERENCE = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0, "following": 1, "previous": -1, "current": 0}
_OF_RELATIVE = rf"(?:,?{WS}(?:of{WS}|in{WS})?(?:the{WS})?(?P<which>{'|'.join(_REFERENCE)}){WS}(?:same{WS})?year\b)"
_GROUP = {
    ("quarter", 1): 33, ("quarter", 2): 34, ("quarter", 3): 35, ("quarter", 4): 36, ("half", 1): 40, ("half", 2): 41,
}  # fmt: skip


def date(*points: Point) -> Reading:
    """A date of one point, a range of two, with the class its precision calls for."""
    if len(points) == 2:
        return Reading("RANGE", points)
    kind: DateClass = "DECADE" if points[0].precision == "decade" else "DATE"
    if points[0].offset:
        kind = "ANAPHORIC" if points[0].offset.reference == "previous" else "RELATIVE"
    return Reading(kind, points)


def year_of(which: str) -> Offset:
    """The year that "of last year", "of that year", "of the following year" means."""
    which = which.casefold()
    reference = "published" if which in ("last", "this", "next", "current") else "previous"
    return Offset("year", _REFERENCE[which], reference=reference)


def _year(match: re.Match[str]) -> tuple[int | None, Offset | None]:
    """The year behind a month or season, stated or relative."""
    groups = match.groupdict()
    year = groups.get("year") or groups.get("dashed")
    if year:
        return int(year), None
    if groups.get("short"):
        return full_year(int(groups["short"][1:])), None
    return None, year_of(groups["which"]) if groups.get("which") else None


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


def _hangul(found: Found) -> Reading | None:
    year, month, day = (int(number) if number else None for number in map(found.match.groupdict().get, ("y", "m", "d")))
    if month is not None and not 1 <= month <= 12:
        return None
    return date(Point(year, month, day))


def _day_month(found: Found) -> Reading | None:
    match = found.match
    year, offset = _year(match)
    return date(Point(year, month_of(match["month"]), int(re.sub(r"\D", "", match["day"])), offset=offset))


def _month_day(found: Found) -> Reading | None:
    return None if guards.counts(found.text, found.match.end("day")) and not found.match["year"] else _day_month(found)


def _military(found: Found) -> Reading | None:
    match = found.match
    return date(Point(full_year(int(match["yy"])), month_of(match["month"]), int(match["day"])))


def _days(found: Found) -> Reading | None:
    """Two days of one month; "5 and 9 May" are two days, "26–30 November" all between."""
    match = found.match
    year, offset = _year(match)
    month, first, last = month_of(match["month"]), int(match["first"]), int(match["last"])
    if first >= last:
        return None
    left, right = Point(year, month, first, offset=offset), Point(year, month, last, offset=offset)
    if re.search(r"and|or|,", match["to"]) and last - first > 1 and not found.before(r"[Bb]etween\s"):
        if year is None:
            return None
        marks = "[]" if "or" in match["to"] else "{}"
        return Reading("RANGE", edtf=f"{marks[0]}{left.text},{right.text}{marks[1]}")
    return date(left, right)


def _month_days(found: Found) -> Reading | None:
    return None if guards.counts(found.text, found.match.end("last")) and not found.match["year"] else _days(found)


def _month_year(found: Found) -> Reading | None:
    year, offset = _year(found.match)
    return date(Point(year, month_of(found.match["month"]), offset=offset))


def _month_alone(found: Found) -> Reading | None:
    if not guards.is_month(found.text, found.low, found.match.start(), found.match.end(), found.match["month"]):
        return None
    return date(Point(None, month_of(found.match["month"])))


def _decade(found: Found) -> Reading | None:
    return date(Point(int(found.match["decade"]) * 10, digits=3))


def _short_decade(found: Found) -> Reading | None:
    if not found.before(r"['’]|[Tt]he\s|[Mm]id-"):
        return None
    return date(Point(1900 + int(found.match["decade"]) * 10, digits=3))


def _decade_word(found: Found) -> Reading | None:
    if not found.before(r"(?:[Tt]he|[Ee]arly|[Mm]id|[Ll]ate)[\s-]"):
        return None
    return date(Point(1900 + DECADE_WORDS[found.match["decade"].casefold()], digits=3))


def _ordinal(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS[word.casefold()]


def _century(found: Found) -> Reading | None:
    match = found.match
    bc = is_before_christ(match["era"])
    first, last = _ordinal(match["first"]), _ordinal(match["last"]) if match["last"] else None
    if not 1 <= first <= 30 or (last is not None and not 1 <= last <= 30):
        return None
    return date(century(first, bc=bc), century(last, bc=bc)) if last else date(century(first, bc=bc))


def _years(found: Found) -> Reading | None:
    """1950–53, 1950–1953, 1950/51; "1998–present" stays open."""
    match = found.match
    first = int(match["first"])
    if match["open"]:
        return Reading("RANGE", edtf=f"{first:04d}/..")
    last = int(match["last"])
    last = last if last > 99 else first - first % 100 + last + (100 if last < first % 100 else 0)
    if not first < last <= first + 600 or (len(match["last"]) == 2 and last - first > 50):
        return None
    if not guards.is_year(found.text, found.low, match.start("first"), match.end(), first, ranged=True):
        return None
    if match["era"] and is_before_christ(match["era"]):
        return None
    return date(Point(first), Point(last))


def _bare_year(found: Found) -> Reading | None:
    match = found.match
    year = int(match["year"])
    return date(Point(year)) if guards.is_year(found.text, found.low, match.start(), match.end(), year) else None


def _year_of_era(found: Found) -> Reading | None:
    match = found.match
    bc = is_before_christ(match["era"])
    first = before_christ(int(match["n"])) if bc else int(match["n"])
    if not match["from"]:
        return date(Point(first))
    begin = before_christ(int(match["from"])) if bc else int(match["from"])
    return date(Point(begin), Point(first)) if begin < first else None


def _anno_domini(found: Found) -> Reading | None:
    return date(Point(int(found.match["n"])))


def _day_alone(found: Found) -> Reading | None:
    if not guards.is_day(found.text, found.low, found.match.start(), found.match.end()):
        return None
    return Reading("ANAPHORIC", (Point(None, None, int(found.match["day"])),))


def _instant(found: Found) -> Reading | None:
    """The month of old letters: instant, ultimo, proximo."""
    amount = {"i": 0, "u": -1, "p": 1}[found.match["which"][0].casefold()]
    day = Point(None, None, int(found.match["day"]), offset=Offset("month", amount))
    return Reading("RELATIVE", (day,))


def _season(found: Found) -> Reading | None:
    match = found.match
    year, offset = _year(match)
    code = SEASONS[match["season"].casefold()]
    if match["until"] and year is not None and code == 24:
        return Reading("DATE", edtf=f"{year:04d}-12/{year + 1:04d}-02")
    return date(Point(year, group=code, offset=offset))


def _season_after_year(found: Found) -> Reading | None:
    return date(Point(int(found.match["year"]), group=SEASONS[found.match["season"].casefold()]))


def _season_alone(found: Found) -> Reading | None:
    if not guards.is_season(found.text, found.low, found.match.start(), found.match.end()):
        return None
    return date(Point(None, group=SEASONS[found.match["season"].casefold()]))


def _group(found: Found) -> Reading | None:
    """A quarter or half with its year; without one it is of the year the text is about."""
    match = found.match
    number = match["number"].casefold()
    which = int(number) if number.isdigit() else int(number[0]) if number[0].isdigit() else ORDINALS[number]
    unit = "half" if match["unit"].casefold().startswith("h") else "quarter"
    if unit == "half" and number in ("last", "final", "latter"):
        which = 2
    code = _GROUP.get((unit, which))
    if code is None:
        return None
    groups = match.groupdict()
    if groups.get("year"):
        year = int(groups["year"])
        return date(Point(full_year(year) if year < 100 else year, group=code))
    if groups.get("which"):
        return date(Point(None, group=code, offset=year_of(match["which"])))
    if groups.get("bare"):
        return date(Point(None, group=code, offset=Offset("year", 0, reference="context")))
    return date(Point(None, group=code))


def _group_alone(found: Found) -> Reading | None:
    return _group(found) if found.before(r"(?:[Tt]he|[Ii]n|[Oo]f|[Bb]y|'s)\s$") else None


def _months_of_year(found: Found) -> Reading | None:
    """ "the first nine months of 2024"."""
    match = found.match
    number = number_of(match["n"])
    if number is None or not 1 < number < 12:
        return None
    year, offset = _year(match)
    if year is None and offset is None:
        offset = Offset("year", 0, reference="context")
    first, last = (1, number) if match["side"].casefold().startswith(("first", "opening")) else (13 - number, 12)
    return date(Point(year, first, offset=offset), Point(year, last, offset=offset))


def _day_of_month(found: Found) -> Reading | None:
    """ "the 28th of that month"."""
    which = found.match["which"].casefold()
    reference = "published" if which in ("this", "last", "next") else "context" if which == "the" else "previous"
    offset = Offset("month", _REFERENCE.get(which.split()[-1], 0), reference=reference)
    return date(Point(None, None, int(found.match["day"]), offset=offset))


def _fiscal(found: Found) -> Reading | None:
    year = int(found.match["year"])
    return date(Point(full_year(year) if year < 100 else year))


_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1)}
_HOLIDAYS |= {"new year's eve": (12, 31), "new year's": (1, 1), "new year": (1, 1)}


def _holiday(found: Found) -> Reading | None:
    month, day = _HOLIDAYS[found.match["name"].casefold().replace("’", "'")]
    year, offset = _year(found.match)
    if year is None and offset is None and not guards.is_holiday(found.text, found.low, found.match.start(), found.match.end()):
        return None
    return date(Point(year, month, day, offset=offset))


_QUARTER = rf"(?P<number>{ORDINAL_WORD}|last|final|latter|1st|2nd|3rd|4th)[\s-](?P<unit>quarter|half)\b"

ROWS: tuple[Row, ...] = (
    Row(NUM, r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>[0-3]\d))?(?![\d-])", _iso),
    Row(
        NUM,
        r"(?P<y>[12]\d{3})(?P<mark>[./])\s?(?P<m>1[0-2]|0?[1-9])(?P=mark)\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\.?",
        _year_first,
    ),
    Row(NUM, r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>[12]\d{3})(?!\d)", _day_first),
    Row(NUM, r"(?P<a>\d{1,2})(?P<mark>\.)(?P<b>\d{1,2})\.(?P<y>[3-9]\d)(?![\d.])", _day_first),
    Row(NUM, r"(?P<y>\d{4})년(?:\s?(?P<m>\d{1,2})월(?:\s?(?P<d>\d{1,2})일)?)?", _hangul),
    Row(NUM, r"(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일", _hangul),
    Row(
        NUM,
        rf"(?P<first>{DAY}){SUFFIX}?(?P<to>{_TO})(?:the{WS})?(?P<last>{DAY}){SUFFIX}?{WS}(?:of{WS})?{_MONTH}"
        rf"(?:{_OF_YEAR}|{_OF_RELATIVE})?",
        _days,
    ),
    Row(NUM, rf"(?P<day>{DAY}){SUFFIX}?(?:{WS}day)?[\s\xa0-]+(?:of{WS})?{_MONTH}(?:{_OF_YEAR}|{_OF_RELATIVE})?", _day_month),
    Row(
        NUM,
        rf"(?P<day>{DAY})[\s-](?P<month>{MONTH_NAME})[\s-](?P<yy>[3-9]\d)(?![\d,%]|\.\d|{WS}(?:[a-z]+s\b|men\b|people\b|per))",
        _military,
    ),
    Row(NUM, rf"(?P<day>{DAY}){WS}(?P<month>{TURKISH_MONTH})(?:{WS}(?P<year>{YEAR}))?", _day_month),
    Row(NUM, r"(?P<decade>1\d\d|20\d)0['’]?s\b", _decade),
    Row(NUM, r"(?P<decade>[2-9])0['’]?s\b", _short_decade),
    Row(
        NUM | WORD,
        rf"(?P<first>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORD}))(?:{_TO}(?:the{WS})?(?:early{WS}|late{WS})?"
        rf"(?P<last>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORD})))?[\s-](?i:centur(?:y|ies))\b{ERA}?",
        _century,
    ),
    Row(
        NUM,
        rf"(?P<first>1\d{{3}}|20\d\d)(?:{DASH}|/)(?:(?P<last>\d{{4}}|\d\d)(?![\d%-]|,\d)|(?P<open>present|today|now)\b){ERA}?",
        _years,
    ),
    Row(NUM, rf"(?P<year>{YEAR})", _bare_year),
    Row(NUM, rf"(?:(?P<from>\d{{1,4}}){DASH})?(?P<n>\d{{1,4}}){ERA}", _year_of_era),
    Row(NUM, rf"(?P<number>[1-4])(?P<unit>Q|H)\s?['’]?(?P<year>{YEAR}|\d\d)(?!\d)", _group),
    Row(NUM, rf"(?P<day>{DAY}){SUFFIX}?{WS}(?P<which>inst|instant|ult|ultimo|prox|proximo)\b", _instant),
    Row(
        NUM,
        rf"(?P<day>{DAY})(?:st|nd|rd|th){WS}of{WS}(?P<which>this|that|last|next|the(?:{WS}(?:same|following|previous))?){WS}month\b",
        _day_of_month,
    ),
    Row(NUM, rf"(?P<day>{DAY})(?:st|nd|rd|th)\b", _day_alone),
    Row(
        MONTH,
        rf"{_MONTH}{WS}(?P<first>{DAY}){SUFFIX}?(?P<to>{_TO})(?:the{WS})?(?P<last>{DAY}){SUFFIX}?(?!,\d{{3}})"
        rf"(?:{_COMMA_YEAR}|{_OF_RELATIVE})?",
        _month_days,
    ),
    Row(
        MONTH,
        rf"{_MONTH}{WS}(?:the{WS})?(?P<day>{DAY}){SUFFIX}?(?!,\d{{3}})(?:{_COMMA_YEAR}|{_OF_RELATIVE})?",
        _month_day,
    ),
    Row(MONTH, rf"{_MONTH}(?:{_OF_YEAR}|{_OF_RELATIVE}|\s?[-–]\s?(?P<dashed>{YEAR}))", _month_year),
    Row(MONTH, rf"{_MONTH}", _month_alone),
    Row(
        WORD,
        rf"(?P<season>(?i:{SEASON_NAME}))(?:,?{WS}(?:of{WS})?(?:the{WS}year{WS})?(?P<year>1\d{{3}}|20\d\d)"
        rf"(?:(?P<until>(?:{DASH}|/)\d\d(?:\d\d)?\b)|(?!\d))|{_OF_RELATIVE})",
        _season,
    ),
    Row(
        NUM,
        rf"(?P<year>{YEAR}){WS}(?P<season>(?i:spring|summer|autumn|winter))\b(?!{WS}(?:[A-Z]\w+{WS})?(?:Olympic|Game|Universiade))",
        _season_after_year,
    ),
    Row(WORD, rf"(?P<season>(?i:{SEASON_NAME}))\b", _season_alone),
    Row(
        WORD | NUM,
        rf"(?i:{_QUARTER}(?:{WS}of|{WS}in|,)?{WS}(?:fiscal{WS}(?:year{WS})?)?(?:(?P<year>{YEAR})"
        rf"|(?:the{WS})?(?P<which>{'|'.join(_REFERENCE)}){WS}year\b|the{WS}(?P<bare>year)\b))",
        _group,
    ),
    Row(WORD | NUM, rf"(?i:{_QUARTER})(?!{WS}(?:of|century|final))", _group_alone),
    Row(
        WORD,
        rf"(?i:(?P<side>first|opening|last|final){WS}(?P<n>{NUMBER}){WS}months{WS}of{WS}(?:(?P<year>{YEAR})"
        rf"|(?:the{WS})?(?P<which>{'|'.join(_REFERENCE)}){WS}year\b|the{WS}year\b))",
        _months_of_year,
    ),
    Row(WORD, r"(?P<unit>Q|H)(?P<number>[1-4])\b", _group_alone),
    Row(WORD, rf"(?P<unit>Q|H)(?P<number>[1-4])[\s,-]+(?:of{WS})?(?:FY\s?)?['’]?(?P<year>{YEAR}|\d\d\b)", _group),
    Row(
        WORD,
        rf"(?i:fiscal(?:{WS}year)?|financial{WS}year|FY){WS}?['’]?(?P<year>1\d{{3}}|20\d\d|\d\d)(?!\d)"
        rf"(?:(?:{DASH}|/)\d\d(?:\d\d)?\b)?",
        _fiscal,
    ),
    Row(WORD, r"A\.?D\.?\s?(?P<n>[1-9]\d{0,3})\b", _anno_domini),
    Row(WORD, rf"(?P<decade>(?i:{'|'.join(DECADE_WORDS)}))\b", _decade_word),
    Row(
        WORD,
        rf"(?P<name>(?i:christmas(?:{WS}(?:day|eve))?|new{WS}year['’]s(?:{WS}(?:day|eve))?))\b(?:{_OF_YEAR}|{_OF_RELATIVE})?",
        _holiday,
    ),
)
"""Every row is tried where its kind of word stands; the longest match wins, of equal ones the earlier row."""
