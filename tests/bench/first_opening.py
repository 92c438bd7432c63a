"""Memory of an app that opens a large database without its index: ``python -m tests.bench.first_opening [SIZE] [--json FILE]``.

Such an app reads the database whole and searches it plainly until a child process has made the index; then it reads its records
through the index and gives the memory back. It is run in a pseudo-terminal, beside one that shows the bundled database and one
that opens the same database again. Sizes are resident megabytes over the app on the bundled database (Linux);
``--database FILE`` takes a database of SIZE records that is there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.search import write
from tests.bench.told import add_json, keep
from tests.tui.terminal import Terminal, environment

PATIENCE = 180.0
"""Seconds to wait for anything."""

STILL = 5.0
"""Seconds without a change of more than a megabyte by which an app is done with what it does on its own."""


def resident(pid: int) -> float:
    """Megabytes of a process that are in memory, apart from files it maps."""
    pages = [int(number) for number in Path(f"/proc/{pid}/statm").read_text("ascii").split()]
    return (pages[1] - pages[2]) * 4096 / 1e6


def settled(terminal: Terminal) -> float:
    """The memory of an app once it stays as it is."""
    since, level = time.monotonic(), resident(terminal.pid)
    until = since + PATIENCE
    while time.monotonic() < min(until, since + STILL):
        terminal.read(0.1)
        now = resident(terminal.pid)
        if abs(now - level) > 1:
            since, level = time.monotonic(), now
    return resident(terminal.pid)


@contextmanager
def running(folder: Path, arguments: Sequence[str]) -> Iterator[Terminal]:
    """The app, its settings, state and cache in a folder."""
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "CONFIG", "STATE", "DATA")}
    with Terminal([sys.executable, "-m", "kortui", *arguments], 120, 36, environment(**homes)) as terminal:
        yield terminal


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("size", nargs="?", type=int, default=100_000)
    parser.add_argument("--database", type=Path)
    add_json(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = options.database or folder / "large.json"
        if options.database is None:
            write(database, options.size)
        with running(folder, []) as app:
            app.wait_for("Timeline", PATIENCE)
            bundled = settled(app)
        with running(folder, [str(database)]) as app:
            begun = time.monotonic()
            app.wait_for("the search index is being made", PATIENCE)
            stood = time.monotonic() - begun
            most = resident(app.pid)
            while "search index is there" not in app.text() and time.monotonic() < begun + PATIENCE:
                app.read(0.05)
                most = max(most, resident(app.pid))
            there = time.monotonic() - begun
            left = settled(app)
        with running(folder, [str(database)]) as app:
            begun = time.monotonic()
            app.wait_for("Timeline", PATIENCE)
            opened = time.monotonic() - begun
            again = settled(app)
    over = {"most MB": most - bundled, "left MB": left - bundled, "again MB": again - bundled}
    print(f"first frame after {stood:.1f} s, index after {there:.1f} s; the bundled database takes {bundled:.0f} MB")
    print(f"over it: {most - bundled:.0f} MB without the index, {left - bundled:.0f} MB once it is there", end="")
    print(f", {again - bundled:.0f} MB when opened again")
    times = {"frame s": stood, "index s": there, "again frame s": opened}
    keep(options.json, {"events": options.size, **times, "bundled MB": bundled, **over})
    return 0


if __name__ == "__main__":
    sys.exit(main())
