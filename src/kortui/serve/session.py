"""One visitor: the SSH channel on one side, the app on the other."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import TYPE_CHECKING, Any

import asyncssh

from kortui.serve.links import Start, of_command, of_user
from kortui.terminal.capabilities import Capabilities, detect
from kortui.terminal.output import HIGHEST, WIDEST

if TYPE_CHECKING:
    from kortui.serve.application import VisitorApp
    from kortui.serve.driver import ChannelDriver
    from kortui.serve.server import House

_log = logging.getLogger("kortui.serve")

_FROM_CLIENT = ("LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
"""Variables of the client that count, as an sshd would accept them."""

_VALUE_AT_MOST = 64
_RESIZE_SECONDS = 0.15
"""Resizes closer together than this count as one: each costs a whole layout."""

_BACKLOG_FATAL = 1_000_000
"""Bytes waiting at which a visitor who reads nothing is dropped."""

_ENDING_SECONDS = 5.0
"""How long an app may take to end before it is cancelled."""

_NO_TERMINAL = "kortui needs a terminal: use ssh -t\r\n"
_NO_COMMANDS = "kortui runs no commands; ssh -t HOST 'event ID', 'query TEXT' or 'pane NAME' open it at a place\r\n"
_FULL = "kortui is full at the moment; please come again in a few minutes\r\n"


def shown(text: str) -> str:
    """A stranger's word for a log: printable ASCII, at most 40 characters."""
    return ascii(text[:40])[1:-1]


