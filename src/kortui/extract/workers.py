"""Documents analysed in several processes of this machine.

A process that dies (no memory, a fault in a library) costs the documents it had in hand a second try, each alone; one that
ends its process again is reported like one that cannot be read. Workers leave Ctrl+C to the parent, and leave with it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

from kortui.extract.reading import Read, Reader

IN_HAND = 4
"""Documents given out per process: enough that none waits, few enough that little is lost with one."""

ENDED = "ended the process that analysed it, twice; it may need more memory than there is"

_Task = tuple[int, Path]


def read(files: Iterable[_Task], reader: Reader, processes: int) -> Generator[tuple[int, Read], None, None]:
    """Numbered files to what they gave, in the order they are done.

    Args:
        files: Files with their numbers.
        reader: What a process does with a file.
        processes: How many.
    """
    waiting = iter(files)
    suspects: list[_Task] = []
    more = True
    while more:
        more = yield from _until_broken(waiting, reader, processes, suspects)
        for number, path in suspects:
            yield number, _alone(path, reader)
        suspects.clear()


def _until_broken(
    waiting: Iterator[_Task], reader: Reader, processes: int, suspects: list[_Task]
) -> Generator[tuple[int, Read], None, bool]:
    """Results until all files are done or a process dies; what was in hand then are suspects. Whether files are left."""
    tasks: dict[Future[Read], _Task] = {}
    with _pool(reader, processes) as pool:
        try:
            while True:
                while len(tasks) < processes * IN_HAND and (task := next(waiting, None)) is not None:
                    suspects.append(task)
                    tasks[_submit(pool, task[1])] = task
                    suspects.pop()
                if not tasks:
                    return False
                done, _ = wait(tasks, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield tasks.pop(future)[0], result
        except BrokenProcessPool:
            suspects += tasks.values()
            return True


def _alone(path: Path, reader: Reader) -> Read:
    """A second try in a process that has nothing else to lose."""
    with _pool(reader, 1) as pool:
        try:
            return _submit(pool, path).result()
        except BrokenProcessPool:
            return Read(path, None, ENDED)


@contextmanager
def _pool(reader: Reader, processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end when the block is left, whatever they are at when it is left by an exception."""
    started = (reader.extra, reader.published, reader.analyses.folder if reader.analyses is not None else None)
    with _no_hang_up():
        pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, started)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        # One that was ended in the middle of a result leaves half of it in the pipe: its reader would wait for the rest for
        # ever as long as this process holds the writing end too.
        results: Any = pool._result_queue
        results._writer.close()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _submit(pool: ProcessPoolExecutor, path: Path) -> Future[Read]:
    with _no_hang_up():
        return pool.submit(_work, path)


@contextmanager
def _no_hang_up() -> Iterator[None]:
    """Start processes that a hang-up leaves to the parent, also the one that accounts for semaphores and complains."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # processes that are started inherit it
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_reader: Reader | None = None


def _start(extra: tuple[Path, ...], published: str | None, cache: Path | None) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the parent decides
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    from kortui.extract.collector import collect_seldom
    from kortui.extract.remembered import open_or_none

    collect_seldom()
    _reader = Reader(extra, published, open_or_none(cache, extra, published))


def _leave_with_parent() -> None:
    """A killed parent cannot tell its processes to end, and they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(path: Path) -> Read:
    assert _reader is not None
    return _reader(path)
