"""How fast documents become records: ``python -m tests.bench.building [--documents N…] [--jobs] [--json FILE]``.

Prints sentences per second of processor time on one core (the best of several rounds, so that a busy machine matters less,
and the worst, to tell how busy it was), in documents of which nearly every sentence makes a record and in ones of which one in
four does, as in a newspaper's, then the processor time of a build of everything, of one with nothing changed and of
one with one document changed, each in a process of its own and with the writing of the database; then the elapsed time of
one process and of two, and the most memory that any process took.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kortui.extract import gazetteer, readers, stages
from kortui.extract.collector import collecting_seldom
from tests.bench.told import add_json, keep

ROUNDS = 3
SENTENCES = 25

_WHO = (
    "the Turkish Defense Ministry", "Hyundai Rotem", "Foreign Minister Cho Hyun", "the Zanobar Institute",
    "General Mehmet Demir", "Seoul",
)  # fmt: skip
_DOES = (
    "signed a {money} contract with {other} {when}, which was delivered {later}",
    "and {other} agreed {when} to raise trade to {money} by 2030",
    "said {when} that {other} had sold {count} howitzers to its army",
    "opened a factory in {other} {when}; about {count} people work there",
    "recognized {other} {when} and sent an ambassador {later}",
    "told reporters that talks with {other} would go on, and that nothing else had been decided",
    "lies far from {other}, and its hills are green in every season",
)
_BESIDE = (
    "The harbour was quiet that morning, and the ferries left with their lights on",
    "Nobody in the hall expected the speech to be as short as it was",
    "He keeps the letters of his grandmother in a wooden box under the window",
    "Rain is likely in the west, where the rivers are already high",
    "The team lost its captain to an injury before the break and never came back into the game",
    "Her new novel follows three sisters who run a bakery near the old station",
    "Critics called the exhibition patient and warm, and praised its catalogue",
    "Most of the streets behind the market are closed to cars, which pleases those who live there",
)
"""What a newspaper says besides; no record comes of it."""

_WHEN = ("in {year}", "on 12 March {year}", "last year", "in the mid-1980s", "on Friday", "in June", "between 1999 and 2003")
_LATER = ("two years later", "in 2011", "the same year", "at the end of the decade")


def document(number: int, beside: int = 0) -> str:
    """A made-up document; nothing in it is true.

    Args:
        number: Which one; the same number gives the same text.
        beside: Sentences of which no record comes, after each that tells something.
    """
    chance = random.Random(number)
    countries = sorted(country.name for country in gazetteer.load().countries.values())
    about = [*_WHO, *chance.sample(countries, 12)]
    lines = [f"# Report {number}", ""]
    for n in range(SENTENCES):
        when = chance.choice(_WHEN).format(year=chance.randint(1900, 2020))
        said = chance.choice(_DOES).format(
            other=chance.choice(about), when=when, later=chance.choice(_LATER),
            money=f"${chance.randint(1, 900)} million", count=chance.randint(2, 900),
        )  # fmt: skip
        who = chance.choice(about)
        told = [f"{who[0].upper()}{who[1:]} {said}.", *(f"{chance.choice(_BESIDE)}." for _ in range(beside))]
        lines += [*told, *([""] if n % 5 == 4 else [])]
    return "\n".join(lines) + "\n"


def fill(folder: Path, number: int, beside: int = 0) -> list[Path]:
    """Write documents into a folder; see `document`."""
    paths = [folder / f"report-{n}.md" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(document(n, beside), encoding="utf-8")
    return paths


def rates(paths: list[Path]) -> list[float]:
    """Sentences per second of processor time, a round each, slowest first."""
    names = gazetteer.load()
    documents = [readers.read(path) for path in paths]
    stages.run(documents[0], names)  # lexicons and patterns are made on first use
    found = []
    with collecting_seldom():  # as a build does
        for _ in range(ROUNDS):
            begun = time.process_time()
            sentences = sum(len(stages.run(d, names)[0].sentences) for d in documents)
            found.append(sentences / (time.process_time() - begun))
    return sorted(found)


_BUILD = """
import json, resource, sys, time
from pathlib import Path
from kortui import store
from kortui.extract import pipeline
if __name__ == "__main__":  # worker processes read this too
    folder, target, cache, jobs = sys.argv[1:]
    begun, cpu = time.perf_counter(), time.process_time()
    made = pipeline.build([Path(folder)], cache=Path(cache) if cache else None, jobs=int(jobs))
    built = time.perf_counter()
    store.save(Path(target), made.library)
    print(json.dumps({
        "cpu": time.process_time() - cpu, "elapsed": time.perf_counter() - begun, "build": built - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "worker_memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
        "worker_cpu": sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]),
        "events": len(made.library.events), "bytes": Path(target).stat().st_size,
    }))
"""


def run(folder: Path, cache: Path | None = None, jobs: int = 1) -> dict[str, float]:
    """One build in a new process, Python's start apart: seconds of processor and clock, bytes of memory and of the database."""
    with TemporaryDirectory() as name:
        program = Path(name, "program.py")  # a file: worker processes import it
        program.write_text(_BUILD, encoding="utf-8")
        command = [sys.executable, str(program), str(folder), str(Path(name, "out.json")), str(cache or ""), str(jobs)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(documents: int, rounds: int, jobs: bool) -> dict[str, Any]:
    """All figures of one size of corpus."""
    with TemporaryDirectory() as name:
        folder, cache = Path(name, "in"), Path(name, "cache")
        folder.mkdir()
        made = fill(folder, documents)
        rate = rates(made[:20])
        sparse = Path(name, "sparse")
        sparse.mkdir()
        sparse_rate = rates(fill(sparse, 20, beside=3))
        first = run(folder, cache)
        same = min((run(folder, cache) for _ in range(rounds)), key=lambda r: r["cpu"])
        changed = []
        for n in range(rounds):
            made[0].write_text(document(-1 - n), encoding="utf-8")
            changed.append(run(folder, cache))
        one = min(changed, key=lambda r: r["cpu"])
        row: dict[str, Any] = {
            "documents": documents, "sentences_per_second": round(rate[-1]), "worst_rate": round(rate[0]),
            "sentences_per_second_sparse": round(sparse_rate[-1]),
            "events": first["events"], "bytes": first["bytes"], "cold": first["cpu"], "memory": first["memory"],
            "same": same["cpu"], "same_ratio": same["cpu"] / first["cpu"], "one": one["cpu"],
            "one_ratio": one["cpu"] / first["cpu"], "one_memory": one["memory"],
        }  # fmt: skip
        if jobs:
            alone, two = run(folder), run(folder, jobs=2)
            row |= {"elapsed_1": alone["elapsed"], "elapsed_2": two["elapsed"], "speed_up": alone["elapsed"] / two["elapsed"]}
            row |= {"memory_2": two["memory"], "worker_memory": two["worker_memory"]}
            row["speed_up_by_cpu"] = alone["cpu"] / (two["cpu"] + two["worker_cpu"] / 2)  # were two cores free
    return row


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, nargs="+", default=[200])
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--jobs", action="store_true", help="also one process against two, which needs two free cores")
    add_json(options)
    chosen = options.parse_args()
    rows = []
    for documents in chosen.documents:
        rows.append(measure(documents, chosen.rounds, chosen.jobs))
        for words, value in rows[-1].items():
            print(f"{words:24} {value:14,.3f}" if isinstance(value, float) else f"{words:24} {value:14,}", flush=True)
    keep(chosen.json, {"rows": rows})


if __name__ == "__main__":
    main()
