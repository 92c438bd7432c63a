"""Rows of a build in a temporary file: the same bytes as in memory, and no more memory for them."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui.extract import filed, pipeline
from kortui.extract.filed import Filed, Lines, Places, RowFile, line_of
from kortui.layout import serialise

_TELLING = """On 3 May {year} Hanwha signed a contract worth ${number} million with the Turkish Defense Ministry in Ankara.

Foreign Minister Cho Hyun visited Ankara on 12 June {year}.
"""


def _folder(path: Path, documents: int = 6) -> Path:
    path.mkdir()
    for n in range(documents):
        (path / f"told-{n}.md").write_text(_TELLING.format(year=1990 + n, number=10 + n), encoding="utf-8")
    return path


@given(st.lists(st.lists(st.binary(max_size=40), min_size=1, max_size=5), max_size=8), st.integers(0, 80))
def test_every_row_comes_back_whatever_was_put_in_between(parts: list[list[bytes]], in_memory: int) -> None:
    file = RowFile(in_memory)
    kept = [(row, line) for part in parts for row, line in zip(part, file.put(part), strict=True)]
    assert [line_of(line) for _, line in reversed(kept)] == [row for row, _ in reversed(kept)]


@given(
    st.lists(st.lists(st.binary(max_size=40), min_size=1, max_size=5), max_size=8),
    st.lists(st.integers(0, 39), max_size=30),
    st.integers(0, 60),
    st.integers(1, 60),
)
def test_rows_come_back_in_any_order_while_others_are_put(
    parts: list[list[bytes]], asked: list[int], near: int, ahead: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filed, "_NEAR", near)
        patch.setattr(filed, "_AHEAD", ahead)
        places, rows = Places(RowFile(40)), []
        for part in parts:
            places.put(part)
            rows += part
            for number in sorted(asked):
                if number < len(rows):
                    assert places.row(number) == line_of(places[number]) == rows[number]
            assert [*map(places.row, range(len(places)))] == rows
        assert all(places.row(number % len(rows)) == rows[number % len(rows)] for number in asked if rows)


def test_rows_in_order_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    file = RowFile(0)
    places, reads = Places(file), []
    places.put(bytes([n]) * 100 for n in range(200))
    read = os.pread

    def counted(descriptor: int, size: int, place: int) -> bytes:
        reads.append(size)
        return read(descriptor, size, place)

    monkeypatch.setattr(os, "pread", counted)
    assert [places.row(n)[0] for n in range(200)] == [*range(200)]
    assert len(reads) < 4
    reads.clear()
    assert [places.row(n)[0] for n in range(199, 0, -7)] == [*range(199, 0, -7)]
    assert sum(reads) <= 100 * 30, "rows in no order are read alone"


def test_rows_beyond_the_room_are_no_longer_in_the_memory() -> None:
    file, row = RowFile(1_000_000), bytes(10_000)
    first = file.put([row] * 50)
    tracemalloc.start()
    try:
        later = [line for n in range(40) for line in file.put([bytes([n]) * 10_000 for _ in range(50)])]
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert all(isinstance(line, bytes) for line in first)
    assert sum(map(len, map(line_of, later))) == 20_000_000
    assert held < 2_000_000  # the second half of the room, and a place for each row


@pytest.mark.parametrize("fault", ["making", "writing"])
def test_a_full_disk_leaves_rows_in_memory(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    file = RowFile(0)
    good = file.put([b"one", b"two"]) if fault == "writing" else []

    def cut(descriptor: int, rows: bytes, place: int) -> int:
        return len(rows) - 1  # what the system says when the last block does not fit

    def refuse(**_options: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filed, "TemporaryFile", refuse)
    if fault == "writing":
        monkeypatch.setattr(os, "pwrite", cut)
    lines = file.put([b"three", b"four"])
    assert lines == [b"three", b"four"]
    monkeypatch.undo()
    assert file.put([b"five"]) == [b"five"]
    assert [line_of(line) for line in good] == [b"one", b"two"][: len(good)]


def test_a_build_with_its_rows_in_a_file_writes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = _folder(tmp_path / "texts"), tmp_path / "cache"
    in_memory = serialise(pipeline.build([folder]).library)
    monkeypatch.setattr(pipeline, "RowFile", lambda: RowFile(0))
    made = pipeline.build([folder], cache=cache)
    assert all(isinstance(line, Filed) for line in _places(made.library.documents))
    assert serialise(made.library) == in_memory
    again = pipeline.build([folder], cache=cache)
    assert serialise(again.library) == in_memory
    assert again.report == made.report


def _places(table: Any) -> list[filed.Line]:
    rows = table.rows
    assert isinstance(rows, Lines)
    return list(rows._items)


def test_a_file_cut_short_is_told_with_its_place(tmp_path: Path) -> None:
    file = RowFile(0)
    (line,) = file.put([b"a row"])
    assert file._file is not None
    file._file.truncate(2)
    with pytest.raises(OSError, match="cut short"):
        line_of(line)
