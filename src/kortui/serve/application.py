"""The app as one visitor of a server gets it."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import Any

from textual import events

from kortui import tui
from kortui.model import Library
from kortui.serve.driver import ChannelDriver, Terminal
from kortui.serve.links import Start
from kortui.terminal.environment import theme_for
from kortui.tui.application import KortuiApp
from kortui.tui.kiosk import NOTICE, Limits
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session

_log = logging.getLogger("kortui.serve")


class VisitorApp(KortuiApp):
    """A kiosk app that prints nothing on the server and keeps its own limits of time.

    Attributes:
        failed: Whether it ended by an error, which is in the server's log.
        farewell: What its visitor is told when the screen is theirs again.
    """

    CSS_PATH = str(Path(tui.__file__).with_name("kortui.tcss"))  # Textual looks beside the module of the class

    def __init__(self, *arguments: Any, idle: float, total: float, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._times = (idle, total)
        self.failed = False
        self.farewell = ""
        # Textual swaps sys.stdout and sys.stderr while an app runs and swaps them back when it ends; apps that overlap
        # would leave one of a dead app in place.
        self._capture_stdout = sys.__stdout__  # type: ignore[assignment]
        self._capture_stderr = sys.__stderr__  # type: ignore[assignment]

    def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]
        """Hold the session to the server's limits, in place of the usual ones that the base class would set."""
        event.prevent_default()
        idle, total = self._times
        self.limits = Limits(self, idle=idle, total=total, notice=min(NOTICE, idle / 3, total / 3))

    def tell(self, notice: str) -> None:
        """Show a notice at the foot of the screen."""
        if self.screen_stack and isinstance(self.screen, KortuiScreen):
            self.screen.say(notice, "warn")

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """End, keeping the message for the session to say: what Textual prints goes to the server's terminal."""
        self.farewell = str(message or "")
        super().exit(result, return_code)

    def _handle_exception(self, error: Exception) -> None:
        """Log an error whole; the visitor is told in one line."""
        if not self.failed:
            self.failed = True
            _log.error("a session failed", exc_info=error)
        self._exception = error
        self._exception_event.set()
        self._exit_renderables.clear()
        self._return_code = 1
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Nothing is printed on the server's terminal."""
        self._exit_renderables.clear()


def make(library: Library, terminal: Terminal, start: Start, *, idle: float, total: float) -> VisitorApp:
    """An app for a visitor.

    Args:
        library: The database, shared by all.
        terminal: The visitor's terminal.
        start: Where to begin.
        idle: Seconds without a key after which it ends.
        total: Seconds after which it ends.
    """
    app = VisitorApp(
        Session(library, kiosk=True),
        pane=start.pane or "timeline",
        query=start.query,
        event=start.event,
        theme=theme_for(terminal.capabilities, None, ""),
        idle=idle,
        total=total,
    )
    app.capabilities = terminal.capabilities
    app.driver_class = partial(ChannelDriver, terminal=terminal)  # type: ignore[assignment]
    return app
