"""Time expressions of a text: found by one ordered table of patterns, the longest match taken, relative ones kept symbolic.

A row of the table reads one date where its kind of word stands; what can stand around any date is composed here: "early",
"the end of", a weekday before a day, "to" between two dates, "by" and "since" before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kortui.extract import dates_absolute, dates_relative, periods
from kortui.extract.dates_points import Point, Reading, joined
from kortui.extract.dates_table import MONTH, NUM, WEEKDAY, WORD, Found, Row, Start
from kortui.extract.dates_tense import tense
from kortui.extract.dates_words import (
    DASH,
    DECADE_WORDS,
    MONTH_NAME,
    NUMBER,
    ORDINAL_WORD,
    SEASON_NAME,
    SOME,
    WEEKDAY_NAME,
    WEEKDAY_SHORT,
    WS,
)
from kortui.extract.spans import DateSpan, Offset, Sentence
from kortui.vocabulary import DateBasis

_WORDS = (
    rf"early|mid|late[r]?|earlier|middle|beginning|start|end|close|turn|outset|latter|last|next|this|that|same|following|previous|preceding|prior"
    rf"|past|coming|upcoming|current|currently|nowadays|these|recent|recently|in recent|over recent|at present|so far|rest|half|half-way|today|tonight|yesterday"
    rf"|tomorrow|day|night|morning|afternoon|evening|year|month|week|decade|century|{SEASON_NAME}|fiscal|financial|FY|[QH][1-4]|circa|ca?\.|around|about|A\.?D\.?"
    rf"|christmas|new year|{'|'.join(DECADE_WORDS)}|decades|centuries|years|months|weeks|days|hours|minutes|generations|{ORDINAL_WORD}|final|{SOME}|{NUMBER}"
)
_START = re.compile(
    rf"(?P<num>(?<![\w.,])['’]?\d)|(?P<month>\b(?:{MONTH_NAME})(?![a-z]))|(?P<weekday>\b(?:{WEEKDAY_NAME}|{WEEKDAY_SHORT}))|(?P<word>\b(?i:{_WORDS})(?![a-z]))"
)
_KINDS = {"num": NUM, "month": MONTH, "weekday": WEEKDAY, "word": WORD}

_TABLE = (*dates_absolute.ROWS, *dates_relative.ROWS)
_ROWS: dict[Start, tuple[Row, ...]] = {kind: tuple(row for row in _TABLE if kind in row.starts) for kind in Start}

_PART = re.compile(
    rf"(?i:(?P<part>early|mid|late|later)(?:[\s-]to[\s-](?P<upto>mid|late))?(?:[\s-]|{WS}-{WS})(?:(?:in|on){WS})?(?:the{WS})?(?:(?:part|days|months|weeks|years|hours){WS}of{WS}(?:the{WS})?)?"
    rf"|(?P<edge>very beginning|beginning|start|outset|opening|end|close|middle|turn|latter part|early part|first part|rest|course|(?P<half>(?:first|second|latter|last)"
    rf"{WS}half)|remainder|(?:early{WS}|late{WS})?(?:night|morning|afternoon|evening|dawn|eve|hours|days|months|(?:early{WS})?morning hours)){WS}(?:of|on){WS}(?:the{WS})?)"
)
_PART_NAMES = {"early": "early", "mid": "mid", "late": "late", "later": "late", "middle": "mid"}
_PART_NAMES |= dict.fromkeys(("very beginning", "beginning", "start", "outset", "opening", "early part", "first part"), "early")
_PART_NAMES |= dict.fromkeys(("end", "close", "latter part"), "late")
_UNIT = re.compile(r"(?i:(?P<unit>year|month|week|decade|century))\b(?!-)")
_ABOUT = re.compile(rf"(?i:circa|around|about|ca?\.){WS}?(?:the{WS}year{WS})?(?=\d)|(?i:around|about){WS}(?=[A-Z])")
_WEEKDAY_PREFIX = re.compile(
    rf"(?:{WEEKDAY_NAME}|{WEEKDAY_SHORT})(?:{WS}(?:dawn|morning|afternoon|evening|night))?(?:,{WS}?|{WS}|{WS}of{WS})(?:on{WS}|the{WS})?"
)
_WEEKDAY_APPOSITION = re.compile(rf"(?:,{WS}|{WS})\(?(?=(?:{MONTH_NAME})|\d)")
_TO = re.compile(
    rf"(?:{DASH}|{WS}(?:to|until|till|through|thru){WS}|,?{WS}(?:and{WS})?(?:up{WS})?to{WS}|\s?/\s?)(?:the{WS}|about{WS}|early{WS}|late{WS}|mid-?{WS}?)?"
)
_LISTED = re.compile(rf"(?:,{WS}(?:and{WS}|or{WS})?|{WS}(?:and|or){WS})(?:again{WS})?(?:in{WS}|on{WS})?")
_AND = re.compile(rf"{WS}(?:and|or){WS}(?:the{WS})?")
_THE = re.compile(r"\b[Tt]he[\s\xa0]$")
_LATER = re.compile(r"\b(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly)[\s\xa0](?:on[\s\xa0]|in[\s\xa0])?(?:[Tt]he[\s\xa0])?$")
_OF_ITSELF = frozenset({"month", "year", "decade", "century", "group", "day", "offset"})

_ROLES = (
    (
        "deadline",
        re.compile(r"\b(?:[Bb]y|[Nn]o later than|[Nn]ot later than|[Bb]efore the end of|[Bb]y around|[Bb]y about)[\s\xa0]$"),
    ),
    (
        "since",
        re.compile(
            r"\b(?:[Ss]ince|[Ss]ince as early as|(?:[Ss]tart|[Bb]eginn)ing(?: (?:in|from|on|with))?|[Ee]ffective(?: from)?|[Aa]s from)[\s\xa0]$"
        ),
    ),
    ("until", re.compile(r"\b(?:[Uu]ntil|[Tt]ill|[Uu]p to|[Uu]p until|[Tt]hrough)[\s\xa0]$")),
)
_ONWARD = re.compile(r"[\s\xa0](?:onwards?|forward)\b")
_BASIS: dict[str, DateBasis] = {
    "RELATIVE": "relative",
    "ANAPHORIC": "anaphoric",
    "DURATION": "none",
    "VAGUE": "none",
    "PERIOD": "period",
}
_COMMON = re.compile(r"[0-9]|[JFMASOND][a-z]{2}|day|year|month|week|decade|centur|ago|earl|late|night|morning|spring|summer|fall|winter|autumn|War|Era|Period|[QH][1-4]"
                     r"|quarter|half|time|recent|nt|Christ|ties|[A-Z]{3}|Dynasty|dynasty|period|era\b|Crisis|crisis")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    reading: Reading


def find(text: str, sentences: Sequence[Sentence], blocked: Sequence[tuple[int, int]] = ()) -> tuple[DateSpan, ...]:
    """The time expressions of a document, in order and disjoint.

    Args:
        text: The document's text.
        sentences: Where to look; an expression never crosses a sentence.
        blocked: Spans that are names though they hold digits or month names ("Çanakkale 1915 Bridge").

    Returns:
        Spans whose `edtf` is set where the words alone say it; relative ones carry an `Offset` for `kortui.extract.resolve`.
    """
    blocks = sorted(blocked)
    starts = [start for start, _ in blocks]
    found: list[DateSpan] = []
    for sentence in sentences:
        if _COMMON.search(text, sentence.start, sentence.end):
            found += _in_sentence(text, sentence, blocks, starts)
    return tuple(found)


def _in_sentence(text: str, sentence: Sentence, blocks: list[tuple[int, int]], starts: list[int]) -> list[DateSpan]:
    matches: list[_Match] = []
    position = sentence.start
    for candidate in _START.finditer(text, sentence.start, sentence.end):
        if candidate.start() < position:
            continue
        match = _best(text, sentence.start, candidate, sentence.end)
        if match is None or _is_blocked(match, blocks, starts):
            continue
        matches.append(match)
        position = match.end
    matches += [m for m in _periods(text, sentence) if not any(m.start < o.end and o.start < m.end for o in matches)]
    matches.sort(key=lambda m: m.start)
    return [span for match in matches if (span := _span(text, match, sentence)) is not None]


def _is_blocked(match: _Match, blocks: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, match.start) - 1
    inside = index >= 0 and blocks[index][1] > match.start
    return inside or (index + 1 < len(starts) and starts[index + 1] < match.end)


def _kind(candidate: re.Match[str]) -> Start:
    return _KINDS[candidate.lastgroup or "word"]


def _best(text: str, low: int, candidate: re.Match[str], end: int) -> _Match | None:
    """The longest expression that begins at a candidate."""
    start = candidate.start()
    kind = _kind(candidate)
    if kind is NUM and text[start] in "'’":
        start += 1
    single = _composed(text, low, start, kind, end)
    if single is None or len(single.reading.points) != 1:
        return single
    return _ranged(text, low, single, end) or _lent(text, low, single, end)


def _row(text: str, low: int, start: int, kind: Start, end: int) -> _Match | None:
    """The longest match of the table's rows at a place."""
    best: _Match | None = None
    for row in _ROWS[kind]:
        match = row.regex.match(text, start, end)
        if match and match.end() > (best.end if best else start):
            reading = row.make(Found(text, match, low))
            if reading is not None:
                best = _Match(start, match.end(), reading)
    return best


