"""Who met whom: pairs in visits and meetings, with those who hold an office counted for their country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from kortui.model import Entity, Event, Library
from kortui.overview.tables import Column, Line, Table, empty, of_types
from kortui.overview.words import counted, names, year_span
from kortui.records import dataclass, field
from kortui.text import fold_text
from kortui.vocabulary import EntityKind, EventType

_MET: tuple[EventType, ...] = ("visit", "meeting")
_WHO: tuple[EntityKind, ...] = ("person", "organisation", "country")
_MOST_IN_ONE = 12
"""Actors of one record that are paired; a list of fifty members would give a thousand pairs that say nothing."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Met:
    """The records of a pair, and who else than the pair itself stood for its sides, by side, each with the records of it."""

    rows: list[int] = field(default_factory=list)
    sides: tuple[dict[str, set[int]], dict[str, set[int]]] = field(default_factory=lambda: ({}, {}))

    def through(self, library: Library) -> tuple[str, str]:
        """Who stood for the sides, for a column and as a clause; with in how many of the records where not in all."""
        people = self.sides[0] | self.sides[1]
        if not people:
            return "", ""
        whom, count, total = names(library, people), len(set().union(*people.values())), len(self.rows)
        if count == total:
            return whom, f"through {whom}"
        return f"{whom} ({count:,} of {total:,})", f"{'one' if count == 1 else f'{count:,}'} of them through {whom}"


def country_of(one: Entity, countries: Mapping[str, str]) -> str | None:
    """The country somebody meets for: their own when they hold an office, a country itself; None for firms and private people.

    Args:
        one: Who meets.
        countries: Ids of countries by ISO 3166-1 alpha-3 code.
    """
    if one.kind == "country":
        return one.id
    return countries.get(one.country or "") if one.kind == "person" and one.offices else None


def meetings(library: Library, rows: Sequence[int]) -> Table:
    """Who met whom: every pair in visits and meetings, the most frequent first.

    A president's visit counts for the pair of countries, and the president is named beside it, with how many of
    the pair's records are through them where not all are.
    """
    title = "Who met whom"
    columns = (
        Column("Who", 0, 10),
        Column("With whom", 0, 10),
        Column("Times", 0, 5, right=True),
        Column("Years", 1, 9),
        Column("How", 2, 12),
        Column("Through", 3, 12),
    )
    found = _pairs(library, of_types(library, rows, _MET))
    if not found:
        return empty(title, columns)
    name = library.index.name
    lines = []
    for pair in sorted(found, key=lambda p: (-len(found[p].rows), fold_text(name(p[0])), fold_text(name(p[1])))):
        met = found[pair]
        events = [library.events[row] for row in met.rows]
        kinds = Counter(event.type for event in events)
        how = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        sides = [",".join((one, *who)) for one, who in zip(pair, met.sides, strict=True)]
        query = f"who:{sides[0]} who:{sides[1]} type:{','.join(_MET)}" if len(events) > 1 else ""
        through, clause = met.through(library)
        cells = (name(pair[0]), name(pair[1]), f"{len(events):,}", year_span(events), how, through)
        often = f"{len(events):,} times" if len(events) > 1 else "once"
        said = f"{cells[0]} and {cells[1]}: {often}{f', {cells[3]}' if cells[3] else ''}; {how}"
        lines.append(Line(cells, met.rows[-1], query, said + (f"; {clause}" if clause else "")))
    first = lines[0].cells
    often = f"most often {first[0]} and {first[1]}, {first[2]} times" if int(first[2].replace(",", "")) > 1 else "each once"
    return Table(title, columns, tuple(lines), f"{counted(len(lines), 'pair')} in diplomatic visits and meetings; {often}")


def _pairs(library: Library, rows: Sequence[int]) -> dict[Pair, _Met]:
    """The records of each pair."""
    countries = {e.country: e.id for e in library.entities if e.kind == "country" and e.country}
    country: dict[str, str | None] = {}
    found: dict[Pair, _Met] = {}
    for row in rows:
        event = library.events[row]
        people = _who(library, event)
        for one in people:
            if one.id not in country:
                country[one.id] = country_of(one, countries)
        for a, b in combinations(people, 2):
            sides = (country[a.id] or a.id, country[b.id] or b.id)
            if sides[0] == sides[1]:  # of one country: the persons themselves met
                sides = (a.id, b.id)
                if "country" in (a.kind, b.kind):
                    continue
            _add(found, row, sides, (a.id, b.id))
    return found


def _add(found: dict[Pair, _Met], row: int, sides: Pair, people: Pair) -> None:
    if sides[0] > sides[1]:
        sides, people = (sides[1], sides[0]), (people[1], people[0])
    met = found.setdefault(sides, _Met())
    if row not in met.rows[-1:]:
        met.rows.append(row)
    for side, one, who in zip(sides, people, met.sides, strict=True):
        if one != side:
            who.setdefault(one, set()).add(row)


def _who(library: Library, event: Event) -> list[Entity]:
    """Who meets in an event; a body in which all sides sit is no side of its own."""
    acting = dict.fromkeys(a.id for a in event.actors if a.role != "other")
    met = [e for one in acting if (e := library.index.entity.get(one)) is not None and e.kind in _WHO]
    if sum(e.kind == "country" for e in met) > 1:
        met = [e for e in met if e.kind != "organisation" or e.country is not None]
    return sorted(met, key=lambda e: e.id)[:_MOST_IN_ONE]
