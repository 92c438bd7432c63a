"""`DrawnLines`: the lines a widget has drawn, kept until they change.

Textual's own store lays border, padding, tint and opacity over every line, and filters all lines at each update; kortui's
widgets have none of these, and so a line costs half as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class DrawnLines(StylesCache):
    """Takes the place of Textual's store in a widget whose lines are just as it draws them.

    Args:
        draw: Draws lines of the window, as wide as the widget.
    """

    def __init__(self, draw: Callable[[Sequence[int]], Iterable[Strip]]) -> None:
        super().__init__()
        self._draw = draw
        self._drawn_for: tuple[object, ...] = ()

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Lines of a part of the widget; those that are not kept are drawn and filtered."""
        width = widget.size.width
        filters, background = widget.get_line_filters(), widget.background_colors[1]
        if (drawn_for := (width, background, *filters)) != self._drawn_for:
            self.clear()
            self._drawn_for = drawn_for
        kept, dirty = self._cache, self._dirty_lines
        wanted = [y for y in crop.line_range if y not in kept or y in dirty]
        for y, line in zip(wanted, self._draw(wanted), strict=True):
            for one in filters:
                line = line.apply_filter(one, background)
            kept[y] = line
        dirty.difference_update(wanted)
        lines = [kept[y] for y in crop.line_range]
        start, end = crop.column_span
        return lines if (start, end) == (0, width) else [line.crop(start, end) for line in lines]
