"""A record's date, and which time expression of a clause says when its deed was."""

from __future__ import annotations

import re
from collections.abc import Callable

from kortui.extract import rivals, triggers
from kortui.extract.clauses import Part
from kortui.extract.dates_guards import COMPARED_WITH, is_of_a_plan
from kortui.extract.dates_open import OPENED, opened, widens
from kortui.extract.relatives import bare_relative
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.words import NONE
from kortui.records import dataclass, replace
from kortui.vocabulary import DateBasis, DateRole, EventType


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a record will carry it."""

    edtf: str | None
    basis: DateBasis
    role: DateRole
    text: str
    start: int = NONE


UNDATED = Dated(None, "none", "event", "")


def of_span(span: DateSpan, role: DateRole = "event") -> Dated:
    """A time expression as a record's date; "by 2030" is the year 2030 as a deadline, "before 2030" open at its beginning."""
    edtf = span.edtf
    if span.role == "deadline":
        role = "conditional" if role == "conditional" else "deadline"
        if edtf and edtf.startswith("../"):
            edtf = edtf[3:]
    elif span.either and edtf:
        return Dated(span.either, span.basis, role, span.words, span.start)
    elif widens(span.role) and edtf:
        return Dated(opened(edtf, span.role), span.basis, role, span.words, span.start)
    basis: DateBasis = span.basis if edtf else "none"
    return Dated(edtf, basis, role, span.text, span.start)


def of_figure(span: DateSpan, role: DateRole = "event") -> Dated:
    """A time expression as the date of a figure: what had been reached by a year, or is aimed at before it, is of that year."""
    of_then = span.role in ("by", "until") or (span.role == "before" and role in ("target", "forecast"))
    return of_span(replace(span, role="") if of_then else span, role)


def of_type(kind: EventType) -> Callable[[DateSpan, DateRole], Dated]:
    """What makes the date of a record of a type of a time expression: `of_figure` or `of_span`."""
    return of_figure if kind in ("target", "statistic") else of_span


_ONCE_PLANNED = re.compile(
    r"\b(?:originally|initially|first|previously|earlier|at first|once) (?:planned|scheduled|set|due|slated|meant|billed|"
    r"intended|expected|fixed|announced) (?:for|to \w+|in|on)(?: the)?\W*$", re.I,
)  # fmt: skip
"""What makes of a date the one on which something was at first to be ("originally planned for 2025, took place in 2026")."""
_THEN_FOR = re.compile(r"\bthen (?:for|to|until)(?: the)?\W*$", re.I)
"""What leads from it to the next such date ("first set for March 2020, then for May 2021")."""
_AS_MANY_AS = re.compile(r"\b(?:many|much|high|large|big|as|than) (?:as|than) (?:in|during|at|for)\s(?:the\s)?$", re.I)
_YEAR_BEFORE = re.compile(r"\b(?:earlier|before)$", re.I)
"""What another time is only compared with ("twice as many as in 2012", "down 3 percent from a year earlier")."""
_THAN_PLANNED = re.compile(
    r"\s(?:than|behind|ahead of|before|after) (?:(?:was|had been|it was|first|originally|initially) ){0,2}"
    r"(?:planned|scheduled|expected|promised|agreed|due|hoped|schedule|the (?:plan|schedule|deadline))\b", re.I,
)  # fmt: skip
"""What makes a delay or a lead of a distance ("two years later than planned")."""
_AS_CUE = triggers.patterns().add(("as", "than")).bit
_BEFORE_CUE = triggers.patterns().add(("earlier", "before")).bit
_ONCE_CUE = triggers.patterns().add(("originally", "initially", "first", "previously", "earlier", "once")).bit
"""The words without one of which in a sentence these patterns match in none of it."""
_OF_A_PLAN = OPENED - {"until"} | {""}
"""Roles of dates that a plan may be for."""
_DENYING = frozenset(("not", "never"))
_LEADING = frozenset(("in", "on", "at", "during", "of", "the"))


def tells_when(scene: Scene, span: DateSpan, token: int) -> bool:
    """Whether a time expression says when something was.

    A denied date ("not in 1949"), one that a plan is for, and one that is only compared with do not.

    Args:
        scene: The sentence.
        span: The expression.
        token: The token it begins at.
    """
    known = scene.told_when.get(token)  # each record of a sentence asks of all its dates
    if known is None:
        known = scene.told_when[token] = _tells_when(scene, span, token)
    return known


