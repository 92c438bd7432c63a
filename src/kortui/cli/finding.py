"""What `kortui search` does, apart from how its words are read: a plain search is answered without importing click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kortui.cli.library import load, own_settings
from kortui.cli.output import counted, default_format, emphasised, note, watched, write, write_grid
from kortui.cli.queries import answer, parsed, searcher
from kortui.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from kortui.model import Event, Library
    from kortui.search.index import Searcher
    from kortui.search.query import Query

NOTHING_FOUND = 1
_DISPUTED = "!"
"""Heading and sign of the column that marks what sources disagree on."""


def write_events(
    library: Library, events: Sequence[Event], chosen: str, query: Query | None = None, found: Searcher | None = None
) -> None:
    """Write events in any record format; as a table with the columns a person scans, hits of a searcher's query in bold."""
    if chosen != "table":
        from kortui.export.base import Selection
        from kortui.export.registry import get

        exporter, words, told = get(chosen), str(query or ""), ""
        if exporter.titled and words:
            from kortui.search.asked import asked

            told = asked(words, library)
        selection = Selection(library, events, words, asked=told)
        if refused := exporter.refused(selection):
            raise NotFoundError(refused)
        write(exporter.pieces(selection))
        if omitted := exporter.omitted(selection):
            note(omitted)
        return
    from kortui.export.grid import Grid
    from kortui.made import Made
    from kortui.vocabulary import DISAGREEMENTS, DOMAIN_LABELS

    disputed = False

    def cells(event: Event) -> tuple[str, ...]:
        nonlocal disputed
        disputes = any(c.kind in DISAGREEMENTS for c in library.index.conflicts_of.get(event.id, ()))
        disputed = disputed or disputes
        return (
            event.id,
            event.date.display,
            "+".join(DOMAIN_LABELS[d][1] for d in event.domains),
            event.title,
            "; ".join(dict.fromkeys(a.text for a in event.amounts if a.equivalent_to is None and a.kind == "money")),
            _DISPUTED if disputes else "",
        )

    paint = None
    if query is not None and found is not None:
        from kortui.search.highlight import find

        wanted = found.wanted(query)

        def paint(text: str) -> str:
            return emphasised(text, find(text, wanted, title=True))

    columns = ("id", "date", "domain", "title", "amount", _DISPUTED)
    left_out = write_grid(Grid(columns, Made(events, cells)), "table", "title", paint)
    if disputed and _DISPUTED not in left_out:
        note(f"{_DISPUTED}: sources disagree on it; kortui conflicts shows how")


def search(
    words: Sequence[str],
    db: Path | None,
    limit: int | None,
    chosen: str | None,
    why: bool = False,
    settings: Path | None = None,
) -> int:
    """Print the records of a query; arguments as of `kortui search`, the exit code is 1 when there are none."""
    own = own_settings(settings)
    query = parsed(" ".join(words), own)
    library = load(db, few=True)
    found = searcher(library, query, own, db)
    result = answer(found, query)
    rows: Sequence[int] = result.rows
    if limit and query.sort:
        rows = rows[:limit]
    elif limit:
        best = set(result.ranked[:limit])
        rows = [row for row in rows if row in best]
    rows = watched(rows, "records")
    if why:
        from kortui.cli.whys import write_whys

        write_whys(found, query, rows, default_format(chosen))
    else:
        from kortui.export.passing import Chosen

        write_events(library, Chosen(library, rows), default_format(chosen), query, found)
    if result.also:
        note(f"also searching {', '.join(result.also)}")
    for line in result.aside:
        note(line)
    total = len(result.rows)
    possible = f", {result.possible:,} possible" if result.possible else ""
    which = "first" if query.sort else "best"
    shown = f"; the {which} {len(rows):,} shown, --limit 0 prints all" if len(rows) < total else ""
    note(f"{counted(total, 'event')}{possible}{shown}")
    if total:
        return 0
    from kortui.cli.whys import advise

    advise(found, query)
    return NOTHING_FOUND
