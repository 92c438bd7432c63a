"""``review``: editorial decisions from the shell, kept in a file and applied by the next build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kortui.cli.library import own_settings
from kortui.cli.options import (
    GRID_FORMATS,
    QUERY_WORDS,
    QueryCommand,
    config_option,
    db_option,
    format_option,
    ids_of,
    limit_option,
    load,
)
from kortui.cli.output import default_format, note, watched, write_grid
from kortui.errors import NotFoundError, ReviewWriteError, UsageError

if TYPE_CHECKING:
    from kortui.config import Settings
    from kortui.model import Event, Library

_PATH = click.Path(path_type=Path)


@click.command("review", cls=QueryCommand, context_settings=QUERY_WORDS)
@click.argument("action", type=click.Choice(("list", "accept", "reject", "edit", "forget")), default="list")
@click.argument("words", metavar="[QUERY | ID...]", nargs=-1)
@db_option
@click.option("--file", "file", type=_PATH, help="File of decisions; default review.toml beside the database.")
@click.option("--note", "why", default="", help="Why, for the file.")
@click.option("--title", help="With edit: another headline.")
@click.option("--date", "date", metavar="EDTF", help='With edit: another date; "" for unknown.')
@click.option("--type", "kind", help="With edit: another type.")
@click.option("--domain", "domains", multiple=True, help="With edit: the domains; may be given several times.")
@limit_option
@format_option(GRID_FORMATS)
@config_option
def review_command(
    action: str,
    words: tuple[str, ...],
    db: Path | None,
    file: Path | None,
    why: str,
    title: str | None,
    date: str | None,
    kind: str | None,
    domains: tuple[str, ...],
    limit: int | None,
    chosen: str | None,
    settings: Path | None,
) -> int:
    """List records nobody has looked at yet, or decide on records by id.

    Decisions are written to review.toml beside the database and hold from the next build on; `forget` takes one back. An
    ID of - reads ids from stdin. What else a decision can say is in docs/review.md.
    """
    from kortui import config

    library = load(db)
    if action == "list":
        return _list(library, words, limit, chosen, db, own_settings(settings))
    changes: dict[str, Any] = {"title": title, "date": date, "type": kind, "domains": list(domains) or None}
    changes = {name: value for name, value in changes.items() if value is not None}
    if (action == "edit") != bool(changes):
        raise UsageError("edit needs --title, --date, --type or --domain, and nothing else takes them")
    events = [_event(library, word) for word in ids_of(words)]
    if not events:
        raise UsageError("no id was given", "", f"kortui review {action} ID")
    target = file or config.review_file(config.database(db))
    if action == "forget":
        return _forget(target, events)
    if file is not None and not file.parent.is_dir():
        raise ReviewWriteError("its folder does not exist", str(file), f"make it with `mkdir -p '{file.parent}'`")
    for event in events:
        _decide(target, action, event, changes, why)
    note(f"{target}: {action} {', '.join(event.id for event in events)}; it holds from the next `kortui build` on")
    return 0


def _list(
    library: Library, words: tuple[str, ...], limit: int | None, chosen: str | None, db: Path | None, own: Settings
) -> int:
    from kortui.cli.queries import answer, parsed, searcher
    from kortui.export.grid import Grid
    from kortui.export.passing import Chosen
    from kortui.made import Made

    query = parsed(" ".join([*words, "-is:reviewed"]), own)
    rows = answer(searcher(library, query, own, db), query).rows
    events = Chosen(library, watched(rows[:limit] if limit else rows, "records"))
    columns = ("id", "date", "type", "title", "evidence", "rule")
    cells = Made(events, lambda e: (e.id, e.date.display, e.type, e.title, e.evidence[0].exact, e.rule))
    write_grid(Grid(columns, cells), default_format(chosen), "evidence", brief=columns[:-1])
    note(
        f"{len(rows):,} of {len(library.events):,} records not reviewed"
        + (f"; {limit:,} shown" if limit and limit < len(rows) else "")
    )
    return 0 if rows else 1


def _event(library: Library, word: str) -> Event:
    """The event a decision is on.

    Raises:
        UsageError: When the word names none: that nothing was found would be no answer to an order.
    """
    from kortui.cli.naming import record
    from kortui.model import Event

    try:
        found = record(library, word)
    except NotFoundError as error:
        mend = error.mend if "did you mean" in error.mend else "`kortui review list` has the ids"
        raise UsageError(error.what, "", f"{mend}; nothing was decided") from error
    if not isinstance(found, Event):
        raise UsageError(f"{found.id} is no event", "", "decisions are on events")
    return found


def _forget(target: Path, events: list[Event]) -> int:
    """Take decisions back, those there are.

    Raises:
        NotFoundError: When there was none on one of the records.
    """
    from kortui import review_file

    gone: list[str] = []
    absent: list[str] = []
    for event in events:
        (gone if review_file.forget(target, event.id) else absent).append(event.id)
    if gone:
        note(f"{target}: forgot {', '.join(gone)}; it holds from the next `kortui build` on")
    if absent:
        where = str(target) if target.exists() else f"{target}, which does not exist"
        raise NotFoundError(f"there is no decision on {', '.join(absent)} to forget", where)
    return 0


def _decide(target: Path, action: str, event: Event, changes: dict[str, Any], why: str) -> None:
    from kortui import review, review_file

    evidence = event.evidence[0]
    # Through the file's own reader, which says what is wrong with a value before anything is written.
    row = {"id": event.id, "document": evidence.document, "quote": evidence.exact, **changes} | ({"note": why} if why else {})
    (decision,) = review.parse({action: [row]}, f"review {action}")
    review_file.decide(target, decision)
