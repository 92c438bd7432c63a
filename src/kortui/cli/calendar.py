"""``today``: what happened on this day, which anniversaries it is, and what is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from kortui.cli.options import GRID_FORMATS, db_option, format_option, load
from kortui.cli.output import bold, default_format, note, width, wrap, write, write_grid
from kortui.text import cell_width

_INDENT = " " * 4


def _day(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date:
    if value is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it like 2026-05-29") from error


def _entry(when: str, title: str, record: str) -> Iterator[str]:
    """A record on a line of its own, or where it is too long for the terminal on several, broken at blanks."""
    columns = width()
    line = f"  {when}: {title}  {record}"
    if columns is None or cell_width(line) <= columns:
        yield line + "\n"
        return
    for number, part in enumerate(wrap(f"{when}: {title} {record}", _INDENT, columns)):
        yield (part if number else part[len(_INDENT) // 2 :]) + "\n"


@click.command("today")
@click.option("--date", "day", metavar="YYYY-MM-DD", callback=_day, help="Another day than today.")
@db_option
@format_option(GRID_FORMATS)
def today_command(day: datetime.date, db: Path | None, chosen: str | None) -> int:
    """What happened on this day and in this month, round anniversaries of the year, and what is planned or due."""
    from kortui.export.grid import Grid
    from kortui.overview.days import lines_of

    library = load(db)
    lines = list(lines_of(library, day))
    style = default_format(chosen)
    if style != "table":
        write_grid(Grid(("id", "section", "date", "when", "title"), lines), style, "title")
    else:
        for section in dict.fromkeys(line[1] for line in lines):
            write([f"{bold(section)}\n"])
            for one, of, date, when, title in lines:
                if of == section:
                    write(_entry(f"{date}{f' ({when})' if when else ''}", title, one))
    if not lines:
        note(f"nothing on {day.isoformat()}")
    return 0 if lines else 1
