"""Ranges: "$4-5 billion", "5 to 6 percent", "between 10 and 20 companies"; "rose from $4 billion to $5 billion" is none."""

from __future__ import annotations

import re

from kortui.extract.amounts_numbers import Number, number_at, scale_at
from kortui.records import dataclass

_sign = r"[^\s\d]{0,4}"
_DASH = re.compile(rf"\s?[-–—]\s?(?={_sign}\d)")
_TO = re.compile(rf"\s(?:to|or)\s(?={_sign}\d|[a-z])", re.IGNORECASE)
_AND = re.compile(rf"\sand\s(?={_sign}\d)")
_LINK = re.compile(rf"{_DASH.pattern}|\s(?i:to|or|and)\s")
"""Any of the three: what a figure mostly has behind it is none of them."""
_BETWEEN = re.compile(rf"\b[Bb]etween\s+{_sign}$")
_CHANGE = re.compile(rf"\b(?:[Ff]rom|to)\s+(?:(?:about|around|some|nearly|just|over|only|a mere)\s+)*{_sign}$")
_CHANGED_BY = re.compile(
    r"\b(?:by|up|down|rose|f[ea]ll|fallen|gr[eo]w|grown|climb(?:ed)?|jump(?:ed)?|increased?|drop(?:ped)?|declined?|surged?|gain(?:ed)?|"
    rf"shed|added|slipped)\s+(?:(?:about|around|some|nearly|almost|just|over|only|more than|a mere)\s+)*{_sign}$"
)
"""What makes of a figure with a scale or thousands of its own a change: "rose by $2 billion to $7 billion" is no range."""
_SCALED = re.compile(r"\d\s?[a-z]{2,}|\d,\d{3}(?!\d)")
_SIGN = re.compile(r"(?:US|U\.S\.)?[$€£₩₺¥]|[A-Z]{3}\s")


@dataclass(frozen=True, slots=True)
class Upper:
    """The upper end of a range: its number, where it ends with its scale, and that scale."""

    number: Number
    end: int
    scale: int


def upper(text: str, start: int, end: int, span: tuple[int, int], signed: bool, letters: bool = False) -> Upper | None:
    """The upper end of a range whose lower end has been read.

    Args:
        text: The document's text.
        start: Where the lower end begins, its currency sign included.
        end: Where it ends, its scale included.
        span: The sentence.
        signed: Whether a currency sign stands before the lower end; one may then stand before the upper.
        letters: Whether scales of one letter are read.
    """
    floor, ceiling = span
    if not _LINK.match(text, end, ceiling):
        return None
    opening = text[max(floor, start - 32) : start]
    if _BETWEEN.search(opening):
        link = _AND.match(text, end, ceiling)
    else:
        link = _DASH.match(text, end, ceiling)
        change = _CHANGED_BY.search(opening) and _SCALED.search(text, start, end)
        if link is None and not change and not _CHANGE.search(opening):
            link = _TO.match(text, end, ceiling)
    if link is None:
        return None
    position = link.end()
    sign = _SIGN.match(text, position, ceiling)
    if sign is not None:
        if not signed:
            return None
        position = sign.end()
    number = number_at(text, position, ceiling)
    if number is None:
        return None
    scale, behind = scale_at(text, number.end, ceiling, letters)
    return Upper(number, behind, scale)
