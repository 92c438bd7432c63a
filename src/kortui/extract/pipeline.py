"""Documents to a library: every stage in order, one document at a time, then all of them together.

The same documents give the same bytes: whatever the folder, the order of the arguments, the number of processes, the
locale or Python's hash seed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kortui import edtf, review
from kortui.errors import KortuiError
from kortui.extract import (
    amounts,
    conflicts,
    dates,
    decisions,
    derived,
    entities,
    events,
    gazetteer,
    merge,
    readers,
    resolve,
    sentences,
)
from kortui.extract import series as figures_in_time
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.report import DocumentReport, Left, Report
from kortui.extract.spans import Analysis, EntitySpan
from kortui.model import Document, Entity, Event, Evidence, Library
from kortui.schema import to_row

REVIEW = "review.toml"
GAZETTEER = "gazetteer.toml"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` documents, and the path of the last."""

    done: int
    total: int
    path: Path


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made."""

    library: Library
    report: Report


@dataclass(frozen=True, slots=True)
class _Read:
    """One document analysed, with the people and organisations found outside the gazetteer; or why it could not be."""

    path: Path
    analysis: Analysis | None
    found: tuple[Entity, ...] = ()
    why: str = ""


def analyse(document: Document, names: Gazetteer) -> Analysis:
    """Everything the stages see in one document.

    Args:
        document: As its reader gave it.
        names: The gazetteer.
    """
    return _analyse(document, names)[0]


def _analyse(document: Document, names: Gazetteer) -> tuple[Analysis, tuple[Entity, ...]]:
    text = document.text
    split = sentences.split(document)
    mentions = entities.find(text, split, names)
    blocked = [(m.start, m.end) for m in mentions.spans if _hides_a_date(m)]
    symbolic = dates.find(text, split, blocked)
    quantities = amounts.find(text, split, blocked)
    if document.published is None:
        bounds, basis = resolve.published_bounds(document, split, symbolic)
        document = replace(document, published_bounds=bounds, published_basis=basis)
    resolved = resolve.resolve(text, split, symbolic, document.published, document.published_bounds)
    registry = {**names.entities, **{e.id: e for e in mentions.found}}
    source = events.Source(document, split, mentions.spans, resolved, quantities, registry)
    published = edtf.bounds(document.published or document.published_bounds)
    found = events.find(source)
    return Analysis(document, published, split, resolved, quantities, mentions.spans, found), mentions.found


_MONTHS = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def _hides_a_date(mention: EntitySpan) -> bool:
    """Whether a name has a number or a month in it that is no date; named wars are dates themselves."""
    if mention.kind == "event":
        return False
    return any(c.isdigit() for c in mention.text) or _MONTHS.search(mention.text) is not None


def _read(path: Path, *, names: Gazetteer, published: str | None) -> _Read:
    try:
        analysis, found = _analyse(readers.read(path, published=published), names)
    except KortuiError as error:
        return _Read(path, None, why=f"{error.what}{'; ' + error.mend if error.mend else ''}")
    return _Read(path, analysis, found)


_worker: Callable[[Path], _Read] | None = None


def _start_worker(extra: Sequence[Path], published: str | None) -> None:
    global _worker
    _worker = partial(_read, names=gazetteer.load(extra), published=published)


def _work(path: Path) -> _Read:
    assert _worker is not None
    return _worker(path)


def _read_all(
    files: Sequence[Path], extra: Sequence[Path], published: str | None, jobs: int, progress: Callable[[Progress], None] | None
) -> list[_Read]:
    """Analyse all files, in their order whatever the number of processes."""

    def note(results: Iterable[_Read]) -> list[_Read]:
        done = []
        for result in results:
            done.append(result)
            if progress is not None:
                progress(Progress(len(done), len(files), result.path))
        return done

    if jobs <= 1 or len(files) < 2:
        names = gazetteer.load(extra)
        return note(_read(path, names=names, published=published) for path in files)
    from concurrent.futures import ProcessPoolExecutor  # 20 ms that a build in one process need not pay
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn"), _start_worker, (tuple(extra), published)) as pool:
        return note(pool.map(_work, files, chunksize=4))


def build(
    paths: Sequence[Path],
    *,
    published: str | None = None,
    review: Sequence[Path] = (),
    gazetteers: Sequence[Path] = (),
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> Build:
    """Turn documents into a library.

    `review.toml` and `gazetteer.toml` in each folder of `paths` are used beside those given.

    Args:
        paths: Files and folders.
        published: EDTF date of publication for all of them, over what they say.
        review: Files of editorial decisions.
        gazetteers: Files of further entities.
        jobs: Processes to use; the result is the same.
        progress: Called after each document.

    Raises:
        ReviewError: When a file of decisions cannot be used.
        GazetteerError: When a gazetteer file cannot be used.
    """
    discovered = readers.discover(paths)
    extra = _companions(paths, GAZETTEER, gazetteers)
    decided = _companions(paths, REVIEW, review)
    read = _read_all(discovered.files, extra, published, jobs, progress)
    left = [Left(str(s.path), s.why, s.fault) for s in discovered.skipped]
    left += [Left(str(r.path), r.why) for r in read if r.analysis is None]
    kept, doubles = _named([r for r in read if r.analysis is not None])
    left += doubles
    registry = _registry(kept, gazetteer.load(extra))
    found = [event for r in kept if r.analysis for event in r.analysis.events]
    merged, members = merge.merge(found, registry)
    merged += derived.find(merged, registry)
    documents = {r.analysis.document.id: r.analysis.document for r in kept if r.analysis}
    aliases = {old: new for new, olds in members.items() for old in olds}
    final, orphans = decisions.apply(merged, _decisions(decided), documents, aliases)
    left += [Left(o.where, o.why) for o in orphans]
    library = _library(documents, final, registry, kept, (*extra, *decided))
    report = Report(
        _reports(kept, library), tuple(left), tuple(library.conflicts), len(found) - len(merged), len(library.events)
    )
    return Build(library, report)


def _companions(paths: Sequence[Path], name: str, given: Sequence[Path]) -> tuple[Path, ...]:
    beside = [folder / name for folder in paths if folder.is_dir() and (folder / name).is_file()]
    return tuple(dict.fromkeys([*sorted(beside, key=lambda p: p.as_posix()), *given]))


def _decisions(files: Iterable[Path]) -> list[review.Decision]:
    return [decision for file in files for decision in review.load(file)]


def _named(read: list[_Read]) -> tuple[list[_Read], list[Left]]:
    """Documents in order of id and content, each with an id of its own; a second copy of the same bytes is left out."""
    ordered = sorted(read, key=lambda r: (r.analysis.document.id, r.analysis.document.sha256, r.path.as_posix()))  # type: ignore[union-attr]
    kept: list[_Read] = []
    left: list[Left] = []
    seen: dict[tuple[str, str], Path] = {}
    counts: dict[str, int] = {}
    for item in ordered:
        assert item.analysis is not None
        document = item.analysis.document
        twin = seen.setdefault((document.id, document.sha256), item.path)
        if twin != item.path:
            left.append(Left(str(item.path), f"the same as {twin.name}", fault=False))
            continue
        number = counts[document.id] = counts.get(document.id, 0) + 1
        kept.append(item if number == 1 else replace(item, analysis=_renamed(item.analysis, f"{document.id}-{number}")))
    return sorted(kept, key=lambda r: r.analysis.document.id if r.analysis else ""), left


def _renamed(analysis: Analysis, name: str) -> Analysis:
    """The analysis of a document whose id another has: ids of its records follow the document's."""
    document = replace(analysis.document, id=name)
    made = events.rename(analysis.events, name)
    return replace(analysis, document=document, events=made)


