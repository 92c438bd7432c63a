"""From lines of a terminal or a pipe to commands."""

from __future__ import annotations

import sys
from typing import TextIO

from kortui.plain.reader import LONGEST, Reader
from kortui.slow import slow_told


def read(reader: Reader, source: TextIO, *, prompt: bool) -> None:
    """Take lines until there are no more or one says to leave.

    Args:
        reader: Who carries them out.
        source: Where they come from.
        prompt: Whether somebody is to be asked for them.
    """
    out = reader.out
    while reader.going:
        if prompt:
            out.write("> ")
        out.flush()
        line = source.readline(LONGEST + 1)
        if not line:
            break
        while len(line) > LONGEST and not line.endswith("\n"):  # the rest of a line that was pasted by mistake
            more = source.readline(LONGEST + 1)
            if not more or more.endswith("\n"):
                break
        with slow_told(lambda: print("Still looking through the records; ctrl+c leaves.", file=sys.stderr)):
            reader.take(line)
    out.flush()
