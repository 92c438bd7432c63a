"""Relative dates made absolute: against the day of publication, what is known of it, or the date told last.

A document is read as *news*, where "in June" and "Friday" are near its publication, or as a *narrative*, where they are near
the date told last; which of the two its dates show. Nothing is made more precise than its reference: "last year" in a document
of 2024, 2025 or 2026 is 2023, 2024 or 2025, and a weekday in it is no finer than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kortui import edtf
from kortui.edtf import Bounds, Day
from kortui.extract import resolve_calendar as cal
from kortui.extract.dates_tense import tense
from kortui.extract.published import published_bounds
from kortui.extract.spans import DateSpan, Offset, Sentence
from kortui.vocabulary import DateBasis

_SMALL = frozenset({"day", "weekday", "week", "weekend"})
_OLD = 2
"""Years before publication from which a stated date is history and not news."""

_NARRATIVE_AT_LEAST = 5
"""Old dates that make a narrative, if there are also twice as many of them as words that only news uses."""

_HAD = re.compile(r"\b(?:had|having)\b[^;:]*$")
_TEMPLATE = re.compile(r"XXXX-(?P<month>\d\d|XX)(?:-(?P<day>\d\d))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A date that others are counted from.

    Attributes:
        text: Its EDTF.
        bounds: Earliest and latest day.
        precision: As in `edtf.Edtf`; ``year`` of sets and long intervals.
    """

    text: str
    bounds: Bounds
    precision: str

    @classmethod
    def of(cls, text: str | None) -> Reference | None:
        """The reference an EDTF string makes; None of None."""
        if not text:
            return None
        parsed = edtf.parse(text)
        precision = parsed.precision if parsed.kind == "date" else "year"
        if parsed.kind != "date" and parsed.bounds.start and parsed.bounds.end:
            start, end = parsed.bounds.start, parsed.bounds.end
            precision = "day" if start == end else "month" if start[:2] == end[:2] else "year"
        return cls(text, parsed.bounds, precision)

    @property
    def day(self) -> Day | None:
        """The day, when it is one."""
        return self.bounds.start if self.bounds.start == self.bounds.end else None

    @property
    def year(self) -> int | None:
        """The year, when it lies in one; of a longer interval its first."""
        return self.bounds.start[0] if self.bounds.start else None


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
    story = _Story(text, sentences, anchor, narrative=_is_narrative(dates, anchor))
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
    news = sum(1 for d in dates if d.offset and (d.offset.unit == "weekday" or d.offset.reference == "published"))
    return old >= _NARRATIVE_AT_LEAST and old > 2 * news


