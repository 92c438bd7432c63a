"""Files replaced whole or not at all, whatever happens: the disk is full, the process is killed, the power goes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_SECONDS = 5
"""How long a change of a person's own file waits for another kortui that is changing it."""


def replace_file(target: Path, data: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Put a new file in place of another, which keeps its mode: write beside it, make sure it is on the disk, rename.

    Args:
        target: The file; absent is fine.
        data: What it will hold, whole or in pieces.
        durable: Whether to wait for the disk; without, a crash of the machine may leave it empty or cut off.

    Raises:
        OSError: When it cannot be written; the old file is then as it was.
    """
    from kortui.stopping import stoppable  # 2 ms with `signal` that reading need not pay

    with stoppable():
        _replace(target, data, durable)


def _replace(target: Path, data: bytes | Iterable[bytes], durable: bool) -> None:
    temporary = target.parent / f".{target.name}.{os.getpid()}.tmp"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        with open(descriptor, "wb") as file:
            with suppress(FileNotFoundError):
                os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            if durable:
                os.fsync(descriptor)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    if not durable:
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the rename itself
    finally:
        os.close(folder)


def try_folder(target: Path) -> None:
    """Make a file beside another and remove it: a lock cannot tell a folder that takes no files from a lock somebody holds.

    Raises:
        OSError: When the folder takes none.
    """
    trial = target.parent / f".{target.name}.{os.getpid()}.tried.tmp"
    os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    trial.unlink(missing_ok=True)  # another writer may have cleared it away


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Keep other kortuis from changing a file; its folder is made when absent.

    Raises:
        OSError: When the lock cannot be had.
    """
    from filelock import FileLock, Timeout  # 25 ms that reading need not pay

    target.parent.mkdir(parents=True, exist_ok=True)
    try_folder(target)
    lock = FileLock(target.parent / f".{target.name}.lock")
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        raise OSError("it is being written by another kortui") from error
    try:
        yield
    finally:
        lock.release()


def clear_left(target: Path) -> None:
    """Remove what killed writers left beside a file; only for who holds the file's lock."""
    from glob import escape

    for left in target.parent.glob(f".{escape(target.name)}.*.tmp"):
        left.unlink(missing_ok=True)
