"""Which date and which amounts belong to a trigger."""

from __future__ import annotations

import re
from itertools import pairwise

from kortui import edtf
from kortui.extract.clauses import Part
from kortui.extract.dates_guards import is_of_a_plan
from kortui.extract.relatives import bare_relative
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.usage import Match, goes_on_infinitive
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.words import NONE
from kortui.records import dataclass, replace
from kortui.vocabulary import DateBasis, DateRole, EventType

_CLEFT = re.compile(r"it (?:was|is) (?:on|in|not until|only in)\b", re.I)
_WAR = re.compile(r"\b(?:the|this|that) (?:war|conflict|battle)\b", re.I)
_IN_THE_WAR = re.compile(r"\b(?:during|throughout|in) (?:the|this|that) (?:war|conflict)\b", re.I)
_PLANNED = frozenset(["will", "shall"])
_IS = frozenset(["is", "are", "am"])
_CONDITIONAL = frozenset(["would", "could", "might", "may", "if", "should", "unless", "whether"])
_IF = frozenset(["if", "unless", "provided", "should"])
"""Words with which a clause begins that the next one depends on."""
_FUTURE_PHRASE = re.compile(
    r"\b(?:(?:is|are|was|were|be) (?:expected|scheduled|set to|due|slated|planned|poised|to be)|(?:plans?|planned|intends?|"
    r"hopes?|wants?|expects?|agreed|decided|aims?|aimed|seeks?|prepar\w+|promised|vowed|pledged) to|ahead of|looking ahead|"
    r"upcoming|on track to|in talks to|to be (?:held|signed|completed|delivered|built))\b", re.I,
)  # fmt: skip
_FORECAST = re.compile(r"\b(?:forecast|projected|expected|estimated to|predicted|likely)\b", re.I)


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
    """A time expression as a record's date; "by 2030" is the year 2030 as a deadline."""
    edtf = span.edtf
    if span.role == "deadline":
        role = "deadline"
        if edtf and edtf.startswith("../"):
            edtf = edtf[3:]
    basis: DateBasis = span.basis if edtf else "none"
    return Dated(edtf, basis, role, span.text, span.start)


_ONCE_PLANNED = re.compile(
    r"\b(?:originally|initially|first|previously|earlier|at first|once) (?:planned|scheduled|set|due|slated|meant|billed|"
    r"intended|expected|fixed|announced) (?:for|to \w+|in|on)(?: the)?\W*$", re.I,
)  # fmt: skip
"""What makes of a date the one on which something was at first to be ("originally planned for 2025, took place in 2026")."""
_AS_MANY_AS = re.compile(r"\b(?:many|much|high|large|big|as|than) (?:as|than) (?:in|during|at|for)\s(?:the\s)?$", re.I)
_YEAR_BEFORE = re.compile(r"\b(?:earlier|before)$", re.I)
_RIVAL = re.compile(r"\b(?:from|than|over|against|compared (?:to|with)|versus|on)\s$", re.I)
"""What another time is only compared with ("twice as many as in 2012", "down 3 percent from a year earlier")."""
_THAN_PLANNED = re.compile(
    r"\s(?:than|behind|ahead of|before|after) (?:(?:was|had been|it was|first|originally|initially) ){0,2}"
    r"(?:planned|scheduled|expected|promised|agreed|due|hoped|schedule|the (?:plan|schedule|deadline))\b", re.I,
)  # fmt: skip
"""What makes a delay or a lead of a distance ("two years later than planned")."""
_NO_EARLIER = re.compile(r"\b(?:no (?:earlier|sooner)(?: than)?|not before)\s(?:the\s)?$", re.I)
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
    words = scene.tokens.words
    if span.kind in ("DATE", "RANGE", "DECADE") and span.role == "" and is_of_a_plan(scene.tokens.text, span.start, span.end):
        return False
    if token > 1 and words[token - 1].lower == "since" and any(w.lower == "first" for w in words[max(0, token - 12) : token]):
        return False  # "the first visit since 2018"
    if token > 1 and words[token - 1].lower in ("to", "with") and words[token - 2].lower == "compared":
        return False
    if _THAN_PLANNED.match(scene.tokens.text, span.end):
        return False
    ahead = scene.tokens.text[max(scene.tokens.sentence.start, span.start - 24) : span.start]
    if _AS_MANY_AS.search(ahead) or (_YEAR_BEFORE.search(span.text) and _RIVAL.search(ahead)):
        return False
    if _ONCE_PLANNED.search(scene.tokens.slice(max(0, token - 6), token)):
        return False
    before = token - 1
    while before > 0 and words[before].lower in _LEADING:
        before -= 1
    return not (before > 0 and words[before].lower in _DENYING and before < token - 1)


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
        if of_another_deed(scene, part, first, last, token) != NONE:
            continue
        between = range(last, token) if token >= last else range(token, first)
        cost = len(between) + sum(6 for j in between if words[j].lower in ("and", ",", "but", ";") and words[j].entity == NONE)
        if token < first:
            cost += 3 if token - part.first > 3 else 0
        key = ((span.kind == "PERIOD") * 100 + (span.edtf is None) * 50 + cost, token)
        if best is None or key < best:
            best, found = key, span
    return found


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


