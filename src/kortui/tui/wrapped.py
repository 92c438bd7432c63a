"""`WrappedText`: a text of any length in lines of a width, of which only the stretches that are looked at are wrapped.

The text is cut into stretches of some thousand characters, at line ends where it has any. How many lines a stretch takes is
estimated until it is laid out, and known from then on; so lines are numbered as if all were there, and the numbers of those
behind a stretch change when it is laid out. Who keeps such a number asks for it again with the offset that its line begins at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from textual.cache import LRUCache

from kortui.text import cell_width, one_cell_each
from kortui.tui.paint import wrap

_START = itemgetter(0)

STRETCH = 4_096
"""Characters of a stretch, at most three times as many: 0.2 ms to lay out in Latin letters, 4 ms in Hangul."""

_KEPT = 48
"""Stretches whose lines are kept."""

_RUN_UP, _WIDE_RUN_UP = 400, 60
"""Lines that are wrapped ahead of a cut through a line of the text, 0.5 ms of Latin letters, and where some are wide, 2 ms.

Lines that began elsewhere end alike after 40 at the median, after 400 in 19 of 20 cases. In the others one line is short.
"""

_SAMPLES, _SAMPLE = 32, 128
"""Places at which the width of letters is looked at, and for how many characters."""

_FILLED = 0.95
"""How much of a wrapped line is words."""


class Line(NamedTuple):
    """A line as it is shown; a tuple, since a stretch of short ones has thousands.

    Attributes:
        start: Its first code point in the text.
        end: The one behind its last.
        first: Where the line of the text begins that it is of, or the part of a very long one.
        last: Where that ends.
    """

    start: int
    end: int
    first: int
    last: int


class WrappedText:
    """A text wrapped at a width.

    Args:
        text: The text.
        width: Cells of a line, at least 1.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self._cuts, self._inner, self._breaks, self._narrow = _cut(text)
        self._wide = 1.0 if text.isascii() else _cells_each(text)
        self.fit(width)

    def fit(self, width: int) -> None:
        """Wrap at another width: all that was laid out is estimated again."""
        self.width = max(width, 1)
        self._known = bytearray(len(self._breaks))
        self._counts = list(map(self._estimate, range(len(self._breaks))))
        self._firsts: Sequence[int] | None = None
        self._begins: dict[int, int] = {}
        self._laid: LRUCache[int, list[Line]] = LRUCache(_KEPT)

    def _estimate(self, stretch: int) -> int:
        """How many lines a stretch is likely to take."""
        size = self._cuts[stretch + 1] - self._cuts[stretch]
        cells = size if self._narrow[stretch] else size * self._wide
        breaks = max(self._breaks[stretch], 1)
        over = cells / breaks / (self.width * _FILLED)  # windows that a line of the text fills
        return max(1, self._breaks[stretch] if over <= 1 else round(breaks * over + self._breaks[stretch] / 2))

    @property
    def stretches(self) -> int:
        """Number of stretches."""
        return len(self._counts)

    @property
    def count(self) -> int:
        """Number of lines, as far as it is known."""
        return self._numbers()[-1]

    def _numbers(self) -> Sequence[int]:
        """The number of the first line of each stretch, and that of all lines."""
        if self._firsts is None:
            self._firsts = list(accumulate(self._counts, initial=0))
        return self._firsts

    def stretch_of(self, offset: int) -> int:
        """The stretch that holds a code point."""
        at = min(max(bisect_right(self._cuts, offset) - 1, 0), self.stretches - 1)
        return at - 1 if at and self._inner[at] and offset < self._start(at) else at

    def stretch_at(self, line: int) -> int:
        """The stretch that a line is in."""
        return min(max(bisect_right(self._numbers(), line) - 1, 0), self.stretches - 1)

    def lines_of(self, stretch: int) -> list[Line]:
        """The lines of a stretch, which is laid out for it."""
        found = self._laid.get(stretch)
        if found is None:
            found = self._laid[stretch] = self._lay_out(stretch)
            if not self._known[stretch]:
                self._known[stretch] = 1
                if self._counts[stretch] != len(found):
                    self._counts[stretch] = len(found)
                    self._firsts = None
        return found

    def bounds(self, stretch: int) -> tuple[int, int]:
        """Where a stretch begins and ends in the text; all of one ends where the next begins."""
        return self._start(stretch), self._start(stretch + 1)

    def parts(self, stretch: int) -> list[tuple[int, int]]:
        """Start and end of every line of the text in a stretch, without line ends; of a very long one the part in it."""
        start, end = self.bounds(stretch)
        found, last = [], stretch + 1 == self.stretches
        for part in self.text[start:end].split("\n"):
            found.append((start, start + len(part)))
            start += len(part) + 1
        if not last and not self._inner[stretch + 1]:
            found.pop()  # what is behind the line end belongs to the next stretch
        return found

    def _lay_out(self, stretch: int) -> list[Line]:
        return [
            Line(first + start, first + end, first, last)
            for first, last in self.parts(stretch)
            for start, end in wrap(self.text[first:last], self.width)
        ]

    def _start(self, stretch: int) -> int:
        """Where a stretch begins; one that goes through a line of the text begins where that would be wrapped.

        Lines are wrapped from a little before the cut. So it does not depend on all that is before, and yet is, but for rare
        cases and words longer than a line, where it would be if they were.
        """
        cut = self._cuts[stretch]
        if not self._inner[stretch]:
            return cut
        if (known := self._begins.get(stretch)) is not None:
            return known
        low = max(0, cut - _RUN_UP * self.width)
        if not one_cell_each(self.text[low:cut]):
            low = max(0, cut - _WIDE_RUN_UP * self.width)
        if (begins := self.text.rfind("\n", low, cut) + 1) > 0:
            low = begins
        elif low:
            word = next((at for at in range(low, min(low + self.width, cut)) if self.text[at].isspace()), low)
            low = next((at for at in range(word, cut) if not self.text[at].isspace()), low)
        lines = wrap(self.text[low : cut + 4 * self.width].partition("\n")[0], self.width)
        found = self._begins[stretch] = next((low + start for start, _ in lines[:-1] if low + start >= cut), cut)
        return found

    def line(self, number: int) -> Line:
        """A line; its stretch is laid out for it, and with it the number may become that of another line."""
        stretch = self.stretch_at(number)
        lines = self.lines_of(stretch)
        return lines[min(max(number - self._numbers()[stretch], 0), len(lines) - 1)]

    def number_of(self, offset: int) -> int:
        """The number of the line that holds a code point, or the blank or line end behind it."""
        stretch = self.stretch_of(offset)
        lines = self.lines_of(stretch)
        within = bisect_right(lines, offset, key=_START) - 1
        return self._numbers()[stretch] + max(within, 0)

    def settle(self, offset: int, before: int, after: int) -> int:
        """Lay out what is around a line, so that the numbers of the lines near it stay.

        Args:
            offset: A code point of the line.
            before: How many lines before it are to be laid out.
            after: And how many from it on.

        Returns:
            The number of the line.
        """
        stretch = self.stretch_of(offset)
        number = self.number_of(offset)
        within = number - self._numbers()[stretch]
        low, wanted = stretch, before - within
        while wanted > 0 and low > 0:
            low -= 1
            wanted -= len(self.lines_of(low))
        high, wanted = stretch, after + within - len(self.lines_of(stretch))
        while wanted > 0 and high + 1 < self.stretches:
            high += 1
            wanted -= len(self.lines_of(high))
        return self._numbers()[stretch] + within


def _cut(text: str) -> tuple[list[int], bytearray, list[int], bytearray]:
    """Where stretches begin and the text ends, which begin within a line, their line ends, and which seem a cell a letter."""
    cuts, inner, breaks, narrow = [0], bytearray(1), [], bytearray()
    at, size = 0, len(text)
    while True:
        found = text.find("\n", at + STRETCH - 1, at + 2 * STRETCH) + 1
        end = found or (size if size - at <= 2 * STRETCH else at + STRETCH)
        breaks.append(text.count("\n", at, end))
        narrow.append(one_cell_each(text[at : min(end, at + _SAMPLE)]))
        cuts.append(end)
        inner.append(not found and end < size)
        at = end
        if not found and end == size:
            return cuts, inner, breaks, narrow


def _cells_each(text: str) -> float:
    """Cells of a letter, judged by some places of a text that are not in ASCII alone."""
    step = max(1, len(text) // _SAMPLES)
    found = [piece for at in range(0, len(text), step) if not one_cell_each(piece := text[at : at + _SAMPLE])]
    letters = "".join(found)
    return cell_width(letters) / len(letters) if letters else 1.0
