"""Plain text: one paragraph a line, or hard-wrapped paragraphs between empty lines, told apart by the lines themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from kortui import edtf
from kortui.extract.readers import lines as ln
from kortui.extract.readers.base import NOTHING, Extracted, Metadata, Source
from kortui.model import Block
from kortui.text import one_line

WRAP_AT_MOST = 110
"""Longest line in characters that a typewriter or mail program would have wrapped; longer ones are paragraphs."""

WRAP_AT_LEAST = 30

_DATED = re.compile(r"\s*date\s+(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:\s+(?P<title>\S.*))?$", re.IGNORECASE)


class PlainReader:
    """Reads any UTF-8 text; asked last."""

    format = "text"
    rank = 90
    suffixes = frozenset({".txt", ".text"})
    binary = False

    def recognises(self, head: str, suffix: str) -> bool:
        """Always: whatever is text can be read as plain text."""
        return True

    def extract(self, source: Source) -> Extracted:
        """Text, blocks, and the metadata of a first line `` date YYYY-MM-DD Title``."""
        text = source.text
        found = _paragraphs(text)
        metadata = NOTHING
        blocks: list[Block] = []
        if found:
            dated = _DATED.match(found[0].text)
            if dated and edtf.is_valid(dated["date"]):
                metadata = Metadata(title=one_line(dated["title"] or "") or None, published=dated["date"])
                blocks.append(ln.block("headline", found.pop(0)))
        blocks += classify(found, headline=not blocks)
        return Extracted(text, tuple(blocks), metadata)


READER = PlainReader()


def paragraphs_of(text: str) -> tuple[Block, ...]:
    """Blocks of text that came from another format, such as PDF."""
    return tuple(classify(_paragraphs(text), headline=True))


def classify(found: list[ln.Line], *, headline: bool) -> list[Block]:
    """Blocks of a plain text's paragraphs.

    Args:
        found: Paragraphs in order.
        headline: Whether the first of them may be the headline.
    """
    blocks: list[Block] = []
    closing = False
    early = True
    texts = [line.text for line in found]
    for index, line in enumerate(found):
        following = texts[index + 1] if index + 1 < len(found) else None
        twice = ln.repeated(line)
        if twice:
            blocks += [ln.block("caption", half) for half in twice]
            continue
        kind = ln.furniture(line.text, early=early and index + 1 < len(found))
        if kind is None and len(line.text) >= 20 and (following == line.text or (index and texts[index - 1] == line.text)):
            kind = "caption"
        if kind is None and ln.is_item(line.text):
            kind = "boilerplate" if closing else "list"
        if kind is None and (ln.is_closing(line.text) or ln.is_heading(line.text, following)):
            kind = "headline" if headline and not blocks else "heading"
            closing = ln.is_closing(line.text)
        if kind is None:
            kind, early = "paragraph", False
        blocks.append(ln.block(kind, line))
    return blocks


def _paragraphs(text: str) -> list[ln.Line]:
    """Lines, those that only hard wrapping divides joined."""
    result: list[ln.Line] = []
    group: list[ln.Line] = []
    for line in ln.lines(text):
        if group and text.count("\n", group[-1].end, line.start) > 1:
            result += _unwrap(text, group)
            group = []
        group.append(line)
    return result + _unwrap(text, group)


def _unwrap(text: str, group: list[ln.Line]) -> list[ln.Line]:
    """Join the lines of one group that were one paragraph before a typewriter wrapped it.

    A break is a wrap when the line does not end a sentence and the next goes on in lower case, or when the next word would not
    have fitted into the width of the group.
    """
    if len(group) < 2:
        return group
    width = max(len(line.text) for line in group)
    if not WRAP_AT_LEAST <= width <= WRAP_AT_MOST:
        return group
    result = [group[0]]
    for before, line in pairwise(group):
        full = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) > width * 0.94
        goes_on = line.text[0].islower() and not ln.ends_sentence(before.text)
        new = ln.is_item(line.text) or ln.furniture(line.text) is not None
        if (full or goes_on) and not new:
            result[-1] = ln.joined(text, result[-1], line)
        else:
            result.append(line)
    return result
