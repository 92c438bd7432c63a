"""What an app asks of its driver beside drawing: the clipboard, the mouse, a plain screen to select text on."""

from __future__ import annotations

from textual import events
from textual._compositor import CompositorUpdate
from textual.message import Message

from kortui.terminal import modes
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.glyphs import cells
from kortui.terminal.output import Stage
from kortui.terminal.parts import parts, sgr
from kortui.text import sanitise

PLAIN_AT_MOST = 65_536
"""Characters of a text on the plain screen; the rest is left out, and that is said."""


def plain(text: str, capabilities: Capabilities, closing: str) -> str:
    """A text as lines for a terminal that wraps them itself, so that a selection has the paragraphs whole.

    Args:
        text: Any text; control characters are shown as visible, harmless ones.
        capabilities: What the terminal can draw.
        closing: Last line.
    """
    kept = sanitise(text[:PLAIN_AT_MOST])
    lines = [*kept.split("\n"), *(["", "The rest is left out here."] if len(text) > PLAIN_AT_MOST else []), "", closing]
    return "\r\n".join("".join(cells(line.replace("\t", "    "), capabilities.charset)) for line in lines)


class Asides:
    """Mixed into a driver, which gives it `_send` and asks it about output and input.

    Attributes:
        capabilities: What the terminal can do.
        stage: What is drawn.
        mouse_on: Whether mouse reports are asked for.
        aside: Whether the plain screen is shown: nothing is drawn, and the next key only ends it.
    """

    capabilities: Capabilities
    stage: Stage
    mouse_on: bool
    aside: bool = False

    def _send(self, data: str) -> None:
        raise NotImplementedError

    def flush(self, whole: bool = False) -> None:
        """Send the update soon.

        Args:
            whole: Whether the frame is all there is, so that not even one of a large change waits for another.
        """
        raise NotImplementedError

    def write(self, data: str) -> None:
        """Take what Textual writes: frames go to the stage; the bell and the clipboard are calls of their own."""
        if data == "\x07":
            self._send("\x07")
        elif (text := modes.copied(data)) is not None:
            self.copy(text)
        else:
            self.stage.feed(data)

    def draw(self, update: CompositorUpdate, cursor: tuple[int, int], whole: bool = False) -> bool:
        """Take a frame as it is, for what Textual writes of it is read again anyway; False for one that is only known as text.

        Args:
            update: The frame.
            cursor: Row and column where input methods draw.
            whole: Whether no other frame belongs to it.
        """
        drawn = parts(update)
        if drawn is None:
            return False
        self.stage.draw(drawn, cursor, sgr)
        self.flush(whole)
        return True

    def redraw(self) -> None:
        """Clear the terminal and draw all of it again, for screens that something else wrote on."""
        self.stage.invalidate()
        self.flush()

    def copy(self, text: str) -> bool:
        """Send text to the terminal's clipboard (OSC 52); whether it arrives is not told.

        Args:
            text: What to copy.

        Returns:
            Whether it was sent: not when it is too long (8 kB), nor where the terminal has no clipboard.
        """
        sequence = modes.clipboard(text, self.capabilities)
        if sequence is None:
            return False
        self._send(sequence)
        return True

    def set_mouse(self, on: bool) -> bool:
        """Ask for mouse reports or leave the mouse to the terminal; whether the terminal has any."""
        if not self.capabilities.mouse:
            return False
        self.mouse_on = on
        self._send(modes.mouse(on=on))
        return True

    def show_plain(self, text: str, closing: str) -> None:
        """Leave the app's screen and show a text alone, with the mouse left to the terminal, until a key comes.

        Args:
            text: What to show.
            closing: Line behind it that says how to go back.
        """
        if not self.aside:
            self.aside = True
            self._send(modes.leave(self.capabilities) + plain(text, self.capabilities, closing))

    def end_plain(self) -> None:
        """Go back to the app's screen."""
        if self.aside:
            self.aside = False
            self._send(modes.enter(self.capabilities, mouse=self.mouse_on))
            self.redraw()

    def ends_plain(self, message: Message) -> bool:
        """Whether a message is what the plain screen waits for; it goes no further."""
        return self.aside and isinstance(message, (events.InputEvent, events.Paste))
