"""What is indexed of events but for the words of their texts, as it is written into the derived file."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from kortui.model import Conflict, Entity
from kortui.rows import bits_of
from kortui.search.collect import AmountKey, Days, decade_sets
from kortui.search.forward import FORWARD, forward_of
from kortui.search.layout import IDS, LONGEST_PREFIX, NAMED, PART, SPACES, STEP, Statement
from kortui.search.names import finding_words
from kortui.search.order import ORDERS, PLACES, places_in
from kortui.search.packed import list_to_bytes, numbers_to_bytes, pack_bits, pack_rows
from kortui.search.scan import NotDerivable, Part, Places
from kortui.search.spans import spans_of
from kortui.search.texts import Words


class Facts:
    """The facts of all events and the words of their titles, put together from parts.

    Args:
        names: Names of several words, which are listed beside single words.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._words = Words("title", names)
        self._titles: list[str] = []
        self._fields: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._ids: list[str] = []
        self._orders: defaultdict[str, list[Any]] = defaultdict(list)
        self._days: list[Days | None] = []
        self._amounts: defaultdict[AmountKey, list[tuple[float, int]]] = defaultdict(list)
        self._ranges: defaultdict[AmountKey, list[tuple[float, float, int]]] = defaultdict(list)

    @property
    def size(self) -> int:
        """Events taken in."""
        return len(self._ids)

    def add(self, parts: Iterable[Part]) -> None:
        """Take in parts that follow each other.

        Raises:
            NotDerivable: When they are not in order.
        """
        last = None
        for part in parts:
            if last is not None and part.keys[0] < last:
                raise NotDerivable("events out of order")
            last = part.keys[1]
            self._ids += part.ids
            self._titles += self._words.add(part.titles)
            facts = part.facts
            for key, rows in facts.fields.items():
                self._fields[key].extend(rows)
            self._days += facts.days
            for name, found in part.orders.items():
                self._orders[name] += found
            for amount, pairs in facts.amounts.items():
                self._amounts[amount] += pairs
            for amount, ranges in facts.ranges.items():
                self._ranges[amount] += ranges

    def statements(self, entities: Sequence[Entity], conflicts: Sequence[Conflict]) -> Iterator[Statement]:
        """What writes the facts, table by table, each in the order of its keys.

        Args:
            entities: All entities, whose names are indexed by their first letters.
            conflicts: All conflicts.
        """
        size = self.size
        yield "insert into title_words values (?, ?)", enumerate(self._titles)
        yield from self._words.statements()
        sets = decade_sets(self._days, self._fields, size)
        decades = ((number, value, pack_bits(bits, size)) for number, (value, bits) in enumerate(sets.items()))
        yield "insert into decade values (?, ?, ?)", decades
        spans = spans_of(filter(None, self._days), self._fields.get("open:start", ()))
        stretches = zip("Iqqq", (spans.begins, spans.firsts, spans.lasts, spans.orders), strict=True)
        yield "insert into span values (?, ?, ?, ?)", [tuple(numbers_to_bytes(code, numbers) for code, numbers in stretches)]
        posting = "insert into posting values (?, ?, ?)"
        fields = sorted(self._fields.items())
        yield posting, ((SPACES["fields"], key, pack_rows(rows, size, often=True)) for key, rows in fields)
        for field in FORWARD:
            yield from self._forward(field)
        yield posting, ((NAMED, key, pack_bits(bits, size)) for key, bits in sorted(self._named(entities).items()))
        ids = self._ids.__getitem__
        by_id = sorted(range(size), key=ids)
        yield "insert into event_id values (?, ?, ?)", (_ids(by_id[at : at + IDS], ids) for at in range(0, size, IDS))
        of = ((event, position) for position, conflict in enumerate(conflicts) for event in conflict.events)
        yield "insert or ignore into conflict_of values (?, ?)", of
        by_title = sorted(range(size), key=self._titles.__getitem__)  # the blank before and behind changes no order
        for name in ORDERS:
            rows = array("I", by_title if name == "title" else _ordered(self._orders.pop(name)))
            found = ((name, rows), (f"{PLACES}{name}", places_in(rows)))
            yield "insert into ordering values (?, ?)", [(key, numbers_to_bytes("I", numbers)) for key, numbers in found]
        yield from self._columns()

    def _forward(self, field: str) -> Iterator[Statement]:
        """The values of each row of a field."""
        stem = f"{field}:"
        lists = ((key[len(stem) :], rows) for key, rows in sorted(self._fields.items()) if key.startswith(stem))
        found = forward_of(lists, self.size)
        totals = numbers_to_bytes("I", found.totals)
        yield "insert into forward values (?, ?, ?)", [(field, list_to_bytes(found.values), totals)]
        slots = ((field, number, numbers_to_bytes("I", codes)) for number, codes in enumerate(found.slots))
        yield "insert into slot values (?, ?, ?)", slots

    def _named(self, entities: Sequence[Entity]) -> dict[str, int]:
        """The rows of the entities that a word which begins so finds by name: one set to read in place of fifty."""
        fields = self._fields
        short: defaultdict[str, int] = defaultdict(int)
        for entity in entities:
            keys = (f"actor:{entity.id}", f"place:{entity.id}")
            bits = bits_of([row for key in keys if key in fields for row in fields[key]], self.size)
            for beginning in {word[:length] for word in finding_words(entity) for length in range(1, LONGEST_PREFIX + 1)}:
                short[beginning] |= bits
        return short

    def _columns(self) -> Iterator[Statement]:
        dated = [row for row, days in enumerate(self._days) if days]
        for at, name in enumerate(("starts", "ends")):
            yield from self._column(name, [days[at] for days in self._days if days], dated, "q")
        for key, pairs in self._amounts.items():
            yield from self._column("\t".join(key), [value for value, _ in pairs], [row for _, row in pairs], "d")
        for key, ranges in self._ranges.items():
            if key not in self._amounts:
                yield from self._column("\t".join(key), [], [], "d")
            yield "insert into amount_range values (?, ?, ?, ?)", (("\t".join(key), *entry) for entry in ranges)

    def _column(self, name: str, figures: Sequence[float], of: Sequence[int], code: str) -> Iterator[Statement]:
        """A sorted column with the sets of the rows up to and from every `STEP`-th entry.

        Args:
            name: Of the column.
            figures: The figures.
            of: Row of each, ascending.
            code: `array` type code of the figures.
        """
        order = sorted(range(len(of)), key=figures.__getitem__)
        rows = array("I", map(of.__getitem__, order))
        values = numbers_to_bytes(code, array(code, map(figures.__getitem__, order)))
        yield "insert into column_data values (?, ?, ?, ?)", [(name, values, numbers_to_bytes("I", rows), code)]
        steps = range(STEP, len(rows) + 1, STEP)
        upto = self._unions((at // STEP, rows[at - STEP : at]) for at in steps)
        onward = self._unions((at // STEP, rows[at : at + STEP]) for at in reversed(steps))
        for upward, sets in enumerate((upto, onward)):
            rungs = [(name, upward, number, pack_bits(bits, self.size)) for number, bits in sets]
            yield "insert into rung values (?, ?, ?, ?)", rungs

    def _unions(self, parts: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, int]]:
        """Numbered parts of rows as growing sets."""
        bits = 0
        for number, rows in parts:
            bits |= bits_of(rows, self.size)
            yield number, bits


def _ordered(keys: Iterable[Any]) -> Iterable[int]:
    """All rows in the order of their keys, ties by row; most orders have few keys."""
    rows_of: defaultdict[Any, list[int]] = defaultdict(list)
    deque(map(list.append, map(rows_of.__getitem__, keys), count()), maxlen=0)
    return chain.from_iterable(map(rows_of.__getitem__, sorted(rows_of)))


def _ids(rows: Sequence[int], id_of: Callable[[int], str]) -> tuple[str, bytes, bytes]:
    """The first of some ids, all of them, and their rows."""
    ids = list(map(id_of, rows))
    return ids[0], list_to_bytes(ids), numbers_to_bytes("I", rows)


def places_statements(places: Mapping[str, Places]) -> Iterator[Statement]:
    """What writes where the rows of each table stand in the database file, in parts of `PART` rows."""
    first = 0
    for kind, held in places.items():
        size = len(held.starts)
        yield "insert into record values (?, ?, ?)", [(kind, size, first)]
        columns = list(zip("QII", (held.starts, held.lengths, held.sums), strict=True))
        yield (
            "insert into place values (?, ?)",
            [
                (first + number, b"".join(numbers_to_bytes(code, numbers[at : at + PART]) for code, numbers in columns))
                for number, at in enumerate(range(0, size, PART))
            ],
        )
        first += -(-size // PART)


def ids_statements(ids: Mapping[str, Sequence[str]]) -> Iterator[Statement]:
    """What writes the positions of the records of some tables by id; of two with one id the later, as in a mapping."""
    for kind, found in ids.items():
        positions = {one: position for position, one in enumerate(found)}
        yield "insert into record_id values (?, ?, ?)", [(kind, one, positions[one]) for one in sorted(positions)]
