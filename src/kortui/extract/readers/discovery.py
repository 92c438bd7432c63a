"""From the paths a person names to the files a build reads, in an order that never changes."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kortui.extract.readers.databases import DATABASE, begins_as_database
from kortui.extract.readers.registry import suffixes
from kortui.made import OneByOne

COMPANIONS = frozenset({"review.toml", "gazetteer.toml", "kortui.json"})
"""Files that stand beside documents and are none: editorial decisions, a user's gazetteer, a built database."""

DEPTH_AT_MOST = 64
"""Deepest folder below a named one: deeper trees are a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that gave no document.

    Attributes:
        path: The path.
        why: The reason, as a clause.
        fault: Whether something is wrong with it (missing, unreadable); False when it is just no document.
        named: Whether it is told by its name though nothing is wrong.
    """

    path: Path
    why: str
    fault: bool = False
    named: bool = False


class Files(OneByOne[Path]):
    """Files whose paths are made as they are reached: a path that is kept costs four times the memory of its text.

    Args:
        paths: As texts.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._ends, whole = array("Q"), bytearray()
        for path in paths:
            whole += os.fsencode(path)
            self._ends.append(len(whole))
        self._paths = bytes(whole)

    def __len__(self) -> int:
        return len(self._ends)

    def at(self, index: int) -> Path:
        """A file."""
        place = range(len(self._ends))[index]
        return Path(os.fsdecode(self._paths[self._ends[place - 1] if place else 0 : self._ends[place]]))


@dataclass(frozen=True, slots=True)
class Discovered:
    """Documents in order of their path, and what was left out."""

    files: Files
    skipped: tuple[Skipped, ...]


def discover(paths: Sequence[Path]) -> Discovered:
    """Find the documents that paths stand for.

    A named file is always taken, whatever its name. A folder is searched, hidden names left out, for files whose suffix
    a reader knows; companions and side-cars (``<stem>.json``) are no documents. Links inside the named folders are followed,
    but no folder is entered twice; a link that leads out of them is left out, for what it brings in nobody named.

    Args:
        paths: Files and folders.
    """
    known = suffixes()
    files: dict[str, str] = {}  # the texts alone: a path costs four times as much
    skipped: list[Skipped] = []
    entered: set[tuple[int, int]] = set()
    named = tuple(_identity(path) for path in paths)
    folders = lru_cache(maxsize=64)(_identity)  # asked for each file in it: resolving costs a look at every part of a path
    for path in paths:
        try:
            is_folder = path.is_dir()
            exists = is_folder or path.exists()
        except OSError as error:  # a link to itself, a name too long
            skipped.append(Skipped(path, _reason(error), fault=True))
            continue
        if not exists:
            skipped.append(Skipped(path, "a link that leads nowhere" if path.is_symlink() else "no such file", fault=True))
        elif not is_folder:
            files.setdefault(str(_identity(path)), str(path))
        else:
            for found in _walk(path, known, entered, named):
                if isinstance(found, Skipped):
                    skipped.append(found)
                else:
                    whole = _identity(found) if found.is_symlink() else folders(found.parent) / found.name
                    files.setdefault(str(whole), str(found))
    ordered = sorted(files.values(), key=lambda path: path.replace(os.sep, "/"))
    return Discovered(Files(ordered), tuple(sorted(skipped, key=lambda s: (s.path.as_posix(), s.why))))


def _identity(path: Path) -> Path:
    """What makes two paths the same file: the path with its links resolved."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _reason(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else str(error)


def _walk(top: Path, known: frozenset[str], entered: set[tuple[int, int]], named: Sequence[Path]) -> Iterator[Path | Skipped]:
    """Files below a folder, iteratively: a hostile tree must not exhaust the stack."""
    pending = [(top, 0)]
    while pending:
        folder, depth = pending.pop()
        try:
            status = folder.stat()
            key = (status.st_dev, status.st_ino)
            if key in entered:
                if folder != top:
                    yield Skipped(folder, "a link back to a folder already read")
                continue
            entered.add(key)
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            yield Skipped(folder, _reason(error), fault=True)
            continue
        names = {e.name for e in entries}
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            try:
                is_folder, is_file = entry.is_dir(), entry.is_file()
            except OSError as error:
                yield Skipped(path, _reason(error), fault=True)
                continue
            if (is_folder or is_file) and entry.is_symlink() and not _is_within(path, named):
                what = "folder" if is_folder else "file"
                yield Skipped(path, f"a link out of the folder, not followed; name the {what} it leads to", fault=True)
            elif is_folder:
                if depth >= DEPTH_AT_MOST:
                    yield Skipped(path, f"deeper than {DEPTH_AT_MOST} folders", fault=True)
                else:
                    pending.append((path, depth + 1))
            elif entry.name in COMPANIONS or _is_side_car(path, names, known):
                continue
            elif not is_file:
                broken = entry.is_symlink()
                yield Skipped(path, "a link that leads nowhere" if broken else "not an ordinary file", fault=broken)
            elif path.suffix.lower() in known:
                yield path
            elif path.suffix.lower() == ".json" and begins_as_database(path):
                yield Skipped(path, f"{DATABASE}; left out", named=True)
            else:
                yield Skipped(path, "not a kind of file kortui reads; name the file itself to read it anyway")


def _is_within(link: Path, named: Sequence[Path]) -> bool:
    target = _identity(link)
    return any(target.is_relative_to(one) for one in named)


def _is_side_car(path: Path, names: set[str], known: frozenset[str]) -> bool:
    return path.suffix == ".json" and any(path.stem + suffix in names for suffix in known)
