"""A large database whose index is still being made: plain searches meanwhile, the index once it is there; and at that size."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kortui import store
from kortui.model import Library
from kortui.search import build, derived, postings
from kortui.search.derived import DerivedDamagedError
from kortui.search.index import Searcher
from kortui.search.plain import Plain
from kortui.search.query import parse
from kortui.search.rows import rows_in
from kortui.search.taken import indexed
from kortui.search.waiting import Waiting
from kortui.tui.crash import report
from kortui.tui.session import Session
from kortui.tui.widgets import time_strip
from tests.bench.generate import library as made
from tests.tui.driving import driven

SIZE = 1_500


class Making:
    """Stands for the child process."""

    done: bool | None = None


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "large.json"
    store.save(path, made(SIZE))
    return path


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache"


@pytest.mark.usefixtures("cache")
async def test_words_are_found_before_the_index_is_there_and_all_after(database: Path) -> None:
    library, making = store.load(database), Making()
    session = Session(library, waiting=Waiting(library, database, making))  # type: ignore[arg-type]
    async with driven(library, session=session) as d:
        await d.press("/")
        await d.type("minister sort:title")
        await d.until(lambda: session.waiting is not None and session.waiting.plain.ready == SIZE)
        await d.until(lambda: len(d.explorer.found.rows) > 0)
        assert "the search index is being made" in d.lines()[1]
        assert " found so far, at 1" in d.lines()[1]
        assert not indexed(library), "no key made an index in this process"
        await d.press("enter")
        await d.press("f")
        assert "Facets come with the index" in d.text()
        await d.press("o", "c", "z", "j", "2", "5", "1", "<")
        assert not indexed(library)
        assert derived.make(database)
        making.done = True
        await d.until(lambda: "The search index is there" in d.text())
        assert indexed(library) and not session.finder.waits
        expected = Searcher(made(SIZE)).search(parse("minister sort:title"))
        assert list(d.explorer.found.rows) == list(expected.rows) and d.explorer.found.possible == expected.possible
        await d.press("f")
        assert d.screen is not d.explorer


async def test_an_index_that_cannot_be_made_is_made_in_memory(database: Path) -> None:
    library, making = store.load(database), Making()
    session = Session(library, waiting=Waiting(library, database, making))  # type: ignore[arg-type]
    async with driven(library, session=session, query="minister type:visit") as d:
        making.done = False
        await d.until(lambda: not session.finder.waits)
        await d.until(lambda: len(d.explorer.found.rows) == len(Searcher(library).search(parse("minister type:visit")).rows))


@pytest.mark.parametrize(
    "text",
    ["minister", "minister -bridge", '"heavy industries" OR type:visit', "-(type:visit war)", "domain:trade rel:context"],
)
def test_what_is_found_plainly_is_what_the_index_finds(text: str) -> None:
    library = made(300)
    plain = Plain(library)
    plain.prepare(60)
    assert plain.find(parse(text)) == (Searcher(library).search(parse(text)).bits, True)


def test_names_of_who_takes_part_are_found_plainly_in_any_spelling() -> None:
    library = made(300)
    plain = Plain(library)
    plain.prepare(60)
    found = set(rows_in(plain.find(parse("터키"))[0]))
    assert found >= {row for row, event in enumerate(library.events) if "turkiye" in [a.id for a in event.actors]}


def test_parts_that_need_the_index_are_left_out_and_said() -> None:
    plain = Plain(made(100))
    plain.prepare(60)
    assert plain.find(parse("date:1990 minister")) == (plain.find(parse("minister"))[0], False)
    assert plain.find(parse("-date:1990 -type:visit")) == (plain.find(parse("-type:visit"))[0], False)
    assert plain.find(parse("")) == ((1 << 100) - 1, True)


async def test_nothing_found_at_size_draws_no_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_strip, "LARGE", 100)
    large = made(300)
    Searcher(large).search(parse("x"))
    assert indexed(large)
    async with driven(large) as d:
        await d.press("/")
        await d.type("qqqq")
        assert "No dated events" in d.text()
        await d.press("escape", "/")
        await d.type("date:none")
        assert "No dated events" not in d.text() and "n.d." in d.text() and len(d.explorer.found.rows)


@pytest.mark.parametrize("order", ["title", "-title", "rank", "-date", "amount"])
async def test_a_sorted_share_of_a_large_result_is_in_order_and_found_again(order: str) -> None:
    large = made(SIZE)
    async with driven(large, query=f"sort:{order}", pane="trade") as d:
        finder, found = d.explorer.session.finder, d.explorer.found
        assert list(finder.share(found, "trade")) == [r for r in found.rows if "trade" in large.events[r].domains]
        await d.press("j", "j", "j")
        event = d.explorer.record.id
        await d.press("m")
        assert d.explorer.record.id == event
        await d.press("G")
        assert d.explorer.list.cursor == len(d.explorer.list.source) - 1


class Refused(Making):
    """Stands for a child process that could not write."""

    done = False
    problem = "its folder is full or read-only"


@pytest.mark.parametrize("making", [None, Refused()])
async def test_why_there_is_no_index_file_is_said_while_it_is_made_in_memory_and_after(
    database: Path, monkeypatch: pytest.MonkeyPatch, making: Refused | None
) -> None:
    gate, ready = threading.Event(), postings.postings_of

    def held(library: Library) -> object:
        assert gate.wait(5)
        return ready(library)

    monkeypatch.setattr(postings, "postings_of", held)
    library = store.load(database)
    session = Session(library, waiting=Waiting(library, database, making))  # type: ignore[arg-type]
    why = "its folder is full or read-only" if making else "its folder cannot be written"
    async with driven(library, session=session) as d:
        await d.until(lambda: f"the search index is being made in memory ({why})" in d.lines()[1], "said without a search, too")
        await d.press("j")
        assert d.explorer.list.cursor == 1, "keys work meanwhile"
        gate.set()
        await d.until(lambda: f"The search index is there, in memory alone: {why}" in d.text())
        assert indexed(library)


@pytest.mark.usefixtures("cache")
async def test_a_second_opener_waits_for_the_index_of_the_first(database: Path) -> None:
    target = derived.path_of(database)
    target.parent.mkdir(parents=True)
    temporary = target.parent / f".{target.name}.{os.getpid()}.tmp"
    temporary.write_bytes(b"half of it")
    assert derived.start(database) is None
    making = derived.elsewhere(database)
    assert making is not None and making.done is None
    library = store.load(database)
    waiting = Waiting(library, database, making)
    assert not waiting.over and "is being made," in waiting.told and not indexed(library)
    temporary.unlink()
    assert making.done is False, "the first gave up"
    build.make(database, target)
    assert making.done and waiting.over and indexed(library) and not waiting.problem
    assert derived.elsewhere(database) is None


async def test_a_database_put_in_the_place_of_the_open_one_is_told(database: Path, tmp_path: Path) -> None:
    library = store.load(database)
    session = Session(library, database=database)
    async with driven(library, session=session) as d:
        d.explorer._look()
        await d.settle()
        assert "replaced" not in d.text()
        store.save(tmp_path / "other.json", made(20))
        os.replace(tmp_path / "other.json", database)
        d.explorer._look()
        await d.settle()
        assert "the database was replaced: these are its old records" in d.text()
        await d.press("j", "G", "2")
        assert "the database was replaced" in d.text(), "it is said as long as it is so"
    gone = Session(store.load(database), database=database)
    database.unlink()
    assert gone.look() and "the database is gone" in gone.standing


@pytest.mark.parametrize("size", [(120, 36), (45, 16)])
async def test_an_index_of_another_database_is_told_for_as_long_as_it_is_open(database: Path, size: tuple[int, int]) -> None:
    library = store.load(database)
    session = Session(library, verify=lambda: False)
    async with driven(library, session=session, size=size) as d:
        d.explorer._verify()
        await d.until(lambda: "the index is not of this database" in d.text())
        await d.press("j")
        assert "the index is not of this database" in d.text()


def test_a_database_changed_in_place_is_no_fault_of_the_app() -> None:
    error = DerivedDamagedError("the database was changed in place", mend="start again")
    told = report(error, Session(made(2))).plain
    assert told == "kortui: the database was changed in place; start again" and "fault" not in told


async def test_a_date_is_gone_to_in_any_order_of_a_long_list() -> None:
    async with driven(made(SIZE), query="sort:title") as d:
        await d.press("t")
        await d.type("1987")
        await d.press("enter")
        await d.until(lambda: d.explorer.list.cursor > 0)
        assert d.explorer.record is not None
        assert d.explorer.record.date.edtf is not None and d.explorer.record.date.edtf.startswith("1987")
