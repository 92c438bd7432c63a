"""Speed of search: ``python -m tests.bench.search [SIZES…] [--json FILE] [--reuse]``.

For each size: how long until the first screen, what a key costs while a query is typed (95th percentile over every key of
typical queries), beside a scan of folded texts and beside SQLite's own full-text index with its ranking left out. Then what
one `kortui search` from a cold start costs beside ``import tinydb``.

Databases are made from a seed in a temporary folder (``--keep FOLDER`` keeps them). Times are medians or percentiles of wall
time in milliseconds; ratios are what counts on a machine that others use as well.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kortui import store
from kortui.model import Library
from kortui.schema import to_row
from kortui.search import derived, deriving, facets
from kortui.search.index import Searcher
from kortui.search.query import parse
from kortui.text import fold_text
from tests.bench.generate import Generator, library
from tests.bench.told import add_json, keep

TYPED = (
    "turkey", "터키", "firtina", "agreement contract", "type:visit trade", "date:1990.. domain:defense tank", "black panther",
    "south korea missile", "-actor:turkiye howitzer", "k2", "investment OR factory", "actor:poland ships",
)  # fmt: skip
NARROWED = (
    "turkey", "turkey type:visit", "turkey type:visit,meeting", "turkey -type:aid", "type:contract", "domain:defense",
    "domain:defense type:contract", "date:1990..", "firtina",
)  # fmt: skip
"""Queries whose facets are counted one after the other, as in a panel in which values are switched."""

SIZES = (1_000, 10_000, 100_000)
SCREEN = 40


def keys(query: str) -> Iterator[str]:
    """The texts of a query as it is typed."""
    return (query[:end] for end in range(1, len(query) + 1))


@contextmanager
def timed(into: list[float]) -> Iterator[None]:
    """Add the wall time of the block, in milliseconds."""
    start = time.perf_counter()
    yield
    into.append((time.perf_counter() - start) * 1000)


def percentile(times: list[float], part: float) -> float:
    """The time that a part of all times does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def typing(answer: Callable[[str], object]) -> dict[str, float]:
    """What a key costs over all typed queries; processor time besides, which others on the machine disturb less."""
    times: list[float] = []
    processor: list[float] = []
    for query in TYPED:
        for text in keys(query):
            before = time.process_time()
            with timed(times):
                answer(text)
            processor.append((time.process_time() - before) * 1000)
    found = {"median": statistics.median(times), "p95": percentile(times, 0.95), "worst": max(times)}
    return found | {"cpu p95": percentile(processor, 0.95)}


def screen(searcher: Searcher) -> Callable[[str], object]:
    """Answers a typed text as the app does: rows and count, the first screen, ranked and in order."""

    def answer(text: str) -> object:
        result = searcher.search(parse(text), typing=True)
        return len(result), list(result.rows[:SCREEN]), list(result.ranked[:SCREEN])

    return answer


def in_memory(size: int) -> dict[str, Any]:
    """A library of a size, searched in memory."""
    found = library(size)
    ready: list[float] = []
    for _ in range(3):
        fresh = Library(found.documents, found.events, found.entities, found.series, found.conflicts)
        with timed(ready):
            searcher = Searcher(fresh)
            searcher.search(parse("a"), typing=True)
    folded = [fold_text(" ".join((e.title, *(v.exact for v in e.evidence)))) for e in found.events]
    times: list[float] = []
    for query in NARROWED:
        with timed(times):
            facets.live(searcher, parse(query))

    def scan(text: str) -> object:
        words = fold_text(text).split()
        return [row for row, body in enumerate(folded) if all(word in body for word in words)]

    return {
        "ready": statistics.median(ready), "key": typing(screen(searcher)), "facets": statistics.median(times),
        "facets worst": max(times), "scan": typing(scan),
    }  # fmt: skip


def write(path: Path, size: int) -> None:
    """A database of a size, written as kortui writes it but without being held in memory."""
    generator = Generator(size)
    texts: dict[str, list[tuple[int, str]]] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as rows:
        count = 0
        for count, event in enumerate(generator.events(), 1):
            row = json.dumps(to_row(event), ensure_ascii=False, sort_keys=True)
            rows.write((",\n" if count > 1 else "") + f'"{count}": {row}')
            texts.setdefault(event.evidence[0].document, []).append((event.evidence[0].start, event.evidence[0].exact))
        documents = generator.documents({d: "\n".join(t for _, t in sorted(parts)) for d, parts in texts.items()})
        with path.open("w", encoding="utf-8") as file:
            meta = {"documents": len(documents), "events": count, "kortui": "0", "schema": store.SCHEMA, "sha256": "0"}
            file.write(f'{{"meta": {{\n"1": {json.dumps(meta)}\n}},\n')
            for name, records in (("documents", documents), ("events", None), ("entities", generator.entities)):
                file.write(f'"{name}": {{\n')
                if records is None:
                    rows.seek(0)
                    while part := rows.read(1 << 20):
                        file.write(part)
                else:
                    lines = (json.dumps(to_row(r), ensure_ascii=False, sort_keys=True) for r in records)
                    file.write(",\n".join(f'"{n}": {line}' for n, line in enumerate(lines, 1)))
                file.write("\n},\n")
            file.write('"series": {},\n"conflicts": {}}\n')


