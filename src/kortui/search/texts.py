"""What is indexed of the words of events. Those of texts are read and written in a process of their own: half of all work."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice

from kortui.model import Event, Evidence
from kortui.search.collect import TOGETHER
from kortui.search.fetch import decoder
from kortui.search.layout import FLUSH, LONGEST_PREFIX, PREFIXES, SPACES, Statement
from kortui.search.packed import is_sparse, pack_bits, pack_rows
from kortui.search.rows import bits_of
from kortui.search.words import BETWEEN, Pieces, beside

_decode = decoder(Event, {Event: ("topic", "evidence"), Evidence: ("exact",)})


def text_of(row: bytes) -> str:
    """Topic and evidence of an event as one text.

    Args:
        row: Its JSON.

    Raises:
        ValueError: When the row is not of the shape of an event.
    """
    event = _decode(row)
    if len(event.evidence) == 1 and not event.topic:
        return str(event.evidence[0].exact)
    return BETWEEN.join([text for text in (event.topic, *[e.exact for e in event.evidence]) if text])


class Words:
    """What is indexed of the words of titles, or of texts.

    Args:
        space: ``title`` or ``text``.
        names: Names of several words, which are listed beside single words.
    """

    def __init__(self, space: str, names: Sequence[str]) -> None:
        self._space = space
        self._names = names
        self._lists: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._pieces = Pieces(self._lists)
        self._size = 0

    def add(self, texts: Sequence[str]) -> list[tuple[int, str]]:
        """Take in the texts of the next rows; each row with its words as text, for phrases."""
        first, lists = self._size, self._lists
        words = self._pieces.words(texts, first)
        self._size += len(words)
        known = {token: len(lists[token]) for name in self._names for token in name.split(" ") if token in lists}
        self._pieces.flush()
        new = {token: lists[token][before:] for token, before in known.items()}
        for name in self._names:
            lists[name].extend(beside(new, words, first, name))
        return list(enumerate(words, first))

    def statements(self) -> Iterator[Statement]:
        """What writes the row sets of the words, and those of their first letters; the lists are gone after that."""
        lists, size = self._lists, self._size
        insert = "insert into posting values (?, ?, ?)"
        keys = sorted(lists)
        crowded = {key: bits_of(rows, size) for key, rows in lists.items() if not is_sparse(rows, size)}

        def packed(key: str) -> bytes:
            return pack_bits(crowded[key], size) if key in crowded else pack_rows(sorted(set(lists[key])), size)

        yield insert, ((SPACES[self._space], key, packed(key)) for key in keys)
        short: defaultdict[str, int] = defaultdict(int)
        words = (key for key in keys if " " not in key)
        for beginning, alike in groupby(words, key=lambda key: key[:LONGEST_PREFIX]):
            some = list(alike)
            bits = bits_of(list(chain.from_iterable(lists[key] for key in some if key not in crowded)), size)
            for key in some:
                bits |= crowded.get(key, 0)
            for length in range(1, len(beginning) + 1):
                short[beginning[:length]] |= bits
        lists.clear()
        yield insert, ((PREFIXES[self._space], key, pack_bits(bits, size)) for key, bits in sorted(short.items()))


def write_texts(db: sqlite3.Connection, names: Sequence[str], rows: Iterator[bytes]) -> None:
    """Write what is indexed of all texts.

    Args:
        db: The derived file, its tables made.
        names: Names of several words.
        rows: The JSON of all events, in order.
    """
    words = Words("text", names)
    while some := list(map(text_of, islice(rows, FLUSH))):
        db.executemany("insert into text_words values (?, ?)", words.add(some))
    for statement, values in words.statements():
        db.executemany(statement, values)
