"""The time until the index of a large library is there, which a child process makes, or in the end a thread."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Thread
from time import monotonic

from kortui.model import Library
from kortui.search.derived import Elsewhere, Making, adopt
from kortui.search.plain import Plain

_TURN = 0.001
"""Seconds after which the interpreter lock is given to the thread that answers keys, should it want it."""


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
        self.problem = "" if making is not None else "its folder cannot be written"

    @property
    def over(self) -> bool:
        """Whether the wait is over: the index was taken in, or made in memory."""
        if self._thread is not None:
            return not self._thread.is_alive()
        done = self._making.done if self._making is not None else False
        if done and adopt(self._database, self._library):
            return True
        if done is not None:
            self.problem = self.problem or getattr(self._making, "problem", "") or "it is not of this database"
            self._thread = Thread(target=self._make, daemon=True)
            self._thread.start()
        return False

    def _make(self) -> None:
        """Make the index here."""
        from kortui.search.postings import postings_of

        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            postings_of(self._library)
        finally:
            sys.setswitchinterval(usual)

    @property
    def told(self) -> str:
        """What to say of it."""
        where = f" in memory ({self.problem})" if self.problem else ""
        return f"the search index is being made{where}, {monotonic() - self._begun:.0f} s so far"

    @property
    def ended(self) -> str:
        """What to say when it is over."""
        return f"The search index is there, in memory alone: {self.problem}" if self.problem else "The search index is there"
