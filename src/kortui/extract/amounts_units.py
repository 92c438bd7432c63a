"""What stands beside a number: currencies, units, counted nouns. Compiled once from `currencies.toml` and `units.toml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import cast

from kortui.extract import lexicon
from kortui.records import dataclass
from kortui.vocabulary import AmountKind


def _any_of(words: Iterable[str]) -> str:
    """An alternation, longest first; a space in a word matches any white space or hyphen."""
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(words, key=lambda w: (-len(w), w)))


def _key(words: str) -> str:
    """The words as they stand in the tables."""
    return " ".join(words.lower().replace("-", " ").split())


_FIRST = re.compile(r"[\s-]?([^\W\d_]+|\S)")
"""What stands behind a number: a run of letters or one sign."""


def may_name(first: frozenset[str], text: str, end: int, ceiling: int) -> bool:
    """Whether what stands behind a number begins as one of some names does; a look at one word spares most searches."""
    found = _FIRST.match(text, end, ceiling)
    return found is not None and (found[1] >= "\u3000" or found[1].lower() in first)


@dataclass(frozen=True, slots=True)
class Named:
    """A currency behind a number: its code, where it ends, and whether a word says it (a sign or code belongs to no era)."""

    code: str
    end: int
    word: bool


@dataclass(frozen=True, slots=True)
class Currencies:
    """Currencies and how they stand beside a number.

    Attributes:
        eras: For a code the year before which its names mean another one.
        shared: For a name that several countries have, their currencies by a pattern of the words that tell them.
        first: What a name or sign behind a number can begin with: most numbers are followed by something else.
        ends: The last characters of the signs that stand before one.
    """

    _before: re.Pattern[str]
    _behind: re.Pattern[str]
    _signs: dict[str, str]
    _names: dict[str, str]
    eras: dict[str, tuple[int, str]]
    shared: dict[str, tuple[tuple[re.Pattern[str], str], ...]]
    first: frozenset[str]
    ends: frozenset[str]

    def sign_before(self, text: str, start: int, floor: int) -> tuple[str, int] | None:
        """The code of the currency sign that ends where a number begins, and where the sign begins."""
        ahead = text[max(floor, start - 8) : start]
        if ahead.rstrip()[-1:] not in self.ends:
            return None  # most numbers have another letter before them
        match = self._before.search(ahead)
        if match is None:
            return None
        sign = match[0].strip()
        if sign == "W" and match[0] != "W":
            return None
        return self._signs[sign], start - len(match[0])

    def behind(self, text: str, end: int, ceiling: int) -> Named | None:
        """The currency named where a number, with its scale, ends."""
        if not may_name(self.first, text, end, ceiling):
            return None
        match = self._behind.match(text, end, ceiling)
        if match is None:
            return None
        sign = match["sign"]
        if sign:
            return Named(self._signs[sign], match.end(), False)
        name = _key(match["name"])
        code = self._names.get(name) or self._nearest(name.removesuffix("s"), text, end)
        return Named(code, match.end(), True) if code else None

    def _nearest(self, name: str, text: str, position: int) -> str | None:
        """The currency of a shared name whose country is named nearest before a position, else first behind it."""
        places = countries_in(text, self.shared[name])
        at = bisect_right(places, position, key=_END)
        return places[max(at - 1, 0)][2] if places else None


@lru_cache(maxsize=8)
def countries_in(text: str, near: tuple[tuple[re.Pattern[str], str], ...]) -> tuple[tuple[int, int, str], ...]:
    """Where a text names the countries of a currency's name: start, end and code, in order; kept until the text is read."""
    return tuple(sorted((m.start(), m.end(), code) for words, code in near for m in words.finditer(text)))


_END = itemgetter(1)


