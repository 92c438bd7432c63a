"""`Narrowing`: the main screen's ways to another selection or order: dates, saved searches, facets, parts of the query."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kortui.errors import KortuiError
from kortui.records import replace
from kortui.sessions import Opening
from kortui.tui.messages import ChipClicked
from kortui.tui.screens.browser import Browser
from kortui.tui.session import Session
from kortui.tui.trail import Spot

if TYPE_CHECKING:
    from kortui.tui.screens.panel_ahead import PanelAhead

SORTS = {"": "date", "rank": "best match", "title": "title", "amount": "amount", "type": "type", "evidence": "evidence"}
"""Orders `s` goes through, by their names in the query language."""

AGAIN = 0.25
"""Seconds after a panel of facets was left in which the next one is made."""


class Narrowing(Browser):
    """Commands that change what is shown."""

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__(session, opening)
        self._undo = self.session.changes
        self._panel_ahead: PanelAhead | None = None

    def _go_query(self, query: str) -> None:
        """Go to another query; can be undone."""
        before = self.spot
        self.go(Spot(self.pane, query, before.event))
        self._changed(before)

    def _changed(self, before: Spot) -> None:
        """Let a change of the query be undone.

        Args:
            before: Where one was.
        """
        if self.text != before.query:
            self._undo.append(("search", lambda: self.go(before, remember=False)))

    # Order

    def action_sort_next(self) -> None:
        """Sort by the next order."""
        query = self.session.finder.query(self.text)
        names = list(SORTS)
        name = query.sort.lstrip("-").replace("date", "")
        following = names[(names.index(name) + 1) % len(names)] if name in names else ""
        if following == "rank" and not query.root:
            following = "title"
        self._go_query(str(query.sorted_by(following)))
        self.say(f"Sorted by {SORTS[following]}; {self.session.key('sort.reverse')} turns it round")

    def action_sort_reverse(self) -> None:
        """Turn the order round."""
        query = self.session.finder.query(self.text)
        name = query.sort or "date"
        turned = name[1:] if name.startswith("-") else "-" + name
        self._go_query(str(query.sorted_by("" if turned == "date" else turned)))

    # Dates

    def action_date_go(self) -> None:
        """Ask for a date and go to the event nearest to it."""
        from kortui.tui.screens.chooser import Chooser

        screen = Chooser(self.session, "Go to date", free=self._date_answer)
        self.app.push_screen(screen, self._go_to_row)

    def _date_answer(self, text: str) -> tuple[int | None, str]:
        """The row nearest to a typed date, and what it is, for the hint."""
        from kortui.search.nearest import nearest_day
        from kortui.search.values import date_span

        if not text.strip():
            return None, "1987, 1950s, 1953-07, july 1953, 195"
        try:
            span = date_span(text.strip())
        except KortuiError as error:
            return None, error.what
        except ValueError as error:
            return None, str(error)
        rows = self.session.finder.share(self.found, self.pane)
        row = nearest_day(self.session.library, rows, span)
        if row is None:
            return None, "no event here has a date"
        event = self.session.library.events[row]
        return row, f"{event.date.display}  {event.title}"

    def _go_to_row(self, row: int | None) -> None:
        if row is not None:
            self.go(Spot(self.pane, self.text, self.session.library.events[row].id))

    # Saved searches

    def action_saved_open(self) -> None:
        """List the saved searches."""
        from kortui.tui.screens.saved import SavedScreen

        if waits := self.session.finder.waits:
            self.say(f"Saved searches come with the index: {waits}")
            return

        def taken(name: str | None) -> None:
            if name is not None:
                self._go_query(f"saved:{name}")
            elif "saved:" in self.text:
                self.search(self.text)  # it may have changed

        self.app.push_screen(SavedScreen(self.session, self._searches_changed), taken)

    def _searches_changed(self, what: str, back: Callable[[], object]) -> None:
        """Let a change of the saved searches be undone."""

        def undo() -> None:
            back()
            self.session.finder.saved_changed()

        self.session.changes.append((what, undo))

    def action_saved_save(self) -> None:
        """Save the search under a name; order and grouping are no part of it."""
        from kortui.tui.screens.saved import ask_name

        query = self.session.finder.query(self.text)
        if not query:
            self.say(f"There is no search to save; {self.session.key('search.open')} begins one")
        elif query.problems:
            self.say(f"Not saved: {query.problems[0].message}")
        else:
            text = str(replace(query, sort="", group=""))
            ask_name(self, text, lambda name: self.say(f"Saved; saved:{name} finds it"), self._searches_changed)

    # Facets, clearing, undoing

    def action_facets_open(self) -> None:
        """Narrow by values."""
        from kortui.tui.screens.facets import FacetScreen

        if waits := self.session.finder.waits:
            self.say(f"Facets come with the index: {waits}")
            return
        before = self.spot
        made = self._panel_ahead.take() if self._panel_ahead is not None else None
        panel = made or FacetScreen(self.session, self.pane, self.text, self.search)
        self.app.push_screen(panel, lambda query: self._facets_left(before, query))

    def prepare_panel(self) -> Iterator[None]:
        """Make the panel of facets before it is asked for."""
        from kortui.tui.screens.panel_ahead import PanelAhead

        if self._panel_ahead is None:
            self._panel_ahead = PanelAhead(self)
        yield from self._panel_ahead.prepare()

    def _facets_left(self, before: Spot, query: str | None) -> None:
        """Keep the narrowed result, or go back to the one before."""
        self.make_ready(self.prepare_panel(), AGAIN)
        if query is None:
            self.go(before, remember=False)
        elif query != before.query:
            self.trail.leave(before)
            self.search(query)
            self._changed(before)

    def action_facets_clear(self) -> None:
        """Take the query away; can be undone."""
        if self.text:
            self._go_query("")
        else:
            self.say("There is no search to take away")

    def action_chip_remove(self) -> None:
        """Take the last part of the query away."""
        query = self.session.finder.query(self.text)
        if chips := query.chips():
            self._go_query(str(query.without(chips[-1])))
        else:
            self.say(f"There is no search to take anything from; {self.session.key('search.open')} begins one")

    def action_chip_choose(self) -> None:
        """Ask which part of the query to take away, each with what is found without it."""
        from kortui.tui.screens.chooser import Chooser, Entry

        finder = self.session.finder
        query = finder.query(self.text)
        without = [(chip.text, str(query.without(chip))) for chip in query.chips()]
        if len(without) < 2:
            self.action_chip_remove()
            return
        entries = [Entry(text, rest, f"{finder.find(rest).bits.bit_count():,} without it") for text, rest in without]
        self.app.push_screen(
            Chooser(self.session, "Take away", entries), lambda rest: None if rest is None else self._go_query(rest)
        )

    def on_chip_clicked(self, message: ChipClicked) -> None:
        """Take the part of the query that was clicked away."""
        query = self.session.finder.query(self.text)
        chips = query.chips()
        if message.number < len(chips):
            self._go_query(str(query.without(chips[message.number])))
