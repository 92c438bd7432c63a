"""`FacetScreen`: narrow the result by values, with the count each would leave; several values of one facet are alternatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events

from kortui.records import replace
from kortui.tui.facet_counts import FacetCounts
from kortui.tui.facet_lines import MARKS, FacetLines
from kortui.tui.panes import BY_ID
from kortui.tui.screens.chooser import Entries
from kortui.tui.screens.facet_counting import CountedChooser
from kortui.tui.session import Session
from kortui.tui.slices import BETWEEN


class FacetScreen(CountedChooser):
    """A panel of facets over the result, which follows every switch.

    Space switches a value on and off, ``-`` leaves it out, enter keeps the result, escape goes back to the one before. While
    something is typed these two are letters of a name; enter takes the value that was looked for, tab switches it on and off
    and shift+tab leaves it out, both to go on, and escape shows all values again. Leaves with the query, or None.

    In a large database a switch is marked at once; the counts and then the result beneath follow.

    Args of the constructor: the session, the open pane, the query, and what to call with each new query.
    """

    def __init__(self, session: Session, pane: str, query: str, changed: Callable[[str], object]) -> None:
        self._switched_at: str | None = None
        """What was typed when a value was last switched; None before one was."""

        super().__init__(session, "Narrow", pane, query, changed)
        self.prompt.wanted = "type to find a value"

    HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("esc", "back", 1, "cancel"),
        ("enter", "keep", 2, "keep"),
        ("space", "on/off", 3, "switch"),
        ("-", "not", 4, "exclude"),
        ("tab", "next facet", 5, "facet"),
        ("↓/↑", "move", 6, "move"),
    )
    TYPED_HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("esc", "all values", 1, "cancel"),
        ("enter", "take it", 2, "keep"),
        ("tab", "on/off", 3, "switch"),
        ("shift+tab", "not", 4, "exclude"),
        ("↓/↑", "move", 6, "move"),
    )
    """The same while something is typed."""

    def update_footer(self) -> None:
        """Show the panel's keys, which are others while a name is typed."""
        if self.bar is not None:
            self.bar.show(self.TYPED_HINTS if self._typed else self.HINTS)

    def open_on(self, pane: str, query: str) -> None:
        """Take up what is on the screen now, in a panel of a large database that was made before it was asked for."""
        if pane != self._pane:
            self._counts = FacetCounts(self.session.finder, BY_ID[pane].domain or "")
            self._lines = FacetLines(self._counts)
        self._pane, self._query, self._beneath = pane, query, query
        self._counts.ask(query)
        self._counts.take()
        if (entries := self._lines.entries()) != self.entries:
            self.entries = entries
            self._fill()

    def take_key(self, event: events.Key) -> bool:
        """Switch values; letters look for one, and blanks and hyphens too once something is typed: names have them."""
        if self._unshown and not event.is_printable:  # what is typed leads to other lines
            self._take()
        self._rest()
        switch, exclude = ("tab", "shift+tab") if self._typed else ("space", "minus")
        if event.key in (switch, exclude):
            if self.at is not None:
                self.toggle(exclude=event.key == exclude)
            return True
        typed = self.prompt.editor.text
        if event.key == "escape" and typed:
            self.prompt.editor.set("")
            self._take()
            self._typing_changed()
            return True
        taken = super().take_key(event)
        if self.prompt.editor.text != typed:
            self._unshown = False
            self._typing_changed()
        return taken

    def on_paste(self, event: events.Paste) -> None:
        """Go on counting for pasted text, which `Chooser` takes in after this."""
        self.call_later(self._typing_changed)

    def _typing_changed(self) -> None:
        """Count for what is typed now, and show the keys that go with it."""
        if not self._stepwise and self._seeks:
            self._count_all()
            self._take()
        self._resume()
        self.update_footer()

    def toggle(self, *, exclude: bool = False) -> None:
        """Switch the value under the cursor, on the same line after that."""
        if self._typed and (self._lacking or self._seeks):  # the value that is meant may not be there yet
            self._count_all()
            self._take()
        if self.at is None or not self.at.value[1]:
            return
        self._switched_at = self.prompt.editor.text.strip()
        name, value = self.at.value
        query = self.session.finder.query(self._query).toggled(name, value, exclude=exclude)
        self._query = str(query)
        self._counts.ask(self._query)
        mark = MARKS[self._counts.mark(query, name, value)]
        if self._stepwise:
            self.entries = tuple(replace(e, mark=mark) if e.value == (name, value) else e for e in self.entries)
            if isinstance(self.list.source, Entries):
                self.list.source.put(self.list.cursor, replace(self.at, mark=mark))
                self.list.refresh_lines(self.list.source.groups.line(self.list.cursor))
            self._work = None
            self.set_timer(BETWEEN, self._resume)
        else:
            self._beneath = self._query
            self._changed(self._query)
            self._count_all()
            self._take()

    def choose(self) -> None:
        """Keep the result, with the value that was looked for unless one was switched since, or the first of a new search."""
        typed = self.prompt.editor.text.strip()
        untouched = self._switched_at is None and all(e.mark == MARKS[""] for e in self.entries)
        if untouched or (typed and self._switched_at != typed):
            self.toggle()
        self.dismiss(self._query)
