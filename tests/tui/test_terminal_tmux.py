"""A second emulator, tmux: what it shows after any keys is what it shows after a full redraw.

Backgrounds of blanks are left out: what tmux captures of erased cells depends on how they came about.
"""

from __future__ import annotations

import os
import random
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.glass import Glass
from tests.tui.terminal import environment
from tests.tui.test_terminal_driver import SMALL

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")

KEYS = ["Down"] * 8 + ["Up"] * 4 + ["NPage", "PPage", "End", "Home", "Tab"]
COLUMNS, ROWS = 90, 26


class Tmux:
    """A tmux server of its own with one window."""

    def __init__(self, socket: Path) -> None:
        self._base = ["tmux", "-S", str(socket), "-f", os.devnull]

    def run(self, *arguments: str) -> str:
        """One tmux command."""
        command = [*self._base, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10, env=environment()).stdout

    def start(self, argv: list[str], wait_for: str, **changes: str) -> None:
        """Run a program in the window until a text is on its screen."""
        settings = [f"{name}={value}" for name, value in {"LANG": "C.UTF-8", **changes}.items()]
        self.run("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), shlex.join(["env", *settings, *argv]))
        deadline = time.monotonic() + 20
        while wait_for not in self.run("capture-pane", "-p"):
            assert time.monotonic() < deadline, self.run("capture-pane", "-p")
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        for key in keys:
            self.run("send-keys", key)

    def seen(self, quiet: float = 0.4, timeout: float = 15.0) -> list[tuple[object, ...]]:
        """Glyphs with their looks once the screen has not changed for a while."""
        deadline = time.monotonic() + timeout
        last, since = "", time.monotonic()
        while time.monotonic() - since < quiet and time.monotonic() < deadline:
            time.sleep(0.05)
            now = self.run("capture-pane", "-p", "-e")
            if now != last:
                last, since = now, time.monotonic()
        glass = Glass(COLUMNS, ROWS)
        glass.feed("\r\n".join(last.split("\n")[:ROWS]))
        return [(" ",) if look[0] == " " and not any(look[2:5]) else look for look in glass.looks()]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """A server that is ended with the test."""
    server = Tmux(tmp_path / "socket")
    yield server
    subprocess.run([*server._base, "kill-server"], capture_output=True, check=False)


def redrawn(tmux: Tmux) -> None:
    """Assert that a full redraw changes nothing."""
    before = tmux.seen()
    tmux.press("C-l")
    after = tmux.seen()
    assert [(divmod(i, COLUMNS), b, a) for i, (b, a) in enumerate(zip(before, after, strict=True)) if a != b][:5] == []


@pytest.mark.parametrize("changes", [{}, {"COLORTERM": "truecolor"}, {"NO_COLOR": "1"}, {"TERM": "vt100"}], ids=str)
def test_keys_leave_what_a_redraw_would_draw(tmux: Tmux, changes: dict[str, str]) -> None:
    chance = random.Random(str(changes))
    tmux.start(SMALL, "detail of 0", **changes)
    for _ in range(6):
        for _ in range(chance.randint(3, 12)):
            tmux.press(chance.choice(KEYS))
            time.sleep(chance.choice([0, 0.02, 0.06]))
        redrawn(tmux)


def test_the_app_leaves_what_a_redraw_would_draw(tmux: Tmux, root: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.json"
    kortui = str(Path(sys.executable).parent / "kortui")
    subprocess.run([kortui, "build", str(root / "data" / "documents"), "-o", str(database)], check=True, capture_output=True)
    tmux.start([kortui, str(database)], "help", XDG_STATE_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
    keys = ["Down", "NPage", "2", "Down", "3", "NPage", "4", "End", "5", "1", "Up", "Up", "J", "K", "Enter", "Escape"]
    for start in range(0, len(keys), 3):
        tmux.press(*keys[start : start + 3])
        tmux.press(*["Down"] * 10)
        redrawn(tmux)
