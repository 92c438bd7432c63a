"""The date of a trigger: its clause's, one that another clause lends it, or the time in which a sum has grown."""

from __future__ import annotations

import re

from kortui import edtf
from kortui.extract import recalling, triggers
from kortui.extract.clauses import Part
from kortui.extract.dated import Dated, nearest, of_another_deed, of_type, tells_when
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.usage import Match
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.words import NONE
from kortui.records import replace
from kortui.vocabulary import DateRole, EventType

_CLEFT = re.compile(r"it (?:was|is) (?:on|in|not until|only in)\b", re.I)
_WAR = re.compile(r"\b(?:the|this|that) (?:war|conflict|battle)\b", re.I)
_IN_THE_WAR = re.compile(r"\b(?:during|throughout|in) (?:the|this|that) (?:war|conflict)\b", re.I)
_NO_EARLIER = re.compile(r"\b(?:no (?:earlier|sooner)(?: than)?|not before)\s(?:the\s)?$", re.I)


_WAR_CUE = triggers.patterns().add(("war", "conflict")).bit
"""Words without one of which a sentence is not told as of a war."""


def date_of(scene: Scene, match: Match, role: DateRole) -> Dated:
    """The date of a trigger's record: of its clause, else of the clause its own leans on, else of a named period.

    Args:
        scene: The sentence.
        match: The trigger.
        role: What its date is of, see `time_roles.role_of`.
    """
    part = scene.parts[match.part]
    looks_back = recalling.recalled(scene, match)
    told = replace(part, first=match.first) if looks_back or recalling.has_own_day(scene, match) else part
    span = nearest(scene, told, match.first, match.last)
    if span is None and (looks_back or recalling.came_before(scene, match.part)):
        return Dated(None, "none", role, "")
    if span is None or (
        span.kind == "PERIOD" and match.rule.type not in ("deployment", "casualties", "aid", "conflict", "alliance")
    ):
        may_be_war = span is None and _WAR_CUE & scene.cues.bits != 0
        in_war = may_be_war and _IN_THE_WAR.search(scene.text(part)) is not None
        leant = None if in_war else leant_on(scene, match.part, "die" if match.rule.type == "casualties" else match.lemma)
        span = leant if leant is not None else None if span is not None and not _during(scene, span) else span
    if span is None:
        span = _shared_behind(scene, match)
    if span is None:
        following = scene.parts[match.part + 1] if match.part + 1 < len(scene.parts) else None
        if following is not None and following.link in ("when", "where", ",", "with", "ing") and following.verb == NONE:
            span = nearest(scene, following, following.first, following.first)
    if span is not None:
        return _open_ended(scene, _summed_since(scene, match, span, of_type(match.rule.type)(span, role)))
    period = scene.discourse.period
    if period is not None and match.rule.type in ("deployment", "casualties", "aid") and _WAR.search(scene.text(part)):
        return Dated(period.edtf, "anaphoric", role, "the war", NONE)
    return Dated(None, "none", role, "")


_SUMMED: frozenset[EventType] = frozenset(
    ("casualties", "investment", "aid", "deployment", "delivery", "construction", "commerce", "contract", "financing")
)


_PERFECT = frozenset(("has", "have", "had", "'ve"))
_DONE = frozenset(
    (
        "opened", "signed", "concluded", "initialled", "inked", "bought", "purchased", "ordered", "acquired", "won",
        "awarded", "clinched", "donated", "founded", "established", "inaugurated", "launched", "visited", "met", "staged",
        "ratified", "adopted", "approved", "completed", "finished", "rejected", "cancelled", "canceled", "lent",
        "pledged", "exchanged",
    )
)  # fmt: skip
"""Participles of what is done at a time and then done: since a year they tell of deeds of which none is known to be of it."""
_DONE_OFTEN = _DONE | frozenset(
    (
        "delivered", "exported", "imported", "sent", "deployed", "hosted", "organised", "organized", "closed", "invested",
        "paid", "sold", "built", "held",
    )
)  # fmt: skip
"""Likewise of what may also go on, where they are counted ("has held four fairs since 2012", but "has held the post since")."""
_BY = re.compile(r"\bby(?: the end of| the close of| late)?\s(?:the )?$", re.I)


