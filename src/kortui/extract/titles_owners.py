"""Whose and of what a headline's noun is, where its clause leaves it to the words before: meetings, ministers, "of them"."""

from __future__ import annotations

import re

from kortui.extract.clauses import Part
from kortui.extract.phrases import PRONOUNS, drop_article, join, names, strip_front, without_dates
from kortui.extract.scene import Scene
from kortui.extract.subjects import own_subject
from kortui.extract.words import NONE

_IN_FORCE = (("into", "force"), ("into", "effect"), ("in", "force"), ("in", "effect"))
_MEETINGS = frozenset(("meeting", "session", "round", "sitting"))
_ORDER = frozenset(
    ("the", "a", "its", "their", "first", "second", "third", "inaugural", "next", "last", "latest", "opening", "regular")
)
_BODIES = frozenset(
    ("council", "committee", "commission", "forum", "group", "board", "dialogue", "chamber", "assembly", "consortium")
)
_OFFICES = frozenset(
    ("president", "prime", "premier", "minister", "foreign", "defense", "defence", "king", "queen", "speaker", "chief")
)
_PAIR_S = re.compile(r"(?:the )?(?:two|both) (?:countries|nations|sides|states|governments)['’] (\S.*)", re.IGNORECASE)


def weapons_meant(scene: Scene, behind: list[int]) -> list[int]:
    """What stands behind a verb, "18 of them" with the weapon that the sentence names before ("18 FA-50")."""
    if "them" not in scene.tokens.lowers:
        return behind
    words = scene.tokens.words
    at = next((n for n, t in enumerate(behind[1:6], 1) if words[t].lower == "them" and words[behind[n - 1]].lower == "of"), 0)
    if at < 2 or any(words[t].amount == NONE and not words[t].lower.isdigit() for t in behind[: at - 1]):
        return behind
    named = [i for i, span in scene.mentions(0, behind[0]) if span.kind == "weapon"]
    if not named:
        return behind
    last = named[-1]
    while last < len(words) and words[last].entity == words[named[-1]].entity:
        last += 1
    return [*behind[: at - 1], *range(named[-1], last), *behind[at + 1 :]]


def of_body(scene: Scene, part: Part, subject: list[int]) -> list[int | str]:
    """What a bare "first meeting" is of: the body that the clause before is about.

    Args:
        scene: The sentence.
        part: The clause.
        subject: Tokens of its subject.
    """
    lowers = scene.tokens.lowers
    if not subject or lowers[subject[-1]] not in _MEETINGS or not all(lowers[t] in _ORDER for t in subject[:-1]):
        return []
    for earlier in reversed([p for p in scene.parts if p.last <= part.first and p.verb != NONE]):
        bodies = [i for i in own_subject(scene, earlier, earlier.verb) if scene.kind(i) == "organisation"]
        if bodies:
            return [f"of {names(scene, bodies[:1])}"]
        found = drop_article(scene, strip_front(scene, without_dates(scene, earlier.first, earlier.verb)))
        if len(found) < 8 and any(scene.tokens.words[t].lower in _BODIES for t in found):
            return ["of the", *found]
    return []


def of_pair(scene: Scene, subject: list[int]) -> str:
    """The ministers of two countries by name for "the two countries' ministers"; empty where it is something else."""
    pair = scene.discourse.pair
    may_be = len(pair) == 2 and bool(subject) and scene.tokens.lowers[subject[0]] in ("the", "two", "both")
    found = _PAIR_S.fullmatch(join(scene, list(subject))) if may_be else None
    return f"{found[1].removesuffix(' last')} of {names(scene, pair)}" if found else ""


def with_country(scene: Scene, kept: list[int]) -> list[int | str]:
    """A noun phrase in which an office has its country: "prime minister's visit" behind "the Turkish president".

    Args:
        scene: The sentence.
        kept: Tokens of the phrase.
    """
    words, entities = scene.tokens.words, scene.tokens.entities
    made: list[int | str] = list(kept)
    for n in range(1, len(kept) - 1):
        span = words[kept[n]].entity
        bare = words[kept[n - 1]].lower == "of" and span != NONE and entities[span].demonym
        if bare and words[kept[n + 1]].lower in ("president", "prime", "premier", "king", "queen"):
            made.insert(n, "the")
            break
    if (
        kept
        and words[kept[0]].lower in _OFFICES
        and any(words[t].lower in ("'s", "’s") or words[t].lower.endswith(("'s", "’s")) for t in kept[:4])
    ):
        before = [i for i, span in scene.mentions(0, kept[0]) if span.demonym and not span.text.endswith("s")]
        if before and words[kept[0]].entity == NONE:
            made.insert(0, before[-1])
    return made


def in_force(scene: Scene, subject: list[int], behind: list[int]) -> bool:
    """Whether something comes into force that is only a pronoun, or nobody: no person does."""
    words, entities = scene.tokens.words, scene.tokens.entities
    if tuple([words[t].lower for t in behind[:2]]) not in _IN_FORCE:
        return False
    own = [t for t in subject if words[t].lower not in PRONOUNS]
    return not any(words[t].entity == NONE or entities[words[t].entity].kind != "person" for t in own)
