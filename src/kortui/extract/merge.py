"""One fact told in several sentences or documents becomes one record with all its evidence.

Nothing is averaged and nothing is chosen silently: the finer date stands, other dates stay in `other_dates`, and what
disagrees is left for `conflicts`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence

from kortui.extract import cards as many
from kortui.extract.cards import Cards, Stretch
from kortui.extract.facts import Facts
from kortui.extract.features import day_of_report, same_value, width
from kortui.extract.filed import RowFile
from kortui.extract.grouping import Replay, groups
from kortui.extract.members import NONE, Groups
from kortui.extract.packed import Card
from kortui.extract.picked import Picked, joined
from kortui.extract.shelved import Shelf
from kortui.model import Actor, Amount, Entity, Event, Evidence, OtherDate
from kortui.records import dataclass, replace


def _place(events: Sequence[Event]) -> Event:
    """The record that lends its words: the finest date, then the one that tells most, then the first."""
    return min(events, key=lambda e: (width(e.date.edtf), -len(e.actors) - len(e.amounts) - len(e.places)))


def combine(events: Sequence[Event]) -> Event:
    """One record of several that tell one fact, with all their evidence in order.

    Args:
        events: In order of their evidence; the first gives the id.
    """
    if len(events) == 1:
        return events[0]
    main = _place(events)
    evidence: dict[Evidence, int] = {}
    others: list[OtherDate] = []
    amounts: list[Amount] = []
    for event in events:
        index = [evidence.setdefault(e, len(evidence)) for e in event.evidence]
        if event.date.edtf and event.date.edtf != main.date.edtf and not day_of_report(event):
            others.append(OtherDate(event.date.edtf, event.date.text, index[0]))
        base = len(amounts)
        kept = [a for a in event.amounts if not any(same_value(a, b) and a.kind == b.kind for b in amounts[:base])]
        for amount in kept:
            twin = amount.equivalent_to
            twin = base + kept.index(event.amounts[twin]) if twin is not None and event.amounts[twin] in kept else None
            amounts.append(replace(amount, evidence=index[amount.evidence], equivalent_to=twin))
    actors: dict[str, Actor] = {a.id: a for a in main.actors}
    for event in events:
        for actor in event.actors:
            actors.setdefault(actor.id, actor)
    return replace(
        main, id=events[0].id, other_dates=tuple(dict.fromkeys(others)), evidence=tuple(evidence), amounts=tuple(amounts),
        actors=tuple(actors.values()), places=tuple(dict.fromkeys(p for e in (main, *events) for p in e.places)),
        domains=tuple(d for d in ("defense", "trade", "diplomacy") if any(d in e.domains for e in events)),
        stage=main.stage or next((e.stage for e in events if e.stage), None),
        relevance="bilateral" if any(e.relevance == "bilateral" for e in events) else main.relevance,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging made.

    Attributes:
        cards: The records, in the order of their first evidence.
        groups: The records that each was made of, by their numbers.
        told: All records there were.
        made: Those of the records that were made of several.
    """

    cards: Cards
    groups: Groups
    told: Cards
    made: Cards

    def aliases(self, wanted: Collection[str]) -> dict[str, str]:
        """Ids of records that went into another, to that one's id.

        Args:
            wanted: Ids that somebody asks for.
        """
        if not wanted:
            return {}
        homes = self.groups.homes
        return {head[0]: self.told.head(homes[number])[0] for number, head in enumerate(self.told.heads()) if head[0] in wanted}


def merge(
    cards: Sequence[Card], entities: Mapping[str, Entity], replay: Replay | None = None, shelf: Shelf | None = None
) -> Merged:
    """Bring together the records of all documents and make one record of each group.

    Args:
        cards: In order of document id and evidence.
        entities: By id.
        replay: What was found before.
        shelf: Where to keep the records that are made.
    """
    told, shelf = many.of(cards), Shelf(RowFile()) if shelf is None else shelf
    found = groups(told, Facts(entities), replay, shelf.rows)
    start, numbers = len(shelf.cards), array("I")
    for number, home in enumerate(found.homes):
        if home != number:
            continue
        if not found.has_several(number):
            numbers.append(number)
            continue
        group = tuple(found.members(number))
        known = replay.made_of(group) if replay is not None else NONE
        made = replay.made[known] if replay is not None and known != NONE else Card.of(combine([*map(told.event, group)]))
        numbers.append(len(told) + shelf.cards.add(made) - start)
    several = Stretch(shelf.cards, start, len(shelf.cards) - start)
    return Merged(Picked(joined([told, several]), numbers), found, told, several)
