"""How a trigger's word is used where it stands: as a verb or a noun, active or passive, done or only possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kortui.extract import triggers
from kortui.extract.clauses import Part
from kortui.extract.relatives import bare_relative
from kortui.extract.scene import Scene
from kortui.extract.triggers import Opening, Rule
from kortui.extract.verbs import BE, finite, is_adverb, verb_forms
from kortui.extract.words import NONE
from kortui.records import dataclass
from kortui.vocabulary import EventType

Voice = Literal["active", "passive", "noun"]
_TAKES_AGENT = frozenset(["by", "in", "at", "on", "under", "between", "with", "during", "for", "from", "to"])
_ALWAYS_OF = frozenset(["signed", "concluded", "ratified", "initialled", "inked", "awarded", "built", "constructed"])
"""Past forms of verbs that have an object behind them wherever they are active."""
_BEHIND_BARE = frozenset(["on", "by", "between", "under"])


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found.

    Attributes:
        rule: The rule that fits best.
        part: Index of the clause.
        first: Its first token.
        last: The token behind it.
        voice: How it stands.
        lemma: The verb's lemma or the noun.
    """

    rule: Rule
    part: int
    first: int
    last: int
    voice: Voice
    lemma: str


_FARTHEST = 12
"""Within how many words behind a trigger's first its others stand."""


def word_ahead(scene: Scene, index: int, limit: int) -> str:
    """The first word behind a trigger's first that is no adverb; empty when there is none."""
    for lower in scene.tokens.lowers[index + 1 : min(limit, index + _FARTHEST)]:
        if not is_adverb(lower):
            return lower
    return ""


def words_ahead(scene: Scene, index: int, limit: int) -> tuple[tuple[str, ...], Sequence[int]]:
    """The words behind a trigger's first that can belong to it, adverbs left out, each with the token behind it."""
    found: list[str] = []
    ends: list[int] = []
    longest = triggers.longest()
    for at, lower in enumerate(scene.tokens.lowers[index + 1 : min(limit, index + _FARTHEST)], index + 1):
        if is_adverb(lower):
            continue
        found.append(lower)
        ends.append(at + 1)
        if len(found) == longest:
            break
    return tuple(found), ends


def voice_of(scene: Scene, part: Part, index: int, opening: Opening) -> Voice:
    """How a verb stands: passive behind "be" or qualifying a noun, else active; nouns have no voice."""
    if opening.kind == "noun":
        return "noun"
    words = scene.tokens.words
    if "participle" not in opening.forms:
        return "active"
    for back in range(index - 1, max(part.first - 1, index - 5), -1):
        if words[back].lower in BE:
            return "passive"
        if words[back].lower in ("has", "have", "had"):
            return "active"
        if not is_adverb(words[back].lower):
            break
    relative = bare_relative(scene, part)
    if relative is not None and relative.verb == index:
        return "active"
    follows = words[index + 1].lower if index + 1 < len(words) else ""
    if "past" in opening.forms and part.verb == index:
        bare = bare_participle(scene, part, index)
        return "passive" if bare or goes_on_passive(scene, part, index) else "active"
    if "past" in opening.forms and finite(scene.tokens, index) and not (part.verb != index and follows in _TAKES_AGENT):
        return "active"
    return "passive"


_BEFORE_BASE = frozenset(
    [
        "to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "and", "or", "not", "help", "let",
        "jointly", "also", "further", "officially", "never", "then", "they", "we", "you",
    ]
)  # fmt: skip


def stands_as_verb(scene: Scene, index: int, opening: Opening) -> bool:
    """Whether a form that is also a noun ("visit", "orders") stands where a verb does."""
    if opening.lemma == "have" and not opening.rest:
        return not _is_auxiliary(scene, index)
    if opening.lemma == "found" and scene.tokens.words[index].lower == "found" and not after_modal(scene, index):
        return scene.tokens.sentence.kind in ("heading", "headline")  # past of "find"
    if opening.forms & {"past", "participle"} or opening.lemma == "be":
        return True
    if opening.lemma == "close" and scene.tokens.lowers[index : index + 2] == ("close", "to"):
        return False  # "sources close to the deal"
    if "ing" in opening.forms:
        return _gerund_place(scene, index)
    if _is_noun(scene, index):
        return False
    if finite(scene.tokens, index) or any(p.verb == index for p in scene.parts):
        return True
    before = scene.tokens.words[index - 1].lower if index else ""
    return "base" in opening.forms and (before in _BEFORE_BASE or before.endswith("ly"))


_DETERMINERS = frozenset(
    ["a", "an", "the", "its", "their", "his", "her", "this", "that", "these", "those", "no", "every", "'s", "’s"]
)


def _is_noun(scene: Scene, index: int) -> bool:
    """Whether a base form is a noun for certain: behind a determiner, or capitalised inside a sentence ("Finance Minister")."""
    words, text = scene.tokens.words, scene.tokens.text
    if index == 0:
        return False
    before = words[index - 1].lower
    if words[index - 1].entity != NONE and index > 1 and words[index - 2].lower in _DETERMINERS:
        span = scene.tokens.entities[words[index - 1].entity]
        if span.kind == "country" and span.demonym and not before.endswith("s"):
            return True  # "a Korean offer"
    return before in _DETERMINERS or (text[words[index].start].isupper() and before[:1].isalnum())


