"""A frame as a file: the cells of a stage as text and styles, without a single control sequence.

What a terminal is sent is made of it by the output stage, as from what Textual writes, so a file that somebody tampered with
can show other words but can neither move the cursor nor answer for the terminal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from kortui.terminal.capabilities import Capabilities
from kortui.terminal.colours import DEFAULT, RGB, Style
from kortui.terminal.glyphs import cells
from kortui.terminal.output import HIGHEST, WIDEST, Line, Stage

_SEPARATOR = "\t"
_ATTRIBUTES = 64
"""One more than all attribute bits together."""


def dump(rows: Sequence[Line], cursor: tuple[int, int], key: str) -> bytes:
    """A frame as a file's bytes.

    Args:
        rows: Its rows, as of `Stage.lines`.
        cursor: Row and column of the cursor.
        key: All that decides what the frame looks like, in words; see `load`.
    """
    numbers: dict[Style, int] = {}
    lines = []
    for glyphs, styles in rows:
        runs = [(numbers.setdefault(style, len(numbers)), len(list(run))) for style, run in groupby(styles)]
        lines.append([_SEPARATOR.join(glyphs), runs])
    frame = {"key": key, "cursor": cursor, "styles": list(numbers), "lines": lines}
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()


def load(data: bytes, key: str, capabilities: Capabilities, columns: int, rows: int) -> Stage | None:
    """A stage that wants to show a frame kept earlier.

    Args:
        data: The file's bytes.
        key: What decides now; the frame is of use only where the same did then.
        capabilities: What the terminal can do.
        columns: Its width in cells.
        rows: Its height in cells.

    Returns:
        The stage; None when the file holds another frame, or nothing that the output stage would have made.
    """
    try:
        frame = json.loads(data)
        if frame["key"] != key or not (0 < columns <= WIDEST and 0 < rows <= HIGHEST):
            return None
        styles = [_style(one) for one in frame["styles"]]
        lines = [_line(text, runs, styles, columns, capabilities) for text, runs in frame["lines"]]
        row, column = frame["cursor"]
        if len(lines) != rows or not (type(row) is type(column) is int and 0 <= row < rows and 0 <= column < columns):
            return None
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    stage = Stage(capabilities, columns, rows)
    stage.fill(lines, (row, column))
    return stage


def _style(value: Any) -> Style:
    """A style, checked.

    Raises:
        ValueError: When it is none.
    """
    fore, back, attributes = value
    for colour in (fore, back):
        if type(colour) is not int or not (DEFAULT <= colour < 256 or RGB <= colour < 2 * RGB):
            raise ValueError("no colour")
    if type(attributes) is not int or not 0 <= attributes < _ATTRIBUTES:
        raise ValueError("no attributes")
    return fore, back, attributes


def _line(text: str, runs: Any, styles: list[Style], columns: int, capabilities: Capabilities) -> Line:
    """One row of cells, checked: its glyphs must be those the stage itself makes of their text.

    Raises:
        ValueError: When they are not.
    """
    glyphs = text.split(_SEPARATOR)
    line: list[Style] = []
    for number, count in runs:
        if type(number) is not int or type(count) is not int or not (0 <= number < len(styles) and 0 < count <= columns):
            raise ValueError("no run")
        line += [styles[number]] * count
    joined = "".join(glyphs)
    if joined.isascii():
        sound = joined.isprintable() and len(joined) == len(glyphs)
    else:
        sound = joined.isprintable() and list(cells(joined, capabilities.charset)) == glyphs
    if not sound or len(glyphs) != columns or len(line) != columns:
        raise ValueError("no line")
    return glyphs, line
