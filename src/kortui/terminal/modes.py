"""Sequences that switch a terminal's modes on and off, by what the terminal knows. The only ones ever sent."""

from __future__ import annotations

import re

from kortui.terminal.capabilities import Capabilities

_CLIPBOARD_BYTES = 8192
"""Longest text for the clipboard; terminals drop longer ones without a word (xterm at some 10 kB of base 64)."""

_SCREEN_BYTES = 512
"""Bytes in one envelope of GNU screen, which prints what exceeds some 760 on the screen."""

_MOUSE_ON, _MOUSE_OFF = "\x1b[?1000h\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l\x1b[?1000l"

_COPIED = "\x1b\\]52;c;([A-Za-z0-9+/=]*)\x07"

_CLEAR = "\x1b[m\x1b[2J\x1b[H"


def screen(capabilities: Capabilities) -> str:
    """What gives kortui a screen of its own; sent once, since terminals clear it when it is asked for again."""
    alternate = "\x1b[?1049h" if capabilities.alternate_screen else ""
    return alternate + ("\x1b[?25l\x1b[?7l" if capabilities.erase else "\x1b[?7l")


def enter(capabilities: Capabilities, *, mouse: bool = True, painted: bool = False) -> str:
    """What turns a shell's terminal into kortui's.

    Args:
        capabilities: What the terminal knows.
        mouse: Whether mouse reports are wanted.
        painted: Whether `screen` was sent already.
    """
    parts = [] if painted else [screen(capabilities)]
    if mouse and capabilities.mouse:
        parts.append(_MOUSE_ON)
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
        parts.append(_MOUSE_OFF)
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


def mouse(*, on: bool) -> str:
    """What asks for mouse reports, or leaves the mouse to the terminal for selecting text."""
    return _MOUSE_ON if on else _MOUSE_OFF


def clipboard(text: str, capabilities: Capabilities) -> str | None:
    """OSC 52 with a text, or None when it is too long or the terminal has no such thing.

    In tmux it is sent twice: plainly, which tmux takes with ``set-clipboard on``, and in an envelope for the terminal
    around it, which tmux passes on with ``allow-passthrough on``; it drops what it may not take. GNU screen passes on
    envelopes alone, and short ones.
    """
    data = text.encode("utf-8", "replace")
    if not capabilities.clipboard or len(data) > _CLIPBOARD_BYTES:
        return None
    import base64  # 2 ms of the start, with how numbers are packed

    sequence = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    if capabilities.multiplexer == "tmux":
        return f"{sequence}\x1bPtmux;\x1b{sequence}\x1b\\"
    if capabilities.multiplexer == "screen":
        parts = range(0, len(sequence), _SCREEN_BYTES)
        return "".join(f"\x1bP{sequence[at : at + _SCREEN_BYTES]}\x1b\\" for at in parts)
    return sequence


def copied(data: str) -> str | None:
    """The text of a write of Textual's that is nothing but its call for the clipboard, else None."""
    if not data.startswith("\x1b]52;") or (match := re.fullmatch(_COPIED, data)) is None:
        return None
    import base64  # as above

    return base64.b64decode(match[1]).decode("utf-8", "replace")
