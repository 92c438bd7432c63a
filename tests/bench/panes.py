"""What a key costs in the panes of a large database: ``python -m tests.bench.panes [SIZES…] [--json FILE] [--keep FOLDER]``.

For each size the app runs headless on a database opened through its derived file, and each kind of key (scroll, page, jump,
regroup, zoom, sort, filter, facets, letters of a search) is pressed some dozen times: 95th percentile and median of processor
time from the key to the frame that answers it, in milliseconds, beside the same key on 1,000 events in the same run. Memory is
of the process over one that shows an empty database, and what scrolling through a thousand pages adds to it.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from kortui.model import Library
from kortui.search import derived
from kortui.tui.session import Session
from tests.bench.generate import library
from tests.bench.search import percentile, write
from tests.tui.driving import Driven, driven

SIZES = (100_000, 1_000_000)
FRAME, QUIET = 0.02, 0.0005
"""Seconds in which Textual draws what a key changed, and of processor in them by which the app has done with it."""

PAGES = 1_000
"""Pages scrolled through to see whether memory stays."""

KINDS: dict[str, tuple[str, ...]] = {
    "line": ("j",) * 40,
    "page": ("space",) * 25,
    "jump": ("G", "g") * 10,
    "next group": ("J",) * 20,
    "pane": ("2", "3", "4", "5", "1") * 4,
    "zoom": ("z", "Z") * 8,
    "sort": ("s", "s", "s", "s", "s", "s", "S", "S"),
    "search": ("/", *"minister korea", "enter", "F", "/", *"type:visit tank", "enter", "F"),
    "filter": ("/", *"date:1990..", "enter", "j", "F"),
    "facets": ("f", "down", "space", "down", "down", "space", "minus", "escape"),
    "regroup": ("/", *"group:decade", "enter", "F", "/", *"group:year", "enter", "F"),
}
"""Keys by what they do, each kind from the state the one before left."""


def resident() -> float:
    """Megabytes of this process that are its own (Linux)."""
    for line in Path("/proc/self/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def cost(d: Driven, keys: tuple[str, ...]) -> list[float]:
    """Processor milliseconds of each key, its frame included: Textual draws up to a sixtieth of a second later."""
    times = []
    for key in keys:
        before = time.process_time()
        d.send(key)
        done, spent = before, 1.0
        while spent > QUIET:
            await asyncio.sleep(FRAME)
            done, spent = time.process_time(), time.process_time() - done
        times.append((done - spent - before) * 1000)
    return times


async def measure(found: Library) -> dict[str, Any]:
    """All kinds of keys on one library."""
    result: dict[str, Any] = {}
    gc.disable()  # as the door of the app does (`kortui.tui.app.run`); it turns it on again after the first frame
    session = Session(found)
    async with driven(found, session=session) as d:
        session.finder.warm()  # as the app does half a second after the first frame
        await cost(d, ("j", "/", "a", "escape"))
        for kind, keys in KINDS.items():
            times = await cost(d, keys)
            ordered = sorted(times)
            result[kind] = {"median": ordered[len(ordered) // 2], "p95": percentile(times, 0.95), "worst": ordered[-1]}
        gc.collect()
        before = resident()
        await cost(d, ("space",) * PAGES)
        gc.collect()
        result["memory MB"] = resident()
        result["scrolling adds MB"] = resident() - before
    return result


def of_size(size: int, folder: Path) -> dict[str, Any]:
    """The figures of a size; 0 is an empty database."""
    if size <= 1_000:
        found = library(size) if size else Library((), (), (), (), ())
    else:
        database = folder / f"{size}.json"
        if not database.exists():
            write(database, size)
        opened = derived.load(database, folder)
        if opened is None:
            assert derived.make(database, folder)
            opened = derived.load(database, folder)
        assert opened is not None
        found = opened
    return asyncio.run(measure(found))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--json", type=Path, help="write the figures to a file")
    parser.add_argument("--keep", type=Path, help="folder to keep databases in")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(of_size(options.one, options.keep)))
        return 0
    figures: dict[str, Any] = {}
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for size in (0, 1_000, *options.sizes):
            command = [sys.executable, "-m", "tests.bench.panes", "--one", str(size), "--keep", str(folder)]
            figures[f"{size:,}"] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    empty = figures.pop("0")["memory MB"]
    for found in figures.values():
        found["memory over empty MB"] = found.pop("memory MB") - empty
    print(f"| {'key':20} | " + " | ".join(f"{size:>22}" for size in figures) + " |")
    print(f"| {'-' * 20} |" + "|".join("-" * 23 + ":" for _ in figures) + "|")
    for kind in (*KINDS, "memory over empty MB", "scrolling adds MB"):
        cells = [found[kind] for found in figures.values()]
        shown = [f"{c['median']:.1f}, {c['p95']:.1f} ms" if isinstance(c, dict) else f"{c:.1f} MB" for c in cells]
        print(f"| {kind:20} | " + " | ".join(f"{cell:>22}" for cell in shown) + " |")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
