"""The memory of a build: bounded by what it looks at together, and hardly by how much there is."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui.extract import cards, clashes, filed, members, pipeline, reading, remembered, replay, sorting
from kortui.extract.filed import RowFile
from kortui.extract.sorting import Sorter
from tests.bench.building import fill

FEW, MANY = 15, 60
"""Documents of the two corpora, with some 27 records each."""

AT_MOST = 250
"""Bytes that a record may add to the peak; 4,500 when blocks and conflicts were held, and its row has 1,000.

Some ninety of the 150 it adds are words kept for a second look, of which there are no more in a larger build.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, and builds that keep nothing in memory for its being little."""
    monkeypatch.setattr(pipeline, "RowFile", lambda: RowFile(0))
    monkeypatch.setattr(members, "_HELD", 16)
    monkeypatch.setattr(members, "_ASKED", 16)
    monkeypatch.setattr(clashes, "_HELD", 16)
    monkeypatch.setattr(cards, "_PIECE", 8)
    monkeypatch.setattr(remembered, "_IN_MEMORY", 1_024)
    monkeypatch.setattr(remembered, "_AT_ONCE", 1_024)
    monkeypatch.setattr(remembered, "_TOGETHER", 4)
    monkeypatch.setattr(replay, "_TOGETHER", 4)
    monkeypatch.setattr(replay, "_AT_ONCE", 64)
    monkeypatch.setattr(filed, "_AHEAD", 1_024)
    monkeypatch.setattr(filed, "_AT_ONCE", 8)
    monkeypatch.setattr(sorting, "AT_ONCE", 32 * 1024)
    monkeypatch.setattr(sorting, "PIECE", 4)
    read_all = reading.read_all

    def read(*given: Any) -> Any:
        kept = read_all(*given)
        tracemalloc.reset_peak()  # a document is read into as much room as one may have
        return kept

    monkeypatch.setattr(pipeline, "read_all", read)
    made = tmp_path / "in"
    made.mkdir()
    return made


def peak(folder: Path, cache: Path) -> tuple[int, int]:
    """The most memory that a build has beyond what was there before it, and how many records were merged."""
    gc.collect()
    tracemalloc.start()
    try:
        made = pipeline.build([folder], cache=cache)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return most, sum(len(shelved.cards) for shelved in made._documents)


def test_a_record_adds_little_to_the_memory_of_a_build(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    paths = fill(folder, MANY)
    pipeline.build([folder], cache=cache)  # what is read of the documents is remembered, and what was worked out of words
    fresh, again, records = [], [], []
    for number in (FEW, MANY):
        for path in paths[number:]:
            path.unlink()
        for path in [*cache.glob("*.groups"), *cache.glob("*.late")]:
            path.unlink()
        most, count = peak(folder, cache)
        fresh.append(most)
        records.append(count)
        again.append(peak(folder, cache)[0])
        fill(folder, MANY)
    added = records[1] - records[0]
    assert added > 1_000
    slopes = [(many - few) / added for few, many in (fresh, again)]
    assert max(slopes) < AT_MOST, "bytes a record, of a first build and of a rebuild"


@given(st.lists(st.binary(max_size=6)), st.integers(1, 400))
def test_keys_come_back_in_order_whatever_is_held(keys: list[bytes], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "AT_ONCE", at_once)
        sorter = Sorter(RowFile(0))
        for key in keys:
            sorter.add(key)
        assert [*sorter] == sorted(keys)
        assert [*sorter] == sorted(keys), "and once more"
