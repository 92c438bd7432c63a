"""`TimeStrip`: how many of the events shown fall into each stretch of time, and the way to filter by one.

Two lines: bars above, labels below. An event that may fall into several bars gives each the same share of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from kortui import edtf
from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import RangeChosen
from kortui.tui.paint import Piece, fit, strip
from kortui.tui.panes import Shown
from kortui.tui.themes import inks

STEPS = (100, 50, 10, 5, 1)
"""Years of a bar at each zoom; below a year it ends, most sources name no month."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of years with what falls into it.

    Attributes:
        first: First year.
        last: Last year.
        sure: Events that lie wholly inside.
        share: Sum of the shares of those that only may.
    """

    first: int
    last: int
    sure: int
    share: float

    @property
    def total(self) -> float:
        """Height of the bar."""
        return self.sure + self.share

    @property
    def edtf(self) -> str:
        """The stretch as a value of ``date:``."""
        return f"{self.first:04d}" if self.first == self.last else f"{self.first:04d}..{self.last:04d}"

    @property
    def label(self) -> str:
        """Heading, as short as it can be."""
        years = self.last - self.first + 1
        return {1: str(self.first), 10: f"{self.first}s", 100: f"{self.first // 100 + 1}th c."}.get(
            years, f"{self.first}{glyphs.dash}{self.last % 100:02d}"
        )


def bins(spans: Sequence[tuple[int, int]], step: int) -> list[Bin]:
    """Count year ranges into stretches of `step` years, empty ones between left out at the far past.

    Args:
        spans: First and last year of each event, first ≤ last.
        step: Years of a stretch.
    """
    sure: dict[int, int] = {}
    share: dict[int, float] = {}
    for first, last in spans:
        low, high = first // step, last // step
        if low == high:
            sure[low] = sure.get(low, 0) + 1
        else:
            high = min(high, low + 400)
            for number in range(low, high + 1):
                share[number] = share.get(number, 0.0) + 1 / (high - low + 1)
    keys = sorted({*sure, *(k for k, v in share.items() if v >= 0.05)})
    return [Bin(k * step, k * step + step - 1, sure.get(k, 0), share.get(k, 0.0)) for k in keys]


class TimeStrip(Widget, can_focus=True):
    """The strip of the Timeline pane."""

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "strip"
    BINDINGS: ClassVar[list[BindingType]] = bindings("move")

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 2
        self.cursor = 0
        self._spans: list[tuple[int, int]] = []
        self._bins: list[Bin] = []
        self._moment = 0
        self._shown: object = None

    def show(self, shown: Shown) -> None:
        """Count the events shown; mark the bar the cursor's event falls into."""
        if shown.rows is not self._shown:
            self._shown = shown.rows
            self._spans = []
            for row in shown.rows:
                date = shown.library.events[row].date
                start, end = edtf.from_iso(date.start), edtf.from_iso(date.end)
                if start or end:
                    first = (start or end or (0, 1, 1))[0]
                    self._spans.append((first, max(first, (end or start or (0, 1, 1))[0])))
            self._bins = bins(self._spans, STEPS[self.zoom])
        if shown.row >= 0:
            day = edtf.from_iso(shown.library.events[shown.row].date.start)
            self._moment = day[0] if day else self._moment
        if not self.has_focus:
            self.cursor = self._nearest(self._moment)
        self.refresh()

    def _nearest(self, year: int) -> int:
        return min(range(len(self._bins)), key=lambda n: abs(self._bins[n].first - year), default=0) if self._bins else 0

    def change_zoom(self, steps: int) -> None:
        """Draw in finer (1) or coarser (-1) steps, the bar of the same time staying marked."""
        year = self._bins[self.cursor].first if self._bins else 0
        self.zoom = max(0, min(self.zoom + steps, len(STEPS) - 1))
        self._bins = bins(self._spans, STEPS[self.zoom])
        self.cursor = max((n for n, b in enumerate(self._bins) if b.first <= max(year, self._moment)), default=0)
        self.refresh()

    def _window(self, width: int) -> tuple[int, int, int]:
        """First bar drawn, how many, and cells of each."""
        count = len(self._bins)
        least = 6 if STEPS[self.zoom] in (10, 1) else 8
        cells = max(least, min(12, width // count)) if count else least
        fits = max(1, width // cells)
        first = max(0, min(self.cursor - fits // 2, count - fits))
        return first, min(fits, count - first), cells

    def render_line(self, y: int) -> Strip:
        """Draw the bars or the labels."""
        width = self.size.width
        table, base = inks(self), self.visual_style.rich_style
        if not self._bins or not width:
            return strip([(" No dated events" if y == 0 else "", "muted")], width, table, base)
        first, count, cells = self._window(width - 2)
        most = max(b.total for b in self._bins)
        pieces: list[Piece] = [("<" if first else " ", "muted")]
        for number in range(first, first + count):
            one = self._bins[number]
            pieces += self._bar(one, cells, most) if y == 0 else self._label(number, one, cells)
        pieces.append((">" if first + count < len(self._bins) else " ", "muted"))
        return strip(pieces, width, table, base)

    @staticmethod
    def _bar(one: Bin, cells: int, most: float) -> list[Piece]:
        """A bar lying on its side: sure events full, possible ones lighter."""
        room = cells - 1
        full = round(room * one.sure / most)
        more = max(round(room * one.total / most), full, 1) - full
        sign = glyphs.blocks[4]
        return [(sign * full, "bar"), (sign * more, "light"), (" " * (cells - full - more), "")]

    def _label(self, number: int, one: Bin, cells: int) -> list[Piece]:
        label = truncate(one.label, cells - 1, glyphs.ellipsis)
        ink = ("cursor" if self.has_focus else "group") if number == self.cursor else "muted"
        return [(label, ink), (fit("", cells - cell_width(label)), "")]

    def _move(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._bins) - 1))
        self.refresh()

    def open(self) -> None:
        """Filter by the bar."""
        if self._bins:
            self.post_message(RangeChosen(self._bins[self.cursor].edtf))

    def action_move_down(self) -> None:
        """Next bar."""
        self._move(self.cursor + 1)

    def action_move_up(self) -> None:
        """Previous bar."""
        self._move(self.cursor - 1)

    action_move_half_down = action_move_page_down = action_group_next = action_move_down
    action_move_half_up = action_move_page_up = action_group_previous = action_move_up

    def action_move_top(self) -> None:
        """First bar."""
        self._move(0)

    def action_move_bottom(self) -> None:
        """Last bar."""
        self._move(len(self._bins))

    def on_focus(self) -> None:
        """Light the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Go back to the moment."""
        self.cursor = self._nearest(self._moment)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Filter by the bar under the mouse."""
        first, count, cells = self._window(self.size.width - 2)
        number = first + (event.x - 1) // cells
        if first <= number < first + count:
            self._move(number)
            self.open()
