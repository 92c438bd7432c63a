"""Between whom a figure is: whose exports they are and where they go, whose imports and whence, or what two countries share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kortui.extract import flow_ends, levels
from kortui.extract.clauses import Part
from kortui.extract.measures import Measure, measure_in
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan
from kortui.extract.words import NONE
from kortui.model import Entity
from kortui.records import dataclass, replace

_WAYS = {"exports": "to", "imports": "from", "visitors": "to", "balance": "with", "deficit": "with", "surplus": "with"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What figures of a sentence measure, carried from clause to clause: the measure, whose it is, and towards whom."""

    measure: Measure
    actors: tuple[str, ...]
    partner: tuple[str, ...] = ()


def measured(scene: Scene, part: Part, level: int, measure: Measure) -> Measured:
    """A measure with the parties a clause names for it."""
    if measure.of == "pair":
        return Measured(measure, flow_ends.pair_of(scene, scene.text(part), part.first, part.last))
    if measure.name == "visitors":
        return _visitors(scene, part, measure)
    found = Measured(
        measure, flow_ends.reporter(scene, part, level), flow_ends.partner(scene, part) if measure.of == "flow" else ()
    )
    if measure.name in _SOMEWHERE and not found.partner:
        found = replace(found, partner=_whereabouts(scene, part, found.actors))
    if "investment" in measure.name and found.partner and _comes_from(scene, part, found.partner[0]):
        return replace(found, actors=found.partner, partner=found.actors)  # "to attract investment from Kenya"
    return found


_SOMEWHERE = frozenset(("companies", "students", "community"))
"""What is counted of one country in another."""


