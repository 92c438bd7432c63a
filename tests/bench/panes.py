"""What a key costs in the panes of a large database: ``python -m tests.bench.panes [SIZES…] [--json FILE] [--keep FOLDER]``.

For each size the app runs on a database opened through its derived file, with kortui's output stage behind it, in a window of
120 by 36 cells. It is left alone for some seconds after its start, as by a reader who looks at the first screen; then each kind
of key is pressed some dozen times, each when all that the one before led to is done. Of every key three things are measured:

- *answer*: processor milliseconds from the key to the frame that answers it: the first frame sent in which the part of the
  screen that the key is about (`ABOUT`) stands as it stays, to the last cell; the whole screen if that part stays as it was.
  Of a search that finds nothing it is the frame that says so: ways on come when typing rests.
- *all*: processor milliseconds of everything that follows from the key, until nothing is left to do.
- *stretch*: the longest time in it, in milliseconds of processor, in which the loop did not look for another key.

Each as median and 95th percentile, the first time of every kind included. Beside them stands what a loop of a million additions
takes on the machine meanwhile. Memory is of the process over one that shows an empty database, and what scrolling through a
thousand pages adds to it.
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
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from textual.geometry import Region

from kortui.model import Library
from kortui.search import derived, deriving
from kortui.terminal.capabilities import detect
from kortui.tui.session import Session
from kortui.tui.ways import Ways
from kortui.tui.widgets.virtual_list import REST, VirtualList
from tests.bench.generate import library
from tests.bench.search import percentile, write
from tests.bench.told import add_json, additions, keep
from tests.tui.channel import Channel, opened
from tests.tui.terminal import KEYS

SIZES = (100_000, 1_000_000)
IN_MEMORY = 1_000
"""Events up to which no database is written."""

WINDOW = (120, 36)
LEFT_ALONE = 3.0
"""Seconds between the first frame and the first key."""

BETWEEN = 1.5
"""Seconds before the first key of a kind: a reader looks at something before they go on to something else."""

LOOK, QUIET, CALM = 0.02, 0.0005, REST + 0.08
"""Seconds between two looks at whether all is done; of processor in between by which it is; and for how long it must be."""

PAGES = 1_000
"""Pages scrolled through to see whether memory stays."""

MEASURES = ("answer", "all", "stretch")

KINDS: dict[str, tuple[str, ...]] = {
    "line": ("j",) * 40,
    "page": ("space",) * 40,
    "jump": ("G", "g") * 15,
    "next group": ("J",) * 20 + ("K",) * 10,
    "pane": ("2", "3", "4", "5", "1") * 6,
    "zoom": ("z", "Z") * 8,
    "sort": ("s", "s", "s", "s", "s", "s", "S", "S") * 3,
    "search": ("/", *"minister korea", "enter", "F", "/", *"type:visit tank", "enter", "F"),
    "filter": ("/", *"date:1990..", "enter", "j", "F"),
    "facets": ("f", "down", "space", "down", "down", "space", "-", "k", "escape", "escape"),
    "regroup": ("/", *"group:decade", "enter", "F", "/", *"group:year", "enter", "F"),
    "sort in groups": ("/", *"group:type", "enter", *("s", "S", "J", "J") * 4, "/", *"group:year", "enter", "S", "J", "J"),
}
"""Keys by what they do, each kind from the state the one before left."""

ABOUT: dict[str, tuple[str, ...]] = {"pane": ("#tabs", "#list"), "zoom": ("#view",), "facets": ("#choices", "#list")}
"""Widgets that a kind of key is about; the others are about the list of the screen on top."""


class Watched(Channel):
    """A terminal that keeps every frame with the processor time at which it was sent, and draws nothing.

    Attributes:
        frames: Processor seconds when a frame was sent, and the cells of the screen after it.
        own: Processor seconds that keeping them took.
        stretches: Processor seconds of each turn of the loop between two looks for keys.
        watching: Whether frames are kept.
    """

    frames: list[tuple[float, list[tuple[list[str], list[int]]]]]
    advised = 0
    """Frames of them before the first with ways on from a search that found nothing."""

    own = 0.0
    watching = True
    stretches: list[float]

    def send(self, data: bytes) -> None:
        """Keep the frame."""
        now = time.process_time()
        if self.watching:
            if not self.advises():
                self.advised = len(self.frames) + 1
            self.frames.append((now - self.own, self.cells()))
        self.own += time.process_time() - now

    def advises(self) -> bool:
        """Whether ways on are shown."""
        lists = (one for screen in self.app.screen_stack[-1:] for one in screen.query(VirtualList))
        return any(isinstance(one.source, Ways) and len(one.source) > 0 for one in lists)

    def cells(self) -> list[tuple[list[str], list[int]]]:
        """Glyphs and styles of the screen as it is wanted now."""
        wanted = self.driver.stage._wanted
        return [(list(glyphs), list(styles)) for glyphs, styles in zip(wanted.glyphs, wanted.styles, strict=True)]

    def watch_loop(self) -> None:
        """Measure from now on how long the loop is busy between two looks for what was typed."""
        self.stretches = []
        selector: Any = asyncio.get_running_loop()._selector  # type: ignore[attr-defined]
        select: Callable[..., Any] = selector.select
        since = time.thread_time()

        def watched(timeout: float | None = None) -> Any:
            nonlocal since
            self.stretches.append(time.thread_time() - since)
            found = select(timeout)
            since = time.thread_time()
            return found

        selector.select = watched

    def region(self, names: Sequence[str]) -> list[Region]:
        """Where widgets are on the screen on top; those that it has of them."""
        screen = self.app.screen
        return [screen.find_widget(widget).region for name in names for widget in screen.query(name) if widget.display]

    async def quiet(self) -> float:
        """Wait until nothing is left to do, for longer than the cursor must rest; processor seconds of what was done."""
        done, calm = 0.0, 0.0
        while calm < CALM:
            before, own = time.process_time(), self.own
            await asyncio.sleep(LOOK)
            spent = time.process_time() - before - (self.own - own)
            done, calm = (done + spent, 0.0) if spent > QUIET else (done, calm + LOOK)
            if self.failed:
                raise self.failed[0]
        return done

    async def cost(self, key: str, about: Sequence[str]) -> dict[str, float]:
        """Milliseconds that a key takes, by what is measured."""
        self.frames, self.stretches, self.advised = [], [], 0
        before = self.cells()
        start = time.process_time() - self.own
        self.driver.feed(KEYS.get(key, key).encode())
        fed = time.process_time() - self.own - start
        whole = fed + await self.quiet()
        answer = answered(before, self.frames[: self.advised] or self.frames, self.region(about))
        seconds = (answer - start if answer is not None else whole, whole, max(self.stretches))
        return {name: second * 1000 for name, second in zip(MEASURES, seconds, strict=True)}


def answered(
    before: list[tuple[list[str], list[int]]],
    frames: Sequence[tuple[float, list[tuple[list[str], list[int]]]]],
    regions: Sequence[Region],
) -> float | None:
    """When the frame was sent from which on a part of the screen stands as it stays; None where no frame was sent."""

    def part(cells: list[tuple[list[str], list[int]]], within: Sequence[Region]) -> list[tuple[list[str], list[int]]]:
        return [
            (cells[y][0][region.x : region.right], cells[y][1][region.x : region.right])
            for region in within
            for y in range(region.y, min(region.bottom, len(cells)))
        ]

    if not frames:
        return None
    last = frames[-1][1]
    if part(before, regions) == part(last, regions):
        regions = [Region(0, 0, len(last[0][0]), len(last))]
    wanted = part(last, regions)
    found = frames[-1][0]
    for at, cells in reversed(frames):
        if part(cells, regions) != wanted:
            break
        found = at
    return found


def resident() -> float:
    """Megabytes of this process that are its own (Linux)."""
    for line in Path("/proc/self/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) / 1024
    return 0.0


@asynccontextmanager
async def left_alone(found: Library) -> AsyncIterator[Watched]:
    """The app on a library as by a reader who has looked at the first screen; what its keys cost."""
    gc.disable()  # as the door of the app does (`kortui.tui.app.run`); it turns it on again after the first frame
    capabilities = detect({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"})
    terminal = Watched(capabilities, WINDOW)
    terminal.frames = []
    async with opened(found, capabilities, WINDOW, session=Session(found), channel=terminal):
        terminal.watch_loop()
        await asyncio.sleep(LEFT_ALONE)
        await terminal.quiet()
        yield terminal


async def measure(found: Library, kinds: Sequence[str]) -> dict[str, Any]:
    """Kinds of keys on one library."""
    result: dict[str, Any] = {}
    async with left_alone(found) as terminal:
        loops = [additions()]
        for kind in kinds:
            await asyncio.sleep(BETWEEN)
            await terminal.quiet()
            loops.append(additions())
            costs = [await terminal.cost(key, ABOUT.get(kind, ("#list",))) for key in KINDS[kind]]
            result[kind] = {
                name: {
                    "median": percentile(times, 0.5),
                    "p95": percentile(times, 0.95),
                    "worst": max(times),
                    "each": [round(one, 1) for one in times],
                }
                for name in MEASURES
                for times in [[cost[name] for cost in costs]]
            }
        gc.collect()
        before, terminal.watching, terminal.frames = resident(), False, []
        for _ in range(PAGES):
            await terminal.press("space")
        gc.collect()
        result["loop ms"] = percentile(loops, 0.5)
        result["memory MB"] = resident()
        result["scrolling adds MB"] = resident() - before
    return result


def make(size: int, folder: Path) -> None:
    """Make a database and its index where there is none, in a process whose memory is not measured."""
    database = folder / f"{size}.json"
    if not database.exists():
        write(database, size)
    if derived.load(database, folder) is None:
        assert deriving.make(database, folder)


def of_size(size: int, folder: Path, kinds: Sequence[str]) -> dict[str, Any]:
    """The figures of a size; 0 is an empty database."""
    if size <= IN_MEMORY:
        found = library(size) if size else Library((), (), (), (), ())
    else:
        opened_file = derived.load(folder / f"{size}.json", folder)
        assert opened_file is not None
        found = opened_file
    return asyncio.run(measure(found, kinds if size else ()))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    add_json(parser)
    parser.add_argument("--keep", type=Path, help="folder to keep databases in")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=tuple(KINDS), help="kinds of keys, all unless named")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make is not None:
        make(options.make, options.keep)
        return 0
    if options.one is not None:
        print(json.dumps(of_size(options.one, options.keep, options.kinds)))
        return 0
    figures: dict[str, Any] = {}
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for size in (0, 1_000, *options.sizes):
            program = [sys.executable, "-m", "tests.bench.panes", "--keep", str(folder)]
            if size > IN_MEMORY:
                subprocess.run([*program, "--make", str(size)], check=True)
            command = [*program, "--one", str(size), "--kinds", *options.kinds]
            figures[f"{size:,}"] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    empty = figures.pop("0")["memory MB"]
    for found in figures.values():
        found["memory over empty MB"] = found.pop("memory MB") - empty
    heads = [f"{size}: {name}" for size in figures for name in MEASURES]
    print(f"| {'key, ms: median, 95th percentile':20} | " + " | ".join(f"{head:>12}" for head in heads) + " |")
    print(f"| {'-' * 20} |" + "|".join("-" * 13 + ":" for _ in heads) + "|")
    for kind in options.kinds:
        cells = [found[kind][name] for found in figures.values() for name in MEASURES]
        shown = [f"{c['median']:.1f}, {c['p95']:.1f}" for c in cells]
        print(f"| {kind:20} | " + " | ".join(f"{cell:>12}" for cell in shown) + " |")
    for kind in ("memory over empty MB", "scrolling adds MB", "loop ms"):
        print(f"{kind}: " + ", ".join(f"{found[kind]:.1f} at {size}" for size, found in figures.items()))
    keep(options.json, {"sizes": figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
