"""Amounts without a figure: "billions of dollars", "hundreds of companies", "several million won"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.extract import amounts_counts as counts
from kortui.extract.amounts_units import Named, currencies

_VAGUE = re.compile(
    r"\b(?i:(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|billions|trillions)|dozens)(?=[ -]of\b)"
    r"|\b(?i:multi-?(?:million|billion))(?=-)"
    r"|\b(?i:several|many|(?:a )?few|a couple of)\s(?:hundred|thousand|million|billion|trillion)\b"
)
_UNIT = re.compile(r"(?:^|\W)in\s$", re.IGNORECASE)
"""What makes of it the unit of other figures ("exports, in millions of dollars")."""


def vague(text: str, start: int, end: int) -> Iterator[tuple[int, int, Named | str]]:
    """The orders of magnitude of a sentence: start, end, and of what: a currency as named, or the singular of a noun."""
    for match in _VAGUE.finditer(text, start, end):
        if _UNIT.search(text, max(start, match.start() - 4), match.start()):
            continue
        money = currencies().behind(text, match.end(), end)
        if money is not None:
            yield match.start(), money.end, money
        elif (noun := counts.noun(text, match.end(), end)) is not None:
            yield *match.span(), noun
