"""One fact told in several sentences or documents becomes one record with all its evidence.

Nothing is averaged and nothing is chosen silently: the finer date stands, other dates stay in `other_dates`, and what
disagrees is left for `conflicts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kortui import edtf
from kortui.extract.facts import Facts, day_of_report, same_value, width
from kortui.model import Actor, Amount, Entity, Event, Evidence, OtherDate

NONE = -1
_YEARS = 12
"""Dates that span more years than this stand in no year's block."""


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


def _blocks(event: Event) -> list[tuple[str, ...]]:
    """Keys of which two records of one fact share at least one, so that not every pair has to be compared.

    A dated record stands in the years it may fall in, one of unknown date among those of its document.
    """
    span = edtf.bounds(event.date.edtf)
    if span.start is None or span.end is None:
        return [(event.type, "undated", event.evidence[0].document)]
    first, last = span.start[0], span.end[0]
    if last - first > _YEARS:
        return [(event.type, "long"), *((event.type, str(year)) for year in (first, last))]
    return [(event.type, str(year)) for year in range(first, last + 1)]


def merge(events: Sequence[Event], entities: Mapping[str, Entity]) -> tuple[tuple[Event, ...], Mapping[str, tuple[str, ...]]]:
    """Bring together the records of all documents.

    Args:
        events: In order of document id and evidence.
        entities: By id.

    Returns:
        The merged records in the order of their first evidence, and for each record of several the ids it was made of.
    """
    facts = Facts(entities)
    groups: list[list[Event]] = []
    blocks: dict[tuple[str, ...], list[int]] = {}
    for event in events:
        keys = _blocks(event)
        near = sorted({number for key in keys for number in blocks.get(key, ())})
        home = next((n for n in near if all(facts.same(e, event) for e in groups[n])), NONE)
        if home == NONE:
            home = len(groups)
            groups.append([])
        groups[home].append(event)
        for key in keys:
            members = blocks.setdefault(key, [])
            if home not in members[-1:]:
                members.append(home)
    merged = tuple(combine(g) for g in groups)
    return merged, {m.id: tuple(e.id for e in g) for m, g in zip(merged, groups, strict=True) if len(g) > 1}
