"""``python -I -m kortui.serve.forced DATABASE``: the only program of a public account behind an sshd (``ForceCommand``).

What a visitor sends is a terminal type, a few words of environment and a command. Each is matched with a pattern, all else
of the environment is thrown away before Textual is imported, limits are set, and then a kiosk is opened. The command is
read as a deep link or not at all: nothing is ever run.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from kortui.serve.links import Start, of_command

_WORD = re.compile(r"[A-Za-z0-9._+@-]{1,64}")
_KEPT = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE")

_LIMITS = (
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),  # no file can be given a byte, wherever its folder may be
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CPU, 600),
    (resource.RLIMIT_AS, 2_000_000 * 1024),
)
"""Seconds of processor, bytes of memory: a session of two hours takes some 20 s and 200 MB."""


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of the kiosk: the visitor's words that are words, and nothing of the host's."""
    kept = {name: environ[name] for name in _KEPT if _WORD.fullmatch(environ.get(name, ""))}
    if not any(name in kept for name in ("LANG", "LC_ALL", "LC_CTYPE")):
        kept["LANG"] = "C.UTF-8"
    return {**kept, "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"}


def confine() -> None:
    """Leave the folder the login began in and set limits, lower ones of the host kept."""
    os.umask(0o077)
    os.chdir("/")
    for what, limit in _LIMITS:
        _, hard = resource.getrlimit(what)
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (bound, bound))


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Open the kiosk; the exit code.

    Args:
        arguments: The database and nothing else.
        environ: What sshd and the visitor have set.
    """
    if len(arguments) != 1 or not Path(arguments[0]).is_absolute():
        print("usage: python -I -m kortui.serve.forced /path/of/database.json", file=sys.stderr)
        return 2
    if not (os.isatty(0) and os.isatty(1) and os.isatty(2)):
        print("kortui needs a terminal: use ssh -t")
        return 1
    start = of_command(environ.get("SSH_ORIGINAL_COMMAND", "")) or Start()
    kept = environment(environ)
    os.environ.clear()
    os.environ.update(kept)
    confine()
    from kortui.errors import KortuiError
    from kortui.tui.app import run  # Textual reads the environment while it is imported

    try:
        return run(Path(arguments[0]), pane=start.pane or None, query=start.query, event=start.event, kiosk=True)
    except KortuiError as error:  # a path of the host is nothing to tell a stranger
        print(f"kortui: {error.what}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], dict(os.environ)))
