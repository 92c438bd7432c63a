"""Markdown: offsets refer to the text as it is written, so markup characters stay; headings, lists and tables are blocks."""

from __future__ import annotations

import re

from kortui.extract.readers import lines as ln
from kortui.extract.readers.base import NOTHING, Extracted, Metadata, Source
from kortui.model import Block
from kortui.text import one_line

_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<title>.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_FENCE = re.compile(r"(```+|~~~+)")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_REFERENCE = re.compile(r"\[[^\]]+\]:[ \t]*\S")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?$")
_MARKDOWN = re.compile(r"^(?:#{1,6}[ \t]+\S|```)|\[[^\]\n]+\]\([^)\s]+\)", re.MULTILINE)
_MARKS = re.compile(r"[*_`]{1,3}|!?\[([^\]]*)\]\([^)]*\)")


class MarkdownReader:
    """Reads Markdown, with or without front matter."""

    format = "markdown"
    rank = 30
    suffixes = frozenset({".md", ".markdown", ".mkd"})
    binary = False

    def recognises(self, head: str, suffix: str) -> bool:
        """By suffix; text without one by a ``#`` heading, a fence or a link."""
        return suffix in self.suffixes or bool(_MARKDOWN.search(head))

    def extract(self, source: Source) -> Extracted:
        """Text, blocks, and the title of a first ``# Title``."""
        blocks, title = blocks_of(source.text)
        return Extracted(source.text, blocks, Metadata(title=title) if title else NOTHING)


READER = MarkdownReader()


def blocks_of(text: str) -> tuple[tuple[Block, ...], str | None]:
    """Blocks of Markdown text, and its first title of level 1."""
    blocks: list[Block] = []
    title: str | None = None
    closing = False
    fence = ""
    open_lines: list[ln.Line] = []

    def close() -> None:
        if open_lines:
            whole = ln.joined(text, open_lines[0], open_lines[-1])
            inner = whole.text
            listed = ln.is_item(inner)
            kind = "boilerplate" if closing else "list" if listed else (ln.furniture(inner) or "paragraph")
            blocks.append(ln.block(kind, whole))
            open_lines.clear()

    def head(line: ln.Line, level: int, words: str) -> None:
        nonlocal title, closing
        first = level == 1 and title is None
        if first:
            title = one_line(_MARKS.sub(r"\1", words)) or None
        closing = ln.is_closing(words)
        blocks.append(ln.block("headline" if first else "heading", line))

    for line in ln.lines(text):
        if open_lines and text.count("\n", open_lines[-1].end, line.start) > 1:
            close()
        marks = _FENCE.match(line.text)
        if fence or marks:
            close()
            blocks.append(ln.block("boilerplate", line))
            fence = ("" if marks and line.text.startswith(fence) else fence) if fence else marks[1] if marks else ""
            continue
        if (
            len(open_lines) == 1
            and _UNDERLINE.match(line.text)
            and len(open_lines[0].text) <= ln.TITLE_AT_MOST
            and not ln.is_item(open_lines[0].text)
        ):
            both = ln.joined(text, open_lines[0], line)
            words = open_lines.pop().text
            head(both, 1 if line.text[0] == "=" else 2, words)
            continue
        heading = _HEADING.match(line.text)
        if heading and len(heading["title"]) <= ln.TITLE_AT_MOST:
            close()
            head(line, len(heading["level"]), heading["title"])
        elif (
            _RULE.match(line.text)
            or _REFERENCE.match(line.text)
            or _TABLE_RULE.match(line.text)
            or line.text.startswith("<!--")
        ):
            close()
            blocks.append(ln.block("boilerplate", line))
        elif _IMAGE.match(line.text):
            close()
            blocks.append(ln.block("caption", line))
        elif line.text.startswith("|"):
            close()
            blocks.append(ln.block("boilerplate" if closing else "list", line))
        elif open_lines and not ln.is_item(line.text):
            open_lines.append(line)
        else:
            close()
            open_lines.append(line)
    close()
    return tuple(blocks), title
