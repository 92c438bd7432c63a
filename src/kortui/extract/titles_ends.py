"""Where a headline's clause ends: what it still needs of the clause behind it, and what of its own end tells something else."""

from __future__ import annotations

from kortui.extract.clauses import Part
from kortui.extract.phrases import without_dates
from kortui.extract.scene import Scene
from kortui.extract.verbs import BE, finite, verb_forms
from kortui.extract.words import NONE

_OPEN_ADJECTIVES = frozenset(
    [
        "major", "large", "larger", "small", "smaller", "big", "new", "old", "young", "joint", "private", "public", "military",
        "civil", "civilian", "political", "economic", "commercial", "industrial", "cultural", "technical", "financial",
        "domestic", "foreign", "bilateral", "regional", "local", "national", "international", "diplomatic", "strategic",
    ]
)  # fmt: skip
"""Adjectives that, last before an "and", share the noun behind it ("major and mid-sized firms")."""
_STATES = BE | {"had", "have"}
_MARKS = frozenset((",", ";", ":", ".", '"', "“", "”", "(", "—"))


def goes_on(scene: Scene, part: Part) -> list[int]:
    """Tokens behind a clause that belong to its last phrase: "AI" and unmanned vehicles, "major" and mid-sized firms.

    Args:
        scene: The sentence.
        part: The clause.
    """
    words = scene.tokens.words
    if part.last == len(words):
        return []
    following = next((p for p in scene.parts if p.first == part.last), None)
    if following is None or following.link not in ("and", "or") or part.last - part.first < 2:
        return []
    ends = words[part.last - 1]
    if _opened_that(scene, part):
        return without_dates(scene, following.first, following.last)
    last = following.first + 1
    while last < following.last and not (words[last].lower in _MARKS and words[last].amount == NONE):
        last += 1
    if last - following.first < 2 or ends.date != NONE or words[following.first + 1].lower in ("then", "so", "also", "the"):
        return []
    verb = following.verb
    shares = ends.lower in _OPEN_ADJECTIVES
    gerund = "ing" in verb_forms().get(ends.lower, ())
    opens = words[following.first + 1].lower
    if gerund and "ing" not in verb_forms().get(opens, ()):
        return []
    phrase = verb == NONE or verb >= last or (opens.startswith("un") and verb == following.first + 1)
    participle = verb != NONE and words[verb - 1].lower not in BE and "participle" in verb_forms().get(words[verb].lower, ())
    dated = any(words[t].date != NONE for t in range(following.first, last))
    if (phrase and (gerund or not dated)) or (shares and participle):
        return without_dates(scene, following.first, last)
    return []


_SENTENCE_OPENERS = frozenset(
    (
        "it",
        "we",
        "they",
        "he",
        "she",
        "i",
        "you",
        "this",
        "that",
        "the",
        "our",
        "but",
        "and",
        "so",
        "now",
        "there",
        "let",
        "if",
        "a",
    )
)


def to_full_stop(scene: Scene, tokens: list[int]) -> list[int]:
    """Tokens up to where a sentence ends within a quotation of several.

    Args:
        scene: The sentence, which a quotation may make two of.
        tokens: Some of its tokens in order.
    """
    lowers, text = scene.tokens.lowers, scene.tokens.text
    if "." not in lowers[:-2] and "!" not in lowers[:-2]:
        return tokens
    for n, token in enumerate(tokens[:-1]):
        opens = tokens[n + 1]
        whole = lowers[token] in (".", "!") and len(lowers[token - 1]) > 2 and lowers[opens] in _SENTENCE_OPENERS
        if whole and text[scene.tokens.words[opens].start].isupper():
            return tokens[:n]
    return tokens


def _opened_that(scene: Scene, part: Part) -> bool:
    """Whether a clause ends on the subject of a "that" whose verb stands behind the "and" ("its position that the border")."""
    words = scene.tokens.words
    opens = next((t for t in range(part.last - 1, part.first, -1) if words[t].lower == "that"), NONE)
    return opens > part.verb != NONE and not any(finite(scene.tokens, t) for t in range(opens + 1, part.last))


def without_next(scene: Scene, behind: list[int]) -> list[int]:
    """What stands behind a verb, up to a comma behind which a number has a verb of its own (", 462 were buried")."""
    words = scene.tokens.words
    if "," not in scene.tokens.lowers:
        return behind
    for n, token in enumerate(behind[:-2]):
        if n and words[token].lower == "," and words[token].amount == NONE and words[behind[n + 1]].amount != NONE:
            verb = n + 1
            while verb < len(behind) and words[behind[verb]].amount != NONE:
                verb += 1
            if verb < len(behind) and words[behind[verb]].lower in _STATES:
                return behind[:n]
        if n and words[token].lower == "," and words[behind[n + 1]].lower == "as" and words[behind[n + 2]].lower in ('"', "“"):
            return behind[:n]  # ", as "a clear sign of growth""
    return behind
