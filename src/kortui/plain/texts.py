"""The text of a document line by line, with a sentence marked in words."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from kortui import edtf_words
from kortui.model import Document, Event, Library
from kortui.overview.words import counted
from kortui.plain.pages import Page

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
"""A line of a text from its first sign to its last; empty ones are passed over."""


def document(
    library: Library, one: Document, at: tuple[int, int] | None = None, event: Event | None = None
) -> tuple[Page, int]:
    """A document line by line, and the number of the line that holds a place in it.

    Args:
        library: The database.
        one: The document.
        at: Start and end of a sentence to begin with.
        event: The record whose sentence it is, which stays at hand.
    """
    starts, ends = array("Q"), array("Q")
    for match in _LINE.finditer(one.text):
        starts.append(match.start())
        ends.append(match.end())

    def line_of(offset: int) -> int:
        return max(0, bisect_right(starts, offset) - 1)

    marked: dict[int, int] = {}
    for row in library.index.rows_of_document.get(one.id, ()):
        for start, _, stands in library.index.spans_in(row, one):
            if stands:
                marked.setdefault(line_of(start), row)
    first, last = (line_of(at[0]), line_of(at[1] - 1)) if at else (0, -1)

    def say(number: int) -> str:
        line = starts[number], one.text[starts[number] : ends[number]]
        return _marked(*line, at) if at and first <= number <= last else line[1]

    def target(number: int) -> str:
        return f"event:{library.events[marked[number]].id}" if number in marked else ""

    intro = [f"Published: {edtf_words.display(one.published)}." if one.published else "Publication is not stated."]
    if one.published_bounds and not one.published:
        intro[0] = f"Publication is not stated; {edtf_words.display(one.published_bounds)} by its own words."
        intro += [f"Because it {reason}." for reason in one.published_basis]
    intro.append(
        f"{counted(len(marked), 'line')} of {len(starts):,} with records; their numbers open the first record of each."
    )
    if at:
        where = f"line {first + 1}" if first == last else f"lines {first + 1} to {last + 1}"
        intro.append(f"The evidence stands in {where}, between the words evidence and end of evidence.")
    return Page(one.attribution, tuple(intro), len(starts), say, target, event=event), first


def _marked(start: int, text: str, at: tuple[int, int]) -> str:
    """A line with the part of a sentence in it between words."""
    begin, end = max(0, at[0] - start), min(len(text), at[1] - start)
    return f"{text[:begin]}[evidence:] {text[begin:end]} [end of evidence]{text[end:]}"
