"""What is gathered for a pane as charts that can be drawn."""

from __future__ import annotations

from kortui.model import Library
from kortui.overview.lanes import Lanes
from kortui.overview.parts import Content
from kortui.overview.series import Figures
from kortui.tui.charts import Chart
from kortui.tui.charts.figures import FigureChart
from kortui.tui.charts.lanes import LaneChart
from kortui.tui.charts.table import TableChart


def chart_of(content: Content, library: Library) -> Chart:
    """The chart that draws a table, a series of figures or lanes.

    Args:
        content: What to draw.
        library: Where its events are.
    """
    if isinstance(content, Figures):
        return FigureChart(content)
    return LaneChart(content, library) if isinstance(content, Lanes) else TableChart(content, library)
