"""Documents to a library: every stage in order, one document at a time, then all of them together.

The same documents give the same bytes: whatever the folder, the order of the arguments, the number of processes, the
locale or Python's hash seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kortui import edtf, review
from kortui.encoded import EncodedRows
from kortui.extract import (
    conflicts,
    coverage,
    decisions,
    derived,
    events,
    gazetteer,
    merge,
    readers,
    remembered,
    replay,
    stages,
)
from kortui.extract import series as figures_in_time
from kortui.extract.annotation import annotation
from kortui.extract.collector import collecting_seldom
from kortui.extract.facts import Facts
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.merge import Merged
from kortui.extract.packed import CONFLICTS, DERIVED, SERIES, Card, Packed, verify
from kortui.extract.readers.metadata import unused_fields
from kortui.extract.reading import Progress, read_all
from kortui.extract.remembered import Analyses
from kortui.extract.report import Left, Report, problems
from kortui.extract.spans import Analysis
from kortui.model import Document, Entity, Event, Library, digest_of_inputs
from kortui.schema import encode, to_row

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
    _documents: Sequence[tuple[Path, Packed]] = field(repr=False)
    _registry: Mapping[str, Entity] = field(repr=False)
    _gazetteer: Mapping[str, Entity] = field(repr=False)
    _merged: int = 0

    def problems(self) -> Iterator[str]:
        """What is wrong, a line each: files that failed and decisions that found no record."""
        return problems(self.left)

    def advice(self) -> Iterator[str]:
        """What the side-cars of the documents say that is not used, a line each."""
        for path, _ in self._documents:
            yield from unused_fields(path)

    @cached_property
    def report(self) -> Report:
        """What every document gave and what stayed unknown; looks at every record, so made when it is asked for."""
        packed = [document for _, document in self._documents]
        return Report(
            documents=tuple(coverage.of_document(str(path), document, self.library) for path, document in self._documents),
            left=self.left,
            conflicts=tuple(self.library.conflicts),
            merged=self._merged,
            events=len(self.library.events),
            unknown=coverage.unknown(packed, self._gazetteer, self._registry),
            unresolved=coverage.unresolved(packed),
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
    read = read_all(discovered.files, extra, published, jobs, progress, cache, cluster)
    left = [Left(str(s.path), s.why, s.fault) for s in discovered.skipped]
    left += [Left(str(r.path), r.why) for r in read if r.packed is None]
    names = gazetteer.load(extra)
    kept, doubles = _named([(r.path, r.packed) for r in read if r.packed is not None], names)
    del read
    registry, doubtful = _registry((d for _, d in kept), names)
    documents = [_sorted_anew(d, registry, doubtful) for _, d in kept]
    merged = _merge(documents, registry, None if doubtful else remembered.open_or_none(cache, extra, published), paths)
    implied = derived.find([card.event for card in merged.cards if card.late & DERIVED], registry)
    records = decisions.Records([*merged.cards, *map(Card.of, implied)])
    texts = {d.document for d in decided if d.action == "add"}
    aliases = merged.aliases
    orphans = decisions.apply(records, decided, {d.id: d.document for d in documents if d.id in texts}, aliases)
    left += [*doubles, *(Left(o.where, o.why, decision=True) for o in orphans)]
    library = _library(documents, records.cards.values(), registry, (*extra, *_companions(paths, REVIEW, review)))
    gone = sum(len(d.cards) for d in documents) - len(merged.cards) - len(implied)
    return Build(library, tuple(left), kept, registry, names.entities, gone)


def _merge(
    documents: Sequence[Packed], registry: Mapping[str, Entity], analyses: Analyses | None, paths: Sequence[Path]
) -> Merged:
    """Merge the records of all documents, taking from the last build of the same paths what no change has touched."""
    cards = [card for document in documents for card in document.cards]
    if analyses is None:
        return merge.merge(cards, registry)
    key = analyses.grouping(paths)
    before = analyses.get_homes(key)
    known = replay.replay(before, documents) if before is not None else None
    made = merge.merge(cards, registry, known)
    homes = replay.homes_of(documents, made)
    if homes is not None and homes != before:
        analyses.put_homes(key, homes)
    return made


def _companions(paths: Sequence[Path], name: str, given: Sequence[Path]) -> tuple[Path, ...]:
    beside = [folder / name for folder in paths if folder.is_dir() and (folder / name).is_file()]
    return tuple(dict.fromkeys([*sorted(beside, key=lambda p: p.as_posix()), *given]))


def _decisions(files: Iterable[Path]) -> list[review.Decision]:
    return [decision for file in files for decision in review.load(file)]


def _named(read: list[tuple[Path, Packed]], names: Gazetteer) -> tuple[list[tuple[Path, Packed]], list[Left]]:
    """Documents in order of id and content, each with an id of its own; a second copy of the same bytes is left out."""
    kept: list[tuple[Path, Packed]] = []
    left: list[Left] = []
    seen: dict[tuple[str, str], Path] = {}
    counts: dict[str, int] = {}
    for path, document in sorted(read, key=lambda r: (r[1].id, r[1].sha256, r[0].as_posix())):
        twin = seen.setdefault((document.id, document.sha256), path)
        if twin != path:
            left.append(Left(str(path), f"the same as {twin.name}", fault=False))
            continue
        number = counts[document.id] = counts.get(document.id, 0) + 1
        kept.append((path, document if number == 1 else _renamed(document, f"{document.id}-{number}", names)))
    return sorted(kept, key=lambda k: k[1].id), left


def _renamed(packed: Packed, name: str, names: Gazetteer) -> Packed:
    """A document whose id another has under an id of its own: ids of its records follow the document's."""
    document = replace(packed.document, id=name)
    facts = Facts({**{e.id: e for e in packed.found}, **names.entities})
    made = events.rename([card.event for card in packed.cards], name)
    for event in made:
        verify(event, {name: document})
    return replace(packed, id=name, row=encode(to_row(document)), cards=tuple(Card.of(event, facts) for event in made))


