"""Relative dates made absolute: against the day of publication, what is known of it, or the date told last.

A document is read as *news*, where "in June" and "Friday" are near its publication, or as a *narrative*, where they are near
the date told last; which of the two its dates show. Nothing is made more precise than its reference: "last year" in a document
of 2024, 2025 or 2026 is 2023, 2024 or 2025, and a weekday in it is no finer than that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kortui import edtf
from kortui.extract.published import published_bounds
from kortui.extract.resolve_counting import Reference
from kortui.extract.resolve_story import Story
from kortui.extract.spans import DateSpan, Sentence

_OLD = 2
"""Years before publication from which a stated date is history and not news."""

_NARRATIVE_AT_LEAST = 5
"""Old dates that make a narrative, if there are also twice as many of them as words that only news uses."""


def resolve(
    text: str, sentences: Sequence[Sentence], dates: Sequence[DateSpan], published: str | None, published_bounds: str | None
) -> tuple[DateSpan, ...]:
    """Fill in what relative and anaphoric dates mean.

    Args:
        text: The document's text.
        sentences: Its sentences.
        dates: As `kortui.extract.dates.find` gave them, in order.
        published: EDTF of publication as stated.
        published_bounds: EDTF the text supports when it is not stated, or not to the day.

    Returns:
        The same spans; those that cannot be known keep their offset and have no `edtf`.
    """
    anchor = Reference.of(published_bounds or published)
    present = _present_paragraphs(text, sentences, dates)
    narrative, retold = _is_narrative(dates, anchor), _is_retold(dates, anchor)
    story = Story(text, sentences, anchor, present, dates, narrative=narrative, retold=retold)
    return tuple(story.tell(span) for span in dates)


def _is_narrative(dates: Sequence[DateSpan], anchor: Reference | None) -> bool:
    """Whether a text tells of years gone by rather than of its own days."""
    if anchor is None or anchor.year is None:
        return True
    old = sum(
        1
        for d in dates
        if d.edtf and d.kind in ("DATE", "RANGE", "DECADE") and edtf.bounds(d.edtf).high[0] <= anchor.year - _OLD
    )
    news = sum(map(_is_of_its_day, dates))
    if anchor.bounds.end is None and news == 0:
        return True
    return old >= _NARRATIVE_AT_LEAST and old > 2 * news


def _is_of_its_day(date: DateSpan) -> bool:
    """Whether an expression is one that only news uses: "on Friday", "last month"."""
    return date.offset is not None and (date.offset.unit == "weekday" or date.offset.reference == "published")


def _is_retold(dates: Sequence[DateSpan], anchor: Reference | None) -> bool:
    """Whether all that a document states is of years gone by, and nothing in it is of its own day."""
    if anchor is None or anchor.year is None or anchor.bounds.end is None:
        return False
    latest = anchor.year - _OLD
    stated = (d.edtf for d in dates if d.edtf and d.kind in ("DATE", "RANGE", "DECADE"))
    return not any(map(_is_of_its_day, dates)) and all((edtf.bounds(value).high or (9999,))[0] <= latest for value in stated)


def _paragraph_starts(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """For each sentence the start of its paragraph."""
    starts: list[int] = []
    for index, sentence in enumerate(sentences):
        new = index == 0 or "\n" in text[sentences[index - 1].end : sentence.start]
        starts.append(sentence.start if new else starts[-1])
    return starts


def _present_paragraphs(text: str, sentences: Sequence[Sentence], dates: Sequence[DateSpan]) -> frozenset[int]:
    """Sentences of paragraphs that speak of their own day ("next month") and of no stated year, also amid a narrative."""
    of_sentence = _paragraph_starts(text, sentences)
    begins = [s.start for s in sentences]
    present: set[int] = set()
    dated: set[int] = set()
    for date in dates:
        paragraph = of_sentence[bisect_right(begins, date.start) - 1]
        if date.offset is not None and date.offset.reference == "published":
            present.add(paragraph)
        elif date.edtf and date.kind in ("DATE", "RANGE"):
            dated.add(paragraph)
    undated = present - dated
    return frozenset(i for i, paragraph in enumerate(of_sentence) if paragraph in undated)


__all__ = ["published_bounds", "resolve"]
