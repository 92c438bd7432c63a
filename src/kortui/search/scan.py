"""Reads a database file row by row into what is indexed of it, with two processes when it is large.

The file is read as `kortui.store.save` writes it, one row a line. Events are taken in by attribute, without the checks that
making records of them costs: those come when a record is shown.
"""

from __future__ import annotations

import json
import mmap
import os
import pickle
import re
import signal
import tempfile
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, cast

from kortui import edtf
from kortui.model import Event
from kortui.records import dataclass
from kortui.search.collect import TOGETHER, AmountKey, Collector
from kortui.search.order import ORDERS
from kortui.search.words import beside, listed
from kortui.text import sanitise

FLUSH = 1 << 15
"""Events whose row lists are held as Python lists before they are packed: a list takes five times the memory."""

SHARED = 20_000
"""Events from which on a second process takes half of them; starting it costs as much as reading some hundred."""

SPACES = ("title", "text", "fields")

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
        words: Tokens of title and text of each event.
        ids: Id of each event.
        orders: Key of each event in each of the orders.
        keys: `Event.sort_key` of the first and the last event.
    """

    first: int
    postings: Mapping[str, Mapping[str, array[int]]]
    words: Sequence[tuple[str, str]]
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
        names: Names of several words, which are listed beside single words.
    """

    def __init__(
        self, file: IO[bytes], places: Places, collector: Collector, texts: Mapping[str, str], names: Sequence[str]
    ) -> None:
        self._names = names
        self._places = places
        self._collector = collector
        self._texts = texts
        self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def parts(self, spool: Path | None = None) -> Iterator[Part]:
        """All events in parts, in order.

        Args:
            spool: Folder for what a second process hands over; None when there shall be none.

        Raises:
            NotDerivable: When events are not in order.
            ValueError: Or another error of that kind, when an event is not of the shape of one.
        """
        size = len(self._places.starts)
        if spool is None or size < SHARED or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
            yield from self._parts(0, size)
            return
        with tempfile.TemporaryFile(dir=spool) as file:
            child = os.fork()
            if not child:
                self._hand_over(size // 2, size, file)
            try:
                yield from self._parts(0, size // 2)
                _, status = os.waitpid(child, 0)
                child = 0
            finally:
                if child:
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
            if status:
                raise NotDerivable("the other half could not be read")
            yield from _handed_over(file)

    def _hand_over(self, begin: int, end: int, file: IO[bytes]) -> None:
        """In the second process: write the parts of some events to a file and leave."""
        status = 1
        try:
            for part in self._parts(begin, end):
                pickle.dump(part, file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            status = 0
        finally:
            os._exit(status)  # what the first process has open is not ours to close

    def _parts(self, begin: int, end: int) -> Iterator[Part]:
        self._collector.collected.size = begin
        for at in range(begin, end, FLUSH):
            yield self._part(at, min(end, at + FLUSH))

    def _part(self, begin: int, end: int) -> Part:
        collector, data, text_of = self._collector, self._data, self._texts.get
        decode = json.JSONDecoder(object_hook=_Row).decode
        orders: dict[str, list[Any]] = {name: [] for name in ORDERS}
        extends = [(key_of, orders[name].extend) for name, key_of in ORDERS.items() if name != "title"]
        ids: list[str] = []
        keys: list[tuple[edtf.SortKey, str]] = []
        places = list(zip(self._places.starts[begin:end], self._places.lengths[begin:end], strict=True))
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
            collector.add(events)
        if any(key < before for before, key in pairwise(keys)):
            raise NotDerivable("events out of order")
        return self._taken(begin, ids, orders, (keys[0], keys[-1]))

    def _taken(self, first: int, ids: list[str], orders: Mapping[str, Sequence[Any]], keys: Any) -> Part:
        """What the collector holds, which is empty after that."""
        found = self._collector.collected
        postings = {"fields": {key: array("I", rows) for key, rows in found.fields.items()}}
        for space, words_of in (("title", found.title_words), ("text", found.text_words)):
            lists = listed(words_of, first)
            postings[space] = {name: array("I", beside(lists, words_of, first, name)) for name in self._names}
            postings[space] |= {token: array("I", rows) for token, rows in lists.items()}
        words = list(zip(found.title_words, found.text_words, strict=True))
        orders = {**orders, "title": [title.strip() for title in found.title_words]}  # which is what ORDERS makes of a title
        part = Part(
            first, postings, words, ids, orders, found.starts, found.ends, dict(found.amounts), dict(found.ranges), keys
        )
        found.title_words, found.text_words, found.starts, found.ends = [], [], [], []
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


def _handed_over(file: IO[bytes]) -> Iterator[Part]:
    """The parts that the second process wrote; the file has no name, nobody else can have written to it."""
    file.seek(0)
    while True:
        try:
            part: Part = pickle.load(file)
        except EOFError:
            return
        yield part
