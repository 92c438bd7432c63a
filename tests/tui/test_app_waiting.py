"""A large database whose index is still being made: plain searches meanwhile, the index once it is there; and at that size."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kortui import store
from kortui.model import Entity, Event, Library
from kortui.records import replace
from kortui.rows import rows_in
from kortui.search import build, derived, deriving, postings
from kortui.search.index import Searcher
from kortui.search.plain import Plain
from kortui.search.query import parse
from kortui.search.stored_file import DerivedDamagedError
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
        await d.type("zzzz")
        await d.until(lambda: "0 found so far" in d.lines()[1])
        assert "nothing found" not in d.lines()[1]
        await d.press("ctrl+u")
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
        assert deriving.make(database)
        making.done = True
        await d.until(lambda: "The search index is there" in d.text())
        assert indexed(library) and not session.finder.waits
        assert library.index.stored, "records come from the file"
        expected = Searcher(made(SIZE)).search(parse("minister sort:title"))
        assert list(d.explorer.found.rows) == list(expected.rows) and d.explorer.found.vague == expected.vague
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


def test_whatever_somebody_is_called_is_found_plainly_too() -> None:
    entities = [
        Entity("china", "China", "country", ("People's Republic of China",), "CHN"),
        Entity("taiwan", "Taiwan", "country", ("Republic of China", "대만"), "TWN"),
        Entity("war", "Korean War", "event", ("한국전쟁",)),
        Entity("washington", "Washington", "place", ("Washington, D.C.", "워싱턴"), "USA"),
    ]
    titles = ("The Republic of China", "The People's Republic of China", "The Korean War", "In Washington", "In Ankara", "No")
    library = made(6)
    events = tuple(
        replace(event, title=title, actors=(), places=()) for event, title in zip(library.events, titles, strict=True)
    )
    library = replace(library, events=events, entities=entities)
    plain, late = Plain(library), Searcher(library)
    plain.prepare(60)
    for text in (
        "대만",
        "taiwan",
        "peoples republic of china",
        "한국 전쟁",
        "Washington, D.C.",
        "워싱턴",
        "-워싱턴",
        "대만 OR 워싱턴",
    ):
        assert plain.find(parse(text)) == (late.search(parse(text)).bits, True), text
    assert plain.find(parse("ㅎㄱㅈㅈ")) == ((1 << 6) - 1, False), "consonants need the index"


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
    lock = deriving._locked(target, os.O_CREAT)
    assert lock is not None and deriving.start(database) is None
    making = deriving.elsewhere(database)
    assert making is not None and making.done is None
    library = store.load(database)
    waiting = Waiting(library, database, making)
    assert not waiting.over and "is being made," in waiting.told and not indexed(library)
    os.close(lock)
    assert making.done is False, "the first gave up"
    build.make(database, target)
    assert making.done and waiting.over and indexed(library) and not waiting.problem
    assert deriving.elsewhere(database) is None


@pytest.mark.usefixtures("cache")
async def test_an_index_that_another_program_made_meanwhile_is_taken(database: Path) -> None:
    library = store.load(database)
    waiting = Waiting(library, database, None)
    assert deriving.make(database)
    assert waiting.over and indexed(library) and waiting.ended == "The search index is there"


@pytest.mark.usefixtures("cache")
async def test_what_was_read_whole_is_let_go_once_the_index_is_there(database: Path) -> None:
    def held() -> int:
        return sum(type(one) is Event for one in gc.get_objects())

    gc.collect()
    before = held()
    library = store.load(database)
    waiting = Waiting(library, database, None)
    waiting.plain.prepare(60)
    title = library.events[7].title
    assert held() >= before + SIZE and deriving.make(database) and waiting.over
    pieces = sum(1 for _ in waiting.leave())
    assert pieces > SIZE // 1_000, "keys are answered in between"
    assert held() < before + 100 and waiting.plain.ready == 0
    assert library.index.stored and library.events[7].title == title and not list(waiting.leave())


def test_two_words_find_the_one_they_are_written_as_before_the_index_is_there() -> None:
    library = made(6)
    titles = ("A ceasefire holds", "A cease and a fire", "Ceasefires hold", "A cease", "A fire", "The ceasefire ends")
    events = tuple(replace(event, title=title) for event, title in zip(library.events, titles, strict=True))
    plain = Plain(replace(library, events=events))
    plain.prepare(60)
    assert list(rows_in(plain.find(parse("cease fire"))[0])) == [0, 1, 2, 5]
    assert list(rows_in(plain.find(parse("cease fire ends"))[0])) == [5]
    assert list(rows_in(plain.find(parse("-(cease fire)"))[0])) == [3, 4]


async def test_a_database_put_in_the_place_of_the_open_one_is_told(database: Path, tmp_path: Path) -> None:
    library = store.load(database)
    session = Session(library, database=database)
    async with driven(library, session=session) as d:
        d.explorer._look()
        await d.settle()
        assert "has changed" not in d.text()
        store.save(tmp_path / "other.json", made(20))
        os.replace(tmp_path / "other.json", database)
        d.explorer._look()
        await d.settle()
        assert "open it again: the database has changed; these are its old records" in d.text()
        await d.press("j", "G", "2")
        assert "open it again: the database has changed" in d.text(), "it is said as long as it is so"
    gone = Session(store.load(database), database=database)
    database.unlink()
    assert gone.look() and "the database is gone" in gone.standing


@pytest.mark.parametrize("size", [(120, 36), (45, 16)])
async def test_an_index_of_another_database_is_told_for_as_long_as_it_is_open(database: Path, size: tuple[int, int]) -> None:
    library = store.load(database)
    session = Session(library, verify=lambda: False)
    async with driven(library, session=session, size=size) as d:
        d.explorer._verify()
        await d.until(lambda: "open it again: its index does not fit it" in d.text())
        await d.press("j")
        assert "open it again: its index does not fit it" in d.text()


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
