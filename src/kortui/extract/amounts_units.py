"""What stands beside a number: currencies, units, counted nouns. Compiled once from `currencies.toml` and `units.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kortui.extract import lexicon
from kortui.vocabulary import AmountKind


def _any_of(words: Iterable[str]) -> str:
    """An alternation, longest first; a space in a word matches any white space or hyphen."""
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(words, key=lambda w: (-len(w), w)))


def _key(words: str) -> str:
    """The words as they stand in the tables."""
    return " ".join(words.lower().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Currencies:
    """Patterns and codes of currencies.

    Attributes:
        before: Matches a sign that ends where the number begins; searched in the few characters before it.
        behind: Matches a sign, code or name where the number (with its scale) ends.
        eras: For a code the year before which its names mean another one.
    """

    before: re.Pattern[str]
    behind: re.Pattern[str]
    signs: dict[str, str]
    names: dict[str, str]
    eras: dict[str, tuple[int, str]]

    def code(self, words: str) -> str:
        """ISO 4217 code of a matched sign or name."""
        return self.signs.get(words) or self.names[_key(words)]


@lru_cache(maxsize=1)
def currencies() -> Currencies:
    """The currencies of the lexicon."""
    signs: dict[str, str] = {}
    names: dict[str, str] = {}
    eras: dict[str, tuple[int, str]] = {}
    for code, entry in lexicon.load("currencies").items():
        signs[code] = code
        signs.update(dict.fromkeys(entry.get("signs", ()), code))
        for name in entry.get("names", ()):
            names[_key(name)] = code
            names.setdefault(_key(name) + "s", code)
        names.update({_key(name): code for name in entry.get("plurals", ())})
        if "before" in entry:
            eras[code] = (entry["before"][0], entry["before"][1])
    western = [n for n in names if n.isascii() or n[-1].isalpha() and ord(n[-1]) < 0x3000]
    korean = [n for n in names if n not in western]
    letters = [s for s in signs if s[-1].isalpha()]
    behind_signs = [s for s in signs if s not in {"W", "$US"}]
    signs_behind = _any_of(s for s in behind_signs if not s[-1].isalpha())
    codes_behind = _any_of(s for s in behind_signs if s[-1].isalpha())
    before = rf"(?:(?<![A-Za-z$])(?:{_any_of(s for s in signs if s not in letters)})|(?<![\w$])(?:{_any_of(letters)}))\s?$"
    behind = (
        rf"(?:[\s-]?(?:{signs_behind})(?!\s?\d)|[\s-]?(?:{codes_behind})\b|[\s-]?(?:(?:in|of)\s)?(?i:{_any_of(western)})\b"
        rf"|\s?(?:{_any_of(korean)}))"
    )
    return Currencies(re.compile(before), re.compile(behind), signs, names, eras)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is of."""

    kind: AmountKind
    name: str
    factor: int | float


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns and tables of units and counted nouns."""

    words: re.Pattern[str]
    signs: re.Pattern[str]
    by_word: dict[str, Unit]
    by_sign: dict[str, Unit]
    plurals: dict[str, str]
    not_plural: frozenset[str]
    counted: frozenset[str]


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
    return Units(
        re.compile(
            rf"[\s-](?:(?:consecutive|straight|full|whole|more|additional|long)\s)?({_any_of(by_word)})\b", re.IGNORECASE
        ),
        re.compile(rf"[\s-]?({_any_of(by_sign)})(?!\w)"),
        by_word,
        by_sign,
        dict(tables["plurals"]),
        frozenset(tables["not_plural"]["words"]),
        frozenset(tables["counted"]["words"]),
    )


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
