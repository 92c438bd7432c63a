"""The size of a terminal's window, as the kernel has it: variables such as COLUMNS are often those of another window."""

from __future__ import annotations

import os

from kortui.terminal.output import HIGHEST, WIDEST


def window_size(*descriptors: int) -> tuple[int, int]:
    """Columns and rows by the first descriptor that knows, clamped to 500x200; 80x24 where none does."""
    for descriptor in descriptors:
        try:
            columns, rows = os.get_terminal_size(descriptor)
        except OSError:
            continue
        if columns and rows:
            return min(columns, WIDEST), min(rows, HIGHEST)
    return 80, 24
