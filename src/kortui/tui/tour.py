"""The tour: five steps on the database that is open, each asking for the key it teaches; nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.strip import Strip

from kortui.commands import Command
from kortui.model import Library
from kortui.records import dataclass
from kortui.tui.paint import Piece, strip, wrap
from kortui.tui.themes import inks
from kortui.tui.widgets.bars import Bar

Keys = Mapping[str, str]
"""Keys in force, as people read them, by command id."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        teaches: Commands any of which ends it, the one it asks for first.
        words: What it says, of the keys in force and the library.
    """

    teaches: tuple[str, ...]
    words: Callable[[Keys, Library], str]


STEPS = (
    Step(
        ("move.down", "move.up", "move.page-down", "move.bottom", "group.next"),
        lambda k, lib: f"{len(lib.events):,} records in order of time. {k['move.down']} goes down",
    ),
    Step(("record.evidence",), lambda k, lib: f"{k['record.evidence']} shows the sentence behind the record"),
    Step(
        ("go.back", "go.cancel", "record.up", "history.back"),
        lambda k, lib: f"It is lit in its document. {k['go.back']} goes back; where you type, {k['go.cancel']} does",
    ),
    Step(("search.open",), lambda k, lib: f"{k['search.open']} searches as you type; try {_example(lib)}"),
    Step(
        ("app.help", "app.palette"),
        lambda k, lib: f"enter keeps it, {k['facets.clear']} clears. {k['app.help']} lists all keys of a place",
    ),
)

PATIENCE = 12
"""Commands other than the one asked for after which the tour steps aside: whoever goes their own way needs no guide."""


def _example(library: Library) -> str:
    """Something to search for: the weapon named most that has a short name."""
    found = [e for e in library.entities if e.kind == "weapon" and len(e.name) <= 10 and " " not in e.name]
    return max(found, key=lambda e: e.mentions).name.casefold() if found else "korea"


class Tour:
    """Which step one is on.

    Args of the constructor: the commands with the keys in force, and the library.
    """

    def __init__(self, commands: Iterable[Command], library: Library) -> None:
        self._keys = {c.id: c.shown for c in commands}
        self._library = library
        self.at = 0
        self.aside = 0
        """Commands run since the last step that were not asked for."""

    @property
    def given_up(self) -> bool:
        """Whether so much else was done that the tour steps aside."""
        return self.aside >= PATIENCE

    @property
    def over(self) -> bool:
        """Whether the last step is done."""
        return self.at >= len(STEPS)

    def ran(self, command: str) -> bool:
        """A command was run; whether that was the one asked for."""
        if not command:
            return False
        done = not self.over and command in STEPS[self.at].teaches
        self.at += done
        self.aside = 0 if done else self.aside + 1
        return done

    @property
    def pieces(self) -> list[Piece]:
        """The step in words."""
        if self.over:
            return []
        head = f"Tour {self.at + 1}/{len(STEPS)}  "
        end = self._keys.get("app.tour", "")
        return [
            (head, "group"),
            (STEPS[self.at].words(self._keys, self._library), "strong"),
            (f"  ({end} ends)" if end else "", "muted"),
        ]


class TourBar(Bar):
    """The step at hand above the footer, on two lines where one is too short."""

    def __init__(self, tour: Tour) -> None:
        super().__init__()
        self.tour = tour

    def lines(self, width: int) -> list[list[Piece]]:
        """The step as lines."""
        pieces = self.tour.pieces
        text = "".join(t for t, _ in pieces)
        found = []
        for start, end in wrap(text, max(1, width - 1)):
            line: list[Piece] = [(" ", "")]
            at = 0
            for part, ink in pieces:
                line.append((part[max(0, start - at) : max(0, end - at)], ink))
                at += len(part)
            found.append(line)
        return found

    def fit(self, width: int) -> None:
        """As many lines as the step needs, two at most."""
        self.styles.height = max(1, min(2, len(self.lines(width))))
        self.refresh()

    def on_resize(self) -> None:
        """Fit."""
        self.fit(self.size.width)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        lines = self.lines(width)
        return strip(lines[y] if y < len(lines) else [], width, inks(self), self.visual_style.rich_style)
