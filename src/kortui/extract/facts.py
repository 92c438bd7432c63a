"""When two records tell one fact: each type of event by what tells its facts apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kortui import edtf
from kortui.extract.accords import Accord, is_dated_accord
from kortui.extract.apart import gap
from kortui.extract.deeds import Deed, are_apart, deed_of
from kortui.extract.facts_figures import counts_differ, numbers_differ, shared_figure, shared_sum
from kortui.extract.features import (
    NEIGHBOURS,
    RELATIONS,
    UNSAID,
    accord_of,
    is_anaphor,
    is_lasting,
    key_words,
    measured,
    ordinal,
    quoted_words,
    same_value,
    width,
)  # fmt: skip
from kortui.model import Entity, Event
from kortui.vocabulary import EventType

_YEAR = 366
_PUBLIC = re.compile(
    r"\b(?:ministr\w+|government|navy|army|air force|forces?|agency|administration|department|parliament|assembly|council|"
    r"commission|committee|presidency|president\w*|secretaria\w*|union|nations|organi[sz]ation|nato|bank|authority|police|court|"
    r"office|dapa|ssb|senate|congress|house|cabinet|command|staff|treaty|embassy|party|brigades?|regiments?|battalions?)\b",
    re.I,
)  # fmt: skip
"""Words in the names of bodies that act for a state."""
_FEWEST_WORDS = 6
"""Words from which a sentence is hardly written twice by chance."""
WIRE_DAYS = 3
"""Days within which papers carry one report."""


NAMES = ("person", "organisation", "weapon", "agreement", "event")
"""Kinds of actors that are more than a country."""


def ids(event: Event) -> frozenset[str]:
    """Ids of an event's actors."""
    return frozenset(a.id for a in event.actors)


