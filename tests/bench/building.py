"""How fast documents become records: ``python -m tests.bench.building [--documents N]``.

Prints sentences per second of processor time on one core (the best of several rounds, so that a busy machine matters less,
and the worst, to tell how busy it was), then the processor time of a build of everything, of one with nothing changed and of
one with one document changed, each in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from kortui.extract import gazetteer, readers, stages

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
_WHEN = ("in {year}", "on 12 March {year}", "last year", "in the mid-1980s", "on Friday", "in June", "between 1999 and 2003")
_LATER = ("two years later", "in 2011", "the same year", "at the end of the decade")


def document(number: int) -> str:
    """A made-up document; nothing in it is true."""
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
        lines += [f"{who[0].upper()}{who[1:]} {said}.", *([""] if n % 5 == 4 else [])]
    return "\n".join(lines) + "\n"


def fill(folder: Path, number: int) -> list[Path]:
    """Write documents into a folder."""
    paths = [folder / f"report-{n}.md" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(document(n), encoding="utf-8")
    return paths


def rates(paths: list[Path]) -> list[float]:
    """Sentences per second of processor time, a round each, slowest first."""
    names = gazetteer.load()
    documents = [readers.read(path) for path in paths]
    stages.run(documents[0], names)  # lexicons and patterns are made on first use
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        sentences = sum(len(stages.run(d, names)[0].sentences) for d in documents)
        found.append(sentences / (time.process_time() - begun))
    return sorted(found)


_BUILD = """
import sys, time
from pathlib import Path
from kortui.extract import pipeline
begun = time.process_time()
made = pipeline.build([Path(sys.argv[1])], cache=Path(sys.argv[2]) if sys.argv[2:] else None)
print(time.process_time() - begun)
"""


def seconds(*arguments: Path) -> float:
    """Processor time of one build in a new process, Python's start apart."""
    done = subprocess.run([sys.executable, "-c", _BUILD, *map(str, arguments)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("paths", type=Path, nargs="*", help="documents to measure the rate on; default made-up ones")
    chosen = options.parse_args()
    with TemporaryDirectory() as name:
        folder, cache = Path(name, "in"), Path(name, "cache")
        folder.mkdir()
        made = fill(folder, chosen.documents)
        found = rates(chosen.paths or made[:20])
        print(f"sentences per second  best {found[-1]:,.0f}, median {found[len(found) // 2]:,.0f}, worst {found[0]:,.0f}")
        full = min(seconds(folder) for _ in range(2))
        first = seconds(folder, cache)
        same = min(seconds(folder, cache) for _ in range(2))
        made[0].write_text(document(-1), encoding="utf-8")
        one = seconds(folder, cache)
        for words, took in (
            ("everything", full), ("everything, and remember", first), ("nothing changed", same), ("one changed", one),
        ):  # fmt: skip
            print(f"{words:28} {1000 * took:8.0f} ms  {took / full:5.2f}")


if __name__ == "__main__":
    main()
