"""What reading a long document costs: ``python -m tests.bench.reading [MEGABYTES…] [--kinds KIND…] [--json FILE]``.

For each kind of document and size the app runs on a database of that document and some records whose sentences are spread over
it, in a window of 120 by 36 cells. The page is opened at the sentence of a record, scrolled, left and opened at its beginning;
of every key the same is measured as in `tests.bench.panes`: the processor until its answer stands, until all that follows is
done, and the longest stretch in which no other key was looked for. Beside it stands the same page of a document of 20 kB, the
*baseline*, and the memory that an open page takes over none.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import gc
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from kortui.model import Block, Evidence, Library
from tests.bench.generate import Generator
from tests.bench.panes import MEASURES, left_alone, resident
from tests.bench.told import add_json, keep

SIZES = (20.0,)
BASELINE = 0.02
"""Megabytes of the document that others are compared with."""

RECORDS = 200
KINDS = {"paragraphs": "paragraphs", "line": "one line", "short": "short lines"}

KEYS = {
    "open at a sentence": "e", "next sentence": "J", "line": "j", "page": "space", "end": "G", "beginning": "g",
    "leave": "q", "open at its beginning": "E",
}  # fmt: skip
"""Keys by what they do, in the order in which they are pressed."""


def text_of(kind: str, size: int, seed: int = 1957) -> str:
    """A text of made-up sentences in paragraphs, in one line, or of a few words a line.

    Args:
        kind: One of `KINDS`.
        size: Characters, or a few more.
        seed: Decides about the words.
    """
    made, rng = Generator(RECORDS, seed), random.Random(seed)

    def words(least: int, most: int) -> str:
        return " ".join(rng.choices(made.words, cum_weights=made._weights, k=rng.randint(least, most)))

    pool = [words(1, 3) if kind == "short" else words(8, 30).capitalize() + "." for _ in range(5_000)]
    parts: list[str] = []
    length = 0
    while length < size:
        part = " ".join(rng.choices(pool, k=rng.randint(1, 9 if kind == "paragraphs" else 1)))
        parts += [part, " " if kind == "line" else "\n"]
        length += len(part) + 1
    return "".join(parts).rstrip()


def library(kind: str, size: int, seed: int = 1957) -> Library:
    """A database of one document and `RECORDS` records whose evidence is spread over it."""
    made, text = Generator(RECORDS, seed), text_of(kind, size, seed)
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    document = dataclasses.replace(made.documents()[0], text=text, blocks=tuple(blocks))
    events = []
    for number, event in enumerate(made.events()):
        start = text.find(" ", len(text) * number // (RECORDS + 1)) + 1
        end = min(text.find(" ", start + 60), len(text))
        line = text.find("\n", start)
        evidence = Evidence.of(document, start, line if start < line < end else end)
        events.append(dataclasses.replace(event, evidence=(evidence,), amounts=()))
    return Library([document], events, made.entities, [], [], f"{kind}-{size:x}")


async def measure(found: Library) -> dict[str, Any]:
    """What each key costs, and what an open page takes."""
    result: dict[str, Any] = {}
    async with left_alone(found) as terminal:
        await terminal.cost("e", ("#text",))  # what is imported for the first page is not the document's
        await terminal.cost("q", ("#list",))
        gc.collect()
        before = resident()
        for name, key in KEYS.items():
            result[name] = await terminal.cost(key, ("#text",))
            if name == "open at a sentence":
                terminal.frames = []
                gc.collect()
                result["memory MB"] = max(0.0, resident() - before)
    return result


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", type=float, default=SIZES, metavar="MEGABYTES")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=tuple(KINDS), help="kinds of documents, all unless named")
    add_json(parser)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.one is not None:
        print(json.dumps(asyncio.run(measure(library(options.one[0], int(float(options.one[1]) * 1e6))))))
        return 0
    figures: dict[str, Any] = {}
    wanted = [("paragraphs", BASELINE), *((kind, size) for size in options.sizes for kind in options.kinds)]
    for kind, size in wanted:
        command = [sys.executable, "-m", "tests.bench.reading", "--one", kind, str(size)]
        name = "baseline" if size == BASELINE else f"{size:g} MB in {KINDS[kind]}"
        figures[name] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    print("| key, ms: " + ", ".join(MEASURES) + " | " + " | ".join(figures) + " |")
    print("| --- |" + " ---: |" * len(figures))
    for key in KEYS:
        cells = (", ".join(f"{found[key][name]:.1f}" for name in MEASURES) for found in figures.values())
        print(f"| {key} | " + " | ".join(cells) + " |")
    print("memory of the open page, MB: " + ", ".join(f"{found['memory MB']:.1f}" for found in figures.values()))
    keep(options.json, {"documents": figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