class Facts:
    """What tells facts apart, with the entities at hand."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._tests: dict[EventType, Callable[[Event, Event], bool]] = {
            "statistic": self._statistic, "target": self._statistic, "anniversary": self._anniversary,
            "agreement": self._agreement, "visit": self._visit, "meeting": self._meeting, "contract": self._contract,
            "delivery": self._contract, "casualties": self._casualties, "deployment": self._deployment,
            "recognition": self._recognition, "establishment": self._establishment, **dict.fromkeys(UNSAID, _never),
        }  # fmt: skip

    def kind(self, entity: str) -> str:
        """Kind of an entity; empty when it is unknown."""
        known = self.entities.get(entity)
        return known.kind if known else ""

    def of_kind(self, event: Event, *kinds: str) -> frozenset[str]:
        """Ids of an event's actors of some kinds."""
        return frozenset(i for i in ids(event) if self.kind(i) in kinds)

    def countries(self, event: Event) -> frozenset[str]:
        """Alpha-3 codes of the countries of an event's actors and places."""
        found = (self.entities.get(i) for i in (*ids(event), *event.places))
        return frozenset(e.country for e in found if e and e.country)

    def same(self, one: Event, other: Event) -> bool:
        """Whether two records tell one fact."""
        if one.type != other.type or one.confidence != other.confidence or is_only_possible(one) != is_only_possible(other):
            return False
        if is_told_by_words_alone(one) and is_told_by_words_alone(other) and _one_wire(one, other):
            return True
        if one.date.edtf is None and other.date.edtf is None and one.evidence[0].document != other.evidence[0].document:
            return one.type not in UNSAID and _undated_twins(one, other)
        told = _dates_agree(one, other) and self._tests.get(one.type, self._alike)(one, other)
        return told and not are_apart(self.deed(one), self.deed(other))

    def deed(self, event: Event) -> Deed | None:
        """What tells the deed of a record from others of its type."""
        return deed_of(event, self.entities)

    def _alike(self, one: Event, other: Event) -> bool:
        if shared_sum(one, other) is False or numbers_differ(one, other) or one.date.edtf is None or other.date.edtf is None:
            return False
        if not (ids(one) & ids(other) or set(one.places) & set(other.places)):
            return False
        mine, theirs = key_words(one.title), key_words(other.title)
        close = bool(self.names(one) & self.names(other)) or bool(set(one.places) & set(other.places))
        return is_enough(len(mine & theirs), min(len(mine), len(theirs)), close)

    def are_told_alike(self, event: Event) -> bool:
        """Whether actors, places, figures, days and words of the title tell the fact of a record from others, and nothing else.

        Of two such records of one type, confidence and possibility.
        """
        if event.date.edtf is None:
            return False
        return event.type not in self._tests or (event.type == "establishment" and event.rule not in RELATIONS)

    def firms(self, event: Event) -> frozenset[str]:
        """Ids of an event's actors that are organisations and no state's or states' bodies."""
        return frozenset(i for i in self.of_kind(event, "organisation") if not is_public(self.entities[i]))

    def names(self, event: Event) -> frozenset[str]:
        """Ids of an event's actors that are more than a country."""
        return self.of_kind(event, *NAMES)

    def _statistic(self, one: Event, other: Event) -> bool:
        mine, theirs = measured(one), measured(other)
        if mine is None or theirs is None or one.date.edtf is None or mine.measure != theirs.measure:
            return False
        return one.date.edtf == other.date.edtf and same_value(mine, theirs) and self.countries(one) == self.countries(other)

    def _anniversary(self, one: Event, other: Event) -> bool:
        mine, theirs = ordinal(one), ordinal(other)
        if mine is None or mine != theirs or one.date.edtf is None or other.date.edtf is None:
            return False
        return bool(self.countries(one) & self.countries(other)) or not (self.countries(one) and self.countries(other))

    def accord(self, event: Event) -> Accord:
        """What tells an agreement from others."""
        return Accord(accord_of(event), self.of_kind(event, "agreement"), self.firms(event), self.countries(event))

    def _agreement(self, one: Event, other: Event) -> bool:
        if not (is_dated_accord(one) and is_dated_accord(other)):
            return False
        same = self.accord(one).is_that(self.accord(other))
        return self._alike(one, other) if same is None else same

    def _other_firms(self, one: Event, other: Event) -> bool:
        """Whether firms are party to one deal and not to the other: a firm's contract is not its state's."""
        mine, theirs = self.firms(one), self.firms(other)
        return bool(mine or theirs) and not mine & theirs

    def _visit(self, one: Event, other: Event) -> bool:
        mine, theirs = ({a.id for a in e.actors if a.role == "visitor"} & self.of_kind(e, "country") for e in (one, other))
        if mine and theirs and not mine & theirs:
            return False  # the president of Kenya is not that of India
        who = self.of_kind(one, "person"), self.of_kind(other, "person")
        if who[0] and who[1]:
            return bool(who[0] & who[1]) and bool(set(hosts(one)) & set(hosts(other)))
        return self._alike(one, other)

    def _meeting(self, one: Event, other: Event) -> bool:
        if is_anaphor(_later(one, other)) and _next_to(one, other):
            return True
        who = self.of_kind(one, "person") & self.of_kind(other, "person")
        if len(who) > 1:
            return _narrow(one) and _narrow(other)
        if who and one.evidence[0].document == other.evidence[0].document:
            return one.date.edtf == other.date.edtf and _next_to(one, other)
        return self._alike(one, other)

    def _contract(self, one: Event, other: Event) -> bool:
        sums = shared_sum(one, other)
        if sums is False or (one.stage == "cancelled") != (other.stage == "cancelled") or counts_differ(one, other):
            return False
        names = self.names(one) & self.names(other)
        countries = self.countries(one) & self.countries(other)
        if sums:
            return bool(names or countries)
        if self._other_firms(one, other) and not self.of_kind(one, "weapon") & self.of_kind(other, "weapon"):
            return False
        return len(names) + len(countries) > 1 and one.date.edtf is not None and other.date.edtf is not None

    def _casualties(self, one: Event, other: Event) -> bool:
        mine = {(a.value, a.unit) for a in one.amounts if a.kind == "count"}
        theirs = {(a.value, a.unit) for a in other.amounts if a.kind == "count"}
        return bool({v for v, _ in mine} & {v for v, _ in theirs}) and bool(self.countries(one) & self.countries(other))

    def _deployment(self, one: Event, other: Event) -> bool:
        mine = [a for a in one.amounts if a.kind == "count"]
        theirs = [a for a in other.amounts if a.kind == "count"]
        if mine and theirs:
            return any(a.value == b.value for a in mine for b in theirs) and bool(self.countries(one) & self.countries(other))
        return False

    def _recognition(self, one: Event, other: Event) -> bool:
        return (
            one.date.edtf is not None and other.date.edtf is not None and len(self.countries(one) & self.countries(other)) > 1
        )

    def _establishment(self, one: Event, other: Event) -> bool:
        if one.date.edtf is None or other.date.edtf is None:
            return False
        if one.rule in RELATIONS and other.rule in RELATIONS:
            return len(self.countries(one) & self.countries(other)) > 1
        return one.rule not in RELATIONS and other.rule not in RELATIONS and self._alike(one, other)


