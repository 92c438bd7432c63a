"""``config``, ``keys``: the person's own kortui."""

from __future__ import annotations

from pathlib import Path

import click

from kortui.cli.library import own_settings
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
    problems = [] if loaded.path.exists() else list(loaded.problems)
    if loaded.path.exists():
        from kortui.preferences import faults
        from kortui.terminal.environment import theme_names

        named = theme_names() if loaded.settings.theme else ()  # 60 ms that a file without a theme need not pay
        for fault in faults(loaded.path, named):
            problems.append(f"{loaded.path}{f':{fault.line}' if fault.line else ''}: {fault.problem}")
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
    from kortui.commands import SCOPES
    from kortui.export.grid import Grid
    from kortui.keyboard import show_key
    from kortui.rebinding import rebind

    rebound = rebind(own_settings(path).keys)
    rows = [(c.id, " ".join(map(show_key, c.keys)), c.label, c.help, SCOPES[c.scope]) for c in rebound.commands]
    write_grid(Grid(("id", "keys", "label", "help", "where"), rows), default_format(chosen), "help")
    for problem in rebound.problems:
        note(f"keys: {problem}")
    return 0
