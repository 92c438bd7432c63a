"""Writing cells with as few bytes as a terminal can be trusted to understand."""

from __future__ import annotations

import re
from itertools import compress, count
from operator import ne, or_

from kortui.terminal.capabilities import Capabilities
from kortui.terminal.colours import DEFAULT, Styles
from kortui.terminal.glyphs import AMBIGUOUS, LOOSE, SINGLE, SURE, care
from kortui.terminal.scroll import Scroll

_BRIDGE = 4
"""Unchanged cells that are sent again rather than jumped over (``ESC [ n C`` is 4 bytes)."""

_RUN_WORTH_ERASING = 12
"""Blanks in a row from which erasing and moving on (8 bytes or more) is shorter than writing them."""

_SURE_LETTERS = re.compile("[ -~\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af]*")
"""Text after whose every glyph `care` says that the cursor can be trusted: nearly all that is not ASCII, a Turkish word."""

_SPILL = 3
"""Cells behind a glyph of unsure width that are sent again: a flag that a font lacks is drawn as two wide letters."""


class Pen:
    """A terminal's cursor and colours, and the sequences that bring them where they are wanted.

    Attributes:
        styles: Numbers of styles and what they mean.
        style: Target style that the terminal writes in.
        at: Row and column of the cursor; a column of -1 is unknown, and so is everything when it is None.
        out: Sequences written since `take`.
    """

    def __init__(self, capabilities: Capabilities, styles: Styles, columns: int) -> None:
        self._capabilities = capabilities
        self._columns = columns
        self.styles = styles
        self.style = 0
        self.at: tuple[int, int] | None = None
        self.out: list[str] = []

    def take(self) -> str:
        """All sequences written, which are forgotten."""
        text = "".join(self.out)
        self.out.clear()
        return text

    def clear(self) -> None:
        """Empty the screen."""
        self.out.append("\x1b[m\x1b[2J")
        self.style, self.at = 0, None

    def scroll(self, found: Scroll) -> None:
        """Move a block of rows."""
        top, bottom, by = found.top, found.bottom, found.by
        self.set(0)  # terminals fill the rows that become free with the current background, or with the default
        self.out.append(f"\x1b[{top + 1};{bottom}r")
        self.out.append(f"\x1b[{bottom}H" + "\n" * by if by > 0 else f"\x1b[{top + 1}H" + "\x1bM" * -by)
        self.out.append("\x1b[r")
        self.at = None  # setting the region homes the cursor, but not in every emulator

    def move(self, row: int, column: int) -> None:
        """Bring the cursor to a cell by the shortest sequence that is certain to."""
        at = self.at
        self.at = (row, column)
        if at is None or at[0] != row:
            self.out.append(f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H")
        elif at[1] < 0:  # the row is known, the column is not
            self.out.append(f"\x1b[{column + 1}G" if self._capabilities.erase else f"\x1b[{row + 1};{column + 1}H")
        elif column > at[1]:
            self.out.append("\x1b[C" if column - at[1] == 1 else f"\x1b[{column - at[1]}C")
        elif column == 0:
            self.out.append("\r")
        else:
            self.out.append("\b" if at[1] - column == 1 else f"\x1b[{at[1] - column}D")

    def row(self, row: int, glyphs: list[str], styles: list[int], old_glyphs: list[str], old_styles: list[int]) -> None:
        """Send the cells of one row that differ."""
        changed = [*compress(count(), map(or_, map(ne, glyphs, old_glyphs), map(ne, styles, old_styles)))]
        index, last = 0, len(changed)
        while index < last:
            start = changed[index]
            end = start + 1
            index += 1
            while index < last:
                gap = changed[index] - end
                if gap and (gap > _BRIDGE or not self._bridges(glyphs, styles, end, end + gap)):
                    break
                end += gap + 1
                index += 1
            text = "".join(glyphs[start:end])
            plain = text.isascii() or SINGLE.fullmatch(text)
            if not plain and any(not glyph.isascii() and care(glyph) == LOOSE for glyph in glyphs[start:end] if glyph):
                end = self._behind(glyphs, end + _SPILL)
                while index < last and changed[index] < end:
                    index += 1
            self._span(row, start, end, glyphs, styles)

    def _behind(self, glyphs: list[str], end: int) -> int:
        """The column, or the next behind it, that does not cut a wide glyph."""
        end = min(end, self._columns)
        return end + 1 if end < self._columns and glyphs[end] == "" else end

    @staticmethod
    def _bridges(glyphs: list[str], styles: list[int], start: int, end: int) -> bool:
        """Whether writing unchanged cells again costs no more than jumping over them."""
        style = styles[start - 1]
        return all(glyphs[c].isascii() and glyphs[c] and styles[c] == style for c in range(start, end))

    def _span(self, row: int, start: int, end: int, glyphs: list[str], styles: list[int]) -> None:
        """Send the cells ``[start, end)`` of a row."""
        column = start
        while column < end:
            style = styles[column]
            stop = column + 1
            while stop < end and styles[stop] == style:
                stop += 1
            if glyphs[column] == " " and self._same_blank(style) and stop - column == 1:
                style = self.style  # a lone space shows its background only, which the pen already has
            self._run(row, column, stop, glyphs, style)
            column = stop

    def _same_blank(self, style: int) -> bool:
        """Whether a space looks alike in this style and in the pen's."""
        return self.styles.blank(style) == self.styles.blank(self.style)

    def _run(self, row: int, start: int, end: int, glyphs: list[str], style: int) -> None:
        """Send cells of one style, erasing long stretches of blanks instead of writing them."""
        text = "".join(glyphs[start:end])
        if len(text) == end - start >= _RUN_WORTH_ERASING and not text.strip(" ") and self._erases(style):
            self._blanks(row, start, end, style)
            return
        tail = end - start - len(text.rstrip(" "))
        if end == self._columns and tail >= _RUN_WORTH_ERASING and text.isascii() and self._erases(style):
            self._text(row, start, end - tail, glyphs, style)
            self._blanks(row, end - tail, end, style)
            return
        self._text(row, start, end, glyphs, style)

    def _erases(self, style: int) -> bool:
        """Whether erasing leaves cells that look like blanks of this style."""
        _, back, attributes = self.styles.style(self.styles.blank(style))
        return not attributes and (back == DEFAULT or self._capabilities.erase_coloured)

    def _blanks(self, row: int, start: int, end: int, style: int) -> None:
        """Clear ``[start, end)`` to blanks of a style."""
        to_the_edge = end == self._columns
        if not to_the_edge and not self._capabilities.erase:
            self._text(row, start, end, [" "] * end, style)
            return
        self._goto(row, start)
        if not self._same_blank(style):
            self.set(self.styles.blank(style))
        self.out.append("\x1b[K" if to_the_edge else f"\x1b[{end - start}X")

    def _goto(self, row: int, column: int) -> None:
        if self.at != (row, column):
            self.move(row, column)

    def set(self, style: int) -> None:
        """Write in a target style from here on."""
        if style != self.style:
            self.out.append(self.styles.change(self.style, style))
            self.style = style

    def _text(self, row: int, start: int, end: int, glyphs: list[str], style: int) -> None:
        """Write the cells ``[start, end)``, re-anchoring where the terminal may have moved by another width."""
        if start >= end:
            return
        self._goto(row, start)
        self.set(style)
        text = "".join(glyphs[start:end])
        if text.isascii() or _SURE_LETTERS.fullmatch(text):
            self.out.append(text)
            self.at = (row, end) if end < self._columns else (row, -1)
            return
        column, doubt = start, SURE
        while column < end:
            glyph = glyphs[column]
            width = 2 if column + 1 < self._columns and glyphs[column + 1] == "" else 1
            trust = care(glyph)
            if doubt == LOOSE or trust == LOOSE or (doubt == AMBIGUOUS and trust == SURE):
                if column > start:
                    self.at = (row, -1)
                    self.move(row, column)
                if trust == LOOSE and width == 2:  # a terminal may fill one cell only: leave nothing old in the other
                    self.out.append("  \x1b[2D")
            self.out.append(glyph)
            doubt = trust
            column += width
        self.at = (row, column) if doubt == SURE and column < self._columns else (row, -1)
