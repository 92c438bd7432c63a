"""Shares in words: "a third of Kenyan exports", "two thirds of its imports", "fell by half"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.extract import amounts_hedges as hedges
from kortui.extract.spans import AmountSpan

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_TIMES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_SHARE = re.compile(
    r"\b(?:(?P<times>an?|one|two|three|four|five|seven|nine)[\s-])?(?P<part>third|quarter|fifth|sixth|eighth|tenth)s?\b"
    r"|\b(?:one[\s-])?(?P<half>half)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s(?:of|in)\s(?:(?:all|the|its|their|his|total|overall)\s)*(?:[^\W\d][\w’'–-]*\s){0,4}?"
    r"(?:exports|imports|shipments|trade|sales|turnover)\b|\sof\s(?:them|it|these)\s(?:went|came|goes|comes)\b"
)
"""What a share is of that figures are told of."""
_BY = re.compile(
    r"\b(?:by|up|down)\s(?:(?:about|nearly|almost|some|over|around|roughly|more than|less than)\s)?$", re.IGNORECASE
)
"""What stands before a share by which something changed."""
_ENDS = re.compile(
    r"\s*(?:[.,;:)]|$)|\s(?:in|from|to|since|between|after|over|during|on|year|compared|by|and|but|while|within|last|this)\b"
)
"""What may stand behind it."""
_OF_TIME = re.compile(
    r"\b(?:first|second|third|fourth|last|other|latter|former|opening|this|that|past|next)[\s-]$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"[\s-](?:an?\s)?(?:million|billion|trillion|dozen|hundred|thousand|century|year|point|time)", re.IGNORECASE
)


def fractions(text: str, start: int, end: int) -> Iterator[AmountSpan]:
    """The shares in words of a sentence that are figures, in percent; what is no whole percentage is about that.

    Args:
        text: The document's text.
        start: Where the sentence begins.
        end: Where it ends.
    """
    for found in _SHARE.finditer(text, start, end):
        low, high = found.span()
        part = _PARTS[(found["part"] or found["half"]).lower()]
        times = _TIMES[found["times"].lower()] if found["times"] else 1
        if times >= part or (found["part"] and not found["times"]):
            continue  # "quarters" alone are of a year
        before = text[max(start, low - 24) : low]
        if _OF_TIME.search(before) or _GOES_ON.match(text, high, end):
            continue
        if _OF.match(text, high, end) or (_BY.search(before) and _ENDS.match(text, high, end)):
            share = round(100 * times / part, 1)
            hedge = hedges.before(text, low, start) or (None if share * part == 100 * times else "~")
            yield AmountSpan(low, high, found[0], "percent", int(share) if share.is_integer() else share, "percent", hedge)
