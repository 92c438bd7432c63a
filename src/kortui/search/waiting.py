"""The time until the index of a large library is there, which a child process makes."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from kortui.model import Library
from kortui.search.derived import Making, adopt
from kortui.search.plain import Plain


class Waiting:
    """A library whose index is being made, searched plainly meanwhile.

    Args:
        library: The library, read whole.
        database: Its file.
        making: The child process.
    """

    def __init__(self, library: Library, database: Path, making: Making) -> None:
        self.plain = Plain(library)
        self._library = library
        self._database = database
        self._making = making
        self._begun = monotonic()

    @property
    def over(self) -> bool:
        """Whether the wait is over; the index is taken in then, or could not be made."""
        done = self._making.done
        if done:
            adopt(self._database, self._library)
        return done is not None

    @property
    def told(self) -> str:
        """What to say of it."""
        return f"the search index is being made, {monotonic() - self._begun:.0f} s so far"
