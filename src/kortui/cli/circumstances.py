"""All that decides what the app's first frame looks like, in words, without reading more than small files."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zlib import crc32

from kortui import __version__, config

_SETTLED_SECONDS = 2.0
"""Age from which a file cannot be changed again without its times showing it; file systems count in up to two seconds."""

_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "TMUX", "LANG", "TZ")
_PREFIXES = ("LC_", "TEXTUAL_", "KORTUI_")
_DRAWING = ("", "search", "terminal", "tui", "tui/charts", "tui/panes", "tui/screens", "tui/widgets")
"""Folders of the package that draw the first frame."""


def describe(database: Path, arguments: Mapping[str, object], capabilities: object, environ: Mapping[str, str]) -> str | None:
    """What decides about the first frame of the app on a database; the same words, the same frame.

    Args:
        database: The database.
        arguments: What the app is opened with.
        capabilities: What the terminal can do.
        environ: Environment variables.

    Returns:
        The words; None when the database is absent or was changed just now, so that its times may not tell the next change.
    """
    paths = config.paths(environ)
    of_database = _identity(database)
    if not of_database or time.time() - max(of_database[3:]) / 1e9 < _SETTLED_SECONDS:
        return None
    variables = {k: v for k, v in environ.items() if k in _VARIABLES or k.startswith(_PREFIXES)}
    files = [
        _identity(paths.config),
        *_kept(paths.state, database, fresh=bool(arguments.get("fresh"))),
        *_inside(paths.cache / "search"),
    ]
    parts = (
        __version__, crc32(repr(list(_programs())).encode()), str(database), of_database, files,
        sorted(arguments.items()), capabilities, sorted(variables.items()), tuple(os.get_terminal_size(2)),
        time.strftime("%Y-%m-%d"),
    )  # fmt: skip
    return repr(parts)


def _identity(path: Path | str) -> tuple[int, ...]:
    """What names the state of a file: device, inode, size, times of change; empty when it is absent."""
    try:
        status = os.stat(path)
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _kept(state: Path, database: Path, *, fresh: bool) -> Iterator[object]:
    """What the app keeps between its runs, by content: leaving it writes files anew that say the same as before."""
    from kortui import sessions

    place = sessions.place(state, database)
    yield place.parent.is_dir()
    files = [state / name for name, _ in _inside(state)]
    for file in files if fresh else [place, *files]:
        try:
            yield file.name, crc32(file.read_bytes())
        except OSError:
            yield file.name


def _inside(folder: Path | str, endings: tuple[str, ...] = ("",)) -> list[tuple[str, tuple[int, ...]]]:
    """The files of a folder with their state."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(endings) and entry.is_file())
    except OSError:
        return []
    return [(name, _identity(os.path.join(folder, name))) for name in names]


def _programs() -> Iterator[object]:
    """The code that draws: the folders of Textual and Rich, which an update renews, and kortui's own."""
    for name in ("textual", "rich"):
        found: Iterable[tuple[int, ...]] = (_identity(os.path.join(place, name)) for place in sys.path)
        yield next(filter(None, found), ())
    package = os.path.dirname(os.path.dirname(__file__))
    yield _identity(package)
    if config.checkout() is not None:  # its files change without their folders changing
        for folder in _DRAWING:
            yield _inside(os.path.join(package, folder), (".py", ".tcss"))


def file_for(key: str) -> Path:
    """Where the frame of a key is kept."""
    return config.paths().cache / "frames" / f"{crc32(key.encode('utf-8', 'surrogateescape')):08x}.json"
