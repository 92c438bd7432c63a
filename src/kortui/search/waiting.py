"""The time until the index of a large library is there, which a child process makes, or in the end a thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from kortui import edtf
from kortui.model import Library
from kortui.search import tokens
from kortui.search.derived import adopt
from kortui.search.deriving import CANNOT_BE_WRITTEN, Making
from kortui.search.plain import Plain
from kortui.search.progress import read

if TYPE_CHECKING:
    from kortui.search.deriving import Elsewhere

_TURN = 0.001
"""Seconds after which the interpreter lock is given to the thread that answers keys, should it want it."""


_PIECE = 1_000
"""Records that are let go at a time: 5 ms."""


def _trim() -> None:
    """Have the C library give back what it keeps of freed memory, where it is one that does so on demand; some 50 ms."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


class Waiting:
    """A library whose index is being made, searched plainly meanwhile.

    Args:
        library: The library, read whole.
        database: Its file.
        making: Who makes the derived file; None where it cannot be made.

    Attributes:
        problem: Why there is no derived file, as a clause; the index is then made in memory, anew by each start.
    """

    def __init__(self, library: Library, database: Path, making: Making | Elsewhere | None) -> None:
        self.plain = Plain(library)
        self._library = library
        self._database = database
        self._making = making
        self._begun = monotonic()
        self._thread: Thread | None = None
        self._held: list[Sequence[object]] = []
        self.problem = "" if making is not None else CANNOT_BE_WRITTEN

    @property
    def over(self) -> bool:
        """Whether the wait is over: the index was taken in, or made in memory."""
        if self._thread is not None:
            return not self._thread.is_alive()
        done = self._making.done if self._making is not None else False
        if done is not None:
            held = adopt(self._database, self._library)  # without who made it, too: another program may have been sooner
            if held is not None:
                self.problem, self._held = "", held
                return True
            self.problem = self.problem or getattr(self._making, "problem", "") or "it is not of this database"
            self._thread = Thread(target=self._make, daemon=True)
            self._thread.start()
        return False

    def leave(self) -> Iterator[None]:
        """Give back the memory of what was held until the wait was over, in pieces of some milliseconds."""
        self.plain = Plain(self._library)
        if not self._held:
            return
        while self._held:
            rest = list(self._held.pop())
            while rest:
                yield
                del rest[-_PIECE:]
        # What is kept of a few thousand dates and words lies scattered: a megabyte is given back when nothing is in it.
        edtf.parse.cache_clear()
        tokens.forget()
        yield
        _trim()

    def _make(self) -> None:
        """Make the index here."""
        from kortui.search.postings import postings_of

        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            postings_of(self._library)
        finally:
            sys.setswitchinterval(usual)

    def go_on(self) -> str:
        """Let who makes the index go on when the app is left; what to say of it, empty where nothing goes on."""
        if not isinstance(self._making, Making) or not self._making.go_on():
            return ""
        progress = read(self._database)
        so_far = f" ({progress} so far)" if progress is not None and progress.done < progress.whole else ""
        pid = self._making.process.pid
        return f"process {pid} goes on making the search index of {self._database.name}{so_far}, so that it opens at once"

    @property
    def told(self) -> str:
        """What to say of it."""
        where = f" in memory ({self.problem})" if self.problem else ""
        progress = None if self.problem else read(self._database)
        so_far = f"{monotonic() - self._begun:.0f} s so far" if progress is None else str(progress)
        return f"the search index is being made{where}, {so_far}"

    @property
    def ended(self) -> str:
        """What to say when it is over."""
        return f"The search index is there, in memory alone: {self.problem}" if self.problem else "The search index is there"
