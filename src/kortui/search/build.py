"""Makes the derived file of a large database: the index, and where each record stands in the database file.

Run by a child process, ``python -m kortui.search.build DATABASE TARGET``, so that no key ever waits for it. The database is
read line by line, one row a line as `kortui.store.save` writes it; a file of any other layout is not derived from.
"""

from __future__ import annotations

import gc
import hashlib
import json
import mmap
import os
import re
import sqlite3
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Any, cast

from kortui import edtf
from kortui.model import Conflict, Document, Entity, Event
from kortui.schema import SchemaError, from_row
from kortui.search.collect import Collector, Lists, decade_sets, document_labels
from kortui.search.order import ORDERS
from kortui.search.packed import numbers_to_bytes, pack_bits, pack_rows
from kortui.search.rows import bits_of
from kortui.text import sanitise

VERSION = 1
"""Of the derived file's layout; a file of another version is made anew."""

FLUSH = 1 << 16
"""Events whose row lists are held as Python lists before they are packed: a list takes five times the memory."""

STEP = 8192
"""Entries of a column from one row set made beforehand to the next."""

SPACES = {"title": 0, "text": 1, "fields": 2}
PREFIXES = {"title": 3, "text": 4}
LONGEST_PREFIX = 3

_SCHEMA = """
create table meta (key text primary key, value) without rowid;
create table record (kind text primary key, starts blob, lengths blob, sums blob) without rowid;
create table posting (space integer, key text, rows blob, primary key (space, key)) without rowid;
create table decade (number integer primary key, value text, rows blob);
create table words (row integer primary key, title text, text text);
create table ordering (name text primary key, rows blob) without rowid;
create table event_id (id text primary key, row integer) without rowid;
create table column_data (name text primary key, "values" blob, rows blob, code text) without rowid;
create table rung (name text, upward integer, number integer, rows blob, primary key (name, upward, number)) without rowid;
create table amount_range (name text, low real, high real, row integer);
"""
_TABLE = re.compile(rb'[{,]?\s*"(\w+)": \{(\})?')
_ROW = re.compile(rb'"\d+": ')


class NotDerivable(Exception):
    """The database is not laid out, ordered or shaped as kortui writes it; it is read whole instead."""


class _Records:
    """Where the rows of one table stand in the database file."""

    def __init__(self) -> None:
        self.starts = array("Q")
        self.lengths = array("I")
        self.sums = array("I")

    def add(self, start: int, line: bytes) -> None:
        self.starts.append(start)
        self.lengths.append(len(line))
        self.sums.append(zlib.crc32(line))


def signature(status: os.stat_result) -> str:
    """What names the state of a database file without reading it: size, time of change, inode."""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def _lines(file: IO[bytes], digest: Any) -> Iterator[tuple[str, int, bytes]]:
    """Table, offset and JSON of each row of a database file.

    Raises:
        NotDerivable: When a line is neither a row nor the begin or end of a table.
    """
    table = ""
    position = 0
    for line in file:
        digest.update(line)
        if line.startswith(b'"') and (match := _ROW.match(line)):
            body = line[match.end() :].rstrip(b"\n,")
            yield table, position + match.end(), body
        elif match := _TABLE.match(line):
            table = match[1].decode()
        elif not re.match(rb"\}[,}]?\s*", line):
            raise NotDerivable("a line that is no row")
        else:
            opened = re.search(rb'"(\w+)": \{', line)
            table = opened[1].decode() if opened else ""
        position += len(line)


def make(database: Path, target: Path) -> None:
    """Make the derived file of a database and put it in its place when it is whole.

    Args:
        database: A database written by kortui.
        target: The derived file; its folder exists.

    Raises:
        NotDerivable: When the database is not as kortui writes it.
        OSError: When a file cannot be read or written.
        sqlite3.Error: When the disk is full, among others.
    """
    temporary = target.parent / f".{target.name}.{os.getpid()}.tmp"
    enabled = gc.isenabled()
    gc.disable()  # everything made here stays until the end; the collector walking it takes a third of the time
    try:
        with suppress(FileNotFoundError):
            temporary.unlink()
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _Builder(connection).run(database)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
        if enabled:
            gc.enable()


