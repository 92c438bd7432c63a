"""The index in a derived file: the same answers as `MemoryPostings`, read when they are asked for."""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from kortui.errors import DatabaseError
from kortui.search.keys import after
from kortui.search.layout import LONGEST_PREFIX, NAMED, PREFIXES, SPACES
from kortui.search.packed import bytes_to_numbers, unpack
from kortui.search.rows import bits_of, rows_in
from kortui.search.spans import Spans

if TYPE_CHECKING:
    from kortui.search.collect import AmountKey
    from kortui.search.counting import Counting
    from kortui.search.pieces import Pieces
    from kortui.search.postings import Labels, Range, Space
    from kortui.search.rungs import StoredColumn

T = TypeVar("T")
_REMEMBERED_BYTES = 24_000_000
"""Memory for row sets that were read: some 190 of a million events, all there are of a few thousand."""

_BATCH = 256
"""Rows asked for at once: a microsecond a row, against five one by one."""

_DENSE = 8
"""When more than one row in so many is wanted, reading them all in order is faster than one by one."""


class DerivedDamagedError(DatabaseError):
    """The derived file cannot be read any more; it is thrown away and made anew, the database itself is untouched."""


class Decades(Sequence[tuple[str, int]]):
    """Names of decades with their rows, which are read when asked for, and kept."""

    def __init__(self, names: Sequence[str], rows_of: Callable[[int], int]) -> None:
        self._names = names
        self._rows_of = rows_of
        self._kept: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> tuple[str, int]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[str, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, int] | Sequence[tuple[str, int]]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        name = self._names[index]
        if index not in self._kept:
            self._kept[index] = self._rows_of(index)
        return name, self._kept[index]


