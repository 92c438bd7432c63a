"""Every command of the app, once: id, keys, words, where it works and how long the footer keeps it.

Bindings, footer, palette, help screen, ``kortui keys`` and the README's table are all made from `COMMANDS`. A *scope* names
who carries a command out; a *place* is where the focus can be, and `PLACES` lists the scopes that are open there. No key may
mean two things in one place.

Keys are written as Textual writes them; a single character stands for itself. `kortui.keyboard` names them, and
`kortui.rebinding` gives commands other ones by their id.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from kortui.keyboard import HANGUL, show_key
from kortui.records import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the app can do.

    Attributes:
        id: ``group.verb``; what settings rebind and what the action is called after.
        keys: Keys that run it, the one to show first; none for palette-only commands.
        label: One or two words for the footer and the palette.
        help: What it does, a sentence without a full stop.
        scope: Who carries it out; see `PLACES`.
        rank: Order in the footer: 1 is the last to go when the line gets narrow, 0 never stands there.
        twin: Id of the command that undoes or mirrors it; the footer shows both keys under one label.
        kiosk: Whether a public session offers it.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    scope: str
    rank: int = 0
    twin: str = ""
    kiosk: bool = True

    @property
    def action(self) -> str:
        """Name of the action that carries it out (``move_page_down`` for ``move.page-down``)."""
        return self.id.replace(".", "_").replace("-", "_")

    @property
    def typed(self) -> tuple[str, ...]:
        """All keys with what they type under a Hangul layout."""
        return tuple(dict.fromkeys([*self.keys, *(HANGUL[k] for k in self.keys if k in HANGUL)]))

    @property
    def shown(self) -> str:
        """The first key as people read it, empty when there is none."""
        return show_key(self.keys[0]) if self.keys else ""


COMMANDS: tuple[Command, ...] = (
    Command("move.down", ("j", "down"), "move", "Go down one line", "move", 9, "move.up"),
    Command("move.up", ("k", "up"), "up", "Go up one line", "move"),
    Command("move.page-down", ("space", "pagedown", "ctrl+f"), "page down", "Go down one page", "move"),
    Command("move.page-up", ("b", "pageup"), "page up", "Go up one page", "move"),
    Command("move.half-down", ("ctrl+d",), "half down", "Go down half a page", "move"),
    Command("move.half-up", ("ctrl+u",), "half up", "Go up half a page", "move"),
    Command("move.top", ("g", "home"), "top", "Go to the first line", "move"),
    Command("move.bottom", ("G", "end"), "bottom", "Go to the last line", "move"),
    Command("group.next", ("J",), "next group", "Go to the next group, section or link", "move", 16, "group.previous"),
    Command("group.previous", ("K",), "previous group", "Go to the previous group, section or link", "move"),
    Command("record.open", ("enter", "l", "right"), "open", "Open what the cursor is on", "open", 4),
    Command("record.up", ("h", "left"), "up", "Go up one level", "open"),
    Command("bar.open", ("enter",), "open", "Narrow to the bar, or go to the records behind the mark", "bars", 4),
    Command("bar.next", ("l", "right"), "later", "Go to the next bar or mark", "bars", 5, "bar.previous"),
    Command("bar.previous", ("h", "left"), "earlier", "Go to the bar or mark before", "bars"),
    Command("bar.down", ("j", "down"), "below", "Go to the line or lane below, or the next bar", "bars", 12, "bar.up"),
    Command("bar.up", ("k", "up"), "lane above", "Go to the line or lane above, or the bar before", "bars"),
    Command("bar.first", ("g", "home"), "first", "Go to the first bar or mark", "bars"),
    Command("bar.last", ("G", "end"), "last", "Go to the last bar or mark", "bars"),
    Command("record.evidence", ("e",), "evidence", "Show the sentence behind the record in its document", "record", 5),
    Command("record.document", ("E",), "document", "Open the whole document from its beginning", "record"),
    Command("record.context", ("c",), "what else", "Show what else happened then, or with the same actors", "record", 14),
    Command(
        "record.relations",
        ("r",),
        "relations",
        "Show whom its actors deal with, or their page again",
        "record",
        15,
    ),
    Command("relations.deeper", ("z",), "deeper", "Show the relations of those, too", "relations", 6, "relations.flatter"),
    Command("relations.flatter", ("Z",), "flatter", "Show the nearest relations alone", "relations"),
    Command("record.star", ("m",), "star", "Star the record, or take its star away", "record", 17),
    Command("record.note", ("a",), "note", "Write a note on the record, or change it", "record", 31),
    Command("record.compare", ("d",), "compare", "Hold the record; on another one, show the two side by side", "record", 32),
    Command("copy.open", ("y",), "copy", "Copy; then c, q, l or n says what", "record", 12),
    Command("copy.citation", ("c",), "citation", "Copy a citation of the source", "copy", 1),
    Command("copy.quote", ("q",), "quote", "Copy the sentence with its source", "copy", 2),
    Command("copy.link", ("l",), "link", "Copy a command that opens this record", "copy", 3),
    Command("copy.id", ("n",), "id", "Copy the id of the record", "copy", 4),
    Command("pane.timeline", ("1",), "Timeline", "Show all events in order of time", "explorer"),
    Command("pane.defense", ("2",), "Defense", "Show arms programmes, deals, exercises and war", "explorer"),
    Command("pane.trade", ("3",), "Trade", "Show trade, investment and agreements", "explorer"),
    Command("pane.diplomacy", ("4",), "Diplomacy", "Show visits, meetings, missions and positions", "explorer"),
    Command("pane.documents", ("5",), "Documents", "Show the source documents", "explorer"),
    Command("search.open", ("/",), "search", "Search everything as you type", "explorer", 3),
    Command("hit.next", ("n",), "next hit", "Go to the next hit", "hits", 13, "hit.previous"),
    Command("hit.previous", ("N",), "previous hit", "Go to the previous hit", "hits"),
    Command("facets.open", ("f",), "facets", "Narrow by type, actor, country, decade and more", "explorer", 8),
    Command("facets.clear", ("F",), "clear", "Take the search and all filters away", "explorer"),
    Command("chip.remove", ("backspace",), "widen", "Take the last part of the search away", "explorer"),
    Command("chip.choose", ("B",), "parts", "Choose which part of the search to take away", "explorer"),
    Command("saved.open", ("o",), "saved", "List the saved searches; enter takes one up", "explorer", 24),
    Command("saved.save", ("O",), "save search", "Save the search under a name", "explorer", kiosk=False),
    Command("sort.next", ("s",), "sort", "Sort by date, best match, title, amount, type or evidence", "explorer"),
    Command("sort.reverse", ("S",), "reverse", "Turn the order round", "explorer"),
    Command("date.go", ("t",), "go to date", "Go to the event nearest to a date", "explorer", 18),
    Command("zoom.in", ("z",), "zoom", "Show the time strip in finer steps", "timeline", 19, "zoom.out"),
    Command("zoom.out", ("Z",), "zoom out", "Show the time strip in coarser steps", "timeline"),
    Command(
        "conflicts.open", ("x",), "conflicts", "Compare statements of the same thing, contradictions first", "explorer", 11
    ),
    Command("stars.open", ("'",), "stars", "List the starred records", "explorer"),
    Command("notes.open", ("A",), "notes", "List your notes, also those whose record is gone", "explorer"),
    Command("review.open", ("R",), "review", "Accept, reject or edit what nobody has looked at", "explorer", 23, kiosk=False),
    Command("review.accept", ("a",), "accept", "The record is right; go on", "review", 3, kiosk=False),
    Command("review.reject", ("r",), "reject", "It is no record; go on", "review", 4, kiosk=False),
    Command("review.edit", ("d",), "edit", "Give it another title, date, type or domains", "review", 5, kiosk=False),
    Command("review.undo", ("u",), "undo", "Take the last decision back", "review", 6, kiosk=False),
    Command("review.next", ("s",), "skip", "Go to the next record without deciding", "review", 7, "review.previous", False),
    Command("review.previous", ("S",), "previous", "Go back one record", "review", kiosk=False),
    Command("review.evidence", ("e",), "evidence", "Show the sentence in its document", "review", 8, kiosk=False),
    Command("review.link", ("enter", "l", "right"), "open", "Open the link that J and K choose", "review", kiosk=False),
    Command("export.open", ("w",), "export", "Write the records shown to a file", "explorer", 20, kiosk=False),
    Command("history.back", ("<",), "back", "Go back to where you were", "history", 21, "history.forward"),
    Command("history.forward", (">",), "forward", "Go forward again", "history"),
    Command("undo.last", ("u",), "undo", "Undo the last change of stars, notes, search, filters or review", "undo"),
    Command(
        "chart.mode", ("v",), "chart mode", "Draw the chart in its next way: logarithmic, linear; lanes; table", "drawing", 6
    ),
    Command("chart.values", ("V",), "as written", "Label with even, short figures or as the sources write them", "drawing", 7),
    Command("chart.next", ("J",), "next chart", "Go to the next chart or table of the pane", "chart", 9, "chart.previous"),
    Command("chart.previous", ("K",), "previous chart", "Go to the chart before", "chart"),
    Command("focus.next", ("tab",), "next part", "Go to the next part of the screen", "screen", 10),
    Command("focus.previous", ("shift+tab",), "previous part", "Go to the previous part of the screen", "screen"),
    Command("jump.open", (";",), "jump", "Show letters on all that is in sight; typing them goes there", "screen", 33),
    Command("go.cancel", ("escape",), "up", "Cancel, clear the search, go up; never quits", "screen"),
    Command("go.back", ("q",), "back", "Go up; at the top ask before leaving", "screen", 2),
    Command("app.help", ("?", "f1"), "help", "Show the keys that work here", "app", 1),
    Command("app.palette", (":", "ctrl+p"), "palette", "Find a command by name", "app", 22),
    Command("app.tour", ("ctrl+t",), "tour", "Take the tour of five steps on your own records, or end it", "app", 34),
    Command("app.theme", (), "theme", "Choose the colours", "app"),
    Command(
        "app.settings", (), "settings", "Name the file of settings; kortui config shows and changes them", "app", kiosk=False
    ),
    Command("app.redraw", ("ctrl+l",), "redraw", "Draw the whole screen again", "app"),
    Command("app.plain", ("L",), "plain text", "Show the text alone, to select and copy with the terminal", "app"),
    Command("app.mouse", ("M",), "mouse", "Leave the mouse to the terminal, to select with; again: take it back", "app"),
    Command("app.suspend", ("ctrl+z",), "suspend", "Go to the shell for a while; fg comes back", "app", kiosk=False),
    Command("app.quit", ("ctrl+q",), "quit", "Leave kortui at once", "app"),
)
"""All commands, in the order help shows them."""

SCOPES: MappingProxyType[str, str] = MappingProxyType(
    {
        "move": "Move",
        "open": "Open and go up",
        "bars": "On bars",
        "record": "On a record",
        "relations": "In relations",
        "copy": "After y",
        "explorer": "Browse and search",
        "review": "In review",
        "history": "The way back",
        "undo": "Undo",
        "hits": "Hits",
        "timeline": "Time strip",
        "chart": "Charts",
        "drawing": "How charts are drawn",
        "screen": "Screen",
        "app": "Everywhere",
    }
)
"""Every scope with its heading."""

_BASE = ("screen", "app")
PLACES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "list": ("open", "record", "move", "explorer", "history", "undo", "hits", "timeline", "drawing", *_BASE),
        "strip": ("bars", "explorer", "history", "undo", "hits", "timeline", *_BASE),
        "chart": ("bars", "chart", "drawing", "explorer", "history", "undo", "hits", *_BASE),
        "detail": ("open", "record", "move", "explorer", "history", "undo", "hits", "timeline", "drawing", *_BASE),
        "document": ("open", "record", "move", "hits", "history", "undo", *_BASE),
        "conflicts": ("open", "record", "move", "history", "undo", *_BASE),
        "compare": ("open", "record", "move", "history", "undo", *_BASE),
        "entity": ("open", "record", "relations", "move", "history", "undo", *_BASE),
        "review": ("review", "move", "history", *_BASE),
        "page": ("open", "move", *_BASE),
        "copy": ("copy",),
    }
)
"""Every place the focus can be in, with the scopes open there; typing into a line is no place: it takes every key itself."""

PLACE_WORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "list": "in the list", "detail": "in the detail", "strip": "on the time strip", "chart": "on the chart",
        "document": "in a document", "conflicts": "among conflicts", "entity": "on this page", "compare": "on two records",
        "review": "in review", "page": "here",
    }
)  # fmt: skip
"""Places in words, in the order in which one is named where a command works in several."""

_LESS = 40
"""By how much commands of the whole screen stand back in the footer of a strip or chart, behind those of its own."""


def says_where(command: Command) -> str:
    """Where a command works, in words."""
    return next((words for place, words in PLACE_WORDS.items() if command.scope in PLACES[place]), "elsewhere")


def in_place(place: str, commands: Iterable[Command] = COMMANDS) -> tuple[Command, ...]:
    """The commands a place offers, in the order of its scopes."""
    known = tuple(commands)
    return tuple(c for scope in PLACES[place] for c in known if c.scope == scope)


def footer(place: str, commands: Iterable[Command] = COMMANDS) -> tuple[tuple[str, str, int, str], ...]:
    """What the footer of a place may show: (keys, label, rank, id) in order of rank."""
    known = {c.id: c for c in commands}
    own = place in ("strip", "chart")

    def rank(command: Command) -> int:
        return command.rank + (_LESS if own and command.scope == "explorer" else 0)

    found = [c for c in in_place(place, known.values()) if c.rank and c.keys and (own or c.scope != "drawing")]
    return tuple(
        (f"{c.shown}/{known[c.twin].shown}" if c.twin and known[c.twin].keys else c.shown, c.label, rank(c), c.id)
        for c in sorted(found, key=rank)
    )
