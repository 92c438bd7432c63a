"""`RecordCommands`: what can be done with the record at hand, on every screen that has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from kortui.errors import KortuiError
from kortui.model import Event
from kortui.text import cell_width
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session

if TYPE_CHECKING:
    from kortui.tui.application import KortuiApp


class RecordCommands(KortuiScreen):
    """Commands of scope ``record``, ``copy`` and ``undo``; subclasses say which record is at hand."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._changes_before = len(session.changes)

    @property
    def record(self) -> Event | None:
        """The record at hand."""
        return None

    @property
    def searched(self) -> str:
        """The query whose hits are lit."""
        return ""

    def action_record_evidence(self) -> None:
        """Open the document at the sentence."""
        self.open_document(0)

    def action_record_document(self) -> None:
        """Open the document at its beginning."""
        self.open_document(-1)

    def open_document(self, evidence: int) -> None:
        """Open the document behind the record.

        Args:
            evidence: Which evidence to stand on; -1 opens the first one's document at its beginning.
        """
        from kortui.tui.screens.document import DocumentScreen

        event = self.record
        if event is None:
            return
        cited = event.evidence[max(evidence, 0)]
        if cited.document not in self.session.library.index.document:
            self.say(f"The document {cited.document} is not in this database", "warn")
            return
        chosen = event.id if evidence >= 0 else ""
        number, query = max(evidence, 0), self.searched
        self.show_page(
            f"document:{cited.document}:{chosen}:{number}",
            lambda: DocumentScreen(self.session, cited.document, chosen, number, query),
        )

    def show_page(self, name: str, make: Callable[[], KortuiScreen]) -> None:
        """Open a further screen, which is left with the id of a record to go to or with None.

        Args:
            name: Tells pages apart.
            make: Makes the screen.
        """
        self.app.push_screen(make(), self.document_left)

    def action_history_back(self) -> None:
        """Leave the page for the place it was opened from."""
        self.dismiss(None)

    def action_history_forward(self) -> None:
        """A page is the end of the way."""
        self.say("There is nothing further on")

    def document_left(self, event: str | None) -> None:
        """Called with the id of the record a document was left for, None when it was just left."""

    def action_record_star(self) -> None:
        """Star the record or take its star away."""
        if self.record is not None:
            stars, record = self.session.stars, self.record.id
            starred = stars.toggle(record)

            def undo() -> None:
                stars.toggle(record)

            self.session.changes.append(("star", undo))
            self.say(stars.problem or ("Starred" if starred else "Star taken away"))
            self.marks_changed()

    def action_record_note(self) -> None:
        """Write a note on the record."""
        from kortui.tui.noting import edit_note

        if self.record is not None:
            edit_note(self, self.record)

    def action_record_compare(self) -> None:
        """Hold the record, let it go, or show it beside the one held."""
        session, event = self.session, self.record
        if event is None:
            return
        held = session.library.index.row.get(session.held, -1)
        if held >= 0 and session.held != event.id:
            from kortui.tui.screens.compare import CompareScreen

            other = session.library.events[held]
            self.show_page(f"compare:{other.id}:{event.id}", lambda: CompareScreen(session, other, event))
            return
        before, session.held = session.held, "" if held >= 0 else event.id

        def undo() -> None:
            session.held = before

        session.changes.append(("held record", undo))
        self.marks_changed()
        key = session.key("record.compare")
        self.say(f"Held: {key} on another record shows the two side by side" if session.held else "Let go")

    def marks_changed(self) -> None:
        """Draw stars and notes again."""

    def action_undo_last(self) -> None:
        """Take the last change back; on a page only what was changed since it was opened."""
        changes = self.session.changes
        while len(changes) > self._changes_before:
            what, undo = changes[-1]
            try:
                undone = undo() is not False  # else it was taken back otherwise meanwhile
            except KortuiError as error:
                self.say(error.line(), "bad")
                return
            changes.pop()
            if undone:
                self.marks_changed()
                self.say(f"Undone: {what}")
                return
        self.say("Nothing to undo")

    def action_copy_open(self) -> None:
        """Wait for what to copy."""
        self.pending = "copy"
        self.update_footer()

    def action_copy_citation(self) -> None:
        """Copy a citation."""
        from kortui.export.styles import event_citation

        if self.record is not None:
            self.copy(event_citation(self.session.library, self.record, self.session.citation), "Citation")

    def action_copy_quote(self) -> None:
        """Copy the sentence with its source."""
        from kortui.export.styles import event_quotation

        if self.record is not None:
            self.copy(event_quotation(self.session.library, self.record, self.session.citation), "Quote")

    def action_copy_link(self) -> None:
        """Copy a command that opens the record."""
        if self.record is not None:
            self.copy(self._link(self.record), "Link")

    def _link(self, event: Event) -> str:
        return f"kortui {self.session.path + ' ' if self.session.path else ''}--event {event.id}"

    def action_copy_id(self) -> None:
        """Copy the id."""
        if self.record is not None:
            self.copy(self.record.id, "Id")

    def plain_text(self) -> str:
        """What is on the screen, with what can be copied of the record."""
        from kortui.export.styles import event_citation

        text = super().plain_text()
        if self.record is None:
            return text
        return (
            f"{text}\n\n{event_citation(self.session.library, self.record, self.session.citation)}\n{self._link(self.record)}"
        )

    def copy(self, text: str, what: str) -> None:
        """Send text to the terminal's clipboard and show it: nothing answers whether the terminal took it (OSC 52)."""
        plain = next((c.shown for c in self.session.commands if c.id == "app.plain"), "")
        sent = cast("KortuiApp", self.app).copy(text)
        words = f"{what} sent to the terminal's clipboard" if sent else f"{what}: no clipboard takes it"
        line = f"{words}: {text}"
        if not sent or "\n" in text or cell_width(line) > self.size.width - 2:
            from kortui.tui.screens.shown import ShownText

            self.app.push_screen(
                ShownText(self.session, f"{words}; {plain} shows it alone, to select" if plain else words, text)
            )
        else:
            self.say(line)
