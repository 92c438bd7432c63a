"""The app on more records than a key may wait for: charts, strips and pages are made beside the keys and say what they lack."""

from __future__ import annotations

import re
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from kortui import store
from kortui.errors import DatabaseError
from kortui.model import Library
from kortui.overview import relations, thinning
from kortui.overview.parts import Part, parts
from kortui.overview.relations import graph
from kortui.search import derived, deriving
from kortui.search.reach import publication_days
from kortui.tui import gathering
from kortui.tui.bins import UNDATED, months_of
from kortui.tui.charts import View, making
from kortui.tui.charts.lanes import LaneChart
from kortui.tui.screens import entity
from kortui.tui.screens.entity import EntityScreen
from kortui.tui.widgets.chart import ChartView
from kortui.tui.widgets.time_strip import TimeStrip
from tests.bench.generate import library as made
from tests.tui.driving import Driven, driven

SIZE, MOST = 6_000, 500


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A database opened through its derived file."""
    folder = tmp_path_factory.mktemp("large")
    store.save(folder / "large.json", made(SIZE))
    assert deriving.make(folder / "large.json", folder)
    found = derived.load(folder / "large.json", folder)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "MOST", MOST)


class Gate:
    """Holds the making of charts until it is opened; says for how many rows it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.asked: list[int] = []

        def held(pane: str, library: Library, rows: Sequence[int]) -> list[Part]:
            self.asked.append(len(rows))
            assert self.open.wait(5)
            return parts(pane, library, rows)

        monkeypatch.setattr(making, "parts", held)


def _view(d: Driven) -> ChartView:
    view = d.explorer.view
    assert isinstance(view, ChartView)
    return view


