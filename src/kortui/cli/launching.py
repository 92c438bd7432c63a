"""Opening the app, where there is a terminal to draw it on; nothing here reads a command line."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from kortui.cli.names import COMMANDS
from kortui.errors import UsageError

_EXIT_USAGE = 2


def launch(
    words: Sequence[str],
    *,
    db: str | None = None,
    pane: str | None = None,
    query: str = "",
    event: str | None = None,
    theme: str | None = None,
    settings: str | None = None,
    kiosk: bool = False,
    fresh: bool = False,
    tour: bool = False,
    no_early_frame: bool = False,
    plain: bool = False,
) -> int:
    """Open the app; arguments as of `kortui`.

    Raises:
        UsageError: When the words name no database, or the options do not go together.
    """
    from kortui import config
    from kortui.terminal.tty import refuse_reason

    path = config.database(_database(words, db))
    if plain:
        from kortui.cli.reading_out import read_out

        gc.enable()  # off since the start (`kortui.cli.main`); the app sees to it itself

        for given, flag in ((theme, "--theme"), (tour, "--tour")):
            if given:
                raise UsageError("read line by line there is nothing to draw", flag, "leave out this or --plain")

        return read_out(path, pane, query, event, settings, kiosk)
    reason = refuse_reason(os.environ)
    if reason is not None:
        from kortui.cli.output import note

        note(reason)
        return _EXIT_USAGE
    if settings is not None:
        os.environ["KORTUI_CONFIG"] = settings
        config.settings(Path(settings))  # a file that was named must exist
    opened = {"pane": pane, "query": query, "event": event, "theme": theme, "fresh": fresh}
    if not (kiosk or tour or no_early_frame):
        _show_early_frame(path, opened)
    try:
        from kortui.tui.app import run

        return run(path, pane=pane, query=query, event=event, theme=theme, kiosk=kiosk, fresh=fresh, tour=tour)
    finally:
        from kortui.terminal import early

        early.restore()


def _show_early_frame(path: Path, opened: Mapping[str, object]) -> None:
    """Show the first frame of an earlier start where this one's will be the same."""
    from kortui.cli.circumstances import describe, file_for
    from kortui.terminal import early
    from kortui.terminal.capabilities import detect

    capabilities = detect(os.environ)
    key = describe(path, opened, capabilities, os.environ) if capabilities.alternate_screen else None
    if key is not None:
        early.begin(file_for(key), key, capabilities)


def _database(words: Sequence[str], named: str | None) -> Path | None:
    """The database among the words, or the one `--db` names.

    Raises:
        UsageError: When there are several words, or the one names no file and looks like a command, or there are two databases.
    """
    if not words:
        return Path(named) if named is not None else None
    from difflib import get_close_matches

    word = words[0]
    plain = word not in COMMANDS and os.sep not in word and not Path(word).exists()
    close = get_close_matches(word, list(COMMANDS), 1) if plain else []
    if named is not None and len(words) == 1 and not close and (not plain or "." in word):
        raise UsageError("two databases are named, and one is opened", f"{word}, {named}", "leave one of them out")
    if len(words) > 1 or close or (plain and "." not in word):
        mend = f"did you mean `kortui {close[0]}`?" if close else "see `kortui --help`"
        alone = len(words) == 1 and not close and named is None
        what = "there is no such command" + (", and no file of that name" if alone else "")
        raise UsageError(what, word, mend)
    return Path(word)
