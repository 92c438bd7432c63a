"""Wiki markup: ``= Title =``, ``== Section ==``, bulleted lists, infoboxes, templates, tables. Markup stays in the text."""

from __future__ import annotations

import re

from kortui.extract.readers import lines as ln
from kortui.extract.readers.base import NOTHING, Extracted, Metadata, Source
from kortui.model import Block
from kortui.text import one_line
from kortui.vocabulary import BlockKind

_HEADING = re.compile(r"(?P<level>={1,6})\s*(?P<title>[^=\n].*?)\s*(?P=level)$")
_WIKI = re.compile(r"^(?:={1,6}[^=\n]+={1,6}[ \t]*$|\{\{|\[\[(?:File|Image|Category):)", re.MULTILINE)
_OPENING, _CLOSING = ("{{", "{|"), ("}}", "|}")
_FILE = re.compile(r"\[\[(?:file|image|dosya|파일):", re.IGNORECASE)
_LINK_ONLY = re.compile(r"\[\[(?:category|kategori|분류|[a-z]{2,3}):[^\]]*\]\]$", re.IGNORECASE)
_FIELD = re.compile(r"[-*|•]\s*[^:=|]{1,40}\s*[:=]")


class WikiReader:
    """Reads wiki markup and the plain renderings of it that keep its headings."""

    format = "wiki"
    rank = 40
    suffixes = frozenset({".wiki", ".mediawiki", ".wikitext"})
    binary = False

    def recognises(self, head: str, suffix: str) -> bool:
        """By suffix, or by a heading, template or file link at the start of a line."""
        return suffix in self.suffixes or bool(_WIKI.search(head))

    def extract(self, source: Source) -> Extracted:
        """Text, blocks, and the title of a ``= Title =`` line."""
        text = source.text
        blocks: list[Block] = []
        metadata = NOTHING
        infobox = closing = False
        depth = 0
        for line in ln.lines(text):
            heading = _HEADING.match(line.text)
            if heading and len(heading["title"]) <= ln.TITLE_AT_MOST:
                infobox, depth, closing = False, 0, ln.is_closing(heading["title"])
                if len(heading["level"]) == 1 and metadata.title is None:
                    metadata = Metadata(title=one_line(heading["title"]))
                blocks.append(ln.block("headline" if len(heading["level"]) == 1 else "heading", line))
                continue
            if depth or line.text.startswith(("{{", "{|")):
                depth = max(0, depth + sum(line.text.count(m) for m in _OPENING) - sum(line.text.count(m) for m in _CLOSING))
                blocks.append(ln.block("infobox", line))
                continue
            if line.text.casefold() == "infobox":
                infobox = True
                blocks.append(ln.block("infobox", line))
                continue
            infobox = infobox and bool(_FIELD.match(line.text))
            blocks.append(ln.block(_kind(line.text, infobox=infobox, closing=closing), line))
        return Extracted(text, tuple(blocks), metadata)


READER = WikiReader()


def _kind(text: str, *, infobox: bool, closing: bool) -> BlockKind:
    if infobox:
        return "infobox"
    if _FILE.match(text):
        return "caption"
    if closing or _LINK_ONLY.match(text):
        return "boilerplate"
    if ln.is_item(text) or text[0] in "*#;:":
        return "list"
    return ln.furniture(text) or "paragraph"