@lru_cache(maxsize=1)
def currencies() -> Currencies:
    """The currencies of the lexicon."""
    signs: dict[str, str] = {}
    names: dict[str, str] = {}
    eras: dict[str, tuple[int, str]] = {}
    shared: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {}
    for code, entry in lexicon.load("currencies").items():
        signs[code] = code
        signs.update(dict.fromkeys(entry.get("signs", ()), code))
        for name in entry.get("names", ()):
            names[_key(name)] = code
            names.setdefault(_key(name) + "s", code)
        names.update({_key(name): code for name in entry.get("plurals", ())})
        if "shared" in entry:
            near = re.compile(rf"\b(?:{'|'.join(entry['near'])})\b")
            shared[entry["shared"]] = (*shared.get(entry["shared"], ()), (near, code))
        if "before" in entry:
            eras[code] = (entry["before"][0], entry["before"][1])
    asian = [n for n in names if ord(n[-1]) >= 0x3000]
    letters = [s for s in signs if s[-1].isalpha()]
    marks = [s for s in signs if not s[-1].isalpha()]
    western = [*(n for n in names if n not in asian), *shared, *(f"{n}s" for n in shared)]
    marks_behind, letters_behind = [s for s in marks if s != "$US"], [s for s in letters if s != "W"]
    before = rf"(?:(?<![A-Za-z$])(?:{_any_of(marks)})|(?<![\w$])(?:{_any_of(letters)}))\s?$"
    behind = (
        rf"[\s-]?(?P<sign>(?:{_any_of(marks_behind)})(?!\s?\d)|(?:{_any_of(letters_behind)})\b)"
        rf"|(?:[\s-]?(?:(?:in|of)\s)?(?=[^\W\d])|\s?)(?P<name>(?i:{_any_of(western)})\b|{_any_of(asian)})"
    )
    opening = frozenset(m[1].lower() for words in (*western, *asian, *signs) if (m := _FIRST.match(words))) | {"in", "of"}
    ends = frozenset(sign[-1] for sign in (*marks, *letters))
    return Currencies(re.compile(before), re.compile(behind), signs, names, eras, shared, opening, ends)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is of."""

    kind: AmountKind
    name: str
    factor: int | float


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns and tables of units and counted nouns; `first` is what `words` can begin with."""

    words: re.Pattern[str]
    first: frozenset[str]
    signs: re.Pattern[str]
    by_word: dict[str, Unit]
    by_sign: dict[str, Unit]
    plurals: dict[str, str]
    not_plural: frozenset[str]
    counted: frozenset[str]
    grammatical: frozenset[str]


@lru_cache(maxsize=1)
def units() -> Units:
    """The units of the lexicon."""
    tables = lexicon.load("units")

    def unit(entry: list[object]) -> Unit:
        kind, name, factor = entry
        return Unit(cast(AmountKind, kind), str(name), cast(float, factor))

    by_word = {_key(w): unit(e) for w, e in tables["words"].items()}
    by_word |= {w + "s": u for w, u in by_word.items() if w + "s" not in by_word}
    by_sign = {w: unit(e) for w, e in tables["signs"].items()}
    lengthened = ("consecutive", "straight", "full", "whole", "more", "additional", "long")
    return Units(
        re.compile(rf"[\s-](?:(?:{'|'.join(lengthened)})\s)?({_any_of(by_word)})\b", re.IGNORECASE),
        frozenset(m[1].lower() for word in (*by_word, *lengthened) if (m := _FIRST.match(word))),
        re.compile(rf"[\s-]?({_any_of(by_sign)})(?!\w)"),
        by_word,
        by_sign,
        dict(tables["plurals"]),
        frozenset(tables["not_plural"]["words"]),
        frozenset(tables["counted"]["words"]),
        frozenset(tables["grammatical"]["words"]),
    )


def unit_at(text: str, position: int, ceiling: int, digits: bool) -> tuple[Unit, int] | None:
    """The unit that stands where a number, with its scale, ends, and where the unit ends.

    Args:
        text: The document's text.
        position: Code point behind the number.
        ceiling: Where the sentence ends.
        digits: Whether the number is in digits; signs and abbreviations stand only behind those.
    """
    table = units()
    match = table.signs.match(text, position, ceiling) if digits else None
    if match:
        return table.by_sign[match[1]], match.end()
    if not may_name(table.first, text, position, ceiling):
        return None
    match = table.words.match(text, position, ceiling)
    return (table.by_word[_key(match[1])], match.end()) if match else None


def singular(noun: str) -> str | None:
    """The singular of a plural noun as a unit, None when the word is no plural.

    Args:
        noun: One lower-case word, also joined by hyphens.
    """
    table = units()
    if noun in table.plurals:
        return table.plurals[noun]
    if noun in table.not_plural or len(noun) < 4 or not noun.endswith("s"):
        return None
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return noun[:-2]
    return None if noun.endswith(("ss", "us", "is")) else noun[:-1]
