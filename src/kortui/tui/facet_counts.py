"""`FacetCounts`: the facets of a query as far as they are counted, in pieces, those in sight first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kortui.records import replace
from kortui.search import facets
from kortui.search.facets import Facet
from kortui.search.forward import FORWARD
from kortui.search.query import Query
from kortui.tui.finding import Finder

VALUES = 200
"""Values counted of a facet; the rest is for the search line."""

FIRST = 7
"""Values of each facet shown before something is typed, so that all facets stand on a page or two."""


class FacetCounts:
    """What there is of each facet.

    Args:
        finder: Search over the library.
        domain: Domain of the open pane, which is no choice then; empty where there is none.

    Attributes:
        names: The facets, in order.
        stale: Those whose counts are not of this query, or not there yet.
    """

    def __init__(self, finder: Finder, domain: str = "") -> None:
        self._finder = finder
        self._domain = domain
        self._asked: Query = finder.query("")
        self._counted: dict[str, Facet] = {}
        self._few: set[str] = set()
        self.names = tuple(name for name in facets.NAMES if not (domain and name == "domain"))
        self.stale = set(self.names)

    def ask(self, text: str) -> None:
        """Take up another query; the counts of the one before stay till there are new ones."""
        query = self._finder.query(text)
        self._asked = query.also(f"domain:{self._domain}") if self._domain else query
        self.stale = set(self.names)

    def facet(self, name: str) -> Facet:
        """A facet as last counted, without values when it never was."""
        return self._counted.get(name) or Facet(name, facets.LABELS[name], ())

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
        pieces = facets.facet(self._finder.searcher, asked, name, at_most=FIRST if few else VALUES)
        found = yield from pieces
        if asked is self._asked:
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
