"""Makes the derived file of a large database: the index, and where each record stands in the database file.

Two processes share the work when it is large: one writes what is indexed of words, the other works out all else and then
writes it into the same file. Run by a child process, ``python -m kortui.search.build DATABASE TARGET``, so that no key ever
waits for it. A database of any other layout than kortui writes is not derived from.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO, Any, cast

from kortui.model import Conflict, Document, Entity
from kortui.schema import SCHEMA, SchemaError, from_row
from kortui.search.collect import AmountKey, Collector, decade_sets, document_labels, names_and_parts
from kortui.search.layout import LONGEST_PREFIX, NAMED, SPACES, STEP, VERSION, signature
from kortui.search.order import ORDERS
from kortui.search.packed import numbers_to_bytes, pack_bits, pack_rows
from kortui.search.rows import bits_of
from kortui.search.scan import EventReader, NotDerivable, Places, rows_of
from kortui.search.sharing import FAILED, NOT_DERIVABLE, second_process
from kortui.search.spans import spans_of
from kortui.search.texts import TextWriter
from kortui.search.tokens import tokens
from kortui.text import sanitise

_SCHEMA = """
create table meta (key text primary key, value) without rowid;
create table record (kind text primary key, starts blob, lengths blob, sums blob) without rowid;
create table posting (space integer, key text, rows blob, primary key (space, key)) without rowid;
create table decade (number integer primary key, value text, rows blob);
create table span (begins blob, firsts blob, lasts blob);
create table words (row integer primary key, title text, text text);
create table ordering (name text primary key, rows blob) without rowid;
create table event_id (id text primary key, row integer) without rowid;
create table conflict_of (event text, position integer, primary key (event, position)) without rowid;
create table column_data (name text primary key, "values" blob, rows blob, code text) without rowid;
create table rung (name text, upward integer, number integer, rows blob, primary key (name, upward, number)) without rowid;
create table amount_range (name text, low real, high real, row integer);
"""


SHARED = 5_000
"""Events from which on a second process writes the words; starting it costs as much as reading some hundred."""


def make(database: Path, target: Path, *, shared: bool = False) -> None:
    """Make the derived file of a database and put it in its place when it is whole.

    Args:
        database: A database written by kortui.
        target: The derived file; its folder exists.
        shared: Whether a second process may take half of the work; only for a process that does nothing else.

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
        _Builder(temporary).run(database, shared=shared)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
        if enabled:
            gc.enable()


