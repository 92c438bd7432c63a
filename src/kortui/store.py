"""The database file: the only module that knows TinyDB.

A database is one JSON file that plain TinyDB opens: tables ``meta``, ``documents``, ``events``, ``entities``, ``series``
and ``conflicts``, row keys running integers. It is read once, whole, and never changed in place: `save` writes a new file
beside it and puts that in its place, so that whatever happens there is the old database or the new one.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from tinydb import JSONStorage, TinyDB

from kortui.errors import (
    DatabaseDamagedError,
    DatabaseError,
    DatabaseLockedError,
    DatabaseMissingError,
    DatabaseWriteError,
    EdtfError,
)
from kortui.files import clear_left, try_folder
from kortui.files import replace_file as replace_file  # also for who writes other files
from kortui.layout import REBUILD, RECORDS, check_meta, pieces
from kortui.layout import serialise as serialise  # beside `save`
from kortui.layout import tables as tables
from kortui.model import Conflict, Document, Entity, Event, Library, Series
from kortui.schema import SCHEMA as SCHEMA
from kortui.schema import SchemaError, faults_of, from_row
from kortui.sound import check_record, mark_stale
from kortui.text import sanitise

LOCK_SECONDS = 30.0
"""How long `save` waits for another build's lock; a write of 100,000 events holds it for some seconds."""


T = TypeVar("T")
Tables = Mapping[str, Mapping[str, Any]]


class ReadOnlyStorage(JSONStorage):
    """TinyDB's JSON storage opened so that it can neither make nor change a file; UTF-8 whatever the locale."""

    def __init__(self, path: str) -> None:
        super().__init__(path, access_mode="r", encoding="utf-8")

    def read(self) -> Any:
        """The decoded file; None when it is empty.

        Raises:
            ValueError: When it is not UTF-8 or not JSON (NaN and infinities are not).
        """
        text = self._handle.read()
        return json.loads(text, parse_constant=refuse_constant) if text and not text.isspace() else None

    def write(self, data: Any) -> NoReturn:
        """Refused: see `save`."""
        raise OSError("this storage is for reading")


def refuse_constant(name: str) -> NoReturn:
    """Refuse what JSON does not have: NaN and infinities.

    Raises:
        ValueError: Always.
    """
    raise ValueError(f"{name} is not a JSON number")


