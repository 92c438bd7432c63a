"""``kortui [DB]``: open the app, where there is a terminal to draw it on."""

from __future__ import annotations

import os
import sys
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
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes: numbers, words, no drawing.")
@click.option("--kiosk", is_flag=True, help="Read-only, for a public account: no files, no state, limits of time.")
def open_command(
    words: tuple[str, ...],
    pane: str | None,
    query: str,
    event: str | None,
    theme: str | None,
    settings: str | None,
    plain: bool,
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
    if plain:
        return _read_out(path, pane, query, event, settings, kiosk)
    reason = refuse_reason(os.environ)
    if reason is not None:
        note(reason)
        return _EXIT_USAGE
    if settings is not None:
        os.environ["KORTUI_CONFIG"] = settings
        config.settings(Path(settings))  # a file that was named must exist
    from kortui.tui.app import run

    return run(path, pane=pane, query=query, event=event, theme=theme, kiosk=kiosk, fresh=fresh, tour=tour)


def _read_out(path: Path, pane: str | None, query: str, event: str | None, settings: str | None, kiosk: bool) -> int:
    """Open the linear mode, which needs no terminal."""
    from pathlib import Path

    from kortui import config, store
    from kortui.cli.options import load
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
