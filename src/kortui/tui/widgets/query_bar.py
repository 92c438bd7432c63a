"""The search line: the query as chips, or as text while it is typed.

It takes every key itself, one after the other, before any binding: Textual's `Input` hands editing keys and letters to
different queues and reorders a fast burst (``hanx``, backspace, ``wha`` leaves ``hanxwh``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual import events
from textual.geometry import Offset

from kortui.text import cell_width, one_line, sanitise, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.jumps import Jump
from kortui.tui.messages import ChipClicked, PasteCut, QueryEdited
from kortui.tui.paint import Piece
from kortui.tui.widgets.bars import Bar

LONGEST = 400
"""Characters of a query, of which each key takes 10 ms at most; a paste beyond is cut, which is told."""


class LineEditor:
    """A line of text with a caret and the usual keys; text is kept NFC, so jamo typed apart come together."""

    def __init__(self, text: str = "") -> None:
        self.set(text)

    def set(self, text: str) -> None:
        """Replace the text; the caret goes behind it."""
        self.text = text
        self.caret = len(text)

    def insert(self, text: str) -> bool:
        """Put text in at the caret; False when there was no room for all."""
        before = unicodedata.normalize("NFC", self.text[: self.caret] + one_line_input(text))
        after = self.text[self.caret :]
        self.text = (before + after)[:LONGEST]
        self.caret = min(len(before), LONGEST)
        return len(before + after) <= LONGEST

    def key(self, event: events.Key) -> bool:
        """Carry out a key; False when it is no key of a line."""
        name, text, caret = event.key, self.text, self.caret
        if name == "backspace" or name == "ctrl+h":
            if caret:
                self.text, self.caret = text[: caret - 1] + text[caret:], caret - 1
        elif name in ("delete", "ctrl+d"):
            self.text = text[:caret] + text[caret + 1 :]
        elif name in ("left", "ctrl+b"):
            self.caret = max(0, caret - 1)
        elif name in ("right", "ctrl+f"):
            self.caret = min(len(text), caret + 1)
        elif name in ("home", "ctrl+a"):
            self.caret = 0
        elif name in ("end", "ctrl+e"):
            self.caret = len(text)
        elif name in ("ctrl+left", "alt+b", "ctrl+w", "alt+backspace"):
            start = len(text[:caret].rstrip().rpartition(" ")[0])
            start += 1 if start else 0
            if name in ("ctrl+w", "alt+backspace"):
                self.text = text[:start] + text[caret:]
            self.caret = start
        elif name in ("ctrl+right", "alt+f"):
            rest = text[caret:]
            self.caret = caret + len(rest) - len(rest.lstrip().partition(" ")[2])
        elif name == "ctrl+u":
            self.text, self.caret = text[caret:], 0
        elif name == "ctrl+k":
            self.text = text[:caret]
        elif event.is_printable and event.character:
            self.insert(event.character)
        else:
            return False
        return True


def one_line_input(text: str) -> str:
    """Typed or pasted text made harmless and one line; blanks at its ends stay, for they are typed on purpose."""
    clean = sanitise(text)
    return clean if clean.isprintable() else one_line(clean)


class QueryBar(Bar, can_focus=True):
    """The query of the whole app.

    While `typing` it shows the text with a caret and posts `QueryEdited` on each change; else the terms as chips, what was
    understood, and the counts. The end of typing is told by calling `accepted` or `cancelled` and not by a message: a message
    would come after further keys of the same burst.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.can_focus = False
        self.typing = False
        self.editor = LineEditor()
        self.past: list[str] = []
        self.chips: tuple[str, ...] = ()
        self.count = ""
        self.note = ""
        self.fault = False
        self.begun = ""
        self._recall = 0
        self._draft = ""
        self.accepted: Callable[[str], object] = str
        self.cancelled: Callable[[], object] = str
        self.completions: Callable[[str], Sequence[str]] = lambda text: ()

    @property
    def hints(self) -> Sequence[tuple[str, str, int, str]]:
        """What the footer says while typing."""
        listed = (
            ("enter", "keep", 1, "keep"),
            ("esc", "cancel", 2, "cancel"),
            ("tab", "complete", 3, "tab"),
            ("↑/↓", "earlier searches", 4, "earlier"),
        )
        return listed if self.typing else ()

    def show(self, chips: Sequence[str], count: str, note: str = "", *, fault: bool = False, begun: str = "") -> None:
        """Show a query and its result.

        Args:
            chips: The terms, each as it is typed.
            count: How much was found.
            note: What else to know: aliases searched, or what is wrong with the query.
            fault: Whether it says what is wrong; in a window too narrow for all it then takes the line alone.
            begun: The word that counts as a beginning, with a sign for it; said before the count while there is room.
        """
        shown = (tuple(chips), count, note, fault, begun)
        if shown != (self.chips, self.count, self.note, self.fault, self.begun):
            self.chips, self.count, self.note, self.fault, self.begun = shown
            self.refresh()

    def open(self, text: str) -> None:
        """Begin typing with a text to go on from."""
        self.typing = True
        self.can_focus = True
        self.editor.set(text)
        self._recall = len(self.past)
        self.screen.set_focus(self)
        self.refresh()

    def close(self) -> None:
        """Stop typing."""
        self.typing = False
        self.can_focus = False
        if self.editor.text and self.editor.text not in self.past[-1:]:
            self.past.append(self.editor.text)
        self.refresh()

    def take_key(self, event: events.Key) -> bool:
        """Take a key while typing; the app asks before it looks at bindings."""
        if not self.typing:
            return False
        if event.key == "enter":
            self.close()
            self.accepted(self.editor.text)
        elif event.key in ("escape", "ctrl+c"):
            self.close()
            self.cancelled()
        elif event.key in ("up", "down"):
            self._go_to_earlier(1 if event.key == "down" else -1)
        elif event.key == "tab":
            self._complete()
        else:
            before = self.editor.text
            if not self.editor.key(event):
                return event.key != "ctrl+q"
            if self.editor.text != before:
                self._edited()
        self.refresh()
        return True

    def _go_to_earlier(self, way: int) -> None:
        """Show an earlier search, or a later one; what was being typed comes behind the last."""
        if self._recall == len(self.past):
            self._draft = self.editor.text
        self._recall = max(0, min(self._recall + way, len(self.past)))
        self.editor.set(self.past[self._recall] if self._recall < len(self.past) else self._draft)
        self._edited()

    def _places(self) -> Iterator[tuple[int, int]]:
        """First cell and width of each chip."""
        at = 1
        for chip in () if self.typing or self._alone(self.size.width) else self.chips:
            wide = cell_width(chip) + 2
            yield at, wide
            at += wide + 1

    def jumps(self) -> list[Jump]:
        """A target that begins typing, and one on each chip, which takes it away."""
        opened = getattr(self.screen, "action_search_open", None)
        found = [Jump(0 if self.chips else 1, 0, opened)] if opened else []
        return found + [Jump(x, 0, partial(self.post_message, ChipClicked(n))) for n, (x, _) in enumerate(self._places())]

    def on_click(self, event: events.Click) -> None:
        """Tell which chip was clicked."""
        for number, (at, wide) in enumerate(self._places()):
            if at <= event.x < at + wide:
                self.post_message(ChipClicked(number))
                return

    def _complete(self) -> None:
        """Put the first completion in place of the last word."""
        found = self.completions(self.editor.text)
        if found and self.editor.caret == len(self.editor.text):
            word = self.editor.text.split()[-1] if self.editor.text else ""
            lead = word[: len(word) - len(word.lstrip("-("))]
            self.editor.set(self.editor.text[: len(self.editor.text) - len(word)] + lead + found[0])
            self._edited()

    def _edited(self) -> None:
        self.post_message(QueryEdited(self.editor.text))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text as one line."""
        if self.typing:
            if not self.editor.insert(event.text[: LONGEST + 1]):
                self.post_message(PasteCut(LONGEST))
            self._edited()
            self.refresh()
            event.stop()

    def _alone(self, width: int) -> bool:
        """Whether what is wrong takes the whole line, since it has no room beside the query and the count."""
        taken = sum(cell_width(chip) + 3 for chip in self.chips) + cell_width(self.count) + 6
        return self.fault and not self.typing and taken + cell_width(self.note) > width

    def _counted(self, width: int) -> str:
        """The count, behind the beginning that it is of; in a window too narrow for all this without where the cursor is."""
        if not (self.typing and self.begun):
            return f" {self.count} "
        size = self.count.partition(", at ")[0]
        forms = (f" {self.begun} {self.count} ", f" {self.begun} {size} ", f" {self.begun} {size.partition(' ')[0]} ")
        return next((form for form in forms if cell_width(form) * 2 <= width), f" {self.count} ")

    def pieces(self, width: int) -> list[Piece]:
        """The line at a width."""
        right = self._counted(width)
        room = max(0, width - cell_width(right))
        if self._alone(width):
            mends, asks, _ = self.note.partition("?")  # the rest says why, which may be cut, as may what is behind a semicolon
            if cell_width(mends + asks) + 4 > room:
                right, room = "", width
            note = self.note if cell_width(self.note) + 2 <= room else self.note.partition("; ")[0]
            said: Piece = (f" {truncate(note, max(0, room - 2), glyphs.ellipsis)}", "muted")
            return [*_cut([said], room), (right, "muted")]
        if self.typing:
            left = self._typed(room)
        elif self.chips:
            left = [(" ", "")]
            for chip in self.chips:
                left += [(f" {chip} ", "chip"), (" ", "")]
        else:
            left = [(" / to search", "muted")]
        used = sum(cell_width(text) for text, _ in left)
        note = self.note
        if self.typing and (found := self.completions(self.editor.text)):
            note = f"tab: {'  '.join(found[:6])}"
        if self.typing and self.fault and note == self.note and used + cell_width(note) + 3 > room:
            right, room = "", width  # a count of what a faulty query finds matters less than what is wrong
        if note and used + 4 < room:
            left.append((f" {truncate(note, room - used - 2, glyphs.ellipsis)}", "muted"))
            used = sum(cell_width(text) for text, _ in left)
        if used > room:
            return [*_cut(left, room), (right, "muted")]
        return [*left, (" " * (room - used), ""), (right, "muted")]

    def _typed(self, room: int) -> list[Piece]:
        """The text with its caret, scrolled so that the caret is in sight, with a sign where its beginning is not."""
        text, caret = self.editor.text, self.editor.caret
        start, before = 0, text[:caret]
        while start < caret and cell_width(before) > max(0, room - 5):
            start += 1
            before = glyphs.ellipsis + text[start:caret]
        under = text[caret : caret + 1] or " "
        x = 3 + cell_width(before)
        self.app.cursor_position = self.content_region.offset + Offset(x, 0)
        return [(" / ", "key"), (before, "strong"), (under, "cursor"), (text[caret + 1 :], "strong")]


def _cut(pieces: list[Piece], room: int) -> list[Piece]:
    kept: list[Piece] = []
    for text, ink in pieces:
        wide = cell_width(text)
        if wide > room:
            kept.append((truncate(text, room, glyphs.ellipsis), ink))
            room -= cell_width(kept[-1][0])
            break
        kept.append((text, ink))
        room -= wide
    return [*kept, (" " * max(0, room), "")]
