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
    r"<!--.*?-->"
    r"|<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref>"
    r"|\{\{(?:[^{}]|\{\{[^{}]*\}\})*\}\}"
    r"|\[\[(?:file|image|category|dosya|kategori|파일|분류):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]"
    r"|\[\[[^\[\]|\n]*\||\[\[|\]\]"
    r"|\[https?:[^\s\]]*\s?|(?<=\w)\](?!\])"
    r"|</?[a-z][^<>\n]*>"
    r"|'{2,5}"
    r"|&(?:nbsp|thinsp|ndash|mdash|amp|quot);",
    re.IGNORECASE | re.DOTALL,
)
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
    return replace(document, text=_HIDDEN.sub(lambda found: _KEPT.sub(" ", found[0]), document.text))
