"""`FacetCounts`: the facets of a query as far as they are counted, in pieces, those in sight first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import nsmallest
from weakref import WeakKeyDictionary

from kortui.records import replace
from kortui.search import facets
from kortui.search.facets import Facet, FacetValue
from kortui.search.forward import FORWARD
from kortui.search.index import Searcher
from kortui.search.pieces import Pieces
from kortui.search.query import Query
from kortui.search.tokens import tokens
from kortui.text import is_choseong
from kortui.tui.finding import Finder
from kortui.tui.typed import Typed

VALUES = 200
"""Values counted of a facet with very many, those with the most records; others are counted when they are looked for."""

SOUGHT = 40
"""Values counted that are looked for besides: some 50 µs each in a database of 100,000 records."""

AHEAD = 400
"""Values with very many records that are counted ahead, for letters that may look for them."""

_PIECE = 4_000
"""Names gone through in a piece: half a millisecond."""

_ENTITIES = ("actor", "place")
"""Facets whose values are entities."""

FIRST = 7
"""Values of each facet shown before something is typed, so that all facets stand on a page or two."""


_CALLED: WeakKeyDictionary[Searcher, dict[str, list[tuple[str, str]]]] = WeakKeyDictionary()
"""Of facets with very many values each value with the tokens of all its names: 0.6 MB for 2,000 documents and 4,000 actors,
which take 50 ms, and so are kept for every panel."""


def _most(name: str, *, few: bool) -> int | None:
    """How many values of a facet are counted."""
    return FIRST if few else VALUES if name in FORWARD else None


class FacetCounts:
    """What there is of each facet.

    Args:
        finder: Search over the library.
        domain: Domain of the open pane, which is no choice then; empty where there is none.

    Attributes:
        names: The facets, in order.
        stale: Those whose counts are not of this query, or not there yet.
        found: Of facets with very many values those besides that `seek` found last.
    """

    def __init__(self, finder: Finder, domain: str = "") -> None:
        self._finder = finder
        self._domain = domain
        self._asked: Query = finder.query("")
        self._counted: dict[str, Facet] = {}
        self._sought: tuple[Query | None, str] = (None, "")
        self.found: dict[str, tuple[FacetValue, ...]] = {}
        self._few: set[str] = set()
        self._ahead: dict[str, dict[str, FacetValue | None]] = {}
        """Of facets with very many values those that were counted ahead, with and without records, by value."""

        self.names = tuple(name for name in facets.NAMES if not (domain and name == "domain"))
        self.stale = set(self.names)

    def ask(self, text: str) -> None:
        """Take up another query; the counts of the one before stay till there are new ones."""
        self._asked = self._in_domain(text)
        self.stale = set(self.names)
        self._ahead = {}

    def _in_domain(self, text: str) -> Query:
        query = self._finder.query(text)
        return query.also(f"domain:{self._domain}") if self._domain else query

    def facet(self, name: str) -> Facet:
        """A facet as last counted, without values when it never was."""
        return self._counted.get(name) or Facet(name, facets.LABELS[name], ())

    def other_names(self, name: str, value: str) -> tuple[str, ...]:
        """By what else people may look for a value: the other names of an actor, a place or a country, in any script.

        Args:
            name: The facet.
            value: As written in a query.
        """
        searcher = self._finder.searcher
        if name in _ENTITIES:
            entity = searcher.library.index.entity.get(value)
            return entity.aliases if entity is not None else ()
        if name == "country":
            return tuple(other for entity in searcher.names.coded(value) for other in entity.aliases)
        return ()

    def lacking(self, names: Collection[str], *, all_values: bool) -> str:
        """The first of some facets that is still to be counted, empty when none is.

        Args:
            names: The facets.
            all_values: Whether the first values do not do.
        """
        return next((n for n in names if n in self.stale or (all_values and n in self._few)), "")

    def count(self, name: str, *, all_values: bool) -> Iterator[None]:
        """Count a facet; nothing is taken over when another query is asked meanwhile."""
        asked = self._asked
        few = name in FORWARD and not all_values  # of the others all values are counted anyway
        pieces = facets.facet(self._finder.searcher, asked, name, at_most=_most(name, few=few))
        found = yield from pieces
        if asked is self._asked:
            self._taken(name, found, few=few)

    def foresee(self, text: str, names: Collection[str]) -> Iterator[None]:
        """Count facets of a query that may be asked next, in pieces; `count` then finds them counted.

        Args:
            text: The query.
            names: The facets.
        """
        query = self._in_domain(text)
        for name in names:
            yield from facets.facet(self._finder.searcher, query, name, at_most=_most(name, few=name in FORWARD))

    def prepare(self) -> Iterator[None]:
        """Count the facets of everything in pieces, for `take` when a panel is opened."""
        self.ask("")
        for name in self.names:
            yield from self.count(name, all_values=False)
            yield

    def take(self) -> None:
        """Take over what was counted of this query before."""
        for name in self.names:
            few = name in FORWARD
            found = facets.counted(self._finder.searcher, self._asked, name, at_most=_most(name, few=few))
            if found is not None:
                self._taken(name, found, few=few)

    @property
    def _many(self) -> list[str]:
        """The facets that have more values than are counted."""
        return [name for name in self.names if name in FORWARD and len(self.facet(name).values) >= VALUES]

    @property
    def _called(self) -> dict[str, list[tuple[str, str]]]:
        return _CALLED.setdefault(self._finder.searcher, {})

    @property
    def unnamed(self) -> bool:
        """Whether `seek` would have to gather names first."""
        return any(name not in self._called for name in self._many)

    def gather_names(self) -> Iterator[None]:
        """Gather in pieces the names that `seek` looks through."""
        for name in self._many:
            if name not in self._called:
                alike = next((other for other in _ENTITIES if other in self._called), "") if name in _ENTITIES else ""
                self._called[name] = self._called[alike] if alike else (yield from self._names(name))

    @property
    def uncounted(self) -> bool:
        """Whether `count_ahead` has not counted what letters may look for."""
        return any(name not in self._ahead for name in self._many)

    def count_ahead(self) -> Pieces[None]:
        """Count in pieces the values with very many records that are not listed, 0.2 ms each of a million records."""
        for name in self._many:
            asked, known = self._asked, {one.value for one in self.facet(name).values}
            frequent = yield from self._finder.searcher.postings.frequent(name)
            values = [value for value in frequent if value not in known][:AHEAD]
            found = yield from facets.some(self._finder.searcher, asked, name, values)
            if asked is self._asked:
                self._ahead[name] = dict.fromkeys(values) | {one.value: one for one in found}

    def seeks(self, text: str) -> bool:
        """Whether values that are called so may be lacking, and were not looked for."""
        return bool(self._many) and (self._asked, text) != self._sought

    def seek(self, text: str) -> Iterator[None]:
        """Look for values that are called so and are not among those counted, in pieces.

        Args:
            text: Parts of names.
        """
        asked, found = self._asked, dict[str, tuple[FacetValue, ...]]()
        words = [word for part in text.split() for word in ([part] if is_choseong(part) else tokens(part))]
        typed = [Typed(word) for word in words]
        piece = _PIECE // 20 if any(word.costs for word in typed) else _PIECE
        if words:
            yield from self.gather_names()
        for name in self._many if words else ():
            known = {one.value for one in self.facet(name).values}
            fitting: list[tuple[int, int, str]] = []
            called, first = self._called[name], typed[0] if typed[0].costs else Typed(f" {words[0]}")
            for start in range(0, len(called), piece):
                some = called[start : start + piece]
                for word in typed:
                    some = [one for one in some if (word.find(one[1]) >= 0 if word.costs else word.folded in one[1])]
                fitting += ((first.find(names) % len(names), len(names), value) for value, names in some if value not in known)
                yield
            best = [value for *_, value in nsmallest(SOUGHT, fitting)]  # a name that has no word beginning so comes last
            ahead = self._ahead.get(name, {})
            rest = yield from facets.some(self._finder.searcher, asked, name, [value for value in best if value not in ahead])
            by_value = ahead | {one.value: one for one in rest}
            found[name] = tuple(one for value in best if (one := by_value.get(value)) is not None)
        self._sought, self.found = (asked, text), found

    def _names(self, name: str) -> Pieces[list[tuple[str, str]]]:
        """The values of a facet with very many, each with the tokens of all its names behind blanks."""
        searcher, found = self._finder.searcher, list[tuple[str, str]]()
        if name in _ENTITIES:
            for number, (value, keys) in enumerate(zip(searcher.library.index.entity, searcher.names.keys, strict=True)):
                found.append((value, " " + " ".join(token for key in keys for token in key)))
                if not number % (_PIECE // 2):
                    yield
            return found
        for number, (value, titles, _) in enumerate(searcher.postings.labels):
            found.append((value, " " + " ".join(tokens(" ".join(titles)))))
            if not number % (_PIECE // 40):
                yield
        return found

    def _taken(self, name: str, found: Facet, *, few: bool) -> None:
        self._counted[name] = found
        self.stale.discard(name)
        (self._few.add if few and len(found.values) >= FIRST else self._few.discard)(name)

    def mark(self, query: Query, name: str, value: str) -> facets.State:
        """Mark a value as a query has it, and give its state."""
        state: facets.State = (
            "excluded" if value in query.values(name, negated=True) else "chosen" if value in query.values(name) else ""
        )
        facet = self.facet(name)
        values = tuple(replace(one, state=state) if one.value == value else one for one in facet.values)
        self._counted[name] = replace(facet, values=values)
        return state