def _composed(text: str, low: int, start: int, kind: Start, end: int) -> _Match | None:
    """A row's match, or one behind "early", "the end of", "about" or a weekday."""
    plain = _row(text, low, start, kind, end)
    longer: _Match | None = None
    if kind is WORD:
        longer = _parted(text, low, start, end) or _about(text, low, start, end)
    elif kind is WEEKDAY:
        longer = _weekday_with_day(text, low, start, end)
    return longer if longer and (plain is None or longer.end > plain.end) else plain


def _inner(text: str, low: int, start: int, end: int) -> _Match | None:
    candidate = _START.match(text, start, end)
    return _composed(text, low, start, _kind(candidate), end) if candidate else None


def _parted(text: str, low: int, start: int, end: int) -> _Match | None:
    """ "early 1950", "the end of March", "the first half of the 1950s", "the night of 13 February"."""
    prefix = _PART.match(text, start, end)
    if not prefix:
        return None
    words = (prefix["part"] or prefix["edge"]).casefold()
    inner = _inner(text, low, prefix.end(), end)
    if inner is None:
        unit = _UNIT.match(text, prefix.end(), end)
        if unit and prefix["edge"] and text[: prefix.end()].endswith("the "):
            return _Match(start, unit.end(), dates_relative.bare_unit(unit["unit"].casefold()))
        return None
    reading = inner.reading
    if len(reading.points) != 1 or reading.points[0].precision not in _OF_ITSELF:
        return inner if prefix["part"] and reading.kind == "RANGE" else None
    point = reading.points[0]
    if prefix["half"]:
        halved = _half(point, first=words.startswith("first"))
        if halved:
            return _Match(start, inner.end, halved)
    part = f"{words} {prefix['upto'].casefold()}" if prefix["upto"] else _PART_NAMES.get(words, "")
    if part and point.precision == "decade":
        point = replace(point, part=part)
    return _Match(start, inner.end, replace(reading, points=(point,)))


