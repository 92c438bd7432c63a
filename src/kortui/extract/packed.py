"""What one document gave, as a build keeps it: rows as they will be written, and the little that later stages ask of all.

Of a thousand documents most records are never compared with others: they are written as they came. Only what shares a
block with another record, or concerns a later stage, is decoded.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from kortui.extract import blocks, conflicts, derived, series
from kortui.extract.facts import Facts
from kortui.extract.spans import Analysis, DateSpan
from kortui.extract.story import READ
from kortui.model import Document, Entity, Event
from kortui.records import dataclass
from kortui.schema import SchemaError, decode, encode, from_row, to_row
from kortui.text import one_line

_KEPT = 8_192
"""Records kept decoded for a second look; merging looks at the same ones again and again."""

DERIVED, SERIES, CONFLICTS = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Card:
    """One record.

    Attributes:
        id: Its id.
        row: The record, encoded.
        date: Its EDTF date.
        keys: Its blocks, see `kortui.extract.blocks`.
        uses: Ids of its actors and places.
        late: Which later stages may depend on it: `DERIVED`, `SERIES` and `CONFLICTS`, added up.
    """

    id: str
    row: bytes
    date: str | None
    keys: tuple[int, ...]
    uses: tuple[str, ...]
    late: int

    @classmethod
    def of(cls, event: Event, facts: Facts | None = None) -> Card:
        """The card of a record; without `facts` it has no blocks, as one that merging is over for."""
        uses = tuple(dict.fromkeys([*(a.id for a in event.actors), *event.places]))
        at_odds = conflicts.concerns(event, facts)
        late = DERIVED * derived.concerns(event) + SERIES * series.concerns(event) + CONFLICTS * at_odds
        keys = blocks.keys(event, facts) if facts else ()
        return cls(event.id, encode(to_row(event)), event.date.edtf, keys, uses, late)

    @property
    def event(self) -> Event:
        """The record, decoded."""
        return _event(self.row)


@lru_cache(maxsize=_KEPT)
def _event(row: bytes) -> Event:
    return decode(Event, row)


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
        row: The document, encoded.
        cards: Its records, in the order of their evidence.
        found: Entities outside the gazetteer.
        mentions: Entity ids with how often the text names them.
        told: What a report says of it, encoded, see `seen`.
        name: What names this state of it between builds; empty when nothing does.
    """

    id: str
    sha256: str
    published: str | None
    row: bytes
    cards: tuple[Card, ...]
    found: tuple[Entity, ...]
    mentions: Mapping[str, int]
    told: bytes
    name: str = ""

    @property
    def document(self) -> Document:
        """The document, decoded."""
        return decode(Document, self.row)

    @property
    def seen(self) -> Seen:
        """What a report says of it."""
        read, *others = json.loads(self.told)
        return Seen(tuple((start, end) for start, end in read), *others)


def pack(analysis: Analysis, found: Sequence[Entity], gazetteer: Mapping[str, Entity]) -> Packed:
    """What a build keeps of an analysis.

    Args:
        analysis: Of one document.
        found: Entities in it that the gazetteer lacks.
        gazetteer: Entities by id.

    Raises:
        AssertionError: When evidence is not what the text says, which is a fault of a stage.
    """
    facts = Facts({**{e.id: e for e in found}, **gazetteer})
    document = analysis.document
    for event in analysis.events:
        verify(event, {document.id: document})
    told = [
        [(s.start, s.end) for s in analysis.sentences if s.kind in READ],
        Counter(s.kind for s in analysis.sentences if s.kind not in READ),
        len(analysis.dates),
        Counter(one_line(d.text) for d in analysis.dates if _is_unresolved(d)),
        len(analysis.amounts),
    ]
    return Packed(
        document.id, document.sha256, document.published, encode(to_row(document)),
        tuple(Card.of(event, facts) for event in analysis.events), tuple(found),
        Counter(span.id for span in analysis.entities), _json(told),
    )  # fmt: skip


def _json(value: Any) -> bytes:
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


def dump(packed: Packed) -> bytes:
    """A packed document as lines: what is known of it, what a report says, the document, a record each."""
    head = {
        "document": [packed.id, packed.sha256, packed.published],
        "cards": [[c.id, c.date, c.keys, c.uses, c.late] for c in packed.cards],
        "found": [to_row(e) for e in packed.found],
        "mentions": packed.mentions,
    }
    return b"\n".join([_json(head), packed.told, packed.row, *(card.row for card in packed.cards)])


def parse(text: bytes, name: str = "") -> Packed:
    """The packed document that `dump` wrote.

    Args:
        text: Its lines.
        name: What names it.

    Raises:
        ValueError: When it is of another shape.
    """
    head, told, row, *rows = text.split(b"\n")
    known: Any = json.loads(head)
    try:
        identifier, sha256, published = known["document"]
        cards = tuple(
            Card(id_, line, date, tuple(keys), tuple(uses), late)
            for (id_, date, keys, uses, late), line in zip(known["cards"], rows, strict=True)
        )
        found = tuple(from_row(Entity, entity, "entity") for entity in known["found"])
        mentions = {str(name): int(number) for name, number in known["mentions"].items()}
    except (TypeError, KeyError, AttributeError, SchemaError) as error:
        raise ValueError("of another shape") from error
    return Packed(identifier, sha256, published, row, cards, found, mentions, told, name)
