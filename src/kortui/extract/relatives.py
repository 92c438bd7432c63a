"""Relative clauses without a relative pronoun inside a subject: "the tanks it ordered in 2012 arrived"."""

from __future__ import annotations

from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.words import NONE
from kortui.records import dataclass

_WHO = frozenset(("it", "they", "he", "she", "we"))
_NO_HEAD = frozenset(
    [
        ",", ";", ":", "(", ")", "“", "”", "and", "or", "but", "of", "in", "on", "at", "by", "for", "with", "from", "to", "the",
        "a", "an", "that", "which", "who", "when", "as", "while", "where", "after", "before", "until", "since", "if", "whether",
        "than", "once", "because",
    ]
)  # fmt: skip
_PARTS = frozenset((",", ";", "and", "but", "that", "which", "who", "when", "while"))


@dataclass(frozen=True, slots=True)
class Relative:
    """Tokens of a bare relative clause.

    Attributes:
        first: Where its own subject begins: a pronoun or a name.
        verb: Its verb.
        last: The token behind it, which is the main clause's verb.
    """

    first: int
    verb: int
    last: int


def bare_relative(scene: Scene, part: Part) -> Relative | None:
    """The relative clause in a clause's subject that nothing introduces; None when there is none."""
    if part.verb - part.first < 3:
        return None
    known, key = scene.relatives, (part.first, part.verb)
    if key not in known:  # every trigger of a clause asks
        known[key] = _bare_relative(scene, part)
    return known[key]


def _bare_relative(scene: Scene, part: Part) -> Relative | None:
    words, lowers, forms = scene.tokens.words, scene.tokens.lowers, verb_forms()
    for verb in range(part.first + 2, part.verb):
        kinds = forms.get(lowers[verb])
        if kinds is None or "past" not in kinds or words[verb].name or lowers[verb] in BE:
            continue
        first = verb - 1
        if words[first].entity != NONE:
            span = scene.tokens.entities[words[first].entity]
            if span.demonym or span.kind not in ("country", "organisation", "person"):
                continue
            while first > part.first and words[first - 1].entity == words[verb - 1].entity:
                first -= 1
        elif words[first].lower not in _WHO:
            continue
        head = words[first - 1]
        noun = head.date == NONE and head.lower not in _NO_HEAD and head.lower[:1].isalpha() and not head.lower.endswith("ly")
        ahead = words[verb + 1 : part.verb]
        if first > part.first and noun and not any(w.lower in _PARTS and w.date == NONE for w in ahead):
            return Relative(first, verb, part.verb)
    return None


def own_first(scene: Scene, number: int) -> int:
    """The first token of a clause, or of what it is a relative of, where that has no verb ("the tourists who visited").

    Args:
        scene: The sentence.
        number: Index of the clause, not the first.
    """
    part, before = scene.parts[number], scene.parts[number - 1]
    return before.first if part.link == "who" and before.verb == NONE else part.first
