"""Sequences that switch a terminal's modes on and off, by what the terminal knows. The only ones ever sent."""

from __future__ import annotations

import base64
import re

from kortui.terminal.capabilities import Capabilities

_CLIPBOARD_BYTES = 8192
"""Longest text for the clipboard; terminals drop longer ones without a word (xterm at some 10 kB of base 64)."""

_COPIED = re.compile("\x1b\\]52;c;([A-Za-z0-9+/=]*)\x07")

_CLEAR = "\x1b[m\x1b[2J\x1b[H"


def enter(capabilities: Capabilities, *, mouse: bool = True) -> str:
    """What turns a shell's terminal into kortui's.

    Args:
        capabilities: What the terminal knows.
        mouse: Whether mouse reports are wanted.
    """
    parts = []
    if capabilities.alternate_screen:
        parts.append("\x1b[?1049h")
    parts += ["\x1b[?25l", "\x1b[?7l"] if capabilities.erase else ["\x1b[?7l"]
    if mouse and capabilities.mouse:
        parts.append("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    if capabilities.focus:
        parts.append("\x1b[?1004h")
    if capabilities.paste:
        parts.append("\x1b[?2004h")
    if capabilities.synchronised:
        parts.append("\x1b[?2026$p")
    return "".join(parts)


def leave(capabilities: Capabilities) -> str:
    """What undoes `enter`, also when only part of it arrived."""
    parts = []
    if capabilities.mouse:
        parts.append("\x1b[?1006l\x1b[?1002l\x1b[?1000l")
    if capabilities.focus:
        parts.append("\x1b[?1004l")
    if capabilities.paste:
        parts.append("\x1b[?2004l")
    parts += [_CLEAR, "\x1b[?7h"]
    if capabilities.alternate_screen:
        parts.append("\x1b[?1049l")
    if capabilities.erase:
        parts.append("\x1b[?25h")
    return "".join(parts)


def clipboard(text: str, capabilities: Capabilities) -> str | None:
    """OSC 52 with a text, or None when it is too long or the terminal has no such thing."""
    data = text.encode("utf-8", "replace")
    if not capabilities.clipboard or len(data) > _CLIPBOARD_BYTES:
        return None
    return f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"


def copied(data: str) -> str | None:
    """The text of a write of Textual's that is nothing but its call for the clipboard, else None."""
    if not data.startswith("\x1b]52;") or (match := _COPIED.fullmatch(data)) is None:
        return None
    return base64.b64decode(match[1]).decode("utf-8", "replace")
