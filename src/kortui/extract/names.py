"""The shape of people's names: where one ends, which word is the family name, what a Korean syllable looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui.extract import lexicon
from kortui.extract.headwords import heads, is_opener
from kortui.extract.tokens import Token

_TITLES = lexicon.load("titles")["titles"]
_PEOPLE = lexicon.load("surnames")
TITLE_HEADS = frozenset(w.lower().split()[-1] for w in _TITLES["heads"])
"""Last words of titles, as they stand in capitals."""
_LOWER_HEADS = frozenset(w.lower().split()[-1] for w in _TITLES["lower"])
TITLE_FORMS = _LOWER_HEADS | {
    form for w in _TITLES["heads"] for form in (w.split()[-1], w.split()[-1].title(), w.split()[-1].upper())
}
"""Words that can end a title, as they are written."""
TITLE_MODIFIERS = frozenset(w.lower() for w in _TITLES["modifiers"])
"""Words that stand in a title before its last."""
KOREAN_SURNAMES = frozenset(_PEOPLE["korean"]["surnames"])
HANGUL_SURNAMES = frozenset(_PEOPLE["korean"]["hangul"])
HANGUL_TITLES = tuple(_PEOPLE["korean"]["titles"])

_PLAIN = str.maketrans("çğıİöşüâÇĞÖŞÜ", "cgiIosuaCGOSU")
GIVEN = frozenset(
    name for given in (*_PEOPLE["turkish"]["given"], *_PEOPLE["other"]["given"]) for name in (given, given.translate(_PLAIN))
)
"""Given names, Turkish ones also as typed without Turkish letters."""

_PARTICLES = frozenset(_PEOPLE["other"]["particles"])
_NO_SURNAME = lexicon.words("names", "no_surname")
_SURNAME_TITLES = lexicon.words("names", "surname_titles")
_LONGEST = 5
"""Capitalised words in the longest name read."""

# One syllable of a romanised Korean name ("Hyun", "gyu", "yeol"): lead, glide and vowel, coda.
_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjhyw])?w?y?"
    r"(?:eoi|yeo|yae|wae|you|ae|eo|eu|oe|oo|ou|ui|ue|uh|ah|ee|ai|ia|oi|ye|ya|yo|yu|wa|we|wi|wo|a|e|i|o|u|y)"
    r"(?:ng|[nmkglptbhrcw])?k?"
)


def is_title(token: Token) -> bool:
    """Whether a word can end a title."""
    return token.text in TITLE_FORMS


def is_initial(token: Token) -> bool:
    """Whether a word is a single capital letter."""
    return token.capital and len(token.text) == 1


def is_particle(token: Token) -> bool:
    """Whether a word joins a given name to a family name ("von", "de")."""
    return token.text in _PARTICLES


def is_syllable(token: Token) -> bool:
    """Whether a word can be one syllable of a romanised Korean given name."""
    return _SYLLABLE.fullmatch(token.fold) is not None


def surname_first(words: Sequence[str]) -> bool:
    """Whether a full name has its family name first, as Korean names do."""
    return (
        len(words) > 1 and words[0] in KOREAN_SURNAMES and all(_SYLLABLE.fullmatch(w.lower()) or len(w) > 5 for w in words[1:])
    )


def is_common(token: Token) -> bool:
    """Whether one word behind a title is no surname: part of an office, a body, a thing."""
    return (
        len(token.text) < 2
        or token.fold in TITLE_MODIFIERS
        or token.fold in _NO_SURNAME
        or token.fold in TITLE_HEADS - _SURNAME_TITLES
    )


def _ends_other(token: Token) -> bool:
    """Whether a word is the head of a body, place, event or agreement, and so stands in no person's name."""
    return token.capital and (token.fold in heads().last or token.fold in _NO_SURNAME) and token.text not in KOREAN_SURNAMES


def name_end(row: Sequence[Token], first: int, barred: frozenset[int]) -> int | None:
    """The last token of a person's name that begins at `first`; None when no name does.

    Args:
        row: Tokens of a sentence.
        first: Where the name begins.
        barred: Tokens of names that are no people.
    """
    if first >= len(row) or first in barred:
        return None
    token = row[first]
    if not token.capital or is_opener(token) or _ends_other(token) or (is_title(token) and token.fold not in _SURNAME_TITLES):
        return None
    if 1 < len(token.text) <= 4 and token.text.isupper():
        return None
    last, capitals = first, 1
    while capitals < _LONGEST and (step := _step(row, last, barred)) > 0:
        last += step
        capitals += row[last].join != "-"
    return last


def _step(row: Sequence[Token], last: int, barred: frozenset[int]) -> int:
    """How many tokens on the next part of a name stands; 0 when the name ends."""
    at = last + 1
    if at >= len(row) or at in barred:
        return 0
    token, before = row[at], row[last]
    if token.join == "-":
        return int(token.text[0].isalpha())  # "Gyu-back"
    if token.join == "'":
        return int(token.capital and len(before.text) <= 2)  # "O'Neill"
    if token.join == ".":
        return int(token.capital and len(before.text) <= 2 and not _ends_other(token))  # "John F. Kennedy"
    if token.join != " ":
        return 0
    if is_particle(token):
        named = at + 1 < len(row) and row[at + 1].capital and row[at + 1].join in {" ", "-"} and at + 1 not in barred
        return 2 if named else 0  # "Theobald von Bethmann"
    if not token.capital or is_opener(token) or _ends_other(token):
        return 0
    return 0 if is_title(token) and token.fold not in _SURNAME_TITLES else 1
