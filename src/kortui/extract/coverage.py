"""How much of what was read became records: counts by document, and what no stage could make out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from kortui.extract.report import DocumentReport, Unknown
from kortui.extract.shelved import Shelved
from kortui.extract.tables_cells import rows_of
from kortui.model import Entity, Library
from kortui.vocabulary import BlockKind


def of_document(path: str, packed: Shelved, library: Library) -> DocumentReport:
    """What one document gave.

    Args:
        path: Where it was read from.
        packed: What the stages saw in it.
        library: What the build made of all documents.
    """
    seen = packed.seen
    rows = library.index.rows_of_document.get(packed.id, ())
    told = sorted({e.start for row in rows for e in library.events[row].evidence if e.document == packed.id})
    rows_read, rows_unread = _rows(packed.document.text, told)
    silent = sum(bisect_left(told, start) == bisect_left(told, end) for start, end in seen.read)
    return DocumentReport(
        id=packed.id,
        path=path,
        told=len(seen.read) - silent,
        silent=silent,
        apart=tuple(sorted((cast(BlockKind, kind), number) for kind, number in seen.apart.items())),
        events=len(rows),
        undated=sum(library.events[row].date.edtf is None for row in rows),
        dates=seen.dates,
        unresolved=sum(seen.unresolved.values()),
        amounts=seen.amounts,
        entities=sum(packed.mentions.values()),
        rows_read=rows_read,
        rows_unread=rows_unread,
    )


def _rows(text: str, told: Sequence[int]) -> tuple[int, int]:
    """Rows of tables that became records, and those that did not; a heading is neither.

    Args:
        text: A document's.
        told: Where evidence of records begins in it, in order.
    """
    read = unread = 0
    for table in rows_of(text):
        became = [bisect_left(told, row.start) < bisect_left(told, row.end) for row in table]
        read += sum(became)
        unread += became.count(False) - (not became[0])
    return read, unread


def unresolved(documents: Iterable[Shelved]) -> tuple[tuple[str, int], ...]:
    """Words of time that could not be placed, with how often, the most frequent first."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(document.seen.unresolved)
    return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def unknown(documents: Iterable[Shelved], known: Collection[str], registry: Mapping[str, Entity]) -> tuple[Unknown, ...]:
    """Names found by rule alone, the most frequent first: what a `gazetteer.toml` would best begin with.

    Args:
        documents: All of them.
        known: Ids the gazetteer has.
        registry: All entities of the build.
    """
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update({i: n for i, n in document.mentions.items() if i not in known})
    found = [Unknown(i, registry[i].name, registry[i].kind, n) for i, n in counts.items() if i in registry]
    return tuple(sorted(found, key=lambda u: (-u.mentions, u.id)))
