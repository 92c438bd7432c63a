"""What stands on the screen before the app does: the first frame of an earlier start, or a line that says what takes long.

The frame is shown before Textual is imported, and only where everything that decides about the first frame is as it was (the
*key*, made by the caller), so it is what the app is about to draw. The driver takes over the screen with the stage that drew
it and sends what differs, which is nothing. Until then the terminal is in raw mode and keeps what is typed; whatever ends the
program gives it back.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from kortui.terminal import modes
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.output import Line, Stage
from kortui.terminal.raw import RawMode
from kortui.text import cell_width

KEPT = 8
"""Frames kept: for some databases, panes and sizes of the window."""

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Early:
    """The early frame of one run.

    Attributes:
        stage: The stage that drew it, None while nothing is drawn or once somebody else has the screen.
    """

    def __init__(
        self, file: Path | None, key: str | None, capabilities: Capabilities, *, stdin: int = 0, output: int = 2
    ) -> None:
        self.stage: Stage | None = None
        self._file = file
        self._key = key
        self._capabilities = capabilities
        self._raw_mode, self._output = RawMode(stdin), output
        self._handlers: dict[int, Any] = {}
        self._shown: bytes = b""
        self._wanted: tuple[list[Line], tuple[int, int]] | None = None
        self._is_kept = True
        self._announced = False

    def show(self) -> bool:
        """Draw the frame if there is one of this key; whether it was drawn."""
        if self._file is None or self._key is None:
            return False
        from kortui.terminal.frame import load

        try:
            columns, rows = os.get_terminal_size(self._output)
            data = self._file.read_bytes()
        except OSError:
            return False
        stage = load(data, self._key, self._capabilities, columns, rows)
        if stage is None or not self._draw(stage):
            return False
        self._shown = data
        return True

    def announce(self, words: str) -> None:
        """Draw words at the top of an empty screen, or in the place of those drawn so before; not over a frame.

        Args:
            words: A line, broken into as many as the window is narrow; what is lower than the window is left out.
        """
        if self.stage is not None and not self._announced:
            return
        with suppress(OSError):  # not a terminal: nobody waits before it
            columns, rows = os.get_terminal_size(self._output)
            stage = self.stage or Stage(self._capabilities, columns, rows)
            if (stage.columns, stage.rows) != (columns, rows):
                stage.resize(columns, rows)
            for row, line in enumerate(_broken(words, columns)[:rows], 1):
                stage.feed(f"\x1b[{row};1H{line}")
            if self._announced:
                self._write(stage.render())
            else:
                self._announced = self._draw(stage, interruptible=True)

    def _draw(self, stage: Stage, *, interruptible: bool = False) -> bool:
        self._handle_signals()
        if not self._raw_mode.enter(interruptible=interruptible):
            self._give_back()
            return False
        self.stage = stage
        self._write(modes.screen(self._capabilities) + stage.render())
        return True

    def take(self) -> tuple[Stage, RawMode] | None:
        """Hand over the stage and the terminal's raw mode to the driver; None when nothing is drawn.

        The driver sets handlers of its own for signals.
        """
        stage, self.stage = self.stage, None
        return None if stage is None else (stage, self._raw_mode)

    def restore(self) -> None:
        """Give the terminal back as it was, unless the driver has it."""
        if self.stage is not None:
            self.stage = None
            self._write(modes.leave(self._capabilities))
        self._give_back()

    def want(self, stage: Stage) -> None:
        """Remember what the app draws first, for `keep`."""
        self._wanted = stage.lines(), stage.cursor

    def keep(self) -> None:
        """Write the first frame for the next start, unless it is there; a folder that takes nothing is no misfortune."""
        if self._wanted is None or not self._is_kept or self._file is None or self._key is None:
            return
        from kortui.files import replace_file
        from kortui.terminal.frame import dump

        data = dump(*self._wanted, self._key)
        if data == self._shown:
            return
        folder = self._file.parent
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))  # `replace_file` keeps its mode
            replace_file(self._file, data, durable=False)
            kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
            for old in kept[KEPT:]:
                old.unlink(missing_ok=True)

    def forget(self) -> None:
        """Keep nothing of this run."""
        self._is_kept = False

    def _give_back(self) -> None:
        self._raw_mode.leave()
        for number, handler in self._handlers.items():
            if signal.getsignal(number) == self._end:
                signal.signal(number, handler)
        self._handlers.clear()

    def _handle_signals(self) -> None:
        """Give the terminal back on the signals that end the process; one that the parent ignores stays ignored."""
        for number in _SIGNALS:
            with suppress(ValueError):  # not the main thread
                if signal.getsignal(number) != signal.SIG_IGN:
                    self._handlers[number] = signal.signal(number, self._end)

    def _end(self, number: int, _frame: object) -> None:
        self.restore()
        os._exit(128 + number)

    def _write(self, text: str) -> None:
        data = memoryview(text.encode("ascii" if self._capabilities.charset == "ascii" else "utf-8", "replace"))
        with suppress(OSError):  # hung up: the driver finds out
            while data:
                data = data[os.write(self._output, data) :]


def _broken(words: str, columns: int) -> list[str]:
    """Words in lines of a width, filled with blanks; and a blank line, in which the end of longer words stood before."""
    from rich.console import Console
    from rich.text import Text

    lines = [line.plain for line in Text(words).wrap(Console(width=columns), columns)]
    return [f"{line}{' ' * (columns - cell_width(line))}" for line in [*lines, ""]]


_current: Early | None = None


def begin(file: Path, key: str, capabilities: Capabilities) -> None:
    """Show the early frame of this run, if there is one.

    Args:
        file: Where it is kept.
        key: All that decides what the first frame looks like.
        capabilities: What the terminal can do.
    """
    global _current
    _current = Early(file, key, capabilities)
    _current.show()


def announce(words: str, capabilities: Capabilities) -> None:
    """Say on the screen what the start is doing, where it takes seconds and no early frame stands; again as it goes on.

    Args:
        words: A line without control characters, broken where the window is narrow.
        capabilities: What the terminal can do.
    """
    global _current
    if capabilities.alternate_screen:
        _current = _current or Early(None, None, capabilities)
        _current.announce(words)


def restore() -> None:
    """Give the terminal back as it was, if something was shown and no driver has taken it over; to be called in any case."""
    if _current is not None:
        _current.restore()


def current() -> Early | None:
    """The early frame of this run, None when it was not wanted."""
    return _current