def _tells_when(scene: Scene, span: DateSpan, token: int) -> bool:
    words = scene.tokens.words
    if (
        span.kind in ("DATE", "RANGE", "DECADE")
        and span.role in _OF_A_PLAN
        and is_of_a_plan(scene.tokens.text, span.start, span.end)
    ):
        return False
    if token > 1 and words[token - 1].lower == "since" and any(w.lower == "first" for w in words[max(0, token - 12) : token]):
        return False  # "the first visit since 2018"
    if token > 1 and words[token - 1].lower in ("to", "with") and words[token - 2].lower == "compared":
        return False
    if _THAN_PLANNED.match(scene.tokens.text, span.end):
        return False
    ahead = scene.tokens.text[max(scene.tokens.sentence.start, span.start - 24) : span.start]
    bits = scene.cues.bits
    if _AS_CUE & bits and _AS_MANY_AS.search(ahead):
        return False
    if _BEFORE_CUE & bits and _YEAR_BEFORE.search(span.text) and COMPARED_WITH.search(ahead):
        return False
    lead = scene.tokens.slice(max(0, token - 6), token)
    if _ONCE_CUE & bits and _ONCE_PLANNED.search(lead):
        return False
    if " then " in lead and _THEN_FOR.search(lead) and _was_first_planned(scene, token):
        return False
    before = token - 1
    while before > 0 and words[before].lower in _LEADING:
        before -= 1
    return not (before > 0 and words[before].lower in _DENYING and before < token - 1)


def _was_first_planned(scene: Scene, token: int) -> bool:
    """Whether a date before a token is one on which something was at first to be."""
    return any(_ONCE_PLANNED.search(scene.tokens.slice(max(0, i - 6), i)) for i, _ in scene.dates(0, token))


def nearest(scene: Scene, part: Part, first: int, last: int) -> DateSpan | None:
    """The time expression of a clause that dates the words between two tokens.

    Stated dates come before named periods; of several the nearest, where a conjunction or a comma in between counts as
    distance and standing behind the trigger is preferred.
    """
    words = scene.tokens.words
    best: tuple[int, int] | None = None
    found: DateSpan | None = None
    for token, span in scene.dates(part.first, part.last):
        if (span.edtf is None and span.kind == "VAGUE") or not tells_when(scene, span, token):
            continue
        if of_another_deed(scene, part, first, last, token) != NONE or _is_rivals(scene, part, last, token):
            continue
        between = range(last, token) if token >= last else range(token, first)
        cost = len(between) + sum(6 for j in between if words[j].lower in ("and", ",", "but", ";") and words[j].entity == NONE)
        if token < first:
            cost += 3 if token - part.first > 3 else 0
        key = ((span.kind == "PERIOD") * 100 + (span.edtf is None) * 50 + cost, token)
        if best is None or key < best:
            best, found = key, span
    return found


def _is_rivals(scene: Scene, part: Part, last: int, date: int) -> bool:
    """Whether a date behind a trigger is that of a figure which the trigger's is set against."""
    return date > last and rivals.stands_against(scene, date, part.first) >= last


_DEEDS = frozenset(
    [
        "signed", "concluded", "ordered", "agreed", "reached", "founded", "established", "built", "purchased", "bought",
        "awarded", "won", "delivered", "launched", "adopted", "ratified", "issued", "imposed", "formed", "sent", "donated",
        "initialled", "inked", "struck", "placed", "approved", "constructed", "erected",
    ]
)  # fmt: skip
"""Participles that tell of a deed with a date of its own; not "held" or "attended", which are of the occasion's day."""


def of_another_deed(scene: Scene, part: Part, first: int, last: int, date: int) -> int:
    """The participle behind a noun that a date belongs to rather than to a trigger ("delivered under a deal signed in 2021").

    Args:
        scene: The sentence.
        part: The clause.
        first: First token of the trigger.
        last: The token behind it.
        date: First token of the date.

    Returns:
        The participle's token, -1 where the date is the trigger's to have.
    """
    words = scene.tokens.words
    relative = bare_relative(scene, part)
    if relative is not None and relative.verb < date < relative.last <= first:
        return relative.verb  # "tanks it ordered in 2012 arrived"
    opens = last + 1 if date >= last else part.first + 1
    if date < last and not (part.first <= date < first):
        return NONE
    for at in range(date - 1, opens - 1, -1):
        word = words[at]
        if word.lower in (",", ";", "and", "but", "(") and word.entity == NONE:
            if word.lower == "and" and any(w.lower == "between" for w in words[max(opens, at - 8) : at]):
                continue
            return NONE
        if word.date != NONE:
            return NONE
        if word.lower in _DEEDS and not word.name:
            before = words[at - 1]
            qualifies = at != part.verb and before.lower not in _BEFORE_VERB and not before.lower.endswith("ly")
            return at if qualifies and before.lower not in (",", "and") and not 0 <= at - last <= 1 else NONE
    return NONE


_BEFORE_VERB = frozenset(
    [
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "to",
        "it",
        "he",
        "she",
        "they",
        "we",
        "who",
        "which",
    ]
)
