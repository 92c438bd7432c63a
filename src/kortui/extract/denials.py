"""What a sentence tells only to say that it is not so: denied, disbelieved, taken back, hindered, or nearly done.

A record of such a deed would say the contrary of its source. `kortui.extract.usage.negated` sees a "not" beside the verb; here
are the words that take a whole clause back, before it or behind it. What was only planned and came to nothing is found by
`kortui.extract.modality`, what happens in a film by `kortui.extract.fiction`.
"""

from __future__ import annotations

import re
from functools import cache, reduce
from operator import or_

from kortui.extract import lexicon, triggers
from kortui.extract.scene import Scene
from kortui.extract.usage import Match
from kortui.extract.word_patterns import words_pattern
from kortui.extract.words import NONE
from kortui.records import dataclass, fields_of
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
_NEARLY = frozenset(("almost", "nearly"))
_NOT_WON = frozenset(
    ("lose", "loses", "lost", "losing", "bid", "bids", "bidding", "compete", "competes", "competed", "competing")
)
_UNLIKELY = re.compile(r"\b(?:unlikely|unable|in no position)\s+to\b", re.IGNORECASE)
_RESOLVES: frozenset[EventType] = frozenset(("statement", "policy", "pledge", "agreement", "meeting"))
"""Types of deeds that may be to leave something undone ("agreed not to attack")."""
_OFF: frozenset[EventType] = frozenset(("visit", "meeting", "exhibition", "contract", "delivery", "agreement", "deployment"))
"""Types of deeds that a noun names and that others can hinder or call off."""


def lexical(key: str) -> str:
    """Source of the pattern of a list of `modality.toml`.

    Args:
        key: Name of the list.
    """
    return words_pattern(tuple(lexicon.load("modality")[key])).pattern


_ASIDE = (
    r"(?:,?\s(?:on|in|at|before|during|yesterday|today|again|once more|last|this|late|early|flatly|firmly|strongly|\w+ly)\b"
    r"[^.;:]{0,60}?)?"
)
"""What may stand between a denial and what it denies: when and where it was made."""


