"""`Reading`: a document being read: which sentence is lit and for which record, and how its lines look with that."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from operator import attrgetter

from kortui.model import Event, Library
from kortui.tui.detail import with_told
from kortui.tui.finding import Finder
from kortui.tui.paint import Spans
from kortui.tui.sentences import Sentences
from kortui.tui.widgets.text_view import Paragraph, Run

_START = attrgetter("start")

_BESIDE = 200
"""Characters before and behind a part of a line with which words in it are looked for."""

_AT_ONE_PLACE = 8
"""Blocks that may begin at one place: all but the last of them empty."""


class Reading:
    """One document under one query.

    Args:
        library: The database.
        finder: Finds what the query is about.
        sentences: The document's sentences that stand behind records.
        query: What to light; empty for nothing.
    """

    def __init__(self, library: Library, finder: Finder, sentences: Sentences, query: str) -> None:
        self._library, self._finder = library, finder
        self.document = sentences.document
        self.sentences = sentences
        self.query = query
        self.lit: tuple[int, int] | None = None
        """Start and end of the lit sentence."""

        self._chosen = ""

    def stand_on(self, event: str, evidence: int) -> None:
        """Light the sentence behind a record; nothing where the document does not hold it.

        Args:
            event: The id of the record.
            evidence: Which of its evidence.
        """
        row = self._library.index.row.get(event)
        if row is None:
            return
        cited = self._library.events[row].evidence
        wanted = cited[min(evidence, len(cited) - 1)]
        self._chosen = event
        if wanted.state == "found" and wanted.document == self.document.id:
            self.sentences.add(row)
            self.lit = wanted.start, wanted.end

    @property
    def at(self) -> int:
        """Which of the sentences is lit; -1 when none is."""
        return self.sentences.number(*self.lit) if self.lit else -1

    @property
    def record(self) -> Event | None:
        """The record of the lit sentence."""
        if (at := self.at) < 0:
            return None
        rows = self.sentences[at][2]
        events = self._library.events
        return next((events[r] for r in rows if events[r].id == self._chosen), events[rows[0]])

    @property
    def which(self) -> tuple[int, int]:
        """Which record of the lit sentence is at hand, from 0, and how many there are."""
        rows = self.sentences[self.at][2]
        event = self.record
        return next((n for n, row in enumerate(rows) if self._library.events[row] is event), 0), len(rows)

    def within(self, way: int) -> bool:
        """Go to the next (1) or previous (-1) record of the lit sentence; False when there is none further that way."""
        if self.at < 0:
            return False
        here, count = self.which
        if not 0 <= here + way < count:
            return False
        self._chosen = self._library.events[self.sentences[self.at][2][here + way]].id
        return True

    def is_lit_in(self, start: int, end: int) -> bool:
        """Whether any of the lit sentence lies between two offsets."""
        return self.lit is not None and self.lit[0] < end and self.lit[1] > start

    def step(self, way: int, seen: tuple[int, int]) -> bool:
        """Go to the next or previous sentence; False when there is none further that way.

        Args:
            way: 1 or -1.
            seen: Start and end of what is in sight; where the lit sentence is not in it, what is next counts from its start.
        """
        before = number = self.at
        if number < 0 or not self.is_lit_in(*seen):
            number = bisect_left(self.sentences.starts, seen[0]) - (way > 0)
            if before >= 0 and not 0 <= number + way < len(self.sentences):
                return False
        number = max(0, min(number + way, len(self.sentences) - 1))
        start, end, rows = self.sentences[number]
        self.lit = start, end
        if before != number:
            self._chosen = self._library.events[rows[0 if way > 0 else -1]].id
        return before != number

    def told(self) -> list[tuple[int, int]]:
        """Where the lit sentence tells the figures and the date that the query asks for, by offset."""
        if (event := self.record) is None or self.lit is None:
            return []
        start, end = self.lit
        spans = zip(event.evidence, self._finder.told(self.query, event), strict=False)
        here = (own for cited, own in spans if (cited.document, cited.start, cited.end) == (self.document.id, start, end))
        return [(start + first, start + last) for own in here for first, last in own]

    def line(self, first: int, last: int) -> Paragraph:
        """A line of the text, or the part of a very long one between two offsets, with sentences and hits marked."""
        covered, at = first, self.at
        runs = []
        for number in self.sentences.within(first, last):
            start, end = max(self.sentences.starts[number], covered), min(self.sentences.ends[number], last)
            if start < end:
                runs.append(Run(start - first, end - first, "lit" if number == at else "marked"))
                covered = end
        text, heading = self.document.text[first:last], self._is_heading(first)
        sign = len(text) - len(text.lstrip("# "))
        if heading and sign and not runs:
            runs.append(Run(0, sign, "faint"))  # offsets count it, so it stays; it need not be read
        ink = "group" if heading else ""
        return Paragraph(text, ink, tuple(runs), self.hits(first, last), section=heading, start=first)

    def _is_heading(self, offset: int) -> bool:
        """Whether a heading begins at an offset."""
        blocks = self.document.blocks
        at = bisect_left(blocks, offset, key=_START)
        here = takewhile(lambda block: block.start == offset, blocks[at : at + _AT_ONE_PLACE])
        return any(block.kind in ("heading", "headline") for block in here)

    def hits(self, first: int, last: int) -> Spans:
        """What the query is about in a line, or in a part of a very long one, where words beside it count."""
        if not self.query:
            return ()
        text, light = self.document.text, self._finder.light(self.query)
        low = text.rfind("\n", max(0, first - _BESIDE), first) + 1 or max(0, first - _BESIDE)
        high = end if (end := text.find("\n", last, last + _BESIDE)) >= 0 else min(len(text), last + _BESIDE)
        hits = light(text[low:high])
        if (low, high) != (first, last):
            cut = ((max(a + low, first), min(b + low, last)) for a, b in hits)
            hits = tuple((a - first, b - first) for a, b in cut if a < b)
        if self.lit is None or self.lit[0] >= last or self.lit[1] <= first:
            return hits
        return with_told(
            hits, [(max(a, first) - first, min(b, last) - first) for a, b in self.told() if a < last and b > first]
        )
