"""A visitor of an SSH server: asyncssh on the wire, pyte as the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any

import asyncssh
import asyncssh.packet
import pyte

from tests.tui.terminal import KEYS


class Refused(Exception):
    """The server said no to a request of the channel."""


def refusals(visitor: Visitor, port: int) -> list[Callable[[], Awaitable[object]]]:
    """What a reader must not be given, each as a call that raises when it is refused."""
    connection = visitor.connection
    channel = visitor.process.channel

    async def request(name: bytes, *arguments: bytes) -> None:
        if not await channel._make_request(name, *arguments):
            raise Refused(name)

    async def subsystem(name: str) -> None:
        await connection.create_process(subsystem=name)

    cookie, text = asyncssh.packet.String(b"00" * 16), asyncssh.packet.String
    return [
        lambda: connection.create_process(term_type="xterm"),  # a second session
        lambda: connection.create_process("id"),
        connection.start_sftp_client,
        lambda: subsystem("netconf"),
        lambda: connection.open_connection("127.0.0.1", port),  # -L
        lambda: connection.open_unix_connection("/run/x"),
        lambda: connection.forward_remote_port("", 0, "127.0.0.1", port),  # -R
        lambda: connection.forward_remote_path("/tmp/kortui-forwarded", "/tmp/x"),
        lambda: connection.open_tun(),
        lambda: connection.open_tap(),
        lambda: request(b"auth-agent-req@openssh.com"),
        lambda: request(b"x11-req", b"\0", text(b"MIT-MAGIC-COOKIE-1"), cookie, b"\0\0\0\0"),
        lambda: request(b"exec", text(b"id")),
        lambda: request(b"subsystem", text(b"sftp")),
    ]


class Visitor:
    """One connection with one session; use as an async context manager.

    Args:
        port: Port of the server on loopback.
        command: Command to ask for instead of a shell.
        user: User name.
        term: Terminal type; None asks for no terminal.
        size: Columns and rows.
        env: Variables to send.
        options: Further options of `asyncssh.connect`.

    Attributes:
        bytes: Everything received.
    """

    def __init__(
        self,
        port: int,
        command: str | None = None,
        *,
        user: str = "reader",
        term: str | None = "xterm-256color",
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        self.port, self.command, self.user, self.term, self.size = port, command, user, term, size
        self.env = {"LANG": "C.UTF-8"} if env is None else dict(env)
        self.options = {"client_keys": None, "agent_path": None, **options}
        self.bytes = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)

    async def __aenter__(self) -> Visitor:
        self.connection = await asyncssh.connect(
            "127.0.0.1", self.port, username=self.user, known_hosts=None, config=None, **self.options
        )
        self.process = await self.connection.create_process(
            self.command, term_type=self.term, term_size=self.size, encoding=None, env=self.env, stderr=asyncssh.STDOUT
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.connection.abort()
        await self.connection.wait_closed()

    async def read(self, quiet: float = 0.3) -> bytes:
        """Read until nothing has come for `quiet` seconds; what came."""
        got = b""
        while True:
            try:
                data = await asyncio.wait_for(self.process.stdout.read(65536), quiet)
            except TimeoutError:
                break
            if not data:
                break
            got += data
            self._stream.feed(data)
        self.bytes += got
        return got

    async def wait_for(self, text: str, timeout: float = 10.0) -> None:
        """Read until a text is on the screen."""
        try:
            async with asyncio.timeout(timeout):
                while text not in self.text():
                    if not await self.read(0.05) and self.process.stdout.at_eof():
                        break
        except TimeoutError:
            pass
        assert text in self.text(), f"not on the screen: {text!r}\n{self.text()}\n{self.bytes[-300:]!r}"

    async def press(self, *keys: str, quiet: float = 0.3) -> bytes:
        """Press keys by name or text, one read each; what came back."""
        got = b""
        for key in keys:
            self.send(KEYS.get(key, key).encode())
            got += await self.read(quiet)
        return got

    def send(self, data: bytes) -> None:
        """Send bytes."""
        self.process.stdin.write(data)

    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    async def end(self, timeout: float = 5.0) -> int | None:
        """Read until the session ends; its exit status."""
        async with asyncio.timeout(timeout):
            while not self.process.stdout.at_eof():
                await self.read(0.1)
            await self.process.wait_closed()
        return self.process.exit_status
