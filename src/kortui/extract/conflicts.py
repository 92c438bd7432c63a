"""Where records cannot all be right as they stand, or say the same with different precision; each with its kind.

What looks like a contradiction and is none is given its own kind or left out: coarser and finer dates are a refinement,
signature and entry into force a role, figures of two countries or an aim and a standing nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kortui import edtf, edtf_words
from kortui.extract import derived, retold
from kortui.extract.apart import may_both_hold
from kortui.extract.conflicts_figures import figures, flows, mirrored, values
from kortui.extract.contradicting import ALL_PAIRS, apart, conflict, key, of_one_breath, pairs
from kortui.extract.facts import Facts
from kortui.extract.features import accord_of
from kortui.model import Conflict, Event
from kortui.records import dataclass
from kortui.vocabulary import ConflictKind

_FIRST = re.compile(
    r"\bfirst\b(?! (?:official|half|quarter|time in|of its|annual|joint|in \d|lady|phase|stage|two|three|few|meeting|round))",
    re.I,
)
_BEGIN = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|launch\w*)\b", re.I)
_ONCE = frozenset(
    ("establishment.relations", "establishment.relations-noun", "establishment.derived", "recognition.verb", "recognition.noun")
)
_FREE_TRADE = "free trade agreement"
_FIRSTS = frozenset(("investment", "visit", "contract", "delivery", "commerce", "establishment", "construction", "agreement"))


Placed = tuple[Event, frozenset[str]]
"""A record with its countries."""


def _beginnings(event: Event, facts: Facts) -> Iterator[tuple[str, Placed]]:
    """What is told as the first of its type, or as begun, by type."""
    if event.type in _FIRSTS and event.date.edtf and (_BEGIN.search(event.title) or _FIRST.search(event.evidence[0].exact)):
        yield event.type, (event, facts.countries(event))


def _firsts(members: Sequence[Placed]) -> Iterator[Conflict]:
    """A "first" that comes after something of the same kind had begun."""
    for event, mine in members:
        if not _FIRST.search(event.evidence[0].exact) or not _names_kind(event):
            continue
        told = 0
        for other, theirs in members:
            if edtf.bounds(other.date.edtf).high >= edtf.bounds(event.date.edtf).low or of_one_breath(event, other):
                continue
            if mine and theirs and (mine <= theirs or theirs <= mine):
                note = f"one dates the first to {event.date.display}, another the beginning to {other.date.display}"
                kind: ConflictKind = "refinement" if may_both_hold(other, event) else "date"
                yield conflict(kind, f"first {event.type}", (other, event), note)
                told += 1
                if told == ALL_PAIRS:
                    break


def _names_kind(event: Event) -> bool:
    """Whether "first" stands with the word of the record's own type ("the first investment")."""
    stem = {
        "investment": "invest",
        "visit": "visit",
        "contract": "contract|deal|order",
        "delivery": "deliver|batch",
        "commerce": "export|trade",
        "establishment": "embass|mission|office|consul",
        "construction": "project|bridge|plant",
        "agreement": "agreement|treaty|accord",
    }
    return re.search(rf"\bfirst\b(?:\s+[\w-]+){{0,3}}?\s+(?:{stem[event.type]})", event.evidence[0].exact, re.I) is not None


def _unique(event: Event, facts: Facts) -> Iterator[tuple[str, Event]]:
    """What happens once between two countries, by type and countries."""
    if event.rule in _ONCE and event.date.edtf and event.date.role == "event":
        countries = facts.countries(event)
        if len(countries) == 2:
            yield key(event.type, *sorted(countries)), event


def _once(members: Sequence[Event]) -> Iterator[Conflict]:
    """What happens once between two countries, dated twice."""
    for one, other in pairs(members, _dated_twice):
        words = "recognition" if one.type == "recognition" else "establishment of diplomatic relations"
        how: ConflictKind = "refinement" if may_both_hold(one, other) else "date"
        yield conflict(how, words, (one, other), f"{one.date.display} against {other.date.display}")


def _dated_twice(one: Event, other: Event) -> bool:
    return apart(one, other) and not _broken(one, other) and not of_one_breath(one, other)


_BROKEN = re.compile(r"\b(?:resum|restor|re-?establish|normali[sz]|sever|broke|suspend|embassy|mission|legation)", re.I)


def _broken(one: Event, other: Event) -> bool:
    return any(_BROKEN.search(e.exact) for event in (one, other) for e in event.evidence)


def _parties(event: Event, facts: Facts) -> frozenset[str]:
    """The parties of an agreement: countries, or a country and a union of them."""
    bodies = {i for i in facts.of_kind(event, "organisation") if not facts.entities[i].country}
    return facts.countries(event) | bodies


def _named(event: Event, facts: Facts) -> Iterator[tuple[str, Event]]:
    """Agreements by name, those on free trade by their parties."""
    if event.type == "agreement" and event.date.edtf and event.date.basis != "document":
        for actor in event.actors:
            if facts.kind(actor.id) == "agreement":
                yield key("named", actor.id), event
        if accord_of(event) == _FREE_TRADE and len(parties := _parties(event, facts)) > 1:
            yield key(_FREE_TRADE, *sorted(parties)), event


