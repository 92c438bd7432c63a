"""``kortui [DB]``: open the app, where there is a terminal to draw it on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kortui.cli.group import COMMANDS
from kortui.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

PANES = ("timeline", "defense", "trade", "diplomacy", "documents")
_EXIT_USAGE = 2


class _OpenContext(click.Context):
    """The context of a command that people call by no name."""

    @property
    def command_path(self) -> str:
        """What usage and errors call it: the program alone."""
        return "kortui"


class _OpenCommand(click.Command):
    context_class = _OpenContext


@click.command("open", cls=_OpenCommand)
@click.argument("words", metavar="[DB]", nargs=-1)
@click.option("--pane", type=click.Choice(PANES), help="Pane to open on.")
@click.option("--query", default="", help="Query to start with.")
@click.option("--event", metavar="ID", help="Record to open on.")
@click.option("--fresh", is_flag=True, help="Begin anew, not where the app was left.")
@click.option("--tour", is_flag=True, help="Begin with a tour of five steps.")
@click.option("--theme", help="Theme, such as ansi-dark or textual-light.")
@click.option("--config", "settings", type=click.Path(), help="Settings file to use.")
@click.option("--kiosk", is_flag=True, help="Read-only, for a public account: no files, no state, limits of time.")
def open_command(
    words: tuple[str, ...],
    pane: str | None,
    query: str,
    event: str | None,
    theme: str | None,
    settings: str | None,
    kiosk: bool,
    fresh: bool,
    tour: bool,
) -> int:
    """Open the app on DB, or on the database kortui comes with."""
    from pathlib import Path  # these are here for the overview of commands, which imports this module for its options

    from kortui import config
    from kortui.cli.output import note
    from kortui.terminal.tty import refuse_reason

    path = config.database(_database(words))
    reason = refuse_reason(os.environ)
    if reason is not None:
        note(reason)
        return _EXIT_USAGE
    if settings is not None:
        os.environ["KORTUI_CONFIG"] = settings
        config.settings(Path(settings))  # a file that was named must exist
    from kortui.tui.app import run

    return run(path, pane=pane, query=query, event=event, theme=theme, kiosk=kiosk, fresh=fresh, tour=tour)


def _database(words: tuple[str, ...]) -> Path | None:
    """The database among the words.

    Raises:
        UsageError: When there are several words, or the one looks like a misspelt command.
    """
    if not words:
        return None
    from difflib import get_close_matches
    from pathlib import Path

    word = words[0]
    plain = word not in COMMANDS and os.sep not in word and not Path(word).exists()
    close = get_close_matches(word, list(COMMANDS), 1) if plain else []
    if len(words) > 1 or close:
        mend = f"did you mean `kortui {close[0]}`?" if close else "see `kortui --help`"
        raise UsageError("there is no such command", word, mend)
    return Path(word)
