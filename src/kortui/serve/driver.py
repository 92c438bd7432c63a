"""`ChannelDriver`: Textual on an SSH channel, in the server's own event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from kortui.terminal import modes
from kortui.terminal.asides import Asides
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.guest import Guest
from kortui.terminal.input import Input
from kortui.terminal.output import Stage

if TYPE_CHECKING:
    from textual.app import App

_BACKLOG = 2048
"""Bytes that may wait in the transport before frames are left out: what is there already shows a state that is past."""

_BACKLOG_SECONDS = 0.05
_LARGE_SECONDS = 0.02
_TICK_SECONDS = 0.06
_HANDLED_SECONDS = 1.0
"""Longest wait for an event to be handled before the next is handed over."""

_QUEUE_FULL, _QUEUE_LOW = 64, 16
"""Events waiting at which reading from the channel stops, and goes on."""

_QUEUE_MOST = 128
"""Events waiting beyond which keys are dropped, as a terminal drops what is typed ahead too far: what comes in one piece would
keep its visitor from leaving for minutes."""


class Terminal(Protocol):
    """The visitor's side, as a session gives it to the driver."""

    capabilities: Capabilities
    size: tuple[int, int]

    def send(self, data: bytes) -> None:
        """Send bytes."""

    def backlog(self) -> int:
        """Bytes that the network has not taken yet."""

    def pause(self, paused: bool) -> None:
        """Stop or go on reading from the visitor."""


class ChannelDriver(Asides, Guest):
    """Draws on a session's terminal, and hands over its events one at a time.

    One event is in flight per session: a flood of keys from one visitor would otherwise wait in the one loop before
    everybody else's (95th percentile 933 ms instead of 26 ms for the others).
    """

    def __init__(
        self,
        app: App[Any],
        *,
        terminal: Terminal,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or terminal.size)
        self._terminal = terminal
        self.mouse_on = mouse
        self.capabilities = terminal.capabilities
        self.stage = Stage(terminal.capabilities, *terminal.size)
        self._input = Input(*terminal.size, synchronised=terminal.capabilities.synchronised)
        self._active = False
        self._scheduled: asyncio.TimerHandle | None = None
        self._ticking: asyncio.TimerHandle | None = None
        self._queue: deque[Message] = deque()
        self._pump: asyncio.Task[None] | None = None

    # --- Output -------------------------------------------------------------------------------------------------------

    def flush(self, whole: bool = False) -> None:
        """Send the update soon; frames that belong together become one.

        Args:
            whole: Whether the frame is all there is of its change.
        """
        if self._active and self._scheduled is None:
            waits = not whole and self.stage.large
            self._scheduled = self._loop.call_later(_LARGE_SECONDS if waits else 0, self._update)

    @property
    def sends(self) -> bool:
        """Whether a frame that was drawn is still to be sent."""
        return self._scheduled is not None

    def _update(self) -> None:
        self._scheduled = None
        if not self._active or self.aside or not self.stage.changed:
            return
        if self._terminal.backlog() > _BACKLOG:
            self._scheduled = self._loop.call_later(_BACKLOG_SECONDS, self._update)
            return
        self._send(self.stage.render())

    def _send(self, data: str) -> None:
        if data:
            encoding = "utf-8" if self.capabilities.charset != "ascii" else "ascii"
            self._terminal.send(data.encode(encoding, "replace"))

    # --- Input --------------------------------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Take in what the visitor typed."""
        if not self._active:
            return
        self._take(self._input.feed(data))
        if self._input.waits and self._ticking is None:
            self._ticking = self._loop.call_later(_TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        """Let a lone Esc be a key; the parser waits for the rest of a sequence until it is told that none comes."""
        self._ticking = None
        if self._active:
            self._take(self._input.tick())
            if self._input.waits:
                self._ticking = self._loop.call_later(_TICK_SECONDS, self._tick)

    def _take(self, messages: Any) -> None:
        for message in messages:
            if isinstance(message, TerminalSupportsSynchronizedOutput):
                self.stage.synchronised = True
            elif self.ends_plain(message):
                self.end_plain()
            elif len(self._queue) < _QUEUE_MOST or not isinstance(message, events.Key) or message.key == "ctrl+q":
                self._queue.append(message)
        if self._queue and (self._pump is None or self._pump.done()):
            self._pump = self._loop.create_task(self._hand_over())
        if len(self._queue) >= _QUEUE_FULL:
            self._terminal.pause(True)

    async def _hand_over(self) -> None:
        """Give the app one event after the other, each when the last is handled and drawn."""
        while self._queue and self._active:
            self.process_message(self._queue.popleft())
            if len(self._queue) == _QUEUE_LOW:
                self._terminal.pause(False)
            handled = asyncio.Event()
            self._app.call_later(self._after_screen, handled)
            try:
                async with asyncio.timeout(_HANDLED_SECONDS):
                    await handled.wait()
            except TimeoutError:
                continue
        self._terminal.pause(False)

    def _after_screen(self, handled: asyncio.Event) -> None:
        """Called by the app behind the event; its screen gets the event from the app, so it is asked in turn."""
        if self._app.screen_stack:
            self._app.screen.call_after_refresh(handled.set)
        else:
            handled.set()

    def send_message(self, message: Message) -> None:
        """Post a message; the driver runs in the app's own loop."""
        self._app.post_message(message)

    def resize(self, columns: int, rows: int) -> None:
        """Take another window size, clamped already."""
        self._size = (columns, rows)
        self.stage.resize(columns, rows)
        self._input.columns, self._input.rows = self.stage.columns, self.stage.rows
        size = Size(columns, rows)
        self._app.post_message(events.Resize(size, size))

    # --- Application mode ---------------------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the visitor's terminal over."""
        self._active = True
        self._send(modes.enter(self.capabilities, mouse=self.mouse_on))
        self.flush()

    def disable_input(self) -> None:
        """Take no more from the visitor."""
        self._queue.clear()
        for handle in (self._ticking, self._scheduled):
            if handle is not None:
                handle.cancel()
        self._ticking = self._scheduled = None

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        if self._active:
            self._active = False
            self._send("\r\n" if self.aside else modes.leave(self.capabilities))  # left already for the plain screen

    def close(self) -> None:
        """Let go of everything that would keep the app alive."""
        self._active = False
        self._input.close()
        if self._pump is not None:
            self._pump.cancel()
