"""Documents to a library: every stage in order, one document at a time, then all of them together.

The same documents give the same bytes: whatever the folder, the order of the arguments, the number of processes, the
locale or Python's hash seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kortui import review
from kortui.extract import (
    assembling,
    coverage,
    decisions,
    gazetteer,
    merge,
    naming,
    readers,
    remembered,
    replay,
    stages,
)
from kortui.extract.annotation import annotation
from kortui.extract.collector import collecting_seldom
from kortui.extract.filed import RowFile
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.late import Late
from kortui.extract.merge import Merged
from kortui.extract.packed import Card
from kortui.extract.picked import joined
from kortui.extract.readers.metadata import unused_fields
from kortui.extract.reading import Progress, read_all
from kortui.extract.remembered import Analyses
from kortui.extract.report import Left, Report, problems
from kortui.extract.shelved import Documents, Shelf
from kortui.extract.spans import Analysis
from kortui.made import Made
from kortui.model import Document, Entity, Library

__all__ = ["GAZETTEER", "REVIEW", "Build", "Progress", "analyse", "annotation", "build"]

REVIEW = "review.toml"
GAZETTEER = "gazetteer.toml"


@dataclass(frozen=True)
class Build:
    """What a build made.

    Attributes:
        library: The records; those that nothing looked at are still encoded.
        left: Files and decisions that did not make it.
    """

    library: Library
    left: tuple[Left, ...]
    _documents: Documents = field(repr=False)
    _paths: Sequence[Path] = field(repr=False)
    _registry: Mapping[str, Entity] = field(repr=False)
    _gazetteer: Mapping[str, Entity] = field(repr=False)
    _merged: int = 0

    def problems(self) -> Iterator[str]:
        """What is wrong, a line each: files that failed and decisions that found no record."""
        return problems(self.left)

    def advice(self) -> Iterator[str]:
        """What side-cars of documents and files of decisions say that is not used, a line each."""
        if idle := sum(one.decision and not one.fault for one in self.left):
            yield f"{idle:,} review decision{'s' * (idle > 1)} on documents that are not among these; --report lists them"
        for path in self._paths:
            yield from unused_fields(path)

    @cached_property
    def report(self) -> Report:
        """What every document gave and what stayed unknown; looks at every record, so made when it is asked for."""
        told = zip(self._paths, self._documents, strict=True)
        return Report(
            documents=tuple(coverage.of_document(str(path), document, self.library) for path, document in told),
            left=self.left,
            conflicts=tuple(self.library.conflicts),
            merged=self._merged,
            events=len(self.library.events),
            unknown=coverage.unknown(self._documents, self._gazetteer, self._registry),
            unresolved=coverage.unresolved(self._documents),
        )


def analyse(document: Document, names: Gazetteer) -> Analysis:
    """Everything the stages see in one document.

    Args:
        document: As its reader gave it.
        names: The gazetteer.
    """
    return stages.run(document, names)[0]


@collecting_seldom()
def build(
    paths: Sequence[Path],
    *,
    published: str | None = None,
    review: Sequence[Path] = (),
    gazetteers: Sequence[Path] = (),
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cache: Path | None = None,
    cluster: str | None = None,
) -> Build:
    """Turn documents into a library.

    `review.toml` and `gazetteer.toml` in each folder of `paths` are used beside those given.

    Args:
        paths: Files and folders.
        published: EDTF date of publication for all of them, over what they say.
        review: Files of editorial decisions.
        gazetteers: Files of further entities.
        jobs: Processes to use; the result is the same.
        progress: Called after each document, and before a large one.
        cache: Folder in which analyses of unchanged documents are remembered; the result is the same.
        cluster: Address of a Dask scheduler whose workers run the stages; the result is the same.

    Raises:
        ReviewError: When a file of decisions cannot be used.
        GazetteerError: When a gazetteer file cannot be used.
        ClusterError: When the cluster cannot be used.
    """
    discovered = readers.discover(paths)
    extra = _companions(paths, GAZETTEER, gazetteers)
    decided = _decisions(_companions(paths, REVIEW, review))
    shelf = Shelf(RowFile())
    read = read_all(discovered.files, extra, published, jobs, progress, cache, cluster, shelf)
    left = [Left(str(s.path), s.why, s.fault, named=s.named) for s in discovered.skipped]
    left += [Left(str(read.files[place]), read.why[place]) for place in sorted(read.why)]
    names = gazetteer.load(extra)
    kept, places, doubles = naming.named(read, names, shelf)
    registry, doubtful = naming.registry(kept, names)
    documents = naming.sorted_anew(kept, registry, doubtful, shelf)
    analyses = remembered.open_or_none(cache, extra, published)
    merged = _merge(documents, registry, None if doubtful else analyses, paths, shelf)
    key = analyses.late(paths) if analyses is not None else ""
    gone = len(merged.told) - len(merged.cards)
    aliases = merged.aliases({i for d in decided for i in (d.id, *d.others)})
    told = merged.cards
    del merged  # which records each was made of: twenty bytes a record
    late = Late(registry, shelf.rows, analyses.get_late(key, shelf.rows) if analyses is not None else None)
    implied = late.implied(told)
    cards = joined([told, shelf.cards.put(map(Card.of, implied))])
    if decided:
        records = decisions.Records(cards, (d.quote for d in decided))
        texts = {d.document for d in decided if d.action == "add"}
        orphans = decisions.apply(records, decided, {d.id: d.document for d in documents if d.id in texts}, aliases)
        meant = {d.document for d in decided}
        here = {"", *(d.id for d in documents if d.id in meant)}
        left += [*doubles, *(Left(o.where, o.why, o.decision.document in here, decision=True) for o in orphans)]
        cards = records.cards
    else:
        left += doubles
    library = assembling.library(documents, cards, registry, (*extra, *_companions(paths, REVIEW, review)), late, shelf.rows)
    if analyses is not None and late.is_news and all(d.name for d in documents.states):
        analyses.put_late(key, late.dump())
    files = Made(places, read.files.__getitem__)
    return Build(library, tuple(left), kept, files, registry, names.entities, gone - len(implied))


def _merge(
    documents: Documents,
    registry: Mapping[str, Entity],
    analyses: Analyses | None,
    paths: Sequence[Path],
    shelf: Shelf,
) -> Merged:
    """Merge the records of all documents, taking from the last build of the same paths what no change has touched."""
    if analyses is None:
        return merge.merge(documents.cards, registry, shelf=shelf)
    key = analyses.grouping(paths)
    before = analyses.get_homes(key, shelf.rows)
    known = replay.replay(before, documents.states) if before is not None else None
    made = merge.merge(documents.cards, registry, known, shelf)
    homes = replay.homes_of(documents.states, made)
    if homes is not None and not (before is not None and homes.tells_as(before)):
        analyses.put_homes(key, homes)
    return made


def _companions(paths: Sequence[Path], name: str, given: Sequence[Path]) -> tuple[Path, ...]:
    beside = [folder / name for folder in paths if folder.is_dir() and (folder / name).is_file()]
    return tuple(dict.fromkeys([*sorted(beside, key=lambda p: p.as_posix()), *given]))


def _decisions(files: Iterable[Path]) -> list[review.Decision]:
    return [decision for file in files for decision in review.load(file)]
