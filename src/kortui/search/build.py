"""Makes the derived file of a large database: the index, and where each record stands in the database file.

Run by a child process, ``python -m kortui.search.build DATABASE TARGET``, so that no key ever waits for it. A database of
any other layout than kortui writes is not derived from.
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
from contextlib import closing, suppress
from itertools import chain, groupby
from pathlib import Path
from typing import IO, Any, cast

from kortui.model import Conflict, Document, Entity
from kortui.schema import SCHEMA, SchemaError, from_row
from kortui.search.collect import AmountKey, Collector, decade_sets, document_labels, names_and_parts
from kortui.search.layout import LONGEST_PREFIX, NAMED, PREFIXES, SPACES, STEP, VERSION, signature
from kortui.search.order import ORDERS
from kortui.search.packed import is_sparse, numbers_to_bytes, pack_bits, pack_rows
from kortui.search.rows import bits_of
from kortui.search.scan import EventReader, NotDerivable, Places, rows_of
from kortui.search.spans import spans_of
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


def make(database: Path, target: Path, *, shared: bool = False) -> None:
    """Make the derived file of a database and put it in its place when it is whole.

    Args:
        database: A database written by kortui.
        target: The derived file; its folder exists.
        shared: Whether a second process may take half of a large database; only for a process that does nothing else.

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
            _Builder(connection).run(database, target.parent if shared else None)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
        if enabled:
            gc.enable()


