"""Documents read and analysed, in one process or several, in the order of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kortui.errors import KortuiError
from kortui.extract import gazetteer, readers, stages
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.packed import Packed, pack
from kortui.extract.remembered import Analyses, open_or_none


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` documents, and the path of the last."""

    done: int
    total: int
    path: Path


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
) -> list[Read]:
    """Analyse all files, in their order whatever the number of processes.

    Args:
        files: Documents.
        extra: Files of further entities.
        published: EDTF date of publication for all of them, over what they say.
        jobs: Processes to use.
        progress: Called after each document.
        cache: Folder in which analyses are remembered; None remembers nothing.

    Raises:
        GazetteerError: When a gazetteer file cannot be used.
    """

    def note(results: Iterable[Read]) -> list[Read]:
        done = []
        for result in results:
            done.append(result)
            if progress is not None:
                progress(Progress(len(done), len(files), result.path))
        return done

    analyses = open_or_none(cache, extra, published)
    if jobs <= 1 or len(files) < 2:
        read = _Reader(extra, published, analyses)
        results = note(map(read, files))
    else:
        from concurrent.futures import ProcessPoolExecutor  # 20 ms that a build in one process need not pay
        from multiprocessing import get_context

        started = (tuple(extra), published, cache)
        with ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn"), _start_worker, started) as pool:
            results = note(pool.map(_work, files, chunksize=4))
    if analyses is not None:
        analyses.prune()
    return results


class _Reader:
    """Files to analyses, remembered ones taken as they are; the gazetteer is loaded when the first is not."""

    def __init__(self, extra: Sequence[Path], published: str | None, analyses: Analyses | None) -> None:
        self._extra, self._published, self._analyses = extra, published, analyses
        self._names: Gazetteer | None = None

    def __call__(self, path: Path) -> Read:
        key = self._analyses.key(path) if self._analyses is not None else None
        if self._analyses is not None and key is not None and (known := self._analyses.get(key)) is not None:
            return Read(path, known)
        if self._names is None:
            self._names = gazetteer.load(self._extra)
        try:
            analysis, found = stages.run(readers.read(path, published=self._published), self._names)
            packed = pack(analysis, found, self._names.entities)
        except KortuiError as error:
            return Read(path, None, why=f"{error.what}{'; ' + error.mend if error.mend else ''}")
        if self._analyses is not None and key is not None and key == self._analyses.key(path):  # unchanged since it was read
            self._analyses.put(key, packed)
            packed = replace(packed, name=key)
        return Read(path, packed)


_worker: _Reader | None = None


def _start_worker(extra: Sequence[Path], published: str | None, cache: Path | None) -> None:
    global _worker
    _worker = _Reader(extra, published, open_or_none(cache, extra, published))


def _work(path: Path) -> Read:
    assert _worker is not None
    return _worker(path)
