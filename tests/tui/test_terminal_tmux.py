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
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.glass import Glass
from tests.tui.terminal import Terminal, environment
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


COPIES = [sys.executable, "-c", (
    "import os; from kortui.terminal.environment import prepare; prepare(os.environ)\n"
    "from textual.app import App\nfrom textual.widgets import Static\nfrom kortui.terminal.driver import KortuiDriver\n"
    "class Copies(App):\n"
    "    def compose(self):\n        yield Static('ready')\n"
    "    def on_key(self, event):\n"
    "        self.query_one(Static).update(f'copied {self._driver.copy(\"한국 ve Türkiye \" * 40)}')\n"
    "Copies(driver_class=KortuiDriver).run()\n"
)]  # fmt: skip
COPIED = "한국 ve Türkiye " * 40
SEQUENCE = f"\x1b]52;c;{b64encode(COPIED.encode()).decode()}\x07".encode()


def test_tmux_takes_a_copy(tmux: Tmux) -> None:
    tmux.start(COPIES, "ready")
    tmux.run("set-option", "-s", "set-clipboard", "on")
    tmux.press("x")
    deadline = time.monotonic() + 5
    while "copied True" not in tmux.run("capture-pane", "-p"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert tmux.run("show-buffer") == COPIED


@pytest.mark.parametrize("setting", ["passthrough", "clipboard"])
def test_tmux_passes_a_copy_on(tmp_path: Path, setting: str) -> None:
    """To the terminal around it, whichever of its two ways is open; and nothing of it is seen."""
    config = tmp_path / "config"
    ways = {"clipboard": "set -s set-clipboard on\nset -as terminal-features ',xterm*:clipboard'\n",
            "passthrough": "set -s set-clipboard external\nset -g allow-passthrough on\n"}  # fmt: skip
    config.write_text(ways[setting], encoding="ascii")
    with Terminal(["tmux", "-S", str(tmp_path / "socket"), "-f", str(config), "new-session", shlex.join(COPIES)]) as t:
        try:
            t.wait_for("ready", 15)
            t.press("x")
            t.wait_for("copied True")
            body = SEQUENCE.partition(b"c;")[2].rstrip(b"\x07")
            t.wait_for(lambda t: body in t.bytes)  # tmux writes the rest of the sequence in its own way
            t.settle()
            assert t.text().split() == ["copied", "True"] or "]52" not in t.text()
        finally:
            subprocess.run(["tmux", "-S", str(tmp_path / "socket"), "kill-server"], capture_output=True, check=False)


@pytest.mark.skipif(shutil.which("screen") is None, reason="needs GNU screen")
def test_screen_passes_a_copy_on(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    env = environment(SCREENDIR=str(tmp_path))
    with Terminal(["screen", "-U", "-c", os.devnull, *COPIES], env=env) as t:
        t.wait_for("ready", 15)
        t.press("x")
        t.wait_for("copied True")
        t.wait_for(lambda t: SEQUENCE in t.bytes)
        t.settle()
        assert t.text().split()[:2] == ["copied", "True"]
        t.press("ctrl+q")


def test_the_app_ends_with_its_tmux(tmux: Tmux, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    remember = f"import os, runpy; open({str(pid_file)!r}, 'w').write(str(os.getpid()))"
    start = f"{remember}; runpy.run_path({SMALL[1]!r}, run_name='__main__')"
    tmux.start([sys.executable, "-c", start], "detail of 0")
    stat = Path(f"/proc/{pid_file.read_text(encoding='ascii')}/stat")
    assert stat.exists()
    tmux.run("kill-server")
    deadline = time.monotonic() + 3
    while stat.exists() and stat.read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z":
        assert time.monotonic() < deadline, "still running 3 s after its tmux was ended"
        time.sleep(0.02)


def test_the_app_leaves_what_a_redraw_would_draw(tmux: Tmux, root: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.json"
    kortui = str(Path(sys.executable).parent / "kortui")
    subprocess.run([kortui, "build", str(root / "data" / "documents"), "-o", str(database)], check=True, capture_output=True)
    tmux.start([kortui, str(database)], "New here?", XDG_STATE_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
    keys = ["Down", "NPage", "2", "Down", "3", "NPage", "4", "End", "5", "1", "Up", "Up", "J", "K", "Enter", "Escape"]
    for start in range(0, len(keys), 3):
        tmux.press(*keys[start : start + 3])
        tmux.press(*["Down"] * 10)
        redrawn(tmux)
