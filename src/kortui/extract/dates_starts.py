"""Where a time expression may begin: one pass over the words of a sentence, a dictionary look-up each.

The pass decides the speed of the stage: an alternation of the same words, tried at every character, took four times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from kortui.extract import periods
from kortui.extract.dates_table import MONTH, NUM, PERIOD, WEEKDAY, WORD, Start
from kortui.extract.dates_words import DECADE_WORDS, MONTHS, NUMBERS, ORDINALS, SEASONS, TURKISH_MONTH, WEEKDAYS
from kortui.extract.remembering import Remembered
from kortui.extract.runs import Runs

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
    found: dict[str, Start] = dict.fromkeys(periods.nouns(), PERIOD)
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
_may_begin = Remembered(lambda word: word in _KINDS or word in _ARTICLES or not word.isalpha())
"""Whether an expression may begin at a word, or within one that holds more than letters; most words are letters alone."""


def _kind(text: str, match: re.Match[str]) -> Start | None:
    kind = _KINDS.get(match[0])
    return WORD if kind is None and match[0] in _ARTICLES and _opens_with_article(text, match.start()) else kind


def _opens_with_article(text: str, start: int) -> bool:
    """Whether "a" at a place is of a time ("a year ago") or of an era ("A.D.")."""
    return _AN_AMOUNT.match(text, start) is not None or _ANNO.match(text, start) is not None


def starts(text: str, low: int, high: int, runs: Runs) -> Iterator[tuple[int, Start]]:
    """Places where an expression may begin, in order, with the kind of word that stands there; also of periods' nouns."""
    inside = runs.within(low, high)
    words = runs.words[inside]
    for start, word in compress(zip(runs.starts[inside], words, strict=True), map(_may_begin.__getitem__, words)):
        kind = _KINDS.get(word)
        if kind is not None and kind is not NUM:
            yield start, kind
            continue
        if word in _ARTICLES:
            if _opens_with_article(text, start):
                yield start, WORD
            continue
        for match in _TOKEN.finditer(text, start, min(start + len(word), high)):
            kind = _kind(text, match)
            if kind is not None:
                yield match.start(), kind


def start_at(text: str, position: int, high: int) -> Start | None:
    """The kind of word at a place, None where no expression begins."""
    match = _TOKEN.match(text, position, high)
    kind = _kind(text, match) if match else None
    return kind if kind is not PERIOD else None