def _half(point: Point, *, first: bool) -> Reading | None:
    """Half of a year, decade, century or month."""
    if point.precision == "year" or (point.precision == "offset" and point.offset and point.offset.unit == "year"):
        return dates_absolute.date(replace(point, group=40 if first else 41))
    if point.year is None or point.year < 0:
        return None
    if point.precision == "decade":
        low = point.year + (0 if first else 5)
        return dates_absolute.date(Point(low), Point(low + 4))
    if point.precision == "century":
        low = point.year + (0 if first else 50)
        return dates_absolute.date(Point(low), Point(low + 49))
    return None


def _about(text: str, low: int, start: int, end: int) -> _Match | None:
    prefix = _ABOUT.match(text, start, end)
    inner = _inner(text, low, prefix.end(), end) if prefix else None
    if inner is None or len(inner.reading.points) != 1 or inner.reading.points[0].offset:
        return None
    point = inner.reading.points[0]
    if point.precision == "day":
        return None
    return _Match(start, inner.end, replace(inner.reading, points=(replace(point, approximate=True),)))


def _weekday_with_day(text: str, low: int, start: int, end: int) -> _Match | None:
    """ "Saturday, June 24, 1950": the day says more than its name."""
    prefix = _WEEKDAY_PREFIX.match(text, start, end)
    for at in [prefix.end()] if prefix else []:
        bracket = 1 if text[at : at + 1] == "(" else 0
        candidate = _START.match(text, at + bracket, end)
        if not candidate or _kind(candidate) not in (NUM, MONTH):
            continue
        inner = _row(text, low, at + bracket, _kind(candidate), end)
        if inner and len(inner.reading.points) == 1 and inner.reading.points[0].precision == "day":
            close = 1 if bracket and text[inner.end : inner.end + 1] == ")" else 0
            return _Match(start, inner.end + close, inner.reading)
    return None


