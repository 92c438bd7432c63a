"""What readers over SSH cost: ``python -m tests.bench.serving [--ways serve sshd] [--sessions 1 20 50 200] [--json FILE]``.

Both ways of offering the app to the public, measured in one run on the bundled database: `kortui serve` with one worker, and a
real sshd that gives each reader a process, with the text that `kortui serve --print-sshd-config` prints (needs root; left out
with a word where no sshd can run). Readers come until there are as many as asked for; at each step all of them type together
at a rate, then one floods while the others type. At the end all leave, and what is left of them is counted.

The times are of the clock, from key to first byte, with the client on the same machine: they grow with whatever else runs
there. Processor time and memory do not. The whole is bounded: each step types for ``--seconds``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import asyncssh

from kortui import config
from tests.bench.told import add_json, keep
from tests.ssh.daemon import CannotRun, needed, running_sshd
from tests.ssh.visitor import Visitor
from tests.tui.terminal import environment

KEYS = (b"\x1b[B", b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"2", b"1")
"""What readers type: the cursor down and up, a page and back, another pane and back. Each changes the screen."""

FLOOD = b"2345" * 25
FLOODS_A_SECOND = 10
TICKS = os.sysconf("SC_CLK_TCK")

SERVER = """
import gc, signal, sys, weakref
from kortui.serve import application
apps, make = [], application.make
def remember(*arguments, **named):
    app = make(*arguments, **named)
    apps.append(weakref.ref(app))
    return app
application.make = remember
def count(*_):
    gc.collect()
    print("alive", sum(ref() is not None for ref in apps), "of", len(apps), file=sys.stderr, flush=True)
signal.signal(signal.SIGUSR1, count)
from kortui.cli import main
sys.exit(main())
"""
"""`kortui` with a count of the apps that are still in memory."""


class Served:
    """A way of serving under measurement: its port, its processes, and how to count what is left when all have gone."""

    def __init__(self, port: int, pid: int, log: Path, user: dict[str, Any]) -> None:
        self.port, self.pid, self.user = port, pid, user
        self._log = log

    def processes(self) -> list[int]:
        """The server and all its descendants."""
        parents: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                with suppress(OSError, IndexError):
                    parent = int((entry / "stat").read_text("utf-8").rsplit(")", 1)[1].split()[1])
                    parents.setdefault(parent, []).append(int(entry.name))
        found, queue = [], [self.pid]
        while queue:
            found.append(queue.pop())
            queue += parents.get(found[-1], [])
        return found

    def memory(self) -> float:
        """Proportional set size of all processes in MB: shared pages count once."""
        total = 0
        for pid in self.processes():
            with suppress(OSError):
                text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
                total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1])  # type: ignore[index]
        return total / 1024

    def processor(self) -> float:
        """Seconds of processor that the processes have used."""
        total = 0
        for pid in self.processes():
            with suppress(OSError, IndexError):
                fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
                total += int(fields[11]) + int(fields[12])
        return total / TICKS

    async def left(self) -> int:
        """Apps that are still there some seconds after all have gone; of `serve` one may be, held by Textual's own caches."""
        for _ in range(600):  # until every session has ended: closing an app takes 50 ms of the processor
            said = self._log.read_text("utf-8")
            if said.count(" INFO open ") == said.count(" INFO close "):
                break
            await asyncio.sleep(0.2)
        await asyncio.sleep(8)  # the server collects five seconds after the last end
        if len(self.processes()) > 1 or self.user:
            return len(self.processes()) - 1
        before = self._log.read_text("utf-8").count("alive")
        os.kill(self.pid, signal.SIGUSR1)
        for _ in range(600):  # freeing 200 apps takes seconds
            counts = re.findall(r"alive (\d+) of", self._log.read_text("utf-8"))
            if len(counts) > before:
                return int(counts[-1])
            await asyncio.sleep(0.1)
        raise SystemExit("the server does not answer")


@contextmanager
def serving(folder: Path, most: int) -> Iterator[Served]:
    """`kortui serve` with one worker."""
    log = folder / "serve.log"
    command = [sys.executable, "-c", SERVER, "serve", "--public", "--listen", "127.0.0.1:0", "--host-key", str(folder / "key")]
    limits = ["--max-sessions", str(most + 2), "--max-per-address", str(2 * most + 4)]
    with log.open("wb") as file:
        process = subprocess.Popen([*command, *limits], stderr=file, env=environment())
    try:
        deadline = time.monotonic() + 30
        while not (match := re.search(r"port (\d+), pid (\d+)", log.read_text("utf-8"))):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(log.read_text("utf-8"))
            time.sleep(0.05)
        yield Served(int(match[1]), process.pid, log, {})
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def behind_sshd(folder: Path, most: int) -> Iterator[Served]:
    """An sshd with a process for each reader."""
    (folder / "kb.json").write_bytes(config.bundle().read_bytes())
    key = asyncssh.generate_private_key("ssh-ed25519")
    # The limits of the printed text are for strangers; all readers come from one address here.
    limits = (f"MaxStartups {2 * most + 10}", "PerSourceMaxStartups none")
    with running_sshd(folder, key, *limits) as (port, pid):
        yield Served(port, pid, folder / "log", {"user": "explore", "password": ""})


async def arrive(served: Served) -> tuple[Visitor, float]:
    """Come in; the visitor and the seconds until the whole screen is there, connection and login included."""
    begin = time.perf_counter()
    visitor = await Visitor(served.port, **served.user).__aenter__()
    async with asyncio.timeout(60):
        while not (b"kortui" in visitor.bytes and b"help" in visitor.bytes):
            data = await visitor.process.stdout.read(65536)
            if not data:
                raise SystemExit(f"turned away: {visitor.bytes!r}")
            visitor.bytes += data
    return visitor, time.perf_counter() - begin


