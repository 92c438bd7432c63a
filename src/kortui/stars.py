"""Starred records: ids in the order they were starred, kept in the user's state folder and saved on each change."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

FILE = "stars.json"
"""Name in the state folder."""

_AT_MOST = 100_000


class Stars:
    """Stars of one person; without a file they last as long as the app."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.ids: dict[str, None] = {}
        self.version = 0
        self.problem = ""
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        try:
            listed = json.loads(path.read_text("utf-8"))["starred"]
            self.ids = {str(i): None for i in listed[:_AT_MOST]}
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError) as error:
            self._path = None  # a file we cannot read is not ours to overwrite
            self.problem = f"stars cannot be read from {path}: {type(error).__name__}; new ones will not be kept"

    def toggle(self, record: str) -> bool:
        """Star a record or take its star away; whether it is starred after that."""
        if record in self.ids:
            del self.ids[record]
        else:
            self.ids[record] = None
        self.version += 1
        self._save()
        return record in self.ids

    def _save(self) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".stars-", dir=self._path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"starred": list(self.ids)}, file, indent=0)
                    file.write("\n")
                os.replace(name, self._path)
            except OSError:
                with suppress(OSError):
                    os.unlink(name)
                raise
        except OSError as error:
            self.problem = f"stars cannot be kept in {self._path.parent}: {error.strerror}"
