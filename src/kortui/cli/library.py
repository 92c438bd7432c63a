"""The library a command reads, and the names of the formats it can be printed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kortui.model import Library

GRID_FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids")
RECORD_FORMATS = (*GRID_FORMATS, "bibtex", "ris", "csl", "ics")


def load(db: Path | None) -> Library:
    """The library a command reads; a large one through its derived file, which is made for the next time when there is none.

    Raises:
        DatabaseError: When it cannot be used.
    """
    from kortui import config, store

    path = config.database(db)
    if not _is_large(path):
        return store.load(path)
    from kortui.search import derived

    library = derived.load(path)
    if library is None:
        library = store.load(path)
        derived.start(path)
    return library


def prepare(path: Path) -> None:
    """Have the derived file of a large database made in the background, so that it opens at once."""
    if _is_large(path):
        from kortui.search import derived

        derived.start(path)


_LARGE = 8_000_000
"""Equal to `kortui.search.derived.LARGE`, whose import (SQLite, 15 ms) smaller databases need not pay."""


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= _LARGE
    except OSError:
        return False
