"""The line discipline of a terminal: raw while the app runs, afterwards as it was."""

from __future__ import annotations

import termios
from contextlib import suppress
from typing import Any


class RawMode:
    """Keys reach the program one by one, unechoed and as they are: `cfmakeraw` of termios(3), but for output.

    ctrl+c, ctrl+z, ctrl+s and ctrl+q are keys too, and return is not made a line feed.

    Attributes:
        before: The settings to give back (`termios.tcgetattr`); None while nothing is owed.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.before: list[Any] | None = None

    def enter(self, *, interruptible: bool = False) -> bool:
        """Make the terminal raw; whether it is. Settings already kept are not overwritten: they are the shell's.

        Args:
            interruptible: Whether ctrl+c stays a signal for now, while nobody reads keys; ctrl+z and ctrl+backslash are none.
        """
        try:
            before = self.before or termios.tcgetattr(self._descriptor)
            raw = termios.tcgetattr(self._descriptor)
            raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            if interruptible:
                raw[3] |= termios.ISIG
                raw[6][termios.VSUSP] = raw[6][termios.VQUIT] = b"\0"
            raw[6][termios.VMIN] = 1
            raw[6][termios.VTIME] = 0
            termios.tcsetattr(self._descriptor, termios.TCSANOW, raw)
        except termios.error:  # hung up, or not a terminal
            self.before = None
            return False
        self.before = before
        return True

    def leave(self) -> None:
        """Give the settings back, once; nothing happens when the terminal is gone."""
        if self.before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self.before)
            self.before = None
