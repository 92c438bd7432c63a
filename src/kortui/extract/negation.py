"""Whether a deed is denied where its trigger stands: "did not sign", "signed no treaty", "no treaty was signed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kortui.extract import triggers
from kortui.extract.scene import Scene
from kortui.extract.usage import Match
from kortui.extract.verbs import BE
from kortui.extract.words import NONE

_NEGATED = frozenset(("not", "never", "refused", "failed", "declined"))
_NEGATIONS = frozenset(("not", "never", "n't", "refused", "failed", "declined", "without", "no", "neither", "nor", "cannot"))
_WITHIN = _NEGATED | {"unlikely", "hardly", "scarcely"}
_SPLIT = frozenset(("not", "never", "t", "n't"))
_INVERTED = frozenset(("hardly", "scarcely"))
_NO = r"no(?!\s(?:fewer|less|more|later|sooner|doubt|longer|earlier|matter|small|mere|ordinary)\b)\s"
_NO_OBJECT = re.compile(
    r"\s+(?:\w+ly\s)?(?:(?:with|to|from)\s[\w’'-]+\s|(?:it|them|him|her|us)\s"
    rf"|(?:the\s)?(?-i:[^\W\d_a-z][\w’'-]*\s){{1,3}}(?:(?-i:[a-z]+s)\s)?)?(?:{_NO}|(?:none|neither|nothing|zero|nobody|no one|"
    r"(?:hardly|scarcely|barely) any|not (?:an?|one|any|even|a single))\b)",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    rf"(?:^|\s)(?:{_NO}(?:[\w-]+\s){{0,3}}|none of (?:the|its|their|these|those)\s(?:[\w-]+\s){{0,2}})$", re.IGNORECASE
)
_NO_CUE = (
    triggers.patterns().add(("no", "none", "neither", "nothing", "zero", "nobody", "hardly", "scarcely", "barely", "not")).bit
)
"""The words without one of which nothing is done to nobody."""


def negated(scene: Scene, match: Match) -> bool:
    """Whether a verb is denied ("did not sign", "refused to sign", "signed no treaty"), or a noun ("no treaty")."""
    part = scene.parts[match.part]
    lowers = scene.tokens.lowers
    left = lowers[max(part.first, match.first - 4) : match.first]
    if "not" in left:
        if "only" in left:
            return False
        left = _without_contrast(scene, match.first - len(left), left)
    if part.first and lowers[part.first] == "yet" and lowers[part.first - 1] in _SPLIT and match.voice != "noun":
        return True  # "had not | yet decided"
    if match.voice != "noun":
        if left[:1] == ("never",) and match.first - len(left) == part.first and _is_superlative(scene, match):
            return False
        within = lowers[match.first + 1 : match.last] if lowers[match.first] in BE else ()  # "were not delivered"
        if not _WITHIN.isdisjoint(within) and "only" not in within:
            return True
        if _shortened((*left, *within)):
            return True
        if not _NEGATIONS.isdisjoint(left) or "neither" in lowers[part.first : match.first]:
            return True
        if any(word in _INVERTED and following != "had" for word, following in pairwise((*left, ""))):
            return True
        if _NO_CUE & scene.cues.bits and match.voice == "active":
            end = scene.tokens.words[part.last - 1].end
            if _NO_OBJECT.match(scene.tokens.text, scene.tokens.words[match.last - 1].end, end):
                return True
        if match.voice == "active" or not part.first <= part.verb < match.first - 1 or not BE.isdisjoint(left):
            return False
    elif _NO_CUE & scene.cues.bits and _NO_NOUN.search(f"{scene.tokens.slice(part.first, match.first)} "):
        return True
    if part.verb == NONE or part.verb >= match.first:
        return False
    opening = lowers[max(part.first, part.verb - 1) : min(part.verb + 3, match.first)]
    return not _NEGATED.isdisjoint(opening) and "only" not in opening


def _without_contrast(scene: Scene, first: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without the "not" before who is only set against another ("Kenya, not India, bought")."""
    behind = len(scene.tokens.words) - 1
    at = [i + 1 + (words[i + 1 : i + 2] in (("the",), ("a",), ("an",))) for i in range(len(words))]
    kept = [w for i, w in enumerate(words) if w != "not" or not scene.tokens.is_set_against(min(first + at[i], behind))]
    return tuple(kept)


def _shortened(words: Sequence[str]) -> bool:
    """Whether "n't" stands among words ("didn't sign"), of which a token is the "t" alone."""
    return "t" in words and any(one in "'’" and other == "t" for one, other in pairwise(words))


_SO = re.compile(r"\b(?:so|as)\s(?:many|much|few|large|high|big|great|often|close)\b|\b(?:such|more)\b", re.IGNORECASE)


def _is_superlative(scene: Scene, match: Match) -> bool:
    """Whether "never" makes the deed the greatest so far ("Never had Kenya bought so many aircraft")."""
    if scene.tokens.lowers[match.first - 1 : match.first] == ("never",):
        return False
    part = scene.parts[match.part]
    return scene.tokens.lowers[part.first + 1] in ("had", "has", "have", "before") and _SO.search(scene.text(part)) is not None
