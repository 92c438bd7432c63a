"""`Sentences`: where in a document the records stand that it gives evidence for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kortui.made import OneByOne
from kortui.model import Document, Library
from kortui.overview.coverage import Coverage, covering
from kortui.search.pieces import Pieces
from kortui.tui.session import Session

_AT_ONCE = 20
"""Records read between two looks at the clock: half a millisecond of a large database."""

_FEW = 200
"""Records that are read at once when the document is opened."""

_LONG = 1_000_000
"""Characters of a document whose sentences take 0.1 s to count."""

STRETCHES = 36
"""Cells of the line that shows where in a document records stand."""

_OVERLAPPING = 8
"""How many that begin before a place may reach beyond it: a sentence, and quotes of it."""

_BITS = 32
_END = (1 << _BITS) - 1

Sentence = tuple[int, int, list[int]]
"""Start, end and rows of the records."""


class Sentences(OneByOne[Sentence]):
    """The sentences of a document that were found behind records, in order.

    Those of many records are read in pieces, and are all there once `whole` is true.

    Args:
        library: The database.
        document: One of its documents.
    """

    def __init__(self, library: Library, document: Document) -> None:
        self._library, self.document = library, document
        self._found: dict[tuple[int, int], tuple[int, ...]] = {}
        self._read = 0
        self._rows = library.index.rows_of_document.get(document.id, ())
        self.starts: list[int] = []
        self.ends: list[int] = []
        """Where each of them begins and ends, as of the last `sort`."""

        self.coverage: Coverage | None = None
        """How many there are beside those that stand behind no record, once somebody has counted."""

        self.stale: set[tuple[int, int]] = set()
        """Quotes that are no longer in the text."""

        if len(self._rows) <= _FEW or isinstance(library.events, tuple | list):
            for _ in self.read():
                pass

    @property
    def whole(self) -> bool:
        """Whether all are known."""
        return self._read == len(self._rows)

    @property
    def records(self) -> int:
        """How many records the document stands behind, as lists of documents count them."""
        return len(self._rows)

    @property
    def large(self) -> bool:
        """Whether it takes long to find and count them."""
        return len(self._rows) > _FEW or len(self.document.text) > _LONG

    @property
    def told(self) -> str:
        """How far reading them is."""
        return f"{self._read:,} of {len(self._rows):,} records read"

    def add(self, row: int) -> None:
        """Take in a record ahead of the others."""
        self._take(row, self._library.index.spans_in(row, self.document))
        self.sort()

    def _take(self, row: int, spans: Iterable[tuple[int, int, bool]]) -> None:
        for start, end, stands in spans:
            if not stands:
                self.stale.add((start, end))
            elif row not in (known := self._found.get((start, end), ())):
                self._found[start, end] = (*known, row)

    def read(self) -> Pieces[None]:
        """Take in the records, in pieces; each time twice as many are known they are put in order."""
        due, document = max(_FEW, 2 * self._read), self.document
        spans_in = self._library.index.spans_in
        while self._read < len(self._rows):
            some = self._rows[self._read : self._read + _AT_ONCE]
            for row in some:
                self._take(row, spans_in(row, document))
            self._read += len(some)
            if self._read >= due and not self.whole:
                due *= 2
                self.sort()
            yield
        self.sort()

    def counting(self) -> Pieces[Coverage]:
        """Count in pieces how many there are beside those that stand behind no record, after reading what is not known yet."""
        yield from self.read()
        spans = list(zip(self.starts, self.ends, strict=True))
        self.coverage = yield from covering(self.document, spans, len(self.stale), STRETCHES)
        return self.coverage

    def sort(self) -> None:
        """Put those that are known in order: 10 ms for 60,000."""
        packed = sorted([start << _BITS | end for start, end in self._found])
        self.starts = [one >> _BITS for one in packed]
        self.ends = [one & _END for one in packed]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, index: int) -> Sentence:
        """One of them."""
        span = self.starts[index], self.ends[index]
        return *span, sorted(self._found[span])

    def number(self, start: int, end: int) -> int:
        """Which of them a span is; -1 when it is none."""
        at = bisect_left(self.starts, start)
        while at < len(self.starts) and self.starts[at] == start:
            if self.ends[at] == end:
                return at
            at += 1
        return -1

    def within(self, start: int, end: int) -> range:
        """Which of them may reach into a stretch of the text."""
        return range(max(0, bisect_right(self.starts, start) - _OVERLAPPING), bisect_left(self.starts, end))


def sentences_of(session: Session, document: str) -> Sentences:
    """The sentences of a document behind records; of a large one they are kept for who comes back to it, of the last such.

    Args:
        session: What is read by whom.
        document: The id of the document.
    """
    key, kept = ("sentences", document), session.gathered
    if (known := kept.get(key)) is not None:
        found: Sentences = known
        return found
    found = Sentences(session.library, session.library.index.document[document])
    if found.large and not session.kiosk:  # many readers share their memory
        for other in [one for one in kept if isinstance(one, tuple) and one[:1] == key[:1]]:
            del kept[other]
        kept[key] = found
    return found
