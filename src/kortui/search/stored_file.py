"""Reading a derived file: its damage told as such, row sets remembered, ids of records to their rows."""

from __future__ import annotations

import os
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Literal, TypeVar

from kortui.errors import DatabaseError
from kortui.rows import Held, bits_of
from kortui.search.keys import after
from kortui.search.layout import SPACES
from kortui.search.packed import bytes_to_list, bytes_to_numbers, count_in, unpack, unsealed

T = TypeVar("T")
Table = Literal["documents", "entities"]

_REMEMBERED_BYTES = 24_000_000
"""Memory for row sets that were read: some 190 of a million events, all there are of a few thousand."""


_OF_BYTES = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What reading other bytes than were written ends in."""


class DerivedDamagedError(DatabaseError):
    """The derived file cannot be read any more; it is thrown away and made anew, the database itself is untouched."""


class Damage:
    """Tells of damage in a derived file, and throws the file away so that the next program makes it anew.

    Args:
        target: The file, as it was opened.
    """

    def __init__(self, target: str) -> None:
        self._target = target
        self._inode = _inode(target)

    def told(self, why: str) -> DerivedDamagedError:
        """The error of damage that was found; a file that another program has put in its place meanwhile stays.

        Args:
            why: What is wrong, as a clause.
        """
        if self._inode is not None and self._inode == _inode(self._target):
            with suppress(OSError):
                os.unlink(self._target)
        return DerivedDamagedError(f"the search file is damaged: {why}", self._target, "start again; it is made anew")


def _inode(path: str) -> int | None:
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


class StoredFile:
    """A derived file.

    Args:
        connection: Open for reading.
        size: Events in the library.
        damage: What tells of damage.
    """

    def __init__(self, connection: sqlite3.Connection, size: int, damage: Damage) -> None:
        self._db = connection
        self.size = size
        self._damage = damage
        self._sets: dict[tuple[object, ...], int] = {}

    def _guarded(self, work: Callable[[], T]) -> T:
        """Work on the file, its damage told as such.

        Raises:
            DerivedDamagedError: When the file cannot be read or does not hold what it should.
        """
        try:
            return work()
        except (sqlite3.Error, zlib.error, *_OF_BYTES) as error:
            raise self._damage.told("it does not hold what it should") from error

    def _remembered(self, key: tuple[object, ...], make: Callable[[], int]) -> int:
        found = self._sets.pop(key, None)
        if found is None:
            found = self._guarded(make)
            if len(self._sets) * (self.size >> 3) > _REMEMBERED_BYTES:
                del self._sets[next(iter(self._sets))]
        self._sets[key] = found
        return found

    def _one(self, statement: str, *values: object) -> Any:
        found = self._db.execute(statement, values).fetchone()
        return None if found is None else found[0]

    def _read(self, space: int, key: str) -> int:
        data = self._one("select rows from posting where space = ? and key = ?", space, key)
        return 0 if data is None else unpack(unsealed(data), self.size)

    def of_values(self, field: str, values: Sequence[str], bits: int) -> Sequence[int]:
        """How many rows of a set have each of some values, a few hundred at most."""
        held, keys = Held(bits), [f"{field}:{value}" for value in values]
        statement = f"select key, rows from posting where space = ? and key in ({','.join('?' * len(keys))})"

        def count() -> dict[str, int]:
            rows = self._db.execute(statement, (SPACES["fields"], *keys)).fetchall()
            return {key: count_in(unsealed(data), held, bits, self.size) for key, data in rows}

        found = self._guarded(count)
        return [found.get(key, 0) for key in keys]

    def _numbers(self, data: object) -> array[int]:
        """A number for each row."""
        found = bytes_to_numbers("I", unsealed(data))
        if len(found) != self.size:
            raise ValueError("values of other rows")
        return found


class StoredIds(StoredFile):
    """The ids of records in a derived file."""

    def ids(self, beginning: str) -> int:
        """The rows of the events whose id begins so."""
        if not beginning:
            return (1 << self.size) - 1

        def make() -> int:
            return bits_of([row for event, row in self._ids_from(beginning) if event.startswith(beginning)], self.size)

        return self._guarded(make)

    def _ids_from(self, first: str) -> Iterator[tuple[str, int]]:
        """Ids of events with their rows, in order: all that begin with some letters, and a few others.

        Args:
            first: The letters.
        """
        statement = (
            "select ids, rows from event_id where first < ? and first >= "
            "coalesce((select first from event_id where first <= ? order by first desc limit 1), '')"
        )
        for ids, rows in self._db.execute(statement, (after(first), first)):
            yield from zip(bytes_to_list(unsealed(ids)), bytes_to_numbers("I", unsealed(rows)), strict=True)

    def row_of(self, event: str) -> int | None:
        """The row of an event id; None when there is none."""
        if not event:
            return None
        return self._guarded(lambda: next((row for one, row in self._ids_from(event) if one == event), None))

    def event_ids(self) -> Sequence[str]:
        """The ids of all events in order of row: half a microsecond each, a record takes a hundred."""

        def make() -> Sequence[str]:
            found = [""] * self.size
            for ids, rows in self._db.execute("select ids, rows from event_id"):
                for one, row in zip(bytes_to_list(unsealed(ids)), bytes_to_numbers("I", unsealed(rows)), strict=True):
                    found[row] = one
            return found

        return self._guarded(make)

    def ids_of(self, kind: Table) -> Sequence[str]:
        """The ids of all documents or entities in order of the library."""
        statement = "select id from record_id where kind = ? order by position"
        return self._guarded(lambda: [one for (one,) in self._db.execute(statement, (kind,))])

    def position_of(self, kind: Table, one: str) -> int | None:
        """The position in the library of the document or entity of an id; None when there is none."""
        statement = "select position from record_id where kind = ? and id = ?"
        return self._guarded(lambda: self._one(statement, kind, one))  # type: ignore[no-any-return]

    def conflicts_of(self, event: str) -> Sequence[int]:
        """Positions in the library of the conflicts an event is in."""
        statement = "select position from conflict_of where event = ? order by position"
        return self._guarded(lambda: [position for (position,) in self._db.execute(statement, (event,))])

    def conflicting(self) -> Sequence[str]:
        """The ids of all events that are in conflicts."""
        return self._guarded(lambda: [event for (event,) in self._db.execute("select distinct event from conflict_of")])
