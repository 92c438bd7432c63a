"""The library a command reads, and the names of the formats it can be printed in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from kortui.config import Settings
    from kortui.model import Library

GRID_FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids")
RECORD_FORMATS = (*GRID_FORMATS, "bibtex", "ris", "csl", "ics")


def load(db: Path | None, *, few: bool = False) -> Library:
    """The library a command reads; a large one through its derived file, which is made for the next time when there is none.

    Args:
        db: What the command line names.
        few: Whether the command will look at few of the records, which pays from a smaller size on.

    Raises:
        DatabaseError: When it cannot be used.
    """
    from kortui import places

    path = places.database(db)
    if _size(path) >= (_WORTH if few else _LARGE):
        from kortui.search import derived

        library = derived.load(path)
        if library is not None:
            return library
        derived.start(path)
    from pathlib import Path

    from kortui import store  # 6 ms with TinyDB

    return store.load(Path(path))


def own_settings(path: Path | None) -> Settings:
    """The person's settings; what is wrong with their file is told on stderr in one line, and defaults hold in its place.

    Args:
        path: What the command line names; None for the person's own file.

    Raises:
        UsageError: When the file that was named does not exist.
    """
    from kortui import config, places

    if path is None and not os.environ.get("KORTUI_CONFIG") and not os.path.exists(places.settings_file()):
        return config.Settings()
    loaded = config.settings(path)
    if loaded.problems:
        from kortui.cli.output import note

        first, *others = loaded.problems
        more = f", and {len(others)} more" if others else ""
        note(f"{first}{more}; defaults hold instead, see `kortui config check`")
    return loaded.settings


def prepare(path: Path) -> None:
    """Have the derived file of a large database made in the background, so that it opens at once."""
    if _size(path) >= _LARGE:
        from kortui.search import derived

        derived.start(path)


_LARGE = 8_000_000
"""Equal to `kortui.search.derived.LARGE`, whose import (SQLite, 15 ms) smaller databases need not pay."""


_WORTH = 100_000
"""Bytes from which a search in a derived file (12 ms) beats reading and indexing all (40 ms for a hundred events)."""


def _size(path: str | PathLike[str]) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
