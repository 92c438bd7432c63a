"""`Lines`: the base of everything that scrolls, drawn line by line.

It keeps its own place instead of Textual's virtual size: a change of content then costs no layout, and the scroll bar is
one column of the widget that also parts it from its neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.themes import Inks, inks
from kortui.tui.widgets.drawn import DrawnLines


class Lines(Widget, can_focus=True, inherit_css=False):
    """A column of lines with a place in it and a scroll bar at its right edge.

    Subclasses say how many lines there are (`count`) and how one looks (`paint`).
    """

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "page"
    """Where the focus is when it is here, a key of `kortui.commands.PLACES`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("move")

    top: reactive[int] = reactive(0, repaint=False)
    """First line shown."""

    wall = False
    """Whether the column of the scroll bar is drawn when there is nothing to scroll, to part the widget from its neighbour."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._styles_cache = DrawnLines(self.draw)
        self._edged: LRUCache[tuple[int, Segment], tuple[Strip, Strip]] = LRUCache(256)
        """Lines with their cell of the scroll bar, by the id of the line, which is held beside: a strip costs 10 µs to make."""

        self._blank: tuple[int, Style, Strip] = (0, Style.null(), Strip([], 0))
        """A line behind the last, with its width and style: the same one always, so that it stands where it stood."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def paint(self, y: int, width: int, inks: Inks) -> Strip:
        """One line as a strip of `width` cells."""
        raise NotImplementedError

    def plain(self) -> str:
        """What there is to read, without inks, for the screen that text is selected on; empty where that is no text."""
        return ""

    @property
    def page(self) -> int:
        """Lines on a page."""
        return max(self.size.height, 1)

    @property
    def body(self) -> int:
        """Cells of a line without the scroll bar."""
        return max(self.size.width - 1, 0)

    def validate_top(self, top: int) -> int:
        """Keep the place inside the lines."""
        return max(0, min(top, self.count - self.page))

    def watch_top(self, old: int, new: int) -> None:
        """Draw everything after a scroll."""
        if old != new:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        return self.draw([y])[0]

    def draw(self, ys: Sequence[int]) -> list[Strip]:
        """Draw lines of the window, with the scroll bar."""
        size = self.size
        if not size.width:
            return [Strip([], 0) for _ in ys]
        table, base, body, top, count = inks(self), self.visual_style.rich_style, size.width - 1, self.top, self.count
        low, high = self.thumb
        free = Segment(" ", base)
        if self.wall or low != high:
            free = Segment(glyphs.wall, base + table.faint)
        thumb = Segment(glyphs.thumb, base + (table.muted if self.has_focus else table.faint))
        lines = []
        if self._blank[:2] != (body, base):
            self._blank = body, base, Strip.blank(body, base)
        for y in ys:
            line = self.paint(top + y, body, table) if top + y < count else self._blank[2]
            edge = thumb if low <= y < high else free
            if (kept := self._edged.get(key := (id(line), edge))) is None:
                kept = self._edged[key] = line, Strip([*line, edge], size.width)
            lines.append(kept[1])
        return lines

    @property
    def thumb(self) -> tuple[int, int]:
        """Lines of the window the scroll bar's thumb covers; none when everything fits."""
        page, count = self.page, self.count
        if count <= page:
            return (0, 0)
        size = max(1, page * page // count)
        start = round(self.top * (page - size) / max(1, count - page))
        return (start, start + size)

    def refresh_lines(self, *lines: int) -> None:
        """Draw some lines again, where they are in the window."""
        for line in lines:
            if 0 <= line - self.top < self.size.height:
                self.refresh(Region(0, line - self.top, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the place inside the lines when the window changes."""
        self.top = self.validate_top(self.top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel."""
        self.top += 3
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by the wheel."""
        self.top -= 3
        event.stop()

    def step(self, lines: int) -> None:
        """Move by some lines."""
        self.top += lines

    def jump(self, line: int) -> None:
        """Move to a line; -1 is the last."""
        self.top = self.count if line < 0 else line

    def section(self, way: int) -> bool:
        """Move to the next (1) or previous (-1) group or section; False when there is none."""
        return False

    def say(self, notice: str) -> None:
        """Have the screen say something in its last line."""
        getattr(self.screen, "say", lambda _: None)(notice)

    def _to_section(self, way: int) -> None:
        if not self.section(way):
            self.say("There is nothing further down" if way > 0 else "There is nothing further up")

    def action_move_down(self) -> None:
        """Go down one line."""
        self.step(1)

    def action_move_up(self) -> None:
        """Go up one line."""
        self.step(-1)

    def action_move_page_down(self) -> None:
        """Go down one page."""
        self.step(max(1, self.page - 1))

    def action_move_page_up(self) -> None:
        """Go up one page."""
        self.step(-max(1, self.page - 1))

    def action_move_half_down(self) -> None:
        """Go down half a page."""
        self.step(max(1, self.page // 2))

    def action_move_half_up(self) -> None:
        """Go up half a page."""
        self.step(-max(1, self.page // 2))

    def action_move_top(self) -> None:
        """Go to the first line."""
        self.jump(0)

    def action_move_bottom(self) -> None:
        """Go to the last line."""
        self.jump(-1)

    def action_group_next(self) -> None:
        """Go to the next group."""
        self._to_section(1)

    def action_group_previous(self) -> None:
        """Go to the previous group."""
        self._to_section(-1)
