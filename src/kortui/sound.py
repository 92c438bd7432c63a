"""What every reader of a database relies on and types cannot say: dates parse, indices point at something, quotes are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kortui import edtf
from kortui.model import Document, Event, Series
from kortui.records import replace
from kortui.schema import SchemaError


def check_record(record: object) -> None:
    """What the types cannot say but every reader relies on: dates parse, indices point at something.

    Raises:
        SchemaError: When an index does not, or what a record must have is lacking.
        EdtfError: When a date does not.
    """
    if isinstance(record, Event):
        _check_event(record)
    elif isinstance(record, Document):
        edtf.bounds(record.published)
        edtf.bounds(record.published_bounds)
        if record.digest_of is not None:
            edtf.bounds(record.digest_of.published)
    elif isinstance(record, Series):
        for point in record.points:
            edtf.parse(point.date)


def _check_event(event: Event) -> None:
    edtf.bounds(event.date.edtf)
    edtf.from_iso(event.date.start)
    edtf.from_iso(event.date.end)
    quotes = len(event.evidence)
    if not quotes:
        raise SchemaError(f"event {event.id} has no evidence")
    if not event.domains:
        raise SchemaError(f"event {event.id} has no domain")
    for other in event.other_dates:
        edtf.parse(other.edtf)
        if not 0 <= other.evidence < quotes:
            raise SchemaError(f"event {event.id} has a date of evidence {other.evidence}, which it lacks")
    for amount in event.amounts:
        if not 0 <= amount.evidence < quotes:
            raise SchemaError(f"event {event.id} has an amount of evidence {amount.evidence}, which it lacks")
        if amount.equivalent_to is not None and not 0 <= amount.equivalent_to < len(event.amounts):
            raise SchemaError(f"event {event.id} has an amount equivalent to number {amount.equivalent_to}, which it lacks")


def mark_stale(documents: Sequence[Document], events: Sequence[Event]) -> Iterator[Event]:
    """The events, evidence that does not stand where it says marked stale."""
    texts = {d.id: d.text for d in documents}
    return (marked(event, lambda document: texts.get(document, "")) for event in events)


def marked(event: Event, text_of: Callable[[str], str]) -> Event:
    """An event, evidence that does not stand where it says marked stale.

    Args:
        event: The event.
        text_of: Gives the text of a document by id; an empty one where there is none.
    """
    evidence = event.evidence
    stale = [e for e in evidence if e.start < 0 or not e.exact or text_of(e.document)[e.start : e.end] != e.exact]
    if stale or any(e.state == "stale" for e in evidence):
        return replace(event, evidence=tuple(replace(e, state="stale" if e in stale else "found") for e in evidence))
    return event
