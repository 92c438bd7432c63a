"""Deeds that a sentence only looks back on: "In 2021 the two recalled the visit of 2005", "after talks had failed".

The time of the recalling, or of what came after, is not theirs.
"""

from __future__ import annotations

from kortui.extract import triggers
from kortui.extract.morphology import forms
from kortui.extract.scene import Scene
from kortui.extract.usage import Match
from kortui.extract.words import NONE


def _forms_of(*verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in (verb, *forms(verb)))


_VERBS = _forms_of("recall", "remember", "commemorate", "recollect", "reminisce", "evoke")
_PRAISING = _forms_of("praise", "hail", "honour", "honor", "welcome", "applaud", "mention", "cite")
"""Verbs of what is mostly of their own day, but for what is told with a day of its own."""
_CUE = triggers.patterns().add(tuple(sorted(_VERBS | _PRAISING))).bit
_HAD = triggers.patterns().add(("had",)).bit
"""The words without one of which a sentence looks back on nothing."""


def recalled(scene: Scene, match: Match) -> bool:
    """Whether a noun names a deed that its clause says somebody recalls ("recalled the visit of President Rao").

    Args:
        scene: The sentence.
        match: The trigger.
    """
    return _governed(scene, match, _VERBS)


def has_own_day(scene: Scene, match: Match) -> bool:
    """Whether a deed that is recalled or praised is told with a day behind its noun, which is then its own.

    Args:
        scene: The sentence.
        match: The trigger.
    """
    part = scene.parts[match.part]
    return _governed(scene, match, _VERBS | _PRAISING) and any(d.edtf for _, d in scene.dates(match.last, part.last))


def _governed(scene: Scene, match: Match, verbs: frozenset[str]) -> bool:
    """Whether one of some verbs governs a trigger that is a noun."""
    if match.voice != "noun" or not _CUE & scene.cues.bits or match.rule.type in ("anniversary", "statement"):
        return False
    part, words = scene.parts[match.part], scene.tokens.words
    return part.first <= part.verb < match.first and any(
        words[i].lower in verbs and not words[i].name for i in range(part.verb, min(part.verb + 3, match.first))
    )


_BACK = frozenset(("after", "because", "since", "once"))


def came_before(scene: Scene, number: int) -> bool:
    """Whether a clause tells what had come before what its sentence tells ("after talks with Kenya had failed").

    Args:
        scene: The sentence.
        number: Index of the clause.
    """
    part, lowers = scene.parts[number], scene.tokens.lowers
    if not _HAD & scene.cues.bits or part.verb == NONE:
        return False
    opens = part.link in _BACK or (part.first == 0 and lowers[0] in _BACK)
    return opens and "had" in lowers[max(part.first, part.verb - 2) : part.verb + 1]
