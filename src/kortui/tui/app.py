"""The door for the command line: `run` opens the app on a database and gives the exit code.

Textual is imported inside `run`, after the terminal has been looked at: it reads its settings while it is imported.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kortui.places import LARGE

if TYPE_CHECKING:
    from kortui.terminal.capabilities import Capabilities

_QUIET = 0.3
"""Seconds without a change after which a file that was written over is taken to be whole."""

_LOOKS = 40
"""How often it is looked at, at most."""


def run(
    path: Path,
    *,
    pane: str | None = None,
    query: str = "",
    event: str | None = None,
    theme: str | None = None,
    kiosk: bool = False,
    fresh: bool = False,
    tour: bool = False,
) -> int:
    """Open the app on a database and give the exit code.

    Args:
        path: The database.
        pane: Pane to open on, as in ``pane.ID``.
        query: Query to start with.
        event: Id of the record to stand on.
        theme: Name of a theme; None follows the settings and the terminal.
        kiosk: Whether this is a public session: nothing is written, limits of time hold.
        fresh: Whether the session of last time is left aside.
        tour: Whether to begin with the tour.

    Raises:
        KortuiError: When the database or the terminal cannot be used.
    """
    gc.disable()  # what is made until the first frame stays; walking it over and over costs a tenth of the start
    from kortui.errors import UsageError
    from kortui.terminal.environment import prepare

    capabilities = prepare(os.environ)
    if capabilities.problem:
        raise UsageError(capabilities.problem)

    from kortui.terminal import early
    from kortui.terminal.lean import import_textual

    if not kiosk:
        _announce(path, capabilities)

    import_textual()
    from kortui.tui.starting import start

    begin = partial(start, path, capabilities, pane=pane, query=query, event=event or "", theme=theme, kiosk=kiosk, fresh=fresh)
    app = begin(tour=tour)
    app.run()
    tried = set()
    while app.unreadable is not None:
        error, left = app.unreadable
        state = _settled(path)
        if state in tried:
            raise error
        tried.add(state)
        if (frame := early.current()) is not None:
            frame.forget()
        del app  # and the records it holds
        app = begin(left=left, told=f"Read anew: {error.what}")
        app.run()
    if not app.return_code and app.session.waiting is not None:
        _tell(app.session.waiting.go_on())
    return app.return_code or 0


def _tell(words: str) -> None:
    """Say something to who has left the app."""
    from kortui.text import one_line, sanitise

    if words:
        with suppress(OSError):
            print(one_line(sanitise(words)), file=sys.stderr)


def _announce(path: Path, capabilities: Capabilities) -> None:
    """Say at once that a large database is opened that has no index yet; Textual takes a fifth of a second to import."""
    try:
        size = path.stat().st_size
    except OSError:
        return  # whoever reads it says so
    if size >= LARGE:
        from kortui.search.derived import path_of
        from kortui.terminal import early
        from kortui.text import one_line, sanitise

        if not path_of(path).exists():
            early.announce(one_line(sanitise(f"Opening {path.name}, {size / 1e6:,.0f} MB; ctrl+c leaves")), capabilities)


def _settled(path: Path) -> tuple[int, int, int] | None:
    """The state of a file once nobody is writing it any more, or after some seconds; None when it is gone."""
    before: tuple[int, int, int] | None = None
    for _ in range(_LOOKS):
        try:
            found = path.stat()
        except OSError:
            return None
        state = (found.st_ino, found.st_size, found.st_mtime_ns)
        if state == before:
            break
        before = state
        time.sleep(_QUIET)
    return before
