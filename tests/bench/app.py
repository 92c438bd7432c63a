"""How long the app takes to stand and to answer, and what a key costs it, beside an app with one line of text in the same run.

    python -m tests.bench.app [DATABASE] [--runs N] [--events N…] [--keep FOLDER] [--json FILE]

Prints exec to first full frame and exec to first answered key, by the clock and of the main thread's processor, without and
with the early frame (`kortui.terminal.early`), and the processor time of a cursor key, once all is done that is made ready
while no key comes. `--events` makes databases of these sizes with their derived files and measures one after the other; 0 is
the bundled one. The least of all runs is shown: ratios are what counts, for on a busy machine all columns grow.
"""

from __future__ import annotations

import argparse
import compileall
import os
import select
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import kortui
from tests.bench.told import add_json, keep
from tests.tui.terminal import Terminal, environment

FLOOR = """
from textual.app import App
from textual.widgets import Static

class Floor(App):
    def compose(self):
        yield Static("READY")

    def on_key(self):
        self.query_one(Static).update("ANSWERED")

Floor().run()
"""
RESTING = 2.0
"""Milliseconds of processor in 0.7 seconds below which a program is taken to be at rest."""

MEASURES = ("frame", "frame cpu", "key", "key cpu")


def processor_ms(pid: int) -> float:
    """Processor time of a process's main thread so far (Linux)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e6


class Watched(Terminal):
    """A terminal that notes when bytes came, before it draws them: the emulator's time is not the program's.

    Attributes:
        came: Seconds of the clock, and milliseconds of the program's processor, when the last bytes came.
    """

    came = (0.0, 0.0)

    def read(self, timeout: float = 0.05) -> bytes:
        """Read and draw what came at once."""
        if self.exit_code is not None:
            return super().read(timeout)
        if not select.select([self.master], [], [], timeout)[0]:
            return b""
        self.came = time.perf_counter(), processor_ms(self.pid)
        return super().read(0)


class Case:
    """A program that is started, shows a first frame and answers a key.

    Args:
        argv: The program.
        drawn: Whether its first full frame stands.
        answered: Whether the key ``j`` was answered.
    """

    def __init__(self, argv: list[str], drawn: Callable[[Terminal], bool], answered: Callable[[Terminal], bool]) -> None:
        self.argv, self.drawn, self.answered = argv, drawn, answered

    def run(self) -> tuple[float, float, float, float]:
        """Milliseconds from exec to the first frame and to the answer, each by the clock and of processor."""
        begin = time.perf_counter()
        with Watched(self.argv, 120, 36, environment(COLORTERM="truecolor")) as terminal:
            terminal.wait_for(self.drawn, 60)
            frame, frame_cpu = terminal.came
            terminal.press("j")
            terminal.wait_for(self.answered, 60)
            key, key_cpu = terminal.came
            return (frame - begin) * 1e3, frame_cpu, (key - begin) * 1e3, key_cpu


def rest(terminal: Terminal, timeout: float = 20) -> None:
    """Wait until a program has done what it does while no key comes."""
    deadline = time.monotonic() + timeout
    spent = -RESTING
    while processor_ms(terminal.pid) - spent >= RESTING and time.monotonic() < deadline:
        spent = processor_ms(terminal.pid)
        terminal.settle(0.7)


def cursor_key(argv: list[str], keys: int = 40) -> tuple[float, float]:
    """What a cursor key costs, pressed often enough apart for the detail to follow.

    Returns:
        Milliseconds of processor for one key, and for all that was made ready in quiet moments before the first.
    """
    with Terminal(argv, 120, 36, environment(COLORTERM="truecolor")) as terminal:
        terminal.wait_for(drawn, 60)
        shown = processor_ms(terminal.pid)
        rest(terminal)
        before = processor_ms(terminal.pid)
        for _ in range(keys):
            terminal.press("j")
            time.sleep(0.03)
        terminal.settle(0.5)
        return (processor_ms(terminal.pid) - before) / keys, before - shown


def drawn(terminal: Terminal) -> bool:
    """Whether kortui's first frame stands, the footer included."""
    return "help" in terminal.text() and ", at " in terminal.text()


