"""Events on lanes: the life lines of programmes and firms, people, and the kinds of diplomatic contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kortui.model import Event, Library
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
        items: Row of an event and number of its lane, for each event on each lane.
        queries: The query that finds the events of a lane, for each lane.
    """

    title: str
    names: tuple[str, ...]
    items: tuple[tuple[int, int], ...]
    queries: tuple[str, ...]

    def sentence(self, library: Library, *, letters: bool = True) -> str:
        """How many events, which lane holds most, and what letters of stages mean.

        Args:
            library: The database.
            letters: Whether stages are drawn as letters, which then want explaining.
        """
        rows = list(dict.fromkeys(row for row, _ in self.items))
        events = [library.events[row] for row in rows]
        counts = Counter(lane for _, lane in self.items)
        lane, most = max(counts.items(), key=lambda item: (item[1], -item[0]))
        span = year_span(events)
        words = f"{counted(len(events), 'event')}{f', {span}' if span else ''}; most of {self.names[lane]} ({most:,})"
        used = sorted({e.stage for e in events if e.stage and e.stage in STAGES}) if letters else []
        return words + "".join(f"; {STAGES[stage]} {stage}" for stage in used)

    def say(self, library: Library, lane: int) -> str:
        """A lane in words: its name, how many events, from when to when, and the stages they name."""
        events = [library.events[row] for row, of in self.items if of == lane]
        span = year_span(events)
        stages = list(dict.fromkeys(e.stage for e in events if e.stage))
        tail = f"; {', '.join(stages)}" if stages else ""
        return f"{self.names[lane]}: {counted(len(events), 'event')}{f', {span}' if span else ''}{tail}"


def by_type(library: Library, rows: Sequence[int]) -> Lanes | None:
    """The kinds of diplomatic contact as lanes; None when there is none."""
    lane_of = {kind: lane for lane, (_, kinds) in enumerate(DIPLOMACY) for kind in kinds}
    items = tuple((row, lane_of[library.events[row].type]) for row in rows if library.events[row].type in lane_of)
    queries = tuple(f"type:{','.join(kinds)}" for _, kinds in DIPLOMACY)
    return Lanes("Contacts", tuple(name for name, _ in DIPLOMACY), items, queries) if items else None


def by_entity(
    library: Library,
    rows: Sequence[int],
    title: str,
    kinds: Sequence[EntityKind],
    wanted: Callable[[Event], bool] = lambda event: True,
) -> Lanes | None:
    """A lane for each actor of some kinds, the one with most events first; None when there is none.

    Args:
        library: The database.
        rows: Rows of the events shown.
        title: What the lanes are.
        kinds: Kinds of entities.
        wanted: Which events count.
    """
    found: dict[str, list[int]] = {}
    for row in rows:
        event = library.events[row]
        if wanted(event):
            for actor in dict.fromkeys(a.id for a in event.actors):
                entity = library.index.entity.get(actor)
                if entity is not None and entity.kind in kinds:
                    found.setdefault(actor, []).append(row)
    order = sorted(found, key=lambda e: (-len(found[e]), library.index.name(e)))
    items = tuple((row, lane) for lane, actor in enumerate(order) for row in found[actor])
    names = tuple(library.index.name(e) for e in order)
    return Lanes(title, names, items, tuple(f"who:{e}" for e in order)) if items else None
