"""Words of time: months, weekdays, seasons, numbers and units, as tables and as pieces of regular expressions.

Month and weekday names are matched as written: "may" and "march" are verbs. All other words fold case.
"""

from __future__ import annotations

import re

_MONTH_NAMES = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"), ("July", "Jul"),
    ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"), ("December", "Dec"),
)  # fmt: skip
MONTHS = {name.casefold(): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_TURKISH = ("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık")
MONTHS |= {name.casefold(): number for number, name in enumerate(_TURKISH, 1)}
"""Month numbers by folded name, English with abbreviations and Turkish."""

_LONG = [n[0] for n in _MONTH_NAMES]
_SHORT = [a for n in _MONTH_NAMES for a in n[1:]]
MONTH_NAME = "|".join(
    [*_LONG, *(n.upper() for n in _LONG), *(rf"{a}\b\.?" for a in _SHORT), *(rf"{a.upper()}\b\.?" for a in _SHORT)]
)
"""Alternation of English month names, without the case folding that would make "may" a month."""

TURKISH_MONTH = "|".join(_TURKISH)

ANY_MONTH = f"{TURKISH_MONTH}|{MONTH_NAME}"
"""English and Turkish names; the Turkish first, since "Mart" begins with "Mar"."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = {name.casefold(): number for number, name in enumerate(_WEEKDAYS, 1)}
WEEKDAYS |= {"tues": 2, "thur": 4, "thurs": 4} | {name[:3].casefold(): number for number, name in enumerate(_WEEKDAYS, 1)}
"""Weekday numbers (Monday is 1) by folded name."""

WEEKDAY_NAME = "|".join([*_WEEKDAYS, *(n.upper() for n in _WEEKDAYS)])
WEEKDAY_SHORT = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?"

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF season codes."""

SEASON_NAME = "spring|summer|autumn|fall|winter"

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(_SMALL, 1)} | {"a": 1, "an": 1, "dozen": 12, "hundred": 100}
NUMBERS |= {word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
_TENS_AND_ONES = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?"
NUMBER = rf"(?:\d{{1,4}}|{_TENS_AND_ONES}|{'|'.join(sorted(_SMALL, key=len, reverse=True))}|an?)"
"""A whole number in digits or words, up to ninety-nine in words."""

SOME = r"(?:several|some|a few|few|a couple of|a couple|many|a number of|a dozen|dozens of|numerous|various|recent)"
"""Words for an unsaid number of units."""

_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(_FIRST, 1)} | {"twenty-first": 21, "last": 4, "final": 4, "latter": 2}
ORDINAL_WORD = "twenty-first|" + "|".join(sorted(_FIRST, key=len, reverse=True))
DECADE_WORDS = {word.removesuffix("y") + "ies": tens for tens, word in zip(range(20, 100, 10), _TENS, strict=True)}

AFTER_MONTH = r"(?![a-zıçğöşü])"
"""No letter behind a month's name: "Mayıs" and "Marta" begin with English ones."""

UNIT = r"(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies)|quarters?|hours?|minutes?|generations?|nights?|fortnights?)"
LONG_UNIT = r"(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies)|quarters?)"
_UNITS = """
year years month months week weeks day days decade decades century centuries quarter quarters hour hours minute minutes
generation generations night nights fortnight fortnights
"""
UNIT_WORDS = frozenset(_UNITS.split())
"""What both match, in lower case: without one of them a sentence counts no time."""

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
SUFFIX = r"(?:\s?(?:st|nd|rd|th)\b)"
YEAR = r"(?:1\d{3}|20\d\d|21\d\d)(?![\d,]\d|\d)"
DASH = r"\s?[-–—‒−]\s?"
ERA = r"(?:\s?(?P<era>B\.\s?C\.(?:\s?E\.)?|B\s?CE?\b|A\.\s?D\.|AD\b|C\.E\.|CE\b))"
WS = r"(?:[\s\xa0]+)"

TO = rf"(?:{DASH}|{WS}(?:to|until|till|through|thru|and|or|&|ve|ila){WS}|\s?/\s?|,{WS})"
"""What stands between two days of one month."""

REFERENCE = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0, "following": 1, "previous": -1, "current": 0}
"""How many years words move from the year they refer to."""

OF_YEAR = rf"(?:,?{WS}(?:of{WS})?(?:the{WS}year{WS})?(?P<year>{YEAR})|,?{WS}(?P<short>['’]\d\d)(?!\d))"
OF_RELATIVE = rf"(?:,?{WS}(?:of{WS}|in{WS})?(?:the{WS})?(?P<which>{'|'.join(REFERENCE)}){WS}(?:same{WS})?year\b)"
"""The year behind a month or season: stated, or "of last year"; read by `kortui.extract.dates_points.year_in`."""


def number_of(word: str) -> int | None:
    """Value of what `NUMBER` matched; None for words of an unsaid number."""
    word = word.casefold()
    if word.isdigit():
        return int(word)
    if word in NUMBERS:
        return NUMBERS[word]
    tens, dash, ones = word.partition("-")
    return NUMBERS[tens] + NUMBERS[ones] if dash and tens in NUMBERS and ones in NUMBERS else None


def unit_of(word: str) -> str:
    """Singular of what `UNIT` matched."""
    word = word.casefold()
    return "century" if word.startswith("centur") else word.rstrip("s")


def month_of(word: str) -> int:
    """Month number of what `MONTH_NAME` or `TURKISH_MONTH` matched."""
    return MONTHS[word.rstrip(".").casefold()]


def full_year(two: int) -> int:
    """Year of two digits: 30–99 are of the twentieth century, 00–29 of the twenty-first."""
    return 1900 + two if two >= 30 else 2000 + two


def is_before_christ(era: str | None) -> bool:
    """Whether what `ERA` matched counts years backwards."""
    return bool(era) and re.sub(r"\W", "", era or "").upper() in ("BC", "BCE")
