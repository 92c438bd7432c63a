"""What all screens of one run share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kortui.commands import COMMANDS, Command
from kortui.model import Library
from kortui.notes import Notes
from kortui.records import dataclass, field
from kortui.searches import Searches
from kortui.stars import Stars
from kortui.tui.finding import Finder

if TYPE_CHECKING:
    from kortui.search.waiting import Waiting
    from kortui.tui.reviewing import Review


@dataclass
class Session:
    """One library being read by one person.

    Attributes:
        library: The database.
        path: Its path as a shell takes it, for links; empty for the bundle.
        commands: All commands with the keys in force.
        kiosk: Whether nothing may be written and nothing left behind.
        citation: Style of copied citations.
        notice: What to say at the start, such as a setting that cannot be used.
        state: Folder for a report of a fault, None when nothing may be written.
        waiting: The index of a large library while it is being made; None when there is one, or none is needed.
        database: File of the database, None where it is not watched.
        standing: What is wrong with the database or its index since the start, until the app is left; empty when nothing is.
            What to do stands first, and what a narrow window has no room for behind a semicolon.
        verify: Checks, slowly, that the index a large library was opened through belongs to it; None when there is none.
        review_file: File that decisions of review go into, None when nothing may be written.
        review: The round of review, once it was asked for; it lasts as long as the app, so that decisions can be taken back.
        axis: Axis that money charts begin with, ``log`` or ``linear``.
        settings_file: File that a chosen theme is kept in, None when nothing may be written.
        place: File that where one was is kept in at the end, None when nothing may be written.
        stars: Starred records.
        searches: Saved searches.
        notes: Notes on records.
        gathered: What pages were made of many records, by what it is called, the latest last.
        held: Id of the record held to be compared with another; empty when there is none.
        changes: What `u` takes back, latest last: its name and how; a step that finds its change gone already gives False.
        finder: Search over the library.
    """

    library: Library
    path: str = ""
    commands: tuple[Command, ...] = COMMANDS
    kiosk: bool = False
    citation: str = "chicago"
    notice: str = ""
    state: Path | None = None
    waiting: Waiting | None = None
    verify: Callable[[], bool] | None = None
    database: Path | None = None
    review_file: Path | None = None
    axis: str = "log"
    settings_file: Path | None = None
    place: Path | None = None
    stars: Stars = field(default_factory=Stars)
    searches: Searches = field(default_factory=Searches)
    notes: Notes = field(default_factory=Notes)
    finder: Finder = field(init=False)
    held: str = field(init=False, default="")
    gathered: dict[Hashable, Any] = field(init=False, default_factory=dict)
    standing: str = field(init=False, default="")
    _opened: tuple[int, int, int] | None = field(init=False, default=None)
    changes: list[tuple[str, Callable[[], object]]] = field(init=False, default_factory=list)
    review: Review | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.notes.library = self.library
        self._opened = self._state_of_file()
        self.finder = Finder(self.library, self._starred, self._noted, lambda: self.searches.texts, self.waiting)
        if self.kiosk:
            self.commands = tuple(c for c in self.commands if c.kiosk)
            self.review_file = self.place = self.settings_file = None

    def _state_of_file(self) -> tuple[int, int, int] | None:
        """What tells one state of the database's file from another; None where there is no file to watch."""
        try:
            found = self.database.stat() if self.database is not None else None
        except OSError:
            return None
        return (found.st_ino, found.st_size, found.st_mtime_ns) if found is not None else None

    def look(self) -> bool:
        """Whether the database's file has become another since the start, which is then what stands."""
        found = self._state_of_file()
        if self.standing or found == self._opened:
            return False
        changed = "open it again: the database has changed; these are its old records"
        self.standing = "the database is gone: these are its records" if found is None else changed
        return True

    @property
    def marks(self) -> tuple[int, int, str]:
        """Changes whenever the signs of a record may have changed."""
        return self.stars.version, self.notes.version, self.held

    def key(self, command: str) -> str:
        """The first key in force of a command, as people read it; where there is none, the way to name it: the palette's."""
        return next((c.shown for c in self.commands if c.id == command and c.keys), "") or ":"

    def _starred(self) -> Collection[str]:
        return self.stars.ids

    def _noted(self) -> Collection[str]:
        return self.notes.by_record.keys()
