"""Series: figures of one measure over time, drawn from the records that state them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kortui import edtf, edtf_words
from kortui.encoded import EncodedRows
from kortui.extract.filed import Lines, Places, RowFile
from kortui.extract.sorting import END, NUMBER, Sorter, grouped
from kortui.model import Amount, Entity, Event, Series, SeriesPoint
from kortui.schema import encode, to_row
from kortui.text import slug
from kortui.vocabulary import Hedge, SeriesStatus

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


def _is_open(event: Event) -> bool:
    """Whether a figure was reached on one side of a date ("after 2018"): a point of no year."""
    return event.type == "statistic" and None in (event.date.start, event.date.end) and edtf_words.opens_an_end(event.date.text)


def concerns(event: Event) -> bool:
    """Whether a record can give points of a series; others, such as one of "after 2018", give none."""
    return event.type in ("statistic", "target") and bool(event.date.edtf) and not _is_open(event)


Key = tuple[str, str, str | None, str]
"""Measure, reporter, partner and unit of a series."""


def points(event: Event, entities: Mapping[str, Entity]) -> Iterator[tuple[Key, SeriesPoint]]:
    """The points a record gives, each with the series it is of; a figure without a date or a party makes none."""
    if not concerns(event) or not event.date.edtf:
        return
    for amount in event.amounts:
        if not amount.measure or amount.value is None or amount.equivalent_to is not None or amount.kind == "ordinal":
            continue
        measure = measure_name(amount)
        reporter, partner = parties(event, measure, entities)
        if reporter is None or _ONE_END.search(measure):
            continue
        point = SeriesPoint(event.date.edtf, amount.value, amount.hedge, status_of(event), event.id, amount.value_to)
        yield (measure, reporter, partner, amount.unit or amount.kind), point


def find(told: Iterable[tuple[Key, SeriesPoint]], rows: RowFile) -> Sequence[Series]:
    """All series that some points make, in order of id.

    Args:
        told: Points, in the order of their records.
        rows: The build's file, where points wait for the others of their series.
    """
    import msgspec

    written = msgspec.json.encode
    row_of = tuple[str, int | float, Hedge | None, SeriesStatus, str, int | float | None]
    decode = msgspec.json.Decoder(tuple[Key, list[row_of]]).decode
    points, bases, ids = Sorter(rows), Sorter(rows), Sorter(rows)
    for number, (key, p) in enumerate(told):
        row = written((p.date, p.value, p.hedge, p.status, p.event, p.value_to))
        points.add(written(key) + END + number.to_bytes(NUMBER, "big") + row)
    for head, alike in grouped(points):
        first, *others = alike
        key, group = decode(b"[%b,[%b]]" % (head, b",".join([first[NUMBER:], *(one[NUMBER:] for one in others)])))
        group.sort(key=lambda p: (edtf.sort_key(p[0]), p[3], p[1], p[4], p[5] or 0))
        base = slug(" ".join(part for part in key[:3] if part))
        bases.add(base.encode() + END + first[:NUMBER] + written((key, group)))
    for base_, alike in grouped(bases):
        of_one_name = [*alike]
        if len(of_one_name) == 1:
            ids.add(base_ + END + of_one_name[0])
            continue
        for one in of_one_name:
            unit = decode(one[NUMBER:])[0][3]
            ids.add(b"%b-%b" % (base_, slug(unit).encode()) + END + one)

    def made() -> Iterator[bytes]:
        for id_, alike in grouped(ids):
            for one in alike:
                key, group = decode(one[NUMBER:])
                yield encode(to_row(Series(id_.decode(), *key, tuple(SeriesPoint(*point) for point in group))))

    found = Places(rows)
    found.put(made())
    return EncodedRows(Series, Lines(found))
