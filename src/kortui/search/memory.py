"""The index of a library in memory, made in one pass over its records."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING

from kortui.model import Document, Event, Library
from kortui.rows import Held, bits_of, first_bits, rows_in
from kortui.search.collect import AmountKey, collect, decade_sets, document_labels
from kortui.search.columns import Column
from kortui.search.keys import after
from kortui.search.order import ORDERS, PLACES, places_in
from kortui.search.spans import Spans, spans_of

if TYPE_CHECKING:
    from kortui.search.ordered import Order
    from kortui.search.pieces import Pieces
    from kortui.search.postings import Labels, Range, Space

_COUNTED = 10_000
"""Rows counted in a piece: half a millisecond."""
_LOOKED_FOR = 16
"""Words looked for in all texts before the rows of every word are listed, which takes as long as some fifty looks."""


class MemoryPostings:
    """The index of a library of at most some ten thousand events; see `kortui.search.postings.Postings`.

    The first words that are asked for are looked for in the words of all texts, so that the first answer is there early; then,
    or when there is time (`list_words`), the rows of every word are listed. Row lists become bit sets when first asked for: a
    session asks for a few hundred of many thousand words.
    """

    def __init__(self, library: Library) -> None:
        found = collect(library)
        self._collected = found
        self._events: Sequence[Event] = library.events
        self._documents: Sequence[Document] = library.documents
        self.size = found.size
        self._sets: dict[tuple[str, str], int] = {}
        self._words: Mapping[str, list[str]] = {"title": found.title_words, "text": found.text_words}
        self._looks = 0
        self._lists: dict[str, Mapping[str, list[int]]] = {}
        self._keys: dict[str, list[str]] = {}
        self._orders: dict[str, array[int]] = {}
        self.orders: dict[str, Order] = {}

    def list_words(self) -> None:
        """List the rows of every word, once, and of all words that begin with a letter, which a search mostly begins with."""
        from kortui.search.words import listed

        for space, words in self._words.items():
            if space not in self._lists:
                lists = self._lists[space] = listed(words, 0)
                self._keys[space] = sorted(lists)
                for letter, alike in groupby(self._keys[space], key=lambda key: key[0]):
                    rows = list(chain.from_iterable(map(lists.__getitem__, alike)))
                    self._sets.setdefault((space, f"{letter}\n{after(letter)}"), bits_of(rows, self.size))

    def _listed(self, space: str) -> Mapping[str, list[int]] | None:
        """The rows of every word of a space; None as long as few were asked for."""
        if not self._lists:
            self._looks += 1
            if self._looks <= _LOOKED_FOR:
                return None
            self.list_words()
        return self._lists[space]

    def _lists_now(self, space: str) -> Mapping[str, list[int]]:
        self.list_words()
        return self._lists[space]

    def _kept(self, space: str, key: str, make: Callable[[], Iterable[int]]) -> int:
        found = self._sets.get((space, key))
        if found is None:
            found = self._sets[space, key] = bits_of(make(), self.size)
        return found

    def _holding(self, space: str, part: str) -> Iterable[int]:
        """The rows with a stretch in their words."""
        return [row for row, words in enumerate(self._words[space]) if part in words]

    def get(self, space: Space, key: str) -> int:
        """The rows of a key; 0 when there is none."""

        def make() -> Iterable[int]:
            if space == "fields":
                return self._collected.fields.get(key, ())
            lists = self._listed(space)
            return self._holding(space, f" {key} ") if lists is None else lists.get(key, ())

        return self._kept(space, key, make)

    def union(self, space: Space, low: str, high: str) -> int:
        """The rows of all keys in ``[low, high)``, an unbroken range of first letters."""

        def make() -> Iterable[int]:
            if high == after(low) and self._listed(space) is None:
                return self._holding(space, f" {low}")
            lists = self._lists_now(space)
            return chain.from_iterable(lists[key] for key in self.keys(space, low, high))

        return self._kept(space, f"{low}\n{high}", make)

    def named(self, beginning: str) -> int | None:
        """The rows of the entities with a word in a name that begins so; None when they are not kept together."""
        return None

    def keys(self, space: Space, low: str = "", high: str = "") -> Sequence[str]:
        """The keys in ``[low, high)`` in order; an empty `high` is no limit."""
        ordered = self._keys.get(space)
        if ordered is None:
            if space != "fields":
                self.list_words()
                return self.keys(space, low, high)
            ordered = self._keys[space] = sorted(self._collected.fields)
        return ordered[bisect_left(ordered, low) : bisect_left(ordered, high) if high else len(ordered)]

    def present(self, space: Space, keys: Sequence[str]) -> set[str]:
        """Those of some keys that there are."""
        there = self._collected.fields if space == "fields" else self._lists_now(space)
        return {key for key in keys if key in there}

    def single(self, low: str, high: str, shortest: int, longest: int) -> set[str]:
        """The single words in ``[low, high)`` of titles and texts, by their lengths in letters."""
        found = {*self.keys("title", low, high), *self.keys("text", low, high)}
        return {key for key in found if shortest <= len(key) <= longest and " " not in key}

    def counts(self, field: str, bits: int, at_most: int | None = None) -> Sequence[tuple[str, int]]:
        """The values of a field with how many of their rows are in a set; here always all of them."""
        from kortui.search.pieces import whole  # of facets alone

        return whole(self.counting(field, bits))

    def counting(self, field: str, bits: int, at_most: int | None = None) -> Pieces[Sequence[tuple[str, int]]]:
        """The same in pieces."""
        lists, stem, rows = self._collected.fields, f"{field}:", 0
        held = Held(bits)
        found = []
        for key in self.keys("fields", stem, after(stem)):
            found.append((key[len(stem) :], held.count(lists[key])))
            rows += len(lists[key])
            if rows > _COUNTED:
                rows = 0
                yield
        return found

    def of_values(self, field: str, values: Sequence[str], bits: int) -> Sequence[int]:
        """How many rows of a set have each of some values."""
        held, lists = Held(bits), self._collected.fields
        return [held.count(lists.get(f"{field}:{value}", ())) for value in values]

    def frequent(self, field: str) -> Pieces[Sequence[str]]:
        """The values of a field that take long to count one by one; none of those in memory does."""
        yield from ()
        return ()

    def phrase(self, space: Space, key: str) -> int | None:
        """The rows of several words side by side, whether or not they are a name."""
        from kortui.search.words import beside

        words = self._words[space]
        return self._kept(space, key, lambda: beside(self._lists_now(space), words, 0, key))

    def words(self, space: Space, rows: int) -> Iterator[tuple[int, str]]:
        """Each of the rows with its tokens as text, for phrases."""
        texts = self._words[space]
        return ((row, texts[row]) for row in rows_in(rows & first_bits(self.size)))

    def ids(self, beginning: str) -> int:
        """The rows of the events whose id begins so."""
        return bits_of((r for r, e in enumerate(self._events) if e.id.startswith(beginning)), self.size)

    def order(self, name: str) -> array[int]:
        """All rows in one of the orders of `kortui.search.order`, or their places in it."""
        found = self._orders.get(name)
        if found is None and name.startswith(PLACES):
            found = self._orders[name] = places_in(self.order(name.removeprefix(PLACES)))
        if found is None:
            keys = [ORDERS[name](event) for event in self._events]
            found = self._orders[name] = array("I", sorted(range(self.size), key=keys.__getitem__))
        return found

    def _column(self, pairs: list[tuple[int, int]] | list[tuple[float, int]]) -> Column:
        ordered = sorted(pairs)
        return Column([v for v, _ in ordered], [r for _, r in ordered], self.size)

    @cached_property
    def starts(self) -> Column:
        """First days of dated events."""
        return self._column([(days[0], row) for row, days in enumerate(self._collected.days) if days])

    @cached_property
    def ends(self) -> Column:
        """Last days of dated events."""
        return self._column([(days[1], row) for row, days in enumerate(self._collected.days) if days])

    @cached_property
    def spans(self) -> Spans:
        """The stretches of time events fall into."""
        found = self._collected
        return spans_of(filter(None, found.days), found.fields.get("open:start", ()))

    @cached_property
    def labels(self) -> Sequence[Labels]:
        """What documents are called and who published them."""
        return [document_labels(d) for d in self._documents]

    @cached_property
    def decades(self) -> Sequence[tuple[str, int]]:
        """Each decade in which an event begins, as a query writes it, with the rows that may lie in it; by date."""
        found = self._collected
        return list(decade_sets(found.days, found.fields, self.size).items())

    def amount_keys(self) -> Sequence[AmountKey]:
        """Kind, unit and hedge of the amounts there are."""
        return sorted({*self._collected.amounts, *self._collected.ranges})

    def amounts(self, key: AmountKey) -> tuple[Column, Sequence[Range]]:
        """The amounts of a kind, unit and hedge: plain figures and ranges."""
        return self._column(self._collected.amounts.get(key, [])), self._collected.ranges.get(key, ())
