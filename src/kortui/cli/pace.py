"""How far a long build is, as plain lines for a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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
        self._reading: Path | None = None
        self._since = self._begun

    def __call__(self, step: Progress) -> None:
        """Take note of a step."""
        now = self._clock()
        if step.bytes:
            self._large(step, now)
            return
        if now < self._due and not (step.done == step.total and self._said):
            return
        self._due, self._said = now + NEXT_SECONDS, True
        if step.done == step.total:
            self._say(f"{step.total:,} documents read in {_span(now - self._begun)}; merging and writing")
            return
        spent = now - self._begun
        left = f", {_span(spent * (1 - step.part) / step.part)} left" if step.part else ""
        self._say(f"{step.done:,} of {step.total:,} documents, {step.done / spent:,.1f} a second{left}")

    def _large(self, step: Progress, now: float) -> None:
        """Say that a large document is read, then how far it is."""
        if step.path != self._reading:
            self._reading, self._since = step.path, now
            self._say(f"reading {step.path.name}, {step.bytes / 1e6:,.0f} MB; that takes a while")
            self._due = now + NEXT_SECONDS
        elif now >= self._due and step.share > 0:
            self._due = now + NEXT_SECONDS
            spent = now - self._since
            rate = step.bytes * step.share / spent
            left = _span(spent * (1 - step.share) / step.share)
            others = f", {step.total - step.done - 1:,} other documents after it" if step.total - step.done > 1 else ""
            self._say(f"{step.share:.0%} of {step.path.name}, {rate / 1e3:,.0f} kB a second, {left} left{others}")


def _span(seconds: float) -> str:
    """A length of time, no finer than it can be foretold."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
