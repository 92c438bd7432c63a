"""PDF files: the text layer, page by page, through pypdf (extra ``kortui[readers]``). Pictures of text are not read."""

from __future__ import annotations

import io
import logging
import re

from kortui.errors import DocumentError
from kortui.extract.readers.base import Extracted, Metadata, Source
from kortui.extract.readers.plain import paragraphs_of
from kortui.text import one_line, sanitise

PAGES_AT_MOST = 2000
"""Pages read of one file."""

_HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])[-\u2010]\n(?=[a-zà-ÿ])")


class PdfReader:
    """Reads PDF."""

    format = "pdf"
    rank = 10
    suffixes = frozenset({".pdf"})
    binary = True

    def recognises(self, head: str, suffix: str) -> bool:
        """By its signature, which may follow a few stray bytes."""
        return "%PDF-" in head[:1024]

    def extract(self, source: Source) -> Extracted:
        """The text of all pages, words divided at line ends joined again, its blocks, and title and language.

        The file's dates of creation and change are not taken: they are of the file, not of the document.

        Raises:
            DocumentError: When pypdf is missing, or the file is damaged, locked by a password or without a text layer.
        """
        try:
            import pypdf
            from pypdf.errors import PyPdfError
        except ImportError as error:
            raise DocumentError("needs pypdf to be read as PDF", str(source.path), "pip install 'kortui[readers]'") from error
        where = str(source.path)
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends in silence is no line of kortui's
        try:
            reader = pypdf.PdfReader(io.BytesIO(source.raw))
            if reader.is_encrypted and not reader.decrypt(""):
                raise DocumentError("is locked by a password", where, "save it without one")
            pages = [page.extract_text() or "" for page in reader.pages[:PAGES_AT_MOST]]
            title = reader.metadata.title if reader.metadata else None
        except (
            PyPdfError,
            ValueError,
            KeyError,
            TypeError,
            RecursionError,
            AttributeError,
            IndexError,
            OverflowError,
        ) as error:
            raise DocumentError(
                f"is a damaged PDF ({type(error).__name__})", where, "open it elsewhere and save its text"
            ) from error
        text = sanitise(_HYPHENATED.sub("", "\n\n".join(pages)))
        if not text.strip():
            raise DocumentError("is a PDF without text, only pictures", where, "run text recognition on it first")
        return Extracted(text, paragraphs_of(text), Metadata(title=one_line(sanitise(str(title))) or None if title else None))


READER = PdfReader()
