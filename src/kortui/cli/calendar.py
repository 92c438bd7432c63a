"""``today``: what happened on this day, which anniversaries it is, and what is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui.cli.finding import NOTHING_FOUND
from kortui.cli.options import GRID_FORMATS, db_option, format_option, load
from kortui.cli.output import bold, default_format, note, watched, width, wrap, write, write_grid
from kortui.text import cell_width

if TYPE_CHECKING:
    from kortui.model import Library
    from kortui.overview.days import Section

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
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help="Print at most so many of each section; 0 prints all. Default: 20 as a table, else all.",
)
@format_option(GRID_FORMATS)
def today_command(day: datetime.date, db: Path | None, limit: int | None, chosen: str | None) -> int:
    """What happened on this day and in this month, round anniversaries of the year, and what is planned or due.

    Of a section with more records than are printed, those between the two countries go first, and of these round numbers of
    years and what is due soonest.
    """
    from kortui.overview.days import SHOWN, sections

    library = load(db)
    style = default_format(chosen)
    most = SHOWN if limit is None and style == "table" else limit
    if style == "table":
        shown, total = _tell(library, sections(library, day), most)
    else:
        shown, total = _write(library, list(sections(library, day)), most, style)
    if not total:
        note(f"nothing on {day.isoformat()}")
    elif shown < total:
        note(f"{shown:,} of {total:,} records shown, at most {most:,} of a section; --limit 0 prints all")
    return 0 if total else NOTHING_FOUND


def _tell(library: Library, found: Iterable[Section], most: int | None) -> tuple[int, int]:
    """Write the sections for people, each as soon as it is found; how many records were written, and how many there are."""
    from kortui.overview.days import line_of

    shown = total = 0
    for section in found:
        some = section.some(most)
        shown, total = shown + len(some), total + len(section)
        cut = f", {len(some):,} of {len(section):,}" if len(some) < len(section) else ""
        write([f"{bold(f'{section.name}{cut}')}\n"])
        for row in some:
            one, _, date, when, title = line_of(library, section, row)
            write(_entry(f"{date}{f' ({when})' if when else ''}", title, one))
    return shown, total


def _write(library: Library, found: Sequence[Section], most: int | None, style: str) -> tuple[int, int]:
    """Write the sections in another format; how many records were written, and how many there are."""
    from kortui.export.grid import Grid
    from kortui.made import Made
    from kortui.overview.days import line_of

    rows = [(section, row) for section in found for row in section.some(most)]
    lines = Made(watched(rows, "records"), lambda one: line_of(library, *one))
    write_grid(Grid(("id", "section", "date", "when", "title"), lines), style, "title")
    return len(rows), sum(len(section) for section in found)
