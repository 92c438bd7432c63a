"""What is indexed of the words of events: the lists of titles and texts in a derived file, written in a process of its own.

Words are half of the work. They need of a row its texts alone, which are cut out of the JSON without reading all of it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from kortui.search.collect import TOGETHER
from kortui.search.layout import LONGEST_PREFIX, PREFIXES, SPACES
from kortui.search.packed import is_sparse, numbers_to_bytes, pack_bits, pack_rows
from kortui.search.rows import bits_of
from kortui.search.words import BETWEEN, Folded, beside, listed

FLUSH = 1 << 15
"""Events whose row lists are held as Python lists before they are packed: a list takes five times the memory."""

_TEXTS = re.compile(r'"(exact|title|topic)": (?:"([^"\\]*)"|(?<="topic": )null)')
"""Texts of a row without escapes. A quotation mark inside a text is escaped, so that a key is never found in one."""

_KEYS = ("exact", "title", "topic")


def texts_of(row: str) -> tuple[str, str]:
    """Title of an event; its topic and evidence as one text.

    Args:
        row: Its JSON, keys sorted.

    Raises:
        ValueError: Or another error of that kind, when the row is not of the shape of an event.
    """
    parts = _TEXTS.findall(row)
    if "\\" in row or (parts[0][0], parts[-2][0], parts[-1][0], len(parts)) != (*_KEYS, 3):
        event = json.loads(row)
        return event["title"], BETWEEN.join(t for t in (event["topic"], *(e["exact"] for e in event["evidence"])) if t)
    topic, exact = parts[2][1], parts[0][1]
    return parts[1][1], f"{topic}{BETWEEN}{exact}" if topic and exact else topic or exact


class TextWriter:
    """Writes what is indexed of texts.

    Args:
        db: The derived file, its tables made.
        names: Names of several words, which are listed beside single words.
    """

    def __init__(self, db: sqlite3.Connection, names: Sequence[str]) -> None:
        self._db = db
        self._names = names
        self._folded = Folded()
        self._lists: dict[str, defaultdict[str, array[int]]] = {space: defaultdict(lambda: array("I")) for space in PREFIXES}
        self._titles: list[str] = []

    def write(self, rows: Iterator[str]) -> None:
        """Write the words of all events; their rows in order."""
        first = 0
        titles: list[str] = []
        texts: list[str] = []
        pairs = map(texts_of, rows)
        while some := [pair for _, pair in zip(range(TOGETHER), pairs, strict=False)]:
            self._folded.trim()
            titles += self._folded.words([title.split() for title, _ in some])
            texts += self._folded.words([text.split() for _, text in some])
            if len(titles) >= FLUSH:
                self._list(first, titles, texts)
                first += len(titles)
                titles, texts = [], []
        self._list(first, titles, texts)
        size = first + len(titles)
        order = sorted(range(size), key=self._titles.__getitem__)
        self._db.execute("insert into ordering values ('title', ?)", (numbers_to_bytes("I", order),))
        self._titles.clear()
        for space in PREFIXES:
            self._write_lists(space, size)

    def _list(self, first: int, titles: list[str], texts: list[str]) -> None:
        """Take in the words of some rows and write them as they are, for phrases."""
        words = ((first + n, *pair) for n, pair in enumerate(zip(titles, texts, strict=True)))
        self._db.executemany("insert into words values (?, ?, ?)", words)
        self._titles += [title.strip() for title in titles]  # which is what `kortui.search.order.ORDERS` makes of a title
        for space, words_of in (("title", titles), ("text", texts)):
            lists, held = listed(words_of, first), self._lists[space]
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