def moved(terminal: Terminal) -> bool:
    """Whether the cursor went down one record."""
    return ", at 2" in terminal.text()


def prepared(events: int, folder: Path) -> Path:
    """A made-up database of so many events with its derived file."""
    from kortui import store
    from kortui.search import derived, deriving
    from tests.bench.generate import library

    path = folder / f"{events}.json"
    if not path.exists():
        store.save(path, library(events))
    if derived.load(path) is None:
        deriving.make(path)
    return path


def keep_frame(argv: list[str], cache: Path) -> None:
    """Have the first frame kept, once the database's times tell a change."""
    time.sleep(2.1)
    for old in (cache / "kortui" / "frames").glob("*.json"):
        old.unlink()
    with Terminal(argv, 120, 36, environment(COLORTERM="truecolor")) as terminal:
        terminal.wait_for(drawn, 60)
        terminal.wait_for(lambda _: any((cache / "kortui" / "frames").glob("*.json")), 20)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--events", type=int, nargs="+", default=[0], help="sizes of made-up databases; 0 is the bundled one")
    parser.add_argument("--keep", help="folder to keep databases and derived files in")
    add_json(parser)
    options = parser.parse_args()
    compileall.compile_dir(str(Path(kortui.__file__).parent), quiet=1)  # as an installed program is
    figures = []
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "STATE", "CONFIG")}
        (folder / "state" / "kortui" / "sessions").mkdir(parents=True, exist_ok=True)  # seen before, it greets nobody
        for events in options.events:
            database = str(prepared(events, folder)) if events else options.database
            figures.append({"events": events, **measure(database, folder, options.runs)})
            show(figures[-1])
    keep(options.json, {"sizes": figures})


def measure(database: str | None, folder: Path, runs: int) -> dict[str, Any]:
    """All figures of one database, None for the bundled one.

    Returns:
        Under "start" milliseconds of each measure and their ratio to the app with one line, by program; under "cursor key"
        milliseconds of processor, and under "made ready" those spent after the first frame while no key came.
    """
    app = [sys.executable, "-m", "kortui", "--fresh", *([database] if database else [])]
    keep_frame(app, folder / "cache")
    cases = {
        "one Static": Case([sys.executable, "-c", FLOOR], lambda t: "READY" in t.text(), lambda t: "ANSWERED" in t.text()),
        "kortui": Case([*app, "--no-early-frame"], drawn, moved),
        "kortui, early frame": Case(app, drawn, moved),
    }
    best: dict[str, tuple[float, ...]] = {}
    for _ in range(runs):
        for name, case in cases.items():
            run = case.run()
            best[name] = tuple(map(min, best.get(name, run), run))
    start = {
        name: {m: {"ms": ms, "ratio": ms / base} for m, ms, base in zip(MEASURES, times, best["one Static"], strict=True)}
        for name, times in best.items()
    }
    key, ready = map(min, zip(*(cursor_key(app) for _ in range(3)), strict=True))
    return {"start": start, "cursor key": key, "made ready": ready}


def show(figures: Mapping[str, Any]) -> None:
    """Print the figures of one database."""
    print(f"{figures['events']:,} events" if figures["events"] else "the database that was given, or the bundled one")
    print(f"{'milliseconds':20}" + "".join(f"{name:>11}{'ratio':>7}" for name in MEASURES))
    for name, measured in figures["start"].items():
        print(f"{name:20}" + "".join(f"{one['ms']:11.0f}{one['ratio']:7.2f}" for one in measured.values()))
    told = f"cursor key, processor ms: {figures['cursor key']:.1f}; made ready before it: {figures['made ready']:.0f}"
    print(told, flush=True)


if __name__ == "__main__":
    main()
