"""A second process for half of the work of making a derived file."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kortui.search.scan import NotDerivable

NOT_DERIVABLE, FAILED = 1, 2
"""Exit codes of a process that makes a derived file, or part of one."""


@contextmanager
def second_process(work: Callable[[], None], lock: int | None = None) -> Iterator[None]:
    """Do something in a second process beside what is done here.

    Args:
        work: What to do there.
        lock: File descriptor of a lock that is this process's alone: should it be killed, the other does not hold it on.

    Raises:
        NotDerivable: When the second process found that the database is not as kortui writes it.
        OSError: When it came to another end.
    """
    child = os.fork()
    if not child:
        status = FAILED
        try:
            if lock is not None:
                os.close(lock)
            work()
            status = 0
        except (NotDerivable, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
            status = NOT_DERIVABLE
        finally:
            os._exit(status)  # what the first process has open is not ours to close
    try:
        yield
        _, ended = os.waitpid(child, 0)
        child = 0
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if (code := os.waitstatus_to_exitcode(ended)) == NOT_DERIVABLE:
        raise NotDerivable("the words could not be read")
    if code:
        raise OSError("the words could not be written")
