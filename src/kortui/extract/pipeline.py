"""Documents to a library: every stage in order, one document at a time, then all of them together.

The same documents give the same bytes: whatever the folder, the order of the arguments, the number of processes, the
locale or Python's hash seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kortui import review
from kortui.extract import conflicts, coverage, decisions, derived, events, gazetteer, merge, readers, stages
from kortui.extract import series as figures_in_time
from kortui.extract.annotation import annotation
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.reading import Progress, Read, read_all
from kortui.extract.report import Left, Report
from kortui.extract.spans import Analysis
from kortui.model import Document, Entity, Event, Evidence, Library

__all__ = ["GAZETTEER", "REVIEW", "Build", "Progress", "analyse", "annotation", "build"]

REVIEW = "review.toml"
GAZETTEER = "gazetteer.toml"


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made."""

    library: Library
    report: Report


def analyse(document: Document, names: Gazetteer) -> Analysis:
    """Everything the stages see in one document.

    Args:
        document: As its reader gave it.
        names: The gazetteer.
    """
    return stages.run(document, names)[0]


def build(
    paths: Sequence[Path],
    *,
    published: str | None = None,
    review: Sequence[Path] = (),
    gazetteers: Sequence[Path] = (),
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cache: Path | None = None,
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
        cache: Folder in which analyses of unchanged documents are remembered; the result is the same.

    Raises:
        ReviewError: When a file of decisions cannot be used.
        GazetteerError: When a gazetteer file cannot be used.
    """
    discovered = readers.discover(paths)
    extra = _companions(paths, GAZETTEER, gazetteers)
    decided = _companions(paths, REVIEW, review)
    read = read_all(discovered.files, extra, published, jobs, progress, cache)
    left = [Left(str(s.path), s.why, s.fault) for s in discovered.skipped]
    left += [Left(str(r.path), r.why) for r in read if r.analysis is None]
    kept, doubles = _named([r for r in read if r.analysis is not None])
    left += doubles
    names = gazetteer.load(extra)
    registry = _registry(kept, names)
    found = [event for r in kept if r.analysis for event in r.analysis.events]
    merged, members = merge.merge(found, registry)
    merged += derived.find(merged, registry)
    documents = {r.analysis.document.id: r.analysis.document for r in kept if r.analysis}
    aliases = {old: new for new, olds in members.items() for old in olds}
    final, orphans = decisions.apply(merged, _decisions(decided), documents, aliases)
    left += [Left(o.where, o.why, decision=True) for o in orphans]
    library = _library(documents, final, registry, kept, (*extra, *decided))
    seen = [r.analysis for r in kept if r.analysis]
    report = Report(
        documents=tuple(coverage.of_document(r.path, r.analysis, library) for r in kept if r.analysis),
        left=tuple(left),
        conflicts=tuple(library.conflicts),
        merged=len(found) - len(merged),
        events=len(library.events),
        unknown=coverage.unknown(seen, names.entities, registry),
        unresolved=coverage.unresolved(seen),
    )
    return Build(library, report)


def _companions(paths: Sequence[Path], name: str, given: Sequence[Path]) -> tuple[Path, ...]:
    beside = [folder / name for folder in paths if folder.is_dir() and (folder / name).is_file()]
    return tuple(dict.fromkeys([*sorted(beside, key=lambda p: p.as_posix()), *given]))


def _decisions(files: Iterable[Path]) -> list[review.Decision]:
    return [decision for file in files for decision in review.load(file)]


def _named(read: list[Read]) -> tuple[list[Read], list[Left]]:
    """Documents in order of id and content, each with an id of its own; a second copy of the same bytes is left out."""
    ordered = sorted(read, key=lambda r: (r.analysis.document.id, r.analysis.document.sha256, r.path.as_posix()))  # type: ignore[union-attr]
    kept: list[Read] = []
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


def _registry(read: Iterable[Read], names: Gazetteer) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for item in read:
        for entity in item.found:
            found.setdefault(entity.id, entity)
    return {**found, **names.entities}


def _library(
    documents: Mapping[str, Document],
    final: Sequence[Event],
    registry: Mapping[str, Entity],
    read: Sequence[Read],
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


def _entities(made: Iterable[Event], registry: Mapping[str, Entity], read: Iterable[Read]) -> list[Entity]:
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
