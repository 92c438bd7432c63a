"""Events: what happened, was said, is planned or was measured, with dates, actors and amounts as the sources give them."""

from __future__ import annotations

from functools import cache

from kortui import edtf, edtf_words
from kortui.model.documents import Evidence
from kortui.records import dataclass
from kortui.vocabulary import ActorRole, AmountKind, Confidence, DateBasis, DateRole, Domain, EventType, Hedge, Relevance, Stage


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
        return edtf_words.display(self.edtf, self.text)


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
        title: A headline of at most `TITLE_CELLS` cells; lists cut it to the room they have.
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


_BASE_32 = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class EventLine:
    """What a list shows of an event; attributes as of `Event`. Nothing is said of its evidence, which need not be looked at."""

    id: str
    title: str
    date: EventDate
    domains: tuple[Domain, ...]
    relevance: Relevance
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class EventParties:
    """Who takes part in an event and what it counts; attributes as of `Event`. Nothing is said of its evidence."""

    id: str
    date: EventDate
    type: EventType
    actors: tuple[Actor, ...]
    amounts: tuple[Amount, ...]


def event_id(document: str, exact: str, kind: EventType, ordinal: int = 0) -> str:
    """The id of a record: ``e`` and 11 lower-case base-32 characters of a SHA-256.

    Args:
        document: Id of the first evidence's document.
        exact: Its quote.
        kind: The type the machine gave the record (an editor's change of type keeps the id).
        ordinal: Which of several records of the same quote and type, from 0.
    """
    import hashlib  # 5 ms that reading a database need not pay

    digest = hashlib.sha256("\0".join((document, exact, kind, str(ordinal))).encode()).digest()
    bits = int.from_bytes(digest[:7], "big") >> 1  # 11 characters of 5 bits: encoding all 32 bytes took ten times as long
    pairs = _pairs()
    return "e" + _BASE_32[bits >> 50] + "".join([pairs[bits >> shift & 1023] for shift in (40, 30, 20, 10, 0)])


@cache
def _pairs() -> list[str]:
    """Two characters for each 10 bits."""
    return [high + low for high in _BASE_32 for low in _BASE_32]
