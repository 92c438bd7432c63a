"""Reads a database file row by row into what is indexed of it but for the words, which `kortui.search.texts` reads.

The file is read as `kortui.store.save` writes it, one row a line. Events are taken in by attribute, without the checks that
making records of them costs: those come when a record is shown.
"""

from __future__ import annotations

import json
import mmap
import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import IO, Any, cast

from kortui import edtf
from kortui.model import Event
from kortui.records import dataclass
from kortui.search.collect import TOGETHER, AmountKey, Collector
from kortui.search.order import ORDERS
from kortui.search.texts import FLUSH
from kortui.text import sanitise

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


def rows_of(file: IO[bytes], digest: Any) -> Iterator[tuple[str, int, bytes]]:
    """Table, offset and JSON of each row of a database file.

    Args:
        file: The database.
        digest: A hash that takes in the whole file on the way.

    Raises:
        NotDerivable: When a line is neither a row nor the begin or end of a table.
    """
    table = ""
    position = 0
    for line in file:
        digest.update(line)
        if line.startswith(b'"') and (match := _ROW.match(line)):
            yield table, position + match.end(), line[match.end() :].rstrip(b"\n,")
        elif match := _TABLE.match(line):
            table = match[1].decode()
        elif not _END.match(line):
            raise NotDerivable("a line that is no row")
        position += len(line)


@dataclass(slots=True)
class Part:
    """What is indexed of some events that follow each other; fields as of `kortui.search.collect.Collected`.

    Attributes:
        first: Row of the first event.
        ids: Id of each event.
        orders: Key of each event in each of the orders but that by title.
        keys: `Event.sort_key` of the first and the last event.
    """

    first: int
    fields: Mapping[str, array[int]]
    ids: Sequence[str]
    orders: Mapping[str, Sequence[Any]]
    starts: Sequence[tuple[int, int]]
    ends: Sequence[tuple[int, int]]
    amounts: Mapping[AmountKey, Sequence[tuple[float, int]]]
    ranges: Mapping[AmountKey, Sequence[tuple[float, float, int]]]
    keys: tuple[tuple[edtf.SortKey, str], tuple[edtf.SortKey, str]]


class _Row:
    """A JSON object read by attribute."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.__dict__ = row


class EventReader:
    """Reads the events of a database file.

    Args:
        file: The database.
        places: Where its events stand.
        collector: Takes them in.
        texts: Texts of the documents by id.
    """

    def __init__(self, file: IO[bytes], places: Places, collector: Collector, texts: Mapping[str, str]) -> None:
        self._places = places
        self._collector = collector
        self._texts = texts
        self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def rows(self) -> Iterator[str]:
        """The JSON of each event."""
        return (str(self._data[start : start + length], "utf-8") for start, length in self._spans(0, len(self._places.starts)))

    def parts(self) -> Iterator[Part]:
        """All events in parts, in order.

        Raises:
            NotDerivable: When events are not in order.
            ValueError: Or another error of that kind, when an event is not of the shape of one.
        """
        size = len(self._places.starts)
        for at in range(0, size, FLUSH):
            yield self._part(at, min(size, at + FLUSH))

    def _spans(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        return zip(self._places.starts[begin:end], self._places.lengths[begin:end], strict=True)

    def _part(self, begin: int, end: int) -> Part:
        collector, data, text_of = self._collector, self._data, self._texts.get
        decode = json.JSONDecoder(object_hook=_Row).decode
        orders: dict[str, list[Any]] = {name: [] for name in ORDERS}
        extends = [(key_of, orders[name].extend) for name, key_of in ORDERS.items() if name != "title"]
        ids: list[str] = []
        keys: list[tuple[edtf.SortKey, str]] = []
        places = list(self._spans(begin, end))
        for at in range(0, len(places), TOGETHER):
            some = places[at : at + TOGETHER]
            events = [cast("Event", decode(str(data[start : start + length], "utf-8"))) for start, length in some]
            for event in events:
                for evidence in event.evidence:
                    there = text_of(evidence.document, "")[evidence.start : evidence.end]
                    holds = there and evidence.start >= 0 and (there == evidence.exact or there == sanitise(evidence.exact))
                    cast("Any", evidence).state = "found" if holds else "stale"
                if not _is_sound(event):
                    raise NotDerivable("an event that points at what it lacks")
                keys.append((edtf.sort_key(event.date.edtf), event.id))
            ids += [event.id for event in events]
            for key_of, extend in extends:
                extend(map(key_of, events))
            collector.add_facts(events)
        if any(key < before for before, key in pairwise(keys)):
            raise NotDerivable("events out of order")
        return self._taken(begin, ids, orders, (keys[0], keys[-1]))

    def _taken(self, first: int, ids: list[str], orders: Mapping[str, Sequence[Any]], keys: Any) -> Part:
        """What the collector holds, which is empty after that."""
        found = self._collector.collected
        fields = {key: array("I", rows) for key, rows in found.fields.items()}
        part = Part(first, fields, ids, orders, found.starts, found.ends, dict(found.amounts), dict(found.ranges), keys)
        found.starts, found.ends = [], []
        found.amounts, found.ranges = defaultdict(list), defaultdict(list)
        found.fields = defaultdict(list)
        return part


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
