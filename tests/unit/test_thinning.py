"""Charts and tables of more records than are read: nothing is left out without a word, and what is counted is all there is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui import store
from kortui.model import Library
from kortui.overview import lanes, parts, thinning
from kortui.overview.lanes import Lanes
from kortui.overview.tables import Table
from kortui.rows import RowSet, bits_of
from kortui.search import derived, deriving
from tests.bench.generate import library as made

SIZE, MOST = 2_000, 300


@pytest.fixture(scope="module")
def whole() -> Library:
    return made(SIZE)


@pytest.fixture(scope="module")
def stored(whole: Library, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("large")
    store.save(folder / "large.json", whole)
    assert deriving.make(folder / "large.json", folder)
    found = derived.load(folder / "large.json", folder)
    assert found is not None
    return found


@pytest.fixture(params=["indexed", "read whole"])
def library(request: pytest.FixtureRequest, whole: Library, stored: Library) -> Library:
    return stored if request.param == "indexed" else whole


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "MOST", MOST)


def _pane(library: Library, domain: str) -> RowSet:
    return RowSet(bits_of([row for row, e in enumerate(library.events) if domain in e.domains], len(library.events)))


@pytest.mark.parametrize("kinds", [("organisation",), ("weapon",), ("person", "country")])
def test_lanes_count_all_and_draw_some_of_every_lane(library: Library, whole: Library, kinds: tuple[str, ...]) -> None:
    rows = _pane(whole, "defense")
    found = lanes.by_entity(library, rows, "All", kinds)  # type: ignore[arg-type]
    assert found is not None
    kind = {e.id: e.kind for e in whole.entities}
    every = Counter(a for row in rows for a in {a.id for a in whole.events[row].actors} if kind[a] in kinds)
    assert {q.removeprefix("who:"): n for q, n in zip(found.queries, found.held, strict=True)} == every
    assert list(found.held) == sorted(every.values(), reverse=True), "the lane with most events first"
    drawn = Counter(lane for _, lane in found.items)
    assert all(drawn[lane] >= min(count, thinning.LEAST) for lane, count in enumerate(found.held)), "no lane is empty"
    assert set(found.items) <= {(row, lane) for lane, q in enumerate(found.queries) for row in _of(whole, rows, q)}
    if sum(every.values()) > MOST:
        assert found.thinned == f"{len(found.items):,} of {sum(every.values()):,} marks drawn"
        assert found.total == len({row for row in rows if any(kind[a.id] in kinds for a in whole.events[row].actors)})
        assert found.sentence(library).startswith(f"{found.total:,} events")
    else:
        assert not found.thinned and len(found.items) == sum(every.values())


def _of(library: Library, rows: RowSet, query: str) -> list[int]:
    return [row for row in rows if query.removeprefix("who:") in {a.id for a in library.events[row].actors}]


def test_contacts_count_all(library: Library, whole: Library) -> None:
    rows = _pane(whole, "diplomacy")
    found = lanes.by_type(library, rows)
    assert found is not None and found.thinned
    types = Counter(whole.events[row].type for row in rows)
    assert list(found.held) == [sum(types[t] for t in kinds) for _, kinds in lanes.DIPLOMACY]
    assert found.total == sum(found.held), "an event has one type"


@pytest.mark.parametrize("pane", ["defense", "trade", "diplomacy"])
def test_a_table_holds_all_of_its_kind_or_says_what_it_leaves_out(library: Library, whole: Library, pane: str) -> None:
    rows = _pane(whole, pane)
    assert len(rows) > MOST
    for one in parts.parts(pane, library, rows):
        content = one.make(library, rows)
        if not isinstance(content, Table):
            assert content is None or isinstance(content, Lanes)
            continue
        thinning_off = thinning.MOST
        thinning.MOST = SIZE
        try:
            every = one.make(whole, rows)
        finally:
            thinning.MOST = thinning_off
        assert isinstance(every, Table)
        if "narrow the search" in content.sentence:
            assert content.sentence.startswith(f"Of the last {MOST:,} by date of ")
            assert content.sentence.endswith("; narrow the search for the others")
            assert len(content.lines) < len(every.lines)
        else:
            assert content == every, f"{one.title} leaves nothing out without a word"


def test_the_last_of_a_table_are_the_latest(stored: Library) -> None:
    kept = thinning.latest(range(SIZE))
    assert list(kept) == list(range(SIZE - MOST, SIZE))
    assert thinning.told(range(SIZE), "2 deals").startswith(f"Of the last {MOST}")
    assert thinning.told(range(MOST), "2 deals") == "2 deals"


@given(st.integers(0, 400), st.integers(2, 60))
def test_evenly_keeps_both_ends_and_even_distances(count: int, most: int) -> None:
    found = list(thinning.evenly(range(count), most))
    assert len(found) == min(count, most) == len(set(found))
    if count:
        assert (found[0], found[-1]) == (0, count - 1)
    steps = {b - a for a, b in pairwise(found)}
    assert not steps or max(steps) - min(steps) <= 1


def test_the_last_dated_event_of_a_lane_is_drawn(stored: Library) -> None:
    rows = RowSet((1 << SIZE) - 1)
    undated = next(row for row, e in enumerate(stored.events) if not e.date.edtf)
    kept = thinning.thinned(stored, rows, 50)
    assert len(kept) == 50 and kept[0] == 0 and undated - 1 in kept and any(row >= undated for row in kept)
