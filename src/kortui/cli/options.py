"""What several commands share: ``--db``, ``--format``, ids from stdin."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kortui.cli.library import GRID_FORMATS, RECORD_FORMATS, at_once, load, prepare
from kortui.errors import UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = [
    "GRID_FORMATS", "QUERY_WORDS", "RECORD_FORMATS", "FormatType", "QueryCommand", "complete_ids", "complete_words",
    "config_option", "db_option", "format_option", "ids_of", "limit_option", "load", "prepare",
]  # fmt: skip

Function = TypeVar("Function", bound=Callable[..., Any])


_OFFERED = 1_000
"""Ids of events that are offered to the tab key; of more it takes another letter."""

QUERY_WORDS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""Context settings of commands that take a query: ``-word`` is a word to exclude, also when it begins with h."""


class QueryCommand(click.Command):
    """A command that takes a query: ``-word`` excludes, but ``-h`` alone is help and an unknown ``--option`` a mistake."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words, up to ``--`` with options among them.

        Raises:
            click.NoSuchOption: For an option the command does not have.
        """
        words = args[: args.index("--")] if "--" in args else args
        known = [name for option in self.get_params(ctx) for name in option.opts]
        for place, word in enumerate(words):
            name = word.partition("=")[0]
            if word == "-h":
                args = [*args[:place], "--help", *args[place + 1 :]]
            elif name.startswith("--") and name not in known:
                from difflib import get_close_matches

                raise click.NoSuchOption(name, possibilities=get_close_matches(name, known, 2), ctx=ctx)
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Options, and for a word behind a single ``-`` what it may exclude."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-") and not incomplete.startswith("--"):
            from kortui.cli.completing import complete_query

            found += complete_query(ctx, None, incomplete)
        return found


def complete_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Fields and values of the query language that begin so."""
    from kortui.cli.completing import complete_query

    return complete_query(ctx, param, incomplete)


def db_option(function: Function) -> Function:
    """``--db PATH``: which database to read."""
    option = click.option(
        "--db", "db", metavar="PATH", type=click.Path(path_type=Path), help="Database; else KORTUI_DB, else the bundled one."
    )
    return option(function)


def config_option(function: Function) -> Function:
    """``--config PATH``: another settings file than the person's own."""
    option = click.option(
        "--config", "settings", metavar="PATH", type=click.Path(path_type=Path), help="Another settings file."
    )
    return option(function)


class FormatType(click.ParamType[str]):
    """A format by name: those listed, or an exporter of another package."""

    name = "format"

    def __init__(self, formats: tuple[str, ...], plugins: bool) -> None:
        self.formats = formats
        self.plugins = plugins

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The names, for the usage."""
        return f"[{'|'.join(self.formats)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, when there is such a format."""
        name = str(value)
        if name in self.formats:
            return name
        if self.plugins:
            from kortui.export import registry

            if name in registry.names():
                return name
        from difflib import get_close_matches

        close = get_close_matches(name, self.formats, 1)
        hint = f"did you mean {close[0]}?" if close else f"use {', '.join(self.formats)}."
        self.fail(f"there is no format {name!r} here; {hint}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Names that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self.formats if name.startswith(incomplete)]


def format_option(formats: tuple[str, ...] = GRID_FORMATS, plugins: bool = False) -> Callable[[Function], Function]:
    """``--format``: table on a terminal and tsv in a pipe unless said."""
    return click.option(
        "--format", "chosen", type=FormatType(formats, plugins), help="Default: table on a terminal, tsv in a pipe."
    )


def limit_option(function: Function) -> Function:
    """``--limit N``: how many records to print."""
    option = click.option("--limit", type=click.IntRange(min=0), help="Print at most so many; 0 prints all.")
    return option(function)


def ids_of(words: Iterable[str]) -> list[str]:
    """Ids as given; ``-`` stands for stdin: an id at the beginning of each line, or a record of JSON a line.

    Raises:
        UsageError: When a line of JSON holds no id.
    """
    found: list[str] = []
    for word in words:
        found += _ids_in([line for line in sys.stdin if line.strip()]) if word == "-" else [word]
    return found


def _ids_in(lines: list[str]) -> list[str]:
    """The ids of another command's output: its heading, as tsv, csv and tables have one, is none."""
    if lines and lines[0].lstrip().startswith("{"):
        return [_id_of_row(line) for line in lines]
    first = [re.split(r"[\s,]", line.strip(), maxsplit=1)[0].rstrip("…") for line in lines]  # a table may have cut the id
    return first[1:] if first[:1] == ["id"] else first


def _id_of_row(line: str) -> str:
    import json

    try:
        return str(json.loads(line)["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError("a line of stdin is no record with an id", "", "print them with --format ids") from error


def complete_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of the database that begin so, with what they stand for; nothing when it cannot be read."""
    from click.shell_completion import CompletionItem

    from kortui.errors import DatabaseError

    try:
        library = at_once(ctx.params.get("db"))
    except DatabaseError:
        return []
    if library is None:
        return []
    named: list[tuple[str, str]] = []
    if param.name == "ids":
        index, events = library.index, [one for one in library.index.row if one.startswith(incomplete)]
        # of a hundred thousand nobody chooses, and the titles would have to be read
        named += [(one, library.events[index.row[one]].title) for one in events] if len(events) <= _OFFERED else []
        named += [(one, index.document[one].title) for one in index.document if one.startswith(incomplete)]
    named += [(e.id, e.name) for e in library.entities] if ctx.info_name == "show" else []
    named += [(s.id, s.measure) for s in library.series] if param.name == "name" or ctx.info_name == "show" else []
    return [CompletionItem(one, help=words) for one, words in named if one.startswith(incomplete)]
