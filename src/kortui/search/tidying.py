"""Throws away derived files whose database is gone: those of large ones are hundreds of megabytes nobody asks for again."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kortui.search.content import noted_in
from kortui.search.progress import lock_of


def tidy(folder: Path) -> None:
    """Remove the derived files of databases that are no longer there; one that says of none is left alone.

    A database on a disk that is not mounted counts as gone: its file is made anew when it is opened.

    Args:
        folder: Where derived files are kept.
    """
    for target in folder.glob("*.sqlite"):
        database = _database_of(target)
        if database is not None and not os.path.exists(database):
            for file in (target, lock_of(target), Path(noted_in(target))):
                with suppress(OSError):
                    file.unlink()


def _database_of(target: Path) -> str | None:
    """The database that a derived file says it is of."""
    try:
        with closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            row = connection.execute("select value from meta where key = 'database'").fetchone()
            found = json.loads(row[0]) if row is not None else None
    except (sqlite3.Error, ValueError, TypeError):
        return None
    return found if isinstance(found, str) else None
