"""Queries from the command line: what is wrong with one is shown under it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kortui.text import cell_width, one_line, sanitise

if TYPE_CHECKING:
    from kortui.search.query import Query


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
            before = cell_width(line[: problem.start])
            under = max(1, cell_width(line[problem.start : problem.end]))
            print(f"kortui: {problem.message}\n  {line}\n  {' ' * before}{'^' * under}", file=sys.stderr)
        raise click.exceptions.Exit(2)
    return query
