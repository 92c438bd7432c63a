"""`Leading`: where the main screen's record leads: what else happened, relations, conflicts; and stars, review and export."""

from __future__ import annotations

from kortui.sessions import Opening
from kortui.tui.panes import BY_ID
from kortui.tui.screens.narrowing import Narrowing
from kortui.tui.session import Session
from kortui.tui.trail import Spot


class Leading(Narrowing):
    """Commands that go on from the record at hand, or from those shown, to another page or selection."""

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__(session, opening)
        self._conflict = ""
        """Id of the conflict last stood on."""

    # Context, relations, stars

    def action_record_context(self) -> None:
        """Offer what else happened then, with the same actors, at the same places."""
        from kortui.overview.context import context_queries
        from kortui.tui.screens.chooser import Chooser, Entry

        if (event := self.record) is None:
            return
        finder = self.session.finder
        if finder.waits:
            self.say(f"This comes with the index: {finder.waits}")
            return
        entries = [
            Entry(words, query, f"{count - 1:,} more")
            for words, query in context_queries(self.session.library, event)
            if (count := finder.find(query).bits.bit_count()) > 1
        ]
        if not entries:
            self.say("Nothing else then, and nothing else with the same actors")
            return
        self.app.push_screen(Chooser(self.session, "What else", entries), self._go_from_record)

    def action_record_relations(self) -> None:
        """Show the relations of an actor or place of the record, asking which when there are several."""
        from kortui.tui.screens.chooser import Chooser, Entry

        if (event := self.record) is None:
            return
        index = self.session.library.index
        people = dict([(a.id, a.role) for a in event.actors] + [(p, "place") for p in event.places])
        known = {name: len(index.rows_of_entity.get(name, ())) for name in people if name in index.entity}
        entries = [
            Entry(index.name(name), name, f"{rows:,} record{'' if rows == 1 else 's'}", people[name])
            for name, rows in known.items()
        ]
        if not entries:
            self.say("The record names nobody")
        elif len(entries) == 1:
            self.open_relations(entries[0].value)
        else:
            self.app.push_screen(Chooser(self.session, "Relations of", entries), self.open_relations)

    def open_relations(self, entity: str | None) -> None:
        """Open the relations of an entity."""
        self.open_entity(entity, relations=True)

    def open_entity(self, entity: str | None, *, relations: bool = False) -> None:
        """Open the page of an entity, or its relations."""
        from kortui.tui.screens.entity import EntityScreen

        if entity is not None and entity in self.session.library.index.entity:
            name = f"{'relations' if relations else 'entity'}:{entity}"
            self.show_page(name, lambda: EntityScreen(self.session, entity, relations=relations))
        elif entity:
            self.say(f"This database says nothing more of {entity}")

    def _go_from_record(self, query: str | None) -> None:
        if query:
            before = self.spot
            self.go(Spot("timeline", query, before.event))
            self._changed(before)

    def action_stars_open(self) -> None:
        """Show starred records."""
        if self.session.stars.ids:
            self._go_from_record("is:starred")
        else:
            self.say(f"No record is starred; {self.session.key('record.star')} stars one")

    # Conflicts, review and export

    def action_conflicts_open(self) -> None:
        """Show conflicts: the one of the record, else the one last stood on."""
        from kortui.tui.screens.conflicts import ConflictScreen

        library = self.session.library
        if not library.conflicts:
            self.say("No statements disagree in this database")
            return
        own = [c.id for c in library.index.conflicts_of.get(self.record.id, ())] if self.record else []
        if own and self._conflict not in own:
            self._conflict = own[0]
        self.show_page("conflicts", lambda: ConflictScreen(self.session, self._conflict, self._stood_on))

    def _stood_on(self, conflict: str) -> None:
        """Come back to the conflict the view was left on."""
        self._conflict = conflict

    def action_review_open(self) -> None:
        """Decide on the records nobody has looked at."""
        from kortui.tui.screens.review import open_review

        open_review(self)

    def action_export_open(self) -> None:
        """Write the records shown to a file."""
        from kortui.tui.exporting import open_export

        rows = self.session.finder.share(self.found, self.pane)
        if len(rows):
            domain = BY_ID[self.pane].domain
            query = self.session.finder.query(self.found.text).also(f"domain:{domain}") if domain else self.found.text
            open_export(self, rows, str(query))
        else:
            self.say("There is nothing to export")