def _ranged(text: str, low: int, first: _Match, end: int) -> _Match | None:
    """Two dates with "to" or a dash between, or "and" behind "between"."""
    link = _TO.match(text, first.end, end)
    if link is None and re.search(r"\b[Bb]etween\s(?:the\s)?$", text[max(low, first.start - 14) : first.start]):
        link = _AND.match(text, first.end, end)
    last = _inner(text, low, link.end(), end) if link else None
    if last is None or len(last.reading.points) != 1:
        return None
    ends = joined(first.reading.points[0], last.reading.points[0])
    return _Match(first.start, last.end, dates_absolute.date(*ends)) if ends else None


def _lent(text: str, low: int, first: _Match, end: int) -> _Match:
    """A month or day that takes its year from the next of a list: "in April and June 1955"."""
    point = first.reading.points[0]
    if point.year is not None or point.offset is not None or point.month is None:
        return first
    at = first.end
    while link := _LISTED.match(text, at, end):
        later = _inner(text, low, link.end(), end)
        if later is None or len(later.reading.points) != 1:
            break
        other = later.reading.points[0]
        if other.month is None or other.offset is not None:
            break
        if other.year is not None:
            before = (point.month, point.day or 0) <= (other.month, other.day or 31)
            return replace(
                first, reading=replace(first.reading, points=(replace(point, year=other.year if before else other.year - 1),))
            )
        at = later.end
    return first


def _periods(text: str, sentence: Sentence) -> list[_Match]:
    return [
        _Match(start, end, Reading("PERIOD", edtf=value))
        for start, end, value in periods.mentions(text, sentence.start, sentence.end)
    ]


def _span(text: str, match: _Match, sentence: Sentence) -> DateSpan | None:
    """The span of a match, with "the" before it, its role, and the tense that tells a Friday past from one to come."""
    reading = match.reading
    value, offset = reading.value()
    if value is None and offset is None and reading.kind not in ("DURATION", "VAGUE"):
        return None
    start = match.start
    if reading.kind != "DATE" or text[start].islower():
        the = _THE.search(text, max(sentence.start, start - 5), start)
        start = the.start() if the else start
    if reading.kind in ("RELATIVE", "ANAPHORIC"):
        later = _LATER.search(text, max(sentence.start, start - 14), start)
        start = later.start() if later else start
    if offset is not None and offset.amount == 0 and offset.unit in ("nearest", "weekday"):
        offset = replace(offset, amount=tense(text, start, match.end, sentence.start, sentence.end))
    kind = reading.kind
    if offset is not None and kind in ("DATE", "RANGE") and offset.reference != "previous":
        kind = "RANGE" if kind == "RANGE" else "RELATIVE" if offset.reference == "published" else "DATE"
    basis = _BASIS.get(kind, "stated")
    return DateSpan(
        start, match.end, text[start : match.end], kind, value, basis, offset, _role(text, start, match.end, reading, sentence)
    )


def _role(text: str, start: int, end: int, reading: Reading, sentence: Sentence) -> str:
    if reading.kind in ("DURATION", "VAGUE", "PERIOD", "RANGE"):
        return ""
    before = text[max(sentence.start, start - 24) : start]
    for role, pattern in _ROLES:
        if pattern.search(before):
            past = role == "deadline" and tense(text, start, end, sentence.start, sentence.end) < 0
            return "" if past else role
    if _ONWARD.match(text, end, sentence.end):
        return "since"
    return ""


__all__ = ["Offset", "find"]
