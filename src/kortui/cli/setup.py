"""``config``, ``keys``: the person's own kortui."""

from __future__ import annotations

from pathlib import Path

import click

from kortui.cli.options import GRID_FORMATS, format_option
from kortui.cli.output import default_format, note, write, write_grid

_EXIT_USAGE = 2


@click.command("config")
@click.argument("action", type=click.Choice(("show", "check", "path")), default="show")
@click.option("--config", "path", type=click.Path(path_type=Path), help="Another settings file.")
def config_command(action: str, path: Path | None) -> int:
    """Show the settings in force as TOML to edit, check the file, or print where it is."""
    from kortui import config

    if action == "path":
        write([f"{path or config.paths().config}\n"])
        return 0
    loaded = config.settings(path)
    problems = list(loaded.problems)
    if loaded.settings.keys:
        from kortui.commands import rebind

        problems += [f"{loaded.path}: keys: {problem}" for problem in rebind(loaded.settings.keys).problems]
    for problem in problems:
        note(problem)
    if action == "show":
        write([config.to_toml(loaded.settings)])
        return 0
    if not problems:
        note(f"{loaded.path}: " + ("nothing wrong" if loaded.path.exists() else "does not exist; defaults hold"))
    return _EXIT_USAGE if problems else 0


@click.command("keys")
@click.option("--config", "path", type=click.Path(path_type=Path), help="Another settings file.")
@format_option(GRID_FORMATS)
def keys_command(path: Path | None, chosen: str | None) -> int:
    """List the app's commands with their ids, the keys in force and what they do."""
    from kortui import commands, config
    from kortui.export.grid import Grid

    rebound = commands.rebind(config.settings(path).settings.keys)
    rows = [
        (c.id, " ".join(map(commands.show_key, c.keys)), c.label, c.help, commands.SCOPES[c.scope]) for c in rebound.commands
    ]
    write_grid(Grid(("id", "keys", "label", "help", "where"), rows), default_format(chosen), "help")
    for problem in rebound.problems:
        note(f"keys: {problem}")
    return 0
