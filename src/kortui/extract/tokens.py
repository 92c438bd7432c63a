"""Words of a text with their offsets and folded forms; what the finders of entities match on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, count
from operator import itemgetter, not_
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
    pieces = _WORD.split(text[start:end])  # gaps and words in turn: half of what a match object for every word costs
    edges = list(accumulate(map(len, pieces), initial=start))
    make = tuple.__new__  # Token() is a Python function around it that costs as much again
    found = [
        make(Token, (first, last, word, fold, " ", capital, False))
        for first, last, (word, fold, capital) in zip(
            edges[1::2], edges[2::2], map(_words.__getitem__, pieces[1::2]), strict=False
        )
    ]
    for at, gap in enumerate(pieces[:-1:2]):
        if gap != " " or not at:  # most words have a space before them
            first, last, word, fold, _, capital, _ = found[at]
            join = joint(gap) if at else gap.strip()
            opening = not at or join == "." or not _OPENING.isdisjoint(join)
            found[at] = make(Token, (first, last, word, fold, join, capital, opening))
    return found


_TEXT, _FOLD, _JOIN, _CAPITAL = (itemgetter(Token._fields.index(name)) for name in ("text", "fold", "join", "capital"))


def texts_of(row: Iterable[Token]) -> Iterator[str]:
    """The words of tokens; like the next, without a turn of a Python loop for each."""
    return map(_TEXT, row)


def folds_of(row: Iterable[Token]) -> Iterator[str]:
    """Their words folded."""
    return map(_FOLD, row)


def joins_of(row: Iterable[Token]) -> Iterator[str]:
    """What stands before each."""
    return map(_JOIN, row)


def capitals_of(row: Iterable[Token]) -> list[int]:
    """Indices of those that begin with a capital letter."""
    return list(compress(count(), map(_CAPITAL, row)))


def common_of(row: Sequence[Token]) -> Iterator[str]:
    """The words, folded, of those that do not."""
    return compress(map(_FOLD, row), map(not_, map(_CAPITAL, row)))


def is_hangul(word: str) -> bool:
    """Whether a word holds Hangul syllables."""
    return _HANGUL.search(word) is not None