def _is_auxiliary(scene: Scene, index: int) -> bool:
    """Whether "have" helps another verb ("had come") and is none itself ("had talks")."""
    words = scene.tokens.words
    at = index + 1
    while at < len(words) and (is_adverb(words[at].lower) or words[at].lower in ("never", "not", "yet", "ever")):
        at += 1
    following = words[at].lower if at < len(words) else ""
    return following == "been" or "participle" in verb_forms().get(following, ()) or following.endswith("ed")


_BEFORE_GERUND = frozenset(
    [
        ",", "by", "of", "after", "before", "while", "when", "and", "to", "in", "is", "are", "was", "were", "been", "be",
        "began", "begun", "begin", "begins", "start", "started", "starts", "keep", "kept", "for", "from", "without", "on",
        "than", "through", "as", "resulting", "later", "then", "also", "thereby", "thus", "further",
    ]
)  # fmt: skip


def _gerund_place(scene: Scene, index: int) -> bool:
    """Whether a form in -ing is a verb and no noun ("a meeting", "the building")."""
    if index == 0 or any(p.first == index for p in scene.parts):
        return True
    before = scene.tokens.words[index - 1]
    if before.lower in ("after", "before", "since", "upon") and scene.tokens.lowers[index + 1 : index + 2] == (",",):
        return False  # "a year after signing, the pact had not been ratified"
    return before.lower in _BEFORE_GERUND or before.lower.endswith("ly") or before.entity != NONE


_MODALS = frozenset(("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must"))


def after_modal(scene: Scene, index: int) -> bool:
    """Whether a word that can be a noun is a verb for certain ("will visit")."""
    return index > 0 and scene.tokens.words[index - 1].lower in _MODALS


def bare_participle(scene: Scene, part: Part, index: int) -> bool:
    """Whether a past form without an object is a participle ("the pact signed on 3 May and in force since")."""
    words = scene.tokens.words
    follows = words[index + 1].lower if index + 1 < len(words) else ""
    if part.link in ("which", "that", "whom"):
        return False  # "the treaty, which both signed on 3 May"
    ends = index + 1 == len(words) or (follows in (".", ";") and index + 2 >= part.last)
    headed = ends and scene.tokens.sentence.kind in ("list", "heading", "headline")
    return words[index].lower in _ALWAYS_OF and (follows in _BEHIND_BARE or headed)


def goes_on_passive(scene: Scene, part: Part, index: int) -> bool:
    """Whether a participle shares the "was" of the clause before ("was initialled in March and signed in June")."""
    if part.link not in ("and", "but", "or") or index - part.first > 2:
        return False
    earlier = next((p for p in scene.parts if p.last == part.first), None)
    return earlier is not None and earlier.verb != NONE and scene.tokens.words[earlier.verb].lower in BE


def goes_on_infinitive(scene: Scene, part: Part, index: int) -> bool:
    """Whether a base form goes on with the "to" or "will" of the clause before ("is to meet A and pay a call on B")."""
    words = scene.tokens.words
    forms = verb_forms().get(words[index].lower, ()) if part.link in ("and", "or", "but") else ()
    if "base" not in forms or "past" in forms:
        return False
    earlier = next((p for p in scene.parts if p.last == part.first), None)
    if earlier is None:
        return False
    return any(
        words[i].lower in _LEADING_ON and "base" in verb_forms().get(words[i + 1].lower, frozenset())
        for i in range(earlier.first, earlier.last - 1)
    )


_LEADING_ON = frozenset(("to", "will", "shall"))


_POSSIBLE = frozenset(("may", "might", "could", "can", "must", "should", "ought", "cannot"))
_ASKING = frozenset(
    (
        "asks",
        "asked",
        "urges",
        "urged",
        "requests",
        "requested",
        "begged",
        "encouraged",
        "presses",
        "pressed",
        "called",
        "calls",
        "invited",
        "invites",
        "appealed",
        "appeals",
        "pressured",
        "lobbied",
        "advised",
        "advises",
        "implored",
        "recommended",
        "begs",
    )
)
_WISHED: frozenset[EventType] = frozenset(("statement", "policy", "pledge", "target", "meeting"))


def only_possible(scene: Scene, match: Match) -> bool:
    """Whether a deed is only possible or called for ("the bank may fund", "the war must end") and has no date of its own."""
    part, words = scene.parts[match.part], scene.tokens.words
    promised_for = match.rule.type == "pledge" and scene.tokens.lowers[match.last : match.last + 1] == ("for",)
    if (
        promised_for
        and match.voice != "noun"
        and BE.isdisjoint(scene.tokens.lowers[max(part.first, match.first - 3) : match.first])
    ):
        return True  # "the engine promised for 2028"
    if match.voice == "noun" or match.rule.type in _WISHED:
        return False
    if part.verb != NONE and words[part.verb].lower in _ASKING and words[match.first - 1].lower == "to":
        return match.voice == "active"  # "asked Seoul to open an office"
    if scene.dates(part.first, part.last):
        return False
    left = words[max(part.first, match.first - 3) : match.first]
    return any(w.lower in _POSSIBLE and not w.name for w in left)
