"""The collector of cycles works when no key waits."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator

import pytest

from kortui.model import Library
from kortui.tui import collecting
from tests.tui.driving import driven


@pytest.fixture
def off() -> Iterator[None]:
    """The collector as the door of the app leaves it."""
    before = gc.get_threshold()
    gc.disable()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.enable()


async def test_what_was_made_for_keys_is_collected_between_them(
    library: Library, monkeypatch: pytest.MonkeyPatch, off: None
) -> None:
    monkeypatch.setattr(collecting, "ALL", 2)
    monkeypatch.setattr(collecting, "LONG", 0.2)
    async with driven(library) as d:
        assert gc.isenabled() and gc.get_threshold() == collecting.THRESHOLDS
        collected: list[object] = []
        monkeypatch.setattr(gc, "collect", lambda *generation: collected.append(*generation or ("all",)))
        await d.press("j", "j", "k")
        assert not collected, "not while keys come"
        await d.until(lambda: collected == [1], "once when they rest")
        await d.press("j")
        await d.until(lambda: collected == [1, 1, "all"], "at times all there is, after a longer rest")
        await asyncio.sleep(0.3)
        assert len(collected) == 3, "and nothing while nothing is made"
