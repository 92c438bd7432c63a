"""The index of a library: which rows hold a word, a value, a day, a figure. One interface, here in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, Protocol
from weakref import WeakKeyDictionary

from kortui.model import Document, Event, Library, LibraryIndex
from kortui.search.collect import AmountKey, Collected, collect, decade_sets, document_labels
from kortui.search.columns import Column
from kortui.search.order import ORDERS
from kortui.search.rows import Held, bits_of, first_bits, rows_in
from kortui.search.words import Lists

Space = Literal["title", "text", "fields"]
"""Tokens of titles, tokens of topics and evidence, and ``field:value`` keys."""

Range = tuple[float, float, int]
"""Low and high figure of an amount that states a range, and its row."""


Labels = tuple[str, Sequence[str], Sequence[str]]
"""Id of a document, the texts that ``doc:`` looks through, the ones of ``publisher:``."""


class Figures(Protocol):
    """A sorted column of figures, see `kortui.search.columns.Column`."""

    def between(self, low: float, high: float) -> int:
        """The rows with a figure from `low` to `high`, both inclusive."""

    def below(self, value: float) -> int:
        """The rows with a figure less than `value`."""

    def above(self, value: float) -> int:
        """The rows with a figure greater than `value`."""


class Postings(Protocol):
    """What the evaluation of a query asks of an index. Row sets are integers, see `kortui.search.rows`."""

    size: int
    """Events in the library."""

    def get(self, space: Space, key: str) -> int:
        """The rows of a key; 0 when there is none."""

    def union(self, space: Space, low: str, high: str) -> int:
        """The rows of all keys in ``[low, high)``."""

    def named(self, beginning: str) -> int | None:
        """The rows of the entities with a word in a name that begins so; None when they are not kept together."""

    def keys(self, space: Space, low: str = "", high: str = "") -> Sequence[str]:
        """The keys in ``[low, high)`` in order; an empty `high` is no limit."""

    def counts(self, low: str, high: str, bits: int) -> Sequence[tuple[str, int]]:
        """The ``field:value`` keys in ``[low, high)`` with how many of their rows are in a set."""

    def phrase(self, space: Space, key: str) -> int | None:
        """The rows of a name of several words; None when it is no name."""

    def words(self, space: Space, rows: int) -> Iterator[tuple[int, str]]:
        """Each of the rows with its tokens as text, for phrases."""

    def ids(self, beginning: str) -> int:
        """The rows of the events whose id begins so."""

    def order(self, name: str) -> Sequence[int]:
        """All rows in one of the orders of `kortui.search.order`."""

    @property
    def starts(self) -> Figures:
        """First days of dated events."""

    @property
    def ends(self) -> Figures:
        """Last days of dated events."""

    @property
    def labels(self) -> Sequence[Labels]:
        """What documents are called and who published them."""

    @property
    def decades(self) -> Sequence[tuple[str, int]]:
        """Each decade in which an event begins, as a query writes it, with the rows that may lie in it; by date."""

    def amount_keys(self) -> Sequence[AmountKey]:
        """Kind, unit and hedge of the amounts there are."""

    def amounts(self, key: AmountKey) -> tuple[Figures, Sequence[Range]]:
        """The amounts of a kind, unit and hedge: plain figures and ranges."""


def after(text: str) -> str:
    """The least key behind all keys that begin with a text."""
    return text[:-1] + chr(min(ord(text[-1]) + 1, 0x10FFFF))


class MemoryPostings:
    """The index of a library of at most some ten thousand events, made in one pass.

    Row lists become bit sets when first asked for: a session asks for a few hundred of many thousand words.
    """

    def __init__(self, library: Library) -> None:
        self._collected: Collected = collect(library)
        self._events: Sequence[Event] = library.events
        self._documents: Sequence[Document] = library.documents
        self.size = self._collected.size
        self._sets: dict[tuple[str, str], int] = {}
        self._unions: dict[tuple[str, str, str], int] = {}
        self._lists: Mapping[str, Lists] = {
            "title": self._collected.title,
            "text": self._collected.text,
            "fields": self._collected.fields,
        }
        self._keys: dict[str, list[str]] = {}
        self._orders: dict[str, Sequence[int]] = {}

    def get(self, space: Space, key: str) -> int:
        """The rows of a key; 0 when there is none."""
        found = self._sets.get((space, key))
        if found is None:
            rows = self._lists[space].get(key)
            if rows is None:
                return 0
            found = self._sets[space, key] = bits_of(rows, self.size)
        return found

    def union(self, space: Space, low: str, high: str) -> int:
        """The rows of all keys in ``[low, high)``."""
        found = self._unions.get((space, low, high))
        if found is None:
            lists = self._lists[space]
            found = bits_of(set().union(*(lists[k] for k in self.keys(space, low, high))), self.size)
            self._unions[space, low, high] = found
        return found

    def named(self, beginning: str) -> int | None:
        """The rows of the entities with a word in a name that begins so; None when they are not kept together."""
        return None

    def keys(self, space: Space, low: str = "", high: str = "") -> Sequence[str]:
        """The keys in ``[low, high)`` in order; an empty `high` is no limit."""
        ordered = self._keys.get(space)
        if ordered is None:
            ordered = self._keys[space] = sorted(self._lists[space])
        return ordered[bisect_left(ordered, low) : bisect_left(ordered, high) if high else len(ordered)]

    def counts(self, low: str, high: str, bits: int) -> Sequence[tuple[str, int]]:
        """The ``field:value`` keys in ``[low, high)`` with how many of their rows are in a set."""
        lists = self._lists["fields"]
        held = Held(bits)
        return [(key, held.count(lists[key])) for key in self.keys("fields", low, high)]

    def phrase(self, space: Space, key: str) -> int | None:
        """The rows of a name of several words; None when it is no name."""
        return self.get(space, key) if key in self._lists[space] else None

    def words(self, space: Space, rows: int) -> Iterator[tuple[int, str]]:
        """Each of the rows with its tokens as text, for phrases."""
        texts = self._collected.title_words if space == "title" else self._collected.text_words
        return ((row, texts[row]) for row in rows_in(rows & first_bits(self.size)))

    def ids(self, beginning: str) -> int:
        """The rows of the events whose id begins so."""
        return bits_of((r for r, e in enumerate(self._events) if e.id.startswith(beginning)), self.size)

    def order(self, name: str) -> Sequence[int]:
        """All rows in one of the orders of `kortui.search.order`."""
        found = self._orders.get(name)
        if found is None:
            keys = [ORDERS[name](event) for event in self._events]
            found = self._orders[name] = sorted(range(self.size), key=keys.__getitem__)
        return found

    def _column(self, pairs: list[tuple[int, int]] | list[tuple[float, int]]) -> Column:
        ordered = sorted(pairs)
        return Column([v for v, _ in ordered], [r for _, r in ordered], self.size)

    @cached_property
    def starts(self) -> Column:
        """First days of dated events."""
        return self._column(self._collected.starts)

    @cached_property
    def ends(self) -> Column:
        """Last days of dated events."""
        return self._column(self._collected.ends)

    @cached_property
    def labels(self) -> Sequence[Labels]:
        """What documents are called and who published them."""
        return [document_labels(d) for d in self._documents]

    @cached_property
    def decades(self) -> Sequence[tuple[str, int]]:
        """Each decade in which an event begins, as a query writes it, with the rows that may lie in it; by date."""
        found = self._collected
        return list(decade_sets(found.starts, found.ends, found.fields, self.size).items())

    def amount_keys(self) -> Sequence[AmountKey]:
        """Kind, unit and hedge of the amounts there are."""
        return sorted({*self._collected.amounts, *self._collected.ranges})

    def amounts(self, key: AmountKey) -> tuple[Column, Sequence[Range]]:
        """The amounts of a kind, unit and hedge: plain figures and ranges."""
        return self._column(self._collected.amounts.get(key, [])), self._collected.ranges.get(key, ())


_OF_LIBRARY: WeakKeyDictionary[LibraryIndex, Postings] = WeakKeyDictionary()


def postings_of(library: Library) -> Postings:
    """The index of a library, made in memory once unless one was taken in by `remember`."""
    found = _OF_LIBRARY.get(library.index)
    return found if found is not None else remember(library, MemoryPostings(library))


def remember(library: Library, postings: Postings) -> Postings:
    """Take in the index of a library for as long as the library is held."""
    _OF_LIBRARY[library.index] = postings
    return postings
