"""One file to one `Document`: the reader is chosen by sniffing, what is known of it is gathered in a fixed order."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kortui.errors import DocumentError
from kortui.extract import datelines
from kortui.extract.readers.base import NOTHING, Extracted, Metadata, Reader, Source
from kortui.extract.readers.databases import DATABASE, DATABASE_MEND, begins_as_database, is_database
from kortui.extract.readers.metadata import check_published, read_side_car, split_front_matter
from kortui.extract.readers.registry import readers
from kortui.extract.readers.source import HEAD, decode, load
from kortui.links import is_link
from kortui.model import DigestOf, Document
from kortui.records import replace
from kortui.text import cell_width, one_line, slug, truncate
from kortui.vocabulary import TITLE_CELLS

_MARKUP = re.compile(r"^[#=>*\-\s]+|[=\s]+$")


def read(path: Path, *, published: str | None = None) -> Document:
    """Read a document.

    What is known of it comes, in order, from `published`, the side-car ``<stem>.json``, front matter, and the format itself
    (a first line `` date YYYY-MM-DD Title``, a wiki title, HTML or PDF metadata). File times and today are never used.

    Args:
        path: The file.
        published: EDTF that overrides what the document says.

    Raises:
        DocumentError: When it cannot be read; the error names the file, what is wrong and how to mend it.
    """
    where = str(path)
    raw = _bytes(path)
    reader, source = _sniff(path, raw)
    extracted = reader.extract(source)
    if not extracted.text.strip():
        raise DocumentError("holds no text", where)
    given = Metadata(published=check_published(published, where, "option")) if published else NOTHING
    known = given.or_else(read_side_car(path)).or_else(source.metadata).or_else(extracted.metadata)
    digest = hashlib.sha256(raw).hexdigest()
    title = known.title or _first_line(extracted)
    return Document(
        id=slug(title) or slug(path.stem) or f"document-{digest[:8]}",
        title=title,
        digest_of=_linked(known.digest_of),
        publisher=known.publisher,
        published=known.published,
        published_bounds=None,
        published_basis=(),
        url=known.url if known.url and is_link(known.url) else None,
        language=known.language,
        licence=known.licence,
        format=reader.format,
        sha256=digest,
        text=extracted.text,
        blocks=extracted.blocks,
    )


def _bytes(path: Path) -> bytes:
    """The bytes of a document; a database is told as such also where it is larger than a document may be.

    Raises:
        DocumentError: When it cannot be read, or is a database.
    """
    told = DocumentError(DATABASE, str(path), DATABASE_MEND)
    try:
        raw = load(path)
    except DocumentError as error:
        raise (told if begins_as_database(path) else error) from None
    if is_database(raw):
        raise told
    return raw


def _linked(original: DigestOf | None) -> DigestOf | None:
    """An original without an address that is no link."""
    return replace(original, url=None) if original is not None and original.url and not is_link(original.url) else original


def _sniff(path: Path, raw: bytes) -> tuple[Reader, Source]:
    """The reader for a file, and the file's content as that reader takes it."""
    suffix = path.suffix.lower()
    start = raw[:HEAD].decode("latin-1")
    known = readers()
    for reader in known:
        if reader.binary and reader.recognises(start, suffix):
            return reader, Source(path, raw, "")
        if reader.binary and suffix in reader.suffixes:
            what = reader.format.upper()
            raise DocumentError(
                f"is no {what}, though its name says so", str(path), "give it the suffix of what it is, such as .txt"
            )
    metadata, text = split_front_matter(decode(raw, str(path)), str(path))
    source = Source(path, raw, text, metadata)
    for reader in known:
        if not reader.binary and reader.recognises(text[:HEAD], suffix):
            return reader, source
    raise DocumentError("is of no format that kortui reads", str(path))


def _first_line(extracted: Extracted) -> str:
    """The first line of the text that is none of the page's, shortened."""
    own = [block for block in extracted.blocks if block.kind not in ("boilerplate", "byline", "caption")]
    for block in own or extracted.blocks:
        for line in extracted.text[block.start : block.end].splitlines():
            words = one_line(_MARKUP.sub("", line))
            if words:
                return _shortened(datelines.without(words))
    return ""


_SENTENCE = re.compile(r".{30,}?(?:\w{4}|\d)[.!?][\"'”’)]*(?=\s+[\"'“‘(]*[^\W\d_a-z])")
_CLAUSE = re.compile(r".{60,}(?=[,;:—–]\s)")
"""The beginning of a line up to the end of its first sentence; of a sentence up to its last clause."""


def _shortened(line: str) -> str:
    """A line as a title: its first sentence, where that is long up to a clause that fits, else up to a word."""
    first = _SENTENCE.match(line)
    words = first[0].removesuffix(".") if first else line
    if cell_width(words) <= TITLE_CELLS:
        return words
    room = truncate(words, TITLE_CELLS - 1, "")
    clause = _CLAUSE.match(room)
    return f"{clause[0] if clause else room.rsplit(' ', 1)[0]}…"
