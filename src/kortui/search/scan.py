"""Reads a database file row by row into what is indexed of it but for the words of texts, which `kortui.search.texts` reads.

The file is read as `kortui.store.save` writes it, one row a line. Events are taken in by attribute, without the checks that
making records of them costs: those come when a record is shown.
"""

from __future__ import annotations

import mmap
import re
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import IO, Any, cast

from kortui import edtf
from kortui.model import Actor, Amount, Event, EventDate, Evidence, OtherDate
from kortui.records import dataclass
from kortui.search.collect import TOGETHER, Collected, Collector
from kortui.search.fetch import decoder
from kortui.search.layout import FLUSH
from kortui.search.order import ORDERS
from kortui.text import sanitise

_decode = decoder(Event, {
    Event: (
        "id", "title", "date", "other_dates", "domains", "type", "actors", "places", "stage", "topic", "amounts", "relevance",
        "evidence", "reviewed",
    ),
    EventDate: ("edtf", "start", "end", "role"),
    OtherDate: ("evidence",),
    Actor: ("id",),
    Amount: ("kind", "value", "unit", "hedge", "value_to", "equivalent_to", "evidence"),
    Evidence: ("document", "start", "end", "exact", "state"),
})  # fmt: skip
"""Reads of an event what is indexed but for the words of its text."""

_TABLE = re.compile(rb'[{,]?\s*"(\w+)": \{(\})?')
_ROW = re.compile(rb'"\d+": ')
_END = re.compile(rb"\}[,}]?\s*")


class NotDerivable(Exception):
    """The database is not laid out, ordered or shaped as kortui writes it; it is read whole instead."""


class Places:
    """Where the rows of one table stand in the database file."""

    def __init__(self) -> None:
        self.starts = array("Q")
        self.lengths = array("I")
        self.sums = array("I")

    def add(self, start: int, row: bytes) -> None:
        """Enter the next row."""
        self.starts.append(start)
        self.lengths.append(len(row))
        self.sums.append(zlib.crc32(row))


def rows_of(file: IO[bytes]) -> Iterator[tuple[str, int, bytes]]:
    """Table, offset and JSON of each row of a database file.

    Raises:
        NotDerivable: When a line is neither a row nor the begin or end of a table.
    """
    table = ""
    position = 0
    for line in file:
        if line.startswith(b'"') and (match := _ROW.match(line)):
            begin = match.end()
            yield table, position + begin, line[begin:].rstrip(b"\n,")
        elif match := _TABLE.match(line):
            table = match[1].decode()
        elif not _END.match(line):
            raise NotDerivable("a line that is no row")
        position += len(line)


@dataclass(slots=True)
class Part:
    """What is indexed of some events that follow each other.

    Attributes:
        facts: All but their words.
        titles: Title of each event.
        ids: Id of each event.
        orders: Key of each event in each of the orders but that by title.
        keys: `Event.sort_key` of the first and the last event.
    """

    facts: Collected
    titles: Sequence[str]
    ids: Sequence[str]
    orders: Mapping[str, Sequence[Any]]
    keys: tuple[tuple[edtf.SortKey, str], tuple[edtf.SortKey, str]]


class Rows:
    """The JSON of the rows of one table of a database file, read again.

    Args:
        file: The database.
        places: Where the rows stand.
    """

    def __init__(self, file: IO[bytes], places: Places) -> None:
        self._places = places
        self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._places.starts)

    def read(self, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The rows from `begin` to `end`."""
        data = self._data
        places = zip(self._places.starts[begin:end], self._places.lengths[begin:end], strict=True)
        return (data[start : start + length] for start, length in places)


def parts(rows: Rows, collector: Collector, texts: Mapping[str, str]) -> Iterator[Part]:
    """What is indexed of all events, in parts.

    Args:
        rows: The events.
        collector: Takes them in.
        texts: Texts of the documents by id.

    Raises:
        NotDerivable: When events are not in order, or point at what they lack.
        ValueError: When an event is not of the shape of one.
    """
    for begin in range(0, len(rows), FLUSH):
        yield _part(rows.read(begin, begin + FLUSH), collector, texts)


def _part(rows: Iterator[bytes], collector: Collector, texts: Mapping[str, str]) -> Part:
    orders: dict[str, list[Any]] = {name: [] for name in ORDERS if name != "title"}
    extends = [(ORDERS[name], found.extend) for name, found in orders.items()]
    sort_keys = _SortKeys()
    ids: list[str] = []
    titles: list[str] = []
    keys: list[edtf.SortKey] = []
    text_of = texts.get
    while events := [cast("Event", event) for event in map(_decode, islice(rows, TOGETHER))]:
        for event in events:
            for evidence in event.evidence:
                there = text_of(evidence.document, "")[evidence.start : evidence.end]
                holds = there and evidence.start >= 0 and (there == evidence.exact or there == sanitise(evidence.exact))
                cast("Any", evidence).state = "found" if holds else "stale"
            if not _is_sound(event):
                raise NotDerivable("an event that points at what it lacks")
        keys += [sort_keys[event.date.edtf] for event in events]
        ids += [event.id for event in events]
        titles += [event.title for event in events]
        for key_of, extend in extends:
            extend(map(key_of, events))
        collector.add_facts(events)
    pairs = list(zip(keys, ids, strict=True))
    if any(key < before for before, key in pairwise(pairs)):
        raise NotDerivable("events out of order")
    return Part(collector.take(), titles, ids, orders, (pairs[0], pairs[-1]))


class _SortKeys(dict[str | None, edtf.SortKey]):
    """Orders of dates, worked out once for each."""

    def __missing__(self, date: str | None) -> edtf.SortKey:
        found = self[date] = edtf.sort_key(date)
        return found


def _is_sound(event: Event) -> bool:
    """Whether what an event points at by number is there, which `kortui.store.load` tells people of."""
    quotes = len(event.evidence)
    figures = len(event.amounts)
    if not figures and not event.other_dates:
        return bool(quotes and event.domains)
    return (
        bool(quotes and event.domains)
        and all(0 <= other.evidence < quotes for other in event.other_dates)
        and all(0 <= a.evidence < quotes and (a.equivalent_to is None or 0 <= a.equivalent_to < figures) for a in event.amounts)
    )
