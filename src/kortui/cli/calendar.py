"""``today``: what happened on this day, which anniversaries it is, and what is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui import edtf
from kortui.cli.options import GRID_FORMATS, db_option, format_option, load
from kortui.cli.output import bold, default_format, note, write, write_grid

if TYPE_CHECKING:
    from kortui.model import Event, Library

_ROUND = 5
"""Years that are a multiple of this are anniversaries worth naming when only the year of an event is known."""
_AHEAD = ("planned", "target", "forecast", "deadline", "anniversary", "conditional")

Line = tuple[str, str, str, str, str]


def _day(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date:
    if value is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it like 2026-05-29") from error


@click.command("today")
@click.option("--date", "day", metavar="YYYY-MM-DD", callback=_day, help="Another day than today.")
@db_option
@format_option(GRID_FORMATS)
def today_command(day: datetime.date, db: Path | None, chosen: str | None) -> int:
    """What happened on this day and in this month, round anniversaries of the year, and what is planned or due."""
    from kortui.export.grid import Grid

    library = load(db)
    lines = list(lines_of(library, day))
    style = default_format(chosen)
    if style != "table":
        write_grid(Grid(("id", "section", "date", "when", "title"), lines), style, "title")
    else:
        for section in dict.fromkeys(line[1] for line in lines):
            write([f"{bold(section)}\n"])
            write(
                f"  {date}{f' ({when})' if when else ''}  {title}  {one}\n"
                for one, of, date, when, title in lines
                if of == section
            )
    if not lines:
        note(f"nothing on {day.isoformat()}")
    return 0 if lines else 1


def lines_of(library: Library, day: datetime.date) -> Iterator[Line]:
    """Id, section, date, how long ago or to go, and title of what a day brings.

    Args:
        library: Where to look.
        day: The day.
    """
    sections = (
        ("On this day", _same_day),
        ("In this month", _same_month),
        ("Anniversaries this year", _same_year),
        ("Planned, aimed at or due", _ahead),
    )
    told: set[str] = set()
    for section, when in sections:
        for event in library.events:
            words = when(event, day)
            if words is not None and event.id not in told:
                told.add(event.id)
                yield event.id, section, event.date.display, words, event.title


def _date(event: Event) -> edtf.Edtf | None:
    return edtf.parse(event.date.edtf) if event.date.edtf else None


def _past(event: Event) -> edtf.Edtf | None:
    date = _date(event)
    return date if date and date.kind == "date" and event.date.role not in _AHEAD else None


def _years(start: edtf.Day | None, day: datetime.date) -> str | None:
    ago = day.year - start[0] if start else 0
    return f"{ago} year{'' if ago == 1 else 's'} ago" if ago > 0 else None


def _same_day(event: Event, day: datetime.date) -> str | None:
    date = _past(event)
    if date is None or date.precision != "day" or date.bounds.start is None:
        return None
    return _years(date.bounds.start, day) if date.bounds.start[1:] == (day.month, day.day) else None


def _same_month(event: Event, day: datetime.date) -> str | None:
    date = _past(event)
    if date is None or date.precision not in ("day", "month") or date.bounds.start is None:
        return None
    return _years(date.bounds.start, day) if date.bounds.start[1] == day.month else None


def _same_year(event: Event, day: datetime.date) -> str | None:
    date = _past(event)
    if date is None or date.precision not in ("day", "month", "year") or date.bounds.start is None or event.type == "statistic":
        return None
    ago = day.year - date.bounds.start[0]
    return _years(date.bounds.start, day) if ago > 0 and ago % _ROUND == 0 else None


def _ahead(event: Event, day: datetime.date) -> str | None:
    date = _date(event)
    if date is None or event.date.role not in _AHEAD or date.bounds.end is None:
        return None
    to_go = date.bounds.end[0] - day.year
    if date.bounds.end < (day.year, day.month, day.day):
        return None
    return "this year" if to_go == 0 else f"{to_go} year{'' if to_go == 1 else 's'} to go"
