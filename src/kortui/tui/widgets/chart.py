"""`ChartView`: the charts and tables of a pane above its list, one at a time, with a cursor on their marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from kortui.commands import COMMANDS
from kortui.sessions import Modes
from kortui.tui.charts import AXES, Axis, Chart, View, heading, keys
from kortui.tui.charts.making import ChartMaking
from kortui.tui.charts.placing import HEAD, Placing
from kortui.tui.gathering import TOLD
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import Gathered, QueryWanted, RowPointed, RowWanted, ViewTurned
from kortui.tui.paint import Piece, strip
from kortui.tui.panes import Shown
from kortui.tui.session import Session
from kortui.tui.themes import inks
from kortui.tui.widgets.drawn import DrawnLines


class ChartView(Widget, can_focus=True, inherit_css=False):
    """Charts and tables of a pane.

    Args:
        pane: Id of the pane.
    """

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "chart"
    BINDINGS: ClassVar[list[BindingType]] = bindings("bars", "chart", "drawing")

    def __init__(self, pane: str) -> None:
        super().__init__()
        self._styles_cache = DrawnLines(lambda ys: map(self.render_line, ys))
        self._pane = pane
        self._making = ChartMaking()
        self._title = ""
        """Part last turned to; it is come back to when a result has it again."""

        self._rows: Sequence[int] | None = None
        self._moment = -1
        self._lines: list[list[Piece]] = []
        self._drawn: object = None
        self._placing = Placing()
        self._wanted: Axis = "log"
        self.stated = False
        self.cursor = 0

    @property
    def chart(self) -> Chart | None:
        """The chart shown, None when the records hold nothing for it or it is being made."""
        return self._making.chart

    @property
    def _number(self) -> int:
        return self._making.number

    @property
    def axis(self) -> Axis:
        """How the chart is drawn: as was last chosen, where the chart knows that way."""
        axes = self.chart.axes if self.chart is not None else ("log",)
        return self._wanted if self._wanted in axes else axes[0]

    @property
    def titles(self) -> list[str]:
        """Names of the parts."""
        return [part.title for part in self._making.parts]

    def label_of(self, command: str) -> str:
        """What a command leads to next, for the footer."""
        return keys.label_of(command, self.chart, self.axis, self.stated)

    def why_not(self, command: str) -> str:
        """Why a command of a chart does nothing to the one shown."""
        return keys.why_not(command, self.chart, self.axis, self._making.told)

    def offers(self, command: str) -> bool:
        """Whether a command of a chart does something to the one shown."""
        return keys.offers(command, self.chart, self.axis, len(self._making.parts))

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
        fresh = shown.rows is not self._rows
        self._moment = shown.row
        if fresh:
            self._rows = shown.rows
            self._making.stop()
            self._making = ChartMaking(self._pane, shown.library, shown.rows, self._title)
            self._making.begin(self)
            self._drawn = None
        chart = self.chart
        if chart is not None and (fresh or not self.has_focus):
            self._mark(chart, shown.row)
        if fresh:
            self._go_on_telling()
        if self._drawing != self._drawn:
            self.refresh()

    def _mark(self, chart: Chart, row: int) -> None:
        """Put the cursor on the mark of an event, where it is if that is one of several; where there is none, on no other."""
        if not (0 <= self.cursor < len(chart.rows) and chart.rows[self.cursor] == row):
            self.cursor = chart.rows.index(row) if row in chart.rows else 0 if self.has_focus else -1

    @property
    def _drawing(self) -> tuple[object, ...]:
        """What decides about the lines of the widget."""
        told = "" if self.chart is not None else self._making.told
        shown = (self.chart, self._making.parts, self._number, told)
        return (shown, *self.size, self.cursor, self.axis, self.stated, self.has_focus, glyphs.wall)

    def _pieces(self) -> list[list[Piece]]:
        """The lines of the widget, drawn anew only when something they show has changed."""
        chart, (width, height) = self.chart, self.size
        if (key := self._drawing) != self._drawn:
            self._drawn = key
            self._lines = [self._names(width)]
            if height > 1:
                self._lines += self._told(width) if chart is None else self._placed(chart, width, height)
        return self._lines

    def _placed(self, chart: Chart, width: int, height: int) -> list[list[Piece]]:
        """The lines below the names."""
        view = View(width, height, self.cursor, self.axis, self.stated)
        return self._placing.lines(chart, view, entered=self.has_focus)

    def _names(self, width: int) -> list[Piece]:
        """The names of the charts; in a single line how to get to them."""
        if not self._making.parts:
            return [(" Charts", "group"), (f"  {self._making.told}" if self.size.height == 1 else "", "muted")]
        key = self._key_of
        if self.size.height == 1 and not self.has_focus:
            return [(f" {len(self._making.parts)} charts and tables: {key('focus.next')} shows them", "muted")]
        draws = f", {key('chart.mode')} {self.label_of('chart.mode')}" if self.offers("chart.mode") else ""
        goes = f"{key('focus.next')} goes in"
        hints = (f"{goes}, {key('chart.next')} {key('chart.previous')} turn there{draws}", f"{goes}{draws}", goes)
        return heading.names(self.titles, self._number, width, entered=self.has_focus, hints=hints)

    def _key_of(self, command: str) -> str:
        """The key in force of a command."""
        session: Session | None = getattr(self.screen, "session", None)
        return next((c.shown for c in (session.commands if session else COMMANDS) if c.id == command), "")

    def _told(self, width: int) -> list[list[Piece]]:
        """Why there is no chart."""
        return heading.lines(self._making.told, (), 1, width, "muted")

    @property
    def lines_wanted(self) -> int:
        """Lines that show all of the chart; more would stay empty."""
        chart = self.chart
        return HEAD + 1 if chart is None else self._placing.wanted(chart, self.axis, self.size.width)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        lines = self._pieces()
        return strip(lines[y] if y < len(lines) else [], self.size.width, inks(self), self.visual_style.rich_style)

    def _move(self, mark: int) -> None:
        if self.chart is not None:
            self.cursor = max(0, min(mark, len(self.chart.rows) - 1))
            self.refresh()
            self.post_message(RowPointed(self.chart.rows[self.cursor]))

    def _walk(self, mark: int, way: int) -> None:
        """Go to a mark by a key, which says so when it leads nowhere."""
        before = self.cursor
        self._move(mark)
        if self.cursor == before:
            self._say("This is the last one" if way > 0 else "This is the first one")

    def _say(self, notice: str) -> None:
        getattr(self.screen, "say", lambda _: None)(notice)

    def _turn(self, steps: int) -> None:
        if self._making.parts:
            self._making.turn(self, steps)
            self._title = self.titles[self._number]
            self._stand()

    def _stand(self) -> None:
        """Stand on the first mark of another chart."""
        self.cursor = 0 if self.chart is not None else -1
        self.refresh()
        if self.chart is not None:
            self._move(0)
        self._go_on_telling()
        self.post_message(ViewTurned())

    def _go_on_telling(self) -> None:
        """Say how far the making of a chart is until it is there."""
        if self._making.work is not None and self.is_mounted:
            self.refresh()
            self.set_timer(TOLD, self._go_on_telling)

    def on_gathered(self, message: Gathered) -> None:
        """Draw the chart that is there now."""
        if self._making.take(message.work):
            if self.has_focus:
                self._stand()
                return
            if (chart := self.chart) is not None:
                self._mark(chart, self._moment)
            self.refresh()
            self.post_message(ViewTurned())

    def action_bar_open(self) -> None:
        """Go to the row behind the mark, or to all its rows."""
        if self.chart is not None and self.cursor >= 0:
            query = self.chart.queries[self.cursor] if self.cursor < len(self.chart.queries) else ""
            self.post_message(QueryWanted(query) if query else RowWanted(self.chart.rows[self.cursor]))

    def action_bar_next(self) -> None:
        """Next mark."""
        self._walk(self.cursor + 1, 1)

    def action_bar_previous(self) -> None:
        """The mark before."""
        self._walk(self.cursor - 1, -1)

    def action_bar_down(self) -> None:
        """The mark below."""
        if self.chart is not None:
            self._walk(self.cursor + 1 if self.axis == "table" else self.chart.beside(max(self.cursor, 0), 1), 1)

    def action_bar_up(self) -> None:
        """The mark above."""
        if self.chart is not None:
            self._walk(self.cursor - 1 if self.axis == "table" else self.chart.beside(max(self.cursor, 0), -1), -1)

    def action_bar_first(self) -> None:
        """First mark."""
        self._walk(0, -1)

    def action_bar_last(self) -> None:
        """Last mark."""
        self._walk(len(self.chart.rows) if self.chart else 0, 1)

    def action_chart_next(self) -> None:
        """Next chart of the pane."""
        self._turn(1)

    def action_chart_previous(self) -> None:
        """The chart before."""
        self._turn(-1)

    def action_chart_mode(self) -> None:
        """The next way to draw it: logarithmic, linear or lanes, table."""
        if self.chart is not None:
            self._wanted = keys.next_axis(self.chart, self.axis)
            self.refresh()
            self.post_message(ViewTurned())

    def action_chart_values(self) -> None:
        """Figures in even short words, or as the sources write them."""
        before = self._pieces()
        self.stated = not self.stated
        laid_out = self.size.height > 1  # a key may come before the first frame
        if self.stated and laid_out and self._pieces() == before and self.chart is not None:
            self._say("No room for the figures as written" if self.axis != "table" else "The table has both")
        self.refresh()
        self.post_message(ViewTurned())

    def on_focus(self) -> None:
        """Put the cursor on a mark."""
        self._move(self.cursor)

    def on_blur(self) -> None:
        """Draw without focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the focus."""
        self.focus()
