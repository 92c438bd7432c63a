"""What comes from the terminal, made safe for Textual's parser, which trusts its terminal.

A visitor can send anything: bytes that are not UTF-8, key codes beyond Unicode, a report that the window is 60000x60000
cells, a paste of megabytes without end. The first two end a stock app, the third freezes it, the fourth makes it deaf.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from time import monotonic

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

PASTE_AT_MOST = 65_536
"""Characters of one paste that are kept."""

_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"
_PASTE_IDLE_SECONDS = 1.0
"""Silence after which a paste without end counts as ended."""

_HOLD_SECONDS = 0.05
"""How long the beginning of a paste marker is held back for its rest; added to the parser's own wait for Esc."""

_PARSER_FAULTS = (ParseError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What Textual's parser raises on bytes that it takes for a sequence, a key code beyond Unicode for one."""

_NOT_IN_A_PASTE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_STATUS = "\x1b[0n"
"""Answer to "are you there" (DSR 5), which the driver asks to learn how far the terminal is behind."""


def _prefix_at_end(text: str, marker: str) -> int:
    """Length of the longest proper beginning of `marker` that `text` ends with."""
    for length in range(min(len(marker) - 1, len(text)), 0, -1):
        if text.endswith(marker[:length]):
            return length
    return 0


class Input:
    """Bytes to Textual messages, in order, whatever the bytes.

    Attributes:
        columns: Width of the window; mouse reports outside it are dropped.
        rows: Height of the window.
        answers: How many status answers (DSR 5) have arrived.
    """

    def __init__(self, columns: int = 80, rows: int = 24, *, synchronised: bool = True) -> None:
        """Start with an empty parser.

        Args:
            columns: Width of the window in cells.
            rows: Height of the window in cells.
            synchronised: Believe a report that the terminal knows mode 2026; False where it was not asked.
        """
        self.columns = columns
        self.rows = rows
        self.answers = 0
        self._synchronised = synchronised
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = XTermParser()
        self._held = ""
        self._last = 0.0
        self._paste: list[str] | None = None
        self._room = 0

    @property
    def waits(self) -> bool:
        """Whether `tick` must be called soon even if nothing arrives."""
        return bool(self._held) or self._paste is not None or self._parser._timeout_time is not None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Take in bytes; yields what they mean."""
        self._last = monotonic()
        text = self._held + self._decode(data)
        self._held = ""
        if _STATUS in text and self._paste is None:
            self.answers += text.count(_STATUS)
            text = text.replace(_STATUS, "")
        while text:
            if self._paste is not None:
                text = yield from self._pasting(text)
                continue
            before, marker, text = text.partition(_PASTE_START)
            if not marker and (length := _prefix_at_end(before, _PASTE_START)):
                before, self._held = before[:-length], before[-length:]
            yield from self._parse(before)
            if marker:
                self._paste, self._room = [], PASTE_AT_MOST

    def tick(self) -> Iterator[Message]:
        """Let waiting end: a lone Esc, a half marker, a paste without end. Call it some 50 ms after the last byte."""
        quiet = monotonic() - self._last
        if self._paste is not None:
            if quiet >= _PASTE_IDLE_SECONDS:
                self._held = ""
                yield self._pasted()
        elif self._held and quiet >= _HOLD_SECONDS:
            held, self._held = self._held, ""
            yield from self._parse(held)
        try:
            yield from filter(self._wanted, self._parser.tick())
        except _PARSER_FAULTS:
            self._reset()

    def close(self) -> None:
        """End the parser.

        A method of it is cached by `lru_cache`, so that a parser not run to its end keeps its app (5 MB) for ever.
        """
        try:
            for _ in self._parser.feed(""):
                pass
        except _PARSER_FAULTS:
            return

    def _reset(self) -> None:
        self.close()
        self._parser = XTermParser()

    def _parse(self, text: str) -> Iterator[Message]:
        if not text:
            return
        try:
            yield from filter(self._wanted, self._parser.feed(text))
        except _PARSER_FAULTS:
            self._reset()

    def _pasting(self, text: str) -> Generator[Message, None, str]:
        """Take pasted text; the generator's value is what follows the paste."""
        assert self._paste is not None
        content, marker, rest = text.partition(_PASTE_END)
        if not marker and (length := _prefix_at_end(content, _PASTE_END)):
            content, self._held = content[:-length], content[-length:]
        if self._room > 0 and content:
            self._paste.append(content[: self._room])
            self._room -= len(content)
        if marker:
            yield self._pasted()
        return rest

    def _pasted(self) -> events.Paste:
        text = "".join(self._paste or ())
        self._paste = None
        return events.Paste(re.sub(_NOT_IN_A_PASTE, "", text))

    def _wanted(self, message: Message) -> bool:
        """Whether a message may reach the app: the window's size comes from the kernel or the SSH channel alone."""
        if isinstance(message, (events.Resize, InBandWindowResize)):
            return False
        if isinstance(message, TerminalSupportsSynchronizedOutput):
            return self._synchronised
        if isinstance(message, events.MouseEvent):
            return 0 <= message._x < self.columns and 0 <= message._y < self.rows
        return True
