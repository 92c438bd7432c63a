"""The screen through the stage is the screen that Textual's own bytes draw, cell for cell."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import Any, ClassVar

import pytest
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.driver import Driver
from textual.events import Key, Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Header, Input, OptionList, Static, TabbedContent, TabPane

from kortui.terminal.capabilities import detect
from kortui.terminal.colours import Styles
from kortui.terminal.output import Stage
from kortui.terminal.parts import parts, sgr
from tests.tui.glass import Glass, converted, only_allowed

WORDS = ["Ankara", "서울", "İstanbul", "Türkiye", "한국전쟁", "Fırtına", "Altay", "e\u0301te\u0301", "①", "🚀", "→", "한국"]
ENVIRONMENTS = {
    "true": {"TERM": "xterm", "COLORTERM": "truecolor"},
    "256": {"TERM": "xterm-256color"},
    "16": {"TERM": "screen"},
    "none": {"TERM": "xterm", "NO_COLOR": "1"},
}
FRAMES = 520
"""Per depth; 2,080 in all."""


class Recorder(Driver):
    """Hands each frame, as stock Textual would send it, to the app's `frame`."""

    written = ""

    def write(self, data: str) -> None:
        self.written += data

    def flush(self) -> None:
        data, self.written = self.written, ""
        if data:
            self._app.frame(data)  # type: ignore[attr-defined]

    def start_application_mode(self) -> None: ...
    def stop_application_mode(self) -> None: ...
    def disable_input(self) -> None: ...


def drop_stray_marks(glass: Glass) -> None:
    """Take accents off blanks: Textual, cutting a line between a letter and its accent, sends the accent alone."""
    for row in glass.screen.buffer.values():
        for x, cell in list(row.items()):
            if len(cell.data) > 1 and cell.data[0] == " ":
                row[x] = cell._replace(data=" ")


def differing(plain: Glass, glass: Glass) -> str:
    """The first cell that differs, with the row it stands in as each drew it; nothing where all are the same."""
    looks = zip(plain.looks(), glass.looks(), strict=True)
    for place, (expected, drawn) in enumerate(looks):
        if expected != drawn:
            y, x = divmod(place, plain.screen.columns)
            rows = f"{plain.rows()[y]!r}\n{glass.rows()[y]!r}"
            return f"row {y}, cell {x}: {expected} is drawn as {drawn}\n{rows}"
    return ""


class Options(OptionList):
    """Stock `OptionList` pages by a table it makes while drawing, and fails when a resize has just thrown that away."""

    def action_page_down(self) -> None:
        with suppress(KeyError):
            super().action_page_down()

    def action_page_up(self) -> None:
        with suppress(KeyError):
            super().action_page_up()


