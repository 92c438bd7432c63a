"""Makes the derived file of a large database: the index, and where each record stands in the database file.

Two processes share the work when it is large: one writes what is indexed of texts, the other works out all else and then
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
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO, Any

from kortui.model import Conflict, Entity
from kortui.schema import SCHEMA, SchemaError, from_row
from kortui.search.collect import Collector, document_labels, names_and_parts
from kortui.search.facts import Facts, places_statement
from kortui.search.layout import VERSION, signature
from kortui.search.scan import NotDerivable, Places, Rows, documents_in, parts, rows_of
from kortui.search.sharing import FAILED, NOT_DERIVABLE, second_process
from kortui.search.texts import write_texts
from kortui.text import sanitise

_SCHEMA = """
create table meta (key text primary key, value) without rowid;
create table record (kind text primary key, starts blob, lengths blob, sums blob) without rowid;
create table posting (space integer, key text, rows blob, primary key (space, key)) without rowid;
create table decade (number integer primary key, value text, rows blob);
create table span (begins blob, firsts blob, lasts blob, orders blob);
create table title_words (row integer primary key, words text);
create table text_words (row integer primary key, words text);
create table ordering (name text primary key, rows blob) without rowid;
create table event_id (id text primary key, row integer) without rowid;
create table conflict_of (event text, position integer, primary key (event, position)) without rowid;
create table column_data (name text primary key, "values" blob, rows blob, code text) without rowid;
create table rung (name text, upward integer, number integer, rows blob, primary key (name, upward, number)) without rowid;
create table forward (field text primary key, "values" text, totals blob) without rowid;
create table slot (field text, number integer, codes blob, primary key (field, number)) without rowid;
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
    """Reads a database file into an empty SQLite file."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._places: defaultdict[str, Places] = defaultdict(Places)

    def run(self, database: Path, *, shared: bool) -> None:
        """Read the database and write everything; `shared` as of `make`."""
        with database.open("rb") as file:
            before = signature(os.fstat(file.fileno()))
            try:
                self._read(file)
                rows = {table: Rows(file, places) for table, places in self._places.items()}
                events, told = (rows.get(table) or Rows(file, Places()) for table in ("events", "documents"))
                writer: AbstractContextManager[object] = nullcontext()
                if shared and len(events) >= SHARED and (os.cpu_count() or 1) > 1 and hasattr(os, "fork"):
                    writer = second_process(lambda: self._write_texts(events, told))
                else:
                    self._write_texts(events, told)
                with writer:
                    documents = documents_in(told.read())
                    facts, conflicts = Facts(names_and_parts(self._entities)), self._conflicts
                    collector = Collector(documents, self._entities, conflicts)
                    facts.add(parts(events, collector))
                    statements = [(text, _worked_out(values)) for text, values in facts.statements(self._entities, conflicts)]
                    digest = hashlib.sha256()
                    for part in iter(lambda: file.read(1 << 20), b""):
                        digest.update(part)
            except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
                raise NotDerivable(str(error)) from error
            if signature(os.fstat(file.fileno())) != before:
                raise NotDerivable("the database changed while it was read")
        ids = {"documents": [d.id for d in documents], "entities": [e.id for e in self._entities]}
        self._meta |= {"labels": json.dumps([document_labels(d) for d in documents]), "ids": json.dumps(ids)}
        self._meta |= {"version": VERSION, "signature": before, "sha256": digest.hexdigest(), "size": facts.size, "complete": 1}
        with _writing(self._target) as db:
            for text, values in [*statements, places_statement(self._places.items())]:
                db.executemany(text, values)
            db.executemany("insert into meta values (?, ?)", self._meta.items())

    def _write_texts(self, events: Rows, documents: Rows) -> None:
        """Make the tables and write what is indexed of texts."""
        with _writing(self._target) as db:
            for statement in _SCHEMA.strip().rstrip(";").split(";"):
                db.execute(statement)
            write_texts(db, names_and_parts(self._entities), events.read(), documents.read())

    def _read(self, file: IO[bytes]) -> None:
        """See where rows stand, and take in the few that both processes need."""
        kinds: dict[str, type] = {"entities": Entity, "conflicts": Conflict}
        found: dict[str, list[Any]] = {name: [] for name in kinds}
        self._meta: dict[str, Any] = {}
        for table, starts, rows in rows_of(file):
            if table == "meta":
                row = json.loads(rows[-1])
                self._meta = {"library_sha256": sanitise(row.get("sha256") or ""), "schema": row["schema"]}
                continue
            self._places[table].add(starts, rows)
            if table in kinds:
                found[table] += [from_row(kinds[table], json.loads(row), table) for row in rows]
        if self._meta.get("schema") != SCHEMA:
            raise NotDerivable("no database of this schema")
        self._entities: list[Entity] = found["entities"]
        self._conflicts: list[Conflict] = found["conflicts"]
        file.seek(0)


def _worked_out(values: Iterable[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
    """Values that are still to be worked out as a list; those of a million rows that are only put in pairs as they are."""
    return list(values) if isinstance(values, Generator) else values


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
