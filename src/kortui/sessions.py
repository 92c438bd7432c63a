"""Where a reader left the app, kept in a file a database in the user's state folder, and what the app opens on from that.

`opening` is the one place that decides what the first screen shows: it depends on what the command line gives, on the
settings, and on the file of `place`, and on nothing else. Nothing here is loaded from Textual.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kortui.config import Settings
from kortui.files import replace_file
from kortui.text import one_line, sanitise

FOLDER = "sessions"
"""Folder of the files in the state folder."""

MOST_FILES = 200
"""Databases remembered; the ones not opened for longest are forgotten."""

_LONGEST = 2000
_AT_MOST = 64 * 1024

Modes = Mapping[str, str | int | bool]
"""How a view was last switched: axis, zoom and the like, by name."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app opens on.

    Attributes:
        pane: Id of the pane.
        query: The query, with its order and grouping.
        event: Id of the record the cursor stands on; empty for the first one.
        modes: Modes of the panes' views, by pane.
        resumed: Whether pane, query and record are those of the last time, so that a record that is gone is no mistake.
        problem: Why the last session could not be taken up, in a line; empty when nothing is wrong.
        first: Whether the app was never opened before on any database.
    """

    pane: str
    query: str = ""
    event: str = ""
    modes: Mapping[str, Modes] = field(default_factory=dict)
    resumed: bool = False
    problem: str = ""
    first: bool = False


def place(state: Path, database: Path) -> Path:
    """The file in which the session on a database is kept; it need not exist.

    Args:
        state: The user's state folder.
        database: Path of the database.
    """
    name = hashlib.sha256(str(database.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return state / FOLDER / f"{name}.json"


def opening(
    kept: Path | None,
    settings: Settings,
    *,
    pane: str | None = None,
    query: str = "",
    event: str = "",
    fresh: bool = False,
) -> Opening:
    """What the app opens on.

    A pane, query or record that is given is a new beginning: of the last session only the modes of charts stay then.

    Args:
        kept: File from `place`; None when nothing is remembered, as in a public session.
        settings: The settings in force.
        pane: Pane the command line names.
        query: Query the command line gives.
        event: Record the command line names.
        fresh: Whether the last session is left aside altogether.
    """
    begun = Opening(pane or settings.pane, query or settings.query, event)
    if kept is None:
        return begun
    first = not kept.parent.exists()
    if fresh or settings.start == "fresh":
        return Opening(begun.pane, begun.query, begun.event, first=first)
    try:
        last = _read(kept)
    except (OSError, ValueError):
        said = "The last session cannot be read and is left aside"
        return Opening(begun.pane, begun.query, begun.event, problem=said, first=first)
    if last is None:
        return Opening(begun.pane, begun.query, begun.event, first=first)
    if pane or query or event:
        return Opening(begun.pane, begun.query, begun.event, last.modes)
    return last


def _read(path: Path) -> Opening | None:
    """The session a file holds; None when it is absent.

    Raises:
        OSError: When it cannot be read.
        ValueError: When it holds none.
    """
    try:
        if path.stat().st_size > _AT_MOST:
            raise ValueError("is too large")
        table = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    if not isinstance(table, dict):
        raise ValueError("is no table")
    texts = [table.get(name) for name in ("pane", "query", "event")]
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts):
        raise ValueError("lacks pane, query or event")
    pane, query, event = (one_line(sanitise(str(text))) for text in texts)
    return Opening(pane, query, event, _modes(table.get("modes", {})), resumed=True)


def _modes(table: Any) -> dict[str, dict[str, str | int | bool]]:
    if not isinstance(table, dict) or not all(isinstance(modes, dict) for modes in table.values()):
        raise ValueError("modes is no table of tables")
    return {
        pane: {name: value for name, value in modes.items() if isinstance(value, str | int)} for pane, modes in table.items()
    }


def keep(path: Path, database: str, left: Opening) -> None:
    """Keep a session, whole or not at all.

    Args:
        path: File from `place`.
        database: What the database is called, for a person who looks into the file.
        left: Where the app was left.

    Raises:
        OSError: When it cannot be written; the one before stays then.
    """
    table = {
        "database": database,
        "pane": left.pane,
        "query": left.query[:_LONGEST],
        "event": left.event,
        "modes": {pane: dict(modes) for pane, modes in left.modes.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not waited for on the disk: a lost session is no loss of data, and 10 ms at leaving would be felt.
    replace_file(path, (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode(), durable=False)
    with suppress(OSError):
        files = sorted(path.parent.glob("*.json"), key=lambda file: file.stat().st_mtime)
        for old in files[:-MOST_FILES]:
            old.unlink()
