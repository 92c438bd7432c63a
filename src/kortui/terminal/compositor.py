"""`StagedCompositor`: Textual's compositor where the output stage takes frames: it asks changed widgets alone for their lines.

Textual has every widget between the first and the last changed line tell all its lines, and cuts them where others begin: a
third of what a frame costs of which a list alone has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from textual.widget import Widget

    from kortui.terminal.parts import Part


class StagedCompositor(Compositor):
    """Puts the frames of one screen together.

    Args:
        staged: Whether a frame goes to the output stage; anything else gets Textual's own.
    """

    def __init__(self, staged: Callable[[], bool]) -> None:
        super().__init__()
        self._staged = staged

    def render_partial_update(self) -> Any:
        """The lines of what has changed; Textual's way where that is not some lines of widgets that nothing lies over."""
        if self._dirty_regions and self._staged():
            places = self._places(self._dirty_regions)
            if places is not None:
                from kortui.terminal.parts import PartsUpdate  # the first frame is a whole one

                self._dirty_regions.clear()  # before anything is drawn, which may mark more
                return PartsUpdate(self._drawn(places))
        return super().render_partial_update()

    def _places(self, regions: Iterable[Region]) -> dict[Widget, set[int]] | None:
        """Widgets with their lines in some regions; None where a region is not a part of one that nothing lies over."""
        rows: dict[Widget, set[int]] = {}
        areas = [(one, place.intersection(clip)) for one, (place, clip) in self.visible_widgets.items()]  # from the front
        for region in map(self.size.region.intersection, regions):
            for number, (widget, area) in enumerate(areas if region else ()):
                if not area.overlaps(region):
                    continue
                line = Region(area.x, region.y, area.width, region.height)
                if not area.contains_region(region) or any(other.overlaps(line) for _, other in areas[:number]):
                    return None
                rows.setdefault(widget, set()).update(region.line_range)
                break
        return rows

    def _drawn(self, places: Mapping[Widget, Iterable[int]]) -> list[Part]:
        """Lines of widgets with where they are on the screen, whole ones: a wide letter is never cut."""
        found: list[Part] = []
        for widget, rows in places.items():
            place, clip = self.visible_widgets[widget]
            area = place.intersection(clip)
            strips = widget.render_lines(area.translate(-place.offset))
            found += ((y, area.x, strips[y - area.y]) for y in sorted(rows) if y - area.y < len(strips))
        return found
