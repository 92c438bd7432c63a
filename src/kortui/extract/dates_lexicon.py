"""The words of `lexicons/dates.toml` as pieces of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui.extract.lexicon import load


def any_of(table: str, *keys: str) -> str:
    """A group that matches any entry of lists of the lexicon, the longest first, each ending at a word's end.

    Args:
        table: Table of the file.
        keys: Lists of the table.
    """
    entries = sorted({entry for key in keys for entry in load("dates")[table][key]}, key=lambda e: (-len(e), e))
    return f"(?:{_either(entries)})"


def _either(entries: Sequence[str]) -> str:
    """An alternation of entries, or of their ends, those with one first letter together.

    A search then tries a branch a letter and not one an entry: a quarter of the time with fifty entries. Entries of different
    first letters never match in one place, so their order among each other says nothing.
    """
    if len(entries) < 2 or not all(e[:1].isascii() and e[:1].isalpha() and e[0].islower() for e in entries):
        return "|".join(map(_piece, entries))
    letters: dict[str, list[str]] = {}
    for entry in entries:
        letters.setdefault(entry[0], []).append(entry[1:])
    return "|".join(f"{letter}(?:{_either(rest)})" for letter, rest in letters.items())


def _piece(entry: str) -> str:
    words = re.escape(entry).replace(r"\ ", r"[\s\xa0]")
    return words + (r"\b" if entry[-1:].isalnum() or not entry else "")


def entries(table: str, key: str) -> frozenset[str]:
    """The entries of one list."""
    return frozenset(load("dates")[table][key])
