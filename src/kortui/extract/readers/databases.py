"""Telling a database of kortui from a document: what a build has written holds sentences, but is none to read anew."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kortui.extract.readers.source import HEAD

DATABASE = "is a kortui database, not a document"
"""What is wrong with one where a document was expected."""

DATABASE_MEND = "name the documents it was built from; `kortui FILE` opens it"
"""What to do then."""

_BEGINS = re.compile(rb'\s*\{\s*"meta"\s*:\s*\{\s*"\d+"\s*:\s*\{')
_MARKS = (b'"meta"', b'"kortui"', b'"schema"', b'"documents"', b'"events"')


def is_database(raw: bytes) -> bool:
    """Whether bytes are a database, whole or its beginning, as kortui writes it; whole ones also in another order of tables.

    Args:
        raw: The bytes of a file.
    """
    head = raw[:HEAD]
    if not head.lstrip().startswith(b"{"):
        return False
    if _BEGINS.match(head) and b'"kortui"' in head and b'"schema"' in head:
        return True
    if not all(mark in raw for mark in _MARKS):
        return False
    try:
        tables = json.loads(raw)
        about = next(iter(tables["meta"].values()))
        return {"kortui", "schema"} <= about.keys() and isinstance(tables["events"], dict)
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError, StopIteration):
        return False


def begins_as_database(path: Path) -> bool:
    """Whether a file begins as a database does; False of one that cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_database(file.read(HEAD))
    except OSError:
        return False
