"""Sorting more than a build should hold: runs that stand in its file of rows, merged as they are read."""

from __future__ import annotations

import heapq
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kortui.extract.filed import Line, RowFile, line_of

AT_ONCE = 1024 * 1024
"""Bytes of keys sorted in memory, whatever each has."""

_KEY = 41
"""Bytes that a key takes in memory beyond its own, and its place in a list."""

PIECE = 64
"""Keys of a run that are read together."""

END = b"\0\0"
"""Ends what keys are grouped by, which must not hold it."""

NUMBER = 4
"""Bytes of a number in a key."""

_PLACED = struct.Struct(">QI")


def grouped(keys: Iterable[bytes]) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Sorted keys that begin alike up to `END`: that beginning, and what follows it in each."""
    for head, alike in groupby(keys, key=lambda key: key.partition(END)[0]):
        yield head, (key[len(head) + len(END) :] for key in alike)


class Sorter:
    """Keys, given in any order, in order.

    Args:
        rows: Where runs stand.
    """

    def __init__(self, rows: RowFile) -> None:
        self._rows = rows
        self._held: list[bytes] = []
        self._size = 0
        self._runs: list[list[Line]] = []

    def add(self, key: bytes) -> None:
        """Take one key."""
        self._held.append(key)
        self._size += len(key) + _KEY
        if self._size >= AT_ONCE:
            self._runs.append(self._rows.put([_encoded(piece) for piece in _pieces(sorted(self._held))]))
            self._held, self._size = [], 0

    def __iter__(self) -> Iterator[bytes]:
        return heapq.merge(*map(_read, self._runs), sorted(self._held))


def ordered(numbers: Sequence[int], rows: RowFile) -> array[int]:
    """The places of some numbers, in the order of these.

    Args:
        numbers: Of 64 bits at most.
        rows: The build's file.
    """
    sorter = Sorter(rows)
    for place, number in enumerate(numbers):
        sorter.add(_PLACED.pack(number, place))
    return array("I", (int.from_bytes(key[-NUMBER:]) for key in sorter))


def _pieces(keys: list[bytes]) -> Iterator[list[bytes]]:
    return (keys[at : at + PIECE] for at in range(0, len(keys), PIECE))


def _encoded(keys: list[bytes]) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(keys)


def _read(run: list[Line]) -> Iterator[bytes]:
    import msgspec

    for line in run:
        yield from msgspec.msgpack.decode(line_of(line))
