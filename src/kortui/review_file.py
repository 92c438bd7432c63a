"""Decisions written to `review.toml`, one table a decision; a person's comments, order and other tables stay."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kortui.errors import ReviewError, ReviewWriteError
from kortui.files import locked, replace_file
from kortui.review import FIELDS, Decision, load


def decide(path: Path, decision: Decision) -> None:
    """Write one decision to a file, in place of an earlier one of the same action's record; other text of the file stays.

    The file is replaced whole or not at all, under a lock, so that two writers lose nothing.

    Args:
        path: The file; made when absent.
        decision: What was decided.

    Raises:
        ReviewError: When the file is not one of decisions, or cannot be written.
    """
    _rewrite(path, decision.id, _toml(decision))


def forget(path: Path, identifier: str) -> bool:
    """Take back what a file decides of a record.

    Args:
        path: The file; nothing is made where there is none.
        identifier: The record's id.

    Returns:
        Whether it decided anything.

    Raises:
        ReviewError: When the file is not one of decisions, or cannot be written.
    """
    return path.exists() and _rewrite(path, identifier, "")


_TABLE = re.compile(r"^\[\[(?:accept|reject|edit|merge|add)\]\][^\n]*\n(?:(?!^\[\[)[^\n]*(?:\n|\Z))*", re.MULTILINE)


def _rewrite(path: Path, identifier: str, block: str) -> bool:
    """Replace a record's decisions by a block; a file that would be the same is left alone."""
    try:
        with locked(path):
            old = ""
            if path.exists():
                if not path.stat().st_mode & 0o222:  # replacing it needs leave of the folder alone
                    raise ReviewError("is read-only", str(path), "allow writing it, or name another file")
                load(path)
                old = path.read_text(encoding="utf-8")
            kept, gone = _without(old, identifier)
            if not block and not gone:
                return False
            text = "\n\n".join(part for part in (kept, block) if part) + "\n"
            replace_file(path, text.encode())
            return bool(gone)
    except OSError as error:
        raise ReviewWriteError("cannot be written", str(path), error.strerror or str(error)) from error


def _without(text: str, identifier: str) -> tuple[str, int]:
    """A file's text without the decisions on a record, and how many these were."""
    mine = [m for m in _TABLE.finditer(text) if identifier and _is_of(m[0], identifier)]
    kept, at = [], 0
    for table in mine:
        kept.append(text[at : table.start()])
        at = table.end()
    return "".join([*kept, text[at:]]).rstrip("\n"), len(mine)


def _is_of(table: str, identifier: str) -> bool:
    rows = next(iter(tomllib.loads(table).values()))
    return bool(rows[0].get("id") == identifier)


def _toml(decision: Decision) -> str:
    rows: list[tuple[str, Any]] = [("id", decision.id), ("document", decision.document), ("quote", decision.quote)]
    rows += [(key, decision.changes[key]) for key in FIELDS if key in decision.changes]
    rows += [("with", list(decision.others)), ("note", decision.note)]
    lines = [f"{key} = {_value(value)}" for key, value in rows if value not in ("", []) or key in decision.changes]
    return "\n".join([f"[[{decision.action}]]", *lines])


def _value(value: Any) -> str:
    """A TOML value; a JSON string is a TOML basic string."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{k} = {_value(v)}' for k, v in value.items() if v is not None)} }}"
    return json.dumps(value, ensure_ascii=False)
