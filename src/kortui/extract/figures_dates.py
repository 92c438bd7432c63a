"""The dates of figures: which of a clause's dates is of which amount, and which are only compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui import edtf
from kortui.extract import attach, dated, rivals, triggers
from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.words import NONE
from kortui.records import replace
from kortui.vocabulary import DateRole


def told(scene: Scene, part: Part) -> list[tuple[int, DateSpan]]:
    """The dates of a clause that can be a figure's; not that of another year it is compared with ("less than in 2022")."""
    found = [(i, d) for i, d in scene.dates(part.first, part.last) if d.kind != "PERIOD" and dated.tells_when(scene, d, i)]
    if not _COMPARED_CUE & scene.cues.bits:
        return found
    return [(i, d) for i, d in found if not _COMPARED_WITH.search(scene.tokens.slice(max(part.first, i - 4), i))]


_COMPARED_WITH = re.compile(
    r"(?<!later )(?<!earlier )(?<!sooner )\bthan(?: (?:in|on|at|during|for|the|a|that of|those of))*$|"
    r"\d(?:%| percent| per cent) from(?: the)?$", re.I,
)  # fmt: skip


_COMPARED_CUE = triggers.patterns().add(("than", "from")).bit
"""The words without one of which in its sentence it does not match."""
_COMPARED = frozenset(["from", "than", "against", "versus"])


def of_amount(scene: Scene, part: Part, token: int, alone: bool) -> DateSpan | None:
    """The date of one of several amounts of a clause: the nearest behind it, else before it."""
    dates = [(i, d) for i, d in told(scene, part) if not token < rivals.stands_against(scene, i, part.first) < i]
    current = [(i, d) for i, d in dates if scene.tokens.words[i - 1].lower not in _COMPARED]
    dates = current if alone and current else dates
    if not dates:
        return None
    if alone and len(dates) == 1:
        return dates[0][1]
    if alone:
        near = dated.nearest(scene, part, token, token + 1)
        return near if any(d is near for _, d in dates) else dates[0][1]
    behind = [d for i, d in dates if token < i < token + 9]
    before = [d for i, d in dates if i < token]
    return behind[0] if behind else before[-1] if before else dates[0][1]


_PERFECT = frozenset(("has", "have"))


def figure(scene: Scene, part: Part, span: DateSpan, role: DateRole) -> dated.Dated:
    """A time expression as the date of a clause's figure; what has grown since a year is of the years since then.

    Args:
        scene: The sentence.
        part: The clause.
        span: The time expression.
        role: What it is the date of.
    """
    date = dated.of_figure(span, role)
    if span.role != "since" or not date.edtf or _PERFECT.isdisjoint(scene.tokens.lowers[part.first : part.last]):
        return date
    return replace(date, edtf=f"{date.edtf}/..") if edtf.parse(date.edtf).kind == "date" else date


_MOVES_ON = re.compile(r"\b(?:then|later|afterwards?|subsequently|thereafter|eventually|since|in the end|in turn)\b", re.I)


def moves_on(text: str) -> bool:
    """Whether words say that what they tell of came after what was told before ("it then fell")."""
    return _MOVES_ON.search(text) is not None


def behind(scene: Scene, number: int) -> DateSpan | None:
    """The one date of a clause that goes on with the same subject, told for both ("bought tea and sold cars in 2023")."""
    if number + 1 >= len(scene.parts):
        return None
    behind = scene.parts[number + 1]
    if behind.link != "and" or not attach.shares_subject(scene, behind) or told(scene, scene.parts[number]):
        return None
    dates = told(scene, behind)
    return dates[0][1] if len(dates) == 1 else None


def without(scene: Scene, first: int, last: int) -> str:
    """The words between two tokens without their dates: "agreed in 2018 to double" is "agreed to double"."""
    words = scene.tokens.words
    kept = [(i, words[i].lower) for i in range(first, last) if words[i].date == NONE]
    text = scene.tokens.slice(first, last)
    if len(kept) == last - first:
        return text
    spoken = [w for i, w in kept if not (w in ("in", "on", "at", "during") and i + 1 < last and words[i + 1].date != NONE)]
    return " ".join(spoken)


_HEDGED = (
    r"(?:an?|the|its|their|some|about|around|roughly|nearly|almost|just|over|under|only|record|more than|less than|at least)"
)
_LEFT = re.compile(
    r"(?:\b(?:up|down)\s(?:\w+\s)?(?:from|on)|\bfrom|\bcompared (?:to|with)|\bagainst|\bversus|\bvs\.?)"
    rf"(?:\s(?:{_HEDGED}|up to|previous|current|present|(?:last |this )?year['’]s|today['’]s|(?:level|high|low) of))*\W*$",
    re.I,
)
"""Words right before an amount that make of it what a measure came from, or is compared with."""


def is_left(lead: str, beside: bool) -> bool:
    """Whether an amount is what a measure came from or is compared with: of an earlier time, and nothing foretold.

    Args:
        lead: The words from the amount before it, or from the clause's beginning, to it.
        beside: Whether its clause gives another level or a way to go.
    """
    return beside and _LEFT.search(lead) is not None


def right_behind(scene: Scene, part: Part, start: int, end: int) -> DateSpan | None:
    """The date between an amount and the next: what a measure came from has none of the level it came to.

    Args:
        scene: The sentence.
        part: The clause.
        start: Where the amount ends, in code points.
        end: Where the next begins.
    """
    return next((d for _, d in told(scene, part) if start <= d.start < end), None)


_BETWEEN = re.compile(r"\b(?:between|from)\b.*\b(?:and|to|until|till|through)\b", re.I)
_LED_TO = re.compile(
    r"\bto(?:\s(?:an?|the|some|about|around|roughly|nearly|almost|just|over|record|more than|at least))*\W*$", re.I
)


def reached(scene: Scene, found: DateSpan, lead: str, way: str) -> DateSpan:
    """The end of a stretch of years of which a clause tells a change: "doubled to $2 billion between 2019 and 2022" is of 2022.

    What exports came to "in the second and third quarters" or from month to month is what was exported in all of them.

    Args:
        scene: The sentence.
        found: The date.
        lead: The words from the amount before the figure, or from the clause's beginning, to it.
        way: Which way the measure went to it; empty for a level of the whole stretch.
    """
    ends = (found.edtf or "").split("/")
    if not way or len(ends) != 2 or not all(len(end) == 4 and end.isdigit() for end in ends) or not _LED_TO.search(lead):
        return found
    begin = max(found.start - 8, scene.tokens.sentence.start)
    said = _BETWEEN.search(scene.tokens.text, begin, found.end)
    return replace(found, edtf=ends[1]) if said is not None else found


def both_ends(scene: Scene, part: Part, figures: Sequence[int]) -> tuple[DateSpan, ...]:
    """The years of two figures between which a clause tells a change ("from $5 billion to $7 billion between 2015 and 2020").

    Args:
        scene: The sentence.
        part: The clause.
        figures: The first tokens of its figures.

    Returns:
        The beginning and the end of its only date; empty when the clause tells no such change.
    """
    words = scene.tokens.words
    dates = told(scene, part)
    if len(figures) != 2 or len(dates) != 1 or words[figures[0] - 1].lower != "from" or words[figures[1] - 1].lower != "to":
        return ()
    ends = (dates[0][1].edtf or "").split("/")
    if len(ends) != 2 or not all(end and end[0].isdigit() for end in ends):
        return ()
    return tuple(replace(dates[0][1], edtf=end) for end in ends)
