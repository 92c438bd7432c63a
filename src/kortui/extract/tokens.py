"""Words of a text with their offsets and folded forms; what the finders of entities match on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kortui.text import fold_text

_WORD = re.compile(r"[^\W_]+")
_DASHES = str.maketrans({"–": "-", "‐": "-", "‑": "-", "—": "-", "’": "'", "ʼ": "'", "‘": "'", "·": "-"})
_HANGUL = re.compile(r"[가-힣]")


@lru_cache(maxsize=20000)
def folded(word: str) -> str:
    """A word folded for comparison; cached, since texts repeat their words."""
    return fold_text(word)


def joint(text: str) -> str:
    """What stands between two words, levelled: dashes, apostrophes and white space each have one form."""
    return text if text in {" ", ""} else " ".join(text.translate(_DASHES).split()) or ("\n" if "\n" in text else " ")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits.

    Attributes:
        start: First code point.
        end: Code point behind it.
        text: The word.
        fold: The word folded.
        join: What stands between it and the token before it, levelled; empty for the first.
        capital: Whether it begins with a capital letter (or, in a script without case, is a name as good as any).
    """

    start: int
    end: int
    text: str
    fold: str
    join: str
    capital: bool


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, in order."""
    found: list[Token] = []
    last = start
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        join = joint(text[last : match.start()]) if found else text[start : match.start()].strip()
        found.append(Token(match.start(), match.end(), word, folded(word), join, word[0].isupper()))
        last = match.end()
    return found


def is_hangul(word: str) -> bool:
    """Whether a word holds Hangul syllables."""
    return _HANGUL.search(word) is not None
