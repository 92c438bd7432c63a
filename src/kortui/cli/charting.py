"""``chart``: a series as bars a terminal can show anywhere, or as its points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui.cli.library import own_settings
from kortui.cli.options import GRID_FORMATS, complete_ids, config_option, db_option, format_option, load
from kortui.cli.output import default_format, note, width, wrap, write, write_grid
from kortui.text import cell_width

if TYPE_CHECKING:
    from kortui.model import Series

_BLOCKS = " ▏▎▍▌▋▊▉█"
_PLAIN_WIDTH = 80
_LEAST_BAR = 8
_STATUS = {"actual": "", "target": "target", "forecast": "forecast"}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SAID = {">": "over ", ">=": "at least ", "<": "under ", "<=": "up to ", "~": "about ", "<~": "nearly "}


@click.command("chart")
@click.argument("name", metavar="[SERIES]", required=False, shell_complete=complete_ids)
@db_option
@click.option("--log/--linear", "log", default=None, help="Axis; default is the setting `axis`, log at first.")
@click.option("--ascii", "plain", is_flag=True, help="Bars of # signs.")
@format_option(GRID_FORMATS)
@config_option
def chart_command(
    name: str | None, db: Path | None, log: bool | None, plain: bool, chosen: str | None, settings: Path | None
) -> int:
    """Draw a series, named by its id or measure or a beginning of one; without a name, list them.

    Bars of targets and forecasts are hatched, and every figure keeps its "about"; of a range the way from its lower to
    its upper end is hatched. In a pipe the points are printed.
    """
    from kortui.cli import grids, naming
    from kortui.overview.series import of_series

    own = own_settings(settings)
    library = load(db)
    style = default_format(chosen)
    if name is None:
        listing = grids.LISTINGS["series"]
        write_grid(grids.series_grid(library, spoken=style == "table"), style, listing.flexible, brief=listing.brief)
        return 0 if library.series else 1
    series = naming.series(library, name)
    if style != "table":
        write_grid(grids.point_grid(series), style, "date")
        return 0
    log = own.axis == "log" if log is None else log
    plain = plain or own.glyphs == "ascii"
    columns = width() or _PLAIN_WIDTH
    write(draw(series, columns, log=log, plain=plain))
    figures = of_series(library, series)
    if figures.points:
        write(line + "\n" for line in wrap(f"{figures.sentence}.", "", columns))
    note(f"enter a figure's record with `kortui show ID`; ids: kortui chart {series.id} --format tsv")
    return 0


def figure(value: float, unit: str, hedge: str | None = None, value_to: float | None = None) -> str:
    """A figure in words: ``about 10.4 billion USD``, ``600 to 650 million USD``.

    Args:
        value: In base units.
        unit: Currency or other unit.
        hedge: One of `kortui.vocabulary.Hedge`, None for a plain figure.
        value_to: Upper end of a range.
    """
    number, word = _scaled(value)
    if value_to is not None:
        upper, scale = _scaled(value_to)
        number, word = f"{number}{f' {word}' if word and word != scale else ''} to {upper}", scale
    return " ".join(part for part in (_SAID.get(hedge or "", "") + number, word, unit) if part)


def _scaled(value: float) -> tuple[str, str]:
    """A figure's digits, and the word of their scale."""
    scale, word = next(((s, w) for s, w in _SCALES if abs(value) >= s), (1, ""))
    return f"{value / scale:,.6g}", word


def draw(series: Series, columns: int, *, log: bool, plain: bool) -> Iterator[str]:
    """The chart, a line a point; a caption says unit and axis, for bars alone do not.

    Args:
        series: What to draw.
        columns: Room in cells.
        log: Whether bars grow with the order of magnitude.
        plain: Whether only ASCII may be used.
    """
    from kortui.cli.grids import said_date

    whose = " – ".join(one for one in (series.reporter, series.partner) if one)
    values = [end for point in series.points for end in (point.value, point.value_to) if end is not None]
    log = log and bool(values) and min(values) > 0
    axis = "logarithmic: a bar twice as long is not twice the figure" if log else "linear"
    yield f"{series.measure}, {series.unit}{f' ({whose})' if whose else ''}; {axis}\n"
    if not values:
        yield "no points\n"
        return
    dates = [said_date(point) for point in series.points]
    words = [
        figure(p.value, series.unit, p.hedge, p.value_to) + (f" ({_STATUS[p.status]})" if _STATUS[p.status] else "")
        for p in series.points
    ]
    date_room, word_room = max(map(cell_width, dates)), max(map(cell_width, words))
    room = max(_LEAST_BAR, columns - date_room - word_room - 4)
    low, high = (math.log10(min(values)), math.log10(max(values))) if log else (0.0, max(values))
    floor = math.floor(low) if log else min(0.0, min(values))
    for point, date, word in zip(series.points, dates, words, strict=True):
        ends = [math.log10(end) if log else end for end in (point.value, point.value_to) if end is not None]
        cells = [((end - floor) / (high - floor) if high > floor else 1.0) * room for end in ends]
        mark = _bar(cells[0], plain, point.status == "actual")
        if len(cells) > 1:
            whole = round(cells[0]) if point.status == "actual" else 0
            mark = _bar(whole, plain, True) * bool(whole) + _bar(cells[1] - whole, plain, False)
        yield f"{date}{' ' * (date_room - cell_width(date))}  {mark}{' ' * (room - cell_width(mark))}  {word}\n"


def _bar(cells: float, plain: bool, actual: bool) -> str:
    if plain or not actual:
        return ("#" if actual else "." if plain else "░") * max(1, round(cells))
    whole = int(cells)
    part = _BLOCKS[int((cells - whole) * 8)].strip()
    return "█" * whole + part or _BLOCKS[1]
