"""`AtHand`: what the cursor of the main screen stands on, and what the detail beside the list says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kortui.model import Document, Event
from kortui.tui.detail import document_paragraphs, event_paragraphs
from kortui.tui.finding import Hits
from kortui.tui.rows import DocumentRows, EventRows, event_at
from kortui.tui.screens.readying import Readying
from kortui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from kortui.overview.coverage import Coverage


class AtHand(Readying):
    """The record or document at hand.

    Attributes:
        detail: Says what is known of it.
        light: Finds the hits of the query.
    """

    detail: TextView
    light: Hits

    @property
    def record(self) -> Event | None:
        """The record under the cursor."""
        return event_at(self.list.source, self.list.cursor)

    @property
    def lists_records(self) -> bool:
        """Whether the cursor is on a record, which is not read for that."""
        return isinstance(self.list.source, EventRows) and len(self.list.source) > 0

    @property
    def document(self) -> Document | None:
        """The document under the cursor, in the Documents pane."""
        source = self.list.source
        if isinstance(source, DocumentRows) and len(source):
            return self.session.library.documents[source.items[self.list.cursor]]
        return None

    def show_detail(self) -> None:
        """Say what is known of what is at hand."""
        library, light = self.session.library, self.light
        if (event := self.record) is not None:
            stars, note = self.session.stars.ids, self.session.notes.of(event)
            told = self.session.finder.told(self.found.text, event)
            self.detail.show(event_paragraphs(library, event, light, told=told, starred=event.id in stars, note=note))
        elif (document := self.document) is not None:
            assert isinstance(self.list.source, DocumentRows)
            self._show_document(document, self.list.source.count(self.list.source.items[self.list.cursor]))
        elif len(self.list.source):
            from kortui.tui.ways import ways_explained

            self.detail.show(ways_explained(self.session))
        else:
            self.detail.show(())

    def _show_document(self, document: Document, count: int) -> None:
        """Say what is known of a document; the sentences of a large one are counted in slices, and told when they are."""
        from kortui.search.pieces import whole  # the first frame shows no document
        from kortui.tui.sentences import sentences_of
        from kortui.tui.slices import in_slices

        library, light, sentences = self.session.library, self.light, sentences_of(self.session, document.id)

        def counted(covered: Coverage) -> None:
            self.detail.show(document_paragraphs(library, document, count, light, covered), keep=True)

        def stands() -> bool:
            at_hand = self.document
            return at_hand is not None and at_hand.id == document.id and self.light is light

        if sentences.coverage or not sentences.large:
            covered = sentences.coverage or whole(sentences.counting())
            self.detail.show(document_paragraphs(library, document, count, light, covered))
        else:
            self.detail.show(document_paragraphs(library, document, count, light, None))
            in_slices(self, sentences.counting(), counted, stands)
