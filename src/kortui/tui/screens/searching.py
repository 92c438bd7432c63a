"""`Searching`: the main screen's search line, the searches its views ask for, and the way from hit to hit."""

from __future__ import annotations

from kortui.tui.messages import PasteCut, QueryEdited, QueryWanted, RangeChosen
from kortui.tui.screens.offering import Offering


class Searching(Offering):
    """Commands that begin a search and walk what it found."""

    def action_search_open(self) -> None:
        """Type a query."""
        self._before = self.spot
        self.line.completions = self.session.finder.completions
        self.line.accepted, self.line.cancelled = self.query_accepted, self.query_cancelled
        self.line.open(self.text + " " if self.text else "")

    def on_query_edited(self, message: QueryEdited) -> None:
        """Search while typing; a text that was typed on, kept or given up since needs no search."""
        if self.line.typing and message.text == self.line.editor.text:
            self.search(message.text, typing=True, best=True)

    def on_paste_cut(self, message: PasteCut) -> None:
        """Say that something of a paste is missing."""
        self.say(f"The search line takes {message.most:,} characters; the rest of the paste is left out", "warn")

    def query_accepted(self, text: str) -> None:
        """Keep the query."""
        from kortui.tui.kept import kept, whole_word  # of a first search

        self.set_focus(self.list)
        text, told = text.strip(), ""
        if changed := text != self._before.query:
            text = kept(self.session.finder, text)
            self.trail.leave(self._before)
            told, beginning = whole_word(self.session.finder, text)
            self.session.finder.beginning = (text, beginning)
        self.search(text, best=changed)
        self._changed(self._before)
        self.update_footer()
        if self.stacked and self.found.problem:  # the search line has no room for all of it
            self.say(self.found.problem, "warn")
        elif told:
            self.say(told, beside=True)

    def query_cancelled(self) -> None:
        """Go back to the query before."""
        self.go(self._before, remember=False)

    def on_query_wanted(self, message: QueryWanted) -> None:
        """Search for what a view asks."""
        self._go_query(message.text)

    def on_range_chosen(self, message: RangeChosen) -> None:
        """Narrow by a stretch of time, in place of the one before."""
        query = self.session.finder.query(self.text).without_field("date", "year", "since", "until")
        self.on_query_wanted(QueryWanted(str(query.also(f"date:{message.edtf}"))))

    def action_hit_next(self) -> None:
        """Go to the next hit: of the detail when the focus is there, else the next record found."""
        self._hit(1)

    def action_hit_previous(self) -> None:
        """Go to the previous hit."""
        self._hit(-1)

    def _hit(self, way: int) -> None:
        if self.focused is self.detail:
            if not self.detail.to_hit(way):
                self.say("No further hit in this record")
        else:
            before = self.list.cursor
            self.list.step(way)
            if self.list.cursor == before:
                self.say("This is the last record found" if way > 0 else "This is the first record found")
