"""One fact told in several sentences or documents becomes one record with all its evidence.

Nothing is averaged and nothing is chosen silently: the finer date stands, other dates stay in `other_dates`, and what
disagrees is left for `conflicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kortui.extract.facts import Facts, day_of_report, same_value, width
from kortui.extract.packed import Card
from kortui.model import Actor, Amount, Entity, Event, Evidence, OtherDate

NONE = -1


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
    evidence: list[Evidence] = []
    others: list[OtherDate] = []
    amounts: list[Amount] = []
    for event in events:
        index = [_index(evidence, e) for e in event.evidence]
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


def _index(evidence: list[Evidence], item: Evidence) -> int:
    if item not in evidence:
        evidence.append(item)
    return evidence.index(item)


class Replay:
    """What an earlier merging of mostly the same records found, to be taken where nothing near has changed.

    Args:
        homes: Per record the number of the first record of its group, `NONE` for a record that is new.
        dirty: Blocks in which something has come, gone or moved; records outside them find what they found before.
    """

    def __init__(self, homes: Sequence[int], dirty: Iterable[int]) -> None:
        self.homes = homes
        self.dirty = set(dirty)

    def home(self, number: int, keys: Sequence[int]) -> int:
        """The first record of a record's group; `NONE` where it has to be found again."""
        return self.homes[number] if self.dirty.isdisjoint(keys) else NONE


class _Group:
    """Records that tell one fact, and those among them that differ in what `Facts` looks at."""

    __slots__ = ("_looked_at", "_unlike", "members")

    def __init__(self, first: int) -> None:
        self.members = [first]
        self._unlike: dict[int, int] | None = None
        self._looked_at = 0

    def takes(self, event: Event, cards: Sequence[Card], facts: Facts) -> bool:
        """Whether a record tells the same fact as every member; members alike are asked once."""
        if len(self.members) == 1:
            return facts.same(cards[self.members[0]].event, event)
        unlike = self._unlike = self._unlike or {}
        for number in self.members[self._looked_at :]:
            unlike.setdefault(hash(_features(cards[number].event)), number)
        self._looked_at = len(self.members)
        features = _features(event)
        twin = unlike.get(hash(features))
        if twin is not None and _features(cards[twin].event) == features:  # it was compared with all others when it came
            return facts.same(cards[twin].event, event)
        return all(facts.same(cards[number].event, event) for number in unlike.values())


def _features(event: Event) -> object:
    """All that `Facts.same` looks at; where that is the place in the document, no two records are alike."""
    amounts = tuple((a.kind, a.value, a.value_to, a.unit, a.measure, a.hedge, a.equivalent_to is None) for a in event.amounts)
    where = event.evidence[0] if event.type == "meeting" or event.date.edtf is None else None
    return (
        event.type, event.confidence, event.date.edtf, event.date.basis, event.date.role, event.title, event.actors,
        event.places, amounts, event.stage, event.topic, event.rule, where,
    )  # fmt: skip


class _Blocks:
    """Numbers of groups by block."""

    def __init__(self) -> None:
        self._groups: dict[int, int | list[int]] = {}  # most blocks have one group: no list for those

    def add(self, keys: Sequence[int], group: int) -> None:
        for key in keys:
            known = self._groups.setdefault(key, group)
            if isinstance(known, list):
                if known[-1] != group:
                    known.append(group)
            elif known != group:
                self._groups[key] = [known, group]

    def near(self, keys: Sequence[int]) -> list[int]:
        """Groups that share a block, in the order they were founded."""
        found: set[int] = set()
        for key in keys:
            known = self._groups.get(key, NONE)
            if isinstance(known, list):
                found.update(known)
            elif known != NONE:
                found.add(known)
        return sorted(found)


def groups(cards: Sequence[Card], facts: Facts, replay: Replay | None = None) -> list[list[int]]:
    """Bring together the records of all documents.

    Each record goes to the first group whose every member tells its fact, in the order of the records; so what is found
    depends on nothing but the records and their order.

    Args:
        cards: In order of document id and evidence.
        facts: What tells facts apart.
        replay: What was found before; the result is the same as without it.

    Returns:
        Numbers of the records of each group, groups in the order of their first record.
    """
    made: list[_Group] = []
    number_of: dict[int, int] = {}
    blocks = _Blocks()
    for number, card in enumerate(cards):
        home = replay.home(number, card.keys) if replay is not None else NONE
        if card.keys and (home == NONE or (home != number and home not in number_of)):
            event = card.event
            place = next((g for g in blocks.near(card.keys) if made[g].takes(event, cards, facts)), NONE)
            if replay is not None:
                _moved(number, made[place].members if place != NONE else (), number_of, made, cards, replay)
        else:
            place = number_of[home] if home not in (NONE, number) else NONE
        if place == NONE:
            place = number_of[number] = len(made)
            made.append(_Group(number))
        else:
            made[place].members.append(number)
        blocks.add(card.keys, place)
    return [group.members for group in made]


def _moved(
    number: int,
    joined: Sequence[int],
    number_of: Mapping[int, int],
    made: Sequence[_Group],
    cards: Sequence[Card],
    replay: Replay,
) -> None:
    """A record that is not where it was changes what those behind it find: in its blocks, and in those of both groups."""
    before = replay.homes[number]
    if before == (joined[0] if joined else number):
        return
    left = made[number_of[before]].members if before in number_of else ()
    for touched in (number, *joined, *left):
        replay.dirty.update(cards[touched].keys)


def merge(cards: Sequence[Card], entities: Mapping[str, Entity], replay: Replay | None = None) -> Merged:
    """Bring together the records of all documents and make one record of each group.

    Args:
        cards: In order of document id and evidence.
        entities: By id.
        replay: What was found before.
    """
    found = groups(cards, Facts(entities), replay)
    merged = [cards[g[0]] if len(g) == 1 else Card.of(combine([cards[n].event for n in g])) for g in found]
    aliases = {cards[n].id: m.id for m, g in zip(merged, found, strict=True) if len(g) > 1 for n in g}
    return Merged(merged, aliases, found)


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging made.

    Attributes:
        cards: The records, in the order of their first evidence.
        aliases: Ids of records that went into another, to that one's id.
        groups: Numbers of the records that each was made of.
    """

    cards: list[Card]
    aliases: Mapping[str, str]
    groups: list[list[int]]