class Probe(App[None]):
    CSS = "OptionList { width: 1fr; height: 1fr; min-width: 12 } VerticalScroll { width: 1fr } Input { height: 3 }"
    BINDINGS: ClassVar = [("f2", "next_tab", "Tab"), ("f3", "toggle_theme", "Theme")]

    def __init__(self, depth: str, columns: int, rows: int) -> None:
        super().__init__(driver_class=Recorder)
        self.capabilities = detect({**ENVIRONMENTS[depth], "LANG": "C.UTF-8"})
        self.compared = 0
        self.failed = ""
        self.set_glass(columns, rows)

    def set_glass(self, columns: int, rows: int) -> None:
        """A new window: everything is drawn again, by Textual and by the stage."""
        self.stage = Stage(self.capabilities, columns, rows)
        self.direct = Stage(self.capabilities, columns, rows)
        self.styles_ = Styles(self.capabilities.depth)
        self.glass, self.plain = Glass(columns, rows), Glass(columns, rows)

    def on_resize(self, event: Resize) -> None:
        if (event.size.width, event.size.height) != (self.stage.columns, self.stage.rows):
            self.set_glass(event.size.width, event.size.height)

    def frame(self, data: str) -> None:
        """Draw a frame both ways and compare; one that was laid out for the window before a resize is left out."""
        if self.screen._compositor.size != (self.stage.columns, self.stage.rows):
            return
        self.plain.feed(converted(data, self.styles_))
        self.stage.feed(data)
        update = self.stage.render()
        self.glass.feed(update)
        drop_stray_marks(self.plain)
        drop_stray_marks(self.glass)
        if not only_allowed(update):
            self.failed = f"frame {self.compared}: more than the stage may send in {update!r}"
        elif wrong := differing(self.plain, self.glass):
            self.failed = f"frame {self.compared}: {wrong}\nTextual sent {data!r}\nthe stage sent {update!r}"
        self.compared += 1

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Draw what the frame is of as well, which must give the cells that its text gives."""
        super()._display(screen, renderable)
        size = self.screen._compositor.size
        if not isinstance(renderable, CompositorUpdate) or size != (self.stage.columns, self.stage.rows):
            return
        drawn = parts(renderable)
        assert drawn is not None
        column, row = self.screen.outer_size.clamp_offset(self.cursor_position)
        self.direct.draw(drawn, (row, column), sgr)
        if self.direct.lines() != self.stage.lines() or self.direct.cursor != self.stage.cursor:
            self.failed = self.failed or f"frame {self.compared}: its strips give other cells than its text"

    def compose(self) -> ComposeResult:
        yield Header()
        with TabbedContent():
            for tab in ("Timeline", "무역"):
                with TabPane(tab), Horizontal():
                    yield Options(*[Content(line(n)) for n in range(80)], markup=False)
                    with VerticalScroll():
                        yield Static("", markup=False)
            with TabPane("Table"):
                yield DataTable[str]()
        yield Input(placeholder="찾기 🚀 search")
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("year", "이름", "what")
        for n in range(60):
            table.add_row(str(1950 + n), WORDS[n % 12], line(n))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        for static in self.query(Static):
            if static.parent and isinstance(static.parent, VerticalScroll):
                static.update("\n".join(line(event.option_index + k) for k in range(6)))

    def action_next_tab(self) -> None:
        tabs = self.query_one(TabbedContent)
        names = [pane.id or "" for pane in tabs.query(TabPane)]
        tabs.active = names[(names.index(tabs.active) + 1) % len(names)]

    def action_toggle_theme(self) -> None:
        self.theme = "nord" if self.theme == "ansi-dark" else "ansi-dark"


def line(number: int) -> str:
    return f"{1950 + number} " + " ".join(WORDS[(number * 5 + k * 7) % len(WORDS)] for k in range(5))


KEYS = ["down"] * 6 + [
    "up",
    "pagedown",
    "pageup",
    "end",
    "home",
    "tab",
    "tab",
    "f2",
    "f3",
    "a",
    "한",
    "backspace",
    "left",
    "right",
]


@pytest.mark.parametrize("depth", ENVIRONMENTS)
async def test_the_stage_draws_what_textual_draws(depth: str) -> None:
    chance = random.Random(depth)
    app = Probe(depth, 60, 18)

    async def drive(pilot: Pilot[None]) -> None:
        while app.compared < FRAMES and not app.failed and app.is_running:
            if chance.random() < 0.03:
                columns, rows = chance.randint(40, 90), chance.randint(14, 26)  # OptionList fails in less
                app._driver._size = (columns, rows)  # type: ignore[union-attr]
                app.post_message(Resize(Size(columns, rows), Size(columns, rows)))
            for _ in range(chance.randint(1, 8)):
                key = chance.choice(KEYS)
                app.post_message(Key(key, key if len(key) == 1 else None))
                await asyncio.sleep(0)
            await pilot.pause()
        app.exit()

    async with asyncio.timeout(400):
        await app.run_async(size=(60, 18), auto_pilot=drive)
    assert not app.failed, app.failed
    assert app.compared >= FRAMES
