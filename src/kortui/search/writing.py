"""Writing the derived file: its tables, and a writer for each of the processes that fill them at the same time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from kortui.search.layout import Statement
from kortui.search.packed import sealed

_SCHEMA = """
create table meta (key text primary key, value) without rowid;
create table record (kind text primary key, size integer, first integer) without rowid;
create table place (part integer primary key, places blob);
create table record_id (kind text, id text, position integer, primary key (kind, id)) without rowid;
create table posting (space integer, key text, rows blob, primary key (space, key)) without rowid;
create table decade (number integer primary key, value text, rows blob);
create table span (begins blob, firsts blob, lasts blob, orders blob);
create table title_words (row integer primary key, words text);
create table text_words (row integer primary key, words text);
create table ordering (name text primary key, rows blob) without rowid;
create table event_id (first text primary key, ids blob, rows blob) without rowid;
create table conflict_of (event text, position integer, primary key (event, position)) without rowid;
create table column_data (name text primary key, "values" blob, rows blob, code text) without rowid;
create table rung (name text, upward integer, number integer, rows blob, primary key (name, upward, number)) without rowid;
create table forward (field text primary key, "values" blob, totals blob) without rowid;
create table slot (field text, number integer, codes blob, primary key (field, number)) without rowid;
create table amount_range (name text, low real, high real, row integer);
"""

_BATCH = 512
"""Rows that are worked out, and then written at once; the other process waits some milliseconds at most."""

_PATIENCE = 600
"""Seconds until who waits for the other writer gives up."""


class Writer:
    """Writes rows into the derived file, bytes with their checksum.

    What is worked out while it is asked for keeps nobody else from writing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def write(self, statements: Iterable[Statement]) -> None:
        """Write the rows of some statements, one statement after the other."""
        for text, values in statements:
            rest = (tuple(sealed(value) if isinstance(value, bytes) else value for value in row) for row in values)
            while rows := list(islice(rest, _BATCH)):
                self._db.execute("begin immediate")
                self._db.executemany(text, rows)
                self._db.execute("commit")


def create(target: Path) -> None:
    """Make the derived file with its tables, readable by its owner alone.

    Raises:
        FileExistsError: When it is there already.
        OSError: When it cannot be made.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.executescript(f"pragma page_size = 8192; pragma journal_mode = off; begin; {_SCHEMA} commit")


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A writer into the derived file; when something fails the file is of no use, since nothing can be taken back."""
    with closing(sqlite3.connect(target, timeout=_PATIENCE, isolation_level=None)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off")
        yield Writer(connection)
