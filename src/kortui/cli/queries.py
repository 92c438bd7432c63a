"""Queries from the command line: what is wrong with one is shown under it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kortui.text import cell_width, one_line, sanitise, truncate

if TYPE_CHECKING:
    from kortui.search.query import Query


_AROUND = 40
"""Characters of a long query shown on either side of what is wrong with it."""
_MESSAGE = 300
"""Cells of a message; it may hold a word of the query, and a query may be one long word."""


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a query around a problem, and where the problem is in it."""
    first, last = max(0, start - _AROUND), min(len(line), max(end, start + 1), start + _AROUND) + _AROUND
    before = "…" if first else ""
    shown = before + line[first:last] + ("…" if last < len(line) else "")
    offset = len(before) - first
    return shown, start + offset, min(end, start + _AROUND) + offset


def parsed(text: str) -> Query:
    """The query a text means.

    Raises:
        click.exceptions.Exit: With 2, once what is wrong stands on stderr with a caret under it.
    """
    from kortui.search.query import parse

    line = one_line(sanitise(text))
    query = parse(line)
    if query.problems:
        for problem in query.problems:
            shown, start, end = _window(line, problem.start, problem.end)
            caret = " " * cell_width(shown[:start]) + "^" * max(1, cell_width(shown[start:end]))
            print(f"kortui: {truncate(problem.message, _MESSAGE)}\n  {shown}\n  {caret}", file=sys.stderr)
        raise click.exceptions.Exit(2)
    return query
