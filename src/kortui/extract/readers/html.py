"""HTML pages: the article without its page, as Markdown-like text, through trafilatura (extra ``kortui[readers]``)."""

from __future__ import annotations

import re

from kortui import edtf
from kortui.errors import DocumentError
from kortui.extract.readers.base import Extracted, Metadata, Source
from kortui.extract.readers.markdown import blocks_of
from kortui.extract.readers.source import HEAD
from kortui.text import one_line, sanitise

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)

_LANGUAGE = re.compile(r"<html\b[^>]*\slang=[\"']?(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)


class HtmlReader:
    """Reads saved web pages."""

    format = "html"
    rank = 20
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    binary = False

    def recognises(self, head: str, suffix: str) -> bool:
        """By suffix or by the document's beginning."""
        return suffix in self.suffixes or bool(_HTML.match(head))

    def extract(self, source: Source) -> Extracted:
        """The article's text, its blocks and the metadata of the page.

        Only dates that the page states in its own metadata count; one guessed from its text would be no publication date.

        Raises:
            DocumentError: When trafilatura is missing or finds no article.
        """
        try:
            from trafilatura import extract, extract_metadata  # half a second of import
        except ImportError as error:
            raise DocumentError(
                "needs trafilatura to be read as HTML", str(source.path), "pip install 'kortui[readers]'"
            ) from error
        found = extract(source.text, output_format="markdown", include_comments=False, include_formatting=True)
        if not found:
            raise DocumentError("holds no article", str(source.path), "save the text itself")
        text = sanitise(found)
        blocks, title = blocks_of(text)
        page = extract_metadata(source.text, extensive=False)
        language = _LANGUAGE.search(source.text[:HEAD])
        metadata = Metadata(
            title=_line(page.title) or title,
            publisher=_line(page.sitename),
            published=page.date if page.date and edtf.is_valid(page.date) else None,
            url=_line(page.url),
            language=language["code"] if language else None,
            licence=_line(page.license),
        )
        return Extracted(text, blocks, metadata)


READER = HtmlReader()


def _line(value: str | None) -> str | None:
    return one_line(sanitise(value)) or None if value else None
