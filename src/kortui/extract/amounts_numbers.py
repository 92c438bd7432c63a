"""Numbers as texts write them, in digits or in words, without a view on what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from kortui.exact import product
from kortui.extract.amounts_ordinals import ORDINALS
from kortui.extract.word_patterns import CASELESS
from kortui.records import dataclass, replace

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_LARGE = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_KOREAN = {"십": 10, "백": 10**2, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}

SCALES = _LARGE | {
    "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "tln": 10**12, "trn": 10**12,
    "lakh": 10**5, "crore": 10**7, "bin": 10**3, "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12,
}  # fmt: skip
"""Scale words, with the abbreviations of wire services, the Indian and the Turkish ones, read behind any figure."""

LETTER_SCALES = {"k": 10**3, "m": 10**6, "mil": 10**6, "b": 10**9, "bil": 10**9, "t": 10**12, "tr": 10**12}
"""Scales of a few letters, read only where a currency stands beside the figure ("$700b", "W5.6tr")."""

_word = "|".join([*_SMALL, *_LARGE])
_scale_words = "|".join(sorted(SCALES, key=len, reverse=True))
_scale_letters = "|".join(sorted(LETTER_SCALES, key=len, reverse=True))
_STOP = r"(?:\.(?=\s[a-zçğıöşü]))?"
"""The stop of an abbreviation, behind which no sentence begins: "6.25 bn. dollars"."""
_SCALE = re.compile(rf"[\s-]?(?i:({_scale_words}))s?(?![a-zçğıöşü]){_STOP}")
_LETTER_SCALE = re.compile(rf"\s?(?i:({_scale_letters}))(?![a-z]){_STOP}")

# Every repetition is bounded: no figure is longer, and a line of a million digits must not cost more than a line.
_digits = "|".join(
    (
        r"\d{1,3}(?:,\d{3}){1,6}(?![\d])(?:\.\d{1,9})?",  # 21,212.5
        r"\d{1,3}(?:\.\d{3}){2,6}(?![\d.])",  # 1.250.000; one group alone is a decimal
        r"\d{1,3}(?:[\u00a0\u202f]\d{3}){1,6}(?!\d)",  # 20 000 with a space that does not break
        rf"\d{{1,9}},\d{{1,2}}(?=\s?(?i:{_scale_words}|per\s?cent)\b|\s?%)",  # 1,9 milyar, 7,45 bn, 6,5 percent
        r"\d{1,3}(?:\.\d{3}){1,6},\d{1,2}(?!\d)",  # 1.250,50
        r"\d{1,15}(?!\d)(?:\.\d{1,9}(?!\d))?",
    )
)
_korean = r"\d[\d,]{0,15}(?:\.\d{1,9})?[십백천]?[만억조](?:\s?\d[\d,]{0,15}[십백천]?[만억조]){0,3}"
_KOREAN_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)([십백천]?)([만억조])")
_words = (
    r"(?<![\w-])(?i:(?:half\ an?\ |an?\ half[\ -])(?:million|billion|trillion|dozen)"
    rf"|(?:{_word})[\s-]point(?:[\s-](?:{'|'.join(_ONES[:10])})){{1,6}}"
    rf"|(?:an?\s(?:hundred|thousand|million|billion|trillion)|an?(?=\sdozen)|{_word})\b(?:[\s-](?:and\s)?(?:{_word})\b){{0,11}}"
    r"(?:\sand\sa\shalf\s(?:million|billion|trillion))?(?:\ dozen)?)\b"
)
_NUMBER = re.compile(rf"(?<!\d)(?:(?P<korean>{_korean})|(?P<digits>{_digits}))|(?P<words>{_words})")
_DIGIT = re.compile(r"[0-9]")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_ANY_DIGIT = re.compile(r"\d")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_initials = "".join(sorted({word[0] for word in (*_SMALL, *_LARGE)}))
_ANY_WORD = re.compile(rf"\b(?=[{_initials}dstfn])(?:{_word}|dozens?|second|third|fifth|ninth|twelfth)", re.IGNORECASE)
_ANY_ORDINAL = re.compile(r"(?<=\w)(?:(?:lion|teen|tie|six|seven|ten)th|eighth)", re.IGNORECASE)
"""The ends of ordinals in words; looked for from behind, since a search from the front reads each word many times."""


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


SAID, MAGNITUDE, ORDINAL, OPENING, SHARE = 1, 2, 4, 8, 16
"""What a word can be of: a number in words, an order of magnitude ("billions of dollars"), an ordinal ("10th", "third"), the
first word of a number in words, and a share ("half", "two thirds")."""
_SHARES = frozenset(
    f"{part}{s}" for part in ("half", "third", "quarter", "fifth", "sixth", "eighth", "tenth") for s in ("", "s")
)
_OPENING_WORDS = frozenset((*_SMALL, *_LARGE, "half", "a", "an"))


def _lower(words: str) -> str:
    """Words in lower case, letters that a search without regard to case takes for one of ASCII as that one ("ſix")."""
    return words.translate(CASELESS).lower()


def has_digit(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text has a digit of ASCII."""
    return _DIGIT.search(text, start, end) is not None


