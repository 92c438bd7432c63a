"""How a mention stands in its clause: which preposition governs it, and whether it only qualifies the word behind it."""

from __future__ import annotations

from kortui.extract import lexicon
from kortui.extract.scene import Scene
from kortui.extract.spans import EntitySpan
from kortui.extract.words import NONE

PREPOSITIONS = frozenset(
    [
        "by", "with", "to", "from", "of", "for", "between", "in", "at", "on", "against", "into", "among", "under", "near",
        "onto", "toward", "towards", "over", "during", "alongside", "through", "within", "via", "after", "before", "since",
        "until", "as",
    ]
)  # fmt: skip
"""What may govern a mention."""
PLACING = frozenset(("in", "at", "near", "into", "within"))
"""Prepositions of where something is or goes."""
_CONJUNCTIONS = frozenset(("as", "after", "before", "since", "until"))
_BELONGING = frozenset(("member", "members", "ally", "allies", "candidate", "state", "partner"))
_CUISINE = lexicon.words("names", "cuisine")
"""What a people's name says no more of than its kind."""
_OF_TRADE = lexicon.words("names", "trades")
"""What makes of it the trade of a country after all."""


def attributive(scene: Scene, token: int, span: EntitySpan, limit: int) -> bool:
    """Whether a country only qualifies who is named next ("South Korean President Lee"), or a firm or country a common noun.

    Args:
        scene: The sentence.
        token: The first token of the mention.
        span: The mention.
        limit: The token before which its clause, or what is asked about of it, ends.
    """
    if scene.tokens.text.startswith("-based", span.end):
        return True  # "the Changwon-based company"
    if span.kind not in ("country", "organisation"):
        return False
    words = scene.tokens.words
    index = words[token].entity
    at = token
    while at < limit and words[at].entity == index:
        at += 1
    if at < limit and words[at].lower in _BELONGING and words[token - 1].lower in ("a", "an", "fellow", "other"):
        return True  # "Norway, a NATO member, bought"
    if span.kind != "country":
        return False
    if span.demonym and at < limit and words[at].lower in _CUISINE:
        return at + 1 >= len(words) or words[at + 1].lower not in _OF_TRADE  # "a Korean restaurant" is not South Korea
    for j in range(at, min(at + 5, limit)):
        if words[j].entity != NONE:
            return scene.tokens.entities[words[j].entity].kind in ("person", "organisation")
        if words[j].lower in PREPOSITIONS or words[j].lower in (",", "and", "(", ")"):
            return False
    return False


def governor(scene: Scene, token: int, first: int) -> str:
    """The preposition that governs a mention: the nearest to its left, in its clause, before any comma or date.

    Args:
        scene: The sentence.
        token: The first token of the mention.
        first: The first token of the clause.

    Returns:
        The preposition; empty when none governs the mention.
    """
    words = scene.tokens.words
    for j in range(token - 1, max(token - 7, first - 1), -1):
        if j == first and words[j].lower in _CONJUNCTIONS:
            return ""
        if words[j].lower == "as" and words[j - 1].lower == "such":
            return ""  # "companies such as A and B"
        if words[j].entity not in (NONE, words[token].entity) and scene.tokens.entities[words[j].entity].kind == "place":
            return ""  # "in Belgrade President Seo met"
        if words[j].lower in PREPOSITIONS and words[j].entity == NONE:
            return words[j].lower
        if words[j].date != NONE or words[j].lower in (",", ";", ")", "that", "which", "who"):
            return ""
    return ""
