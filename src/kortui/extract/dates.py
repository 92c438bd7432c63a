"""Time expressions of a text: found by one ordered table of patterns, the longest match taken, relative ones kept symbolic.

The tables are `dates_days`, `dates_parts`, `dates_years`, `dates_counted` and `dates_relative`, put together in
`dates_compose`; named periods come from `periods`. Here each becomes a span with its class, its value or offset, and its role
("by", "since", "until").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kortui import edtf
from kortui.extract import dates_stretches, periods, sections
from kortui.extract.batching import batches
from kortui.extract.dates_compose import Composer, Match, counts_time
from kortui.extract.dates_counted import single
from kortui.extract.dates_open import OPENED, opening, widens
from kortui.extract.dates_points import Reading
from kortui.extract.dates_starts import starts
from kortui.extract.dates_table import PERIOD
from kortui.extract.dates_tense import tense
from kortui.extract.runs import Runs
from kortui.extract.spans import DateSpan, Sentence
from kortui.records import replace
from kortui.vocabulary import DateBasis, DateClass

_THE = re.compile(r"\b[Tt]he[\s\xa0]$")
_APOSTROPHE = re.compile(r"\s['’]$")
_LATER = re.compile(r"\b(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly)[\s\xa0](?:on[\s\xa0]|in[\s\xa0])?(?:[Tt]he[\s\xa0])?$")
_EXACTLY = re.compile(r"\b(?i:exactly|precisely|just|only|barely)[\s\xa0]$")
_NEARLY = re.compile(r"\b(?i:nearly|almost|about|around|roughly|some|over|more than|less than)[\s\xa0]$")
"""What stands before any time counted back from now, and what before "five years ago"."""

_ROLES = tuple(
    (role, re.compile(rf"\b(?i:{words})[\s\xa0]$"))
    for role, words in (
        ("deadline", "by|no later than|not later than|by around|by about"),
        ("since", "since|since as early as|(?:start|beginn)ing(?: (?:in|from|on|with))?|effective(?: from)?|as from"),
        ("until", "until|till|up to|up until|through"),
    )
)
_ROLE_WORDS = 24
_ROLE_ENDS = ("by", "than", "around", "about", "since", "as", "ing", "effective", "until", "till", "to", "through")
_ROLE_LINKS = (" in", " from", " on", " with")
_BEFORE_LINK = ("starting", "beginning", "effective", "as ")
"""What the words of all roles end with; of the links, which stand before most dates, behind what."""
_PAPERS = "note|letter|telegram|d[ei]spatch|circular|memorandum|aide-m[eé]moire|communiqu[eé]|report|statement|decree"
_WRITTEN = re.compile(
    rf"\b(?i:{_PAPERS})\b[^.;]{{0,40}}\b(?:of|dated)\s(?:the\s)?$|\b(?i:dated|since)\s(?:the\s)?$|^[A-Z][\w’' -]{{1,30}},\s$"
)
"""What was written, dated, or begun, and a dateline's place: no day to come."""
_ONWARD = re.compile(r"[\s\xa0](?:onwards?\b|forward\b|on(?=[,.;)]|$))")
_BASIS: dict[DateClass, DateBasis] = {
    "RELATIVE": "relative", "ANAPHORIC": "anaphoric", "DURATION": "none", "VAGUE": "none", "PERIOD": "period",
}  # fmt: skip


def find(
    text: str, sentences: Iterable[Sentence], blocked: Sequence[tuple[int, int]] = (), runs: Runs | None = None
) -> tuple[DateSpan, ...]:
    """The time expressions of a document, in order and disjoint.

    Args:
        text: The document's text.
        sentences: Where to look; an expression never crosses a sentence.
        blocked: Spans that are names though they hold digits or month names ("Çanakkale 1915 Bridge").
        runs: The text's, where they are known.

    Returns:
        Spans whose `edtf` is set where the words alone say it; relative ones carry an `Offset` for `kortui.extract.resolve`.
    """
    names = _Names(blocked)
    runs = runs if runs is not None else Runs.of(text)
    found: list[DateSpan] = []
    for some in batches(sentences):
        for sentence, matches in [(sentence, _matches(text, sentence, names, runs)) for sentence in some]:
            found += _spans(text, sentence, matches, runs) if matches else ()
    return tuple(found)


