"""An emulated terminal that is fed strings, and what a stage may send to it."""

from __future__ import annotations

import re

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


class Glass:
    """A terminal that was told not to wrap, as kortui tells it."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(columns, rows)
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
