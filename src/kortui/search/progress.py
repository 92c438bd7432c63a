"""How far the making of a derived file is: who makes it writes that into the file of its lock, whoever waits reads it there."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kortui.records import dataclass
from kortui.search.derived import load, path_of

if TYPE_CHECKING:
    from kortui.model import Library
    from kortui.search.deriving import Elsewhere, Making

__all__ = ["Awaited", "Progress", "lock_of", "read", "write"]

_POLLED = 0.02
"""Seconds between two looks at whether the file is there."""

_TOLD = re.compile(rb" *(\d{1,12}) +(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Progress:
    """Records taken in, of all there are; the words of their texts are taken in beside them, at the same pace."""

    done: int
    whole: int

    def __str__(self) -> str:
        return f"{self.done:,} of {self.whole:,} records" if self.done < self.whole else "writing it"


def lock_of(target: Path) -> Path:
    """The file of the lock that whoever makes a derived file holds."""
    return target.parent / f".{target.name}.lock"


def write(lock: int | None, progress: Progress) -> None:
    """Say how far it is.

    Args:
        lock: File descriptor of the lock; None says nothing.
        progress: How far.
    """
    if lock is not None:
        with suppress(OSError):  # a full disk: the file itself will tell
            os.pwrite(lock, b"%12d %12d" % (progress.done, progress.whole), 0)


def read(database: str | os.PathLike[str], cache: Path | None = None) -> Progress | None:
    """How far the making of a database's derived file is; None when nobody has said, while it begins for one."""
    try:
        found = _TOLD.match(lock_of(path_of(database, cache)).read_bytes())
    except OSError:
        return None
    return Progress(int(found[1]), int(found[2])) if found else None


class Awaited:
    """The derived file of a database, waited for: made by who is at it, and where that one gives up by a child of this program.

    Going through it waits for the end and gives how far it is, every fiftieth of a second.

    Args:
        database: The database.
        making: Who makes the file; None where it cannot be begun.

    Attributes:
        making: Who made it last.
    """

    def __init__(self, database: str | os.PathLike[str], making: Making | Elsewhere | None) -> None:
        self._database = database
        self.making = making

    def __iter__(self) -> Iterator[Progress | None]:
        from kortui.search import deriving

        while self.making is not None and (done := self.making.done) is not True:
            if done is None:
                yield read(self._database)
                time.sleep(_POLLED)
            elif isinstance(self.making, deriving.Elsewhere):  # it was ended, as with a program that was left
                self.making = deriving.start(self._database) or deriving.elsewhere(self._database)
            else:
                return

    @property
    def library(self) -> Library | None:
        """The library through the file; None where it was not made."""
        return load(self._database) if self.making is not None and self.making.done else None
