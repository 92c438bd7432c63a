"""Whether the conditions of a rule of the trigger lexicon hold where its trigger stands, and how far round it they look."""

from __future__ import annotations

from kortui.extract.clauses import Part
from kortui.extract.grounds import only_grounds
from kortui.extract.needs import capital, met
from kortui.extract.relatives import bare_relative, own_first
from kortui.extract.scene import Scene
from kortui.extract.triggers import Rule
from kortui.extract.usage import Voice
from kortui.extract.verbs import BE
from kortui.extract.words import NONE

_OWN = frozenset(("date", "money", "amount", "ordinal", "polity-subject"))
"""What a clause must hold itself; the rest may stand in the clause whose subject it shares."""
_LENT = frozenset(
    [
        "and", "but", "or", "which", "who", "whose", "that", "where", "when", "it", "they", "he", "she", "then", "also", "in",
        "on", "at", "by", ",", "again", "later", "first", "both", "has", "have", "had", "will", "would", "is", "are", "was",
        "were", "be", "been", "to", "already", "soon", "thus",
    ]
)  # fmt: skip
"""Words before a trigger besides which its clause has none of its own, so that the one before lends it the subject."""


def hold(scene: Scene, number: int, rule: Rule, first: int, last: int, voice: Voice) -> bool:
    """Whether all conditions of a rule hold, none of them only by what something was done under.

    Args:
        scene: The sentence.
        number: The number of the clause.
        rule: The rule.
        first: The first token of the trigger.
        last: The token behind it.
        voice: How its word is used.
    """
    part, cues = scene.parts[number], scene.cues
    text, words = scene.tokens.text, scene.tokens.words
    reach = part if number == 0 else _reach(scene, number, first)
    end = words[part.last - 1].end
    far = words[reach.first].start
    if (
        rule.near is not None
        and not _kinds_follow(scene, rule, last, part.last)
        and rule.near.search(cues, text, words[last - 1].end, end) is None
    ):
        ahead = voice == "active" and not _is_in_relative(scene, number, first)  # an active verb has its object behind it
        if ahead or not rule.near.search(cues, text, far, words[first].start):
            return False
    if (
        rule.near_any is not None
        and not rule.near_any.search(cues, text, far, end)
        and not _kinds_follow(scene, rule, last, part.last)
    ):
        return False
    if rule.before is not None and not rule.before.search(cues, text, far, words[first].start):
        return False
    if rule.context is not None and not rule.context.search(cues, text, scene.tokens.sentence.start, scene.tokens.sentence.end):
        return False
    if rule.unless is not None and rule.unless.search(
        cues, text, words[own_first(scene, number) if number else part.first].start, end
    ):
        return False
    if "date-adjacent" in rule.needs and not _date_adjacent(scene, part, first, last):
        return False
    if not all(met(scene, part if need in _OWN else reach, need) for need in rule.needs if need != "date-adjacent"):
        return False
    return not only_grounds(scene, part, rule, first, voice)


def _is_in_relative(scene: Scene, number: int, first: int) -> bool:
    """Whether a verb is that of a relative clause, whose object may stand before it."""
    part = scene.parts[number]
    if part.link in ("which", "that", "whom") and number > 0:
        return True
    bare = bare_relative(scene, part)
    return bare is not None and bare.verb == first


def _date_adjacent(scene: Scene, part: Part, first: int, last: int) -> bool:
    """Whether a noun carries its date with it ("the treaty of 1957", "the 1977 agreement")."""
    words = scene.tokens.words
    behind = words[last : min(last + 5, part.last)]
    if len(behind) > 1 and behind[0].lower in ("of", "(") and any(w.date != NONE for w in behind[1:3]):
        return True
    if len(behind) > 3 and behind[0].lower == "of" and behind[2].lower == "of" and behind[3].date != NONE:
        return True  # "the Treaty of Karlowitz of 1699"
    return first > part.first and words[first - 1].date != NONE


def _reach(scene: Scene, number: int, first: int) -> Part:
    """A clause together with the one that lends it its subject ("… was signed in 1997 and came into force in 2000")."""
    part = scene.parts[number]
    if number and part.link in ("which", "that", "who", "whom"):
        earlier = scene.parts[number - 1]
        return Part(earlier.first, part.last, part.verb, part.says, part.quoted, part.link)
    if number == 0 or part.link not in ("and", "but", "or", "ing", "which", "who", "whose", "that", "where", "when", ","):
        return part
    for word in scene.tokens.words[part.first : first]:
        if not (word.lower in _LENT or word.date != NONE or word.lower.endswith("ly") or word.lower in BE):
            return part
    back = number - 1
    while back > 0 and scene.parts[back].link in ("when", "while", "as", "which", "who", "where"):
        back -= 1  # "suspended aid, when …, and resumed it"
    return Part(scene.parts[back].first, part.last, part.verb, part.says, part.quoted, part.link)


def _kinds_follow(scene: Scene, rule: Rule, first: int, last: int) -> bool:
    if not rule.near_kinds:
        return False
    if "capital" in rule.near_kinds and first < last and not scene.tokens.words[first].name and capital(scene, first):
        return True
    if any(e.kind in rule.near_kinds for _, e in scene.mentions(first, last)):
        return True
    return any(a.kind in rule.near_kinds for _, _, a in scene.amounts(first, last))