def date_of(scene: Scene, match: Match) -> Dated:
    """The date of a trigger's record: of its clause, else of the clause its own leans on, else of a named period."""
    part = scene.parts[match.part]
    role = role_of(scene, match)
    span = nearest(scene, part, match.first, match.last)
    if span is None or (
        span.kind == "PERIOD" and match.rule.type not in ("deployment", "casualties", "aid", "conflict", "alliance")
    ):
        in_war = span is None and _IN_THE_WAR.search(scene.text(part)) is not None
        leant = None if in_war else leant_on(scene, match.part, "die" if match.rule.type == "casualties" else match.lemma)
        span = leant if leant is not None else None if span is not None and not _during(scene, span) else span
    if span is None:
        span = _shared_behind(scene, match)
    if span is None:
        following = scene.parts[match.part + 1] if match.part + 1 < len(scene.parts) else None
        if following is not None and following.link in ("when", "where", ",", "with", "ing") and following.verb == NONE:
            span = nearest(scene, following, following.first, following.first)
    if span is not None:
        return _open_ended(scene, _summed_since(scene, match, span, of_span(span, role)))
    period = scene.discourse.period
    if period is not None and match.rule.type in ("deployment", "casualties", "aid") and _WAR.search(scene.text(part)):
        return Dated(period.edtf, "anaphoric", role, "the war", NONE)
    return Dated(None, "none", role, "")


_SUMMED: frozenset[EventType] = frozenset(
    ("casualties", "investment", "aid", "deployment", "delivery", "construction", "commerce", "contract", "financing")
)


_BY = re.compile(r"\bby(?: the end of| the close of| late)?\s(?:the )?$", re.I)


def _summed_since(scene: Scene, match: Match, span: DateSpan, date: Dated) -> Dated:
    """The time in which a sum has grown since or by a date ("have invested $3 billion since 2003"); other deeds are of then."""
    ahead = scene.tokens.words[max(scene.parts[match.part].first, match.first - 4) : match.first]
    perfect = any(word.lower in ("has", "have", "had", "'ve") for word in ahead)
    if span.role == "until" and match.rule.type in ("deployment", "membership") and date.edtf:
        return replace(date, edtf=f"../{date.edtf}") if edtf.parse(date.edtf).kind == "date" else date
    by = _BY.search(scene.tokens.text, max(scene.tokens.sentence.start, span.start - 24), span.start) is not None
    if by and perfect and match.rule.type in _SUMMED and date.edtf and edtf.parse(date.edtf).kind == "date":
        return replace(date, edtf=f"../{date.edtf}")
    summed = span.role == "since" and perfect and match.rule.type in _SUMMED and bool(scene.tokens.amounts)
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


def role_of(scene: Scene, match: Match) -> DateRole:
    """What a record's date is of, from the words before its trigger."""
    part, words = scene.parts[match.part], scene.tokens.words
    if match.rule.type == "anniversary":
        return "anniversary"
    if match.rule.type == "target":
        return "target"
    left = [w.lower for w in words[part.first : match.first] if w.date == NONE]
    near = left[-6:]
    before = scene.tokens.slice(part.first, match.first)
    if match.lemma == "be" and _FUTURE_PHRASE.search(scene.tokens.slice(match.first, match.last)):
        return "planned"  # "is set to visit"
    if match.rule.type == "policy" and match.lemma in ("plan", "intend", "prepare", "will", "aim", "seek"):
        return "planned"
    if match.voice != "noun" and any(w in _CONDITIONAL for w in near):
        return "conditional"
    if match.part and words[scene.parts[match.part - 1].first].lower in _IF:
        return "conditional"
    behind = [w.lower for w in words[match.last : match.last + 3]]
    if any(w in _PLANNED for w in (near if match.voice != "noun" else behind)) or _FUTURE_PHRASE.search(before):
        return "planned"
    if match.voice == "noun" and _FUTURE_PHRASE.search(scene.text(part)):
        return "planned"
    if match.voice == "noun" and NONE < part.verb < match.first - 1:  # "will take part in a meeting", "may pay a visit"
        governing = [w.lower for w in words[part.verb : part.verb + 2] if w.date == NONE]
        if any(w in _PLANNED for w in governing):
            return "planned"
        if any(w in _CONDITIONAL for w in governing):
            return "conditional"
    if match.voice == "active" and goes_on_infinitive(scene, part, match.first):
        return "planned"  # "is to meet A and pay a call on B"
    alone = match.voice == "active" and part.verb in (NONE, match.first) and match.first > part.first + 1 and not part.link
    if alone and words[match.first - 1].lower == "to":
        return "planned"  # "Hanwha to deliver the engines"
    opens = [w.lower for w in words[max(part.first, match.first - 3) : match.first + 3]]
    if any(a in _IS and b == "to" for a, b in pairwise(opens)):
        return "planned"  # "is to visit"
    return "event"