def from_file(size: int, folder: Path, full_text: bool, reuse: bool = False) -> dict[str, Any]:
    """A database of a size, opened through its derived file, beside SQLite's full-text index; `reuse` makes no new file."""
    database = folder / f"{size}.json"
    if not database.exists():
        write(database, size)
    made: list[float] = []
    if not reuse:
        derived.discard(database, folder)
    before = os.times()
    with timed(made):
        assert (reuse and derived.load(database, folder)) or deriving.make(database, folder)
    after = os.times()
    cpu = (after.children_user + after.children_system - before.children_user - before.children_system) * 1000
    gc.collect()
    held = _held()
    opened: list[float] = []
    for _ in range(5):
        with timed(opened):
            found = derived.load(database, folder)
            assert found is not None
            searcher = Searcher(found)
            [found.events[row] for row in searcher.search(parse("")).rows[:SCREEN]]
    times: list[float] = []
    facets.live(searcher, parse(""), at_most=20)
    for query in NARROWED:
        with timed(times):
            facets.live(searcher, parse(query), at_most=20)
    cold = typing(screen(searcher))
    result: dict[str, Any] = {
        "database MB": database.stat().st_size / 1e6, "file MB": derived.path_of(database, folder).stat().st_size / 1e6,
        "made": made[0], "made cpu": cpu, "open": statistics.median(opened), "key": cold,
        "key again": typing(screen(Searcher(found))), "facets": statistics.median(times),
        "facets worst": max(times), "memory MB": _held() - held,
    }  # fmt: skip
    if full_text:
        result |= _full_text(found)
    return result


def _held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _full_text(found: Library) -> dict[str, Any]:
    """SQLite's FTS5 over the same words: the first screen without ranking, with and without the count of all hits."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table words using fts5 (body, prefix='1 2 3', content='')")
    made: list[float] = []
    with timed(made):
        rows = ((n, fold_text(" ".join((e.title, *(v.exact for v in e.evidence))))) for n, e in enumerate(found.events, 1))
        connection.executemany("insert into words (rowid, body) values (?, ?)", rows)

    def wanted(text: str) -> str:
        plain = [w for w in fold_text(text).split() if w.isalnum()]
        return " ".join(f'"{w}"' for w in plain[:-1]) + f' "{plain[-1]}"*' if plain else ""

    def first(text: str) -> object:
        match = wanted(text)
        return match and connection.execute("select rowid from words where words match ? limit ?", (match, SCREEN)).fetchall()

    def counted(text: str) -> object:
        match = wanted(text)
        return match and (
            first(text),
            connection.execute("select count(*) from words where words match ?", (match,)).fetchone(),
        )

    return {"fts5 made": made[0], "fts5 key": typing(first), "fts5 key and count": typing(counted)}


def command(folder: Path) -> dict[str, float]:
    """`kortui search altay` on a bundle-sized database, beside ``import tinydb``; the fastest of several runs each."""
    database = folder / "small.json"
    store.save(database, library(130))

    def run(*arguments: str) -> float:
        times: list[float] = []
        for _ in range(15):
            with timed(times):
                subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return min(times)

    baseline = run("-c", "import tinydb")
    search = run("-m", "kortui", "search", "altay", "--db", str(database))
    return {"import tinydb": baseline, "kortui search": search, "ratio": search / baseline}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    add_json(parser)
    parser.add_argument("--keep", type=Path, help="folder to keep databases in")
    parser.add_argument("--reuse", action="store_true", help="take derived files that are there; says nothing of making them")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures["command"] = command(folder)
        for size in options.sizes:
            figures[f"{size:,} in memory" if size <= 20_000 else f"{size:,}"] = (
                in_memory(size) if size <= 20_000 else from_file(size, folder, full_text=size <= 200_000, reuse=options.reuse)
            )
            if size <= 20_000:
                figures[f"{size:,} from a file"] = from_file(size, folder, full_text=True)
    for name, found in figures.items():
        print(name)
        for key, value in found.items():
            shown = "  ".join(f"{k} {v:.2f}" for k, v in value.items()) if isinstance(value, dict) else f"{value:.2f}"
            print(f"  {key:20} {shown}")
    keep(options.json, {"sizes": figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
