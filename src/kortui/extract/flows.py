"""Between whom a figure is: whose exports they are and where they go, whose imports and whence, or what two countries share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kortui.extract import levels
from kortui.extract.clauses import Part
from kortui.extract.measures import Measure, level_forms, measure_in
from kortui.extract.phrases import is_stop
from kortui.extract.scene import Scene
from kortui.extract.words import NONE
from kortui.model import Entity
from kortui.records import dataclass, replace

_BOTH = re.compile(r"\b(?:between|bilateral|two countries|both countries|mutual|two-way)\b", re.I)
_TOWARDS = {
    **dict.fromkeys(("export", "exports", "shipments", "sales", "exported", "shipped", "sold"), ("to",)),
    **dict.fromkeys(("import", "imports", "imported", "bought", "purchased"), ("from",)),
}
"""Words of a flow, to the prepositions that lead to its other end."""
_VERBS = frozenset(("exported", "shipped", "sold", "imported", "bought", "purchased"))
_NOUNS = frozenset(("export", "exports", "import", "imports", "shipments", "sales"))
_WAYS = {"exports": "to", "imports": "from", "visitors": "to", "balance": "with", "deficit": "with", "surplus": "with"}
_ENDS_OF_FLOWS = ("country", "organisation", "place")
_FLOWS = frozenset(
    [
        "exports", "export", "imports", "import", "exported", "imported", "trade", "deficit", "surplus", "investment",
        "investments", "invested", "shipments", "sales", "sold", "it",
    ]
)  # fmt: skip
_SHARING = frozenset(
    ("account", "accounts", "accounted", "accounting", "absorbed", "made", "makes", "represented", "took", "takes")
)
_CAME = (("came", "from"), ("come", "from"), ("comes", "from"), ("went", "to"), ("go", "to"), ("goes", "to"))


@dataclass(frozen=True, slots=True)
class Measured:
    """What figures of a sentence measure, carried from clause to clause: the measure, whose it is, and towards whom."""

    measure: Measure
    actors: tuple[str, ...]
    partner: tuple[str, ...] = ()


def measured(scene: Scene, part: Part, level: int, measure: Measure) -> Measured:
    """A measure with the parties a clause names for it."""
    if measure.of == "pair":
        return Measured(measure, _pair_of(scene, scene.text(part), part.first, part.last))
    found = Measured(measure, _reporter(scene, part, level), _partner(scene, part) if measure.of == "flow" else ())
    if "investment" in measure.name and found.partner and _comes_from(scene, part, found.partner[0]):
        return replace(found, actors=found.partner, partner=found.actors)  # "to attract investment from Kenya"
    return found


def _comes_from(scene: Scene, part: Part, entity: str) -> bool:
    """Whether an end of a flow is named as where it comes from."""
    words = scene.tokens.words
    return any(e.id == entity and i and words[i - 1].lower == "from" for i, e in scene.mentions(part.first, part.last))


def narrowed(scene: Scene, part: Part, measured: Measured, before: Measured | None) -> Measured:
    """A measure of the goods it is narrowed to, of the reporter the sentence has named before when the clause names none."""
    prefix, _, flow = measured.measure.name.rpartition(" ")
    if flow not in ("exports", "imports") or prefix not in _PREFIXES:
        return measured
    if not measured.actors and before is not None and before.measure.of == "flow" and before.actors != measured.partner:
        measured = replace(measured, actors=before.actors)
    goods = levels.part_of_flow(scene, part.first, part.last)
    if not goods:
        return measured
    name = " ".join(word for word in (prefix, goods, flow) if word)
    return replace(
        measured, measure=replace(measured.measure, name=name), actors=_of_goods(scene, part, measured.actors, before)
    )


def _of_goods(scene: Scene, part: Part, actors: tuple[str, ...], before: Measured | None) -> tuple[str, ...]:
    """Whose goods: a country of the clause, or of the figure before; one of which the text only spoke says nothing of goods."""
    if not actors or any(e.id == actors[0] for _, e in scene.mentions(part.first, part.last)):
        return actors
    if before is not None:
        return before.actors
    if not scene.discourse.pair:
        return actors  # a text on one country
    return scene.discourse.reporter if scene.discourse.measure else ()


_PREFIXES = ("", "share of", "rise in", "fall in", "change in")


def turned(scene: Scene, part: Part, first: int, last: int, carried: Measured) -> Measured:
    """What a further figure of a clause measures: another flow, where the words before it name one ("and imports $4 billion").

    Args:
        scene: The sentence.
        part: The clause.
        first: The token behind the figure before.
        last: The figure's first token.
        carried: What the figure before measures.
    """
    named = measure_in(scene.tokens.slice(first, last), "money") if carried.measure.of != "one" else None
    if named is None or named.name not in ("exports", "imports"):
        return carried
    own = replace(part, first=first, last=last)
    partner = _partner(scene, own)
    before = carried.actors if carried.measure.of == "flow" else ()
    reporter = next(((e.id,) for _, e in scene.mentions(first, last) if e.kind == "country" and (e.id,) != partner), before)
    return narrowed(scene, own, Measured(named, reporter if reporter != partner else (), partner), carried)


def respectively(scene: Scene, part: Part, figures: Sequence[int], carried: Measured) -> list[Measured]:
    """What figures in a row measure, told in the same order before them; empty when the clause does not say so.

    Args:
        scene: The sentence.
        part: The clause.
        figures: Their first tokens.
        carried: What the clause measures.
    """
    words = scene.tokens.words
    if len(figures) < 2 or not any(w.lower == "respectively" for w in words[part.first : part.last]):
        return []
    ahead = range(part.first, figures[0])
    ways = [m for i in ahead if words[i].lower in ("exports", "imports") and (m := measure_in(words[i].lower, "money"))]
    if len(ways) == len(figures):
        return [replace(carried, measure=m) for m in ways]
    named = [e.id for _, e in scene.mentions(part.first, figures[0]) if e.kind == "country"]
    far = bool(carried.partner) and carried.partner[0] in named
    countries = [c for c in named if not far or c not in carried.actors]
    if carried.measure.of != "pair" and len(countries) == len(figures):
        return [replace(carried, partner=(c,)) if far else replace(carried, actors=(c,)) for c in countries]
    return [carried] * len(figures)


def name_of(entities: Mapping[str, Entity], measure: Measure, actors: tuple[str, ...], partner: tuple[str, ...]) -> str:
    """A measure with whose it is and towards whom, as records show it: "exports of Japan to China"."""
    words = measure.name
    if measure.of == "pair":
        return words
    if actors:
        known = entities.get(actors[0])
        words += f" of {known.name if known else actors[0]}"
    if partner and partner != actors:
        other = entities.get(partner[0])
        way = _WAYS.get(measure.name.rpartition(" ")[2], "in")
        words += f" {way} {other.name if other else partner[0]}"
    return words


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
    owner = _owner(scene, part)
    if owner:
        return (owner,)
    far = _other_end(scene, part.first, part.last)
    for first, last in ((part.first, level if level != NONE else part.last), (part.first, part.last)):
        named = [e.id for i, e in scene.mentions(first, last) if e.kind == "country" and i != far and not _goes_to(scene, i)]
        if named:
            return (named[0],)
    polity = scene.discourse.polity
    return (polity,) if polity and (polity,) != _partner(scene, part) else ()


def _owner(scene: Scene, part: Part) -> str:
    """The country right before exports or imports ("Kenya's total imports", "Kenyan imports"); empty when there is none."""
    words = scene.tokens.words
    flow = next((i for i in range(part.first, part.last) if words[i].lower in _NOUNS and words[i].entity == NONE), NONE)
    for i in range(flow - 1, max(part.first, flow - 5) - 1, -1):
        if words[i].entity != NONE:
            span = scene.tokens.entities[words[i].entity]
            return span.id if span.kind == "country" and words[i - 1].lower not in ("to", "from", "with", "and") else ""
        if words[i].amount != NONE or words[i].date != NONE or is_stop(scene, i) or words[i].lower in level_forms():
            return ""
    return ""


def _partner(scene: Scene, part: Part) -> tuple[str, ...]:
    """The other end of a flow, where the clause names one."""
    far = _other_end(scene, part.first, part.last)
    named = next((e.id for i, e in scene.mentions(far, part.last) if e.kind in _ENDS_OF_FLOWS), "") if far != NONE else ""
    named = named or _sharer(scene, part)
    if named:
        return (named,)
    return next(((e.id,) for i, e in scene.mentions(part.first, part.last) if e.kind == "country" and _goes_to(scene, i)), ())


def _sharer(scene: Scene, part: Part) -> str:
    """Who has a share in another's flow ("India accounted for $2 billion of Kenya's imports"); empty when nobody has."""
    owner, words = _owner(scene, part), scene.tokens.words
    for i in range(part.first, part.last - 2):
        if (words[i].lower, words[i + 1].lower) in _CAME:
            return next((e.id for _, e in scene.mentions(i + 2, min(i + 4, part.last)) if e.kind == "country"), "")
    verb = next((i for i in range(part.first, part.last) if words[i].lower in _SHARING), NONE)
    ahead = [e.id for _, e in scene.mentions(part.first, verb) if e.kind == "country"] if owner else []
    return ahead[0] if ahead and ahead[0] != owner else ""


