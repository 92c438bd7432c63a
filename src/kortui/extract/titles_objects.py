"""Headlines of a participle behind another verb's object: "Contract signed by X" of "annulled the contract signed by X"."""

from __future__ import annotations

from kortui.extract.fitting import fit
from kortui.extract.phrases import drop_article, is_stop, join, without_dates
from kortui.extract.scene import Scene
from kortui.extract.titles_subjects import is_bare_participle
from kortui.extract.usage import Match
from kortui.extract.words import NONE

_DEEDS = ("contract", "agreement")
_MOST = 6
"""Words of an object before its participle."""


def of_object(scene: Scene, match: Match, date: int) -> str:
    """The headline of a deal of which a clause tells only by a participle what another verb is about.

    Args:
        scene: The sentence.
        match: A trigger.
        date: Where the record's date begins in the text.

    Returns:
        Empty for a trigger that is the clause's own, or has no date of its own.
    """
    part, words = scene.parts[match.part], scene.tokens.words
    first = match.first
    if match.rule.type not in _DEEDS or not NONE < part.verb < first - 1 or not is_bare_participle(scene, match):
        return ""
    if not words[match.last - 1].end <= date:
        return ""
    opens = first
    while opens > part.verb + 1 and not is_stop(scene, opens - 1) and words[opens - 1].date == NONE:
        opens -= 1
    head = drop_article(scene, list(range(opens, first)))
    if not 0 < len(head) <= _MOST:
        return ""
    last = next((t for t in range(match.last, part.last) if words[t].lower in (",", ";")), part.last)
    return fit(join(scene, [*head, *without_dates(scene, first, last)]))
