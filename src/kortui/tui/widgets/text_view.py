"""`TextView`: wrapped text with inks, lit spans and links, for details, pages and help."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import ClassVar

from textual import events
from textual.cache import LRUCache
from textual.strip import Strip

from kortui.records import dataclass
from kortui.text import cell_width
from kortui.tui.jumps import Jump
from kortui.tui.messages import LinkOpened
from kortui.tui.paint import Piece, Spans, light, strip, wrap
from kortui.tui.themes import Inks
from kortui.tui.widgets.lines import Lines

_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in another ink; `target` makes it a link."""

    start: int
    end: int
    ink: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that wraps as one.

    Attributes:
        text: Without line ends.
        ink: Of the text.
        runs: Other inks, sorted and disjoint.
        hits: What to light over all inks.
        label: Stands before the first line; further lines are set in below it.
        indent: Cells of the label's column.
        section: Whether `J` and `K` stop here.
        start: Where the text begins in what it is part of, for finding a place again.
        right: Stands at the right edge of the first line where there is room.
    """

    text: str = ""
    ink: str = ""
    runs: tuple[Run, ...] = ()
    hits: Spans = ()
    label: str = ""
    indent: int = 0
    section: bool = False
    start: int = -1
    right: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    paragraph: int
    start: int
    end: int
    first: bool


def inked(p: Paragraph, start: int, end: int, ink: Callable[[Run], str]) -> list[Piece]:
    """A stretch of a paragraph's text with its runs and hits.

    Args:
        p: The paragraph.
        start: First code point.
        end: The one behind the last.
        ink: The ink of a run.
    """
    pieces: list[Piece] = []
    at = start
    for number in range(bisect_right(p.runs, start, key=_END), len(p.runs)):
        run = p.runs[number]
        if run.start >= end:
            break
        first, last = max(run.start, start), min(run.end, end)
        if first >= last:
            continue
        pieces += _lit(p, at, first, p.ink)
        pieces += _lit(p, first, last, ink(run))
        at = last
    return pieces + _lit(p, at, end, p.ink)


def _lit(p: Paragraph, start: int, end: int, ink: str) -> list[Piece]:
    return light(p.text[start:end], [(a - start, b - start) for a, b in p.hits if b > start and a < end], ink)


class TextView(Lines):
    """Scrolling text made of paragraphs; `J` and `K` go from link to link, `enter` opens the one chosen."""

    PLACE: ClassVar[str] = "detail"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.paragraphs: Sequence[Paragraph] = ()
        self._rows: list[_Row] = []
        self._width = -1
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(512)
        self._links: list[tuple[int, Run]] = []
        self.link = 0
        """Which of the links `enter` opens; at first the one to the evidence."""

        self._walked = False
        """Whether `J` or `K` chose it; until then `J` begins with the first link in sight, which may stand above it."""

        self.measure = 0
        """Longest line in cells, the text standing in the middle; 0 fills the window."""

    def show(self, paragraphs: Sequence[Paragraph], *, keep: bool = False) -> None:
        """Show other text.

        Args:
            paragraphs: The text.
            keep: Whether the place stays, as when only hits changed.
        """
        self.paragraphs = paragraphs
        self._width = -1
        self._strips.clear()
        self._links = [(n, run) for n, p in enumerate(paragraphs) for run in p.runs if run.target]
        self.link = next((n for n, (_, run) in enumerate(self._links) if run.target.startswith("evidence:")), 0)
        self._walked = False
        self.top = self.validate_top(self.top) if keep else 0
        self.refresh()

    @property
    def links(self) -> int:
        """Number of links."""
        return len(self._links)

    def plain(self) -> str:
        """The text without inks, a paragraph to a line."""
        return "\n".join(f"{p.label}  {p.text}" if p.label else p.text for p in self.paragraphs)

    @property
    def margin(self) -> int:
        """Cells left free at the left."""
        return max(1, (self.body - self.measure) // 2) if self.measure else 1

    def rows(self) -> list[_Row]:
        """The lines at the width of the window."""
        width = self.body - self.margin if not self.measure else min(self.measure, self.body - self.margin)
        if width != self._width:
            self._width = width
            self._rows = [
                _Row(number, start, end, first == 0)
                for number, p in enumerate(self.paragraphs)
                for first, (start, end) in enumerate(wrap(p.text, width - p.indent))
            ]
        return self._rows

    @property
    def count(self) -> int:
        """Number of lines."""
        return len(self.rows())

    def paint(self, y: int, width: int, inks: Inks) -> Strip:
        """Draw one line."""
        base = self.visual_style.rich_style
        key = (y, width, self.margin, id(inks), base)
        found = self._strips.get(key)
        if found is None:
            self._strips[key] = found = strip(self._pieces(self.rows()[y], width), width, inks, base)
        return found

    def _pieces(self, row: _Row, width: int) -> list[Piece]:
        p = self.paragraphs[row.paragraph]
        pieces: list[Piece] = [(" " * self.margin, "")]
        if p.indent:
            label = p.label if row.first else ""
            pieces.append((label.ljust(p.indent), "muted"))

        def ink(run: Run) -> str:
            chosen = self.has_focus and self._links[self.link : self.link + 1] == [(row.paragraph, run)]
            return "cursor" if chosen else run.ink

        return pieces + inked(p, row.start, row.end, ink)

    def row_of(self, paragraph: int, offset: int = 0) -> int:
        """Line that holds a code point of a paragraph."""
        rows = self.rows()
        return max(0, bisect_right(rows, (paragraph, offset), key=lambda r: (r.paragraph, r.start)) - 1)

    def reveal(self, paragraph: int, offset: int = 0) -> None:
        """Bring a code point into sight, a third down the window when it has to scroll."""
        line = self.row_of(paragraph, offset)
        if not self.top <= line < self.top + self.page - 1:
            self.top = line - self.page // 3

    def _beside(self, way: int) -> int:
        """The next or previous link; before any was walked to, the first in sight comes first."""
        if way > 0 and not self._walked:
            first = next((n for n, (p, run) in enumerate(self._links) if self.row_of(p, run.start) >= self.top), self.link)
            if first < self.link:
                return first
        return max(0, min(self.link + way, len(self._links) - 1))

    def section(self, way: int) -> bool:
        """Move to the next or previous link; in a text without links, section."""
        if self._links:
            before, self.link = self.link, self._beside(way)
            self._walked = True
            self._strips.clear()
            paragraph, run = self._links[self.link]
            top = self.top
            self.reveal(paragraph, run.start)
            self.refresh()
            return (before, top) != (self.link, self.top)
        lines = [self.row_of(n) for n, p in enumerate(self.paragraphs) if p.section]
        after = [line for line in lines if (line > self.top if way > 0 else line < self.top)]
        before = self.top
        if after:
            self.top = min(after) if way > 0 else max(after)
        return self.top != before

    def hits(self) -> list[tuple[int, int]]:
        """Paragraph and offset of every hit, in order."""
        return [(n, start) for n, p in enumerate(self.paragraphs) for start, _ in p.hits]

    def to_hit(self, way: int) -> bool:
        """Scroll to the next (1) or previous (-1) line with a hit; False when there is none."""
        lines = sorted({self.row_of(n, start) for n, start in self.hits()})
        lead = min(self.page // 3, 8)
        at = self.top + lead
        after = [line for line in lines if (line > at if way > 0 else line < at)]
        if not after:
            return False
        self.top = (min(after) if way > 0 else max(after)) - lead
        return True

    def open(self) -> None:
        """Open the chosen link."""
        if self._links:
            self.post_message(LinkOpened(self._links[self.link][1].target))

    def on_focus(self) -> None:
        """Light the scroll bar and the chosen link."""
        self._strips.clear()
        self.refresh()

    def on_blur(self) -> None:
        """Dim the scroll bar and the chosen link."""
        self._strips.clear()
        self.refresh()

    def jumps(self) -> list[Jump]:
        """A target at each link in sight; without any the text itself."""
        found = []
        for number, (paragraph, run) in enumerate(self._links):
            line = self.row_of(paragraph, run.start)
            if self.top <= line < self.top + self.size.height:
                p, row = self.paragraphs[paragraph], self.rows()[line]
                before = p.text[row.start : run.start]
                x = self.margin + p.indent + cell_width(before)
                x -= not before or before.endswith(" ")  # the letters then hide none of the link
                found.append(Jump(x, line - self.top, partial(self._follow, number)))
        return found or ([Jump(0, 0, self.focus)] if self.can_focus else [])

    def _follow(self, link: int) -> None:
        self.link = link
        self._strips.clear()
        self.focus()
        self.open()

    def on_click(self, event: events.Click) -> None:
        """Open the link under the mouse."""
        line = self.top + event.y
        rows = self.rows()
        if line >= len(rows):
            return
        row = rows[line]
        for run in self.paragraphs[row.paragraph].runs:
            if run.target and run.start < row.end and run.end > row.start and event.x >= self.margin:
                self.post_message(LinkOpened(run.target))
                return
