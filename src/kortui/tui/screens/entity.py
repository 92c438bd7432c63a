"""`EntityScreen`: one person, organisation, country, place or weapon: page and relations, to be walked along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.layouts.horizontal import HorizontalLayout

from kortui.commands import Command
from kortui.model import Entity, Event, Library
from kortui.overview.relations import MOST_RECORDS, Relation, graph
from kortui.overview.words import counted
from kortui.records import dataclass, replace
from kortui.rows import bits_of
from kortui.tui.entity_page import entity_paragraphs, head
from kortui.tui.keys import bindings
from kortui.tui.messages import CursorMoved, ItemOpened, LinkOpened
from kortui.tui.rows import EventRows, event_at
from kortui.tui.screens.gathered import GatheredPage
from kortui.tui.session import Session
from kortui.tui.trail import Walk
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.drawn import Group
from kortui.tui.widgets.headline import Headline, crumbs
from kortui.tui.widgets.relation_list import RelationList
from kortui.tui.widgets.text_view import Paragraph, TextView
from kortui.tui.widgets.virtual_list import VirtualList

_NOBODY = "No record names it beside anybody else"
_GATHERING = "Its records are being looked through"


class EntityList(VirtualList):
    """Records of the entity."""

    PLACE: ClassVar[str] = "entity"


class EntityText(TextView):
    """What is known of it."""

    PLACE: ClassVar[str] = "entity"


@dataclass(frozen=True, slots=True)
class Step:
    """A page walked to.

    Attributes:
        entity: Id of the entity.
        relations: Whether its relations are shown and not its page.
    """

    entity: str
    relations: bool = False


class EntityScreen(GatheredPage):
    """The page of an entity, or the graph of its relations. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, the id of the entity, which must be in the library, and whether to begin with its
    relations. Links and relations are walked along inside the screen; the way walked is its headline.
    """

    PLACE: ClassVar[str] = "entity"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "relations", "history", "undo")

    def __init__(self, session: Session, entity: str, *, relations: bool = False) -> None:
        super().__init__(session)
        self.walk = Walk(Step(entity, relations))
        self.depth = 1

    @property
    def entity(self) -> Entity:
        """The entity shown."""
        return self.session.library.index.entity[self.walk.here.entity]

    def compose(self) -> ComposeResult:
        """Headline, text or graph, records, footer."""
        yield Headline()
        with Group(id="body", layout=HorizontalLayout()):
            yield EntityText(id="detail")
            yield RelationList(id="graph", empty=_NOBODY)
            yield EntityList(id="list", empty="No record names it among those who act")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the first page."""
        self.text = self.query_one(EntityText)
        self.graph = self.query_one(RelationList)
        self.list = self.query_one(EntityList)
        self.text.wall = self.graph.wall = True
        self.show()

    def show(self) -> None:
        """Show where the walk is."""
        library, here = self.session.library, self.walk.here
        self.text.display, self.graph.display = not here.relations, here.relations
        if here.relations:
            self.graph.show_relations(library, ())
            self._gather(lambda read: graph(read, here.entity, self.depth), self._show_relations)
        else:
            entity, light = self.entity, self.session.finder.light(self.searched)
            self.text.show([*head(library, entity), Paragraph(), Paragraph(_GATHERING, "muted")])
            self._gather(lambda read: entity_paragraphs(read, entity, light), self.text.show)
        self.set_focus(self.graph if here.relations else self.text)

    def _show_relations(self, relations: Sequence[Relation]) -> None:
        self.graph.show_relations(self.session.library, relations)

    def _gather(self, make: Callable[[Library], Any], then: Callable[[Any], None]) -> None:
        """Look through the records of the entity."""
        here = self.walk.here
        count = min(len(self.session.library.index.rows_of_entity.get(here.entity, ())), MOST_RECORDS)
        depth = self.depth if here.relations else 0
        self.gather(make, then, count * (depth or 1), ("entity", here.entity, depth))

    def gathered(self) -> None:
        """Show the records beside it."""
        self.show_records()
        self.tell_standing()
        self.update_footer()

    def tell_standing(self) -> None:
        """Say where one is, and what is shown or how far it is made."""
        here = self.walk.here
        self.graph.empty = [_GATHERING if self.work is not None else _NOBODY]
        if self.work is not None:
            said = f"{self.work.told}; keys work meanwhile"
        elif here.relations:
            said = self.graph.standing(self.session.library, here.entity)
        else:
            count = len(self.session.library.index.rows_of_entity.get(here.entity, ()))
            said = f"{counted(count, 'record')}   J K choose a partner, figure or place"
        self.query_one(Headline).show(self._crumbs(), said)

    def _crumbs(self) -> str:
        """The way here."""
        names: list[str] = []
        for step in self.walk.path:
            name = self.session.library.index.name(step.entity)
            if names[-1:] != [name]:
                names.append(name)
        names[-1] += ", relations" if self.walk.here.relations else ""
        return crumbs(names, self.size.width - 4)

    def show_records(self) -> None:
        """Show the records of the entity, or those it shares with the relation under the cursor."""
        library, finder, here = self.session.library, self.session.finder, self.walk.here
        rows: Sequence[int] = library.index.rows_of_entity.get(here.entity, ())
        light = finder.light(self.searched)
        if here.relations and (relation := self.graph.relation) is not None:
            rows = relation.rows
            light = finder.light("")  # every line would be lit
        groups = finder.calendar.groups(bits_of(rows, len(library.events)))
        stars, notes, held = self.session.stars.ids, self.session.notes.by_record, self.session.held
        self.list.show(EventRows(library, rows, hits=light, starred=stars, noted=notes, held=held, groups=groups))

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Show the records of another relation."""
        if message._sender is self.graph and self.work is None:
            self.show_records()
            self.tell_standing()
        self.update_footer()

    @property
    def record(self) -> Event | None:
        """The record under the cursor of the list."""
        return event_at(self.list.source, self.list.cursor)

    @property
    def searched(self) -> str:
        """The entity, so that its names are lit in documents."""
        return f"who:{self.walk.here.entity}"

    def available(self, command: Command) -> bool:
        """Record commands belong to the list; page and relations take turns anywhere."""
        if command.id == "record.relations":
            return True
        if command.scope == "relations":
            return self.walk.here.relations
        if command.scope == "record":
            return self.focused is self.list and self.record is not None and command.id != "record.context"
        return True

    def go(self, step: Step) -> None:
        """Walk on."""
        self.walk.go(step)
        self.show()

    def on_link_opened(self, message: LinkOpened) -> None:
        """Go on to a partner, a record, a document or a place in one."""
        from kortui.tui.screens.document import DocumentScreen

        kind, _, name = message.target.partition(":")
        if kind == "entity" and name in self.session.library.index.entity:
            self.go(Step(name))
        elif kind == "event":
            self.dismiss(name)
        elif kind in ("document", "place"):
            document, _, offset = name.partition(":")
            screen = DocumentScreen(self.session, document, query=self.searched, offset=int(offset or -1))
            self.app.push_screen(screen, self.document_left)

    def action_record_relations(self) -> None:
        """Turn from the page to the relations, and back."""
        here = self.walk.here
        self.go(Step(here.entity, not here.relations))

    def action_relations_deeper(self) -> None:
        """Show the relations of those related, too."""
        self._to_depth(2)

    def action_relations_flatter(self) -> None:
        """Show the nearest relations alone."""
        self._to_depth(1)

    def _to_depth(self, depth: int) -> None:
        """Show the relations to a depth, the cursor on the one it was on."""
        if depth == self.depth:
            self.say("These are already the relations of those, too" if depth > 1 else "These are already the nearest alone")
            return
        self.depth, entity = depth, self.walk.here.entity
        self._gather(lambda library: graph(library, entity, depth), self._show_relations)

    def action_history_back(self) -> None:
        """Go back one page, at the first one to where it was opened from."""
        if self.walk.back():
            self.show()
        else:
            self.dismiss(None)

    def action_history_forward(self) -> None:
        """Go forward one page."""
        if self.walk.forward():
            self.show()
        else:
            self.say("There is nothing further on")

    def marks_changed(self) -> None:
        """Draw stars and notes again."""
        cursor = self.list.cursor
        self.show_records()
        self.list.move(cursor)

    def on_item_opened(self, message: ItemOpened) -> None:
        """Open what was clicked."""
        self.action_record_open()

    def action_record_open(self) -> None:
        """Follow the chosen link, make a relation the centre, or go to the record."""
        if self.focused is self.text:
            self.text.open()
        elif self.focused is self.graph:
            if (relation := self.graph.relation) is not None:
                if relation.other in self.session.library.index.entity:
                    self.go(replace(self.walk.here, entity=relation.other))
                else:
                    self.say(f"This database says nothing more of {relation.other}")
        else:
            self.dismiss(self.record.id if self.record else None)

    def action_record_up(self) -> None:
        """Go back one page, at the first one leave."""
        self.action_history_back()

    def action_go_back(self) -> None:
        """Go back one page, at the first one leave."""
        self.action_history_back()

    def action_go_cancel(self) -> None:
        """Go back one page, at the first one leave."""
        self.action_history_back()

    def document_left(self, event: str | None) -> None:
        """Go on to the record a document was left for."""
        if event:
            self.dismiss(event)

    def on_resize(self, event: events.Resize) -> None:
        """Put the list below the text where both do not fit side by side."""
        self.set_class(event.size.width < 100, "-upright")
        if self.is_mounted:
            self.query_one(Headline).show(self._crumbs(), self.query_one(Headline).standing)
