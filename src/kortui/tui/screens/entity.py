"""`EntityScreen`: one person, organisation, country, place or weapon: its records, partners and mentions."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from kortui.commands import Command
from kortui.model import Entity, Event
from kortui.search.rows import bits_of
from kortui.tui.entity_page import entity_paragraphs
from kortui.tui.keys import bindings
from kortui.tui.messages import ItemOpened, LinkOpened
from kortui.tui.rows import EventRows
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.text_view import TextView
from kortui.tui.widgets.virtual_list import VirtualList


class EntityList(VirtualList):
    """Records of the entity."""

    PLACE: ClassVar[str] = "entity"


class EntityText(TextView):
    """What is known of it."""

    PLACE: ClassVar[str] = "entity"


class EntityScreen(RecordCommands):
    """The page of an entity. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, and the id of the entity, which must be in the library.
    """

    PLACE: ClassVar[str] = "entity"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "history", "undo")

    def __init__(self, session: Session, entity: str) -> None:
        super().__init__(session)
        self.entity: Entity = session.library.index.entity[entity]

    def compose(self) -> ComposeResult:
        """Headline, text and list, footer."""
        yield Headline()
        with Horizontal(id="body"):
            yield EntityText(id="detail")
            yield EntityList(id="list", empty="No record names it among those who act")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the page."""
        self.text = self.query_one(EntityText)
        self.list = self.query_one(EntityList)
        self.text.wall = True
        self._fill()
        self.text.focus()

    def _fill(self) -> None:
        library, finder = self.session.library, self.session.finder
        rows = library.index.rows_of_entity.get(self.entity.id, ())
        light = finder.light(f"who:{self.entity.id}")
        groups = finder.calendar.groups(bits_of(rows, len(library.events)))
        stars, notes = self.session.stars.ids, self.session.notes.by_record
        held = self.session.held
        source = EventRows(library, rows, hits=light, starred=stars, noted=notes, held=held, groups=groups)
        self.list.show(source, self.list.cursor)
        self.text.show(entity_paragraphs(library, self.entity, light))
        count = f"{len(rows):,} {'record' if len(rows) == 1 else 'records'}"
        self.query_one(Headline).show(f"{self.entity.name}", f"{count}   J K choose a partner or place   tab records")

    @property
    def record(self) -> Event | None:
        """The record under the cursor of the list."""
        source = self.list.source
        if isinstance(source, EventRows) and len(source):
            return self.session.library.events[source.rows[self.list.cursor]]
        return None

    @property
    def searched(self) -> str:
        """The entity, so that its names are lit in documents."""
        return f"who:{self.entity.id}"

    def available(self, command: Command) -> bool:
        """Record commands belong to the list."""
        if command.scope == "record":
            return self.focused is self.list and self.record is not None and command.id != "record.context"
        return True

    def on_link_opened(self, message: LinkOpened) -> None:
        """Go on to a partner, a document or a place in one."""
        from kortui.tui.screens.document import DocumentScreen

        kind, _, name = message.target.partition(":")
        if kind == "entity" and name in self.session.library.index.entity:
            self.app.push_screen(EntityScreen(self.session, name), self.document_left)
        elif kind in ("document", "place"):
            document, _, offset = name.partition(":")
            screen = DocumentScreen(self.session, document, query=self.searched, offset=int(offset or -1))
            self.app.push_screen(screen, self.document_left)

    def action_record_relations(self) -> None:
        """Open the page of the record's first other actor."""
        others = [a.id for a in (self.record.actors if self.record else ()) if a.id != self.entity.id]
        if others:
            self.on_link_opened(LinkOpened(f"entity:{others[0]}"))
        else:
            self.say("The record names nobody else")

    def marks_changed(self) -> None:
        """Draw stars and notes again."""
        self._fill()

    def on_item_opened(self, message: ItemOpened) -> None:
        """Go to the record."""
        self.action_record_open()

    def action_record_open(self) -> None:
        """Follow the chosen link, or go to the record."""
        if self.focused is self.text:
            self.text.open()
        else:
            self.dismiss(self.record.id if self.record else None)

    def action_record_up(self) -> None:
        """Leave."""
        self.dismiss(None)

    def document_left(self, event: str | None) -> None:
        """Go on to the record a further page was left for."""
        if event:
            self.dismiss(event)

    def on_resize(self, event: events.Resize) -> None:
        """Put the list below the text where both do not fit side by side."""
        super().on_resize(event)
        self.set_class(event.size.width < 100, "-upright")
