"""Makes the derived file of a large database: the index, and where each record stands in the database file.

Two processes share the work when it is large: one writes what is indexed of texts, the other all else, into the same file.
Run by a child process, ``python -m kortui.search.build DATABASE TARGET [LOCK [TIE]]``, so that no key ever waits for it. A
database of any other layout than kortui writes is not derived from.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sqlite3
import sys
import threading
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import IO, Any

from kortui.model import Conflict, Entity
from kortui.schema import SCHEMA, SchemaError, from_row
from kortui.search.collect import Collector, document_labels, names_and_parts
from kortui.search.content import digest, fits
from kortui.search.facts import Facts, ids_statements, places_statements
from kortui.search.layout import VERSION, signature
from kortui.search.names import keys_of
from kortui.search.packed import list_to_bytes
from kortui.search.progress import Progress, write
from kortui.search.scan import NotDerivable, Places, Rows, documents_in, parts, rows_of
from kortui.search.sharing import FAILED, NOT_DERIVABLE, second_process
from kortui.search.texts import write_texts
from kortui.search.tidying import tidy
from kortui.search.writing import create, writing
from kortui.text import sanitise

SHARED = 5_000
"""Events from which on a second process writes the words; starting it costs as much as reading some hundred."""


def make(database: Path, target: Path, *, shared: bool = False, lock: int | None = None) -> None:
    """Make the derived file of a database and put it in its place when it is whole.

    Args:
        database: A database written by kortui.
        target: The derived file; its folder exists.
        shared: Whether a second process may take half of the work; only for a process that does nothing else.
        lock: File descriptor of a lock that ends with this process.

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
        create(temporary)
        _Builder(temporary, lock).run(database, shared=shared)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
        if enabled:
            gc.enable()


class _Builder:
    """Reads a database file into an empty SQLite file."""

    def __init__(self, target: Path, lock: int | None = None) -> None:
        self._target = target
        self._lock = lock
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
                    writer = second_process(lambda: self._write_texts(events, told), self._lock)
                else:
                    self._write_texts(events, told)
                with writer:
                    documents = documents_in(told.read())
                    facts, conflicts = Facts(names_and_parts(self._entities)), self._conflicts
                    collector = Collector(documents, self._entities, conflicts)
                    facts.add(parts(events, collector, lambda done: write(self._lock, Progress(done, len(events)))))
                    with writing(self._target) as target:
                        target.write(places_statements(self._places))
                        target.write(facts.statements(self._entities, conflicts))
                    content = digest(file)
            except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
                raise NotDerivable(str(error)) from error
            if signature(os.fstat(file.fileno())) != before:
                raise NotDerivable("the database changed while it was read")
        ids = {"documents": [d.id for d in documents], "entities": [e.id for e in self._entities]}
        self._meta |= {"labels": list_to_bytes(document_labels(d) for d in documents)}
        self._meta |= {"names": list_to_bytes(keys_of(e) for e in self._entities)}
        self._meta |= {"database": json.dumps(os.path.realpath(database))}
        self._meta |= {"version": VERSION, "signature": before, "sha256": content, "size": facts.size, "complete": 1}
        with writing(self._target) as target:
            target.write([*ids_statements(ids), ("insert into meta values (?, ?)", self._meta.items())])

    def _write_texts(self, events: Rows, documents: Rows) -> None:
        """Write what is indexed of texts."""
        with writing(self._target) as target:
            write_texts(target, names_and_parts(self._entities), events.read(), documents.read())

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


LONGEST = 1800.0
"""Seconds for which the work goes on at most, once the program has been left that wanted it."""


def _leave_with(tie: int) -> None:
    """Interrupt the work when the program ends that wants it, however that is: nobody else holds the other end of the pipe.

    Where that program said to go on without it (`kortui.search.deriving.Making.go_on`), `LONGEST` is left.

    Args:
        tie: The reading end.
    """
    if os.read(tie, 1):
        threading.Event().wait(LONGEST)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)


def main(arguments: Sequence[str]) -> int:
    """Make a derived file, unless there is one of this content; exit code 0 when it is there, 1 when none can be made, else 2.

    Args:
        arguments: The database, the file, and file descriptors: of a lock, and of a pipe by whose end this process ends.
    """
    with suppress(OSError):
        os.nice(5)  # the app goes first
    try:
        database, target, *descriptors = arguments
        lock, tie = (*map(int, descriptors), None, None)[:2]
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that nothing half made stays
        if tie is not None:
            threading.Thread(target=_leave_with, args=(tie,), daemon=True).start()
        if not fits(Path(target), Path(database)):
            make(Path(database), Path(target), shared=True, lock=lock)
        tidy(Path(target).parent)
    except NotDerivable:
        return NOT_DERIVABLE
    except (OSError, sqlite3.Error, SchemaError, KeyboardInterrupt):
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