def number_words(text: str, start: int, end: int) -> int:
    """What the words of a stretch of text can be of: `SAID`, `MAGNITUDE`, `ORDINAL`, `OPENING` and `SHARE`, added up."""
    return reduce(or_, kinds_of(_RUN.findall(text, start, end)), 0)


def kinds_of(words: Iterable[str]) -> list[int]:
    """What each of some words can be of, see `number_words`."""
    return list(map(_kinds.__getitem__, words))


class _Kinds(dict[str, int]):
    """What a word can be of, looked up once and kept; forgotten when there are too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = kinds = (
            SAID * (_ANY_WORD.match(word) is not None or _ANY_ORDINAL.search(word) is not None)
            + MAGNITUDE * (_MAGNITUDE.search(word) is not None)
            + ORDINAL * (word in ORDINALS or _IN_DIGITS.search(word) is not None)
            + OPENING * (_lower(word) in _OPENING_WORDS)
            + SHARE * (_lower(word) in _SHARES)
        )
        return kinds


_RUN = re.compile(r"\w+")
_WORDS = re.compile(r"(\w+)")
_MAGNITUDE = re.compile(r"(?<=[a-zı])(?:undred|ousand|llion|zens)", re.IGNORECASE)
_IN_DIGITS = re.compile(r"\d(?:st|nd|rd|th)$")
_REMEMBERED = 50_000
_kinds = _Kinds()


def in_words(words: str) -> int | float:
    """The value of a number in words ("two hundred and fifty thousand", "one and a half million", "one-point-three").

    Args:
        words: Lower-case words that make a number.
    """
    if words.startswith(("half a", "a half", "an half")):
        scale = re.split(r"[\s-]", words)[-1]
        return 6 if scale == "dozen" else _LARGE[scale] // 2
    parts = [part for part in re.split(r"[\s-]+", words) if part != "and"]
    if "point" in parts:
        at = parts.index("point")
        return float(f"{_sum(parts[:at])}." + "".join(str(_SMALL[p]) for p in parts[at + 1 :]))
    if "half" in parts:
        half = parts.index("half")
        return (_sum(parts[: half - 1]) + 0.5) * _LARGE[parts[half + 1]] * (12 if parts[-1] == "dozen" else 1)
    return _sum(parts)


def _sum(parts: list[str]) -> int:
    """The value of cardinal words."""
    total = group = 0
    for part in parts:
        if part in {"a", "an"}:
            group = 1
        elif part == "dozen":
            group = (group or 1) * 12
        elif part in _SMALL:
            group += _SMALL[part]
        elif part == "hundred":
            group = (group or 1) * 100
        else:
            total += (group or 1) * _LARGE[part]
            group = 0
    return total + group


def of_digits(digits: str) -> int | float:
    """The value of a number in digits, thousands grouped by commas, thin spaces or (at least two) points."""
    if digits.isdecimal():
        return int(digits)
    if _DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    if _CONTINENTAL.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    plain = digits.replace(",", "").replace("\u00a0", "").replace("\u202f", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return float(plain) if "." in plain else int(plain)


_POINTED = re.compile(r"(\d{1,3})\.(\d{3})")
_CONTINENT = re.compile(
    rf"\d(?:\d{{0,2}}(?:\.\d{{3}}){{2,6}}(?![\d.])|\.\d{{3}},\d|,\d{{1,2}}\s?(?:%|(?i:{_scale_words}|per\s?cent)\b)"
    r"|(?<![\d.]\d)\d{0,2}\.000(?![\d.]))"
)
"""All begin with the digit that is looked for: with four ways to begin the whole text was read four times."""
_ENGLISH = re.compile(rf"\d,\d{{3}}(?![\d])|\d\.\d{{1,2}}\s?(?:%|(?i:{_scale_words}|per\s?cent)\b)")


def writes_points(text: str) -> bool:
    """Whether a text sets thousands apart by points and decimals by commas, as on the Continent and in Turkish."""
    return _CONTINENT.search(text) is not None and _ENGLISH.search(text) is None


def in_thousands(number: Number, digits: str, whole: bool, points: bool) -> Number:
    """A number as it is meant where "130.000" is a hundred and thirty thousand and not a hundred and thirty.

    Args:
        number: The number.
        digits: As it is written.
        whole: Whether it is of things that are never divided.
        points: Whether the text sets thousands apart by points.
    """
    found = _POINTED.fullmatch(digits) if number.digits else None
    if found is None or not (whole or points or found[2] == "000"):
        return number
    return replace(number, value=int(found[1] + found[2]), grouped=True)


def of_korean(digits: str) -> int | float:
    """The value of a number with Korean scales ("9조 2천억")."""
    parts = _KOREAN_PART.findall(digits)
    return sum(product(of_digits(n), _KOREAN.get(small, 1) * _KOREAN[large]) for n, small, large in parts)


def numbers(text: str, start: int, end: int, said: Sequence[int] | None = None) -> Iterator[Number]:
    """The numbers of a stretch of text, in order; a scale alone ("several thousand") is none, nor an article without one.

    Args:
        text: The document's text.
        start: First code point.
        end: Code point behind the last.
        said: Where the words stand that a number in words can begin with, where that is known.
    """
    if said is None:
        said = _openings(text, start, end) if number_words(text, start, end) & SAID else ()
    openings = iter((*said, end))
    opening = next(openings)
    digit = _ANY_DIGIT.search(text, start, end)
    while digit is not None or opening < end:  # to look where one can begin costs a tenth of a search for a number
        at = opening if digit is None else min(digit.start(), opening)
        found = _NUMBER.match(text, at, end)
        if found is not None and (found["words"] is None or _lower(found["words"]) not in _LARGE):
            yield _number(found)
        behind = at + 1 if found is None else found.end()
        if digit is not None and digit.start() < behind:
            digit = _ANY_DIGIT.search(text, behind, end)
        while opening < behind and opening < end:
            opening = next(openings)


def _openings(text: str, start: int, end: int) -> list[int]:
    """Where the words stand that a number in words can begin with."""
    pieces = _WORDS.split(text[start:end])
    ends = list(accumulate(map(len, pieces), initial=start))
    return [at for at, word in zip(ends[1::2], pieces[1::2], strict=False) if _kinds[word] & OPENING]


def number_at(text: str, position: int, end: int) -> Number | None:
    """The number that begins at a position, None when none does."""
    match = _NUMBER.match(text, position, end)
    return _number(match) if match else None


def _number(match: re.Match[str]) -> Number:
    digits = match["digits"]
    if digits:
        return Number(match.start(), match.end(), of_digits(digits), True, not digits.replace(".", "").isdigit())
    if match["korean"]:
        return Number(match.start(), match.end(), of_korean(match["korean"]), True, True)
    return Number(match.start(), match.end(), in_words(_lower(match["words"])), False, False)


def scale_at(text: str, position: int, end: int, letters: bool) -> tuple[int, int]:
    """The scale word behind a number and where it ends; 1 and the position itself when there is none.

    Args:
        text: The document's text.
        position: Code point behind the number.
        end: Where the sentence ends.
        letters: Whether a scale may be a single letter, as it may be beside a currency.
    """
    match = _SCALE.match(text, position, end)
    if match:
        return SCALES[match[1].lower()], match.end()
    match = _LETTER_SCALE.match(text, position, end) if letters else None
    return (LETTER_SCALES[match[1].lower()], match.end()) if match else (1, position)
