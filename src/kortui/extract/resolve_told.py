"""A date that was told, as what later ones in its story refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kortui.extract.resolve_ahead import When
from kortui.extract.resolve_counting import Reference
from kortui.extract.spans import DateSpan, Offset, Sentence
from kortui.records import dataclass


def looks_back(offset: Offset | None) -> bool:
    """Whether an expression turns back from what was told last: "the previous year", "the June before"."""
    if offset is None or offset.reference != "previous":
        return False
    return offset.amount < (-1 if offset.unit in ("nearest", "weekday") else 0)


def entries(text: str, sentences: Sequence[Sentence], dates: Sequence[DateSpan]) -> dict[int, Reference]:
    """For each sentence of an entry that begins with its day ("2025-03-14: The minister arrived on Monday"), that day.

    Args:
        text: The document's text.
        sentences: Its sentences.
        dates: Its time expressions in order.
    """
    found: dict[int, Reference] = {}
    starts = [date.start for date in dates]
    for index, sentence in enumerate(sentences):
        if index and "\n" not in text[sentences[index - 1].end : sentence.start]:
            if index - 1 in found:
                found[index] = found[index - 1]
            continue
        at = bisect_left(starts, sentence.start)
        first = dates[at] if at < len(dates) and dates[at].end < sentence.end else None
        if first is None or first.offset is not None or any(c.isalnum() for c in text[sentence.start : first.start]):
            continue
        day = Reference.of(first.edtf)
        if day is not None and day.day is not None and _SET_OFF.match(text, first.end):
            found[index] = day
    return found


_SET_OFF = re.compile(r"[*_)\]]*\s*(?:[:–—|-]|[*_)\]]|\s)\s*(?=[*_\"“(]*[A-ZÀ-ÞĞİŞ가-힣])")
"""What stands between an entry's day and its text: a mark, or nothing but the capital letter with which the text begins."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date that was told.

    Attributes:
        reference: The date.
        month: Its month, or about which month "late 1941" is; None of mere years.
        sentence: Index of its sentence.
        stated: Whether the words alone say it.
        planned: Whether it was only planned when the story had come there.
    """

    reference: Reference
    month: int | None
    sentence: int
    stated: bool
    planned: bool = False

    @property
    def when(self) -> When:
        """Its year and month."""
        return self.reference.year or 0, self.month
