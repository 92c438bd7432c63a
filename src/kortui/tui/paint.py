"""From pieces of text with an ink to strips of cells: fitting, lighting hits, wrapping. All widths are terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kortui.text import cell_width, one_cell_each, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.themes import Inks

_KEPT = 64
"""Tables of styles kept: one for each theme, surface and cursor."""

Piece = tuple[str, str]
"""Text and the name of its ink (a field of `Inks`, or empty)."""

Spans = Sequence[tuple[int, int]]
"""Code point ranges of a text, sorted and disjoint."""


def fit(text: str, width: int) -> str:
    """One line of exactly `width` cells: cut with an ellipsis, or padded."""
    cut = truncate(text, width, glyphs.ellipsis)
    return cut + " " * (width - cell_width(cut))


def fit_right(text: str, width: int) -> str:
    """The same, set against the right edge."""
    cut = truncate(text, width, glyphs.ellipsis)
    return " " * (width - cell_width(cut)) + cut


def light(text: str, spans: Spans, ink: str, lit: str = "hit") -> list[Piece]:
    """A text in one ink with some spans in another.

    Args:
        text: The text, perhaps cut since the spans were found.
        spans: What to light; parts beyond the text are ignored.
        ink: Ink of the rest.
        lit: Ink of the spans.
    """
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if at < start:
            pieces.append((text[at:start], ink))
        pieces.append((text[start:end], lit))
        at = end
    if at < len(text):
        pieces.append((text[at:], ink))
    return pieces


def strip(pieces: Iterable[Piece], width: int, inks: Inks, base: Style, over: Style | None = None) -> Strip:
    """A line of pieces as a strip of exactly `width` cells.

    Args:
        pieces: What to draw; what does not fit is cut.
        width: Cells.
        inks: The styles in force.
        base: Style beneath everything, with the background.
        over: Style of the cursor laid over all but hits; it keeps the colour of an ink only where it sets none itself.
    """
    styles = _styles(inks, base, over)
    segments: list[Segment] = []
    room = width
    before = None
    for text, name in pieces:
        if not text:
            continue
        style = styles.get(name)
        if style is None:
            style = styles[name] = _style(inks.get(name), base, over, lit=name == "hit")
        room -= cell_width(text)
        if style == before:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
            before = style
    if room < 0:
        return Strip(segments).adjust_cell_length(width)
    if room:
        blank = base if over is None else base + over
        if blank == before:
            segments[-1] = Segment(segments[-1].text + " " * room, blank)
        else:
            segments.append(Segment(" " * room, blank))
    return Strip(segments, width)


_kept: dict[tuple[int, Style, Style | None], tuple[Inks, dict[str, Style]]] = {}


def _styles(inks: Inks, base: Style, over: Style | None) -> dict[str, Style]:
    """Styles by ink that were put together before; for each line anew they would cost as much as all else of it."""
    key = (id(inks), base, over)
    kept = _kept.get(key)
    if kept is None or kept[0] is not inks:
        if len(_kept) >= _KEPT:
            _kept.clear()
        kept = _kept[key] = (inks, {})
    return kept[1]


def _style(ink: Style, base: Style, over: Style | None, *, lit: bool) -> Style:
    if over is None:
        return base + ink
    return base + over + (ink if lit else _attributes(ink))


def _attributes(ink: Style) -> Style:
    """An ink without its colours, to lie on the cursor's; dim is dropped since it makes reversed text unreadable."""
    return Style(bold=ink.bold, underline=ink.underline)


_WORD = re.compile(r"\S+\s*|\s+")


def wrap(text: str, width: int, first: int | None = None) -> list[tuple[int, int]]:
    """Where a line of text breaks: code point ranges of lines of at most `width` cells, without trailing blanks.

    Args:
        text: One paragraph without line ends.
        width: Cells of every line, at least 1.
        first: Cells of the first line when it differs.
    """
    width = max(width, 1)
    room = width if first is None else max(first, 1)
    if one_cell_each(text) and room == width and not text[:1].isspace():
        if len(text) <= room:
            return [(0, len(text.rstrip()))]
        return [match.span(match.lastindex or 0) for match in _line(width).finditer(text)]
    if cell_width(text) <= room:
        return [(0, len(text.rstrip()))]
    lines: list[tuple[int, int]] = []
    start = end = 0
    used = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip()
        wide = cell_width(word)
        if used and used + wide > room:
            lines.append((start, end))
            start, used, room = match.start(), 0, width
        if wide > room:
            at = match.start()
            for stop in _broken(text, at, match.start() + len(word), room - used, width):
                lines.append((start, stop))
                start = at = stop
                room = width
            used = cell_width(text[at : match.end()])
            end = match.start() + len(word)
            continue
        used += wide + (match.end() - match.start() - len(word))
        if word:
            end = match.start() + len(word)
    if end > start:
        lines.append((start, end))
    return lines or [(0, 0)]


@lru_cache(maxsize=16)
def _line(width: int) -> re.Pattern[str]:
    """A line of at most so many code points of a cell each: up to a blank, of a longer word as much as fits.

    The same as going word by word, and a tenth of the time.
    """
    return re.compile(rf"(?s)(\S(?:.{{0,{width - 2}}}\S)?)(?=\s|\Z)\s*|(\S{{{width}}})" if width > 1 else r"(\S)\s*")


def _broken(text: str, start: int, end: int, first: int, width: int) -> Iterable[int]:
    """Where a word longer than a line breaks."""
    room = first
    for index in range(start, end):
        wide = cell_width(text[index])
        if wide > room:
            if index > start:
                yield index
            room = width
        room -= wide
