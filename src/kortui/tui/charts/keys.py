"""What the keys of a chart do to the one shown, and what they lead to next."""

from __future__ import annotations

from kortui.tui.charts import Axis, Chart


def next_axis(chart: Chart, axis: Axis) -> Axis:
    """The way to draw a chart that follows the present one."""
    return chart.axes[(chart.axes.index(axis) + 1) % len(chart.axes)]


def offers(command: str, chart: Chart | None, axis: Axis, charts: int) -> bool:
    """Whether a command does something.

    Args:
        command: Its id, of the scopes ``bars``, ``chart`` or ``drawing``.
        chart: The chart shown, None where the records hold nothing for it.
        axis: How it is drawn.
        charts: How many the pane has.
    """
    if command == "chart.mode":
        return chart is not None and len(chart.axes) > 1
    if command == "chart.values":
        return chart is not None and chart.values and axis != "table"  # a table has both in columns
    return chart is not None if command.startswith("bar.") else charts > 1


def label_of(command: str, chart: Chart | None, axis: Axis, stated: bool) -> str:
    """What a command leads to next, for the footer; empty where its own label says it."""
    if command == "chart.mode" and chart is not None:
        return next_axis(chart, axis)
    return ("short figures" if stated else "as written") if command == "chart.values" else ""


def why_not(command: str, chart: Chart | None, axis: Axis, told: str) -> str:
    """Why a command does nothing.

    Args:
        command: Its id.
        chart: The chart shown.
        axis: How it is drawn.
        told: Why there is no chart.
    """
    if chart is None:
        return f"There is no chart here yet: {told}" if told.startswith("making") else f"There is no chart here: {told}"
    if command == "chart.mode":
        return "This is a table and drawn no other way"
    if command == "chart.values":
        both = axis == "table" and chart.values
        return "The table has both, short figures and as written" if both else "There are no figures here"
    return "There is no other chart here"
