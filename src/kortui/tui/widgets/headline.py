"""`Headline`: the two lines at the top of a screen that is not the main one."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import strip
from kortui.tui.themes import inks


class Headline(Widget):
    """What the screen shows, and beneath it where one stands in it."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.standing = ""
        self.tail = ""

    def show(self, title: str, standing: str = "", tail: str = "") -> None:
        """Say something else.

        Args:
            title: The first line.
            standing: The second.
            tail: Stands behind the title, however much of that is cut.
        """
        if (title, standing, tail) != (self.title, self.standing, self.tail):
            self.title, self.standing, self.tail = title, standing, tail
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        text, ink = (self.title, "strong") if y == 0 else (self.standing, "muted")
        tail = self.tail if y == 0 else ""
        fitted = truncate(text, max(0, width - 2 - cell_width(tail)), glyphs.ellipsis)
        return strip([(" " + fitted, ink), (tail, "muted")], width, inks(self), self.visual_style.rich_style)
