"""What kortui knows: documents, events with their evidence, entities, series and conflicts.

All records are frozen; a `Library` holds one database and never changes. Their fields are the JSON keys of the database
(see docs/records.md), read and written by `kortui.schema`. Ids of entities stand for people, organisations, countries and
places alike; offsets are code points into the sanitised text of a document, end exclusive.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kortui import edtf
from kortui.vocabulary import (
    ActorRole,
    AmountKind,
    BlockKind,
    Confidence,
    ConflictKind,
    DateBasis,
    DateRole,
    DocumentFormat,
    Domain,
    EntityKind,
    EventType,
    EvidenceState,
    Hedge,
    Relevance,
    SeriesStatus,
    Stage,
)

CONTEXT = 32
"""Characters of text kept before and after a quote (the prefix and suffix of a W3C TextQuoteSelector)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text of one kind."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DigestOf:
    """The original that a digest retells in other words; what citations name as the source."""

    title: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source document.

    Attributes:
        id: Title as a slug.
        digest_of: The original, when the document is kortui's own digest of it.
        published: EDTF of publication as stated, None when unknown.
        published_bounds: EDTF the text itself supports when `published` is unknown.
        published_basis: Why those bounds, a clause each.
        sha256: Of the file's bytes.
        text: Sanitised text; what all offsets refer to.
    """

    id: str
    title: str
    digest_of: DigestOf | None
    publisher: str | None
    published: str | None
    published_bounds: str | None
    published_basis: tuple[str, ...]
    url: str | None
    language: str | None
    licence: str | None
    format: DocumentFormat
    sha256: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def attribution(self) -> str:
        """Whose words these are: ``kortui digest of Publisher, Title`` or ``Publisher, Title``."""
        named = self.digest_of or self
        source = f"{named.publisher}, {named.title}" if named.publisher else named.title
        return f"kortui digest of {source}" if self.digest_of else source


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence behind a record: a W3C TextQuoteSelector with its position.

    Attributes:
        document: Document id.
        start: First code point of the quote in the document's text.
        end: Code point behind the quote.
        exact: The quote.
        prefix: Up to 32 characters before it.
        suffix: Up to 32 characters after it.
        state: ``found`` when the text at the position is the quote, else ``stale``.
    """

    document: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    state: EvidenceState = "found"

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Evidence:
        """Evidence for a span of a document."""
        text = document.text
        return cls(document.id, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def holds(self, document: Document) -> bool:
        """Whether the quote stands verbatim where the record says."""
        return document.text[self.start : self.end] == self.exact


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something happened, no finer than its source.

    Attributes:
        edtf: What the source supports; None when nothing does.
        start: First day it can mean, as ISO text; None is open or unknown.
        end: Last day it can mean, as ISO text; None is open or unknown.
        basis: How the date is known.
        role: What the date is of: the event, a plan, a target…
        text: The source's own words; empty when there are none.
    """

    edtf: str | None
    start: str | None
    end: str | None
    basis: DateBasis
    role: DateRole
    text: str

    @classmethod
    def of(cls, value: str | None, basis: DateBasis = "none", role: DateRole = "event", text: str = "") -> EventDate:
        """A date with its bounds worked out.

        Raises:
            EdtfError: When `value` is not EDTF.
        """
        span = edtf.bounds(value)
        return cls(value, edtf.iso(span.start), edtf.iso(span.end), basis, role, text)

    @property
    def display(self) -> str:
        """The date for people; vague dates in the source's own words."""
        return edtf.display(self.edtf, self.text)


@dataclass(frozen=True, slots=True)
class OtherDate:
    """A date that further evidence of the same event gives.

    Attributes:
        edtf: The date.
        text: The source's words.
        evidence: Index into the event's evidence.
    """

    edtf: str
    text: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER code of a record."""

    event: str
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity with its part in an event; `id` is an entity id."""

    id: str
    role: ActorRole


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as its source states it.

    Attributes:
        kind: What sort of quantity.
        value: In base units (10.4 billion is 10400000000); None for "billions of dollars".
        unit: ISO 4217 for money; a singular noun else ("soldier", "metre", "percent", "year"), None for bare ordinals.
        hedge: How the source hedges it; None is a plain figure.
        text: The source's words.
        value_to: Upper end of a range.
        measure: What is measured ("bilateral trade"), None when unclear.
        equivalent_to: Index in the event's amounts of the amount this one restates in another unit.
        evidence: Index into the event's evidence.
        start: First code point in that evidence's document.
        end: Code point behind it.
    """

    kind: AmountKind
    value: int | float | None
    unit: str | None
    hedge: Hedge | None
    text: str
    value_to: int | float | None
    measure: str | None
    equivalent_to: int | None
    evidence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was said, is planned or was measured, tied to the sentences that say so.

    Attributes:
        id: ``e`` and 11 base-32 characters, see `event_id`.
        title: A headline of at most 80 cells.
        actors: Entities with their part.
        places: Entity ids.
        stage: SIPRI stage of a deal.
        topic: Short noun phrase of a statement or position.
        relevance: How the event bears on South Korea–Türkiye relations.
        rule: Id of the extraction rule that made the record, ``editor`` for added ones.
        evidence: At least one.
        reviewed: Whether a person accepted or edited the record.
    """

    id: str
    title: str
    date: EventDate
    other_dates: tuple[OtherDate, ...]
    domains: tuple[Domain, ...]
    type: EventType
    plover: Plover | None
    actors: tuple[Actor, ...]
    places: tuple[str, ...]
    stage: Stage | None
    topic: str | None
    amounts: tuple[Amount, ...]
    relevance: Relevance
    confidence: Confidence
    rule: str
    evidence: tuple[Evidence, ...]
    reviewed: bool = False

    @property
    def sort_key(self) -> tuple[edtf.SortKey, str]:
        """Order of events everywhere: by date, undated last, then by id."""
        return edtf.sort_key(self.date.edtf), self.id


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person held; `since` and `until` are EDTF or None."""

    title: str
    since: str | None = field(default=None, metadata={"key": "from"})
    until: str | None = field(default=None, metadata={"key": "to"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, country, place, weapon, agreement or named event.

    Attributes:
        id: Slug.
        name: Name to show.
        aliases: Other names, in any script.
        country: ISO 3166-1 alpha-3 code, None when none applies.
        wikidata: Wikidata item, only when certain.
        mentions: How often the documents name it.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure of a series: EDTF date, value in base units, hedge, status, and the id of the event that states it."""

    date: str
    value: int | float
    hedge: Hedge | None
    status: SeriesStatus
    event: str


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one measure over time.

    Attributes:
        id: Slug of measure, reporter and partner.
        measure: What is measured.
        reporter: ISO 3166-1 alpha-3 of the country it is of.
        partner: ISO 3166-1 alpha-3 of the other country, None for the world.
        unit: ISO 4217 or a unit of `kortui.vocabulary`.
        points: In order of date.
    """

    id: str
    measure: str
    reporter: str | None
    partner: str | None
    unit: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records that cannot all be right as they stand, or that say the same with different precision."""

    id: str
    subject: str
    events: tuple[str, ...]
    kind: ConflictKind
    note: str


@dataclass(frozen=True, slots=True)
class Library:
    """One database in memory.

    Attributes:
        documents: In order of id.
        events: In order of `Event.sort_key`; a *row* anywhere in kortui is an index into this sequence.
        entities: In order of id.
        sha256: Of the build's inputs; names the state of the data.
    """

    documents: Sequence[Document]
    events: Sequence[Event]
    entities: Sequence[Entity]
    series: Sequence[Series]
    conflicts: Sequence[Conflict]
    sha256: str = ""
    index: LibraryIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", LibraryIndex(self))


class LibraryIndex:
    """Ways into a `Library` by id, each made on first use."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self._library.documents}

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Rows of events by id."""
        return {e.id: i for i, e in enumerate(self._library.events)}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self._library.entities}

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[Conflict, ...]]:
        """Conflicts by event id."""
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self._library.conflicts:
            for event in conflict.events:
                found[event] = (*found.get(event, ()), conflict)
        return found

    @cached_property
    def rows_of_document(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each document gives evidence for, by document id."""
        found: dict[str, list[int]] = {d.id: [] for d in self._library.documents}
        for row, event in enumerate(self._library.events):
            for document in dict.fromkeys(e.document for e in event.evidence):
                found.setdefault(document, []).append(row)
        return {document: tuple(rows) for document, rows in found.items()}

    @cached_property
    def rows_of_entity(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each entity takes part in or that happened there, by entity id."""
        found: dict[str, list[int]] = {}
        for row, event in enumerate(self._library.events):
            for entity in dict.fromkeys([*(a.id for a in event.actors), *event.places]):
                found.setdefault(entity, []).append(row)
        return {entity: tuple(rows) for entity, rows in found.items()}

    def name(self, entity: str) -> str:
        """Name to show for an entity id; the id itself when it is unknown."""
        found = self.entity.get(entity)
        return found.name if found else entity


def event_id(document: str, exact: str, kind: EventType, ordinal: int = 0) -> str:
    """The id of a record: ``e`` and 11 lower-case base-32 characters of a SHA-256.

    Args:
        document: Id of the first evidence's document.
        exact: Its quote.
        kind: The type the machine gave the record (an editor's change of type keeps the id).
        ordinal: Which of several records of the same quote and type, from 0.
    """
    digest = hashlib.sha256("\0".join((document, exact, kind, str(ordinal))).encode()).digest()
    return "e" + base64.b32encode(digest).decode().lower()[:11]
