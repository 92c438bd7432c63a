"""The one-line bars: tabs at the top, keys and notices at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from kortui.records import dataclass
from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.jumps import Jump
from kortui.tui.messages import PaneChosen
from kortui.tui.paint import Piece, strip
from kortui.tui.themes import inks
from kortui.tui.widgets.drawn import DrawnLines


class Bar(Widget):
    """One line drawn from pieces."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._styles_cache = DrawnLines(lambda ys: map(self.render_line, ys))

    def pieces(self, width: int) -> list[Piece]:
        """What the line says at a width."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        return strip(self.pieces(width), width, inks(self), self.visual_style.rich_style)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the id of its pane, its key, its names, and how much of the result it holds."""

    id: str
    key: str
    label: str
    short: str
    count: int | None

    @property
    def number(self) -> str:
        """The count with separators, empty when it is not known."""
        return "" if self.count is None else f" {self.count:,}"


class TabBar(Bar):
    """The panes with the count of the result in each; names shorten first, then the counts of the others go."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.tabs: tuple[Tab, ...] = ()
        self.active = ""

    def show(self, tabs: tuple[Tab, ...], active: str) -> None:
        """Show these tabs."""
        if (tabs, active) != (self.tabs, self.active):
            self.tabs, self.active = tabs, active
            self.refresh()

    def _texts(self, width: int) -> list[tuple[Tab, str]]:
        """Tabs with their words, in the longest form that fits."""
        forms: tuple[Callable[[Tab], str], ...] = (
            lambda t: f" {t.key} {t.label}{t.number} ",
            lambda t: f" {t.key} {t.short}{t.number} ",
            lambda t: f" {t.key} {t.short}{t.number if t.id == self.active else ''} ",
            lambda t: f" {t.key} {t.short} ",
            lambda t: f" {t.short} " if t.id == self.active else f" {t.key} ",
        )
        brand = cell_width(self._brand(width))
        found: list[tuple[Tab, str]] = []
        for form in forms:
            found = [(t, form(t)) for t in self.tabs]
            if sum(cell_width(text) for _, text in found) + brand <= width:
                break
        return found

    @staticmethod
    def _brand(width: int) -> str:
        return " kortui  " if width >= 76 else ""

    def pieces(self, width: int) -> list[Piece]:
        """The brand and the tabs."""
        pieces: list[Piece] = [(self._brand(width), "group")]
        for tab, text in self._texts(width):
            pieces.append((text, "tab" if tab.id == self.active else "muted" if tab.count == 0 else "text"))
        return pieces

    def jumps(self) -> list[Jump]:
        """A target at each tab."""
        found, x = [], cell_width(self._brand(self.size.width))
        for tab, text in self._texts(self.size.width):
            found.append(Jump(x, 0, partial(self.post_message, PaneChosen(tab.id))))
            x += cell_width(text)
        return found

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        x = event.x - cell_width(self._brand(self.size.width))
        for tab, text in self._texts(self.size.width):
            if 0 <= x < cell_width(text):
                self.post_message(PaneChosen(tab.id))
                return
            x -= cell_width(text)


class Small(Bar):
    """What is left of the app in a window too small for it."""

    def pieces(self, width: int) -> list[Piece]:
        """One line that says so, in as many words as fit."""
        size = self.screen.size
        forms = (f"kortui needs 45x12, this is {size.width}x{size.height}", "kortui needs 45x12", "needs 45x12", "45x12")
        return [(next((f for f in forms if cell_width(f) <= width), ""), "warn")]


class Footer(Bar):
    """Keys that matter where the focus is; a notice takes their place until the next key, or stands before them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.hints: Sequence[tuple[str, str, int, str]] = ()
        self.notice = ""
        self.ink = ""
        self.beside = False
        """Whether keys are shown behind the notice."""

    def show(self, hints: Sequence[tuple[str, str, int, str]]) -> None:
        """Show these keys: (key, label, rank, id), the lowest rank last to go."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def say(self, notice: str, ink: str = "strong", *, beside: bool = False) -> None:
        """Show a notice, or take it away when it is empty.

        Args:
            notice: What it says.
            ink: Its ink.
            beside: Whether keys stay in sight behind it, as far as there is room.
        """
        if (notice, ink, beside) != (self.notice, self.ink, self.beside):
            self.notice, self.ink, self.beside = notice, ink, beside
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The notice, or as many hints as fit, dropped by rank and shown in their own order."""
        if not self.notice:
            return [(" ", ""), *self._keys(width - 1)]
        notice = truncate(self.notice, max(0, width - 2), glyphs.ellipsis)
        said: list[Piece] = [(f" {notice}", self.ink)]
        return [*said, ("  ", ""), *self._keys(width - cell_width(notice) - 3)] if self.beside else said

    def _keys(self, room: int) -> list[Piece]:
        kept = set()
        for key, label, _, name in sorted(self.hints, key=lambda hint: hint[2]):
            wide = cell_width(key) + cell_width(label) + 3
            if wide > room:
                break
            kept.add(name)
            room -= wide
        pieces: list[Piece] = []
        for key, label, _, name in self.hints:
            if name in kept:
                pieces += [(key, "key"), (f" {label}  ", "muted")]
        return pieces
