"""`Readying`: what the main screen makes ready after its first frame: plain searches, the index, the look at whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, cast

from textual import events
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from kortui.errors import DatabaseError
from kortui.tui.messages import IndexChecked, ScreenOpened
from kortui.tui.screens.pane_views import PaneViews
from kortui.tui.widgets.query_bar import QueryBar

if TYPE_CHECKING:
    from kortui.tui.application import KortuiApp

WARM = 0.6
"""Seconds after the first frame at which the search is made ready, so that the first letter typed finds it so."""

WAIT = 0.05
"""Seconds between two looks at whether the index is there, a fifth of them spent on preparing plain searches."""

AHEAD = (
    "kortui.tui.ways", "kortui.tui.kept", "kortui.search.whys", "kortui.search.clashes",
    "kortui.overview.lanes", "kortui.overview.dealings", "kortui.overview.diplomacy", "kortui.overview.jubilees",
    "kortui.overview.meetings", "kortui.overview.parts", "kortui.tui.charts.figures", "kortui.tui.charts.lanes",
    "kortui.tui.charts.making", "kortui.tui.widgets.chart", "kortui.tui.mentions", "kortui.tui.entity_page",
    "kortui.tui.screens.entity",
)  # fmt: skip
"""What searches, panes and pages load when they are first needed, some 70 ms in all: loaded one by one between keys, none is
felt."""

WATCH = 5.0
"""Seconds between two looks at whether the database's file is still the one that was opened."""

LOOKS = 10
"""Looks after which a plain search is made again, over what was prepared since."""


def loaded(modules: Sequence[str]) -> Iterator[None]:
    """Load modules, one a step."""
    return (None for name in modules if import_module(name))


class Readying(PaneViews):
    """What a first frame can do without, done when it stands.

    Attributes:
        line: The line of the query.
        text: The query.
    """

    line: QueryBar
    text: str
    _waited = 0
    _waiter: Timer
    _drawing = False
    """Whether the screen is drawn; not before its parts know their sizes: Textual would draw all of it four times till then."""

    def search(self, text: str, *, typing: bool = False, best: bool = False) -> None:
        """Make another query the app's."""
        raise NotImplementedError

    def group(self, *, typing: bool) -> None:
        """Read the records that the groups of the result need, between keys, and show it in groups then.

        Args:
            typing: Whether the query is still being typed.
        """
        found = self.found
        if found.reading is None:
            return
        from kortui.tui.slices import in_slices  # of such groups alone

        def grouped(_: None) -> None:
            self.keep_moment()
            self.search(self.text, typing=typing)

        in_slices(self, found.reading, grouped, lambda: self.found is found, first=0.0)

    def show_line(self) -> None:
        """Show the query and what there is to say of it."""
        raise NotImplementedError

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the first time once the parts have taken in their sizes too: by way of the app it is their turn before."""
        if not self._drawing:
            self.app.call_later(self.call_later, self._opened)

    @property
    def stands(self) -> bool:
        """Whether the first frame was drawn."""
        return self._drawing

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self._drawing:
            event.refresh_styles = False  # they were applied when the parts were made, 3 ms ago; Textual goes on from here

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size; that of the start is told several times."""
        if self._drawing or size != self._compositor.size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        if self._drawing:
            super()._compositor_refresh()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out, once: a part that has got another size asks for that again, in case it has scroll bars of Textual's."""
        parts = [part for part in self.walk_children(Widget) if not part._layout_required]
        super()._refresh_layout(size, scroll)
        for part in parts:
            part._layout_required = False

    @property
    def whole(self) -> bool:
        """Whether a frame is all there is of a change."""
        return self._drawing and not any(part._layout_required for part in self.walk_children(Widget))

    def lay_out(self) -> None:
        """Give the parts their new places at once, to be drawn in one frame with what they show.

        Textual would draw a frame in the old places first, and the list be told how high it is after the frame in the new.
        """
        parts = [part for part in self.walk_children(Widget) if part._layout_required]
        if not (self._drawing and (parts or self._layout_required)):
            return
        for part in parts:
            for around in part.ancestors:
                if isinstance(around, Widget):
                    around._clear_arrangement_cache()
                    around._layout_updates += 1
        self._drawing = self._layout_required = False
        self._refresh_layout()
        self._drawing = True
        for part in parts:
            part._layout_required = False

    def _opened(self) -> None:
        """Draw the first frame and take keys; make ready later, on a busy machine too, what the frame did not need."""
        if self._drawing:
            return
        self._drawing = True
        self._layout_required = self._repaint_required = False
        self._refresh_layout()
        self.post_message(ScreenOpened())
        if not self.app.is_headless:
            self.set_timer(WARM, self.session.finder.warm)
            later = chain(self.session.finder.complete(), loaded(AHEAD), self.prepare_views(), self.prepare_orders())
            self.make_ready(chain(later, self.prepare_panel()), 2 * WARM)
        if self.session.finder.waits:
            self._waiter = self.set_interval(WAIT, self._wait)
        if self.session.verify is not None:
            self.set_timer(2 * WARM, self._verify)
        if self.session.database is not None:
            self.set_interval(WATCH, self._look)

    def prepare_panel(self) -> Iterator[None]:
        """Make the panel of facets before it is asked for."""
        raise NotImplementedError

    def make_ready(self, pieces: Iterator[None], after: float = WARM) -> None:
        """Make something ready in quiet moments, piece by piece.

        Args:
            pieces: The pieces.
            after: Seconds until the first.
        """
        if not self.app.is_headless:
            self.set_timer(after, partial(self._complete, pieces))

    def _complete(self, pieces: Iterator[None]) -> None:
        """Make ready piece by piece what later keys need, with time for keys in between."""
        try:
            if next(pieces, True) is None:
                self.set_timer(WAIT, partial(self._complete, pieces))
            else:
                import kortui.tui.screens.facets  # noqa: F401 - 10 ms that the first panel need not wait for

                cast("KortuiApp", self.app).style_pages()
        except DatabaseError as error:  # the derived file was damaged meanwhile
            self.say(error.line(), "bad")

    def _wait(self) -> None:
        """Go on preparing plain searches until the index is there; then search with it."""
        if self.session.finder.wait(WAIT / 5):
            self._waiter.stop()
            self.search(self.text, typing=self.line.typing)
            waited, standing = self.session.finder.waited, self.bar.notice if self.bar is not None else ""
            # a notice of the start is not lost before it is read
            self.say(f"{standing}; {waited[:1].lower()}{waited[1:]}" if standing else waited)
            self._complete(chain(self.session.finder.leave(), self.session.finder.complete()))
            return
        self._waited = (self._waited + 1) % LOOKS
        if not self._waited:
            self.show_line()
        if self.found.text and not self._waited:
            self.search(self.text, typing=self.line.typing)

    def _verify(self) -> None:
        """Compare the index with the database in a thread: it reads both files whole, a second for 100,000 records."""

        def work() -> None:
            assert self.session.verify is not None
            self.post_message(IndexChecked(self.session.verify()))

        self.run_worker(work, thread=True)

    def on_index_checked(self, message: IndexChecked) -> None:
        """Say so when the index was of another database."""
        if not message.whole:
            self.session.standing = "open it again: its index does not fit it; it was damaged, or of another database"
            self.show_line()

    def _look(self) -> None:
        """Say so when another database was put in the place of the one that is open."""
        if self.session.look():
            self.show_line()