class VisitorSession(asyncssh.SSHServerSession[bytes]):
    """The session channel of a connection; starts an app when a shell or a deep link is asked for."""

    def __init__(self, house: House, user: str, peer: str) -> None:
        self._house = house
        self._user = user
        self._peer = peer
        self._start: Start = of_user(user)
        self._refusal = ""
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._term: str | None = None
        self.size = (80, 24)
        self.capabilities: Capabilities = detect({})
        self._app: VisitorApp | None = None
        self._task: asyncio.Task[None] | None = None
        self._resizing: asyncio.TimerHandle | None = None
        self._sent = self._received = 0
        self._began = monotonic()
        self._paused = False

    # --- What asyncssh calls ------------------------------------------------------------------------------------------

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Keep the channel."""
        self._channel = chan

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Any) -> bool:
        """Take the terminal's type and size."""
        self._term = term_type[:_VALUE_AT_MOST]
        self.size = self._clamped(term_size[0], term_size[1])
        return True

    def shell_requested(self) -> bool:
        """Begin where the user name says."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Begin where a deep link says; any other command is refused with a word."""
        start = of_command(command)
        if start is None:
            self._refusal = _NO_COMMANDS
        else:
            self._start = start
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """Refuse sftp and all else."""
        return False

    def session_started(self) -> None:
        """Run the app, or say why not."""
        assert self._channel is not None
        if self._term is None and not self._refusal:
            self._refusal = _NO_TERMINAL
        self.capabilities = detect(self._environment(), encoding="utf-8")
        if self.capabilities.problem and not self._refusal:
            self._refusal = f"{self.capabilities.problem}\r\n"
        if not self._refusal and not self._house.admission.enter():
            self._refusal = _FULL
        if self._refusal:
            self._channel.write(self._refusal.encode("ascii", "replace"))
            self._channel.exit(1)
            return
        term, (columns, rows) = shown(self._term or ""), self.size
        _log.info("open %s user=%s term=%s size=%dx%d", self._peer, shown(self._user), term, columns, rows)
        self._task = asyncio.get_running_loop().create_task(self._run(), name=f"visitor {self._peer}")
        self._house.tasks.add(self._task)
        self._task.add_done_callback(self._house.tasks.discard)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Follow the window, but not each step of a drag."""
        self.size = self._clamped(width, height)
        if self._resizing is None:
            self._resizing = asyncio.get_running_loop().call_later(_RESIZE_SECONDS, self._resize)

    def data_received(self, data: bytes, datatype: Any) -> None:
        """Hand typed bytes to the driver."""
        self._received += len(data)
        driver = self._driver
        if driver is not None:
            driver.feed(data)

    def eof_received(self) -> bool:
        """End: nobody can type any more."""
        self.leave()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """End the app of a visitor who is gone."""
        self._channel = None
        self.leave()

    # --- What the driver calls ----------------------------------------------------------------------------------------

    def send(self, data: bytes) -> None:
        """Send bytes; a visitor who has taken none of the last megabyte is dropped."""
        if self._channel is None:
            return
        self._sent += len(data)
        try:
            self._channel.write(data)
        except OSError:
            return
        if self.backlog() > _BACKLOG_FATAL:
            _log.warning("drop %s: reads nothing", self._peer)
            self._channel.get_connection().abort()

    def backlog(self) -> int:
        """Bytes that wait for the client's window and for the network.

        asyncssh passes on only the first; the TCP transport's own buffer has to be asked.
        """
        if self._channel is None:
            return 0
        transport = getattr(self._channel.get_connection(), "_transport", None)
        waiting = transport.get_write_buffer_size() if transport is not None else 0
        return int(self._channel.get_write_buffer_size() + waiting)

    def pause(self, paused: bool) -> None:
        """Stop or go on taking input from the network."""
        if self._channel is not None and paused != self._paused:
            self._paused = paused
            if paused:
                self._channel.pause_reading()
            else:
                self._channel.resume_reading()

    # --- The app ------------------------------------------------------------------------------------------------------

    @staticmethod
    def _clamped(columns: int, rows: int) -> tuple[int, int]:
        return min(max(columns or 80, 1), WIDEST), min(max(rows or 24, 1), HIGHEST)

    def _environment(self) -> dict[str, str]:
        """TERM and the client's few variables; never the server's own, which would colour every visitor alike."""
        assert self._channel is not None
        sent = self._channel.get_environment()
        taken = {name: sent[name] for name in _FROM_CLIENT if name in sent and len(sent[name]) <= _VALUE_AT_MOST}
        return {"TERM": self._term or "", **taken}

    @property
    def _driver(self) -> ChannelDriver | None:
        return self._app._driver if self._app is not None else None  # type: ignore[return-value]

    def _resize(self) -> None:
        self._resizing = None
        driver = self._driver
        if driver is not None and self._channel is not None:
            driver.resize(*self.size)

    def tell(self, notice: str) -> None:
        """Show a notice in the app."""
        if self._app is not None and not self._app._exit:
            self._app.tell(notice)

    def leave(self, farewell: str = "") -> None:
        """End the app; one that does not end is cancelled.

        Args:
            farewell: What is said on the visitor's own screen when the app's is gone.
        """
        if self._app is not None and not self._app._exit:
            self._app.exit(message=farewell or None)
        if self._task is not None and not self._task.done():
            asyncio.get_running_loop().call_later(_ENDING_SECONDS, self._task.cancel)

    async def _run(self) -> None:
        """Make the app, run it, say good-bye."""
        from kortui.serve.application import make

        code, why = 0, "left"
        self._house.visitors.add(self)
        try:
            async with self._house.starting:
                if self._channel is None:
                    return
                options = self._house.options
                self._app = make(self._house.library, self, self._start, idle=options.idle, total=options.total)
                ready = asyncio.create_task(self._app.run_async(size=self.size))
                await asyncio.wait({ready, asyncio.create_task(self._drawn())}, return_when=asyncio.FIRST_COMPLETED)
            await ready
            if self._app.failed:
                code, why = 1, "failed"
                self.send(b"An error ended this session; it was logged.\r\n")
            elif self._app.farewell:
                self.send(f"{self._app.farewell}\r\n".encode("ascii", "replace"))
        except asyncio.CancelledError:
            why = "cancelled"
        finally:
            driver = self._driver
            if driver is not None:
                driver.close()
            self._app = None
            self._house.admission.leave()
            self._house.visitors.discard(self)
            seconds = monotonic() - self._began
            _log.info("close %s %s after %.0f s, %d B out, %d B in", self._peer, why, seconds, self._sent, self._received)
            self._house.session_ended()
            if self._channel is not None:
                self._channel.exit(code)

    async def _drawn(self) -> None:
        """Wait until the app has sent something: the next one may start then."""
        for _ in range(200):
            if self._sent > 200 or self._channel is None:
                return
            await asyncio.sleep(0.02)
