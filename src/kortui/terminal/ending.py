"""How an app on a terminal ends when it is not asked to by a key: signals, a terminal that is gone, an app that hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

from kortui.terminal import modes
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.raw import RawMode

if TYPE_CHECKING:
    from textual.app import App

_MOUNTING_SECONDS = 0.05
"""How often an app that is still starting is asked again to end."""

_LAST_RESORT_SECONDS = 2.5
"""How long an app that was told to end may take before the process is ended without it."""

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Ending:
    """Mixed into a driver, whose terminal it gives back.

    Attributes:
        capabilities: What the terminal can do.
        aside: Whether the plain screen is shown, so that no mode is left to be given back.
    """

    capabilities: Capabilities
    aside: bool
    _app: App[Any]
    _loop: asyncio.AbstractEventLoop
    _output: int
    _raw_mode: RawMode
    _last_resort: threading.Timer | None = None

    def _from_thread(self, callback: Any, *arguments: Any) -> None:
        """Call something in the app's loop; nothing happens when the loop is gone."""
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:
            return

    def _on_window_change(self) -> None:
        raise NotImplementedError

    def _leave(self, code: int) -> None:
        """End the app with an exit code."""
        self._watch(code)
        if not self._app._is_mounted:  # an exit before that leaves widgets half made, and their handlers fail
            self._loop.call_later(_MOUNTING_SECONDS, self._leave, code)
        elif not self._app._exit:
            self._app.exit(return_code=code)

    def _watch(self, code: int) -> None:
        """End the process if the app does not end itself, for a busy handler would keep it alive without a terminal."""
        if self._last_resort is None:
            self._last_resort = threading.Timer(_LAST_RESORT_SECONDS, self._end_process, (code,))
            self._last_resort.daemon = True
            self._last_resort.start()

    def _end_process(self, code: int) -> None:
        self._raw_mode.leave()
        with contextlib.suppress(OSError):
            os.write(self._output, b"\r\n" if self.aside else modes.leave(self.capabilities).encode("ascii"))
        os._exit(code)

    def _handle_signals(self, *, on: bool) -> None:
        """Take or give back the signals; one that the parent ignores (nohup) stays ignored."""
        try:
            if not on:
                for number in (*_SIGNALS, signal.SIGWINCH):
                    self._loop.remove_signal_handler(number)
                return
            for number in _SIGNALS:
                if signal.getsignal(number) != signal.SIG_IGN:
                    self._loop.add_signal_handler(number, self._leave, 128 + number)
            self._loop.add_signal_handler(signal.SIGWINCH, self._on_window_change)
        except (NotImplementedError, RuntimeError, ValueError):  # not the main thread, or the loop is closed
            return

    def ended(self) -> None:
        """The app has ended by itself: the process is not ended for it any more."""
        if self._last_resort is not None:
            self._last_resort.cancel()
