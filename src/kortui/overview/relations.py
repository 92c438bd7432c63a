"""Whom an entity deals with: everybody who stands in its records, how often and in what, to a depth of one or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kortui.model import Event, Library
from kortui.overview.words import counted, year_span
from kortui.records import dataclass
from kortui.text import fold_text

MOST_RECORDS = 5_000
"""Records of an entity looked at, the latest; all of them would be felt in a library of 100,000."""

BRANCHES = 12
"""Partners of the first depth that are followed to the second."""

BESIDE = "named beside only"
"""What is counted where an event is no dealing of the two."""

TWIGS = 5
"""Partners listed of each of them."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One entity beside another.

    Attributes:
        other: Id of the entity.
        of: Id of the entity it is beside.
        rows: Rows of the events both stand in.
        kinds: Types of these events with their counts, the most frequent first; `BESIDE` where one of the two has no part of
            its own in the event and only stands in it, as an enemy does in the aid given against it.
        span: From when to when they are.
        depth: 1 beside the centre, 2 beside one of those.
        among: How many records were looked at where these are but the latest of `of`; else 0.
    """

    other: str
    of: str
    rows: tuple[int, ...]
    kinds: tuple[tuple[str, int], ...]
    span: str = ""
    depth: int = 1
    among: int = 0

    @property
    def count(self) -> str:
        """How many records both stand in, and of how many where not all were looked at: ``812 of the latest 5,000 records``."""
        return f"{len(self.rows):,} of the latest {self.among:,} records" if self.among else counted(len(self.rows), "record")

    @property
    def words(self) -> str:
        """The kinds in words: ``visit 3, agreement 2``; what is no dealing of the two stands last."""
        return ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds, key=lambda one: one[0] == BESIDE))


def rows_of(library: Library, entity: str) -> Sequence[int]:
    """Rows of an entity's events, the latest `MOST_RECORDS`."""
    rows: Sequence[int] = library.index.rows_of_entity.get(entity, ())
    return rows[-MOST_RECORDS:]


def relations(library: Library, entity: str, *, depth: int = 1, without: Iterable[str] = ()) -> list[Relation]:
    """Who stands in the records of an entity, the most frequent first.

    Args:
        library: The database.
        entity: Id of the entity.
        depth: What the relations are marked with.
        without: Entities left out.
    """
    left_out = {entity, *without}
    every, rows = len(library.index.rows_of_entity.get(entity, ())), rows_of(library, entity)
    among = len(rows) if len(rows) < every else 0
    together: dict[str, list[int]] = {}
    for row in rows:
        event = library.events[row]
        for other in dict.fromkeys([*(a.id for a in event.actors), *event.places]):
            if other not in left_out:
                together.setdefault(other, []).append(row)
    order = sorted(together, key=lambda one: (-len(together[one]), fold_text(library.index.name(one))))
    found = []
    for other in order:
        counts = Counter(_dealing(library.events[row], entity, other) for row in together[other])
        kinds = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        span = year_span([library.events[row] for row in together[other]])
        found.append(Relation(other, entity, tuple(together[other]), kinds, span, depth, among))
    return found


def _dealing(event: Event, one: str, other: str) -> str:
    """The event's type where both have a part in it, else `BESIDE`."""
    roles = {actor.id: actor.role for actor in event.actors}
    return BESIDE if "other" in (roles.get(one), roles.get(other)) else event.type


def graph(library: Library, entity: str, depth: int) -> list[Relation]:
    """The relations of an entity, each followed by its own when the depth is two.

    Args:
        library: The database.
        entity: The centre.
        depth: 1 or 2.
    """
    found: list[Relation] = []
    for number, relation in enumerate(relations(library, entity)):
        found.append(relation)
        if depth > 1 and number < BRANCHES:
            found += relations(library, relation.other, depth=2, without=[entity])[:TWIGS]
    return found


def sentence(library: Library, entity: str, known: Sequence[Relation] | None = None) -> str:
    """How many partners in how many records, and who the first are.

    Args:
        library: The database.
        entity: Id of the entity.
        known: Its relations, where they were looked for already.
    """
    found = relations(library, entity) if known is None else known
    rows = rows_of(library, entity)
    if not found:
        return "no record names it beside anybody else" if rows else "no record names it among those who act"
    first = ", ".join(f"{library.index.name(r.other)} ({len(r.rows):,})" for r in found[:3])
    span = year_span([library.events[row] for row in rows])
    latest = f" (the latest {MOST_RECORDS:,})" if len(library.index.rows_of_entity.get(entity, ())) > MOST_RECORDS else ""
    records = f"{counted(len(rows), 'record')}{latest}{f', {span}' if span else ''}"
    return f"beside {counted(len(found), 'other')} in {records}: {first}"
