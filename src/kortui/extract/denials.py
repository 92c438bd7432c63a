"""What a sentence tells only to say that it is not so: denied, disbelieved, taken back, hindered, or nearly done.

A record of such a deed would say the contrary of its source. `kortui.extract.negation` sees a "not" beside the verb; here
are the words that take a whole clause back, before it or behind it. What was only planned and came to nothing is found by
`kortui.extract.modality`, what happens in a film by `kortui.extract.fiction`.
"""

from __future__ import annotations

import re

from kortui.extract import triggers
from kortui.extract.denials_words import ANY_CUE, CUES, patterns
from kortui.extract.scene import Scene
from kortui.extract.usage import Match
from kortui.extract.words import NONE
from kortui.vocabulary import EventType

_TURN = re.compile(r";|,?\s\b(?:but|yet|although|though|while)\b", re.IGNORECASE)
_INVERTED = re.compile(r"\W*had\s(?:[^.;]{1,120}?),?\s[^.;]*\b(?:would|could|might)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\bif\b[^.;]{1,120}?\bhad\b[^.;]*\b(?:would|could|might)\b", re.IGNORECASE)
_UNREAL_BEHIND = re.compile(
    r"\b(?:would|could|might)\s+(?:\w+\s+)?(?:not\s+)?have\b[^.;]*?\b(?:if|unless|had it not|but for)\b[^.;]*", re.IGNORECASE
)
_NO_ONE = re.compile(
    r"(?:^|\s)(?:no(?!\s(?:later|fewer|less|more|earlier|sooner|longer|doubt|time|matter|one else)\b)|none|nobody|neither)\s"
    r"[^,;:]*$",
    re.IGNORECASE,
)
_NOT_TO = re.compile(r"\s+(?:\w+ly\s+)?(?:not\s+to|against)\b", re.IGNORECASE)
_NEVER_WAS = re.compile(r"\b(?:would|could|might|should)\s+(?:\w+\s+)?(?:not\s+)?have\b", re.IGNORECASE)
_NEARLY = frozenset(("almost", "nearly", "virtually", "practically"))
_NOT_WON = frozenset(
    ("lose", "loses", "lost", "losing", "bid", "bids", "bidding", "compete", "competes", "competed", "competing")
)
_REFUSED = frozenset(
    ("reject", "rejects", "rejected", "rejecting", "opposed", "opposes", "vetoed", "vetoes", "spurned", "spurns", "rebuffed",
     "proposed", "proposes")
)  # fmt: skip
"""Verbs of what is done with an agreement that does not come about by it."""
_THROWN_OUT = frozenset(
    (
        ("voted", "down"), ("votes", "down"), ("voted", "against"), ("votes", "against"), ("threw", "out"), ("throws", "out"),
        ("struck", "down"), ("strikes", "down"), ("turned", "down"), ("turns", "down"), ("refused", "to"), ("declined", "to"),
    )
)  # fmt: skip
_UNLIKELY = re.compile(r"\b(?:unlikely|unable|in no position)\s+to\b", re.IGNORECASE)
_RESOLVES: frozenset[EventType] = frozenset(("statement", "policy", "pledge", "agreement", "meeting"))
"""Types of deeds that may be to leave something undone ("agreed not to attack")."""
_OFF: frozenset[EventType] = frozenset(("visit", "meeting", "exhibition", "contract", "delivery", "agreement", "deployment"))
"""Types of deeds that a noun names and that others can hinder or call off."""
ASKED = ("?", '?"', "?”", "?)")
"""How a question ends: it tells of nothing."""


