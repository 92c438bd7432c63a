"""Faults of a database that opens: quotes that are gone, references to nothing, records that stand twice.

Rows that do not fit the schema, which keep a database from opening, are found by `kortui.store.load_sound`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Protocol, TypeVar

from kortui import edtf
from kortui.checked import Held, Records, Source
from kortui.model import Event, Library, digest_of_inputs
from kortui.records import dataclass
from kortui.text import one_line, truncate

T = TypeVar("T")

_QUOTE_CELLS = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: ``schema``, ``stale``, ``orphan``, ``duplicate``, ``date``, ``order``, ``offset``, ``count`` or ``inputs``.
        where: Table and id.
        what: What is wrong, a clause.
    """

    kind: str
    where: str
    what: str

    def line(self) -> str:
        """The fault as one line."""
        return f"{self.where}: {self.kind}: {self.what}"


class _Repeated:
    """Tells what comes several times among very many, of each of which it holds eight bytes."""

    def __init__(self) -> None:
        self._parts = [array("q") for _ in range(_PARTS)]

    def add(self, one: object) -> None:
        """Take in the next."""
        number = hash(one)
        self._parts[number % _PARTS].append(number)

    def among(self, every: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[T, object]]:
        """Those of everything that was taken in that may come several times, in order, with their keys."""
        several = {number for part in self._parts for number, count in Counter(part).items() if count > 1}
        if several:
            yield from ((one, of) for one in every if hash(of := key(one)) in several)


_PARTS = 64
"""Parts that numbers are looked through in, one after the other."""


class _Watch(Protocol):
    def __call__(self, records: Records[T], noun: str, /) -> Iterable[T]: ...


def _unwatched(records: Records[T], noun: str, /) -> Iterable[T]:
    return records


def check(library: Library | Source, watched: _Watch = _unwatched) -> Iterator[Fault]:
    """All faults, table by table. Records are gone through one at a time, and none is held.

    Args:
        library: What to check.
        watched: Gives records as they are gone through, with what they are called, to who wants to know how far it is.
    """
    source = Held(library) if isinstance(library, Library) else library
    documents: list[str] = []
    yield from _documents(source, watched, documents)
    told = {event: False for series in source.series for event in (p.event for p in series.points)}
    told |= {event: False for conflict in source.conflicts for event in conflict.events}
    ids, same = _Repeated(), _Repeated()
    for event in watched(source.events, "records"):
        yield from _evidence(source, event)
        yield from _event_references(source, event)
        yield from _date(event)
        ids.add(event.id)
        same.add(_said(event))
        if event.id in told:
            told[event.id] = True
    yield from _counts(source)
    lacking = {event for event, there in told.items() if not there}
    yield from _offices(source)
    yield from _series(source, lacking)
    yield from _conflicts(source, lacking)
    yield from _twice("document", documents)
    yield from _twice("event", (event.id for event, _ in ids.among(source.events, lambda event: event.id)))
    yield from _twice("entity", [e.id for e in source.entities])
    yield from _twice("series", [s.id for s in source.series])
    yield from _twice("conflict", [c.id for c in source.conflicts])
    seen: dict[object, str] = {}
    for event, said in same.among(source.events, _said):
        first = seen.setdefault(said, event.id)
        if first != event.id:
            yield Fault("duplicate", f"event {event.id}", f"says the same as {first}, of the same sentences")


def check_sound(library: Library | Source, schema: Iterable[tuple[str, str]], watched: _Watch = _unwatched) -> Iterator[Fault]:
    """All faults of a database with rows that do not fit the schema; what those rows lead to is not held against the others.

    Args:
        library: The rows that fit.
        schema: Where and what of those that do not, as `kortui.store.load_sound` gives them.
        watched: As of `check`.
    """
    yield from (Fault("schema", where, what) for where, what in schema)
    yield from (fault for fault in check(library, watched) if fault.kind not in ("orphan", "inputs", "count"))


def _twice(table: str, ids: Iterable[str]) -> Iterator[Fault]:
    for one, count in Counter(ids).items():
        if count > 1:
            yield Fault("duplicate", f"{table} {one}", f"the id stands {count} times")


def _said(event: Event) -> object:
    """All of a record but its id: records that differ in nothing else say the same."""
    quotes = frozenset((e.document, e.exact) for e in event.evidence)
    figures = tuple((a.value, a.unit, a.text) for a in event.amounts)
    return (event.title, event.type, event.date, event.actors, figures, quotes)


