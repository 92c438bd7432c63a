"""The words of many texts, folded, and the rows that hold them.

A text is cut at white space. What a piece stands for is worked out once for each distinct piece, the plain ones all at a time.
Rows are listed from the folded words; names of several words are looked for only in the rows of the rarest of their words.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress, filterfalse, repeat
from typing import Any

from kortui.search.tokens import goes_on, tokens

Lists = dict[str, list[int]]
"""Rows by token, ascending; a row may come twice."""

SEPARATOR = "\n"
"""Between the texts of an event's words, so that no phrase runs from one into the next."""

BETWEEN = " \0 "
"""What is put between texts to have `SEPARATOR` between their words; no text holds the code."""

_PIECES_AT_MOST = 200_000

_PUNCTUATION = ".,;:!?()[]\"'"


class Folded(dict[str, str]):
    """The tokens that pieces of texts stand for, as text."""

    def __init__(self) -> None:
        super().__init__({BETWEEN.strip(): SEPARATOR})

    def learn(self, texts: Sequence[Sequence[str]]) -> None:
        """Work out what the pieces of texts stand for that were not met before."""
        new = set(filterfalse(self.__contains__, chain.from_iterable(texts)))
        simple = [piece for piece in new if piece.isascii()]
        bare = [piece.strip(_PUNCTUATION) for piece in simple]
        plain = list(map(str.isalpha, bare))  # most are, and lower case is all there is to them
        lower = " ".join(compress(bare, plain)).lower().split()
        self.update(zip(compress(simple, plain), lower, strict=True))
        for piece in filterfalse(self.__contains__, new):
            self[piece] = " ".join(tokens(piece))

    def words(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """The tokens of texts that were cut into pieces, each as text with a blank before and behind."""
        self.learn(texts)
        fold = self.__getitem__
        return [f" {' '.join(filter(None, map(fold, pieces)))} " for pieces in texts]

    def trim(self) -> None:
        """Forget all when it has become too much."""
        if len(self) > _PIECES_AT_MOST:
            self.clear()
            self[BETWEEN.strip()] = SEPARATOR


class Pieces(dict[str, list[Any]]):
    """The pieces of texts: of each the tokens it stands for, as text, and behind them the rows that hold it, in one list.

    Reaching for a million words all over the memory is what listing them costs: so a piece is looked up once, and what it
    stands for and where its rows go is found in one place, mostly without another string.

    Args:
        lists: Rows by token, in no order, in which what was taken in is entered by `flush`; a row may come several times.
    """

    def __init__(self, lists: defaultdict[str, array[int]]) -> None:
        super().__init__({BETWEEN.strip(): [SEPARATOR]})
        self._lists = lists

    def __missing__(self, piece: str) -> list[Any]:
        bare = piece.strip(_PUNCTUATION)
        folded = bare.lower() if bare.isascii() and bare.isalpha() else " ".join(tokens(piece))
        found = self[piece] = [piece if folded == piece else folded]
        return found

    def words(self, texts: Iterable[str], first: int) -> list[str]:
        """Take in texts.

        Args:
            texts: Of rows that follow each other.
            first: The first row.

        Returns:
            The tokens of each as text, as of `Folded.words`.
        """
        found = []
        for row, text in enumerate(texts, first):
            folded = []
            for piece in text.split():  # written out, a word takes a sixth less than with iterators
                entry = self[piece]
                entry.append(row)
                folded.append(entry[0])
            words = f" {' '.join(folded)} "
            if "  " in words:  # of what stands for nothing, a dash say
                words = f" {' '.join(filter(None, words.split(' ')))} "
            found.append(words)
        return found

    def flush(self) -> None:
        """Enter what was taken in since the last time in the lists of its tokens."""
        lists = self._lists
        for found in self.values():
            if len(found) > 1:
                folded = found[0]
                del found[0]
                for token in folded.split():
                    lists[token].fromlist(found)
                found[:] = (folded,)
        if len(self) > _PIECES_AT_MOST:
            self.clear()
            self[BETWEEN.strip()] = [SEPARATOR]


def listed(words: Sequence[str], first: int) -> Lists:
    """The rows of each token.

    Args:
        words: Tokens of rows that follow each other, as of `Folded.words`.
        first: The first row.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    tokens_of = list(map(str.split, words))
    rows = chain.from_iterable(map(repeat, range(first, first + len(words)), map(len, tokens_of)))
    deque(map(list.append, map(found.__getitem__, chain.from_iterable(tokens_of)), rows), maxlen=0)
    return found


def beside(
    lists: Mapping[str, Sequence[int]], words: Sequence[str], first: int, name: str, among: Iterable[Sequence[int]] = ()
) -> list[int]:
    """The rows in which several tokens stand side by side, of which a Hangul one at the end may go on.

    Args:
        lists: Rows by token, in any order.
        words: Tokens of rows that follow each other, as of `Folded.words`.
        first: The first row.
        name: The tokens.
        among: Lists of rows that each hold all that are wanted.
    """
    tokens_of, part = name.split(" "), f" {name} "
    if goes_on(tokens_of[-1]):
        tokens_of, part = tokens_of[:-1], f" {name}"
    rarest = min([*among, *(lists.get(token, ()) for token in tokens_of)], key=len)
    return [row for row in dict.fromkeys(sorted(rarest)) if part in words[row - first]]