@contextmanager
def _writing(target: Path) -> Iterator[sqlite3.Connection]:
    """The derived file within one transaction; what fails leaves a file that nobody opens."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.executescript("pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off;")
        connection.execute("begin")
        yield connection
        connection.execute("commit")


class _Builder:
    """One pass over a database file into an empty SQLite file."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._places: defaultdict[str, Places] = defaultdict(Places)
        self._fields: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._ids: list[str] = []
        self._orders: defaultdict[str, list[Any]] = defaultdict(list)
        self._starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        self._amounts: defaultdict[AmountKey, list[tuple[float, int]]] = defaultdict(list)
        self._ranges: defaultdict[AmountKey, list[tuple[float, float, int]]] = defaultdict(list)

    def run(self, database: Path, *, shared: bool) -> None:
        """Read the database and write everything; `shared` as of `make`."""
        digest = hashlib.sha256()
        with database.open("rb") as file:
            before = signature(os.fstat(file.fileno()))
            try:
                reader = self._read(file, digest)
                writer: AbstractContextManager[object] = nullcontext()
                if (
                    shared
                    and len(self._places["events"].starts) >= SHARED
                    and (os.cpu_count() or 1) > 1
                    and hasattr(os, "fork")
                ):
                    writer = second_process(lambda: self._write_texts(reader))
                else:
                    self._write_texts(reader)
                with writer:
                    self._read_events(reader)
            except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
                raise NotDerivable(str(error)) from error
            if signature(os.fstat(file.fileno())) != before:
                raise NotDerivable("the database changed while it was read")
        size = len(self._ids)
        meta = {"version": VERSION, "signature": before, "sha256": digest.hexdigest(), "size": size, "complete": 1}
        with _writing(self._target) as db:
            self._write(db, size)
            db.executemany("insert into meta values (?, ?)", [*meta.items(), *self._meta.items()])

    def _write_texts(self, reader: EventReader) -> None:
        """Make the tables and write what is indexed of words."""
        with _writing(self._target) as db:
            for statement in _SCHEMA.strip().rstrip(";").split(";"):
                db.execute(statement)
            TextWriter(db, names_and_parts(self._entities)).write(reader.rows())

    def _read(self, file: IO[bytes], digest: Any) -> EventReader:
        """Take in all rows but events, which wait in the file until what they refer to is known."""
        kinds: dict[str, type] = {"entities": Entity, "conflicts": Conflict, "documents": Document}
        found: dict[str, list[Any]] = {name: [] for name in kinds}
        self._meta: dict[str, Any] = {}
        for table, start, line in rows_of(file, digest):
            if table == "meta":
                row = json.loads(line)
                self._meta = {"library_sha256": sanitise(row.get("sha256") or ""), "schema": row["schema"]}
                continue
            self._places[table].add(start, line)
            if table in kinds:
                found[table].append(from_row(kinds[table], json.loads(line), table))
        if self._meta.get("schema") != SCHEMA:
            raise NotDerivable("no database of this schema")
        documents = cast("list[Document]", found["documents"])
        self._meta["labels"] = json.dumps([document_labels(d) for d in documents])
        self._entities: list[Entity] = found["entities"]
        self._meta["ids"] = json.dumps({"documents": [d.id for d in documents], "entities": [e.id for e in self._entities]})
        self._conflicts = found["conflicts"]
        collector = Collector(documents, found["entities"], found["conflicts"])
        return EventReader(file, self._places["events"], collector, {d.id: d.text for d in documents})

    def _read_events(self, reader: EventReader) -> None:
        """Take in the parts of the index."""
        last = None
        for part in reader.parts():
            if last is not None and part.keys[0] < last:
                raise NotDerivable("events out of order")
            last = part.keys[1]
            self._ids += part.ids
            for key, rows in part.fields.items():
                self._fields[key].extend(rows)
            self._starts += part.starts
            self._ends += part.ends
            for name, found in part.orders.items():
                self._orders[name] += found
            for amount, pairs in part.amounts.items():
                self._amounts[amount] += pairs
            for amount, ranges in part.ranges.items():
                self._ranges[amount] += ranges

    def _write(self, db: sqlite3.Connection, size: int) -> None:
        sets = decade_sets(self._starts, self._ends, self._fields, size)
        decades = ((number, value, pack_bits(bits, size)) for number, (value, bits) in enumerate(sets.items()))
        db.executemany("insert into decade values (?, ?, ?)", decades)
        spans = spans_of((start, end) for (start, _), (end, _) in zip(self._starts, self._ends, strict=True))
        stretches = zip("Iqq", (spans.begins, spans.firsts, spans.lasts), strict=True)
        db.execute("insert into span values (?, ?, ?)", [numbers_to_bytes(code, numbers) for code, numbers in stretches])
        self._write_named(db, size)
        packed = ((SPACES["fields"], key, pack_rows(rows, size, often=True)) for key, rows in sorted(self._fields.items()))
        db.executemany("insert into posting values (?, ?, ?)", packed)
        db.executemany("insert into event_id values (?, ?)", sorted((event, row) for row, event in enumerate(self._ids)))
        of = ((event, position) for position, conflict in enumerate(self._conflicts) for event in conflict.events)
        db.executemany("insert or ignore into conflict_of values (?, ?)", of)
        for kind, held in self._places.items():
            places = zip("QII", (held.starts, held.lengths, held.sums), strict=True)
            data = (kind, *(numbers_to_bytes(code, numbers) for code, numbers in places))
            db.execute("insert into record values (?, ?, ?, ?)", data)
        for name in ORDERS.keys() - {"title"}:
            rows = sorted(range(size), key=self._orders[name].__getitem__)
            db.execute("insert into ordering values (?, ?)", (name, numbers_to_bytes("I", rows)))
        self._write_column(db, "starts", self._starts, size, "q")
        self._write_column(db, "ends", self._ends, size, "q")
        for key, pairs in self._amounts.items():
            self._write_column(db, "\t".join(key), pairs, size, "d")
        for key, ranges in self._ranges.items():
            if key not in self._amounts:
                self._write_column(db, "\t".join(key), [], size, "d")
            entries = (("\t".join(key), *entry) for entry in ranges)
            db.executemany("insert into amount_range values (?, ?, ?, ?)", entries)

    def _write_named(self, db: sqlite3.Connection, size: int) -> None:
        """The rows of the entities whose names have a word that begins so: one set to read in place of fifty."""
        fields = self._fields
        short: defaultdict[str, int] = defaultdict(int)
        for entity in self._entities:
            keys = (f"actor:{entity.id}", f"place:{entity.id}")
            bits = bits_of((row for key in keys if key in fields for row in fields[key]), size)
            words = {token for name in (entity.name, *entity.aliases) for token in tokens(name)}
            for beginning in {word[:length] for word in words for length in range(1, LONGEST_PREFIX + 1)}:
                short[beginning] |= bits
        entries = ((NAMED, key, pack_bits(bits, size)) for key, bits in sorted(short.items()))
        db.executemany("insert into posting values (?, ?, ?)", entries)

    def _write_column(
        self, db: sqlite3.Connection, name: str, pairs: Sequence[tuple[float, int]], size: int, code: str
    ) -> None:
        """A sorted column with the sets of the rows up to and from every `STEP`-th entry."""
        ordered = sorted(pairs)
        rows = array("I", (row for _, row in ordered))
        values = numbers_to_bytes(code, [value for value, _ in ordered])
        data = (name, values, numbers_to_bytes("I", rows), code)
        db.execute("insert into column_data values (?, ?, ?, ?)", data)
        steps = range(STEP, len(rows) + 1, STEP)
        upto = _unions(((at // STEP, rows[at - STEP : at]) for at in steps), size)
        onward = _unions(((at // STEP, rows[at : at + STEP]) for at in reversed(steps)), size)
        for upward, sets in enumerate((upto, onward)):
            rungs = ((name, upward, number, pack_bits(bits, size)) for number, bits in sets)
            db.executemany("insert into rung values (?, ?, ?, ?)", rungs)


def _unions(parts: Iterable[tuple[int, Sequence[int]]], size: int) -> Iterator[tuple[int, int]]:
    """Numbered parts of rows as growing sets."""
    bits = 0
    for number, rows in parts:
        bits |= bits_of(rows, size)
        yield number, bits


def main(arguments: Sequence[str]) -> int:
    """Make a derived file; the exit code is 0 when it is made, 1 when the database is not derivable, 2 on other errors."""
    with suppress(OSError):
        os.nice(5)  # the app goes first
    try:
        make(Path(arguments[0]), Path(arguments[1]), shared=True)
    except NotDerivable:
        return NOT_DERIVABLE
    except (OSError, sqlite3.Error, SchemaError):
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
