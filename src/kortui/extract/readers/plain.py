"""Plain text: one paragraph a line, or hard-wrapped paragraphs between empty lines, told apart by the lines themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kortui import edtf
from kortui.extract import datelines
from kortui.extract.readers import lines as ln
from kortui.extract.readers.base import NOTHING, Extracted, Metadata, Source
from kortui.model import Block
from kortui.text import one_line

WRAP_AT_MOST = 110
"""Longest line in characters that a typewriter or mail program would have wrapped; longer ones are paragraphs."""

WRAP_AT_LEAST = 30

_DATED = re.compile(r"\s*date\s+(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:\s+(?P<title>\S.*))?$", re.IGNORECASE)

_RUBRIC = re.compile(r"[^\W\d_a-z]+(?:\s[^\W\d_a-z]+)?")
"""A word or two in capitals: the section of a site ("NATIONAL"), no title."""


_TEXT = frozenset(("headline", "heading", "paragraph", "list"))
"""Kinds of blocks behind which no headline stands any more."""


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
                first = found.pop(0)
                title = dated["title"] or ""
                prose, rubric = is_prose(title), title.isupper() and bool(_RUBRIC.fullmatch(title.strip()))
                metadata = Metadata(title=None if prose or rubric else one_line(title) or None, published=dated["date"])
                if rubric:
                    blocks.append(ln.block("boilerplate", first))
                elif prose:
                    start = first.end - len(title.rstrip())
                    found.insert(0, ln.Line(start, first.end, text[start : first.end]))
                else:
                    blocks.append(ln.block("headline", first))
        blocks += classify(found, headline=not any(block.kind == "headline" for block in blocks))
        return Extracted(text, tuple(blocks), metadata)


READER = PlainReader()


def is_prose(line: str) -> bool:
    """Whether the words behind a first line's date are the beginning of the report and not its title."""
    return (
        len(line) > ln.TITLE_AT_MOST
        or datelines.without(line) != line
        or (ln.ends_sentence(line) and len(line) > ln.HEADING_AT_MOST)
    )


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
    early = headless = True
    texts = [line.text for line in found]
    sentences = _two_sentences(texts)
    bodies: list[str | None] = [None]  # the next line behind each that is not of the page, gathered from the end
    for text in reversed(texts):
        bodies.append(bodies[-1] if ln.furniture(text) is not None else text)
    bodies.reverse()
    for index, line in enumerate(found):
        following = texts[index + 1] if index + 1 < len(found) else None
        twice = ln.repeated(line)
        if twice and len(twice[0].text) <= ln.CAPTION_AT_MOST and not ln.repeated(twice[0]):
            blocks += [ln.block("caption", half) for half in twice]
            continue
        closes = ln.is_closing(line.text)
        kind = None if closes else ln.furniture(line.text, early=early and index + 1 < len(found))
        if kind is None and len(line.text) >= 20 and _repeats(texts, index, sentences):
            kind = "caption"
        if kind is None and ln.is_item(line.text):
            kind = "boilerplate" if closing else "list"
        if kind is None and closing and not closes and not ln.ends_sentence(line.text) and not _is_body(following):
            kind = "boilerplate"  # titles of other articles
        if kind is None and (closes or ln.is_heading(line.text, bodies[index + 1])):
            kind = "headline" if headline and headless else "heading"
            closing = closes
        if kind is None:
            kind, early = "paragraph", False
        headless = headless and kind not in _TEXT
        blocks.append(ln.block(kind, line))
    return blocks


def _two_sentences(texts: Sequence[str]) -> list[str]:
    """The first two different lines that end like a sentence; fewer where there are no more."""
    found: list[str] = []
    for text in texts:
        if text not in found and ln.ends_sentence(text):
            found.append(text)
            if len(found) == 2:
                break
    return found


def _repeats(texts: Sequence[str], index: int, sentences: Sequence[str]) -> bool:
    """Whether a line is one of two that say the same, as over and under a picture, or says what the line before it said.

    Of three and more the first is text, for no picture has so many captions; so is the first of two when the page has no text
    besides.
    """
    text = texts[index]
    if index and texts[index - 1] == text:
        return True
    if texts[index + 1 : index + 2] != [text] or texts[index + 2 : index + 3] == [text]:
        return False
    return any(other != text for other in sentences)


def _is_body(text: str | None) -> bool:
    """Whether a line is a paragraph of an article, so that what stands before it is its heading."""
    return text is not None and len(text) > ln.HEADING_AT_MOST and ln.ends_sentence(text)


def _paragraphs(text: str) -> list[ln.Line]:
    """Lines, those that only hard wrapping divides joined."""
    groups: list[list[ln.Line]] = []
    for line in ln.lines(text):
        near = bool(groups) and text.count("\n", groups[-1][-1].end, line.start) == 1
        if near and not _DATED.match(groups[-1][-1].text):
            groups[-1].append(line)
        else:
            groups.append([line])
    width = _wrap_width(groups)
    return [line for group in groups for line in _unwrap(text, group, width)]


def _wrap_width(groups: list[list[ln.Line]]) -> int:
    """The width at which the text was wrapped; 0 when it was not.

    A wrapped text shows it: no line is longer than a typewriter's, and somewhere a line goes on in lower case or ends where no
    sentence can.
    """
    longest = max((len(line.text) for group in groups for line in group), default=0)
    if longest > WRAP_AT_MOST:
        return 0
    width = max((len(line.text) for group in groups if len(group) > 1 for line in group), default=0)
    shown = any(_goes_on(*pair) for group in groups for pair in pairwise(group))
    return width if shown and width >= WRAP_AT_LEAST else 0


def _goes_on(before: ln.Line, line: ln.Line) -> bool:
    return (line.text[0].islower() and not ln.ends_sentence(before.text)) or ln.hangs(before.text, line.text)


def _unwrap(text: str, group: list[ln.Line], width: int) -> list[ln.Line]:
    """Join the lines of one group that were one paragraph before it was wrapped.

    A break is a wrap when the line goes on in lower case, or when the next word would not have fitted into the width. In a text
    that was not wrapped, of width 0, lines are joined only where the first cannot end there.
    """
    paragraphs = [[group[0]]]
    for before, line in pairwise(group):
        full = 0 < width * 0.94 < len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
        goes_on = _goes_on(before, line) if width else ln.hangs(before.text, line.text)
        new = ln.is_item(line.text) or ln.furniture(line.text) is not None
        if (full or goes_on) and not new:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [ln.joined(text, lines[0], lines[-1]) if len(lines) > 1 else lines[0] for lines in paragraphs]
