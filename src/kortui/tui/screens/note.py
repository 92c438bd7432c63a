"""`NoteScreen`: a panel to write a note in."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from kortui.notes import LONGEST, clean
from kortui.text import truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Bar, Footer
from kortui.tui.widgets.drawn import Group
from kortui.tui.widgets.note_editor import NoteEditor

TALLEST = 10
"""Lines of the note shown at once."""


class Subject(Bar):
    """What the note is on."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def pieces(self, width: int) -> list[Piece]:
        """One line."""
        return [(" Note: ", "group"), (truncate(self.title, max(0, width - 8), glyphs.ellipsis), "muted")]


class NoteScreen(KortuiScreen):
    """Takes every key itself. Leaves with the text, empty to take the note away, or None to leave it as it was.

    Args of the constructor: the session, what the note is on, and the text there is.
    """

    PLACE: ClassVar[str] = "chooser"
    BINDINGS: ClassVar[list[Any]] = []
    HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("enter", "keep", 1, "keep"),
        ("esc", "cancel", 2, "cancel"),
        ("^j", "new line", 3, "line"),
        ("^u", "empty the line", 4, "empty"),
    )

    def __init__(self, session: Session, title: str, text: str) -> None:
        super().__init__(session)
        self._subject, self._before = title, text
        self.note = NoteEditor(text)
        self._warned = False

    def compose(self) -> ComposeResult:
        """The panel."""
        with Group(id="panel"):
            yield Subject(self._subject)
            yield self.note
        yield Footer(id="keys")

    def on_mount(self) -> None:
        """Be ready for keys."""
        self.note.focus()
        self.call_after_refresh(self._fit)

    def update_footer(self) -> None:
        """Show the panel's own keys; all others are typed into it."""
        if self.bar is not None:
            self.bar.show(self.HINTS)

    def on_resize(self, event: events.Resize) -> None:
        """Fit into the window."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """As high as the text, the window allowing."""
        self.note.styles.height = max(3, min(self.note.count, TALLEST, self.app.size.height - 6))
        self.note.show_caret()

    def take_key(self, event: events.Key) -> bool:
        """Take every key; a text that was changed goes at the second escape only."""
        warned, self._warned = self._warned, False
        self.say("")
        if event.key in ("escape", "ctrl+c", "ctrl+q"):
            if warned or clean(self.note.editor.text) == self._before:
                self.dismiss(None)
            else:
                self._warned = True
                self.say("enter keeps the note, esc again throws away what was changed", "warn")
        elif event.key == "enter":
            self.dismiss(clean(self.note.editor.text))
        elif event.key in ("ctrl+j", "shift+enter", "alt+enter"):
            self._insert("\n")
        elif self.note.take(event):
            self._changed()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text with its lines."""
        self._insert(event.text[:LONGEST])
        event.stop()

    def _insert(self, text: str) -> None:
        self.note.editor.insert(text)
        self.note.show_caret()
        self._changed()

    def _changed(self) -> None:
        self._fit()
        if len(self.note.editor.text) >= LONGEST:
            self.say(f"A note holds {LONGEST:,} characters", "warn")
