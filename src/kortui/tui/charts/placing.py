"""How the lines of a chart's widget are shared out: its sentence, the words of its mark, the drawing."""

from __future__ import annotations

from dataclasses import replace

from kortui.text import cell_width
from kortui.tui.charts import Axis, Chart, View, heading
from kortui.tui.paint import Piece, wrap

HEAD = 2
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


def words(chart: Chart, mark: int, width: int) -> str:
    """A mark in words; a line of a table with its cells whole in a window so narrow that they are cut."""
    whole = getattr(chart, "whole", None)
    return str(whole(mark)) if whole is not None and width < _NARROW else chart.say(mark)


class Placing:
    """Lays a chart out; it measures the words of all marks of a chart once."""

    def __init__(self) -> None:
        self._measured: tuple[Chart | None, int, int] = (None, 0, 1)

    def lines(self, chart: Chart, view: View, *, entered: bool) -> list[list[Piece]]:
        """What the chart says, what its mark says, and the chart: all lines below the names of the charts.

        Args:
            chart: The chart.
            view: How it is shown, with the lines of the whole widget.
            entered: Whether the focus is in the charts.
        """
        width, height, cursor, axis = view.width, view.height, view.cursor, view.axis
        both = entered and height >= min(_ROOMY, chart.lines(axis) + HEAD + 1)  # the chart's sentence beside that of the mark
        room = height - HEAD - both
        spare = max(0, room - chart.lines(axis))
        ends = heading.tails(chart, axis, "", width)
        if axis != "lanes":  # any height suits bars, and a table scrolls as well in fewer lines; lanes have none to give
            spare = max(spare, min(_MOST_WORDS - 1, room - _BARS))
        if cursor >= 0:
            tall = min(self._most(chart, width), 1 + spare)
        else:
            tall = min(len(wrap(f"{chart.sentence}  {ends[-1]}", width - 2)), _MOST_WORDS, 1 + spare)
        spare = max(0, spare - (tall - 1))
        above = min(1 + spare, len(wrap(chart.sentence, max(1, width - 2)))) if both else 1
        drawn = replace(view, height=max(room - (tall - 1) - (above - 1), 0))
        ends = heading.tails(chart, axis, chart.note(drawn), width)
        told = heading.fits(chart.sentence, ends[0], width)
        lines = heading.lines(chart.sentence, ends if told else (), above, width, "text") if both else []
        said, ink = (words(chart, cursor, width), "strong") if cursor >= 0 else (chart.sentence, "text")
        lines += heading.lines(said, () if both and told else ends, tall, width, ink)
        return lines + (chart.draw(drawn) if drawn.height > 1 else [])

    def wanted(self, chart: Chart, axis: Axis, width: int) -> int:
        """Lines that show all of a chart; more would stay empty."""
        return chart.lines(axis) + HEAD + self._most(chart, width) + (cell_width(chart.sentence) > width - 2)

    def _most(self, chart: Chart, width: int) -> int:
        """Lines that the longest words of a mark need, so that walking moves nothing; one where marks are too many to see."""
        if self._measured[:2] != (chart, width):
            said = [words(chart, n, width) for n in range(len(chart.rows))] if len(chart.rows) <= _FEW else []
            self._measured = (chart, width, max((len(wrap(text, max(1, width - 2))) for text in said), default=1))
        return min(self._measured[2], _MOST_WORDS)
