"""One fact told in several sentences or documents becomes one record with all its evidence.

Nothing is averaged and nothing is chosen silently: the finer date stands, other dates stay in `other_dates`, and what
disagrees is left for `conflicts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kortui.extract.blocks import meeting, whole
from kortui.extract.facts import Facts, is_told_by_words_alone
from kortui.extract.features import UNSAID, day_of_report, quoted_words, same_value, width
from kortui.extract.packed import Card
from kortui.model import Actor, Amount, Entity, Event, Evidence, OtherDate
from kortui.records import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Replay:
    """What an earlier merging of mostly the same records found.

    Attributes:
        homes: Per record the number of the first record of its group then; `NONE` where either is new or gone.
        lost: First records of groups that have lost a member.
        made: The record that was made of a group of several, by the numbers of its members.
    """

    homes: Sequence[int]
    lost: frozenset[int]
    made: Mapping[tuple[int, ...], Card]


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
    words = quoted_words(event) if is_told_by_words_alone(event) else None
    where = event.evidence[0] if event.type == "meeting" or (event.date.edtf is None and event.type not in UNSAID) else None
    return (
        event.type, event.confidence, event.date.edtf, event.date.basis, event.date.role, event.title, event.actors,
        event.places, amounts, event.stage, event.topic, event.rule, where, words,
    )  # fmt: skip


class _Blocks:
    """Numbers of groups by block; keys are whole or partial, see `kortui.extract.blocks`."""

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
            for other in meeting(key):
                known = self._groups.get(other, NONE)
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
    if replay is None:
        return _whole(cards, facts)
    watched = {whole(key) for number, home in enumerate(replay.homes) if home == NONE for key in cards[number].keys}
    while True:
        again = _Again(cards, facts, replay, watched)
        if not again.missing:
            return [group.members for group in again.made]
        watched |= again.missing


def _whole(cards: Sequence[Card], facts: Facts) -> list[list[int]]:
    made: list[_Group] = []
    blocks = _Blocks()
    for number, card in enumerate(cards):
        place = NONE
        if card.keys:
            event = card.event
            place = next((g for g in blocks.near(card.keys) if made[g].takes(event, cards, facts)), NONE)
        if place == NONE:
            place = len(made)
            made.append(_Group(number))
        else:
            made[place].members.append(number)
        blocks.add(card.keys, place)
    return [group.members for group in made]


class _Again:
    """One pass over records that were mostly merged before.

    A group is *touched* when it has other members than it had when the pass before was here. A record whose group and all
    groups before it are untouched stays; one near a touched group asks that group alone. Only a record that is new, or that
    its own group no longer takes, asks all groups, for which its blocks must have been watched from the beginning.

    Attributes:
        made: The groups.
        missing: Blocks that should have been watched; when there are any, the groups mean nothing.
    """

    def __init__(self, cards: Sequence[Card], facts: Facts, replay: Replay, watched: set[int]) -> None:
        self.made: list[_Group] = []
        self.missing: set[int] = set()
        self._cards, self._facts, self._replay, self._watched = cards, facts, replay, watched
        self._number_of: dict[int, int] = {}
        self._blocks = _Blocks()
        self._touched: set[int] = set()
        self._near_touched = _Blocks()
        self._touched_keys: set[int] = set()
        for number in range(len(cards)):
            self._place(number)

    def _place(self, number: int) -> None:
        keys, home = self._cards[number].keys, self._replay.homes[number]
        stays = home == number or home in self._number_of
        here = (len(self.made) if home == number else self._number_of[home]) if stays else NONE
        place = len(self.made)
        if keys:
            same = stays and here not in self._touched and self._touched_keys.isdisjoint(map(whole, keys))
            place = here if same else self._find(number, here)
        if place == len(self.made):
            self.made.append(_Group(number))
            self._number_of[number] = place
        else:
            self.made[place].members.append(number)
        if place != here:
            self._touch(place)
            if here not in (NONE, len(self.made), place) and home != number:
                self._touch(here)
        elif home == number and number in self._replay.lost:
            self._touch(place)
        if place in self._touched:
            self._near_touched.add(keys, place)
            self._touched_keys.update(map(whole, keys))
        if not self._watched.isdisjoint(map(whole, keys)):
            self._blocks.add([key for key in keys if whole(key) in self._watched], place)

    def _find(self, number: int, here: int) -> int:
        """The group of a record that was in group `here`, or in none that is left."""
        card = self._cards[number]
        event = card.event
        if here != NONE:
            for group in self._near_touched.near(card.keys):
                if group > here:
                    break
                if self.made[group].takes(event, self._cards, self._facts):
                    return group
            if here not in self._touched:
                return here
        if not self._watched.issuperset(map(whole, card.keys)):
            self.missing.update(map(whole, card.keys))
        near = self._blocks.near(card.keys)
        return next((g for g in near if self.made[g].takes(event, self._cards, self._facts)), len(self.made))

    def _touch(self, group: int) -> None:
        if group not in self._touched:
            self._touched.add(group)
            for member in self.made[group].members:
                self._near_touched.add(self._cards[member].keys, group)
                self._touched_keys.update(map(whole, self._cards[member].keys))


def merge(cards: Sequence[Card], entities: Mapping[str, Entity], replay: Replay | None = None) -> Merged:
    """Bring together the records of all documents and make one record of each group.

    Args:
        cards: In order of document id and evidence.
        entities: By id.
        replay: What was found before.
    """
    found = groups(cards, Facts(entities), replay)
    known = replay.made if replay is not None else {}
    merged = [
        cards[g[0]] if len(g) == 1 else known.get(tuple(g)) or Card.of(combine([cards[n].event for n in g])) for g in found
    ]
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
