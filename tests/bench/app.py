"""How long the app takes to stand, and what a key costs it, beside an app with one line of text in the same run.

    python -m tests.bench.app [DATABASE] [--runs N]

Prints exec to first full frame (wall and processor time of the main thread), and processor time for a cursor key. Ratios are
what counts: on a busy machine both columns grow.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.tui.terminal import Terminal, environment

FLOOR = """
from textual.app import App
from textual.widgets import Static

class Floor(App):
    def compose(self):
        yield Static("READY")

Floor().run()
"""


def processor_ms(pid: int) -> float:
    """Processor time of a process's main thread so far (Linux)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e6


def first_frame(argv: list[str], ready: Callable[[Terminal], bool]) -> tuple[float, float]:
    """Milliseconds from exec to the first frame, by the clock and of processor."""
    begin = time.perf_counter()
    with Terminal(argv, 120, 36, environment(COLORTERM="truecolor")) as terminal:
        terminal.wait_for(ready, 60)
        return (time.perf_counter() - begin) * 1e3, processor_ms(terminal.pid)


def cursor_key(argv: list[str], keys: int = 40) -> float:
    """Milliseconds of processor for one cursor key, pressed often enough apart for the detail to follow."""
    with Terminal(argv, 120, 36, environment(COLORTERM="truecolor")) as terminal:
        terminal.wait_for(drawn, 60)
        terminal.settle(1.5)
        before = processor_ms(terminal.pid)
        for _ in range(keys):
            terminal.press("j")
            time.sleep(0.03)
        terminal.settle(0.5)
        return (processor_ms(terminal.pid) - before) / keys


def drawn(terminal: Terminal) -> bool:
    """Whether kortui's first frame stands, the footer included."""
    return "help" in terminal.text() and " of " in terminal.text()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    app = [sys.executable, "-m", "kortui", *([options.database] if options.database else [])]
    cases: dict[str, tuple[list[str], Callable[[Terminal], bool]]] = {
        "one Static": ([sys.executable, "-c", FLOOR], lambda t: "READY" in t.text()),
        "kortui": (app, drawn),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(options.runs):
        for name, (argv, ready) in cases.items():
            found[name].append(first_frame(argv, ready))
    floor = found["one Static"]
    print(f"{'first frame':12}{'wall ms':>10}{'ratio':>8}{'cpu ms':>10}{'ratio':>8}")
    for name, runs in found.items():
        wall, cpu = (statistics.median(column) for column in zip(*runs, strict=True))
        base_wall, base_cpu = (statistics.median(column) for column in zip(*floor, strict=True))
        print(f"{name:12}{wall:10.0f}{wall / base_wall:8.2f}{cpu:10.0f}{cpu / base_cpu:8.2f}")
    print(f"cursor key, processor ms: {cursor_key(app):.1f}")


if __name__ == "__main__":
    main()
