"""The output stage: a model of the cells on the glass, of which only the difference is sent.

Textual repaints whole widgets and sets every colour anew for each segment: 10.7 kB for one cursor key at 80x24 in 256
colours, of which 1.1 kB changes a cell. The stage reads what Textual writes into a grid of cells (`Stage.feed`) and
makes the shortest update of the terminal's grid (`Stage.render`). Since every byte sent is one that the stage built, no
control sequence can pass from data to the terminal; and since the difference is always to the newest state, a frame may
be left out when the link is slow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kortui.terminal.capabilities import Capabilities
from kortui.terminal.colours import DEFAULT, Styles
from kortui.terminal.glyphs import AMBIGUOUS, LOOSE, SURE, care, cells
from kortui.terminal.scroll import find

WIDEST, HIGHEST = 500, 200
"""Largest grid in cells; a terminal that claims more is drawn on up to here."""

_TOKENS = re.compile(
    "\x1b\\[(?:(?P<sgr>[0-9;]*)m|(?P<row>[0-9]{1,5});(?P<column>[0-9]{1,5})H|(?P<mode>\\?2026[hl]))"
    "|(?P<aside>\x1b\\](?:8;[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\\\)|22;[a-z-]{0,20}\x07))"
    "|(?P<newline>\n)|(?P<other>\x1b)|(?P<text>[^\x1b\n]+)"
)
"""What Textual writes. An ESC that begins nothing of it is left out and what follows is text, as Textual measured it."""

_SYNCHRONISED_ON, _SYNCHRONISED_OFF = "\x1b[?2026h", "\x1b[?2026l"
_WORTH_SYNCHRONISING = 600
"""Shortest update, in characters, that is wrapped in mode 2026: the 16 bytes it costs exceed what a short one tears."""

_BRIDGE = 4
"""Unchanged cells that are sent again rather than jumped over (``ESC [ n C`` is 4 bytes)."""

_RUN_WORTH_ERASING = 12
"""Blanks in a row from which erasing and moving on (8 bytes or more) is shorter than writing them."""


class Grid:
    """Cells of a screen: per row the glyphs and the numbers of their target styles."""

    __slots__ = ("glyphs", "styles")

    def __init__(self, columns: int, rows: int) -> None:
        self.glyphs: list[list[str]] = [[" "] * columns for _ in range(rows)]
        self.styles: list[list[int]] = [[0] * columns for _ in range(rows)]


class Stage:
    """Turns what Textual writes into the shortest update of one terminal.

    Attributes:
        columns: Width of the grid in cells.
        rows: Height of the grid in cells.
        synchronised: Wrap long updates in mode 2026; set it when the terminal has said that it knows the mode.
    """

    def __init__(self, capabilities: Capabilities, columns: int = 80, rows: int = 24) -> None:
        self._capabilities = capabilities
        self.synchronised = False
        self._styles = Styles(capabilities.depth)
        self._start(columns, rows)

    def _start(self, columns: int, rows: int) -> None:
        self.columns = min(max(columns, 1), WIDEST)
        self.rows = min(max(rows, 1), HIGHEST)
        self._wanted = Grid(self.columns, self.rows)
        self._glass = Grid(self.columns, self.rows)
        self._dirty: set[int] = set(range(self.rows))
        self._cursor = (0, 0)
        self._source = 0
        self._redraw = True
        self._pen = 0
        self._at: tuple[int, int] | None = None

    def resize(self, columns: int, rows: int) -> None:
        """Take another size, clamped to 500x200; all that was drawn is forgotten and the next update is a full one."""
        self._start(columns, rows)

    def invalidate(self) -> None:
        """Forget what is on the glass, so that the next update clears and draws all of it."""
        self._redraw = True

    @property
    def changed(self) -> bool:
        """Whether an update may be owed."""
        return self._redraw or bool(self._dirty)

    def feed(self, data: str) -> None:
        """Take in what Textual writes; nothing is sent before `render`.

        Args:
            data: Cursor positions, SGR, text, line feeds, mode 2026 and hyperlinks; all else is dropped.
        """
        apply, target, styles = self._styles.apply, self._styles.target, self._styles
        row, column = self._cursor
        source = self._source
        style = target(source)
        for match in _TOKENS.finditer(data):
            kind = match.lastgroup
            if kind == "text":
                text = match[0]
                run: Sequence[str] = text if text.isascii() and text.isprintable() else cells(text, self._capabilities.charset)
                if row < self.rows and run:
                    self._put(row, column, run, styles.blank(style) if text.isspace() else style)
                column += len(run)
            elif kind == "sgr":
                source = apply(source, match["sgr"])
                style = target(source)
            elif kind == "column":
                row, column = max(int(match["row"]) - 1, 0), max(int(match["column"]) - 1, 0)
            elif kind == "newline":
                row, column = row + 1, 0
        self._cursor = (row, column)
        self._source = source
        if styles.full:
            self._renew_styles()

    def _renew_styles(self) -> None:
        """Start a new table with the styles in use only; the glass is drawn anew, since its numbers mean nothing now."""
        old, self._styles = self._styles, Styles(self._capabilities.depth)
        for line in self._wanted.styles:
            line[:] = [self._styles.number(old.style(target)) for target in line]
        self._source = 0  # Textual begins every segment from plain
        self._redraw = True

    def _put(self, row: int, column: int, run: Sequence[str], style: int) -> None:
        """Write a run of cells, clipped to the row; a wide glyph that loses one half becomes a space."""
        room = self.columns - column
        if room <= 0:
            return
        glyphs = self._wanted.glyphs[row]
        count = len(run)
        if count > room:
            cut = run[room] == ""
            run, count = run[:room], room
            if cut:
                run = [*run[:-1], " "]
        end = column + count
        if column and glyphs[column] == "":
            glyphs[column - 1] = " "
        if end < self.columns and glyphs[end] == "":
            glyphs[end] = " "
        glyphs[column:end] = run
        self._wanted.styles[row][column:end] = [style] * count
        self._dirty.add(row)

    def render(self) -> str:
        """The update from what is on the glass to what Textual has written; empty when nothing changed.

        The glass counts as drawn from here on: send the string whole, or call `invalidate`.
        """
        out: list[str] = []
        if self._redraw:
            self._redraw = False
            self._glass = Grid(self.columns, self.rows)
            self._dirty = set(range(self.rows))
            self._pen, self._at = 0, None
            out.append("\x1b[m\x1b[2J")
        wanted, glass = self._wanted, self._glass
        self._scroll(out)
        for row in sorted(self._dirty):
            glyphs, styles = wanted.glyphs[row], wanted.styles[row]
            old_glyphs, old_styles = glass.glyphs[row], glass.styles[row]
            if glyphs != old_glyphs or styles != old_styles:
                self._row(row, glyphs, styles, old_glyphs, old_styles, out)
                old_glyphs[:] = glyphs
                old_styles[:] = styles
        self._dirty.clear()
        place = min(self._cursor[0], self.rows - 1), min(self._cursor[1], self.columns - 1)
        if place != self._at:  # an input method draws what is being composed at the (hidden) cursor
            self._move(*place, out)
        update = "".join(out)
        if self.synchronised and len(update) >= _WORTH_SYNCHRONISING:
            return f"{_SYNCHRONISED_ON}{update}{_SYNCHRONISED_OFF}"
        return update

    @property
    def large(self) -> bool:
        """Whether more than half of the rows wait to be sent."""
        return self._redraw or len(self._changed_rows()) * 2 > self.rows

    def _changed_rows(self) -> list[int]:
        """Rows that differ from the glass, sorted; the others of the dirty ones are forgotten."""
        wanted, glass = self._wanted, self._glass
        self._dirty = {
            row for row in self._dirty if wanted.glyphs[row] != glass.glyphs[row] or wanted.styles[row] != glass.styles[row]
        }
        return sorted(self._dirty)

    def _scroll(self, out: list[str]) -> None:
        """Let the terminal move a block of rows when that spares sending it."""
        found = find(self._wanted.glyphs, self._glass.glyphs, self._changed_rows())
        if found is None:
            return
        top, bottom, by = found.top, found.bottom, found.by
        self._set(0, out)  # terminals fill the rows that become free with the current background, or with the default
        out.append(f"\x1b[{top + 1};{bottom}r")
        out.append(f"\x1b[{bottom}H" + "\n" * by if by > 0 else f"\x1b[{top + 1}H" + "\x1bM" * -by)
        out.append("\x1b[r")
        self._at = None  # setting the region homes the cursor, but not in every emulator
        for table, blank in ((self._glass.glyphs, " "), (self._glass.styles, 0)):
            block: list[list[Any]] = table[top:bottom]
            free: list[list[Any]] = [[blank] * self.columns for _ in range(abs(by))]
            table[top:bottom] = block[by:] + free if by > 0 else free + block[:by]
        self._dirty.update(range(top, bottom))

    def _move(self, row: int, column: int, out: list[str]) -> None:
        """Bring the cursor to a cell by the shortest sequence that is certain to."""
        at = self._at
        self._at = (row, column)
        if at is None or at[0] != row:
            out.append(f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H")
        elif at[1] < 0:  # the row is known, the column is not
            out.append(f"\x1b[{column + 1}G" if self._capabilities.erase else f"\x1b[{row + 1};{column + 1}H")
        elif column > at[1]:
            out.append("\x1b[C" if column - at[1] == 1 else f"\x1b[{column - at[1]}C")
        elif column == 0:
            out.append("\r")
        else:
            out.append("\b" if at[1] - column == 1 else f"\x1b[{at[1] - column}D")

    def _row(
        self, row: int, glyphs: list[str], styles: list[int], old_glyphs: list[str], old_styles: list[int], out: list[str]
    ) -> None:
        """Send the cells of one row that differ."""
        changed = [
            column
            for column, (glyph, style, old_glyph, old_style) in enumerate(
                zip(glyphs, styles, old_glyphs, old_styles, strict=True)
            )
            if glyph != old_glyph or style != old_style
        ]
        index, last = 0, len(changed)
        while index < last:
            start = changed[index]
            end = start + 1
            index += 1
            while index < last and changed[index] - end <= _BRIDGE and self._bridges(glyphs, styles, end, changed[index]):
                end = changed[index] + 1
                index += 1
            self._span(row, start, end, glyphs, styles, out)

    @staticmethod
    def _bridges(glyphs: list[str], styles: list[int], start: int, end: int) -> bool:
        """Whether writing unchanged cells again costs no more than jumping over them."""
        style = styles[start - 1]
        return all(glyphs[c].isascii() and glyphs[c] and styles[c] == style for c in range(start, end))

    def _span(self, row: int, start: int, end: int, glyphs: list[str], styles: list[int], out: list[str]) -> None:
        """Send the cells ``[start, end)`` of a row."""
        column = start
        while column < end:
            style = styles[column]
            stop = column + 1
            while stop < end and styles[stop] == style:
                stop += 1
            if glyphs[column] == " " and self._same_blank(style) and stop - column == 1:
                style = self._pen  # a lone space shows its background only, which the pen already has
            self._run(row, column, stop, glyphs, style, out)
            column = stop

    def _same_blank(self, style: int) -> bool:
        """Whether a space looks alike in this style and in the pen's."""
        return self._styles.blank(style) == self._styles.blank(self._pen)

    def _run(self, row: int, start: int, end: int, glyphs: list[str], style: int, out: list[str]) -> None:
        """Send cells of one style, erasing long stretches of blanks instead of writing them."""
        text = "".join(glyphs[start:end])
        if len(text) == end - start >= _RUN_WORTH_ERASING and not text.strip(" ") and self._erases(style):
            self._blanks(row, start, end, style, out)
            return
        tail = end - start - len(text.rstrip(" "))
        if end == self.columns and tail >= _RUN_WORTH_ERASING and text.isascii() and self._erases(style):
            self._text(row, start, end - tail, glyphs, style, out)
            self._blanks(row, end - tail, end, style, out)
            return
        self._text(row, start, end, glyphs, style, out)

    def _erases(self, style: int) -> bool:
        """Whether erasing leaves cells that look like blanks of this style."""
        _, back, attributes = self._styles.style(self._styles.blank(style))
        return not attributes and (back == DEFAULT or self._capabilities.erase_coloured)

    def _blanks(self, row: int, start: int, end: int, style: int, out: list[str]) -> None:
        """Clear ``[start, end)`` to blanks of a style."""
        to_the_edge = end == self.columns
        if not to_the_edge and not self._capabilities.erase:
            self._text(row, start, end, [" "] * end, style, out)
            return
        self._goto(row, start, out)
        if not self._same_blank(style):
            self._set(self._styles.blank(style), out)
        out.append("\x1b[K" if to_the_edge else f"\x1b[{end - start}X")

    def _goto(self, row: int, column: int, out: list[str]) -> None:
        if self._at != (row, column):
            self._move(row, column, out)

    def _set(self, style: int, out: list[str]) -> None:
        if style != self._pen:
            out.append(self._styles.change(self._pen, style))
            self._pen = style

    def _text(self, row: int, start: int, end: int, glyphs: list[str], style: int, out: list[str]) -> None:
        """Write the cells ``[start, end)``, re-anchoring where the terminal may have moved by another width."""
        if start >= end:
            return
        self._goto(row, start, out)
        self._set(style, out)
        text = "".join(glyphs[start:end])
        if text.isascii():
            out.append(text)
            self._at = (row, end) if end < self.columns else (row, -1)
            return
        column, doubt = start, SURE
        while column < end:
            glyph = glyphs[column]
            width = 2 if column + 1 < self.columns and glyphs[column + 1] == "" else 1
            trust = care(glyph)
            if doubt == LOOSE or trust == LOOSE or (doubt == AMBIGUOUS and trust == SURE):
                if column > start:
                    self._at = (row, -1)
                    self._move(row, column, out)
                if trust == LOOSE and width == 2:  # a terminal may fill one cell only: leave nothing old in the other
                    out.append("  \x1b[2D")
            out.append(glyph)
            doubt = trust
            column += width
        self._at = (row, column) if doubt == SURE and column < self.columns else (row, -1)
