"""How a library is laid out in the database file: one row a line, keys sorted, no clock, no path.

The same library gives the same bytes, and a rebuild gives a diff of the records that changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kortui import __version__
from kortui.model import Conflict, Document, Entity, Event, Library, Series
from kortui.schema import SCHEMA, Row, encode, to_row

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