class _Story:
    """Walks through a document's dates, remembering what was told last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], anchor: Reference | None, *, narrative: bool) -> None:
        self._text = text
        self._sentences = sentences
        self._anchor = anchor
        self._narrative = narrative
        self._last: Reference | None = None
        self._last_day: Reference | None = None
        self._last_stated: tuple[int, Reference] | None = None
        self._main: Reference | None = None
        self._pending: Reference | None = None
        self._told_in = -1
        self._last_month: int | None = None
        self._main_month: int | None = None
        self._sentence = 0

    def tell(self, span: DateSpan) -> DateSpan:
        """The span with its value; it becomes what later spans refer to."""
        while self._sentence + 1 < len(self._sentences) and self._sentences[self._sentence + 1].start <= span.start:
            self._sentence += 1
        if span.offset is not None:
            value, basis = self._value(span.offset)
            if value is not None and not edtf.is_valid(value):
                value = None
            span = replace(span, edtf=value, basis=basis if value else "none")
        if span.edtf and span.kind in ("DATE", "RANGE", "RELATIVE", "ANAPHORIC"):
            self._remember(span)
        return span

    def _remember(self, span: DateSpan) -> None:
        reference = Reference.of(span.edtf)
        if reference is None or reference.bounds.start is None:
            return
        looks_back = span.offset is not None and span.offset.reference == "previous" and span.offset.amount < 0
        if span.role == "deadline" or looks_back or (span.kind == "RELATIVE" and self._narrative):
            return
        if self._narrative and self._is_aside(span, reference):
            return
        self._last = reference
        self._told_in = self._sentence
        self._last_month = reference.bounds.start[1] if reference.precision in ("day", "month") else _month_hint(span.text)
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
        near = main is not None and -1 <= year - main <= 1
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
                    return _nearest_in_story(offset, self._main, self._main_month), basis
                return _nearest_in_story(offset, reference, self._last_month), basis
        else:
            reference, basis = self._anchor, "relative"
        if reference is None:
            return None, "none"
        if offset.unit == "nearest":
            return _nearest(offset, reference), basis
        if offset.template:
            return _with_template(offset, reference), basis
        return _counted(offset, reference), basis

    def _tells(self, offset: Offset) -> bool:
        """Whether "in June", "Friday", "the end of the year" belong to the story rather than to the day of publication."""
        if self._narrative:
            return True
        if offset.unit == "weekday" or self._last_stated is None:
            return False
        sentence, reference = self._last_stated
        if self._sentence - sentence > (1 if offset.unit == "nearest" else 0) or offset.amount > 0:
            return False
        return self._anchor is None or not reference.bounds.overlaps(self._anchor.bounds)

    def _previous(self, offset: Offset) -> Reference | None:
        if self._last is None:
            return self._anchor
        days = offset.unit in _SMALL or offset.template.startswith("XXXX-XX")
        if days and self._last.precision not in ("day", "month") and self._last_day:
            return self._last_day
        if days and offset.unit in _SMALL and self._last_day and self._last.day is None:
            return self._last_day if self._last.bounds.overlaps(self._last_day.bounds) else self._last
        return self._last


def _years(offset: Offset, reference: Reference) -> tuple[int | None, int | None]:
    """First and last year an offset can mean; None where the reference is open."""
    scale = {"year": 1, "decade": 10, "century": 100}.get(offset.unit, 0) * offset.amount
    low, high = reference.bounds.start, reference.bounds.end
    return (low[0] + scale if low else None), (high[0] + scale if high else None)


def _counted(offset: Offset, reference: Reference) -> str | None:
    """A bare relative date: units counted from the reference."""
    low, high = reference.bounds.start, reference.bounds.end
    unit = offset.unit
    if unit in ("year", "decade", "century"):
        return _far(offset, reference)
    if low is None or high is None:
        return reference.text
    if unit in ("month", "quarter", "half", "season"):
        if reference.precision not in ("day", "month", "season"):
            return reference.text
        return _months(offset, low, high)
    if low != high:
        return reference.text  # a week or a day moves nothing that is only known to the month or year
    if unit == "weekday":
        return _weekday(offset, low)
    if unit in ("week", "weekend"):
        monday = cal.plus_days(low, 1 - (cal.weekday(low) or 1) + 7 * offset.amount)
        first = monday if unit == "week" or monday is None else cal.plus_days(monday, 5)
        last = low if offset.to_reference else monday and cal.plus_days(monday, 6)
        return cal.span_text(first, last)
    return cal.span_text(*(cal.plus_days(low, offset.amount),) * 2)


def _far(offset: Offset, reference: Reference) -> str | None:
    first, last = _years(offset, reference)
    if offset.to_reference and reference.day:
        year, month, day = reference.day
        return cal.span_text((year, 1, 1), (year, month, day)) if offset.unit == "year" else cal.year_text(year)
    if offset.unit == "year":
        texts = [None if y is None else cal.year_text(y) for y in (first, last)]
        return cal.one_of(texts[0], texts[1])
    if first is None or last is None:
        return None
    if abs(offset.amount) > 1 or offset.reference == "published" and offset.amount < 0:
        return f"{cal.year_text(first)}~" if first == last else None  # "two decades ago" is no calendar decade
    digits = 3 if offset.unit == "decade" else 2
    texts = [cal.year_text(y)[: len(cal.year_text(y)) - 4 + digits] + "X" * (4 - digits) for y in (first, last)]
    return texts[0] if texts[0] == texts[1] else None


def _months(offset: Offset, low: Day, high: Day) -> str | None:
    size = {"month": 1, "quarter": 3, "season": 3, "half": 6}[offset.unit]
    ends = []
    for year, month, _ in (low, high):
        block = (month - 1) // size
        moved_year, moved_month = cal.plus_months(year, block * size + 1, size * offset.amount)
        if size == 1:
            ends.append(cal.month_text(moved_year, moved_month))
        else:
            code = (33 if size == 3 else 40) + (moved_month - 1) // size
            ends.append(f"{cal.year_text(moved_year)}-{code}")
    if offset.to_reference and low == high and offset.amount == 0:
        return cal.span_text((low[0], (low[1] - 1) // size * size + 1, 1), low)
    return cal.one_of(*ends)


def _weekday(offset: Offset, day: Day) -> str | None:
    """The weekday at or before the day, strictly before it, at or after it, or in the next week."""
    here, wanted = cal.weekday(day), offset.value
    if here is None or wanted is None:
        return None
    back = (here - wanted) % 7
    if offset.reference == "previous":  # "the following Friday", "that Friday"
        move = (wanted - here) % 7 or (7 if offset.amount > 0 else 0)
        move = -(back or 7) if offset.amount < 0 else move
    elif offset.amount == -2:
        move = -(back or 7)
    elif offset.amount == 1:
        move = (wanted - here) % 7
    elif offset.amount == 2:
        move = 7 + wanted - here
    elif offset.reference == "context":
        move = -back
    else:
        move = wanted - here  # "this Friday" is of this week
    return cal.span_text(*(cal.plus_days(day, move),) * 2)


def _with_template(offset: Offset, reference: Reference) -> str | None:
    """A month, season, quarter or day of a year (or month) that is counted from the reference."""
    if offset.unit == "month":
        low, high = reference.bounds.start, reference.bounds.end
        if low is None or high is None or low[:2] != high[:2]:
            return None
        year, month = cal.plus_months(low[0], low[1], offset.amount)
        return offset.template.replace("XXXX-XX", cal.month_text(year, month))
    first, last = _years(offset, reference)
    if first is None or last is None:
        return None
    if first == last:
        return offset.template.replace("XXXX", cal.year_text(first))
    if "/" in offset.template or last - first > 3:
        return f"[{cal.year_text(first)}..{cal.year_text(last)}]"
    return "[" + ",".join(offset.template.replace("XXXX", cal.year_text(y)) for y in range(first, last + 1)) + "]"


def _nearest(offset: Offset, reference: Reference) -> str | None:
    """The template's year in news: the one that brings it nearest to publication on the side the tense says."""
    low, high = reference.bounds.start, reference.bounds.end
    if low is None or high is None:
        return None
    if offset.template.startswith("XXXX-XX"):
        if low[:2] != high[:2]:
            return None
        return _month_of_day(offset, low, high)
    found = []
    for day in (low, high) if low != high else (low,):
        year = _near_year(offset, day)
        found.append(year)
    first, last = found[0], found[-1]
    if first == last:
        return offset.template.replace("XXXX", cal.year_text(first))
    return _with_template(
        Offset("year", template=offset.template), Reference.of(f"{cal.year_text(first)}/{cal.year_text(last)}") or reference
    )


