"""An emulated terminal that is fed strings, and what a stage may send to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyte

from kortui.terminal import colours
from kortui.terminal.colours import Styles, apply, change, convert

ALLOWED = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\[[0-9]+(;[0-9]+)?H|\x1b\[[0-9]*[CDGKX]|\x1b\[2J|\x1b\[\?2026[hl]|[\r\b]"
    r"|\x1b\[[0-9]+;[0-9]+r\x1b\[[0-9]+H(\n+|(\x1bM)+)\x1b\[r|[^\x00-\x1f\x7f-\x9f]"
)
"""Every sequence a stage may send; the rest of its output is printable."""


def only_allowed(update: str) -> bool:
    """Whether an update holds nothing but SGR, cursor moves, erasing, mode 2026 and printable text."""
    return not ALLOWED.sub("", update)


def converted(data: str, styles: Styles) -> str:
    """What Textual wrote with its colours as a terminal of the stage's depth is told them, segment by segment."""

    def one(match: re.Match[str]) -> str:
        return "\x1b[0m" + change(colours.PLAIN, convert(apply(colours.PLAIN, match[1]), styles.depth))

    return re.sub(r"\x1b\[([0-9;]*)m", one, data)


class Screen(pyte.Screen):
    """pyte's screen with what terminals differ in.

    Attributes:
        coloured: Whether erasing and scrolling fill with the current background ("bce") or with the default one.
        homes: Whether setting the scroll region brings the cursor to the first cell.
    """

    coloured = True
    homes = True

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        super().set_margins(top, bottom)
        if self.homes:
            self.cursor_position()

    def _fill(self, row: int) -> None:
        blank = self.cursor.attrs._replace(data=" ") if self.coloured else self.default_char
        for column in range(self.columns):
            self.buffer[row][column] = blank

    def index(self) -> None:
        bottom = self.margins.bottom if self.margins else self.lines - 1
        at_the_edge = self.cursor.y == bottom
        super().index()
        if at_the_edge:
            self._fill(bottom)

    def reverse_index(self) -> None:
        top = self.margins.top if self.margins else 0
        at_the_edge = self.cursor.y == top
        super().reverse_index()
        if at_the_edge:
            self._fill(top)

    def _uncoloured(self, erase: Callable[..., None], *arguments: object, **private: object) -> None:
        attributes = self.cursor.attrs
        if not self.coloured:
            self.cursor.attrs = self.default_char
        erase(*arguments, **private)
        self.cursor.attrs = attributes

    def erase_in_line(self, *arguments: object, **private: object) -> None:
        self._uncoloured(super().erase_in_line, *arguments, **private)

    def erase_characters(self, *arguments: object) -> None:
        self._uncoloured(super().erase_characters, *arguments)


class Glass:
    """A terminal that was told not to wrap, as kortui tells it; the arguments are those of `Screen`."""

    def __init__(self, columns: int = 80, rows: int = 24, *, coloured: bool = True, homes: bool = True) -> None:
        self.screen = Screen(columns, rows)
        self.screen.coloured, self.screen.homes = coloured, homes
        self.stream = pyte.Stream(self.screen)
        self.stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        """Draw."""
        self.stream.feed(data)

    def rows(self) -> list[str]:
        """The characters, row by row."""
        buffer = self.screen.buffer
        return ["".join(buffer[y][x].data for x in range(self.screen.columns)) for y in range(self.screen.lines)]

    def looks(self) -> list[tuple[object, ...]]:
        """What one sees of each cell: of a blank only the background and lines through it."""
        buffer = self.screen.buffer
        seen: list[tuple[object, ...]] = []
        for y in range(self.screen.lines):
            for x in range(self.screen.columns):
                c = buffer[y][x]
                lined = (c.underscore, c.strikethrough, c.reverse)
                seen.append(
                    (c.data, c.bg, *lined) if c.data == " " and not any(lined) else (c.data, c.bg, *lined, c.fg, c.bold)
                )
        return seen
