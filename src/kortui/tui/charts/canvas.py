"""A small sheet of cells to draw a chart on."""

from __future__ import annotations

from itertools import groupby

from kortui.text import cell_width
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece


class Canvas:
    """Cells with a sign and an ink each, the first line at the top.

    Args:
        width: Cells.
        height: Lines.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells = [[(" ", "")] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, ink: str = "") -> None:
        """Write signs of one cell each; what lies outside is cut."""
        if 0 <= y < self.height:
            for at, sign in enumerate(text, x):
                if 0 <= at < self.width:
                    self._cells[y][at] = (sign, ink)

    def free(self, x: int, y: int, width: int) -> bool:
        """Whether a stretch lies on the sheet and is empty but for a line of the axis."""
        return 0 <= y < self.height and x >= 0 and x + width <= self.width and self._blank(x, y, width)

    def _blank(self, x: int, y: int, width: int) -> bool:
        return all(sign in (" ", glyphs.dotted) for sign, _ in self._cells[y][x : x + width])

    def room(self, x: int, y: int, way: int) -> int:
        """Blank cells in a row from a cell on, to the right (1) or to the left (-1)."""
        count = 0
        while 0 <= x < self.width and self._cells[y][x][0] == " ":
            x, count = x + way, count + 1
        return count

    def stretch(self, x: int, y: int) -> tuple[int, int]:
        """First and last cell of what is written around a cell without a blank."""
        first = last = x
        while first > 0 and self._cells[y][first - 1][0] != " ":
            first -= 1
        while last < self.width - 1 and self._cells[y][last + 1][0] != " ":
            last += 1
        return first, last

    def label(self, x: int, y: int, text: str, ink: str, *, force: bool = False, start: int | None = None) -> bool:
        """Write a label if it has room with a blank on each side.

        Args:
            x: Column of its middle.
            y: Line.
            text: One line of narrow signs.
            ink: Its ink.
            force: Write it whatever lies there.
            start: Its first column, should its middle not be over `x`.

        Returns:
            Whether it was written.
        """
        wide = cell_width(text)
        left = max(0, min(x - wide // 2 if start is None else start, self.width - wide))
        before = max(0, left - 1)
        around = min(self.width, left + wide + 1) - before
        if not force and not self.free(before, y, around):
            return False
        self.put(left, y, text, ink)
        return True

    def lines(self) -> list[list[Piece]]:
        """The sheet as pieces, neighbours of one ink joined."""
        return [[("".join(s for s, _ in run), ink) for ink, run in groupby(line, key=lambda c: c[1])] for line in self._cells]
