"""Coordination that leaves its verb out: "visited Ankara in 1961 and Seoul in 1964", "the 90th in 2009 and the 100th in 2019".

Each further date behind a conjunction makes a record of its own, of the same rule, with what stands between the two dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
_COMPARING = frozenset(("twice", "thrice", "double", "triple", "times", "fold", "than", "compared"))
"""Words of what a figure is only compared with, where no other figure is told ("twice the amount of 2023")."""
_TOWARDS = frozenset(("to", "against", "from", "with"))
"""Prepositions that only a member with a subject of its own goes on with."""
_AGAIN: frozenset[EventType] = frozenset(
    ("visit", "meeting", "exhibition", "anniversary", "agreement", "deployment", "delivery")
)
"""Types that are done again so often that any further date is of another."""
_REPEATED: frozenset[EventType] = frozenset(
    ("contract", "aid", "financing", "commerce", "policy", "statement", "pledge", "conflict", "investment", "programme")
)
"""Types that are done again, but of which a figure may be told of several years together."""
_ONCE: frozenset[EventType] = frozenset(("casualties", "membership", "recognition", "target", "statistic", "construction"))
"""Types of which a second date is no second deed."""
_GOES_ON = frozenset(("conflict.fought",))
"""Rules of what goes on from one year into the next."""
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
_ANEW = frozenset(("again", "once", "also"))


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
    words = scene.tokens.words
    dates = _dates(scene, match)
    at = next((n for n, (_, d) in enumerate(dates) if d.start == dated_from), NONE)
    if at == NONE or dates[at][1].either:
        return
    if dates[at][0] < match.first:
        yield from _fronted(scene, match, dates[: at + 1])
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
        if not own and not _happens_again(scene, match, between):
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
        if not _COMPARING.isdisjoint(words[i].lower for i in own) and not scene.amounts(own[0], own[-1] + 1):
            return
        first = own[0] if subject else behind + 1
        last = own[-1] + 1 if own else first
        yield Gap(date, first, last)


def together(scene: Scene, match: Match, dated_from: int) -> tuple[DateSpan, ...]:
    """The dates of a row, all of one trigger's record ("bought 24 howitzers in 2012 and 2013"); none of fewer than two.

    Args:
        scene: The sentence.
        match: The trigger.
        dated_from: Code point where the trigger's date begins; -1 when it has none.
    """
    dates = _dates(scene, match) if len(scene.tokens.dates) > 1 else []
    at = next((n for n, (_, d) in enumerate(dates) if d.start == dated_from), NONE)
    if at == NONE:
        return ()
    first = last = at
    while first and _joined(scene, dates[first - 1], dates[first]):
        first -= 1
    while last + 1 < len(dates) and _joined(scene, dates[last], dates[last + 1]):
        last += 1
    row = tuple(span for _, span in dates[first : last + 1])
    if len(row) < 2 or _is_of_a_noun(scene, dates[first][0]):
        return ()
    if any(d.role or d.either or not _PLAIN.fullmatch(d.edtf or "") for d in row):
        return ()
    between = range(dates[first][0], dates[last][0])
    anew = not _ANEW.isdisjoint(scene.tokens.lowers[between.start : between.stop])
    return () if anew or _happens_again(scene, match, between) else row


def _dates(scene: Scene, match: Match) -> list[tuple[int, DateSpan]]:
    """The dates of a trigger's clause that say when something was, each with its token."""
    part = scene.parts[match.part]
    return [(i, d) for i, d in scene.dates(part.first, part.last) if d.kind != "PERIOD" and d.edtf and tells_when(scene, d, i)]


def _joined(scene: Scene, one: tuple[int, DateSpan], other: tuple[int, DateSpan]) -> bool:
    """Whether a conjunction and no more than prepositions stand between two dates."""
    words = scene.tokens.words
    between = [words[i] for i in range(one[0], other[0]) if words[i].end > one[1].end]
    return bool(between) and between[0].lower in _JOINS and all(w.lower in _LEADS and w.entity == NONE for w in between)


def _fronted(scene: Scene, match: Match, dates: Sequence[tuple[int, DateSpan]]) -> Iterator[Gap]:
    """The dates before the last of a row in front of a trigger ("In 2012 and 2013, X visited Y")."""
    first = len(dates) - 1
    while first and _joined(scene, dates[first - 1], dates[first]):
        first -= 1
    if _happens_again(scene, match, range(dates[first][0], dates[-1][0])):
        yield from (Gap(date, token, token) for token, date in dates[first:-1])


def _happens_again(scene: Scene, match: Match, between: range) -> bool:
    """Whether what a trigger names happened on each of several dates that only a conjunction joins.

    A figure may be of all of them together, and of places or goods that "respectively" sorts each has its own.

    Args:
        scene: The sentence.
        match: The trigger.
        between: Tokens from the first date, or from behind it, up to the last.
    """
    lowers, part, rule = scene.tokens.lowers, scene.parts[match.part], match.rule
    if rule.type in _AGAIN or not _ANEW.isdisjoint(lowers[between.start : between.stop]):
        return rule.type not in _ONCE
    if rule.type not in _REPEATED or rule.id in _GOES_ON or "respectively" in lowers[part.first : part.last + 2]:
        return False
    return not scene.amounts(part.first, part.last) and not _is_of_a_noun(scene, between.start)


def _is_of_a_noun(scene: Scene, token: int) -> bool:
    """Whether a row of dates is of what a noun names ("sent doctors after the earthquakes of 1999 and 2023")."""
    words = scene.tokens.words
    while token and words[token].date == NONE:
        token -= 1
    while token and words[token - 1].date != NONE:
        token -= 1
    return token > 0 and words[token - 1].lower == "of"


def _behind_brackets(scene: Scene, behind: int, following: int) -> int:
    """The token behind a remark in brackets that a date has: "in January 2014 (as Prime Minister) and in 2025"."""
    words = scene.tokens.words
    if words[behind].lower != "(":
        return behind
    closes = next((i for i in range(behind, following) if words[i].lower == ")"), NONE)
    return behind if closes == NONE else closes + 1
