"""Blocks: keys of which two records that tell one fact share at least one, so that not every pair has to be compared.

A key joins the type, a year the record may fall in, and a feature without which `Facts.same` says no: a person and a word of
the title, the size of a sum, the number of the dead. It is kept as a number of 35 bits; two keys that fall together
cost a comparison and change nothing.

The last bits of a key are its *marks*; two records are near when they share a key on which they have no mark in common. A mark
is a question that only some records ask: two that both have a sum tell no one fact unless they share it, so that on what else
they have in common, both are marked `SUM` and do not meet, but they do on the sum. Where a fact takes the countries of one
record to be among those of the other, a record has a key for its countries together and one marked `SOME` for each fewer.

Of the marks of a record's keys, `SOME` apart, those of one are among those of any other that has as many or more. So a group
can be passed over (`kortui.extract.screens`): a record that meets it only on keys with a mark, a member having that mark too,
does not share with this member what the mark asks for.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from kortui import edtf
from kortui.extract.accords import is_dated_accord
from kortui.extract.facts import Facts, hosts, is_only_possible, is_told_by_words_alone
from kortui.extract.features import (
    NEIGHBOURS,
    RELATIONS,
    TOLERANCE,
    UNSAID,
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

SOME, SUM, OTHER = 1, 2, 4
"""Marks: of fewer countries than a record has; of one with a sum; of one with what its type asks for beside it."""

MARKS = 3
"""Bits of a key that are its marks."""

_STEP = 4 * TOLERANCE
"""Width of a class of figures, as a part of the figure; wide enough that one figure told twice shares a class."""

_Feature = tuple[str, int]
"""A feature and its marks."""


def keys(event: Event, facts: Facts) -> tuple[int, ...]:
    """The blocks of a record.

    Args:
        event: The record.
        facts: With the entities of its document.
    """
    kind = f"{event.type}\0{event.confidence}\0{is_only_possible(event)}"
    found = [(f"wire\0{quoted_words(event)}", 0)] if is_told_by_words_alone(event) else []
    if event.type not in UNSAID:
        of_fact = set(_features(event, facts))
        found += [(f"{period}\0{feature}", marks) for period, (feature, marks) in product(periods(event), of_fact)]
    if event.date.edtf is None and event.type not in UNSAID:
        found += [(f"undated\0{feature}", 0) for feature in _undated(event)]
    return tuple(sorted({zlib.crc32(f"{kind}\0{key}".encode()) << MARKS | marks for key, marks in found}))


def sort_of(date: str | None) -> str:
    """What two dates have in common that share a period whenever records of them can tell one fact."""
    span = edtf.bounds(date)
    if span.start is None or span.end is None:
        return "undated" if date is None else f"open {date}"
    return "long" if span.end[0] - span.start[0] > _YEARS else "years"


def periods(event: Event) -> list[str]:
    """The years a record may fall in; one of unknown or open date stands with those of its document, and of the same date."""
    sort, span = sort_of(event.date.edtf), edtf.bounds(event.date.edtf)
    if span.start is None or span.end is None:
        alone = f"undated {event.evidence[0].document}"
        return [alone] if event.date.edtf is None else [alone, sort]
    first, last = span.start[0], span.end[0]
    return [sort, str(first), str(last)] if sort == "long" else [str(year) for year in range(first, last + 1)]


def _features(event: Event, facts: Facts) -> Iterator[_Feature]:
    """What a record has in common with every other that tells its fact, by type: each test of `Facts` has its line here."""
    kind = event.type
    if kind in ("statistic", "target"):
        amount = measured(event)
        if amount is not None:
            where = f"{event.date.edtf} {amount.measure} {' '.join(sorted(facts.countries(event)))}"
            yield from ((f"{where} {size}", 0) for size in _sizes(amount))
    elif kind == "anniversary":
        if (number := ordinal(event)) is not None:
            countries = facts.countries(event)
            yield f"{float(number)}", OTHER * bool(countries)
            yield from ((f"{float(number)} {country}", 0) for country in countries)
    elif kind == "agreement":
        if is_dated_accord(event):
            yield from _accord(event, facts)
    elif kind in ("visit", "meeting"):
        who = sorted(facts.of_kind(event, "person"))
        if kind == "meeting":
            yield from ((f"who {one} {other}", 0) for one, other in combinations(who, 2))
            yield from ((f"who {i} in {event.evidence[0].document}", 0) for i in who)
            yield from _places(event)
            yield from _alike(event)
        else:
            yield from ((f"who {i} at {host}", 0) for i, host in product(who, hosts(event)))
            yield from _alike(event, OTHER * bool(who))
    elif kind in ("contract", "delivery"):
        yield from _deal(event, facts)
    elif kind in ("casualties", "deployment"):
        yield from ((f"count {count} {country}", 0) for count, country in product(_counts(event), facts.countries(event)))
    elif kind == "recognition" or event.rule in RELATIONS:
        yield from ((pair, 0) for pair in _pairs(facts.countries(event)))
    else:
        yield from _alike(event)


def _accord(event: Event, facts: Facts) -> Iterator[_Feature]:
    """A named agreement; else one of its firms, where it has any, with its subject and countries or with words of the title."""
    accord = facts.accord(event)
    yield from ((f"named {i}", 0) for i in accord.named)
    for firm in sorted(accord.firms) or [""]:
        if accord.subject:
            yield from _among(f"on {accord.subject} {firm}", accord.countries)
    parties = [f"firm {firm}" for firm in accord.firms]
    yield from _alike(event, OTHER * bool(accord.subject), parties or [f"no firm {who}" for who in _who(event)])


def _deal(event: Event, facts: Facts) -> Iterator[_Feature]:
    """A sum with who has part in it; else two of those that have, a firm among them where there is one, or arms.

    Of two deals with sums that differ, or that count other things, there is no one contract.
    """
    stage = "cancelled" if event.stage == "cancelled" else ""
    parties = {*(f"name {i}" for i in facts.names(event)), *facts.countries(event)}
    yield from ((f"{stage} {size} {who}", 0) for size, who in product(_sums(event), parties))
    if event.date.edtf is None:
        return
    firms, counts = facts.firms(event), _counts(event)
    sums = SUM * any(a.kind == "money" for a in event.amounts)
    leading = {f"name {i}" for i in firms | facts.of_kind(event, "weapon")} if firms else parties
    for pair in (f"{one} {other}" for one, other in combinations(sorted(parties), 2) if one in leading or other in leading):
        yield f"{stage} {pair}", sums | OTHER * bool(counts)
        yield from ((f"{stage} {pair} of {count}", sums) for count in counts)


def _alike(event: Event, marks: int = 0, some: Sequence[str] = ()) -> Iterator[_Feature]:
    """An actor, or a place, with a word of the title; and with a sum where there is one.

    Args:
        event: The record.
        marks: Of one that has what its type asks for.
        some: Those of its actors and places one of which has to be shared; all when there are none.
    """
    if event.date.edtf is None:
        return
    where, sums = some or _who(event), SUM * any(a.kind == "money" for a in event.amounts)
    yield from ((f"{who} {word}", marks | sums) for who, word in product(where, key_words(event.title)))
    yield from ((f"{who} {size}", marks) for who, size in product(where, _sums(event)))


def _who(event: Event) -> list[str]:
    return [*(f"actor {a.id}" for a in event.actors), *(f"place {place}" for place in event.places)]


def _among(feature: str, countries: frozenset[str]) -> Iterator[_Feature]:
    """A feature with countries, for records of which one has no country that the other lacks."""
    every = sorted(countries)
    if len(every) > _MANY:
        yield f"{feature} ", 0
        return
    yield f"{feature} {' '.join(every)}", 0
    for size in range(len(every)):
        yield from ((f"{feature} {' '.join(some)}", SOME) for some in combinations(every, size))


def _pairs(some: Iterable[str]) -> Iterator[str]:
    return (f"{one} {other}" for one, other in combinations(sorted(some), 2))


def _counts(event: Event) -> set[str]:
    """The numbers that a record counts."""
    return {_number(a.value) for a in event.amounts if a.kind == "count"}


def _sums(event: Event) -> set[str]:
    """The sizes of a record's sums."""
    return {size for amount in event.amounts if amount.kind == "money" for size in _sizes(amount)}


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


def _places(event: Event) -> Iterator[_Feature]:
    """Stretches of the document, for "the meeting" that means the one just told."""
    evidence = event.evidence[0]
    stretch = evidence.start // NEIGHBOURS
    yield from ((f"near {evidence.document} {n}", 0) for n in (stretch, stretch + 1))


def _undated(event: Event) -> Iterator[str]:
    """What undated records of two documents share when they tell one fact."""
    yield f"words {quoted_words(event)}"
    if is_lasting(event):
        yield f"once {sorted(a.id for a in event.actors)}"