class _Builder:
    """One pass over a database file into an empty SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._records: defaultdict[str, _Records] = defaultdict(_Records)
        self._postings: dict[str, defaultdict[str, array[int]]] = {s: defaultdict(lambda: array("I")) for s in SPACES}
        self._texts: dict[str, str] = {}
        self._documents: list[Document] = []
        self._ids: list[tuple[str, int]] = []
        self._orders: defaultdict[str, list[Any]] = defaultdict(list)
        self._last: tuple[edtf.SortKey, str] | None = None

    def run(self, database: Path) -> None:
        """Read the database and write everything."""
        db = self._db
        db.executescript("pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        db.execute("begin")
        digest = hashlib.sha256()
        with database.open("rb") as file:
            before = signature(os.fstat(file.fileno()))
            try:
                size = self._read(file, digest)
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
                raise NotDerivable(str(error)) from error
            if signature(os.fstat(file.fileno())) != before:
                raise NotDerivable("the database changed while it was read")
        self._write(size)
        meta = {"version": VERSION, "signature": before, "sha256": digest.hexdigest(), "size": size, "complete": 1}
        db.executemany("insert into meta values (?, ?)", [*meta.items(), *self._meta.items()])
        db.execute("commit")

    def _read(self, file: IO[bytes], digest: Any) -> int:
        """Take in all rows; events wait in the file until what they refer to is known."""
        kinds: dict[str, type] = {"entities": Entity, "conflicts": Conflict, "documents": Document}
        found: dict[str, list[Any]] = {name: [] for name in kinds}
        self._meta: dict[str, Any] = {}
        for table, start, line in _lines(file, digest):
            if table == "meta":
                row = json.loads(line)
                self._meta = {"library_sha256": sanitise(row.get("sha256") or ""), "schema": row["schema"]}
                continue
            self._records[table].add(start, line)
            if table in kinds:
                found[table].append(from_row(kinds[table], json.loads(line), table))
        if not self._meta or "schema" not in self._meta:
            raise NotDerivable("no table of what the database is")
        documents = cast("list[Document]", found["documents"])
        self._texts = {d.id: d.text for d in documents}
        self._meta["labels"] = json.dumps([document_labels(d) for d in documents])
        self._collector = Collector(documents, found["entities"], found["conflicts"])
        return self._read_events(file)

    def _read_events(self, file: IO[bytes]) -> int:
        records = self._records["events"]
        collected = self._collector.collected
        decode = json.JSONDecoder(object_hook=_Row).decode
        orders = [(key_of, self._orders[name].append) for name, key_of in ORDERS.items()]
        text_of = self._texts.get
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        for start, length in zip(records.starts, records.lengths, strict=True):
            event = cast("Event", decode(str(data[start : start + length], "utf-8")))
            key = (edtf.sort_key(event.date.edtf), event.id)
            if self._last is not None and key < self._last:
                raise NotDerivable("events out of order")
            self._last = key
            for evidence in event.evidence:
                there = text_of(evidence.document, "")[evidence.start : evidence.end]
                holds = there and evidence.start >= 0 and (there == evidence.exact or there == sanitise(evidence.exact))
                cast("Any", evidence).state = "found" if holds else "stale"
            self._ids.append((event.id, collected.size))
            for key_of, append in orders:
                append(key_of(event))
            self._collector.add(event)
            if collected.size % FLUSH == 0:
                self._flush()
        self._flush()
        return collected.size

    def _flush(self) -> None:
        """Pack the lists of the last events, write their words."""
        collected = self._collector.collected
        for space in SPACES:
            lists = cast("Lists", getattr(collected, space))
            packed = self._postings[space]
            for key, rows in lists.items():
                packed[key].extend(rows)
            lists.clear()
        first = collected.size - len(collected.title_words)
        words = zip(collected.title_words, collected.text_words, strict=True)
        self._db.executemany("insert into words values (?, ?, ?)", ((first + n, *pair) for n, pair in enumerate(words)))
        collected.title_words.clear()
        collected.text_words.clear()
        self._db.executemany("insert into event_id values (?, ?)", sorted(self._ids))
        self._ids.clear()

    def _write(self, size: int) -> None:
        collected = self._collector.collected
        sets = decade_sets(collected.starts, collected.ends, self._postings["fields"], size)
        decades = ((number, value, pack_bits(bits, size)) for number, (value, bits) in enumerate(sets.items()))
        self._db.executemany("insert into decade values (?, ?, ?)", decades)
        for space, number in SPACES.items():
            self._write_postings(space, number, size)
        for kind, records in self._records.items():
            places = zip("QII", (records.starts, records.lengths, records.sums), strict=True)
            data = (kind, *(numbers_to_bytes(code, numbers) for code, numbers in places))
            self._db.execute("insert into record values (?, ?, ?, ?)", data)
        for name in ORDERS:
            rows = sorted(range(size), key=self._orders[name].__getitem__)
            self._db.execute("insert into ordering values (?, ?)", (name, numbers_to_bytes("I", rows)))
        self._write_column("starts", collected.starts, size, "q")
        self._write_column("ends", collected.ends, size, "q")
        for key, pairs in collected.amounts.items():
            self._write_column("\t".join(key), pairs, size, "d")
        for key, ranges in collected.ranges.items():
            if key not in collected.amounts:
                self._write_column("\t".join(key), [], size, "d")
            entries = (("\t".join(key), *entry) for entry in ranges)
            self._db.executemany("insert into amount_range values (?, ?, ?, ?)", entries)

    def _write_postings(self, space: str, number: int, size: int) -> None:
        """The row sets of a space, and those of the first letters of its words."""
        postings = self._postings[space]
        short: defaultdict[str, int] = defaultdict(int)
        for key in sorted(postings):
            rows = postings[key]
            self._db.execute("insert into posting values (?, ?, ?)", (number, key, pack_rows(rows, size)))
            if space in PREFIXES and " " not in key:
                bits = bits_of(rows, size)
                for length in range(1, min(LONGEST_PREFIX, len(key)) + 1):
                    short[key[:length]] |= bits
        entries = ((PREFIXES[space], key, pack_bits(bits, size)) for key, bits in sorted(short.items()))
        self._db.executemany("insert into posting values (?, ?, ?)", entries)
        postings.clear()

    def _write_column(self, name: str, pairs: Sequence[tuple[float, int]], size: int, code: str) -> None:
        """A sorted column with the sets of the rows up to and from every `STEP`-th entry."""
        ordered = sorted(pairs)
        rows = array("I", (row for _, row in ordered))
        values = numbers_to_bytes(code, [value for value, _ in ordered])
        data = (name, values, numbers_to_bytes("I", rows), code)
        self._db.execute("insert into column_data values (?, ?, ?, ?)", data)
        steps = range(STEP, len(rows) + 1, STEP)
        insert: Callable[[int, Iterable[tuple[int, int]]], Any] = lambda upward, sets: self._db.executemany(  # noqa: E731
            "insert into rung values (?, ?, ?, ?)", ((name, upward, n, pack_bits(bits, size)) for n, bits in sets)
        )
        insert(0, _unions(((at // STEP, rows[at - STEP : at]) for at in steps), size))
        insert(1, _unions(((at // STEP, rows[at : at + STEP]) for at in reversed(steps)), size))


def _unions(parts: Iterable[tuple[int, Sequence[int]]], size: int) -> Iterator[tuple[int, int]]:
    """Numbered parts of rows as growing sets."""
    bits = 0
    for number, rows in parts:
        bits |= bits_of(rows, size)
        yield number, bits


class _Row:
    """A JSON object read by attribute; a tenth of what making a record costs, whose checks come when it is shown."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.__dict__ = row


def main(arguments: Sequence[str]) -> int:
    """Make a derived file; the exit code is 0 when it is made, 1 when the database is not derivable, 2 on other errors."""
    with suppress(OSError):
        os.nice(5)  # the app goes first
    try:
        make(Path(arguments[0]), Path(arguments[1]))
    except NotDerivable:
        return 1
    except (OSError, sqlite3.Error, SchemaError):
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
