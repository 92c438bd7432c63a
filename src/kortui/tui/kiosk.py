"""The limits of a public session: an idle one ends, and so does one that has gone on for long; both say so first."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kortui.tui.application import KortuiApp

IDLE = 15 * 60.0
"""Seconds without a key after which a session ends."""

TOTAL = 2 * 60 * 60.0
"""Seconds after which every session ends."""

NOTICE = 60.0
"""Seconds before its end at which a session is told."""


class Limits:
    """Watches one app."""

    def __init__(self, app: KortuiApp, *, idle: float = IDLE, total: float = TOTAL, notice: float = NOTICE) -> None:
        self._app = app
        self._idle, self._total, self._notice = idle, total, notice
        self._began = self._touched = monotonic()
        self._told = False
        app.set_interval(min(5.0, notice / 4), self.check)

    def touch(self) -> None:
        """A key came."""
        self._touched = monotonic()
        self._told = False

    def check(self) -> None:
        """End the session when its time is over, tell it when that is near."""
        now = monotonic()
        left = min(self._idle - (now - self._touched), self._total - (now - self._began))
        if left <= 0:
            self._app.exit(message="The session has reached its limit of time. Come again with the same command.")
        elif left <= self._notice and not self._told:
            self._told = True
            say = getattr(self._app.screen, "say", None)
            if say is not None:
                say(f"This public session ends in {round(left)} seconds; a key keeps an idle one open", "warn")
