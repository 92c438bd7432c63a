"""`TimeStrip`: how many of the events shown fall into each stretch of time, and the way to filter by one.

Bars above, labels below. An event that may fall into several bars gives each the same share of itself, drawn lighter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from kortui.text import cell_width, truncate
from kortui.tui.bins import LARGE, STEPS, Bin, LargeBins, bins
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import RangeChosen
from kortui.tui.paint import Piece, strip
from kortui.tui.panes import Shown
from kortui.tui.themes import inks

_EIGHTHS = 8


def _year_of(day: str) -> int:
    """Year of a day as records hold it (``YYYY-MM-DD``, the year perhaps longer or negative)."""
    return int(day[:-6])


class TimeStrip(Widget, can_focus=True):
    """The strip of the Timeline pane."""

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "strip"
    BINDINGS: ClassVar[list[BindingType]] = bindings("bars")

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 1
        self.cursor = 0
        self._spans: list[tuple[int, int]] = []
        self._large: LargeBins | None = None
        self._bits = 0
        self._bins: list[Bin] = []
        self._moment = 0
        self._rows: Sequence[int] | None = None

    def show(self, shown: Shown) -> None:
        """Count the events shown; mark the bar the cursor's event falls into."""
        if shown.rows is not self._rows:
            self._rows = shown.rows
            self._read(shown)
            self._count()
        if shown.row >= 0:
            start = shown.library.events[shown.row].date.start
            self._moment = _year_of(start) if start else self._moment
        if not self.has_focus:
            self.cursor = self._nearest(self._moment)
        self.cursor = max(0, min(self.cursor, len(self._bins) - 1))
        self.refresh()

    def _read(self, shown: Shown) -> None:
        """Take in what is to be counted."""
        if len(shown.library.events) >= LARGE:
            from kortui.search.postings import postings_of
            from kortui.search.rows import RowSet, bits_of

            if self._large is None:
                self._large = LargeBins(postings_of(shown.library))
            rows = shown.rows
            self._bits = rows.bits if isinstance(rows, RowSet) else bits_of(rows, len(shown.library.events))
            return
        self._spans = []
        for row in shown.rows:
            date = shown.library.events[row].date
            if known := date.start or date.end:
                first = _year_of(known)
                self._spans.append((first, max(first, _year_of(date.end or known))))

    def _count(self) -> None:
        step = STEPS[self.zoom]
        self._bins = self._large.count(self._bits, step) if self._large is not None else bins(self._spans, step)

    def _nearest(self, year: int) -> int:
        """The bar that holds a year, else the nearest to it."""
        gaps = ((max(b.first - year, year - b.last, 0), n) for n, b in enumerate(self._bins))
        return min(gaps, default=(0, 0))[1]

    def change_zoom(self, steps: int) -> str:
        """Draw in finer (1) or coarser (-1) steps, the same time staying marked; what a bar holds then."""
        held = self._bins[self.cursor] if self._bins else None
        year = self._moment if held and held.first <= self._moment <= held.last else held.first if held else 0
        self.zoom = max(0, min(self.zoom + steps, len(STEPS) - 1))
        self._count()
        self.cursor = self._nearest(year)
        self.refresh()
        return {100: "a century", 1: "a year"}.get(STEPS[self.zoom], f"{STEPS[self.zoom]} years")

    def _window(self, width: int) -> tuple[int, int, int]:
        """First bar drawn, how many, and cells of each."""
        count = len(self._bins)
        least = max((cell_width(b.label) for b in self._bins), default=4) + 1
        cells = max(least, min(9, width // count)) if count else least
        fits = max(1, width // cells)
        first = max(0, min(self.cursor - fits // 2, count - fits))
        return first, min(fits, count - first), cells

    def render_line(self, y: int) -> Strip:
        """Draw a line of the bars, or the labels on the last."""
        width, height = self.size
        table, base = inks(self), self.visual_style.rich_style
        if not self._bins or not width:
            return strip([(" No dated events" if y == height - 1 else "", "muted")], width, table, base)
        first, count, cells = self._window(width - 2)
        most = max(b.total for b in self._bins)
        last = y == height - 1
        pieces: list[Piece] = [("<" if first and last else " ", "muted")]
        for number in range(first, first + count):
            if last:
                pieces += self._label(number, cells)
            else:
                pieces += self._bar(self._bins[number], cells, most, height - 2 - y, height - 1)
        pieces.append((">" if first + count < len(self._bins) and last else " ", "muted"))
        return strip(pieces, width, table, base)

    @staticmethod
    def _bar(one: Bin, cells: int, most: float, level: int, levels: int) -> list[Piece]:
        """What of a bar stands on a level, counted from the bottom: sure events full, possible ones lighter above."""
        whole = levels * _EIGHTHS
        sure = round(whole * one.sure / most)
        total = max(round(whole * one.total / most), sure, 1)
        here = max(0, min(total - level * _EIGHTHS, _EIGHTHS))
        ink = "bar" if sure > level * _EIGHTHS else "light"
        return [(glyphs.blocks[here] * (cells - 1), ink), (" ", "")]

    def _label(self, number: int, cells: int) -> list[Piece]:
        label = truncate(self._bins[number].label, cells - 1, glyphs.ellipsis)
        ink = ("cursor" if self.has_focus else "group") if number == self.cursor else "muted"
        return [(label, ink), (" " * (cells - cell_width(label)), "")]

    def _move(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._bins) - 1))
        self.refresh()

    def action_bar_open(self) -> None:
        """Narrow to the bar."""
        if self._bins:
            self.post_message(RangeChosen(self._bins[self.cursor].edtf))

    def action_bar_next(self) -> None:
        """Next bar."""
        self._move(self.cursor + 1)

    def action_bar_previous(self) -> None:
        """The bar before."""
        self._move(self.cursor - 1)

    def action_bar_down(self) -> None:
        """Next bar."""
        self._move(self.cursor + 1)

    def action_bar_up(self) -> None:
        """The bar before."""
        self._move(self.cursor - 1)

    def action_bar_first(self) -> None:
        """First bar."""
        self._move(0)

    def action_bar_last(self) -> None:
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
        """Narrow to the bar under the mouse."""
        first, count, cells = self._window(self.size.width - 2)
        number = first + (event.x - 1) // cells
        if first <= number < first + count:
            self._move(number)
            self.action_bar_open()
