"""`Headline`: the two lines at the top of a screen that is not the main one."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from kortui.text import truncate
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

    def show(self, title: str, standing: str = "") -> None:
        """Say something else."""
        if (title, standing) != (self.title, self.standing):
            self.title, self.standing = title, standing
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        text, ink = (self.title, "strong") if y == 0 else (self.standing, "muted")
        fitted = truncate(text, max(0, width - 2), glyphs.ellipsis)
        return strip([(" " + fitted, ink)], width, inks(self), self.visual_style.rich_style)
