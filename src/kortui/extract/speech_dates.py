"""When somebody refused or warned of something, where the date stands at the end of what he refused."""

from __future__ import annotations

from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.verbs import verb_forms
from kortui.extract.words import NONE

_REFUSING = frozenset(
    ("reject", "oppose", "dismiss", "rebuff", "rebuke", "protest", "object", "warn", "criticise", "criticize", "defend",
     "spurn", "propose", "recommend", "apologise", "apologize")
)  # fmt: skip
"""Verbs of saying whose object is seldom what happened at a time of its own, as what is thanked for or condemned is."""
_OF_ITS_TIME = frozenset(
    (
        "visit", "visits", "meeting", "summit", "attack", "attacks", "war", "test", "tests", "election", "coup", "invasion",
        "role", "help", "aid", "decision", "talks", "conference", "exercise", "exercises", "launch", "plan", "plans",
        "proposal", "increase", "rise", "fall", "growth", "vote", "referendum",
    )
)  # fmt: skip
"""Nouns of what has a time of its own, which a year behind them may be."""


def closing_date(scene: Scene, part: Part, lemma: str) -> DateSpan | None:
    """The date at the end of a clause that says when somebody refused or warned of something ("rejected the pact in 2012").

    A date that may be of what was refused is none: behind a verb ("tariffs imposed in 2012"), behind "of", or behind a deed.
    """
    words = scene.tokens.words
    verb = words[part.says].lower
    if lemma not in _REFUSING or "past" not in verb_forms().get(verb, ()):
        return None
    found = [(i, d) for i, d in scene.dates(part.says + 1, part.last) if d.edtf]
    if len(found) != 1 or part.last != len(words):
        return None
    at, span = found[0]
    behind = [w.lower for w in words[at : part.last] if w.start >= span.end]
    if span.kind != "DATE" or words[at - 1].lower not in ("in", "on") or any(w != "." for w in behind):
        return None
    between = [w for w in words[part.says + 1 : at - 1] if w.entity == NONE]
    if any(w.lower in _OF_ITS_TIME or {"past", "participle", "ing"} & verb_forms().get(w.lower, frozenset()) for w in between):
        return None
    return span
