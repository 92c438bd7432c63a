"""The index in a derived file: the same answers as `kortui.search.memory.MemoryPostings`, read when they are asked for."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial, reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from kortui.rows import rows_in
from kortui.search.keys import after
from kortui.search.layout import LONGEST_PREFIX, NAMED, PREFIXES, SPACES
from kortui.search.packed import bytes_to_list, bytes_to_numbers, numbers_in, unpack, unsealed
from kortui.search.spans import Spans
from kortui.search.stored_file import Damage, StoredIds

if TYPE_CHECKING:
    from kortui.search.collect import AmountKey
    from kortui.search.counting import Counting
    from kortui.search.ordered import Order
    from kortui.search.pieces import Pieces
    from kortui.search.postings import Labels, Range, Space
    from kortui.search.rungs import StoredColumn

T = TypeVar("T")
_BATCH = 256
"""Rows asked for at once: a microsecond a row, against five one by one."""

_BEGUN = 8
"""Keys of a range up to which the rows of each are remembered."""

_DENSE = 8
"""When more than one row in so many is wanted, reading them all in order is faster than one by one."""


class StoredPostings(StoredIds):
    """The index of a derived file."""

    def __init__(self, connection: sqlite3.Connection, size: int, damage: Damage) -> None:
        super().__init__(connection, size, damage)
        self._orders: dict[str, array[int]] = {}
        self.orders: dict[str, Order] = {}
        self._begun: dict[str, tuple[str, str, Sequence[str]]] = {}
        """Of each space the range of keys that was united last, and its keys: the next letter asks for some of them."""

        self._amounts: dict[AmountKey, tuple[StoredColumn, Sequence[Range]]] = {}

    def get(self, space: Space, key: str) -> int:
        """The rows of a key; 0 when there is none."""
        return self._remembered((space, key), lambda: self._read(SPACES[space], key))

    def union(self, space: Space, low: str, high: str) -> int:
        """The rows of all keys in ``[low, high)``."""
        if len(low) <= LONGEST_PREFIX and space in PREFIXES and high == after(low):
            return self._remembered((space, low, high), lambda: self._read(PREFIXES[space], low))

        def make() -> int:
            first, last, begun = self._begun.get(space, ("", "", ()))
            if first <= low and high <= last:
                return reduce(or_, (self.get(space, key) for key in begun if low <= key < high), 0)
            found: list[tuple[str, int]] = []
            bits = 0
            statement = "select key, rows from posting where space = ? and key >= ? and key < ?"
            for key, data in self._db.execute(statement, (SPACES[space], low, high)):
                rows = unpack(unsealed(data), self.size)
                bits |= rows
                if len(found) <= _BEGUN:
                    found.append((key, rows))
            if 0 < len(found) <= _BEGUN:
                for key, rows in found:
                    self._remembered((space, key), partial(int, rows))
                self._begun[space] = low, high, tuple(key for key, _ in found)
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

    def present(self, space: Space, keys: Sequence[str]) -> set[str]:
        """Those of some keys, a few hundred at most, that there are."""
        statement = f"select key from posting where space = ? and key in ({','.join('?' * len(keys))})"
        rows = self._guarded(lambda: self._db.execute(statement, (SPACES[space], *keys)).fetchall())
        return {key for (key,) in rows}

    def single(self, low: str, high: str, shortest: int, longest: int) -> set[str]:
        """The single words in ``[low, high)`` of titles and texts, by their lengths: of 5,000 some 300 are read, in 1 ms."""
        statement = (
            "select key from posting where space in (?, ?) and key >= ? and key < ?"
            " and length(key) between ? and ? and instr(key, ' ') = 0"
        )
        values = (SPACES["title"], SPACES["text"], low, high, shortest, longest)
        return {key for (key,) in self._guarded(lambda: self._db.execute(statement, values).fetchall())}

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

    def frequent(self, field: str) -> Pieces[Sequence[str]]:
        """The values of a field of `FORWARD` with very many rows, which take long to count one by one."""
        return self._counting.frequent(field)

    def prepare_counting(self) -> Pieces[None]:
        """Read in pieces what counting the actors of few rows takes: a first small result would wait for it."""
        yield from self._counting.prepare("actor")

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
            return bytes_to_list(unsealed(values)), bytes_to_numbers("I", unsealed(totals))

        return self._guarded(make)

    def slots(self, field: str) -> Iterator[array[int]]:
        """The slots of such a field, one after the other."""
        numbers = self._guarded(lambda: self._db.execute("select number from slot where field = ?", (field,)).fetchall())
        for (number,) in sorted(numbers):
            yield self._guarded(lambda n=number: self._slot(field, n))  # type: ignore[misc]

    def _slot(self, field: str, number: int) -> array[int]:
        return self._numbers(self._one("select codes from slot where field = ? and number = ?", field, number))

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
            cursor = self._guarded(lambda: self._db.execute(statement, (first, last)))
            while some := self._guarded(lambda: cursor.fetchmany(_BATCH)):
                yield from ((row, text) for row, text in some if wanted[row >> 3] >> (row & 7) & 1)
            return
        rest = rows_in(rows)
        while batch := list(islice(rest, _BATCH)):
            statement = f"select row, words from {table} where row in ({','.join('?' * len(batch))})"
            yield from self._guarded(lambda s=statement, b=batch: self._db.execute(s, b).fetchall())  # type: ignore[misc]

    def order(self, name: str) -> array[int]:
        """All rows in one of the orders of `kortui.search.order`, or their places in it."""
        found = self._orders.get(name)
        if found is None:
            data = self._guarded(lambda: self._one("select rows from ordering where name = ?", name))
            found = self._orders[name] = self._guarded(lambda: self._numbers(data))
        return found

    def _column(self, name: str, single: bool) -> StoredColumn:
        from kortui.search.rungs import StoredColumn  # of dates and figures alone

        statement = 'select "values", rows, code from column_data where name = ?'
        found = self._guarded(lambda: self._db.execute(statement, (name,)).fetchone())
        if found is None:
            return StoredColumn(self, name, (), (), single)
        values, rows, code = found
        return self._guarded(lambda: StoredColumn(self, name, *self._entries_of(code, values, rows), single))

    def _entries_of(self, code: str, values: object, rows: object) -> tuple[Sequence[int], Sequence[int]]:
        """The figures of a column and the row of each."""
        found = numbers_in(code, unsealed(values)), numbers_in("I", unsealed(rows))
        if len(found[0]) != len(found[1]):
            raise ValueError("figures without a row")
        return found

    def rung(self, name: str, upward: int, number: int) -> int:
        """The rows of a column's entries up to, or from, the `number`-th step; a missing step holds no row."""

        def make() -> int:
            statement = "select rows from rung where name = ? and upward = ? and number = ?"
            data = self._one(statement, name, upward, number)
            return 0 if data is None else unpack(unsealed(data), self.size)

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
            found = Spans(bytes_to_numbers("I", unsealed(begins)), *(bytes_to_numbers("q", unsealed(m)) for m in months))
            if not len(found.begins) - 1 == len(found.firsts) == len(found.lasts):
                raise ValueError("stretches of time without an end")
            return found

        return self._guarded(make)

    @cached_property
    def _amount_names(self) -> dict[AmountKey, str]:
        """The names of the columns of amounts."""
        statement = "select name from column_data where name like '%' || char(9) || '%'"

        def make() -> dict[AmountKey, str]:
            found: dict[AmountKey, str] = {}
            for (name,) in sorted(self._db.execute(statement)):
                kind, unit, hedge = name.split("\t")
                found[kind, unit, hedge] = name
            return found

        return self._guarded(make)

    @cached_property
    def decades(self) -> Sequence[tuple[str, int]]:
        """Each decade in which an event begins, as a query writes it, with the rows that may lie in it; by date."""
        from kortui.search.decades import Decades  # of facets and of dates alone

        names = self._guarded(lambda: self._db.execute("select value, number from decade order by number").fetchall())
        return Decades([value for value, _ in names], lambda at: self._decade(names[at][1]))

    def _decade(self, number: int) -> int:
        statement = "select rows from decade where number = ?"
        return self._guarded(lambda: unpack(unsealed(self._one(statement, number)), self.size))

    @cached_property
    def _ranges(self) -> Mapping[str, Sequence[Range]]:
        """The amounts that state a range, by the name of their column: one pass, for the table has no index by name."""

        def make() -> Mapping[str, Sequence[Range]]:
            found: dict[str, list[Range]] = {}
            for name, low, high, row in self._db.execute("select name, low, high, row from amount_range"):
                if not 0 <= row < self.size:
                    raise ValueError("a row behind the last")
                found.setdefault(name, []).append((float(low), float(high), row))
            return found

        return self._guarded(make)

    def amount_keys(self) -> Sequence[AmountKey]:
        """Kind, unit and hedge of the amounts there are."""
        return list(self._amount_names)

    def amounts(self, key: AmountKey) -> tuple[StoredColumn, Sequence[Range]]:
        """The amounts of a kind, unit and hedge: plain figures and ranges."""
        found = self._amounts.get(key)
        if found is None:
            name = self._amount_names[key]
            found = self._amounts[key] = (self._column(name, single=False), self._ranges.get(name, ()))
        return found

    @cached_property
    def name_keys(self) -> Sequence[tuple[tuple[str, ...], ...]]:
        """The tokens of the names of each entity, see `kortui.search.names.keys_of`."""

        def make() -> Sequence[tuple[tuple[str, ...], ...]]:
            data = self._one("select value from meta where key = 'names'")
            return [tuple(map(tuple, keys)) for keys in bytes_to_list(unsealed(data))]

        return self._guarded(make)

    @cached_property
    def labels(self) -> Sequence[Labels]:
        """What documents are called and who published them."""

        def make() -> Sequence[Labels]:
            data = self._one("select value from meta where key = 'labels'")
            return [(i, titles, publishers) for i, titles, publishers in bytes_to_list(unsealed(data))]

        return self._guarded(make)
