"""Facets: what a result consists of, with counts that say what choosing a value would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from typing import Literal
from weakref import WeakKeyDictionary

from kortui.model import Library
from kortui.records import dataclass
from kortui.search.fields import FIELDS
from kortui.search.index import Searcher
from kortui.search.postings import Postings, postings_of
from kortui.search.query import Query
from kortui.search.rows import RowSet, bits_of
from kortui.vocabulary import DOMAIN_LABELS

State = Literal["", "chosen", "excluded"]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet.

    Attributes:
        value: As written in a query, for `Query.toggled`.
        label: For people.
        count: Events that have it among those counted.
        state: Whether the query asks for it or excludes it.
    """

    value: str
    label: str
    count: int
    state: State = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which a result can be divided.

    Attributes:
        name: Field of the query language.
        label: For people.
        values: Most frequent first; decades by date.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]


_LABELS = {
    "domain": "Domain", "type": "Type", "actor": "Actor", "country": "Country", "date": "Decade", "doc": "Document",
    "rel": "Relevance", "conflict": "Conflict", "is": "Property",
}  # fmt: skip
_PROPERTIES = ("conflict", "uncertain", "reviewed", "single-source", "undated")
_CONFLICTS = {
    "value": "figures differ", "date": "dates differ", "refinement": "one is finer", "role": "parts differ",
    "derived-agreement": "they agree",
}  # fmt: skip


class _Counter:
    """Counts facet values of one library in sets of rows."""

    def __init__(self, library: Library, postings: Postings) -> None:
        self._library = library
        self._postings = postings
        self._last: dict[str, tuple[tuple[int, Sequence[str], Sequence[str], int | None], Facet]] = {}
        self._countries = {e.country: e.name for e in library.entities if e.kind == "country" and e.country}

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Titles of documents, of a digest its original's as everywhere else, without reading the documents."""
        return {document: titles[-1] for document, titles, _ in self._postings.labels if len(titles) > 1}

    def facet(self, name: str, bits: int, query: Query | None = None, at_most: int | None = None) -> Facet:
        """One facet of a set of rows; values without any row are left out unless the query names them."""
        chosen = query.values(name) if query else ()
        excluded = query.values(name, negated=True) if query else ()
        asked = (bits, chosen, excluded, at_most)
        kept = self._last.get(name)
        if kept is None or kept[0] != asked:  # a choice in one facet leaves the rows of most others as they were
            kept = self._last[name] = (asked, self._counted(name, *asked))
        return kept[1]

    def _counted(self, name: str, bits: int, chosen: Sequence[str], excluded: Sequence[str], at_most: int | None) -> Facet:
        values = []
        counts = self._counts(name, bits, None if chosen or excluded else at_most)
        if name != "date" and at_most is not None and len(counts) > 2 * at_most:  # naming a value takes longer than counting it
            least = nlargest(at_most, (count for _, count in counts))[-1]
            counts = [(value, count) for value, count in counts if count >= least or value in chosen or value in excluded]
        for value, count in counts:
            state: State = "chosen" if value in chosen else "excluded" if value in excluded else ""
            if count or state:
                values.append(FacetValue(value, self._label(name, value), count, state))
        if name != "date":
            values.sort(key=lambda v: (-v.count, v.label.casefold()))
        return Facet(name, _LABELS[name], tuple(values[:at_most]))

    def _counts(self, name: str, bits: int, at_most: int | None) -> Sequence[tuple[str, int]]:
        """The values of a facet with how many of the rows have them."""
        postings = self._postings
        if name == "is":
            return [(value, (bits & postings.get("fields", f"is:{value}")).bit_count()) for value in _PROPERTIES]
        if name == "date":
            decades = [(value, (bits & rows).bit_count()) for value, rows in postings.decades]
            return [*decades, ("none", (bits & postings.get("fields", "is:undated")).bit_count())]
        return postings.counts(name, bits, at_most)

    def _label(self, name: str, value: str) -> str:
        label: Callable[[str], str] = {
            "domain": lambda v: next((full for domain, (full, _) in DOMAIN_LABELS.items() if domain == v), v),
            "actor": self._library.index.name,
            "country": lambda v: self._countries.get(v, v),
            "doc": lambda v: self._titles.get(v, v),
            "date": lambda v: "undated" if v == "none" else v,
            "conflict": lambda v: _CONFLICTS.get(v, v),
            "is": lambda v: "sources disagree" if v == "conflict" else v,
        }.get(name, lambda v: v)
        return label(value)


_COUNTERS: WeakKeyDictionary[Searcher, _Counter] = WeakKeyDictionary()
"""What each searcher's facets are called, which takes reading all its entities."""


def count(library: Library, rows: Sequence[int], *, at_most: int | None = None) -> tuple[Facet, ...]:
    """The facets of some rows.

    Args:
        library: The records.
        rows: A result's rows, or any others.
        at_most: Values per facet; None is all.
    """
    postings = postings_of(library)
    bits = rows.bits if isinstance(rows, RowSet) else bits_of(rows, postings.size)
    counter = _Counter(library, postings)
    return tuple(counter.facet(name, bits, at_most=at_most) for name in _LABELS)


def live(searcher: Searcher, query: Query, *, typing: bool = False, at_most: int | None = None) -> tuple[Facet, ...]:
    """The facets of a query with the choices it has made, all at once; arguments as of `one_by_one`."""
    return tuple(one_by_one(searcher, query, typing=typing, at_most=at_most))


def one_by_one(searcher: Searcher, query: Query, *, typing: bool = False, at_most: int | None = None) -> Iterator[Facet]:
    """The facets of a query with the choices it has made, each counted when it is asked for.

    The counts of a facet follow every other part of the query but the facet's own choices: beside a chosen value the others
    show what choosing them too would add.

    Args:
        searcher: Of the library.
        query: The query.
        typing: Whether its last word may go on.
        at_most: Values per facet; None is all.
    """
    counter = _COUNTERS.get(searcher)
    if counter is None:
        counter = _COUNTERS[searcher] = _Counter(searcher.library, searcher.postings)
    for name in _LABELS:
        others = query.without_field(name) if query.values(name) or query.values(name, negated=True) else query
        bits = searcher.search(others, typing=typing and others is query).bits
        yield counter.facet(name, bits, query, at_most)


assert set(_LABELS) <= set(FIELDS)
