"""Searching a large library before its index is there: the words of each event, gone through one by one.

Some 10 ms a word for 100,000 events. Words, phrases, their combination and closed fields of the event itself are understood;
what needs the index holds for every event meanwhile, and `Plain.find` says that there was such a part.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from kortui.model import Event, Library
from kortui.search.query import Query
from kortui.search.rows import bits_of, first_bits
from kortui.search.syntax import And, Field, Not, Or, Phrase, Term, Word
from kortui.search.tokens import tokens

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
        if isinstance(term, And | Or):
            found = [self._term(item) for item in term.items]
            bits = -1 if isinstance(term, And) else 0
            for one, _ in found:
                bits = bits & one if isinstance(term, And) else bits | one
            return bits, all(whole for _, whole in found)
        if isinstance(term, Not):
            bits, whole = self._term(term.item)
            return (~bits, True) if whole else (-1, False)
        if isinstance(term, Word | Phrase):
            wanted = f" {' '.join(tokens(term.text))}"
            return bits_of((n for n, words in enumerate(self._words) if wanted in words), self.ready), True
        if isinstance(term, Field) and term.name in _FIELDS:
            of = _FIELDS[term.name]
            some = self._library.events[: self.ready]
            return bits_of((n for n, event in enumerate(some) if not set(term.values).isdisjoint(of(event))), self.ready), True
        return -1, term is None
