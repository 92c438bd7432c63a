"""Lines that the next key is likely to ask for, drawn while nothing else is done."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from time import thread_time
from typing import TYPE_CHECKING

from kortui.tui.themes import inks as table_of
from kortui.tui.widgets.source import Source

if TYPE_CHECKING:
    from textual.timer import Timer

    from kortui.tui.widgets.virtual_list import VirtualList

_REST, _SLICE, _PAUSE = 0.13, 0.004, 0.01
"""Seconds of rest after which lines are drawn ahead, in slices of so many of processor, so far apart: a key waits for one."""

_ELSEWHERE, _HIGHER = 0.5, 8
"""Seconds of rest more after which it is those of other sources, and by how many lines one may show more than another."""


class Ahead:
    """Draws for one list, which keeps what it has drawn.

    Args:
        shown: The list.
        elsewhere: Gives other sources that a key may bring, with the item one would stand on.
    """

    def __init__(self, shown: VirtualList, elsewhere: Callable[[], Iterable[tuple[Source, int]]]) -> None:
        self._list, self._elsewhere = shown, elsewhere
        self._coming: Iterator[int] = iter(())
        self._came: set[int] = set()
        self._next_slice: Timer | None = None

    def forget(self) -> None:
        """Another source is shown: no line of it was drawn yet."""
        self._came.clear()

    def begin(self) -> None:
        """Draw, once nothing has been done for a moment, the lines of the pages that a key can lead to."""
        if self._next_slice is not None:
            self._next_slice.stop()
            self._next_slice = None
        if len(self._list.source):
            self._coming = self._likely(self._list.cursor, self._list.page)
            self._next_slice = self._list.set_timer(_REST, self._draw)

    def _likely(self, cursor: int, page: int) -> Iterator[int]:
        """Lines of the pages after and before, of those the next group and the one before lead to, of the last and first."""
        source, count = self._list.source, self._list.count
        groups = source.groups
        after = groups.line(min(cursor + page - 1, len(source) - 1)) - page + 1
        before = groups.line(max(cursor - page + 1, 0)) - 1
        number = bisect_right(groups.starts, cursor)
        ends = groups.headings[number] + 2 if number < len(groups.starts) else 0
        begins = groups.headings[number - 2] if number > 1 else 0
        starts = (after, before, ends - page, begins, count - page, 0)
        return chain.from_iterable(range(max(0, start), min(start + page, count)) for start in starts)

    def _draw(self) -> None:
        """Draw for a moment, then let keys come."""
        if getattr(self._list.app._driver, "sends", False):  # what a key has changed is still to be seen
            self._next_slice = self._list.set_timer(_PAUSE, self._draw)
            return
        until = thread_time() + _SLICE
        width, table = self._list.body, table_of(self._list)
        for line in self._coming:
            if line in self._came or line >= self._list.count:
                continue
            self._came.add(line)
            self._list.paint(line, width, table)
            if thread_time() > until:
                self._next_slice = self._list.set_timer(_PAUSE, self._draw)
                return
        self._next_slice = self._list.set_timer(_ELSEWHERE, partial(self._draw_elsewhere, self._lines_elsewhere()))

    def _lines_elsewhere(self) -> Iterator[tuple[Source, int]]:
        """The lines that would be in sight were another source shown."""
        for source, cursor in self._elsewhere():
            line, page, top = source.groups.line(cursor), self._list.page, self._list.top
            start = line - 1 if line <= top else line - page if line >= top + page else top
            count = len(source) + len(source.groups.starts)
            yield from ((source, n) for n in range(max(0, start - _HIGHER), min(start + page + _HIGHER, count)))

    def _draw_elsewhere(self, lines: Iterator[tuple[Source, int]]) -> None:
        """Draw some of those, too, then let keys come."""
        until = thread_time() + _SLICE
        width, table = self._list.body, table_of(self._list)
        for source, line in lines:
            self._list.painted(source, *source.groups.at(line), False, width, table)
            if thread_time() > until:
                self._next_slice = self._list.set_timer(_PAUSE, partial(self._draw_elsewhere, lines))
                return
        self._next_slice = None
