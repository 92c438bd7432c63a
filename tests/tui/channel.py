"""The real app on the real output stage in this process: bytes in, bytes out, no pty and no network."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pyte

from kortui.model import Library
from kortui.serve.driver import ChannelDriver
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.environment import theme_for
from kortui.tui.application import KortuiApp
from kortui.tui.session import Session
from tests.tui.terminal import KEYS
from tests.tui.terminal import Screen as Emulated


class Channel:
    """A terminal that draws what it is sent (pyte); what `ChannelDriver` wants of one.

    Attributes:
        bytes: Everything received.
        screen: The emulated screen.
        failed: What the app raised; looked at after each key.
    """

    def __init__(self, capabilities: Capabilities, size: tuple[int, int] = (80, 24)) -> None:
        self.capabilities, self.size = capabilities, size
        self.bytes = b""
        self.screen = Emulated(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.app: KortuiApp
        self.failed: list[Exception] = []

    def send(self, data: bytes) -> None:
        """Draw."""
        self.bytes += data
        self._stream.feed(data)

    def backlog(self) -> int:
        """Nothing ever waits."""
        return 0

    def pause(self, paused: bool) -> None:
        """Everything is taken."""

    @property
    def driver(self) -> Any:
        """The app's driver."""
        return self.app._driver

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return list(self.screen.display)

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys by name or text, each when the last is done and drawn."""
        for key in keys:
            self.driver.feed(KEYS.get(key, key).encode())
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is being done."""
        calm = 0
        async with asyncio.timeout(60):
            while calm < 3:
                await asyncio.sleep(0.005)
                if self.failed:
                    raise self.failed[0]
                driver = self.driver
                busy = (
                    driver._queue or driver._scheduled or driver._ticking or not (driver._pump is None or driver._pump.done())
                )
                calm = 0 if busy or not all(node._message_queue.empty() for node in self._nodes()) else calm + 1

    def _nodes(self) -> list[Any]:
        return [self.app, *self.app.screen_stack]


@asynccontextmanager
async def opened(
    library: Library,
    capabilities: Capabilities,
    size: tuple[int, int] = (80, 24),
    *,
    session: Session | None = None,
    channel: Channel | None = None,
) -> AsyncIterator[Channel]:
    """The app of a reader at a terminal; at one of its own where `channel` is given."""
    channel = channel or Channel(capabilities, size)
    app = KortuiApp(session or Session(library), theme=theme_for(capabilities, None, ""))
    app.capabilities = capabilities
    app.driver_class = partial(ChannelDriver, terminal=channel)  # type: ignore[assignment]
    app._capture_stdout, app._capture_stderr = sys.__stdout__, sys.__stderr__  # type: ignore[assignment]
    channel.app = app
    app._handle_exception = channel.failed.append  # type: ignore[method-assign]
    running = asyncio.create_task(app.run_async(size=size))
    try:
        async with asyncio.timeout(60):
            while not app.takes_keys:
                assert not running.done() and not channel.failed, channel.failed
                await asyncio.sleep(0.01)
        await channel.settle()
        yield channel
        assert not channel.failed
    finally:
        app.exit()
        await running
        channel.driver.close()


def invisible(screen: pyte.Screen) -> list[str]:
    """Letters and digits whose colour is that of what is behind them, with their places."""
    found = []
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            if cell.data[:1].isalnum() and cell.fg == cell.bg != "default":
                found.append(f"{cell.data} at {y},{x}: {cell.fg}")
    return found


LITERAL = re.compile(r"\\[ux][0-9a-f]{2,4}|\[[0-9;?]+[mhlHJKGXnr]|[0-9]+;[0-9]+;[0-9]+m|\$p|\x1b")
"""What stands on a screen whose terminal, or whose locale, did not understand what it was sent."""
