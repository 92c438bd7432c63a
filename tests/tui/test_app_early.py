"""Keys typed before the first frame stands are done in order once it does, and crash nothing."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest

from kortui import store
from tests.tui.samples import small_library
from tests.tui.terminal import Terminal, environment

KORTUI = str(Path(sys.executable).parent / "kortui")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a file."""
    path = tmp_path_factory.mktemp("early") / "kortui.json"
    store.save(path, small_library())
    return path


def _drawn(t: Terminal) -> bool:
    return re.search(r"\d+ (records?|documents?|found)\b", t.text()) is not None


def test_keys_typed_once_the_screen_opens_are_all_done(database: Path) -> None:
    with Terminal([KORTUI, str(database)], 100, 30, environment()) as t:
        t.wait_for(lambda t: bool(t.bytes))  # the driver has put the terminal into raw mode
        t.press("j", "j", "j")
        t.wait_for(_drawn, 20)
        t.settle()
        row = [n for n, line in enumerate(t.lines()) if line.startswith("›")]
        events = [n for n, line in enumerate(t.lines()) if re.match(r"[› ] (\S|about|mid)", line) and n > 4]
        assert row and events.index(row[0]) == 3, t.text()


@pytest.mark.parametrize("keys", ["eeee", "cr5x", "y", "/kor", "f", "3 2 1", "G?"])
def test_typing_from_the_very_first_moment_crashes_nothing(database: Path, keys: str) -> None:
    with Terminal([KORTUI, str(database)], 100, 30, environment()) as t:
        until = time.monotonic() + 60
        # What opens may stand before the main screen was ever sent, and say that a key can do nothing there.
        while not (_drawn(t) or "esc" in t.text() or "there is nothing for it here" in t.text()):
            t.press(*keys)
            t.read(0.02)
            assert t.exit_code is None and time.monotonic() < until, t.text()
            assert len(t.bytes) < 2_000_000
        t.settle()
        assert t.exit_code is None and "fault" not in t.text()
        t.press("escape", "escape", "escape", "escape", "ctrl+q")
        assert t.wait(10) == 0
