"""`ChartView`: the charts of a pane above its list, one at a time, with a cursor on their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from kortui.model import Library
from kortui.sessions import Modes
from kortui.text import cell_width, truncate
from kortui.tui.charts import AXES, Axis, Chart, View
from kortui.tui.charts.figures import FigureChart
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import RowWanted
from kortui.tui.paint import Piece, strip
from kortui.tui.panes import Shown
from kortui.tui.themes import inks

Maker = Callable[[Library, Sequence[int]], list[Chart]]
"""Makes the charts of the rows shown."""

_MOST_ROWS = 20_000
"""Events from which on a chart would cost a key press more than it may; it then says so and waits for a narrower query."""


class ChartView(Widget, can_focus=True):
    """Charts of a pane.

    Args:
        maker: Makes the charts.
    """

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "chart"
    BINDINGS: ClassVar[list[BindingType]] = bindings("bars", "chart")

    def __init__(self, maker: Maker) -> None:
        super().__init__()
        self._maker = maker
        self._charts: list[Chart] = []
        self._number = 0
        self._rows: Sequence[int] | None = None
        self._many = False
        self._lines: list[list[Piece]] = []
        self._drawn: object = None
        self.axis: Axis = "log"
        self.stated = False
        self.cursor = 0
        self._title = ""

    @property
    def chart(self) -> Chart | None:
        """The chart shown."""
        return self._charts[self._number] if self._charts else None

    @property
    def modes(self) -> Modes:
        """Which chart is shown and how it is drawn."""
        return {"axis": self.axis, "stated": self.stated, "chart": self.chart.title if self.chart else self._title}

    @modes.setter
    def modes(self, modes: Modes) -> None:
        self.axis = next((axis for axis in AXES if axis == modes.get("axis")), self.axis)
        self.stated = modes.get("stated") is True
        self._title = str(modes.get("chart", ""))

    def show(self, shown: Shown) -> None:
        """Make the charts of a new result, and mark the event the list stands on."""
        if shown.rows is not self._rows:
            self._rows = shown.rows
            self._many = len(shown.rows) > _MOST_ROWS
            title = self.chart.title if self.chart else self._title
            self._charts = [] if self._many else self._maker(shown.library, shown.rows)
            self._number = next((n for n, c in enumerate(self._charts) if c.title == title), 0)
            self.cursor = 0
            self._drawn = None
        if self.chart is not None and not self.has_focus:
            self.cursor = self.chart.rows.index(shown.row) if shown.row in self.chart.rows else -1
        self.refresh()

    def _pieces(self) -> list[list[Piece]]:
        """The lines of the widget, drawn anew only when something they show has changed."""
        chart, (width, height) = self.chart, self.size
        key = (chart, width, height, self.cursor, self.axis, self.stated, self.has_focus, glyphs.wall, self._many)
        if key != self._drawn:
            self._drawn = key
            if chart is None:
                said = "too many records for a chart; narrow the search" if self._many else "no figures among these records"
                self._lines = [[(f" {said}", "muted")]]
            else:
                body = chart.draw(View(width, height - 1, self.cursor, self.axis, self.stated)) if height > 3 else []
                self._lines = [self._headline(chart, width), *body]
        return self._lines

    def _headline(self, chart: Chart, width: int) -> list[Piece]:
        """What is drawn, in which unit and scale; the mark chosen, in words."""
        title = f" {chart.title}"
        if isinstance(chart, FigureChart):
            title += f", {chart.unit}, {self.axis}"
        count = f"  {self._number + 1}/{len(self._charts)}" if len(self._charts) > 1 else ""
        said = f"  {chart.say(self.cursor)}" if self.cursor >= 0 else self._legend(chart)
        title = truncate(title, width - 1, glyphs.ellipsis)
        room = max(0, width - cell_width(title) - cell_width(count) - 1)
        return [
            (title, "group"),
            (count, "muted"),
            (truncate(said, room, glyphs.ellipsis), "strong" if self.cursor >= 0 else "muted"),
        ]

    @staticmethod
    def _legend(chart: Chart) -> str:
        if not isinstance(chart, FigureChart):
            return ""
        parts = []
        if any(m.point.hedge and m.point.status == "actual" for m in chart.marks):
            parts.append(f"{glyphs.hedged} about, over, under")
        if any(m.point.status != "actual" for m in chart.marks):
            parts.append(f"{glyphs.aimed} aimed at")
        return "  " + "  ".join(parts) if parts else ""

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        lines = self._pieces()
        return strip(lines[y] if y < len(lines) else [], self.size.width, inks(self), self.visual_style.rich_style)

    def _move(self, mark: int) -> None:
        if self.chart is not None:
            self.cursor = max(0, min(mark, len(self.chart.rows) - 1))
            self.refresh()

    def _turn(self, steps: int) -> None:
        if self._charts:
            self._number = (self._number + steps) % len(self._charts)
            self.cursor = 0
            self.refresh()

    def action_bar_open(self) -> None:
        """Go to the row behind the mark."""
        if self.chart is not None and self.cursor >= 0:
            self.post_message(RowWanted(self.chart.rows[self.cursor]))

    def action_bar_next(self) -> None:
        """Next mark."""
        self._move(self.cursor + 1)

    def action_bar_previous(self) -> None:
        """The mark before."""
        self._move(self.cursor - 1)

    def action_bar_first(self) -> None:
        """First mark."""
        self._move(0)

    def action_bar_last(self) -> None:
        """Last mark."""
        self._move(len(self.chart.rows) if self.chart else 0)

    def action_chart_next(self) -> None:
        """Next chart of the pane."""
        self._turn(1)

    def action_chart_previous(self) -> None:
        """The chart before."""
        self._turn(-1)

    def action_chart_mode(self) -> None:
        """Logarithmic, linear, table."""
        self.axis = AXES[(AXES.index(self.axis) + 1) % len(AXES)]
        self.refresh()

    def action_chart_values(self) -> None:
        """Figures in even short words, or as the sources state them."""
        self.stated = not self.stated
        self.refresh()

    def on_focus(self) -> None:
        """Put the cursor on a mark."""
        self._move(self.cursor)

    def on_blur(self) -> None:
        """Draw without focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the focus."""
        self.focus()