def _whereabouts(scene: Scene, part: Part, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The country or town in which those of another are counted ("200 Korean firms operate in Türkiye")."""
    words = scene.tokens.words
    for i, entity in scene.mentions(part.first, part.last):
        led = words[i - 2].lower if i > 1 and words[i - 1].lower == "the" else words[i - 1].lower if i else ""
        if led in ("in", "across", "throughout") and entity.kind in ("country", "place") and not entity.demonym:
            return (entity.id,) if actors and scene.country(entity.id) != scene.country(actors[0]) else ()
    return ()


_GUESTS = re.compile(r"(?:tourist|visitor|holidaymaker|vacationer|pilgrim|travell?er|arrival)s?")
_HOSTING = frozenset(
    (
        "received", "receives", "receive", "welcomed", "welcomes", "welcome", "hosted", "hosts", "host", "attracted",
        "attracts", "attract", "drew", "draws", "draw", "had", "has", "have", "saw", "sees", "see",
    )
)  # fmt: skip


def hosts(scene: Scene, part: Part, carried: Measured) -> bool:
    """Whether a clause says how many visitors somebody had ("Kenya welcomed 2 million tourists")."""
    return carried.measure.name == "visitors" and any(
        w.lower in _HOSTING for w in scene.tokens.words[part.first : part.last] if not w.name
    )


_VISIT = frozenset(("visit", "visited", "visits", "holidayed"))


_MANY = 1000
"""From how many on those who come are no delegation."""


def travel(scene: Scene, part: Part, amount: AmountSpan) -> bool:
    """Whether a clause says how many of a people visited a country ("220,000 Koreans visited Türkiye")."""
    people = amount.kind == "count" and bool(amount.unit) and str(amount.unit)[0].isupper() and (amount.value or 0) >= _MANY
    return people and any(w.lower in _VISIT for w in scene.tokens.words[part.first : part.last])


def of_a_crowd(scene: Scene, number: int) -> bool:
    """Whether a clause tells what those do of whom there are too many for a delegation ("1.2 million tourists who visited")."""
    part = scene.parts[number]
    if not number or part.link not in ("who", "that", "which"):
        return False
    before = scene.parts[number - 1]
    return any(
        a.kind == "count" and (a.value or 0) >= _MANY and i >= before.last - 6
        for i, _, a in scene.amounts(before.first, before.last)
    )


def in_trade_with(scene: Scene, behind: Part, carried: Measured) -> Measured:
    """A flow with the other end that the clause behind names for both ("and imported $2 billion in trade with Kenya")."""
    words = scene.tokens.words
    for i, entity in scene.mentions(behind.first, behind.last):
        led = [w.lower for w in words[max(behind.first, i - 2) : i]]
        if behind.link == "and" and entity.kind == "country" and led == ["trade", "with"] and (entity.id,) != carried.actors:
            return replace(carried, partner=(entity.id,))
    return carried


def _visitors(scene: Scene, part: Part, measure: Measure) -> Measured:
    """Visitors with where they come from and where they go: "Kenya received 2 million Indian tourists"."""
    words = scene.tokens.words
    guests = next((i for i in range(part.first, part.last) if _GUESTS.fullmatch(words[i].lower)), None)
    if guests is None:  # "220,000 Koreans visited Türkiye"
        guests = next((i for i in range(part.first, part.last) if words[i].lower in _VISIT), part.last)
    hosting = any(w.lower in _HOSTING for w in words[part.first : guests])
    home, goal = "", ""
    for i, entity in scene.mentions(part.first, part.last):
        if entity.kind != "country":
            continue
        led = words[i - 1].lower if i else ""
        led = words[i - 2].lower if led == "the" and i > 1 else led
        if led in ("from", "of") or (entity.demonym and i < guests <= i + 3):
            home = home or entity.id
        elif led in ("to", "in") or i > guests or hosting:
            goal = goal or entity.id
        else:
            home = home or entity.id
    return Measured(measure, (home,) if home else (), (goal,) if goal and goal != home else ())


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
    if not goods or goods == flow[:-1]:
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
    if not scene.discourse.about:
        return actors  # a text on one country
    return scene.discourse.reporter if scene.discourse.measure else ()


_OF_ALL = frozenset(("total", "overall", "all", "global", "worldwide", "whole", "entire", "aggregate"))
_TOO_MUCH = 20
"""How many times the one way of a trade the other can be before it is trade with all the world."""


def answered(scene: Scene, part: Part, measured: Measured, before: Measured | None) -> Measured:
    """Imports beside exports, or the other way round, between the two ends that the clause before names.

    "Exports of Kenya to India were $2 billion, while imports stood at $3 billion" tells of imports from India.

    Args:
        scene: The sentence.
        part: The clause.
        measured: What it measures.
        before: What the clause before measured.
    """
    if before is None or not before.partner or measured.partner or before.measure.of != "flow":
        return measured
    if {measured.measure.name, before.measure.name} != {"exports", "imports"}:
        return measured
    words = scene.tokens.words[part.first : part.last]
    if any(w.lower in _OF_ALL for w in words) or any(
        e.kind in flow_ends.ENDS for _, e in scene.mentions(part.first, part.last)
    ):
        return measured
    ahead = [a.value or 0 for _, _, a in scene.amounts(0, part.first) if a.kind == "money"]
    own = [a.value or 0 for _, _, a in scene.amounts(part.first, part.last) if a.kind == "money"]
    if ahead and own and own[0] > _TOO_MUCH * max(ahead):
        return measured
    return replace(measured, actors=before.actors, partner=before.partner)


_PREFIXES = ("", "share of", "rise in", "fall in", "change in")


def of_which(scene: Scene, part: Part, token: int, carried: Measured) -> Measured | None:
    """What a part of the figure before is of ("of which $1 billion was tea"); None when that is not told.

    Args:
        scene: The sentence.
        part: The clause, which begins with "of which".
        token: The part's first token.
        carried: What the whole measures.
    """
    other = flow_ends.partner(scene, part) if carried.measure.of == "flow" and not carried.partner else ()
    if other and other != carried.actors:
        return replace(carried, partner=other)  # "of which $1 billion went to India"
    own = measure_in(scene.stretch(token, part.last), "money")
    if own is not None and own.of == "flow":
        return replace(carried, measure=own) if own.name in ("exports", "imports") else Measured(own, carried.actors)
    flow = carried.measure.name.rpartition(" ")[2]
    goods = levels.goods_behind(scene, token, part.last) if flow in ("exports", "imports") else ""
    return replace(carried, measure=replace(carried.measure, name=f"{goods} {flow}")) if goods else None


def those(scene: Scene, part: Part, carried: Measured | None) -> Measured | None:
    """What a clause on a part of the flow before measures: "those to India" are the exports before, to India.

    Args:
        scene: The sentence.
        part: The clause.
        carried: What was measured before.
    """
    if carried is None or carried.measure.of != "flow":
        return carried
    words = scene.tokens.words
    first = part.first + (words[part.first].lower in ("and", "but", "while", "whereas", ";"))
    if first + 2 >= part.last:
        return carried
    if words[first].entity != NONE and words[first + 1].lower in ("'s", "’s") and first + 2 == part.verb:
        owner = scene.tokens.entities[words[first].entity]  # "… and Korea's were $14 billion"
        return replace(carried, actors=(owner.id,)) if owner.kind == "country" and not carried.partner else carried
    if words[first].lower not in ("those", "that"):
        return carried
    if words[first + 1].lower not in ("to", "from"):
        return carried
    other = next((e.id for i, e in scene.mentions(first + 2, min(first + 4, part.last)) if e.kind in flow_ends.ENDS), "")
    return replace(carried, partner=(other,)) if other and (other,) != carried.actors else carried


def turned(scene: Scene, part: Part, first: int, last: int, carried: Measured) -> Measured:
    """What a further figure of a clause measures: another flow, where the words before it name one ("and imports $4 billion").

    Args:
        scene: The sentence.
        part: The clause.
        first: The token behind the figure before.
        last: The figure's first token.
        carried: What the figure before measures.
    """
    bracketed = _in_brackets(scene, first, last) if carried.measure.of == "flow" else ""
    if bracketed:
        return replace(carried, partner=(bracketed,)) if carried.partner else replace(carried, actors=(bracketed,))
    named = measure_in(scene.stretch(first, last), "money") if carried.measure.of != "one" else None
    if named is None or named.name not in ("exports", "imports"):
        return carried
    way = carried.measure.name.partition(" in ")[0]
    if f"{way} in" in _PREFIXES:  # "exports rose by 5 percent and imports by 7 percent"
        named = replace(named, name=f"{way} in {named.name}", kinds=carried.measure.kinds)
    own = replace(part, first=first, last=last)
    partner = flow_ends.partner(scene, own)
    before = carried.actors if carried.measure.of == "flow" else ()
    reporter = next(((e.id,) for _, e in scene.mentions(first, last) if e.kind == "country" and (e.id,) != partner), before)
    return narrowed(scene, own, Measured(named, reporter if reporter != partner else (), partner), carried)


def _in_brackets(scene: Scene, first: int, last: int) -> str:
    """The country whose figure stands in brackets behind it ("more than those to Japan ($2 billion)"); empty without one."""
    words = scene.tokens.words
    if last - 1 <= first or not scene.tokens.text[: words[last].start].rstrip("~≈ ").endswith("("):
        return ""
    near = [e for i, e in scene.mentions(max(first, last - 4), last) if e.kind == "country"]
    return near[-1].id if near else ""


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
