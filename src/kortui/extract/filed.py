"""Rows of a build kept out of its memory: in a file without a name, read again when somebody looks at one."""

from __future__ import annotations

import errno
import os
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice
from tempfile import TemporaryFile, gettempdir
from typing import IO
from weakref import finalize

from kortui.made import Made, OneByOne
from kortui.records import dataclass

IN_MEMORY = 2 * 1024 * 1024
"""Bytes of rows that stay in memory: those of some 80 articles, for which a file would be a trouble without a gain."""

_AHEAD = 32 * 1024
"""Bytes read together where rows are read one after another."""

_NEAR = 8 * 1024
"""Bytes that may be left out between rows that are read one after another."""

_AT_ONCE = 64
"""Rows that are put into the file together: writing one costs as much as writing as many."""


class RowFile:
    """A file of rows, gone with the build that made it.

    Where it cannot be written, as on a full disk, rows stay in memory: a build that needs more is better than none.

    Args:
        in_memory: Bytes of rows that stay in memory before a file is made.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._room = in_memory
        self._file: IO[bytes] | None = None
        self._end = 0
        self._usable = True
        self._ahead, self._ahead_from, self._last = b"", 0, -_NEAR

    def put(self, rows: Sequence[bytes]) -> list[Line]:
        """Keep some rows; what stands for them, in their order."""
        start = self.store(rows)
        if start is None:
            return list(rows)
        sizes = [*map(len, rows)]
        return [Filed(self, at, size) for at, size in zip(accumulate(sizes, initial=start), sizes, strict=False)]

    def store(self, rows: Sequence[bytes]) -> int | None:
        """Keep some rows where they can: the place of the first in the file, or None when they have to stay in memory."""
        size = sum(map(len, rows))
        if self._room >= size or not self._usable:
            self._room -= size
            return None
        self._room = 0
        try:
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as a row may be looked at
                finalize(self, self._file.close)
            written = os.pwrite(self._file.fileno(), b"".join(rows), self._end)
            if written != size:
                raise OSError(errno.ENOSPC, "there is no room")
        except OSError:
            self._usable = False
            return None
        self._end += size
        return self._end - size

    def get(self, start: int, size: int) -> bytes:
        """A row that was put into the file.

        Raises:
            OSError: When it cannot be read, as when the disk has failed.
        """
        at = start - self._ahead_from
        if at >= 0 and at + size <= len(self._ahead):
            return self._ahead[at : at + size]
        assert self._file is not None
        if size < _AHEAD and 0 <= start - self._last < _NEAR:
            self._ahead, self._ahead_from = os.pread(self._file.fileno(), min(_AHEAD, self._end - start), start), start
            row = self._ahead[:size]
            self._last = start + len(self._ahead)
        else:
            row = os.pread(self._file.fileno(), size, start)
            self._last = start + size
        if len(row) != size:
            raise OSError(errno.EIO, "the temporary file of the build was cut short", gettempdir())
        return row


@dataclass(frozen=True, slots=True)
class Filed:
    """A row in a file.

    Attributes:
        file: The file.
        start: Where it begins, in bytes.
        size: Its bytes.
    """

    file: RowFile
    start: int
    size: int


Line = bytes | Filed
"""A row as it will be written: itself, or where it stands."""


def line_of(line: Line) -> bytes:
    """The bytes of a row.

    Raises:
        OSError: When they cannot be read.
    """
    return line if isinstance(line, bytes) else line.file.get(line.start, line.size)


class Places(OneByOne[Line]):
    """Where rows stand, twelve bytes each."""

    def __init__(self, file: RowFile) -> None:
        self.file = file
        self._starts, self._sizes = array("Q"), array("I")
        self._in_memory: dict[int, bytes] = {}

    def append(self, line: Line) -> None:
        """Take a row of the file, or one that is in memory."""
        if isinstance(line, bytes):
            self._in_memory[len(self)] = line
        start, size = (0, 0) if isinstance(line, bytes) else (line.start, line.size)
        self._starts.append(start)
        self._sizes.append(size)

    def put(self, rows: Iterable[bytes]) -> None:
        """Put some rows into the file and take them."""
        given = iter(rows)
        while some := [*islice(given, _AT_ONCE)]:
            start = self.file.store(some)
            if start is None:
                self._in_memory.update(enumerate(some, len(self)))
            sizes = [*map(len, some)]
            self._starts.extend([*accumulate(sizes, initial=start or 0)][:-1])
            self._sizes.extend(sizes)

    def take(self, other: Places, number: int) -> None:
        """Take a row that others have of the same file, where it stands."""
        if number in other._in_memory:
            self._in_memory[len(self)] = other._in_memory[number]
        self._starts.append(other._starts[number])
        self._sizes.append(other._sizes[number])

    def row(self, number: int) -> bytes:
        """The bytes of a row."""
        row = self._in_memory.get(number) if self._in_memory else None
        return self.file.get(self._starts[number], self._sizes[number]) if row is None else row

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, index: int) -> Line:
        """A row, or where it stands."""
        line = self._in_memory.get(index) if self._in_memory else None
        return Filed(self.file, self._starts[index], self._sizes[index]) if line is None else line


class Lines(Made[Line, bytes]):
    """Rows, each read when it is asked for.

    Args:
        lines: The rows, or where they stand.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(lines, line_of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
