"""What readers of one server cost: ``python -m tests.bench.serving [SESSIONS] [KEYS_PER_SECOND]``.

Starts `kortui serve` in a process of its own, visits it over the wire, and prints memory for each session, the time to the
first screen, and how long a cursor key takes to its first byte while all visitors type, beside the same with one visitor.
"""

from __future__ import annotations

import asyncio
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.ssh.visitor import Visitor
from tests.tui.terminal import environment

SECONDS = 15.0
KEYS = (b"\x1b[B", b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"2", b"1")


def status(pid: int, field: str) -> float:
    """A figure of /proc/PID/smaps_rollup in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    match = re.search(rf"^{field}:\s+(\d+) kB", text, re.M)
    return int(match[1]) / 1024 if match else 0.0


def processor(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def first_screen(port: int) -> tuple[Visitor, float]:
    """Come in; the visitor and the seconds until the screen says kortui."""
    begin = time.monotonic()
    visitor = await Visitor(port).__aenter__()
    while "kortui" not in visitor.text():
        visitor._stream.feed(data := await visitor.process.stdout.read(65536))
        visitor.bytes += data
    return visitor, time.monotonic() - begin


async def typing(visitors: list[Visitor], rate: float) -> list[float]:
    """Seconds from key to first byte, all visitors together typing at a rate for a while; keys without an answer left out."""
    took: list[float] = []
    chance = random.Random(7)

    async def one(visitor: Visitor) -> None:
        end = time.monotonic() + SECONDS
        await asyncio.sleep(chance.random() * len(visitors) / rate)
        while time.monotonic() < end:
            begin = time.monotonic()
            visitor.send(chance.choice(KEYS))
            try:
                await asyncio.wait_for(visitor.process.stdout.read(65536), 2.0)
                took.append(time.monotonic() - begin)
                while True:
                    await asyncio.wait_for(visitor.process.stdout.read(65536), 0.15)
            except TimeoutError:
                pass
            await asyncio.sleep(max(chance.expovariate(rate / len(visitors)) - (time.monotonic() - begin), 0))

    await asyncio.gather(*(one(visitor) for visitor in visitors))
    return sorted(took)


def milliseconds(sorted_seconds: list[float], share: float) -> str:
    """A percentile."""
    return f"{sorted_seconds[min(int(len(sorted_seconds) * share), len(sorted_seconds) - 1)] * 1000:.0f} ms"


async def measure(port: int, pid: int, sessions: int, rate: float) -> None:
    """Visit and print."""
    empty = status(pid, "Pss")
    first, seconds = await first_screen(port)
    warm, again = await first_screen(port)
    one = status(pid, "Pss")
    print(f"first screen     {seconds * 1000:.0f} ms cold, {again * 1000:.0f} ms warm (connection and login included)")
    alone = await typing([first], 3)
    print(f"one visitor      p50 {milliseconds(alone, 0.5)}, p95 {milliseconds(alone, 0.95)} of {len(alone)} keys")
    others = [(await first_screen(port))[0] for _ in range(sessions - 2)]
    everybody = [first, warm, *others]
    full = status(pid, "Pss")
    print(f"memory           {empty:.0f} MB empty, {one:.0f} MB with 2, {full:.0f} MB with {sessions}")
    print(f"per session      {(full - one) / (sessions - 2):.1f} MB")
    before = processor(pid), time.monotonic()
    await asyncio.sleep(3)
    print(f"idle             {100 * (processor(pid) - before[0]) / (time.monotonic() - before[1]):.1f} % of a core")
    before = processor(pid), time.monotonic()
    many = await typing(everybody, rate)
    used = (processor(pid) - before[0]) / (time.monotonic() - before[1])
    figures = ", ".join(f"p{share} {milliseconds(many, share / 100)}" for share in (50, 95, 99))
    print(f"{sessions} visitors      {figures} of {len(many)} keys at {rate:g} a second, {100 * used:.0f} % of a core")
    for visitor in everybody:
        await visitor.__aexit__(None, None, None)


def main() -> None:
    """Start a server, measure, stop it."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    rate = float(sys.argv[2]) if len(sys.argv) > 2 else 12.0
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = [str(Path(sys.executable).parent / "kortui"), "serve", "--public", "--listen", "127.0.0.1:0"]
        limits = ["--max-sessions", str(sessions + 2), "--max-per-address", str(sessions + 2), "--host-key", f"{folder}/key"]
        with log.open("wb") as file:
            process = subprocess.Popen([*command, *limits], stderr=file, env=environment())
        try:
            deadline = time.monotonic() + 20
            while not (match := re.search(r"port (\d+), pid (\d+)", log.read_text(encoding="utf-8"))):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(log.read_text(encoding="utf-8"))
                time.sleep(0.05)
            asyncio.run(measure(int(match[1]), int(match[2]), sessions, rate))
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
