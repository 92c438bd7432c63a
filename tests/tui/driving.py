"""Helpers that drive the app through real keys and read what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from kortui import store
from kortui.model import Library
from kortui.search import derived, deriving
from kortui.tui.application import KortuiApp
from kortui.tui.screens.explorer import Explorer
from kortui.tui.session import Session

CHARACTERS = {"space": " ", "colon": ":", "question_mark": "?", "slash": "/", "minus": "-", "enter": "\r", "tab": "\t"}
"""What keys with names type."""


class Driven:
    """An app under test."""

    def __init__(self, app: KortuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.suspended = 0
        app.action_suspend_process = self._suspend  # type: ignore[method-assign]

    def _suspend(self) -> None:
        self.suspended = 1

    @property
    def explorer(self) -> Explorer:
        """The main screen."""
        found = self.app.screen_stack[0]
        assert isinstance(found, Explorer)
        return found

    @property
    def screen(self) -> Any:
        """The screen on top."""
        return self.app.screen

    def send(self, *keys: str) -> None:
        """Send keys in one burst, as a pasted or fast-typed run arrives, without waiting."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            character = key if len(key) == 1 else CHARACTERS.get(key)
            event = events.Key(name, character)
            event.set_sender(self.app)
            driver.send_message(event)

    async def press(self, *keys: str) -> None:
        """Press keys, each after the last was dealt with. `Pilot.press` waits some 60 ms a key."""
        for key in keys:
            self.send(key)
            await self.settle()

    async def settle(self) -> None:
        """Let every message be dealt with, also those that messages lead to."""
        for _ in range(3):
            await asyncio.sleep(0)
            await self.pilot._wait_for_screen()
            while self._owed():
                await asyncio.sleep(0.002)
                await self.pilot._wait_for_screen()

    def _owed(self) -> bool:
        """Whether what follows a key is still put off until its frame stands."""
        return any(getattr(screen, "owes", False) for screen in self.app.screen_stack)

    async def type(self, text: str) -> None:
        """Press the keys of a text."""
        await self.press(*text)

    async def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Wait for something, at most two seconds."""
        for _ in range(100):
            if true():
                return
            await asyncio.sleep(0.02)
            await self.settle()
        raise AssertionError(what or "it did not come true")

    def lines(self) -> list[str]:
        """The screen as text."""
        width, height = self.app.size
        canvas = [[" "] * width for _ in range(height)]
        screens = [*self.app._background_screens, self.app.screen]
        for screen in screens:
            for widget, (region, clip) in screen._compositor.visible_widgets.items():
                if widget.children or region.intersection(clip).area == 0:
                    continue
                visible = region.intersection(clip)
                for y in range(visible.y, min(visible.bottom, height)):
                    text = widget.render_lines(visible.translate((-region.x, -region.y)))[y - visible.y].text
                    x = visible.x
                    for char in text:
                        if x < width:
                            canvas[y][x] = char
                        for extra in range(1, cell_len(char)):
                            if x + extra < width:
                                canvas[y][x + extra] = ""
                        x += cell_len(char)
        return ["".join(line) for line in canvas]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())


@asynccontextmanager
async def driven(
    library: Library, *, size: tuple[int, int] = (120, 36), session: Session | None = None, **kwargs: Any
) -> AsyncIterator[Driven]:
    """Run the app on a library."""
    app = KortuiApp(session or Session(library), **kwargs)
    async with app.run_test(size=size) as pilot:
        found = Driven(app, pilot)
        await found.until(lambda: app.takes_keys, "the main screen never stood")
        await found.settle()
        yield found


def through_index(library: Library, folder: Path) -> Library:
    """A library as it is opened from its derived file, which is made in a folder with its database."""
    path = folder / "made.json"
    store.save(path, library)
    assert deriving.make(path, folder)
    opened = derived.load(path, folder)
    assert opened is not None
    return opened
