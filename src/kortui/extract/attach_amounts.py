"""Which amounts of a sentence belong to a trigger's record."""

from __future__ import annotations

import re

from kortui.extract import triggers
from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.words import NONE
from kortui.vocabulary import EventType

_COUNTED: frozenset[EventType] = frozenset(
    ("casualties", "deployment", "meeting", "investment", "delivery", "contract", "aid", "exhibition", "withdrawal",
     "programme", "statistic", "target", "pledge", "agreement", "construction", "commerce", "membership", "establishment",
     "visit", "conflict")
)  # fmt: skip
_RANKED: frozenset[EventType] = frozenset(("anniversary", "recognition", "establishment", "statistic", "meeting", "target"))
_SENTENCE_WIDE: frozenset[EventType] = frozenset(("casualties", "contract", "construction", "financing"))


def is_part_of(scene: Scene, number: int) -> bool:
    """Whether a clause tells of a part of those counted before it ("…, 40 of whom died"), whose number stands before it."""
    words, first = scene.tokens.words, scene.parts[number].first
    if first + 2 < len(words) and words[first].amount != NONE:  # "741 of them died"
        behind = next((i for i in range(first, len(words)) if words[i].amount != words[first].amount), first)
        return [w.lower for w in words[behind : behind + 2]] in (["of", "them"], ["of", "these"])
    return (
        0 < first < len(words) - 1
        and words[first - 1].amount != NONE
        and (words[first].lower == "of" and words[first + 1].lower in ("whom", "which"))
    )


def _counts_some_of_them(scene: Scene, part: Part) -> bool:
    """Whether a clause counts some of those counted before it ("…, of whom 186 were killed")."""
    return [w.lower for w in scene.tokens.words[part.first : part.first + 2]] in (["of", "whom"], ["of", "them"])


_RIVALS = frozenset(("against", "versus", "after", "up from", "down from"))
_BEFORE_RIVAL = frozenset(("a", "an", "the", "about", "some", "nearly", "just", "only", "over", "$", "€", "£", "₩", "₺", "us$"))


def _led_by(scene: Scene, at: int) -> str:
    """The word before an amount, its article and hedge left out."""
    lowers, before = scene.tokens.lowers, at - 1
    while before > 0 and lowers[before] in _BEFORE_RIVAL:
        before -= 1
    if before > 1 and lowers[before] == "from":
        return f"{lowers[before - 1]} from"
    return lowers[before] if before > 0 else ""


def is_compared_with(scene: Scene, at: int) -> bool:
    """Whether an amount is another year's or another deal's ("against 218,000 a year before", "after a $40 million one")."""
    return _led_by(scene, at) in _RIVALS


_CONTRASTED = re.compile(
    r"(?:\b(?:not|rather than|instead of|as opposed to|contrary to)(?:\s(?:the|an?|some|about|around|nearly|over|its|their))*"
    r"|\bthan\s(?:the|its|their)(?:\s[\w-]+){0,3})[\s$€£₩₺]*$",
    re.IGNORECASE,
)
_REACH = 60
"""Characters before an amount in which the words of a contrast can begin."""


def is_contrasted(scene: Scene, at: int) -> bool:
    """Whether an amount is one that the sentence only sets its own against (", not 1 million", "less than the $4 billion").

    Args:
        scene: The sentence.
        at: The amount's first token.
    """
    text, sentence, lowers = scene.tokens.text, scene.tokens.sentence, scene.tokens.lowers
    start = scene.tokens.words[at].start
    if _EARLIER_CUE & scene.cues.bits and is_replaced(text[sentence.start : start], text[start : sentence.end]):
        return True
    if _CONTRASTING.isdisjoint(lowers[max(0, at - 8) : at]):
        return False
    return _CONTRASTED.search(text[max(sentence.start, start - _REACH) : start]) is not None


_CONTRASTING = frozenset(("not", "than", "instead", "opposed", "contrary"))
_TIMES = frozenset(("twice", "double", "triple", "half", "times"))


