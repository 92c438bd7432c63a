"""kortui beside programs that do the same work on the same rows: ``python -m tests.bench.peers [--events N] [--json FILE]``.

The work: from a cold start, find the records with a word among made-up ones and print them. VisiData (``vd``), fzf,
sqlite-utils and grep do it on the same records as tab-separated values, sqlite-utils on a table with a full-text index made
beforehand, kortui on its database with its derived index made beforehand where it is large enough to have one. Peers are
looked for on PATH and in the folders of ``--path``; one that is not there is left out and said so.

Printed for each: processor time (user and system) and wall time, the least of several rounds taken in turn, both in
milliseconds and as a ratio to kortui's; how many rows it found, which shows what it takes for a hit (VisiData, fzf and grep
find letters inside words, kortui also other spellings and names); and, where there is one, what making the index took.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kortui.cli.output import note
from tests.bench.search import write
from tests.bench.told import add_json, keep

WORD = "howitzer"
ROUNDS = 5
KORTUI = [sys.executable, "-m", "kortui"]


@dataclass(frozen=True, slots=True)
class Work:
    """One program's way to find the rows.

    Attributes:
        command: What is run.
        stdin: File it reads, None for none.
        rows: Counts its hits from what it printed.
        prepare: What is run once before, None for nothing.
    """

    command: list[str]
    stdin: Path | None
    rows: Callable[[bytes], int]
    prepare: list[str] | None = None


def lines(output: bytes) -> int:
    """Rows without a heading."""
    return len(output.splitlines())


def headed(output: bytes) -> int:
    """Rows below a heading."""
    return max(0, lines(output) - 1)


def run(command: list[str], environ: Mapping[str, str], stdin: Path | None = None) -> tuple[bytes, float, float]:
    """Run a command.

    Returns:
        What it printed, processor and wall time in milliseconds.

    Raises:
        subprocess.CalledProcessError: When it fails.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with (stdin or Path(os.devnull)).open("rb") as source:
        done = subprocess.run(command, stdin=source, capture_output=True, check=True, env=dict(environ))
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, 1000 * cpu, 1000 * wall


def works(folder: Path, database: Path, table: Path, path: str) -> tuple[dict[str, Work], list[str]]:
    """What can be measured here, and the names of the peers that are not there."""
    found = {"kortui search": Work([*KORTUI, "search", WORD, "--format", "tsv", "--db", str(database)], None, headed)}
    absent: list[str] = []
    script = folder / "find.vdj"
    script.write_text(
        "\n".join(
            json.dumps({"longname": name, "input": word}) for name, word in (("select-cols-regex", WORD), ("dup-selected", ""))
        )
    )
    sqlite = folder / "peer.db"
    peers = {
        "vd": lambda at: Work(
            [at, "-b", "-f", "tsv", "--play", str(script), "-o", "-", "--save-filetype", "tsv", str(table)], None, headed
        ),
        "fzf": lambda at: Work([at, "--filter", f"'{WORD}"], table, lines),
        "sqlite-utils": lambda at: Work(
            [at, "search", str(sqlite), "events", WORD, "--tsv", "--limit", "1000000"],
            None,
            headed,
            [
                "sh",
                "-c",
                f'"{at}" insert "{sqlite}" events "{table}" --tsv && "{at}" enable-fts "{sqlite}" events title evidence',
            ],
        ),
        "grep": lambda at: Work([at, "-i", WORD, str(table)], None, lines),
    }
    for name, make in peers.items():
        at = shutil.which(name, path=path)
        if at is None:
            absent.append(name)
        else:
            found[name] = make(at)
    return found, absent


def measure(events: int, path: str) -> dict[str, dict[str, float]]:
    """Time, ratio and rows of every program that is there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, table = folder / "kortui.json", folder / "rows.tsv"
        write(database, events)
        environ = {**os.environ, "XDG_CACHE_HOME": name, "XDG_CONFIG_HOME": name, "HOME": name}
        table.write_bytes(run([*KORTUI, "export", "--format", "tsv", "--db", str(database)], environ)[0])
        found, absent = works(folder, database, table, path)
        for peer in absent:
            note(f"{peer} is not here and is left out")
        result: dict[str, dict[str, float]] = {}
        for peer, work in found.items():
            result[peer] = {"cpu": float("inf"), "wall": float("inf")}
            if work.prepare:
                result[peer]["prepare wall"] = run(work.prepare, environ)[2]
        for _ in range(ROUNDS):
            for peer, work in found.items():
                output, cpu, wall = run(work.command, environ, work.stdin)
                best = result[peer]
                best["cpu"], best["wall"], best["rows"] = min(best["cpu"], cpu), min(best["wall"], wall), work.rows(output)
    ours = result["kortui search"]
    for best in result.values():
        best["cpu ratio"], best["wall ratio"] = best["cpu"] / ours["cpu"], best["wall"] / ours["wall"]
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000, help="records in the made-up database")
    parser.add_argument("--path", action="append", default=[], help="folder with further peers; may be given several times")
    add_json(parser)
    chosen = parser.parse_args()
    result = measure(chosen.events, os.pathsep.join([*chosen.path, os.environ["PATH"]]))
    print(f"{chosen.events} records, those with “{WORD}”, from a cold start")
    for peer, best in result.items():
        prepare = f"  index made in {best['prepare wall']:.0f} ms" if "prepare wall" in best else ""
        cpu, wall = (f"{best[kind]:8.0f} ms {kind} {best[kind + ' ratio']:6.2f}" for kind in ("cpu", "wall"))
        print(f"{peer:14} {cpu}  {wall}  {best['rows']:6.0f} rows{prepare}")
    keep(chosen.json, {"events": chosen.events, "word": WORD, "programs": result})


if __name__ == "__main__":
    main()
