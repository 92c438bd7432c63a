"""Figures that another is only compared with, and the times that are theirs ("12,000 visitors, against 8,000 in 2019")."""

from __future__ import annotations

from kortui.extract import triggers
from kortui.extract.scene import Scene
from kortui.extract.words import NONE

_LINKS = frozenset(("in", "on", "at", "of", "during", "for", "the", "a", "an"))
_HEDGES = frozenset(
    ("about", "around", "some", "nearly", "almost", "only", "just", "the", "roughly", "over", "a", "an", "mere", "under", "its")
)
_WITH = frozenset(("with", "to"))
_CUE = triggers.patterns().add(("against", "versus", "vs", "compared", "from", "than")).bit
"""Words without one of which in its sentence no figure is set against another."""
_NOUNS = 2
"""Words of what is counted, at most, between a figure and its time."""


def stands_against(scene: Scene, date: int, low: int) -> int:
    """Where the words begin that set a date's figure against another one.

    Args:
        scene: The sentence.
        date: First token of the date.
        low: First token that may belong to them.

    Returns:
        The token; -1 where the date is no figure's that another is compared with.
    """
    if not _CUE & scene.cues.bits:
        return NONE
    words, at = scene.tokens.words, date - 1
    while at > low and words[at].lower in _LINKS:
        at -= 1
    behind = at
    for _ in range(_NOUNS):
        plain = words[at].amount == NONE and words[at].date == NONE and words[at].lower.isalpha()
        at -= at > low and plain and words[at].lower not in ("and", "but", "who", "which", "that")
    amount = words[at].amount
    if at <= low or (amount == NONE and not words[at].lower[:1].isdigit()):
        return NONE
    if at < behind and amount != NONE and scene.tokens.amounts[amount].kind == "money":
        return NONE  # "exports of $9 million against $1 million of imports in 2021" are of one year
    at -= 1
    while at > low and ((amount != NONE and words[at].amount == amount) or words[at].lower in _HEDGES):
        at -= 1
    return _opens(scene, at, low)


def _opens(scene: Scene, at: int, low: int) -> int:
    """The first of the comparing words that end with a token; -1 where it is none of them."""
    words = scene.tokens.words
    word, before = words[at].lower, words[at - 1].lower if at > low else ""
    if word in ("against", "versus", "vs"):
        return at
    if word in _WITH and before == "compared":
        return at - 1
    if word == "from" and before in ("up", "down", ",", "("):
        return at - 1
    if word == "than" and words[at + 1].lower == "the" and before in ("more", "fewer", "less", "higher", "lower", "greater"):
        return at - 1  # "more than the 800 of 2019", but "more than 800"
    return NONE