class _Names:
    """Spans that hold no dates."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def touch(self, match: Match) -> bool:
        """Whether a match overlaps one of them."""
        index = bisect_right(self._starts, match.start) - 1
        inside = index >= 0 and self._spans[index][1] > match.start
        return inside or (index + 1 < len(self._starts) and self._starts[index + 1] < match.end)


def _matches(text: str, sentence: Sentence, names: _Names, runs: Runs) -> list[Match]:
    """What reads as a time in a sentence, in order and disjoint."""
    words = runs.words[runs.within(sentence.start, sentence.end)]
    low = sections.marks_end(text, sentence.start, sentence.end)
    composer = Composer(text, low, sentence.end, counts_time(words))
    matches: list[Match] = []
    position = sentence.start
    may_be_period = False
    for start, kind in starts(text, sentence.start, sentence.end, runs):
        if kind is PERIOD:
            may_be_period = True
            continue
        if start < position:
            continue
        match = composer.at(start, kind)
        if match is not None and not names.touch(match):
            if matches and text.startswith("ago", matches[-1].end - 3):
                match = _long_ago(text, matches, match)
            matches.append(match)
            position = match.end
    for start, end, value in periods.mentions(text, sentence.start, sentence.end) if may_be_period else ():
        if not any(start < m.end and m.start < end for m in matches):
            matches.append(Match(start, end, Reading("PERIOD", edtf=value)))
    matches.sort(key=lambda m: m.start)
    return matches


def _long_ago(text: str, before: list[Match], match: Match) -> Match:
    """Takes "ten years ago" from the matches and joins it to the "today" or "this week" that stands right behind it."""
    far, day = before[-1].point, match.point
    if far is None or day is None or far.offset is None or day.offset is None or text[before[-1].end : match.start] != " ":
        return match
    if day.precision != "offset" or "published" not in (day.offset.reference, far.offset.reference):
        return match
    reading = single(replace(far.offset, day=day.offset))
    return Match(before.pop().start, match.end, reading)


def _spans(text: str, sentence: Sentence, matches: list[Match], runs: Runs) -> list[DateSpan]:
    """The spans of a sentence's matches."""
    spans = [span for match in matches if (span := _span(text, match, sentence)) is not None]
    if len(spans) < 2 or "or" not in runs.words[runs.within(sentence.start, sentence.end)]:
        return spans
    return _either(text, sentence, spans)


_OR = re.compile(r",?\s(?:or|and/or)\s(?:(?:else|perhaps|possibly|maybe)\s)?(?:(?:in|on)\s)?(?:the\s)?")
_COMMA = re.compile(r",\s(?:in\s|on\s)?")
_BEFORE_EITHER = re.compile(r"\b(?i:(?:(?:in|on)\s)?either)\s(?:(?:in|on)\s)?$")


def _either(text: str, sentence: Sentence, spans: list[DateSpan]) -> list[DateSpan]:
    """The spans of a sentence, those between which "or" stands knowing that each is one of several."""
    found = list(spans)
    last = len(spans) - 1
    while last > 0:
        first = last
        link = _OR
        while first and link.fullmatch(text, spans[first - 1].end, spans[first].start):
            first -= 1
            link = _COMMA
        among = spans[first : last + 1]
        hedge = (among[0].edtf or "")[-1:].strip("0123456789X")  # "around 1957 or 1958" is about either
        meant = f"[{','.join((s.edtf or '').rstrip(hedge or None) + hedge for s in among)}]"
        if (
            first < last
            and all(s.kind in ("DATE", "DECADE") and s.edtf and s.role in ("", "by") for s in among)
            and edtf.is_valid(meant)
        ):
            before = _BEFORE_EITHER.search(text, sentence.start, among[0].start)
            opens = before.start() if before else among[0].start
            for at in range(first, last + 1):
                found[at] = replace(spans[at], either=meant, words=text[among[0].start : among[-1].end], opens=opens, role="")
        last = min(first, last - 1)
    return found


