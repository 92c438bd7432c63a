"""How long commands take beside the least they could: ``python -m tests.bench.command_line [--json FILE]``.

Prints the processor time (user and system, the least of many rounds, so that a busy machine does not matter) of each
command and its ratio to ``python -c "import tinydb"``, measured in turn in the same run, with compiled modules and the
derived file that a second search finds.
"""

from __future__ import annotations

import argparse
import compileall
import resource
import subprocess
import sys
from pathlib import Path

import kortui
from kortui import config
from kortui.search import deriving
from tests.bench.told import add_json, keep

ROUNDS = 15
BASELINE = [sys.executable, "-c", "import tinydb"]
COMMANDS = {
    "import click": [sys.executable, "-c", "import click"],
    "kortui --help": [sys.executable, "-m", "kortui", "--help"],
    "kortui search altay": [sys.executable, "-m", "kortui", "search", "altay"],
    "kortui list": [sys.executable, "-m", "kortui", "list"],
    "kortui show turkiye": [sys.executable, "-m", "kortui", "show", "turkiye"],
    "kortui keys": [sys.executable, "-m", "kortui", "keys"],
}


def milliseconds(command: list[str]) -> float:
    """Processor time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_json(parser)
    options = parser.parse_args()
    compileall.compile_dir(str(Path(kortui.__file__).parent), quiet=1)  # as an installed program is
    deriving.make(config.bundle())
    commands = {'python -c "import tinydb"': BASELINE, **COMMANDS}
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(ROUNDS):
        for name, command in commands.items():
            best[name] = min(best[name], milliseconds(command))
    baseline = next(iter(best.values()))
    for name, time in best.items():
        print(f"{name:28} {time:7.1f} ms  {time / baseline:5.2f}")
    keep(options.json, {"commands": {name: {"ms": time, "ratio": time / baseline} for name, time in best.items()}})


if __name__ == "__main__":
    main()
