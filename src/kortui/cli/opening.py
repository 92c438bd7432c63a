"""``kortui [DB]``: open the app, where there is a terminal to draw it on."""

from __future__ import annotations

from pathlib import Path

import click

from kortui.cli.names import PANES
from kortui.cli.options import db_option


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
@db_option
@click.option("--pane", type=click.Choice(PANES), help="Pane to open on.")
@click.option("--query", default="", help="Query to start with.")
@click.option("--event", metavar="ID", help="Record to open on.")
@click.option("--fresh", is_flag=True, help="Begin anew, not where the app was left.")
@click.option("--tour", is_flag=True, help="Begin with a tour of five steps.")
@click.option("--theme", help="Theme, such as ansi-dark or textual-light.")
@click.option("--config", "settings", type=click.Path(), help="Settings file to use.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes: numbers, words, no drawing.")
@click.option("--kiosk", is_flag=True, help="Read-only, for a public account: no files, no state, limits of time.")
@click.option("--no-early-frame", is_flag=True, help="Draw nothing before the app stands.")
def open_command(
    words: tuple[str, ...],
    db: Path | None,
    pane: str | None,
    query: str,
    event: str | None,
    theme: str | None,
    settings: str | None,
    plain: bool,
    kiosk: bool,
    fresh: bool,
    tour: bool,
    no_early_frame: bool,
) -> int:
    """Open the app on DB, or on the database kortui comes with."""
    from kortui.cli.launching import launch

    return launch(
        words,
        db=str(db) if db is not None else None,
        pane=pane,
        query=query,
        event=event,
        theme=theme,
        settings=settings,
        kiosk=kiosk,
        fresh=fresh,
        tour=tour,
        plain=plain,
        no_early_frame=no_early_frame,
    )
