"""`ConflictScreen`: statements that disagree, each with its sentence, side by side; neither is chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from kortui.commands import Command
from kortui.model import Conflict, Event, Library
from kortui.text import cell_width, truncate
from kortui.tui.detail import event_paragraphs
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import CursorMoved, ItemOpened, LinkOpened
from kortui.tui.paint import Piece
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.text_view import Paragraph, TextView
from kortui.tui.widgets.virtual_list import Groups, VirtualList

KINDS = {
    "date": "dates differ", "value": "figures differ", "role": "parts differ", "refinement": "one is finer than the other",
    "derived-agreement": "they agree once worked out",
}  # fmt: skip
"""Kinds of conflict in words."""


class ConflictRows:
    """Conflicts as a list: subject and kind."""

    groups = Groups()
    version: Hashable = None

    def __init__(self, library: Library) -> None:
        self.conflicts = library.conflicts

    def __len__(self) -> int:
        return len(self.conflicts)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """One conflict as a line."""
        conflict = self.conflicts[index]
        kind = f" {KINDS.get(conflict.kind, conflict.kind)} "
        room = max(0, width - cell_width(kind))
        subject = truncate(conflict.subject, room, glyphs.ellipsis)
        return [(subject, "text"), (" " * (room - cell_width(subject)), ""), (kind, "warn")]


class ConflictList(VirtualList):
    """The list of conflicts."""

    PLACE: ClassVar[str] = "conflicts"


class Side(TextView):
    """One of the statements."""

    PLACE: ClassVar[str] = "conflicts"


class ConflictScreen(RecordCommands):
    """All conflicts of the database. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, and the id of the conflict to stand on.
    """

    PLACE: ClassVar[str] = "conflicts"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "history", "undo")

    def __init__(self, session: Session, conflict: str = "") -> None:
        super().__init__(session)
        self._first = next((n for n, c in enumerate(session.library.conflicts) if c.id == conflict), 0)

    def compose(self) -> ComposeResult:
        """Headline, list, two sides, footer."""
        yield Headline()
        yield ConflictList(id="conflicts")
        yield TextView(id="note")
        with Horizontal(id="sides"):
            yield Side(id="left")
            yield Side(id="right")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the list."""
        self.list = self.query_one(ConflictList)
        self.list.styles.height = max(3, min(len(self.session.library.conflicts), 8))
        self.note = self.query_one("#note", TextView)
        self.note.can_focus = False
        self.query_one("#left", Side).wall = True
        self.list.show(ConflictRows(self.session.library), self._first)
        self._show()
        self.list.focus()

    @property
    def conflict(self) -> Conflict:
        """The conflict under the cursor."""
        return self.session.library.conflicts[self.list.cursor]

    def _events(self) -> list[Event]:
        index = self.session.library.index
        return [self.session.library.events[index.row[e]] for e in self.conflict.events if e in index.row]

    @property
    def record(self) -> Event | None:
        """The statement the focus is on; the first from the list."""
        sides = self._events()
        right = getattr(self.focused, "id", "") == "right" and len(sides) > 1
        return sides[1] if right else sides[0] if sides else None

    def _show(self) -> None:
        total = len(self.session.library.conflicts)
        title = f"Where statements differ: {self.list.cursor + 1} of {total}"
        self.query_one(Headline).show(title, "All are kept; none is chosen")
        self.note.show([Paragraph(self.conflict.note, "text")])
        sides = self._events()
        library = self.session.library
        stars, notes = self.session.stars.ids, self.session.notes
        told = [event_paragraphs(library, e, starred=e.id in stars, note=notes.of(e)) for e in sides]
        self.query_one("#left", Side).show(told[0] if told else ())
        others = [p for paragraphs in told[1:] for p in (*paragraphs, Paragraph())]
        self.query_one("#right", Side).show(others)

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Show another conflict."""
        self._show()
        self.update_footer()

    def on_item_opened(self, message: ItemOpened) -> None:
        """Go to the record."""
        self.action_record_open()

    def on_link_opened(self, message: LinkOpened) -> None:
        """Follow a link of a side."""
        kind, _, name = message.target.partition(":")
        if kind == "event":
            self.dismiss(name)
        elif kind == "evidence":
            self.open_document(int(name))

    def marks_changed(self) -> None:
        """Show stars and notes."""
        self._show()

    def available(self, command: Command) -> bool:
        """What makes sense on two statements."""
        return command.id not in ("record.context", "record.relations")

    def action_record_open(self) -> None:
        """Go to the record."""
        self.dismiss(self.record.id if self.record else None)

    def action_record_up(self) -> None:
        """Leave."""
        self.dismiss(None)

    def document_left(self, event: str | None) -> None:
        """Go on to the record a document was left for."""
        if event:
            self.dismiss(event)