def _accords(members: Sequence[Event]) -> Iterator[Conflict]:
    """One agreement, told with its signature and with its entry into force, or dated twice in the same role."""
    for one, other in pairs(members, lambda one, other: one.id != other.id and apart(one, other)):
        kind: ConflictKind = "date" if one.rule == other.rule and not of_one_breath(one, other) else "role"
        kind = "refinement" if kind == "date" and may_both_hold(one, other) else kind
        note = f"{one.date.display} ({_role(one)}), {other.date.display} ({_role(other)})"
        yield conflict(kind, one.title, (one, other), note)


def _role(event: Event) -> str:
    return "in force" if event.rule == "agreement.in-force" else "signed" if event.rule == "agreement.signing" else "agreed"


def _retold(members: Sequence[retold.Told]) -> Iterator[Conflict]:
    """Deeds that two documents tell with other days or other numbers."""
    for found in retold.among(members):
        yield conflict(found.kind, found.one.title, (found.one, found.other), found.note)


def _merged(event: Event, facts: Facts) -> Iterator[tuple[str, Event]]:
    """Records with several sentences, each by itself."""
    if len(event.evidence) > 1 and event.confidence != "derived":
        yield event.id, event


def _within(members: Sequence[Event]) -> Iterator[Conflict]:
    """Merged records whose evidence differs in precision or in what exactly it dates."""
    for event in members:
        finer = [o for o in event.other_dates if o.edtf != event.date.edtf]
        if finer:
            also = ", ".join(dict.fromkeys(edtf_words.display(o.edtf, o.text) for o in finer))
            apart = any(_other_days(event.date.edtf, o.edtf) for o in finer)
            kind: ConflictKind = "date" if apart else "refinement"
            yield conflict(kind, event.title, (event,), f"dated {event.date.display}, elsewhere {also}")
        if event.type == "agreement" and len({_force(e.exact) for e in event.evidence}) > 1:
            note = "one says it entered into force, another only that it was agreed or entered into"
            yield conflict("role", event.title, (event,), note)


def _other_days(one: str | None, other: str) -> bool:
    """Whether two dates are stretches from one day to another, and not the same: neither is a coarser form of the other."""
    spans = [edtf.parse(date) for date in (one, other) if date]
    stretches = [s for s in spans if s.kind == "interval" and not s.approximate and all(p and len(p) == 10 for p in s.parts)]
    return len(stretches) == 2 and stretches[0].bounds != stretches[1].bounds


def _force(text: str) -> bool:
    return re.search(r"\binto (?:force|effect)\b|\bin force\b", text, re.I) is not None


Counted = tuple[Event, int | None]
"""A record, with the year it counts from when it is an anniversary."""


def _counting(event: Event, facts: Facts) -> Iterator[tuple[str, Counted]]:
    """Establishments of relations, and anniversaries of them, by countries and year."""
    if event.rule in _ONCE and event.date.edtf and event.type == "establishment":
        yield key(*sorted(facts.countries(event)), event.date.edtf), (event, None)
    for countries, year in derived.implied([event], facts.entities):
        yield key(*countries, f"{year:04d}"), (event, year)


def _agreements_of_anniversaries(members: Sequence[Counted]) -> Iterator[Conflict]:
    """Anniversaries that count from the same year."""
    sources = [event for event, year in members if year is not None]
    origin = next((event for event, year in reversed(members) if year is None), None)
    if len(sources) > 1 or (sources and origin is not None and origin.confidence == "stated"):
        year = next(year for _, year in members if year is not None)
        told = " and ".join(f"{e.title.split(' of ')[0]} in {e.date.display}" for e in sources)
        of = ([origin] if origin else []) + sources
        yield conflict("derived-agreement", f"relations since {year}", of, f"{told}: both count from {year}")


def concerns(event: Event, facts: Facts | None = None) -> bool:
    """Whether a record can be part of a conflict; others are in no block.

    Args:
        event: The record.
        facts: With the entities of its document; without them some are counted that they would rule out.
    """
    if event.rule in _ONCE or event.type == "anniversary" or retold.concerns(event):
        return True
    if len(event.evidence) > 1 and (event.other_dates or event.type == "agreement"):
        return True
    if not event.date.edtf:
        return False
    if event.type in ("statistic", "target"):
        return True
    if event.type == "agreement":
        return facts is None or accord_of(event) == _FREE_TRADE or bool(facts.of_kind(event, "agreement"))
    return event.type in _FIRSTS and bool(_BEGIN.search(event.title) or _FIRST.search(event.evidence[0].exact))


@dataclass(frozen=True, slots=True)
class Finder:
    """One way of contradicting: what blocks a record is in, and the conflicts within a block.

    Attributes:
        entries: The keys of the blocks a record is in, with what of it is compared there; a key says all that the members of a
            block must have in common, so that a block whose members are the same has the same conflicts.
        among: The conflicts of a block's members, which are in order of the records.
        alone: Whether a block with one entry can have any.
    """

    entries: Callable[[Event, Facts], Iterator[tuple[str, Any]]]
    among: Callable[[Sequence[Any]], Iterator[Conflict]]
    alone: bool = False


FINDERS = (
    Finder(figures, values), Finder(flows, mirrored), Finder(_beginnings, _firsts), Finder(_unique, _once),
    Finder(_named, _accords), Finder(retold.entries, _retold), Finder(_merged, _within, alone=True),
    Finder(_counting, _agreements_of_anniversaries),
)  # fmt: skip
"""Eight at most, see `kortui.extract.clashes`. What a later one finds of the same records stands."""
