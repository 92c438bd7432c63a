"""`Collecting`: Python's collector of cycles put to work when no key waits.

With its own thresholds it looks at what was made lately in the middle of one key in fifteen, for 5 to 25 ms.
"""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

THRESHOLDS = (10_000, 20, 20)
"""Thresholds while keys are answered: what is reached only where a key is held down, or much is made at once."""

REST, LATE = 0.3, 0.02
"""Seconds without a key after which it collects, when what follows a rest is done, as ways on from a search without a result;
and between two looks at whether a frame is still to be sent."""

ALL, LONG = 30, 1.0
"""Collections after which it looks at all there is, 80 ms, and the seconds without a key that this waits for."""


class Collecting:
    """Collects for one app that has its process to itself.

    Args:
        app: The app.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._last = 0.0
        self._since = 0
        self._waiting: Timer | None = None
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()

    def key(self) -> None:
        """Collect once this key is answered and no other one comes."""
        self._last = monotonic()
        if self._waiting is None:
            self._waiting = self._app.set_timer(REST, self._look)

    def _look(self) -> None:
        left = self._last + REST - monotonic()
        if left > LATE or getattr(self._app._driver, "sends", False):
            self._waiting = self._app.set_timer(max(left, LATE), self._look)
        else:
            self._waiting = None
            gc.collect(1)
            self._since += 1
            if self._since >= ALL:
                self._waiting = self._app.set_timer(LONG, self._look_at_all)

    def _look_at_all(self) -> None:
        self._waiting = None
        if monotonic() - self._last < LONG:
            self.key()
        else:
            gc.collect()
            self._since = 0
