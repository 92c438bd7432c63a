"""The words of many texts entered into row lists; the loops over words run in C, at 0.1 µs a word.

A text is cut at white space, and what a piece stands for (its tokens, the names that may begin with it) is worked out once
for each distinct piece.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat

from kortui.search.tokens import tokens

Lists = defaultdict[str, list[int]]
"""Rows by token, ascending; a row may come twice."""

Names = Mapping[str, Sequence[tuple[str, str]]]
"""Names of several words by their first: key of the row list, and what a text that has the name holds."""

SEPARATOR = "\n"
"""Between the texts of an event's words, so that no phrase runs from one into the next."""

_PIECES_AT_MOST = 200_000


class Words:
    """Enters the words of texts of one kind.

    Args:
        lists: Where to. They may be emptied meanwhile, but stay the lists of their tokens.
        names: Names of several words, which have lists of their own.
    """

    def __init__(self, lists: Lists, names: Names) -> None:
        self._lists = lists
        self._of_piece: dict[str, tuple[list[int], ...]] = {}
        self._tokens: dict[str, str] = {}
        self._names_of: dict[str, Sequence[tuple[list[int], str]]] = {}
        self._names = {first: [(lists[key], part) for key, part in found] for first, found in names.items()}

    def enter(self, text: str, row: int) -> str:
        """Enter a text; its tokens as text, with a blank before and behind, for phrases."""
        return f" {self._entered(text, row)} "

    def enter_all(self, texts: Iterable[str], row: int) -> str:
        """Enter several texts of a row, a separator behind each."""
        found = [self._entered(text, row) for text in texts]
        return " " + "".join(f"{words} {SEPARATOR} " if words else f"{SEPARATOR} " for words in found)

    def _entered(self, text: str, row: int) -> str:
        pieces = text.split()
        try:
            words = " ".join(filter(None, map(self._tokens.__getitem__, pieces)))
        except KeyError:
            self._learn(pieces)
            words = " ".join(filter(None, map(self._tokens.__getitem__, pieces)))
        lists = chain.from_iterable(map(self._of_piece.__getitem__, pieces))
        deque(map(list.append, lists, repeat(row)), maxlen=0)
        if met := self._names_of.keys() & pieces:
            padded = f" {words} "
            for piece in met:
                for rows, part in self._names_of[piece]:
                    if part in padded and (not rows or rows[-1] != row):
                        rows.append(row)
        return words

    def _learn(self, pieces: Sequence[str]) -> None:
        """Work out what the pieces stand for that were not met before."""
        if len(self._tokens) >= _PIECES_AT_MOST:
            self._tokens.clear()
            self._of_piece.clear()
            self._names_of.clear()
        for piece in pieces:
            if piece not in self._tokens:
                found = tokens(piece)
                self._tokens[piece] = " ".join(found)
                self._of_piece[piece] = tuple(self._lists[token] for token in found)
                if names := [name for token in dict.fromkeys(found) for name in self._names.get(token, ())]:
                    self._names_of[piece] = names
