"""Words of a text with their offsets and folded forms; what the finders of entities match on."""

from __future__ import annotations

import re
from typing import NamedTuple

from kortui.text import fold_text

_WORD = re.compile(r"([^\W_]+)")
_LEVEL = str.maketrans({"–": "-", "‐": "-", "‑": "-", "’": "'", "ʼ": "'", "‘": "'", "·": "-"})
_OPENING = frozenset(':"“•')
_HANGUL = re.compile(r"[가-힣]")


class _Words(dict[str, tuple[str, str, bool]]):
    """Words met so far, since texts repeat theirs: each with its fold and whether it begins with a capital letter.

    The word itself is the one to keep: a long text has millions, and their letters are then held once. Forgotten when there
    are too many.
    """

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = known = word, fold_text(word), word[:1].isupper()
        return known


_REMEMBERED = 50_000
_words = _Words()


def folded(word: str) -> str:
    """A word folded for comparison."""
    return _words[word][1]


def joint(text: str) -> str:
    """What stands between two words, levelled: dashes, apostrophes and white space each have one form.

    White space around other signs is dropped (", " is ","). A dash between spaces and an em dash divide words that a hyphen
    or an en dash would join, so they keep their own.
    """
    if text in {" ", ""}:
        return text
    level = " ".join(text.translate(_LEVEL).split())
    if not level:
        return "\n" if "\n" in text else " "
    return " - " if level == "-" and len(text) > 1 else level


class Token(NamedTuple):
    """A run of letters and digits. A tuple, because one is made for every word and a tuple costs a third of a dataclass.

    Attributes:
        start: First code point.
        end: Code point behind it.
        text: The word.
        fold: The word folded.
        join: What stands between it and the token before it, levelled; empty for the first.
        capital: Whether it begins with a capital letter.
        opening: Whether it opens the sentence or a quotation, where a capital letter says nothing.
    """

    start: int
    end: int
    text: str
    fold: str
    join: str
    capital: bool
    opening: bool


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, in order."""
    found: list[Token] = []
    make = tuple.__new__  # Token() is a Python function around it that costs as much again
    words, last = _words, start
    pieces = iter(_WORD.split(text[start:end]))  # half of what a match object for every word costs
    for gap, word in zip(pieces, pieces, strict=False):
        first = last + len(gap)
        last = first + len(word)
        word, fold, capital = words[word]
        if gap == " " and found:
            found.append(make(Token, (first, last, word, fold, " ", capital, False)))
            continue
        join = joint(gap) if found else gap.strip()
        opening = not found or join == "." or not _OPENING.isdisjoint(join)
        found.append(make(Token, (first, last, word, fold, join, capital, opening)))
    return found


def is_hangul(word: str) -> bool:
    """Whether a word holds Hangul syllables."""
    return _HANGUL.search(word) is not None
