"""Reads a database file row by row into what is indexed of it but for the words of texts, which `kortui.search.texts` reads.

The file is read as `kortui.store.save` writes it, one row a line. Events are taken in by attribute, without the checks that
making records of them costs: those come when a record is shown.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, pairwise
from operator import add
from typing import IO, Any

from kortui import edtf
from kortui.layout import rows_at
from kortui.model import Actor, Amount, Document, Event, EventDate, Evidence, OtherDate
from kortui.model.documents import DigestOf
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
    EventDate: ("edtf", "start", "end", "role", "basis"),
    OtherDate: ("evidence",),
    Actor: ("id",),
    Amount: ("kind", "value", "unit", "hedge", "value_to", "equivalent_to", "evidence"),
    Evidence: ("document",),
})  # fmt: skip
"""Reads of an event what is indexed but for its text."""

_decode_document = decoder(Document, {
    Document: ("id", "title", "digest_of", "publisher", "published", "published_bounds"), DigestOf: ("title", "publisher"),
})  # fmt: skip
"""Reads of a document what is indexed of it."""

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

    def add(self, starts: Iterable[int], rows: Sequence[bytes]) -> None:
        """Enter the next rows."""
        self.starts.extend(starts)
        self.lengths.extend(map(len, rows))
        self.sums.extend(map(zlib.crc32, rows))


_BLOCK = 1 << 17
"""Bytes of a database that are cut into lines at a time; they stay in the cache while rows are taken out of them."""


def rows_of(file: IO[bytes]) -> Iterator[tuple[str, list[int], list[bytes]]]:
    """Rows of a table that follow each other, some hundred at a time: name of the table, offset and JSON of each row.

    Raises:
        NotDerivable: When a line is neither a row nor the begin or end of a table.
    """
    table = ""
    position = 0
    while lines := file.readlines(_BLOCK):
        found = list(map(_ROW.match, lines))
        starts = list(accumulate(map(len, lines), initial=position))
        position = starts.pop()
        begin = 0
        for other in [at for at, match in enumerate(found) if match is None]:
            if begin < other:
                yield table, *_rows(lines[begin:other], found[begin:other], starts[begin:other])
            begin = other + 1
            if match := _TABLE.match(lines[other]):
                table = match[1].decode()
            elif not _END.match(lines[other]):
                raise NotDerivable("a line that is no row")
        if begin < len(lines):
            yield table, *_rows(lines[begin:], found[begin:], starts[begin:])


def _rows(
    lines: Sequence[bytes], found: Sequence[re.Match[bytes] | None], starts: Sequence[int]
) -> tuple[list[int], list[bytes]]:
    """Offset and JSON of the rows of some lines, of which the beginnings were found."""
    begins = [match.end() for match in found if match is not None]
    whole = zip(lines, begins, strict=True)
    rows = [line[at:-2] if line.endswith(b"},\n") else line[at:].rstrip(b"\n,") for line, at in whole]
    return list(map(add, starts, begins)), rows


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
    """The JSON of the rows of one table of a database file, read again some hundred at a time.

    Args:
        file: The database.
        places: Where the rows stand.
    """

    def __init__(self, file: IO[bytes], places: Places) -> None:
        self._places = places
        self._descriptor = file.fileno()

    def __len__(self) -> int:
        return len(self._places.starts)

    def read(self, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The rows from `begin` to `end`.

        Raises:
            NotDerivable: When the file was cut short meanwhile.
        """
        try:
            yield from rows_at(self._descriptor, self._places.starts[begin:end], self._places.lengths[begin:end])
        except EOFError:
            raise NotDerivable("the database changed while it was read") from None


def documents_in(rows: Iterable[bytes]) -> list[Document]:
    """The documents of some rows, with what is indexed of them and no more.

    Raises:
        ValueError: When a row is not of the shape of a document.
    """
    found: list[Document] = []
    for document in map(_decode_document, rows):
        for named in filter(None, (document, document.digest_of)):
            named.title, named.publisher = sanitise(named.title), named.publisher and sanitise(named.publisher)
        document.id = sanitise(document.id)
        found.append(document)
    return found


def parts(rows: Rows, collector: Collector, tell: Callable[[int], None]) -> Iterator[Part]:
    """What is indexed of all events but for their texts, in parts.

    Args:
        rows: The events.
        collector: Takes them in.
        tell: Is told now and then how many of them were taken in.

    Raises:
        NotDerivable: When events are not in order, or point at what they lack.
        ValueError: When an event is not of the shape of one.
    """
    for begin in range(0, len(rows), FLUSH):
        yield _part(rows.read(begin, begin + FLUSH), collector, begin, tell)


def _part(rows: Iterator[bytes], collector: Collector, begin: int, tell: Callable[[int], None]) -> Part:
    orders: dict[str, list[Any]] = {name: [] for name in ORDERS if name != "title"}
    extends = [(ORDERS[name], found.extend) for name, found in orders.items()]
    sort_keys = _SortKeys()
    ids: list[str] = []
    titles: list[str] = []
    keys: list[edtf.SortKey] = []
    decoded = map(_decode, rows)
    while events := list(islice(decoded, TOGETHER)):
        for event in events:
            if not (event.evidence and event.domains):
                raise NotDerivable("an event without evidence or domain")
            if (event.amounts or event.other_dates) and not _is_sound(event):
                raise NotDerivable("an event that points at what it lacks")
        keys += [sort_keys[event.date.edtf] for event in events]
        ids += [event.id for event in events]
        titles += [event.title for event in events]
        for key_of, extend in extends:
            extend(map(key_of, events))
        collector.add_facts(events)
        tell(begin + len(ids))
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
    for other in event.other_dates:
        if not 0 <= other.evidence < quotes:
            return False
    for amount in event.amounts:
        twin = amount.equivalent_to
        if not 0 <= amount.evidence < quotes or not (twin is None or 0 <= twin < figures):
            return False
    return True
