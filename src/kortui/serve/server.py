"""The SSH server: who comes in, and what they find."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import logging
import os
import signal
import socket
from collections.abc import MutableMapping

import asyncssh

from kortui.model import Library
from kortui.serve.admission import Admission
from kortui.serve.hostkey import host_key
from kortui.serve.options import ServeOptions
from kortui.serve.session import VisitorSession, shown
from kortui.terminal.environment import prepare

_log = logging.getLogger("kortui.serve")

_STARTING_AT_ONCE = 2
"""Apps that start at a time: starting takes 200 ms of the processor that others' keys wait for."""

_COLLECT_AFTER_SECONDS = 5.0
"""Quiet time after the end of sessions before their memory is collected (35 to 80 ms for each)."""

_UNSENT_BYTES = 2048
"""TCP_NOTSENT_LOWAT: what the kernel queues beyond the window, so that a backlog is seen early enough to skip frames."""


class House:
    """What all visitors of one server process share."""

    def __init__(self, options: ServeOptions, library: Library) -> None:
        self.options = options
        self.library = library
        self.admission = Admission(options.sessions, options.per_address)
        self.starting = asyncio.Semaphore(_STARTING_AT_ONCE)
        self.tasks: set[asyncio.Task[None]] = set()
        self.visitors: set[VisitorSession] = set()
        self._collecting: asyncio.TimerHandle | None = None

    def session_ended(self) -> None:
        """Collect, some time after the last end: the collector's thresholds are raised while the server runs."""
        if self._collecting is not None:
            self._collecting.cancel()
        # In a context of its own: a timer keeps the context it is set in, and with it the app that has just ended.
        later = asyncio.get_running_loop().call_later
        self._collecting = later(_COLLECT_AFTER_SECONDS, gc.collect, context=contextvars.Context())

    async def close(self, hurry: asyncio.Event | None = None) -> None:
        """Tell the visitors, and let them go a moment later, their terminals given back.

        Args:
            hurry: Ends the moment early.
        """
        notice = self.options.notice
        if self.visitors and hurry is not None and notice:
            for visitor in list(self.visitors):
                visitor.tell(f"The server is being stopped: this session ends in {notice:.0f} seconds")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hurry.wait(), notice)
        for visitor in list(self.visitors):
            visitor.leave("The server is being stopped. Come again in a few minutes.")
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=_COLLECT_AFTER_SECONDS)


class Door(asyncssh.SSHServer):
    """One connection: counted, logged, allowed one session and nothing else."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._peer = ""
        self._counted = False
        self._has_session = False
        self._user = ""
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Count the address; refuse what is too much before it costs a key exchange."""
        self._connection = conn
        self._peer = str(conn.get_extra_info("peername", ("unknown",))[0])
        why = self._house.admission.connect(self._peer)
        if why is not None:
            _log.warning("refuse %s: %s", self._peer, why)
            conn.abort()
            return
        self._counted = True
        sock = conn.get_extra_info("socket")
        if sock is not None and hasattr(socket, "TCP_NOTSENT_LOWAT"):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, _UNSENT_BYTES)
        asyncio.get_running_loop().call_later(self._house.options.login * 2, self._expect_session)

    def _expect_session(self) -> None:
        """Close a connection that has opened no session (``ssh -N``)."""
        if self._connection is not None and not self._has_session:
            _log.info("close %s: no session", self._peer)
            self._connection.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the address go."""
        if self._counted:
            self._counted = False
            self._house.admission.disconnect(self._peer)
        self._connection = None

    def begin_auth(self, username: str) -> bool:
        """Whether a key is asked for: not of the public."""
        self._user = username
        return not self._house.options.public

    def session_requested(self) -> VisitorSession | bool:
        """One session per connection."""
        if self._has_session:
            _log.warning("refuse a second session of %s user=%s", self._peer, shown(self._user))
            return False
        self._has_session = True
        return VisitorSession(self._house, self._user, self._peer)


def clean(environ: MutableMapping[str, str]) -> None:
    """Take out of the server's own environment what would change every visitor's app, then set what Textual reads.

    TEXTUAL_DRIVER imports any module, TEXTUAL_LOG and TEXTUAL_SCREENSHOT write files, COLORTERM and NO_COLOR would decide
    the colours of strangers' terminals.
    """
    for name in list(environ):
        if name.startswith("TEXTUAL") or name in ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "BROWSER"):
            del environ[name]
    prepare(environ)


async def listen(house: House) -> asyncssh.SSHAcceptor:
    """Open the port."""
    options = house.options
    return await asyncssh.create_server(
        lambda: Door(house),
        options.host,
        options.port,
        server_host_keys=[str(host_key(options.host_key))],
        authorized_client_keys=str(options.authorized_keys) if options.authorized_keys else None,
        password_auth=False,
        kbdint_auth=False,
        gss_host=None,
        host_based_auth=False,
        agent_forwarding=False,
        x11_forwarding=False,
        allow_scp=False,
        sftp_factory=None,
        line_editor=False,
        encoding=None,
        login_timeout=options.login,
        keepalive_interval=options.keepalive,
        keepalive_count_max=2,
        compression_algs=None,
        server_version="kortui",
        reuse_port=options.workers > 1,
    )


async def run(options: ServeOptions, library: Library) -> None:
    """Serve until SIGTERM or SIGINT, then let the visitors go, told before; a second signal does not wait for that.

    Args:
        options: Settings, checked.
        library: The database.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 1000)  # half of the processor went to the collector at 50 sessions
    house = House(options, library)
    stopping, hurry = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        (hurry if stopping.is_set() else stopping).set()

    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop)
    acceptor = await listen(house)
    _log.info("listening on %s port %d, pid %d", options.host, acceptor.get_port(), os.getpid())
    try:
        await stopping.wait()
    finally:
        acceptor.close()
        _log.info("stopping with %d visitors", len(house.visitors))
        await house.close(hurry)
        await acceptor.wait_closed()
