"""A person's notes on records: one JSON file in the user's state folder, replaced whole on each change, under a lock.

A note knows its record by id, and by document, quote and type: a rebuild may change an id while the sentence stays. One whose
record is gone is kept and listed as orphaned. The file holds the notes on all databases; each names the one it was written on,
so that a note on another database is not taken for an orphan of this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kortui.files import locked, replace_file
from kortui.records import dataclass, fields_of, replace, values_of
from kortui.text import sanitise

if TYPE_CHECKING:
    from kortui.model import Event, Library

FILE = "notes.json"
"""Name of the file in the state folder."""

LONGEST = 4000
"""Characters of a note; what is typed or pasted beyond is cut."""

_AT_MOST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    Attributes:
        id: Id of the record.
        text: What was written; lines end with a line feed.
        document: Id of the document of the record's first evidence.
        quote: That evidence's sentence.
        type: The record's type.
        title: The record's title when the note was written; all that is left to show of one that is gone.
        database: Path of the database it was written on; empty for the one kortui comes with.
    """

    id: str
    text: str
    document: str = ""
    quote: str = ""
    type: str = ""
    title: str = ""
    database: str = ""


class Notes:
    """The notes of one person on one library; without a file they last as long as the program.

    Args of the constructor: the file, the library, and what to call its database.
    """

    def __init__(self, path: Path | None = None, library: Library | None = None, database: str = "") -> None:
        self._path = path
        self.library = library
        """What the records of the notes are looked for in."""

        self._database = database
        self._all: dict[str, Note] = {}
        self._found: dict[str, Note] | None = None
        self._unkept: list[tuple[str, Note]] = []
        self.version = 0
        self.problem = ""
        """What went wrong with the file, in a line; empty when nothing did."""
        if path is not None:
            try:
                self._all = _read(path)
            except (OSError, ValueError) as error:
                self._path = None  # a file we cannot read is not ours to overwrite
                self.problem = f"notes cannot be read from {path}: {_why(error)}; new ones will not be kept"

    @property
    def by_record(self) -> Mapping[str, Note]:
        """The notes whose records are in the library, by the id the record has now."""
        if self._found is None:
            self._found = {}
            if self._all and self.library is not None:
                row = self.library.index.row
                self._found = {note.id: note for note in self._all.values() if note.id in row}
                for note in self._all.values():
                    event = None if note.id in row else _by_quote(self.library, note)
                    if event is not None and event not in self._found:
                        self._found[event] = note
        return self._found

    @property
    def orphans(self) -> tuple[Note, ...]:
        """Notes written on this database whose records are gone from it."""
        held = {note.id for note in self.by_record.values()}
        return tuple(n for n in self._all.values() if n.id not in held and n.database == self._database)

    @property
    def elsewhere(self) -> int:
        """How many notes belong to other databases."""
        return len(self._all) - len(self.by_record) - len(self.orphans)

    def of(self, event: Event) -> str:
        """The note on a record; empty when there is none."""
        note = self.by_record.get(event.id)
        return note.text if note else ""

    def put(self, event: Event, text: str) -> None:
        """Write the note on a record in place of the one before; an empty text takes it away.

        A note that cannot be kept in the file is kept in memory, and `problem` says so.
        """
        old, cited = self.by_record.get(event.id), event.evidence[0]
        made = Note(event.id, clean(text), cited.document, cited.exact, event.type, event.title, self._database)
        self._change(old.id if old else "", made)

    def put_orphan(self, note: Note, text: str) -> None:
        """Change a note whose record is gone; an empty text takes it away."""
        self._change(note.id, replace(note, text=clean(text)))

    def _change(self, old: str, new: Note) -> None:
        _exchange(self._all, old, new)
        if self._path is not None:
            self._unkept.append((old, new))  # what could not be written is tried again with the next change
            try:
                self._all = _rewrite(self._path, self._unkept)
                self._unkept = []
                self.problem = ""
            except (OSError, ValueError) as error:
                self.problem = f"the note cannot be kept in {self._path}: {_why(error)}"
        self._found = None
        self.version += 1


def of_database(database: Path, library: Library) -> Notes:
    """The user's notes on a database.

    Args:
        database: Its path.
        library: What it holds.
    """
    from kortui import config

    name = "" if database == config.bundle() else str(database.resolve())
    return Notes(config.paths().state / FILE, library, name)


def clean(text: str) -> str:
    """A text made fit to be kept and shown: no control codes, lines without blanks at their ends, at most `LONGEST`."""
    lines = sanitise(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")[:LONGEST]


def _by_quote(library: Library, note: Note) -> str | None:
    """Id of the one record that has the note's sentence, of several the one of its type; None when that is no one."""
    rows = library.index.rows_of_document.get(note.document, ())
    events = [library.events[row] for row in rows]
    quoted = [e for e in events if any(c.exact == note.quote and c.document == note.document for c in e.evidence)]
    if len(quoted) > 1:
        quoted = [e for e in quoted if e.type == note.type]
    return quoted[0].id if len(quoted) == 1 else None


def _exchange(notes: dict[str, Note], old: str, new: Note) -> None:
    notes.pop(old, None)
    notes.pop(new.id, None)
    if new.text:
        notes[new.id] = new


def _read(path: Path) -> dict[str, Note]:
    """The notes of a file by id; none of a file that is absent.

    Raises:
        OSError: When it cannot be read.
        ValueError: When it is no file of notes.
    """
    try:
        if path.stat().st_size > _AT_MOST:
            raise ValueError(f"is larger than {_AT_MOST // 1024 // 1024} MB")
        rows = json.loads(path.read_text("utf-8"))["notes"]
        known = set(fields_of(Note))
        found = [Note(**{k: sanitise(v) for k, v in row.items() if k in known}) for row in rows]
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("is no file of notes") from error
    return {note.id: replace(note, text=clean(note.text)) for note in found}


def _rewrite(path: Path, changes: Iterable[tuple[str, Note]]) -> dict[str, Note]:
    """Change some notes of a file that another program may have changed meanwhile.

    Raises:
        OSError: When it cannot be written; it is then as it was.
        ValueError: When it is no file of notes; it stays.
    """
    with locked(path):
        notes = _read(path)
        for old, new in changes:
            _exchange(notes, old, new)
        rows = [json.dumps(values_of(notes[i]), ensure_ascii=False) for i in sorted(notes)]
        replace_file(path, ('{"notes": [\n' + ",\n".join(rows) + "\n]}\n").encode())
        return notes


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
