"""The charts of a pane's records, each made when it is turned to: at once of few records, of many in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widget import Widget

from kortui.model import Library
from kortui.overview.parts import Part, parts
from kortui.tui.charts import Chart
from kortui.tui.gathering import Gathering, few
from kortui.tui.panes.views import chart_of

Made = tuple[Sequence[Part], int, Chart | None]


class ChartMaking:
    """The charts of one result.

    Args:
        pane: Id of the pane.
        library: The database.
        rows: Rows of the records the pane holds.
        title: Name of the chart to begin with, where there is one of that name.

    Attributes:
        parts: What there is; nothing as long as that is being looked for.
        number: Which part is shown.
    """

    def __init__(self, pane: str = "", library: Library | None = None, rows: Sequence[int] = (), title: str = "") -> None:
        self.parts: Sequence[Part] = ()
        self.number = 0
        self._pane = pane
        self._library = library
        self._rows = rows
        self._title = title
        self._made: dict[int, Chart | None] = {}
        self.work: Gathering[Made] | None = None
        self.problem = ""

    @property
    def chart(self) -> Chart | None:
        """The chart shown; None where the records hold nothing for it, or it is being made."""
        return self._made.get(self.number)

    @property
    def told(self) -> str:
        """Why there is no chart."""
        if self.work is not None:
            return f"making the chart, {self.work.told}; keys work meanwhile"
        return self.problem or "nothing of this kind among these records"

    def begin(self, widget: Widget) -> None:
        """Find out which parts there are and make the one to begin with.

        Args:
            widget: Who is told when it is done.
        """
        pane, rows, title = self._pane, self._rows, self._title

        def make(library: Library) -> Made:
            found = parts(pane, library, rows)
            number = next((n for n, part in enumerate(found) if part.title == title), 0)
            return found, number, _chart(found[number], library, rows) if found else None

        self._start(widget, make)

    def turn(self, widget: Widget, steps: int) -> None:
        """Go to another part, making its chart if that was not done yet."""
        self.number = number = (self.number + steps) % len(self.parts)
        found, rows = self.parts, self._rows
        if number in self._made:
            self.stop()
        else:
            self._start(widget, lambda library: (found, number, _chart(found[number], library, rows)))

    def _start(self, widget: Widget, make: Callable[[Library], Made]) -> None:
        self.stop()
        self.problem = ""
        if self._library is None:
            return
        work: Gathering[Made] = Gathering(self._library, make)
        self.work = work
        work.start(widget, wait=few(self._library, len(self._rows)))
        if work.done:
            self.take(work)

    def take(self, work: object) -> bool:
        """Take in what was made; whether it is what was last wanted."""
        own = self.work
        if own is None or work is not own:
            return False
        self.work, self.problem = None, own.problem
        if (made := own.result) is not None:
            self.parts, self.number, chart = made
            self._made[self.number] = chart
        return True

    def stop(self) -> None:
        """Want no more what is being made."""
        if self.work is not None:
            self.work.stop()
            self.work = None


def _chart(part: Part, library: Library, rows: Sequence[int]) -> Chart | None:
    content = part.make(library, rows)
    return chart_of(content, library) if content is not None else None