@contextmanager
def _collector_off() -> Iterator[None]:
    """Reading makes only objects that stay; the collector walking them over and over doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load(path: Path) -> Library:
    """Read a database.

    Text is sanitised, every row is checked against its record, and each quote is looked for at its place: evidence that
    is not there any more is marked ``stale``, never moved.

    Args:
        path: The file. It is not changed, and not made when it is absent.

    Raises:
        DatabaseMissingError: When there is no such file.
        DatabaseDamagedError: When it is empty, cut short, not JSON or of another shape.
        DatabaseSchemaError: When it was written for another schema.
        DatabaseError: When it cannot be read.
    """
    with _collector_off():
        tables = _read_tables(path)
        meta = check_meta(path, tables)
        try:
            documents = _rows(tables, "documents", Document)
            events = _rows(tables, "events", Event)
            entities = _rows(tables, "entities", Entity)
            series = _rows(tables, "series", Series)
            conflicts = _rows(tables, "conflicts", Conflict)
            for record in (*events, *documents, *series):
                check_record(record)
        except (SchemaError, EdtfError) as error:
            raise DatabaseDamagedError(str(error), str(path), REBUILD) from error
        return _library(documents, events, entities, series, conflicts, *meta)


def load_sound(path: Path) -> tuple[Library, list[tuple[str, str]]]:
    """The rows of a database that can be read, and what is wrong with the others, which keep `load` from reading any.

    Args:
        path: The file.

    Returns:
        The library, and where (table and id) and what of every fault of the schema.

    Raises:
        DatabaseError: As `load` where the file as a whole cannot be used.
    """
    with _collector_off():
        tables = _read_tables(path)
        meta = check_meta(path, tables)
        faults: list[tuple[str, str]] = []
        sound: dict[str, list[Any]] = {}
        for table, record in RECORDS.items():
            kept = sound[table] = []
            for key, row in tables[table].items():
                try:
                    made: Any = from_row(record, row, f"row {key}")
                    check_record(made)
                except (SchemaError, EdtfError) as error:
                    named = row.get("id") if isinstance(row, dict) else None
                    where = f"{table} {sanitise(named) if isinstance(named, str) else f'row {key}'}"
                    faults += [(where, what) for what in faults_of(record, row, f"row {key}")] or [(where, str(error))]
                else:
                    kept.append(made)
        return _library(*sound.values(), *meta), faults


def _library(
    documents: Sequence[Document],
    events: Sequence[Event],
    entities: Sequence[Entity],
    series: Sequence[Series],
    conflicts: Sequence[Conflict],
    *meta: Any,
) -> Library:
    return Library(
        tuple(sorted(documents, key=lambda d: d.id)),
        tuple(sorted(mark_stale(documents, events), key=lambda e: e.sort_key)),
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(series),
        tuple(conflicts),
        *meta,
    )


def _read_tables(path: Path) -> Tables:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for a writer for ever
            raise DatabaseError("is not a file", str(path), "name a database made by `kortui build`")
        with TinyDB(str(path), storage=ReadOnlyStorage) as database:
            tables = database.storage.read()
    except FileNotFoundError as error:
        raise DatabaseMissingError("there is no such file", str(path), "make it with `kortui build`") from error
    except OSError as error:
        raise DatabaseError(f"cannot be read: {_reason(error)}", str(path), "see its permissions with `ls -l`") from error
    except UnicodeDecodeError as error:
        raise DatabaseDamagedError(f"is not UTF-8 at byte {error.start}", str(path), REBUILD) from error
    except json.JSONDecodeError as error:
        raise DatabaseDamagedError(f"is cut short or not JSON: line {error.lineno}: {error.msg}", str(path), REBUILD) from error
    except (ValueError, RecursionError) as error:
        raise DatabaseDamagedError(f"is not the JSON of a database: {error}", str(path), REBUILD) from error
    if tables is None:
        raise DatabaseDamagedError("is empty", str(path), REBUILD)
    if not isinstance(tables, dict):
        raise DatabaseDamagedError("is JSON but no database: its top is not an object of tables", str(path), REBUILD)
    return tables


def _rows(tables: Tables, table: str, record: type[T]) -> list[T]:
    return [from_row(record, row, f"{table} {key}") for key, row in tables[table].items()]


def try_target(path: Path) -> None:
    """Find out whether `save` could write there, before the work is done that is to be saved; nothing is left behind.

    Raises:
        DatabaseError: As `save`, apart from locks.
    """
    target = _target(path)
    try:
        try_folder(target)
        _refuse_foreign(target, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _target(path: Path) -> Path:
    """The file that a path names, links followed.

    Raises:
        DatabaseWriteError: When it is a folder or in none.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise DatabaseWriteError("is a folder", str(path), "name a file with `-o`")
    if not target.parent.is_dir():
        raise DatabaseWriteError("its folder does not exist", str(path), f"make it with `mkdir -p '{path.parent}'`")
    return target


def _unwritable(path: Path, error: OSError) -> DatabaseWriteError:
    """What to say of a file that cannot be written; an absent one is not "as it was"."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    mend = "free some space or name another place with `-o`" if full else "name another place with `-o`"
    kept = "; it is as it was" if path.exists() else ""
    return DatabaseWriteError(f"cannot be written: {_reason(error)}{kept}", str(path), mend)


def save(path: Path, library: Library) -> None:
    """Write a database in place of the one at `path`, whole or not at all.

    Args:
        path: The file; its folder must exist. A link is followed, the file it names replaced.
        library: What to write.

    Raises:
        DatabaseLockedError: When another build holds the lock for longer than `LOCK_SECONDS`.
        DatabaseError: When the file cannot be written, or is there and no database; it is then as it was.
    """
    target = _target(path)
    from filelock import FileLock, Timeout  # 25 ms that reading need not pay

    try:
        try_folder(target)
        with FileLock(target.parent / f".{target.name}.lock", timeout=LOCK_SECONDS):
            _refuse_foreign(target, path)
            clear_left(target)
            replace_file(target, pieces(library))
    except Timeout as error:
        mend = "wait for it to end and try again"
        raise DatabaseLockedError("another build is writing this file", str(path), mend) from error
    except OSError as error:
        raise _unwritable(path, error) from error


def _refuse_foreign(target: Path, path: Path) -> None:
    """Keep a slip of the finger (``-o report.md``) from costing a document.

    Raises:
        DatabaseError: When there is a file that holds something and is no database, not even a damaged one.
    """
    try:
        with target.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        return
    if head.strip() and not any(f'"{table}":'.encode() in head for table in ("meta", *RECORDS, "_default")):
        raise DatabaseError("exists and is no database; it is as it was", str(path), "name another file, or remove this one")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