def untold(scene: Scene, match: Match) -> bool:
    """Whether the sentence takes back, imagines or only nearly tells what a trigger names."""
    sentence, lowers = scene.tokens.sentence, scene.tokens.lowers
    if match.rule.type != "statement" and scene.tokens.text.endswith(ASKED, sentence.start, sentence.end):
        return True
    if ANY_CUE & scene.cues.bits and _is_taken_back(scene, match):
        return True
    if _awaited(scene, match.part) or (_OPEN & scene.cues.bits and _is_left_open(scene, match)):
        return True
    verb = scene.parts[match.part].verb if match.voice == "noun" else match.first
    if match.rule.type == "contract" and match.voice == "noun" and verb >= 0:
        governing = lowers[verb : min(verb + 3, match.first)]
        if not _NOT_WON.isdisjoint(governing):
            return True
    part = scene.parts[match.part]
    if match.rule.type == "target" and "missed" in lowers[part.first : part.last] and not scene.dates(part.first, part.last):
        return True  # an aim of a time gone by, which nobody names
    refused = verb >= 0 and (lowers[verb] in _REFUSED or lowers[verb : verb + 2] in _THROWN_OUT)
    if refused and match.rule.type == "agreement" and match.voice == "noun":
        return True
    return verb > 0 and (lowers[verb - 1] in _NEARLY or lowers[max(0, verb - 2) : verb] == ("all", "but"))


def _is_taken_back(scene: Scene, match: Match) -> bool:
    """Whether words of denial, of what would have been, or of what hindered it stand in the right place around a trigger."""
    tokens, found, cues, bits = scene.tokens, patterns(), CUES, scene.cues.bits
    words, sentence = tokens.words, tokens.sentence
    at = words[match.first].start
    if is_denied(scene, at):
        return True
    behind = words[match.last - 1].end
    if match.rule.type != "statement" and cues.behind & bits and found.behind.search(tokens.text, behind, sentence.end):
        return True
    noun = match.voice == "noun" or match.lemma == "be" or tokens.lowers[match.first].endswith("ing")
    if noun and cues.unlikely & bits and found.unlikely.match(tokens.text, at - 1, sentence.end):
        return True
    if cues.in_vain & bits and found.in_vain.search(scene.text(scene.parts[match.part])):
        return True
    resolves = match.voice != "active" or match.rule.type in _RESOLVES
    if not resolves and cues.not_to & bits and _NOT_TO.match(tokens.text, behind):
        return True
    if cues.no_one & bits and _has_no_doer(scene, match):
        return True
    clause = tokens.slice(scene.parts[match.part].first, match.first)
    if cues.unreal & bits and _is_unreal(scene, at, clause):
        return True
    if cues.unlikely & bits and _UNLIKELY.search(clause):
        return True
    if cues.verging & bits and _is_near_at_hand(scene, match, clause):
        return True
    if match.rule.stage != "cancelled" and (cues.hindered | cues.undone) & bits and _is_hindered(scene, match, clause):
        return True
    return disputed(scene, match) and not _names_parties(scene, match)


def is_denied(scene: Scene, at: int) -> bool:
    """Whether a sentence denies or doubts what it tells at a code point of it, or takes it back.

    Args:
        scene: The sentence.
        at: Where it begins to tell it.
    """
    found, cues, start = patterns(), CUES, scene.tokens.sentence.start
    if scene.cues.within(cues.denied, start, at):
        before = scene.tokens.text[start:at]
        if any(not _TURN.search(before, denied.end()) for denied in found.denied.finditer(before)):
            return True
    return cues.taken_back & scene.cues.bits != 0 and _spans(found.taken_back, scene, at)


def _spans(pattern: re.Pattern[str], scene: Scene, at: int) -> bool:
    """Whether a match of a pattern in a sentence reaches over a place in the text."""
    start = scene.tokens.sentence.start
    whole = scene.tokens.text[start : scene.tokens.sentence.end]
    return any(start + found.start() <= at < start + found.end() for found in pattern.finditer(whole))


def imagined(scene: Scene, at: int) -> bool:
    """Whether a sentence tells what would have been, at a code point of it ("had they signed, trade would have doubled")."""
    return CUES.unreal & scene.cues.bits != 0 and _is_unreal(scene, at, "")