def reported(scene: Scene, number: int) -> DateSpan | None:
    """The date on which somebody said, in a clause of saying, what a clause without a date of its own tells."""
    for part in scene.parts:
        if part.says == NONE or part is scene.parts[number]:
            continue
        for _, span in scene.dates(part.first, part.last):
            if span.kind != "PERIOD" and span.edtf:
                return span
    return None


_NEWS_TENSE = re.compile(
    r"\b(?:will|has|have|is to|are to|is set to|are set to|plans? to|(?:is|are) (?:expected|scheduled|due|slated|\w+ing)\b)",
    re.I,
)


def of_the_moment(scene: Scene, number: int) -> bool:
    """Whether a clause is told as news of the day: in the future, the perfect or the progressive."""
    text = scene.text(scene.parts[number])
    return _NEWS_TENSE.search(text) is not None


def forecast(text: str) -> bool:
    """Whether words announce a figure that is not yet known."""
    return _FORECAST.search(text) is not None


_COUNTED: frozenset[EventType] = frozenset(
    ("casualties", "deployment", "meeting", "investment", "delivery", "contract", "aid", "exhibition", "withdrawal",
     "programme", "statistic", "target", "pledge", "agreement", "construction", "commerce", "membership", "establishment",
     "visit")
)  # fmt: skip
_RANKED: frozenset[EventType] = frozenset(("anniversary", "recognition", "establishment", "statistic", "meeting", "target"))
_SENTENCE_WIDE: frozenset[EventType] = frozenset(("casualties", "contract", "construction", "financing"))


def is_part_of(scene: Scene, number: int) -> bool:
    """Whether a clause tells of a part of those counted before it ("…, 40 of whom died"), whose number stands before it."""
    words, first = scene.tokens.words, scene.parts[number].first
    if first + 2 < len(words) and words[first].amount != NONE:  # "741 of them died"
        behind = next((i for i in range(first, len(words)) if words[i].amount != words[first].amount), first)
        return [w.lower for w in words[behind : behind + 2]] in (["of", "them"], ["of", "these"])
    return (
        0 < first < len(words) - 1
        and words[first - 1].amount != NONE
        and (words[first].lower == "of" and words[first + 1].lower in ("whom", "which"))
    )


def _counts_some_of_them(scene: Scene, part: Part) -> bool:
    """Whether a clause counts some of those counted before it ("…, of whom 186 were killed")."""
    return [w.lower for w in scene.tokens.words[part.first : part.first + 2]] in (["of", "whom"], ["of", "them"])


_RIVALS = frozenset(("against", "versus", "after"))
_BEFORE_RIVAL = frozenset(("a", "an", "the", "about", "some", "nearly", "just", "only", "over", "$", "€", "£", "₩", "₺", "us$"))


def is_compared_with(scene: Scene, at: int) -> bool:
    """Whether an amount is another year's or another deal's ("against 218,000 a year before", "after a $40 million one")."""
    words = scene.tokens.words
    before = at - 1
    while before > 0 and words[before].lower in _BEFORE_RIVAL:
        before -= 1
    return before > 0 and words[before].lower in _RIVALS


def amounts_of(scene: Scene, kind: EventType, number: int) -> tuple[int, ...]:
    """Indices, in the sentence, of the amounts that belong to a record of a clause."""
    part = scene.parts[number]
    first, last = part.first, part.last
    if kind in _SENTENCE_WIDE and sum(p.says == NONE and p.verb != NONE for p in scene.parts) <= 2:
        first, last = (0, len(scene.tokens.words)) if not is_part_of(scene, number) else (max(0, first - 1), last)
    elif (
        number + 1 < len(scene.parts) and scene.parts[number + 1].link == "ing" and kind in ("target", "contract", "investment")
    ):
        last = scene.parts[number + 1].last
    if kind == "casualties" and not is_part_of(scene, number) and _counts_some_of_them(scene, part):
        first = part.first
    for n, other in enumerate(scene.parts):
        if other.link == ";" and n <= number:
            first = max(first, other.first)  # what stands between semicolons is told by itself
        elif other.link == ";":
            last = min(last, other.first)
            break
    kept = []
    for at, index, amount in scene.amounts(first, last):
        if kind == "casualties" and at == 1 and scene.tokens.words[0].lower == "of":
            continue  # "Of 900 soldiers, 40 fell"
        if is_compared_with(scene, at):
            continue
        if (
            amount.kind == "money"
            or amount.kind in ("percent", "length")
            or (amount.kind == "count" and kind in _COUNTED)
            or (amount.kind == "ordinal" and kind in _RANKED)
        ):
            kept.append(index)
    return tuple(kept)
