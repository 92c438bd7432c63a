"""Documents and the evidence that points into them; offsets are code points into the sanitised text, end exclusive."""

from __future__ import annotations

from kortui.records import dataclass
from kortui.vocabulary import BlockKind, DocumentFormat, EvidenceState

CONTEXT = 32
"""Characters of text kept before and after a quote (the prefix and suffix of a W3C TextQuoteSelector)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text of one kind."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DigestOf:
    """The original that a digest retells in other words; what citations name as the source."""

    title: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source document.

    Attributes:
        id: Title as a slug.
        digest_of: The original, when the document is kortui's own digest of it.
        published: EDTF of publication as stated, None when unknown.
        published_bounds: EDTF the text itself supports when `published` is unknown, or a dateline where it is no day.
        published_basis: Why those bounds, a clause each.
        sha256: Of the file's bytes.
        text: Sanitised text; what all offsets refer to.
    """

    id: str
    title: str
    digest_of: DigestOf | None
    publisher: str | None
    published: str | None
    published_bounds: str | None
    published_basis: tuple[str, ...]
    url: str | None
    language: str | None
    licence: str | None
    format: DocumentFormat
    sha256: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def source(self) -> str:
        """``Publisher, Title`` of the source, the original where it is a digest."""
        named = self.digest_of or self
        return f"{named.publisher}, {named.title}" if named.publisher else named.title

    @property
    def whose(self) -> str:
        """`` (kortui digest)`` where the words are not the source's own."""
        return " (kortui digest)" if self.digest_of else ""

    @property
    def attribution(self) -> str:
        """Whose words these are: ``Publisher, Title``, and ``(kortui digest)`` behind it where they are not its own."""
        return self.source + self.whose


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence behind a record: a W3C TextQuoteSelector with its position.

    Attributes:
        document: Document id.
        start: First code point of the quote in the document's text.
        end: Code point behind the quote.
        exact: The quote.
        prefix: Up to 32 characters before it.
        suffix: Up to 32 characters after it.
        state: ``found`` when the text at the position is the quote, else ``stale``.
    """

    document: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    state: EvidenceState = "found"

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Evidence:
        """Evidence for a span of a document."""
        text = document.text
        return cls(document.id, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def holds(self, document: Document) -> bool:
        """Whether the quote stands verbatim where the record says."""
        return document.text[self.start : self.end] == self.exact
