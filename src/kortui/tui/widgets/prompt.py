"""`Prompt`: the line over a panel's choices that is typed, with its title, its caret and a hint below it."""

from __future__ import annotations

from textual import events
from textual.strip import Strip

from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, strip
from kortui.tui.themes import inks
from kortui.tui.widgets.bars import Bar
from kortui.tui.widgets.query_bar import LineEditor


class Prompt(Bar):
    """The line that is typed.

    Attributes:
        title: Stands before it.
        editor: Its text and caret.
        hint: Stands below it, when the line is two high.
        suggested: Whether the text is a suggestion that typing takes the place of; any other key of a line keeps it.
        wanted: What may be typed, shown until something is.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.editor = LineEditor()
        self.hint = ""
        self.suggested = False
        self.wanted = ""

    def pieces(self, width: int) -> list[Piece]:
        """Title and text with its caret."""
        text, caret = self.editor.text, self.editor.caret
        head = f" {self.title}: "
        ink = "chip" if self.suggested else "strong"
        start = 0
        while start < caret and cell_width(head + text[start:caret]) > width - 3:
            start += 1
        under = text[caret : caret + 1] or " "
        after: Piece = (text[caret + 1 :], "strong") if text else (f" {self.wanted}", "muted")
        return [(head, "group"), (text[start:caret], ink), (under, "cursor"), after]

    def key(self, event: events.Key) -> bool:
        """Carry out a key; False when it is no key of a line."""
        if self.suggested and event.is_printable:
            self.editor.set("")
        taken = self.editor.key(event)
        self.suggested = self.suggested and not taken
        return taken

    def insert(self, text: str) -> None:
        """Put text in, in place of a suggestion."""
        if self.suggested:
            self.editor.set("")
        self.suggested = False
        self.editor.insert(text)

    def render_line(self, y: int) -> Strip:
        """Draw the text, and the hint below it."""
        if y == 1:
            width = self.size.width
            hint = truncate(self.hint, max(0, width - 2), glyphs.ellipsis)
            return strip([(f" {hint}", "muted")], width, inks(self), self.visual_style.rich_style)
        return super().render_line(y)
