"""Bars of a measure over time: trade by year, arms exports by country with targets drawn apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from kortui import edtf_words
from kortui.overview.scale import TimeAxis, ValueAxis, short
from kortui.overview.series import Figures, Point, reporters
from kortui.overview.tables import Column
from kortui.text import cell_width
from kortui.tui.charts import Axis, View
from kortui.tui.charts.canvas import Canvas
from kortui.tui.charts.table import draw_table, filled_of
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, fit_right

_EIGHTHS = 8
_QUARTERS = 4
"""Parts of a line in which a weave can be drawn; twice as coarse as a plain bar."""

_TALL = 20
_GUTTER = 12
"""Cells beside the bars that the names of the axis may take."""
_WIDE = 10
"""Times the least figure that the greatest is from which on a logarithmic axis shows more; below, it would only flatten."""
_WIDEST_BAR = 5
_WIDEST_SHARE = 24
"""Part of a wide chart that a bar may take."""
_LIFTS = 2
"""Lines a label may rise above its bar to find room."""

_INKS = ("bar", "diplomacy", "trade", "defense")


def _upper(mark: Point) -> int | float:
    """The upper end of a figure, which is the figure itself where it is no range."""
    return mark.point.value if mark.point.value_to is None else mark.point.value_to


class FigureChart:
    """All figures of one measure and unit.

    Args:
        figures: The figures.
    """

    values = True
    queries: Sequence[str] = ()

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.unit = figures.unit
        self.marks = figures.points
        self.rows = [m.row for m in self.marks]
        whose = reporters(self.marks)
        self._inks = {who: _INKS[n % len(_INKS)] for n, who in enumerate(whose)}
        self._ends = [(float(m.point.value), float(_upper(m))) for m in self.marks]
        values = [end for ends in self._ends for end in ends]
        wide = min(values) <= 0 or max(values) >= _WIDE * min(values)
        self.sentence = figures.sentence
        self.axes: tuple[Axis, ...] = ("log", "linear", "table") if wide else ("linear", "table")

    @property
    def title(self) -> str:
        """Measure and whose it is."""
        return self.figures.title

    def say(self, mark: int) -> str:
        """One figure in words."""
        return self.figures.say(mark)

    def beside(self, mark: int, way: int) -> int:
        """The next or previous figure."""
        return max(0, min(mark + way, len(self.rows) - 1))

    def scale(self, axis: Axis) -> str:
        """The scale figures really stand on: there is no logarithm of zero."""
        if axis == "log" and any(m.point.value <= 0 for m in self.marks):
            return "linear, for some are not above zero"
        return axis

    def lines(self, axis: Axis) -> int:
        """Lines of the table; bars look well on twenty."""
        return len(self.marks) + 1 if axis == "table" else _TALL

    def note(self, view: View) -> str:
        """How many figures there is room for."""
        count = len(self.marks)
        if view.axis == "table":
            height = max(1, view.height - 1)
            return f"{height} of {count:,} lines" if count > height else ""
        drawn = len(self._thinned(view))
        return f"{drawn} of {count:,} figures drawn" if drawn < count else ""

    def _thinned(self, view: View) -> list[int]:
        """The figures drawn: all where each has a column and a gap, else every second, third…, the chosen one among them."""
        count = len(self.marks)
        step = max(1, -(-2 * count // max(view.width - _GUTTER, 2)))
        if step == 1:
            return list(range(count))
        kept = list(range(0, count, step))
        if view.cursor >= 0:
            kept[min(view.cursor // step, len(kept) - 1)] = view.cursor
        return kept

    def draw(self, view: View) -> list[list[Piece]]:
        """Bars, or a table of the points."""
        return self._table(view) if view.axis == "table" else self._bars(view)

    def _name(self, mark: Point, *, stated: bool) -> str:
        figure = mark.written if stated else mark.short(self.unit)
        return f"{mark.whose} {figure}".strip()

    def _bars(self, view: View) -> list[list[Piece]]:
        drawn = self._thinned(view)
        marks = [self.marks[n] for n in drawn]
        axis = ValueAxis.of([end for ends in self._ends for end in ends], view.axis == "log")
        levels = view.height - 1  # the last line holds the years
        ticks = axis.ticks(max(2, levels // 2))
        names = [short(t, self.unit) for t in ticks]
        gutter = max(map(cell_width, names)) + 1
        plot = max(view.width - gutter - 2, 8)
        sheet = Canvas(plot, view.height)
        places, wide = self._places(marks, plot)
        top = max(1, levels - 1)  # the line above the highest bar is for its label
        marked = {levels - 1 - round(axis.share(t) * (top - 0.01)): name for t, name in zip(ticks, names, strict=True)}
        for y in range(levels):
            if y in marked:
                sheet.put(0, y, glyphs.dotted * plot, "faint")
        spans = [[max(1, round(axis.share(end) * top * _EIGHTHS)) for end in self._ends[n]] for n in drawn]
        heights = [max(span) for span in spans]
        for number, mark in enumerate(marks):
            at, (low, high), chosen = places[number], spans[number], drawn[number] == view.cursor
            self._bar(sheet, at, wide, low, levels, mark, chosen, high)
        for number in sorted(range(len(marks)), key=lambda n: drawn[n] != view.cursor):
            mark, chosen = marks[number], drawn[number] == view.cursor
            y = levels - 1 - -(-heights[number] // _EIGHTHS)
            middle = places[number] + wide // 2
            ink = "strong" if chosen else "text"
            low = places[number - 1] + wide + 1 if number else 0
            high = places[number + 1] - 1 if number + 1 < len(places) else plot
            name = self._name(mark, stated=view.stated)
            if view.stated and cell_width(name) > high - low:  # it would stand over other bars, or take their labels' room
                name = self._name(mark, stated=False)
            starts = (
                None,
                places[number],
                places[number] + wide - cell_width(name),
            )  # over its middle, else from an edge of it
            ways = ((up, start) for up in range(min(y, _LIFTS) + 1) for start in starts)
            if not any(sheet.label(middle, y - up, name, ink, start=start) for up, start in ways):
                sheet.label(middle, max(0, y), name, ink, force=chosen)
            year = str(int(mark.year))
            sheet.label(middle, levels, year, "strong" if chosen else "muted", force=chosen)
        lines = []
        for y, line in enumerate(sheet.lines()):
            wall = glyphs.wall if y < levels else " "
            lines.append([(fit_right(marked.get(y, ""), gutter), "muted"), (wall, "faint"), (" ", ""), *line])
        return lines

    @staticmethod
    def _places(marks: Sequence[Point], plot: int) -> tuple[list[int], int]:
        """First column of each bar, and their width: to scale, but never on one another."""
        count = len(marks)
        wide = max(1, min(max(_WIDEST_BAR, plot // _WIDEST_SHARE), plot // (2 * count)))
        first, last = marks[0].year, marks[-1].year
        time = TimeAxis(first, max(last, first + 1), plot - wide + 1)
        room = max(1, time.width)
        places: list[int] = []
        for mark in marks:
            least = places[-1] + wide + (1 if wide > 1 else 0) if places else 0
            places.append(max(min(time.column(mark.year), room - 1), least))
        limit = plot - wide
        for number in range(count - 1, -1, -1):
            places[number] = max(0, min(places[number], limit))
            limit = places[number] - wide
        return places, wide

    def _bar(
        self, sheet: Canvas, x: int, wide: int, height: int, levels: int, mark: Point, chosen: bool, upper: int = 0
    ) -> None:
        """A bar to the lower end of its figure, and a lighter stretch from there to the upper end of a range.

        Figures that are not exact and aims have a weave of their own, for colour alone may not say it.
        """
        sign, low = glyphs.blocks[-1], glyphs.blocks
        if mark.point.status != "actual":
            sign, low = glyphs.aimed, glyphs.aimed_low
        elif not mark.point.plain:
            sign, low = glyphs.hedged, glyphs.hedged_low
        woven = sign != glyphs.blocks[-1]
        ink = "hit" if chosen and woven else "strong" if chosen else self._inks[mark.whose]
        whole, rest = divmod(-(-height // 2), _QUARTERS) if woven else divmod(height, _EIGHTHS)
        top = -(-upper // _EIGHTHS)
        if mark.point.value_to is not None and top > 1 and whole + bool(rest) >= top:
            whole, rest = top - 1, 0  # so low that both ends share a line, which tells of the upper one
        for level in range(whole):
            sheet.put(x, levels - 1 - level, sign * wide, ink)
        if rest:
            sheet.put(x, levels - 1 - whole, low[rest] * wide, ink)
        for level in range(whole + bool(rest), top if mark.point.value_to is not None else 0):
            sheet.put(x, levels - 1 - level, glyphs.ranged * wide, ink)

    def _table(self, view: View) -> list[list[Piece]]:
        """The figures as lines: date, whose, figure in even words, the same as its source writes it."""
        columns, lines, filled = self._lines
        return draw_table(columns, lines, view, filled)

    @cached_property
    def _lines(self) -> tuple[tuple[Column, ...], list[tuple[str, ...]], list[bool]]:
        """Columns and all lines of the table, and which columns have content."""
        several = len(self._inks) > 1 or any(self._inks)
        columns = (
            Column("When", 0, 9), *((Column("Of", 1, 3),) if several else ()), Column(f"Figure, {self.unit}", 0, 7, right=True),
            Column("Status", 2, 6), Column("As written", 3, 10),
        )  # fmt: skip
        lines: list[tuple[str, ...]] = []
        for m in self.marks:
            figure = m.short(self.unit)
            lines.append(
                (edtf_words.display(m.point.date), *((m.whose,) if several else ()), figure, m.point.status, m.written)
            )
        return columns, lines, filled_of(columns, lines)