def _summed_since(scene: Scene, match: Match, span: DateSpan, date: Dated) -> Dated:
    """The time in which a sum has grown since or by a date ("have invested $3 billion since 2003"), or deeds were done.

    A state that holds since a date began then ("has been a member since 1952").
    """
    ahead = scene.tokens.lowers[max(scene.parts[match.part].first, match.first - 4) : match.first]
    perfect = not _PERFECT.isdisjoint(ahead)
    if span.role == "until" and match.rule.type in ("deployment", "membership") and date.edtf:
        return replace(date, edtf=f"../{date.edtf}") if edtf.parse(date.edtf).kind == "date" else date
    if perfect and span.role == "since" and date.edtf and edtf.parse(date.edtf).kind == "date":
        part = scene.parts[match.part]
        verb, counted = scene.tokens.lowers[max(part.first, match.first - 4) : match.last], scene.amounts(part.first, part.last)
        done = _DONE_OFTEN if counted else _DONE
        if not done.isdisjoint(verb) and (counted or "been" not in verb):
            return replace(date, edtf=f"{date.edtf}/..")
    if not perfect or match.rule.type not in _SUMMED:
        return date
    by = _BY.search(scene.tokens.text, max(scene.tokens.sentence.start, span.start - 24), span.start) is not None
    if by and date.edtf and edtf.parse(date.edtf).kind == "date":
        return replace(date, edtf=f"../{date.edtf}")
    summed = span.role == "since" and bool(scene.tokens.amounts)
    return replace(date, edtf=f"{date.edtf}/..") if summed and date.edtf and edtf.parse(date.edtf).kind == "date" else date


_AFTERWARDS = frozenset(
    [
        "later",
        "then",
        "subsequently",
        "eventually",
        "afterwards",
        "finally",
        "soon",
        "since",
        "now",
        "still",
        "will",
        "would",
        "has",
    ]
)


def _shared_behind(scene: Scene, match: Match) -> DateSpan | None:
    """The day at the end of two past deeds of one subject: of both ("signed a pact and opened a centre on 5 May 2023").

    A month or a year is of the second alone ("won the contract and finished the bridge in 1999"). A recognition is one deed
    with the relations that come with it.
    """
    part = scene.parts[match.part]
    following = scene.parts[match.part + 1] if match.part + 1 < len(scene.parts) else None
    if following is None or following.link != "and" or match.voice == "noun" or match.first != part.verb:
        return None
    words = scene.tokens.words
    if not shares_subject(scene, following) or following.verb - following.first > 2:
        return None
    lead = {w.lower for w in words[following.first : following.verb + 1]}
    kinds = [verb_forms().get(words[p.verb].lower, frozenset(("past", "participle"))) for p in (part, following)]
    if lead & _AFTERWARDS or not all("past" in k for k in kinds) or any(words[p.verb].lower in BE for p in (part, following)):
        return None
    told = [(i, d) for i, d in scene.dates(following.first, following.last) if d.edtf and d.kind != "PERIOD"]
    if len(told) != 1 or told[0][1].basis not in ("stated", "relative") or not tells_when(scene, told[0][1], told[0][0]):
        return None
    at, span = told[0]
    if match.rule.type == "recognition" or len(span.edtf or "") < len("1999-01-01"):
        return None
    rest = [w for w in words[at : following.last] if w.date == NONE and w.lower[:1].isalnum()]
    return span if not rest and of_another_deed(scene, following, following.verb, following.verb + 1, at) == NONE else None


