"""The content of a database file by its hash: a file that was touched, copied back or built anew has it, and keeps its index.

What state of a file has which content is noted beside the derived file, which itself is never changed. It is found out by who
makes derived files (`kortui.search.build`), off the first frame's path: a second for 300 MB.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Any

from kortui.search.layout import signature


def noted_in(target: str | os.PathLike[str]) -> str:
    """The file that notes which state of a database has the content that a derived file was made from."""
    folder, name = os.path.split(os.fspath(target))
    return os.path.join(folder, f".{name}.content")


def is_noted(target: str | os.PathLike[str], state: str, meta: dict[str, Any]) -> bool:
    """Whether a state of the database is known to have the content of a derived file.

    Args:
        target: The derived file.
        state: `kortui.search.layout.signature` of the database.
        meta: What the derived file says of itself.
    """
    if not _may_be(state, meta):
        return False
    try:
        with open(noted_in(target), "rb") as file:
            return file.read(1024).decode("utf-8") == _note(state, meta)
    except (OSError, ValueError):
        return False


def may_fit(target: Path, database: str | os.PathLike[str]) -> bool:
    """Whether there is a derived file of a database of another state that may have the same content: it has the same size."""
    try:
        return _may_be(signature(os.stat(database)), _meta(target))
    except (OSError, ValueError, sqlite3.Error):
        return False


def fits(target: Path, database: Path) -> bool:
    """Whether a derived file was made of the very content of a database, by its hash; that is noted where it is so.

    Raises:
        OSError: When the database cannot be read, or nothing be noted.
    """
    try:
        meta = _meta(target)
    except (OSError, ValueError, sqlite3.Error):
        return False
    with database.open("rb") as file:
        state = signature(os.fstat(file.fileno()))
        if not _may_be(state, meta) or digest(file) != meta.get("sha256"):
            return False
        if signature(os.fstat(file.fileno())) != state:
            return False
    temporary = f"{noted_in(target)}.{os.getpid()}.tmp"
    try:
        with open(temporary, "w", encoding="utf-8") as note:
            note.write(_note(state, meta))
        os.replace(temporary, noted_in(target))
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    return True


def digest(file: IO[bytes]) -> str:
    """The SHA-256 of what is left of a file, as hexadecimal digits."""
    found = hashlib.sha256()
    while part := file.read(1 << 20):
        found.update(part)
    return found.hexdigest()


def _meta(target: Path) -> dict[str, Any]:
    from kortui.search.derived import connect, meta_of

    with closing(connect(target)) as connection:
        return meta_of(connection, target)


def _may_be(state: str, meta: dict[str, Any]) -> bool:
    """Whether the file is as long as that which the derived file was made from."""
    return state.partition("-")[0] == str(meta.get("signature")).partition("-")[0]


def _note(state: str, meta: dict[str, Any]) -> str:
    return f"{state} {meta.get('sha256')}\n"
