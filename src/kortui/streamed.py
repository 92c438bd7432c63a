"""A database read row by row from its file, of which no more is held than what is looked at.

The file has to be laid out as `kortui.layout` writes it, one row a line, records in order. What is not is for `kortui.store`,
which reads any JSON of a database whole.
"""

from __future__ import annotations

import json
import os
import re
import stat
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

from kortui.errors import EdtfError
from kortui.layout import RECORDS, check_meta, rows_at
from kortui.model import Conflict, Document, Entity, Event, Series
from kortui.schema import SchemaError, faults_of, from_row
from kortui.sound import check_record, marked
from kortui.store import refuse_constant
from kortui.text import sanitise

R = TypeVar("R")

_ROW = re.compile(rb'"([1-9]\d*)": (\{.*\})(,?)\n', re.DOTALL)
_HELD = 32_000_000
"""Bytes of rows of documents that are held: each is looked at for its text by all records it is evidence of."""


class OtherLayoutError(Exception):
    """The file is not laid out or not in order as kortui writes it, or was changed meanwhile; it has to be read whole."""


class UnsoundError(Exception):
    """A row does not fit the schema."""


class FileRows(Generic[R]):
    """The records of a table, made from the file one by one, each time they are gone through.

    Args:
        descriptor: Of the open file.
        table: Name of the table.
        order: Key by which the records have to stand in order; None where any order will do.

    Attributes:
        starts: Where each row begins in the file.
        lengths: Bytes of each.
        left_out: Positions of rows that are passed over, since they do not fit the schema.
    """

    def __init__(self, descriptor: int, table: str, order: Callable[[R], Any] | None = None) -> None:
        self._descriptor = descriptor
        self._table = table
        self._order = order
        self.starts = array("Q")
        self.lengths = array("I")
        self.left_out: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts) - len(self.left_out)

    def __iter__(self) -> Iterator[R]:
        before: Any = None
        for at, row in self._rows():
            if at in self.left_out:
                continue
            record = self._made(at, row)
            if self._order is not None:
                key = self._order(record)
                if before is not None and key < before:
                    raise OtherLayoutError("records out of order")
                before = key
            self._pass(record, at)
            yield record

    def _pass(self, record: R, at: int) -> None:
        """Take note of a record and its position."""

    def at(self, position: int) -> R:
        """The record at a position of the file.

        Raises:
            UnsoundError: When it does not fit the schema.
        """
        (row,) = self._read([self.starts[position]], [self.lengths[position]])
        return self._made(position, _loads(row))

    def faults(self) -> Iterator[tuple[str, str]]:
        """Where and what of each row that does not fit the schema, as of `kortui.store.load_sound`; they are left out then."""
        left_out: set[int] = set()
        for at, row in self._rows():
            try:
                self._made(at, row)
            except UnsoundError as error:
                left_out.add(at)
                key, named = f"row {at + 1}", row.get("id")
                where = f"{self._table} {sanitise(named) if isinstance(named, str) else key}"
                yield from [(where, what) for what in faults_of(RECORDS[self._table], row, key)] or [(where, str(error))]
        self.left_out = frozenset(left_out)

    def _rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The JSON of each row with its position."""
        yield from enumerate(map(_loads, self._read(self.starts, self.lengths)))

    def _read(self, starts: Sequence[int], lengths: Sequence[int]) -> Iterator[bytes]:
        try:
            yield from rows_at(self._descriptor, starts, lengths)
        except (OSError, EOFError) as error:
            raise OtherLayoutError("the file was cut short") from error

    def _made(self, at: int, row: dict[str, Any]) -> R:
        try:
            record: R = from_row(RECORDS[self._table], row, f"row {at + 1}")
            check_record(record)
        except (SchemaError, EdtfError) as error:
            raise UnsoundError(str(error)) from error
        return record


_decode = json.JSONDecoder(parse_constant=refuse_constant).decode  # `json.loads` would make a decoder for each row


def _loads(data: bytes) -> dict[str, Any]:
    try:
        row = _decode(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise OtherLayoutError("a row that is no JSON") from error
    if not isinstance(row, dict):
        raise OtherLayoutError("a row that is no object")
    return row


class _Documents(FileRows[Document]):
    """The documents, with where each stands; of several with one id the last."""

    _positions: dict[str, int]
    _known = False

    def __iter__(self) -> Iterator[Document]:
        self._positions = {}
        yield from super().__iter__()
        self._known = True

    def _pass(self, record: Document, at: int) -> None:
        self._positions[record.id] = at

    def position_of(self, document: str) -> int | None:
        """Position of a document; None when there is none of that id."""
        if not self._known:
            for _ in self:
                pass
        return self._positions.get(document)

    def faults(self) -> Iterator[tuple[str, str]]:
        """As of `FileRows`."""
        self._known = False
        yield from super().faults()


class _Events(FileRows[Event]):
    """The events, evidence that does not stand where it says marked stale."""

    text_of: Callable[[str], str | None]

    def _made(self, at: int, row: dict[str, Any]) -> Event:
        return marked(super()._made(at, row), lambda document: self.text_of(document) or "")


class FileLibrary:
    """A library in a file.

    Attributes:
        documents: In order of id.
        events: In order of `Event.sort_key`, stale evidence marked.
        entities: In order of id.
        sha256: As of `kortui.model.Library`.
        companions: As of `kortui.model.Library`.
        counted: As of `kortui.model.Library`.
    """

    def __init__(self, file: IO[bytes], path: Path) -> None:
        descriptor = file.fileno()
        self.documents = _Documents(descriptor, "documents", lambda one: one.id)
        self.events = _Events(descriptor, "events", lambda one: one.sort_key)
        self.entities: FileRows[Entity] = FileRows(descriptor, "entities", lambda one: one.id)
        self.series: FileRows[Series] = FileRows(descriptor, "series")
        self.conflicts: FileRows[Conflict] = FileRows(descriptor, "conflicts")
        self.events.text_of = self.text_of
        self._texts: dict[str, tuple[str, int]] = {}
        self._room = _HELD
        tables: Mapping[str, FileRows[Any]] = {name: getattr(self, name) for name in RECORDS}
        meta = _places(file, tables)
        self.sha256, self.companions, self.counted = check_meta(path, {"meta": {"1": meta}, **{name: {} for name in RECORDS}})

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset(one.id for one in self.entities)

    def text_of(self, document: str) -> str | None:
        """The text of a document; None when there is none of that id."""
        held = self._texts.pop(document, None)
        if held is None:
            at = self.documents.position_of(document)
            if at is None:
                return None
            held = (self.documents.at(at).text, self.documents.lengths[at])
            self._room -= held[1]
            while self._room < 0 and self._texts:
                self._room += self._texts.pop(next(iter(self._texts)))[1]
        self._texts[document] = held
        return held[0]

    def has_entity(self, entity: str) -> bool:
        """Whether there is an entity of an id."""
        return entity in self._entities

    def faults(self) -> list[tuple[str, str]]:
        """Where and what of all rows that do not fit the schema; what is gone through later is the others."""
        self.__dict__.pop("_entities", None)
        self._texts.clear()
        return [fault for name in RECORDS for fault in getattr(self, name).faults()]


@contextmanager
def opened(path: Path) -> Iterator[FileLibrary]:
    """A database that is read row by row for as long as it is open.

    Raises:
        OtherLayoutError: When it has to be read whole, or cannot be read: `kortui.store.load` then says why. Going through it
            raises the same.
        DatabaseError: When it is of another schema.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OtherLayoutError("not a file")
        file = path.open("rb")
    except OSError as error:
        raise OtherLayoutError(str(error)) from error
    with file:
        before = os.fstat(file.fileno())
        try:
            library = FileLibrary(file, path)
        except OSError as error:
            raise OtherLayoutError(str(error)) from error
        yield library
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise OtherLayoutError("it was changed meanwhile")


