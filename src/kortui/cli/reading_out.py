"""``kortui --plain``: the linear mode, line by line, which needs no terminal."""

from __future__ import annotations

import sys
from pathlib import Path


def read_out(path: Path, pane: str | None, query: str, event: str | None, settings: str | None, kiosk: bool) -> int:
    """Open the linear mode; arguments as of `kortui`.

    Args:
        path: Database.
        pane: Pane to open on; None goes by the settings.
        query: Query to start with.
        event: Record to open on.
        settings: Settings file; None is the person's own.
        kiosk: Whether nothing may be kept.
    """
    from kortui import config, store
    from kortui.cli.library import load
    from kortui.plain.loop import read
    from kortui.plain.reader import Reader

    chosen = config.settings(Path(settings) if settings else None).settings
    library = store.load(path) if kiosk else load(path)  # a public session leaves no index of a large database behind
    reader = Reader(library, sys.stdout, chosen.citation)
    reader.say("kortui, read line by line; help says the commands.")
    reader.pane = pane or chosen.pane
    if query or chosen.query:
        reader.search(query or chosen.query)
    else:
        reader.open_pane(reader.pane)
    if event and event not in library.index.row:
        reader.say(f"There is no record {event} in this database.")
    elif event:
        reader.open(f"event:{event}")
    read(reader, sys.stdin, prompt=sys.stdin.isatty())
    return 0
