"""The table of patterns for parts of a year: seasons, quarters, halves, holidays."""

from __future__ import annotations

import re

from kortui.edtf import month_length
from kortui.extract import dates_guards as guards
from kortui.extract.dates_lexicon import any_of
from kortui.extract.dates_points import Point, Reading, date, year_in, year_of
from kortui.extract.dates_table import FOUR, NUM, TWO, WORD, Found, Row, words
from kortui.extract.dates_words import (
    AFTER_MONTH,
    DASH,
    MONTH_NAME,
    NUMBER,
    OF_RELATIVE,
    OF_YEAR,
    ORDINAL_WORD,
    ORDINALS,
    REFERENCE,
    SEASON_NAME,
    SEASONS,
    WS,
    YEAR,
    full_year,
    month_of,
    number_of,
)
from kortui.extract.spans import Offset

_GROUP = {
    ("quarter", 1): 33, ("quarter", 2): 34, ("quarter", 3): 35, ("quarter", 4): 36, ("half", 1): 40, ("half", 2): 41,
}  # fmt: skip
_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1)}
_HOLIDAYS |= {"new year's eve": (12, 31), "new year's": (1, 1), "new year": (1, 1)}
_OF_A_YEAR = re.compile(rf"\s{any_of('year', 'of_a_year')}")
_NAMED_FOR_SEASON = re.compile(rf"{WS}(?i:{any_of('season', 'nouns')}){WS}of{WS}(?P<year>{YEAR})")
_QUARTER = rf"(?P<number>{ORDINAL_WORD}|last|final|latter|1st|2nd|3rd|4th)[\s-](?P<unit>quarter|half)\b"


def _season(found: Found) -> Reading | None:
    match = found.match
    year, offset = year_in(match)
    code = SEASONS[match["season"].casefold()]
    if match["until"] and year is not None and code == 24:
        return Reading("DATE", edtf=f"{year:04d}-12/{year + 1:04d}-02")
    return date(Point(year, group=code, offset=offset))


def _season_after_year(found: Found) -> Reading | None:
    return date(Point(int(found.match["year"]), group=SEASONS[found.match["season"].casefold()]))


def _season_alone(found: Found) -> Reading | None:
    if not guards.is_season(found.text, found.low, found.match.start(), found.match.end()):
        return None
    named = _NAMED_FOR_SEASON.match(found.text, found.match.end())
    return date(Point(int(named["year"]) if named else None, group=SEASONS[found.match["season"].casefold()]))


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


def _groups(found: Found) -> Reading | None:
    """Reads "the second and third quarters of 2023": what lies between, or both where there is a gap."""
    match = found.match
    unit = match["unit"].casefold()
    codes = [_GROUP.get((unit, ORDINALS.get(match[name].casefold(), 0))) for name in ("first", "last")]
    year = int(match["year"])
    if None in codes or codes[0] == codes[1]:
        return None
    left, right = (Point(year, group=code) for code in codes)
    if (codes[1] or 0) - (codes[0] or 0) > 1 and match["to"].strip() in ("and", "&"):
        return Reading("RANGE", edtf=f"{{{left.text},{right.text}}}")
    return date(left, right)


def _group_alone(found: Found) -> Reading | None:
    """A quarter or half without a year: "in the first half", "Q2", "fourth-quarter profits"."""
    quarter = found.match["unit"].casefold() in ("q", "quarter")
    if "-" in found.match[0]:
        named = quarter or _OF_A_YEAR.match(found.text, found.match.end())
        return _group(found) if named else None
    if len(found.match[0]) == 2 and quarter:
        return _group(found)
    return _group(found) if found.before(r"(?:[Tt]he|[Ii]n|[Oo]f|[Bb]y|'s)\s") else None


def _months_of_year(found: Found) -> Reading | None:
    """Reads "the first nine months of 2024"."""
    match = found.match
    number = number_of(match["n"])
    if number is None or not 1 < number < 12:
        return None
    year, offset = year_in(match)
    if year is None and offset is None:
        offset = Offset("year", 0, reference="context")
    first, last = (1, number) if match["side"].casefold().startswith(("first", "opening")) else (13 - number, 12)
    return date(Point(year, first, offset=offset), Point(year, last, offset=offset))


