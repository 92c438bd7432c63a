"""The command line: ``kortui [DB]`` opens the app, ``kortui COMMAND`` does one thing and leaves.

stdout is data, stderr is narration. This module is the edge where errors become one line and an exit code: 0 found,
1 nothing found, 2 usage, 3 database, 4 build with errors under ``--strict``, 5 faults found by ``check``, 74 output could
not be written, 130 interrupted, 141 the reader of the output went away.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

COMPLETE = "_KORTUI_COMPLETE"
"""Variable by which a shell's completion script asks for candidates."""
PASSING = ("search", "list", "show", "chart", "conflicts", "today", "cite", "export", "check", "config", "keys", "--help")
"""Commands that read once, print and leave, and so need no garbage collector."""
INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports of a program that SIGPIPE ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Words behind the program's name; None takes them from `sys.argv`.

    Returns:
        The exit code.
    """
    if not _prepare_streams():
        from kortui.errors import OUTPUT_FAILED

        _say("the output cannot be written: it is closed")
        return OUTPUT_FAILED
    words = list(sys.argv[1:] if arguments is None else arguments)
    collecting = gc.isenabled()
    gc.disable()  # a start makes what it keeps, and so does a command that passes: a tenth of its time
    try:
        code = _run(words)
    finally:
        if collecting:
            gc.enable()
    if arguments is None and words[:1] and words[0] in PASSING:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process of a command that only reads, without taking its modules down first: a tenth of its time.

    What was written is flushed and no file is held that anybody waits for; where something cannot be flushed the interpreter
    ends as it always does.
    """
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(words: list[str]) -> int:
    from kortui.cli import front
    from kortui.errors import OUTPUT_FAILED, KortuiError

    try:
        code = None if COMPLETE in os.environ else front.run(words)
        if code is None:
            code = _run_with_click(words)
        sys.stdout.flush()
        return code
    except KortuiError as error:
        if error.what:  # without words it has been told already
            _say(error.line())
        return error.exit_code
    except KeyboardInterrupt as stop:
        return getattr(stop, "exit_code", INTERRUPTED)  # of `kortui.stopping`, when it was no ctrl+c
    except BrokenPipeError:
        _silence_stdout()
        return PIPE_CLOSED
    except OSError as error:
        if error.filename is not None:
            _say(f"{error.filename}: {error.strerror}")
            return 2
        _silence_stdout()
        _say(f"the output cannot be written: {error.strerror}")
        return OUTPUT_FAILED


def _run_with_click(words: list[str]) -> int:
    """Have click read the words, or complete them for a shell."""
    if not (words[:1] and words[0] in PASSING):
        gc.enable()
    import click

    from kortui.cli.group import group

    if instruction := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        from kortui.cli.completing import register

        register()
        return shell_complete(group, {}, "kortui", COMPLETE, instruction)
    try:
        with group.make_context("kortui", words) as context:  # not group.main: it has its own ways with pipes and Ctrl+C
            code = group.invoke(context)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        from kortui.text import one_line, sanitise

        vars(error)["message"] = one_line(sanitise(error.message))  # it quotes what was typed
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED


def _say(line: str) -> None:
    from kortui.text import one_line, sanitise

    with suppress(OSError):  # where narration cannot go, the exit code still tells
        print(f"kortui: {one_line(sanitise(line))}", file=sys.stderr)


def _prepare_streams() -> bool:
    """Data leave as UTF-8 whatever the locale; a terminal that cannot show a character gets a stand-in, not a crash.

    What comes in through a pipe may be anything: bytes that are not UTF-8 become U+FFFD.
    Of streams that were closed (``<&-``, ``2>&-``) an input has nothing in it, and narration goes nowhere.

    Returns:
        Whether there is an output at all.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115 - it lasts as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - likewise
    if not sys.stdin.isatty() and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace") if stream.isatty() else reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout is not None


def _silence_stdout() -> None:
    """Keep the interpreter from flushing into a closed pipe at exit, which would print a second error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
