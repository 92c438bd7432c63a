"""A date that was told, as what later ones in its story refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kortui import edtf
from kortui.extract import resolve_calendar as cal
from kortui.extract.resolve_ahead import When
from kortui.extract.resolve_counting import FRESH, Reference
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


_PAST = 10
"""Years before publication from which a year told may be the one that the next day or month is of: news looks back, too."""


def either_year(offset: Offset, value: str | None, told: Told, anchor: Reference) -> str | None:
    """A past day or month of one of two years: the one told just before it, or the nearest to publication.

    Args:
        offset: Of the day or month.
        value: As counted from publication.
        told: The year told last.
        anchor: Publication.

    Returns:
        None where it can hardly be of the year told: in what is to come, and so shortly before publication that it is news.
    """
    year, now = told.reference.year, anchor.year
    plain = re.fullmatch(r"XXXX-\d\d(?:-\d\d)?", offset.template) is not None
    if offset.unit != "nearest" or not -2 < offset.amount <= 0 or not plain or value is None or year is None or now is None:
        return None
    other = offset.template.replace("XXXX", cal.year_text(year))
    if now - year < _PAST or not edtf.is_valid(other) or edtf.parse(value).kind != "date":
        return None
    ends = cal.ordinal(edtf.bounds(value).high), cal.ordinal(anchor.bounds.high)
    if None in ends or abs((ends[0] or 0) - (ends[1] or 0)) <= FRESH:
        return None
    return f"[{other},{value}]"


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
