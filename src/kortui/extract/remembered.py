"""Analyses kept between builds in the user's cache folder, each under a key of everything it was made of.

An entry is a line with the digest of what follows, and one JSON object. It is never trusted: one that is cut off, altered,
of another shape or of another document counts as absent and is made again. Entries are written whole beside their place
and renamed, so that builders in other processes see all of one or none. Nothing here can fail a build.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import kortui
from kortui import edtf
from kortui.errors import KortuiError
from kortui.extract.readers.metadata import side_car
from kortui.extract.readers.registry import GROUP
from kortui.extract.readers.source import load
from kortui.extract.spans import AmountSpan, Analysis, DateSpan, EntitySpan, Sentence
from kortui.files import replace_file
from kortui.model import Document, Entity, Event
from kortui.schema import SchemaError, from_row, to_row

BYTES_AT_MOST = 256 * 1024 * 1024
"""Size of the folder beyond which the entries used least recently go: some 10,000 articles."""

_STUCK = 3600
"""Seconds after which a temporary file is one that a killed builder left."""

_SUFFIX = ".json"
_LIBRARIES = ("sentencex", "PyYAML", "trafilatura", "lxml", "pypdf")
"""Distributions whose version can change an analysis."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a document; its bounds follow from the document."""

    document: Document
    sentences: tuple[Sentence, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    entities: tuple[EntitySpan, ...]
    events: tuple[Event, ...]
    found: tuple[Entity, ...]


class Analyses:
    """The analyses remembered for one build.

    Args:
        folder: Where entries are; made when the first is written.
        extra: Gazetteer files of the build.
        published: The build's date of publication.

    Raises:
        OSError: When kortui's own code or a gazetteer file cannot be read.
    """

    def __init__(self, folder: Path, extra: Sequence[Path] = (), published: str | None = None) -> None:
        self._folder = folder
        self._common = _digest(
            [fingerprint().encode(), *(path.read_bytes() for path in extra), b"" if published is None else published.encode()]
        )

    def key(self, path: Path) -> str | None:
        """What names the analysis of a file; None when the file cannot be read, which its reader will explain."""
        beside = side_car(path)
        try:
            more = load(beside) if beside != path and beside.is_file() else b""
            return _digest([self._common.encode(), os.fsencode(path.name), load(path), b"-" if beside == path else more])
        except (OSError, KortuiError):
            return None

    def get(self, key: str) -> tuple[Analysis, tuple[Entity, ...]] | None:
        """A remembered analysis with its entities outside the gazetteer; None when there is none that can be used."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            if head.decode("ascii") != _digest([key.encode(), body]):
                return None
            entry = from_row(_Entry, json.loads(body), "analysis")
        except (OSError, ValueError, RecursionError, SchemaError):
            return None
        with suppress(OSError):
            os.utime(path)  # used: what is used least recently goes first
        document = entry.document
        published = edtf.bounds(document.published or document.published_bounds)
        analysis = Analysis(document, published, entry.sentences, entry.dates, entry.amounts, entry.entities, entry.events)
        return analysis, entry.found

    def put(self, key: str, analysis: Analysis, found: tuple[Entity, ...]) -> None:
        """Remember an analysis; a full disk or a folder that cannot be written to is no error."""
        entry = _Entry(
            analysis.document, analysis.sentences, analysis.dates, analysis.amounts, analysis.entities, analysis.events, found
        )
        body = json.dumps(to_row(entry), ensure_ascii=False, separators=(",", ":")).encode()
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(path, _digest([key.encode(), body]).encode() + b"\n" + body, durable=False)

    def prune(self, at_most: int = BYTES_AT_MOST) -> None:
        """Remove what killed builders left, and the entries used least recently when the folder is too big.

        Args:
            at_most: Bytes the entries may take together; beyond it they go down to three quarters of it.
        """
        entries: list[tuple[float, int, Path]] = []
        with suppress(OSError), os.scandir(self._folder) as listing:
            for item in listing:
                with suppress(OSError):
                    status = item.stat(follow_symlinks=False)
                    if item.name.endswith(_SUFFIX):
                        entries.append((status.st_mtime, status.st_size, Path(item.path)))
                    elif item.name.endswith(".tmp") and time.time() - status.st_mtime > _STUCK:
                        Path(item.path).unlink()
        size = sum(bytes_ for _, bytes_, _ in entries)
        if size <= at_most:
            return
        for _, bytes_, path in sorted(entries):
            if size <= at_most * 3 // 4:
                break
            with suppress(OSError):
                path.unlink()
                size -= bytes_

    def _path(self, key: str) -> Path:
        return self._folder / (key + _SUFFIX)


@cache
def fingerprint() -> str:
    """A digest of all that makes an analysis but the documents: kortui's code and lexicons, Python, libraries, other readers.

    Raises:
        OSError: When kortui does not run from files.
    """
    root = Path(kortui.__file__).parent
    code = [*root.glob("*.py"), *(root / "model").glob("*.py"), *(root / "extract").rglob("*.py")]
    code += (root / "extract").rglob("*.toml")
    if not code:
        raise FileNotFoundError(str(root))
    parts = [kortui.__version__, sys.version, unicodedata.unidata_version, *map(_version, _LIBRARIES)]
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        parts += [entry.name, entry.value, entry.dist.version if entry.dist else ""]
    files = [part for path in sorted(code) for part in (path.relative_to(root).as_posix().encode(), path.read_bytes())]
    return _digest([*(part.encode() for part in parts), *files])


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _digest(parts: Iterable[bytes]) -> str:
    """One digest of several parts, each with its length, so that no two rows of parts run together alike."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
