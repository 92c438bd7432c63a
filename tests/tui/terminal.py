"""A program in a pseudo-terminal, its screen read through a terminal emulator (pyte)."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b",
    "backspace": "\x7f", "space": " ", "f1": "\x1bOP",
    **{f"ctrl+{letter}": chr(ord(letter) & 31) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip

_SCRUBBED = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "TMUX", "TERM_PROGRAM", "COLUMNS", "LINES")


class Screen(pyte.Screen):
    """pyte's screen, deaf to the private reports that it takes for something else."""

    def report_device_status(self, mode: int = 0, **private: bool) -> None:
        if not private:
            super().report_device_status(mode)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a UTF-8 terminal with 256 colours, as over SSH, whatever the tests run in."""
    kept = {k: v for k, v in os.environ.items() if k not in _SCRUBBED and not k.startswith(("TEXTUAL", "KORTUI_DB"))}
    return {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", **changes}


class Terminal:
    """Runs a program in a pty and shows what its user would see.

    Use as a context manager; on leaving, the program is killed if it still runs.

    Args:
        argv: Program and arguments.
        columns: Width in cells.
        rows: Height in cells.
        env: Environment; `environment()` by default.
        before: Run in the child before the program starts (to ignore a signal, say).
        cwd: Where the program runs.

    Attributes:
        bytes: Everything the program has written.
        screen: The emulated screen.
        answers: Whether status questions (DSR 5) are answered as terminals do.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        *,
        before: Callable[[], None] | None = None,
        cwd: str | None = None,
    ) -> None:
        self.argv = list(argv)
        self.columns, self.rows = columns, rows
        self.env = dict(environment() if env is None else env)
        self.bytes = b""
        self.answers = True
        self._owed = b""
        self.screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._before = before
        self._cwd = cwd
        self._status: int | None = None
        self.pid = -1
        self.master = -1

    def __enter__(self) -> Terminal:
        ready_read, ready_write = os.pipe()
        self.pid, self.master = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            try:
                os.close(ready_write)
                os.read(ready_read, 1)  # the window has its size before the program asks
                os.close(ready_read)
                if self._cwd is not None:
                    os.chdir(self._cwd)
                if self._before is not None:
                    self._before()
                os.execvpe(self.argv[0], self.argv, self.env)
            finally:
                os._exit(127)
        os.close(ready_read)
        self._set_size()
        os.write(ready_write, b"x")
        os.close(ready_write)
        os.set_blocking(self.master, False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait(5)
        self.hang_up()

    def _set_size(self) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size, as dragging its edge would."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._set_size()

    def hang_up(self) -> None:
        """Close the terminal's side, as a lost connection does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def send(self, data: bytes, timeout: float = 10.0) -> None:
        """Send raw bytes, reading meanwhile so that neither side blocks.

        Args:
            data: What to send.
            timeout: Seconds after which the rest is given up (a program that never reads).
        """
        deadline = time.monotonic() + timeout
        while data and time.monotonic() < deadline:
            try:
                data = data[os.write(self.master, data[:4096]) :]
            except BlockingIOError:
                pass
            except OSError:
                return
            self.read(0.0 if data else 0.001)

    def press(self, *keys: str) -> None:
        """Press keys by name (``down``, ``ctrl+l``) or as text that is typed."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())

    def read(self, timeout: float = 0.05) -> bytes:
        """Read and draw what the program has written.

        Args:
            timeout: Seconds to wait for the first byte.
        """
        got = b""
        while self.master >= 0 and select.select([self.master], [], [], 0 if got else timeout)[0]:
            try:
                data = os.read(self.master, 65536)
            except (BlockingIOError, OSError):
                break
            if not data:
                break
            got += data
        if got:
            self.bytes += got
            self._stream.feed(got)
            if self.answers:
                self._owed += b"\x1b[0n" * got.count(b"\x1b[5n")
        if self._owed and self.master >= 0:  # a program busy with its keys leaves no room for answers; they are given later
            with suppress(OSError):
                self._owed = self._owed[os.write(self.master, self._owed) :]
        return got

    def wait_for(self, predicate: Callable[[Terminal], bool] | str, timeout: float = 10.0) -> None:
        """Read until the screen is as wanted.

        Args:
            predicate: A text that must be on the screen, or a function of this terminal.
            timeout: Seconds after which the test fails with the screen as it is.
        """
        deadline = time.monotonic() + timeout
        while True:
            self.read(0.02)
            if (predicate in self.text()) if isinstance(predicate, str) else predicate(self):
                return
            if time.monotonic() > deadline or (self.exit_code is not None and not self.read(0.02)):
                raise AssertionError(f"not on the screen in {timeout} s: {predicate!r}\n{self.text()}\n{self.bytes[-400:]!r}")

    def settle(self, quiet: float = 0.3, timeout: float = 10.0) -> bytes:
        """Read until the program has written nothing and slept for `quiet` seconds; what came meanwhile.

        Silence alone would not do: on a busy machine a program may wait that long for its turn before it answers a key.
        """
        start = len(self.bytes)
        deadline = time.monotonic() + timeout
        since = time.monotonic()
        while since + quiet > time.monotonic() < deadline:
            if self.read(min(quiet, 0.03)) or self._running():
                since = time.monotonic()
        return self.bytes[start:]

    def _running(self) -> bool:
        """Whether a thread of the program runs or waits for its turn (state R of proc(5)); False where there is no /proc."""
        for stat in Path("/proc", str(self.pid), "task").glob("*/stat"):
            with suppress(OSError):  # the thread ended
                if stat.read_bytes().rpartition(b")")[2].split()[0] == b"R":
                    return True
        return False

    def lines(self) -> list[str]:
        """The rows of the screen; a wide glyph stands once."""
        return ["".join(self.screen.buffer[y][x].data for x in range(self.columns)) for y in range(self.rows)]

    def text(self) -> str:
        """The screen as one string, rows without trailing blanks."""
        return "\n".join(line.rstrip() for line in self.lines())

    def cell(self, row: int, column: int) -> pyte.screens.Char:
        """One cell: `data`, `fg`, `bg`, `bold`, `reverse`…; rows and columns from 0."""
        return self.screen.buffer[row][column]

    @property
    def exit_code(self) -> int | None:
        """Exit status, negative for a signal; None while it runs."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def wait(self, timeout: float = 5.0) -> int:
        """Read until the program ends.

        Args:
            timeout: Seconds after which the test fails.

        Returns:
            Its exit status.
        """
        deadline = time.monotonic() + timeout
        while self.exit_code is None:
            if self.master >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {timeout} s\n{self.text()}")
        self.read(0)
        assert self._status is not None
        return self._status

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)
