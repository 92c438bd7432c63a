"""``check``: whether a database can be trusted."""

from __future__ import annotations

from pathlib import Path

import click

from kortui.cli.options import db_option, format_option
from kortui.cli.output import counted, default_format, note, write, write_grid
from kortui.errors import CheckError, DatabaseDamagedError


@click.command("check")
@click.argument("path", metavar="[DB]", required=False, type=click.Path(path_type=Path))
@db_option
@format_option()
def check_command(path: Path | None, db: Path | None, chosen: str | None) -> int:
    """Check a database: schema, quotes found verbatim, references, duplicates. Faults end with exit code 5.

    Exit code 3 is for a file that is no database of this version.
    """
    from kortui import config, store
    from kortui.check import check, check_sound
    from kortui.export.grid import Grid

    target = config.database(path or db)
    try:
        library = store.load(target)
        faults = list(check(library))
    except DatabaseDamagedError:
        library, schema = store.load_sound(target)
        if not schema:
            raise
        faults = list(check_sound(library, schema))
    style = default_format(chosen)
    if style == "table":
        write(f"{fault.line()}\n" for fault in faults)
    elif faults or chosen is not None:  # what was asked for as a format is whole, an empty list too
        write_grid(Grid(("where", "kind", "what"), [(f.where, f.kind, f.what) for f in faults]), style, "what")
    quotes = sum(len(event.evidence) for event in library.events)
    if faults:
        raise CheckError(counted(len(faults), "fault"), str(target), "build it again from its documents")
    documents, events = counted(len(library.documents), "document"), counted(len(library.events), "event")
    note(f"{target}: {documents}, {events}, {counted(quotes, 'quote')}, each found verbatim")
    return 0
