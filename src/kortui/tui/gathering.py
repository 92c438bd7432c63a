"""Work that looks at thousands of records, done in a thread while keys are answered; the newest wins and says how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from textual.widget import Widget

from kortui.errors import KortuiError
from kortui.made import OneByOne
from kortui.model import Event, Library
from kortui.records import replace
from kortui.tui.messages import Gathered

T = TypeVar("T")

TOLD = 0.1
"""Seconds between two looks at how far the work is."""

_TO_READ = 60
"""Records that are read from a file before a key is answered, at 100 to 150 µs each."""

_TO_LOOK_AT = 1_000
"""Records in memory that are looked at before a key is answered, at some 10 µs each."""

_TURN = 0.001
"""Seconds after which the interpreter lock is given to the thread that answers keys, should it want it."""

_USUAL = sys.getswitchinterval()


def few(library: Library, count: int) -> bool:
    """Whether so many records are looked at in less time than a key may take."""
    return count <= (_TO_READ if hasattr(library.events, "passing") else _TO_LOOK_AT)


class _Stopped(Exception):
    """The work is wanted no more."""


class _Events(OneByOne[Event]):
    """The events of a library, each read once and counted until the work is done; from then on as they were before."""

    def __init__(self, events: Sequence[Event], work: Gathering[Any]) -> None:
        self._events = events
        self._read: Callable[[int], Event] = getattr(events, "passing", events.__getitem__)
        self._kept: dict[int, Event] = {}
        self._work = work

    def __len__(self) -> int:
        return len(self._events)

    def at(self, index: int) -> Event:
        """The event at an index, kept as long as the work goes on."""
        if self._work.done:
            return self._events[index]
        if (found := self._kept.get(index)) is None:
            self._work.step()
            found = self._kept[index] = self._read(index)
        return found

    def __iter__(self) -> Iterator[Event]:
        return (self[at] for at in range(len(self)))

    def forget(self) -> None:
        """Give back what was kept for the work."""
        self._kept = {}


class Gathering(Generic[T]):
    """One piece of work.

    Args:
        library: The database.
        make: Makes the result from the database, which it may keep.

    Attributes:
        done: Whether it is done.
        result: What was made; None before, and where the database could not be read.
        problem: Why nothing was made, in one line; else empty.
        looked: How many records were looked at.
    """

    def __init__(self, library: Library, make: Callable[[Library], T]) -> None:
        self._events = _Events(library.events, self)
        self._library = replace(library, events=self._events)
        object.__setattr__(self._library, "index", library.index)
        self._make = make
        self._stopped = False
        self.done = False
        self.result: T | None = None
        self.problem = ""
        self.looked = 0

    def step(self) -> None:
        """Go on by a record."""
        if self._stopped:
            raise _Stopped
        self.looked += 1

    def stop(self) -> None:
        """Want it no more."""
        self._stopped = True

    @property
    def told(self) -> str:
        """How far it is, in words."""
        return f"{self.looked:,} records read" if self.looked else "reading the records"

    def _run(self) -> None:
        try:
            self.result = self._make(self._library)
        except KortuiError as error:  # the derived file or the database was damaged meanwhile
            self.problem = error.line()
        self.done = True
        self._events.forget()

    def start(self, widget: Widget, *, wait: bool) -> None:
        """Do the work here, or in a thread that sends a `Gathered` in the end.

        Args:
            widget: Who is told of the end.
            wait: Whether it is so little that a key may wait for it.
        """
        if wait:
            self._run()
            return

        def work() -> None:
            sys.setswitchinterval(_TURN)
            try:
                self._run()
            except _Stopped:
                return
            finally:
                sys.setswitchinterval(_USUAL)
            if not self._stopped:
                widget.post_message(Gathered(self))

        widget.run_worker(work, thread=True)
