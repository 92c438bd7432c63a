"""Documents read and analysed, here, in several processes or on a cluster, in the order of their files."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kortui.errors import KortuiError
from kortui.extract import events, gazetteer, readers, stages
from kortui.extract.filed import RowFile
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.members import NONE
from kortui.extract.packed import Packed, pack
from kortui.extract.remembered import Analyses, open_or_none
from kortui.extract.shelved import Shelf

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
        part: How much of the bytes of all documents is read, 0 to 1: time goes by these.
    """

    done: int
    total: int
    path: Path
    bytes: int = 0
    share: float = 0.0
    part: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """What one document gave, or why it could not be read."""

    path: Path
    packed: Packed | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Files with what they gave.

    Attributes:
        files: Files, in order.
        numbers: Of each its document's number on the shelf; `NONE` of one that could not be read.
        why: Why those could not, by the place of the file.
    """

    files: Sequence[Path]
    numbers: array[int]
    why: Mapping[int, str]


def read_all(
    files: Sequence[Path],
    extra: Sequence[Path],
    published: str | None = None,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cache: Path | None = None,
    cluster: str | None = None,
    shelf: Shelf | None = None,
) -> Kept:
    """Analyse all files, in their order whatever the number of processes.

    Args:
        files: Documents.
        extra: Files of further entities.
        published: EDTF date of publication for all of them, over what they say.
        jobs: Processes to use.
        progress: Called after each document, before a large one and while that is read.
        cache: Folder in which analyses are remembered; None remembers nothing.
        cluster: Address of a Dask scheduler whose workers analyse what is not remembered.
        shelf: Where to keep what they give.

    Raises:
        GazetteerError: When a gazetteer file cannot be used.
        ClusterError: When the cluster cannot be used.
    """
    shelf = Shelf(RowFile()) if shelf is None else shelf
    analyses = open_or_none(cache, extra, published)
    numbers, why, done = array("i", [NONE]) * len(files), dict[int, str](), 0

    sizes = array("Q", map(_size, files)) if progress is not None else array("Q")
    whole, read_so_far = sum(sizes) or 1, 0

    def announced() -> Iterator[tuple[int, Path]]:
        for number, path in enumerate(files):
            if progress is not None and (size := sizes[number]) >= LARGE:
                progress(Progress(done, len(files), path, size, part=read_so_far / whole))
            yield number, path

    def told(path: Path, share: float) -> None:
        if progress is not None and (size := _size(path)) >= LARGE:
            progress(Progress(done, len(files), path, size, share, (read_so_far + share * size) / whole))

    with closing(_reads(announced(), len(files), extra, published, jobs, analyses, cluster, told)) as reads:
        for number, read in reads:  # closed at once when interrupted: no process is left behind
            if read.packed is None:
                why[number] = read.why
            else:
                numbers[number] = shelf.put(read.packed)
            done += 1
            if progress is not None:
                read_so_far += sizes[number]
                progress(Progress(done, len(files), read.path, part=read_so_far / whole))
    if analyses is not None:
        analyses.prune()
    return Kept(files, numbers, why)


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
        reader.told, reader.files = told, True
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
        files: Whether the rows of a long document may go to a file while it is analysed; not in other processes.
    """

    def __init__(self, extra: Sequence[Path], published: str | None, analyses: Analyses | None) -> None:
        self.extra, self.published, self.analyses = tuple(extra), published, analyses
        self.told: Callable[[Path, float], None] | None = None
        self.files = False
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
            analysis, found, source = stages.before_events(readers.read(path, published=self.published), names, how_far)
            records = events.tell(source, how_far)
            if not self.files:
                return Read(path, pack(analysis, found, names.entities, records))
            shelf = Shelf(RowFile())  # of its own: gone when its records are where the build keeps them
            return Read(path, pack(analysis, found, names.entities, records, shelf.cards.put))
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
