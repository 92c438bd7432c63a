"""What one document gave, as a build keeps it: rows as they will be written, and the little that later stages ask of all.

Of a thousand documents most records are never compared with others: they are written as they came. Only what shares a
block with another record, or concerns a later stage, is decoded.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from kortui.extract import blocks, conflicts, derived, series
from kortui.extract.facts import Facts
from kortui.extract.filed import Line, line_of
from kortui.extract.spans import Analysis, DateSpan
from kortui.extract.story import READ
from kortui.model import Document, Entity, Event
from kortui.records import dataclass
from kortui.schema import decode, encode, to_row
from kortui.text import one_line

DERIVED, SERIES, CONFLICTS = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Card:
    """One record.

    Attributes:
        id: Its id.
        row: The record, encoded, or where it is kept.
        date: Its EDTF date.
        keys: Its blocks, see `kortui.extract.blocks`.
        uses: Ids of its actors and places.
        late: Which later stages may depend on it: `DERIVED`, `SERIES` and `CONFLICTS`, added up.
        digest: Of its row, 64 bits.
    """

    id: str
    row: Line
    date: str | None
    keys: Sequence[int]
    uses: tuple[str, ...]
    late: int
    digest: int

    @classmethod
    def of(cls, event: Event, facts: Facts | None = None) -> Card:
        """The card of a record; without `facts` it has no blocks, as one that merging is over for."""
        uses = tuple(dict.fromkeys([*(a.id for a in event.actors), *event.places]))
        at_odds = conflicts.concerns(event, facts)
        late = DERIVED * derived.concerns(event) + SERIES * series.concerns(event) + CONFLICTS * at_odds
        keys, row = blocks.keys(event, facts) if facts else (), encode(to_row(event))
        digest = int.from_bytes(blake2b(row, digest_size=8).digest(), "big")
        return cls(event.id, row, event.date.edtf, keys, uses, late, digest)

    @property
    def event(self) -> Event:
        """The record, decoded."""
        return event_of(self.row)


def event_of(row: Line) -> Event:
    """The record of a row, decoded."""
    return decode(Event, line_of(row))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a report says of a document's sentences, dates and names.

    Attributes:
        read: Start and end of each sentence of blocks that can make records.
        apart: Sentences of other blocks, by kind.
        dates: How many time expressions there are.
        unresolved: Words of those whose place in time is unknown, lengths of time apart, with how often.
        amounts: How many quantities there are.
    """

    read: tuple[tuple[int, int], ...]
    apart: Mapping[str, int]
    dates: int
    unresolved: Mapping[str, int]
    amounts: int


@dataclass(frozen=True, slots=True)
class Packed:
    """One document with its records.

    Attributes:
        id: Document id.
        sha256: Of its bytes.
        published: When it was published, EDTF.
        row: The document, encoded, or where it is kept.
        cards: Its records, in the order of their evidence.
        found: Entities outside the gazetteer.
        mentions: Entity ids with how often the text names them.
        told: What a report says of it, encoded, or where it is kept; see `seen`.
        name: What names this state of it between builds; empty when nothing does.
    """

    id: str
    sha256: str
    published: str | None
    row: Line
    cards: Sequence[Card]
    found: tuple[Entity, ...]
    mentions: Mapping[str, int]
    told: Line
    name: str = ""


def seen_of(told: Line) -> Seen:
    """What a report says of a document."""
    read, *others = json.loads(line_of(told))
    return Seen(tuple((start, end) for start, end in read), *others)


def pack(
    analysis: Analysis,
    found: Sequence[Entity],
    gazetteer: Mapping[str, Entity],
    records: Iterable[Event] | None = None,
    keep: Callable[[Iterable[Card]], Sequence[Card]] = tuple,
) -> Packed:
    """What a build keeps of an analysis.

    Args:
        analysis: Of one document.
        found: Entities in it that the gazetteer lacks.
        gazetteer: Entities by id.
        records: Its records where the analysis has none, in any order; each is let go of when it is packed.
        keep: Keeps the cards, each as it is made.

    Raises:
        AssertionError: When evidence is not what the text says, which is a fault of a stage.
    """
    facts = Facts({**{e.id: e for e in found}, **gazetteer})
    document = analysis.document
    told = compact(
        [
            [(s.start, s.end) for s in analysis.sentences if s.kind in READ],
            Counter(s.kind for s in analysis.sentences if s.kind not in READ),
            len(analysis.dates),
            Counter(one_line(d.text) for d in analysis.dates if _is_unresolved(d)),
            len(analysis.amounts),
        ]
    )
    row, mentions = encode(to_row(document)), Counter(span.id for span in analysis.entities)
    starts = array("Q")

    def cards() -> Iterator[Card]:
        for event in analysis.events if records is None else records:
            verify(event, {document.id: document})
            starts.append(event.evidence[0].start)
            yield Card.of(event, facts)

    made = keep(cards())
    order = sorted(range(len(made)), key=starts.__getitem__)
    if any(number != place for place, number in enumerate(order)):
        made = keep(made[number] for number in order)
    return Packed(document.id, document.sha256, document.published, row, made, tuple(found), mentions, told)


def compact(value: Any) -> bytes:
    """A value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def verify(event: Event, documents: Mapping[str, Document]) -> None:
    """See that each quote of a record stands where it says.

    Raises:
        AssertionError: When one does not.
    """
    for evidence in event.evidence:
        if not evidence.holds(documents[evidence.document]):
            raise AssertionError(f"evidence of {evidence.document} at {evidence.start} is not what its text says")


def _is_unresolved(date: DateSpan) -> bool:
    """Whether a time expression should have a place in time and has none; a length of time has none by its nature."""
    return date.edtf is None and date.kind != "DURATION"
