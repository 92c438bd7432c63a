"""How a library is laid out in the database file: one row a line, keys sorted, no clock, no path.

The same library gives the same bytes, and a rebuild gives a diff of the records that changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kortui import __version__
from kortui.errors import DatabaseDamagedError, DatabaseSchemaError
from kortui.model import Conflict, Document, Entity, Event, Library, Series
from kortui.schema import SCHEMA, Row, encode, to_row
from kortui.text import sanitise

REBUILD = "make it again with `kortui build`"
"""What to do about a file that is no database of this version."""

_AT_ONCE = 64 * 1024
"""Bytes of rows that are written together, or one row that has more."""

_BLOCK = 1 << 18
"""Bytes read at once of rows that follow each other."""

RECORDS: Mapping[str, type] = {
    "documents": Document,
    "events": Event,
    "entities": Entity,
    "series": Series,
    "conflicts": Conflict,
}
"""The tables of records, in the order they are written."""


def tables(library: Library) -> dict[str, dict[str, Row]]:
    """The tables of a library as TinyDB keeps them, in the order they are written."""
    return {"meta": {"1": _meta(library)}} | {
        name: {str(number): to_row(record) for number, record in enumerate(getattr(library, name), 1)} for name in RECORDS
    }


def _meta(library: Library) -> Row:
    return {
        "schema": SCHEMA,
        "kortui": __version__,
        "documents": len(library.documents),
        "events": len(library.events),
        "sha256": library.sha256,
    } | ({} if library.companions is None else {"companions": list(library.companions)})


def _lines(rows: Sequence[Any]) -> Iterable[bytes]:
    """A table's rows as they are written; those that are encoded already as they are."""
    from kortui.encoded import EncodedRows  # reading does without

    return rows.rows if isinstance(rows, EncodedRows) else (encode(to_row(record)) for record in rows)


def pieces(library: Library) -> Iterator[bytes]:
    """The bytes of a library's file, some rows at a time."""
    yield b'{"meta": {\n"1": %b\n}' % encode(_meta(library))
    for name in RECORDS:
        yield b',\n"%b": {' % name.encode()
        part, size, before = list[bytes](), 0, b"\n"
        for number, line in enumerate(_lines(getattr(library, name)), 1):
            part.append(b'%b"%d": %b' % (before, number, line))
            before, size = b",\n", size + len(line)
            if size >= _AT_ONCE:
                yield b"".join(part)
                part, size = [], 0
        yield b"%b%b" % (b"".join(part), b"}" if before == b"\n" else b"\n}")
    yield b"}\n"


def serialise(library: Library) -> bytes:
    """The bytes of a library's file: JSON, one row a line, keys sorted."""
    return b"".join(pieces(library))


def rows_at(descriptor: int, starts: Sequence[int], lengths: Sequence[int]) -> Iterator[bytes]:
    """The bytes of rows of an open file; of those that follow each other many are read at once.

    Args:
        descriptor: Of the file.
        starts: Where each row begins, ascending.
        lengths: Bytes of each.

    Raises:
        EOFError: When the file was cut short meanwhile.
        OSError: When it cannot be read.
    """
    at, last = 0, len(starts)
    while at < last:
        base, behind = starts[at], at + 1
        while behind < last and starts[behind] + lengths[behind] - base <= _BLOCK:
            behind += 1
        size = starts[behind - 1] + lengths[behind - 1] - base
        block = os.pread(descriptor, size, base)
        if len(block) != size:
            raise EOFError
        for row in range(at, behind):
            start = starts[row] - base
            yield block[start : start + lengths[row]]
        at = behind


class Meta(NamedTuple):
    """What a file says of itself; attributes as of `kortui.model.Library`."""

    sha256: str
    companions: tuple[str, ...] | None
    counted: tuple[int, int] | None


def check_meta(path: Path, tables: Mapping[str, Any]) -> Meta:
    """What a file says of itself, once the schema number is known to be ours."""
    meta = tables.get("meta")
    row = next(iter(meta.values()), None) if isinstance(meta, dict) else None
    version = row.get("schema") if isinstance(row, dict) else None
    if not isinstance(row, dict) or type(version) is not int:
        raise DatabaseDamagedError("is no kortui database: it has no table `meta` with a schema number", str(path), REBUILD)
    if version > SCHEMA:
        mend = "update kortui with `pip install --upgrade kortui`"
        raise DatabaseSchemaError(f"has schema {version}, this kortui reads up to {SCHEMA}", str(path), mend)
    if version < SCHEMA:
        raise DatabaseSchemaError(f"has the old schema {version}, this kortui reads {SCHEMA}", str(path), REBUILD)
    for table in RECORDS:
        if not isinstance(tables.get(table), dict):
            raise DatabaseDamagedError(f"has no table `{table}`", str(path), REBUILD)
    sha256 = row.get("sha256")
    companions = row.get("companions")
    known = tuple(sanitise(c) for c in companions if isinstance(c, str)) if isinstance(companions, list) else None
    documents, events = row.get("documents"), row.get("events")
    counted = (documents, events) if type(documents) is int and type(events) is int else None
    return Meta(sanitise(sha256) if isinstance(sha256, str) else "", known, counted)
