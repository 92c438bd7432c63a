"""The runs of word characters of a text, cut once for all that look words up in tables."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from itertools import accumulate, islice
from sys import intern
from typing import NamedTuple

_RUN = re.compile(r"(\w+)")
_GAP = re.compile(r"\W")
_AT_ONCE = 65_536
"""Characters cut at a time: the pieces of a whole text are some twenty times its size."""


class Runs(NamedTuple):
    """Where the runs of letters, digits and underscores of a text begin, and what they are.

    A long text has millions: their places are numbers of four bytes, and the letters of equal words are held once.
    """

    starts: array[int]
    words: list[str]

    @classmethod
    def of(cls, text: str) -> Runs:
        """Those of a text."""
        starts, start = array("I"), 0
        words: list[str] = []
        while start < len(text):
            gap = _GAP.search(text, start + _AT_ONCE) if start + _AT_ONCE < len(text) else None
            end = len(text) if gap is None else gap.start()
            pieces = _RUN.split(text[start:end])  # gaps and words in turn: a third of what a match for every word costs
            starts.extend(islice(accumulate(map(len, pieces), initial=start), 1, len(pieces), 2))
            words += map(intern, pieces[1::2])
            start = end
        return cls(starts, words)

    def within(self, start: int, end: int) -> slice:
        """Which of them begin in a stretch of the text."""
        return slice(bisect_left(self.starts, start), bisect_left(self.starts, end))
