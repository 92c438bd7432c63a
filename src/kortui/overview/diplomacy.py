"""Tables of diplomacy: missions, visits, positions by topic, who met whom, anniversaries ahead."""

from __future__ import annotations

from collections.abc import Sequence

from kortui import edtf
from kortui.model import Event, Library
from kortui.overview.tables import WHAT, WHEN, Column, Line, Table, empty, made, of_types, sentence, when, where
from kortui.overview.words import counted, names, parties, year_span
from kortui.text import fold_text, one_line
from kortui.vocabulary import EntityKind, EventType


def missions(library: Library, rows: Sequence[int]) -> Table:
    """Recognition, relations and missions."""
    found = of_types(library, rows, ("recognition", "establishment"))

    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            names(library, parties(library, event, ("actor", "member", "signatory"))),
            names(library, parties(library, event, ("recipient", "host", "partner"))),
            where(library, event),
            one_line(event.title),
        )

    columns = (WHEN, Column("Who", 1, 10), Column("Towards", 2, 10), Column("Where", 3, 8), Column("What", 0, 16))
    return made(library, "Recognition and missions", "step", found, columns, cells)


def visits(library: Library, rows: Sequence[int]) -> Table:
    """Visits, meetings and fairs: who, with whom or at whose, where, when."""
    found = of_types(library, rows, ("visit", "meeting", "exhibition"))

    def cells(event: Event) -> tuple[str, ...]:
        guests = parties(library, event, ("visitor", "speaker", "member", "actor"))
        hosts = parties(library, event, ("host", "recipient", "partner"))
        return (
            when(event),
            event.type,
            names(library, guests or hosts),
            names(library, hosts) if guests else "",
            where(library, event),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Kind", 3, 10), Column("Who", 0, 12), Column("Host", 1, 8), Column("Where", 2, 8), WHAT,
    )  # fmt: skip
    return made(library, "Visits and meetings", "visit or meeting", found, columns, cells)


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


_MET: tuple[EventType, ...] = ("visit", "meeting")
_WHO: tuple[EntityKind, ...] = ("person", "organisation", "country")
_MOST_IN_ONE = 12
"""Actors of one record that are paired; a list of fifty members would give a thousand pairs that say nothing."""


def meetings(library: Library, rows: Sequence[int]) -> Table:
    """Who met whom: every pair in visits and meetings, the most frequent first."""
    title = "Who met whom"
    columns = (
        Column("Who", 0, 10),
        Column("With whom", 0, 10),
        Column("Times", 0, 5, right=True),
        Column("Years", 1, 9),
        Column("How", 2, 12),
    )
    found: dict[tuple[str, str], list[int]] = {}
    for row in of_types(library, rows, _MET):
        event = library.events[row]
        acting = (a.id for a in event.actors if a.role != "other")
        met = [one for one in acting if (e := library.index.entity.get(one)) and e.kind in _WHO]
        met = sorted(dict.fromkeys(met))[:_MOST_IN_ONE]
        for number, one in enumerate(met):
            for other in met[number + 1 :]:
                found.setdefault((one, other), []).append(row)
    if not found:
        return empty(title, columns)
    name = library.index.name
    lines = []
    for pair in sorted(found, key=lambda p: (-len(found[p]), fold_text(name(p[0])), fold_text(name(p[1])))):
        events = [library.events[row] for row in found[pair]]
        kinds: dict[str, int] = {}
        for event in events:
            kinds[event.type] = kinds.get(event.type, 0) + 1
        how = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        query = f"who:{pair[0]} who:{pair[1]} type:{','.join(_MET)}" if len(events) > 1 else ""
        lines.append(Line((name(pair[0]), name(pair[1]), f"{len(events):,}", year_span(events), how), found[pair][-1], query))
    first = lines[0].cells
    often = f"most often {first[0]} and {first[1]}, {first[2]} times" if int(first[2].replace(",", "")) > 1 else "each once"
    return Table(title, columns, tuple(lines), f"{counted(len(lines), 'pair')} in visits and meetings; {often}")


_REMEMBERED: tuple[EventType, ...] = (
    "recognition",
    "establishment",
    "agreement",
    "alliance",
    "deployment",
    "visit",
    "conflict",
)
_ROUND = 5
AHEAD = 5
"""Years looked ahead for anniversaries."""


def anniversaries(library: Library, rows: Sequence[int], year: int) -> Table:
    """Round anniversaries of what happened in a known year, and those the sources speak of, from a year on.

    Args:
        library: The database.
        rows: Rows of the events shown.
        year: The present year.
    """
    title = "Anniversaries ahead"
    columns = (Column("Due", 0, 4), Column("Years", 0, 5, right=True), Column("Of", 0, 16), Column("When it was", 1, 9))
    found: list[tuple[int, int, Line]] = []
    for row in rows:
        event = library.events[row]
        bounds = edtf.bounds(event.date.edtf)
        if bounds.start is None or bounds.end is None:
            continue
        first, last = bounds.start[0], bounds.end[0]
        if event.date.role == "anniversary" or event.type == "anniversary":
            if first >= year:
                ordinal = next((a.text for a in event.amounts if a.kind == "ordinal"), "")
                found.append((first, row, Line((str(first), ordinal, one_line(event.title), "told by the source"), row)))
            continue
        if event.type not in _REMEMBERED or event.date.role != "event" or first != last:
            continue
        due = first + -(-(year - first) // _ROUND) * _ROUND
        if first < due <= year + AHEAD:
            found.append((due, row, Line((str(due), str(due - first), one_line(event.title), when(event)), row)))
    found.sort(key=lambda item: item[:2])
    if not found:
        return empty(title, columns, f"no round anniversary from {year} to {year + AHEAD} among these records")
    lines = tuple(line for *_, line in found)
    soon = lines[0].cells
    return Table(title, columns, lines, f"{counted(len(lines), 'anniversary')} from {year} on; next, in {soon[0]}: {soon[2]}")
