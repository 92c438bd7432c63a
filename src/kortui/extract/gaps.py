"""Coordination that leaves its verb out: "visited Ankara in 1961 and Seoul in 1964", "the 90th in 2009 and the 100th in 2019".

Each further date behind a conjunction makes a record of its own, of the same rule, with what stands between the two dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from kortui.extract.dated import tells_when
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.subjects import has_subject
from kortui.extract.usage import Match
from kortui.extract.verbs import finite
from kortui.extract.words import NONE
from kortui.records import dataclass
from kortui.vocabulary import EventType

_JOINS = frozenset(("and", ",", ";", "but", "|"))
_LEADS = _JOINS | {
    "in", "on", "at", "by", "since", "from", "during", "the", "of", "until", "around", "about", "as", "well", "again", "then",
    "also",
}  # fmt: skip
_DENYING = frozenset(("not", "never", "rather", "instead"))
_BOUNDS = frozenset(("no", "not", "later", "earlier", "sooner", "than", "before", "after", "as", "early", "late"))
_NO_MEMBER = frozenset(("when", "which", "that", "after", "before"))
_TOWARDS = frozenset(("to", "against", "from", "with"))
"""Prepositions that only a member with a subject of its own goes on with."""
_AGAIN: frozenset[EventType] = frozenset(
    ("visit", "meeting", "exhibition", "anniversary", "agreement", "deployment", "delivery")
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One member of a coordination without a verb.

    Attributes:
        date: Its date.
        first: First token of its own words.
        last: The token behind them; equal to `first` when it has only a date.
    """

    date: DateSpan
    first: int
    last: int


def find(scene: Scene, match: Match, dated_from: int) -> Iterator[Gap]:
    """Further members behind a trigger's own date.

    Args:
        scene: The sentence.
        match: The trigger.
        dated_from: Code point where the trigger's date begins; -1 when it has none.
    """
    if len(scene.tokens.dates) < 2:
        return
    part, words = scene.parts[match.part], scene.tokens.words
    dates = [(i, d) for i, d in scene.dates(part.first, part.last) if d.kind != "PERIOD" and d.edtf and tells_when(scene, d, i)]
    at = next((n for n, (_, d) in enumerate(dates) if d.start == dated_from), NONE)
    if at == NONE or dates[at][0] < match.first:
        return
    if dates[at][1].either:
        return
    for (token, before), (following, date) in zip(dates[at:], dates[at + 1 :], strict=False):
        behind = token
        while behind < following and words[behind].end <= before.end:
            behind += 1
        behind = _behind_brackets(scene, behind, following)
        between = range(behind, following)
        if not between or words[behind].lower not in _JOINS or any(finite(scene.tokens, i) for i in between):
            return
        own = [i for i in between if words[i].lower not in _LEADS or words[i].entity != NONE]
        if not own and match.rule.type not in _AGAIN:
            return
        if any(words[i].lower in _DENYING for i in between):
            continue
        while len(own) > 1 and words[own[-1]].lower in _BOUNDS and words[own[-1]].entity == NONE:
            own.pop()  # "the rest no later than 2031"
        subject = bool(own) and has_subject(scene, own[0], own[-1] + 1)
        again = bool(own) and words[own[0]].lower in ("another", "one", "others")
        barred = _NO_MEMBER if subject or again else _NO_MEMBER | _TOWARDS
        if len(own) > 9 or any(words[i].lower in barred for i in own):
            return
        first = own[0] if subject else behind + 1
        last = own[-1] + 1 if own else first
        yield Gap(date, first, last)


def _behind_brackets(scene: Scene, behind: int, following: int) -> int:
    """The token behind a remark in brackets that a date has: "in January 2014 (as Prime Minister) and in 2025"."""
    words = scene.tokens.words
    if words[behind].lower != "(":
        return behind
    closes = next((i for i in range(behind, following) if words[i].lower == ")"), NONE)
    return behind if closes == NONE else closes + 1
