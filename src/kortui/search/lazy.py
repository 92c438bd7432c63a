"""A library whose records are read from the database file when they are looked at."""

from __future__ import annotations

import json
import os
import zlib
from _thread import allocate_lock  # `threading` is 1 ms of a search
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Generic, TypeVar, overload

from kortui import edtf
from kortui.errors import EdtfError
from kortui.model import Conflict, Document, Entity, Event, Library, LibraryIndex
from kortui.records import replace
from kortui.schema import SchemaError, from_row
from kortui.search.rows import RowSet, bits_of_rows, rows_in
from kortui.search.stored import DerivedDamagedError, StoredPostings

T = TypeVar("T")
V = TypeVar("V")


class DatabaseFile:
    """The database file, held open: what is read stays the same file though another is put in its place."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, start: int, length: int, checksum: int) -> bytes:
        """A row of the file.

        Raises:
            DerivedDamagedError: When the file does not hold the row any more.
        """
        try:
            data = os.pread(self._descriptor, length, start)
        except OSError as error:
            raise DerivedDamagedError(f"the database cannot be read: {error.strerror}", mend="start again") from error
        if len(data) != length or zlib.crc32(data) != checksum:
            raise DerivedDamagedError("the database was changed in place", mend="start again")
        return data

    def __del__(self) -> None:
        os.close(self._descriptor)


class LazyRows(Sequence[T], Generic[T]):
    """The rows of one table, each made a record when it is asked for; the last few thousand are kept."""

    def __init__(
        self, file: DatabaseFile, record: type[T], places: tuple[Sequence[int], Sequence[int], Sequence[int]], keep: int = 4096
    ) -> None:
        self._file = file
        self._record = record
        self._starts, self._lengths, self._sums = places
        self._keep = keep
        self._kept: dict[int, T] = {}
        self._lock = allocate_lock()  # a chart is made in a thread beside the one that draws

    def __len__(self) -> int:
        return len(self._starts)

    def _make(self, at: int) -> T:
        data = self._file.read(self._starts[at], self._lengths[at], self._sums[at])
        try:
            return self._checked(from_row(self._record, json.loads(data), f"row {at}"))
        except (SchemaError, EdtfError, ValueError, RecursionError) as error:
            raise DerivedDamagedError(f"row {at} is damaged: {error}", mend="make it again with `kortui build`") from error

    def _checked(self, record: T) -> T:
        return record

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        with self._lock:
            if (found := self._kept.pop(at, None)) is not None:
                self._kept[at] = found
                return found
        found = self._make(at)
        with self._lock:
            if len(self._kept) >= self._keep:
                del self._kept[next(iter(self._kept))]
            self._kept[at] = found
        return found

    def passing(self, at: int) -> T:
        """A record for a pass over many: it is not kept, so that those in sight stay."""
        return self._kept.get(at) or self._make(at)

    def __iter__(self) -> Iterator[T]:
        if len(self) <= self._keep:
            return (self[at] for at in range(len(self)))
        return map(self.passing, range(len(self)))


class LazyEvents(LazyRows[Event]):
    """The events, evidence that does not stand where it says marked stale, as `kortui.store.load` does."""

    texts: Mapping[str, Document]

    def _checked(self, record: Event) -> Event:
        edtf.bounds(record.date.edtf)
        states = tuple("found" if self._holds(e.document, e.start, e.end, e.exact) else "stale" for e in record.evidence)
        if all(e.state == state for e, state in zip(record.evidence, states, strict=True)):
            return record
        evidence = tuple(
            replace(e, state="found" if state == "found" else "stale") for e, state in zip(record.evidence, states, strict=True)
        )
        return replace(record, evidence=evidence)

    def _holds(self, document: str, start: int, end: int, exact: str) -> bool:
        found = self.texts.get(document)
        return found is not None and start >= 0 and bool(exact) and found.text[start:end] == exact


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

    def __init__(self, postings: StoredPostings, events: Sequence[Event]) -> None:
        self._postings = postings
        self._events = events

    def __getitem__(self, key: str) -> int:
        row = self._postings.row_of(key)
        if row is None:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[str]:
        return (event.id for event in self._events)

    def __len__(self) -> int:
        return len(self._events)


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

    def __init__(self, library: Library, postings: StoredPostings) -> None:
        super().__init__(library)
        self._postings = postings

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return LazyMapping(self._postings.ids_of("documents"), self._library.documents)

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return LazyMapping(self._postings.ids_of("entities"), self._library.entities)

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Rows of events by id."""
        return RowsById(self._postings, self._library.events)

    @cached_property
    def rows_of_document(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each document gives evidence for, by document id."""
        return RowsByKey(self._postings, self._postings.ids_of("documents"), ("doc",))

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

    def together(self, lists: Iterable[Sequence[int]]) -> int:
        """How many rows are in one list or more."""
        return reduce(or_, (bits_of_rows(rows, len(self._library.events)) for rows in lists), 0).bit_count()

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[Conflict, ...]]:
        """Conflicts by event id."""
        return ConflictsById(self._postings, self._library.conflicts)
