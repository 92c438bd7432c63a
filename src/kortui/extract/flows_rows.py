"""Figures told in a row, one for each of what stands in a row before them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kortui.extract.clauses import Part
from kortui.extract.flows import Measured
from kortui.extract.measures import measure_in
from kortui.extract.scene import Scene
from kortui.records import replace


def respectively(scene: Scene, part: Part, figures: Sequence[int], carried: Measured) -> list[Measured]:
    """What figures in a row measure, told in the same order before them; empty when the clause does not say so.

    Args:
        scene: The sentence.
        part: The clause.
        figures: Their first tokens.
        carried: What the clause measures.
    """
    words = scene.tokens.words
    if len(figures) < 2:
        return []
    if not any(w.lower == "respectively" for w in words[part.first : part.last]):
        return _in_turn(scene, part, figures, carried)
    ahead = range(part.first, figures[0])
    ways = [
        m for i in ahead if words[i].lower in ("exports", "imports") and (m := measure_in(scene.stretch(i, i + 1), "money"))
    ]
    if len(ways) == len(figures):
        return [replace(carried, measure=m) for m in ways]
    named = [e.id for _, e in scene.mentions(part.first, figures[0]) if e.kind == "country"]
    far = bool(carried.partner) and carried.partner[0] in named
    countries = [c for c in named if not far or c not in carried.actors]
    if carried.measure.of != "pair" and len(countries) == len(figures):
        return [replace(carried, partner=(c,)) if far else replace(carried, actors=(c,)) for c in countries]
    return [carried] * len(figures)


def _in_turn(scene: Scene, part: Part, figures: Sequence[int], carried: Measured) -> list[Measured]:
    """What figures in a row measure, one of each country named in a row ("exports to A, B and C were $7bn, $9bn and $1bn")."""
    words, named = scene.tokens.words, scene.mentions(part.first, figures[0])
    row = [(i, e) for i, e in named if e.kind == "country" and not (carried.partner and e.id in carried.actors)]
    if carried.measure.of == "pair" or len(row) != len(figures) or len(scene.dates(part.first, part.last)) > 1:
        return []
    joins = [scene.tokens.text[one.end : other.start].strip() for (_, one), (_, other) in pairwise(row)]
    between = [scene.tokens.slice(one, other).split()[-1:] for one, other in pairwise(figures)]
    joined = all(join in (",", "and", ", and") for join in joins)
    if not joined or any(word.isalpha() and word != "and" for last in between for word in last):
        return []
    if any(words[i].lower in ("from", "to", "in") for i in range(figures[0] + 1, figures[-1])):
        return []  # "rose from $3 billion to $5 billion"
    return [replace(carried, partner=(e.id,)) if carried.partner else replace(carried, actors=(e.id,)) for _, e in row]
