"""The reading end: a thread that waits for bytes, without a poll, so that an idle app costs nothing."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable

from textual.message import Message

from kortui.terminal.input import Input

_TICK_SECONDS = 0.05
_READ_AT_MOST = 4096


class Reader:
    """Reads a terminal until it is gone or `stop` is called."""

    def __init__(
        self, descriptor: int, source: Input, *, handle: Callable[[Message], None], broken: Callable[[], None]
    ) -> None:
        """Start the thread.

        Args:
            descriptor: Where to read.
            source: What makes messages of bytes.
            handle: Called from the thread with each message, in order.
            broken: Called from the thread, once, at end of input: the stock driver goes on reading it, at 100 % of a core.
        """
        self._descriptor = descriptor
        self._source = source
        self._handle = handle
        self._broken = broken
        self._stopping = False
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._run, name="kortui-input", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and the parser."""
        self._stopping = True
        os.write(self._wake_write, b"x")
        if self._thread is not threading.current_thread():
            self._thread.join()
        os.close(self._wake_read)
        os.close(self._wake_write)
        self._source.close()

    def _run(self) -> None:
        watched = [self._descriptor, self._wake_read]
        while True:
            ready, _, _ = select.select(watched, [], [], _TICK_SECONDS if self._source.waits else None)
            if self._stopping:
                return
            if self._descriptor in ready:
                data = self._read()
                if data is not None and not data:
                    self._broken()
                    return
                for message in self._source.feed(data or b""):
                    self._handle(message)
            for message in self._source.tick():
                self._handle(message)

    def _read(self) -> bytes | None:
        """Bytes; none at the end of input, None when there were none after all."""
        try:
            return os.read(self._descriptor, _READ_AT_MOST)
        except BlockingIOError:
            return None
        except OSError:
            return b""
