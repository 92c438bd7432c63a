"""What a sentence tells only to say that it is not so: denied, disbelieved, imagined, or nearly done.

A record of such a deed would say the contrary of its source. `kortui.extract.usage.negated` sees a "not" beside the verb; here
are the words that take a whole clause back, before it or behind it.
"""

from __future__ import annotations

import re

from kortui.extract.scene import Scene
from kortui.extract.usage import Match

_HEARSAY = r"(?:report|claim|rumou?r|allegation|suggestion|speculation|media report|press report)s?"
_UNTRUE = r"(?:false|untrue|wrong|unfounded|baseless|groundless|inaccurate|incorrect|fabricated|fake)"
_DENIED = re.compile(
    rf"\b(?:(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing))\s+(?:(?:\w+\s+)?{_HEARSAY}\b|that\b|having\b|\w+ing\b|it\b)"
    r"|(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|contradict(?:s|ed)?)\s+(?:as \w+\s+)?(?:\w+\s+)?"
    rf"{_HEARSAY}\b|(?:not|n[o']t|never)\s+(?:been\s+)?(?:true|the case)\s+that\b|{_UNTRUE}\s+that\b|neither\b"
    r"|no\s+(?:truth|evidence)\s+(?:in\s+\w+\s+)?that\b|doubt(?:s|ed)?\s+(?:whether|that)\b|ask(?:s|ed)?\s+(?:\w+\s+)?whether\b"
    r"|unclear\s+(?:whether|if)\b)",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    rf"\b{_HEARSAY}\s+that\b.{{1,200}}?\b(?:is|are|was|were|proved|turned out(?: to be)?)\s+(?:\w+\s+)?{_UNTRUE}\b"
    rf"|^.{{1,300}}\baccording to (?:an?|the) {_HEARSAY}\b.{{1,80}}?\b(?:denied|rejected|{_UNTRUE})\b",
    re.IGNORECASE | re.DOTALL,
)
_TURN = re.compile(r";|,?\s\b(?:but|yet|although|though|while)\b", re.IGNORECASE)
_INVERTED = re.compile(r"\W*had\s(?:[^.;]{1,120}?),?\s[^.;]*\b(?:would|could|might)\b", re.IGNORECASE)
_NEVER_WAS = re.compile(r"\b(?:would|could|might|should)\s+(?:\w+\s+)?(?:not\s+)?have\b", re.IGNORECASE)
_NEARLY = frozenset(("almost", "nearly"))
_NOT_WON = frozenset(
    ("lose", "loses", "lost", "losing", "bid", "bids", "bidding", "compete", "competes", "competed", "competing")
)
_UNLIKELY = re.compile(r"\b(?:unlikely|unable|in no position)\s+to\b", re.IGNORECASE)


def untold(scene: Scene, match: Match) -> bool:
    """Whether the sentence takes back, imagines or only nearly tells what a trigger names."""
    tokens = scene.tokens
    words, sentence = tokens.words, tokens.sentence
    at = words[match.first].start
    before, whole = tokens.text[sentence.start : at], tokens.text[sentence.start : sentence.end]
    clause = tokens.slice(scene.parts[match.part].first, match.first)
    if any(not _TURN.search(before, found.end()) for found in _DENIED.finditer(before)):
        return True
    if any(sentence.start + found.start() <= at < sentence.start + found.end() for found in _TAKEN_BACK.finditer(whole)):
        return True
    if _INVERTED.match(whole) or _NEVER_WAS.search(clause) or _UNLIKELY.search(clause):
        return True
    verb = scene.parts[match.part].verb if match.voice == "noun" else match.first
    governing = words[verb : min(verb + 3, match.first)] if match.voice == "noun" and verb >= 0 else ()
    if match.rule.type == "contract" and any(w.lower in _NOT_WON for w in governing):
        return True
    return verb > 0 and words[verb - 1].lower in _NEARLY
