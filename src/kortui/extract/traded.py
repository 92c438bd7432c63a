"""Trade told by its verbs: "Kenya bought goods worth $9 billion from India and sold it goods worth $1.2 billion"."""

from __future__ import annotations

from kortui.extract import dated, levels, relevance
from kortui.extract.clauses import Part
from kortui.extract.flows import Measured
from kortui.extract.measures import Measure, measures
from kortui.extract.scene import Scene
from kortui.extract.words import NONE
from kortui.records import replace

_WAYS = {
    **dict.fromkeys(("sold", "sells", "sell", "selling", "shipped", "ships", "ship", "shipping"), "exports"),
    **dict.fromkeys(("bought", "buys", "buy", "buying", "purchased", "purchases", "purchase", "purchasing"), "imports"),
}
LEMMAS = frozenset(("sell", "ship", "buy", "purchase", "export", "import"))
"""Verbs whose deeds are no records beside the flow that they tell."""
_PASSIVE = frozenset(("was", "were", "been", "being", "be", "is", "are", "to"))
_GENERAL = frozenset(("goods", "merchandise", "products", "commodities"))
_IT = frozenset(("it", "them", "him"))
_NO_GOODS = frozenset(
    [
        "stake", "share", "bond", "land", "property", "debt", "firm", "company", "license", "licence", "right", "security",
        "asset", "ship", "vessel", "plane", "airplane", "aircraft", "train", "locomotive", "satellite", "reactor", "plant",
        "dollar", "bank",
    ]
)  # fmt: skip
"""What is bought one by one, under a contract, or is no merchandise at all."""


def find(scene: Scene, part: Part, before: Measured | None) -> Measured | None:
    """The flow that a clause tells by saying which country bought from or sold to which; None where it tells none.

    Args:
        scene: The sentence.
        part: The clause.
        before: What the clause before measured, for "it".
    """
    words = scene.tokens.words
    verb = next((i for i in range(part.first, part.last) if words[i].lower in _WAYS and not words[i].name), NONE)
    if verb == NONE or words[verb].entity != NONE:
        return None
    passive = verb > part.first and words[verb - 1].lower in _PASSIVE
    if any(a.kind == "count" for _, _, a in scene.amounts(part.first, part.last)) or "defense" in _domains(scene, part):
        return None
    flow = next(m for m in measures() if m.name == _WAYS[words[verb].lower])
    known = before if before is not None and before.measure.of == "flow" else None
    reporter = _by(scene, verb, part.last) if passive else _seller(scene, part, verb, known)
    partner = _other(scene, part, verb, known, reporter)
    if passive and not partner:
        partner = _seller(scene, part, verb, None)  # "Kenya was sold goods by India"
    if not reporter or reporter == partner:
        return None
    name = _named(scene, part, verb, flow, bool(known), bool(partner))
    return Measured(replace(flow, name=name), reporter, partner) if name else None


def by_firm(scene: Scene, part: Part) -> bool:
    """Whether a firm bought or sold what a clause tells of, which is then no country's trade."""
    words = scene.tokens.words
    verb = next((i for i in range(part.first, part.last) if words[i].lower in _WAYS and not words[i].name), NONE)
    ahead = [e.kind for _, e in scene.mentions(part.first, verb)] if verb != NONE else []
    return bool(ahead) and ahead[-1] == "organisation"


def _domains(scene: Scene, part: Part) -> tuple[str, ...]:
    return relevance.domains_of(scene.stretch(part.first, part.last)) if scene.mentions(part.first, part.last) else ()


def _by(scene: Scene, verb: int, last: int) -> tuple[str, ...]:
    """By whom it was done, where that is a country."""
    words = scene.tokens.words
    for i, entity in scene.mentions(verb + 1, last):
        if words[i - 1].lower == "by" or (words[i - 1].lower == "the" and words[i - 2].lower == "by"):
            return (entity.id,) if entity.kind == "country" else ()
    return ()


def _seller(scene: Scene, part: Part, verb: int, before: Measured | None) -> tuple[str, ...]:
    """Whose flow it is: the country before the verb, or that of the clause before."""
    words = scene.tokens.words
    ahead = [(i, e) for i, e in scene.mentions(part.first, verb) if e.kind in ("country", "organisation", "person")]
    if ahead:
        last, named = ahead[-1]
        led = last > part.first and words[last - 1].lower in ("to", "from", "with", "in", "of")
        return (named.id,) if named.kind == "country" and not led and not named.demonym else ()
    return before.actors if before is not None else ()


def _other(scene: Scene, part: Part, verb: int, before: Measured | None, reporter: tuple[str, ...]) -> tuple[str, ...]:
    """The other end: the country bought from or sold to, named or meant by "it"."""
    words = scene.tokens.words
    for i, entity in scene.mentions(verb + 1, part.last):
        led = words[i - 1].lower in ("to", "from") or (i - 1 > verb and words[i - 2].lower in ("to", "from"))
        if entity.kind == "country" and (led or i == verb + 1) and not (entity.demonym and i == verb + 1):
            return (entity.id,)
        if entity.kind == "organisation" and led:
            return ()
    if before is None:
        return ()
    told = before.partner if before.actors == reporter else before.actors if before.partner == reporter else ()
    return told if part.link in ("and", "but", ",", "while", "ing", "whereas") or _means_it(scene, verb, part.last) else ()


def _means_it(scene: Scene, verb: int, last: int) -> bool:
    words = scene.tokens.words
    return any(w.lower in _IT for w in words[verb + 1 : min(last, verb + 2)])


def _named(scene: Scene, part: Part, verb: int, flow: Measure, follows: bool, both: bool) -> str:
    """What is traded, as the measure's name; empty where the clause tells of a single deal."""
    if any(w.lower in _GENERAL for w in scene.tokens.words[part.first : part.last]):
        return flow.name
    goods = levels.part_of_flow(scene, verb, part.last)
    if not goods:
        return flow.name if follows else ""
    days = any(d.edtf and len(d.edtf) > 7 for i, d in scene.dates(part.first, part.last) if dated.tells_when(scene, d, i))
    if not both or days or goods.split()[-1] in _NO_GOODS:
        return ""
    return f"{goods} {flow.name}"
