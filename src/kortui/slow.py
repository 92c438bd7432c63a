"""Telling somebody who hears nothing that something is being done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

SLOW = 1.5
"""Seconds after which one is told."""


@contextmanager
def slow_told(tell: Callable[[], object], seconds: float = SLOW) -> Iterator[None]:
    """Tell of something that goes on for longer than so many seconds, once."""
    timer = Timer(seconds, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