def _span(text: str, match: Match, sentence: Sentence) -> DateSpan | None:
    """The span of a match, with "the" before it, its role, and the tense that tells a Friday past from one to come."""
    value, offset = match.reading.value()
    kind = match.reading.kind
    if value is None and offset is None and kind not in ("DURATION", "VAGUE"):
        return None
    start = _widened(text, match, sentence.start)
    if offset is not None and offset.amount == 0 and offset.unit in ("nearest", "weekday"):
        told = tense(text, start, match.end, sentence.start, sentence.end)
        offset = replace(offset, amount=told or (-1 if _WRITTEN.search(text[sentence.start : start]) else 0))
    if offset is not None and offset.reference == "published" and kind == "DATE":
        kind = "RELATIVE"
    role, opens, ends, mark = _role(text, start, match, sentence)
    words = text[opens:ends] if widens(role) or (opens, ends) != (start, match.end) else ""
    value = value + mark if mark and value and "/" not in value and value[-1] not in "~?%]}" else value
    basis = _BASIS.get(kind, "stated")
    return DateSpan(start, match.end, text[start : match.end], kind, value, basis, offset, role, words, opens if words else -1)


def _widened(text: str, match: Match, low: int) -> int:
    """Start of the span with a "the" before it, and of relative ones a "later" or "early"."""
    start = match.start
    if match.end - start == 2 and match.reading.kind == "DATE" and _APOSTROPHE.search(text, max(low, start - 2), start):
        return start - 1  # "in '57"
    if match.reading.kind != "DATE" or text[start].islower():
        the = _THE.search(text, max(low, start - 5), start)
        start = the.start() if the else start
    if match.reading.kind in ("RELATIVE", "ANAPHORIC"):
        low = max(low, start - 14)
        later = _LATER.search(text, low, start) or _EXACTLY.search(text, low, start)
        if later is None and text.find("ago", start, match.end) > 0:
            later = _NEARLY.search(text, low, start)
        start = later.start() if later else start
    return start


_NOT_UNTIL = re.compile(r"\b(?:not|never|no|nor)\b[^.;]{0,60}$|n['’]t\b[^.;]{0,60}$")
_WAS_TO = re.compile(r"\b(?:was|were)\sto\b")
"""What had a deadline that is over ("was to have delivered the engines by 2018")."""


def _role(text: str, start: int, match: Match, sentence: Sentence) -> tuple[str, int, int, str]:
    """The role of an expression, where its words begin and end with those that say so, and what marks it as about right."""
    if match.reading.kind in ("DURATION", "VAGUE", "PERIOD", "RANGE"):
        return "", start, match.end, ""
    precision = match.point.precision if match.point else "day"
    stretch = dates_stretches.before(text, sentence.start, start, precision) if precision != "decade" else None
    if stretch is not None:
        return stretch[0], stretch[1], match.end, ""
    before = text[max(sentence.start, start - _ROLE_WORDS) : start]
    lower = before.rstrip().lower()
    linked = lower.endswith(_ROLE_LINKS)
    told = any([word in lower for word in _BEFORE_LINK]) if linked else lower.endswith(_ROLE_ENDS)
    for role, pattern in _ROLES if told else ():
        if found := pattern.search(before):
            past = role == "deadline" and (
                tense(text, start, match.end, sentence.start, sentence.end) < 0
                or _WAS_TO.search(text, sentence.start, start) is not None
            )
            if role == "until" and _NOT_UNTIL.search(text, sentence.start, start - len(before) + found.start()):
                role = ""  # what was not until a time was then
            begins = start - len(before) + found.start() if past or role in OPENED else start
            return "by" if past else role, begins, match.end, ""
    if _ONWARD.match(text, match.end, sentence.end):
        return "since", start, match.end, ""
    told_open = opening(text, sentence.start, start, match.end, sentence.end)
    if told_open is None:
        return "", start, match.end, ""
    return told_open.role, told_open.start, told_open.end, told_open.mark
