"""The tables of docs/performance.md and docs/accuracy.md, made from what the benchmarks wrote: ``docs/figures/NAME.json``.

``python -m tests.bench.NAME --json docs/figures/NAME.json`` measures one again, ``python docs/generate.py`` then makes its
table; a test fails while the two disagree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "figures"


def read(name: str) -> dict[str, Any]:
    """The figures that a benchmark wrote."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def plain(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table whose first column is text and whose others are numbers."""
    yield "| " + " | ".join(heading) + " |"
    yield "| --- |" + " ---: |" * (len(heading) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def table(name: str, heading: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """The same, and a line that says how it was taken."""
    yield from plain(heading, rows)
    machine = read(name)["machine"]
    pace = machine.get("additions_ms")
    told = f"; a million additions took {pace[0]} ms before it and {pace[1]} ms after it" if pace else ""
    yield ""
    yield (
        f"One run of `python -m tests.bench.{name}` with {machine['cores']} cores, CPython {machine['python']}, load average "
        f"{machine['load']} before it began{told}."
    )


def start() -> Iterator[str]:
    """Exec to first frame and to first answered key, against one Static."""
    wanted = {0: "1.10", 100_000: "1.25", 1_000_000: "1.40"}

    def rows() -> Iterator[Sequence[str]]:
        for size in read("app")["sizes"]:
            what = f"{size['events']:,} events" if size["events"] else "bundled database"
            for program, words in (("kortui", "drawn anew"), ("kortui, early frame", "last frame shown early")):
                ratios = (
                    f"{size['start'][program][measure]['ratio']:.2f}" for measure in ("frame", "frame cpu", "key", "key cpu")
                )
                yield (f"{what}, {words}", *ratios, wanted.get(size["events"], ""))

    return table("app", ("started with", "frame", "frame, processor", "key", "key, processor", "wanted"), rows())


def commands() -> Iterator[str]:
    """Commands against ``import tinydb``."""
    rows = (
        (f"`{name.replace('|', ' ')}`", f"{one['ms']:.0f} ms", f"{one['ratio']:.2f}")
        for name, one in read("command_line")["commands"].items()
    )
    return table("command_line", ("command", "processor", "ratio"), rows)


def search() -> Iterator[str]:
    """What a key costs while a query is typed, beside a scan and FTS5."""
    measures: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
        ("first screen", lambda s: f"{_ms(s, 'open', 'ready')}"),
        ("key", lambda s: f"{s['key']['p95']:.1f} ms"),
        ("key, processor", lambda s: f"{s['key']['cpu p95']:.1f} ms"),
        ("facets, worst", lambda s: f"{s['facets worst']:.0f} ms"),
        ("index made", lambda s: f"{s['made'] / 1000:.1f} s" if "made" in s else ""),
        ("memory", lambda s: f"{s['memory MB']:.0f} MB" if "memory MB" in s else ""),
        ("scan, key", lambda s: f"{s['scan']['p95']:.1f} ms" if "scan" in s else ""),
        ("FTS5, key", lambda s: f"{s['fts5 key']['p95']:.1f} ms" if "fts5 key" in s else ""),
        ("FTS5, key and count", lambda s: f"{s['fts5 key and count']['p95']:.1f} ms" if "fts5 key and count" in s else ""),
    )
    sizes = {name: found for name, found in read("search")["sizes"].items() if name != "command"}
    rows = ((name, *(show(found) for _, show in measures)) for name, found in sizes.items())
    return table("search", ("events", *(name for name, _ in measures)), rows)


def _ms(found: Mapping[str, Any], *names: str) -> str:
    return next(f"{found[name]:.0f} ms" for name in names if name in found)


def panes() -> Iterator[str]:
    """What a key costs in the panes."""
    sizes: Mapping[str, Mapping[str, Any]] = read("panes")["sizes"]
    shown = ("answer", "stretch", "all")
    heading = ("key", *(f"{size}: {name}" for size in sizes for name in shown))
    kinds = [kind for kind, found in next(iter(sizes.values())).items() if isinstance(found, dict)]
    rows = (
        (
            kind,
            *(
                f"{found[kind][name]['median']:.0f}, {found[kind][name]['p95']:.0f} ms"
                for found in sizes.values()
                for name in shown
            ),
        )
        for kind in kinds
    )
    return table("panes", heading, rows)


def reading() -> Iterator[str]:
    """What a key costs on the page of a long document."""
    documents: Mapping[str, Mapping[str, Any]] = read("reading")["documents"]
    keys = [key for key, found in next(iter(documents.values())).items() if isinstance(found, dict)]
    shown = ("answer", "stretch", "all")
    rows = (
        (key, *(", ".join(f"{found[key][name]:.0f}" for name in shown) + " ms" for found in documents.values())) for key in keys
    )
    return table("reading", ("key: answer, stretch, all", *documents), rows)


def building() -> Iterator[str]:
    """What builds of several sizes cost."""
    columns: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
        ("documents", lambda r: f"{r['documents']:,}"),
        ("records", lambda r: f"{r['events']:,}"),
        ("database", lambda r: f"{r['bytes'] / 1e6:.0f} MB"),
        ("sentences a second", lambda r: f"{r['sentences_per_second']:,}"),
        ("where one in four tells something", lambda r: f"{r['sentences_per_second_sparse']:,}"),
        ("everything", lambda r: f"{r['cold']:.0f} s"),
        ("nothing changed", lambda r: f"{r['same_ratio']:.3f}"),
        ("one changed", lambda r: f"{r['one_ratio']:.3f}"),
        ("memory", lambda r: f"{r['memory'] / 2**20:.0f} MB"),
        ("two processes faster by", lambda r: f"{r['speed_up']:.2f}" if "speed_up" in r else ""),
    )
    rows = (tuple(show(row) for _, show in columns) for row in read("building")["rows"])
    return table("building", tuple(name for name, _ in columns), rows)


