"""`DocumentScreen`: a document's text with every sentence that stands behind a record marked, and one of them lit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kortui.commands import Command
from kortui.model import Document, Event
from kortui.overview.coverage import coverage
from kortui.records import replace
from kortui.text import one_line
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.text_view import Paragraph, Run, TextView

MEASURE = 92
"""Cells of the longest line of a document; longer ones are hard to find back from."""


class DocumentText(TextView):
    """The text; `J` and `K` go from sentence to sentence with records."""

    PLACE: ClassVar[str] = "document"

    def section(self, way: int) -> bool:
        """Tell the screen to go to another sentence."""
        screen = self.screen
        return isinstance(screen, DocumentScreen) and screen.step(way)

    def open(self) -> None:
        """Nothing to open: the screen has its own."""


class DocumentScreen(RecordCommands):
    """Reads one document. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, the id of the document, the record to stand on (empty for the beginning), which of
    its evidence, the query to light, and a place in the text to begin at.
    """

    PLACE: ClassVar[str] = "document"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open", "record", "hits", "history", "undo")

    def __init__(
        self, session: Session, document: str, event: str = "", evidence: int = 0, query: str = "", offset: int = -1
    ) -> None:
        super().__init__(session)
        index = session.library.index
        self.document: Document = index.document[document]
        self._query = query
        self.sentences = self._sentences()
        self.at = -1
        row = index.row.get(event)
        if row is not None:
            cited = session.library.events[row].evidence
            wanted = cited[min(evidence, len(cited) - 1)]
            self.at = next((n for n, s in enumerate(self.sentences) if s[0] == wanted.start and s[1] == wanted.end), -1)
        self._chosen = event
        self._offset = offset

    def _sentences(self) -> list[tuple[int, int, list[int]]]:
        """Start, end and rows of every sentence found behind a record, in order."""
        found: dict[tuple[int, int], list[int]] = {}
        library = self.session.library
        for row in library.index.rows_of_document.get(self.document.id, ()):
            for cited in library.events[row].evidence:
                if cited.document == self.document.id and cited.state == "found":
                    found.setdefault((cited.start, cited.end), []).append(row)
        return [(start, end, rows) for (start, end), rows in sorted(found.items())]

    @property
    def record(self) -> Event | None:
        """The record of the lit sentence."""
        if self.at < 0:
            return None
        rows = self.sentences[self.at][2]
        events = self.session.library.events
        return next((events[r] for r in rows if events[r].id == self._chosen), events[rows[0]])

    @property
    def searched(self) -> str:
        """The query whose hits are lit."""
        return self._query

    def compose(self) -> ComposeResult:
        """Headline, text, footer."""
        yield Headline()
        yield DocumentText(id="text")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the text at the sentence."""
        self.text = self.query_one(DocumentText)
        self.text.measure = MEASURE
        self._show()
        self.call_after_refresh(self._reveal)
        self.text.focus()

    def _paragraphs(self) -> list[Paragraph]:
        """The text line by line, with sentences and hits marked."""
        text = self.document.text
        light = self.session.finder.light(self._query)
        starts = [s[0] for s in self.sentences]
        headings = {b.start for b in self.document.blocks if b.kind in ("heading", "headline")}
        found = []
        at = 0
        for line in text.split("\n"):
            end = at + len(line)
            runs = []
            low = max(0, bisect_right(starts, at) - 8)
            covered = at
            for number in range(low, bisect_left(starts, end)):
                first, last, _ = self.sentences[number]
                first, last = max(first, covered), min(last, end)
                if first < last:
                    runs.append(Run(first - at, last - at, "lit" if number == self.at else "marked"))
                    covered = last
            hits = light(line)
            heading = at in headings
            sign = len(line) - len(line.lstrip("# "))
            if heading and sign and not runs:
                runs.append(Run(0, sign, "faint"))  # offsets count it, so it stays; it need not be read
            found.append(Paragraph(line, "group" if heading else "", tuple(runs), hits, section=heading, start=at))
            at = end + 1
        return found

    def _show(self) -> None:
        self.text.show(self._paragraphs(), keep=True)
        self.query_one(Headline).show(self.document.source, self._standing(), self.document.whose)

    def _standing(self) -> str:
        """What the lit sentence says, and which of how many it is."""
        count = len(self.sentences)
        if self.at < 0:
            covered = coverage(self.session.library, self.document, 1)
            stale = f", {covered.stale:,} stale" if covered.stale else ""
            told = f"{covered.told:,} sentences with records, {covered.untold:,} without{stale} {glyphs.dot} J next"
            return told if count else f"no records{stale}"
        event = self.record
        rows = self.sentences[self.at][2]
        which = next((n for n, row in enumerate(rows, 1) if self.session.library.events[row] is event), 1)
        more = f"  (record {which} of {len(rows)} of this sentence)" if len(rows) > 1 else ""
        return f"{self.at + 1} of {count}  {event.date.display}  {one_line(event.title)}{more}" if event else ""

    def _reveal(self) -> None:
        if self.at >= 0:
            self.text.reveal(*self.text.place_of(self.sentences[self.at][0]))
        elif self._offset >= 0:
            self.text.reveal(*self.text.place_of(self._offset))

    def step(self, way: int) -> bool:
        """Go to the next (1) or previous (-1) record, and so from sentence to sentence; one may stand behind several."""
        if not self.sentences:
            return False
        if self._within(way):
            return True
        if self.at < 0:
            offset = self._offset_in_sight()
            number = bisect_left([s[0] for s in self.sentences], offset)
            self.at = number - 1 if way > 0 else number
        before, self.at = self.at, max(0, min(self.at + way, len(self.sentences) - 1))
        if before != self.at:
            rows = self.sentences[self.at][2]
            self._chosen = self.session.library.events[rows[0 if way > 0 else -1]].id
        self._show()
        self._reveal()
        self.update_footer()
        return before != self.at

    def _within(self, way: int) -> bool:
        """Go to another record of the lit sentence; False when there is none further that way."""
        if self.at < 0:
            return False
        events, rows = self.session.library.events, self.sentences[self.at][2]
        here = next((n for n, row in enumerate(rows) if events[row] is self.record), 0)
        if not 0 <= here + way < len(rows):
            return False
        self._chosen = events[rows[here + way]].id
        self._show()
        self.update_footer()
        return True

    def _offset_in_sight(self) -> int:
        rows = self.text.rows()
        row = rows[min(self.text.top, len(rows) - 1)]
        return max(0, self.text.paragraphs[row.paragraph].start) + row.start

    def worded(self, command: Command) -> Command:
        """What keys do in a text."""
        label = {"group.next": "next record", "record.open": "its record", "move.down": "scroll"}.get(command.id)
        return replace(command, label=label) if label else super().worded(command)

    def available(self, command: Command) -> bool:
        """Record commands need a lit sentence, hits a query."""
        if command.scope == "record" and command.id != "record.document":
            return self.at >= 0 and command.id not in ("record.context", "record.relations", "record.evidence")
        if command.scope == "hits":
            return bool(self._query)
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
        if not self.text.to_hit(way):
            self.say("No further hit in this document")
