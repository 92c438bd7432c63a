"""Plain command lines, answered without importing click (25 ms): the overview, the version, a search, opening the app.

Plain is what can be read in one way only: words, and known options each with a value that needs no checking beyond a list.
All else, mistakes and completion among it, is click's to read; a test holds both to the same output and exit codes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kortui import __version__

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (80, 100)
"""Columns for which the overview is kept ready (`overview_file`): a pipe's, and those of every wide terminal."""

_OPENING = {"--db": "db", "--pane": "pane", "--query": "query", "--event": "event", "--theme": "theme", "--config": "settings"}
_READING = {"--db": "db", "--limit": "limit", "--format": "chosen", "--config": "settings"}


def run(words: Sequence[str]) -> int | None:
    """Do what a plain command line says.

    Args:
        words: The words behind the program's name.

    Returns:
        The exit code; None when the line is not plain and nothing was done.
    """
    match words:
        case ["--help" | "-h"]:
            return _overview()
        case ["--version"]:
            print(f"kortui {__version__}")
            return 0
        case ["search", *rest]:
            return _search(rest)
        case _:
            return _open(words)


def overview_file(columns: int) -> str:
    """Name of the file beside this one that holds the overview for a terminal of so many columns (made by docs/generate.py)."""
    return f"overview-{columns}.txt"


def _overview() -> int | None:
    columns = min(terminal_columns(), WIDTHS[-1])
    if columns not in WIDTHS:
        return None
    try:
        with open(os.path.join(os.path.dirname(__file__), overview_file(columns)), encoding="utf-8") as file:
            text = file.read()
    except OSError:
        return None
    sys.stdout.write(text)
    return 0


def terminal_columns() -> int:
    """What `shutil.get_terminal_size` says, without the import of all that packs and copies files (6 ms)."""
    try:
        columns = int(os.environ.get("COLUMNS", 0))
    except ValueError:
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (ValueError, AttributeError, OSError):
        return 80


def _split(
    words: Sequence[str], valued: Mapping[str, str], flags: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[str], dict[str, Any]] | None:
    """The words that are no options, and the options' values; None when a word may mean something else."""
    found: dict[str, Any] = {}
    free: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            if word == "-h":
                return None
            free.append(word)
            continue
        if word in flags:
            found[flags[word]] = True
            continue
        name, given, value = word.partition("=")
        if name not in valued:
            return None
        value = value if given else next(rest, "")
        if not value or value.startswith("-"):
            return None
        found[valued[name]] = value
    return free, found


def _search(words: Sequence[str]) -> int | None:
    from kortui.cli.library import RECORD_FORMATS

    plain = _split(words, _READING)
    if plain is None or not plain[0]:
        return None
    free, values = plain
    limit, chosen = values.get("limit"), values.get("chosen")
    if (limit is not None and not (limit.isascii() and limit.isdecimal())) or (chosen and chosen not in RECORD_FORMATS):
        return None
    from kortui.cli.finding import search

    number = None if limit is None else int(limit)
    return search(free, _path(values.get("db")), number, chosen, settings=_path(values.get("settings")))


def _path(value: str | None) -> Path | None:
    if value is None:
        return None
    from pathlib import Path

    return Path(value)


def _open(words: Sequence[str]) -> int | None:
    from kortui.cli.names import COMMANDS, PANES

    flags = {"--kiosk": "kiosk", "--fresh": "fresh", "--tour": "tour", "--plain": "plain", "--no-early-frame": "no_early_frame"}
    plain = _split(words, _OPENING, flags)
    if plain is None:
        return None
    free, values = plain
    if len(free) > 1 or any(not word or word in COMMANDS or word.startswith("-") for word in free):
        return None
    if values.get("pane", PANES[0]) not in PANES:
        return None
    from kortui.cli.launching import launch

    return launch(free, **values)
