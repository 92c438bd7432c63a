"""Large databases open from a derived file in the cache folder: index and places of records, never trusted, replaceable.

A derived file belongs to one state of one database file: size, time of change and inode are compared when it is opened,
the hash of the content by `verify`, off the first frame's path. One that is absent, older or damaged is made anew by a child
process (`start`); where that cannot be done, on a full disk say, the database is read whole and searched in memory.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from kortui.model import Conflict, Document, Entity, Event, Library, Series
from kortui.records import dataclass
from kortui.search.layout import VERSION, signature
from kortui.search.lazy import DatabaseFile, LazyEvents, LazyIndex, LazyRows
from kortui.search.packed import numbers_in
from kortui.search.stored import DerivedDamagedError, StoredPostings
from kortui.search.taken import index_of, remember

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

__all__ = ["LARGE", "DerivedDamagedError", "adopt", "discard", "load", "make", "path_of", "start", "verify"]

LARGE = 8_000_000
"""Bytes of a database from which on it is worth deriving: some 8,000 events, a quarter of a second of reading."""

_STUCK = 3600
"""Seconds without a write after which a temporary file is nobody's: the number of its process may be another's by then."""

_MAPPED = 1 << 28
"""Bytes of the file that SQLite reads by memory map; they are shared and not counted as the program's own."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/")
"""Characters of a path that stand for themselves in a URI."""


def path_of(database: str | os.PathLike[str], cache: Path | None = None) -> Path:
    """Where the derived file of a database belongs.

    Args:
        database: The database.
        cache: Folder to keep derived files in; None is kortui's cache folder.
    """
    from pathlib import Path

    return Path(_place_of(database, cache))


def _place_of(database: str | os.PathLike[str], cache: Path | None) -> str:
    from kortui import places

    place = os.fsencode(os.path.realpath(database))
    name = f"{zlib.crc32(place):08x}{zlib.crc32(place[::-1]):08x}"  # the signature tells files apart; hashlib takes 3 ms
    return os.path.join(places.cache() if cache is None else cache, "search", f"{name}.sqlite")


