"""What a command says on stderr that takes long: how far it is, on a line that is written over, or what it waits for."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, TypeVar

from kortui.made import OneByOne
from kortui.text import cell_width

if TYPE_CHECKING:
    from kortui.model import Library
    from kortui.search.deriving import Elsewhere, Making

T = TypeVar("T")

_MEND = "make it writable, free some space, or name another folder with XDG_CACHE_HOME"

FIRST_SECONDS = 1.0
"""What is done by then says nothing."""

_NEXT_SECONDS = 0.2
_STEP = 64
"""Items between two looks at the clock."""


class Watched(OneByOne[T]):
    """Items that tell how many of them have been gone through.

    Args:
        items: The items.
        noun: What they are.
        stream: A terminal.
        clock: Seconds, from anywhere.
    """

    def __init__(self, items: Sequence[T], noun: str, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._items, self._noun, self._stream, self._clock = items, noun, stream, clock
        self._due = clock() + FIRST_SECONDS

    def __len__(self) -> int:
        return len(self._items)

    def at(self, index: int) -> T:
        """The item at an index."""
        return self._items[index]

    def part(self, indexes: slice) -> Sequence[T]:
        """The items of a slice, of which nothing is told."""
        return self._items[indexes]

    def __iter__(self) -> Iterator[T]:
        return gone_through(self._items, len(self._items), self._noun, self._stream, self._clock, self._due)


def gone_through(
    items: Iterable[T], total: int, noun: str, stream: TextIO, clock: Callable[[], float] = time.monotonic, due: float = 0
) -> Iterator[T]:
    """Items that tell how many of them have been gone through.

    Args:
        items: The items.
        total: How many there are.
        noun: What they are.
        stream: A terminal.
        clock: Seconds, from anywhere.
        due: When to tell for the first time.
    """
    told = ""
    try:
        for number, item in enumerate(items):
            if not number % _STEP and (now := clock()) >= due:
                told = tell(stream, f"{number:,} of {total:,} {noun}", told)
                due = now + _NEXT_SECONDS
            yield item
    finally:
        if told:
            tell(stream, "", told)


def await_index(path: str, making: Making | Elsewhere | None, size: int) -> Library | None:
    """The library through its derived file once that is made; None where nobody makes it or it cannot be made, which is told.

    Args:
        path: The database.
        making: Who makes the file; None where it cannot be begun.
        size: Bytes of the database.
    """
    from kortui.cli.output import note
    from kortui.search import content, derived, deriving
    from kortui.search.progress import Awaited

    due, said, told = time.monotonic() + FIRST_SECONDS, "", ""
    may_fit = content.may_fit(derived.path_of(path), path)
    named = f"the search index of {os.path.basename(path)}, {size / 1e6:,.0f} MB"
    for progress in (awaited := Awaited(path, making)):
        if (now := time.monotonic()) < due:
            continue
        looking = may_fit and progress is None
        words = f"looking whether {named}, still fits the database" if looking else f"making {named}; this is done once"
        if said != words:
            told = tell(sys.stderr, "", told) if told else ""
            note(words)
            said = words
        elif sys.stderr.isatty() and progress is not None:
            told = tell(sys.stderr, str(progress), told)
        due = now + _NEXT_SECONDS
    if told:
        tell(sys.stderr, "", told)
    library = awaited.library
    if library is None:
        folder = derived.path_of(path).parent
        last = awaited.making
        why = last.problem if last is not None and not last.done else deriving.CANNOT_BE_WRITTEN
        mend = f"; {_MEND}" if why in (deriving.CANNOT_BE_WRITTEN, deriving.FULL) else ""
        note(f"{folder}: no search index is kept, and each command reads and indexes all of the database: {why}{mend}")
    return library


def tell(stream: TextIO, words: str, before: str) -> str:
    """Put words in the place of others on a terminal's line; the words."""
    blank = " " * max(0, cell_width(before) - cell_width(words))
    with suppress(OSError):  # narration that nobody can read costs no data
        stream.write(f"\r{words}{blank}" if words else f"\r{blank}\r")
        stream.flush()
    return words
