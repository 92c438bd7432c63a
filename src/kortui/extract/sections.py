"""The time that a heading gives to what stands beneath it: the "1949", "March 1950" or "2018–2019" of a chronology.

A heading counts when it is a date and nothing else, or sets one off from its other words ("The Korean War (1950–1953)",
"1957: Relations"). It holds until the next heading of its level or a higher one. A line of its own that is only a date is a
heading, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from kortui import edtf
from kortui.extract import resolve_calendar as cal
from kortui.extract.resolve_counting import SET_AT_MOST, Reference, counted, nearest, with_template
from kortui.extract.spans import DateSpan, Offset, Sentence
from kortui.records import dataclass, replace

MARKS = "#=*_ \t\r\n>"
"""Marks of headings and of emphasis, which belong to no date."""

LONGEST_LINE = 48
"""Longest line in characters that is only a date."""

_HEADS = frozenset(("heading", "headline"))
_LINES = frozenset(("paragraph", "list"))
_UNMARKED, _LINE = 8, 9
"""Levels of headings without marks that tell their level, and of lines."""
_DATED = frozenset(("DATE", "RANGE", "DECADE", "RELATIVE", "ANAPHORIC"))
_FILLING = re.compile(
    r"(?:\W|\b(?:the|a|an|in|of|from|during|for|and|year|years|period|decade|month|century|events?|chronology|timeline|"
    r"developments|overview|entries|yılı|yılında|yılları|yıl)\b)*",
    re.IGNORECASE,
)
"""What a heading may hold beside its date and still be nothing else."""
_SETS_OFF = re.compile(r"\s*(?:[:|]|[–—-]\s|\()")
_SET_OFF = re.compile(r".*(?:[:,(]|\s[–—-])\s*(?:in\s|from\s)?(?:the\s)?$|.{3,40}\s(?:in|during)\s(?:the\s)?$", re.DOTALL)
_CLOSES = re.compile(r"\W*")


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says of when that beneath it was.

    Attributes:
        edtf: Its date.
        sentence: Index of the heading among the sentences.
        level: 1 is the highest.
        alone: Whether the heading is its date and nothing else.
        listed: Whether it is an item of a list, which holds for the items behind it.
    """

    edtf: str
    sentence: int
    level: int
    alone: bool
    listed: bool

    @property
    def reference(self) -> Reference:
        """The date as others are counted from it."""
        reference = Reference.of(self.edtf)
        assert reference is not None
        return reference

    @property
    def years(self) -> int:
        """How many years it lies in."""
        start, end = self.reference.bounds.start, self.reference.bounds.end
        assert start is not None and end is not None
        return end[0] - start[0] + 1


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading: its level, and where its date begins if it has one."""

    level: int
    start: int
    alone: bool
    listed: bool


class Sections:
    """Walks through the sentences of a document, and knows under which dated heading each stands.

    Args:
        text: The document's text.
        sentences: Its sentences.
        dates: Its time expressions in order, resolved or not.

    Attributes:
        current: The innermost section; None outside all.
        ended: Whether a heading without a date has ended the last section: what was told there is not gone on with.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence], dates: Sequence[DateSpan]) -> None:
        self._sentences = sentences
        self._heads = _heads(text, sentences, dates)
        self._open: list[Section] = []
        self._left: Section | None = None
        self._at = -1
        self.current: Section | None = None
        self.ended = False

    def enter(self, index: int) -> None:
        """Go on to a sentence; one that is a heading ends the sections of its level and below.

        Args:
            index: Of the sentence; none before the last may be asked for again.
        """
        self._at = index
        head = self._heads.get(index)
        if head is None:
            if self._open and self._open[-1].listed and self._sentences[index].kind != "list":
                self._close(_LINE)
            self._left = None
            return
        flat = (section for section in self._open if section.level >= _UNMARKED)
        self._left = next(flat, None) if head.level >= _UNMARKED else None
        open_before = bool(self._open)
        self._close(head.level)
        self.ended = not self._open and (self.ended or open_before)

    @property
    def is_dated(self) -> bool:
        """Whether the sentence is a heading with a date."""
        return (head := self._heads.get(self._at)) is not None and head.start >= 0

    def spans_years(self, span: DateSpan) -> bool:
        """Whether a time expression is the date of a heading and of several years, from none of which a story goes on."""
        head = self._heads.get(self._at)
        bounds = edtf.bounds(span.edtf) if head is not None and head.start == span.start else None
        return bounds is not None and bounds.low[0] != bounds.high[0]

    def tell(self, span: DateSpan) -> None:
        """Take note of a resolved time expression of the sentence, which may be the date of its heading."""
        head = self._heads.get(self._at)
        if head is None or head.start != span.start or not span.edtf:
            return
        bounds = edtf.bounds(span.edtf)
        if bounds.start is None or bounds.end is None:
            return
        if self._left is not None and span.offset is not None and self._left not in self._open:
            self._open.append(self._left)  # "February" below "2018" without marks that say which is the higher
        self._open.append(Section(span.edtf, self._at, head.level, head.alone, head.listed))
        self.current = self._open[-1]

    @property
    def above(self) -> Section | None:
        """The section that a date in the heading itself is told in: of headings without marks the one just left."""
        return self.current or self._left

    def _close(self, level: int) -> None:
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        self.current = self._open[-1] if self._open else None


