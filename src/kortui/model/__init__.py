"""What kortui knows: documents, events with their evidence, entities, series and conflicts.

All records are frozen; a `Library` holds one database and never changes. Their fields are the JSON keys of the database
(see docs/records.md), read and written by `kortui.schema`. Ids of entities stand for people, organisations, countries and
places alike.
"""

from __future__ import annotations

from kortui.model.documents import CONTEXT, Block, DigestOf, Document, Evidence
from kortui.model.entities import Conflict, Entity, Office, Series, SeriesPoint
from kortui.model.events import Actor, Amount, Event, EventDate, EventLine, EventParties, OtherDate, Plover, event_id
from kortui.model.library import Library, LibraryIndex, digest_of_inputs

__all__ = [
    "CONTEXT",
    "Actor",
    "Amount",
    "Block",
    "Conflict",
    "DigestOf",
    "Document",
    "Entity",
    "Event",
    "EventDate",
    "EventLine",
    "EventParties",
    "Evidence",
    "Library",
    "LibraryIndex",
    "Office",
    "OtherDate",
    "Plover",
    "Series",
    "SeriesPoint",
    "digest_of_inputs",
    "event_id",
]
