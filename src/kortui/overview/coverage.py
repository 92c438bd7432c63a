"""How much of a document stands behind records: sentences with and without, and where in the text."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from kortui.model import Document, Library
from kortui.records import dataclass
from kortui.vocabulary import BlockKind

_READ: tuple[BlockKind, ...] = ("paragraph", "list", "infobox")
"""Blocks of running text; headings, captions and by-lines are expected to yield no record."""

# A stop, what closes behind it, and a blank before what may begin a sentence. Coarser than the build's own division, which
# knows abbreviations: it is for a count, and costs no import.
_END = re.compile(r"(?<=[^\W\d_]{2})[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÇĞİÖŞÜ\uac00-\ud7a3])")

_AT_ONCE = 200
"""Sentences counted between two looks at the clock: half a millisecond."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a document stands behind records.

    Attributes:
        told: Sentences of running text that stand behind a record.
        untold: Sentences that stand behind none.
        stale: Quotes of records that are no longer in the text.
        shares: For equal stretches of the text from beginning to end, how much of each stands behind records, 0 to 1.
    """

    told: int
    untold: int
    stale: int
    shares: tuple[float, ...]

    @property
    def known(self) -> bool:
        """Whether the document has running text to count sentences of."""
        return bool(self.told or self.untold)

    @property
    def words(self) -> str:
        """How many sentences stand behind records and how many behind none."""
        if not self.known:
            return "sentences not known"
        return f"{self.told:,} sentence{'' if self.told == 1 else 's'} with records, {self.untold:,} without"


def sentences(document: Document) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of running text, roughly."""
    for block in document.blocks:
        if block.kind not in _READ:
            continue
        at = block.start
        for match in _END.finditer(document.text, block.start, block.end):
            yield at, match.end()
            at = match.end()
        if document.text[at : block.end].strip():
            yield at, block.end


def coverage(library: Library, document: Document, stretches: int) -> Coverage:
    """Look through a document.

    Args:
        library: The database.
        document: One of its documents.
        stretches: How many stretches to tell apart.
    """
    spans: set[tuple[int, int]] = set()
    stale: set[tuple[int, int]] = set()
    for row in library.index.rows_of_document.get(document.id, ()):
        for start, end, stands in library.index.spans_in(row, document):
            (spans if stands else stale).add((start, end))
    counting = covering(document, sorted(spans), len(stale), stretches)
    while True:
        try:
            next(counting)
        except StopIteration as done:
            found: Coverage = done.value
            return found


def covering(
    document: Document, spans: Sequence[tuple[int, int]], stale: int, stretches: int
) -> Generator[None, None, Coverage]:
    """Look through a document in pieces.

    Args:
        document: The document.
        spans: Start and end of the sentences found behind records, in order.
        stale: Quotes that are not in it any more.
        stretches: How many stretches to tell apart.
    """
    told = at = total = 0
    for start, end in sentences(document):
        total += 1
        if not total % _AT_ONCE:
            yield
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        told += at < len(spans) and spans[at][0] < end
    length = max(len(document.text), 1)
    covered = [0.0] * stretches
    reached = 0
    for start, end in spans:
        start = max(start, reached)
        reached = max(reached, end)
        for number in range(start * stretches // length, min(stretches, end * stretches // length + 1)):
            low, high = number * length / stretches, (number + 1) * length / stretches
            covered[number] += max(0.0, min(end, high) - max(start, low))
    return Coverage(told, total - told, stale, tuple(min(1.0, c * stretches / length) for c in covered))
