"""`FacetScreen`: narrow the result by values, with the count each would leave; several values of one facet are alternatives."""

from __future__ import annotations

from textual import events

from kortui.search import facets
from kortui.tui.screens.chooser import Chooser, Entry
from kortui.tui.session import Session


class FacetScreen(Chooser):
    """A panel of facets. Space or a click switches a value on and off, ``-`` excludes it, enter shows the result.

    Leaves with the query, or None.
    """

    def __init__(self, session: Session, pane: str, query: str) -> None:
        self._pane, self.query_text = pane, query
        super().__init__(session, "Narrow", self._entries(session))
        self.prompt.hint = "space takes, - leaves out, enter shows, esc cancels"

    def _entries(self, session: Session) -> list[Entry]:
        finder = session.finder
        found = finder.find(self.query_text)
        query = finder.query(self.query_text)
        entries = []
        for facet in facets.count(session.library, finder.share(found, self._pane)):
            taken, left_out = query.values(facet.name), query.values(facet.name, negated=True)
            for value in facet.values:
                mark = "+ " if value.value in taken else "- " if value.value in left_out else "  "
                entries.append(Entry(value.label, (facet.name, value.value), f"{value.count:,}", facet.name, facet.label, mark))
        return entries

    def take_key(self, event: events.Key) -> bool:
        """Switch values; letters look for one."""
        if event.key in ("space", "minus") and self.at is not None:
            self.toggle(exclude=event.key == "minus")
            return True
        return super().take_key(event)

    def toggle(self, *, exclude: bool = False) -> None:
        """Switch the value under the cursor."""
        if self.at is None:
            return
        name, value = self.at.value
        query = self.session.finder.query(self.query_text)
        self.query_text = str(query.toggled(name, value, exclude=exclude))
        cursor = self.list.cursor
        self.entries = tuple(self._entries(self.session))
        self._fill()
        self.list.move(cursor)

    def choose(self) -> None:
        """Show the result; a value never switched is taken first."""
        if self.at is not None and self.at.mark == "  ":
            self.toggle()
        self.dismiss(self.query_text)
