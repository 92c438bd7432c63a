"""What the stages of extraction hand to each other: marked spans of one document's text.

All offsets are code points into `Document.text`, end exclusive.
"""

from __future__ import annotations

from kortui.edtf import Bounds
from kortui.model import Document, Event
from kortui.records import dataclass
from kortui.vocabulary import AmountKind, BlockKind, DateBasis, DateClass, EntityKind, Hedge


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the kind of the block it stands in."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Offset:
    """A relative date kept symbolic until the document's date, or its bounds, are known.

    Attributes:
        unit: ``day``, ``weekday``, ``week``, ``weekend``, ``month``, ``quarter``, ``season``, ``half``, ``year``, ``decade`` or
            ``century``; ``nearest`` for a template whose year, or year and month, is the one that lies nearest.
        amount: Units to go from the reference; negative is the past. Of ``nearest`` and ``weekday`` -1 is at or
            before the reference, -2 strictly before it, 1 and 2 likewise after it, 0 either way.
        value: Which weekday (Monday is 1) is meant, of a ``week`` too; None when the unit alone says it.
        reference: ``published`` for "last year", ``previous`` for "the same year", "the following day", ``context`` for words
            that mean the day of publication in news and the date told last in a narrative ("in June", "the end of the year").
        to_reference: Whether it runs only up to the reference ("earlier this month").
        template: EDTF with ``X`` for what the reference gives: ``XXXX-03-12`` for "12 March", ``XXXX-XX-13`` for "the 13th",
            ``XXXX-33`` for "the first quarter of last year"; empty when the unit itself is meant.
        day: What is moved by it in place of the reference: the "today" of "ten years ago today".
    """

    unit: str
    amount: int = 0
    value: int | None = None
    reference: str = "published"
    to_reference: bool = False
    template: str = ""
    day: Offset | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression.

    Attributes:
        start: First code point.
        end: Code point behind it.
        text: The words.
        kind: Its class.
        edtf: What it means as far as it is known; None where that cannot be said (durations, vague words, relative dates
            of a document without date or bounds).
        basis: How `edtf` is known.
        offset: Symbolic value of a relative or anaphoric expression.
        role: ``deadline`` for "by 2030", ``since`` for "since 2013", ``until``, and the roles of `kortui.extract.dates_open`;
            empty otherwise.
        words: Of a date that is open at an end or only about right its words with those that say so ("before June 2012");
            empty otherwise.
        opens: Where these begin, -1 where there are none.
        either: EDTF of all the dates of which it is one ("in 2008 or 2009"); empty otherwise.
    """

    start: int
    end: int
    text: str
    kind: DateClass
    edtf: str | None
    basis: DateBasis
    offset: Offset | None = None
    role: str = ""
    words: str = ""
    opens: int = -1
    either: str = ""


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """A quantity; fields as in `kortui.model.Amount`, `equivalent_to` an index into the document's amounts.

    Attributes:
        at: Where its text stands when the document corrects it elsewhere, else -1.
    """

    start: int
    end: int
    text: str
    kind: AmountKind
    value: int | float | None
    unit: str | None
    hedge: Hedge | None = None
    value_to: int | float | None = None
    equivalent_to: int | None = None
    at: int = -1


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """A mention of an entity.

    Attributes:
        id: Entity id.
        demonym: Whether the words are an adjective or people's name ("Turkish") and not the name itself.
        office: The title the mention carries ("Foreign Minister"), empty when none.
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    id: str
    demonym: bool = False
    office: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the stages saw in one document, before records of several documents are merged."""

    document: Document
    published: Bounds
    sentences: tuple[Sentence, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    entities: tuple[EntitySpan, ...]
    events: tuple[Event, ...] = ()
