"""The library under one query: what is found and what to light.

The search machinery is imported and its index built when something is first looked for; the first frame needs neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kortui.model import Event, Library
from kortui.records import replace
from kortui.rows import RowSet, first_bits
from kortui.search.taken import indexed
from kortui.tui.bins import LARGE
from kortui.tui.shares import Found, Shares

if TYPE_CHECKING:
    from kortui.search.highlight import Patterns
    from kortui.search.index import Searcher
    from kortui.search.plain import Plain
    from kortui.search.query import Query
    from kortui.search.waiting import Waiting

Spans = Sequence[tuple[int, int]]

_VERSIONS = 64
"""Queries of which it is known what they light, so that the lines drawn for one serve when it comes again."""


class Hits(Protocol):
    """Finds what to light in a text, which may be the title of a record."""

    def __call__(self, text: str, /, title: bool = False) -> Spans:
        """Spans of code points, in order."""


class Finder(Shares):
    """One library being searched."""

    def __init__(
        self,
        library: Library,
        starred: Callable[[], Collection[str]] = frozenset,
        noted: Callable[[], Collection[str]] = frozenset,
        saved: Callable[[], Mapping[str, str]] = dict,
        waiting: Waiting | None = None,
    ) -> None:
        super().__init__(library)
        self._waiting = waiting
        self._waited = ""
        self._left: Iterator[None] = iter(())
        self._starred = starred
        self._noted = noted
        self._saved = saved
        self._lit: tuple[str, bool, Patterns | None] = ("", False, None)
        self.beginning = ("", "")
        """A query that was typed, and what its last word finds as a beginning, where that is more than it finds as a whole."""
        self._versions: dict[Patterns, int] = {}
        self._numbered = 0
        everything = RowSet(first_bits(len(library.events)))
        self._all = Found("", everything, everything, everything.bits)

    @cached_property
    def searcher(self) -> Searcher:
        """The search, made on first use; all finders of a library share one index."""
        from kortui.search.days import today
        from kortui.search.index import Searcher

        return Searcher(self.library, starred=self._starred, noted=self._noted, saved=self._saved(), today=today())

    @property
    def waits(self) -> str:
        """What to say while the index of a large library is still being made; empty once it is there."""
        return self._waiting.told if self._waiting is not None else ""

    @property
    def waited(self) -> str:
        """What to say when it is there."""
        return self._waited

    def wait(self, seconds: float) -> bool:
        """Go on with what can be done before the index is there; whether it has just come.

        Args:
            seconds: How long, at most.
        """
        if self._waiting is None or not self._waiting.over:
            if self._waiting is not None:
                self._waiting.plain.prepare(seconds)
            return False
        self._waited, self._left, self._waiting = self._waiting.ended, self._waiting.leave(), None
        return True

    def leave(self) -> Iterator[None]:
        """Give back in quiet moments, a piece at a time, what was needed only until the index was there."""
        left, self._left = self._left, iter(())
        yield from left

    def saved_changed(self) -> None:
        """Take in the saved searches as they are now."""
        if "searcher" in self.__dict__:
            self.searcher.saved = self._saved()
        self._lit = ("", False, None)

    def warm(self) -> None:
        """Make the search ready: 30 ms of imports, 30 ms for 1,000 records; a large library has its index or waits for it."""
        if len(self.library.events) < LARGE or indexed(self.library):
            self.searcher.search(self.query("a"), typing=True)
            self.light("a")

    def complete(self) -> Iterator[None]:
        """Do in quiet moments what `warm` left for later, a piece at a time.

        In memory these are the rows of every word, 25 ms for 1,000 records; of a derived file dates and amounts, of which a
        million take 30 and 80 ms to read, and the facets of everything.
        """
        from kortui.search import explain  # noqa: F401 - for ways on from nothing
        from kortui.search.memory import MemoryPostings
        from kortui.search.spelling import prepare
        from kortui.search.stored import StoredPostings
        from kortui.tui.facet_counts import FacetCounts

        yield
        prepare()
        yield
        if not indexed(self.library):
            return
        postings = self.searcher.postings
        if isinstance(postings, MemoryPostings):
            postings.list_words()
            yield
            self.searcher.names.prepare()
            return
        from kortui.search import values  # noqa: F401

        self.searcher.names.prepare()
        for column in ("starts", "ends"):
            yield
            getattr(postings, column)
        for key in postings.amount_keys():
            yield
            postings.amounts(key)
        for prepared in ("figured", "publishers"):
            yield
            getattr(self.searcher, prepared)
        yield from FacetCounts(self).prepare()
        if isinstance(postings, StoredPostings):
            yield from postings.prepare_counting()

    def query(self, text: str) -> Query:
        """The query of a text."""
        from kortui.search.query import parse

        return parse(text)

    def find(self, text: str, *, typing: bool = False) -> Found:
        """Search.

        Args:
            text: The query as typed; never raises.
            typing: Whether the last word may be a beginning.
        """
        if not text.strip():
            return self._all
        query = self.query(text)
        if self._waiting is not None:
            return self._plainly(text, query, self._waiting.plain)
        result = self.searcher.search(query, typing=typing)
        lacking = [p.message.partition(";")[0] for p in result.problems if typing and p.unfinished]
        if not typing and text == self.beginning[0] and self.beginning[1]:
            lacking = [self.beginning[1]]
        wrong = [p.brief for p in result.problems if not (typing and p.unfinished)]
        found = Found(
            text, result.rows, result.ranked, result.bits, query.sort, query.group, result.vague, tuple(result.also),
            wrong[0] if wrong else "", lacking[0] if lacking else "", "; ".join(result.aside),
            ordered=query.root is None and not result.problems,
        )  # fmt: skip
        return self._grouped(found) if query.group in ("actor", "document") else found

    def _grouped(self, found: Found) -> Found:
        """A result in groups by name, for now without them where many records are read for these."""
        reading = self.searcher.divisions.reading(found.group, found.bits)
        if reading is None:
            return found
        told = f"groups come when {reading[0]:,} records are read"
        rows = found.rows.whole  # type: ignore[attr-defined]
        return replace(found, rows=rows, group="none", unfinished=found.unfinished or told, reading=reading[1])

    def undivided(self, found: Found, pane: str) -> str:
        """That the records of a pane are too many for the groups that were asked for; empty when they are not."""
        if found.group not in ("actor", "document"):
            return ""
        from kortui.search.grouped import MOST_GROUPED

        many = self.bits(found, pane).bit_count() > MOST_GROUPED
        return f"group:{found.group} is for {MOST_GROUPED:,} records at most" if many else ""

    def instead(self, found: Found) -> str:
        """What stands over records that a query with a fault finds, for they are not what was asked for; empty without one."""
        if not found.problem or self.waits:
            return ""
        return "Found by the rest of the search" if self.query(found.text) else "All records: none of the search is clear"

    def _plainly(self, text: str, query: Query, plain: Plain) -> Found:
        """What can be found before the index is there."""
        bits, whole = plain.find(query)
        left = "" if whole else "; parts that need it are left out"
        some = "" if plain.ready == len(self.library.events) else f"; {plain.ready:,} records looked through"
        return Found(text, RowSet(bits), RowSet(bits), bits, problem=f"{self.waits}{left}{some}")

    def light(self, text: str, *, typing: bool = False) -> Hits:
        """Finds in any text what a query is about, as code point ranges to light.

        Args:
            text: The query.
            typing: Whether its last word may be a beginning.
        """
        if not text.strip():
            return _nothing
        from kortui.search.highlight import find

        if self._lit[:2] != (text, typing):
            self._lit = (text, typing, self.searcher.wanted(self.query(text), typing=typing))
        found = self._lit[2]
        return lambda shown, title=False: find(shown, found, title=title) if found else ()

    def version(self, text: str, *, typing: bool = False) -> int:
        """A number for what `light` lights: the same for queries that light the same, 0 for those that light nothing.

        Args:
            text: The query.
            typing: Whether its last word may be a beginning.
        """
        self.light(text, typing=typing)
        wanted = self._lit[2] if text.strip() else None
        if not wanted:
            return 0
        number = self._versions.pop(wanted, 0)
        if not number:
            self._numbered += 1
            number = self._numbered
            if len(self._versions) >= _VERSIONS:
                del self._versions[next(iter(self._versions))]
        self._versions[wanted] = number
        return number

    def told(self, text: str, event: Event) -> Sequence[Spans]:
        """Where each sentence of a record tells the figures and the date that a query asks for, as `kortui.search.whys.told`.

        Args:
            text: The query.
            event: The record.
        """
        if ":" not in text:  # no field
            return ()
        from kortui.search.whys import told

        query = self.query(text)
        return told(event, query, self.searcher.roots(query))

    def chips(self, text: str) -> tuple[str, ...]:
        """The terms of a query, each as it reads."""
        return tuple(chip.text for chip in self.query(text).chips()) if text.strip() else ()

    def completions(self, text: str) -> tuple[str, ...]:
        """What the last word of a query could become; nothing for a word that may be a plain one."""
        from kortui.search.query import complete

        word = text.split()[-1] if text and not text[-1].isspace() else ""
        if (bare := word.lstrip("-(")).startswith("saved:"):
            from kortui.search.completing import candidates

            return tuple(one.text for one in candidates(bare, saved=self._saved()))
        return complete(text) if ":" in word or len(word) >= 3 else ()

    def best(self, found: Found, pane: str) -> int:
        """The row a search is most likely after in a pane; -1 when words decide nothing."""
        from kortui.search.syntax import Exact, Phrase, Word, leaves

        parts = leaves(self.query(found.text).root)
        if not any(isinstance(leaf, Word | Phrase | Exact) and not negated for leaf, negated in parts):
            return -1
        bits = self.bits(found, pane)
        return next((row for row in found.ranked if bits >> row & 1), -1) if bits else -1


def _nothing(text: str, title: bool = False) -> Spans:
    return ()
