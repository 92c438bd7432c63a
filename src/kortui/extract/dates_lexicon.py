"""The words of `lexicons/dates.toml` as pieces of regular expressions."""

from __future__ import annotations

import re

from kortui.extract.lexicon import load


def any_of(table: str, *keys: str) -> str:
    """A group that matches any entry of lists of the lexicon, the longest first, each ending at a word's end.

    Args:
        table: Table of the file.
        keys: Lists of the table.
    """
    entries = sorted({entry for key in keys for entry in load("dates")[table][key]}, key=lambda e: (-len(e), e))
    return f"(?:{'|'.join(map(_piece, entries))})"


def _piece(entry: str) -> str:
    words = re.escape(entry).replace(r"\ ", r"[\s\xa0]")
    return words + (r"\b" if entry[-1].isalnum() else "")


def entries(table: str, key: str) -> frozenset[str]:
    """The entries of one list."""
    return frozenset(load("dates")[table][key])
