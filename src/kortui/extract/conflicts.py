"""Where records cannot all be right as they stand, or say the same with different precision; each with its kind.

What looks like a contradiction and is none is given its own kind or left out: coarser and finer dates are a refinement,
signature and entry into force a role, figures of two countries or an aim and a standing nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from kortui import edtf, edtf_words
from kortui.extract import derived, retold, series
from kortui.extract.apart import may_both_hold
from kortui.extract.facts import Facts
from kortui.extract.features import accord_of, compatible
from kortui.model import Amount, Conflict, Entity, Event
from kortui.text import slug
from kortui.vocabulary import ConflictKind, EventType

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


def _conflict(kind: ConflictKind, subject: str, events: Sequence[Event], note: str) -> Conflict:
    ids = tuple(e.id for e in events)
    return Conflict(f"{kind}-{slug(subject, 40)}-{ids[0][1:6]}", subject, ids, kind, note)


def _countries(event: Event, entities: Mapping[str, Entity]) -> frozenset[str]:
    found = (entities.get(i) for i in (*(a.id for a in event.actors), *event.places))
    return frozenset(e.country for e in found if e and e.country)


ALL_PAIRS = 12
"""Members of a group up to which each pair that contradicts itself is told. In larger ones every member is told with one that
it contradicts, looked for among so many of the first: conflicts and the time to find them then grow with the records."""

T = TypeVar("T")


def _pairs(members: Sequence[T], contradict: Callable[[T, T], bool]) -> Iterator[tuple[T, T]]:
    """Pairs of a group that contradict each other, in order."""
    if len(members) <= ALL_PAIRS:
        yield from (pair for pair in combinations(members, 2) if contradict(*pair))
        return
    for at, member in enumerate(members):
        first = next((m for m in members[: min(at, ALL_PAIRS)] if contradict(m, member)), None)
        if first is not None:
            yield first, member


def _apart(one: Event, other: Event) -> bool:
    return not edtf.bounds(one.date.edtf).overlaps(edtf.bounds(other.date.edtf))


def _values(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """Two values of one measure for one date."""
    groups: dict[tuple[str, str | None, str | None, str | None, str, str], list[tuple[Event, Amount]]] = {}
    for event in events:
        if event.type not in ("statistic", "target") or not event.date.edtf:
            continue
        for amount in event.amounts:
            if amount.measure and amount.value is not None and amount.equivalent_to is None and amount.kind == "money":
                name = series.measure_name(amount)
                parties = series.parties(event, name, entities)
                whose = event.evidence[0].document if parties[0] is None or series.is_one_end(name) else ""
                key = (f"{name} {whose}", *parties, amount.unit, event.date.edtf, series.status_of(event))
                groups.setdefault(key, []).append((event, amount))
    for (*_, date, _), members in groups.items():
        for (one, a), (other, b) in _pairs(members, _differ):
            note = f"{a.text} and {b.text} for {edtf_words.display(date)}"
            yield _conflict("value", f"{series.measure_name(a)} {edtf_words.display(date)}", (one, other), note)


def _mirrored(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """One flow as its seller and its buyer count it: the exports of one country and the imports of the other."""
    told: dict[tuple[str, str, str, str | None], dict[str, tuple[Event, Amount]]] = {}
    for event in events:
        if event.type != "statistic" or not event.date.edtf or series.status_of(event) != "actual":
            continue
        for amount in event.amounts:
            name = series.measure_name(amount)
            ends = series.parties(event, name, entities)
            if amount.kind != "money" or name not in ("exports", "imports") or None in ends or amount.equivalent_to is not None:
                continue
            seller, buyer = ends if name == "exports" else reversed(ends)
            sides = told.setdefault((str(seller), str(buyer), event.date.edtf, amount.unit), {})
            sides.setdefault(name, (event, amount))
    for (_, _, date, _), sides in told.items():
        if len(sides) == 2:
            (one, a), (other, b) = sides["exports"], sides["imports"]
            if not compatible(a, b):
                note = f"{a.text} as exported, {b.text} as imported"
                yield _conflict("role", f"exports and imports {edtf_words.display(date)}", (one, other), note)


def _differ(one: tuple[Event, Amount], other: tuple[Event, Amount]) -> bool:
    return one[0].id != other[0].id and not compatible(one[1], other[1]) and not _of_one_breath(one[0], other[0])


_DISPUTED = re.compile(r"\b(?:while|whereas|but|against|although|though|however|not)\b", re.I)
_SOURCED = re.compile(
    r"\b(?:according to|puts?|says?|said|claims?|claimed|data|figures?|statistics|estimat\w+|report\w*|disput\w+|differ\w*|"
    r"recorded|counted|gave|gives?)\b", re.I,
)  # fmt: skip


def _of_one_breath(one: Event, other: Event) -> bool:
    """Whether two records are of one sentence that does not say that they differ ("Seoul put it at …, but Ankara at …")."""
    shared = {(e.document, e.start) for e in one.evidence} & {(e.document, e.start) for e in other.evidence}
    told = next((e.exact for e in one.evidence if (e.document, e.start) in shared), "")
    return bool(shared) and not (_DISPUTED.search(told) and _SOURCED.search(told))


def _firsts(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """A "first" that comes after something of the same kind had begun."""
    dated = [e for e in events if e.type in _FIRSTS and e.date.edtf]
    beginnings: dict[EventType, list[tuple[Event, frozenset[str]]]] = {}
    for event in dated:
        if _BEGIN.search(event.title) or _FIRST.search(event.evidence[0].exact):
            beginnings.setdefault(event.type, []).append((event, _countries(event, entities)))
    for event in dated:
        if not _FIRST.search(event.evidence[0].exact) or not _names_kind(event):
            continue
        mine, told = _countries(event, entities), 0
        for other, theirs in beginnings.get(event.type, ()):
            if edtf.bounds(other.date.edtf).high >= edtf.bounds(event.date.edtf).low or _of_one_breath(event, other):
                continue
            if mine and theirs and (mine <= theirs or theirs <= mine):
                note = f"one dates the first to {event.date.display}, another the beginning to {other.date.display}"
                kind: ConflictKind = "refinement" if may_both_hold(other, event) else "date"
                yield _conflict(kind, f"first {event.type}", (other, event), note)
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


def _once(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """What happens once between two countries, dated twice."""
    groups: dict[tuple[str, frozenset[str]], list[Event]] = {}
    for event in events:
        if event.rule in _ONCE and event.date.edtf and event.date.role == "event":
            groups.setdefault((event.type, _countries(event, entities)), []).append(event)
    for (kind, countries), members in groups.items():
        if len(countries) != 2:
            continue
        for one, other in _pairs(members, _dated_twice):
            words = "recognition" if kind == "recognition" else "establishment of diplomatic relations"
            how: ConflictKind = "refinement" if may_both_hold(one, other) else "date"
            yield _conflict(how, words, (one, other), f"{one.date.display} against {other.date.display}")


def _dated_twice(one: Event, other: Event) -> bool:
    return _apart(one, other) and not _broken(one, other) and not _of_one_breath(one, other)


_BROKEN = re.compile(r"\b(?:resum|restor|re-?establish|normali[sz]|sever|broke|suspend|embassy|mission|legation)", re.I)


def _broken(one: Event, other: Event) -> bool:
    return any(_BROKEN.search(e.exact) for event in (one, other) for e in event.evidence)


def _parties(event: Event, entities: Mapping[str, Entity]) -> frozenset[str]:
    """The parties of an agreement: countries, or a country and a union of them."""
    bodies = {
        a.id for a in event.actors if a.id in entities and entities[a.id].kind == "organisation" and not entities[a.id].country
    }
    return _countries(event, entities) | bodies


def _accords(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """One agreement, told with its signature and with its entry into force, or dated twice in the same role."""
    named: dict[tuple[str, frozenset[str]], list[Event]] = {}
    for event in events:
        if event.type == "agreement" and event.date.edtf and event.date.basis != "document":
            for actor in event.actors:
                if actor.id in entities and entities[actor.id].kind == "agreement":
                    named.setdefault((actor.id, frozenset()), []).append(event)
            if accord_of(event) == _FREE_TRADE and len(parties := _parties(event, entities)) > 1:
                named.setdefault(("free trade agreement", parties), []).append(event)
    seen: set[tuple[str, str]] = set()
    for members in named.values():
        for one, other in _pairs(members, lambda one, other: one.id != other.id and _apart(one, other)):
            if (one.id, other.id) in seen:
                continue
            seen.add((one.id, other.id))
            kind: ConflictKind = "date" if one.rule == other.rule and not _of_one_breath(one, other) else "role"
            kind = "refinement" if kind == "date" and may_both_hold(one, other) else kind
            note = f"{one.date.display} ({_role(one)}), {other.date.display} ({_role(other)})"
            yield _conflict(kind, one.title, (one, other), note)


def _role(event: Event) -> str:
    return "in force" if event.rule == "agreement.in-force" else "signed" if event.rule == "agreement.signing" else "agreed"


def _retold(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """Deeds that two documents tell with other days or other numbers."""
    for found in retold.find(events, entities):
        yield _conflict(found.kind, found.one.title, (found.one, found.other), found.note)


def _within(events: Sequence[Event]) -> Iterator[Conflict]:
    """Merged records whose evidence differs in precision or in what exactly it dates."""
    for event in events:
        if len(event.evidence) < 2 or event.confidence == "derived":
            continue
        finer = [o for o in event.other_dates if o.edtf != event.date.edtf]
        if finer:
            also = ", ".join(dict.fromkeys(edtf_words.display(o.edtf, o.text) for o in finer))
            apart = any(_other_days(event.date.edtf, o.edtf) for o in finer)
            kind: ConflictKind = "date" if apart else "refinement"
            yield _conflict(kind, event.title, (event,), f"dated {event.date.display}, elsewhere {also}")
        if event.type == "agreement" and len({_force(e.exact) for e in event.evidence}) > 1:
            note = "one says it entered into force, another only that it was agreed or entered into"
            yield _conflict("role", event.title, (event,), note)


def _other_days(one: str | None, other: str) -> bool:
    """Whether two dates are stretches from one day to another, and not the same: neither is a coarser form of the other."""
    spans = [edtf.parse(date) for date in (one, other) if date]
    stretches = [s for s in spans if s.kind == "interval" and not s.approximate and all(p and len(p) == 10 for p in s.parts)]
    return len(stretches) == 2 and stretches[0].bounds != stretches[1].bounds


def _force(text: str) -> bool:
    return re.search(r"\binto (?:force|effect)\b|\bin force\b", text, re.I) is not None


def _agreements_of_anniversaries(events: Sequence[Event], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """Anniversaries that count from the same year."""
    made = {
        (_countries(e, entities), e.date.edtf): e
        for e in events
        if e.rule in _ONCE and e.date.edtf and e.type == "establishment"
    }
    for (countries, year), sources in sorted(derived.implied(events, entities).items()):
        origin = made.get((frozenset(countries), f"{year:04d}"))
        if len(sources) > 1 or (origin is not None and origin.confidence == "stated"):
            told = " and ".join(f"{e.title.split(' of ')[0]} in {e.date.display}" for e in sources)
            members = ([origin] if origin else []) + sources
            yield _conflict("derived-agreement", f"relations since {year}", members, f"{told}: both count from {year}")


def concerns(event: Event, facts: Facts | None = None) -> bool:
    """Whether a record can be part of a conflict; `find` of those alone finds the same.

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


def find(events: Sequence[Event], entities: Mapping[str, Entity]) -> tuple[Conflict, ...]:
    """All conflicts of a library, in order of id."""
    found = [
        *_values(events, entities), *_mirrored(events, entities), *_firsts(events, entities), *_once(events, entities),
        *_accords(events, entities),
        *_retold(events, entities), *_within(events), *_agreements_of_anniversaries(events, entities),
    ]  # fmt: skip
    unique = {(c.kind, c.events): c for c in found}
    named: dict[str, int] = {}
    made = []
    for conflict in sorted(unique.values(), key=lambda c: (c.id, c.events)):
        named[conflict.id] = named.get(conflict.id, 0) + 1
        number = named[conflict.id]
        made.append(
            conflict
            if number == 1
            else Conflict(f"{conflict.id}-{number}", conflict.subject, conflict.events, conflict.kind, conflict.note)
        )
    return tuple(made)