def _open_ended(scene: Scene, date: Dated) -> Dated:
    """A date that a sentence gives as the earliest possible, without an end ("no earlier than 2030")."""
    text, start = scene.tokens.text, date.start
    if date.edtf is None or not _NO_EARLIER.search(text[max(0, start - 24) : start]):
        return date
    return replace(date, edtf=f"{date.edtf.partition('/')[0]}/..")


def _during(scene: Scene, span: DateSpan) -> bool:
    before = scene.tokens.text[max(0, span.start - 16) : span.start].lower()
    return "during" in before or "throughout" in before


def leant_on(scene: Scene, number: int, lemma: str = "") -> DateSpan | None:
    """The date of an earlier clause that also holds for this one: a fronted one, or the one a "when" explains."""
    part = scene.parts[number]
    if lemma == "be" and part.link in ("and", "but"):
        return None  # a state holds beside an event, not on its day
    if part.link == ";" and lemma == "die":
        return nearest(scene, scene.parts[number - 1], scene.parts[number - 1].first, scene.parts[number - 1].first)
    if part.link == "that" and number and _CLEFT.match(scene.text(scene.parts[number - 1])):
        return nearest(scene, scene.parts[number - 1], scene.parts[number - 1].last, scene.parts[number - 1].last)
    if part.link in ("who", "which", "whom") and number and lemma == "die":
        return nearest(scene, scene.parts[number - 1], scene.parts[number - 1].last, scene.parts[number - 1].last)
    if part.link in ("who", "which") and lemma in ("promise", "pledge", "vow", "say", "tell"):
        return nearest(scene, scene.parts[number - 1], scene.parts[number - 1].last, scene.parts[number - 1].last)
    if number and part.link == "which" and scene.tokens.words[part.first].lower == "during":
        return nearest(scene, scene.parts[number - 1], scene.parts[number - 1].last, scene.parts[number - 1].last)
    if number and part.link in ("—", "–") and (entry := _entry_date(scene, scene.parts[number - 1])):
        return entry
    if number == 0 or part.link in ("that", "which", "who", "whom", ";", "—", "–"):
        return None
    for back in range(number - 1, -1, -1):
        earlier = scene.parts[back]
        if part.link in ("when", "where", "while", "as", "ing", "with"):
            end = earlier.last
        elif earlier.verb != NONE and not (part.link == "," and _fronted(scene, earlier)):
            end = earlier.verb
        else:
            end = earlier.last
        row = (
            part.link == ","
            and part.first == part.verb
            and earlier.link not in ("which", "who", "whom", "that", "where", "whose")
        )
        if (part.link in ("and", "but") or row) and back == number - 1 and shares_subject(scene, part):
            end = earlier.last
        told = scene.dates(earlier.first, end)
        dates = [d for i, d in told if d.kind != "PERIOD" and d.edtf and tells_when(scene, d, i)]
        if dates:
            return dates[-1]
        if earlier.says != NONE or earlier.link in ("that", ";"):
            return None
    return None


def _entry_date(scene: Scene, part: Part) -> DateSpan | None:
    """The date that opens an entry of a list and is all that stands before its dash ("12 June 2025 – Envoy visits Konya")."""
    words = scene.tokens.words
    if part.first or any(w.date == NONE and w.lower[:1].isalnum() for w in words[part.first : part.last]):
        return None
    return next((span for _, span in scene.dates(part.first, part.last) if span.edtf), None)


_FRONTING = frozenset(["when", "after", "as", "once"])


def _fronted(scene: Scene, part: Part) -> bool:
    """Whether a clause tells when the main clause behind it happened ("When the war broke out in 1950, …")."""
    return part.first == 0 and scene.tokens.words[0].lower in _FRONTING


def shares_subject(scene: Scene, part: Part) -> bool:
    """Whether a coordinated clause begins with its verb ("met on Sunday and agreed …")."""
    return part.verb != NONE and part.verb - part.first < 7 and not scene.mentions(part.first, part.verb)