def _places(file: IO[bytes], tables: Mapping[str, FileRows[Any]]) -> dict[str, Any]:
    """See where each row stands; the row of ``meta``.

    Raises:
        OtherLayoutError: When the file is not laid out, to the byte, as `kortui.layout.pieces` writes it but for the rows.
    """
    begin, behind = b'{"meta": {\n', b"},\n"
    if file.read(len(begin)) != begin:  # not the line, which may be the whole of a large file
        raise OtherLayoutError("no table meta")
    meta = _ROW.fullmatch(file.readline())
    if meta is None or meta[1] != b"1" or meta[3] or file.readline() != behind:
        raise OtherLayoutError("not one row in meta")
    for number, (name, rows) in enumerate(tables.items(), 1):
        end = b"}}\n" if number == len(tables) else behind
        head = file.readline()
        if head == b'"%b": {%b' % (name.encode(), end):
            continue
        if head != b'"%b": {\n' % name.encode():
            raise OtherLayoutError(f"no table {name}")
        _rows_until(file, rows, end)
    if file.read(1):
        raise OtherLayoutError("something behind the end")
    return _loads(meta[2])


def _rows_until(file: IO[bytes], rows: FileRows[Any], end: bytes) -> None:
    """See where the rows of a table stand, up to its end."""
    position, more = file.tell(), True
    for number, line in enumerate(iter(file.readline, b""), 1):
        if not more:
            if line != end:
                raise OtherLayoutError("no end of a table")
            return
        found = _ROW.fullmatch(line)
        if found is None or found[1] != b"%d" % number:
            raise OtherLayoutError("a line that is no row")
        rows.starts.append(position + found.start(2))
        rows.lengths.append(found.end(2) - found.start(2))
        position += len(line)
        more = bool(found[3])
    raise OtherLayoutError("cut short")
