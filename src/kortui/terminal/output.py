"""The output stage: a model of the cells on the glass, of which only the difference is sent.

Textual repaints whole widgets and sets every colour anew for each segment: 10.7 kB for one cursor key at 80x24 in 256
colours, of which 1.1 kB changes a cell. The stage reads what Textual writes into a grid of cells (`Stage.feed`) and
makes the shortest update of the terminal's grid (`Stage.render`). Since every byte sent is one that the stage built, no
control sequence can pass from data to the terminal; and since the difference is always to the newest state, a frame may
be left out when the link is slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kortui.terminal.capabilities import Capabilities
from kortui.terminal.colours import Style, Styles
from kortui.terminal.glyphs import cells
from kortui.terminal.pen import Pen
from kortui.terminal.scroll import find

if TYPE_CHECKING:
    from textual.strip import Strip

    from kortui.terminal.parts import Part

WIDEST, HIGHEST = 500, 200
"""Largest grid in cells; a terminal that claims more is drawn on up to here."""

_TOKENS = (
    "\x1b\\[(?:(?P<sgr>[0-9;]*)m|(?P<row>[0-9]{1,5});(?P<column>[0-9]{1,5})H|(?P<mode>\\?2026[hl]))"
    "|(?P<aside>\x1b\\](?:8;[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\\\)|22;[a-z-]{0,20}\x07))"
    "|(?P<newline>\n)|(?P<other>\x1b)|(?P<text>[^\x1b\n]+)"
)
"""What Textual writes. An ESC that begins nothing of it is left out and what follows is text, as Textual measured it."""

_NUMBERED_AT_MOST = 2_000
"""Styles of Textual's whose numbers are known; some screens make new ones for ever."""

_SYNCHRONISED_ON, _SYNCHRONISED_OFF = "\x1b[?2026h", "\x1b[?2026l"
_WORTH_SYNCHRONISING = 600
"""Shortest update, in characters, that is wrapped in mode 2026: the 16 bytes it costs exceed what a short one tears."""


