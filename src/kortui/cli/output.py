"""Writing: data to stdout, narration to stderr, tables as wide as the terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import TypeVar

from kortui.cli.front import terminal_columns
from kortui.export.grid import WRITERS, Grid, cell_text
from kortui.text import cell_width, one_line, sanitise, truncate

T = TypeVar("T")

GAP = "  "
PLAIN_WIDTH = 100
"""Cells a line of prose takes where no terminal says how wide it is."""
_PROSE = 30
"""Cells in which a cut sentence still says something."""
_FEW = 1_000
"""Items that are gone through before anybody would ask how far it is."""
_MEASURED = 1_000
"""Rows by which a terminal's columns are measured; those behind them are written as they are read."""
_LEAST = 10
"""Cells a column keeps at least; with fewer it says nothing and is better left out."""


def is_terminal() -> bool:
    """Whether data go to a terminal and not into a pipe or file."""
    return sys.stdout.isatty()


def write(pieces: Iterable[str]) -> None:
    """Data to stdout."""
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def note(line: str) -> None:
    """One line of narration to stderr; where that cannot be written, what is done is done all the same."""
    with suppress(OSError):
        print(one_line(sanitise(line)), file=sys.stderr)


def remark(line: str) -> None:
    """One line of narration that only somebody who watches has a use for: what takes long."""
    if sys.stderr.isatty():
        note(line)


def watched(items: Sequence[T], noun: str, *, to_file: bool = False) -> Sequence[T]:
    """The same items; of many it is said how far one is, where somebody watches stderr and the data go elsewhere.

    Args:
        items: The items.
        noun: What they are.
        to_file: Whether the data do not go to stdout.
    """
    if len(items) <= _FEW or not sys.stderr.isatty() or (sys.stdout.isatty() and not to_file):
        return items
    from kortui.cli.progress import Watched

    return Watched(items, noun, sys.stderr)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 event``, ``2 events``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def default_format(chosen: str | None) -> str:
    """The format asked for; else a table on a terminal and tsv in a pipe."""
    return chosen or ("table" if is_terminal() else "tsv")


def width() -> int | None:
    """Columns to fit a table into; None when nobody watches."""
    return terminal_columns() if is_terminal() else None


def write_grid(
    grid: Grid,
    chosen: str,
    flexible: str,
    paint: Callable[[str], str] | None = None,
    brief: tuple[str, ...] = (),
) -> list[str]:
    """Write a table in a format of `kortui.export.grid`, or as ``table``; the columns for which there was no room.

    Args:
        grid: The table.
        chosen: Name of the format.
        flexible: Column that is cut first when the terminal is too narrow.
        paint: Puts codes into the cells of that column where they go to a terminal.
        brief: Columns a ``table`` shows; empty for all.
    """
    if chosen != "table":
        write(WRITERS[chosen](grid))
        return []
    shown = [at for at, name in enumerate(grid.columns) if not brief or name in brief]
    names = [grid.columns[at] for at in shown]
    room, flex = width(), names.index(flexible)
    rows = ([cell_text(row[at]) for at in shown] for row in grid.rows)
    first = list(islice(rows, None if room is None else _MEASURED))
    wanted = [max(map(cell_width, column)) for column in zip(names, *first, strict=True)]
    widths = wanted if room is None else fitted(wanted, room, flex)
    if room is not None and len(grid.rows) > len(first):  # those to come may be longer
        widths[flex] += max(0, room - sum(widths) - len(GAP) * (sum(map(bool, widths)) - 1))
    cut = 0

    def counting(some: Iterable[list[str]]) -> Iterator[list[str]]:
        nonlocal cut
        for row in some:
            cut += sum(0 < room < cell_width(cell) for room, cell in zip(widths, row, strict=True))
            yield row

    write(_lines([names], widths, flex, None))
    write(_lines(counting(chain(first, rows)), widths, flex, paint if is_terminal() else None))
    left_out = [name for name, room in zip(names, widths, strict=True) if not room]
    _narrate(left_out, cut)
    return left_out


def _narrate(left_out: Sequence[str], cut: int) -> None:
    """Say what the terminal had no room for."""
    said = [f"{counted(cut, 'cell')} cut"] if cut else []
    said += [f"{', '.join(left_out)} left out"] if left_out else []
    if said:
        note(f"{' and '.join(said)}: the terminal is too narrow; --format tsv gives all")


def fitted(wanted: list[int], room: int, flexible: int) -> list[int]:
    """Widths of columns that fit a terminal; 0 leaves a column out.

    Columns that have no room for even a beginning are left out from the right, never the first (the id) or the flexible one;
    then the flexible one gives way as far as prose can be read, then whichever is widest.

    Args:
        wanted: Width each column would like.
        room: Cells there are.
        flexible: Column that gives way first.
    """
    least = [min(w, _LEAST) for w in wanted]
    least[0] = min(wanted[0], max(_LEAST, room // 3))
    kept = list(range(len(wanted)))

    def total(widths: list[int]) -> int:
        return sum(widths[at] for at in kept) + len(GAP) * (len(kept) - 1)

    while total(least) > room and (spare := [at for at in kept if at not in (0, flexible)]):
        kept.remove(spare[-1])
    widths = list(wanted)
    prose = max(_PROSE, least[flexible])
    widths[flexible] = max(min(prose, wanted[flexible]), wanted[flexible] - max(0, total(widths) - room))
    while total(widths) > room and (above := [at for at in kept if widths[at] > least[at]]):
        widths[max(above, key=lambda at: widths[at])] -= 1
    return [w if at in kept else 0 for at, w in enumerate(widths)]


def _lines(rows: Iterable[Sequence[str]], widths: list[int], painted: int, paint: Callable[[str], str] | None) -> Iterator[str]:
    kept = [at for at, room in enumerate(widths) if room]
    for row in rows:
        cells = []
        for at in kept:
            cell = truncate(row[at], widths[at])
            blank = " " * (widths[at] - cell_width(cell))
            cells.append((paint(cell) if paint is not None and at == painted else cell) + blank)
        yield GAP.join(cells).rstrip() + "\n"


_WORD = re.compile(r"\S+")


def wrap(text: str, indent: str, columns: int) -> Iterator[str]:
    """Text broken at spaces into indented lines of at most `columns` cells; a longer word stands alone."""
    room, words, used = columns - cell_width(indent), list[str](), 0
    for match in _WORD.finditer(text):  # a list of all words of a long document would take ten times its memory
        word = match[0]
        wide = cell_width(word)
        if words and used + 1 + wide > room:
            yield indent + " ".join(words)
            words, used = [word], wide
        else:
            used += wide + bool(words)
            words.append(word)
    if words:
        yield indent + " ".join(words)


def _has_bold() -> bool:
    """Bold is no colour, so `NO_COLOR` does not matter to it."""
    return is_terminal() and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Text in bold on a terminal, as it is elsewhere."""
    return f"\x1b[1m{text}\x1b[0m" if _has_bold() else text


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