async def quiet(visitor: Visitor, seconds: float = 0.15) -> None:
    """Read until nothing has come for a while."""
    with suppress(TimeoutError):
        while await asyncio.wait_for(visitor.process.stdout.read(65536), seconds):
            pass


async def typing(visitors: list[Visitor], rate: float, seconds: float) -> tuple[list[float], int]:
    """Let all type together at a rate: sorted seconds from key to first byte, and how many keys were sent."""
    took: list[float] = []
    sent = 0
    chance = random.Random(7)
    end = time.monotonic() + seconds

    async def one(visitor: Visitor) -> None:
        nonlocal sent
        keys = cycle(KEYS)
        await asyncio.sleep(chance.random() * len(visitors) / rate)
        while time.monotonic() < end:
            begin = time.perf_counter()
            visitor.send(next(keys))
            sent += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(visitor.process.stdout.read(65536), 10.0)
                took.append(time.perf_counter() - begin)
            await quiet(visitor)
            await asyncio.sleep(max(chance.expovariate(rate / len(visitors)) - (time.perf_counter() - begin), 0))

    await asyncio.gather(*(one(visitor) for visitor in visitors))
    return sorted(took), sent


@asynccontextmanager
async def flooding(visitor: Visitor) -> AsyncIterator[None]:
    """Let one press a thousand keys a second."""

    async def flood() -> None:
        while True:
            visitor.send(FLOOD)
            await asyncio.sleep(1 / FLOODS_A_SECOND)

    async def swallow() -> None:
        while await visitor.process.stdout.read(65536):
            pass

    tasks = [asyncio.create_task(flood()), asyncio.create_task(swallow())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def ms(ordered: list[float], share: float) -> float:
    """A percentile in milliseconds; NaN of nothing."""
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000, 1) if ordered else float("nan")


async def measure(way: str, served: Served, steps: list[int], rate: float, seconds: float) -> list[dict[str, Any]]:
    """Go through the steps."""
    rows: list[dict[str, Any]] = []
    visitors: list[Visitor] = []
    empty = served.memory()
    for step in steps:
        arrivals = []
        while len(visitors) < step:
            visitor, took = await arrive(served)
            visitors.append(visitor)
            arrivals.append(took)
        await asyncio.gather(*(quiet(visitor, 0.5) for visitor in visitors))
        memory = (served.memory() - empty) / step
        before, begin = served.processor(), time.monotonic()
        await asyncio.sleep(3)
        idle = (served.processor() - before) / (time.monotonic() - begin)
        before = served.processor()
        times, keys = await typing(visitors, rate if step > 1 else 3, seconds)
        spent = (served.processor() - before) / max(keys, 1)
        row = {
            "way": way, "sessions": step, "first_ms": round(statistics.median(arrivals[-5:]) * 1000),
            "memory_mb": round(memory, 1),
            "idle_percent": round(100 * idle, 1), "keys": keys, "p50_ms": ms(times, 0.5), "p95_ms": ms(times, 0.95),
            "cpu_per_key_ms": round(spent * 1000, 1),
        }  # fmt: skip
        if step > 1:
            async with flooding(visitors[0]):
                await asyncio.sleep(0.5)
                others, _ = await typing(visitors[1:], rate, seconds)
            row["flood_p95_ms"] = ms(others, 0.95)
            await visitors[0].__aexit__(None, None, None)  # thousands of its keys still wait, in its client and the network
            visitors[0] = (await arrive(served))[0]
        row["load"] = round(os.getloadavg()[0], 1)
        rows.append(row)
        print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    for visitor in visitors:
        await visitor.__aexit__(None, None, None)
    left = await served.left()
    print(f"way {way}  apps left after all have gone {left}", flush=True)
    rows[-1]["left"] = left
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as Markdown."""
    names = {
        "way": "way", "sessions": "sessions", "first_ms": "first screen, ms", "memory_mb": "memory each, MB",
        "p50_ms": "key p50, ms",
        "p95_ms": "key p95, ms", "cpu_per_key_ms": "CPU a key, ms", "flood_p95_ms": "others' in a flood, ms",
        "idle_percent": "idle, % of a core", "left": "apps left",
    }  # fmt: skip
    lines = ["| " + " | ".join(names.values()) + " |", "| " + " | ".join("---" for _ in names) + " |"]
    lines += ["| " + " | ".join(str(row.get(name, "")) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serving", description="What readers over SSH cost.")
    parser.add_argument("--ways", nargs="+", choices=("serve", "sshd"), default=["serve", "sshd"])
    parser.add_argument("--sessions", nargs="+", type=int, default=[1, 20, 50, 200])
    parser.add_argument("--rate", type=float, default=12.0, help="keys a second of all readers together")
    parser.add_argument("--seconds", type=float, default=12.0, help="how long each step types")
    add_json(parser)
    options = parser.parse_args()
    steps = sorted(set(options.sessions))
    rows: list[dict[str, Any]] = []
    for way in options.ways:
        if way == "sshd" and needed() is None:
            print("sshd is left out: it needs root, unshare and openssh-server")
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                with (serving if way == "serve" else behind_sshd)(Path(folder), steps[-1]) as served:
                    rows += asyncio.run(measure(way, served, steps, options.rate, options.seconds))
            except CannotRun as error:
                print(f"sshd is left out: {error}")
    print(table(rows))
    keep(options.json, {"rate": options.rate, "seconds": options.seconds, "rows": rows})


if __name__ == "__main__":
    main()
