"""Facts no document states but several imply: a 50th anniversary in 2007 dates the establishment of relations to 1957."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kortui import edtf
from kortui.extract import relevance
from kortui.extract.features import RELATIONS, ordinal
from kortui.model import Actor, Entity, Event, EventDate, Evidence, event_id

RULE = "establishment.derived"
_ORDINAL = 21
"""Ordinal of the first record derived from a sentence, in its id: beyond those of the records the sentence states."""

_RELATIONS = re.compile(r"\b(?:relations|diplomatic ties)\b", re.I)


def _year(event: Event) -> int | None:
    span = edtf.bounds(event.date.edtf)
    if span.start is None or span.end is None or span.start[0] != span.end[0]:
        return None
    return span.start[0]


def _countries(event: Event, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    codes = {entities[a.id].country for a in event.actors if a.id in entities and entities[a.id].kind == "country"}
    return tuple(sorted(c for c in codes if c))


def concerns(event: Event) -> bool:
    """Whether a record can imply another, or state what would be implied; others do neither."""
    return event.type == "anniversary" or event.rule in RELATIONS


def implied(events: Sequence[Event], entities: Mapping[str, Entity]) -> dict[tuple[tuple[str, ...], int], list[Event]]:
    """Anniversaries of diplomatic relations by the two countries and the year they count from."""
    found: dict[tuple[tuple[str, ...], int], list[Event]] = {}
    for event in events:
        number, year = ordinal(event), _year(event)
        if event.type != "anniversary" or number is None or year is None:
            continue
        if not _RELATIONS.search(event.title):
            continue
        countries = _countries(event, entities)
        if len(countries) == 2:
            found.setdefault((countries, year - int(number)), []).append(event)
    return found


Stated = tuple[tuple[str, ...], int]
"""Countries, and the year from which their relations date."""


def counts(event: Event) -> bool:
    """Whether a record counts years; of what concerns this stage, the others state relations."""
    return event.type == "anniversary"


def stated(event: Event, entities: Mapping[str, Entity]) -> Stated | None:
    """The relations a record states; None of one without a year or of another kind."""
    year = _year(event)
    return (_countries(event, entities), year) if event.rule in RELATIONS and year is not None else None


def find(events: Sequence[Event], told: Iterable[Stated], entities: Mapping[str, Entity]) -> tuple[Event, ...]:
    """The records that anniversaries imply, each with all the sentences it rests on; none where a document states the year.

    Args:
        events: The anniversaries, in order.
        told: What records state.
        entities: By id.
    """
    known = {*told, *filter(None, (stated(event, entities) for event in events))}
    made: list[Event] = []
    for (countries, year), sources in sorted(implied(events, entities).items()):
        if (countries, year) in known or year < 1:
            continue
        ids = {
            entities[a.id].country: a.id
            for e in sources
            for a in e.actors
            if a.id in entities and entities[a.id].kind == "country"
        }
        actors = [ids[c] for c in countries if c]
        evidence: tuple[Evidence, ...] = tuple(
            dict.fromkeys(v for e in sources for v in e.evidence if _RELATIONS.search(v.exact))
        )
        names = " and ".join(entities[a].name for a in actors)
        first = evidence[0]
        ordinal_of_id = _ORDINAL + sum(m.evidence[0] == first for m in made)
        ours = {relevance.KOREA, relevance.TURKIYE} & set(countries)
        date = EventDate.of(f"{year:04d}", "derived", "event", "")
        made.append(
            Event(
                id=event_id(first.document, first.exact, "establishment", ordinal_of_id),
                title=f"{names} establish diplomatic relations",
                date=date, other_dates=(), domains=("diplomacy",), type="establishment",
                plover=relevance.plover_of("establishment", ("diplomacy",)),
                actors=tuple(Actor(a, "actor") for a in actors), places=(), stage=None, topic=None, amounts=(),
                relevance="bilateral" if len(ours) == 2 else "third-country" if ours else "context",
                confidence="derived", rule=RULE, evidence=evidence,
            )
        )  # fmt: skip
    return tuple(made)
