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
from kortui.text import cell_width
from kortui.tui.charts import AXES, Axis, Chart, View, heading, keys
from kortui.tui.charts.making import ChartMaking
from kortui.tui.gathering import TOLD
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import Gathered, QueryWanted, RowPointed, RowWanted, ViewTurned
from kortui.tui.paint import Piece, strip, wrap
from kortui.tui.panes import Shown
from kortui.tui.session import Session
from kortui.tui.themes import inks
from kortui.tui.widgets.drawn import DrawnLines

_HEAD = 2
"""Lines above a chart: the names of all charts, and what this one or its chosen mark says."""
_ROOMY = 13
"""Lines of the widget from which on chart and mark have a line each."""
_FEW = 60
"""Marks whose words are all measured: as many as are ever in sight at once."""
_NARROW = 60
"""Columns below which a table has no room for its cells."""
_BARS = 6
"""Lines that bars are left with at least when words want some of theirs."""
_MOST_WORDS = 3
"""Lines that the words of a mark take at most, and only those the chart leaves."""


class ChartView(Widget, can_focus=True):
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
        self._measured: tuple[Chart | None, int, int] = (None, 0, 1)
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
                self._lines += self._told(width) if chart is None else self._chart_lines(chart, width, height)
        return self._lines

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

    def _chart_lines(self, chart: Chart, width: int, height: int) -> list[list[Piece]]:
        """What the chart says, what its mark says, and the chart."""
        both = self.has_focus and height >= self._roomy
        room = height - _HEAD - both
        spare = max(0, room - chart.lines(self.axis))
        ends = heading.tails(chart, self.axis, "", width)
        if self.axis != "lanes":  # any height suits bars, and a table scrolls as well in fewer lines; lanes have none to give
            spare = max(spare, min(_MOST_WORDS - 1, room - _BARS))
        if self.cursor >= 0:
            tall = min(self._most_lines(chart, width), 1 + spare)
        else:
            tall = min(len(wrap(f"{chart.sentence}  {ends[-1]}", width - 2)), _MOST_WORDS, 1 + spare)
        spare = max(0, spare - (tall - 1))
        above = min(1 + spare, len(wrap(chart.sentence, max(1, width - 2)))) if both else 1
        view = View(width, max(room - (tall - 1) - (above - 1), 0), self.cursor, self.axis, self.stated)
        ends = heading.tails(chart, self.axis, chart.note(view), width)
        told = heading.fits(chart.sentence, ends[0], width)
        lines = heading.lines(chart.sentence, ends if told else (), above, width, "text") if both else []
        said, ink = (self._words(chart, self.cursor), "strong") if self.cursor >= 0 else (chart.sentence, "text")
        lines += heading.lines(said, () if both and told else ends, tall, width, ink)
        return lines + (chart.draw(view) if view.height > 1 else [])

    def _most_lines(self, chart: Chart, width: int) -> int:
        """Lines that the longest words of a mark need, so that walking moves nothing; one where marks are too many to see."""
        if self._measured[:2] != (chart, width):
            said = [self._words(chart, n) for n in range(len(chart.rows))] if len(chart.rows) <= _FEW else []
            self._measured = (chart, width, max((len(wrap(text, max(1, width - 2))) for text in said), default=1))
        return min(self._measured[2], _MOST_WORDS)

    def _words(self, chart: Chart, mark: int) -> str:
        """A mark in words; a line of a table with its cells whole in a window so narrow that they are cut."""
        whole = getattr(chart, "whole", None)
        return str(whole(mark)) if whole is not None and self.size.width < _NARROW else chart.say(mark)

    @property
    def _roomy(self) -> int:
        """Lines from which on the chart's own sentence stays beside that of the mark."""
        chart = self.chart
        return min(_ROOMY, chart.lines(self.axis) + _HEAD + 1) if chart is not None else _ROOMY

    @property
    def lines_wanted(self) -> int:
        """Lines that show all of the chart; more would stay empty."""
        chart = self.chart
        if chart is None:
            return _HEAD + 1
        width = self.size.width
        words = self._most_lines(chart, width) + (cell_width(chart.sentence) > width - 2)
        return chart.lines(self.axis) + _HEAD + words

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
        """Figures in even short words, or as the sources state them."""
        before = self._pieces()
        self.stated = not self.stated
        if self.stated and self._pieces() == before and self.chart is not None:
            words = "No room for the sources' own words" if self.axis != "table" else "The table has both"
            self._say(f"{words}; a mark's stand above")
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