def _goes_to(scene: Scene, token: int) -> bool:
    """Whether a country is the other end of a flow ("exports to Poland", "investment in Türkiye")."""
    words = scene.tokens.words
    if token > 2 and words[token - 1].lower == "the" and words[token - 1].entity == NONE:
        token -= 1
    if words[token - 1].lower not in ("to", "from", "with", "in", "into") or token < 2:
        return False
    if words[token - 1].lower in ("in", "into") and any(w.lower in _NOUNS for w in words[:token]):
        return False  # "imports reached $1 billion in Kenya" are Kenya's
    if words[token - 1].lower == "from" and words[token - 2].lower in ("exports", "export", "shipments", "sales"):
        return False
    return words[token - 2].lower in _FLOWS or words[token - 2].amount != NONE


def _other_end(scene: Scene, first: int, last: int) -> int:
    """The token of the name exports go to or imports come from, also behind their goods or a date; -1 when none is named.

    Args:
        scene: The sentence.
        first: First token of the clause.
        last: The token behind it.
    """
    words = scene.tokens.words
    leads: tuple[str, ...] = ()
    verb = False
    for i in range(first, last):
        lower = words[i].lower
        if lower in _TOWARDS:
            leads, verb = _TOWARDS[lower], lower in _VERBS
            origin = _origin(scene, i, last) if leads == ("from",) else NONE
            if origin != NONE:
                return origin
        elif not verb and (words[i].amount != NONE or (lower in level_forms() and not words[i].name)):
            leads = ()
        elif lower in leads and i + 1 < last:
            at = i + 2 if words[i + 1].lower == "the" and words[i + 1].entity == NONE and i + 2 < last else i + 1
            if words[at].entity != NONE:
                return at
    return NONE


def _origin(scene: Scene, flow: int, last: int) -> int:
    """The token of the people whose goods are imported ("imports of Korean steel"), -1 when the goods have no origin."""
    words = scene.tokens.words
    at = flow + 2 if flow + 1 < last and words[flow + 1].lower == "of" else flow + 1
    if at + 1 < last and words[at].entity != NONE and (at > flow + 1 or words[flow].lower in _VERBS):
        span = scene.tokens.entities[words[at].entity]
        if span.kind == "country" and span.demonym and words[at + 1].entity == NONE and words[at + 1].lower.isalpha():
            return at
    return NONE
