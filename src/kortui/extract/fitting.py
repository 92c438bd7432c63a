"""A title trimmed to its room: cut at a word, not within a number, without a dangling word or an open quote."""

from __future__ import annotations

import re

from kortui.text import cell_width, one_line, truncate
from kortui.vocabulary import TITLE_CELLS

_TRAILING = frozenset(
    [
        "the", "a", "an", "of", "in", "at", "on", "by", "for", "with", "to", "from", "and", "or", "but", "as", "that",
        "which", "who", "its", "their", "his", "her", "into", "under", "between", "including", "such", "than", "during",
        "after", "before", "while", "when", "where", "about", "also", "our", "be", "been", "is", "are", "was", "were", "has",
        "have",
        "will", "both", "only", "this", "these", "those", ",", ";", ":", "—",
        "–", "(", '"', "“", "‘",
    ]
)  # fmt: skip
_CELL_EDGE = re.compile(r"(?:^|\s)\|+(?=\s|$)")
"""Bars between the cells of a table."""
_EMPHASIS = re.compile(r"\*{2,3}|(?<!\w)_{2,3}|_{2,3}(?!\w)|(?<!\S)\*(?!\S)")
"""Marks of bold and italics."""
_NUMBER = re.compile(r"[^\w\s]*\d[\d.,]*$|^[A-Z]{0,3}[$€£¥₩₺]")


def fit(text: str, cells: int = TITLE_CELLS) -> str:
    """A title trimmed to its room at a word, with a capital and without a dangling preposition or an open quote."""
    text = _EMPHASIS.sub("", text) if "*" in text or "_" in text else text
    text = _CELL_EDGE.sub(" ", text) if "|" in text else text
    text = one_line(text).strip(" ,;:—–-.")
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = re.sub(r"[\"“”]", "", text)
    if text.count("(") != text.count(")"):
        text = re.sub(r"[()]", "", text)
    if cell_width(text) > cells:
        words = truncate(text, cells - 1, "").split()
        if not text.startswith(" ".join(words) + " "):
            words = words[:-1]
        while len(words) > 3 and (words[-1].lower().strip(",;:") in _TRAILING or _NUMBER.match(words[-1])):
            words.pop()
        text = " ".join(words).rstrip(" ,;:—–-")
        if text.count('"') % 2 or text.count("“") != text.count("”"):
            text = re.sub(r"[\"“”]", "", text)
        text += "…"
    else:
        words = text.split()
        while len(words) > 2 and words[-1].lower() in _TRAILING:
            words.pop()
        text = " ".join(words).rstrip(" .,;:")
    return one_line(text[:1].upper() + text[1:])
