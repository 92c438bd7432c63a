"""Bytes of a document from disk, and from bytes to harmless text."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from kortui.errors import DocumentError
from kortui.text import sanitise

SIZE_AT_MOST = 64 * 1024 * 1024
"""Largest document in bytes; a novel is 1 MB, and a reader should not wait for a disk image to prove itself no text."""

HEAD = 4096
"""Characters of the beginning by which formats are told apart."""

_TERMINAL = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"  # titles and links
    "|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ\\\\=>`-~]"
)
"""Sequences that a terminal obeys and does not show (ECMA-48), as saved output of commands holds them."""

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def load(path: Path) -> bytes:
    """The bytes of a document.

    Args:
        path: An ordinary file or a link to one; pipes and devices are refused without opening them.

    Raises:
        DocumentError: When it is missing, unreadable, not an ordinary file, empty or too big.
    """
    where = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError("is not an ordinary file", where, "name a text, Markdown, wiki, HTML or PDF file")
        if status.st_size > SIZE_AT_MOST:
            size = status.st_size // (1024 * 1024)
            raise DocumentError(f"is too big ({size} MB, at most {SIZE_AT_MOST // (1024 * 1024)} MB)", where, "split it")
        with path.open("rb") as file:
            raw = file.read(SIZE_AT_MOST + 1)  # a file that grows under us stays bounded
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise DocumentError(f"cannot be read ({reason})", where, "check the path and its permissions") from error
    if len(raw) > SIZE_AT_MOST:
        raise DocumentError("is too big", where, "split it")
    if not raw.strip(b" \t\r\n\x0b\x0c"):
        raise DocumentError("is empty", where)
    return raw


def decode(raw: bytes, where: str) -> str:
    """Sanitised text of UTF-8 bytes, without a byte order mark and without sequences for a terminal.

    Raises:
        DocumentError: When the bytes are binary or in another encoding.
    """
    if raw[:2] in _OTHER_MARKS:
        raise DocumentError(f"is {_OTHER_MARKS[raw[:2]]}, not UTF-8", where, "save it as UTF-8")
    if b"\0" in raw:
        raise DocumentError("is binary, not text", where, "name a text, Markdown, wiki, HTML or PDF file")
    try:
        text = raw.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"is not UTF-8 (line {line}, byte {error.start})", where, "save it as UTF-8") from error
    text = sanitise(_TERMINAL.sub("", text))
    if not text.strip():
        raise DocumentError("is empty", where)
    return text
