"""The table of patterns for years, spans of years, decades and centuries."""

from __future__ import annotations

import re

from kortui.extract import dates_guards as guards
from kortui.extract.dates_points import Point, Reading, before_christ, century, date
from kortui.extract.dates_table import BEFORE, DASHES, FOUR, NUM, TWO, WORD, Found, Row, words
from kortui.extract.dates_words import (
    DASH,
    DECADE_WORDS,
    ERA,
    ORDINAL_WORD,
    ORDINALS,
    TO,
    WS,
    YEAR,
    full_year,
    is_before_christ,
)


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


def _early_years(found: Found) -> Reading | None:
    match = found.match
    years = tuple(int(match[name]) for name in ("first", "last") if match[name])
    if len(years) == 2 and not 0 < years[1] - years[0] <= 300:
        return None
    if not guards.is_early_year(found.text, found.low, match.start(), match.end(), years):
        return None
    return date(*map(Point, years))


def _short_year(found: Found) -> Reading | None:
    """Reads the '52 of "1951, '52 and '53", in the century of the year before it, and "in '57", of our own years."""
    before = found.text[max(found.low, found.match.start() - BEFORE) : found.match.start()]
    if not before.endswith(("'", "’")):
        return None  # most numbers of two digits
    if re.search(r"\(['’]$", before):  # "($9.1 billion ('23)": of our own years
        year = full_year(int(found.match["two"]))
        return date(Point(year)) if found.text.startswith(")", found.match.end()) else None
    told = _YEAR_BEFORE.search(before)
    if told:
        return date(Point(int(told["year"]) // 100 * 100 + int(found.match["two"])))
    calls = _CALLS_SHORT_YEAR.search(before) is not None
    return (
        date(Point(full_year(int(found.match["two"])))) if calls and _SHORT_ENDS.match(found.text, found.match.end()) else None
    )


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


def _fiscal(found: Found) -> Reading | None:
    """A fiscal year; one that names two calendar years lies in both."""
    said, until = int(found.match["year"]), found.match["until"]
    year = full_year(said) if said < 100 else said
    if not until:
        return date(Point(year))
    return date(Point(year), Point(year + 1)) if int(until) % 100 == (year + 1) % 100 else None


def _year_end(found: Found) -> Reading | None:
    return date(Point(int(found.match["year"])))


_YEAR_BEFORE = re.compile(r"\b(?P<year>1\d{3}|20\d\d)(?:,?\s(?:and\s|or\s)?['’]\d\d)*,?\s(?:and\s|or\s)?['’]$")

_FULL_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
_NEAR, _OUR_CENTURIES = 8000, 1900
"""Characters before a year of two digits in which a full one tells its century, and from when on it tells nothing more."""
_CALLS_SHORT_YEAR = re.compile(
    r"\b(?i:in|since|until|till|by|of|from|before|after|around|about|during|early|late|and|or|to)\s['’]$"
)
_SHORT_ENDS = re.compile(
    r"\s?(?:[.,;:)?!]|$)(?!\d)|\s(?:and|or|but|to|by|when|while|after|before|until|as|with|for|from|at|in|on|the|was|were|is|are|had|has|"
    r"did|which|that|who|it|he|she|they|we|its|their|his|her|between)\b"
)
"""What follows a year of two digits and none of a count or a name: "in '57 he left", not "the '57 Chevrolet"."""

ROWS: tuple[Row, ...] = (
    Row(NUM, r"(?P<decade>1\d\d|20\d)0['’]?s\b", _decade, digits=FOUR, behind="s'’"),
    Row(NUM, r"(?P<two>\d\d)(?![\d%s]|[.,:]\d)", _short_year, digits=TWO),
    Row(NUM, r"(?P<decade>[2-9])0['’]?s\b", _short_decade, digits=TWO, behind="s'’"),
    Row(
        NUM | WORD,
        rf"(?P<first>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORD}))(?:{TO}(?:the{WS})?(?:early{WS}|late{WS})?"
        rf"(?P<last>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORD})))?[\s-](?i:centur(?:y|ies))\b{ERA}?",
        _century,
        opens=words(ORDINALS),
        digits=TWO,
    ),
    Row(
        NUM,
        rf"(?P<first>1\d{{3}}|20\d\d)(?:{DASH}|/)(?:(?P<last>\d{{4}}|\d\d)(?![\d%-]|,\d)|(?P<open>present|today|now)\b){ERA}?",
        _years,
        digits=FOUR,
        behind=f" /{DASHES}",
    ),
    Row(NUM, rf"(?P<year>{YEAR})", _bare_year, digits=FOUR),
    Row(
        NUM,
        rf"(?P<first>[1-9]\d\d)(?:{WS}(?:to|until|and){WS}(?P<last>[1-9]\d\d))?(?![\d%]|[.,:/-]\d)",
        _early_years,
        digits=frozenset({3}),
    ),
    Row(NUM, rf"(?:(?P<from>\d{{1,4}})(?:{DASH}|{WS}to{WS}))?(?P<n>\d{{1,4}}){ERA}", _year_of_era, behind=f" BAC{DASHES}"),
    Row(
        WORD,
        rf"(?i:fiscal(?:{WS}year)?|financial{WS}year|FY){WS}?['’]?(?P<year>1\d{{3}}|20\d\d|\d\d)(?!\d)"
        rf"(?:(?:{DASH}|/)(?P<until>\d\d(?:\d\d)?)\b)?",
        _fiscal,
        opens=words("fiscal financial fy"),
    ),
    Row(WORD, rf"(?i:year)[\s-](?i:end){WS}(?P<year>{YEAR})", _year_end, opens=words("year")),
    Row(WORD, r"A\.?D\.?\s?(?P<n>[1-9]\d{0,3})\b", _anno_domini, opens=words("a ad")),
    Row(WORD, rf"(?P<decade>(?i:{'|'.join(DECADE_WORDS)}))\b", _decade_word, opens=words(DECADE_WORDS)),
)
