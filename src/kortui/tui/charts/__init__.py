"""Charts as lines of text pieces: pure functions of the records, drawn by `kortui.tui.widgets.chart`.

Three kinds: bars of a measure over time (`figures.py`), lanes of events (`lanes.py`) and tables (`table.py`). Time
runs to scale on both, so that a
gap in the sources stays a gap. Drawn by hand: plotting libraries for terminals either label a log axis with raw powers or
bring numpy into a start of 0.15 s, and none sets a hedged figure apart from a plain one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from kortui.records import dataclass
from kortui.tui.paint import Piece

Axis = Literal["log", "linear", "lanes", "table"]
"""How a chart is drawn: figures on a scale, events on lanes, or either as a table."""

AXES: tuple[Axis, ...] = ("log", "linear", "lanes", "table")


@dataclass(frozen=True, slots=True)
class View:
    """How a chart is asked to draw itself.

    Attributes:
        width: Cells.
        height: Lines.
        cursor: Index of the chosen mark, -1 for none.
        axis: One of the chart's own.
        stated: Whether figures are labelled as their sources write them and not in even, short words.
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
    def axes(self) -> tuple[Axis, ...]:
        """The ways it can be drawn, the first one first."""

    @property
    def values(self) -> bool:
        """Whether figures can also be shown as their sources write them."""

    @property
    def rows(self) -> Sequence[int]:
        """Row of the event behind each mark, in order."""

    @property
    def queries(self) -> Sequence[str]:
        """For each mark the query that finds its events, empty when the row is all; may be shorter than `rows`."""

    @property
    def sentence(self) -> str:
        """What the chart says, in a plain sentence."""

    def lines(self, axis: Axis) -> int:
        """Lines it takes to draw all of it one way."""

    def note(self, view: View) -> str:
        """What of it there is no room for, empty when all is drawn."""

    def draw(self, view: View) -> list[list[Piece]]:
        """The lines of the chart, at most ``view.height``."""

    def say(self, mark: int) -> str:
        """One mark in words: date, what, how much."""

    def beside(self, mark: int, way: int) -> int:
        """The mark below (1) or above (-1) one."""