_EARLIER = re.compile(
    r"[^,;.\s]*(?:\s[\w$€£₩₺.-]+){0,3}?\s(?:reported|estimated|announced|claimed|stated|given|assumed)\s(?:earlier|previously|before|"
    r"initially|originally|at first)\b",
    re.IGNORECASE,
)
_EARLIER_BEFORE = re.compile(
    r"\b(?:(?:earlier|previously|initially|originally|at first) (?:reported|estimated|announced|claimed|stated|given|assumed)|"
    r"(?:earlier|previous|initial|original) (?:report|estimate|figure|claim|count)s? of)\s(?:\w+\s)?\W*$",
    re.IGNORECASE,
)
"""What makes of a figure one that others have put in its place ("less than the $4 billion reported earlier")."""


_EARLIER_CUE = triggers.patterns().add(
    ("earlier", "previously", "before", "initially", "originally", "first", "previous", "initial", "original")
).bit  # fmt: skip
"""Words without one of which in its sentence no amount is one that others have put another in place of."""


def is_replaced(before: str, behind: str) -> bool:
    """Whether others have put another amount in the place of one.

    Args:
        before: The words before it in its clause.
        behind: Those from it on.
    """
    return _EARLIER.match(behind) is not None or _EARLIER_BEFORE.search(before) is not None


def amounts_of(scene: Scene, kind: EventType, number: int) -> tuple[int, ...]:
    """Indices, in the sentence, of the amounts that belong to a record of a clause."""
    part = scene.parts[number]
    first, last = part.first, part.last
    if kind in _SENTENCE_WIDE and sum(p.says == NONE and p.verb != NONE for p in scene.parts) <= 2:
        first, last = (0, len(scene.tokens.words)) if not is_part_of(scene, number) else (max(0, first - 1), last)
    elif (
        number + 1 < len(scene.parts) and scene.parts[number + 1].link == "ing" and kind in ("target", "contract", "investment")
    ):
        last = scene.parts[number + 1].last
    if kind == "casualties" and not is_part_of(scene, number) and _counts_some_of_them(scene, part):
        first = part.first
    for n, other in enumerate(scene.parts):
        if other.link == ";" and n <= number:
            first = max(first, other.first)  # what stands between semicolons is told by itself
        elif other.link == ";":
            last = min(last, other.first)
            break
    kept = []
    for at, index, amount in scene.amounts(first, last):
        if kind == "casualties" and at == 1 and scene.tokens.words[0].lower == "of":
            continue  # "Of 900 soldiers, 40 fell"
        if is_compared_with(scene, at) or is_contrasted(scene, at) or _led_by(scene, at) in _TIMES:
            continue
        if (
            amount.kind == "money"
            or amount.kind in ("percent", "length")
            or (amount.kind == "count" and kind in _COUNTED)
            or (amount.kind == "ordinal" and kind in _RANKED)
        ):
            kept.append(index)
    own = {n for _, n, a in scene.amounts(part.first, part.last) if a.kind == "count"} if kind == "contract" else ()
    if own:  # "rejected an offer of 60 howitzers but bought 20"
        kept = [n for n in kept if n in own or scene.tokens.amounts[n].kind != "count"]
    return tuple(kept)


def shared_out(scene: Scene, at: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """The amounts of a deed in a sentence that tells of a whole and a part of it ("Of the 180 tanks ordered, 46 arrived").

    Args:
        scene: The sentence.
        at: The first token of what tells the deed.
        found: Indices of its amounts.
    """
    words = scene.tokens.words
    if words[0].lower != "of" or not any(word.amount != NONE for word in words[1:4]):
        return found
    comma = next((i for i, word in enumerate(words) if word.lower == "," and not word.name), NONE)
    if comma == NONE:
        return found
    part = {index for token, index, _ in scene.amounts(0, len(words)) if token > comma}
    return tuple(n for n in found if (n in part) == (at > comma))
