"""`KortuiDriver`: Textual on a real terminal, through the output stage and with nothing taken on trust.

What differs from Textual's own driver, with the cause:

- output goes through `kortui.terminal.output`, one update at a time, the next only when the last has been taken;
- end of input ends the app (the stock driver reads it for ever, at 100 % of a core);
- input goes through `kortui.terminal.input`; window sizes come from the kernel alone;
- SIGTERM, SIGHUP and SIGINT give the terminal back and end with 128 + n;
- a terminal gets only the modes it has, and never the kitty keyboard or reports of every mouse motion;
- nothing is opened or saved on the host (`kortui.terminal.guest`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import termios
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from kortui.terminal import early, modes
from kortui.terminal.asides import Asides
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.ending import Ending
from kortui.terminal.environment import current
from kortui.terminal.guest import Guest
from kortui.terminal.input import Input
from kortui.terminal.link import Link
from kortui.terminal.output import Stage
from kortui.terminal.pace import Pace
from kortui.terminal.raw import RawMode
from kortui.terminal.reader import Reader
from kortui.terminal.window import window_size

if TYPE_CHECKING:
    from textual.app import App

_LARGE_SECONDS = 0.02
"""How long a change of most rows waits for the next frame: Textual draws a new pane first and then scrolls it (1/60 s)."""

_LATE_SECONDS, _PATIENCE = 0.008, 2
"""Lateness of a timer from which the loop counts as busy, and how often that is waited for."""

_RESIZE_SECONDS = 0.05
"""Resizes closer together than this count as one; dragging a window edge sends dozens."""

_ANSWER_SECONDS = 0.02
"""How often a terminal that is behind is looked at again."""

_HOLDING_SECONDS = 3.0
"""How long an early frame stands at most while the app draws its own."""


class KortuiDriver(Asides, Ending, Guest, LinuxDriver):
    """Draws on stderr and reads stdin, as Textual does.

    An app may set `App.capabilities` (what `prepare` returned) and `App.kiosk` before it runs.
    """

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.capabilities: Capabilities = getattr(app, "capabilities", None) or current(os.environ)
        self.mouse_on = mouse
        self._kiosk = bool(getattr(app, "kiosk", False))
        self._output = sys.__stderr__.fileno() if sys.__stderr__ is not None else 2
        self._fixed_size = size is not None
        if size is None:
            self._size = window_size(self._output, self.fileno)  # App.size would ask Rich, which believes COLUMNS and LINES
        columns, rows = self._size or (80, 24)
        self.stage = Stage(self.capabilities, columns, rows)
        self._raw_mode = RawMode(self.fileno)
        self._input = Input(columns, rows, synchronised=self.capabilities.synchronised)
        self._link: Link | None = None
        self._active = False
        self._pace = Pace(lambda: self._input.answers)
        self._reader: Reader | None = None
        self._scheduled = False
        self._resize_timer: asyncio.TimerHandle | None = None
        self._holding = False

    # --- Size ---------------------------------------------------------------------------------------------------------

    def _on_window_change(self) -> None:
        if self._resize_timer is None:
            self._resize_timer = self._loop.call_later(_RESIZE_SECONDS, self._send_size)

    def _send_size(self) -> None:
        """Tell stage, input and app the size of the window."""
        self._resize_timer = None
        columns, rows = window_size(self._output, self.fileno) if not self._fixed_size else (self._size or (80, 24))
        if (columns, rows) != (self.stage.columns, self.stage.rows):
            self.stage.resize(columns, rows)
        self._input.columns, self._input.rows = columns, rows
        size = Size(columns, rows)
        self._app.post_message(events.Resize(size, size))

    # --- Output -------------------------------------------------------------------------------------------------------

    def flush(self, whole: bool = False) -> None:
        """Send the update soon; frames of the same turn of the loop, and those of one large change, become one.

        Args:
            whole: Whether the frame is all there is of its change.
        """
        if self._active and not self._scheduled and not self._holding:
            self._scheduled = True
            if not whole and self.stage.large:
                self._wait_for_more(_PATIENCE)
            else:
                self._loop.call_soon(self._update)

    @property
    def sends(self) -> bool:
        """Whether a frame that was drawn is still to be sent."""
        return self._scheduled

    def _wait_for_more(self, patience: int) -> None:
        """Send in a moment; when the loop was busy meanwhile the next frame is still to come, so wait once more."""
        due = self._loop.time() + _LARGE_SECONDS

        def send() -> None:
            if patience and self._loop.time() - due > _LATE_SECONDS:
                self._wait_for_more(patience - 1)
            else:
                self._update()

        self._loop.call_later(_LARGE_SECONDS, send)

    def reveal(self) -> None:
        """Show what the app has drawn: it stands whole. Until then an early frame is not painted over piece by piece."""
        if self._holding:
            self._holding = False
            self.flush()

    def _update(self) -> None:
        """Send the difference, unless the terminal still has the last one to take; then `_drained` comes back here."""
        self._scheduled = False
        if self.aside or not (self._active and self._link is not None and self._link.idle and self.stage.changed):
            return
        if self._pace.behind:
            self._scheduled = True
            self._loop.call_later(_ANSWER_SECONDS, self._update)
            return
        update = self.stage.render()
        self._send(self._pace.wrap(update) if self.capabilities.synchronised else update)

    def _send(self, data: str) -> None:
        if data and self._link is not None:
            encoding = "utf-8" if self.capabilities.charset != "ascii" else "ascii"
            self._link.send(data.encode(encoding, "replace"))

    def _drained(self) -> None:
        self._from_thread(self._update)

    def _hung_up(self) -> None:
        """The terminal is gone. Called from the threads."""
        self._watch(129)
        self._from_thread(self._leave, 129)

    # --- Application mode ---------------------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal over; also after a stop and continue."""
        painted = self._take_early_frame()
        self._raw_mode.enter()
        self.aside = False
        if self._active:  # stopped by SIGSTOP, which gives no time to hand the terminal back: the threads are still there
            self._send(modes.enter(self.capabilities, mouse=self.mouse_on))
            self._send_size()
            self.redraw()
            return
        self._link = Link(self._output, drained=self._drained, broken=self._hung_up)
        self._active = True
        self._send(modes.enter(self.capabilities, mouse=self.mouse_on, painted=painted))
        if not self._holding:
            self.stage.invalidate()
        self._handle_signals(on=True)
        self._input = Input(self.stage.columns, self.stage.rows, synchronised=self.capabilities.synchronised)
        self._pace = Pace(lambda: self._input.answers)
        self._reader = Reader(self.fileno, self._input, handle=self.process_message, broken=self._hung_up)
        self._send_size()
        self.flush()
        if self._must_signal_resume:
            self._must_signal_resume = False
            self._app.post_message(self.SignalResume())

    def _take_early_frame(self) -> bool:
        """Go on from an early frame, if one is on the glass; whether it is."""
        shown = early.current()
        taken = shown.take() if shown is not None else None
        if taken is None:
            return False
        stage, self._raw_mode = taken
        if (stage.columns, stage.rows) == (self.stage.columns, self.stage.rows):
            self.stage = stage
            self._holding = True
            self._loop.call_later(_HOLDING_SECONDS, self.reveal)
        return True

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        self._raw_mode.leave()
        if self._active:
            self._active = False
            self._send("\r\n" if self.aside else modes.leave(self.capabilities))  # left already for the plain screen

    def close(self) -> None:
        """Send what is left and let go of the terminal."""
        if self._link is not None:
            self._link.close()
            self._link = None
        self.ended()

    @property
    def can_suspend(self) -> bool:
        """Whether ctrl+z may stop the process; not in a kiosk, where it would leave a visitor with nothing."""
        return not self._kiosk

    # --- Input --------------------------------------------------------------------------------------------------------

    def disable_input(self) -> None:
        """End the reading thread and drop what was typed for an app that is gone."""
        if self._reader is None:
            return
        self._handle_signals(on=False)
        self._await_answers()
        self._reader.stop()
        self._reader = None
        with contextlib.suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _await_answers(self) -> None:
        """Wait shortly for answers that the terminal still owes, or the shell would get them as if typed."""
        until = self._pace.leaving_until
        while self._pace.open and monotonic() < until:
            sleep(_ANSWER_SECONDS)

    def process_message(self, message: Message) -> None:
        """Pass a message on to the app, in the order of arrival."""
        if isinstance(message, TerminalSupportsSynchronizedOutput):
            self.stage.synchronised = True
            return  # the stage wraps updates itself; Textual would wrap every frame, changed or not
        if self.ends_plain(message):
            self._from_thread(self.end_plain)
            return
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Post a message from the reading thread."""
        self._from_thread(self._app.post_message, message)
