"""What is indexed of the words of events: the lists of titles and texts in a derived file, written in a process of its own.

Words are half of the work. They need of a row its texts alone.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice

from kortui.model import Event, Evidence
from kortui.search.collect import TOGETHER
from kortui.search.fetch import decoder
from kortui.search.layout import FLUSH, LONGEST_PREFIX, PREFIXES, SPACES
from kortui.search.packed import is_sparse, numbers_to_bytes, pack_bits, pack_rows
from kortui.search.rows import bits_of
from kortui.search.words import BETWEEN, Pieces, beside

_decode = decoder(Event, {Event: ("title", "topic", "evidence"), Evidence: ("exact",)})


def texts_of(row: bytes) -> tuple[str, str]:
    """Title of an event; its topic and evidence as one text.

    Args:
        row: Its JSON.

    Raises:
        ValueError: When the row is not of the shape of an event.
    """
    event = _decode(row)
    if len(event.evidence) == 1 and not event.topic:
        return event.title, event.evidence[0].exact
    return event.title, BETWEEN.join([text for text in (event.topic, *[e.exact for e in event.evidence]) if text])


class TextWriter:
    """Writes what is indexed of texts.

    Args:
        db: The derived file, its tables made.
        names: Names of several words, which are listed beside single words.
    """

    def __init__(self, db: sqlite3.Connection, names: Sequence[str]) -> None:
        self._db = db
        self._names = names
        self._pieces = {space: Pieces() for space in PREFIXES}
        self._lists: dict[str, defaultdict[str, array[int]]] = {space: defaultdict(lambda: array("I")) for space in PREFIXES}
        self._titles: list[str] = []

    def write(self, rows: Iterator[bytes]) -> None:
        """Write the words of all events; their JSON in order."""
        size = 0
        titles: list[str] = []
        texts: list[str] = []
        while some := list(map(texts_of, islice(rows, TOGETHER))):
            titles += self._pieces["title"].words([title for title, _ in some], size)
            texts += self._pieces["text"].words([text for _, text in some], size)
            size += len(some)
            if len(titles) >= FLUSH:
                self._flush(size - len(titles), titles, texts)
                titles, texts = [], []
        self._flush(size - len(titles), titles, texts)
        order = sorted(range(size), key=self._titles.__getitem__)
        self._db.execute("insert into ordering values ('title', ?)", (numbers_to_bytes("I", order),))
        self._titles.clear()
        for space in PREFIXES:
            self._write_lists(space, size)

    def _flush(self, first: int, titles: list[str], texts: list[str]) -> None:
        """Take in the lists of some rows and write their words as they are, for phrases."""
        words = zip(range(first, first + len(titles)), titles, texts, strict=True)
        self._db.executemany("insert into words values (?, ?, ?)", words)
        self._titles += [title.strip() for title in titles]  # which is what `kortui.search.order.ORDERS` makes of a title
        for space, words_of in (("title", titles), ("text", texts)):
            lists, held = self._pieces[space].take(), self._lists[space]
            for name in self._names:
                held[name].extend(beside(lists, words_of, first, name))
            for token, rows in lists.items():
                held[token].extend(rows)

    def _write_lists(self, space: str, size: int) -> None:
        """The row sets of a space, and those of the first letters of its words."""
        lists = self._lists[space]
        insert = "insert into posting values (?, ?, ?)"
        keys = sorted(lists)
        crowded = {key: bits_of(rows, size) for key, rows in lists.items() if not is_sparse(rows, size)}

        def packed(key: str) -> bytes:
            return pack_bits(crowded[key], size) if key in crowded else pack_rows(lists[key], size)

        self._db.executemany(insert, ((SPACES[space], key, packed(key)) for key in keys))
        short: defaultdict[str, int] = defaultdict(int)
        words = (key for key in keys if " " not in key)
        for beginning, alike in groupby(words, key=lambda key: key[:LONGEST_PREFIX]):
            some = list(alike)
            bits = bits_of(list(chain.from_iterable(lists[key] for key in some if key not in crowded)), size)
            for key in some:
                bits |= crowded.get(key, 0)
            for length in range(1, len(beginning) + 1):
                short[beginning[:length]] |= bits
        entries = ((PREFIXES[space], key, pack_bits(bits, size)) for key, bits in sorted(short.items()))
        self._db.executemany(insert, entries)
        lists.clear()
