"""Large databases open from a derived file in the cache folder: index and places of records, never trusted, replaceable.

A derived file belongs to one state of one database file: size, time of change and inode are compared when it is opened,
the hash of the content by `verify`, off the first frame's path. Where only the state is another, `kortui.search.content` finds
out whether the content is the same. One that is absent, of other content or damaged is made anew (`kortui.search.deriving`);
where that cannot be done, on a full disk say, the database is read whole and searched in memory.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from kortui.model import Conflict, Document, Entity, Library, Series
from kortui.search.layout import VERSION
from kortui.search.lazy import DatabaseFile, LazyEvents, LazyRows
from kortui.search.lazy_index import LazyIndex
from kortui.search.places import StoredPlaces
from kortui.search.stored import StoredPostings
from kortui.search.stored_file import Damage, DerivedDamagedError
from kortui.search.taken import remember

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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
    damage = Damage(target)
    file = DatabaseFile(descriptor, damage)
    try:
        connection = connect(target)
    except sqlite3.Error:
        return None
    try:
        meta = meta_of(connection, target)
        if meta.get("signature") != file.signature and not _fits(target, file.signature, meta):
            connection.close()
            return None
        return _library(connection, file, meta, damage)
    except (sqlite3.Error, ValueError, KeyError, TypeError, OSError, DerivedDamagedError):
        connection.close()
        discard(database, cache)
        return None


def _fits(target: str, state: str, meta: dict[str, Any]) -> bool:
    """Whether a database in another state than when its derived file was made is known to have the same content."""
    from kortui.search.content import is_noted  # 3 ms with hashlib

    return is_noted(target, state, meta)


def adopt(database: Path, library: Library, cache: Path | None = None) -> list[Sequence[object]] | None:
    """Have a library that was read whole read its records through the database's derived file from now on.

    Returns:
        The sequences of records it held until now, which can be let go; None when there is no derived file of these records.
    """
    found = load(database, cache)
    if found is None or found.sha256 != library.sha256 or len(found.events) != len(library.events):
        return None
    names = ("events", "documents", "entities", "series", "conflicts")
    held = [getattr(library, name) for name in names]
    for name in (*names, "index"):
        object.__setattr__(library, name, getattr(found, name))
    return held


def connect(target: str | os.PathLike[str]) -> sqlite3.Connection:
    """Open a derived file for reading.

    Raises:
        sqlite3.Error: When there is none.
    """
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


def meta_of(connection: sqlite3.Connection, target: str | os.PathLike[str]) -> dict[str, Any]:
    """What the file says of itself.

    Raises:
        ValueError: When it is incomplete, cut short or of another version.
    """
    meta = dict(connection.execute("select key, value from meta where key not in ('labels', 'names')"))
    [pages], [page_size] = connection.execute("pragma page_count").fetchone(), connection.execute("pragma page_size").fetchone()
    if meta.get("version") != VERSION or meta.get("complete") != 1 or pages * page_size != os.stat(target).st_size:
        raise ValueError("incomplete or of another version")
    return meta


def _library(connection: sqlite3.Connection, file: DatabaseFile, meta: dict[str, Any], damage: Damage) -> Library:
    tables = connection.execute("select * from record")
    places = {kind: StoredPlaces(connection, size, first, damage) for kind, size, first in tables}
    empty = StoredPlaces(connection, 0, 0, damage)
    postings = StoredPostings(connection, int(meta["size"]), damage)
    events = LazyEvents(file, places.get("events", empty))
    if len(events) != postings.size:
        raise ValueError("another number of events")
    library = Library(
        LazyRows(file, Document, places.get("documents", empty), keep=64), events,
        LazyRows(file, Entity, places.get("entities", empty), keep=1 << 20),
        LazyRows(file, Series, places.get("series", empty)), LazyRows(file, Conflict, places.get("conflicts", empty)),
        str(meta["library_sha256"]),
    )  # fmt: skip
    index = LazyIndex(library, events, postings)
    object.__setattr__(library, "index", index)
    events.texts = index.document
    remember(library, postings)
    return library


def verify(database: Path, cache: Path | None = None) -> bool:
    """Whether the derived file is whole and was made from the database's very content; it is discarded when not.

    Reads both files whole: a second for 100,000 events. For a thread or a child process, after the first frame.
    """
    from kortui.search.content import digest

    target = path_of(database, cache)
    try:
        with database.open("rb") as file:
            content = digest(file)
        with closing(connect(target)) as connection:
            whole = connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
            if whole and meta_of(connection, target).get("sha256") == content:
                return True
    except (OSError, ValueError, sqlite3.Error):
        pass
    discard(database, cache)
    return False


def discard(database: str | os.PathLike[str], cache: Path | None = None) -> None:
    """Throw the derived file away; programs that have it open go on reading it."""
    with suppress(OSError):
        os.unlink(_place_of(database, cache))