class StoredPostings:
    """The index of a derived file."""

    def __init__(self, connection: sqlite3.Connection, size: int, meta: Mapping[str, Any]) -> None:
        self._db = connection
        self._meta = meta
        self.size = size
        self._sets: dict[tuple[object, ...], int] = {}
        self._orders: dict[str, Sequence[int]] = {}
        self._amounts: dict[AmountKey, tuple[StoredColumn, Sequence[Range]]] = {}

    def _guarded(self, work: Callable[[], T]) -> T:
        """Work on the file, its damage told as such.

        Raises:
            DerivedDamagedError: When the file cannot be read or does not hold what it should.
        """
        try:
            return work()
        except (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError, IndexError) as error:
            raise DerivedDamagedError(f"the search file is damaged: {error}", mend="start again; it is made anew") from error

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
        return 0 if data is None else unpack(data, self.size)

    def get(self, space: Space, key: str) -> int:
        """The rows of a key; 0 when there is none."""
        return self._remembered((space, key), lambda: self._read(SPACES[space], key))

    def union(self, space: Space, low: str, high: str) -> int:
        """The rows of all keys in ``[low, high)``."""
        if len(low) <= LONGEST_PREFIX and space in PREFIXES and high == after(low):
            return self._remembered((space, low, high), lambda: self._read(PREFIXES[space], low))

        def make() -> int:
            bits = 0
            statement = "select rows from posting where space = ? and key >= ? and key < ?"
            for (data,) in self._db.execute(statement, (SPACES[space], low, high)):
                bits |= unpack(data, self.size)
            return bits

        return self._remembered((space, low, high), make)

    def named(self, beginning: str) -> int | None:
        """The rows of the entities with a word in a name that begins so; None when they are not kept together."""
        if len(beginning) > LONGEST_PREFIX:
            return None
        return self._remembered(("named", beginning), lambda: self._read(NAMED, beginning))

    def keys(self, space: Space, low: str = "", high: str = "") -> Sequence[str]:
        """The keys in ``[low, high)`` in order; an empty `high` is no limit."""
        values: tuple[object, ...] = (SPACES[space], low)
        statement = "select key from posting where space = ? and key >= ?"
        if high:  # a condition of its own: joined by "or" SQLite reads on to the last key
            statement, values = f"{statement} and key < ?", (*values, high)
        rows = self._guarded(lambda: self._db.execute(statement, values).fetchall())
        return [key for (key,) in rows]

    def counts(self, field: str, bits: int, at_most: int | None = None) -> Sequence[tuple[str, int]]:
        """The values of a field with how many of their rows are in a set; `at_most` as of `Postings.counts`."""
        from kortui.search.pieces import whole  # of facets alone

        return whole(self.counting(field, bits, at_most))

    def counting(self, field: str, bits: int, at_most: int | None = None) -> Pieces[Sequence[tuple[str, int]]]:
        """The same in pieces."""
        pieces = self._counting.counts(field, bits, at_most)
        while True:
            try:
                self._guarded(lambda: next(pieces))
            except StopIteration as done:
                counted: Sequence[tuple[str, int]] = done.value
                return counted
            yield

    @cached_property
    def _counting(self) -> Counting:
        from kortui.search.counting import Counting  # of facets alone

        return Counting(self)

    def unkept(self, field: str, value: str) -> int:
        """The rows of a value of a field, which are not remembered."""
        return self._guarded(lambda: self._read(SPACES["fields"], f"{field}:{value}"))

    def forward(self, field: str) -> tuple[Sequence[str], Sequence[int]]:
        """The values of a field of `kortui.search.forward.Forward`, and how many rows have each."""

        def make() -> tuple[Sequence[str], Sequence[int]]:
            values, totals = self._db.execute('select "values", totals from forward where field = ?', (field,)).fetchone()
            return json.loads(values), bytes_to_numbers("I", totals)

        return self._guarded(make)

    def slots(self, field: str) -> Iterator[array[int]]:
        """The slots of such a field, one after the other."""
        numbers = self._guarded(lambda: self._db.execute("select number from slot where field = ?", (field,)).fetchall())
        for (number,) in sorted(numbers):
            yield self._guarded(lambda n=number: self._slot(field, n))  # type: ignore[misc]

    def _slot(self, field: str, number: int) -> array[int]:
        codes = bytes_to_numbers("I", self._one("select codes from slot where field = ? and number = ?", field, number))
        if len(codes) != self.size:
            raise ValueError("values of other rows")
        return codes

    def phrase(self, space: Space, key: str) -> int | None:
        """The rows of a name of several words; None when it is no name."""
        statement = "select 1 from posting where space = ? and key = ?"
        known = self._guarded(lambda: self._one(statement, SPACES[space], key))
        return self.get(space, key) if known else None

    def words(self, space: Space, rows: int) -> Iterator[tuple[int, str]]:
        """Each of the rows with its tokens as text, for phrases."""
        table = "title_words" if space == "title" else "text_words"
        first, last, count = (rows & -rows).bit_length() - 1, rows.bit_length() - 1, rows.bit_count()
        if count * _DENSE > last - first:
            wanted = bytearray(rows.to_bytes((last >> 3) + 1, "little"))
            statement = f"select row, words from {table} where row between ? and ?"
            for row, text in self._guarded(lambda: self._db.execute(statement, (first, last))):
                if wanted[row >> 3] >> (row & 7) & 1:
                    yield row, text
            return
        rest = rows_in(rows)
        while batch := list(islice(rest, _BATCH)):
            statement = f"select row, words from {table} where row in ({','.join('?' * len(batch))})"
            yield from self._guarded(lambda s=statement, b=batch: self._db.execute(s, b).fetchall())  # type: ignore[misc]

    def ids(self, beginning: str) -> int:
        """The rows of the events whose id begins so."""
        if not beginning:
            return (1 << self.size) - 1
        statement = "select row from event_id where id >= ? and id < ?"
        rows = self._guarded(lambda: self._db.execute(statement, (beginning, after(beginning))).fetchall())
        return bits_of((row for (row,) in rows), self.size)

    def order(self, name: str) -> Sequence[int]:
        """All rows in one of the orders of `kortui.search.order`."""
        found = self._orders.get(name)
        if found is None:
            data = self._guarded(lambda: self._one("select rows from ordering where name = ?", name))
            found = self._orders[name] = self._guarded(lambda: bytes_to_numbers("I", data))
        return found

    def row_of(self, event: str) -> int | None:
        """The row of an event id; None when there is none."""
        row = self._guarded(lambda: self._one("select row from event_id where id = ?", event))
        return None if row is None else int(row)

    def ids_of(self, kind: Literal["documents", "entities"]) -> Mapping[str, int]:
        """The ids of all documents or entities with their positions in the library."""
        return self._guarded(lambda: {str(one): position for position, one in enumerate(json.loads(self._meta["ids"])[kind])})

    def conflicts_of(self, event: str) -> Sequence[int]:
        """Positions in the library of the conflicts an event is in."""
        statement = "select position from conflict_of where event = ? order by position"
        return self._guarded(lambda: [position for (position,) in self._db.execute(statement, (event,))])

    def conflicting(self) -> Sequence[str]:
        """The ids of all events that are in conflicts."""
        return self._guarded(lambda: [event for (event,) in self._db.execute("select distinct event from conflict_of")])

    def _column(self, name: str, single: bool) -> StoredColumn:
        from kortui.search.rungs import StoredColumn  # of dates and figures alone

        statement = 'select "values", rows, code from column_data where name = ?'
        found = self._guarded(lambda: self._db.execute(statement, (name,)).fetchone())
        if found is None:
            return StoredColumn(self, name, array("q"), array("I"), single)
        values, rows, code = found
        return self._guarded(
            lambda: StoredColumn(self, name, bytes_to_numbers(code, values), bytes_to_numbers("I", rows), single)
        )

    def rung(self, name: str, upward: int, number: int) -> int:
        """The rows of a column's entries up to, or from, the `number`-th step; a missing step holds no row."""

        def make() -> int:
            statement = "select rows from rung where name = ? and upward = ? and number = ?"
            data = self._one(statement, name, upward, number)
            return 0 if data is None else unpack(data, self.size)

        return self._remembered(("rung", name, upward, number), make)

    @cached_property
    def starts(self) -> StoredColumn:
        """First days of dated events."""
        return self._column("starts", single=True)

    @cached_property
    def ends(self) -> StoredColumn:
        """Last days of dated events."""
        return self._column("ends", single=True)

    @cached_property
    def spans(self) -> Spans:
        """The stretches of time events fall into."""

        def make() -> Spans:
            begins, *months = self._db.execute("select begins, firsts, lasts, orders from span").fetchone()
            found = Spans(bytes_to_numbers("I", begins), *(bytes_to_numbers("q", numbers) for numbers in months))
            if not len(found.begins) - 1 == len(found.firsts) == len(found.lasts):
                raise ValueError("stretches of time without an end")
            return found

        return self._guarded(make)

    @cached_property
    def _amount_names(self) -> dict[AmountKey, str]:
        """The names of the columns of amounts."""
        statement = "select name from column_data where name like '%' || char(9) || '%'"
        names = self._guarded(lambda: self._db.execute(statement).fetchall())
        found: dict[AmountKey, str] = {}
        for (name,) in sorted(names):
            kind, unit, hedge = name.split("\t")
            found[kind, unit, hedge] = name
        return found

    @cached_property
    def decades(self) -> Sequence[tuple[str, int]]:
        """Each decade in which an event begins, as a query writes it, with the rows that may lie in it; by date."""
        names = self._guarded(lambda: self._db.execute("select value, number from decade order by number").fetchall())
        return Decades([value for value, _ in names], lambda at: self._decade(names[at][1]))

    def _decade(self, number: int) -> int:
        statement = "select rows from decade where number = ?"
        return self._guarded(lambda: unpack(self._one(statement, number), self.size))

    def amount_keys(self) -> Sequence[AmountKey]:
        """Kind, unit and hedge of the amounts there are."""
        return list(self._amount_names)

    def amounts(self, key: AmountKey) -> tuple[StoredColumn, Sequence[Range]]:
        """The amounts of a kind, unit and hedge: plain figures and ranges."""
        found = self._amounts.get(key)
        if found is None:
            name = self._amount_names[key]
            statement = "select low, high, row from amount_range where name = ?"
            ranges = self._guarded(lambda: self._db.execute(statement, (name,)).fetchall())
            found = self._amounts[key] = (self._column(name, single=False), ranges)
        return found

    @cached_property
    def labels(self) -> Sequence[Labels]:
        """What documents are called and who published them."""
        return self._guarded(lambda: [(i, titles, publishers) for i, titles, publishers in json.loads(self._meta["labels"])])
