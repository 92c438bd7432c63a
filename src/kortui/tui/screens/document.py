"""`DocumentScreen`: a document's text with every sentence that stands behind a record marked, and one of them lit."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kortui.commands import Command
from kortui.model import Document, Event
from kortui.overview.words import counted
from kortui.records import replace
from kortui.text import one_line
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.reading import Reading
from kortui.tui.screens.records import RecordCommands
from kortui.tui.sentences import Sentences, sentences_of
from kortui.tui.session import Session
from kortui.tui.slices import in_slices
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.long_text import LongText

MEASURE = 92
"""Cells of the longest line of a document; longer ones are hard to find back from."""


class DocumentText(LongText):
    """The text; `J` and `K` go from sentence to sentence with records."""

    def section(self, way: int) -> bool:
        """Tell the screen to go to another sentence."""
        screen = self.screen
        return isinstance(screen, DocumentScreen) and screen.step(way)


class DocumentScreen(RecordCommands):
    """Reads one document. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, the id of the document, the record to stand on (empty for the beginning), which of
    its evidence, the query to light, a place in the text to begin at, and whether that is the first hit of the query.
    """

    PLACE: ClassVar[str] = "document"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "hits", "history", "undo")

    def __init__(
        self,
        session: Session,
        document: str,
        event: str = "",
        evidence: int = 0,
        query: str = "",
        offset: int = -1,
        *,
        at_hit: bool = False,
    ) -> None:
        super().__init__(session)
        self.reading = Reading(session.library, session.finder, sentences_of(session, document), query)
        self.reading.stand_on(event, evidence)
        self._offset, self._at_hit = offset, at_hit
        self._seeking = self._stepping = 0

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.reading.document

    @property
    def sentences(self) -> Sentences:
        """The sentences behind records that are known, in order."""
        return self.reading.sentences

    @property
    def at(self) -> int:
        """Which of them is lit; -1 when none is."""
        return self.reading.at

    @property
    def record(self) -> Event | None:
        """The record of the lit sentence."""
        return self.reading.record

    @property
    def searched(self) -> str:
        """The query whose hits are lit."""
        return self.reading.query

    def compose(self) -> ComposeResult:
        """Headline, text, footer."""
        yield Headline()
        yield DocumentText(id="text")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the text at the sentence, and read in slices what is not known yet."""
        self.text = self.query_one(DocumentText)
        self.text.measure = MEASURE
        self.text.show(self.document.text, self.reading.line)
        self._show()
        self._reveal()
        self.text.focus()
        if self._at_hit:
            self._seek(1, 0, lambda offset: self.text.reveal(max(0, offset)))
        if not self.sentences.whole:
            in_slices(self, self.sentences.read(), lambda _: self._all_read())
        elif not self.reading.lit:
            self._count()

    def _all_read(self) -> None:
        """All sentences behind records are known: mark them, and go to the one that was asked for meanwhile."""
        self.text.dress_anew()
        self._show()
        self.update_footer()
        if not self.reading.lit:
            self._count()
        if way := self._stepping:
            self._stepping = 0
            self.say("")
            self.step(way)

    def _count(self) -> None:
        """Count in slices the sentences with and without records, where not many readers share the processor."""
        if not self.sentences.coverage and not (self.session.kiosk and self.sentences.large):
            in_slices(self, self.sentences.counting(), lambda _: self._show())

    def _show(self) -> None:
        self.query_one(Headline).show(self.document.source, self._standing(), self.document.whose)

    def on_text_moved(self) -> None:
        """How much of a text that is longer than the window was read at the end of what is in sight."""
        end, size = self.text.seen[1], len(self.document.text.rstrip())
        share = 100 if end >= size else min(99, 100 * end // size)
        self.query_one(Headline).show_place("" if self.text.is_whole else f"{share} %")

    def _standing(self) -> str:
        """What the lit sentence says, and which of how many it is."""
        if self.at < 0:
            if not self.sentences.whole:
                return self.sentences.told
            stale = f", {len(self.sentences.stale):,} stale" if self.sentences.stale else ""
            if not self.sentences:
                return f"no records{stale}"
            covered = self.sentences.coverage
            words = f"{counted(self.sentences.records, 'record')} in {counted(len(self.sentences), 'passage')}"
            words += f"; {covered.words}" if covered else ""
            return f"{words}{stale} {glyphs.dot} J next"
        event = self.record
        which, count = self.reading.which
        more = f"  (record {which + 1} of {count} of this passage)" if count > 1 else ""
        where = f"passage {self.at + 1:,} of {len(self.sentences):,}" if self.sentences.whole else self.sentences.told
        return f"{where}  {event.date.display}  {one_line(event.title)}{more}" if event else ""

    def _reveal(self) -> None:
        if self.reading.lit:
            self.text.reveal(self.reading.lit[0])
        elif self._offset >= 0:
            self.text.reveal(self._offset)

    def step(self, way: int) -> bool:
        """Go to the next (1) or previous (-1) record, and so from sentence to sentence; one may stand behind several."""
        if not self.sentences.whole:
            self._stepping = way
            self.say(f"Goes on when all are read: {self.sentences.told}")
            return True
        if not self.sentences:
            return False
        if self.reading.is_lit_in(*self.text.seen) and self.reading.within(way):
            self._relit()
            return True
        moved = self.reading.step(way, self.text.seen)
        self._relit()
        self._reveal()
        return moved

    def _relit(self) -> None:
        """Show that another sentence or record is lit."""
        self.text.dress_anew()
        self._show()
        self.update_footer()

    def worded(self, command: Command) -> Command:
        """What keys do in a text."""
        label = {"group.next": "next record", "record.open": "its record", "move.down": "scroll"}.get(command.id)
        return replace(command, label=label) if label else super().worded(command)

    def available(self, command: Command) -> bool:
        """Record commands need a lit sentence, hits a query."""
        if command.scope == "record" and command.id != "record.document":
            return self.at >= 0 and command.id not in ("record.context", "record.relations", "record.evidence")
        if command.scope == "hits":
            return bool(self.searched)
        return command.id not in ("record.document", "focus.next", "focus.previous")

    def action_record_open(self) -> None:
        """Go to the record of the lit sentence."""
        self.dismiss(self.record.id if self.record else None)

    def action_record_up(self) -> None:
        """Leave the document."""
        self.dismiss(None)

    def action_hit_next(self) -> None:
        """Go to the next hit."""
        self._hit(1)

    def action_hit_previous(self) -> None:
        """Go to the previous hit."""
        self._hit(-1)

    def _hit(self, way: int) -> None:
        def found(offset: int) -> None:
            if offset < 0 or not self.text.to(offset):
                self.say("No further hit in this document")

        self._seek(way, self.text.beyond(way), found)

    def _seek(self, way: int, limit: int, found: Callable[[int], None]) -> None:
        """Look for a hit in slices, unless one goes elsewhere meanwhile: arguments and result are those of `LongText.seek`."""
        self._seeking += 1
        number, place = self._seeking, self.text.at
        seeking = self.text.seek(way, limit, self.reading.hits)
        in_slices(self, seeking, found, lambda: (self._seeking, self.text.at) == (number, place))