def _documents(source: Source, watched: _Watch, ids: list[str]) -> Iterator[Fault]:
    """Whether the documents are those the database says it was built from, where it lists its inputs; whether blocks fit.

    Args:
        source: The library.
        watched: As of `check`.
        ids: Takes the id of each document.
    """
    inputs: list[tuple[str, str, str | None]] = []
    faults: list[Fault] = []
    for document in watched(source.documents, "documents"):
        ids.append(document.id)
        inputs.append((document.id, document.sha256, document.published))
        at = 0
        for block in document.blocks:
            if not at <= block.start <= block.end <= len(document.text):
                what = f"a {block.kind} at {block.start}–{block.end} overlaps another or lies outside the text"
                faults.append(Fault("offset", f"document {document.id}", what))
            at = block.end
    if source.companions is not None and digest_of_inputs(inputs, source.companions) != source.sha256:
        yield Fault("inputs", "meta", "its sha256 is not that of the documents and companions it lists")
    yield from faults


def _counts(source: Source) -> Iterator[Fault]:
    """Whether there are as many documents and events as the database says: some may have been cut out or put in."""
    if source.counted is not None:
        for noun, told, found in zip(
            ("document", "event"), source.counted, (len(source.documents), len(source.events)), strict=True
        ):
            if told != found:
                yield Fault("count", "meta", f"it says {told:,} {noun}{'s' * (told != 1)}, and there {_are(found)}")


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number:,}"


def _evidence(source: Source, event: Event) -> Iterator[Fault]:
    where = f"event {event.id}"
    for evidence in event.evidence:
        text = source.text_of(evidence.document)
        if text is None:
            yield Fault("orphan", where, f"its evidence is in document {evidence.document}, which does not exist")
        elif evidence.state == "stale":
            quote = truncate(one_line(evidence.exact), _QUOTE_CELLS)
            elsewhere = "it stands elsewhere" if evidence.exact in text else "it stands nowhere"
            what = f"“{quote}” is not at {evidence.start}–{evidence.end} of {evidence.document}; {elsewhere}"
            yield Fault("stale", where, what)
        else:
            yield from _context(where, text, evidence.start, evidence.end, evidence.prefix, evidence.suffix)
    for amount in event.amounts:
        document = event.evidence[amount.evidence].document
        text = source.text_of(document)
        if text is not None and text[amount.start : amount.end] != amount.text:
            yield Fault("stale", where, f"the amount “{amount.text}” is not at {amount.start}–{amount.end} of {document}")


def _context(where: str, text: str, start: int, end: int, prefix: str, suffix: str) -> Iterator[Fault]:
    if not text[:start].endswith(prefix) or not text[end:].startswith(suffix):
        yield Fault("stale", where, f"the text around {start}–{end} is not the prefix and suffix of the quote")


def _event_references(source: Source, event: Event) -> Iterator[Fault]:
    for actor in event.actors:
        if not source.has_entity(actor.id):
            yield Fault("orphan", f"event {event.id}", f"its {actor.role} {actor.id} is no entity")
    for place in event.places:
        if not source.has_entity(place):
            yield Fault("orphan", f"event {event.id}", f"its place {place} is no entity")


def _date(event: Event) -> Iterator[Fault]:
    bounds = edtf.bounds(event.date.edtf)
    if (event.date.start, event.date.end) != (edtf.iso(bounds.start), edtf.iso(bounds.end)):
        said = f"{event.date.start} to {event.date.end}"
        yield Fault("date", f"event {event.id}", f"its bounds {said} are not those of {event.date.edtf}")


def _series(source: Source, lacking: Collection[str]) -> Iterator[Fault]:
    for series in source.series:
        where = f"series {series.id}"
        for point in series.points:
            if point.event in lacking:
                yield Fault("orphan", where, f"its point of {point.date} is of event {point.event}, which does not exist")
        keys = [edtf.sort_key(point.date) for point in series.points]
        if keys != sorted(keys):
            yield Fault("order", where, "its points are not in order of date")
        for country in (series.reporter, series.partner):
            if country is not None and not (len(country) == 3 and country.isalpha() and country.isupper()):
                yield Fault("orphan", where, f"{country} is no ISO 3166 alpha-3 code")


def _conflicts(source: Source, lacking: Collection[str]) -> Iterator[Fault]:
    for conflict in source.conflicts:
        for event in conflict.events:
            if event in lacking:
                yield Fault("orphan", f"conflict {conflict.id}", f"its event {event} does not exist")


def _offices(source: Source) -> Iterator[Fault]:
    for entity in source.entities:
        for office in entity.offices:
            for value in (office.since, office.until):
                if value is not None and not edtf.is_valid(value):
                    yield Fault("date", f"entity {entity.id}", f"{value!r} of the office {office.title} is no date")
