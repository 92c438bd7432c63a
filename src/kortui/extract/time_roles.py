"""What a record's date is of: the deed, a plan, a condition, a forecast, or the day on which it was told."""

from __future__ import annotations

import re
from itertools import pairwise

from kortui.extract import triggers
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.usage import Match, goes_on_infinitive
from kortui.extract.words import NONE
from kortui.vocabulary import DateRole

_PLANNED = frozenset(["will", "shall"])
_IS = frozenset(["is", "are", "am"])
_CONDITIONAL = frozenset(["would", "could", "might", "may", "if", "should", "unless", "whether"])
_IF = frozenset(["if", "unless", "provided", "should"])
"""Words with which a clause begins that the next one depends on."""
_FUTURE_PHRASE = re.compile(
    r"\b(?:(?:is|are|was|were|be) (?:expected|scheduled|set to|due|slated|planned|poised|to be|"
    r"(?:ready|willing|prepared|keen|eager) to)|(?:plans?|planned|intends?|"
    r"hopes?|wants?|expects?|agreed|decided|aims?|aimed|seeks?|prepar\w+|promised|vowed|pledged) to|ahead of|looking ahead|"
    r"upcoming|invitations? to|on track to|in talks to|to be (?:held|signed|completed|delivered|built))\b", re.I,
)  # fmt: skip
_FUTURE_CUE = triggers.patterns().add(
    (
        "ready", "willing", "keen", "eager", "expect*", "scheduled", "set", "due", "slated", "plan*", "poised", "be", "intend*",
        "hope*", "want*", "agreed", "decided", "aim*", "seek*", "prepar*", "promised", "vowed", "pledged", "ahead", "upcoming",
        "track", "talks", "invitation*",
    )
).bit  # fmt: skip
"""Words without one of which in its sentence `_FUTURE_PHRASE` does not match."""
_FORECAST = re.compile(r"\b(?:forecast|projected|expected|estimated to|predicted|likely)\b", re.I)


def role_of(scene: Scene, match: Match) -> DateRole:
    """What a record's date is of, from the words before its trigger."""
    part, words = scene.parts[match.part], scene.tokens.words
    if match.rule.type == "anniversary":
        return "anniversary"
    if match.rule.type == "target":
        return "target"
    lowers, ahead = scene.tokens.lowers, _FUTURE_CUE & scene.cues.bits != 0
    near = [w.lower for w in words[part.first : match.first] if w.date == NONE][-6:]
    before = scene.tokens.slice(part.first, match.first)
    if ahead and match.lemma == "be" and _FUTURE_PHRASE.search(scene.tokens.slice(match.first, match.last)):
        return "planned"  # "is set to visit"
    if match.rule.type == "policy" and match.lemma in ("plan", "intend", "prepare", "will", "aim", "seek"):
        return "planned"
    if match.voice != "noun" and not _CONDITIONAL.isdisjoint(near):
        return "conditional"
    if match.part and words[scene.parts[match.part - 1].first].lower in _IF:
        return "conditional"
    behind = lowers[match.last : match.last + 3]
    if not _PLANNED.isdisjoint(near if match.voice != "noun" else behind):
        return "planned"
    if ahead and _FUTURE_PHRASE.search(before):
        return "planned"
    if ahead and match.voice == "noun" and _FUTURE_PHRASE.search(scene.text(part)):
        return "planned"
    if match.voice == "noun" and NONE < part.verb < match.first - 1:  # "will take part in a meeting", "may pay a visit"
        governing = [w.lower for w in words[part.verb : part.verb + 2] if w.date == NONE]
        if not _PLANNED.isdisjoint(governing):
            return "planned"
        if not _CONDITIONAL.isdisjoint(governing):
            return "conditional"
    if match.voice == "active" and goes_on_infinitive(scene, part, match.first):
        return "planned"  # "is to meet A and pay a call on B"
    alone = match.voice == "active" and part.verb in (NONE, match.first) and match.first > part.first + 1 and not part.link
    if alone and words[match.first - 1].lower == "to":
        return "planned"  # "Hanwha to deliver the engines"
    opens = lowers[max(part.first, match.first - 3) : match.first + 3]
    if "to" in opens and any(a in _IS and b == "to" for a, b in pairwise(opens)):
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
