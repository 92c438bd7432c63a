"""The library under one query: what is found, what to light, how much each pane holds.

The search machinery is imported and its index built when something is first looked for; the first frame needs neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from kortui.model import Library
from kortui.tui.panes import PANES

if TYPE_CHECKING:
    from kortui.search.index import Searcher
    from kortui.search.query import Query


@dataclass(frozen=True)
class Found:
    """What a query found.

    Attributes:
        text: The query.
        rows: Rows in order of date, or as the query sorts.
        ranked: The same, best match first.
        possible: How many are only possible matches.
        also: Other names searched along.
        problem: What is wrong with the query, empty when nothing is.
    """

    text: str
    rows: Sequence[int]
    ranked: Sequence[int]
    possible: int = 0
    also: tuple[str, ...] = ()
    problem: str = ""


class Finder:
    """One library being searched."""

    def __init__(self, library: Library, starred: Callable[[], Collection[str]] = frozenset) -> None:
        self.library = library
        self._starred = starred
        self._query: tuple[str, Query | None] = ("", None)

    @cached_property
    def searcher(self) -> Searcher:
        """The index, built on first use."""
        from kortui.search.index import Searcher

        return Searcher(self.library, starred=self._starred)

    def parsed(self, text: str) -> Query | None:
        """The query of a text; None when it is empty."""
        if not text.strip():
            return None
        if self._query[0] != text:
            from kortui.search.query import parse

            self._query = (text, parse(text))
        return self._query[1]

    def query(self, text: str) -> Query:
        """The query of a text, also of the empty one."""
        from kortui.search.query import parse

        return parse(text)

    def find(self, text: str, *, typing: bool = False) -> Found:
        """Search.

        Args:
            text: The query as typed; never raises.
            typing: Whether the last word may be a beginning.
        """
        query = self.parsed(text)
        if query is None or not (query or query.sort):
            everything = range(len(self.library.events))
            return Found("", everything, everything)
        result = self.searcher.search(query, typing=typing)
        problem = ""
        if query.problems:
            first = query.problems[0]
            problem = first.message + (f"; did you mean {first.suggestion}?" if first.suggestion else "")
        return Found(text, result.rows, result.ranked, result.possible, tuple(result.also), problem)

    def hits(self, text: str, query: str) -> Sequence[tuple[int, int]]:
        """What of a text the query found, as code point ranges."""
        parsed = self.parsed(query)
        if parsed is None:
            return ()
        from kortui.search.highlight import spans

        return spans(text, parsed, self.library)

    def chips(self, text: str) -> tuple[str, ...]:
        """The terms of a query, each as it reads."""
        query = self.parsed(text)
        return tuple(chip.text for chip in query.chips()) if query else ()

    @cached_property
    def _masks(self) -> dict[str, bytes]:
        return {p.id: bytes(p.domain in e.domains for e in self.library.events) for p in PANES if p.domain}

    @lru_cache(maxsize=16)  # noqa: B019 - a finder lives as long as the app
    def _share(self, found: Found, pane: str) -> Sequence[int]:
        mask = self._masks.get(pane)
        return found.rows if mask is None else list(compress(found.rows, map(mask.__getitem__, found.rows)))

    def share(self, found: Found, pane: str) -> Sequence[int]:
        """The rows of a result that a pane holds, in order."""
        return self._share(found, pane)

    def documents(self, found: Found) -> list[tuple[int, int]]:
        """Documents that stand behind a result: index and number of records, all documents for the empty query."""
        index = {d.id: n for n, d in enumerate(self.library.documents)}
        counts = [0] * len(index)
        for row in found.rows:
            for document in {e.document for e in self.library.events[row].evidence}:
                if document in index:
                    counts[index[document]] += 1
        return [(n, count) for n, count in enumerate(counts) if count or not found.text]