def first_opening() -> Iterator[str]:
    """An app that opens a large database without its index, and again with it."""
    found = read("first_opening")
    frame, index, again = (f"{found[name]:.1f} s" for name in ("frame s", "index s", "again frame s"))
    rows: list[Sequence[str]] = [
        ("opened first, until the index is there", f"{found['most MB']:.0f} MB", frame, index),
        ("the same app, once it is there", f"{found['left MB']:.0f} MB", "", ""),
        ("opened again", f"{found['again MB']:.0f} MB", again, ""),
    ]
    heading = (f"{found['events']:,} events", "over the bundled database", "first frame after", "index after")
    return table("first_opening", heading, iter(rows))


def peers() -> Iterator[str]:
    """Other programs that find the same rows."""
    rows = (
        (
            f"`{name}`",
            f"{one['cpu']:.0f} ms",
            f"{one['cpu ratio']:.2f}",
            f"{one['wall']:.0f} ms",
            f"{one['wall ratio']:.2f}",
            f"{one['rows']:,.0f}",
        )
        for name, one in read("peers")["programs"].items()
    )
    return table("peers", ("program", "processor", "ratio", "clock", "ratio", "rows found"), rows)


def serving() -> Iterator[str]:
    """Readers over SSH."""
    names = {
        "way": "way", "sessions": "readers", "first_ms": "first screen, ms", "memory_mb": "memory each, MB",
        "p50_ms": "key p50, ms", "p95_ms": "key p95, ms", "cpu_per_key_ms": "processor a key, ms",
        "flood_p95_ms": "others' p95 in a flood, ms", "idle_percent": "idle, % of a core", "left": "apps left",
    }  # fmt: skip
    rows = (tuple(str(row.get(name, "")) for name in names) for row in read("serving")["rows"])
    return table("serving", tuple(names.values()), rows)


_PARTS = {"unseen": "by another hand", "held_out": "by our own hand", "originals": "the four originals"}
_MEASURES = {
    "dates": "dates: place in the text and days meant",
    "money": "sums of money: figure and currency",
    "entities": "names: place in the text and kind",
    "events found": "events: the right passage",
    "events": "events: the right passage, type and date",
}


def accuracy() -> Iterator[str]:
    """How much is right on texts that no rule was made for."""
    parts = read("accuracy")["parts"]
    shown = [(parts[part], words) for part, words in _PARTS.items() if part in parts]
    heading = ["what", *(cell for _, words in shown for cell in (f"{words}: right", "found"))]
    rows = (
        (words, *(_percent(found[measure][side]) for found, _ in shown for side in ("precision", "recall")))
        for measure, words in _MEASURES.items()
    )
    return plain(heading, rows)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def types() -> Iterator[str]:
    """Which types of records to look at twice."""
    rows = (
        (f"`{kind}`", f"{one['right']} of {one['found']}", f"{one['met']} of {one['wanted']}")
        for kind, one in read("accuracy")["types"].items()
    )
    return plain(("type", "right of the records told", "told right of the events there are"), rows)


def bundled() -> Iterator[str]:
    """What people changed of the bundled records."""
    found = read("accuracy")["bundled"]
    yield (
        f"A build alone makes {found['built']} records of these four digests. Of them {found['edited']} were given another "
        f"date, type, actor, amount or domain by hand, {found['title alone']} another title alone, {found['rejected']} were "
        f"rejected and {found['added']} added; {found['shown']} are shown."
    )


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    f"figures-{make.__name__}": make
    for make in (start, commands, search, first_opening, panes, reading, building, peers, serving, accuracy, types, bundled)
}