Line = tuple[Sequence[str], Sequence[Style]]
"""One row: a glyph a cell (the second half of a wide one is empty) and a style a cell."""


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
        self._fed = self._rendered = False
        self._styles = Styles(capabilities.depth)
        self._numbers: dict[int, tuple[Any, int, int]] = {}
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
        self._pen = Pen(self._capabilities, self._styles, self.columns)
        self._forget()

    def _forget(self) -> None:
        """Forget which strips the wanted cells come from."""
        self._drawn: list[dict[int, Strip]] = [{} for _ in range(self.rows)]

    def resize(self, columns: int, rows: int) -> None:
        """Take another size, clamped to 500x200; all that was drawn is forgotten and the next update is a full one."""
        self._start(columns, rows)

    def invalidate(self) -> None:
        """Forget what is on the glass, so that the next update clears and draws all of it."""
        self._redraw = True

    def lines(self) -> list[Line]:
        """What is wanted on the glass, a row each."""
        style = self._styles.style
        rows = zip(self._wanted.glyphs, self._wanted.styles, strict=True)
        return [(list(glyphs), [style(number) for number in numbers]) for glyphs, numbers in rows]

    def fill(self, lines: Sequence[Line], cursor: tuple[int, int]) -> None:
        """Want a whole screen, as `lines` gave it for the same size and capabilities.

        Args:
            lines: The rows.
            cursor: Row and column where input methods draw.
        """
        numbers = {style: self._styles.number(style) for _, styles in lines for style in dict.fromkeys(styles)}
        for row, (glyphs, styles) in enumerate(lines):
            self._wanted.glyphs[row][:] = glyphs
            self._wanted.styles[row][:] = [numbers[style] for style in styles]
        self._dirty = set(range(self.rows))
        self._cursor = cursor
        self._forget()

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column where the cursor is wanted, inside the grid."""
        return min(self._cursor[0], self.rows - 1), min(self._cursor[1], self.columns - 1)

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
        for match in re.finditer(_TOKENS, data):
            kind = match.lastgroup
            if kind == "text":
                text = match[0]
                run: Sequence[str] = text if text.isascii() and text.isprintable() else cells(text, self._capabilities.charset)
                if row < self.rows and run:
                    self._drawn[row].clear()
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

    def draw(self, parts: Iterable[Part], cursor: tuple[int, int], sgr: Callable[[Any], str]) -> None:
        """Take in strips: the same cells as `feed` makes of what Textual writes for them, for a fraction of the cost.

        A strip that stands where it stood is passed over.

        Args:
            parts: Strips and where they begin.
            cursor: Row and column where input methods draw.
            sgr: Gives the parameters of SGR that Textual writes for a style of its own.
        """
        numbers, charset = self._numbers, self._capabilities.charset
        for row, column, strip in parts:
            if row >= self.rows or not self._replaces(row, column, strip):
                continue
            for text, style, _ in strip:
                known = numbers.get(id(style))
                if known is None:
                    known = self._numbered(style, sgr(style))
                if text.isascii() and text.isprintable():
                    run: Sequence[str] = text
                elif "\x1b" in text or "\n" in text:
                    self.feed(f"\x1b[{row + 1};{column + 1}H\x1b[{sgr(style)}m{text}\x1b[m")
                    row, column = self._cursor
                    continue
                else:
                    run = cells(text, charset)
                if run and row < self.rows:
                    self._put(row, column, run, known[2] if text.isspace() else known[1])
                column += len(run)
        self._cursor = cursor
        if self._styles.full:
            self._renew_styles()

    def _replaces(self, row: int, column: int, strip: Strip) -> bool:
        """Whether a strip is another than the one that stands in its place; it is noted that it stands there now."""
        drawn = self._drawn[row]
        if drawn.get(column) is strip:
            return False
        end = column + strip.cell_length
        for start in [start for start, old in drawn.items() if start < end and start + old.cell_length > column]:
            del drawn[start]
        drawn[column] = strip
        return True

    def _numbered(self, style: Any, sgr: str) -> tuple[Any, int, int]:
        """A style of Textual's with its number and that of blanks in it; kept with it, so that its id names nothing else."""
        number = self._styles.target(self._styles.apply(0, sgr)) if sgr else 0
        if len(self._numbers) >= _NUMBERED_AT_MOST:
            self._numbers.clear()
        found = self._numbers[id(style)] = style, number, self._styles.blank(number)
        return found

    def _renew_styles(self) -> None:
        """Start a new table with the styles in use only; the glass is drawn anew, since its numbers mean nothing now."""
        old, self._styles = self._styles, Styles(self._capabilities.depth)
        for line in self._wanted.styles:
            line[:] = [self._styles.number(old.style(target)) for target in line]
        self._pen.styles = self._styles
        self._numbers.clear()
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
        self._fed = True
        glyphs[column:end] = run
        self._wanted.styles[row][column:end] = [style] * count
        self._dirty.add(row)

    def render(self) -> str:
        """The update from what is on the glass to what Textual has written; empty when nothing changed.

        The glass counts as drawn from here on: send the string whole, or call `invalidate`.
        """
        pen = self._pen
        self._rendered = self._fed  # clearing the terminal at the start is no screen yet
        if self._redraw:
            self._redraw = False
            self._glass = Grid(self.columns, self.rows)
            self._dirty = set(range(self.rows))
            pen.clear()
        wanted, glass = self._wanted, self._glass
        self._scroll()
        for row in sorted(self._dirty):
            glyphs, styles = wanted.glyphs[row], wanted.styles[row]
            old_glyphs, old_styles = glass.glyphs[row], glass.styles[row]
            if glyphs != old_glyphs or styles != old_styles:
                pen.row(row, glyphs, styles, old_glyphs, old_styles)
                old_glyphs[:] = glyphs
                old_styles[:] = styles
        self._dirty.clear()
        if self.cursor != pen.at:  # an input method draws what is being composed at the (hidden) cursor
            pen.move(*self.cursor)
        update = pen.take()
        if self.synchronised and len(update) >= _WORTH_SYNCHRONISING:
            return f"{_SYNCHRONISED_ON}{update}{_SYNCHRONISED_OFF}"
        return update

    @property
    def large(self) -> bool:
        """Whether more than half of the rows wait to be sent, and it is not the first screen, which waits for nothing."""
        return self._rendered and (self._redraw or len(self._changed_rows()) * 2 > self.rows)

    def _changed_rows(self) -> list[int]:
        """Rows that differ from the glass, sorted; the others of the dirty ones are forgotten."""
        wanted, glass = self._wanted, self._glass
        self._dirty = {
            row for row in self._dirty if wanted.glyphs[row] != glass.glyphs[row] or wanted.styles[row] != glass.styles[row]
        }
        return sorted(self._dirty)

    def _scroll(self) -> None:
        """Let the terminal move a block of rows when that spares sending it."""
        found = find(self._wanted.glyphs, self._glass.glyphs, self._changed_rows())
        if found is None:
            return
        top, bottom, by = found.top, found.bottom, found.by
        self._pen.scroll(found)
        for table, blank in ((self._glass.glyphs, " "), (self._glass.styles, 0)):
            block: list[list[Any]] = table[top:bottom]
            free: list[list[Any]] = [[blank] * self.columns for _ in range(abs(by))]
            table[top:bottom] = block[by:] + free if by > 0 else free + block[:by]
        self._dirty.update(range(top, bottom))
