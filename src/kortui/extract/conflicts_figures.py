"""Where figures cannot all be right: two values of one measure, and one flow as seller and buyer count it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kortui import edtf_words
from kortui.extract import series
from kortui.extract.contradicting import conflict, key, of_one_breath, pairs
from kortui.extract.facts import Facts
from kortui.extract.features import compatible
from kortui.model import Amount, Conflict, Event

Figure = tuple[Event, Amount]


def figures(event: Event, facts: Facts) -> Iterator[tuple[str, Figure]]:
    """Sums of money by measure, parties and date."""
    if event.type not in ("statistic", "target") or not event.date.edtf:
        return
    for amount in event.amounts:
        if amount.measure and amount.value is not None and amount.equivalent_to is None and amount.kind == "money":
            name = series.measure_name(amount)
            parties = series.parties(event, name, facts.entities)
            whose = event.evidence[0].document if parties[0] is None or series.is_one_end(name) else ""
            yield key(name, whose, *parties, amount.unit, event.date.edtf, series.status_of(event)), (event, amount)


def values(members: Sequence[Figure]) -> Iterator[Conflict]:
    """Two values of one measure for one date."""
    date = edtf_words.display(members[0][0].date.edtf)
    for (one, a), (other, b) in pairs(members, _differ):
        yield conflict("value", f"{series.measure_name(a)} {date}", (one, other), f"{a.text} and {b.text} for {date}")


def flows(event: Event, facts: Facts) -> Iterator[tuple[str, tuple[str, Event, Amount]]]:
    """Exports and imports by seller, buyer and date."""
    if event.type != "statistic" or not event.date.edtf or series.status_of(event) != "actual":
        return
    for amount in event.amounts:
        name = series.measure_name(amount)
        ends = series.parties(event, name, facts.entities)
        if amount.kind != "money" or name not in ("exports", "imports") or None in ends or amount.equivalent_to is not None:
            continue
        seller, buyer = ends if name == "exports" else reversed(ends)
        yield key(seller, buyer, event.date.edtf, amount.unit), (name, event, amount)


def mirrored(members: Sequence[tuple[str, Event, Amount]]) -> Iterator[Conflict]:
    """One flow as its seller and its buyer count it: the exports of one country and the imports of the other."""
    sides: dict[str, Figure] = {}
    for name, event, amount in members:
        sides.setdefault(name, (event, amount))
    if len(sides) == 2:
        (one, a), (other, b) = sides["exports"], sides["imports"]
        if not compatible(a, b):
            note = f"{a.text} as exported, {b.text} as imported"
            yield conflict("role", f"exports and imports {edtf_words.display(one.date.edtf)}", (one, other), note)


def _differ(one: tuple[Event, Amount], other: tuple[Event, Amount]) -> bool:
    return one[0].id != other[0].id and not compatible(one[1], other[1]) and not of_one_breath(one[0], other[0])
