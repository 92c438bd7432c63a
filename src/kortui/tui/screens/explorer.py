"""`Explorer`: the main screen's commands: panes, jumps, opening and going up."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from kortui.model import Document
from kortui.tui.keys import bindings
from kortui.tui.messages import ItemOpened, LinkOpened, PaneChosen, RowWanted
from kortui.tui.panes import BY_ID
from kortui.tui.screens.records import RecordCommands
from kortui.tui.screens.searching import Searching
from kortui.tui.trail import Spot
from kortui.tui.widgets.time_strip import TimeStrip


class Explorer(Searching, RecordCommands):
    """The main screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open", "record", "explorer", "history", "undo", "hits", "timeline", "drawing"
    )

    # Jumps

    def open_pane(self, pane: str) -> None:
        """Open a pane at the present moment."""
        if pane != self.pane:
            row = self.abiding
            self.go(Spot(pane, self.text, self.session.library.events[row].id if row >= 0 else ""))
            self.passing = (pane, self.row_at_cursor, row)

    def action_pane_timeline(self) -> None:
        """Open the Timeline."""
        self.open_pane("timeline")

    def action_pane_defense(self) -> None:
        """Open Defense."""
        self.open_pane("defense")

    def action_pane_trade(self) -> None:
        """Open Trade."""
        self.open_pane("trade")

    def action_pane_diplomacy(self) -> None:
        """Open Diplomacy."""
        self.open_pane("diplomacy")

    def action_pane_documents(self) -> None:
        """Open Documents."""
        self.open_pane("documents")

    def action_history_back(self) -> None:
        """Go back."""
        spot = self.trail.back(self.spot)
        self.go(spot, remember=False) if spot else self.say("This is where you began")

    def action_history_forward(self) -> None:
        """Go forward."""
        spot = self.trail.forward(self.spot)
        self.go(spot, remember=False) if spot else self.say("There is nothing further on")

    # What the pane shows above its list

    def action_zoom_in(self) -> None:
        """Show the time strip in finer steps."""
        self._zoom(1)

    def action_zoom_out(self) -> None:
        """Show the time strip in coarser steps."""
        self._zoom(-1)

    def action_chart_mode(self) -> None:
        """Draw the chart of the pane another way, from the list too."""
        self._switch("chart.mode")

    def action_chart_values(self) -> None:
        """Label the chart of the pane in other words, from the list too."""
        self._switch("chart.values")

    def _switch(self, command: str) -> None:
        """Have the pane's view do a command of its own, and say what the same key leads to next."""
        if (view := self.view) is not None:
            getattr(view, f"action_{command.replace('.', '_')}")()
            following = getattr(view, "label_of", lambda _: "")(command)
            if self.focused is not view:  # whose footer says so
                self.say(f"{self.key_of(command)} again: {following}", beside=True)

    def _zoom(self, steps: int) -> None:
        view = self._views.get(self.pane)
        if isinstance(view, TimeStrip):
            before, told = view.zoom, view.change_zoom(steps)
            end = f"This is the {'finest' if steps > 0 else 'coarsest'}: each bar is {told}"
            self.say(f"Each bar is {told}" if view.zoom != before else end)

    # The list

    def on_item_opened(self, message: ItemOpened) -> None:
        """Open what was clicked."""
        self.action_record_open()

    def on_row_wanted(self, message: RowWanted) -> None:
        """Put the cursor on an event."""
        self.moment = message.row
        self.refill()
        self.set_focus(self.list)

    def on_pane_chosen(self, message: PaneChosen) -> None:
        """Open the pane whose tab was clicked."""
        self.open_pane(message.pane)

    def on_link_opened(self, message: LinkOpened) -> None:
        """Follow a link of the detail."""
        kind, _, name = message.target.partition(":")
        if kind == "evidence":
            self.open_document(int(name))
        elif kind == "event":
            self.go_to_event(name)
        elif kind == "entity":
            self.open_entity(name)
        elif kind == "document" and name in self.session.library.index.document:
            self.open_text(self.session.library.index.document[name])

    def go_to_event(self, event: str, *, remember: bool = True) -> None:
        """Put the cursor on a record, leaving pane and query only if they do not hold it."""
        row = self.session.library.index.row.get(event, -1)
        if row < 0:
            return
        in_pane = BY_ID[self.pane].lists == "events" and row in self.session.finder.share(self.found, self.pane)
        pane, text = self.pane if in_pane else "timeline", self.text if in_pane or row in self.found.rows else ""
        aside = self.text if text != self.text else ""
        self.go(Spot(pane, text, event), remember=remember)
        self.set_class(True, "-opened")
        if aside:
            key = self.session.key("history.back")
            self.say(f"This record is not in the search {aside}, which is set aside; {key} goes back to it")

    def document_left(self, event: str | None) -> None:
        """Go to the record a document was left for."""
        if event:
            self.go_to_event(event, remember=False)

    def action_notes_open(self) -> None:
        """List the notes."""
        from kortui.tui.noting import open_notes

        open_notes(self, self.go_to_event)

    # Opening and going up

    def action_record_open(self) -> None:
        """Open the record, or what it leads to when it is open already."""
        focused = self.focused
        if focused is self.detail:
            self.detail.open()
        elif focused is not None and focused is not self.list:
            getattr(focused, "open", lambda: None)()
        elif self.document is not None:
            self.open_text(self.document)
        elif self.record is not None:
            self.set_class(True, "-opened")
            self.set_focus(self.detail)
        elif len(self.list.source):
            from kortui.tui.ways import go_way

            go_way(self, self.list.source, self.list.cursor)

    def open_text(self, document: Document, *, at_hit: bool = False) -> None:
        """Read a document, the words of the search lit.

        Args:
            document: The document.
            at_hit: Whether to begin where the first of them stands, not at its beginning.
        """
        from kortui.tui.screens.document import DocumentScreen

        query = self.found.text
        self.show_page(f"document:{document.id}", lambda: DocumentScreen(self.session, document.id, query=query, at_hit=at_hit))

    def open_document(self, evidence: int) -> None:
        """Open the document behind the record, or the one under the cursor."""
        if self.document is not None:
            self.open_text(self.document)
        else:
            super().open_document(evidence)

    def action_record_up(self) -> None:
        """Go back to the list."""
        if self.focused is self.list and not self.has_class("-opened"):
            self.say("This is the list; there is nothing above it")
        self.set_class(False, "-opened")
        self.set_focus(self.list)

    def action_go_cancel(self) -> None:
        """Go up, then clear the query, then end the tour; never leave."""
        if self.focused is not self.list or self.has_class("-opened"):
            self.action_record_up()
        elif self.text:
            self.action_facets_clear()
        elif getattr(self.app, "tour", None) is not None:
            self.app.call_later(self.app.run_action, "app.app_tour")
        else:
            self.say(f"There is nothing to cancel; {self.key_of('go.back')} leaves")

    def action_go_back(self) -> None:
        """Go up; at the top ask before leaving."""
        if self.focused is not self.list or (self.stacked and self.has_class("-opened")):
            self.action_record_up()
        elif self.text:
            self.action_facets_clear()
        else:
            self.pending = "quit"
            self.say(f"Leave kortui? {self.session.key('go.back')} again leaves, any other key stays")

    def marks_changed(self) -> None:
        """Draw stars and notes again, after an undone change of the query the result too."""
        self.keep_moment()
        self.search(self.text)
