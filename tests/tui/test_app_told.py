"""What the search line and the list say of a search that is not quite what it seems: wrong, too large, a beginning."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kortui import store
from kortui.model import Library
from kortui.records import replace
from kortui.search import grouped
from kortui.tui import shares
from kortui.tui.session import Session
from kortui.tui.widgets.bars import TabBar
from tests.bench.generate import library as made_up
from tests.tui.driving import driven

SIZES = [(120, 36), (80, 24), (45, 16)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["manisa OR seoul(", "manisa type:vist"])
async def test_records_of_a_wrong_query_are_not_listed_as_its_result(
    library: Library, query: str, size: tuple[int, int]
) -> None:
    told = "Found by the rest of the search"
    async with driven(library, size=size) as d:
        await d.press("/")
        await d.type(query)
        assert told not in d.text(), "while it is typed the line says it"
        await d.press("enter")
        assert len(d.explorer.list.source) and told in d.text()
        await d.press("5")
        assert len(d.explorer.list.source) and told in d.text()
        await d.press("1", "/", "ctrl+u", *"manisa", "enter")
        assert told not in d.text()


@pytest.mark.parametrize("size", SIZES)
async def test_all_records_under_a_query_of_which_nothing_is_clear_are_told_as_such(
    library: Library, size: tuple[int, int]
) -> None:
    async with driven(library, size=size, query="type:vist") as d:
        assert len(d.explorer.list.source) == len(library.events)
        assert "All records: none of the search is clear" in d.text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by", ["actor", "document"])
async def test_that_there_are_too_many_records_for_groups_is_said(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], by: str
) -> None:
    monkeypatch.setattr(grouped, "MOST_GROUPED", 60)
    told = f"group:{by} is for 60 records at most"
    async with driven(made_up(100), size=size, query=f"group:{by}") as d:
        assert told in d.lines()[1] and not d.explorer.list.source.groups.starts
        await d.press("2")
        assert told not in d.text() and d.explorer.list.source.groups.starts, "of its own records a pane makes groups"
        await d.press("5")
        assert told not in d.text(), "documents are in no groups"


@pytest.mark.parametrize("size", SIZES)
async def test_that_the_last_word_counts_as_a_beginning_is_said_while_it_is_typed(
    library: Library, size: tuple[int, int]
) -> None:
    async with driven(library, size=size) as d:
        await d.press("/")
        for typed, said in [
            ("seou", "seou…"), ("goldstar vest", "vest…"), ('"goldstar an', "goldstar an…"), ("actor:gold", "gold…"),
            ("-seou", "seou…"), ("goldstarandvestel", ""),
        ]:  # fmt: skip
            await d.press("ctrl+u")
            await d.type(typed)
            total = len(d.explorer.list.source)
            line = d.lines()[1].rstrip()
            assert typed in line
            assert (f"{said} {total:,}" in line and total > 0) if said else "…" not in line, line
        for typed in ["seou*", "type:visit", "date:198", "seoul ", '"goldstar and"']:
            await d.press("ctrl+u")
            await d.type(typed)
            assert f" {typed.strip()}… " not in d.lines()[1] and not d.explorer.line.begun, typed


@pytest.mark.parametrize("size", SIZES)
async def test_what_enter_leaves_out_stays_in_the_search_line(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size) as d:
        await d.press("/", "a")
        begun = len(d.explorer.list.source)
        assert f"a… {begun}" in d.lines()[1]
        await d.press("enter")
        found = len(d.explorer.list.source)
        assert found < begun and f"a*: {begun}" in d.lines()[1] and f"{found} found" in d.lines()[1]
        await d.press("j", "2", "1")
        assert f"a*: {begun}" in d.lines()[1], "as long as it is the search"
        await d.press("/", "ctrl+u", *"seoul", "enter")
        assert "*:" not in d.lines()[1]


async def test_no_more_of_a_beginning_is_repeated_than_a_name_takes(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("-reconstructionofthebridge")
        assert " reconstructi… " in d.lines()[1]


@pytest.mark.parametrize("size", SIZES)
async def test_documents_are_counted_on_their_pane_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(shares, "MANY_DOCUMENTS", 1)
    async with driven(made_up(100), size=size, query="domain:trade") as d:
        bar = d.explorer.query_one(TabBar)
        assert bar.tabs[-1].count is None
        await d.press("5")
        total = len(d.explorer.list.source)
        assert 1 < total == bar.tabs[-1].count and f" 5 Doc{'uments' if size[0] > 100 else 's'} {total} " in d.lines()[0]
        await d.press("1")
        assert bar.tabs[-1].count is None, "elsewhere it would be felt"


@pytest.mark.parametrize("query", ["group:year", "sort:title", "group:actor sort:-date"])
async def test_an_order_takes_no_document_away(library: Library, query: str) -> None:
    silent = replace(library.documents[0], id="silent", title="Nothing is told of it")
    more = replace(library, documents=(*library.documents, silent))
    async with driven(more, query=query) as d:
        bar = d.explorer.query_one(TabBar)
        assert bar.tabs[-1].count == len(more.documents)
        await d.press("5")
        assert len(d.explorer.list.source) == bar.tabs[-1].count == len(more.documents)
        await d.press("/", "ctrl+u", *f"{query} korea", "enter")
        assert len(d.explorer.list.source) == bar.tabs[-1].count < len(more.documents)


@pytest.mark.parametrize("size", SIZES)
async def test_counts_of_a_document_say_what_they_count(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size, pane="documents") as d:
        await d.press("g")
        number = d.explorer.list.source.items[0]
        records = d.explorer.list.source.count(number)
        if size[0] > 50:
            assert f" {records} records" in d.lines()[d.explorer.list.region.y]
        await d.press("E")
        passages = len(d.screen.sentences)
        assert f"{records} records in {passages} passages" in d.lines()[1]
        await d.until(lambda: d.screen.sentences.coverage is not None)
        await d.settle()
        assert f"{records} records in {passages} passages; " in d.lines()[1]
        await d.press("J", "J")
        assert f" passage 2 of {passages}  " in d.lines()[1]


@pytest.mark.parametrize(
    ("size", "more"), [((120, 36), "; these are its old records"), ((80, 24), "; these are its old records"), ((45, 16), "")]
)
@pytest.mark.parametrize("query", ["", "korea seoul works -xyzzy rel:bilateral"])
async def test_what_to_do_when_the_database_has_changed_fits_every_window(
    library: Library, tmp_path: Path, size: tuple[int, int], more: str, query: str
) -> None:
    database = tmp_path / "made.json"
    store.save(database, library)
    async with driven(library, session=Session(library, database=database), size=size, query=query) as d:
        os.utime(database, (0, 0))
        d.explorer._look()
        await d.settle()
        assert f"open it again: the database has changed{more}" in d.lines()[1] and "…" not in d.lines()[1]
    store.save(tmp_path / "gone.json", library)
    gone = Session(library, database=tmp_path / "gone.json")
    async with driven(library, session=gone, size=size, query=query) as d:
        (tmp_path / "gone.json").unlink()
        d.explorer._look()
        await d.settle()
        assert "the database is gone: these are its records" in d.lines()[1]


@pytest.mark.parametrize("size", SIZES)
async def test_what_to_do_when_the_index_was_none_of_the_database_fits_every_window(
    library: Library, size: tuple[int, int]
) -> None:
    async with driven(library, session=Session(library, verify=lambda: False), size=size, query="korea") as d:
        d.explorer._verify()
        await d.until(lambda: "open it again: its index does not fit it" in d.lines()[1])
        assert "…" not in d.lines()[1]
