"""Why records were found: for each the text that matches best, with what matches lit; and what to try when none was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kortui.cli.library import GRID_FORMATS
from kortui.cli.output import emphasised, note, width, write, write_grid
from kortui.errors import UsageError
from kortui.export.grid import Grid
from kortui.made import Made
from kortui.search import highlight
from kortui.text import cell_width, one_line, truncate

if TYPE_CHECKING:
    from kortui.model import Event, Library
    from kortui.search.index import Searcher
    from kortui.search.query import Query
    from kortui.search.whys import Why

_COLUMNS = ("id", "date", "title", "where", "document", "start", "end", "text", "spans", "name")
_INDENT = "    "
_LINE = 100
"""Cells of a line where no terminal says how wide it is."""
_WORD = re.compile(r"\S+")


def write_whys(searcher: Searcher, query: Query, rows: Sequence[int], chosen: str) -> None:
    """Print why rows were found.

    Args:
        searcher: Of the library.
        query: What they were found by.
        rows: The rows, in order.
        chosen: ``table`` gives a paragraph a record; other formats of tables a row, with ``spans`` as ``start-end`` of its
            text, in JSON as pairs of numbers, and ``name`` as the other name by which its text is found.

    Raises:
        UsageError: When the format has no place for it.
    """
    if chosen not in GRID_FORMATS:
        raise UsageError(f"the format {chosen!r} has no place for it", "--why", f"use {', '.join(GRID_FORMATS)}")
    library = searcher.library
    found = Made(rows, lambda row: (library.events[row], searcher.why(row, query)))
    if chosen == "table":
        wanted = searcher.wanted(query)
        columns = width() or _LINE
        write("".join(_paragraph(library, event, why, wanted, columns)) for event, why in found)
        return
    records = Made(found, lambda one: _record(*one))
    write_grid(Grid(_COLUMNS, Made(found, lambda one: _row(*one)), records), chosen, "text")


def _row(event: Event, why: Why) -> tuple[str | int | None, ...]:
    quote = event.evidence[why.number] if why.where == "evidence" else None
    place = (quote.document, quote.start, quote.end) if quote else (None, None, None)
    spans = " ".join(f"{start}-{end}" for start, end in why.spans)
    return event.id, event.date.display, event.title, why.where, *place, why.text, spans, why.name


def _record(event: Event, why: Why) -> dict[str, Any]:
    return {**dict(zip(_COLUMNS, _row(event, why), strict=True)), "spans": why.spans}


def _paragraph(library: Library, event: Event, why: Why, wanted: highlight.Patterns, columns: int) -> Iterator[str]:
    """Id and title, the sentence, and what else it was found by; hits in bold."""
    quote = event.evidence[why.number if why.where == "evidence" else 0]
    source = library.index.document.get(quote.document)
    yield f"{event.id}  {emphasised(event.title, highlight.find(event.title, wanted, title=True))}\n"
    spans = why.spans if why.where == "evidence" else highlight.find(quote.exact, wanted)
    lines = _lit(quote.exact, spans, columns - len(_INDENT))
    yield from (f"{_INDENT}{line}\n" for line in lines)
    named = f" ({why.name})" if why.name else ""
    by = f"{why.where} {why.text}{named}" if why.where in ("actor", "place", "topic") else ""
    told = (event.date.display, by, source.attribution if source else quote.document)
    yield f"{_INDENT}{truncate(one_line(', '.join(filter(None, told))), columns - len(_INDENT))}\n"


def _lit(text: str, spans: Sequence[tuple[int, int]], columns: int) -> Iterator[str]:
    """A text in lines of at most so many cells, broken at blanks, with some stretches in bold."""
    line: list[str] = []
    used = 0
    for word in _WORD.finditer(text):
        begin, end = word.span()
        lit = [(max(a, begin) - begin, min(b, end) - begin) for a, b in spans if a < end and b > begin]
        wide = cell_width(word[0])
        if line and used + 1 + wide > columns:
            yield " ".join(line)
            line, used = [], 0
        line.append(emphasised(word[0], lit))
        used += wide + bool(used)
    if line:
        yield " ".join(line)


def advise(searcher: Searcher, query: Query) -> None:
    """Say what to try in place of a query that finds nothing."""
    from kortui.search.explain import nothing_found

    lines = nothing_found(searcher, query).lines()
    for line in lines or (_tip(searcher, query),):
        note(line)


def _tip(searcher: Searcher, query: Query) -> str:
    """What to try where nothing is near: for words that are no beginnings one that finds something, and lists."""
    from kortui.search.syntax import Word, leaves
    from kortui.search.telling import beginning

    words = [leaf for leaf, _ in leaves(query.root) if isinstance(leaf, Word)]
    begun = beginning(searcher) if words and not any(word.prefix for word in words) else ""
    lists = "see what there is: kortui list entities, documents or searches"
    return f"try a beginning, as in {begun}, or {lists}" if begun else lists
