"""What was only expected, planned or conditional: whether a deed has come about, of what its date is, and how far a deal is."""

from __future__ import annotations

import re
from functools import cache

from kortui import edtf
from kortui.edtf import Day
from kortui.extract import lexicon, time_roles, triggers
from kortui.extract.dated import Dated
from kortui.extract.denials_words import lexical, telling
from kortui.extract.scene import Scene
from kortui.extract.usage import Match
from kortui.extract.verbs import verb_forms
from kortui.model import Document
from kortui.records import dataclass, replace
from kortui.vocabulary import DateRole, EventType, Stage

_NOT_YET: dict[Stage, Stage | None] = {
    "ordered": None, "selected": None, "licensed": None, "mou": None, "delivered": "ordered", "delivering": "ordered",
}  # fmt: skip
"""Stages of deeds that are told, to the stage of a deal of which they are only planned."""
_NAMED: frozenset[EventType] = frozenset(("visit", "meeting", "exhibition", "agreement", "deployment", "aid"))
"""Types of deeds that a noun names and that are called off ("the visit was cancelled")."""
_STOPPED: frozenset[EventType] = frozenset(("contract", "delivery", "investment", "financing"))
"""Types of deeds that others stop before they come about ("the sale was blocked")."""
_PLANNING = frozenset(("plan", "schedule", "propose", "intend", "expect", "slate", "envisage"))
_ENDS = re.compile(r";|,\s(?:and|while|as|after)\s|\s(?:but|although|though)\s")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What makes a plan of a deed, and what says that nothing came of it."""

    was_to: re.Pattern[str]
    plan: re.Pattern[str]
    nothing: re.Pattern[str]
    but_not: re.Pattern[str]
    in_principle: re.Pattern[str]
    of_a_deal: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    auxiliary = r"(?:(?:has|have|had|did|does|do|was|were|is|are|will|would|can|could|wo|ca)(?:\snot|n['’]t|\snever)|never)"
    return _Patterns(
        re.compile(
            r"\b(?:was|were|had been|have been|has been)\s(?:(?:\w+ly|also|then|not|still|at first)\s)?"
            rf"(?:{lexical('looked_for')}\s(?:to|for)\b|to\b(?! the\b| an?\b))"
            r"|\b(?:want|wish|hop|seek|sought|tr[iy]|plann?|intend|aim|offer|propos)\w*\sto\b"
            r"|\b(?:had|was|were)\s(?:hop|plann|intend|promis|agree|want|expect|mean)\w*\s(?:to|on)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{lexical('plans')}\s(?:to|for|of|on)\b[^;,]*$", re.IGNORECASE),
        re.compile(
            rf"{lexical('nothing')}|\bput\s(?:[\w-]+\s){{1,3}}(?:on (?:hold|ice)|off)\b"
            rf"|\b{auxiliary}\s(?:\w+\s)?{lexical('comes_about')}",
            re.IGNORECASE,
        ),
        re.compile(
            rf",?\s(?:but|though|although|yet|and)\s(?:[\w’'-]+\s){{0,4}}?{auxiliary}(?:\s(?:has|have|had|did|was|were))?"
            r"(?:\syet)?(?:\s(?:done so|do so|come|go|attend|travel|be there|take part))?\s*(?:[.;,]|$)"
            rf"|,?\s(?:but|though|although|yet)\s(?:[\w’'-]+\s){{0,4}}?{lexical('stays_away')}",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:agree[sd]?|agreement)\b[^;]*\bto\s\w+\s$|\bin principle\b", re.IGNORECASE),
        re.compile(
            r"\b(?:contract|deal|sale|purchase|order|agreement|accord|transaction|acquisition|it|this|nothing)s?\b"
            r"(?:\s[\w’'-]+){0,6}?\s*$",
            re.IGNORECASE,
        ),
    )


_CUE = triggers.patterns().add((*telling("nothing"), *telling("stays_away"), "put", "not", "n", "t", "never")).bit
"""The words without one of which a sentence says of nothing that it came to nothing."""


_LOOKED_CUE = triggers.patterns().add(
    (
        "was", "were", "been", "had", "want*", "wish*", "hop*", "seek*", "sought*", "tri*", "try*", "plan*", "intend*", "aim*",
        "offer*", "propos*",
    )
).bit  # fmt: skip
"""The words without one of which `was_to` does not match."""


def came_to_nothing(scene: Scene, match: Match) -> bool:
    """Whether a deed was only looked for, and the sentence says that nothing came of it."""
    if match.rule.stage == "cancelled" or _is_plan(match):
        return False  # "a second fair was planned for 1975 but never took place" tells of the plan
    tokens, found = scene.tokens, _patterns()
    if not scene.cues.within(_CUE, tokens.words[match.last - 1].end, tokens.sentence.end):
        return False
    behind = tokens.text[tokens.words[match.last - 1].end : tokens.sentence.end]
    nothing = found.nothing.search(behind)
    if nothing is None and found.but_not.search(behind) is None:
        return False
    told = tokens.slice(scene.parts[match.part].first, match.last)
    if found.was_to.search(told) or match.lemma in _PLANNING or time_roles.role_of(scene, match) == "planned":
        return True
    if nothing is None or _ENDS.search(behind, 0, nothing.start()):
        return False
    if found.plan.search(tokens.slice(scene.parts[match.part].first, match.first)):
        return True
    if match.voice == "noun" and match.rule.type in _STOPPED:
        if nothing[0].lower() in ("blocked", "vetoed", "thwarted", "foiled") or _never_was(match, nothing[0].lower()):
            return True
        if _is_wanted(scene, match):
            return True  # "the planned sale collapsed"
    return match.voice == "noun" and match.rule.type in _NAMED and not nothing[0].lower().startswith(("fail", "collapse"))


_FELL_THROUGH = re.compile(r"(?:fell|fall|fallen|falls) (?:through|apart)|c[ao]me to (?:nothing|naught)|nothing came|none w")
_NEVER_WAS = re.compile(
    r".*(?:not|n['’]t|never)\s(?:\w+\s)?(?:signed|concluded|finali|materiali|happen|c[ao]me (?:about|off|true)|t[ao]ken? place|"
    r"took place|go ahead|went ahead|occur)"
)
_NEVER_DONE = re.compile(r".*never\s(?:\w+\s)?(?:completed|carried out|delivered|reali|fulfilled|finished)")
_DEALS = frozenset(("contract", "deal", "agreement", "order", "orders", "contracts", "deals", "accord"))


def _never_was(match: Match, said: str) -> bool:
    """Whether it is said of a deal or of what it is on that there was none, and not only that it was not kept."""
    if _FELL_THROUGH.match(said) or _NEVER_WAS.match(said):
        return True
    return match.lemma.split()[0] not in _DEALS and _NEVER_DONE.match(said) is not None


def _is_wanted(scene: Scene, match: Match) -> bool:
    """Whether an adjective makes a plan of a noun ("the planned sale")."""
    words, part = scene.tokens.words, scene.parts[match.part]
    adjectives = lexicon.load("modality")["adjectives"]
    return any(w.lower in adjectives for w in words[max(part.first, match.first - 3) : match.first])


def _is_plan(match: Match) -> bool:
    """Whether a rule is of planning itself."""
    return match.rule.id.endswith(".planned")


def settle(scene: Scene, match: Match, date: Dated, role: DateRole) -> tuple[Dated, Stage | None]:
    """The date of a trigger's record by its right role, and the stage that its deal has then reached.

    Args:
        scene: The sentence.
        match: The trigger.
        date: As its words give it.
        role: What it is of, as the words before the trigger tell.
    """
    if role == "event" and (_is_looked_for(scene, match) or _is_of_what_was_agreed(scene, match, date)):
        role = "planned"
        date = replace(date, role=role) if date.role == "event" else date
    stage = match.rule.stage or ("mou" if _is_memorandum(scene, match) and date.role == "event" else None)
    if stage in _REPORTED and role == "event" and _is_only_reported(scene, match):
        stage = "reported"
    if stage in ("ordered", "selected") and _is_only_agreed(scene, match):
        stage = None
    if stage is not None and role in ("conditional", "planned"):
        stage = _NOT_YET.get(stage, stage) if role == "planned" else None
    return date, stage


def _is_of_what_was_agreed(scene: Scene, match: Match, date: Dated) -> bool:
    """Whether a year or a month says when that is to be which was agreed ("agreed to hold exercises in 2027")."""
    words = scene.tokens.words
    to = match.last - 1 if words[match.last - 1].lower == "to" else match.last
    if match.rule.id != "agreement.agreed" or to + 1 >= len(words) or words[to].lower != "to":
        return False
    infinitive = "base" in verb_forms().get(words[to + 1].lower, ())
    return infinitive and date.basis == "stated" and len(date.edtf or "") in (4, 7) and date.start > words[to].start


_AGREED_CUE = triggers.patterns().add(("agree*", "in principle")).bit


def _is_only_agreed(scene: Scene, match: Match) -> bool:
    """Whether a deal is one agreed in principle, or agreed on and never signed: nothing has been ordered."""
    if not _AGREED_CUE & scene.cues.bits:
        return False
    tokens, found = scene.tokens, _patterns()
    opens = scene.parts[max(0, match.part - 1)].first
    led = found.in_principle.search(f"{tokens.slice(opens, match.last)} ")
    if led is None:
        return False
    if "in principle" in led[0].lower():
        return True
    behind = tokens.text[tokens.words[match.last - 1].end : tokens.sentence.end]
    nothing = found.nothing.search(behind)
    return nothing is not None and found.of_a_deal.search(behind, 0, nothing.start()) is not None


_REPORTED: frozenset[Stage] = frozenset(("selected", "ordered", "licensed", "delivering", "delivered"))
_HEARD = re.compile(
    r"\breportedly\b|\b(?:is|are|was|were)\s(?:\w+ly\s|also\s|widely\s)?(?:said|believed|thought|reported|understood|presumed|assumed|"
    r"claimed)\sto\shave\b",
    re.IGNORECASE,
)
_PRESS = r"(?:media|press|newspapers?|tabloids?|websites?|blogs?|insiders?|sources)"
_HEARD_FROM = re.compile(
    rf"\b(?:according to|citing|quoting)\s(?:[\w’'-]+\s){{0,2}}?(?:{_PRESS}|(?:un\w+|news|leaked)\sreports?|reports)\b"
    r"(?!\s(?:of|by|from)\b)"
    rf"|\b(?:{_PRESS}|reports|rumo?rs)\s(?:have\s|had\s)?"
    r"(?:reported|claim(?:ed)?|sa(?:id|y)|suggest(?:ed)?|speculated?|ha(?:d|ve) it)\b"
    r"|\bclaim(?:s|ed)\s(?:[\w’'-]+\s){0,3}?that\b",
    re.IGNORECASE,
)
"""Whom a sentence has it from who stand for nothing: papers, nameless sources, somebody's claim."""
_HEARD_CUE = (
    triggers.patterns()
    .add(("reportedly", "said", "believed", "thought", "reported", "understood", "presumed", "assumed", "claimed"))
    .bit
)
_HEARD_FROM_CUE = triggers.patterns().add(
    (
        "media", "press", "newspaper*", "tabloid*", "website*", "blog*", "insider*", "sources", "report", "reports", "rumor*",
        "rumour*", "claims", "claimed",
    )
).bit  # fmt: skip