async def test_keys_are_answered_while_a_chart_is_made(large: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    async with driven(large) as d:
        await d.press("2")
        await d.until(lambda: "making the chart" in d.text())
        assert _view(d).chart is None
        before = d.explorer.list.cursor
        await d.press("j", "j")
        assert d.explorer.list.cursor == before + 2, "keys work meanwhile"
        await d.press("tab", "right")
        await d.until(lambda: "There is no chart here yet" in d.text())
        gate.open.set()
        await d.until(lambda: _view(d).chart is not None, "the chart never came")
        chart = _view(d).chart
        assert isinstance(chart, LaneChart) and "marks drawn" in chart.note(View(120, 30, -1, "lanes"))
        await d.until(lambda: "marks drawn" in d.text(), "what is left out is on the screen")
        await d.press("J")
        await d.until(lambda: _view(d).titles[_view(d)._number] == "Deals" and _view(d).chart is not None)
        assert "narrow the search" not in d.text(), "there are fewer deals than are read"


async def test_the_newest_chart_wins(large: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    async with driven(large) as d:
        await d.press("2")
        await d.until(lambda: len(gate.asked) == 1)
        first = _view(d)._making.work
        assert first is not None
        d.explorer.search("type:contract")
        await d.settle()
        await d.until(lambda: len(gate.asked) == 2)
        gate.open.set()
        await d.until(lambda: _view(d).chart is not None)
        assert set(_view(d).chart.rows) <= set(d.explorer.found.rows)  # type: ignore[union-attr]
        assert not first.done, "what nobody waits for is not made to its end"


async def test_a_database_damaged_meanwhile_is_told(large: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(pane: str, library: Library, rows: Sequence[int]) -> list[Part]:
        raise DatabaseError("the database was changed in place", mend="start again")

    monkeypatch.setattr(making, "parts", damaged)
    async with driven(large) as d:
        await d.press("2")
        await d.until(lambda: "the database was changed in place" in d.text(), "the reason is on the screen")
        await d.press("j")
        assert d.app.is_running


def test_a_pass_reads_each_record_once_and_keeps_none(large: Library) -> None:
    work = gathering.Gathering(large, lambda library: [library.events[row].id for row in (1, 2, 1, 2)])
    kept = dict(large.events._kept)  # type: ignore[attr-defined]
    work._run()
    assert work.result == [large.events[row].id for row in (1, 2, 1, 2)] and work.looked == 2
    assert set(kept) <= set(large.events._kept)  # type: ignore[attr-defined]


def test_threads_share_the_records_of_a_file(large: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading evicts what was read long ago; two threads that did so at once tripped over each other."""
    documents = large.documents
    made_before = list(documents)
    problems: list[BaseException] = []

    def read(step: int) -> None:
        try:
            for turn in range(20_000):
                assert documents[turn * step % len(documents)].id
        except BaseException as error:
            problems.append(error)

    monkeypatch.setattr(documents, "_make", lambda at: made_before[at])
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    threads = [threading.Thread(target=read, args=(step,)) for step in (1, 7, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(usual)
    assert not problems


def _page(d: Driven) -> EntityScreen:
    assert isinstance(d.screen, EntityScreen)
    return d.screen


async def test_a_page_of_many_records_is_made_beside_the_keys(large: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, page = threading.Event(), entity.entity_paragraphs

    def held(library: Library, *rest: Any) -> Any:
        assert gate.wait(5)
        return page(library, *rest)

    monkeypatch.setattr(entity, "entity_paragraphs", held)
    async with driven(large) as d:
        d.explorer.open_entity("turkiye")
        await d.until(lambda: isinstance(d.screen, EntityScreen) and hasattr(d.screen, "graph"))
        await d.until(lambda: "Its records are being looked through" in d.text())
        assert "튀르키예" in d.text(), "what is known without the records is there at once"
        await d.press("tab", "j")
        assert _page(d).list.cursor == 1, "keys work meanwhile"
        gate.set()
        await d.until(lambda: "In the same records" in d.text())
        shown = "\n".join(p.text for p in _page(d).text.paragraphs)
    rows = large.index.rows_of_entity["turkiye"]
    beside = Counter(o for row in rows for o in {*(a.id for a in large.events[row].actors), *large.events[row].places})
    del beside["turkiye"]
    for other, count in beside.most_common(5):
        assert re.search(rf"{re.escape(large.index.name(other)[:20])}.* {count:,} ", shown), "counts are of all records"
    domains = [sum(one in large.events[row].domains for row in rows) for one in ("defense", "trade", "diplomacy")]
    assert "Defense {:,}, Trade {:,}, Diplomacy {:,}".format(*domains) in shown
    assert f"{len(rows):,}: " in shown


async def test_relations_of_many_records_are_made_beside_the_keys(large: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(large) as d:
        d.explorer.open_relations("turkiye")
        await d.until(lambda: isinstance(d.screen, EntityScreen) and hasattr(d.screen, "graph"))
        await d.until(lambda: bool(_page(d).graph.relations))
        assert [(r.other, len(r.rows), r.span) for r in _page(d).graph.relations] == [
            (r.other, len(r.rows), r.span) for r in graph(large, "turkiye", 1)
        ]
        monkeypatch.setattr(relations, "BRANCHES", 1)
        await d.press("z")
        await d.until(lambda: any(r.depth == 2 for r in _page(d).graph.relations))


async def test_the_list_follows_the_strip_of_a_large_database(large: Library) -> None:
    async with driven(large) as d:
        await d.press("tab")
        strip = d.explorer.view
        assert isinstance(strip, TimeStrip) and strip._large is not None
        for key in ("end", "h", "h", "home", "l"):
            await d.press(key)
            one = strip._bins[strip.cursor]
            published = publication_days(large.documents)
            begun = [months_of(event, published) for event in large.events]
            held = [m is None if one.first == UNDATED else bool(m and one.first <= m[0] <= one.last) for m in begun]
            wanted = held.index(True) if True in held else None
            if wanted is not None:
                await d.until(lambda wanted=wanted: d.explorer.record == large.events[wanted], f"{one.label}: {key}")  # type: ignore[misc]
