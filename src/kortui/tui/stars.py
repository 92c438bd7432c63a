"""Starred records: ids in the order they were starred, in the user's state folder, each change saved at once under a lock.

Two kortuis may be open at once: a change is made to what the file holds at that moment, under a lock, and not to what was
read at the start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kortui.files import locked, replace_file

_AT_MOST = 100_000


class Stars:
    """Stars of one person; without a file they last as long as the app."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._unkept: dict[str, bool] = {}
        """Changes that could not be written, by record; tried again with the next one."""

        self.ids: dict[str, None] = {}
        self.version = 0
        self.problem = ""
        if path is not None:
            try:
                self.ids = _read(path)
            except (OSError, ValueError) as error:
                self._path = None  # a file we cannot read is not ours to overwrite
                self.problem = f"stars cannot be read from {path}: {type(error).__name__}; new ones will not be kept"

    def toggle(self, record: str) -> bool:
        """Star a record or take its star away; whether it is starred after that."""
        starred = record not in self.ids
        _put(self.ids, record, starred)
        self.version += 1
        self._keep(record, starred)
        return starred

    def _keep(self, record: str, starred: bool) -> None:
        if self._path is None:
            return
        self._unkept[record] = starred
        try:
            self.ids = _rewrite(self._path, self._unkept)
            self._unkept, self.problem = {}, ""
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.problem = f"stars cannot be kept in {self._path.parent}: {why}"


def _put(ids: dict[str, None], record: str, starred: bool) -> None:
    if starred:
        ids.setdefault(record)
    else:
        ids.pop(record, None)


def _read(path: Path) -> dict[str, None]:
    """The stars of a file; none of one that is absent.

    Raises:
        OSError: When it cannot be read.
        ValueError: When it is no file of stars.
    """
    try:
        listed = json.loads(path.read_text("utf-8"))["starred"]
        return {str(i): None for i in listed[:_AT_MOST]}
    except FileNotFoundError:
        return {}
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("it is no file of stars") from error


def _rewrite(path: Path, changes: Mapping[str, bool]) -> dict[str, None]:
    """Change some stars of a file that another program may have changed meanwhile.

    Raises:
        OSError: When it cannot be written; it is then as it was.
        ValueError: When it is no file of stars; it stays.
    """
    with locked(path):
        ids = _read(path)
        for record, starred in changes.items():
            _put(ids, record, starred)
        replace_file(path, (json.dumps({"starred": list(ids)}, indent=0, ensure_ascii=False) + "\n").encode())
        return ids
