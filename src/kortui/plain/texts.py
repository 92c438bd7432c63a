"""The text of a document line by line, with a sentence marked in words."""

from __future__ import annotations

from kortui import edtf_words
from kortui.model import Document, Event, Library
from kortui.overview.words import counted
from kortui.plain.pages import Page


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
    lines: list[tuple[int, str]] = []
    offset = 0
    for line in one.text.split("\n"):
        if line.strip():
            lines.append((offset + len(line) - len(line.lstrip()), line.strip()))
        offset += len(line) + 1
    marked: dict[int, str] = {}
    for row in library.index.rows_of_document.get(one.id, ()):
        told = library.events[row]
        for cited in told.evidence:
            if cited.document == one.id and cited.state == "found":
                number = max((n for n, (start, _) in enumerate(lines) if start <= cited.start), default=0)
                marked.setdefault(number, told.id)
    first = max((n for n, (start, _) in enumerate(lines) if at and start <= at[0]), default=0)
    if at:
        last = max(n for n, (start, _) in enumerate(lines) if start < at[1])
        lines = [_marked(line, at) if first <= number <= last else line for number, line in enumerate(lines)]
    intro = [f"Published: {edtf_words.display(one.published)}." if one.published else "Publication is not stated."]
    if one.published_bounds and not one.published:
        intro[0] = f"Publication is not stated; {edtf_words.display(one.published_bounds)} by its own words."
        intro += [f"Because it {reason}." for reason in one.published_basis]
    intro.append(f"{counted(len(marked), 'line')} of {len(lines):,} with records; their numbers open the first record of each.")
    if at:
        where = f"line {first + 1}" if first == last else f"lines {first + 1} to {last + 1}"
        intro.append(f"The evidence stands in {where}, between the words evidence and end of evidence.")
    page = Page(
        one.attribution, tuple(intro), len(lines), lambda n: lines[n][1],
        lambda n: f"event:{marked[n]}" if n in marked else "", event=event,
    )  # fmt: skip
    return page, first


def _marked(line: tuple[int, str], at: tuple[int, int]) -> tuple[int, str]:
    """A line with the part of a sentence in it between words."""
    start, text = line
    begin, end = max(0, at[0] - start), min(len(text), at[1] - start)
    marked = f"{text[:begin]}[evidence:] {text[begin:end]} [end of evidence]{text[end:]}"
    return start, marked
