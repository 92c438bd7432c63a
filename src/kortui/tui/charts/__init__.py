"""Charts as lines of text pieces: pure functions of the records, drawn by `kortui.tui.widgets.chart`.

Two kinds: bars of a measure over time (`figures.py`) and lanes of events (`lanes.py`). Time runs to scale on both, so that a
gap in the sources stays a gap. Drawn by hand: plotting libraries for terminals either label a log axis with raw powers or
bring numpy into a start of 0.15 s, and none sets a hedged figure apart from a plain one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from kortui.records import dataclass
from kortui.tui.paint import Piece

Axis = Literal["log", "linear", "table"]
"""How a chart of figures is drawn; ``table`` lists the points instead."""

AXES: tuple[Axis, ...] = ("log", "linear", "table")


@dataclass(frozen=True, slots=True)
class View:
    """How a chart is asked to draw itself.

    Attributes:
        width: Cells.
        height: Lines.
        cursor: Index of the chosen mark, -1 for none.
        axis: Scale of figures; lanes have none.
        stated: Whether figures are labelled in the source's own words and not in even, short ones.
    """

    width: int
    height: int
    cursor: int
    axis: Axis = "log"
    stated: bool = False


class Chart(Protocol):
    """Something that can be drawn, walked through mark by mark, and read out."""

    @property
    def title(self) -> str:
        """What is drawn."""

    @property
    def rows(self) -> Sequence[int]:
        """Row of the event behind each mark, in order of time."""

    def draw(self, view: View) -> list[list[Piece]]:
        """The lines of the chart, at most ``view.height``."""

    def say(self, mark: int) -> str:
        """One mark in words: date, what, how much."""
