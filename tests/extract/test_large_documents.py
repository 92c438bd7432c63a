"""What one large document costs: the work grows with its size and no faster, and so does the memory, by a small factor."""

from __future__ import annotations

import re
import sys
import tracemalloc
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from kortui.extract import entities, readers, reading, runs, stages
from kortui.extract.collector import collecting_seldom
from kortui.extract.filed import RowFile
from kortui.extract.packed import pack
from tests.bench.building import document
from tests.extract.made import names

LARGER = 4
AT_MOST = 1.2
"""How much more than in proportion the work may grow: of a small document a little is done once."""

TIMES = 25
"""Bytes of memory for each byte of a document, its records in a file."""


def _name(number: int) -> str:
    return "".join("bcdfgklmnr"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:03d}").capitalize()


SHAPES: dict[str, tuple[str, str, Callable[[int], str], int]] = {
    "a table": (
        "a.md",
        "# Trade of Turkey and South Korea\n\n| Year | Exports (million USD) | Imports (million USD) |\n| --- | --- | --- |\n",
        lambda n: f"| {1900 + n % 120} | {n * 7 % 999 + 1} | {n * 13 % 999 + 1} |\n",
        30,
    ),
    "headings": ("a.md", "# Ties\n\n", lambda n: f"## Ties in {n}\n\nTurkey recognized Kenya in {1950 + n % 70}.\n\n", 20),
    "one paragraph": ("a.txt", "", lambda n: f"Turkey signed a treaty with Kenya in {1950 + n % 70}. ", 25),
    "lines of one paragraph": ("a.md", "# Ties\n\n", lambda n: f"and Turkey met Kenya in {1950 + n % 70}\n", 50),
    "lines that are told twice": ("a.txt", "", lambda n: f"Ties of Turkey and of Kenya in {n // 2}\n", 50),
    "people of one name": (
        "a.txt",
        "",
        lambda n: f"Minister Kim {_name(n)} met Minister {_name(n)} Yilmaz in Ankara. Yilmaz said that Kim agreed.\n\n",
        15,
    ),
    "crowns": ("a.txt", "Norway\n\n", lambda n: f"It cost Norway {n + 2} crowns in {1900 + n % 100}.\n\n", 60),
    "figures beside last year's": (
        "a.txt",
        "Trade\n\n",
        lambda n: f"Exports were ${n % 900 + 1} million last year, up {n % 50} percent from {1901 + n % 100}.\n\n",
        20,
    ),
    "relations of the two": (
        "a.txt",
        "Turkey and South Korea\n\nTurkey met South Korea.\n\n",
        lambda n: f"Diplomatic relations were established in {1900 + n % 100}.\n\n",
        25,
    ),
    "one word": ("a.txt", "Turkey met Kenya.\n\n", lambda n: "x" * 100, 100),
}  # fmt: skip


def _calls(task: Callable[[], object]) -> int:
    """How many functions a task calls, those of the interpreter included."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        task()
    finally:
        sys.setprofile(None)
    return count


def _written(folder: Path, shape: str, number: int) -> Path:
    name, head, line, _ = SHAPES[shape]
    path = folder / f"{number}-{name}"
    path.write_text(head + "".join(map(line, range(number))), encoding="utf-8")
    return path


def _analyse(path: Path) -> None:
    stages.run(readers.read(path), names())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_larger_document_makes_work_in_proportion(shape: str, tmp_path: Path) -> None:
    number = SHAPES[shape][-1]
    small, large = (_written(tmp_path, shape, n) for n in (number, number * LARGER))
    _analyse(large)  # lexicons are loaded and words remembered
    few = _calls(lambda: _analyse(small))
    many = _calls(lambda: _analyse(large))
    assert many < AT_MOST * LARGER * few


def _peak(path: Path) -> int:
    """Bytes that are taken at the worst while a document is read, analysed and packed."""
    reader = reading.Reader((), None, None)
    reader.files = True
    tracemalloc.start()
    try:
        packed = reader.analyse(path).packed
        assert packed is not None and packed.cards
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_is_a_small_multiple_of_a_large_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "WORDS_KEPT", 1_000)
    monkeypatch.setattr(reading, "RowFile", lambda: RowFile(10_000))
    monkeypatch.setattr("kortui.extract.readers.source.SIZE_AT_MOST", 60_000)  # that much is asked for, and given back
    paths = [tmp_path / f"{n}.md" for n in (5, 20)]
    for path in paths:
        path.write_text("\n".join(map(document, range(int(path.stem)))), encoding="utf-8")
    with collecting_seldom():
        _peak(paths[1])  # lexicons are loaded, and what is remembered of words
        small, large = map(_peak, paths)
    more = paths[1].stat().st_size - paths[0].stat().st_size
    print(f"\n{(large - small) / more:.1f} times the text")
    assert large - small < TIMES * more


def test_words_that_are_cut_again_name_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "\n".join(map(document, range(3)))
        + "\n\nForeign Minister Cho Hyun met Ahmet Demir of Zanobar Holding. Demir told the Galata Peace Fund (GPF) so.\n\n"
        + "Zanobar sold the GPF tanks, and Cho_Hyun met Demir, the snake_case of Zanobar Holding and Ahmet Demir.\n",
        encoding="utf-8",
    )
    read = readers.read(path)
    kept = stages.run(read, names())
    monkeypatch.setattr(entities, "WORDS_KEPT", 0)
    monkeypatch.setattr(runs, "_AT_ONCE", 7)
    assert stages.run(read, names()) == kept


def test_runs_cut_in_stretches_are_those_of_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Türkiye–Kore, 1957’de: a_b  " + "x" * 40 + " 한국 .. "
    monkeypatch.setattr(runs, "_AT_ONCE", 5)
    found = runs.Runs.of(text)
    whole = list(re.finditer(r"\w+", text))
    assert (found.starts, found.words) == (array("I", [m.start() for m in whole]), [m[0] for m in whole])
    assert runs.Runs.of("") == (array("I"), [])


def test_records_packed_as_they_are_made_are_those_of_the_analysis(tmp_path: Path) -> None:
    path = _written(tmp_path, "a table", 5)
    path.write_text(document(1) + path.read_text(encoding="utf-8") + "\nTurkey recognized Kenya in 1971.\n", encoding="utf-8")
    reader = reading.Reader((), None, None)
    reader.files = True
    told = reader.analyse(path).packed
    whole = pack(*stages.run(readers.read(path), names()), names().entities)
    assert told is not None
    assert [(c.id, c.row, c.date, [*c.keys], c.uses, c.late) for c in told.cards] == [
        (c.id, c.row, c.date, [*c.keys], c.uses, c.late) for c in whole.cards
    ]
    assert any(card.event.rule.startswith("statistic") for card in told.cards)