def _registry(read: Iterable[_Read], names: Gazetteer) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for item in read:
        for entity in item.found:
            found.setdefault(entity.id, entity)
    return {**found, **names.entities}


def _library(
    documents: Mapping[str, Document],
    final: Sequence[Event],
    registry: Mapping[str, Entity],
    read: Sequence[_Read],
    companions: Sequence[Path],
) -> Library:
    for event in final:
        for evidence in event.evidence:
            _assert_verbatim(evidence, documents)
    ordered = sorted(final, key=lambda e: e.sort_key)
    return Library(
        documents=[documents[key] for key in sorted(documents)],
        events=ordered,
        entities=_entities(ordered, registry, read),
        series=figures_in_time.find(ordered, registry),
        conflicts=conflicts.find(ordered, registry),
        sha256=_sha256(documents.values(), companions),
    )


def _assert_verbatim(evidence: Evidence, documents: Mapping[str, Document]) -> None:
    if not evidence.holds(documents[evidence.document]):
        raise AssertionError(f"evidence of {evidence.document} at {evidence.start} is not what its text says")


def _entities(made: Iterable[Event], registry: Mapping[str, Entity], read: Iterable[_Read]) -> list[Entity]:
    """Entities the documents or the records name, with how often, in order of id."""
    mentions: dict[str, int] = {}
    for item in read:
        for span in item.analysis.entities if item.analysis else ():
            mentions[span.id] = mentions.get(span.id, 0) + 1
    for event in made:
        for used in (*(a.id for a in event.actors), *event.places):
            mentions.setdefault(used, 0)
    return [replace(registry[i], mentions=mentions[i]) for i in sorted(mentions) if i in registry]


def _sha256(documents: Iterable[Document], companions: Iterable[Path]) -> str:
    """One digest for everything that went in, in no order of the file system."""
    parts = sorted(f"{d.id}\0{d.sha256}\0{d.published or ''}" for d in documents)
    parts += sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in companions)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _reports(read: Iterable[_Read], library: Library) -> tuple[DocumentReport, ...]:
    made = []
    for item in read:
        analysis = item.analysis
        assert analysis is not None
        rows = library.index.rows_of_document.get(analysis.document.id, ())
        told = {(e.start, e.end) for row in rows for e in library.events[row].evidence if e.document == analysis.document.id}
        prose = [s for s in analysis.sentences if s.kind == "paragraph"]
        made.append(
            DocumentReport(
                analysis.document.id, str(item.path), len(analysis.sentences),
                sum((s.start, s.end) not in told for s in prose), len(rows),
                sum(library.events[row].date.edtf is None for row in rows), len(analysis.dates), len(analysis.amounts),
                len(analysis.entities),
            )
        )  # fmt: skip
    return tuple(made)


def annotation(path: Path, analysis: Analysis) -> dict[str, Any]:
    """The JSON object that `annotate` prints for a document: what every stage saw, with offsets.

    Args:
        path: The document's path; only its name is shown.
        analysis: What `analyse` gave.
    """
    row = to_row(analysis.document)
    for heavy in ("text", "blocks"):
        row.pop(heavy)
    return {
        "path": path.name,
        "document": row,
        "sentences": [to_row(s) for s in analysis.sentences],
        "dates": [
            {"start": d.start, "end": d.end, "text": d.text, "class": d.kind, "edtf": d.edtf, "basis": d.basis}
            for d in analysis.dates
        ],
        "amounts": [to_row(a) for a in analysis.amounts],
        "entities": [
            {
                "start": e.start,
                "end": e.end,
                "text": e.text,
                "kind": e.kind,
                "id": e.id,
                "demonym": e.demonym,
                "office": e.office,
            }
            for e in analysis.entities
        ],
        "events": [to_row(e) for e in analysis.events],
    }
