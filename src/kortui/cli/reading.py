"""``search``, ``list``, ``conflicts``: records as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui.cli.finding import NOTHING_FOUND, search, write_events
from kortui.cli.library import own_settings
from kortui.cli.options import (
    QUERY_WORDS,
    RECORD_FORMATS,
    QueryCommand,
    complete_words,
    config_option,
    db_option,
    format_option,
    limit_option,
    load,
)
from kortui.cli.output import PLAIN_WIDTH, bold, counted, default_format, note, watched, width, wrap, write, write_grid
from kortui.cli.queries import answer, parsed, searcher
from kortui.errors import NotFoundError
from kortui.records import replace

if TYPE_CHECKING:
    from kortui.cli.grids import Listing
    from kortui.config import Settings
    from kortui.model import Library
    from kortui.overview import contrast

TABLES = ("events", "documents", "entities", "series", "conflicts", "notes", "searches", "formats")


@click.command("search", cls=QueryCommand, context_settings=QUERY_WORDS)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True, shell_complete=complete_words)
@db_option
@limit_option
@format_option(RECORD_FORMATS, plugins=True)
@click.option("--why", is_flag=True, help="Print the sentence that matches, with its hits, in place of the record.")
@config_option
def search_command(
    words: tuple[str, ...], db: Path | None, limit: int | None, chosen: str | None, why: bool, settings: Path | None
) -> int:
    """Find records: kortui search altay since:2010.

    Words must all be found; "phrase", -word, OR, field:value and date:1950..1953 are explained in
    docs/queries.md. Records come in order of date, undated last; sort:rank puts the best first, and --limit keeps the best.
    """
    return search(words, db, limit, chosen, why, settings)


@click.command("list")
@click.argument("table", type=click.Choice(TABLES), default="events")
@db_option
@limit_option
@format_option(RECORD_FORMATS, plugins=True)
@config_option
def list_command(table: str, db: Path | None, limit: int | None, chosen: str | None, settings: Path | None) -> int:
    """List events (the default), documents, entities, series, conflicts, your notes and searches, or export formats."""
    style, own = default_format(chosen), own_settings(settings)
    if table == "formats":
        from kortui.cli.grids import formats

        write_grid(formats(), _grid_format(style), "label")
        return 0
    if table == "searches":
        return _list_searches(_grid_format(style), limit, own)
    library = load(db)
    if table == "events":
        from kortui.export.passing import Chosen

        total = len(library.events)
        rows = range(min(limit or total, total))
        write_events(library, Chosen(library, watched(rows, "records")), style)
        return _counted(len(rows), total, "event", "events")
    from kortui.cli import grids

    if table == "notes":
        return _list_notes(library, db, limit, _grid_format(style))
    return _list_grid(grids.LISTINGS[table], library, limit, _grid_format(style), table)


def _list_searches(style: str, limit: int | None, own: Settings) -> int:
    from kortui.cli.grids import search_grid

    grid = search_grid(own.saved)
    total = len(grid.rows)
    write_grid(replace(grid, rows=grid.rows[:limit]) if limit else grid, style, "query")
    return _counted(min(total, limit or total), total, "saved search", "saved searches")


def _list_notes(library: Library, db: Path | None, limit: int | None, style: str) -> int:
    """List the user's notes on the database, those whose record is gone last."""
    from kortui import config
    from kortui.cli import grids
    from kortui.notes import of_database

    notes = of_database(config.database(db), library)
    if notes.problem:
        note(notes.problem)
    listing = grids.Listing(lambda _: grids.note_grid(library, notes), "note", ("id", "date", "title", "note"))
    code = _list_grid(listing, library, limit, style, "notes")
    if notes.orphans:
        note(f"{counted(len(notes.orphans), 'note')} orphaned: the record is gone")
    if notes.elsewhere:
        note(f"{counted(notes.elsewhere, 'note')} on other databases")
    return code


def _grid_format(style: str) -> str:
    from kortui.cli.options import GRID_FORMATS
    from kortui.errors import UsageError

    if style not in GRID_FORMATS:
        raise UsageError(f"the format {style!r} is for events", "", f"use {', '.join(GRID_FORMATS)}")
    return style


def _list_grid(listing: Listing, library: Library, limit: int | None, style: str, table: str) -> int:
    grid = listing.spoken(library) if listing.spoken and style == "table" else listing.make(library)
    total = len(grid.rows)
    if limit:
        grid = replace(grid, rows=grid.rows[:limit], records=grid.records[:limit])
    seen = replace(grid, rows=watched(grid.rows, table), records=watched(grid.records, table))
    write_grid(seen, style, listing.flexible, brief=listing.brief)
    return _counted(len(grid.rows), total, table, table)


def _counted(shown: int, total: int, singular: str, plural: str) -> int:
    if shown < total:
        note(f"the first {shown:,} of {total:,} {plural} shown; --limit 0 prints all")
    elif not total:
        note(f"there are no {plural}")
    return 0 if total else NOTHING_FOUND


@click.command("conflicts", cls=QueryCommand, context_settings=QUERY_WORDS)
@click.argument("words", metavar="[QUERY]...", nargs=-1, shell_complete=complete_words)
@db_option
@format_option()
@config_option
def conflicts_command(words: tuple[str, ...], db: Path | None, chosen: str | None, settings: Path | None) -> int:
    """List where documents disagree, or say the same with different precision; of a query's records when one is given.

    Each is told with what kind it is, and with every side: what it says, in which sentence, and which record holds it. In a
    pipe the sides stand in one cell, with | between them.
    """
    own = own_settings(settings)
    query = parsed(" ".join(words), own) if words else None
    library = load(db)
    found = list(library.conflicts)
    if query is not None:
        ids = {library.events[row].id for row in answer(searcher(library, query, own, db), query).rows}
        found = [c for c in found if ids.intersection(c.events)]
    style = default_format(chosen)
    if style != "table":
        from kortui.cli.grids import conflict_grid

        write_grid(conflict_grid(library, found), style, "note")
    if not found:
        raise NotFoundError("no conflicts")
    if style != "table":
        return 0
    from kortui.overview import contrast

    for conflict in contrast.ordered(found):
        kind, meaning = contrast.KINDS[conflict.kind]
        write(bold(line.rstrip("\n")) + "\n" for line in _wrapped(f"{conflict.subject}: {kind} ({conflict.id})", ""))
        write(_wrapped(f"{conflict.note}. {meaning}", "  "))
        for side in contrast.statements(library, conflict):
            write(_side(library, side))
        write(f"  {event}  (no such record)\n" for event in conflict.events if event not in library.index.row)
        write(["\n"])
    note(contrast.heading(found))
    return 0


def _wrapped(text: str, indent: str) -> Iterator[str]:
    return (line + "\n" for line in wrap(text, indent, width() or PLAIN_WIDTH))


def _side(library: Library, side: contrast.Statement) -> Iterator[str]:
    """One side of a conflict: what it says, the record, and the sentence or sentences behind it."""
    from kortui.cli.showing import quoted

    says = f"{side.says}: " if side.says else ""
    yield from _wrapped(f"- {says}{side.event.title} ({side.event.id})", "  ")
    worked_out = side.source is None
    for cited in side.grounds:
        yield from _wrapped(f"{'worked out from ' if worked_out else ''}{quoted(library, cited)}", "    ")
