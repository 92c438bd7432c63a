"""Weapons nobody knows, by their designation, by the class of a ship or by the noun behind their name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from kortui.extract import headwords, lexicon
from kortui.extract.rows import GUESSED, HINTED, TITLED, Candidate
from kortui.extract.tokens import Token
from kortui.records import dataclass

_DESIGNATION = re.compile(r"\d{1,4}[A-Z]{0,3}\d?s?")


def may_name(joins: Collection[str], folds: Collection[str]) -> bool:
    """Whether a sentence has a hyphen or a noun of weapons, without which none is told.

    Args:
        joins: What stands before each of its tokens.
        folds: Its tokens, folded.
    """
    return "-" in joins or not _weapon_words().starts.isdisjoint(folds)


def named(row: list[Token], barred: frozenset[int]) -> Iterator[Candidate]:
    """Weapons by designation ("F-16"), by class of ship ("Belharra-class"), by the noun behind them ("Taurus missiles").

    Args:
        row: A sentence.
        barred: Its tokens that belong to names of other kinds.
    """
    table = _weapon_words()
    for i, token in enumerate(row[1:], 1):
        before = row[i - 1]
        if token.join == "-":
            if _is_designation(before.text, token.text):
                yield Candidate(i - 1, i, before.start, token.end, "weapon", "", GUESSED)
            elif token.fold == "class" and before.capital and row[i + 1 : i + 2] and row[i + 1].fold in table.ships:
                first = headwords.run_left(row, i - 1)
                yield Candidate(first, i, row[first].start, token.end, "weapon", "", TITLED)
        elif token.fold in table.starts and before.capital and token.join == " " and not before.opening and i - 1 not in barred:
            if (token.capital and not token.text.isupper()) or not _is_weapon(row, i):
                continue
            first = max(headwords.run_left(row, i - 1), max((j + 1 for j in barred if j < i), default=0))
            run = row[first:i]
            if run and len(run) <= 3 and not headwords.is_opener(run[0]) and not _ordinary(run):
                yield Candidate(first, i - 1, row[first].start, before.end, "weapon", "", HINTED)


def _is_designation(letters: str, number: str) -> bool:
    """Whether letters and a number joined by a hyphen are a weapon's: "F-16", "KT-1B", and of makers' own "ASELFLIR-600"."""
    if letters in _weapon_words().prefixes:
        return _DESIGNATION.fullmatch(number) is not None
    return len(letters) > 3 and letters.isupper() and len(number) == 3 and number.isdigit()


def _is_weapon(row: Sequence[Token], at: int) -> bool:
    """Whether the words from token `at` are a class of weapons ("missiles", "main battle tank")."""
    table = _weapon_words()
    if row[at].fold in table.nouns:
        return True
    words = tuple(t.fold for t in row[at : at + 3])
    return words[:2] in table.phrases or words in table.phrases


def _ordinary(run: Sequence[Token]) -> bool:
    """Whether the words in front of a weapon's noun are no name of one: heads of bodies, short codes, peoples of a front."""
    table = headwords.heads().last
    return any(t.fold in table or t.fold in {"allied", "axis", "union", "coalition"} for t in run) or len(run[0].text) < 3


@dataclass(frozen=True, slots=True)
class _WeaponWords:
    prefixes: frozenset[str]
    nouns: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    starts: frozenset[str]
    ships: frozenset[str]


@lru_cache(maxsize=1)
def _weapon_words() -> _WeaponWords:
    table: Mapping[str, Sequence[str]] = lexicon.load("heads")["weapon"]
    phrases = frozenset(tuple(p.split()) for p in table["phrases"])
    nouns = frozenset(table["nouns"])
    starts = nouns | {words[0] for words in phrases}
    return _WeaponWords(frozenset(table["prefixes"]), nouns, phrases, starts, frozenset(table["ships"]))
