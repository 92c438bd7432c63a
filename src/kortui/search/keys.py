"""Keys of an index in order, apart from the index, which opening a derived file need not import."""

from __future__ import annotations


def after(text: str) -> str:
    """The least key behind all keys that begin with a text."""
    return text[:-1] + chr(min(ord(text[-1]) + 1, 0x10FFFF))