def _is_only_reported(scene: Scene, match: Match) -> bool:
    """Whether a clause tells a deal as one that was only heard of ("reportedly sold", "is believed to have sold")."""
    if _HEARD_FROM_CUE & scene.cues.bits and _HEARD_FROM.search(scene.tokens.slice(0, len(scene.tokens.words))):
        return True
    if not _HEARD_CUE & scene.cues.bits:
        return False
    part = scene.parts[match.part]
    return _HEARD.search(scene.tokens.slice(part.first, min(match.last + 1, part.last))) is not None


_ACCORD = re.compile(
    r"\b(?:(?P<mou>memorand(?:um|a|ums)|mous?|letters? of intent)|agreements?|accords?|treat(?:y|ies)|pacts?|contracts?|deals?|"
    r"protocols?|conventions?|declarations?|communiqu[eé]s?|partnerships?)\b", re.I,
)  # fmt: skip


def _is_memorandum(scene: Scene, match: Match) -> bool:
    """Whether what a trigger signs is a memorandum of understanding or a letter of intent, and no more binding deal."""
    if match.rule.id not in ("agreement.signing", "agreement.enter-into", "contract.signed", "agreement.noun"):
        return False
    part = scene.parts[match.part]
    if match.voice == "passive":
        named = list(_ACCORD.finditer(scene.tokens.slice(part.first, match.first)))
    else:
        named = list(_ACCORD.finditer(scene.tokens.slice(match.first, part.last)))
    return bool(named) and named[0]["mou"] is not None


