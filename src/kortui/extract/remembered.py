"""What documents gave, kept between builds in the user's cache folder, each under a key of everything it was made of.

An entry is a line with the digest of what follows, and that, compressed. It is never trusted: one that is cut off, altered,
of another shape or of another document counts as absent and is made again. Entries are written whole beside their place
and renamed, so that builders in other processes see all of one or none. Nothing here can fail a build.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

import kortui
from kortui.errors import KortuiError
from kortui.extract import known, replay
from kortui.extract.filed import RowFile
from kortui.extract.known import Known
from kortui.extract.packed import Packed
from kortui.extract.packed_lines import dump, parse
from kortui.extract.readers.metadata import side_car
from kortui.extract.readers.registry import GROUP
from kortui.extract.readers.source import load
from kortui.extract.replay import Homes
from kortui.files import replace_file
from kortui.schema import SchemaError

BYTES_AT_MOST = 256 * 1024 * 1024
"""Size of the folder beyond which the entries used least recently go: some 40,000 articles."""

_STUCK = 3600
"""Seconds after which a temporary file is one that a killed builder left."""

_IN_MEMORY = 1024 * 1024
"""Bytes of an entry that are compressed in memory; larger ones in a temporary file."""

_AT_ONCE = 64 * 1024
"""Bytes read together."""

_TOGETHER = 64
"""Pieces of an entry that are compressed together."""

_ONCE, _EACH_TIME = 6, 1
"""Levels of compression, of what is written once and of what every change writes anew: at the higher one an analysis takes a
hundredth more, and reading it a sixth less."""

_PLAIN = -zlib.MAX_WBITS
"""Compressed without a checksum: an entry has a digest."""

_SUFFIX = ".json"
_GROUPS = ".groups"
"""Suffix of what tells which records of a folder were brought together."""

_LATE = ".late"
"""Suffix of what the last stages know of all records of a folder."""

_LIBRARIES = ("sentencex", "PyYAML", "trafilatura", "lxml", "pypdf")
"""Distributions whose version can change an analysis."""


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
        self.folder = folder
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

    def get(self, key: str) -> Packed | None:
        """What a document gave; None when there is nothing that can be used."""
        try:
            return parse(b"".join(self._read(key)), key)
        except (OSError, ValueError, RecursionError, SchemaError, zlib.error):
            return None

    def put(self, key: str, packed: Packed) -> None:
        """Remember what a document gave; a full disk or a folder that cannot be written to is no error."""
        self._write(key, dump(packed))

    def grouping(self, paths: Iterable[Path]) -> str:
        """What names the merging of the documents of some paths, whatever has changed in them."""
        return _digest([b"merged", self._common.encode(), *(os.fsencode(path.absolute()) for path in paths)])

    def get_homes(self, key: str, rows: RowFile) -> Homes | None:
        """Which records were brought together when the same paths were built last; None when nobody knows.

        Args:
            key: What names it.
            rows: Where to keep what was made of them.
        """
        try:
            return replay.parse(_lines(self._read(key, _GROUPS)), rows)
        except (OSError, ValueError, RecursionError, zlib.error):
            return None

    def put_homes(self, key: str, homes: Homes) -> None:
        """Remember which records were brought together."""
        self._write(key, (line + b"\n" for line in replay.dump(homes)), _GROUPS)

    def late(self, paths: Iterable[Path]) -> str:
        """What names what the last stages know of the documents of some paths, whatever has changed in them."""
        return _digest([b"late", self._common.encode(), *(os.fsencode(path.absolute()) for path in paths)])

    def get_late(self, key: str, rows: RowFile) -> Known | None:
        """What the last stages knew when the same paths were built last; None when nobody knows.

        Args:
            key: What names it.
            rows: Where to keep it.
        """
        try:
            return known.parse(_lines(self._read(key, _LATE)), rows)
        except (OSError, ValueError, RecursionError, zlib.error):
            return None

    def put_late(self, key: str, lines: Iterable[bytes]) -> None:
        """Remember what the last stages know, see `kortui.extract.known`."""
        self._write(key, (line + b"\n" for line in lines), _LATE)

    def _read(self, key: str, suffix: str = _SUFFIX) -> Iterator[bytes]:
        """The content of an entry, in pieces; nothing is given of one that is damaged.

        Raises:
            OSError: When there is none.
            ValueError: When it is damaged.
        """
        path = f"{self.folder}/{key}{suffix}"
        with open(path, "rb", buffering=0) as file:
            first = file.read(_AT_ONCE)
            head, _, rest = first.partition(b"\n")
            body, start = (BytesIO(rest), 0) if len(first) < _AT_ONCE else (file, len(head) + 1)
            body.seek(start)
            if head.decode("ascii") != _digest_of_entry(key, body):
                raise ValueError("damaged")
            with suppress(OSError):
                os.utime(path)  # used: what is used least recently goes first
            body.seek(start)
            opened = zlib.decompressobj(_PLAIN)
            while data := body.read(_AT_ONCE):
                while data:
                    yield opened.decompress(data, _AT_ONCE)
                    data = opened.unconsumed_tail
            yield opened.flush()
            if not opened.eof:
                raise ValueError("damaged")

    def _write(self, key: str, content: Iterable[bytes], suffix: str = _SUFFIX) -> None:
        path, packing = self.folder / (key + suffix), zlib.compressobj(_ONCE if suffix == _SUFFIX else _EACH_TIME, wbits=_PLAIN)
        with suppress(OSError), SpooledTemporaryFile(_IN_MEMORY) as body:
            given = iter(content)
            while some := b"".join(islice(given, _TOGETHER)):
                body.write(packing.compress(some))
            body.write(packing.flush())
            body.seek(0)
            head = _digest_of_entry(key, body).encode() + b"\n"
            body.seek(0)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(path, chain([head], iter(lambda: body.read(_AT_ONCE), b"")), durable=False)

    def prune(self, at_most: int = BYTES_AT_MOST) -> None:
        """Remove what killed builders left, and the entries used least recently when the folder is too big.

        Args:
            at_most: Bytes the entries may take together; beyond it they go down to three quarters of it.
        """
        entries: list[tuple[float, int, Path]] = []
        with suppress(OSError), os.scandir(self.folder) as listing:
            for item in listing:
                with suppress(OSError):
                    status = item.stat(follow_symlinks=False)
                    if item.name.endswith((_SUFFIX, _GROUPS, _LATE)):
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


def open_or_none(folder: Path | None, extra: Sequence[Path] = (), published: str | None = None) -> Analyses | None:
    """The analyses of a folder; None without one, or when nothing tells what they would depend on."""
    with suppress(OSError):
        return Analyses(folder, extra, published) if folder is not None else None
    return None


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


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of what is given in pieces."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest


def _digest_of_entry(key: str, file: IO[bytes]) -> str:
    """The digest of a key and of what is left of a file."""
    start = file.tell()
    size = file.seek(0, os.SEEK_END) - start
    file.seek(start)
    whole = hashlib.sha256(len(key).to_bytes(8, "big") + key.encode() + size.to_bytes(8, "big"))
    while data := file.read(_AT_ONCE):
        whole.update(data)
    return whole.hexdigest()


def _digest(parts: Iterable[bytes]) -> str:
    """One digest of several parts, each with its length, so that no two rows of parts run together alike."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