def in_section(offset: Offset, section: Section, told: Reference | None) -> str | None:
    """What a date without its year is beneath a heading: of the heading's year, one of its years, or all that it says.

    Args:
        offset: Of the date; its reference is the context.
        section: The heading.
        told: The month or day told last beneath it, if any.
    """
    reference, template = section.reference, offset.template
    if not template:
        return counted(offset, reference)
    if template.startswith("XXXX-XX"):
        month = told if told is not None else reference
        first, last = month.bounds.start, month.bounds.end
        if first is None or last is None or first[:2] != last[:2]:
            return section.edtf
        return template.replace("XXXX-XX", cal.month_text(first[0], first[1]))
    if reference.precision in ("day", "month", "season"):
        return nearest(replace(offset, unit="nearest", amount=0), reference)
    return with_template(replace(offset, unit="year", amount=0), reference) if section.years <= SET_AT_MOST else section.edtf


def marks_end(text: str, start: int, end: int) -> int:
    """Where the words of a line begin behind its marks of a heading or of emphasis."""
    while start < end and text[start] in MARKS:
        start += 1
    return start


def _heads(text: str, sentences: Sequence[Sentence], dates: Sequence[DateSpan]) -> dict[int, _Head]:
    """The headings of a document by the index of their sentence; empty where none of them has a date."""
    begins = [s.start for s in sentences]
    found: dict[int, _Head] = {}
    last = -1
    for date in dates:
        index = bisect_right(begins, date.start) - 1
        if index == last:
            continue  # a heading of several dates is of the first, if of any
        last, sentence = index, sentences[index]
        if sentence.kind in _HEADS:
            head = _dated(text, sentence, date, dates)
        elif sentence.kind in _LINES and sentence.end - sentence.start <= LONGEST_LINE and _is_line(text, sentence):
            head = _dated(text, sentence, date, dates)
            head = head if head is not None and head.alone else None
        else:
            continue
        if head is not None:
            found[index] = head
    if found:
        for index, sentence in enumerate(sentences):
            if sentence.kind in _HEADS and index not in found:
                found[index] = _Head(_level(text, sentence), -1, False, False)
    return found


def _is_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has its line, or its item of a list, for itself."""
    before = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    stop = text.find("\n", sentence.end)
    behind = text[sentence.end : stop if stop >= 0 else len(text)]
    return not any(c.isalnum() for c in before + behind)


def _dated(text: str, sentence: Sentence, date: DateSpan, dates: Sequence[DateSpan]) -> _Head | None:
    """A sentence as a heading of a date in it; None where the date is not what it is about."""
    if date.kind not in _DATED or date.role or date.either or (date.offset is not None and not date.offset.template):
        return None
    low, words = marks_end(text, sentence.start, sentence.end), text[sentence.start : sentence.end]
    before, behind = text[low : date.start], text[date.end : sentence.end]
    alone = _FILLING.fullmatch(before) is not None and _FILLING.fullmatch(behind) is not None
    if not alone:
        at = bisect_left(dates, sentence.end, key=attrgetter("start"))
        opens = _FILLING.fullmatch(before) is not None and _SETS_OFF.match(behind) is not None
        closes = dates[at - 1] is date and _CLOSES.fullmatch(behind) is not None and _SET_OFF.fullmatch(before) is not None
        if sentence.kind == "headline" or not (opens or closes):
            return None
    if sentence.kind not in _HEADS and words.rstrip().endswith(("?", "!", ",")):
        return None
    return _Head(_level(text, sentence), date.start, alone, sentence.kind == "list")


def _level(text: str, sentence: Sentence) -> int:
    """The level that the marks of a heading tell: of Markdown, of wiki markup, or of a line drawn under it."""
    if sentence.kind not in _HEADS:
        return _LINE
    words = text[sentence.start : sentence.end]
    if words[0] in "#=":
        return min(len(words) - len(words.lstrip(words[0])), _UNMARKED - 1)
    under = words.rpartition("\n")[2].strip() if "\n" in words else ""
    return {"=": 1, "-": 2}.get(under[:1], _UNMARKED) if set(under) <= set("=-") else _UNMARKED
