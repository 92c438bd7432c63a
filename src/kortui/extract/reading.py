"""Documents read and analysed, in one process or several, in the order of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kortui.errors import KortuiError
from kortui.extract import gazetteer, readers, stages
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.spans import Analysis
from kortui.model import Entity


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` documents, and the path of the last."""

    done: int
    total: int
    path: Path


@dataclass(frozen=True, slots=True)
class Read:
    """One document analysed, with the entities found outside the gazetteer; or why it could not be."""

    path: Path
    analysis: Analysis | None
    found: tuple[Entity, ...] = ()
    why: str = ""


def read_all(
    files: Sequence[Path],
    extra: Sequence[Path],
    published: str | None = None,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> list[Read]:
    """Analyse all files, in their order whatever the number of processes.

    Args:
        files: Documents.
        extra: Files of further entities.
        published: EDTF date of publication for all of them, over what they say.
        jobs: Processes to use.
        progress: Called after each document.

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

    if jobs <= 1 or len(files) < 2:
        names = gazetteer.load(extra)
        return note(_read(path, names=names, published=published) for path in files)
    from concurrent.futures import ProcessPoolExecutor  # 20 ms that a build in one process need not pay
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn"), _start_worker, (tuple(extra), published)) as pool:
        return note(pool.map(_work, files, chunksize=4))


def _read(path: Path, *, names: Gazetteer, published: str | None) -> Read:
    try:
        analysis, found = stages.run(readers.read(path, published=published), names)
    except KortuiError as error:
        return Read(path, None, why=f"{error.what}{'; ' + error.mend if error.mend else ''}")
    return Read(path, analysis, found)


_worker: Callable[[Path], Read] | None = None


def _start_worker(extra: Sequence[Path], published: str | None) -> None:
    global _worker
    _worker = partial(_read, names=gazetteer.load(extra), published=published)


def _work(path: Path) -> Read:
    assert _worker is not None
    return _worker(path)
