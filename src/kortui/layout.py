"""How a library is laid out in the database file: one row a line, keys sorted, no clock, no path.

The same library gives the same bytes, and a rebuild gives a diff of the records that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from kortui import __version__
from kortui.model import Conflict, Document, Entity, Event, Library, Series
from kortui.schema import SCHEMA, Row, encode, to_row

_AT_ONCE = 256
"""Rows encoded before they are written: a megabyte or less."""

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
    """The bytes of a library's file, some hundred rows at a time."""
    yield b'{"meta": {\n"1": %b\n}' % encode(_meta(library))
    for name in RECORDS:
        yield b',\n"%b": {' % name.encode()
        numbered = enumerate(_lines(getattr(library, name)), 1)
        before = b"\n"
        while part := [b'"%d": %b' % (number, line) for number, line in islice(numbered, _AT_ONCE)]:
            yield before + b",\n".join(part)
            before = b",\n"
        yield b"}" if before == b"\n" else b"\n}"
    yield b"}\n"


def serialise(library: Library) -> bytes:
    """The bytes of a library's file: JSON, one row a line, keys sorted."""
    return b"".join(pieces(library))
