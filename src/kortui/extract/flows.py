"""Between whom a figure is: whose exports they are and where they go, whose imports and whence, or what two countries share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kortui.extract import levels
from kortui.extract.clauses import Part
from kortui.extract.measures import Measure
from kortui.extract.scene import Scene
from kortui.extract.words import NONE

_BOTH = re.compile(r"\b(?:between|bilateral|two countries|both countries|mutual|two-way)\b", re.I)


@dataclass(frozen=True, slots=True)
class Measured:
    """What figures of a sentence measure, carried from clause to clause: the measure, whose it is, and towards whom."""

    measure: Measure
    actors: tuple[str, ...]
    partner: tuple[str, ...] = ()


def _pair_of(scene: Scene, text: str, first: int, last: int) -> tuple[str, ...]:
    """The two countries that share a figure: those named, else those the document is about."""
    named = [e.id for _, e in scene.mentions(first, last) if e.kind == "country"]
    countries = list(dict.fromkeys(named))
    if len(countries) >= 2:
        return tuple(sorted(countries[:2]))
    if _BOTH.search(text) or not countries:
        return tuple(sorted(scene.discourse.pair))
    others = [c for c in scene.discourse.pair if c not in countries]
    return tuple(sorted((*countries, *others[:1])))


def _reporter(scene: Scene, part: Part, level: int) -> tuple[str, ...]:
    """Whose exports: the country named before the level, else the one the text is speaking of."""
    far = levels.other_end(scene, part.first, part.last)
    for first, last in ((part.first, level if level != NONE else part.last), (part.first, part.last)):
        named = [e.id for i, e in scene.mentions(first, last) if e.kind == "country" and i != far and not _goes_to(scene, i)]
        if named:
            return (named[0],)
    return (scene.discourse.polity,) if scene.discourse.polity else ()


def _partner(scene: Scene, part: Part) -> tuple[str, ...]:
    """The other end of a flow, where the clause names one."""
    far = levels.other_end(scene, part.first, part.last)
    named = next((e.id for i, e in scene.mentions(far, part.last) if e.kind in _ENDS_OF_FLOWS), "") if far != NONE else ""
    if named:
        return (named,)
    return next(((e.id,) for i, e in scene.mentions(part.first, part.last) if e.kind == "country" and _goes_to(scene, i)), ())


_ENDS_OF_FLOWS = ("country", "organisation", "place")
_FLOWS = frozenset(
    [
        "exports", "export", "imports", "import", "exported", "imported", "trade", "investment", "investments", "invested",
        "shipments", "sales", "sold", "it",
    ]
)  # fmt: skip


def _goes_to(scene: Scene, token: int) -> bool:
    """Whether a country is the other end of a flow ("exports to Poland", "investment in Türkiye")."""
    words = scene.tokens.words
    if token > 2 and words[token - 1].lower == "the" and words[token - 1].entity == NONE:
        token -= 1
    if words[token - 1].lower not in ("to", "from", "with", "in", "into") or token < 2:
        return False
    if words[token - 1].lower == "from" and words[token - 2].lower in ("exports", "export", "shipments", "sales"):
        return False
    return words[token - 2].lower in _FLOWS or words[token - 2].amount != NONE


def name_of(scene: Scene, measure: Measure, actors: tuple[str, ...], partner: tuple[str, ...]) -> str:
    """A measure with whose it is and towards whom, as records show it: "exports of Japan with China"."""
    if measure.of == "pair" or not actors:
        if not partner or measure.of == "pair":
            return measure.name
        far = scene.entities.get(partner[0])
        way = "from" if measure.name.endswith("imports") else "to"
        return f"{measure.name} {way} {far.name if far else partner[0]}"
    known = scene.entities.get(actors[0])
    words = f"{measure.name} of {known.name if known else actors[0]}"
    if partner and partner[0] != actors[0]:
        other = scene.entities.get(partner[0])
        words += f" with {other.name if other else partner[0]}"
    return words


def measured(scene: Scene, part: Part, level: int, measure: Measure) -> Measured:
    """A measure with the parties a clause names for it."""
    if measure.of == "pair":
        return Measured(measure, _pair_of(scene, scene.text(part), part.first, part.last))
    return Measured(measure, _reporter(scene, part, level), _partner(scene, part) if measure.of == "flow" else ())


def narrowed(scene: Scene, part: Part, measured: Measured, before: Measured | None) -> Measured:
    """A measure of the goods it is narrowed to, of the reporter the sentence has named before when the clause names none."""
    if measured.measure.name not in ("exports", "imports", "share of exports"):
        return measured
    if not measured.actors and before is not None and before.measure.of == "flow":
        measured = replace(measured, actors=before.actors)
    goods = levels.part_of_flow(scene, part.first, part.last)
    if not goods:
        return measured
    name = f"share of {goods} exports" if measured.measure.name.startswith("share") else f"{goods} {measured.measure.name}"
    return replace(measured, measure=replace(measured.measure, name=name))
