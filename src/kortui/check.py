"""Faults of a database that opens: quotes that are gone, references to nothing, records that stand twice.

Rows that do not fit the schema, which keep a database from opening, are found by `kortui.store.load_sound`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kortui import edtf
from kortui.model import Event, Library, digest_of_inputs
from kortui.records import dataclass
from kortui.text import one_line, truncate

_QUOTE_CELLS = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: ``schema``, ``stale``, ``orphan``, ``duplicate``, ``date``, ``order``, ``offset`` or ``inputs``.
        where: Table and id.
        what: What is wrong, a clause.
    """

    kind: str
    where: str
    what: str

    def line(self) -> str:
        """The fault as one line."""
        return f"{self.where}: {self.kind}: {self.what}"


def check(library: Library) -> Iterator[Fault]:
    """All faults, table by table."""
    yield from _inputs(library)
    yield from _documents(library)
    for event in library.events:
        yield from _evidence(library, event)
        yield from _event_references(library, event)
        yield from _date(event)
    yield from _offices(library)
    yield from _series(library)
    yield from _conflicts(library)
    tables: dict[str, Iterable[str]] = {
        "document": [d.id for d in library.documents],
        "event": [e.id for e in library.events],
        "entity": [e.id for e in library.entities],
        "series": [s.id for s in library.series],
        "conflict": [c.id for c in library.conflicts],
    }
    for table, ids in tables.items():
        yield from _twice(table, ids)
    yield from _same_event_twice(library)


def check_sound(library: Library, schema: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """All faults of a database with rows that do not fit the schema; what those rows lead to is not held against the others.

    Args:
        library: The rows that fit.
        schema: Where and what of those that do not, as `kortui.store.load_sound` gives them.
    """
    yield from (Fault("schema", where, what) for where, what in schema)
    yield from (fault for fault in check(library) if fault.kind not in ("orphan", "inputs"))


def _inputs(library: Library) -> Iterator[Fault]:
    """Whether the documents are those the database says it was built from; databases that do not list their inputs pass."""
    if library.companions is None:
        return
    known = ((d.id, d.sha256, d.published) for d in library.documents)
    if digest_of_inputs(known, library.companions) != library.sha256:
        yield Fault("inputs", "meta", "its sha256 is not that of the documents and companions it lists")


def _twice(table: str, ids: Iterable[str]) -> Iterator[Fault]:
    for one, count in Counter(ids).items():
        if count > 1:
            yield Fault("duplicate", f"{table} {one}", f"the id stands {count} times")


def _same_event_twice(library: Library) -> Iterator[Fault]:
    """Records that differ in nothing but the id."""
    seen: dict[object, str] = {}
    for event in library.events:
        quotes = frozenset((e.document, e.exact) for e in event.evidence)
        figures = tuple((a.value, a.unit, a.text) for a in event.amounts)
        key = (event.title, event.type, event.date, event.actors, figures, quotes)
        first = seen.setdefault(key, event.id)
        if first != event.id:
            yield Fault("duplicate", f"event {event.id}", f"says the same as {first}, of the same sentences")


def _documents(library: Library) -> Iterator[Fault]:
    for document in library.documents:
        at = 0
        for block in document.blocks:
            if not at <= block.start <= block.end <= len(document.text):
                what = f"a {block.kind} at {block.start}–{block.end} overlaps another or lies outside the text"
                yield Fault("offset", f"document {document.id}", what)
            at = block.end


def _evidence(library: Library, event: Event) -> Iterator[Fault]:
    where = f"event {event.id}"
    for evidence in event.evidence:
        document = library.index.document.get(evidence.document)
        if document is None:
            yield Fault("orphan", where, f"its evidence is in document {evidence.document}, which does not exist")
        elif evidence.state == "stale":
            quote = truncate(one_line(evidence.exact), _QUOTE_CELLS)
            elsewhere = "it stands elsewhere" if evidence.exact in document.text else "it stands nowhere"
            yield Fault("stale", where, f"“{quote}” is not at {evidence.start}–{evidence.end} of {document.id}; {elsewhere}")
        else:
            yield from _context(where, document.text, evidence.start, evidence.end, evidence.prefix, evidence.suffix)
    for amount in event.amounts:
        document = library.index.document.get(event.evidence[amount.evidence].document)
        if document and document.text[amount.start : amount.end] != amount.text:
            yield Fault("stale", where, f"the amount “{amount.text}” is not at {amount.start}–{amount.end} of {document.id}")


def _context(where: str, text: str, start: int, end: int, prefix: str, suffix: str) -> Iterator[Fault]:
    if not text[:start].endswith(prefix) or not text[end:].startswith(suffix):
        yield Fault("stale", where, f"the text around {start}–{end} is not the prefix and suffix of the quote")


def _event_references(library: Library, event: Event) -> Iterator[Fault]:
    known = library.index.entity
    for actor in event.actors:
        if actor.id not in known:
            yield Fault("orphan", f"event {event.id}", f"its {actor.role} {actor.id} is no entity")
    for place in event.places:
        if place not in known:
            yield Fault("orphan", f"event {event.id}", f"its place {place} is no entity")


def _date(event: Event) -> Iterator[Fault]:
    bounds = edtf.bounds(event.date.edtf)
    if (event.date.start, event.date.end) != (edtf.iso(bounds.start), edtf.iso(bounds.end)):
        said = f"{event.date.start} to {event.date.end}"
        yield Fault("date", f"event {event.id}", f"its bounds {said} are not those of {event.date.edtf}")


def _series(library: Library) -> Iterator[Fault]:
    for series in library.series:
        where = f"series {series.id}"
        for point in series.points:
            if point.event not in library.index.row:
                yield Fault("orphan", where, f"its point of {point.date} is of event {point.event}, which does not exist")
        keys = [edtf.sort_key(point.date) for point in series.points]
        if keys != sorted(keys):
            yield Fault("order", where, "its points are not in order of date")
        for country in (series.reporter, series.partner):
            if country is not None and not (len(country) == 3 and country.isalpha() and country.isupper()):
                yield Fault("orphan", where, f"{country} is no ISO 3166 alpha-3 code")


def _conflicts(library: Library) -> Iterator[Fault]:
    for conflict in library.conflicts:
        for event in conflict.events:
            if event not in library.index.row:
                yield Fault("orphan", f"conflict {conflict.id}", f"its event {event} does not exist")


def _offices(library: Library) -> Iterator[Fault]:
    for entity in library.entities:
        for office in entity.offices:
            for value in (office.since, office.until):
                if value is not None and not edtf.is_valid(value):
                    yield Fault("date", f"entity {entity.id}", f"{value!r} of the office {office.title} is no date")
