"""Facets: what a result consists of, with counts that say what choosing a value would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest, nsmallest
from types import MappingProxyType
from typing import Literal
from weakref import WeakKeyDictionary

from kortui.model import Library
from kortui.records import dataclass
from kortui.rows import RowSet, bits_of
from kortui.search.fields import FIELDS
from kortui.search.index import Searcher
from kortui.search.names import names_of
from kortui.search.pieces import Pieces, whole
from kortui.search.postings import Postings, postings_of
from kortui.search.query import Query
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


_TOGETHER = 16
"""Values that are looked for whose rows are counted in a piece: 50 µs each."""

LABELS = {
    "domain": "Domain", "type": "Type", "actor": "Actor", "country": "Country", "place": "Place", "date": "Decade",
    "doc": "Document", "rel": "Relevance", "conflict": "Conflict", "is": "Property",
}  # fmt: skip
NAMES = tuple(LABELS)
"""The facets, in the order in which they are shown."""

_PROPERTIES = ("conflict", "uncertain", "reviewed", "single-source", "undated")
_CONFLICTS = {
    "value": "figures differ", "date": "dates differ", "refinement": "one is finer", "role": "parts differ",
    "derived-agreement": "they agree",
}  # fmt: skip


_KEPT = 8
"""Counts of a facet that are kept: of the result, of the one before, of everything, to which one comes back, and of what the
next keys may ask for."""

_Asked = tuple[int, Sequence[str], Mapping[str, int], "int | None"]


class _Counter:
    """Counts facet values of one library in sets of rows."""

    def __init__(self, library: Library, postings: Postings) -> None:
        self._library = library
        self._postings = postings
        self._kept: dict[str, list[tuple[_Asked, Facet]]] = {}
        """What was counted last of each facet, the newest first."""

        self._titles: dict[str, str] = {}

    def facet(
        self,
        name: str,
        bits: int,
        chosen: Sequence[str] = (),
        excluded: Mapping[str, int] = MappingProxyType({}),
        at_most: int | None = None,
    ) -> Pieces[Facet]:
        """One facet of a set of rows; values without any row are left out unless they are chosen or excluded.

        Args:
            name: One of `NAMES`.
            bits: The rows.
            chosen: Values the query asks for.
            excluded: Values it excludes, with what choosing them instead would give.
            at_most: Values; None is all.
        """
        asked = (bits, chosen, excluded, at_most)
        kept = self._kept.setdefault(name, [])
        found = self.counted(name, *asked)
        if found is None:  # a choice in one facet leaves the rows of most others as they were
            found = yield from self._counted(name, *asked)
        kept[:] = [(asked, found), *(one for one in kept if one[0] != asked)][:_KEPT]
        return found

    def counted(
        self, name: str, bits: int, chosen: Sequence[str], excluded: Mapping[str, int], at_most: int | None
    ) -> Facet | None:
        """The same as it was counted before; None when it was not, or too long ago."""
        asked = (bits, chosen, excluded, at_most)
        return next((facet for known, facet in self._kept.get(name, ()) if known == asked), None)

    def _counted(
        self, name: str, bits: int, chosen: Sequence[str], excluded: Mapping[str, int], at_most: int | None
    ) -> Pieces[Facet]:
        counts = dict((yield from self._counts(name, bits, at_most)))
        yield
        counts |= {value: count for value, count in excluded.items() if value in counts or self._known(name, value)}
        named = [value for value in (*chosen, *excluded) if value in counts or self._known(name, value)]
        for value in named:
            if value not in counts:
                counts[value] = (bits & self._postings.get("fields", f"{name}:{value}")).bit_count()
        kept = [value for value, count in counts.items() if count or value in named]
        if at_most is not None and len(kept) > at_most and name != "date":  # naming a value takes longer than counting it
            yield
            least = nlargest(at_most, map(counts.__getitem__, kept))[-1]
            yield
            more = [value for value in kept if counts[value] > least]
            yield
            kept = more + nsmallest(at_most - len(more), (value for value in kept if counts[value] == least))
        kept += [value for value in dict.fromkeys(named) if value not in kept]
        values: list[FacetValue] = []
        for value in kept:
            state: State = "chosen" if value in chosen else "excluded" if value in excluded else ""
            values.append(FacetValue(value, self.label(name, value), counts[value], state))
            yield
        if name != "date":
            values.sort(key=lambda v: (-v.count, v.value))
        elif at_most is not None:
            values = values[:at_most]
        return Facet(name, LABELS[name], tuple(values))

    def _known(self, name: str, value: str) -> bool:
        """Whether a value that a query names is one that is counted."""
        return bool(self._postings.get("fields", f"{name}:{value}"))

    def _counts(self, name: str, bits: int, at_most: int | None) -> Pieces[Sequence[tuple[str, int]]]:
        """The values of a facet with how many of the rows have them."""
        postings, found = self._postings, []
        if name == "is":
            for value in _PROPERTIES:
                found.append((value, (bits & postings.get("fields", f"is:{value}")).bit_count()))
                yield
            return found
        if name == "date":
            for value, rows in postings.decades:
                found.append((value, (bits & rows).bit_count()))
                yield
            return [*found, ("none", (bits & postings.get("fields", "is:undated")).bit_count())]
        return (yield from postings.counting(name, bits, at_most))

    def label(self, name: str, value: str) -> str:
        """What a value of a facet is called."""
        label: Callable[[str], str] = {
            "domain": lambda v: next((full for domain, (full, _) in DOMAIN_LABELS.items() if domain == v), v),
            "actor": self._library.index.name,
            "place": self._library.index.name,
            "country": lambda v: next((e.name for e in names_of(self._library).coded(v)), v),
            "doc": self._title,
            "date": lambda v: "undated" if v == "none" else v,
            "conflict": lambda v: _CONFLICTS.get(v, v),
            "is": lambda v: "sources disagree" if v == "conflict" else v,
        }.get(name, lambda v: v)
        return label(value)

    def _title(self, document: str) -> str:
        """Title of a document, of a digest its original's as everywhere else."""
        title = self._titles.get(document)
        if title is None:
            known = self._library.index.document.get(document)
            title = self._titles[document] = (known.digest_of or known).title if known else document
        return title


