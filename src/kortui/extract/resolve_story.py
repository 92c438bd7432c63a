"""The walk through a document's dates that knows what was told last, so that "that year" and "in June" find their year.

A story has a main line. A date off it (what was planned, feared or looked back on, a year named in passing) is an aside: the
next sentence may take it up, later ones go on with the main line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui import edtf
from kortui.extract import resolve_calendar as cal
from kortui.extract import resolve_words as said
from kortui.extract.dates_tense import tense
from kortui.extract.resolve_ahead import Ahead
from kortui.extract.resolve_beside import explained, month_beside
from kortui.extract.resolve_counting import Reference, counted, is_fresh, nearest, with_template
from kortui.extract.resolve_line import OPENING, MainLine
from kortui.extract.resolve_narrative import month_hint, nearest_in_story
from kortui.extract.resolve_told import Told, either_year, entries, looks_back
from kortui.extract.sections import Section, Sections, in_section
from kortui.extract.spans import DateSpan, Offset, Sentence
from kortui.records import replace
from kortui.vocabulary import DateBasis

FAR = 10
"""Years from the main line beyond which a date told in the sentence before is no turn of the story."""

REACH = 100
"""Characters before a date in which a word makes an aside of it."""

_RELATIVE: DateBasis = "relative"
_ANAPHORIC: DateBasis = "anaphoric"
_SMALL = frozenset({"day", "weekday", "week", "weekend"})


class Story:
    """Walks through a document's dates, remembering what was told last.

    Args:
        text: The document's text.
        sentences: Its sentences.
        anchor: Its publication, or what is known of it.
        present: Sentences that speak of the day of publication even in a narrative.
        dates: Its time expressions in order, for what is told next.
        narrative: Whether the document tells of years gone by.
        retold: Whether every date it states is of years gone by, and no word is of its own day.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        anchor: Reference | None,
        present: frozenset[int],
        dates: Sequence[DateSpan],
        *,
        narrative: bool,
        retold: bool = False,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._anchor = anchor
        self._present = present
        self._narrative = narrative
        self._retold = retold
        self._ahead = Ahead(sentences, dates)
        self._entries = entries(text, sentences, dates)
        self._sentence = 0
        self._before: DateSpan | None = None
        self._last: Told | None = None
        self._last_day: Told | None = None
        self._last_finer: Told | None = None
        self._last_stated: Told | None = None
        self._line = MainLine(sentences, self._ahead)
        self._sections = Sections(text, sentences, dates)
        self._sections.enter(0)
        self._here: DateSpan | None = None

    def tell(self, span: DateSpan) -> DateSpan:
        """The span with its value; it becomes what later spans refer to."""
        while self._sentence + 1 < len(self._sentences) and self._sentences[self._sentence + 1].start <= span.start:
            self._sentence += 1
            self._sections.enter(self._sentence)
        if span.kind == "DURATION":
            span = explained(self._text, self._before, span)
        self._here = span
        if span.offset is not None:
            value, basis = (
                month_beside(self._text, self._before, span) or self._compared(span) or self._under_heading(self._as_told(span))
            )
            if value is not None and not edtf.is_valid(value):
                value = None
            span = replace(span, edtf=value, basis=basis if value else "none")
        self._before = span
        if span.kind in ("DATE", "RANGE", "RELATIVE", "ANAPHORIC"):
            self._remember(span)
        self._sections.tell(span)
        return span

    # What is remembered

    def _remember(self, span: DateSpan) -> None:
        reference = Reference.of(span.edtf)
        if reference is None or reference.bounds.start is None or (span.basis == _ANAPHORIC and reference.text[0] == "["):
            return
        if span.role == "deadline" or looks_back(span.offset) or self._sections.spans_years(span):
            return
        if self._narrative and (span.kind == "RELATIVE" or self._is_aside(span, reference)):
            return
        finer = reference.precision in ("day", "month", "season")
        month = reference.bounds.start[1] if finer else month_hint(span.text)
        stated = span.offset is None and span.basis == "stated"
        if month is None and self._last is not None and self._last.reference.year == reference.year:
            month = self._last.month  # "on December 7, Asian time, 1941": the year named again takes no month away
        told = Told(reference, month, self._sentence, stated, planned=self._before_it(span, said.PLANNED))
        self._last = told
        self._last_day = told if reference.day else self._last_day
        self._last_finer = told if reference.precision in ("day", "month") else self._last_finer
        self._last_stated = told if stated else self._last_stated
        self._line.follow(span, told)

    def _before_it(self, span: DateSpan, pattern: re.Pattern[str]) -> bool:
        low = max(self._sentences[self._sentence].start, span.start - REACH)
        return bool(pattern.search(self._text, low, span.start))

    def _is_aside(self, span: DateSpan, reference: Reference) -> bool:
        """Whether a date of a narrative lies ahead of the story (planned, feared), or is looked back on ("had …")."""
        year, main = reference.year, self._line.year
        if main is None or year is None or year == main:
            return False
        if year < main:
            return self._before_it(span, said.HAD)
        sentence = self._sentences[self._sentence]
        return tense(self._text, span.start, span.end, sentence.start, sentence.end) > 0

    # What is meant

    def _as_told(self, span: DateSpan) -> Offset:
        """The offset; "next summer" in words that a narrative quotes is counted from when they were said."""
        assert span.offset is not None
        counts = self._narrative and self._last is not None and span.offset.reference == "published"
        return replace(span.offset, reference="previous") if counts and self._quoted(span) else span.offset

    def _quoted(self, span: DateSpan) -> bool:
        """Whether a quotation is open where a span begins."""
        return said.is_quoted(self._text, self._sentences[self._sentence].start, span.start)

    def _under_heading(self, offset: Offset) -> tuple[str | None, DateBasis]:
        """What an offset means; beneath a heading that says when all of it was, a date of that time."""
        section = self._sections.above
        value, basis = self._value(offset)
        told = self._last_stated
        if (
            section is None
            and self._retold
            and basis == _RELATIVE
            and told is not None
            and self._goes_on(told)
            and self._anchor
        ):
            either = either_year(offset, value, told, self._anchor)
            return (either, _ANAPHORIC) if either else (value, basis)
        if section is None or offset.reference != "context" or self._is_told_beside(section, basis):
            return value, basis
        inside = value is not None and edtf.is_valid(value) and edtf.bounds(value).overlaps(section.reference.bounds)
        beneath = self._last is not None and self._last.sentence > section.sentence and basis == _ANAPHORIC
        if inside and (beneath or section.years == 1):
            return value, basis
        month = self._last_finer if self._last_finer and self._last_finer.sentence > section.sentence else None
        return in_section(offset, section, month.reference if month else None), _ANAPHORIC

    def _goes_on(self, told: Told) -> bool:
        """Whether a mere year is all that the sentences before in this paragraph tell."""
        if told is not self._last or told.reference.precision != "year" or told.sentence == self._sentence:
            return False
        return "\n" not in self._text[self._sentences[told.sentence].end : self._sentences[self._sentence].start]

    def _is_told_beside(self, section: Section, basis: DateBasis) -> bool:
        """Whether a date goes on from one out of the section's time that the same sentence or the one before it states."""
        told = self._last_stated
        if told is None or basis != _ANAPHORIC or told.sentence <= section.sentence or self._sentence - told.sentence > 1:
            return False
        return not told.reference.bounds.overlaps(section.reference.bounds)

    def _value(self, offset: Offset) -> tuple[str | None, DateBasis]:
        """What an offset means, and whether it was counted from publication or from the story."""
        reference, basis = self._entries.get(self._sentence, self._anchor), _RELATIVE
        if offset.reference == "previous" or (offset.reference == "context" and self._tells(offset)):
            if self._last is not None and offset.unit == "nearest":
                onward = self._pointed_at(offset) or self._onward()
                following = self._ahead.after(self._sentence) if self._narrative else None
                return nearest_in_story(offset, onward.reference, onward.month, following), "anaphoric"
            reference, basis = self._previous(offset), _ANAPHORIC
            if self._is_ahead(reference, offset):
                reference, basis = self._anchor, _RELATIVE
        if reference is None:
            return None, "none"
        if offset.unit == "nearest":
            return nearest(offset, reference), basis
        if offset.template:
            return with_template(offset, reference), basis
        return counted(offset, reference), basis

    def _is_ahead(self, reference: Reference | None, offset: Offset) -> bool:
        """Whether "earlier in the day", told as past, would be of a day that a report only looks forward to."""
        if self._narrative or offset.unit != "day" or offset.amount or reference is None or self._anchor is None:
            return False
        here, sentence = self._here, self._sentences[self._sentence]
        to_come = reference.bounds.low > self._anchor.bounds.high
        return to_come and here is not None and tense(self._text, here.start, here.end, sentence.start, sentence.end) < 0

    def _pointed_at(self, offset: Offset) -> Told | None:
        """What "that October" points at: a month or day told in the sentence before, however far from the main line."""
        finer = self._last_finer
        if offset.reference != "previous" or finer is None or self._sentence - finer.sentence > 1 or self._new_paragraph():
            return None
        return finer

    def _onward(self) -> Told:
        """The date that "in June" goes on from: the one just told, else the main line of a narrative."""
        assert self._last is not None
        main = self._line.told
        if not self._narrative or main is None:
            return self._last
        far = abs((self._last.reference.year or 0) - (main.reference.year or 0)) > FAR
        if self._last.sentence == self._sentence:
            return main if far and self._last.month is None and main.month else self._last
        just_told = self._last.sentence == self._sentence - 1 and not self._new_paragraph()
        passing = self._last.planned or (self._last.reference.precision == "year" and self._line.is_left_for(self._last))
        return self._last if just_told and not far and not passing else main

    def _compared(self, span: DateSpan) -> tuple[str, DateBasis] | None:
        """A figure's twin a year earlier: of April it is April, of a quarter the quarter."""
        offset, last = span.offset, self._last.reference if self._last else None
        if offset is None or offset.unit != "year" or offset.reference != "previous" or offset.template:
            return None
        if (
            last is None
            or last.year is None
            or last.precision not in ("month", "season")
            or edtf.parse(last.text).kind != "date"
        ):
            return None
        if not said.TWIN.search(span.text) or not self._before_it(span, said.COMPARED):
            return None
        return last.text.replace(cal.year_text(last.year), cal.year_text(last.year + offset.amount), 1), "anaphoric"

    def _tells(self, offset: Offset) -> bool:
        """Whether "in June", "Friday", "the end of the year" belong to the story rather than to the day of publication."""
        if self._narrative:
            ahead = self._sections.ended and self._announces()
            return self._anchor is None or not (self._sentence in self._present or ahead)
        told = self._last_stated
        if offset.unit == "weekday" or offset.amount > 0 or told is None:
            return False
        apart = self._sentence - told.sentence
        if self._looked_back(told, apart):
            return False
        if apart > (1 if offset.unit == "nearest" else 0):
            return False
        if apart and (told.reference.precision == "year" or self._new_paragraph()):
            return False
        if self._anchor is None:
            return True
        return not told.reference.bounds.overlaps(self._anchor.bounds) and not is_fresh(offset, self._anchor)

    def _announces(self) -> bool:
        """Whether a sentence looks ahead from the day of publication ("will visit"), and not from then ("was to visit")."""
        here, sentence = self._here, self._sentences[self._sentence]
        return here is not None and said.WILL.search(self._text, sentence.start, here.start) is not None

    def _looked_back(self, told: Told, apart: int) -> bool:
        """Whether a report's bare month is the last one, and the older year before it was only looked back on."""
        if self._anchor is None or (self._anchor.year or 0) <= (told.reference.year or 0) or self._before is None:
            return False
        here, sentence = self._before.end, self._sentences[self._sentence]
        if said.MADE_KNOWN.search(self._text, max(here, sentence.start), min(sentence.end, here + 2 * REACH)):
            return True
        return apart == 0 and told.reference.precision == "year" and self._before.start - sentence.start > OPENING

    def _new_paragraph(self) -> bool:
        """Whether the sentence opens a paragraph."""
        here, before = self._sentences[self._sentence], self._sentences[self._sentence - 1]
        return "\n" in self._text[before.end : here.start]

    def _previous(self, offset: Offset) -> Reference | None:
        """What "that", "the same" or "later" point at: days at the day told last, all else at the date told last."""
        if self._last is None:
            return self._anchor
        last, day = self._last.reference, self._last_day.reference if self._last_day else None
        small = offset.unit in _SMALL
        if not small and not offset.template.startswith("XXXX-XX"):
            return last
        if last.day is not None or day is None:
            return last
        told_since = last.precision == "month" and (self._narrative or offset.unit != "day")
        return last if told_since and not (small and last.bounds.overlaps(day.bounds)) else day
