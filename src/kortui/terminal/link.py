"""The writing end: a thread that sends one update at a time, so that a slow terminal never blocks the app."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable

_CLOSING_SECONDS = 1.0
"""How long closing waits for a terminal that takes nothing; a stopped SSH client would hold the process for ever."""


class Link:
    """Sends bytes to a file descriptor from a thread.

    It holds at most one update: the caller makes the next one only when `idle`, from the newest state of the screen.
    """

    def __init__(self, descriptor: int, *, drained: Callable[[], None], broken: Callable[[], None]) -> None:
        """Start the thread.

        Args:
            descriptor: Where to write.
            drained: Called from the thread when an update has been taken by the terminal.
            broken: Called from the thread, once, when the terminal is gone.
        """
        self._descriptor = descriptor
        self._drained = drained
        self._broken = broken
        self._lock = threading.Condition()
        self._pending = bytearray()
        self._writing = False
        self._closing = False
        self._is_broken = False
        self._thread = threading.Thread(target=self._run, name="kortui-output", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether everything handed over has been taken."""
        return not self._pending and not self._writing

    def send(self, data: bytes) -> None:
        """Hand over bytes; they are lost when the terminal is gone."""
        with self._lock:
            if not self._is_broken:
                self._pending += data
                self._lock.notify_all()

    def close(self) -> None:
        """Send what is left, but not for longer than a second, and end the thread."""
        with self._lock:
            self._closing = True
            self._lock.notify_all()
        if self._thread is not threading.current_thread():
            self._thread.join(_CLOSING_SECONDS)

    def _run(self) -> None:
        while True:
            with self._lock:
                while not self._pending and not self._closing:
                    self._lock.wait()
                if not self._pending:
                    return
                data = bytes(self._pending)
                self._pending.clear()
                self._writing = True
            try:
                self._write(data)
            except OSError:  # EIO, EPIPE, EBADF: hung up
                with self._lock:
                    self._is_broken = True
                    self._pending.clear()
                self._broken()
                return
            finally:
                self._writing = False
            self._drained()

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._descriptor, view) :]
            except BlockingIOError:  # a parent left the terminal in non-blocking mode
                select.select([], [self._descriptor], [], 1.0)
