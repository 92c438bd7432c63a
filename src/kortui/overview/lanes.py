"""Events on lanes: the life lines of programmes and firms, people, and the kinds of diplomatic contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kortui.model import Library
from kortui.overview import thinning
from kortui.overview.words import counted, year_span
from kortui.records import dataclass
from kortui.vocabulary import EntityKind, EventType, Stage

STAGES: Mapping[Stage, str] = {
    "reported": "r", "selected": "s", "mou": "m", "ordered": "o", "licensed": "l", "delivering": "d", "delivered": "D",
    "cancelled": "x",
}  # fmt: skip
"""SIPRI stages as letters on a life line."""

DIPLOMACY: tuple[tuple[str, tuple[EventType, ...]], ...] = (
    ("Recognition, founding", ("recognition", "establishment")),
    ("Agreements, alliances", ("agreement", "alliance", "membership")),
    ("Visits", ("visit",)),
    ("Meetings, fairs", ("meeting", "exhibition")),
    ("Positions", ("statement", "pledge", "policy", "target")),
    ("Aid, troops, war", ("aid", "deployment", "withdrawal", "conflict", "casualties")),
    ("Anniversaries", ("anniversary",)),
)
"""Lanes of diplomatic contact."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Named lanes with the events of each.

    Attributes:
        title: What the lanes are.
        names: Names of the lanes, most important first.
        items: Row of an event and number of its lane, for each event drawn on each lane.
        queries: The query that finds the events of a lane, for each lane.
        counts: How many events each lane has where `items` are but a part of them, at equal distances; else empty.
        total: How many events there are on all lanes, each once; 0 where `items` are all.
    """

    title: str
    names: tuple[str, ...]
    items: tuple[tuple[int, int], ...]
    queries: tuple[str, ...]
    counts: tuple[int, ...] = ()
    total: int = 0

    @property
    def thinned(self) -> str:
        """How many of the marks are drawn where some are left out; empty where all are."""
        return f"{len(self.items):,} of {sum(self.counts):,} marks drawn" if self.counts else ""

    @property
    def thinned_briefly(self) -> str:
        """The same where there is little room; empty where all are drawn."""
        return f"{100 * len(self.items) / sum(self.counts):.0f} % of marks drawn" if self.counts else ""

    @property
    def listed(self) -> str:
        """How many of the records a table of the marks lists where some are left out; empty where it lists all."""
        if not self.counts:
            return ""
        return f"{len(self.items):,} of {sum(self.counts):,} listed, evenly; narrow the search for the others"

    @property
    def listed_briefly(self) -> str:
        """The same where there is little room; empty where all are listed."""
        return f"{100 * len(self.items) / sum(self.counts):.0f} % listed" if self.counts else ""

    @property
    def held(self) -> Sequence[int]:
        """How many events each lane has, drawn or not."""
        drawn = Counter(lane for _, lane in self.items)
        return self.counts or [drawn[lane] for lane in range(len(self.names))]

    def sentence(self, library: Library, *, letters: bool = True) -> str:
        """How many events, which lane holds most, and what letters of stages mean.

        Args:
            library: The database.
            letters: Whether stages are drawn as letters, which then want explaining.
        """
        events = [library.events[row] for row in dict.fromkeys(row for row, _ in self.items)]
        held = self.held
        lane = max(range(len(held)), key=lambda n: (held[n], -n))
        span = year_span(events)
        words = f"{counted(self.total or len(events), 'event')}{f', {span}' if span else ''}; most of {self.names[lane]}"
        words += f" ({held[lane]:,})"
        used = sorted({e.stage for e in events if e.stage and e.stage in STAGES}) if letters else []
        return words + "".join(f"; {STAGES[stage]} {stage}" for stage in used)

    def say(self, library: Library, lane: int) -> str:
        """A lane in words: its name, how many events, from when to when, and the stages they name."""
        events = [library.events[row] for row, of in self.items if of == lane]
        span = year_span(events)
        stages = list(dict.fromkeys(e.stage for e in events if e.stage))
        tail = f"; {', '.join(stages)}" if stages else ""
        return f"{self.names[lane]}: {counted(self.held[lane], 'event')}{f', {span}' if span else ''}{tail}"


def by_type(library: Library, rows: Sequence[int]) -> Lanes | None:
    """The kinds of diplomatic contact as lanes; None when there is none."""
    names = tuple(name for name, _ in DIPLOMACY)
    queries = tuple(f"type:{','.join(kinds)}" for _, kinds in DIPLOMACY)
    if len(rows) > thinning.MOST and library.index.stored:
        lanes: list[Sequence[int]] = [library.index.having(rows, "type", kinds) for _, kinds in DIPLOMACY]
    else:
        lane_of = {kind: lane for lane, (_, kinds) in enumerate(DIPLOMACY) for kind in kinds}
        found: list[list[int]] = [[] for _ in DIPLOMACY]
        for row in rows:
            if (lane := lane_of.get(library.events[row].type)) is not None:
                found[lane].append(row)
        lanes = [sorted(one) for one in found]
    return _of(library, "Contacts", names, lanes, queries)


def by_entity(
    library: Library, rows: Sequence[int], title: str, kinds: Sequence[EntityKind], types: Sequence[EventType] = ()
) -> Lanes | None:
    """A lane for each actor of some kinds, the one with most events first; None when there is none.

    Args:
        library: The database.
        rows: Rows of the events shown.
        title: What the lanes are.
        kinds: Kinds of entities.
        types: Types of the events that count; all for none.
    """
    found: dict[str, Sequence[int]] = {}
    if len(rows) > thinning.MOST and library.index.stored:
        kept = library.index.having(rows, "type", types) if types else rows
        for one in (e.id for e in library.entities if e.kind in kinds):
            if own := library.index.having(kept, "actor", (one,)):
                found[one] = own
    else:
        listed: dict[str, list[int]] = {}
        for row in rows:
            event = library.events[row]
            if not types or event.type in types:
                for actor in dict.fromkeys(a.id for a in event.actors):
                    entity = library.index.entity.get(actor)
                    if entity is not None and entity.kind in kinds:
                        listed.setdefault(actor, []).append(row)
        found = {one: sorted(own) for one, own in listed.items()}
    order = sorted(found, key=lambda e: (-len(found[e]), library.index.name(e)))
    names = tuple(library.index.name(e) for e in order)
    return _of(library, title, names, [found[e] for e in order], tuple(f"who:{e}" for e in order))


def _of(
    library: Library, title: str, names: tuple[str, ...], lanes: Sequence[Sequence[int]], queries: tuple[str, ...]
) -> Lanes | None:
    """Lanes of some rows each, thinned evenly where they are too many; None when there is no row."""
    counts = tuple(map(len, lanes))
    if sum(counts) <= thinning.MOST:
        items = tuple((row, lane) for lane, rows in enumerate(lanes) for row in rows)
        return Lanes(title, names, items, queries) if items else None
    most = thinning.a_lane(sum(map(bool, counts)))
    items = tuple((row, lane) for lane, rows in enumerate(lanes) for row in thinning.thinned(library, rows, most))
    return Lanes(title, names, items, queries, counts, library.index.together(lanes))