_UNSAID = (
    r"(?:(?:(?:did|do|does|has|have|had|would|could|can|was|were)(?:\s?not|n['’]t)|never|nobody|no one|none of (?:them|those))"
    r"(?:,[^,;.]{1,30},)?\s(?:\w+ly\s|yet\s|ever\s|been\s|has\s|had\s|have\s)?"
    r"(?:ask|say|said|confirm|announc|claim|suggest|stat|report|believ|admit|acknowledg|propos|demand|request|thought|think|"
    r"mention|recommend|expect|indicat|declar|agree|insist|predict|guarantee)(?:e?d|e|ing)?\b)"
)
"""What somebody did not say, ask or believe; "did not deny that" and "did not know that" tell what follows."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What denies before a deed, takes back behind it, and hinders it."""

    denied: re.Pattern[str]
    taken_back: re.Pattern[str]
    behind: re.Pattern[str]
    undone: re.Pattern[str]
    hindered: re.Pattern[str]
    disputed: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    hearsay, untrue, about = lexical("hearsay"), lexical("untrue"), lexical("comes_about")
    return _Patterns(
        re.compile(
            r"\b(?<!not )(?<!n.t )(?<!never )(?:(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing))"
            rf"{_ASIDE}\s+(?:(?:\w+\s+)?{hearsay}|that\b|having\b|\w+ing\b|it\b)"
            rf"|(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|contradict(?:s|ed)?)\s+(?:as \w+\s+)?"
            rf"(?:\w+\s+)?{hearsay}|(?:not|n[o']t|never)\s+(?:been\s+)?(?:true|the case)\s+that\b|{untrue}\s+that\b|neither\b"
            rf"|{_UNSAID}[^.;:]{{0,60}}?\sthat\b"
            r"|no\s+(?:truth|evidence)\s+(?:in\s+\w+\s+)?that\b|doubt(?:s|ed)?\s+(?:whether|that)\b|ask(?:s|ed)?\s+(?:\w+\s+)?"
            r"whether\b|unclear\s+(?:whether|if)\b)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{hearsay} that\b.{{1,200}}?\b(?:is|are|was|were|proved|turned out(?: to be)?)\s+(?:\w+\s+)?{untrue}"
            rf"|^.{{1,300}}\baccording to (?:an?|the) (?:\w+ )?{hearsay}.{{1,80}}?\b(?:denied|rejected|{untrue})",
            re.IGNORECASE | re.DOTALL,
        ),
        re.compile(
            rf",?\s(?:which|(?:but|though|although|yet|and)\s(?:this|that|it|(?:the|that|this) {hearsay}))\s"
            rf"(?:later\s|in fact\s)?(?:(?:is|was|were|has been|proved|turned out to be)\s(?:\w+\s)?{untrue}"
            rf"|(?:never|did not|didn['’]t|has not|had not)\s{about}"
            r"|(?:[\w.’'-]+\s){1,5}?(?:den(?:y|ies|ied)|refute[sd]?|reject(?:s|ed)|disput(?:es|ed))\b)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{lexical('undone')}|\b(?:reject|refus|declin|dismiss|turn|spurn|rebuff)\w*\s(?:down\s)?(?:[\w’'-]+\s){{1,3}}"
            r"(?:offer|request|proposal|plan|demand|bid|appeal|call)s?\s(?:to|for|of))(?: [\w-]+){0,2}\s*$",
            re.IGNORECASE,
        ),
        re.compile(rf"{lexical('hinder')}\s+(?:[\w’'-]+\s+){{0,6}}$", re.IGNORECASE),
        re.compile(
            rf"{lexical('disputes')}(?:\s[^;]*?)?\s(?:over|about|concerning|regarding|into|in connection with|related to|"
            r"linked to|arising from|stemming from)\s(?:[\w’'-]+\s){0,6}$",
            re.IGNORECASE,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Cues:
    """For each pattern the words without one of which in its sentence it cannot match, see `kortui.extract.word_patterns`."""

    denied: int
    taken_back: int
    behind: int
    unreal: int
    no_one: int
    unlikely: int
    hindered: int
    undone: int
    disputed: int
    not_to: int


def _cues() -> _Cues:
    def bit(*words: str) -> int:
        return triggers.patterns().add(words).bit

    table = lexicon.load("modality")
    denying = ("den*", "refut*", "reject*", "disput*")
    return _Cues(
        denied=bit(*denying, *table["untrue"], "dismiss*", "contradict*", "not", "n", "t", "never", "neither", "no", "nobody",
                   "none", "doubt*", "ask*", "unclear"),
        taken_back=bit(*table["hearsay"], "according"),
        behind=bit(*denying, *table["untrue"], "never", "not", "didn"),
        unreal=bit("would", "could", "might", "should"),
        no_one=bit("no", "none", "nobody", "neither"),
        unlikely=bit("unlikely", "unable", "position"),
        hindered=bit(*table["hinder"]),
        undone=bit(*table["undone"], "reject*", "refus*", "declin*", "dismiss*", "turn*", "spurn*", "rebuff*"),
        disputed=bit(*table["disputes"]),
        not_to=bit("not", "against"),
    )  # fmt: skip


_CUES = _cues()
_ANY_CUE = reduce(or_, (getattr(_CUES, name) for name in fields_of(_Cues)))
"""Most sentences have none of them."""


_ASKED = ("?", '?"', "?”", "?)")
"""How a question ends: it tells of nothing."""


def untold(scene: Scene, match: Match) -> bool:
    """Whether the sentence takes back, imagines or only nearly tells what a trigger names."""
    sentence, lowers = scene.tokens.sentence, scene.tokens.lowers
    if match.rule.type != "statement" and scene.tokens.text.endswith(_ASKED, sentence.start, sentence.end):
        return True
    if _ANY_CUE & scene.cues.bits and _is_taken_back(scene, match):
        return True
    if _awaited(scene, match.part):
        return True
    verb = scene.parts[match.part].verb if match.voice == "noun" else match.first
    if match.rule.type == "contract" and match.voice == "noun" and verb >= 0:
        governing = lowers[verb : min(verb + 3, match.first)]
        if not _NOT_WON.isdisjoint(governing):
            return True
    return verb > 0 and lowers[verb - 1] in _NEARLY


def _is_taken_back(scene: Scene, match: Match) -> bool:
    """Whether words of denial, of what would have been, or of what hindered it stand in the right place around a trigger."""
    tokens, found, cues, bits = scene.tokens, _patterns(), _CUES, scene.cues.bits
    words, sentence = tokens.words, tokens.sentence
    at = words[match.first].start
    if cues.denied & bits:
        before = tokens.text[sentence.start : at]
        if any(not _TURN.search(before, denied.end()) for denied in found.denied.finditer(before)):
            return True
    if cues.taken_back & bits and _spans(found.taken_back, scene, at):
        return True
    behind = words[match.last - 1].end
    if match.rule.type != "statement" and cues.behind & bits and found.behind.search(tokens.text, behind, sentence.end):
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
    if match.rule.stage != "cancelled" and (cues.hindered | cues.undone) & bits and _is_hindered(scene, match, clause):
        return True
    return disputed(scene, match) and not _names_parties(scene, match)


def _spans(pattern: re.Pattern[str], scene: Scene, at: int) -> bool:
    """Whether a match of a pattern in a sentence reaches over a place in the text."""
    start = scene.tokens.sentence.start
    whole = scene.tokens.text[start : scene.tokens.sentence.end]
    return any(start + found.start() <= at < start + found.end() for found in pattern.finditer(whole))


def imagined(scene: Scene, at: int) -> bool:
    """Whether a sentence tells what would have been, at a code point of it ("had they signed, trade would have doubled")."""
    return _CUES.unreal & scene.cues.bits != 0 and _is_unreal(scene, at, "")


def _is_unreal(scene: Scene, at: int, clause: str) -> bool:
    """Whether a sentence tells what would have been."""
    whole = scene.tokens.text[scene.tokens.sentence.start : scene.tokens.sentence.end]
    return (
        _spans(_UNREAL_BEHIND, scene, at)
        or _INVERTED.match(whole) is not None
        or _UNREAL.search(whole) is not None
        or _NEVER_WAS.search(clause) is not None
    )


_AWAITING = frozenset(("before", "until", "unless", "once"))
_MODAL = frozenset(("could", "would", "should", "can", "will", "may", "might", "must"))


def _awaited(scene: Scene, number: int) -> bool:
    """Whether a clause names what something still to come waits for ("nothing could be decided before the Council met")."""
    part, words = scene.parts[number], scene.tokens.words
    if number == 0 or words[part.first].lower not in _AWAITING:
        return False
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
    if not _CUES.disputed & scene.cues.bits:
        return False
    return _patterns().disputed.search(f"{scene.tokens.slice(scene.parts[match.part].first, match.first)} ") is not None


def _is_hindered(scene: Scene, match: Match, before: str) -> bool:
    """Whether the words before a trigger in its clause say that it was left undone, or that somebody hindered it."""
    qualifies = (
        match.voice == "passive" and NONE < scene.parts[match.part].verb < match.first - 1
    )  # "cancelled a visit planned for"
    off = match.rule.type in _OFF and _patterns().hindered.search(f"{before} ") is not None
    part = scene.parts[match.part]
    if match.voice == "passive" and part.link in ("which", "that") and match.part and match.rule.type in _OFF:
        led = scene.text(scene.parts[match.part - 1]).rstrip(" ,")  # "called off the visit, which was planned for May"
        off = off or _patterns().hindered.search(f"{led} ") is not None
    if match.voice != "noun":
        undone = match.rule.type not in ("statement", "policy") and _patterns().undone.search(before) is not None
        return undone or (off and (qualifies or part.link in ("which", "that")))
    return off
