"""Addresses of documents: which are links that can be cited and followed, and which would run something."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[\W_]*(?P<scheme>[a-z][a-z0-9+-]*)\s*:(?!\d+(?:/|$))", re.IGNORECASE)
"""What an address begins with; "archive.example:8080/a" and "localhost:8080" have a port there, and no scheme."""
_CITED = frozenset(
    ("http", "https", "ftp", "ftps", "sftp", "doi", "urn", "hdl", "info", "ark", "isbn", "issn", "arxiv", "pmid", "gopher",
     "gemini", "ipfs", "nntp", "news")
)  # fmt: skip
"""Schemes of what stands somewhere to be read, or has a name in a register."""


def is_link(address: str) -> bool:
    """Whether an address can be cited: ``example.org/a`` and ``doi:10.1/2`` can, ``javascript:…`` and ``data:…`` cannot.

    Args:
        address: On one line.
    """
    found = _SCHEME.match(address)
    return found is None or found["scheme"].lower() in _CITED
