"""Signals that end a command while it writes or has processes of its own: taken like ctrl+c, so that nothing is left."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class StoppedError(KeyboardInterrupt):
    """A signal asked the command to end.

    Attributes:
        exit_code: 128 and the signal's number, as shells have it.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


def _stop(number: int, _: FrameType | None) -> None:
    raise StoppedError(number)


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `StoppedError` where a signal comes that would end the process at once; one that is ignored stays ignored."""
    before = {}
    with suppress(ValueError):  # not the main thread: signals are another's
        for number in _ENDING:
            if signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