class _Builder:
    """One pass over a database file into an empty SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._places: defaultdict[str, Places] = defaultdict(Places)
        self._postings: dict[str, defaultdict[str, array[int]]] = {s: defaultdict(lambda: array("I")) for s in SPACES}
        self._orders: defaultdict[str, list[Any]] = defaultdict(list)
        self._starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        self._amounts: defaultdict[AmountKey, list[tuple[float, int]]] = defaultdict(list)
        self._ranges: defaultdict[AmountKey, list[tuple[float, float, int]]] = defaultdict(list)

    def run(self, database: Path, spool: Path | None) -> None:
        """Read the database and write everything; `spool` as of `EventReader.parts`."""
        db = self._db
        db.executescript("pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        db.execute("begin")
        digest = hashlib.sha256()
        with database.open("rb") as file:
            before = signature(os.fstat(file.fileno()))
            try:
                size = self._read(file, digest, spool)
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
                raise NotDerivable(str(error)) from error
            if signature(os.fstat(file.fileno())) != before:
                raise NotDerivable("the database changed while it was read")
        self._write(size)
        meta = {"version": VERSION, "signature": before, "sha256": digest.hexdigest(), "size": size, "complete": 1}
        db.executemany("insert into meta values (?, ?)", [*meta.items(), *self._meta.items()])
        db.execute("commit")

    def _read(self, file: IO[bytes], digest: Any, spool: Path | None) -> int:
        """Take in all rows; events wait in the file until what they refer to is known."""
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
        of = ((event, position) for position, conflict in enumerate(found["conflicts"]) for event in conflict.events)
        self._db.executemany("insert or ignore into conflict_of values (?, ?)", of)
        collector = Collector(documents, found["entities"], found["conflicts"])
        reader = EventReader(
            file, self._places["events"], collector, {d.id: d.text for d in documents}, names_and_parts(self._entities)
        )
        return self._read_events(reader, spool)

    def _read_events(self, reader: EventReader, spool: Path | None) -> int:
        """Take in the parts of the index; the number of events."""
        size = 0
        last = None
        for part in reader.parts(spool):
            if last is not None and part.keys[0] < last:
                raise NotDerivable("events out of order")
            last = part.keys[1]
            size = part.first + len(part.ids)
            for space, keys in part.postings.items():
                postings = self._postings[space]
                for key, rows in keys.items():
                    postings[key].extend(rows)
            self._starts += part.starts
            self._ends += part.ends
            for name, found in part.orders.items():
                self._orders[name] += found
            for amount, pairs in part.amounts.items():
                self._amounts[amount] += pairs
            for amount, ranges in part.ranges.items():
                self._ranges[amount] += ranges
            words = ((part.first + n, *pair) for n, pair in enumerate(part.words))
            self._db.executemany("insert into words values (?, ?, ?)", words)
            ids = sorted((event, part.first + n) for n, event in enumerate(part.ids))
            self._db.executemany("insert into event_id values (?, ?)", ids)
        return size

    def _write(self, size: int) -> None:
        sets = decade_sets(self._starts, self._ends, self._postings["fields"], size)
        decades = ((number, value, pack_bits(bits, size)) for number, (value, bits) in enumerate(sets.items()))
        self._db.executemany("insert into decade values (?, ?, ?)", decades)
        spans = spans_of((start, end) for (start, _), (end, _) in zip(self._starts, self._ends, strict=True))
        stretches = zip("Iqq", (spans.begins, spans.firsts, spans.lasts), strict=True)
        self._db.execute("insert into span values (?, ?, ?)", [numbers_to_bytes(code, numbers) for code, numbers in stretches])
        self._write_named(size)
        for space, number in SPACES.items():
            self._write_postings(space, number, size)
        for kind, held in self._places.items():
            places = zip("QII", (held.starts, held.lengths, held.sums), strict=True)
            data = (kind, *(numbers_to_bytes(code, numbers) for code, numbers in places))
            self._db.execute("insert into record values (?, ?, ?, ?)", data)
        for name in ORDERS:
            rows = sorted(range(size), key=self._orders[name].__getitem__)
            self._db.execute("insert into ordering values (?, ?)", (name, numbers_to_bytes("I", rows)))
        self._write_column("starts", self._starts, size, "q")
        self._write_column("ends", self._ends, size, "q")
        for key, pairs in self._amounts.items():
            self._write_column("\t".join(key), pairs, size, "d")
        for key, ranges in self._ranges.items():
            if key not in self._amounts:
                self._write_column("\t".join(key), [], size, "d")
            entries = (("\t".join(key), *entry) for entry in ranges)
            self._db.executemany("insert into amount_range values (?, ?, ?, ?)", entries)

    def _write_named(self, size: int) -> None:
        """The rows of the entities whose names have a word that begins so: one set to read in place of fifty."""
        fields = self._postings["fields"]
        short: defaultdict[str, int] = defaultdict(int)
        for entity in self._entities:
            keys = (f"actor:{entity.id}", f"place:{entity.id}")
            bits = bits_of((row for key in keys if key in fields for row in fields[key]), size)
            words = {token for name in (entity.name, *entity.aliases) for token in tokens(name)}
            for beginning in {word[:length] for word in words for length in range(1, LONGEST_PREFIX + 1)}:
                short[beginning] |= bits
        entries = ((NAMED, key, pack_bits(bits, size)) for key, bits in sorted(short.items()))
        self._db.executemany("insert into posting values (?, ?, ?)", entries)

    def _write_postings(self, space: str, number: int, size: int) -> None:
        """The row sets of a space, and those of the first letters of its words."""
        postings = self._postings[space]
        insert = "insert into posting values (?, ?, ?)"
        keys = sorted(postings)
        often = space == "fields"
        crowded = {} if often else {key: bits_of(rows, size) for key, rows in postings.items() if not is_sparse(rows, size)}

        def packed(key: str) -> bytes:
            if key in crowded:
                return pack_bits(crowded[key], size)
            return pack_rows(postings[key], size, often=often)

        self._db.executemany(insert, ((number, key, packed(key)) for key in keys))
        if space in PREFIXES:
            short: defaultdict[str, int] = defaultdict(int)
            words = (key for key in keys if " " not in key)
            for beginning, alike in groupby(words, key=lambda key: key[:LONGEST_PREFIX]):
                some = list(alike)
                bits = bits_of(list(chain.from_iterable(postings[key] for key in some if key not in crowded)), size)
                for key in some:
                    bits |= crowded.get(key, 0)
                for length in range(1, len(beginning) + 1):
                    short[beginning[:length]] |= bits
            entries = ((PREFIXES[space], key, pack_bits(bits, size)) for key, bits in sorted(short.items()))
            self._db.executemany(insert, entries)
        postings.clear()

    def _write_column(self, name: str, pairs: Sequence[tuple[float, int]], size: int, code: str) -> None:
        """A sorted column with the sets of the rows up to and from every `STEP`-th entry."""
        ordered = sorted(pairs)
        rows = array("I", (row for _, row in ordered))
        values = numbers_to_bytes(code, [value for value, _ in ordered])
        data = (name, values, numbers_to_bytes("I", rows), code)
        self._db.execute("insert into column_data values (?, ?, ?, ?)", data)
        steps = range(STEP, len(rows) + 1, STEP)
        upto = _unions(((at // STEP, rows[at - STEP : at]) for at in steps), size)
        onward = _unions(((at // STEP, rows[at : at + STEP]) for at in reversed(steps)), size)
        for upward, sets in enumerate((upto, onward)):
            rungs = ((name, upward, number, pack_bits(bits, size)) for number, bits in sets)
            self._db.executemany("insert into rung values (?, ?, ?, ?)", rungs)


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
        return 1
    except (OSError, sqlite3.Error, SchemaError):
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
