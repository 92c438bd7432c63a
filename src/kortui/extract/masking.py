"""Wiki markup blanked out for the stages: offsets stay those of the text as it stands, and evidence quotes that text.

``[[Joseon|Kingdom of Joseon]]`` is read as "Kingdom of Joseon", a reference in ``<ref>`` not at all.
"""

from __future__ import annotations

import re

from kortui.model import Document
from kortui.records import replace

_MARKS = re.compile(r"\[\[|\{\{|''|<[a-z/!]|\[https?:|&[a-z]+;", re.IGNORECASE)
"""What a text that has any markup within its lines holds."""

_HIDDEN = re.compile(
    r"(?P<comment><!--)"
    r"|<ref\b[^<>]*/>|(?P<note><ref\b[^<>]*>)"
    r"|\{\{(?:[^{}]|\{\{[^{}]*\}\})*\}\}"
    r"|\[\[(?:file|image|category|dosya|kategori|파일|분류):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]"
    r"|\[\[[^\[\]|\n]*\||\[\[|\]\]"
    r"|\[https?:[^\s\]]*\s?|(?<=\w)\](?!\])"
    r"|</?[a-z][^<>\n]*>"
    r"|'{2,5}"
    r"|&(?:nbsp|thinsp|ndash|mdash|amp|quot);",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = {"comment": re.compile("-->"), "note": re.compile("</ref>", re.IGNORECASE)}
"""What ends that which is hidden with all it holds."""
_KEPT = re.compile(r"[^\n]")


def masked(document: Document) -> Document:
    """A wiki document with blanks in place of the markup within its lines; any other as it is.

    Args:
        document: As its reader gave it; headings, lists and tables are its blocks.

    Returns:
        A document whose text has the same length, with line feeds where they were.
    """
    if document.format != "wiki" or not _MARKS.search(document.text):
        return document
    return replace(document, text=_blanked(document.text))


def _blanked(text: str) -> str:
    """A text with blanks in place of what is hidden.

    The end of a comment or a note is looked for apart from its beginning: where there is none, no later beginning looks again,
    which in a text of nothing but beginnings would cost the square of its length.
    """
    pieces: list[str] = []
    at = place = 0
    unclosed: set[str] = set()
    while found := _HIDDEN.search(text, place):
        place, kind = found.end(), found.lastgroup
        closed = None if kind is None or kind in unclosed else _CLOSED[kind].search(text, place)
        if closed is not None:
            place = closed.end()
        elif kind is not None:
            unclosed.add(kind)
            if kind == "comment":
                continue  # a note that is not closed is still a tag
        pieces += [text[at : found.start()], _KEPT.sub(" ", text[found.start() : place])]
        at = place
    return "".join([*pieces, text[at:]])
