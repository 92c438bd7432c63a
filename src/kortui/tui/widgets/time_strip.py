"""`TimeStrip`: how many of the events shown fall into each stretch of time, and the way to filter by one.

Bars above, labels below, what has no date last. An event that may fall into several bars gives each the same share of
itself, drawn lighter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from kortui.commands import COMMANDS
from kortui.model import Library
from kortui.rows import bits_of_rows
from kortui.search.reach import publication_days
from kortui.search.taken import index_of, indexed
from kortui.sessions import Modes
from kortui.text import cell_width, truncate
from kortui.tui.bins import LARGE, MODERN, STEP_NAMES, STEPS, UNDATED, Bin, LargeBins, bins, month_of, months_of
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import RangeChosen, RowPointed
from kortui.tui.paint import Piece, strip
from kortui.tui.panes import Shown
from kortui.tui.session import Session
from kortui.tui.themes import inks
from kortui.tui.widgets.drawn import DrawnLines

_EIGHTHS = 8
_WIDEST = 16
"""Cells of the widest bar with its gap; wider ones would no longer look like bars of one strip."""


def _asks_index(library: Library) -> bool:
    """Whether the index is asked, and no event looked at."""
    return len(library.events) >= LARGE and indexed(library)


class TimeStrip(Widget, can_focus=True, inherit_css=False):
    """The strip of the Timeline pane."""

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "strip"
    BINDINGS: ClassVar[list[BindingType]] = bindings("bars")

    def __init__(self) -> None:
        super().__init__()
        self._styles_cache = DrawnLines(lambda ys: map(self.render_line, ys))
        self.zoom = 1
        self.cursor = 0
        self._spans: list[tuple[int, int]] = []
        self._undated = 0
        self._large: LargeBins | None = None
        self._bits = 0
        self._bins: list[Bin] = []
        self._most = 0.0
        self._label_cells = 4
        self._moment = 0
        self._rows: Sequence[int] | None = None

    def show(self, shown: Shown) -> None:
        """Count the events shown; mark the bar the cursor's event falls into."""
        before = self._bins, self.cursor
        if shown.rows is not self._rows or (self._spans and _asks_index(shown.library)):
            self._rows = shown.rows
            if self._read(shown):
                self._count()
        if shown.row >= 0:
            date = shown.library.events[shown.row].date
            self._moment = month_of(known) if (known := date.start or date.end) else UNDATED
        if not self.has_focus:
            self.cursor = self._nearest(self._moment)
        self.cursor = max(0, min(self.cursor, len(self._bins) - 1))
        if self._bins is not before[0] or self.cursor != before[1]:
            self.refresh()

    def _read(self, shown: Shown) -> bool:
        """Take in what is to be counted; whether it is anything else than before."""
        if _asks_index(shown.library):
            if self._large is None:
                self._large, self._bits, self._spans = LargeBins(index_of(shown.library)), -1, []
            before, self._bits = self._bits, bits_of_rows(shown.rows, len(shown.library.events))
            return self._bits != before
        self._spans, self._undated = [], 0
        published = publication_days(shown.library.documents)
        for row in shown.rows:
            if months := months_of(shown.library.events[row], published):
                self._spans.append(months)
            else:
                self._undated += 1
        return True

    def _count(self) -> None:
        step = STEPS[self.zoom]
        if self._large is not None:
            self._bins, undated = self._large.count(self._bits, step), self._large.undated(self._bits)
        else:
            self._bins, undated = bins(self._spans, step), self._undated
        if undated:
            self._bins = [*self._bins, Bin(UNDATED, UNDATED, undated, 0.0)]
        self._most = self._full()
        self._label_cells = max((cell_width(b.label) for b in self._bins), default=4)

    def _full(self) -> float:
        """The events that a full bar stands for: the most of a bar of the step; undated ones and centuries may be more."""
        own = (b.total for b in self._bins if b.first != UNDATED and not (self.zoom and b.first < MODERN * 12))
        return max(own, default=0.0) or max((b.total for b in self._bins), default=0.0)

    def _nearest(self, month: int) -> int:
        """The bar that holds a month, else the nearest to it."""
        gaps = ((max(b.first - month, month - b.last, 0), n) for n, b in enumerate(self._bins))
        return min(gaps, default=(0, 0))[1]

    @property
    def modes(self) -> Modes:
        """How finely it is drawn."""
        return {"zoom": self.zoom}

    @modes.setter
    def modes(self, modes: Modes) -> None:
        self.zoom = max(0, min(int(modes["zoom"]), len(STEPS) - 1)) if isinstance(modes.get("zoom"), int) else self.zoom

    def change_zoom(self, steps: int) -> str:
        """Draw in finer (1) or coarser (-1) steps, the same time staying marked; what a bar holds then."""
        held = self._bins[self.cursor] if self._bins else None
        month = self._moment if held and held.first <= self._moment <= held.last else held.first if held else 0
        self.zoom = max(0, min(self.zoom + steps, len(STEPS) - 1))
        self._count()
        self.cursor = self._nearest(month)
        self.refresh()
        early = any(one.first < MODERN * 12 for one in self._bins if one.first != UNDATED)
        return STEP_NAMES[self.zoom] + (f" from {MODERN} on, before it {STEP_NAMES[0]}" if early and self.zoom else "")

    def _window(self, width: int) -> tuple[int, int, int]:
        """First bar drawn, how many, and cells of each."""
        count = len(self._bins)
        least = self._label_cells + 1
        cells = max(least, min(_WIDEST, width // count)) if count else least
        fits = max(1, width // cells)
        first = max(0, min(self.cursor - fits // 2, count - fits))
        return first, min(fits, count - first), cells

    def render_line(self, y: int) -> Strip:
        """Draw a line of the bars, or the labels on the last."""
        width, height = self.size
        table, base = inks(self), self.visual_style.rich_style
        if not self._bins or not width:
            return strip([(" No dated events" if y == height - 1 else "", "muted")], width, table, base)
        if height == 1:
            return strip(self._brief(width), width, table, base)
        first, count, cells = self._window(width - 2)
        last = y == height - 1
        pieces: list[Piece] = [("<" if first and last else " ", "muted")]
        for number in range(first, first + count):
            if last:
                pieces += self._label(number, cells)
            else:
                pieces += self._bar(self._bins[number], cells, self._most, height - 2 - y, height - 1)
        pieces.append((">" if first + count < len(self._bins) and last else " ", "muted"))
        return strip(pieces, width, table, base)

    def _brief(self, width: int) -> list[Piece]:
        """The strip in one line of a low window: from when to when, a cell a bar, and the key to the whole of it."""
        dated = [b for b in self._bins if b.first != UNDATED] or self._bins
        session: Session | None = getattr(self.screen, "session", None)
        key = next((c.shown for c in (session.commands if session else COMMANDS) if c.id == "focus.next"), "")
        whole = width - cell_width(f" {dated[0].label}  {dated[-1].label}") - len(dated)
        tail = next((t for t in (f"  {key} opens the strip", f"  {key} opens it") if cell_width(t) <= whole), "")
        room = len(dated) if whole >= 0 else max(1, width - 2 * self._label_cells - 3)
        begin = max(0, min(self.cursor - room // 2, len(dated) - room))
        shown = dated[begin : begin + room]
        pieces: list[Piece] = [(f" {shown[0].label} ", "muted")]
        for number, one in enumerate(shown, begin):
            level = min(max(1, round(_EIGHTHS * one.total / self._most)), _EIGHTHS) if one.total else 0
            pieces.append((glyphs.blocks[level], "strong" if number == self.cursor else "bar"))
        return [*pieces, (f" {shown[-1].label}" if len(shown) > 1 else "", "muted"), (tail, "muted")]

    @staticmethod
    def _bar(one: Bin, cells: int, most: float, level: int, levels: int) -> list[Piece]:
        """What of a bar stands on a level, counted from the bottom: sure events full, possible ones lighter above.

        One that is higher than there is room for ends in a caret.
        """
        if not one.total:
            return [(" " * cells, "")]
        whole = levels * _EIGHTHS
        sure = max(round(whole * one.sure / most), 1) if one.sure else 0
        total = max(round(whole * one.total / most), sure, 1)
        here = max(0, min(total - level * _EIGHTHS, _EIGHTHS))
        certain = sure > level * _EIGHTHS
        sign = glyphs.blocks[here]
        if not certain and here in (1, _EIGHTHS):  # colour alone may not say it
            sign = glyphs.dotted if here == 1 else glyphs.hedged
        if one.total > most and level == levels - 1:
            sign = glyphs.caret
        return [(sign * (cells - 1), "bar" if certain else "light"), (" ", "")]

    def _label(self, number: int, cells: int) -> list[Piece]:
        label = truncate(self._bins[number].label, cells - 1, glyphs.ellipsis)
        ink = ("cursor" if self.has_focus else "group") if number == self.cursor else "muted"
        return [(label, ink), (" " * (cells - cell_width(label)), "")]

    def _move(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._bins) - 1))
        self.refresh()

    def _walk(self, number: int, way: int) -> None:
        """Go to a bar by a key, which says so when it leads nowhere."""
        before = self.cursor
        self._move(number)
        if self.cursor == before:
            self._say("This is the last bar" if way > 0 else "This is the first bar")
        else:
            self._tell()

    def _say(self, notice: str) -> None:
        getattr(self.screen, "say", lambda *_, **__: None)(notice, beside=True)

    def _tell(self) -> None:
        """Say what the bar holds, and let list and detail follow to its first record."""
        if self._bins:
            one = self._bins[self.cursor]
            self._say(one.said)
            if (row := self._first(one)) is not None:
                self.post_message(RowPointed(row))

    def _first(self, one: Bin) -> int | None:
        """Row of the first event that begins in a bar; None where none does."""
        if self._rows is None:
            return None
        if self._large is not None:
            return self._large.first_row(self._bits, one.first, one.last)
        if one.first == UNDATED:
            return self._rows[len(self._spans)]  # rows are by date, what has none last
        return next((self._rows[n] for n, (first, _) in enumerate(self._spans) if one.first <= first <= one.last), None)

    def action_bar_open(self) -> None:
        """Narrow to the bar."""
        if self._bins:
            self.post_message(RangeChosen(self._bins[self.cursor].edtf))

    def action_bar_next(self) -> None:
        """Next bar."""
        self._walk(self.cursor + 1, 1)

    def action_bar_previous(self) -> None:
        """The bar before."""
        self._walk(self.cursor - 1, -1)

    def action_bar_down(self) -> None:
        """Next bar."""
        self._walk(self.cursor + 1, 1)

    def action_bar_up(self) -> None:
        """The bar before."""
        self._walk(self.cursor - 1, -1)

    def action_bar_first(self) -> None:
        """First bar."""
        self._walk(0, -1)

    def action_bar_last(self) -> None:
        """Last bar."""
        self._walk(len(self._bins), 1)

    def on_focus(self) -> None:
        """Light the cursor, and say what it is on."""
        self.refresh()
        if self._bins:
            self._say(self._bins[self.cursor].said)

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
