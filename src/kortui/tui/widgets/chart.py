"""`ChartView`: the charts and tables of a pane above its list, one at a time, with a cursor on their marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from kortui.model import Library
from kortui.overview.parts import Part, parts
from kortui.sessions import Modes
from kortui.text import cell_width, truncate
from kortui.tui.charts import AXES, Axis, Chart, View
from kortui.tui.charts.figures import FigureChart
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import QueryWanted, RowPointed, RowWanted, ViewTurned
from kortui.tui.paint import Piece, strip
from kortui.tui.panes import Shown
from kortui.tui.panes.views import chart_of
from kortui.tui.themes import inks

_MOST_ROWS = 20_000
"""Events from which on a chart would cost a key press more than it may; it then says so and waits for a narrower query."""

_HEAD = 2
"""Lines above a chart: the names of all charts, and what this one or its chosen mark says."""
_ROOMY = 14
"""Lines of the widget from which on chart and mark have a line each."""


class ChartView(Widget, can_focus=True):
    """Charts and tables of a pane.

    Args:
        pane: Id of the pane.
    """

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "chart"
    BINDINGS: ClassVar[list[BindingType]] = bindings("bars", "chart")

    def __init__(self, pane: str) -> None:
        super().__init__()
        self._pane = pane
        self._parts: Sequence[Part] = ()
        self._made: dict[int, Chart | None] = {}
        self._number = 0
        self._title = ""
        """Part last turned to; it is come back to when a result has it again."""

        self._library: Library | None = None
        self._rows: Sequence[int] | None = None
        self._many = False
        self._lines: list[list[Piece]] = []
        self._drawn: object = None
        self._wanted: Axis = "log"
        self.stated = False
        self.cursor = 0

    @property
    def chart(self) -> Chart | None:
        """The chart shown, None when the records hold nothing for it."""
        if self._number not in self._made and self._library is not None and self._parts:
            content = self._parts[self._number].make(self._library, self._rows or ())
            self._made[self._number] = chart_of(content, self._library) if content is not None else None
        return self._made.get(self._number)

    @property
    def axis(self) -> Axis:
        """How the chart is drawn: as was last chosen, where the chart knows that way."""
        axes = self.chart.axes if self.chart is not None else ("log",)
        return self._wanted if self._wanted in axes else axes[0]

    @property
    def titles(self) -> list[str]:
        """Names of the parts."""
        return [part.title for part in self._parts]

    def offers(self, command: str) -> bool:
        """Whether a command of a chart does something to the one shown."""
        chart = self.chart
        if command == "chart.mode":
            return chart is not None and len(chart.axes) > 1
        if command == "chart.values":
            return chart is not None and chart.values
        if command.startswith("bar."):
            return chart is not None
        return len(self._parts) > 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Shut the commands the chart has no use for."""
        group, _, verb = action.partition("_")
        return self.offers(f"{group}.{verb.replace('_', '-')}") if group in ("bar", "chart") else True

    @property
    def modes(self) -> Modes:
        """Which chart is shown and how it is drawn."""
        return {"axis": self._wanted, "stated": self.stated, "chart": self._title}

    @modes.setter
    def modes(self, modes: Modes) -> None:
        self._wanted = next((axis for axis in AXES if axis == modes.get("axis")), self._wanted)
        self.stated = modes.get("stated") is True
        self._title = str(modes.get("chart", ""))

    def show(self, shown: Shown) -> None:
        """Take another result, and mark the event the list stands on."""
        if shown.rows is not self._rows:
            self._rows, self._library = shown.rows, shown.library
            self._many = len(shown.rows) > _MOST_ROWS
            self._made = {}
            self._parts = () if self._many else parts(self._pane, shown.library, shown.rows)
            self._number = next((n for n, part in enumerate(self._parts) if part.title == self._title), 0)
            self.cursor = 0
            self._drawn = None
        chart = self.chart
        if chart is not None and not self.has_focus:
            self.cursor = chart.rows.index(shown.row) if shown.row in chart.rows else -1
        self.refresh()

    def _pieces(self) -> list[list[Piece]]:
        """The lines of the widget, drawn anew only when something they show has changed."""
        chart, (width, height) = self.chart, self.size
        key = (chart, self._number, width, height, self.cursor, self.axis, self.stated, self.has_focus, glyphs.wall, self._many)
        if key != self._drawn:
            self._drawn = key
            both = self.has_focus and chart is not None and height >= self._roomy
            view = View(width, max(height - _HEAD - both, 0), self.cursor, self.axis, self.stated)
            self._lines = [self._tabs(width)]
            if both:
                self._lines.append(self._words(chart, view, -1))
            self._lines.append(self._words(chart, view, self.cursor))
            if chart is not None and view.height > 1:
                self._lines += chart.draw(view)
        return self._lines

    def _tabs(self, width: int) -> list[Piece]:
        """The names of all charts, the one shown lit; where they do not fit, those around it and how many there are."""
        if self._many:
            return [(" Charts", "group")]
        texts = [f" {part.title} " for part in self._parts]
        wide = list(map(cell_width, texts))
        first, last = 0, len(texts)
        count = f" {self._number + 1}/{len(texts)}"
        if sum(wide) > width:
            room = width - cell_width(count)
            while last - first > 1 and sum(wide[first:last]) > room:
                if last - 1 > self._number:
                    last -= 1
                else:
                    first += 1
        pieces: list[Piece] = []
        for number in range(first, last):
            ink = ("tab" if self.has_focus else "group") if number == self._number else "muted"
            pieces.append((truncate(texts[number], width, glyphs.ellipsis), ink))
        used = sum(wide[first:last])
        if last - first < len(texts):
            pieces.append((count, "faint"))
        elif not self.has_focus and width - used > 28:
            pieces.append(("  tab goes in, J K turn", "faint"))
        return pieces

    @property
    def _roomy(self) -> int:
        """Lines from which on the chart's own sentence stays beside that of the mark."""
        return min(_ROOMY, self.lines_wanted)

    @property
    def lines_wanted(self) -> int:
        """Lines that show all of the chart; more would stay empty."""
        chart = self.chart
        return (chart.lines(self.axis) if chart is not None else 0) + _HEAD + 1

    def _words(self, chart: Chart | None, view: View, cursor: int) -> list[Piece]:
        """What the chosen mark says, else the chart as a whole; in which unit and scale; what there is no room for."""
        if chart is None:
            said = (
                "too many records for a chart; narrow the search" if self._many else "nothing of this kind among these records"
            )
            return [(f" {said}", "muted")]
        tail = [note] if (note := chart.note(view)) else []
        if isinstance(chart, FigureChart):
            tail = [*self._legend(chart), f"{chart.unit}, {chart.scale(self.axis)}", *tail]
        repeated = cursor >= 0 and self.size.height - _HEAD > view.height  # the line above has said it
        end = f"  {'  '.join(tail)}" if tail and not repeated else ""
        chosen = cursor >= 0
        said = chart.say(cursor) if chosen else chart.sentence
        room = view.width - cell_width(end) - 2
        if room < view.width // 3:
            end, room = "", view.width - 2
        return [(" " + truncate(said, room, glyphs.ellipsis), "strong" if chosen else "text"), (end, "muted")]

    def _legend(self, chart: FigureChart) -> list[str]:
        if self.axis == "table":
            return []
        parts = []
        if any(m.point.hedge and m.point.status == "actual" for m in chart.marks):
            parts.append(f"{glyphs.hedged} not exact")
        if any(m.point.status != "actual" for m in chart.marks):
            parts.append(f"{glyphs.aimed} aimed at")
        return parts

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        lines = self._pieces()
        return strip(lines[y] if y < len(lines) else [], self.size.width, inks(self), self.visual_style.rich_style)

    def _move(self, mark: int) -> None:
        if self.chart is not None:
            self.cursor = max(0, min(mark, len(self.chart.rows) - 1))
            self.refresh()
            self.post_message(RowPointed(self.chart.rows[self.cursor]))

    def _turn(self, steps: int) -> None:
        if self._parts:
            self._number = (self._number + steps) % len(self._parts)
            self._title = self._parts[self._number].title
            self.cursor = 0 if self.chart is not None else -1
            self.refresh()
            if self.chart is not None:
                self._move(0)
            self.post_message(ViewTurned())

    def action_bar_open(self) -> None:
        """Go to the row behind the mark, or to all its rows."""
        if self.chart is not None and self.cursor >= 0:
            query = self.chart.queries[self.cursor] if self.cursor < len(self.chart.queries) else ""
            self.post_message(QueryWanted(query) if query else RowWanted(self.chart.rows[self.cursor]))

    def action_bar_next(self) -> None:
        """Next mark."""
        self._move(self.cursor + 1)

    def action_bar_previous(self) -> None:
        """The mark before."""
        self._move(self.cursor - 1)

    def action_bar_down(self) -> None:
        """The mark below."""
        if self.chart is not None:
            self._move(self.cursor + 1 if self.axis == "table" else self.chart.beside(max(self.cursor, 0), 1))

    def action_bar_up(self) -> None:
        """The mark above."""
        if self.chart is not None:
            self._move(self.cursor - 1 if self.axis == "table" else self.chart.beside(max(self.cursor, 0), -1))

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
        """The next way to draw it: logarithmic, linear or lanes, table."""
        if self.chart is not None:
            axes = self.chart.axes
            self._wanted = axes[(axes.index(self.axis) + 1) % len(axes)]
            self.refresh()
            self.post_message(ViewTurned())

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