def _registry(documents: Iterable[Packed], names: Gazetteer) -> tuple[dict[str, Entity], frozenset[str]]:
    """Entities by id, and the ids of those that two documents take for different things."""
    found: dict[str, Entity] = {}
    doubtful = set()
    for document in documents:
        for entity in document.found:
            first = found.setdefault(entity.id, entity)
            if (first.kind, first.country) != (entity.kind, entity.country):
                doubtful.add(entity.id)
    return {**found, **names.entities}, frozenset(doubtful - names.entities.keys())


def _sorted_anew(document: Packed, registry: Mapping[str, Entity], doubtful: frozenset[str]) -> Packed:
    """A document whose records stand in the blocks of all documents' entities, where those are not what it took them for."""
    if doubtful.isdisjoint(entity.id for entity in document.found):
        return document
    facts = Facts(registry)
    cards = [card if doubtful.isdisjoint(card.uses) else Card.of(card.event, facts) for card in document.cards]
    return replace(document, cards=tuple(cards))


def _library(
    documents: Sequence[Packed], records: Iterable[Card], registry: Mapping[str, Entity], companions: Sequence[Path]
) -> Library:
    """All tables; those of documents and events as the rows they are written as."""
    inputs = tuple(sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in companions))
    cards = sorted(records, key=lambda card: (edtf.sort_key(card.date), card.id))
    return Library(
        documents=EncodedRows(Document, [document.row for document in documents]),
        events=EncodedRows(Event, [card.row for card in cards]),
        entities=_entities(cards, registry, documents),
        series=figures_in_time.find([card.event for card in cards if card.late & SERIES], registry),
        conflicts=conflicts.find([card.event for card in cards if card.late & CONFLICTS], registry),
        sha256=digest_of_inputs(((d.id, d.sha256, d.published) for d in documents), inputs),
        companions=inputs,
    )


def _entities(cards: Iterable[Card], registry: Mapping[str, Entity], documents: Iterable[Packed]) -> list[Entity]:
    """Entities the documents or the records name, with how often, and the countries they are of; in order of id."""
    mentions: dict[str, int] = {}
    for document in documents:
        for identifier, number in document.mentions.items():
            mentions[identifier] = mentions.get(identifier, 0) + number
    for card in cards:
        for used in card.uses:
            mentions.setdefault(used, 0)
    countries: dict[str, str] = {}
    for entity in registry.values():
        if entity.kind == "country" and entity.country:
            countries.setdefault(entity.country, entity.id)
    for identifier in list(mentions):
        code = registry[identifier].country if identifier in registry else None
        if code is not None and code in countries:
            mentions.setdefault(countries[code], 0)
    return [replace(registry[i], mentions=mentions[i]) for i in sorted(mentions) if i in registry]
