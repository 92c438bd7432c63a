"""`CompareView`: fields of two records in two columns, or one below the other where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip

from kortui.text import cell_width, truncate
from kortui.tui.comparing import Field
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, Spans, fit, light, strip, wrap
from kortui.tui.themes import Inks
from kortui.tui.widgets.lines import Lines

BESIDE = 76
"""Cells from which on the two stand beside each other."""

_LABEL = 14


class CompareView(Lines):
    """Scrolls the fields; `J` and `K` go from one that differs to the next."""

    PLACE: ClassVar[str] = "compare"

    def __init__(self) -> None:
        super().__init__()
        self.fields: Sequence[Field] = ()
        self.heads = ("", "")
        self.side = 0
        """Which of the two commands are for."""

        self._drawn: object = None
        self._lines: list[list[Piece]] = []
        self._different: list[int] = []

    def show(self, fields: Sequence[Field], heads: tuple[str, str], side: int) -> None:
        """Show fields, what the two are called, and which of them commands are for."""
        self.fields, self.heads, self.side = fields, heads, side
        self._drawn = None
        self.refresh()

    def lines(self) -> list[list[Piece]]:
        """Every line as pieces, made anew only when something it shows has changed."""
        key = (self.body, self.side, glyphs.differs)
        if self._drawn != key:
            self._drawn = key
            self._lines, self._different = [], []
            beside = self.body >= BESIDE
            self._lines += self._beside_heads() if beside else []
            for field in self.fields:
                if not field.same:
                    self._different.append(len(self._lines))
                self._lines += self._beside(field) if beside else self._stacked(field)
        return self._lines

    @property
    def count(self) -> int:
        """Number of lines."""
        return len(self.lines())

    def paint(self, y: int, width: int, inks: Inks) -> Strip:
        """Draw a line."""
        return strip(self.lines()[y], width, inks, self.visual_style.rich_style)

    def section(self, way: int) -> bool:
        """Bring the next (1) or previous (-1) field that differs to the top."""
        self.lines()
        before = self.top
        after = [line for line in self._different if (line > self.top if way > 0 else line < self.top)]
        if after:
            self.top = min(after) if way > 0 else max(after)
        return self.top != before

    def _label(self, field: Field, first: bool) -> list[Piece]:
        if not first:
            return [(" " * _LABEL, "")]
        sign, ink = ("  ", "muted") if field.same else (f"{glyphs.differs} ", "warn")
        return [(" " + sign, ink), (field.name.ljust(_LABEL - 3), ink)]

    def _head(self, side: int, width: int) -> list[Piece]:
        chosen = side == self.side
        return [
            (fit(f"{glyphs.cursor if chosen else ' '} {side + 1} {self.heads[side]}", width), "cursor" if chosen else "muted")
        ]

    def _beside_heads(self) -> list[list[Piece]]:
        wide = self._column
        wall: Piece = (f" {glyphs.wall} ", "faint")
        return [[(" " * _LABEL, ""), *self._head(0, wide), wall, *self._head(1, wide)], []]

    @property
    def _column(self) -> int:
        return max(1, (self.body - _LABEL - 4) // 2)

    def _beside(self, field: Field) -> list[list[Piece]]:
        """A field in two columns."""
        wide = self._column
        columns = [self._wrapped(field, side, wide) for side in (0, 1)]
        blank: list[Piece] = [(" " * wide, "")]
        lines: list[list[Piece]] = []
        for number in range(max(len(c) for c in columns)):
            left, right = (c[number] if number < len(c) else blank for c in columns)
            lines.append([*self._label(field, number == 0), *left, (f" {glyphs.wall} ", "faint"), *right])
        return lines

    def _stacked(self, field: Field) -> list[list[Piece]]:
        """A field with what both say below each other, once where they agree."""
        room = max(1, self.body - 6)
        if field.same:
            short = cell_width(field.texts[0]) + _LABEL < self.body
            told = self._wrapped(field, 0, self.body - _LABEL if short else room)
            if short:
                return [[*self._label(field, True), *told[0]]]
            return [self._label(field, True), *([("     ", ""), *line] for line in told)]
        lines = [self._label(field, True)]
        for side in (0, 1):
            for number, line in enumerate(self._wrapped(field, side, room)):
                chosen = side == self.side
                sign = f"  {glyphs.cursor if chosen else ' '}{side + 1} " if number == 0 else "     "
                lines.append([(sign, "key" if chosen else "muted"), *line])
        return lines

    @staticmethod
    def _wrapped(field: Field, side: int, width: int) -> list[list[Piece]]:
        """What one says as lines of exactly `width` cells; words the other lacks are lit."""
        text, spans = field.texts[side], field.spans[side]
        ink = "muted" if field.same else "text"
        if not text:
            return [[(fit(glyphs.dash, width), "muted")]]
        if not field.same and not field.texts[1 - side]:
            spans = ((0, len(text)),)
        return [_line(text, start, end, spans, ink, width) for start, end in wrap(text, width)]


def _line(text: str, start: int, end: int, spans: Spans, ink: str, width: int) -> list[Piece]:
    part = truncate(text[start:end], width, glyphs.ellipsis)
    here = [(max(a - start, 0), b - start) for a, b in spans if b > start and a < end]
    return [*light(part, here, ink, "lit"), (" " * (width - cell_width(part)), "")]
