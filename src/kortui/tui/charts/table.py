"""Tables in a pane: columns that narrow, then go by rank, and a cursor on a line."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.model import Library
from kortui.overview.tables import Column, Table
from kortui.text import cell_width
from kortui.tui import dates
from kortui.tui.charts import Axis, View
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, fit, fit_right

_MARGIN = 2
_GAP = 2
_WIDEST = 28
"""Cells from which on a column takes more only when all others have what they need."""
_DATE = 16
_ASIDE = 5
"""Rank from which on a column is left out before it cuts others: the title, which the line above the table says whole."""
_READ = 20
"""Cells that a column may need before that one is left out."""


def widths(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], room: int, filled: Sequence[bool] | None = None
) -> list[int]:
    """Cells of each column, 0 for one that is left out.

    Columns of no content go first, then those of highest rank, until each has its least; what is left is shared by need.

    Args:
        columns: The columns.
        cells: The lines, perhaps only those in sight.
        room: Cells of the whole table.
        filled: Whether each column has content anywhere, should `cells` not be all lines: columns may not come and go while
            one scrolls.
    """
    need = [max((cell_width(line[n]) for line in cells), default=0) for n in range(len(columns))]
    kept = [n for n, c in enumerate(columns) if (filled[n] if filled else need[n]) or not c.rank]
    wanted = {n: max(need[n], cell_width(columns[n].name)) for n in kept}
    least = {n: min(wanted[n], columns[n].least) for n in kept}

    def total(cells_of: dict[int, int]) -> int:
        return sum(cells_of.values()) + _GAP * (len(cells_of) - 1)

    while len(least) > 1 and total(least) > room:
        del least[max(least, key=lambda n: (columns[n].rank, n))]
    last = max(least, key=lambda n: (columns[n].rank, n))
    if columns[last].rank >= _ASIDE and total({n: min(wanted[n], _READ) for n in least} | {last: least[last]}) > room:
        del least[last]  # what only tells once more what the line is about cuts no other
    given = dict(least)
    spare = room - total(given)
    for limit in (_DATE, _WIDEST, 10**6):
        for n in sorted(given, key=lambda n: columns[n].rank):
            more = max(0, min(wanted[n], limit) - given[n], 0)
            more = min(more, max(spare, 0))
            given[n] += more
            spare -= more
    if spare < 0:  # one column alone is wider than the window
        given = {n: max(1, width + spare) for n, width in given.items()}
    return [given.get(n, 0) for n in range(len(columns))]


def filled_of(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> list[bool]:
    """Whether each column has content on any line; a pass over all of them where one has none."""
    return [column.kept or any(line[n] for line in lines) for n, column in enumerate(columns)]


def draw_table(
    columns: Sequence[Column], lines: Sequence[Sequence[str]], view: View, filled: Sequence[bool] | None = None
) -> list[list[Piece]]:
    """A heading and as many lines around the cursor as fit.

    Args:
        columns: The columns.
        lines: The cells of all lines.
        view: How to draw.
        filled: What `filled_of` gives, should it be known.
    """
    height = max(1, view.height - 1)
    first = max(0, min(view.cursor - height // 2, len(lines) - height))
    seen = [
        [dates.fit_words(cell, _DATE) if column.name == "When" else cell for column, cell in zip(columns, line, strict=True)]
        for line in lines[first : first + height]
    ]
    given = widths(columns, seen, view.width - _MARGIN - 1, filled_of(columns, lines) if filled is None else filled)
    head: list[Piece] = [(" " * _MARGIN, "")]
    head += _cells(columns, [c.name for c in columns], given, "muted")
    drawn = [head]
    for number in range(first, first + len(seen)):
        room = dict(zip((column.name for column in columns), given, strict=True)).get("When", 0)
        line = [
            dates.fit_words(cell, room) if c.name == "When" else cell for c, cell in zip(columns, lines[number], strict=True)
        ]
        chosen = number == view.cursor
        pieces: list[Piece] = [(f"{glyphs.cursor} " if chosen else "  ", "key")]
        pieces += _cells(columns, line, given, "strong" if chosen else "")
        drawn.append(pieces)
    return drawn


def _cells(columns: Sequence[Column], cells: Sequence[str], given: Sequence[int], ink: str) -> list[Piece]:
    pieces: list[Piece] = []
    shown = 0
    for column, cell, width in zip(columns, cells, given, strict=True):
        if not width:
            continue
        text = fit_right(cell, width) if column.right else fit(cell, width)
        pieces += [(text, ink or ("muted" if column.name == "When" else "text")), (" " * _GAP, "")]
        shown += 1
    return pieces


class TableChart:
    """A table of `kortui.overview` in a pane."""

    axes: tuple[Axis, ...] = ("table",)
    values = False

    def __init__(self, table: Table, library: Library) -> None:
        self._library = library
        self.title = table.title
        self._table = table
        self.rows = [line.row for line in table.lines]
        self.queries = [line.query for line in table.lines]
        self._cells = [line.cells for line in table.lines]
        self._filled = filled_of(table.columns, self._cells)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._table.sentence

    def lines(self, axis: Axis) -> int:
        """Its lines and the heading."""
        return len(self.rows) + 1

    def note(self, view: View) -> str:
        """How many lines there are, where they do not all fit."""
        height = max(1, view.height - 1)
        return f"{height:,} of {len(self.rows):,} lines" if len(self.rows) > height else ""

    def draw(self, view: View) -> list[list[Piece]]:
        """The lines around the cursor."""
        return draw_table(self._table.columns, self._cells, view, self._filled) if self.rows else []

    def say(self, mark: int) -> str:
        """The event of a line in full, or what a line of several events counts."""
        line = self._table.lines[mark]
        event = self._library.events[line.row]
        return line.said or f"{event.date.display}: {event.title}"

    def whole(self, mark: int) -> str:
        """A line with its cells whole, for where columns are cut."""
        line = self._table.lines[mark]
        cells = [f"{c.name.lower()} {cell}" for c, cell in zip(self._table.columns[1:], line.cells[1:], strict=True) if cell]
        return f"{line.cells[0]}: {'; '.join(cells)}"

    def beside(self, mark: int, way: int) -> int:
        """The line above or below."""
        return max(0, min(mark + way, len(self.rows) - 1))
