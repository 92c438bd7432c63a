"""A library whose records are read from the database file when they are looked at."""

from __future__ import annotations

import json
import os
import zlib
from _thread import allocate_lock  # `threading` is 1 ms of a search
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar, overload

from kortui import edtf
from kortui.errors import EdtfError
from kortui.model import Document, Event, EventLine, EventParties, Evidence
from kortui.records import replace
from kortui.schema import SchemaError, from_row
from kortui.search.layout import signature
from kortui.search.places import StoredPlaces
from kortui.search.stored_file import Damage, DerivedDamagedError
from kortui.text import sanitise

T = TypeVar("T")


@cache
def _evidence_of() -> Callable[[bytes], Any]:
    """Reads of an event where its evidence stands."""
    from kortui.search.fetch import decoder  # msgspec is 10 ms of the page of a document with many records

    return decoder(Event, {Event: ("evidence",), Evidence: ("document", "start", "end", "exact")})


class DatabaseFile:
    """The database file, held open: what is read stays the same file though another is put in its place.

    Args:
        descriptor: Of the open file.
        damage: What tells of damage in the derived file, which says where rows stand.
    """

    def __init__(self, descriptor: int, damage: Damage) -> None:
        self._descriptor = descriptor
        self._damage = damage
        self.signature = signature(os.fstat(descriptor))

    def read(self, start: int, length: int, checksum: int) -> bytes:
        """A row of the file.

        Raises:
            DerivedDamagedError: When the file does not hold the row any more.
        """
        try:
            data = os.pread(self._descriptor, length, start)
        except OverflowError as error:
            raise self._damage.told("it tells of rows where none can be") from error
        except OSError as error:
            raise DerivedDamagedError(f"the database cannot be read: {error.strerror}", mend="start again") from error
        if len(data) != length or zlib.crc32(data) != checksum:
            if signature(os.fstat(self._descriptor)) != self.signature:
                raise DerivedDamagedError("the database was changed in place", mend="start again")
            raise self._damage.told("it tells of rows that the database does not hold")
        return data

    def lacking(self, row: int) -> DerivedDamagedError:
        """The error of a row that a table does not have: who counts no further than the last had it from the derived file."""
        return self._damage.told(f"it tells of row {row:,}, which there is not")

    def __del__(self) -> None:
        os.close(self._descriptor)


class LazyRows(Sequence[T], Generic[T]):
    """The rows of one table, each made a record when it is asked for; the last few thousand are kept."""

    def __init__(self, file: DatabaseFile, record: type[T], places: StoredPlaces, keep: int = 4096) -> None:
        self.file = file
        self._record = record
        self.places = places
        self._keep = keep
        self._kept: dict[int, T] = {}
        self._lock = allocate_lock()  # a chart is made in a thread beside the one that draws

    def __len__(self) -> int:
        return len(self.places)

    def _make(self, at: int) -> T:
        data = self.file.read(*self.places.of(at))
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
            raise self.file.lacking(at)
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

    def within(self, size: int) -> int:
        """How many rows, one as long as another, take so many bytes of the file."""
        if not len(self):
            return 1
        first, last = self.places.of(0), self.places.of(len(self) - 1)
        return size * len(self) // (last[0] + last[1] - first[0] + 1) + 1

    def passing(self, at: int) -> T:
        """A record for a pass over many: it is not kept, so that those in sight stay."""
        return self._kept.get(at) or self._make(at)

    def __iter__(self) -> Iterator[T]:
        if len(self) <= self._keep:
            return (self[at] for at in range(len(self)))
        return map(self.passing, range(len(self)))


_Part = TypeVar("_Part", EventLine, EventParties)


class _LazyParts(LazyRows[_Part]):
    """Some fields of each event: to read all of them means to look into the documents its evidence is in."""

    def _checked(self, record: _Part) -> _Part:
        edtf.bounds(record.date.edtf)
        return record


class LazyEvents(LazyRows[Event]):
    """The events, evidence that does not stand where it says marked stale, as `kortui.store.load` does."""

    texts: Mapping[str, Document]

    def __init__(self, file: DatabaseFile, places: StoredPlaces, keep: int = 4096) -> None:
        super().__init__(file, Event, places, keep)
        self._lines = _LazyParts(file, EventLine, places)
        self._parties = _LazyParts(file, EventParties, places, keep=64)

    def line(self, at: int) -> Event | EventLine:
        """What a list shows of an event; the event where it is at hand."""
        return self._kept.get(at) or self._lines[at]

    def parties(self, at: int) -> Event | EventParties:
        """Who takes part in an event and what it counts; the event where it is at hand."""
        return self._kept.get(at) or self._parties[at]

    def spans_in(self, at: int, document: Document) -> list[tuple[int, int, bool]]:
        """Where the evidence of a record stands in a document, and whether it does: a sixth of the time of reading the record.

        Args:
            at: The row of the record.
            document: The document; evidence from others is passed over.
        """
        if (known := self._kept.get(at)) is not None:
            return [(e.start, e.end, e.state == "found") for e in known.evidence if e.document == document.id]
        data = self.file.read(*self.places.of(at))
        try:
            cited = _evidence_of()(data).evidence
        except ValueError as error:
            raise DerivedDamagedError(f"row {at} is damaged: {error}", mend="make it again with `kortui build`") from error
        own = [e for e in cited if sanitise(e.document) == document.id]
        return [(e.start, e.end, 0 <= e.start < e.end and document.text[e.start : e.end] == sanitise(e.exact)) for e in own]

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