def _is_unreal(scene: Scene, at: int, clause: str) -> bool:
    """Whether a sentence tells what would have been."""
    whole = scene.tokens.text[scene.tokens.sentence.start : scene.tokens.sentence.end]
    return (
        _spans(_UNREAL_BEHIND, scene, at)
        or _INVERTED.match(whole) is not None
        or _UNREAL.search(whole) is not None
        or _NEVER_WAS.search(clause) is not None
    )


_OPEN = triggers.patterns().add(("whether", "far")).bit
_LEFT_OPEN = re.compile(r"\b(?:(?<!regardless of )whether\b(?! or not\b)|far from (?=\w+ing\b|$))[^,;:]*$", re.IGNORECASE)


def _is_left_open(scene: Scene, match: Match) -> bool:
    """Whether a sentence only asks of a deed whether it is so, or is far from it ("whether tanks had been sold")."""
    before = scene.tokens.text[scene.tokens.sentence.start : scene.tokens.words[match.first].start]
    return _LEFT_OPEN.search(before) is not None


def _is_near_at_hand(scene: Scene, match: Match, before: str) -> bool:
    """Whether a deed is only close to being done ("on the verge of signing", "close to a deal")."""
    if match.rule.type in ("statement", "policy"):
        return False
    if match.voice != "noun" and not scene.tokens.lowers[match.first].endswith("ing"):
        return False  # "those close to Kim signed"
    return patterns().verging.search(f"{before} ") is not None


_AWAITING = frozenset(("before", "until", "unless", "once"))
_MODAL = frozenset(("could", "would", "should", "can", "will", "may", "might", "must"))


def _awaited(scene: Scene, number: int) -> bool:
    """Whether a clause names what something still to come waits for ("nothing could be decided before the Council met")."""
    part, words = scene.parts[number], scene.tokens.words
    if number == 0 or words[part.first].lower not in _AWAITING:
        return words[part.first].lower == "unless" and not words[part.first].name
    before = scene.parts[number - 1]
    return any(word.lower in _MODAL and not word.name for word in words[before.first : before.last])


def _has_no_doer(scene: Scene, match: Match) -> bool:
    """Whether the subject of a trigger is nobody ("no president had visited")."""
    part = scene.parts[match.part]
    if not part.first <= part.verb <= match.first:
        return False
    return _NO_ONE.search(f"{scene.tokens.slice(part.first, part.verb)} ") is not None


def _names_parties(scene: Scene, match: Match) -> bool:
    """Whether the words behind a trigger name who took part in it ("between A and B", "with C")."""
    words, last = scene.tokens.words, scene.parts[match.part].last
    return any(words[i - 1].lower in ("between", "with", "by", "to") for i, _ in scene.mentions(match.last, last))


def disputed(scene: Scene, match: Match) -> bool:
    """Whether a deal is only what people have a dispute over ("sued it over a contract"): they need not be its parties."""
    if match.rule.type not in ("contract", "agreement", "delivery", "programme", "financing"):
        return False
    if not CUES.disputed & scene.cues.bits:
        return False
    return patterns().disputed.search(f"{scene.tokens.slice(scene.parts[match.part].first, match.first)} ") is not None


def _is_hindered(scene: Scene, match: Match, before: str) -> bool:
    """Whether the words before a trigger in its clause say that it was left undone, or that somebody hindered it."""
    bits, part, found = scene.cues.bits, scene.parts[match.part], patterns()
    relative = part.link in ("which", "that")
    off = False
    if match.rule.type in _OFF and CUES.hindered & bits:
        off = found.hindered.search(f"{before} ") is not None
        if not off and match.voice == "passive" and relative and match.part:
            led = scene.text(scene.parts[match.part - 1]).rstrip(" ,")  # "called off the visit, which was planned for May"
            off = found.hindered.search(f"{led} ") is not None
    if match.voice == "noun":
        return off
    may_be_undone = match.rule.type not in ("statement", "policy") and CUES.undone & bits
    if may_be_undone and not scene.tokens.is_set_against(match.first - 1) and found.undone.search(before):
        return True
    qualifies = match.voice == "passive" and NONE < part.verb < match.first - 1  # "cancelled a visit planned for"
    return off and (qualifies or relative)
