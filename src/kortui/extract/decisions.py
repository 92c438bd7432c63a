"""Editorial decisions (`kortui.review`) applied to the records of a build."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from kortui.extract import cards as many
from kortui.extract.cards import Cards
from kortui.extract.merge import combine
from kortui.extract.packed import Card
from kortui.extract.picked import Picked, joined
from kortui.extract.relevance import plover_of
from kortui.model import Actor, Amount, Document, Event, EventDate, Evidence, event_id
from kortui.review import Decision
from kortui.text import one_line
from kortui.vocabulary import DOMAINS, ActorRole, AmountKind, Domain, EventType, Hedge


@dataclass(frozen=True, slots=True)
class Orphan:
    """A decision that was not applied, and why."""

    decision: Decision
    why: str

    @property
    def where(self) -> str:
        """What to call the decision in a report."""
        return f"review: {self.decision.action} {self.decision.id or one_line(self.decision.quote)[:60]}"


class Records(MutableMapping[str, Event]):
    """The records of a build by id, in order, decoded one by one as decisions ask for them.

    Args:
        cards: The records.
        quotes: Sentences that somebody may look for with `quoting`.
    """

    def __init__(self, cards: Iterable[Card], quotes: Iterable[str] = ()) -> None:
        self._cards = many.of(cards)
        self._quotes = frozenset(quotes)
        self._places = {head[0]: place for place, head in enumerate(self._cards.heads())}
        self._new: dict[str, Card] = {}
        self._quoting: dict[str, list[str]] | None = None

    @property
    def cards(self) -> Cards:
        """All of them as they are now."""
        stayed = array("I", (place for name, place in self._places.items() if name not in self._new))
        return joined([Picked(self._cards, stayed), [*self._new.values()]])

    def __getitem__(self, identifier: str) -> Event:
        new = self._new.get(identifier)
        return self._cards.event(self._places[identifier]) if new is None else new.event

    def __setitem__(self, identifier: str, event: Event) -> None:
        self._new[identifier] = Card.of(event)
        if self._quoting is not None:
            self._note(event)

    def __delitem__(self, identifier: str) -> None:
        if self._new.pop(identifier, None) is None or identifier in self._places:
            del self._places[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._places, **self._new})

    def __len__(self) -> int:
        return len(self._places.keys() | self._new.keys())

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._new or identifier in self._places

    def quoting(self, quote: str) -> list[Event]:
        """Records with a sentence among their evidence, in no order that means anything."""
        if self._quoting is None:
            self._quoting = {}
            for event in self.values():
                self._note(event)
        return [self[i] for i in dict.fromkeys(self._quoting.get(quote, ())) if i in self]

    def _note(self, event: Event) -> None:
        assert self._quoting is not None
        for evidence in event.evidence:
            if evidence.exact in self._quotes:
                self._quoting.setdefault(evidence.exact, []).append(event.id)


def apply(
    records: Records, decisions: Iterable[Decision], documents: Mapping[str, Document], aliases: Mapping[str, str] | None = None
) -> tuple[Orphan, ...]:
    """Apply decisions to the records of a build.

    Args:
        records: After merging; they are changed.
        decisions: In the order of their files.
        documents: By id, for the quotes of additions.
        aliases: Ids of records that were merged into another, to that one's id.

    Returns:
        The decisions that found no record.
    """
    known = dict(aliases or {})
    orphans = []
    for decision in decisions:
        if decision.action == "add":
            made = _added(decision, documents, records)
            if isinstance(made, str):
                orphans.append(Orphan(decision, made))
            else:
                records[made.id] = made
            continue
        found = _find(decision, records, known)
        if isinstance(found, str):
            orphans.append(Orphan(decision, found))
            continue
        why = _applied(decision, found, records, known)
        if why:
            orphans.append(Orphan(decision, why))
    return tuple(orphans)


def _find(decision: Decision, records: Records, aliases: Mapping[str, str]) -> Event | str:
    """The record of a decision, or why there is none."""
    by_id = records.get(decision.id) or records.get(aliases.get(decision.id, ""))
    if by_id is not None and (not decision.quote or _has(by_id, decision)):
        return by_id
    if not decision.quote:
        return "no record has this id"
    quoted = [e for e in records.quoting(decision.quote) if _has(e, decision)]
    if "type" in decision.changes and len(quoted) > 1:
        quoted = [e for e in quoted if e.type == decision.changes["type"]] or quoted
    if len(quoted) == 1:
        return quoted[0]
    if quoted:
        return f"{len(quoted)} records have this quote and none this id"
    return "its quote no longer stands in any record's evidence"


def _has(event: Event, decision: Decision) -> bool:
    return any(e.exact == decision.quote and decision.document in ("", e.document) for e in event.evidence)


def _applied(decision: Decision, event: Event, records: Records, aliases: dict[str, str]) -> str:
    """Carry out a decision on its record; returns why it could not be, else nothing."""
    if decision.action == "reject":
        del records[event.id]
        return ""
    if decision.action == "merge":
        gone = [aliases.get(i, i) for i in decision.others]
        missing = [i for i in gone if i not in records and i != event.id]
        if missing:
            return f"no record has the id {missing[0]}"
        members = [event, *(records[i] for i in dict.fromkeys(gone) if i != event.id)]
        made = combine(members)
        for member in members:
            records.pop(member.id, None)
            aliases[member.id] = made.id
        records[made.id] = replace(made, reviewed=True)
        return ""
    changed = _changed(event, decision.changes)
    if isinstance(changed, str):
        return changed
    records[event.id] = changed
    return ""


def _changed(event: Event, changes: Mapping[str, Any]) -> Event | str:
    """A record with the editor's values, reviewed; or why a value does not fit it."""
    new: dict[str, Any] = {"reviewed": True}
    if "title" in changes:
        new["title"] = one_line(changes["title"])
    if any(key.startswith("date") for key in changes):
        date = _date(event, changes)
        if isinstance(date, str):
            return date
        new["date"] = date
    for key in ("relevance", "confidence"):
        if key in changes:
            new[key] = changes[key]
    for key in ("stage", "topic"):
        if key in changes:
            new[key] = changes[key] or None
    if "type" in changes:
        new["type"] = cast(EventType, changes["type"])
    if "domains" in changes:
        new["domains"] = _domains(changes["domains"])
    if "actors" in changes:
        new["actors"] = _actors(changes["actors"])
    if "places" in changes:
        new["places"] = tuple(dict.fromkeys(changes["places"]))
    if "amounts" in changes:
        amounts = _amounts(changes["amounts"], event.evidence)
        if isinstance(amounts, str):
            return amounts
        new["amounts"] = amounts
    if "type" in changes or "domains" in changes:
        new["plover"] = plover_of(new.get("type", event.type), new.get("domains", event.domains))
    return replace(event, **new)


