"""`JumpScreen`: letters over everything in sight that can be gone to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from kortui.tui.jumps import Jump, labels, latin
from kortui.tui.paint import Piece
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Bar, Footer


class Letters(Bar):
    """What to type for one target."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.typed = 0

    def pieces(self, width: int) -> list[Piece]:
        """The letters, those typed already dimmed."""
        return [(self.text[: self.typed], "muted"), (self.text[self.typed :], "hit")]


class JumpScreen(KortuiScreen):
    """Takes every key itself. Leaves with the target, or None.

    Args of the constructor: the session, and the targets by their place on the screen.
    """

    PLACE: ClassVar[str] = "chooser"
    BINDINGS: ClassVar[list[Any]] = []
    HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("letters", "go there", 1, "go"),
        ("esc", "cancel", 2, "cancel"),
    )

    def __init__(self, session: Session, jumps: Sequence[Jump]) -> None:
        super().__init__(session)
        self.targets = dict(zip(labels(len(jumps)), jumps, strict=False))
        self.typed = ""

    def compose(self) -> ComposeResult:
        """A label on each target, the footer."""
        for text, jump in self.targets.items():
            label = Letters(text)
            label.styles.offset = (jump.x, jump.y)
            label.styles.width = len(text)
            yield label
        yield Footer(id="keys")

    def on_mount(self) -> None:
        """Show what to do."""
        self._window = self.app.size
        self.update_footer()

    def update_footer(self) -> None:
        """Show the panel's own keys."""
        if self.bar is not None:
            self.bar.show(self.HINTS)

    def on_resize(self, event: events.Resize) -> None:
        """Leave when the window changes: nothing is where its letters are."""
        if event.size != self._window:
            self.dismiss(None)

    def on_click(self) -> None:
        """Leave."""
        self.dismiss(None)

    def take_key(self, event: events.Key) -> bool:
        """Take every key."""
        letters = latin(event.character)
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.key in ("escape", "ctrl+c", "ctrl+q") or not letters:
            self.dismiss(None)
        else:
            self.typed += letters
            if self.typed in self.targets:
                self.dismiss(self.targets[self.typed])
            elif not any(label.startswith(self.typed) for label in self.targets):
                self.typed = ""
                self.say("No such letters; esc leaves", "warn")
        for label in self.query(Letters):
            fits = label.text.startswith(self.typed)
            label.typed = len(self.typed) if fits else 0
            label.display = fits
            label.refresh()
        return True
