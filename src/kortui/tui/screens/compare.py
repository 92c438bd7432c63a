"""`CompareScreen`: two records side by side, field by field, with the sentences behind them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kortui.commands import Command
from kortui.model import Event
from kortui.tui.comparing import compared
from kortui.tui.keys import bindings
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.compare_view import CompareView
from kortui.tui.widgets.headline import Headline


class CompareScreen(RecordCommands):
    """Two records. Leaves with the id of the one to go to, or None.

    Args of the constructor: the session, and the two records.
    """

    PLACE: ClassVar[str] = "compare"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "history", "undo")

    def __init__(self, session: Session, left: Event, right: Event) -> None:
        super().__init__(session)
        self.sides = (left, right)
        self.side = 1
        """Which of the two commands are for; at first the one under the cursor of the list."""

    def compose(self) -> ComposeResult:
        """Headline, the fields, footer."""
        yield Headline()
        yield CompareView()
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the fields."""
        self.view = self.query_one(CompareView)
        self._show()
        self.view.focus()

    @property
    def record(self) -> Event | None:
        """The record of the chosen side."""
        return self.sides[self.side]

    def _show(self) -> None:
        left, right = self.sides
        notes = self.session.notes
        fields = compared(self.session.library, left, right, (notes.of(left), notes.of(right)))
        different = sum(not field.same for field in fields)
        title = f"Two records: {different} of {len(fields)} fields differ"
        key = self.session.key
        ways = f"{key('focus.next')} other side, {key('group.next')}/{key('group.previous')} difference"
        self.query_one(Headline).show(title, f"{ways}, {key('record.open')} opens")
        one, other = (self._signs(e) + e.id for e in self.sides)
        self.view.show(fields, (one, other), self.side)

    def _signs(self, event: Event) -> str:
        stars, notes = self.session.stars.ids, self.session.notes.by_record
        signs = ("*" if event.id in stars else "") + ("#" if event.id in notes else "")
        return signs + " " if signs else ""

    def marks_changed(self) -> None:
        """Show stars and notes."""
        self._show()

    def available(self, command: Command) -> bool:
        """What makes sense on two records."""
        return command.id not in ("record.context", "record.relations", "record.compare")

    def action_focus_next(self) -> None:
        """Choose the other side."""
        self.side = 1 - self.side
        self._show()

    def action_focus_previous(self) -> None:
        """Choose the other side."""
        self.action_focus_next()

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
