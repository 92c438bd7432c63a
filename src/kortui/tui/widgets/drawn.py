"""`DrawnLines`: the lines a widget has drawn, kept until they change.

Textual's own store lays border, padding, tint and opacity over every line, and filters all lines at each update; kortui's
widgets have none of these, and so a line costs half as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Self

from rich.style import Style
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.layout import Layout
from textual.strip import Strip
from textual.widget import Widget

_PASSING_AT_MOST = 500
"""Styles of which it is known whether a filter leaves them as they are."""


class Group(Widget, inherit_css=False):
    """A container.

    Args of the constructor: its id, and how its parts are placed where no style says so, one below the other by default: for a
    style that names a way of placing Textual imports all there are.
    """

    def __init__(self, *, id: str | None = None, layout: Layout | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._placing = layout

    @property
    def layout(self) -> Layout:
        """How the parts are placed."""
        return self.styles.layout or self._placing or super().layout


class Surface(Group):
    """A container that draws nothing of its own but its surface, which the parts in it cover."""

    def __init__(self, *, id: str | None = None, layout: Layout | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, layout=layout)
        self._styles_cache = DrawnLines.blank(self)


class DrawnLines(StylesCache):
    """Takes the place of Textual's store in a widget whose lines are just as it draws them.

    Args:
        draw: Draws lines of the window, as wide as the widget.
    """

    def __init__(self, draw: Callable[[Sequence[int]], Iterable[Strip]]) -> None:
        super().__init__()
        self._draw = draw
        self._drawn_for: tuple[object, ...] = ()
        self._passing: dict[int, tuple[Style | None, bool]] = {}

    @classmethod
    def blank(cls, widget: Widget) -> Self:
        """Lines of nothing but the surface of a widget, which its parts cover."""
        return cls(lambda ys: [Strip.blank(widget.size.width, widget.visual_style.rich_style)] * len(ys))

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Lines of a part of the widget; those that are not kept are drawn and filtered."""
        width = widget.size.width
        filters, background = widget.get_line_filters(), widget.background_colors[1]
        if (drawn_for := (width, background, *filters)) != self._drawn_for:
            self.clear()
            self._passing.clear()
            self._drawn_for = drawn_for
        kept, dirty = self._cache, self._dirty_lines
        wanted = [y for y in crop.line_range if y not in kept or y in dirty]
        for y, line in zip(wanted, self._draw(wanted), strict=True):
            for one in filters:
                if not self._passes(line, one, background):
                    line = line.apply_filter(one, background)
            kept[y] = line
        dirty.difference_update(wanted)
        lines = [kept[y] for y in crop.line_range]
        start, end = crop.column_span
        return lines if (start, end) == (0, width) else [line.crop(start, end) for line in lines]

    def _passes(self, line: Strip, one: LineFilter, background: Color) -> bool:
        """Whether a filter leaves a line as it is: kortui's colours need no other, and to find that out anew costs 20 µs."""
        if not isinstance(one, ANSIToTruecolor):
            return False
        for _, style, _ in line:
            known = self._passing.get(id(style))
            if known is None:
                same = style is None or one.truecolor_style(style, background.rich_color) == style
                if len(self._passing) >= _PASSING_AT_MOST:
                    self._passing.clear()
                known = self._passing[id(style)] = style, same  # held, so that its id names nothing else
            if not known[1]:
                return False
        return True
