"""`LongText`: a text of any length to read, of which only what is in sight and a little around it is wrapped and drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.cache import LRUCache
from textual.strip import Strip

from kortui.search.pieces import Pieces
from kortui.tui.messages import TextMoved
from kortui.tui.paint import Piece, Spans, strip
from kortui.tui.themes import Inks
from kortui.tui.widgets.lines import Lines
from kortui.tui.widgets.text_view import Paragraph, inked
from kortui.tui.wrapped import Line, WrappedText

Dress = Callable[[int, int], Paragraph]
"""Gives a line of the text, or the part of a very long one, with inks and hits, by its start and end in the text."""

_KEPT = 512
"""Drawn lines, and lines of the text with their inks, that are kept."""

_UNSEEN = 80
"""Cells taken for the width before the window is known."""

_AT_ONCE = 8
"""Lines of the text looked through between two looks at the clock: less than a millisecond, but of very long ones."""

PLAIN = 200_000
"""Characters of a text up to which all of it is given to be selected; of a longer one so many around what is in sight."""


class LongText(Lines):
    """Scrolls through one text; its place is the offset of the first line in sight, `top` the number of that line so far."""

    PLACE: ClassVar[str] = "document"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.measure = 0
        """Longest line in cells, the text standing in the middle; 0 fills the window."""

        self.at = 0
        """Offset of the first line in sight."""

        self._wrapped = WrappedText("", _UNSEEN)
        self._dress: Dress = lambda start, end: Paragraph(start=start)
        self._wanted = -1
        self._dressed: LRUCache[int, Paragraph] = LRUCache(_KEPT)
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT)

    def show(self, text: str, dress: Dress) -> None:
        """Show a text from its beginning.

        Args:
            text: The text.
            dress: Gives its lines their inks when they come into sight.
        """
        self._wrapped, self._dress, self.at, self._wanted = WrappedText(text, self._room), dress, 0, -1
        self.top = 0
        self.dress_anew()

    def dress_anew(self) -> None:
        """Ask again for the inks of the lines in sight: the words are the same, what is marked in them has changed."""
        self._dressed.clear()
        self._strips.clear()
        self.refresh()

    @property
    def margin(self) -> int:
        """Cells left free at the left."""
        return max(1, (self.body - self.measure) // 2) if self.measure else 1

    @property
    def _room(self) -> int:
        """Cells of a line of text."""
        if not self.size.width:
            return min(self.measure or _UNSEEN, _UNSEEN)
        room = self.body - self.margin
        return max(1, min(self.measure, room) if self.measure else room)

    def _fitted(self) -> WrappedText:
        """The text at the width of the window; the first line in sight stays where another width wraps it."""
        if self._wrapped.width != (room := self._room):
            self._wrapped.fit(room)
            self._strips.clear()
            self._follow()
        return self._wrapped

    def _follow(self) -> None:
        """Number the first line in sight anew: lines before it were laid out, and are more or fewer than it was thought."""
        self.set_reactive(Lines.top, self._wrapped.settle(self.at, self.page, 2 * self.page))

    @property
    def count(self) -> int:
        """Number of lines, as far as it is known."""
        return self._fitted().count

    def validate_top(self, top: int) -> int:
        """Keep the place inside the text, and lay out what is around it."""
        text, page = self._fitted(), self.page
        if top > 0 and top >= text.count - page:
            text.settle(len(text.text), 2 * page, 1)
            number = max(0, text.count - page)
        else:
            number = text.settle(text.line(max(0, top)).start, page, 2 * page)
            number = max(0, min(number, text.count - page))
        before, self.at = self.at, text.line(number).start
        if before != self.at:
            self.refresh()
        return number

    def on_resize(self) -> None:
        """Wrap for the new width, and go to what was to be shown when there was a window."""
        self._fitted()
        if self._wanted >= 0:
            wanted, self._wanted = self._wanted, -1
            self.reveal(wanted)
        self.post_message(TextMoved())

    def watch_top(self, old: int, new: int) -> None:
        """Draw what came into sight, and tell of it."""
        super().watch_top(old, new)
        self.post_message(TextMoved())

    def paint(self, y: int, width: int, inks: Inks) -> Strip:
        """Draw one line."""
        line, base = self._wrapped.line(y), self.visual_style.rich_style
        key = (line.start, line.end, width, self.margin, id(inks), base)
        found = self._strips.get(key)
        if found is None:
            self._strips[key] = found = strip(self._pieces(line), width, inks, base)
        return found

    def draw(self, ys: list[int]) -> list[Strip]:  # type: ignore[override]
        """Draw lines of the window."""
        self._fitted()
        return super().draw(ys)

    def _pieces(self, line: Line) -> list[Piece]:
        p = self._dressed.get(line.first)
        if p is None:
            p = self._dressed[line.first] = self._dress(line.first, line.last)
        return [(" " * self.margin, ""), *inked(p, line.start - line.first, line.end - line.first, lambda run: run.ink)]

    @property
    def seen(self) -> tuple[int, int]:
        """Offsets of the start and end of what is in sight."""
        text = self._fitted()
        last = max(0, min(self.top + self.page, text.count) - 1)
        return text.line(min(self.top, last)).start, text.line(last).end

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is in sight."""
        return self._fitted().count <= self.page

    def in_sight(self) -> list[Paragraph]:
        """The lines of the text that are in sight, with their inks."""
        text = self._fitted()
        lines = [text.line(number) for number in range(self.top, min(self.top + self.page, text.count))]
        return [self._dress(first, last) for first, last in dict.fromkeys((line.first, line.last) for line in lines)]

    def reveal(self, offset: int) -> None:
        """Bring a code point into sight, a third down the window when it has to scroll; once there is a window."""
        if not self.size.height:
            self._wanted = offset
            return
        text = self._fitted()
        number = text.settle(offset, self.page, self.page)
        self._follow()
        number = text.number_of(offset)
        if not self.top <= number < self.top + self.page - 1:
            self.top = number - self.page // 3

    @property
    def _lead(self) -> int:
        """Lines above a hit that one goes to."""
        return min(self.page // 3, 8)

    def beyond(self, way: int) -> int:
        """Where the next (1) hit may begin, or before where the previous (-1) one."""
        text = self._fitted()
        number = self.top + self._lead + (way > 0)
        return text.line(number).start if number < text.count else len(text.text) + 1

    def seek(self, way: int, limit: int, hits: Callable[[int, int], Spans]) -> Pieces[int]:
        """Look for a hit, in pieces.

        Args:
            way: 1 for the first one at or behind the limit, -1 for the last one before it.
            limit: An offset.
            hits: The hits in a line of the text or a part of a long one, counted from its start, which is given with its end.

        Returns:
            The offset of the hit; -1 when there is none.
        """
        text = self._fitted()
        stretch, lines = text.stretch_of(limit), 0
        while 0 <= stretch < text.stretches:
            for first, last in text.parts(stretch)[::way]:
                if last < limit if way > 0 else first >= limit:
                    continue
                starts = [first + start for start, _ in hits(first, last)]
                found = [start for start in starts if (start >= limit if way > 0 else start < limit)]
                if found:
                    return found[0 if way > 0 else -1]
                lines += 1
                if not lines % _AT_ONCE:
                    yield
            stretch += way
        return -1

    def to(self, offset: int) -> bool:
        """Scroll a hit to where hits are read; False when it cannot be scrolled nearer to there."""
        before, text = self.at, self._fitted()
        text.settle(offset, self.page, self.page)
        self._follow()
        self.top = text.number_of(offset) - self._lead
        return before != self.at

    def plain(self) -> str:
        """The text; of a very long one what is around the lines in sight, whole lines of it, with a word about that."""
        text = self._wrapped.text
        if len(text) <= PLAIN:
            return text
        low = max(0, self.at - PLAIN // 2)
        high = min(len(text), low + PLAIN)
        low = text.rfind("\n", max(0, low - PLAIN // 2), low) + 1 or low if low else 0
        shown = text[low:high].rpartition("\n")[0] or text[low:high]
        return f"{shown}\n\n[{len(shown):,} of {len(text):,} characters, those around what was in sight]"

    def on_focus(self) -> None:
        """Light the scroll bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim the scroll bar."""
        self.refresh()
