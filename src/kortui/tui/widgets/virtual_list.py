"""`VirtualList`: the one list of the app, for events, documents, conflicts, commands and anything else in lines.

Filling it costs the same for ten rows and a million: it asks its `Source` for the rows it draws and nothing more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer

from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.jumps import Jump
from kortui.tui.messages import CursorMoved, ItemOpened
from kortui.tui.paint import Piece, light, strip, wrap
from kortui.tui.themes import Inks
from kortui.tui.themes import inks as table_of
from kortui.tui.widgets.ahead import Ahead
from kortui.tui.widgets.lines import Lines
from kortui.tui.widgets.source import Nothing, Source

_NARROW = 60
_ROOMY = 9
_FOOT = 2
"""Columns below which, and lines from which on, a list says at its foot what is under the cursor, and in how many lines."""

REST = 0.12
"""Seconds the cursor must stand still before `CursorMoved` is sent: a held key then draws no detail on its way."""


class VirtualList(Lines):
    """A list with a cursor, groups, a sticky heading and a line for when there is nothing.

    Posts `CursorMoved` when the cursor has come to rest and `ItemOpened` on a click on the cursor's item.
    """

    PLACE: ClassVar[str] = "list"

    def __init__(self, *, id: str | None = None, empty: str = "Nothing here") -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.source: Source = Nothing()
        self.cursor = 0
        self.empty: Sequence[str] = (empty,)
        """What to say when there is nothing, a line each."""

        self._strips: LRUCache[Hashable, Strip] = LRUCache(1024)
        self._rest: Timer | None = None
        self._told: tuple[Source, int] | None = None
        self._ahead: Ahead | None = None

    def draw_ahead(self, elsewhere: Callable[[], Iterable[tuple[Source, int]]]) -> None:
        """Draw from now on lines that the next key is likely to ask for while nothing else is done.

        Args:
            elsewhere: Gives other sources that a key may bring, with the item one would stand on.
        """
        self._ahead = Ahead(self, elsewhere)

    def show(self, source: Source, cursor: int = 0) -> None:
        """Show other items.

        Args:
            source: The items.
            cursor: Item to stand on.
        """
        self.source = source
        self.cursor = max(0, min(cursor, len(source) - 1))
        self._told = None
        self._reveal()
        self.refresh()
        if self._ahead is not None:
            self._ahead.forget()
            self._ahead.begin()

    @property
    def count(self) -> int:
        """Lines with headings; one for the words that say there is nothing."""
        return len(self.source) + len(self.source.groups.starts) or len(self.empty)

    @property
    def foot(self) -> int:
        """Lines at the foot that say the item under the cursor whole, in a window too narrow for its line to do so."""
        narrow = self.size.width < _NARROW and self.size.height >= _ROOMY
        return _FOOT if narrow and hasattr(self.source, "whole") and len(self.source) else 0

    @property
    def page(self) -> int:
        """Lines on a page."""
        return max(1, self.size.height - self.foot)

    def draw(self, ys: Sequence[int]) -> list[Strip]:
        """Draw lines of the window, at the foot the words of the item under the cursor."""
        page = self.page
        if not ys or ys[-1] < page:
            return super().draw(ys)
        return [*super().draw([y for y in ys if y < page]), *(self._foot_line(y - page) for y in ys if y >= page)]

    def _foot_line(self, number: int) -> Strip:
        """A line of the foot."""
        width, table = self.size.width, table_of(self)
        text, hits = getattr(self.source, "whole", lambda _: ("", ()))(self.cursor)
        spans = wrap(text, max(1, width - 3))
        start, end = spans[number] if number < len(spans) else (0, 0)
        end = len(text) if number == self.foot - 1 and start else end
        said = truncate(text[start:end], max(0, width - 3), glyphs.ellipsis)
        shown = [(max(a - start, 0), min(b - start, len(said))) for a, b in hits if b > start and a < start + len(said)]
        pieces: list[Piece] = [("  ", ""), *light(said, shown, "text")]
        return strip(pieces, width, table, self.visual_style.rich_style, table.rest)

    @property
    def _sticky(self) -> int:
        return 1 if self.source.groups.starts and self.page > 4 else 0

    def _reveal(self) -> None:
        line = self.source.groups.line(self.cursor)
        group = self.source.groups
        heading = 1 if group.starts and line > 0 and group.at(line - 1)[0] < 0 else 0
        if line - max(heading, self._sticky) < self.top:
            self.top = line - max(heading, self._sticky)
        elif line >= self.top + self.page:
            self.top = line - self.page + 1

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self.top = self.validate_top(self.top)
        self._reveal()

    def move(self, item: int) -> None:
        """Put the cursor on an item, the nearest there is."""
        old = self.cursor
        self.cursor = max(0, min(item, len(self.source) - 1))
        if self.cursor == old:
            return
        line, top = self.source.groups.line, self.top
        self._reveal()
        self.refresh_lines(line(old), line(self.cursor))
        if self.foot:
            self.refresh(Region(0, self.page, self.size.width, self.foot))
        if self._rest is not None:
            self._rest.stop()
        elif self.top == top:
            self._tell()
        else:  # all lines are drawn anew: what follows the cursor waits till they stand
            getattr(self.screen, "after_frame", self.call_after_refresh)(self._tell)
        self._rest = self.set_timer(REST, self._rested)
        if self.top != top and self._ahead is not None:
            self._ahead.begin()

    def _rested(self) -> None:
        self._rest = None
        self._tell()

    def _tell(self) -> None:
        """Say where the cursor is, once."""
        if self._told != (at := (self.source, self.cursor)):
            self._told = at
            self.post_message(CursorMoved(self.cursor))

    def step(self, lines: int) -> None:
        """Move the cursor by some items."""
        self.move(self.cursor + lines)

    def jump(self, line: int) -> None:
        """Move the cursor to an item; -1 is the last."""
        self.move(len(self.source) - 1 if line < 0 else line)

    def section(self, way: int) -> bool:
        """Move to the first item of the next group, or of this and then the previous one."""
        starts, before = self.source.groups.starts, self.cursor
        if way > 0:
            number = bisect_right(starts, self.cursor)
            self.move(starts[number] if number < len(starts) else len(self.source) - 1)
        else:
            number = bisect_left(starts, self.cursor) - 1
            self.move(starts[number] if number >= 0 else 0)
        return self.cursor != before

    def open(self) -> None:
        """Open the item under the cursor."""
        if len(self.source):
            self.post_message(ItemOpened(self.cursor))

    def paint(self, y: int, width: int, inks: Inks) -> Strip:
        """Draw an item, a heading, or the heading of the group that the first line belongs to."""
        base = self.visual_style.rich_style
        if not len(self.source):
            return strip([(" " + truncate(self.empty[y], max(0, width - 1), glyphs.ellipsis), "muted")], width, inks, base)
        item, group = self.source.groups.at(y)
        if y == self.top and self._sticky:
            item = -1
        return self.painted(self.source, item, group, item >= 0 and item == self.cursor, width, inks)

    def painted(self, source: Source, item: int, group: int, on: bool, width: int, inks: Inks) -> Strip:
        """The line of an item or heading of a source, drawn or kept."""
        base = self.visual_style.rich_style
        key = (self._shown(source, item, group), width, on and (1 + self.has_focus), id(inks), base)
        found = self._strips.get(key)
        if found is None:
            if item < 0:
                label = f"{glyphs.rule} {source.groups.labels[group]} "
                pieces: Sequence[Piece] = [(label, "group"), (glyphs.rule * (width - cell_width(label)), "faint")]
                over = None
            else:
                sign = f"{glyphs.cursor} " if on else "  "
                pieces = [(sign, "key"), *source.pieces(item, max(0, width - 2))]
                over = (inks.cursor if self.has_focus else inks.rest) if on else None
            self._strips[key] = found = strip(pieces, width, inks, base, over)
        return found

    @staticmethod
    def _shown(source: Source, item: int, group: int) -> Hashable:
        """What decides about the words of a line: those of a heading, or what the source says of an item."""
        if item < 0:
            return source.groups.labels[group]
        known = getattr(source, "key", None)
        return known(item) if known is not None else (item, source, source.version)

    def on_focus(self) -> None:
        """Light the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim the cursor."""
        self.refresh()

    def jumps(self) -> list[Jump]:
        """A target at each item in sight."""
        lines = range(self.top + self._sticky, min(self.top + self.page, self.count))
        items = [(line, self.source.groups.at(line)[0]) for line in lines] if len(self.source) else []
        return [Jump(0, line - self.top, partial(self._go, item)) for line, item in items if item >= 0]

    def _go(self, item: int) -> None:
        self.move(item)
        self.focus()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; open what it already stands on."""
        if event.y >= self.page:
            self.open()
            return
        item, _ = self.source.groups.at(self.top + event.y)
        if 0 <= item < len(self.source):
            if item == self.cursor:
                self.open()
            else:
                self.move(item)
