"""How much of what was read became records: counts by document, and what no stage could make out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from kortui.extract.report import DocumentReport, Unknown
from kortui.extract.spans import Analysis, DateSpan
from kortui.extract.story import READ
from kortui.model import Entity, Library
from kortui.text import one_line


def of_document(path: Path, analysis: Analysis, library: Library) -> DocumentReport:
    """What one document gave.

    Args:
        path: Where it was read from.
        analysis: What the stages saw in it.
        library: What the build made of all documents.
    """
    document = analysis.document.id
    rows = library.index.rows_of_document.get(document, ())
    told = sorted({e.start for row in rows for e in library.events[row].evidence if e.document == document})
    read = [s for s in analysis.sentences if s.kind in READ]
    silent = sum(bisect_left(told, s.start) == bisect_left(told, s.end) for s in read)
    apart = Counter(s.kind for s in analysis.sentences if s.kind not in READ)
    return DocumentReport(
        id=document,
        path=str(path),
        told=len(read) - silent,
        silent=silent,
        apart=tuple(sorted(apart.items())),
        events=len(rows),
        undated=sum(library.events[row].date.edtf is None for row in rows),
        dates=len(analysis.dates),
        unresolved=sum(map(_is_unresolved, analysis.dates)),
        amounts=len(analysis.amounts),
        entities=len(analysis.entities),
    )


def unresolved(analyses: Iterable[Analysis]) -> tuple[tuple[str, int], ...]:
    """Words of time that could not be placed, with how often, the most frequent first."""
    counts = Counter(one_line(d.text) for a in analyses for d in a.dates if _is_unresolved(d))
    return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _is_unresolved(date: DateSpan) -> bool:
    """Whether a time expression should have a place in time and has none; a length of time has none by its nature."""
    return date.edtf is None and date.kind != "DURATION"


def unknown(analyses: Sequence[Analysis], known: Collection[str], registry: Mapping[str, Entity]) -> tuple[Unknown, ...]:
    """Names found by rule alone, the most frequent first: what a `gazetteer.toml` would best begin with.

    Args:
        analyses: Of all documents.
        known: Ids the gazetteer has.
        registry: All entities of the build.
    """
    counts = Counter(span.id for a in analyses for span in a.entities if span.id not in known)
    found = [Unknown(i, registry[i].name, registry[i].kind, n) for i, n in counts.items() if i in registry]
    return tuple(sorted(found, key=lambda u: (-u.mentions, u.id)))