_COUNTERS: WeakKeyDictionary[Searcher, _Counter] = WeakKeyDictionary()
"""What counts the facets of each searcher, with what it has counted last."""


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
    return tuple(whole(counter.facet(name, bits, at_most=at_most)) for name in NAMES)


def live(searcher: Searcher, query: Query, *, typing: bool = False, at_most: int | None = None) -> tuple[Facet, ...]:
    """The facets of a query with the choices it has made, all at once; arguments as of `facet`."""
    return tuple(whole(facet(searcher, query, name, typing=typing, at_most=at_most)) for name in NAMES)


def _counter_of(searcher: Searcher) -> _Counter:
    counter = _COUNTERS.get(searcher)
    if counter is None:
        counter = _COUNTERS[searcher] = _Counter(searcher.library, searcher.postings)
    return counter


def counted(searcher: Searcher, query: Query, name: str, *, at_most: int | None = None) -> Facet | None:
    """One facet of a query as it was counted before; None when it was not, or where the query makes a choice in it.

    Arguments as of `facet`.
    """
    if query.values(name) or query.values(name, negated=True):
        return None
    return _counter_of(searcher).counted(name, searcher.search(query).bits, (), {}, at_most)


def facet(searcher: Searcher, query: Query, name: str, *, typing: bool = False, at_most: int | None = None) -> Pieces[Facet]:
    """One facet of a query with the choices it has made, counted in pieces.

    Its counts follow every part of the query but the facet's own choices: beside a chosen value the others show what choosing
    them too would add, and all show what is left of them by what is excluded. An excluded one shows what choosing it instead
    would give.

    Args:
        searcher: Of the library.
        query: The query.
        name: One of `NAMES`.
        typing: Whether the query's last word may go on.
        at_most: Values; None is all. The ones the query names come besides.
    """
    chosen = query.values(name)
    others = query.without_choices(name) if chosen else query
    bits = searcher.search(others, typing=typing and others is query).bits
    yield
    excluded = {}
    for value in query.values(name, negated=True):
        excluded[value] = len(searcher.search(others.with_value(name, value)))
        yield
    return (yield from _counter_of(searcher).facet(name, bits, chosen, excluded, at_most))


def some(searcher: Searcher, query: Query, name: str, values: Sequence[str]) -> Pieces[tuple[FacetValue, ...]]:
    """Some values of a facet that the query makes no choice of, counted as by `facet`; those without any row are left out."""
    others = query.without_choices(name) if query.values(name) else query
    bits = searcher.search(others).bits
    counter, found = _counter_of(searcher), []
    for start in range(0, len(values), _TOGETHER):
        yield
        asked = values[start : start + _TOGETHER]
        counts = searcher.postings.of_values(name, asked, bits)
        found += [FacetValue(v, counter.label(name, v), count) for v, count in zip(asked, counts, strict=True) if count]
    return tuple(found)


assert set(LABELS) <= set(FIELDS)
