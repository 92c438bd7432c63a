"""Frames of changed widgets alone leave on the glass what a whole frame would."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget

from kortui.model import Library
from kortui.terminal.capabilities import detect
from kortui.terminal.compositor import StagedCompositor
from kortui.terminal.output import Stage
from kortui.terminal.parts import PartsUpdate, sgr
from tests.tui.channel import Channel, opened

KEYS = (
    "j", "j", "space", "G", "g", "J", "2", "z", "1", "/", "v", "i", "s", "q", "q", "escape", "f", "down", "space", "k",
    "escape", "escape", "escape", "enter", "e", "q", "tab", "s", "s", "t", "down", "escape",
    "?", "down", "q", "x", "q", "m", "5", "1",
)  # fmt: skip


CAPABILITIES = detect({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"})


async def drawn(terminal: Channel) -> None:
    """Wait until nothing of the screen is still to be drawn: to draw it in between would take from the frame to come."""
    calm = 0
    async with asyncio.timeout(30):
        while calm < 12:
            await terminal.settle()
            screen = terminal.app.screen
            waits = screen.draws or screen._owed or any(part._repaint_required for part in screen.walk_children(Widget))
            calm = 0 if waits else calm + 1


def whole(screen: Screen[Any], size: tuple[int, int]) -> Stage:
    """A screen drawn as a whole."""
    stage = Stage(CAPABILITIES, *size)
    stage.draw([(row, 0, strip) for row, strip in enumerate(screen._compositor.render_strips())], (0, 0), sgr)
    return stage


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_every_frame_leaves_the_screen_as_a_whole_one_would(
    library: Library, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    frames = {True: 0, False: 0}
    partial = StagedCompositor.render_partial_update

    def counting(self: StagedCompositor) -> Any:
        update = partial(self)
        if update is not None:
            frames[isinstance(update, PartsUpdate)] += 1
        return update

    monkeypatch.setattr(StagedCompositor, "render_partial_update", counting)
    async with opened(library, CAPABILITIES, size) as terminal:
        for number, key in enumerate(KEYS):
            await terminal.press(key)
            await drawn(terminal)
            assert terminal.driver.stage.lines() == whole(terminal.app.screen, size).lines(), f"after key {number}, {key}"
    assert frames[True] > len(KEYS) // 2, "nearly all are of widgets alone"
