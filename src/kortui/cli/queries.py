"""Queries from the command line: what is wrong with one is shown under it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kortui.errors import UsageError
from kortui.text import cell_width, one_line, sanitise, truncate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from kortui.config import Settings
    from kortui.model import Library
    from kortui.search.index import Result, Searcher
    from kortui.search.query import Query
    from kortui.search.syntax import Problem


_AROUND = 40
"""Characters of a long query shown on either side of what is wrong with it."""
_MESSAGE = 300
"""Cells of a message; it may hold a word of the query, and a query may be one long word."""

_TOLD = 8
"""Faults of one query that are told."""


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a query around a problem, and where the problem is in it."""
    first, last = max(0, start - _AROUND), min(len(line), max(end, start + 1), start + _AROUND) + _AROUND
    before = "…" if first else ""
    shown = before + line[first:last] + ("…" if last < len(line) else "")
    offset = len(before) - first
    return shown, start + offset, min(end, start + _AROUND) + offset


def saved_searches(settings: Settings) -> dict[str, str]:
    """The person's saved searches by name."""
    from kortui.searches import merged

    return merged(settings.saved)


def searcher(library: Library, query: Query, settings: Settings, db: Path | None = None) -> Searcher:
    """What answers a query as the app does: saved searches, stars and notes are those of the person.

    Args:
        library: The records.
        query: Stars and notes are read only for one that may ask for them.
        settings: The person's.
        db: The database as named on the command line; notes belong to one.
    """
    from kortui.search.days import today
    from kortui.search.index import Searcher

    saved = saved_searches(settings) if _names_saved(query) else None
    return Searcher(library, saved=saved, starred=_starred, noted=lambda: _noted(library, db), today=today())


def _starred() -> Collection[str]:
    from kortui import config
    from kortui.stars import FILE, Stars

    return Stars(config.paths().state / FILE).ids


def _noted(library: Library, db: Path | None) -> Collection[str]:
    from kortui import config
    from kortui.notes import of_database

    return of_database(config.database(db), library).by_record.keys()


def _names_saved(query: Query) -> bool:
    from kortui.search.syntax import Field, leaves

    return any(isinstance(leaf, Field) and leaf.name == "saved" for leaf, _ in leaves(query.root))


def _saved_problems(query: Query, settings: Settings) -> tuple[Problem, ...]:
    if not _names_saved(query):
        return ()
    from kortui.search.saved import resolve

    return resolve(query, saved_searches(settings))[1]


def parsed(text: str, settings: Settings) -> Query:
    """The query a text means.

    Args:
        text: What was typed.
        settings: The person's, which hold the saved searches.

    Raises:
        UsageError: Without words, once what is wrong stands on stderr with a caret under it.
    """
    from kortui.search.query import parse

    line = one_line(sanitise(text))
    query = parse(line)
    _refuse(line, (*query.problems, *_saved_problems(query, settings)))
    return query


def answer(found: Searcher, query: Query) -> Result:
    """The answer to a query; raises as `parsed` when it asks of this library for what nothing can be meant by."""
    result = found.search(query)
    _refuse(query.text, result.problems)
    return result


def _refuse(line: str, problems: Sequence[Problem]) -> None:
    if problems:
        for problem in problems[:_TOLD]:
            shown, start, end = _window(line, problem.start, problem.end)
            caret = " " * cell_width(shown[:start]) + "^" * max(1, cell_width(shown[start:end]))
            print(f"kortui: {truncate(one_line(sanitise(problem.message)), _MESSAGE)}\n  {shown}\n  {caret}", file=sys.stderr)
        if len(problems) > _TOLD:
            print(f"kortui: and {len(problems) - _TOLD:,} more", file=sys.stderr)
        raise UsageError("")
