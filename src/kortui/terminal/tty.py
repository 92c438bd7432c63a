"""Whether there is a terminal to draw on, asked before Textual is imported (0.2 s)."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kortui.terminal.capabilities import detect


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def refuse_reason(environ: Mapping[str, str], *, stdin: int = 0, stderr: int = 2) -> str | None:
    """Why the app cannot be drawn, as one line for stderr (exit code 2), or None when it can.

    Textual reads from stdin and draws on stderr; without a terminal at stdin it reads end of file for ever, at 100 % of
    a core, also after the SSH client is gone.

    Args:
        environ: Environment variables.
        stdin: File descriptor that keys are read from.
        stderr: File descriptor that the app draws on.
    """
    if not _is_terminal(stdin) or not _is_terminal(stderr):
        how = "over SSH use: ssh -t HOST kortui" if environ.get("SSH_CONNECTION") else "over SSH that is: ssh -t HOST kortui"
        return f"kortui needs a terminal to draw on; {how}; kortui search, show, list and export work without one"
    return detect(environ).problem
