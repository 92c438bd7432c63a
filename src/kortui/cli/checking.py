"""``check``: whether a database can be trusted."""

from __future__ import annotations

from pathlib import Path

import click

from kortui.cli.options import db_option, format_option
from kortui.cli.output import counted, default_format, note, write, write_grid
from kortui.errors import CheckError


@click.command("check")
@click.argument("path", metavar="[DB]", required=False, type=click.Path(path_type=Path))
@db_option
@format_option()
def check_command(path: Path | None, db: Path | None, chosen: str | None) -> int:
    """Check a database: schema, quotes found verbatim, references, duplicates. Faults end with exit code 5."""
    from kortui import config, store
    from kortui.check import check
    from kortui.export.grid import Grid

    target = config.database(path or db)
    library = store.load(target)
    faults = list(check(library))
    style = default_format(chosen)
    if style == "table":
        write(f"{fault.line()}\n" for fault in faults)
    elif faults:
        write_grid(Grid(("where", "kind", "what"), [(f.where, f.kind, f.what) for f in faults]), style, "what")
    quotes = sum(len(event.evidence) for event in library.events)
    if faults:
        raise CheckError(counted(len(faults), "fault"), str(target), "build it again from its documents")
    documents, events = counted(len(library.documents), "document"), counted(len(library.events), "event")
    note(f"{target}: {documents}, {events}, {counted(quotes, 'quote')}, each found verbatim")
    return 0
