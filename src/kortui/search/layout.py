"""What maker and reader of the derived file have to agree on; apart from both, since reading must not import making."""

from __future__ import annotations

import os
from collections.abc import Iterable

Statement = tuple[str, Iterable[tuple[object, ...]]]
"""A statement of SQL with the values of each row that it inserts."""

VERSION = 18
"""Of the derived file's layout; a file of another version is made anew."""

STEP = 8192
"""Entries of a column from one row set made beforehand to the next."""

IDS = 128
"""Ids of events that are kept together, in order; each by itself takes a quarter of a second more for 100,000."""

FLUSH = 1 << 16
"""Events whose row lists are held as Python lists before they are packed: a list takes five times the memory."""

SPACES = {"title": 0, "text": 1, "fields": 2}
PREFIXES = {"title": 3, "text": 4}
NAMED = 5
"""Space of the rows of entities by the first letters of the words that find them."""
LONGEST_PREFIX = 3

PART = 500
"""Rows whose places are kept together: 8,000 bytes, which a page of the file holds."""


def signature(status: os.stat_result) -> str:
    """What names the state of a database file without reading it: size, time of change, inode."""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"
