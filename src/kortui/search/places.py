"""Where the rows of a table stand in the database file, read from the derived file part by part."""

from __future__ import annotations

import sqlite3
from _thread import allocate_lock  # `threading` is 1 ms of a search
from collections.abc import Sequence

from kortui.search.layout import PART
from kortui.search.packed import numbers_in, unsealed
from kortui.search.stored_file import Damage

_KEPT = 64
"""Parts kept: 0.3 MB for each table."""

_BYTES = 16
"""Of each row's place: 8 where it starts, 4 its length, 4 its checksum."""

Part = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""Start, length and checksum of each row of a part."""


class StoredPlaces:
    """The places of the rows of one table; a screen of rows needs one part, a million rows have four thousand.

    Args:
        connection: The derived file.
        size: Rows of the table.
        first: Number of its first part.
        damage: What tells of damage.
    """

    __slots__ = ("_damage", "_db", "_first", "_lock", "_parts", "_size")

    def __init__(self, connection: sqlite3.Connection, size: int, first: int, damage: Damage) -> None:
        self._db, self._size, self._first, self._damage = connection, size, first, damage
        self._parts: dict[int, Part] = {}
        self._lock = allocate_lock()  # a chart is made in a thread beside the one that draws

    def __len__(self) -> int:
        return self._size

    def of(self, row: int) -> tuple[int, int, int]:
        """Start, length and checksum of a row.

        Raises:
            DerivedDamagedError: When the file does not tell.
        """
        number, at = divmod(row, PART)
        with self._lock:
            part = self._parts.get(number)
            if part is None:
                part = self._read(number)
                if len(self._parts) >= _KEPT:
                    del self._parts[next(iter(self._parts))]
                self._parts[number] = part
        starts, lengths, sums = part
        return starts[at], lengths[at], sums[at]

    def _read(self, number: int) -> Part:
        count = min(PART, self._size - number * PART)
        try:
            found = self._db.execute("select places from place where part = ?", (self._first + number,)).fetchone()
        except sqlite3.Error as error:
            raise self._damage.told(str(error)) from error
        try:
            data = unsealed(found and found[0])
        except ValueError as error:
            raise self._damage.told("it does not tell where rows stand") from error
        if len(data) != count * _BYTES:
            raise self._damage.told("it tells where other rows stand")
        ends = (8 * count, 12 * count)
        return numbers_in("Q", data[: ends[0]]), numbers_in("I", data[ends[0] : ends[1]]), numbers_in("I", data[ends[1] :])
