"""Writing: data to stdout, narration to stderr, tables as wide as the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator

import click

from kortui.export.grid import WRITERS, Grid, cell_text
from kortui.text import cell_width, one_line, sanitise, truncate

GAP = "  "
PLAIN_WIDTH = 100
"""Cells a line of prose takes where no terminal says how wide it is."""
_LEAST = 12
"""Cells the widest column of a table keeps however narrow the terminal is."""


def is_terminal() -> bool:
    """Whether data go to a terminal and not into a pipe or file."""
    return sys.stdout.isatty()


def write(pieces: Iterable[str]) -> None:
    """Data to stdout."""
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def note(line: str) -> None:
    """One line of narration to stderr."""
    print(one_line(sanitise(line)), file=sys.stderr)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 event``, ``2 events``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def default_format(chosen: str | None) -> str:
    """The format asked for; else a table on a terminal and tsv in a pipe."""
    return chosen or ("table" if is_terminal() else "tsv")


def width() -> int | None:
    """Columns to fit a table into; None when nobody watches."""
    return shutil.get_terminal_size().columns if is_terminal() else None


def write_grid(grid: Grid, chosen: str, flexible: str, paint: Callable[[str], str] | None = None) -> None:
    """Write a table in a format of `kortui.export.grid`, or as ``table``.

    Args:
        grid: The table.
        chosen: Name of the format.
        flexible: Column that is cut first when the terminal is too narrow.
        paint: Puts codes into the cells of that column where they go to a terminal.
    """
    if chosen != "table":
        write(WRITERS[chosen](grid))
        return
    cut = _write_table(grid, flexible, paint if is_terminal() else None)
    if cut:
        note(f"{counted(cut, 'cell')} cut to the terminal's width; --format tsv gives them whole")


def _write_table(grid: Grid, flexible: str, paint: Callable[[str], str] | None) -> int:
    """Write aligned columns; gives how many cells were cut."""
    rows = [tuple(map(cell_text, row)) for row in grid.rows]
    wanted = [max(map(cell_width, column)) for column in zip(grid.columns, *rows, strict=True)]
    room = width()
    at = grid.columns.index(flexible)
    widths = wanted if room is None else _fitted(wanted, room, at)
    write(_lines([grid.columns], widths, at, None))
    write(_lines(rows, widths, at, paint))
    return sum(cell_width(cell) > widths[at] for row in rows for at, cell in enumerate(row))


def _fitted(wanted: list[int], room: int, flexible: int) -> list[int]:
    """Widths of columns that fit the room: the flexible one gives way first, then the widest, the first (the id) never."""
    widths = list(wanted)
    while (over := sum(widths) + len(GAP) * (len(widths) - 1) - room) > 0:
        at = flexible if widths[flexible] > _LEAST else max(range(1, len(widths)), key=lambda n: widths[n])
        least = _LEAST if widths[at] > _LEAST else 1
        if widths[at] <= 1:
            break
        widths[at] = max(least, widths[at] - over)
    return widths


def _lines(
    rows: Iterable[tuple[str, ...]], widths: list[int], painted: int, paint: Callable[[str], str] | None
) -> Iterator[str]:
    for row in rows:
        cells = [truncate(cell, widths[at]) for at, cell in enumerate(row)]
        padding = [" " * (widths[at] - cell_width(cell)) for at, cell in enumerate(cells)]
        if paint is not None:
            cells[painted] = paint(cells[painted])
        yield GAP.join(cell + blank for cell, blank in zip(cells, padding, strict=True)).rstrip() + "\n"


def wrap(text: str, indent: str, columns: int) -> Iterator[str]:
    """Text broken at spaces into indented lines of at most `columns` cells; a longer word stands alone."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and cell_width(indent) + cell_width(longer) > columns:
            yield indent + line
            line = word
        else:
            line = longer
    if line:
        yield indent + line


def _has_bold() -> bool:
    """Bold is no colour, so `NO_COLOR` does not matter to it."""
    return is_terminal() and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Text in bold on a terminal, as it is elsewhere."""
    return click.style(text, bold=True) if _has_bold() else text


def emphasised(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Text with some stretches in bold; for a terminal.

    Args:
        text: One line.
        spans: Start and end of each, in order and disjoint.
    """
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], bold(text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