def _near_year(offset: Offset, day: Day) -> int:
    candidates = []
    for year in (day[0] - 1, day[0], day[0] + 1):
        value = offset.template.replace("XXXX", cal.year_text(year))
        if edtf.is_valid(value):
            candidates.append((year, edtf.bounds(value)))
    if not candidates:
        return day[0]
    sign = offset.amount
    if sign == -2:
        fitting = [c for c in candidates if c[1].high < day]
    elif sign == 2:
        fitting = [c for c in candidates if c[1].low > day]
    elif sign < 0:
        fitting = [c for c in candidates if c[1].low <= day]
    elif sign > 0:
        fitting = [c for c in candidates if c[1].high >= day]
    else:
        fitting = candidates
    return min(fitting or candidates, key=lambda c: (_distance(c[1], day), -c[0]))[0]


def _distance(span: Bounds, day: Day) -> int:
    """Days between a span and a day, 0 inside."""
    middle, low, high = (cal.ordinal(d) or 0 for d in (day, span.low, span.high))
    return max(low - middle, middle - high, 0)


def _month_of_day(offset: Offset, low: Day, high: Day) -> str | None:
    day = int(offset.template[-2:])
    year, month = low[0], low[1]
    if low == high and offset.amount <= 0 and day > low[2]:
        year, month = cal.plus_months(year, month, -1)
    return offset.template.replace("XXXX-XX", cal.month_text(year, month))


_TURN = 9
"""Months that a story may go back inside a year; a month further back is of the next year (January after December)."""


def _month_hint(words: str) -> int | None:
    """Which month "late 1941" or "the beginning of 1864" roughly is, for telling January after from January before."""
    if re.match(r"(?:the\s)?(?:late|end|close|latter)", words, re.IGNORECASE):
        return 11
    if re.match(r"(?:the\s)?(?:early|beginning|start)", words, re.IGNORECASE):
        return 2
    return 6 if re.match(r"(?:the\s)?mid", words, re.IGNORECASE) else None


def _nearest_in_story(offset: Offset, reference: Reference, told: int | None) -> str | None:
    """The template's year in a narrative: that of the date told last, or the next when the story has gone over New Year."""
    low = reference.bounds.start
    if low is None:
        return None
    if offset.template.startswith("XXXX-XX"):
        return (
            offset.template.replace("XXXX-XX", cal.month_text(low[0], low[1]))
            if reference.precision in ("day", "month")
            else None
        )
    year = low[0]
    match = _TEMPLATE.match(offset.template)
    code = int(match["month"]) if match and match["month"] != "XX" else 0
    month = {21: 4, 22: 7, 23: 10, 24: 12}.get(code, code)
    if abs(offset.amount) == 2:
        here = told or 1
        year += (1 if month <= here else 0) if offset.amount > 0 else (-1 if month >= here else 0)
    elif told and 1 <= month <= 12 and told - month >= _TURN:
        year += 1
    return offset.template.replace("XXXX", cal.year_text(year))


__all__ = ["published_bounds", "resolve"]
