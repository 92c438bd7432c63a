"""Ways into a library by id, when its records are read from the database file as they are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Generic, TypeVar

from kortui.model import Conflict, Document, Entity, Event, EventLine, EventParties, Library, LibraryIndex
from kortui.records import replace
from kortui.rows import RowSet, bits_of_rows, rows_in
from kortui.search.lazy import LazyEvents, LazyRows
from kortui.search.stored import StoredPostings
from kortui.search.stored_file import Table

if TYPE_CHECKING:
    from kortui.model.calendar import Calendar

V = TypeVar("V")

_FEW_IDS = 256
"""Events up to which reading each is sooner done than all the ids of a library of 100,000."""

_TEXTS = 64_000_000
"""Bytes of documents held for a piece of work: a quote is looked for in its text, 250 µs to read, whenever a record is made."""


class LazyMapping(Mapping[str, V], Generic[V]):
    """Records by id, found by position."""

    def __init__(self, positions: Mapping[str, int], records: Sequence[V]) -> None:
        self._positions = positions
        self._records = records

    def __getitem__(self, key: str) -> V:
        return self._records[self._positions[key]]

    def __contains__(self, key: object) -> bool:
        return key in self._positions

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


class ConflictsById(Mapping[str, tuple[Conflict, ...]]):
    """Conflicts by the id of an event, found in the index."""

    def __init__(self, postings: StoredPostings, conflicts: Sequence[Conflict]) -> None:
        self._postings = postings
        self._conflicts = conflicts

    def __getitem__(self, key: str) -> tuple[Conflict, ...]:
        positions = self._postings.conflicts_of(key)
        if not positions:
            raise KeyError(key)
        return tuple(self._conflicts[at] for at in positions)

    def __iter__(self) -> Iterator[str]:
        return iter(self._postings.conflicting())

    def __len__(self) -> int:
        return len(self._postings.conflicting())


class RowsById(Mapping[str, int]):
    """Rows of events by id."""

    def __init__(self, postings: StoredPostings) -> None:
        self._postings = postings

    def __getitem__(self, key: str) -> int:
        row = self._postings.row_of(key)
        if row is None:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._postings.event_ids())

    def __len__(self) -> int:
        return self._postings.size


class Positions(Mapping[str, int]):
    """Positions of documents or entities by id, each looked up when it is asked for, and kept."""

    def __init__(self, postings: StoredPostings, kind: Table, size: int) -> None:
        self._postings = postings
        self._kind: Table = kind
        self._size = size
        self._known: dict[str, int] = {}

    def __getitem__(self, key: str) -> int:
        found = self._known.get(key)
        if found is None:
            found = self._postings.position_of(self._kind, key)
            if found is None:
                raise KeyError(key)
            self._known[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._postings.ids_of(self._kind))

    def __len__(self) -> int:
        return self._size


class RowsByKey(Mapping[str, tuple[int, ...]]):
    """Rows of documents or entities by id."""

    def __init__(self, postings: StoredPostings, ids: Collection[str], fields: tuple[str, ...]) -> None:
        self._postings = postings
        self._ids = ids
        self._fields = fields

    def __getitem__(self, key: str) -> tuple[int, ...]:
        bits = 0
        for field in self._fields:
            bits |= self._postings.get("fields", f"{field}:{key}")
        if not bits and key not in self._ids:
            raise KeyError(key)
        return tuple(rows_in(bits))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class LazyIndex(LibraryIndex):
    """Ways into a lazy library by id, which do not go through all its records."""

    stored = True

    def __init__(self, library: Library, events: LazyEvents, postings: StoredPostings) -> None:
        super().__init__(library)
        self._postings = postings
        self._line, self._parties, self._spans_in = events.line, events.parties, events.spans_in

    def line(self, row: int) -> Event | EventLine:
        """What a list shows of an event: a sixth of the time of reading all of it, and the documents its evidence is in."""
        return self._line(row)

    def parties(self, row: int) -> Event | EventParties:
        """Who takes part in an event and what it counts, in a third of the time of reading all of it."""
        return self._parties(row)

    @cached_property
    def calendar(self) -> Calendar:
        """Which events a day of the calendar concerns."""
        from kortui.search.calendar import StoredCalendar  # of what a day brings alone

        return StoredCalendar(self._postings)

    def spans_in(self, row: int, document: Document) -> Sequence[tuple[int, int, bool]]:
        """Where the evidence of an event stands in a document: a sixth of the time of reading all of it."""
        return self._spans_in(row, document)

    @cached_property
    def _document_positions(self) -> Positions:
        return Positions(self._postings, "documents", len(self._library.documents))

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return LazyMapping(self._document_positions, self._library.documents)

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return LazyMapping(Positions(self._postings, "entities", len(self._library.entities)), self._library.entities)

    @cached_property
    def name_keys(self) -> Sequence[tuple[tuple[str, ...], ...]]:
        """The tokens of the names of each entity."""
        return self._postings.name_keys

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Rows of events by id."""
        return RowsById(self._postings)

    @cached_property
    def rows_of_document(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each document gives evidence for, by document id."""
        return RowsByKey(self._postings, self._document_positions, ("doc",))

    @cached_property
    def rows_of_entity(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each entity takes part in or that happened there, by entity id."""
        keys = [*self._postings.keys("fields", "actor:", "actor;"), *self._postings.keys("fields", "place:", "place;")]
        return RowsByKey(self._postings, dict.fromkeys(key.partition(":")[2] for key in keys), ("actor", "place"))

    def having(self, rows: Sequence[int], field: str, values: Iterable[str]) -> Sequence[int]:
        """Those of some rows whose events have one of some values; see `LibraryIndex.having`."""
        wanted = 0
        for value in values:
            for key in ("actor", "place") if field == "named" else (field,):
                wanted |= self._postings.unkept(key, value)
        return RowSet(wanted & bits_of_rows(rows, len(self._library.events)))

    def held(self) -> Library:
        """The same library whose records are each read once, and the texts they quote hardly more often."""
        library = self._library
        if not isinstance(library.documents, LazyRows) or not isinstance(library.events, LazyEvents):
            return library
        told, file = library.documents, library.events.file
        documents: LazyRows[Document] = LazyRows(file, Document, told.places, told.within(_TEXTS))
        events = LazyEvents(file, library.events.places, len(library.events))
        found = replace(library, documents=documents, events=events)
        index = LazyIndex(found, events, self._postings)
        object.__setattr__(found, "index", index)
        events.texts = index.document
        return found

    def ids_of(self, rows: Sequence[int]) -> Iterator[str]:
        """The ids of the events of some rows, of which only few are read one by one; see `LibraryIndex.ids_of`."""
        if len(rows) <= _FEW_IDS:
            return super().ids_of(rows)
        return map(self._postings.event_ids().__getitem__, rows)

    def together(self, lists: Iterable[Sequence[int]]) -> int:
        """How many rows are in one list or more."""
        return reduce(or_, (bits_of_rows(rows, len(self._library.events)) for rows in lists), 0).bit_count()

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[Conflict, ...]]:
        """Conflicts by event id."""
        return ConflictsById(self._postings, self._library.conflicts)
