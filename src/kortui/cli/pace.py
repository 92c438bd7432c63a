"""How far a long build is, as plain lines for a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kortui.extract.pipeline import Progress

FIRST_SECONDS = 10.0
"""A build that is done by then says nothing."""

NEXT_SECONDS = 30.0


class Pace:
    """Called with each step of a build; says a line when enough time has gone by, and before each large document.

    Args:
        say: Takes a line.
        clock: Seconds, from anywhere.
    """

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._begun = clock()
        self._due = self._begun + FIRST_SECONDS
        self._said = False

    def __call__(self, step: Progress) -> None:
        """Take note of a step."""
        if step.bytes:
            self._say(f"reading {step.path.name}, {step.bytes / 1e6:,.0f} MB; that takes a while")
            return
        now = self._clock()
        if now < self._due and not (step.done == step.total and self._said):
            return
        self._due, self._said = now + NEXT_SECONDS, True
        if step.done == step.total:
            self._say(f"{step.total:,} documents read in {_span(now - self._begun)}; merging and writing")
            return
        rate = step.done / (now - self._begun)
        left = _span((step.total - step.done) / rate)
        self._say(f"{step.done:,} of {step.total:,} documents, {rate:,.1f} a second, {left} left")


def _span(seconds: float) -> str:
    """A length of time, no finer than it can be foretold."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
