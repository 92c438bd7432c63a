"""The searcher of a library: rows in order of display, the best first, how many are certain, and why a row matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kortui.edtf import Day
from kortui.model import Library
from kortui.records import dataclass
from kortui.rows import Rows, RowSet, rows_in
from kortui.search import syntax
from kortui.search.days import day_number
from kortui.search.evaluate import Context, Evaluation, Scope
from kortui.search.filters import joined_amounts, left_aside
from kortui.search.names import Names, names_of
from kortui.search.order import ordered
from kortui.search.phrases import Superseded
from kortui.search.postings import Postings, postings_of
from kortui.search.query import Problem, Query
from kortui.search.saved import resolve
from kortui.search.sequences import tiers
from kortui.search.tokens import Pattern

if TYPE_CHECKING:
    from kortui.search.divisions import Divisions
    from kortui.search.eras import Eras
    from kortui.search.highlight import Patterns
    from kortui.search.ordered import Order
    from kortui.search.whys import Why

__all__ = ["Result", "Searcher", "Superseded"]

_READABLE_OTHERWISE = re.compile(r"[12]\d{3}|amount:")
"""What a query holds that `kortui.search.otherwise` may know another meaning of."""

_REMEMBERED = 64
"""Results kept at most: going back through a search, or the panes asking again, costs nothing."""

_REMEMBERED_BYTES = 12_000_000
"""Memory for them: a result of a million events holds seven sets of 125 kB, its tiers among them."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query. A row is an index into `Library.events`.

    Attributes:
        rows: In order of display: by date, or as ``sort:`` says, within the groups of ``group:``.
        ranked: The same rows, best first: title hits, then hits in names, then in evidence; ties by date, then id.
        certain: How many rows certainly fulfil the query.
        vague: The rows that only may, their dates or figures being vague, as a bit set.
        also: Names searched besides the ones typed ("also searching Türkiye, 튀르키예").
        problems: What in the query could not be meant as written.
        bits: All rows as a bit set.
        aside: What a name in the query leaves aside of which people may think, in words.
    """

    rows: Rows
    ranked: Rows
    certain: int
    vague: int
    also: tuple[str, ...]
    problems: tuple[Problem, ...]
    bits: int
    aside: tuple[str, ...] = ()

    @property
    def possible(self) -> int:
        """How many rows only may fulfil the query; `certain` + `possible` rows in all."""
        return self.vague.bit_count()

    def __len__(self) -> int:
        return self.certain + self.possible


class Searcher:
    """Answers queries over one library.

    Args:
        library: The records.
        starred: Gives the ids of starred events, asked at each search for ``is:starred``.
        noted: Gives the ids of events with a note, asked at each search for ``is:noted``.
        saved: Saved searches by name, for ``saved:``.
        today: Reference day of ``is:future``. None, the default, keeps results independent of the clock: the dates a source
            plans, aims at, foresees or sets as a limit count then, whenever they are.
    """

    def __init__(
        self,
        library: Library,
        *,
        starred: Callable[[], Collection[str]] = tuple,
        noted: Callable[[], Collection[str]] = tuple,
        saved: Mapping[str, str] | None = None,
        today: Day | None = None,
    ) -> None:
        self.library = library
        self._starred = starred
        self._noted = noted
        self._saved = dict(saved or {})
        self._today = day_number(today, 0) if today else None
        self._results: dict[tuple[Query, bool, object], Result] = {}
        self._memo: dict[syntax.Field, tuple[int, int]] = {}
        self._kept: dict[tuple[str, Pattern], int] = {}

    @cached_property
    def postings(self) -> Postings:
        """The index; made in memory on the first search where there is none yet."""
        return postings_of(self.library)

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Names of publishers: a few of thousands of documents, whose labels take 50 ms to read of 20,000."""
        return frozenset(name for _, _, names in self.postings.labels for name in names)

    @cached_property
    def figured(self) -> int:
        """The rows that state a figure; of a million records they take 80 ms to gather."""
        return joined_amounts(self.postings, ())[1]

    @cached_property
    def eras(self) -> Eras:
        """Decades and years of the library."""
        from kortui.search.eras import Eras  # of groups alone

        return Eras(self.library)

    @cached_property
    def divisions(self) -> Divisions:
        """The ways to put results into groups."""
        from kortui.search.divisions import Divisions

        return Divisions(self.eras, self.postings)

    @cached_property
    def names(self) -> Names:
        """Names of the library's entities."""
        return names_of(self.library)

    def order(self, name: str) -> Order:
        """One of the orders of `kortui.search.order`."""
        from kortui.search.ordered import order_of  # of orders alone

        return order_of(self.postings, name)

    @property
    def saved(self) -> Mapping[str, str]:
        """Saved searches by name; giving others forgets the results of the old ones."""
        return self._saved

    @saved.setter
    def saved(self, texts: Mapping[str, str]) -> None:
        self._saved = dict(texts)
        self._results.clear()

    def context(self, query: Query, *, typing: bool = False, stop: Callable[[], bool] = lambda: False) -> Context:
        """What evaluating the query needs."""
        roots, _ = resolve(query, self._saved)
        return Context(
            self.postings, self.library, self.names, lambda: frozenset(self._starred()), self._today, roots,
            query.last_word if typing else None, stop, memo=self._memo, kept=self._kept, everything=self.everything.bits,
            noted=lambda: frozenset(self._noted()),
        )  # fmt: skip

    def search(self, query: Query, *, typing: bool = False, stop: Callable[[], bool] = lambda: False) -> Result:
        """Answer a query.

        Args:
            query: From `kortui.search.query.parse`.
            typing: Whether the last word may go on, since it is still being typed.
            stop: Whether a newer query has come; asked now and then in long work.

        Raises:
            Superseded: When `stop` said so; nothing is remembered of the search then.
        """
        uses_stars = any(_is_personal(leaf) for leaf, _ in syntax.leaves(query.root))
        key = (
            query,
            typing and query.last_word is not None,
            (frozenset(self._starred()), frozenset(self._noted())) if uses_stars else None,
        )
        found = self._results.pop(key, None)
        if found is None or found.problems != query.problems:
            found = self._answer(query, typing, stop)
            if len(self._results) >= max(4, min(_REMEMBERED, _REMEMBERED_BYTES // (self.postings.size + 1))):
                del self._results[next(iter(self._results))]
        self._results[key] = found
        return found

    def _answer(self, query: Query, typing: bool, stop: Callable[[], bool]) -> Result:
        context = self.context(query, typing=typing, stop=stop)
        sets = Evaluation(context).rows(query.root)
        _, problems = resolve(query, self._saved)
        ranked = tiers(self._tiers(query, context, sets.possible))
        undated = self.postings.get("fields", "is:undated")
        order = partial(ordered, self.order, undated=undated, name=query.sort, ranked=ranked)
        rows = self._grouped(query, sets.possible, order) if query.group else order(sets.possible)
        vague = sets.possible & ~sets.certain
        faults = (*query.problems, *problems, *self._unknown(query, context.typing))
        aside = [
            told
            for leaf, negated in syntax.leaves(query.root)
            if isinstance(leaf, syntax.Field) and not negated
            for told in left_aside(context, leaf)
        ]
        if sets.possible and not typing and _READABLE_OTHERWISE.search(query.text):
            from kortui.search.otherwise import told_otherwise  # of such queries alone

            aside += told_otherwise(self, query, sets.possible)
        return Result(
            rows, ranked, sets.certain.bit_count(), vague, tuple(context.also), faults, sets.possible, tuple(aside)
        )  # fmt: skip

    def _grouped(self, query: Query, bits: int, order: Callable[..., Rows]) -> Rows:
        """The rows in the groups that a query asks for; those of years in order of date are runs of them anyway."""
        from kortui.search.grouped import Grouped  # of groups alone

        divided = self.divisions.of(query.group, query.sort)
        return order(bits) if divided is None else Grouped(bits, divided, partial(order, part=True))

    def _unknown(self, query: Query, typing: syntax.Term | None) -> tuple[Problem, ...]:
        """What a query asks of this library for that nothing can be meant by."""
        if not any(isinstance(leaf, syntax.Field) and leaf.name == "country" for leaf, _ in syntax.leaves(query.root)):
            return ()
        from kortui.search.countries import unknown  # of countries alone

        return unknown(query, self.names, self.postings, typing)

    def _tiers(self, query: Query, context: Context, bits: int) -> list[int]:
        """The rows by fit: all words in the title; in title and names; any in the title; any in names; the rest."""
        wanted = (leaf for leaf, negated in syntax.leaves(query.root) if not negated)
        texts = [leaf for leaf in wanted if isinstance(leaf, syntax.Word | syntax.Phrase)]
        if not texts or not bits:
            return [bits]
        scopes: tuple[Scope, ...] = ("title", "named")
        sets = [Evaluation(context, scope).rows(query.root).possible for scope in scopes]
        if len(texts) > 1:
            anyhow = syntax.disjunction(list(texts), 0, 0)
            sets += [Evaluation(context, scope).rows(anyhow).possible for scope in scopes]
        found = []
        for tier in (*sets, -1):
            found.append(bits & tier)
            bits &= ~tier
        return found

    def documents(self, query: Query) -> tuple[str, ...]:
        """Ids of the documents that give evidence for the rows of a query, in order of id."""
        bits = self.search(query).bits
        return tuple(one for one in self.library.index.document if bits & self.postings.get("fields", f"doc:{one}"))

    def wanted(self, query: Query, *, typing: bool = False) -> Patterns:
        """What to light in texts for a query and the saved searches in it."""
        from kortui.search import highlight  # 2 ms that a plain list need not pay

        return highlight.patterns(query, self.library, names=self.names, typing=typing, roots=self.roots(query))

    def roots(self, query: Query) -> Mapping[str, syntax.Term | None]:
        """The saved searches that a query uses, see `kortui.search.saved.resolve`."""
        return resolve(query, self._saved)[0]

    def why(self, row: int, query: Query, *, typing: bool = False) -> Why:
        """The text that shows best why a row matches, see `kortui.search.whys.why`."""
        from kortui.search.whys import why

        return why(self, row, query, typing=typing)

    def rows_of(self, bits: int) -> list[int]:
        """A bit set as rows."""
        return list(rows_in(bits))

    @cached_property
    def everything(self) -> RowSet:
        """All rows."""
        return RowSet((1 << self.postings.size) - 1)


def _is_personal(leaf: syntax.Term) -> bool:
    """Whether a part of a query may ask for stars or notes."""
    if not isinstance(leaf, syntax.Field):
        return False
    personal = ("starred", "noted")
    return leaf.name == "saved" or (
        leaf.name == "is" and any(p.startswith(v.casefold()[:1]) for v in leaf.values for p in personal)
    )
