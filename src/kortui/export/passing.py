"""Events one after the other: of a hundred thousand no more than one is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kortui.made import OneByOne
from kortui.model import Event, Library

_KEPT = 2_000
"""Events up to which a library that reads them from a file is to keep them, since a format may want them again."""


class Chosen(OneByOne[Event]):
    """The events of some rows, each read when it is reached: of very many no more than one is held.

    Attributes:
        rows: The rows.
    """

    def __init__(self, library: Library, rows: Sequence[int]) -> None:
        self.rows = rows
        self._events = library.events

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, index: int) -> Event:
        """The event at an index."""
        return self._events[self.rows[index]]

    def __iter__(self) -> Iterator[Event]:
        read = (
            self._events.__getitem__ if len(self.rows) <= _KEPT else getattr(self._events, "passing", self._events.__getitem__)
        )
        return map(read, self.rows)
