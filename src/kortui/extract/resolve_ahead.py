"""What a narrative tells next: whether a date is a turn of the story or a detour from which it comes back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kortui.extract.resolve_counting import Reference
from kortui.extract.resolve_narrative import month_hint
from kortui.extract.spans import DateSpan, Sentence

SLACK = 2
"""Months that a later date may lie before a date ahead of the story and still go on from it: "early 1949" is no month."""

When = tuple[int, int | None]
"""Year and month; the month None where only the year is known."""


class Ahead:
    """The stated dates of a document, to be looked up from any place before them.

    Args:
        sentences: The document's sentences.
        dates: Its time expressions in order.
    """

    def __init__(self, sentences: Sequence[Sentence], dates: Sequence[DateSpan]) -> None:
        self._sentences = sentences
        self._headings = [i for i, s in enumerate(sentences) if s.kind in ("heading", "headline")]
        stated = [(date.start, ends) for date in dates if (ends := _ends(date)) is not None]
        self._starts = [start for start, _ in stated]
        self._ends = [ends for _, ends in stated]

    def is_detour(self, main: tuple[When, int], told: tuple[When, int]) -> bool:
        """Whether the story leaves its main line for one date alone: what is stated next lies where it came from.

        Args:
            main: When the main line stands, and the index of the sentence that told it.
            told: The date that may be a detour, and the index of its sentence.

        Returns:
            False also where a section begins between the two, or ends behind them: then nothing is known.
        """
        (line, line_sentence), (here, sentence) = main, told
        following = self._next(sentence)
        if following is None or self.section(line_sentence) != self.section(sentence):
            return False
        if _earlier(here, line):
            return not _earlier(following[0], line)
        return _earlier(line, here) and _earlier(following[1], here, SLACK)

    def after(self, sentence: int) -> When | None:
        """Beginning of the next stated date behind a sentence, wherever that is."""
        at = bisect_left(self._starts, self._sentences[sentence].end)
        return self._ends[at][0] if at < len(self._starts) else None

    def _next(self, sentence: int) -> tuple[When, When] | None:
        """Beginning and end of the next stated date behind a sentence, in its section."""
        at = bisect_left(self._starts, self._sentences[sentence].end)
        if at == len(self._starts):
            return None
        heading = bisect_right(self._headings, sentence)
        if heading < len(self._headings) and self._sentences[self._headings[heading]].start <= self._starts[at]:
            return None
        return self._ends[at]

    def section(self, sentence: int) -> int:
        """How many headings stand before a sentence."""
        return bisect_right(self._headings, sentence)


def _ends(date: DateSpan) -> tuple[When, When] | None:
    """Year and month of the first and the last day of a stated date."""
    reference = Reference.of(date.edtf) if date.kind in ("DATE", "RANGE") and date.basis == "stated" else None
    if reference is None or reference.bounds.start is None or reference.bounds.end is None:
        return None
    first, last = reference.bounds.start, reference.bounds.end
    if reference.precision == "year":
        hint = month_hint(date.text)
        return (first[0], hint), (last[0], hint)
    return first[:2], last[:2]


def _earlier(one: When, other: When, slack: int = 0) -> bool:
    """Whether one month lies before another by more than some months; of mere years, whether the year does."""
    if one[0] != other[0] and (one[1] is None or other[1] is None or slack == 0):
        return one[0] < other[0]
    if one[1] is None or other[1] is None:
        return False
    return 12 * one[0] + one[1] + slack < 12 * other[0] + other[1]
