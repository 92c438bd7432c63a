"""Who makes the derived file of a large database (see `kortui.search.derived`): a child process, begun once by one program.

`kortui.search.build` is what the child runs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kortui.records import dataclass
from kortui.search.derived import path_of
from kortui.search.progress import lock_of

if TYPE_CHECKING:
    import subprocess


FULL = "its folder is full or read-only"
"""Why a derived file was begun and not made."""

CANNOT_BE_WRITTEN = "its folder cannot be written"
"""Why none was begun."""


@dataclass(slots=True)
class Making:
    """A child process that makes a derived file.

    Attributes:
        process: The process.
        tie: File descriptor by whose closing the child knows that it is wanted no more, unless it was told to go on; -1 of one
            that stays in any case.
    """

    process: subprocess.Popen[bytes]
    tie: int = -1

    @property
    def done(self) -> bool | None:
        """Whether the file was made; None while it is being made."""
        code = self.process.poll()
        return None if code is None else code == 0

    @property
    def problem(self) -> str:
        """Why nothing was made, as a clause; only when it is done."""
        from kortui.search.sharing import FAILED, NOT_DERIVABLE

        known = {
            NOT_DERIVABLE: "the database is of another layout",
            FAILED: FULL,
        }
        return known.get(self.process.poll() or 0, "its making was ended")

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether the file was made.

        Raises:
            subprocess.TimeoutExpired: When it takes longer than `timeout` seconds.
        """
        return self.process.wait(timeout) == 0

    def go_on(self) -> bool:
        """Let the child go on when this program ends, for `kortui.search.build.LONGEST` seconds at most; whether it does.

        For who leaves it in words: a process that goes on is one that somebody was told of.
        """
        if self.tie < 0 or self.done is not None:
            return False
        try:
            return os.write(self.tie, b"\1") == 1
        except OSError:
            return False

    def stop(self) -> None:
        """End the child; what it has written is thrown away by the next one."""
        self.process.terminate()
        self.process.wait()


@dataclass(slots=True)
class Elsewhere:
    """Another program that makes the derived file of a database."""

    target: Path
    problem: str = "who made it gave up"

    @property
    def done(self) -> bool | None:
        """Whether the file was made; None while it is being made."""
        return None if _made_by_another(self.target) else self.target.exists()


def elsewhere(database: str | os.PathLike[str], cache: Path | None = None) -> Elsewhere | None:
    """The other program that makes the derived file of a database; None when there is none."""
    target = path_of(database, cache)
    return Elsewhere(target) if _made_by_another(target) else None


def start(database: str | os.PathLike[str], cache: Path | None = None, *, stays: bool = False) -> Making | None:
    """Make the derived file in a child process; None when another one is at it, or no process or folder can be made.

    The lock of who makes it is taken before the child is started, so that of two programs that start in the same moment one
    waits for the other; the child holds it until its end, whatever that is.

    Args:
        database: The database.
        cache: As of `kortui.search.derived.path_of`.
        stays: Whether the child goes on when this program ends, in whatever way; else it ends with it, but for
            `Making.go_on`.
    """
    import subprocess

    target = path_of(database, cache)
    ours = theirs = -1
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = _locked(target, os.O_CREAT)
        if lock is None:
            return None
        try:
            os.ftruncate(lock, 0)  # how far the last one was
            for left in target.parent.glob(f".{target.name}.*.tmp"):
                left.unlink(missing_ok=True)
            command = [sys.executable, "-m", "kortui.search.build", os.fspath(database), str(target), str(lock)]
            handed = [lock]
            if not stays:
                theirs, ours = os.pipe()
                handed.append(theirs)
                command.append(str(theirs))
            nothing = subprocess.DEVNULL
            return Making(
                subprocess.Popen(
                    command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, pass_fds=handed
                ),
                ours,
            )
        finally:
            os.close(lock)
            if theirs >= 0:
                os.close(theirs)
    except OSError:
        return None


def make(database: Path, cache: Path | None = None) -> bool:
    """Make the derived file here and now; whether it was made."""
    making = start(database, cache)
    return making is not None and making.wait()


def _made_by_another(target: Path) -> bool:
    """Whether another program is making a derived file."""
    try:
        lock = _locked(target)
    except OSError:
        return False
    if lock is not None:
        os.close(lock)
    return lock is None


def _locked(target: Path, flags: int = 0) -> int | None:
    """Take the lock that whoever makes a derived file holds; None when another program holds it.

    Args:
        target: The derived file.
        flags: Flags of `os.open` for the lock's file, besides those it needs.

    Raises:
        OSError: When there is no file for the lock.
    """
    import fcntl

    lock = os.open(lock_of(target), os.O_RDWR | os.O_CLOEXEC | flags, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:
        pass  # a file system without locks: two that make the same file do no harm but to the time it takes
    return lock
