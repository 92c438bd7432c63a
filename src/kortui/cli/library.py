"""The library a command reads, and the names of the formats it can be printed in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kortui.places import LARGE

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from kortui.config import Settings
    from kortui.model import Library

GRID_FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids")
RECORD_FORMATS = (*GRID_FORMATS, "bibtex", "ris", "csl", "ics")


def load(db: Path | None, *, few: bool = False, leave: bool = True) -> Library:
    """The library a command reads; a large one through its derived file, which is made first when there is none.

    Making it takes less time than reading the database whole, and a tenth of the memory. Where it cannot be made, and of a
    smaller database, all is read.

    Args:
        db: What the command line names.
        few: Whether the command will look at few of the records, which pays from a smaller size on.
        leave: Whether a derived file may be left behind.

    Raises:
        DatabaseError: When it cannot be used.
    """
    from kortui import places

    path = places.database(db)
    size = _size(path)
    if size >= (_WORTH if few else LARGE):
        from kortui.search import derived

        library = derived.load(path)
        if library is not None:
            return library
        if leave:
            from kortui.search import deriving

            making = deriving.start(path, stays=size < LARGE)
            if size >= LARGE:
                from kortui.cli.progress import await_index

                if (library := await_index(path, making or deriving.elsewhere(path), size)) is not None:
                    return library
    from pathlib import Path

    from kortui import store  # 6 ms with TinyDB

    return store.load(Path(path))


def at_once(db: Path | None) -> Library | None:
    """The library where it can be had at once, for who presses tab; of a large one without a derived file that is begun.

    Raises:
        DatabaseError: When it cannot be used.
    """
    from kortui import places

    path = places.database(db)
    if _size(path) < LARGE:
        return load(db)
    from kortui.search import derived

    library = derived.load(path)
    if library is None:
        from kortui.search import deriving

        deriving.start(path, stays=True)  # the next press of the key finds it
    return library


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
    """Have the derived file of a large database made in the background, so that it opens at once, and say so."""
    if _size(path) >= LARGE:
        from kortui.cli.output import note
        from kortui.search import deriving

        if (making := deriving.start(path, stays=True)) is not None:
            note(f"process {making.process.pid} goes on making its search index, so that it opens at once")


_WORTH = 100_000
"""Bytes from which a search in a derived file (12 ms) beats reading and indexing all (40 ms for a hundred events)."""


def _size(path: str | PathLike[str]) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
