"""Where a time expression may begin: one pass over the words of a sentence, a dictionary look-up each.

The pass decides the speed of the stage: an alternation of the same words, tried at every character, took four times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.extract.dates_table import MONTH, NUM, WEEKDAY, WORD, Start
from kortui.extract.dates_words import DECADE_WORDS, MONTHS, NUMBERS, ORDINALS, SEASONS, TURKISH_MONTH, WEEKDAYS

_TOKEN = re.compile(r"(?<![\w.,])['’]?\d|[^\W\d_]+")
_AN_AMOUNT = re.compile(
    r"an?[\s\xa0](?:few|couple|number|dozen|half|year|month|week|day|decade|century|fortnight|generation|quarter)",
    re.IGNORECASE,
)
_ANNO = re.compile(r"A\.\s?D\.")

_WORDS = """
early mid late later earlier middle beginning start outset opening end close turn latter rest course remainder last
next this that same following previous preceding prior past coming upcoming current currently nowadays these recent
recently so previously half today tonight yesterday tomorrow day night morning afternoon evening dawn hours year
month week decade century fiscal financial fy q h circa ca c around about ad christmas new decades centuries years
months weeks days minutes generations final several some few many numerous various dozens couple very
"""


SPOKEN = frozenset({*_WORDS.split(), *DECADE_WORDS, *NUMBERS, *ORDINALS, *SEASONS})
"""The words that may begin an expression, in lower case, names of months and days apart."""


def _kinds() -> dict[str, Start]:
    found: dict[str, Start] = {}
    for word in (part for entry in SPOKEN - {"a", "an"} for part in entry.split("-")[:1]):
        found |= dict.fromkeys((word, word.capitalize(), word.upper()), WORD)
    for names, kind in ((MONTHS, MONTH), (WEEKDAYS, WEEKDAY)):
        for name in names:
            found |= dict.fromkeys((name.capitalize(), name.upper()), kind)
    found |= dict.fromkeys(TURKISH_MONTH.split("|"), MONTH)
    for digit in "0123456789":
        found |= dict.fromkeys((digit, f"'{digit}", f"’{digit}"), NUM)
    return found


_KINDS = _kinds()
_ARTICLES = frozenset({"a", "an", "A", "An"})


def _kind(text: str, match: re.Match[str]) -> Start | None:
    kind = _KINDS.get(match[0])
    if kind is None and match[0] in _ARTICLES and (_AN_AMOUNT.match(text, match.start()) or _ANNO.match(text, match.start())):
        return WORD
    return kind


def starts(text: str, low: int, high: int) -> Iterator[tuple[int, Start]]:
    """Places where an expression may begin, in order, with the kind of word that stands there."""
    known, articles = _KINDS, _ARTICLES
    for match in _TOKEN.finditer(text, low, high):
        word = match[0]
        kind = known.get(word)
        if kind is None and word in articles:
            kind = _kind(text, match)
        if kind is not None:
            yield match.end() - 1 if kind is NUM else match.start(), kind


def start_at(text: str, position: int, high: int) -> Start | None:
    """The kind of word at a place, None where no expression begins."""
    match = _TOKEN.match(text, position, high)
    return _kind(text, match) if match else None
