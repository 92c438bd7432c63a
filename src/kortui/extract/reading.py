"""Documents read and analysed, here, in several processes or on a cluster, in the order of their files."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kortui.errors import KortuiError
from kortui.extract import gazetteer, readers, stages
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.packed import Packed, pack
from kortui.extract.remembered import Analyses, open_or_none

LARGE = 4 * 1024 * 1024
"""Bytes from which on a document is announced before it is read: it takes half a minute or more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes:
        done: Documents done.
        total: Documents in all.
        path: The last one; with `bytes`, one that is being read.
        bytes: Size of a large document that is being read; 0 when `path` is done.
        share: How much of that document is read, 0 to 1; 0 all the while where another process reads it.
    """

    done: int
    total: int
    path: Path
    bytes: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """What one document gave, or why it could not be read."""

    path: Path
    packed: Packed | None
    why: str = ""


def read_all(
    files: Sequence[Path],
    extra: Sequence[Path],
    published: str | None = None,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cache: Path | None = None,
    cluster: str | None = None,
) -> list[Read]:
    """Analyse all files, in their order whatever the number of processes.

    Args:
        files: Documents.
        extra: Files of further entities.
        published: EDTF date of publication for all of them, over what they say.
        jobs: Processes to use.
        progress: Called after each document, before a large one and while that is read.
        cache: Folder in which analyses are remembered; None remembers nothing.
        cluster: Address of a Dask scheduler whose workers analyse what is not remembered.

    Raises:
        GazetteerError: When a gazetteer file cannot be used.
        ClusterError: When the cluster cannot be used.
    """
    analyses = open_or_none(cache, extra, published)
    results: dict[int, Read] = {}

    def announced() -> Iterator[tuple[int, Path]]:
        for number, path in enumerate(files):
            if progress is not None and (size := _size(path)) >= LARGE:
                progress(Progress(len(results), len(files), path, size))
            yield number, path

    def told(path: Path, share: float) -> None:
        if progress is not None and (size := _size(path)) >= LARGE:
            progress(Progress(len(results), len(files), path, size, share))

    with closing(_reads(announced(), len(files), extra, published, jobs, analyses, cluster, told)) as reads:
        for number, read in reads:  # closed at once when interrupted: no process is left behind
            results[number] = read
            if progress is not None:
                progress(Progress(len(results), len(files), read.path))
    if analyses is not None:
        analyses.prune()
    return [results[number] for number in range(len(files))]


def _reads(
    files: Iterable[tuple[int, Path]],
    total: int,
    extra: Sequence[Path],
    published: str | None,
    jobs: int,
    analyses: Analyses | None,
    cluster: str | None,
    told: Callable[[Path, float], None],
) -> Generator[tuple[int, Read], None, None]:
    """Numbered files to what they gave, in any order."""
    reader = Reader(extra, published, analyses)
    if cluster is not None:
        from kortui.extract import cluster as dask  # distributed: half a second and 40 MB

        return dask.read(files, cluster, reader)
    if jobs <= 1 or total < 2:
        reader.told = told
        return ((number, reader(path)) for number, path in files)
    from kortui.extract import workers  # 20 ms that a build in one process need not pay

    return workers.read(files, reader, min(jobs, total))


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


class Reader:
    """Files to analyses, remembered ones taken as they are; the gazetteer is loaded when the first is not.

    Args:
        extra: Files of further entities.
        published: EDTF date of publication for all documents.
        analyses: What is remembered.

    Attributes:
        told: Takes a file and how much of it is analysed, 0 to 1, now and then; not in other processes.
    """

    def __init__(self, extra: Sequence[Path], published: str | None, analyses: Analyses | None) -> None:
        self.extra, self.published, self.analyses = tuple(extra), published, analyses
        self.told: Callable[[Path, float], None] | None = None
        self._names: Gazetteer | None = None

    def __call__(self, path: Path) -> Read:
        """What a file gives."""
        key = self.key(path)
        known = self.recall(path, key)
        return known if known is not None else self.keep(self.analyse(path), key)

    def key(self, path: Path) -> str | None:
        """What names the analysis of a file; None where nothing is remembered."""
        return self.analyses.key(path) if self.analyses is not None else None

    def recall(self, path: Path, key: str | None) -> Read | None:
        """What is remembered of a file."""
        known = self.analyses.get(key) if self.analyses is not None and key is not None else None
        return Read(path, known) if known is not None else None

    def analyse(self, path: Path) -> Read:
        """Run the stages over a file."""
        names, told = self.load(), self.told
        how_far = None if told is None else (lambda share: told(path, share))
        try:
            analysis, found = stages.run(readers.read(path, published=self.published), names, how_far)
            return Read(path, pack(analysis, found, names.entities))
        except KortuiError as error:
            return Read(path, None, why=reason(error))

    def load(self) -> Gazetteer:
        """The gazetteer, read the first time.

        Raises:
            GazetteerError: When a file of it cannot be used.
        """
        if self._names is None:
            self._names = gazetteer.load(self.extra)
        return self._names

    def keep(self, read: Read, key: str | None) -> Read:
        """Remember what a file gave, if it has not changed since its key was made."""
        if self.analyses is None or key is None or read.packed is None or key != self.analyses.key(read.path):
            return read
        self.analyses.put(key, read.packed)
        return replace(read, packed=replace(read.packed, name=key))


def reason(error: KortuiError) -> str:
    """Why a document could not be read, for a report that names the document itself."""
    return f"{error.what}{'; ' + error.mend if error.mend else ''}"
