"""When an undated document must have been written, reasoned from what it says of years."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from kortui import edtf
from kortui.extract.datelines import Dateline
from kortui.extract.dates_guards import COMPARED_WITH, is_of_a_plan
from kortui.extract.dates_lexicon import any_of
from kortui.extract.dates_tense import tense
from kortui.extract.spans import DateSpan, Sentence
from kortui.model import Document

HEADER_BLOCKS = 6
"""Blocks at the beginning among which a line that is only a date says when the document was written."""

HEADER_AT_MOST = 100
"""Longest such line in characters."""

_PLACE = r"[A-ZÇĞİÖŞÜ][\w.]+(?:\s[A-ZÇĞİÖŞÜ][\w.]+)?,"
_NUMBER = r"(?:No|Nr|QA|SC)\b[.:\s-]*\d[\w/-]*[,.]?"  # of a press release: "No: 98, 14 May 2024, …"
_ALONE = re.compile(rf"\W*(?:{_PLACE}(?:\s{_PLACE})?|{_NUMBER})?\W*")
_NUMBERED = re.compile(rf"\W*{_NUMBER}\W*")
_HOUR = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)"
_ZONE = r"(?:\s?\(?[A-Z]{2,4}(?:[+-]\d{1,2}(?::?\d\d)?)?\b\)?)"
_CLOCK = rf"(?:(?:at\s)?{_HOUR}{_ZONE}?\W*)"
_LABELLED = re.compile(rf"(?:^|\W){any_of('published', 'labels')}(?:\s(?:on|at|date))?\s*[:：|]?\s*{_CLOCK}?$", re.IGNORECASE)
_TIME = re.compile(rf"\W*(?:\(?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\)?\W*)?(?:{_CLOCK}){{0,2}}|,\s?\w+\W*", re.IGNORECASE)
_TOTAL = re.compile(rf"\b{any_of('published', 'totals')}", re.IGNORECASE)
_FIGURE = re.compile(r"[$€£₩]\s?\d|\b\d[\d.,]*\s?(?:[bmt]r?illion|percent|per cent|%|won|lira|dollars)", re.IGNORECASE)
_AHEAD = re.compile(rf"\b{any_of('published', 'ahead')}", re.IGNORECASE)
_THEN = re.compile(rf"\b{any_of('published', 'then')}", re.IGNORECASE)
_LEFT_BEHIND = re.compile(r"\b(?:was|were|had|did|said|\w{3,}ed)\b")
_WORD_BEFORE = 90


def published_bounds(
    document: Document, sentences: Sequence[Sentence], dates: Sequence[DateSpan], datelines: Sequence[Dateline] = ()
) -> tuple[str | None, tuple[str, ...]]:
    """What the text supports about the date of publication when it is not stated to the day.

    A line at the beginning that is only a date says it, and so does the first dateline. Otherwise the latest year spoken of as
    past is the earliest possible, the year after when a figure of the whole year is given; a year ahead is the latest possible.
    A dateline without a year gives the day in the years that are possible.

    Args:
        document: The document; where its `published` is a day nothing is reasoned, where it is coarser only a dateline that
            lies in it says more.
        sentences: Its sentences.
        dates: Its dates, unresolved.
        datelines: Its datelines.

    Returns:
        EDTF (a set of years or days, open at the end when nothing is aimed at) or None, and the reasons, a clause each.
    """
    sent = _sent(dates, datelines)
    if document.published:
        day = _day_sent(sent, document.published)
        within = day is not None and day != document.published and edtf.bounds(document.published).overlaps(edtf.bounds(day))
        return (day, (f'is datelined "{sent.text}"',)) if sent and within else (None, ())
    header = _header(document, dates)
    if header:
        return header.edtf, (f'is headed "{header.text}"',)
    filed = _filed(document)
    if filed:
        return filed
    if sent and sent.edtf:
        return sent.edtf, (f'is datelined "{sent.text}"',)
    years, reasons = _years(document, sentences, dates)
    day = _day_sent(sent, years)
    return (day, (f'is datelined "{sent.text}"', *reasons)) if sent and day else (years, reasons)


_FILE = re.compile(
    r"\b\d{3}[A-Z]?\.(?:\d{1,4}[A-Z]?|[A-Z]{2,4})(?:\s[A-Z][\w-]*)?"
    r"/(?P<month>\d{1,2})[-–](?P<day>\d{1,2})(?P<year>\d\d)\b"
)
"""The decimal file number of an American diplomatic paper of 1910–1963, which ends in its date: "795.00/7–2150"."""


def _filed(document: Document) -> tuple[str, tuple[str, ...]] | None:
    """The day in a file number in one of the first lines, with the reason."""
    for block in document.blocks[:HEADER_BLOCKS]:
        if block.end - block.start > HEADER_AT_MOST:
            continue
        found = _FILE.search(document.text, block.start, block.end)
        if found:
            day = f"19{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
            if edtf.is_valid(day):
                return day, (f'is filed as "{found[0]}"',)
    return None


_MOST_YEARS = 4
"""Years among which a day without its year is spelt out."""


def _sent(dates: Sequence[DateSpan], datelines: Sequence[Dateline]) -> DateSpan | None:
    """The day in the first dateline that has one, with its year or without."""
    for dateline in datelines[:1]:
        for date in dates:
            if dateline.start <= date.start < dateline.end and date.kind == "DATE":
                said = date.edtf or (date.offset.template if date.offset and date.offset.unit == "nearest" else "")
                return date if _DAY.fullmatch(said) else None
    return None


_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")


def _day_sent(sent: DateSpan | None, years: str | None) -> str | None:
    """A dateline's day in the years that are possible; None where those are too many or nothing is known of them."""
    if sent is None or years is None:
        return None
    if sent.edtf or sent.offset is None:
        return sent.edtf
    possible = edtf.bounds(years)
    if possible.start is None or possible.end is None or possible.end[0] - possible.start[0] >= _MOST_YEARS:
        return None
    days = [sent.offset.template.replace("XXXX", f"{y:04d}") for y in range(possible.start[0], possible.end[0] + 1)]
    days = [day for day in days if edtf.is_valid(day) and edtf.bounds(day).overlaps(possible)]
    return f"[{','.join(days)}]" if len(days) > 1 else days[0] if days else None


