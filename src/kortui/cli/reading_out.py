"""``kortui --plain``: the linear mode, line by line, which needs no terminal."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kortui.config import Loaded
    from kortui.model import Library
    from kortui.plain.reader import Reader


def read_out(path: Path, pane: str | None, query: str, event: str | None, settings: str | None, kiosk: bool) -> int:
    """Open the linear mode; arguments as of `kortui`.

    Args:
        path: Database.
        pane: Pane to open on; None goes by the settings.
        query: Query to start with.
        event: Record to open on, by its id or a beginning of one that fits only it.
        settings: Settings file; None is the person's own.
        kiosk: Whether nothing may be kept.

    Raises:
        NotFoundError: When there is no such record.
        UsageError: When several begin so.
    """
    from kortui import config
    from kortui.cli.library import load
    from kortui.cli.naming import pick
    from kortui.cli.output import note
    from kortui.plain import finding
    from kortui.plain.loop import read

    loaded = config.settings(Path(settings) if settings else None)
    chosen = loaded.settings
    library = load(path, leave=not kiosk)  # a public session leaves no index of a large database behind
    if event:
        event = pick(event, "record", {one: one for one in library.index.row})
    for problem in loaded.problems:
        note(problem)
    reader = _reader(library, path, loaded, kiosk)
    reader.say("kortui, read line by line. A number opens its line, search and words look for them, help says the commands.")
    for problem in (reader.stars.problem, reader.notes.problem):
        if problem:
            reader.say(f"{problem}.")
    reader.pane = pane or chosen.pane
    if query or chosen.query:
        finding.search(reader, query or chosen.query)
    elif not event:
        finding.open_pane(reader, reader.pane)
    if event:
        reader.open(f"event:{event}")
    read(reader, sys.stdin, prompt=sys.stdin.isatty())
    return 0


def _reader(library: Library, path: Path, loaded: Loaded, kiosk: bool) -> Reader:
    """A reader with the person's own stars, notes and searches; one that keeps nothing in a public session."""
    from kortui import config
    from kortui.notes import of_database
    from kortui.plain.reader import Reader
    from kortui.searches import Searches
    from kortui.stars import FILE, Stars

    citation, saved = loaded.settings.citation, loaded.settings.saved
    if kiosk:
        return Reader(library, sys.stdout, citation, searches=Searches(None, saved), files=False)
    return Reader(
        library,
        sys.stdout,
        citation,
        stars=Stars(config.paths().state / FILE),
        notes=of_database(path, library),
        searches=Searches(loaded.path, saved),
        path="" if path == config.bundle() else shlex.quote(str(path)),
    )