def _days_of_month(found: Found) -> Reading | None:
    """Reads "the first 20 days of June 2024", as customs offices count."""
    match = found.match
    number, month = number_of(match["n"]), month_of(match["month"])
    year, offset = year_in(match)
    length = 31 if year is None else month_length(year, month)
    behind = match["side"].casefold() in ("last", "final")
    if number is None or not 1 < number < length or (behind and year is None):
        return None
    first, last = (length - number + 1, length) if behind else (1, number)
    return date(Point(year, month, first, offset=offset), Point(year, month, last, offset=offset))


def _holiday(found: Found) -> Reading | None:
    month, day = _HOLIDAYS[found.match["name"].casefold().replace("’", "'")]
    year, offset = year_in(found.match)
    if year is None and offset is None and not guards.is_holiday(found.text, found.low, found.match.start(), found.match.end()):
        return None
    return date(Point(year, month, day, offset=offset))


_SEASONS = words(SEASONS)
_ORDINALS = words(ORDINALS)

ROWS: tuple[Row, ...] = (
    Row(NUM, rf"(?P<number>[1-4])(?P<unit>Q|H)\s?['’]?(?P<year>{YEAR}|\d\d)(?!\d)", _group, digits=TWO, behind="QH"),
    Row(
        WORD,
        rf"(?P<season>(?i:{SEASON_NAME}))(?:,?{WS}(?:of{WS})?(?:the{WS}year{WS})?(?P<year>1\d{{3}}|20\d\d)"
        rf"(?:(?P<until>(?:{DASH}|/)\d\d(?:\d\d)?\b)|(?!\d))|{OF_RELATIVE})",
        _season,
        opens=_SEASONS,
    ),
    Row(
        NUM,
        rf"(?P<year>{YEAR}){WS}(?P<season>(?i:spring|summer|autumn|winter))\b(?!{WS}(?:[A-Z]\w+{WS})?(?:Olympic|Game|Universiade))",
        _season_after_year,
        digits=FOUR,
        behind=" ",
    ),
    Row(WORD, rf"(?P<season>(?i:{SEASON_NAME}))\b", _season_alone, opens=_SEASONS),
    Row(
        WORD | NUM,
        rf"(?i:{_QUARTER}(?:{WS}of|{WS}in|,)?{WS}(?:fiscal{WS}(?:year{WS})?)?(?:(?P<year>{YEAR})"
        rf"|(?:the{WS})?(?P<which>{'|'.join(REFERENCE)}){WS}year\b|the{WS}(?P<bare>year)\b))",
        _group,
        opens=_ORDINALS,
        digits=TWO,
    ),
    Row(
        WORD,
        rf"(?i:(?P<first>first|second|third){WS}?(?P<to>{WS}(?:and|to|through|&){WS}|{DASH})(?P<last>second|third|fourth|last|final)"
        rf"{WS}(?P<unit>quarter|half)s?(?:{WS}of|{WS}in|,)?{WS}(?P<year>{YEAR}))",
        _groups,
        opens=_ORDINALS,
    ),
    Row(WORD | NUM, rf"(?i:{_QUARTER})(?!{WS}(?:of|century|final))", _group_alone, opens=_ORDINALS, digits=TWO),
    Row(
        WORD,
        rf"(?i:(?P<side>first|opening|last|final){WS}(?P<n>{NUMBER}){WS}months{WS}of{WS}(?:(?P<year>{YEAR})"
        rf"|(?:the{WS})?(?P<which>{'|'.join(REFERENCE)}){WS}year\b|the{WS}year\b))",
        _months_of_year,
        opens=words("first opening last final"),
    ),
    Row(
        WORD,
        rf"(?i:(?P<side>first|opening|last|final){WS}(?P<n>{NUMBER}){WS}days{WS}of{WS})(?P<month>{MONTH_NAME}){AFTER_MONTH}"
        rf"(?:{OF_YEAR}|{OF_RELATIVE})?",
        _days_of_month,
        opens=words("first opening last final"),
    ),
    Row(WORD, r"(?P<unit>Q|H)(?P<number>[1-4])\b", _group_alone, opens=words("q h")),
    Row(
        WORD,
        rf"(?P<unit>Q|H)(?P<number>[1-4])[\s,-]+(?:of{WS})?(?:FY\s?)?['’]?(?P<year>{YEAR}|\d\d\b)",
        _group,
        opens=words("q h"),
    ),
    Row(
        WORD,
        rf"(?P<name>(?i:christmas(?:{WS}(?:day|eve))?|new{WS}year['’]s(?:{WS}(?:day|eve))?))\b(?:{OF_YEAR}|{OF_RELATIVE})?",
        _holiday,
        opens=words("christmas new"),
    ),
)
