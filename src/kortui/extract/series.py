"""Series: figures of one measure over time, drawn from the records that state them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kortui import edtf
from kortui.model import Amount, Entity, Event, Series, SeriesPoint
from kortui.text import slug
from kortui.vocabulary import SeriesStatus

_BETWEEN = "bilateral trade"
_ONE_END = re.compile(
    r"\b(?:exports|visitors) to |\bimports from |\b(?:balance|deficit|surplus) with |"
    r"\b(?:investment|projects|students|companies|community) in "
)
"""Measures of a flow of which only the other end is known; they have no reporter."""


def measure_name(amount: Amount) -> str:
    """The measure of an amount without whose it is ("arms exports")."""
    return (
        (amount.measure or "").partition(" of ")[0]
        if not (amount.measure or "").startswith("share of")
        else amount.measure or ""
    )


def is_one_end(measure: str) -> bool:
    """Whether a measure is of a flow of which only the other end is known ("exports to Kenya"): whose it is, is open."""
    return _ONE_END.search(measure) is not None


def parties(event: Event, measure: str, entities: Mapping[str, Entity]) -> tuple[str | None, str | None]:
    """Reporter and partner of a figure as ISO alpha-3; for what two countries share, in alphabetical order."""
    codes = [
        entities[a.id].country for a in event.actors if a.id in entities and entities[a.id].kind in ("country", "organisation")
    ]
    found = list(dict.fromkeys(c for c in codes if c))
    if measure == _BETWEEN:
        found.sort()
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def status_of(event: Event) -> SeriesStatus:
    """Whether a figure was measured, is aimed at, or is foretold."""
    if event.type == "target":
        return "target"
    return "forecast" if event.date.role in ("forecast", "planned") else "actual"


def concerns(event: Event) -> bool:
    """Whether a record can give points of a series; `find` of those alone finds the same."""
    return event.type in ("statistic", "target") and bool(event.date.edtf)


def find(events: Sequence[Event], entities: Mapping[str, Entity]) -> tuple[Series, ...]:
    """All series of the records, in order of id; a figure without a date or a party makes no point."""
    points: dict[tuple[str, str | None, str | None, str], list[SeriesPoint]] = {}
    for event in events:
        if not concerns(event) or not event.date.edtf:
            continue
        for amount in event.amounts:
            if not amount.measure or amount.value is None or amount.equivalent_to is not None or amount.kind == "ordinal":
                continue
            measure = measure_name(amount)
            reporter, partner = parties(event, measure, entities)
            if reporter is None or _ONE_END.search(measure):
                continue
            unit = amount.unit or amount.kind
            point = SeriesPoint(event.date.edtf, amount.value, amount.hedge, status_of(event), event.id)
            points.setdefault((measure, reporter, partner, unit), []).append(point)
    found = []
    currencies: dict[str, int] = {}
    for measure, reporter, partner, _ in points:
        base = slug(" ".join(p for p in (measure, reporter, partner) if p))
        currencies[base] = currencies.get(base, 0) + 1
    for (measure, reporter, partner, unit), group in points.items():
        base = slug(" ".join(p for p in (measure, reporter, partner) if p))
        name = base if currencies[base] == 1 else f"{base}-{slug(unit)}"
        ordered = sorted(group, key=lambda p: (edtf.sort_key(p.date), p.status, p.value, p.event))
        found.append(Series(name, measure, reporter, partner, unit, tuple(ordered)))
    return tuple(sorted(found, key=lambda s: s.id))
