"""What a reader of one document format takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Protocol

from kortui.model import Block, DigestOf
from kortui.vocabulary import DocumentFormat


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document apart from its text; None where a source of metadata does not say.

    Attributes:
        published: EDTF.
        digest_of: The original that a digest retells.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    digest_of: DigestOf | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata with its gaps filled from `other`."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return Metadata(**{name: getattr(other, name) if value is None else value for name, value in mine.items()})


NOTHING = Metadata()
"""Metadata of a source that says nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's content on its way to a reader.

    Attributes:
        path: Where it came from; only its name and suffix may matter.
        raw: The bytes.
        text: Sanitised text without front matter; empty when the bytes are no text (PDF).
        metadata: What the front matter said.
    """

    path: Path
    raw: bytes = field(repr=False)
    text: str = field(repr=False)
    metadata: Metadata = NOTHING

    @property
    def suffix(self) -> str:
        """File name suffix in lower case, with its dot."""
        return self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text with its blocks, in order and disjoint, and the metadata found inside the format."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = NOTHING


class Reader(Protocol):
    """A format. Instances are registered as entry points of the group ``kortui.readers``.

    Attributes:
        format: The format's name in `kortui.vocabulary`.
        rank: Readers are asked in this order; the first that recognises a file reads it.
        suffixes: File name suffixes, lower case with dot, that a folder is searched for.
        binary: Whether the bytes are not UTF-8 text, so that `Source.text` is empty.
    """

    format: DocumentFormat
    rank: int
    suffixes: frozenset[str]
    binary: bool

    def recognises(self, head: str, suffix: str) -> bool:
        """Whether the file is of this format.

        Args:
            head: First characters of the text without front matter; Latin-1 of the first bytes for a binary format.
            suffix: File name suffix, lower case.
        """
        ...

    def extract(self, source: Source) -> Extracted:
        """Text, blocks and metadata.

        Raises:
            DocumentError: When the content cannot be read or an optional package is missing.
        """
        ...
