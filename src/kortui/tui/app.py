"""The door for the command line: `run` opens the app on a database and gives the exit code.

Textual is imported inside `run`, after the terminal has been looked at: it reads its settings while it is imported.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path


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

    from kortui.terminal.lean import import_textual

    import_textual()
    from kortui.tui.starting import start

    app = start(path, capabilities, pane=pane, query=query, event=event or "", theme=theme, kiosk=kiosk, fresh=fresh, tour=tour)
    app.run()
    return app.return_code or 0