def load(database: str | os.PathLike[str], cache: Path | None = None) -> Library | None:
    """Open a database through its derived file.

    Returns:
        A library that reads records as they are looked at, its index taken in for `Searcher` and facets; None when there is no
        derived file of the database as it is.
    """
    target = _place_of(database, cache)
    try:
        descriptor = os.open(database, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    file = DatabaseFile(descriptor)
    try:
        connection = _connect(target)
    except sqlite3.Error:
        return None
    try:
        meta = _meta(connection, target)
        if meta.get("signature") != signature(os.fstat(descriptor)):
            connection.close()
            return None
        return _library(connection, file, meta)
    except (sqlite3.Error, ValueError, KeyError, TypeError, OSError, DerivedDamagedError):
        connection.close()
        discard(database, cache)
        return None


def adopt(database: Path, library: Library, cache: Path | None = None) -> bool:
    """Give a library that was read whole the index of the database's derived file; whether there is one of its records."""
    found = load(database, cache)
    if found is None or found.sha256 != library.sha256 or len(found.events) != len(library.events):
        return False
    remember(library, index_of(found))
    return True


def _connect(target: str | os.PathLike[str]) -> sqlite3.Connection:
    uri = f"file:{_quoted(target)}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    connection.execute(f"pragma mmap_size = {_MAPPED}")
    return connection


def _quoted(path: str | os.PathLike[str]) -> str:
    plain = os.fspath(path)
    if _PLAIN.issuperset(plain):
        return plain
    from urllib.parse import quote  # 3 ms

    return quote(plain)


def _meta(connection: sqlite3.Connection, target: str | os.PathLike[str]) -> dict[str, Any]:
    """What the file says of itself.

    Raises:
        ValueError: When it is incomplete, cut short or of another version.
    """
    meta = dict(connection.execute("select key, value from meta"))
    [pages], [page_size] = connection.execute("pragma page_count").fetchone(), connection.execute("pragma page_size").fetchone()
    if meta.get("version") != VERSION or meta.get("complete") != 1 or pages * page_size != os.stat(target).st_size:
        raise ValueError("incomplete or of another version")
    return meta


def _library(connection: sqlite3.Connection, file: DatabaseFile, meta: dict[str, Any]) -> Library:
    places = {
        kind: (numbers_in("Q", starts), numbers_in("I", lengths), numbers_in("I", sums))
        for kind, starts, lengths, sums in connection.execute("select * from record")
    }
    empty = (numbers_in("Q", b""), numbers_in("I", b""), numbers_in("I", b""))
    postings = StoredPostings(connection, int(meta["size"]), meta)
    events = LazyEvents(file, Event, places.get("events", empty))
    if len(events) != postings.size:
        raise ValueError("another number of events")
    library = Library(
        LazyRows(file, Document, places.get("documents", empty), keep=64), events,
        LazyRows(file, Entity, places.get("entities", empty), keep=1 << 20),
        LazyRows(file, Series, places.get("series", empty)), LazyRows(file, Conflict, places.get("conflicts", empty)),
        str(meta["library_sha256"]),
    )  # fmt: skip
    index = LazyIndex(library, postings)
    object.__setattr__(library, "index", index)
    events.texts = index.document
    remember(library, postings)
    return library


def verify(database: Path, cache: Path | None = None) -> bool:
    """Whether the derived file is whole and was made from the database's very content; it is discarded when not.

    Reads both files whole: a second for 100,000 events. For a thread or a child process, after the first frame.
    """
    import hashlib

    target = path_of(database, cache)
    try:
        digest = hashlib.sha256()
        with database.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
        with closing(_connect(target)) as connection:
            whole = connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
            if whole and _meta(connection, target).get("sha256") == digest.hexdigest():
                return True
    except (OSError, ValueError, sqlite3.Error):
        pass
    discard(database, cache)
    return False


def discard(database: str | os.PathLike[str], cache: Path | None = None) -> None:
    """Throw the derived file away; programs that have it open go on reading it."""
    with suppress(OSError):
        os.unlink(_place_of(database, cache))


@dataclass(slots=True)
class Making:
    """A child process that makes a derived file."""

    process: subprocess.Popen[bytes]

    @property
    def done(self) -> bool | None:
        """Whether the file was made; None while it is being made."""
        code = self.process.poll()
        return None if code is None else code == 0

    @property
    def problem(self) -> str:
        """Why nothing was made, as a clause; only when it is done."""
        from kortui.search.sharing import FAILED, NOT_DERIVABLE

        known = {
            NOT_DERIVABLE: "the database is of another layout",
            FAILED: "its folder is full or read-only",
        }
        return known.get(self.process.poll() or 0, "its making was ended")

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether the file was made.

        Raises:
            subprocess.TimeoutExpired: When it takes longer than `timeout` seconds.
        """
        return self.process.wait(timeout) == 0

    def stop(self) -> None:
        """End the child; what it has written is thrown away by the next one."""
        self.process.terminate()
        self.process.wait()


@dataclass(slots=True)
class Elsewhere:
    """Another program that makes the derived file of a database."""

    target: Path
    problem: str = "who made it gave up"

    @property
    def done(self) -> bool | None:
        """Whether the file was made; None while it is being made."""
        return None if _made_by(self.target) else self.target.exists()


def elsewhere(database: str | os.PathLike[str], cache: Path | None = None) -> Elsewhere | None:
    """The other program that makes the derived file of a database; None when there is none."""
    target = path_of(database, cache)
    return Elsewhere(target) if _made_by(target) else None


def _made_by(target: Path) -> bool:
    """Whether some program writes a derived file."""
    try:
        return any(map(_alive, target.parent.glob(f".{target.name}.*.tmp")))
    except OSError:
        return False


def start(database: str | os.PathLike[str], cache: Path | None = None) -> Making | None:
    """Make the derived file in a child process; None when another one is at it, or no process or folder can be made."""
    import subprocess

    target = path_of(database, cache)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in target.parent.glob(f".{target.name}.*.tmp"):
            if _alive(left):
                return None
            left.unlink(missing_ok=True)
        command = [sys.executable, "-m", "kortui.search.build", os.fspath(database), str(target)]
        nothing = subprocess.DEVNULL
        return Making(subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True))
    except OSError:
        return None


def _alive(temporary: Path) -> bool:
    """Whether the process that writes a temporary file is still there."""
    number = temporary.name.split(".")[-2]
    try:
        if not number.isdigit() or time.time() - temporary.stat().st_mtime > _STUCK:
            return False
        os.kill(int(number), 0)
    except (ProcessLookupError, FileNotFoundError):
        return False
    except PermissionError:
        return True
    return True


def make(database: Path, cache: Path | None = None) -> bool:
    """Make the derived file here and now; whether it was made."""
    making = start(database, cache)
    return making is not None and making.wait()
