"""Rows under columns as csv, tsv, a Markdown table, JSON or JSON lines."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kortui.records import dataclass
from kortui.text import one_line

Cell = str | int | float | bool | None

_NUMBER = re.compile(r"-\d+(\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of anything.

    Attributes:
        columns: Names of the columns; the first column identifies the row.
        rows: Cells.
        records: The rows as JSON objects where that says more than the cells; empty when it does not.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    records: Sequence[Mapping[str, Any]] = ()

    def objects(self) -> Iterable[Mapping[str, Any]]:
        """One JSON object a row."""
        return self.records or (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def cell_text(cell: Cell) -> str:
    """A cell as one line: nothing for None, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return one_line(cell) if isinstance(cell, str) else str(cell)


def disarmed(text: str) -> str:
    """Text that a spreadsheet takes for text: what it would run as a formula gets an apostrophe before it.

    The rule is OWASP's on CSV injection; plain negative numbers stay numbers.
    """
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def to_csv(grid: Grid) -> Iterator[str]:
    """RFC 4180 with LF line ends, for shells; cells disarmed against formulas."""
    import csv  # 3 ms that other formats need not pay

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in chain([grid.columns], grid.rows):
        writer.writerow([disarmed(cell_text(cell)) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def to_tsv(grid: Grid) -> Iterator[str]:
    """One line a row, cells without tabs or line ends, nothing quoted: for cut, awk and sort."""
    for row in chain([grid.columns], grid.rows):
        yield "\t".join(map(cell_text, row)) + "\n"


def to_markdown(grid: Grid) -> Iterator[str]:
    """A pipe table."""
    yield "| " + " | ".join(grid.columns) + " |\n"
    yield "|" + " --- |" * len(grid.columns) + "\n"
    for row in grid.rows:
        yield "| " + " | ".join(escape_markdown(cell_text(cell)) for cell in row) + " |\n"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is, also in a table's cell and inside brackets."""
    return re.sub(r"([\\`*_\[\]<>|#~&!])", r"\\\1", text)


def to_json(grid: Grid) -> Iterator[str]:
    """One array, an object a line; ``[]`` on one line when there is nothing in it."""
    number = -1
    yield "["
    for number, one in enumerate(grid.objects()):
        yield (",\n" if number else "\n") + dump(one)
    yield "]\n" if number < 0 else "\n]\n"


def to_jsonl(grid: Grid) -> Iterator[str]:
    """One object a line."""
    for one in grid.objects():
        yield dump(one) + "\n"


def to_ids(grid: Grid) -> Iterator[str]:
    """The first column, a line each."""
    for row in grid.rows:
        yield cell_text(row[0]) + "\n"


def dump(value: Any) -> str:
    """JSON on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


WRITERS: Mapping[str, Callable[[Grid], Iterator[str]]] = {
    "tsv": to_tsv,
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "md": to_markdown,
    "ids": to_ids,
}
"""Formats of a table by name."""
