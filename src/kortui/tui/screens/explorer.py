"""`Explorer`: the main screen. It owns the query, the open pane, the result and the record at hand."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.widget import Widget

from kortui.commands import Command
from kortui.model import Document, Event
from kortui.tui.detail import document_paragraphs, event_paragraphs
from kortui.tui.finding import Found
from kortui.tui.keys import bindings
from kortui.tui.messages import (
    CursorMoved,
    ItemOpened,
    LinkOpened,
    PaneChosen,
    QueryAccepted,
    QueryCancelled,
    QueryEdited,
    QueryWanted,
    RangeChosen,
    RowWanted,
)
from kortui.tui.moment import nearest
from kortui.tui.panes import BY_ID, PANES, Shown
from kortui.tui.rows import DocumentRows, EventRows
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.trail import Spot, Trail
from kortui.tui.widgets.bars import Footer, Tab, TabBar
from kortui.tui.widgets.query_bar import QueryBar
from kortui.tui.widgets.text_view import TextView
from kortui.tui.widgets.virtual_list import VirtualList

WIDE = 100
"""Columns from which the detail stands beside the list."""


class Explorer(RecordCommands):
    """Tabs, query, list and detail.

    Widgets are given what to show and tell what happened; nothing below this screen knows the query or the other panes.
    """

    PLACE: ClassVar[str] = "list"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "explorer", "hits", "timeline")

    def __init__(self, session: Session, *, pane: str = "timeline", query: str = "", event: str = "") -> None:
        super().__init__(session)
        self.pane = pane if pane in BY_ID else "timeline"
        self.text = query
        self.trail = Trail()
        self._wanted = event
        self._before = Spot(self.pane)
        self._views: dict[str, Widget] = {}
        self.found = Found("", (), ())
        self.moment = -1
        """Row of the record last stood on; what panes open near to."""

    def compose(self) -> ComposeResult:
        """Tabs, query, the pane's view, list and detail, footer."""
        yield TabBar(id="tabs")
        yield QueryBar(id="query")
        yield Container(id="view")
        with Horizontal(id="body"):
            yield VirtualList(id="list")
            yield TextView(id="detail")
        yield Footer(id="keys")

    def on_mount(self) -> None:
        """Show the first result."""
        self.list = self.query_one("#list", VirtualList)
        self.detail = self.query_one("#detail", TextView)
        self.line = self.query_one(QueryBar)
        row = self.session.library.index.row.get(self._wanted, -1) if self._wanted else -1
        if self._wanted and row < 0:
            self.call_after_refresh(self.say, f"There is no record {self._wanted} in this database", "warn")
        self.moment = row
        self.search(self.text)
        if row >= 0:
            self.set_class(True, "-opened")

    # What is shown

    def search(self, text: str, *, typing: bool = False) -> None:
        """Make another query the app's."""
        self.text = text
        self.found = self.session.finder.find(text, typing=typing)
        self.refill()

    def refill(self) -> None:
        """Show the result in the open pane, the cursor on the record nearest in time to the one before."""
        finder, found, pane = self.session.finder, self.found, BY_ID[self.pane]
        hits = (lambda text: finder.hits(text, found.text)) if found.text else (lambda text: ())
        version = (found.text, self.session.stars.version)
        counts = {p.id: len(finder.share(found, p.id)) for p in PANES if p.lists == "events"}
        if pane.lists == "documents":
            documents = finder.documents(found)
            counts[pane.id] = len(documents)
            self.list.show(DocumentRows(self.session.library, documents, hits=hits, version=version))
        else:
            rows = finder.share(found, pane.id)
            by_date = not (found.text and (query := finder.parsed(found.text)) and query.sort.lstrip("-") not in ("", "date"))
            source = EventRows(
                self.session.library, rows, hits=hits, starred=self.session.stars.ids, version=version,
                grouped=by_date and not found.text.count("sort:-"),
            )  # fmt: skip
            self.list.empty = self._nothing()
            self.list.show(source, nearest(self.session.library, rows, self.moment) if by_date else 0)
        if "documents" not in counts:
            counts["documents"] = len(finder.documents(found)) if found.text else len(self.session.library.documents)
        tabs = tuple(
            Tab(p.id, key, p.label, p.short, counts[p.id])
            for p in PANES
            for key in [next(c.shown for c in self.session.commands if c.id == f"pane.{p.id}")]
        )
        self.query_one(TabBar).show(tabs, self.pane)
        self._show_view()
        self._show_detail()
        self.show_line()

    def _nothing(self) -> str:
        return f"Nothing found for {self.found.text}" if self.found.text else "This database holds no such records"

    def show_line(self) -> None:
        """Show the query as chips, and how much it found."""
        found = self.found
        total = len(self.session.library.events)
        count = f"{len(found.rows):,} of {total:,}" if found.text else f"{total:,} records"
        if found.possible:
            count += f", {found.possible:,} possible"
        note = found.problem or (f"also searching {', '.join(found.also)}" if found.also else "")
        self.line.show(self.session.finder.chips(found.text), count, note)

    def _show_view(self) -> None:
        """Show the pane's own view, making it on the first visit."""
        pane = BY_ID[self.pane]
        holder = self.query_one("#view")
        holder.display = pane.view is not None
        holder.styles.height = pane.view_lines or "1fr"
        self.query_one("#body").display = pane.view is None or pane.view_lines > 0
        for name, view in self._views.items():
            view.display = name == self.pane
        if pane.view is not None and pane.id not in self._views:
            self._views[pane.id] = pane.view()
            holder.mount(self._views[pane.id])
        if (view := self._views.get(self.pane)) is not None:
            rows = self.session.finder.share(self.found, pane.id)
            view.show(Shown(self.session.library, rows, self.found.text, self.moment))  # type: ignore[attr-defined]

    def _show_detail(self) -> None:
        finder, text = self.session.finder, self.found.text
        hits = (lambda t: finder.hits(t, text)) if text else (lambda t: ())
        library = self.session.library
        if (event := self.record) is not None:
            self.detail.show(event_paragraphs(library, event, hits, starred=event.id in self.session.stars.ids))
        elif (document := self.document) is not None:
            assert isinstance(self.list.source, DocumentRows)
            self.detail.show(document_paragraphs(library, document, self.list.source.items[self.list.cursor][1], hits))
        else:
            self.detail.show(())

    # What is at hand

    @property
    def record(self) -> Event | None:
        """The record under the cursor."""
        source = self.list.source
        if isinstance(source, EventRows) and len(source):
            return self.session.library.events[source.rows[self.list.cursor]]
        return None

    @property
    def document(self) -> Document | None:
        """The document under the cursor, in the Documents pane."""
        source = self.list.source
        if isinstance(source, DocumentRows) and len(source):
            return self.session.library.documents[source.items[self.list.cursor][0]]
        return None

    @property
    def searched(self) -> str:
        """The query whose hits are lit."""
        return self.found.text

    @property
    def spot(self) -> Spot:
        """Where one is."""
        return Spot(self.pane, self.text, self.record.id if self.record else "")

    def available(self, command: Command) -> bool:
        """Whether a command can do something here."""
        if command.scope == "record" or command.id == "copy.open":
            return self.record is not None or (command.id in ("record.document", "record.evidence") and self.document is not None)
        if command.scope == "hits":
            return bool(self.found.text)
        if command.scope == "timeline":
            return self.pane == "timeline"
        return True

    # Jumps

    def go(self, spot: Spot, *, remember: bool = True) -> None:
        """Go to a place; the present one is remembered for the way back."""
        if remember:
            self.trail.leave(self.spot)
        row = self.session.library.index.row.get(spot.event, -1)
        self.moment = row if row >= 0 else self.moment
        self.pane = spot.pane
        self.set_class(False, "-opened")
        self.search(spot.query)
        self.set_focus(self.list)
        self.update_footer()

    def open_pane(self, pane: str) -> None:
        """Open a pane at the present moment."""
        if pane != self.pane:
            self.go(Spot(pane, self.text, self.record.id if self.record else ""))

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

    # Search

    def action_search_open(self) -> None:
        """Type a query."""
        self._before = self.spot
        self.line.open(self.text + " " if self.text else "")

    def on_query_edited(self, message: QueryEdited) -> None:
        """Search while typing."""
        self.search(message.text, typing=True)

    def on_query_accepted(self, message: QueryAccepted) -> None:
        """Keep the query."""
        self.set_focus(self.list)
        if message.text.strip() != self._before.query:
            self.trail.leave(self._before)
        self.search(message.text.strip())
        self.update_footer()

    def on_query_cancelled(self, message: QueryCancelled) -> None:
        """Go back to the query before."""
        self.go(self._before, remember=False)

    def on_query_wanted(self, message: QueryWanted) -> None:
        """Search for what a view asks."""
        self.go(Spot(self.pane, message.text, self.record.id if self.record else ""))

    def on_range_chosen(self, message: RangeChosen) -> None:
        """Narrow by a stretch of time, in place of the one before."""
        query = self.session.finder.query(self.text).without_field("date", "year", "since", "until").also(f"date:{message.edtf}")
        self.on_query_wanted(QueryWanted(str(query)))

    def action_facets_clear(self) -> None:
        """Take the query away."""
        if self.text:
            self.go(Spot(self.pane, "", self.record.id if self.record else ""))

    # The list

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Show what the cursor stands on."""
        source = self.list.source
        if message.index != self.list.cursor:
            return
        if isinstance(source, EventRows) and len(source):
            self.moment = source.rows[message.index]
            if (view := self._views.get(self.pane)) is not None:
                shown = Shown(self.session.library, source.rows, self.found.text, self.moment)
                view.show(shown)  # type: ignore[attr-defined]
        self._show_detail()

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
            self.go(Spot("timeline", f"who:{name}", self.record.id if self.record else ""))

    def go_to_event(self, event: str) -> None:
        """Put the cursor on a record, leaving pane and query only if they do not hold it."""
        row = self.session.library.index.row.get(event, -1)
        if row < 0:
            return
        in_pane = BY_ID[self.pane].lists == "events" and row in self.session.finder.share(self.found, self.pane)
        self.go(Spot(self.pane if in_pane else "timeline", self.text if in_pane or row in self.found.rows else "", event))
        self.set_class(True, "-opened")

    def document_left(self, event: str | None) -> None:
        """Go to the record a document was left for."""
        if event:
            self.go_to_event(event)

    # Opening and going up

    @property
    def stacked(self) -> bool:
        """Whether list and detail take turns."""
        return self.size.width < WIDE

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

    def open_text(self, document: Document) -> None:
        """Read a document from its beginning."""
        from kortui.tui.screens.document import DocumentScreen

        self.app.push_screen(DocumentScreen(self.session, document.id, query=self.found.text), self.document_left)

    def open_document(self, evidence: int) -> None:
        """Open the document behind the record, or the one under the cursor."""
        if self.document is not None:
            self.open_text(self.document)
        else:
            super().open_document(evidence)

    def action_record_up(self) -> None:
        """Go back to the list."""
        self.set_class(False, "-opened")
        self.set_focus(self.list)

    def action_go_cancel(self) -> None:
        """Go up, then clear the query; never leave."""
        if self.focused is not self.list or self.has_class("-opened"):
            self.action_record_up()
        elif self.text:
            self.action_facets_clear()

    def action_go_back(self) -> None:
        """Go up; at the top ask before leaving."""
        if self.focused is not self.list or (self.stacked and self.has_class("-opened")):
            self.action_record_up()
        elif self.text:
            self.action_facets_clear()
        else:
            self.pending = "quit"
            self.say("Leave kortui? q again leaves, any other key stays")

    def stars_changed(self) -> None:
        """Draw stars again."""
        self.refill()

    def on_resize(self, event: events.Resize) -> None:
        """Stack list and detail where they do not fit side by side."""
        super().on_resize(event)
        self.set_class(event.size.width < WIDE, "-stacked")
        self.set_class(event.size.height < 18, "-low")
