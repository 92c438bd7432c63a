"""Whom a sentence speaks of at its end, which the next may take up as "it"."""

from __future__ import annotations

from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.subjects import own_subject
from kortui.extract.words import NONE

_COORDINATE = frozenset((",", ";", "—", "–", "and", "but", "so", "while", "whereas"))
_THINGS = frozenset(("organisation", "country", "place"))


def goes_on(scene: Scene, main: Part, subject: tuple[str, ...]) -> tuple[str, ...]:
    """Who a sentence speaks of at its end, where that is another than the subject of its first clause; empty where it is not.

    "Poland refused to sell engines to Kenya, so Nairobi turned to Hanwha" goes on with Kenya, which it has named before.

    Args:
        scene: The sentence.
        main: Its first clause with a verb.
        subject: Who the subject of that clause is.
    """
    if not subject or len(scene.parts) < 2 or not all(scene.kind(s) in _THINGS for s in subject):
        return ()
    for part in reversed(scene.parts):
        if part.first <= main.first or part.verb == NONE or part.link not in _COORDINATE or part.says != NONE:
            continue
        own = tuple(s for s in own_subject(scene, part, part.verb) if scene.kind(s) in _THINGS)
        first = {scene.country(e.id) for _, e in scene.mentions(main.verb, main.last)}
        homes = {scene.country(s) for s in own} - {scene.country(s) for s in subject}
        if own and homes and (homes <= first or scene.tokens.lowers[part.first] == "so"):
            return own
    return ()
