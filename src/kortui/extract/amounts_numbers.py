"""Numbers as English text writes them, in digits or in words, without a view on what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_LARGE = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "tln": 10**12, "trn": 10**12,
    "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12, "bin": 10**3,
    "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
"""Scale words and the abbreviations of wire services, with Turkish and Korean ones, read behind any figure."""

LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "tr": 10**12, "t": 10**12, "mil": 10**6, "bil": 10**9}
"""Scales of one or two letters, read only where a currency stands beside the figure ("$700b", "W5.6tr")."""

_word = "|".join([*_SMALL, *_LARGE])
_ordinal_ones = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS = (
    {word: i for i, word in enumerate(_ordinal_ones, 1)}
    | {word[:-1] + "ieth": 10 * i for i, word in enumerate(_TENS, 2)}
    | {f"{ten}-{one}": 10 * i + j for i, ten in enumerate(_TENS, 2) for j, one in enumerate(_ordinal_ones[:9], 1)}
)
"""Ordinals in words with their value."""

_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
)
_WORDS = (
    rf"(?<![\w-])(?i:half\ an?\ (?:million|billion|trillion|dozen)"
    rf"|(?:an?\s(?:hundred|thousand|million|billion|trillion)|an?(?=\sdozen)|{_word})\b(?:[\s-]+(?:and\s+)?(?:{_word})\b)*"
    r"(?:\s+and\s+a\s+half\s+(?:million|billion|trillion))?(?:\ dozen)?)\b"
)
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS})|(?P<words>{_WORDS})")
_ANY = re.compile(rf"[0-9]|\b(?i:{_word}|dozens?|hundreds|thousands|millions|billions|{'|'.join(ORDINALS)})")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        start: First code point.
        end: Code point behind it.
        value: Its value; scales written as words inside a number in words are counted in.
        digits: Whether it is written in digits.
        grouped: Whether thousands are set apart ("20,000"), as years never are.
    """

    start: int
    end: int
    value: int | float
    digits: bool
    grouped: bool


def has_number(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text can hold a number at all; a cheap test that spares the rest most sentences."""
    return _ANY.search(text, start, end) is not None


def in_words(words: str) -> int | float | None:
    """The value of a number in words ("two hundred and fifty thousand"), None when it is none.

    Args:
        words: Lower-case words.
    """
    if words.startswith("half a"):
        scale = words.split()[-1]
        return 6 if scale == "dozen" else _LARGE[scale] // 2
    tokens = [t for t in re.split(r"[\s-]+", words) if t != "and"]
    if "half" in tokens:  # "one and a half million"
        whole = in_words(" ".join(tokens[: tokens.index("half") - 1]))
        return None if whole is None else (whole + 0.5) * _LARGE[tokens[-1]]
    total = group = 0
    for token in tokens:
        if token in {"a", "an"}:
            group = 1
        elif token == "dozen":
            group = (group or 1) * 12
        elif token in _SMALL:
            group += _SMALL[token]
        elif token == "hundred":
            group = (group or 1) * 100
        else:
            total += (group or 1) * _LARGE[token]
            group = 0
    return total + group


def of_digits(digits: str) -> int | float:
    """The value of a number in digits, thousands grouped by commas, thin spaces or (at least two) points."""
    plain = digits.replace(",", "").replace("\u00a0", "").replace("\u202f", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return float(plain) if "." in plain else int(plain)


def scaled(value: int | float, factor: int | float) -> int | float:
    """A value times a scale, as an integer where it is one (10.4 billion is 10400000000, not 10400000000.000002)."""
    product = round(value * factor, 6)
    return int(product) if product == int(product) else product


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """The numbers of a stretch of text, in order; an article is one only before a scale ("a million", "a dozen")."""
    for match in _NUMBER.finditer(text, start, end):
        if match["digits"]:
            digits = match["digits"]
            yield Number(match.start(), match.end(), of_digits(digits), True, not digits.replace(".", "").isdigit())
            continue
        value = in_words(match["words"].lower())
        if value is not None:
            yield Number(match.start(), match.end(), value, False, False)
