"""The one-line bars: tabs at the top, keys and notices at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from kortui.records import dataclass, replace
from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs, key_words
from kortui.tui.jumps import Jump
from kortui.tui.messages import PaneChosen
from kortui.tui.paint import Piece, strip, wrap
from kortui.tui.themes import inks
from kortui.tui.widgets.drawn import DrawnLines


class Bar(Widget, inherit_css=False):
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
    """A tab: the id of its pane, its key, its names, how much of the result it holds, and how much of everything."""

    id: str
    key: str
    label: str
    short: str
    count: int | None
    most: int = 0

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
            widest = (form(replace(t, count=max(t.most, t.count or 0))) for t in self.tabs)
            if sum(map(cell_width, widest)) + brand <= width:  # a search must not change the names
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


NOTICE_LINES = 3
"""Lines a notice may take; at 45 columns that is more than any of ours, and paths of a usual length."""

_PATH_KEPT = 16
"""Characters kept of a path in a notice that is too long: some names of files."""


class Footer(Bar):
    """Keys that matter where the focus is; a notice takes their place until the next key, or stands before them.

    One line high, and as high as a notice that is longer than the line needs.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.hints: Sequence[tuple[str, str, int, str]] = ()
        self.notice = ""
        self.ink = ""
        self.beside = False
        """Whether keys are shown behind the notice."""

        self._high = 1

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
            self._fit(self.size.width)
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The notice, or as many hints as fit, dropped by rank and shown in their own order."""
        if not self.notice:
            return [(" ", ""), *self._keys(width - 1)]
        notice = self.lines(width)[0]
        said: list[Piece] = [(f" {notice}", self.ink)]
        return [*said, ("  ", ""), *self._keys(width - cell_width(notice) - 3)] if self.beside else said

    def lines(self, width: int) -> list[str]:
        """The notice in lines of a width, one at least; of what is too long for them the longest word loses its beginning.

        That is a path, whose end tells more; where that is not enough the notice loses its end.
        """
        room = max(1, width - 2)
        if cell_width(self.notice) <= room:
            return [self.notice]
        notice, found = self.notice, wrap(self.notice, room)
        path = max(notice.split(" "), key=len)
        for kept in range(len(path) - 1, _PATH_KEPT - 1, -1):
            if len(found) <= NOTICE_LINES:
                break
            notice = self.notice.replace(path, glyphs.ellipsis + path[-kept:], 1)
            found = wrap(notice, room)
        lines = [notice[start:end] for start, end in found[:NOTICE_LINES]]
        return (
            lines
            if len(found) <= NOTICE_LINES
            else [*lines[:-1], truncate(notice[found[NOTICE_LINES - 1][0] :], room, glyphs.ellipsis)]
        )

    def _fit(self, width: int) -> None:
        """As high as the notice; laid out anew only when that changes."""
        height = len(self.lines(width)) if width and self.notice else 1
        if height != self._high:
            self._high = height
            self.styles.height = height

    def on_resize(self, event: events.Resize) -> None:
        """Fit."""
        self._fit(event.size.width)

    def render_line(self, y: int) -> Strip:
        """Draw the keys, or a line of the notice."""
        width = self.size.width
        if y == 0 or not self.notice or not width:
            return super().render_line(y)
        lines = self.lines(width)
        pieces = [(f" {lines[y]}", self.ink)] if y < len(lines) else []
        return strip(pieces, width, inks(self), self.visual_style.rich_style)

    def _keys(self, room: int) -> list[Piece]:
        kept = set()
        hints = [(key_words(key), label, rank, name) for key, label, rank, name in self.hints]
        for key, label, _, name in sorted(hints, key=lambda hint: hint[2]):
            wide = cell_width(key) + cell_width(label) + 3
            if wide > room:
                break
            kept.add(name)
            room -= wide
        pieces: list[Piece] = []
        for key, label, _, name in hints:
            if name in kept:
                pieces += [(key, "key"), (f" {label}  ", "muted")]
        return pieces
