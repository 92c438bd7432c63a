"""`ShownText`: a text in a panel, to be read or selected with the terminal; any key closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult

from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer
from kortui.tui.widgets.drawn import Group
from kortui.tui.widgets.text_view import Paragraph, TextView

if TYPE_CHECKING:
    from kortui.tui.application import KortuiApp


class ShownText(KortuiScreen):
    """A panel over the screen."""

    PLACE: ClassVar[str] = "chooser"
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, session: Session, title: str, text: str) -> None:
        super().__init__(session)
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The panel."""
        with Group(id="panel"):
            yield TextView(id="shown")
        yield Footer(id="keys")

    def update_footer(self) -> None:
        """Any key will do."""
        if self.bar is not None:
            self.bar.show((("any key", "closes", 1, "close"),))

    def on_mount(self) -> None:
        """Show the text."""
        view = self.query_one(TextView)
        lines = [Paragraph(self._title, "group"), Paragraph(), *(Paragraph(line) for line in self._text.split("\n"))]
        view.show([*lines, Paragraph(), Paragraph("any key closes", "muted")])
        view.styles.height = min(20, 5 + sum(1 + len(line) // 60 for line in self._text.split("\n")))

    def plain_text(self) -> str:
        """The text itself."""
        return self._text

    def take_key(self, event: events.Key) -> bool:
        """Close, or show the text alone."""
        plain = next((c.typed for c in self.session.commands if c.id == "app.plain"), ())
        self.dismiss(None)
        if {event.key, event.character} & set(plain):
            cast("KortuiApp", self.app).show_plain(self._text)
        return True