def latest(document: Document) -> Day | None:
    """The last day on which a document can have been published, None when nobody can say.

    Args:
        document: With its date or bounds.
    """
    return edtf.bounds(document.published_bounds or document.published).end


def ahead_of(draft_type: EventType, date: Dated, stage: Stage | None, published: Day | None) -> tuple[Dated, Stage | None]:
    """Date and stage of a record whose date lies behind the day its document was published: it cannot have come about yet.

    Args:
        draft_type: The record's type.
        date: Its date.
        stage: Its stage.
        published: See `latest`.
    """
    start = edtf.bounds(date.edtf).start if date.role == "event" else None
    if start is None or published is None or start <= published:
        return date, stage
    if draft_type == "statistic":
        return replace(date, role="forecast"), stage
    return replace(date, role="planned"), _NOT_YET.get(stage, stage) if stage is not None else None


def _is_looked_for(scene: Scene, match: Match) -> bool:
    """Whether the words before a trigger say that it was only expected at the time they tell of."""
    if match.rule.type in ("policy", "target", "pledge", "statement"):
        return False  # what is said of what is to come is said now
    if _is_plan(match) or match.lemma in _PLANNING:
        return True
    if match.voice == "noun":
        return _is_wanted(scene, match)
    words, part = scene.tokens.words, scene.parts[match.part]
    first, last = max(part.first, match.first - 7), match.last
    if not scene.cues.within(_LOOKED_CUE, words[first].start, words[last - 1].end):
        return False
    return _patterns().was_to.search(scene.tokens.slice(first, last)) is not None
