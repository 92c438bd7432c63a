"""Agreements and contracts that a clause names only as what something was done under: they were not made by it."""

from __future__ import annotations

import re

from kortui.extract import triggers
from kortui.extract.clauses import Part
from kortui.extract.governing import PREPOSITIONS
from kortui.extract.scene import Scene
from kortui.extract.triggers import Rule
from kortui.extract.usage import Voice
from kortui.extract.verbs import BE
from kortui.extract.words import NONE
from kortui.vocabulary import EventType

_DEALS: frozenset[EventType] = frozenset(("agreement", "contract"))
_BOUNDS = PREPOSITIONS | {",", ";", ":", "(", ")", "despite", "per", "outside"}
_FARTHEST = 8
"""Words of a noun phrase before its noun."""
_GROUND = re.compile(
    r"\b(?:under|pursuant to|despite|per|outside|thanks to|due to|owing to|because of|according to|based on|subject to|"
    r"as (?:a )?(?:part|result|consequence) of|on the (?:basis|strength) of|by (?:virtue|dint) of|in the (?:light|spirit) of|"
    r"in (?:line|accordance|keeping|compliance|conformity|connection|step|parallel) with|"
    r"in (?:violation|breach|defiance|respect|pursuance|fulfil?lment|application|contravention|execution|implementation) of|"
    r"(?:within )?(?:the )?(?:framework|scope|terms|provisions|auspices|umbrella|rules|limits|clauses?) of|within|"
    r"(?:set|fixed|laid|foreseen|provided|stipulated|required|prescribed|envisaged|granted|permitted|allowed|guaranteed|"
    r"covered|governed|imposed|agreed|created)(?: out| down| up| for)? (?:by|in))\s*$",
    re.IGNORECASE,
)
_CUE = triggers.patterns().add(
    (
        "under", "pursuant", "despite", "per", "outside", "thanks", "due", "owing", "because", "according", "based", "subject",
        "part", "result", "consequence", "basis", "strength", "virtue", "dint", "light", "spirit", "line", "accordance",
        "keeping", "compliance", "conformity", "connection", "step", "parallel", "violation", "breach", "defiance", "respect",
        "pursuance", "fulfilment", "fulfillment", "application", "contravention", "execution", "implementation", "framework",
        "scope", "terms", "provisions", "auspices", "umbrella", "rules", "limits", "clause*", "within", "set", "fixed", "laid",
        "foreseen", "provided", "stipulated", "required", "prescribed", "envisaged", "granted", "permitted", "allowed",
        "guaranteed", "covered", "governed", "imposed", "agreed", "created",
    )
).bit  # fmt: skip
"""The words without one of which `_GROUND` does not match."""


def only_grounds(scene: Scene, part: Part, rule: Rule, first: int, voice: Voice) -> bool:
    """Whether a clause names what a rule of deals asks for only as what something was done under.

    Args:
        scene: The sentence.
        part: The clause.
        rule: The rule.
        first: First token of its trigger.
        voice: How it stands; a noun is what the rule asks for.
    """
    if rule.type not in _DEALS or not _CUE & scene.cues.bits:
        return False
    if voice == "noun":
        return rule.near is None and "date-adjacent" not in rule.needs and _is_ground(scene, first, part.first)
    if rule.near is None or rule.near_kinds:
        return False
    words, text = scene.tokens.words, scene.tokens.text
    ends = {words[i].end: i for i in range(part.first, part.last)}
    found = rule.near.compiled.finditer(text, words[part.first].start, words[part.last - 1].end)
    asked = [ends[m.end()] for m in found if m.end() in ends]
    if voice == "active" and part.link not in ("which", "that", "whom"):
        asked = [token for token in asked if token > first]
    elif any(token < first for token in asked) and BE.isdisjoint(scene.tokens.lowers[max(part.first, first - 3) : first]):
        return False  # "under a contract signed in 2024"
    return bool(asked) and all(_is_ground(scene, token, first + 1 if token > first else part.first) for token in asked)


def _is_ground(scene: Scene, noun: int, opens: int) -> bool:
    """Whether words of what something is done under lead to a noun, which stand behind token `opens`."""
    words, at = scene.tokens.words, noun
    while at > opens and noun - at < _FARTHEST and (words[at - 1].lower not in _BOUNDS or words[at - 1].entity != NONE):
        at -= 1
        if words[at].entity != NONE and scene.tokens.entities[words[at].entity].kind == "person":
            return False
    return at > opens and _GROUND.search(scene.tokens.slice(max(opens, at - 6), at)) is not None
