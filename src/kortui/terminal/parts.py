"""What an update of Textual's draws, as strips with their places, without the escape codes it would be written in."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Part = tuple[int, int, Strip]
"""Row, column and what is drawn from there on."""


class PartsUpdate(CompositorUpdate):
    """A frame as strips with their places.

    Args:
        found: The strips.
    """

    def __init__(self, found: list[Part]) -> None:
        self.parts = found


def parts(update: CompositorUpdate) -> Iterator[Part] | None:
    """The strips of an update in the order Textual writes them; None for a kind of update that is only known as text."""
    if isinstance(update, PartsUpdate):
        return iter(update.parts)
    if isinstance(update, ChopsUpdate):
        return _chops(update)
    return _layout(update) if isinstance(update, LayoutUpdate) else None


def _layout(update: LayoutUpdate) -> Iterator[Part]:
    for row, strips in enumerate(update.strips, update.region.y):
        column = update.region.x
        for strip in strips:
            yield row, column, strip
            column += strip.cell_length


def _chops(update: ChopsUpdate) -> Iterator[Part]:
    for row, start, end in update.spans:
        for stop, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is None or column > end or stop <= start:
                continue
            whole = start <= column < end and stop <= end
            yield row, column, strip if whole else strip.crop(0, min(stop, end) - column)


def sgr(style: Style | None) -> str:
    """The parameters of SGR that Textual writes for a style; empty for plain."""
    if style is None:
        return ""
    return Strip.render_ansi(style, ColorSystem.TRUECOLOR) if style._ansi is None else style._ansi
