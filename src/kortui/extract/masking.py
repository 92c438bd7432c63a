"""Markup blanked out for the stages: offsets stay those of the text as it stands, and evidence quotes that text.

In a wiki ``[[Joseon|Kingdom of Joseon]]`` is read as "Kingdom of Joseon", a reference in ``<ref>`` not at all. What is struck
out, in whatever format, is not read either: it says the opposite of a statement.
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
_STRUCK_MARKS = re.compile(r"~~|</(?:s|del|strike)>", re.IGNORECASE)
_STRUCK = re.compile(
    r"(?<!~)~~(?=[^\s~])(?:(?!~~|\n[ \t]*\n).)+~~(?!~)"
    r"|<(?P<tag>s|del|strike)(?:\s[^<>\n]*)?>(?:(?!</?(?:s|del|strike)\b|\n[ \t]*\n).)*</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)
"""Words struck out within a paragraph; each beginning is looked at no further than to the next."""


def masked(document: Document) -> Document:
    """A document with blanks in place of what is struck out, and in a wiki of the markup within its lines.

    Args:
        document: As its reader gave it; headings, lists and tables are its blocks.

    Returns:
        A document whose text has the same length, with line feeds where they were.
    """
    text = document.text
    if _STRUCK_MARKS.search(text):
        text = _STRUCK.sub(lambda struck: _KEPT.sub(" ", struck[0]), text)
    if document.format == "wiki" and _MARKS.search(text):
        text = _blanked(text)
    return document if text is document.text else replace(document, text=text)


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
