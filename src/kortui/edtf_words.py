"""EDTF in words for people, never finer than the source: ``12 May 1987``, ``1–8 July 2025``, ``since the 1980s``."""

from __future__ import annotations

import re

from kortui.edtf import parse

_GROUP_NAMES = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of",
    35: "third quarter of", 36: "fourth quarter of", 40: "first half of", 41: "second half of",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _year_words(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _date_words(text: str) -> str:
    """One date in words: ``12 May 1987``, ``May 1987``, ``1980s``, ``6th century``, ``about 1987``, ``1987?``."""
    date = parse(text)
    start, end = date.bounds.start, date.bounds.end
    assert start is not None and end is not None
    year, month, day = start
    if date.precision == "day":
        words = f"{day} {_MONTHS[month - 1]} {_year_words(year)}"
        if "XX" in text or "X" in text.split("-")[0]:
            words = text
    elif date.precision == "month":
        words = f"{_MONTHS[month - 1]} {_year_words(year)}"
    elif date.precision == "season":
        words = f"{_GROUP_NAMES[int(text.rstrip('?~%')[-2:])]} {_year_words(year)}"
    elif date.precision == "decade":
        words = f"{year}s" if year >= 0 else f"{1 - end[0]}–{1 - year} BC"
    elif date.precision == "century":
        words = _century_words(year // 100 + 1) if year >= 0 else _century_words(-end[0] // 100 + 1) + " BC"
    else:
        words = _year_words(year) if date.precision == "year" else text
    about = "" if not date.approximate else "about the " if date.precision in ("decade", "century") else "about "
    return f"{about}{words}{'?' if date.uncertain else ''}"


def _span_words(first: str, last: str) -> str:
    """An interval in words, what its ends share said once: ``1–8 July 2025``, ``June–July 2025``, ``1950–1953``."""
    one, other = parse(first), parse(last)
    plain = not any(end.approximate or end.uncertain or "X" in end.text for end in (one, other))
    if plain and one.precision == other.precision in ("month", "day") and one.bounds.start and other.bounds.start:
        (year, month, day), (last_year, last_month, _) = one.bounds.start, other.bounds.start
        if first != last and year == last_year and (one.precision == "month" or month == last_month):
            return f"{_MONTHS[month - 1] if one.precision == 'month' else day}–{_date_words(last)}"
        if first != last and year == last_year:
            return f"{day} {_MONTHS[month - 1]}–{_date_words(last)}"
    return _date_words(first) if plain and first == last else f"{_date_words(first)}–{_date_words(last)}"


def _the(text: str) -> str:
    """A date's words behind a preposition: ``the 1980s``, ``the 6th century``, ``1987``."""
    words = _date_words(text)
    date = parse(text)
    return f"the {words}" if date.precision in ("decade", "century") and not date.approximate else words


def _century_words(number: int) -> str:
    suffix = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix} century"


_OPENING = (
    r"(?is)(?:[\w-]+\s){0,4}?"
    r"(?:before|after|by|not|no|until|till|through|to|earlier|later|ahead|following|prior|never|latest|earliest)\s|"
    r".*\b(?:at the (?:very )?(?:latest|earliest)|or (?:later|earlier|before|after\w*|thereafter)|if not \w+)$"
)


def opens_an_end(words: str) -> bool:
    """Whether a source's words for a date say on which side of it something was ("before June 2012")."""
    return re.match(_OPENING, words) is not None


def display(text: str | None, words: str | None = None) -> str:
    """A date for people, never finer than its source.

    Args:
        text: EDTF or None.
        words: The source's own words; used for vague dates (an approximate interval such as ``1984~/1986~``), which EDTF
            cannot say as shortly, and for dates open at an end ("before 2012", which EDTF says as ``../2011``).

    Returns:
        Words such as ``12 May 1987``, ``1950–1953``, ``since the 1980s``, ``by 2030``, ``2024, 2025 or 2026``; ``undated``
        for None.
    """
    if not text:
        return "undated"
    date = parse(text)
    if date.kind == "date":
        return _date_words(text)
    first, last = date.parts[0], date.parts[-1]
    if date.kind == "interval":
        if words and None in (first, last) and opens_an_end(words):
            told = " ".join(words.split())
            return told[:1].lower() + told[1:]
        if date.approximate and words:
            stripped = words.strip()
            return stripped[4:] if stripped.lower().startswith("the ") else stripped
        if first and last:
            return _span_words(first, last)
        return f"since {_the(first)}" if first else f"until {_the(last or '')}"
    body = text[1:-1]
    if ".." in body and "," not in body:
        if first and last:
            return f"between {_date_words(first)} and {_date_words(last)}"
        return f"{_date_words(first)} or later" if first else f"{_date_words(last or '')} or earlier"
    listed = [" to ".join(_date_words(p) for p in item.split("..") if p) for item in body.split(",")]
    if len(listed) == 1:
        return listed[0]
    if all(item.startswith("about ") for item in listed):
        listed[1:] = [item.removeprefix("about ") for item in listed[1:]]
    return f"{', '.join(listed[:-1])} {'or' if date.kind == 'one-of' else 'and'} {listed[-1]}"
