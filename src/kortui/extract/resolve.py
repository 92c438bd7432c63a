"""Relative dates made absolute: against the day of publication, what is known of it, or the date told last.

A document is read as *news*, where "in June" and "Friday" are near its publication, or as a *narrative*, where they are near
the date told last; which of the two its dates show. Nothing is made more precise than its reference: "last year" in a document
of 2024, 2025 or 2026 is 2023, 2024 or 2025, and a weekday in it is no finer than that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kortui import edtf
from kortui.extract import resolve_calendar as cal
from kortui.extract.dates_tense import tense
from kortui.extract.published import published_bounds
from kortui.extract.resolve_counting import Reference, counted, is_fresh, month_hint, nearest, nearest_in_story, with_template
from kortui.extract.spans import DateSpan, Offset, Sentence
from kortui.vocabulary import DateBasis

_SMALL = frozenset({"day", "weekday", "week", "weekend"})
_OLD = 2
"""Years before publication from which a stated date is history and not news."""

_NARRATIVE_AT_LEAST = 5
"""Old dates that make a narrative, if there are also twice as many of them as words that only news uses."""

_COMPARED = re.compile(r"\b(?:from|than|with|to|over|against|on)\s(?:the\s)?$")
_BESIDE = re.compile(r",?\s(?:in|on|during)\s(?:the\s)?|,\s")
_HAD = re.compile(r"\b(?:had|having)\b[^;:]*$")


def resolve(
    text: str, sentences: Sequence[Sentence], dates: Sequence[DateSpan], published: str | None, published_bounds: str | None
) -> tuple[DateSpan, ...]:
    """Fill in what relative and anaphoric dates mean.

    Args:
        text: The document's text.
        sentences: Its sentences.
        dates: As `kortui.extract.dates.find` gave them, in order.
        published: EDTF of publication as stated.
        published_bounds: EDTF the text supports when it is not stated.

    Returns:
        The same spans; those that cannot be known keep their offset and have no `edtf`.
    """
    anchor = Reference.of(published or published_bounds)
    story = _Story(text, sentences, anchor, _present_paragraphs(text, sentences, dates), narrative=_is_narrative(dates, anchor))
    return tuple(story.tell(span) for span in dates)


def _is_narrative(dates: Sequence[DateSpan], anchor: Reference | None) -> bool:
    """Whether a text tells of years gone by rather than of its own days."""
    if anchor is None or anchor.year is None or anchor.bounds.end is None:
        return True
    old = sum(
        1
        for d in dates
        if d.edtf and d.kind in ("DATE", "RANGE", "DECADE") and edtf.bounds(d.edtf).high[0] <= anchor.year - _OLD
    )
    news = sum(1 for d in dates if d.offset and (d.offset.unit == "weekday" or d.offset.reference == "published"))
    return old >= _NARRATIVE_AT_LEAST and old > 2 * news


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
    return frozenset(i for i, paragraph in enumerate(of_sentence) if paragraph in present - dated)


def _looks_back(offset: Offset | None) -> bool:
    """Whether an expression turns back from what was told last: "the previous year", "the June before"."""
    if offset is None or offset.reference != "previous":
        return False
    return offset.amount < (-1 if offset.unit in ("nearest", "weekday") else 0)


class _Story:
    """Walks through a document's dates, remembering what was told last."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], anchor: Reference | None, present: frozenset[int], *, narrative: bool
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._anchor = anchor
        self._present = present
        self._narrative = narrative
        self._last: Reference | None = None
        self._last_day: Reference | None = None
        self._last_stated: tuple[int, Reference] | None = None
        self._main: Reference | None = None
        self._pending: Reference | None = None
        self._told_in = -1
        self._before: DateSpan | None = None
        self._last_month: int | None = None
        self._main_month: int | None = None
        self._sentence = 0

    def tell(self, span: DateSpan) -> DateSpan:
        """The span with its value; it becomes what later spans refer to."""
        while self._sentence + 1 < len(self._sentences) and self._sentences[self._sentence + 1].start <= span.start:
            self._sentence += 1
        if span.offset is not None:
            value, basis = self._beside(span) or self._compared(span) or self._value(span.offset)
            if value is not None and not edtf.is_valid(value):
                value = None
            span = replace(span, edtf=value, basis=basis if value else "none")
        self._before = span
        if span.edtf and span.kind in ("DATE", "RANGE", "RELATIVE", "ANAPHORIC"):
            self._remember(span)
        return span

    def _remember(self, span: DateSpan) -> None:
        reference = Reference.of(span.edtf)
        if reference is None or reference.bounds.start is None:
            return
        if span.role == "deadline" or _looks_back(span.offset) or (span.kind == "RELATIVE" and self._narrative):
            return
        if self._narrative and self._is_aside(span, reference):
            return
        self._last = reference
        self._told_in = self._sentence
        known = reference.precision in ("day", "month", "season")
        self._last_month = reference.bounds.start[1] if known else month_hint(span.text)
        self._follow(reference)
        if reference.day:
            self._last_day = reference
        if span.offset is None and span.basis == "stated":
            self._last_stated = (self._sentence, reference)

    def _is_aside(self, span: DateSpan, reference: Reference) -> bool:
        """Whether a date of a narrative lies ahead of the story: planned, feared, or looked back from."""
        if self._main is None or self._main.year is None or reference.year is None or reference.year == self._main.year:
            return False
        sentence = self._sentences[self._sentence]
        if reference.year < self._main.year:
            return bool(_HAD.search(self._text, max(sentence.start, span.start - 80), span.start))
        return tense(self._text, span.start, span.end, sentence.start, sentence.end) > 0

    def _follow(self, reference: Reference) -> None:
        """Keep the main line of the story: a date far from it is an aside until a second one, or a heading, confirms it."""
        year, main = reference.year, self._main.year if self._main else None
        heading = bool(self._sentences) and self._sentences[self._sentence].kind in ("heading", "headline")
        pending = self._pending.year if self._pending else None
        if year is None:
            return
        near = main is not None and -1 <= year - main <= 3
        confirmed = pending is not None and abs(year - pending) <= 1
        if main is None or near or heading or confirmed:
            self._main, self._main_month, self._pending = reference, self._last_month, None
        else:
            self._pending = reference

    def _value(self, offset: Offset) -> tuple[str | None, DateBasis]:
        """What an offset means, and whether it was counted from publication or from the story."""
        if offset.reference == "previous" or (offset.reference == "context" and self._tells(offset)):
            reference: Reference | None = self._previous(offset)
            basis: DateBasis = "anaphoric"
            if reference and offset.unit == "nearest":
                if self._narrative and self._told_in != self._sentence and self._main:
                    return nearest_in_story(offset, self._main, self._main_month), basis
                return nearest_in_story(offset, reference, self._last_month), basis
        else:
            reference, basis = self._anchor, "relative"
        if reference is None:
            return None, "none"
        if offset.unit == "nearest":
            return nearest(offset, reference), basis
        if offset.template:
            return with_template(offset, reference), basis
        return counted(offset, reference), basis

    def _beside(self, span: DateSpan) -> tuple[str | None, DateBasis] | None:
        """The month of a year told right before it: "three years earlier, in January"."""
        offset, before = span.offset, self._before
        if offset is None or offset.unit != "nearest" or before is None or before.edtf is None:
            return None
        if offset.template.startswith("XXXX-XX"):
            return None
        year = Reference.of(before.edtf)
        if year is None or year.precision != "year" or not _BESIDE.fullmatch(self._text[before.end : span.start]):
            return None
        return with_template(replace(offset, unit="year", amount=0), year), before.basis

    def _compared(self, span: DateSpan) -> tuple[str, DateBasis] | None:
        """A figure's twin a year earlier: of April it is April, of a quarter the quarter."""
        offset, last = span.offset, self._last
        if offset is None or offset.unit != "year" or offset.reference != "previous" or offset.template or last is None:
            return None
        if last.precision not in ("month", "season") or not _COMPARED.search(self._text[max(0, span.start - 16) : span.start]):
            return None
        shifted = edtf.parse(last.text)
        if shifted.kind != "date" or last.year is None:
            return None
        return last.text.replace(cal.year_text(last.year), cal.year_text(last.year + offset.amount), 1), "anaphoric"

    def _tells(self, offset: Offset) -> bool:
        """Whether "in June", "Friday", "the end of the year" belong to the story rather than to the day of publication."""
        if self._narrative:
            return self._anchor is None or self._sentence not in self._present
        if offset.unit == "weekday" or self._last_stated is None:
            return False
        sentence, reference = self._last_stated
        apart = self._sentence - sentence
        if apart > (1 if offset.unit == "nearest" else 0) or offset.amount > 0:
            return False
        if apart and (reference.precision == "year" or self._new_paragraph()):
            return False
        if self._anchor is None:
            return True
        return not reference.bounds.overlaps(self._anchor.bounds) and not is_fresh(offset, self._anchor)

    def _new_paragraph(self) -> bool:
        """Whether the sentence opens a paragraph."""
        here, before = self._sentences[self._sentence], self._sentences[self._sentence - 1]
        return "\n" in self._text[before.end : here.start]

    def _previous(self, offset: Offset) -> Reference | None:
        """What "that", "the same" or "later" point at: days at the day told last, all else at the date told last."""
        if self._last is None:
            return self._anchor
        if offset.unit not in _SMALL and not offset.template.startswith("XXXX-XX"):
            return self._last
        if self._last.day is not None or self._last_day is None:
            return self._last
        told_since = self._last.precision == "month" and (self._narrative or offset.unit != "day")
        overlaps = self._last.bounds.overlaps(self._last_day.bounds)
        return self._last if told_since and not (overlaps and offset.unit in _SMALL) else self._last_day


__all__ = ["published_bounds", "resolve"]