def _date(event: Event, changes: Mapping[str, Any]) -> EventDate | str:
    """The editor's date; what he does not say stays, save that a date of his own is a stated one."""
    old = event.date
    value = (changes["date"] or None) if "date" in changes else old.edtf
    basis = changes.get("date_basis") or (old.basis if value == old.edtf else "stated")
    words = changes.get("date_text", old.text)
    if "date_text" in changes and not any(words in e.exact for e in event.evidence):
        return f"its date_text {words!r} does not stand in the quote"
    return EventDate.of(value, basis if value else "none", changes.get("date_role", old.role), words)


def _domains(values: Iterable[str]) -> tuple[Domain, ...]:
    return tuple(d for d in DOMAINS if d in set(values))


def _actors(rows: Iterable[Mapping[str, str]]) -> tuple[Actor, ...]:
    return tuple({r["id"]: Actor(r["id"], cast(ActorRole, r.get("role", "other"))) for r in rows}.values())


def _amounts(rows: Iterable[Mapping[str, Any]], evidence: Sequence[Evidence]) -> tuple[Amount, ...] | str:
    """Amounts with the place of their words in the evidence; an amount whose words stand nowhere is refused."""
    made = []
    for row in rows:
        index = next((n for n, e in enumerate(evidence) if row["text"] in e.exact), None)
        if index is None:
            return f"its amount {row['text']!r} does not stand in the quote"
        start = evidence[index].start + evidence[index].exact.index(row["text"])
        made.append(
            Amount(
                cast(AmountKind, row["kind"]), row.get("value"), row.get("unit"), cast("Hedge | None", row.get("hedge")),
                row["text"], row.get("value_to"), row.get("measure"), row.get("equivalent_to"), index, start,
                start + len(row["text"]),
            )
        )  # fmt: skip
    return tuple(made)


def _added(decision: Decision, documents: Mapping[str, Document], records: Mapping[str, Event]) -> Event | str:
    """The record of an addition, or why it cannot be made."""
    document = documents.get(decision.document)
    if document is None:
        return f"there is no document {decision.document}"
    start = document.text.find(decision.quote)
    if start < 0:
        return "its quote does not stand in the document"
    evidence = Evidence.of(document, start, start + len(decision.quote))
    changes = decision.changes
    kind, domains = cast(EventType, changes["type"]), _domains(changes["domains"])
    ordinal = 0
    while (identifier := event_id(document.id, evidence.exact, kind, ordinal)) in records:
        ordinal += 1
    date = changes.get("date") or None
    bare = Event(
        id=identifier, title=one_line(changes["title"]), date=EventDate.of(date, "stated" if date else "none"), other_dates=(),
        domains=domains, type=kind, plover=plover_of(kind, domains), actors=(), places=(), stage=None, topic=None, amounts=(),
        relevance="bilateral", confidence="stated", rule="editor", evidence=(evidence,), reviewed=True,
    )  # fmt: skip
    return _changed(bare, {k: v for k, v in changes.items() if k not in ("title", "date", "type", "domains")})
