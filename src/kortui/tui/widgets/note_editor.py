"""`NoteEditor`: a text of several lines that takes its keys one after the other, as the search line does."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from kortui.notes import LONGEST
from kortui.text import cell_width, sanitise
from kortui.tui.paint import Piece, strip, wrap
from kortui.tui.themes import Inks
from kortui.tui.widgets.lines import Lines
from kortui.tui.widgets.query_bar import LineEditor


class TextEditor(LineEditor):
    """A text with a caret; ``home``, ``end``, ``ctrl+u`` and ``ctrl+k`` work on the line of the caret."""

    def insert(self, text: str) -> bool:
        """Put text in at the caret, line ends as they are; False when there was no room for all."""
        clean = sanitise(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
        before = unicodedata.normalize("NFC", self.text[: self.caret] + clean)
        whole = before + self.text[self.caret :]
        self.text, self.caret = whole[:LONGEST], min(len(before), LONGEST)
        return len(whole) <= LONGEST

    def key(self, event: events.Key) -> bool:
        """Carry out a key; False when it is none of a text."""
        start = self.text.rfind("\n", 0, self.caret) + 1
        end = self.text.find("\n", self.caret) % (len(self.text) + 1)
        if event.key in ("home", "ctrl+a"):
            self.caret = start
        elif event.key in ("end", "ctrl+e"):
            self.caret = end
        elif event.key == "ctrl+u":
            self.text, self.caret = self.text[:start] + self.text[self.caret :], start
        elif event.key == "ctrl+k":
            self.text = self.text[: self.caret] + self.text[end:]
        else:
            return super().key(event)
        return True


class NoteEditor(Lines):
    """The text being written, wrapped, with its caret in sight."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.editor = TextEditor(text)
        self._key: tuple[str, int] = ("", -1)
        self._rows: list[tuple[int, int]] = []

    def rows(self) -> list[tuple[int, int]]:
        """Where each line of the window begins and ends in the text."""
        if (self.editor.text, self.body) != self._key:
            self._key = (self.editor.text, self.body)
            self._rows, at = [], 0
            for line in self.editor.text.split("\n"):
                self._rows += [(at + start, at + end) for start, end in wrap(line, self.body - 3)]
                at += len(line) + 1
        return self._rows

    @property
    def count(self) -> int:
        """Number of lines."""
        return len(self.rows())

    @property
    def row(self) -> int:
        """Line of the caret."""
        return max(0, bisect_right(self.rows(), self.editor.caret, key=lambda r: r[0]) - 1)

    def take(self, event: events.Key) -> bool:
        """Carry out a key; False when it is none of a text."""
        if event.key in ("up", "down"):
            self._move(1 if event.key == "down" else -1)
        elif not self.editor.key(event):
            return False
        self.show_caret()
        return True

    def show_caret(self) -> None:
        """Bring the caret into sight and draw."""
        row = self.row
        self.top = min(max(self.top, row - self.page + 1), row)
        self.refresh()

    def _move(self, way: int) -> None:
        """Go a line up or down, in the same column as far as there is one."""
        rows, row = self.rows(), self.row
        if not 0 <= row + way < len(rows):
            return
        column = cell_width(self.editor.text[rows[row][0] : self.editor.caret])
        start, end = rows[row + way]
        while start < end and cell_width(self.editor.text[rows[row + way][0] : start + 1]) <= column:
            start += 1
        self.editor.caret = start

    def paint(self, y: int, width: int, inks: Inks) -> Strip:
        """Draw a line, the caret in it as the cell it stands on."""
        start, end = self.rows()[y]
        text, caret = self.editor.text, self.editor.caret
        pieces: list[Piece] = [(" ", "")]
        if y == self.row:
            before = text[start:caret]
            under = text[caret] if caret < end else " "
            pieces += [(before, "strong"), (under, "cursor"), (text[caret + 1 : end], "strong")]
            self.app.cursor_position = self.content_region.offset + Offset(1 + cell_width(before), y - self.top)
        else:
            pieces.append((text[start:end], "strong"))
        return strip(pieces, width, inks, self.visual_style.rich_style)
