"""`Chooser`: pick one of several lines by typing parts of it, or type an answer. Palette, themes, dates and more are one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from kortui.records import dataclass, replace
from kortui.text import cell_width, fold_text, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.messages import CursorMoved, ItemOpened
from kortui.tui.paint import Piece, light
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.typed import typed_words
from kortui.tui.widgets.bars import Footer
from kortui.tui.widgets.drawn import Group
from kortui.tui.widgets.prompt import Prompt
from kortui.tui.widgets.query_bar import LONGEST
from kortui.tui.widgets.source import Groups
from kortui.tui.widgets.virtual_list import VirtualList


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to choose.

    Attributes:
        text: What it says; typed words are looked for here and in `more`.
        value: What choosing it gives.
        note: Stands at the right: a key, a count.
        more: Further words to find it by.
        group: Heading it stands under; entries of a group follow each other.
        mark: Stands before it, such as a tick.
        within: What it is one of; stands before `note` while no heading says so.
    """

    text: str
    value: Any
    note: str = ""
    more: str = ""
    group: str = ""
    mark: str = ""
    within: str = ""


class Entries:
    """Entries that hold all typed words, as a list."""

    def __init__(self, entries: Sequence[Entry], typed: str = "") -> None:
        words = typed_words(typed)
        self.words = words
        self.version: Hashable = typed
        self.entries = [e for e in entries if all(w.find(_folded(f"{e.text} {e.more} {e.group}")) >= 0 for w in words)]
        if words:
            self.entries = sorted((replace(e, group="") for e in self.entries), key=self._fit)
        starts = [n for n, e in enumerate(self.entries) if e.group and (n == 0 or self.entries[n - 1].group != e.group)]
        self.groups = Groups(starts, [self.entries[n].group for n in starts]) if starts[:1] == [0] else Groups()

    def key(self, index: int) -> Hashable:
        """What decides about the line of an entry, in whatever list it stands."""
        entry = self.entries[index]
        return (entry.text, entry.note, entry.mark, "" if entry.group else entry.within, tuple(w.folded for w in self.words))

    def put(self, index: int, entry: Entry) -> None:
        """Put another entry in place of one."""
        self.entries[index] = entry
        self.version = (self.version, entry)

    def _fit(self, entry: Entry) -> tuple[int, ...]:
        """How well the words fit: at the beginning, at the beginning of words, inside."""
        text, others = fold_text(entry.text), _folded(entry.more)
        return tuple(word.fit(text, others) for word in self.words)

    def __len__(self) -> int:
        return len(self.entries)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """One entry as a line."""
        entry = self.entries[index]
        said = f"{entry.within}  {entry.note}" if entry.within and not entry.group else entry.note
        note = truncate(said, max(0, width // 2), glyphs.ellipsis)
        room = max(0, width - cell_width(note) - cell_width(entry.mark) - 2)
        text = truncate(entry.text, room, glyphs.ellipsis)
        spans = sorted(filter(None, (word.span(text) for word in self.words)))
        gap = " " * (room - cell_width(text) + 1)
        return [(entry.mark, "good"), *light(text, spans, "text"), (gap, ""), (note, "key"), (" ", "")]


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    """Text folded; kept, since the same entries are looked through for each letter (2 ms for 200 with all their names)."""
    return fold_text(text)


class Chooser(KortuiScreen):
    """A panel over the screen; it takes every key itself. Leaves with the chosen value, the typed text, or None.

    Args of the constructor: the session, a title, the entries, and

    - `typed`: text to begin with;
    - `replaces`: whether the first letter typed takes the place of that text, which stands lit until then;
    - `free`: makes an answer of typed text when no entry is left or there are none; returns the value and a hint, the value
      None when the text is no answer;
    - `preview`: called with the value the cursor rests on.
    """

    PLACE: ClassVar[str] = "chooser"
    BINDINGS: ClassVar[list[Any]] = []
    HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("esc", "cancel", 1, "cancel"),
        ("enter", "choose", 2, "choose"),
        ("↓/↑", "move", 3, "move"),
    )
    """What the footer says; as `kortui.commands.footer` gives it."""

    _laid_out = False
    ready = False
    """Whether it was laid out before it was opened."""

    def __init__(
        self,
        session: Session,
        title: str,
        entries: Sequence[Entry] = (),
        *,
        typed: str = "",
        replaces: bool = False,
        free: Callable[[str], tuple[Any, str]] | None = None,
        preview: Callable[[Any], None] | None = None,
        chosen: Any = None,
    ) -> None:
        super().__init__(session)
        self.entries = tuple(entries)
        self.prompt = Prompt(title)
        self.prompt.editor.set(typed)
        self.prompt.suggested = replaces
        self.prompt.wanted = "type to find one" if self.entries else ""
        self._free = free
        self._preview = preview
        self._chosen = chosen

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self._laid_out:
            event.refresh_styles = False  # they were applied when the panel was made; Textual goes on from here

    def _compositor_refresh(self) -> None:
        if self._laid_out:
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        """Draw for the first time when the panel is laid out, once: Textual would draw all of it four times till then."""
        if not self._laid_out and self.is_current and (self._layout_required or self.ready):
            if self._layout_required:
                self._refresh_layout()
            self._layout_required, self._laid_out = False, True
            self.draw_over()
        super()._on_timer_update()

    @property
    def whole(self) -> bool:
        """Whether a frame is all there is of a change."""
        return self._laid_out

    @property
    def made(self) -> bool:
        """Whether it has its parts."""
        return hasattr(self, "list") and self.list.is_mounted and self.list.has_focus

    def make_ready(self) -> Iterator[None]:
        """Lay out a panel that is made but not yet opened, and draw its lines, a piece at a time."""
        self._refresh_layout(self.app.size)
        yield
        if not self._layout_required:  # else its lines are as wide as they will be
            self.list.draw(range(self.list.size.height))
        self._layout_required, self.ready = False, True

    def compose(self) -> ComposeResult:
        """The panel."""
        with Group(id="panel"):
            yield self.prompt
            yield VirtualList(id="choices", empty="Nothing by that name" if self.entries else " ")
        yield Footer(id="keys")

    def update_footer(self) -> None:
        """Show the panel's own keys; all others are typed into it."""
        if self.bar is not None:
            nothing = not self.listed() and self._free is not None
            self.bar.show((self.HINTS[0], ("enter", "take it", 2, "choose")) if nothing else self.HINTS)

    def on_mount(self) -> None:
        """Show all entries."""
        self.list = self.query_one(VirtualList)
        self.prompt.styles.height = 2 if self._free is not None or self.prompt.hint else 1
        self._fit()
        self._fill()
        at = next((n for n, e in enumerate(self.entries) if e.value == self._chosen), 0) if self._chosen is not None else 0
        self.list.move(at)
        self.list.focus()

    def _fit(self) -> None:
        """As high as the entries, the window allowing."""
        entries = self.listed()
        lines = len(entries) + len({e.group for e in entries if e.group})
        self.list.styles.height = max(1, min(lines, 24, self.app.size.height - 8))

    def on_resize(self, event: events.Resize) -> None:
        """Fit into the window."""
        self._fit()

    def _fill(self, on: Any = None) -> None:
        """Show the entries that fit what is typed, the cursor on a value, else on the first."""
        text = self.prompt.editor.text
        source = Entries(self.listed(), text)
        at = 0 if on is None else next((n for n, e in enumerate(source.entries) if e.value == on), self.list.cursor)
        self.list.show(source, at)
        if self._free is not None:
            self.prompt.hint = self._free(text)[1]
        self.prompt.refresh()

    def listed(self) -> tuple[Entry, ...]:
        """The entries to look among."""
        return self.entries

    @property
    def at(self) -> Entry | None:
        """The entry under the cursor."""
        source = self.list.source
        return source.entries[self.list.cursor] if isinstance(source, Entries) and len(source) else None

    @property
    def shown(self) -> list[Entry]:
        """The entries that fit what is typed."""
        source = self.list.source
        return source.entries if isinstance(source, Entries) else []

    def take_key(self, event: events.Key) -> bool:
        """Take every key."""
        step = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": 10, "pageup": -10}
        if event.key in ("escape", "ctrl+c", "ctrl+q"):
            self.dismiss(None)
        elif event.key == "enter":
            self.choose()
        elif event.key in step:
            self.list.step(step[event.key])
        elif event.key in ("tab", "shift+tab"):
            self.list.section(1 if event.key == "tab" else -1)
        elif self.prompt.key(event):
            self._fill()
            self.post_message(CursorMoved(0))
        return True

    def choose(self) -> None:
        """Leave with what is chosen or typed."""
        if self.at is not None:
            self.dismiss(self.at.value)
        elif self._free is not None:
            value, hint = self._free(self.prompt.editor.text)
            if value is not None:
                self.dismiss(value)
            else:
                self.prompt.hint = hint
                self.prompt.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text as one line."""
        self.prompt.insert(event.text[:LONGEST])
        self._fill()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Preview what the cursor rests on."""
        if self._preview is not None and self.at is not None:
            self._preview(self.at.value)

    def on_item_opened(self, message: ItemOpened) -> None:
        """Choose what was clicked."""
        self.choose()

    def on_click(self, event: events.Click) -> None:
        """Leave on a click outside the panel."""
        if event.widget is self:
            self.dismiss(None)
