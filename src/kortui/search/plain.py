"""Searching a large library before its index is there: the words of each event, gone through one by one.

Some 10 ms a word for 100,000 events. Words, phrases, their combination and closed fields of the event itself are understood;
what needs the index holds for every event meanwhile, and `Plain.find` says that there was such a part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_
from time import perf_counter
from typing import TYPE_CHECKING

from kortui.model import Event, Library
from kortui.rows import bits_of, first_bits, rows_in
from kortui.search.names import names_of
from kortui.search.query import Query
from kortui.search.syntax import And, Field, Not, Or, Phrase, Term, Word
from kortui.search.tokens import tokens
from kortui.text import is_choseong

if TYPE_CHECKING:
    from kortui.search.evaluate import Name

_FIELDS: dict[str, Callable[[Event], tuple[str, ...]]] = {
    "domain": lambda event: event.domains,
    "type": lambda event: (event.type,),
    "rel": lambda event: (event.relevance,),
}
_SOME = 200
"""Events prepared between two looks at the clock."""


class Plain:
    """The words of a library's events, taken in bit by bit."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._words: list[str] = []
        self._names: dict[str, str] = {}

    @property
    def ready(self) -> int:
        """Events that are looked through."""
        return len(self._words)

    def prepare(self, seconds: float) -> None:
        """Take in further events for some time; 10 µs each."""
        events = self._library.events
        until = perf_counter() + seconds
        while len(self._words) < len(events) and perf_counter() < until:
            at = len(self._words)
            self._words += [self._words_of(event) for event in events[at : at + _SOME]]

    def _words_of(self, event: Event) -> str:
        ids = dict.fromkeys([*(a.id for a in event.actors), *event.places])
        texts = (event.title, *(e.exact for e in event.evidence), event.topic or "")
        return f" {' '.join(tokens(' '.join(texts)))} {' '.join(map(self._name, ids))} "

    def _name(self, entity: str) -> str:
        found = self._names.get(entity)
        if found is None:
            known = self._library.index.entity.get(entity)
            names = (known.name, *known.aliases) if known else (entity,)
            found = self._names[entity] = " ".join(tokens(" ".join(names)))
        return found

    def find(self, query: Query) -> tuple[int, bool]:
        """The rows of a query as a bit set, and whether all of it was understood; words may go on."""
        bits, whole = self._term(query.root)
        return bits & first_bits(self.ready), whole

    def _term(self, term: Term | None) -> tuple[int, bool]:
        if isinstance(term, And | Word):
            return self._and(term.items if isinstance(term, And) else (term,))
        if isinstance(term, Or):
            found = [self._term(item) for item in term.items]
            return reduce(or_, (bits for bits, _ in found), 0), all(whole for _, whole in found)
        if isinstance(term, Not):
            bits, whole = self._term(term.item)
            return (~bits, True) if whole else (-1, False)
        if isinstance(term, Phrase):
            return self._holding(f" {' '.join(tokens(term.text))}"), True
        if isinstance(term, Field) and term.name in _FIELDS:
            of = _FIELDS[term.name]
            some = self._library.events[: self.ready]
            return bits_of((n for n, event in enumerate(some) if not set(term.values).isdisjoint(of(event))), self.ready), True
        return -1, term is None

    def _holding(self, wanted: str) -> int:
        """The rows in whose words some text stands."""
        return bits_of((n for n, words in enumerate(self._words) if wanted in words), self.ready)

    def _word(self, word: Word) -> tuple[int, bool]:
        """The rows that hold a word; initial consonants need the index."""
        return (-1, False) if is_choseong(word.text) else (self._holding(f" {' '.join(tokens(word.text))}"), True)

    def _called(self, name: Name) -> int:
        """The rows that hold all words of a name, or another name of whom it names."""
        bits = reduce(and_, (self._word(word)[0] for word in name.words))
        for other in name.others:
            found = self._holding(f" {' '.join(other.tokens)}")
            if other.apart:
                found = bits_of((n for n in rows_in(found) if other.within(self._words[n].split())), self.ready)
            bits |= found
        return bits

    def _and(self, items: Sequence[Term]) -> tuple[int, bool]:
        """The rows of all of several terms; two words that stand beside each other may be written as one."""
        from kortui.search.evaluate import Name, as_one, grouped  # of a first search

        bits = before = -1  # the second without the term just taken in
        understood = True
        previous: Term | Name | None = None
        for item in grouped(items, names_of(self._library)):
            if isinstance(item, Name):
                found, whole = self._called(item), True
            else:
                found, whole = self._word(item) if isinstance(item, Word) else self._term(item)
            together = 0
            for pattern in as_one(previous, item, None):
                together |= self._holding(f" {pattern.tokens[0]}")
            bits, before, previous = (bits & found) | (before & together), bits, item
            understood = understood and whole
        return bits, understood