def is_enough(shared: int, of: int, close: bool) -> bool:
    """Whether two titles share words enough to tell one fact.

    Args:
        shared: Words they share.
        of: Words of the shorter.
        close: Whether the records share a place, or an actor that is more than a country.
    """
    return shared / max(1, of) >= (0.4 if close else 0.6)


def is_public(entity: Entity) -> bool:
    """Whether an entity acts for a state, by its name."""
    return _PUBLIC.search(entity.name) is not None


def is_told_by_words_alone(event: Event) -> bool:
    """Whether nothing but its sentence tells a record's fact: what is said, and what nobody does nowhere."""
    return event.type in UNSAID or not (event.actors or event.places or event.amounts)


def _one_wire(one: Event, other: Event) -> bool:
    """Whether two papers carry one sentence of one report; its day may be that of either paper."""
    if one.rule != other.rule or one.actors != other.actors or one.title != other.title or _held(one) != _held(other):
        return False
    if (one.date.edtf is None) != (other.date.edtf is None) or gap(one, other) > WIRE_DAYS:
        return False
    if one.date.edtf is None and one.date.text:
        return False  # "at the end of the decade" may mean two decades
    words = quoted_words(one)
    return words.count(" ") + 1 >= _FEWEST_WORDS and words == quoted_words(other)


def _undated_twins(one: Event, other: Event) -> bool:
    """Whether records of two documents, neither dated, tell one fact.

    Nothing says that they speak of the same time, so only the same sentence does, carried by both, or what the same actors do
    once; and in either case all that the records hold must be equal.
    """
    if not one.actors or set(one.actors) != set(other.actors) or set(one.places) != set(other.places):
        return False
    if one.date.text or other.date.text:
        return False  # "at the end of the decade" without a place in time may mean two decades
    if _held(one) != _held(other) or key_words(one.title) != key_words(other.title):
        return False
    words = quoted_words(one)
    if words.count(" ") + 1 >= _FEWEST_WORDS and words == quoted_words(other):
        return True
    return is_lasting(one) and is_lasting(other) and len(one.actors) + len(one.places) > 1 and bool(key_words(one.title))


def _held(event: Event) -> tuple[object, ...]:
    """What an undated record holds beside its words, actors and places."""
    amounts = frozenset((a.kind, a.value, a.value_to, a.unit, a.hedge, a.measure) for a in event.amounts)
    return event.date.role, event.stage, event.topic, event.rule, amounts


def _never(one: Event, other: Event) -> bool:
    """Two sentences are two things said, promised or ordered, unless they are the same."""
    return False


def is_only_possible(event: Event) -> bool:
    """Whether a deed is only what somebody holds possible: it is told apart from the deed done."""
    return event.date.role == "conditional"


def hosts(event: Event) -> tuple[str, ...]:
    """Who receives a visitor: hosts, and places."""
    return (*(a.id for a in event.actors if a.role == "host"), *event.places)


def _narrow(event: Event) -> bool:
    return width(event.date.edtf) <= _YEAR


def _next_to(one: Event, other: Event) -> bool:
    a, b = one.evidence[0], other.evidence[0]
    return a.document == b.document and abs(a.start - b.start) < NEIGHBOURS


def _later(one: Event, other: Event) -> Event:
    return max(one, other, key=lambda e: (e.evidence[0].document, e.evidence[0].start))


def _dates_agree(one: Event, other: Event) -> bool:
    if one.date.edtf is None or other.date.edtf is None:
        return one.date.edtf == other.date.edtf
    mine, theirs = edtf.bounds(one.date.edtf), edtf.bounds(other.date.edtf)
    if None in (mine.start, mine.end, theirs.start, theirs.end) and one.date.edtf != other.date.edtf:
        return mine.overlaps(theirs) and shared_figure(one, other)  # "after 2012" leaves room for every later one
    return mine.overlaps(theirs)