def _years(document: Document, sentences: Sequence[Sentence], dates: Sequence[DateSpan]) -> tuple[str | None, tuple[str, ...]]:
    """The years in which a document can have been written, by those that it speaks of, with the reasons."""
    text = document.text
    begins = [sentence.start for sentence in sentences]
    past: tuple[int, str] | None = None
    ahead: list[tuple[int, str]] = []
    for date in dates:
        year = _single_year(date)
        if year is None:
            continue
        sentence = sentences[bisect_right(begins, date.start) - 1]
        if sentence.kind in ("boilerplate", "infobox"):
            continue
        if is_of_a_plan(text, date.start, date.end):
            continue
        if _THEN.search(text, max(sentence.start, date.start - _WORD_BEFORE), date.start):
            continue
        if _looks_ahead(text, sentence, date):
            last = year if date.role == "deadline" else year - 1
            ahead.append((last, f"aims at {year}" if date.role == "deadline" else f"looks ahead to {year}"))
            continue
        if past is not None and year + 1 <= past[0]:
            continue
        since, reason = _told_since(text, sentence, date, year, dates)
        if past is None or since > past[0]:
            past = since, reason
    if past is None:
        return None, ()
    future = min((a for a in ahead if a[0] >= past[0]), default=None)
    if future is None:
        return f"[{past[0]:04d}..]", (past[1],)
    value = f"{past[0]:04d}" if past[0] == future[0] else f"[{past[0]:04d}..{future[0]:04d}]"
    return value, (past[1], future[1])


def _told_since(text: str, sentence: Sentence, date: DateSpan, year: int, dates: Sequence[DateSpan]) -> tuple[int, str]:
    """The first year in which a past year can have been told as it is, with the reason."""
    if _is_last_years_rival(text, sentence, date, dates):
        return year + 2, f"compares last year with {year}"
    return (
        (year + 1, f"gives a figure of the whole of {year}")
        if _is_total(text, sentence, date)
        else (year, f"speaks of {year} as past")
    )


def _is_last_years_rival(text: str, sentence: Sentence, date: DateSpan, dates: Sequence[DateSpan]) -> bool:
    """Whether a mere year is what last year's figure is compared with: "$182 million last year, up 14 percent from 2023"."""
    if date.kind != "DATE" or date.text.strip() != date.edtf or not COMPARED_WITH.search(text, sentence.start, date.start):
        return False
    at = bisect_left(dates, date.start, key=attrgetter("start")) - 1  # the nearest before it; dates are in order
    offset = dates[at].offset if at >= 0 and dates[at].start >= sentence.start else None
    return (
        offset is not None
        and (offset.unit, offset.amount, offset.reference) == ("year", -1, "published")
        and not offset.template
    )


def _header(document: Document, dates: Sequence[DateSpan]) -> DateSpan | None:
    """A day that stands alone in one of the first lines, or behind a label, a place or the number of a release."""
    short = [block for block in document.blocks[:HEADER_BLOCKS] if block.end - block.start <= HEADER_AT_MOST]
    for block in short:
        for date in dates:
            if not block.start <= date.start < block.end or date.edtf is None or date.offset is not None or date.kind != "DATE":
                continue
            before, after = document.text[block.start : date.start], document.text[date.end : block.end]
            alone = _ALONE.fullmatch(before) and _TIME.fullmatch(after)
            if edtf.parse(date.edtf).precision == "day" and (alone or _LABELLED.search(before) or _NUMBERED.fullmatch(before)):
                return date
    return None


def _single_year(date: DateSpan) -> int | None:
    """The year a stated date lies in; of a range the last. None of decades, centuries and whatever is relative."""
    if date.edtf is None or date.offset is not None or date.kind not in ("DATE", "RANGE"):
        return None
    parsed = edtf.parse(date.edtf)
    if parsed.precision in ("decade", "century", "millennium") or parsed.bounds.end is None:
        return None
    return parsed.bounds.end[0] if parsed.bounds.end[0] > 0 else None


def _looks_ahead(text: str, sentence: Sentence, date: DateSpan) -> bool:
    if date.role == "deadline" or tense(text, date.start, date.end, sentence.start, sentence.end) > 0:
        return True
    before = text[max(sentence.start, date.start - _WORD_BEFORE) : date.start]
    cues = list(_AHEAD.finditer(before))
    return bool(cues) and not _LEFT_BEHIND.search(before, cues[-1].end())


def _is_total(text: str, sentence: Sentence, date: DateSpan) -> bool:
    """Whether the date's clause gives a figure that is known only when the year is over."""
    if date.edtf is None or edtf.parse(date.edtf).precision != "year":
        return False
    low, high = max(sentence.start, date.start - _WORD_BEFORE), min(sentence.end, date.end + _WORD_BEFORE)
    clause = re.split(r"[;:]|,\s(?=\w+ing\b|and\s|while\s)", text[low : date.start])[-1]
    if not clause.strip() or len(clause) < 12:
        clause += text[date.end : high]
    return bool(_TOTAL.search(clause) and _FIGURE.search(clause))
