"""Rows and cells of tables, whatever they say: lines cut by bars, tabs or blanks, and lists that put a colon behind a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kortui.extract.readers.lines import lines
from kortui.extract.story import Source

_BARS = (re.compile(r"\|\||!!|\||^!"), re.compile(r"\t"), re.compile(r" {3,}"))
"""What sets cells apart; a row keeps to the first it has, the rest is padding."""
_RULED = re.compile(r"[\s|:+=_–—-]*(?:\{\||\|\}|\|-).*|[\s|:+=_–—-]+")
"""A line of strokes, or one that opens or closes a table of wiki markup."""
_ITEM = re.compile(r"(?:[-*•·]\s*)?(?P<label>[^:|]{0,14}\d{4}[^:|\d]{0,6}?)\s*[:=–—]\s*(?P<cell>[^\s:|]{0,4}\d[^:|]{0,24})")
"""A year, or another label with one, and what a list says of it."""
_SET_APART = ("|", "\t", "   ")
_MAYBE = re.compile(r"^\W{0,3}\D{0,14}\d{4}\W{0,3}[:=–—]\s?\W{0,3}\d", re.MULTILINE)
LONGEST = 200
"""Characters up to which a line may be a row of a table or its caption."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a row as a whole: its span and its text."""

    start: int
    end: int
    text: str


def may_have_rows(text: str) -> bool:
    """Whether a text has anything that sets cells apart, or a line that begins with a year and a figure; most have not."""
    return any(mark in text for mark in _SET_APART) or _MAYBE.search(text) is not None


def rows_of(text: str) -> Iterator[list[Cell]]:
    """The rows of each table of a text, whether or not its figures can be read: lines of cells, two and more below each other.

    Args:
        text: A document's.
    """
    if not may_have_rows(text):
        return
    run: list[Cell] = []
    for line in lines(text):
        cell = Cell(line.start, line.end, line.text)
        if len(cells_of(cell)) > 1:
            run.append(cell)
        elif not is_ruled(cell):
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def lines_of(source: Source) -> Iterator[Cell]:
    """The lines of a document's sentences; a table that a reader took for a paragraph is cut into its rows."""
    text = source.document.text
    for sentence in source.sentences:
        start = sentence.start
        for line in text[sentence.start : sentence.end].split("\n"):
            if line.strip():
                first = start + len(line) - len(line.lstrip())
                yield Cell(first, first + len(line.strip()), line.strip())
            start += len(line) + 1


def is_ruled(line: Cell) -> bool:
    """Whether a line only draws a table: it neither is a row nor ends one."""
    return _RULED.fullmatch(line.text) is not None


def cells_of(line: Cell) -> list[Cell]:
    """The cells of a row; none for a line that is no row."""
    if len(line.text) > LONGEST or is_ruled(line):
        return []
    listed = _ITEM.fullmatch(line.text)
    if listed is not None:
        return [Cell(line.start + listed.start(g), line.start + listed.end(g), listed[g]) for g in ("label", "cell")]
    bars = next((b for b in _BARS if b.search(line.text)), None)
    if bars is None:
        return []
    found: list[Cell] = []
    at = 0
    for bar in (*bars.finditer(line.text), None):
        end = bar.start() if bar is not None else len(line.text)
        words = line.text[at:end]
        first = at + len(words) - len(words.lstrip())
        if words.strip() or (bar is not None and at):
            found.append(Cell(line.start + first, line.start + first + len(words.strip()), words.strip().strip("*_' ")))
        at = bar.end() if bar is not None else end
    return found
