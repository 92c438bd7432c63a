"""`CountedChooser`: a panel of facet values that are counted in slices between keys, those in sight first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from time import monotonic

from textual.timer import Timer

from kortui.search.pieces import Pieces
from kortui.tui.facet_counts import FacetCounts
from kortui.tui.facet_lines import FacetLines, first_of
from kortui.tui.glyphs import glyphs
from kortui.tui.panes import BY_ID
from kortui.tui.screens.chooser import Chooser, Entries, Entry
from kortui.tui.screens.drawing import LATE, PATIENCE
from kortui.tui.session import Session
from kortui.tui.slices import in_slices

LARGE = 300
"""Records from which on facets are counted in slices; all facets of so many take a key's time."""

TYPED = 0.008
"""Seconds of processor of the first slice for a letter: what is done in it comes in the frame that answers the letter."""

AGAIN = 0.1
"""Seconds after which what was counted since is shown, when there is more to count."""

RESTED = 0.15
"""Seconds without a key after which all values of all facets are counted, for a letter that may be typed next."""

TALLEST = 24
"""Lines of the panel's list, where the window has room for them."""


class CountedChooser(Chooser):
    """A panel over the result of a query with the values of its facets.

    In a large database the counts come in slices that give way to keys, only of facets in sight, then the result beneath is
    shown, and when no key is pressed all other values are counted. A facet whose counts are still of the query before has a
    mark at its heading.

    Args of the constructor: the session, a title, the open pane, the query, and what to call with each new query.
    """

    def __init__(self, session: Session, title: str, pane: str, query: str, changed: Callable[[str], object]) -> None:
        self._changed = changed
        self._pane, self._query, self._beneath = pane, query, query
        self._counts = FacetCounts(session.finder, BY_ID[pane].domain or "")
        self._counts.ask(query)
        self._lines = FacetLines(self._counts)
        self._work: Pieces[None] | None = None
        self._resting: Timer | None = None
        self._shown = 0.0
        self._foreseen: tuple[str, object] = ("", None)
        """The query and the value under the cursor of which it was counted what a switch would leave."""

        self._begun = self._all = self._unshown = False
        """Whether it was opened; nothing pressed for so long that all values are counted; these are still to be listed."""

        self._stepwise = len(session.library.events) >= LARGE
        if self._stepwise:
            self._counts.take()
        else:
            self._count_all()
        super().__init__(session, title, self._lines.entries())

    def on_screen_resume(self) -> None:
        """Begin to count where that takes longer than a key may."""
        if self._stepwise and not self._begun:
            self._begun = True
            self.call_later(self._begin)

    def _begin(self) -> None:
        """Count for a first slice, and go on when more comes into sight."""
        self.watch(self.list, "top", self._scrolled, init=False)
        self._resume()

    def _scrolled(self) -> None:
        """Count and list what has come into sight."""
        if self._unshown:
            self.call_later(self._take)
        self._resume()

    def _count_all(self) -> None:
        """Count what is lacking, whatever it takes."""
        while name := self._counts.lacking(self._counts.names, all_values=True):
            for _ in self._counts.count(name, all_values=True):
                pass
        if hasattr(self, "prompt") and self._seeks:
            for _ in self._counts.seek(self.prompt.editor.text):
                pass

    # What is shown

    def _take(self) -> None:
        """Show what there is, the cursor on the same value."""
        at = self.at
        self.entries, self._unshown = self._lines.entries(), False
        self.list.empty = (f"Counting {glyphs.ellipsis}" if self._lacking else "Nothing by that name",)
        self._fill(at.value if at is not None else None)

    def _fit(self) -> None:
        """In a large database as high as there is room, so that what comes later changes no layout."""
        if self._stepwise:
            self.list.styles.height = self._room
        else:
            super()._fit()

    @property
    def _room(self) -> int:
        return max(1, min(TALLEST, self.app.size.height - 8))

    # Counting

    @property
    def _typed(self) -> bool:
        return bool(self.prompt.editor.text.strip())

    @property
    def _in_sight(self) -> Collection[str]:
        """The facets that are wanted: those with a line in the window, all once something is typed or nothing is pressed."""
        return self._counts.names if self._typed or self._all else self._in_window

    @property
    def _in_window(self) -> Collection[str]:
        source = self.list.source
        if not isinstance(source, Entries):
            return self._counts.names
        lines = range(self.list.top, min(self.list.top + self._room, self.list.count))
        items = (source.groups.at(line) for line in lines) if len(source) else ()
        return {source.entries[max(item, 0) if item >= 0 else source.groups.starts[group]].value[0] for item, group in items}

    @property
    def _lacking(self) -> str:
        """The next facet to count; empty when those in sight are counted."""
        wanted = self._in_sight
        return self._counts.lacking([n for n in self._counts.names if n in wanted], all_values=self._typed or self._all)

    @property
    def _seeks(self) -> bool:
        """Whether something is typed that may be called so beyond the values that are counted."""
        return self._typed and self._counts.seeks(self.prompt.editor.text)

    def _resume(self) -> None:
        """Go on where something is lacking and nothing is under way."""
        if not self._stepwise or self._work is not None or not self.is_attached:
            return
        if self._lacking or self._seeks or (self._all and self._more):
            self._work = work = self._working()
            self._shown = monotonic()
            first = TYPED if self._seeks else None
            in_slices(self, work, self._worked, lambda: work is self._work and self.is_attached, first, self._show_so_far)
        elif self._beneath != self._query:
            self.set_timer(LATE, partial(self._show_beneath, self._query, PATIENCE))
        elif not self._all:
            self._rest()

    def _rest(self) -> None:
        """Count all values once nothing has been pressed for a moment; where many share a processor none works ahead."""
        self._all = False
        if self._resting is not None:
            self._resting.stop()
        if self._stepwise and not self.session.kiosk:
            self._resting = self.set_timer(RESTED, self._count_ahead)

    def _count_ahead(self) -> None:
        if self._work is None and self._beneath == self._query:  # else it is begun when that is done
            self._all = True
            self._resume()

    def _working(self) -> Pieces[None]:
        """Count facet by facet what is in sight; where that takes long the result beneath is shown meanwhile."""
        begun = monotonic()
        if self._all and self._foreseeable:
            yield from self._foresee()
        while name := self._lacking:
            yield from self._counts.count(name, all_values=self._typed or self._all)
            yield
            if monotonic() - begun > AGAIN and self._beneath != self._query:
                self._show_beneath(self._query)
                yield
        if self._seeks:
            yield from self._counts.seek(self.prompt.editor.text)
        elif self._all:
            yield from self._counts.gather_names()
            yield from self._counts.count_ahead()

    @property
    def _more(self) -> bool:
        """Whether something is to be done ahead for the keys that may come."""
        return self._counts.unnamed or self._counts.uncounted or self._foreseeable

    @property
    def _foreseeable(self) -> bool:
        """Whether the value under the cursor may be switched next, and was not looked at for that."""
        at = self.at
        return not self._typed and at is not None and bool(at.value[1]) and self._foreseen != (self._query, at.value)

    def _foresee(self) -> Iterator[None]:
        """Count what is left in sight when the value under the cursor is switched, and when it is left out."""
        query, at, names = self.session.finder.query(self._query), self.at, self._in_window
        assert at is not None
        self._foreseen = (self._query, at.value)
        name, value = at.value
        for exclude in (False, True):
            yield from self._counts.foresee(str(query.toggled(name, value, exclude=exclude)), names)

    def _show_beneath(self, query: str, patience: int = 0) -> None:
        """Show the result of the query beneath, once the counts are to be seen, unless another value is switched meanwhile."""
        if query != self._query or query == self._beneath or not self.is_attached:
            return
        if patience and self.draws:
            self.set_timer(LATE, partial(self._show_beneath, query, patience - 1))
            return
        self._beneath = query
        self._changed(query)
        self._resume()

    @property
    def _unseen(self) -> bool:
        """Whether nothing in sight changes by what is counted but the scroll bar, which need not move under a reader."""
        return self._all and not self._typed

    def _show_so_far(self) -> None:
        """Show now and then what is counted meanwhile."""
        if not self._unseen and monotonic() - self._shown > AGAIN:
            self._shown = monotonic()
            self._take()

    def _worked(self, _: None) -> None:
        """Show what was counted, and go on where more has come into sight."""
        self._work = None
        if self._unseen:
            self.entries, self._unshown = self._lines.entries(), True
        else:
            self._shown = monotonic()
            self._take()
        self._resume()

    def listed(self) -> tuple[Entry, ...]:
        """The first values of each facet and the ones in force; all of them once something is typed."""
        return self.entries if self._typed else first_of(self.entries)
