"""The lines of the panel of facets: their values under a heading each, with marks for those that a query has switched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kortui.records import replace
from kortui.search.facets import Facet
from kortui.tui.facet_counts import FIRST, FacetCounts
from kortui.tui.glyphs import glyphs
from kortui.tui.screens.chooser import Entry

MARKS = {"": "    ", "chosen": "[+] ", "excluded": "[-] "}
"""What stands before a value, by its state in the query."""


class FacetLines:
    """Lines of facets as last counted; those of a facet that has not changed are kept: a thousand values take 5 ms.

    Args:
        counts: What is counted.
    """

    def __init__(self, counts: FacetCounts) -> None:
        self._counts = counts
        self._kept: dict[str, tuple[Facet, str, tuple[Entry, ...]]] = {}

    def entries(self) -> tuple[Entry, ...]:
        """All values there are; of a facet that was never counted a line that says so."""
        found: list[Entry] = []
        for name in self._counts.names:
            facet = self._counts.facet(name)
            label = f"{facet.label} {glyphs.ellipsis}" if name in self._counts.stale else facet.label
            kept = self._kept.get(name)
            if kept is None or kept[0] is not facet or kept[1] != label:
                kept = self._kept[name] = (facet, label, tuple(self._lines(facet, label)))
            found += kept[2]
            if typed := self._counts.found.get(name, ()):
                known = {one.value for one in facet.values}
                besides = tuple(one for one in typed if one.value not in known)
                found += self._lines(replace(facet, values=besides), label)
            if name in self._counts.stale and not facet.values:
                found.append(Entry(glyphs.ellipsis, (name, ""), "", name, label, within=label))
        return tuple(found)

    def _lines(self, facet: Facet, label: str) -> Iterator[Entry]:
        """The values of a facet under a heading; they are found by every name they have, in any script."""
        name = facet.name
        for v in facet.values:
            known = " ".join((name, *self._counts.other_names(name, v.value)))
            yield Entry(v.label, (name, v.value), f"{v.count:,}", known, label, MARKS[v.state], within=label)


def first_of(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The first values of each facet and the ones in force, which are listed while nothing is typed."""
    kept, of_group = [], 0
    for number, entry in enumerate(entries):
        of_group = of_group + 1 if number and entries[number - 1].group == entry.group else 1
        if of_group <= FIRST or entry.mark != MARKS[""] or entry.value[0] == "date":
            kept.append(entry)
    return tuple(kept)
