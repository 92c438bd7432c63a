"""Blocks: keys of which two records that tell one fact share at least one, so that not every pair has to be compared.

A key joins the type, a year the record may fall in, and a feature without which `Facts.same` says no: a person and a word of
the title, the size of a sum, the number of the dead. It is kept as a number of 32 bits; two keys that fall together
cost a comparison and change nothing.

A key is *whole* or *partial*; two records are near when they share one that is whole for either. Where a fact takes the
countries of one record to be among those of the other, a record has a whole key for its countries together and a partial one
for each fewer of them; where two records that both have a sum, or both have a subject, are known apart by it, theirs are
partial. Partial keys are odd, whole ones even.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from itertools import combinations, product

from kortui import edtf
from kortui.extract.facts import Facts, is_told_by_words_alone
from kortui.extract.features import (
    NEIGHBOURS,
    RELATIONS,
    TOLERANCE,
    UNSAID,
    accord_of,
    day_of_report,
    is_lasting,
    key_words,
    measured,
    ordinal,
    quoted_words,
)
from kortui.model import Amount, Event

_YEARS = 12
"""Dates that span more years than this stand in no year's block but their first and last."""

_MANY = 4
"""Countries of an agreement above which it is compared with all on its subject: each more doubles the keys."""

_PART = "\0part"

_STEP = 10 * TOLERANCE
"""Width of a class of figures, as a part of the figure; wide enough that one figure told twice shares a class."""


def keys(event: Event, facts: Facts) -> tuple[int, ...]:
    """The blocks of a record.

    Args:
        event: The record.
        facts: With the entities of its document.
    """
    found = [f"{event.type}\0wire\0{quoted_words(event)}"] if is_told_by_words_alone(event) else []
    if event.type not in UNSAID:
        of_fact = set(_features(event, facts))
        found += [f"{event.type}\0{period}\0{feature}" for period, feature in product(periods(event), of_fact)]
    if event.date.edtf is None and event.type not in UNSAID:
        found += [f"{event.type}\0undated\0{feature}" for feature in _undated(event)]
    return tuple(sorted({_number_of(key) for key in found}))


def _number_of(key: str) -> int:
    """A key as a number, even when it is whole."""
    return zlib.crc32(key.removesuffix(_PART).encode()) << 1 | key.endswith(_PART)


def forms(key: int) -> tuple[int, int]:
    """A key as a whole and as a partial one."""
    return key & ~1, key | 1


def meeting(key: int) -> tuple[int, ...]:
    """The keys that are near a key: of a whole one the same and its partial one, of a partial one the whole one alone."""
    return (key & ~1,) if key & 1 else (key, key | 1)


def periods(event: Event) -> list[str]:
    """The years a record may fall in; one of unknown or open date stands with those of its document, and of the same date."""
    span = edtf.bounds(event.date.edtf)
    if span.start is None or span.end is None:
        alone = f"undated {event.evidence[0].document}"
        return [alone] if event.date.edtf is None else [alone, f"open {event.date.edtf}"]
    first, last = span.start[0], span.end[0]
    if last - first > _YEARS:
        return ["long", str(first), str(last)]
    return [str(year) for year in range(first, last + 1)]


def _features(event: Event, facts: Facts) -> Iterator[str]:
    """What a record has in common with every other that tells its fact, by type: each test of `Facts` has its line here."""
    kind = event.type
    if kind in ("statistic", "target"):
        amount = measured(event)
        if amount is not None:
            where = f"{event.date.edtf} {amount.measure} {' '.join(sorted(facts.countries(event)))}"
            yield from (f"{where} {size}" for size in _sizes(amount))
    elif kind == "anniversary":
        number = ordinal(event)
        if number is not None:
            yield f"{float(number)}"
    elif kind == "agreement":
        if event.date.edtf is not None and not day_of_report(event):
            yield from (f"named {i}" for i in facts.of_kind(event, "agreement"))
            if accord_of(event):
                yield from _among(f"on {accord_of(event)}", facts.countries(event))
            yield from (key + (_PART if accord_of(event) else "") for key in _alike(event))
    elif kind in ("visit", "meeting"):
        yield from (f"who {i}" for i in facts.of_kind(event, "person"))
        yield from _alike(event)
        if kind == "meeting":
            yield from _places(event)
    elif kind in ("contract", "delivery"):
        sizes = [size for amount in event.amounts if amount.kind == "money" for size in _sizes(amount)]
        yield from (f"{size} {who}" for size, who in product(sizes, [*facts.names(event), *facts.countries(event)]))
        some = (*(f"named {i}" for i in facts.names(event)), *_pairs(event, facts))
        yield from (key + (_PART if sizes else "") for key in some)  # of two sums that differ there is no one contract
    elif kind in ("casualties", "deployment"):
        counts = [_number(a.value) for a in event.amounts if a.kind == "count"]
        yield from (f"count {count} {country}" for count, country in product(counts, facts.countries(event)))
    elif kind == "recognition" or event.rule in RELATIONS:
        yield from _pairs(event, facts)
    else:
        yield from _alike(event)


def _alike(event: Event) -> Iterator[str]:
    """An actor, or a place, with a word of the title."""
    if event.date.edtf is not None:
        words = key_words(event.title)
        yield from (f"actor {a.id} {word}" for a in event.actors for word in words)
        yield from (f"place {place} {word}" for place in event.places for word in words)


def _among(feature: str, countries: frozenset[str]) -> Iterator[str]:
    """A feature with countries, for records of which one has no country that the other lacks."""
    every = sorted(countries)
    if len(every) > _MANY:
        yield f"{feature} "
        return
    yield f"{feature} {' '.join(every)}"
    for size in range(len(every)):
        yield from (f"{feature} {' '.join(some)}{_PART}" for some in combinations(every, size))


def _pairs(event: Event, facts: Facts) -> Iterator[str]:
    yield from (f"{a} {b}" for a, b in combinations(sorted(facts.countries(event)), 2))


def _sizes(amount: Amount) -> Iterator[str]:
    """Two overlapping classes of a figure: figures within `TOLERANCE` of each other share one of them."""
    if amount.value is None:
        return
    if amount.value == 0:
        yield f"{amount.unit} 0"
        return
    place = math.log(abs(amount.value)) / _STEP
    sign = "-" if amount.value < 0 else ""
    yield f"{amount.unit} {sign}{math.floor(place)}"
    yield f"{amount.unit} {sign}{math.floor(place + 0.5)} half"


def _number(value: int | float | None) -> str:
    return "unknown" if value is None else f"{float(value)}"


def _places(event: Event) -> Iterator[str]:
    """Stretches of the document, for "the meeting" that means the one just told."""
    evidence = event.evidence[0]
    stretch = evidence.start // NEIGHBOURS
    yield from (f"near {evidence.document} {n}" for n in (stretch, stretch + 1))


def _undated(event: Event) -> Iterator[str]:
    """What undated records of two documents share when they tell one fact."""
    yield f"words {quoted_words(event)}"
    if is_lasting(event):
        yield f"once {sorted(a.id for a in event.actors)}"
