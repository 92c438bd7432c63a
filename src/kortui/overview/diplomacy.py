"""Tables of diplomacy: recognition and missions, bodies, visits and meetings, positions by topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui.model import Event, Library
from kortui.overview.tables import WHAT, WHEN, Column, Line, Table, empty, made, of_types, sentence, when, where
from kortui.overview.words import counted, names, parties
from kortui.text import fold_text, one_line

_OTHERS = ("establishment.state", "establishment.body", "establishment.founded", "establishment.office")
"""Rules of what is founded and is neither a mission nor relations."""


_MISSION = re.compile(r"embass|consul|legation|mission", re.IGNORECASE)


def is_mission(library: Library, event: Event) -> bool:
    """Whether a record is of recognition, of relations or of a mission, and of no body or state that is founded."""
    if event.type != "establishment":
        return event.type == "recognition"
    if "diplomacy" not in event.domains or event.rule in _OTHERS:
        return False
    acting = [library.index.entity.get(a.id) for a in event.actors if a.role != "other"]
    if event.rule == "establishment.opened" and not acting:  # a school or a centre opens, too
        return _MISSION.search(event.title) is not None
    if event.rule.startswith("establishment."):
        return not acting or any(e is not None and e.kind in ("country", "person") for e in acting)
    # An editor's record has no rule that says what it is; relations and missions are of two countries.
    placed = [library.index.entity.get(p) for p in event.places]
    return len({e.country for e in (*acting, *placed) if e is not None and e.country}) > 1


def missions(library: Library, rows: Sequence[int]) -> Table:
    """Recognition, relations and missions."""
    found = [row for row in rows if is_mission(library, library.events[row])]

    def cells(event: Event) -> tuple[str, ...]:
        who = parties(library, event, ("actor", "member", "signatory"))
        towards = parties(library, event, ("recipient", "host", "partner"))
        return (
            when(event),
            names(library, who or towards),
            names(library, towards) if who else "",
            where(library, event),
            one_line(event.title),
        )

    columns = (WHEN, Column("Who", 1, 10), Column("Towards", 2, 10), Column("Where", 3, 8), Column("What", 0, 16))
    return made(library, "Recognition and missions", "step", found, columns, cells)


def bodies(library: Library, rows: Sequence[int]) -> Table:
    """What else is founded: states, councils, offices, schools."""
    kept = of_types(library, rows, ("establishment",))
    found = [row for row in kept if not is_mission(library, library.events[row])]

    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            names(library, parties(library, event, ("actor", "member", "partner", "signatory"))),
            where(library, event),
            one_line(event.title),
        )

    columns = (WHEN, Column("Who", 1, 10), Column("Where", 3, 8), Column("What", 0, 16))
    return made(library, "Bodies, offices and states", "foundation", found, columns, cells)


def visits(library: Library, rows: Sequence[int]) -> Table:
    """Diplomatic visits and meetings."""
    return _visits(library, rows, "diplomatic", "those of defense or trade alone are under Meetings there")


def defense_meetings(library: Library, rows: Sequence[int]) -> Table:
    """Visits and meetings of defense."""
    return _visits(library, rows, "defense")


def trade_meetings(library: Library, rows: Sequence[int]) -> Table:
    """Visits and meetings of trade."""
    return _visits(library, rows, "trade")


def _hosting(library: Library, event: Event) -> list[str]:
    """Ids of the countries that are host: where a visit goes that names no place."""
    hosts = [a.id for a in event.actors if a.role == "host"]
    return [one for one in hosts if (e := library.index.entity.get(one)) is not None and e.kind == "country"]


def _visits(library: Library, rows: Sequence[int], of: str, tail: str = "") -> Table:
    """Visits and meetings: who, with whom or at whose, where, when."""
    found = of_types(library, rows, ("visit", "meeting"))

    def cells(event: Event) -> tuple[str, ...]:
        guests = parties(library, event, ("visitor", "speaker", "member", "actor"))
        hosts = parties(library, event, ("host", "recipient", "partner"))
        alone = not guests and event.type == "meeting"  # nobody comes to a meeting as a guest: all of them are who met
        return (
            when(event),
            event.type,
            names(library, hosts if alone else guests),
            "" if alone else names(library, hosts),
            where(library, event) or (names(library, _hosting(library, event)) if event.type == "visit" else ""),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Kind", 3, 10), Column("Who", 0, 12), Column("Other side", 1, 8), Column("Where", 2, 8), WHAT,
    )  # fmt: skip
    return made(library, "Visits and meetings", f"{of} visit or meeting", found, columns, cells, tail)


def positions(library: Library, rows: Sequence[int]) -> Table:
    """What is said, by topic, then by date; what has no topic comes last."""
    found = of_types(library, rows, ("statement", "pledge", "policy", "target"))
    title = "Positions by topic"
    columns = (Column("Topic", 1, 10), WHEN, Column("Who", 2, 10), Column("What", 0, 18))
    if not found:
        return empty(title, columns)

    def key(row: int) -> tuple[bool, str, object]:
        event = library.events[row]
        return not event.topic, fold_text(event.topic or ""), event.sort_key

    lines = []
    for row in sorted(found, key=key):
        event = library.events[row]
        who = names(library, parties(library, event, ("speaker", "actor", "signatory", "member")))
        lines.append(Line((one_line(event.topic or "no topic"), when(event), who, one_line(event.title)), row))
    topics = len({e.topic for row in found if (e := library.events[row]).topic})
    return Table(title, columns, tuple(lines), sentence(library, "position", found) + f"; {counted(topics, 'topic')}")
