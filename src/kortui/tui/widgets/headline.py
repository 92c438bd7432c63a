"""`Headline`: the two lines at the top of a screen that is not the main one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import strip
from kortui.tui.themes import inks


def crumbs(names: Sequence[str], width: int) -> str:
    """A way walked as a title: its steps, the first ones left out where they are too long.

    Args:
        names: What its steps are called, at least one.
        width: Cells there are.
    """
    between = f" {glyphs.cursor} "
    shown = [*names]
    while len(shown) > 1 and cell_width(between.join(shown)) > width:
        shown = [glyphs.ellipsis, *shown[2 if shown[0] == glyphs.ellipsis else 1 :]]
    return between.join(shown)


class Headline(Widget, inherit_css=False):
    """What the screen shows, and beneath it where one stands in it."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.standing = ""
        self.tail = ""
        self.place = ""

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

    def show_place(self, place: str) -> None:
        """Say how far one is, at the right of the second line."""
        if place != self.place:
            self.place = place
            self.refresh(Region(0, 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        text, ink = (self.title, "strong") if y == 0 else (self.standing, "muted")
        tail = self.tail if y == 0 else f"  {self.place}" if self.place else ""
        room = max(0, width - 2 - cell_width(tail))
        fitted = truncate(text, room, glyphs.ellipsis)
        between = " " * (room - cell_width(fitted)) if y and tail else ""
        return strip([(f" {fitted}{between}", ink), (tail, "muted")], width, inks(self), self.visual_style.rich_style)
