"""Which parties of a contract buy and which sell: states and their forces buy, firms sell, unless the clause says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kortui.extract.scene import Scene
from kortui.vocabulary import ActorRole

_STATE = re.compile(
    r"\b(?:army|navy|air force|(?:armed|land|defen[cs]e|ground|naval) forces|coast ?guard|marines?|gendarmerie|police|"
    r"ministry|government|(?:procurement|material|materiel|armaments?|acquisition) "
    r"(?:agency|group|administration|program administration))\b",
    re.I,
)
_BOUGHT = re.compile(r"\b(?:for|to (?:buy|purchase|get|receive)|acquire[sd]?|bought|placed?)\b", re.I)
_SOLD = re.compile(r"\b(?:export\w*|supply|supplies|sell\w*|sale|deliver|build|win|wins|won|awarded?)\b", re.I)
_TO_SELL = re.compile(
    r"\bto (?:jointly |also )?(?:export|sell|supply|deliver|provide|ship|build|make|produce)\b[^;]*\b(?:to|for) "
    r"(?!buy|purchase)",
    re.I,
)
_TO_BUY = re.compile(r"\bto (?:jointly |also )?(?:buy|purchase|acquire|import|procure|order|lease|rent)\b[^;]*\bfrom ", re.I)


def sides(scene: Scene, actors: Mapping[str, ActorRole], text: str) -> dict[str, ActorRole]:
    """States given what they buy and firms what they sell, whoever of them the sentence names first.

    Args:
        scene: The sentence.
        actors: The role of each actor so far.
        text: The clause; one that exports or supplies has no buyer for its subject.

    Returns:
        Their roles by what they buy or sell; none where the clause does not tell.
    """
    parties = [a for a, role in actors.items() if role in ("contractor", "customer")]
    buying = [a for a in parties if _buys(scene, a)]
    makers = {scene.country(a) for a in actors if scene.kind(a) == "weapon"} - {None}
    selling = [a for a in buying if scene.kind(a) == "country" and scene.country(a) in makers]
    exporting = len(buying) > 1 and _TO_SELL.search(text) is not None
    if exporting and not selling and scene.kind(buying[0]) == "country":
        selling = buying[:1]  # the subject: "Kenya signed a contract to sell tea to India"
    elif len(buying) == len(parties) == 2 and not selling and _TO_BUY.search(text):
        selling = buying[1:]  # "Kenya signed a contract to buy tea from India"
    if (len(buying) == len(parties) or exporting) and len(selling) == 1:
        buying = [a for a in buying if a not in selling]  # of two states the one sells whose arms they are
    if len(buying) < len(parties):
        return {a: "customer" if a in buying else "contractor" for a in parties if buying}
    if len(parties) == 1 and _BOUGHT.search(text) and not _SOLD.search(text):
        return {parties[0]: "customer"}
    return {}


def _buys(scene: Scene, entity: str) -> bool:
    known = scene.entities.get(entity)
    return known is not None and (known.kind == "country" or (known.kind == "organisation" and _is_state(known.name)))


def _is_state(name: str) -> bool:
    """Whether an organisation buys for a state: a force, a ministry, an agency of procurement."""
    return _STATE.search(name) is not None
