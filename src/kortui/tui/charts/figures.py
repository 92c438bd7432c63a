"""Bars of a measure over time: trade by year, arms exports by country with targets drawn apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kortui import edtf
from kortui.model import Amount, Library, SeriesPoint
from kortui.records import dataclass
from kortui.text import cell_width
from kortui.tui.charts import View
from kortui.tui.charts.canvas import Canvas
from kortui.tui.charts.scale import TimeAxis, ValueAxis, is_currency, short, years
from kortui.tui.figures import amount_words
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, fit, fit_right

_EIGHTHS = 8
_WIDEST_BAR = 5
_LIFTS = 2
"""Lines a label may rise above its bar to find room."""

_INKS = ("bar", "diplomacy", "trade", "defense")


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a chart.

    Attributes:
        point: The figure.
        year: Middle of its date, with a fraction.
        row: Row of the event that states it.
        whose: Reporter, when the chart holds several.
        ink: Of its bar.
        stated: The source's own words.
    """

    point: SeriesPoint
    year: float
    row: int
    whose: str
    ink: str
    stated: str


class FigureChart:
    """All series of one measure and unit.

    Args:
        title: Measure and whose it is.
        unit: ISO 4217 or another unit.
        marks: Points in order of time.
    """

    def __init__(self, title: str, unit: str, marks: Sequence[Mark]) -> None:
        self.title = title
        self.unit = unit
        self.marks = marks
        self.rows = [m.row for m in marks]

    def say(self, mark: int) -> str:
        """One figure in words."""
        one = self.marks[mark]
        status = "" if one.point.status == "actual" else f" ({one.point.status})"
        whose = f"{one.whose} " if one.whose else ""
        return f"{whose}{edtf.display(one.point.date)}: {one.stated}{status}"

    def draw(self, view: View) -> list[list[Piece]]:
        """Bars, or a table of the points."""
        return self._table(view) if view.axis == "table" else self._bars(view)

    def _name(self, mark: Mark, view: View) -> str:
        figure = mark.stated if view.stated else short(mark.point.value, self.unit, mark.point.hedge)
        return f"{mark.whose} {figure}".strip()

    def _bars(self, view: View) -> list[list[Piece]]:
        axis = ValueAxis.of([float(m.point.value) for m in self.marks], view.axis == "log")
        levels = view.height - 1  # the last line holds the years
        ticks = axis.ticks(max(2, levels // 2))
        names = [short(t, self.unit) for t in ticks]
        gutter = max(map(cell_width, names)) + 1
        plot = max(view.width - gutter - 2, 8)
        sheet = Canvas(plot, view.height)
        places, wide = self._places(plot)
        top = max(1, levels - 1)  # the line above the highest bar is for its label
        heights = [max(1, round(axis.share(m.point.value) * top * _EIGHTHS)) for m in self.marks]
        for number, mark in enumerate(self.marks):
            self._bar(sheet, places[number], wide, heights[number], levels, mark, number == view.cursor)
        order = sorted(range(len(self.marks)), key=lambda n: n != view.cursor)
        for number in order:
            mark, chosen = self.marks[number], number == view.cursor
            y = levels - 1 - -(-heights[number] // _EIGHTHS)
            middle = places[number] + wide // 2
            name, ink = self._name(mark, view), "strong" if chosen else "muted"
            if not any(sheet.label(middle, y - up, name, ink) for up in range(min(y, _LIFTS) + 1)):
                sheet.label(middle, max(0, y), name, ink, force=chosen)
            year = str(int(mark.year))
            sheet.label(middle, levels, year, "strong" if chosen else "text", force=chosen)
        marked = {levels - 1 - round(axis.share(t) * (top - 0.01)): name for t, name in zip(ticks, names, strict=True)}
        lines = []
        for y, line in enumerate(sheet.lines()):
            wall = glyphs.wall if y < levels else " "
            lines.append([(fit_right(marked.get(y, ""), gutter), "muted"), (wall, "faint"), (" ", ""), *line])
        return lines

    def _places(self, plot: int) -> tuple[list[int], int]:
        """First column of each bar, and their width: to scale, but never on one another."""
        count = len(self.marks)
        wide = max(1, min(_WIDEST_BAR, plot // (2 * count)))
        first, last = self.marks[0].year, self.marks[-1].year
        time = TimeAxis(first, max(last, first + 1), plot - wide + 1)
        room = max(1, time.width)
        places: list[int] = []
        for mark in self.marks:
            least = places[-1] + wide + (1 if wide > 1 else 0) if places else 0
            places.append(max(min(time.column(mark.year), room - 1), least))
        limit = plot - wide
        for number in range(count - 1, -1, -1):
            places[number] = max(0, min(places[number], limit))
            limit = places[number] - wide
        return places, wide

    @staticmethod
    def _bar(sheet: Canvas, x: int, wide: int, height: int, levels: int, mark: Mark, chosen: bool) -> None:
        """A bar; hedged figures and aims have a weave of their own, for colour alone may not say it."""
        sign = glyphs.blocks[-1]
        if mark.point.status != "actual":
            sign = glyphs.aimed
        elif mark.point.hedge:
            sign = glyphs.hedged
        ink = "hit" if chosen and sign != glyphs.blocks[-1] else "strong" if chosen else mark.ink
        whole, rest = divmod(height, _EIGHTHS)
        for level in range(whole):
            sheet.put(x, levels - 1 - level, sign * wide, ink)
        if rest:
            sheet.put(x, levels - 1 - whole, (glyphs.blocks[rest] if sign == glyphs.blocks[-1] else sign) * wide, ink)

    def _table(self, view: View) -> list[list[Piece]]:
        """The points as rows around the cursor: date, whose, figure in even words, the source's own."""
        first = max(0, min(view.cursor - view.height // 2, len(self.marks) - view.height))
        shown = range(first, min(first + view.height, len(self.marks)))
        dates = [edtf.display(m.point.date) for m in self.marks]
        room = max(map(cell_width, dates)) + 2
        figures = [self._name(m, View(0, 0, -1)) for m in self.marks]
        wide = max(map(cell_width, figures)) + 2
        lines: list[list[Piece]] = []
        for number in shown:
            mark, chosen = self.marks[number], number == view.cursor
            status = "" if mark.point.status == "actual" else f"  {mark.point.status}"
            lines.append(
                [
                    (f" {glyphs.cursor if chosen else ' '} ", "key"),
                    (fit(dates[number], room), "strong" if chosen else "text"),
                    (fit_right(figures[number], wide) + "  ", "strong" if chosen else mark.ink),
                    (mark.stated + status, "muted"),
                ]
            )
        return lines


def charts(library: Library, rows: Collection[int]) -> list[FigureChart]:
    """One chart for each measure and unit of which the rows state figures, money first, then the one with most points.

    Args:
        library: The database.
        rows: Rows of the events shown.
    """
    shown = set(rows)
    found: dict[tuple[str, str, str | None], list[tuple[str, SeriesPoint, int, float]]] = {}
    for series in library.series:
        for point in series.points:
            row = library.index.row.get(point.event, -1)
            span = years(edtf.bounds(point.date))
            if row in shown and span:
                # What two countries share is one line; what each has of its own stands side by side.
                pair = f"{series.reporter}–{series.partner}" if series.partner else None
                item = (series.reporter or "", point, row, sum(span) / 2)
                found.setdefault((series.measure, series.unit, pair), []).append(item)
    made = []
    for (measure, unit, pair), items in found.items():
        items.sort(key=lambda i: (i[3], i[0], i[1].event))
        whose = sorted({i[0] for i in items})
        marks = [
            Mark(p, year, row, "" if pair else who, _INKS[whose.index(who) % len(_INKS)], _stated(library, row, p))
            for who, p, row, year in items
        ]
        title = f"{measure[:1].upper()}{measure[1:]}{f' {pair}' if pair else ''}"
        made.append(FigureChart(title, unit, marks))
    return sorted(made, key=lambda c: (not is_currency(c.unit), -len(c.marks), c.title))


def _stated(library: Library, row: int, point: SeriesPoint) -> str:
    """The words for a point: those of the amount it was made of."""
    same: list[Amount] = [a for a in library.events[row].amounts if a.value == point.value]
    return amount_words(same[0]) if same else f"{point.hedge or ''}{point.value:,}"
