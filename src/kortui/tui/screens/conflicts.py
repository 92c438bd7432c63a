"""`ConflictScreen`: statements of the same thing, each with its sentence, side by side; neither is chosen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.layouts.horizontal import HorizontalLayout

from kortui.commands import Command
from kortui.model import Conflict, Event, Library
from kortui.overview.contrast import KINDS, Statement, heading, ordered, statements
from kortui.text import cell_width, one_line, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import CursorMoved, ItemOpened, LinkOpened
from kortui.tui.paint import Piece, wrap
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.drawn import Group
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.source import Groups
from kortui.tui.widgets.text_view import Paragraph, Run, TextView
from kortui.tui.widgets.virtual_list import VirtualList
from kortui.vocabulary import DISAGREEMENTS

_NARROW = 70
"""Columns below which statements stand below each other."""
_LOW = 20
"""Lines below which the list of conflicts does without headings."""
_NOTE = 2
"""Lines of the note at least, so that the statements stand still while one walks from conflict to conflict."""


class ConflictRows:
    """Conflicts as a list: subject and kind, contradictions first, agreements last."""

    version: Hashable = None

    def __init__(self, library: Library) -> None:
        self.conflicts = ordered(library.conflicts)
        self.heading = heading(library.conflicts)
        labels = [_group(conflict) for conflict in self.conflicts]
        starts = [n for n, label in enumerate(labels) if n == 0 or label != labels[n - 1]]
        self.full = Groups(starts, [labels[n] for n in starts])
        self.groups = self.full

    def __len__(self) -> int:
        return len(self.conflicts)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """One conflict as a line."""
        conflict = self.conflicts[index]
        kind = f"  {KINDS[conflict.kind][0]} "
        room = max(0, width - cell_width(kind))
        subject = truncate(conflict.subject, room, glyphs.ellipsis)
        ink = "warn" if conflict.kind in DISAGREEMENTS else "muted"
        return [(subject, "text"), (" " * (room - cell_width(subject)), ""), (kind, ink)]


def _group(conflict: Conflict) -> str:
    """The heading a conflict stands under."""
    if conflict.kind in DISAGREEMENTS:
        return "Only one can be right"
    return "Agreeing" if conflict.kind == "derived-agreement" else "Said differently"


class ConflictList(VirtualList):
    """The list of conflicts."""

    PLACE: ClassVar[str] = "conflicts"


class Side(TextView):
    """One of the statements."""

    PLACE: ClassVar[str] = "conflicts"


class ConflictScreen(RecordCommands):
    """All conflicts of the database. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, the id of the conflict to stand on, and who is told the one it is left on.
    """

    PLACE: ClassVar[str] = "conflicts"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "history", "undo")

    def __init__(self, session: Session, conflict: str = "", left: Callable[[str], None] | None = None) -> None:
        super().__init__(session)
        self._left = left
        self.sides: list[Statement] = []
        self.source = ConflictRows(session.library)
        self._first = next((n for n, c in enumerate(self.source.conflicts) if c.id == conflict), 0)

    def compose(self) -> ComposeResult:
        """Headline, list, two sides, footer."""
        yield Headline()
        yield ConflictList(id="conflicts")
        yield TextView(id="note")
        with Group(id="sides", layout=HorizontalLayout()):
            yield Side(id="left")
            yield Side(id="right")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the list."""
        self.list = self.query_one(ConflictList)
        self.note = self.query_one("#note", TextView)
        self.note.can_focus = False
        self.query_one("#left", Side).wall = True
        self.list.show(self.source, self._first)
        self._show()
        self.list.focus()

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave, and tell where one stood."""
        if self._left is not None:
            self._left(self.conflict.id)
        return super().dismiss(result)

    @property
    def conflict(self) -> Conflict:
        """The conflict under the cursor."""
        return self.source.conflicts[self.list.cursor]

    @property
    def record(self) -> Event | None:
        """The record of the statement the focus is on; of the first one from the list."""
        right = getattr(self.focused, "id", "") == "right" and len(self.sides) > 1
        return self.sides[1 if right else 0].event if self.sides else None

    def _show(self) -> None:
        library = self.session.library
        self.sides = statements(library, self.conflict)
        words, meaning = KINDS[self.conflict.kind]
        self.query_one(Headline).show(
            f"{self.source.heading}: {self.list.cursor + 1} of {len(self.source)}", "All are kept; none is chosen for you"
        )
        ink = "warn" if self.conflict.kind in DISAGREEMENTS else "group"
        head = f"{words[:1].upper()}{words[1:]}: "
        self.note.show([Paragraph(f"{head}{self.conflict.note}. {meaning}", "text", (Run(0, len(head), ink),))])
        self._fit_note()
        columns = [self.sides[:1], self.sides[1:]]
        for view, sides in zip((self.query_one("#left", Side), self.query_one("#right", Side)), columns, strict=True):
            shown: list[Paragraph] = []
            for side in sides:
                shown += [*(_side(self.session, side)), Paragraph()]
            view.show(shown)

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
            number, _, event = name.partition(":")
            self.open_sentence(event, int(number))

    def marks_changed(self) -> None:
        """Show stars and notes."""
        self._show()

    def available(self, command: Command) -> bool:
        """What makes sense on two statements."""
        return command.id not in ("record.context", "record.relations")

    def action_record_open(self) -> None:
        """Follow the link chosen in a statement; from the list go to the record of the first."""
        if isinstance(self.focused, Side):
            self.focused.open()
        else:
            self.dismiss(self.record.id if self.record else None)

    def action_record_up(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_record_evidence(self) -> None:
        """Open the document at the sentence of the statement the focus is on."""
        right = getattr(self.focused, "id", "") == "right" and len(self.sides) > 1
        if self.sides:
            side = self.sides[1 if right else 0]
            self.open_sentence(side.event.id, max(side.evidence, 0))

    def open_sentence(self, event: str, evidence: int) -> None:
        """Open a document at a sentence behind a record."""
        from kortui.tui.screens.document import DocumentScreen

        row = self.session.library.index.row.get(event)
        if row is None:
            return
        document = self.session.library.events[row].evidence[evidence].document
        if document not in self.session.library.index.document:
            self.say(f"The document {document} is not in this database", "warn")
            return
        self.app.push_screen(DocumentScreen(self.session, document, event, evidence), self.document_left)

    def document_left(self, event: str | None) -> None:
        """Go on to the record a document was left for."""
        if event:
            self.dismiss(event)

    def on_resize(self, event: events.Resize) -> None:
        """Put the statements below each other where they do not fit side by side, and give the list what it needs."""
        width, height = event.size
        self.set_class(width < _NARROW, "-upright")
        self.source.groups = self.source.full if height >= _LOW else Groups()
        wanted = len(self.source) + len(self.source.groups.starts)
        self.query_one(ConflictList).styles.height = max(3, min(wanted, height // 3 - 2))
        if self.is_mounted:
            self._fit_note()

    def _fit_note(self) -> None:
        """Give the note the lines its words need, not more than a third of the window."""
        width, height = self.size
        words = self.note.paragraphs[0].text
        needed = len(wrap(words, max(1, width - 1 - self.note.margin)))
        self.note.styles.height = max(_NOTE, min(needed, height // 3))


def _side(session: Session, side: Statement) -> list[Paragraph]:
    """A statement: what it says, its sentence with the differing words lit, where that stands, and the record."""
    event = side.event
    found = []
    if side.says:
        found.append(Paragraph(side.says, "strong", label="says", indent=6))
    cited = side.source
    if cited is not None:
        document = session.library.index.document.get(cited.document)
        source = document.attribution if document else cited.document
        runs = (Run(0, len(source), "link", f"evidence:{side.evidence}:{event.id}"),)
        found.append(Paragraph(side.sentence, "text", hits=side.spans, label=glyphs.open, indent=2))
        found.append(Paragraph(source, "muted", runs, label="in", indent=6))
        if cited.state == "stale":
            found.append(Paragraph("stale: no longer in the document", "warn", label="", indent=6))
    title = one_line(event.title)
    found.append(Paragraph(title, "muted", (Run(0, len(title), "link", f"event:{event.id}"),), label="for", indent=6))
    facts = [event.date.display, event.type, *["reviewed"] * event.reviewed, *["starred"] * (event.id in session.stars.ids)]
    found.append(Paragraph(f" {glyphs.dot} ".join(facts), "muted", indent=6))
    if note := session.notes.of(event):
        found += [Paragraph(line, "text", label="Note" if n == 0 else "", indent=12) for n, line in enumerate(note.split("\n"))]
    return found
