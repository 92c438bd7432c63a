"""Commands and the linear mode on a large database: the same answers, few records read, and something said meanwhile."""

from __future__ import annotations

import datetime
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kortui import store
from kortui.cli import library as cli_library
from kortui.cli import output
from kortui.cli import progress as cli_progress
from kortui.cli.options import complete_ids
from kortui.cli.progress import FIRST_SECONDS, Watched
from kortui.cli.showing import facts_of
from kortui.export import registry
from kortui.export.base import Selection
from kortui.model import Document, EventLine, Library
from kortui.overview import thinning
from kortui.overview.days import SHOWN, lines_of
from kortui.plain import finding
from kortui.plain.loop import read
from kortui.plain.reader import Reader
from kortui.search import build, derived, deriving
from kortui.search.lazy import LazyEvents, LazyRows
from kortui.search.progress import Awaited, Progress, lock_of, write
from kortui.search.waiting import Waiting
from kortui.slow import slow_told
from kortui.text import cell_width
from tests.bench import generate
from tests.unit.conftest import Run

SIZE = 1200


@pytest.fixture(scope="module")
def made() -> Library:
    return generate.library(SIZE)


@pytest.fixture
def database(tmp_path: Path, made: Library, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cli_library, "LARGE", 0)
    monkeypatch.setattr(cli_library, "_WORTH", 0)
    path = tmp_path / "large.json"
    store.save(path, made)
    return path


@pytest.fixture
def opened(database: Path) -> Library:
    assert deriving.make(database)
    found = derived.load(database)
    assert found is not None
    return found


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Rows of the events that were read from the file."""
    rows: list[int] = []
    plain = LazyEvents._make

    def make(self: LazyEvents, at: int) -> object:
        rows.append(at)
        return plain(self, at)

    monkeypatch.setattr(LazyEvents, "_make", make)
    yield rows


def test_the_first_command_makes_the_index_and_reads_the_database_through_it(
    run: Run, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "load", lambda _: pytest.fail("the database was read whole"))
    assert derived.load(database) is None
    assert run("search", "altay").code == 0
    assert derived.load(database) is not None


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("terminal", [True, False])
def test_a_command_that_waits_for_the_index_says_how_far_it_is_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    path = tmp_path / "some.json"
    lock_path = lock_of(derived.path_of(path))
    lock_path.parent.mkdir(parents=True)
    lock = os.open(lock_path, os.O_RDWR | os.O_CREAT)
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(cli_progress, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(cli_progress, "_NEXT_SECONDS", 0.0)
    monkeypatch.setattr("kortui.search.progress._POLLED", 0.0)

    class Making:
        looks = 0
        problem = "its making was ended"

        @property
        def done(self) -> bool | None:
            self.looks += 1
            write(lock, Progress(self.looks * 1_000, 5_000))
            return None if self.looks < 5 else False

    assert cli_progress.await_index(str(path), Making(), 9_000_000) is None  # type: ignore[arg-type]
    os.close(lock)
    told = stream.getvalue()
    assert told.startswith("making the search index of some.json, 9 MB; this is done once\n")
    assert ("\r2,000 of 5,000 records\r4,000 of 5,000 records" in told.replace("\r3,000 of 5,000 records", "")) is terminal
    assert told.endswith(": its making was ended\n")
    assert (f" \r{lock_path.parent}: no search index is kept" in told) is terminal, "what was told is taken away"


def test_a_few_documents_are_listed_without_reading_the_others(
    run: Run, database: Path, made: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert deriving.make(database)
    read: list[int] = []
    plain = LazyRows._make

    def make(self: LazyRows[object], at: int) -> object:
        if isinstance(found := plain(self, at), Document):
            read.append(at)
        return found

    monkeypatch.setattr(LazyRows, "_make", make)
    for style in ("tsv", "jsonl"):
        found = run("list", "documents", "--limit", "2", "--format", style)
        assert len(found.out.splitlines()) == 2 + (style == "tsv")
        assert f"the first 2 of {len(made.documents)} documents" in found.err
    assert set(read) == {0, 1}


def test_of_the_events_of_an_actor_the_lines_are_read_as_they_are_shown(
    run: Run, database: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []
    plain = LazyRows._make

    def make(self: LazyRows[object], at: int) -> object:
        if isinstance(found := plain(self, at), EventLine):
            lines.append(at)
        return found

    monkeypatch.setattr(LazyRows, "_make", make)
    library = derived.load(database) if deriving.make(database) else None
    assert library is not None
    entity = max(library.entities, key=lambda e: len(library.index.rows_of_entity.get(e.id, ())))
    facts = facts_of(library, entity)
    assert next(value for name, value in facts if name == "event")
    assert (len(lines), reads) == (1, [])
    whole = run("show", entity.id, "--format", "table").out
    assert whole.count("\nevent ") == len(library.index.rows_of_entity[entity.id]) > 50


def test_where_who_made_an_index_gave_up_it_is_made_by_who_waits(database: Path) -> None:
    awaited = Awaited(database, deriving.Elsewhere(derived.path_of(database)))
    assert awaited.library is None
    list(awaited)
    assert isinstance(awaited.making, deriving.Making) and awaited.library is not None


def test_where_no_index_can_be_made_the_database_is_read_whole(
    run: Run, database: Path, made: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "start", lambda path, *, stays: None)
    assert run("list", "--format", "ids").out.splitlines() == [e.id for e in made.events]


def test_ids_are_listed_without_reading_a_record(run: Run, made: Library, opened: Library, reads: list[int]) -> None:
    assert run("list", "--format", "ids").out.splitlines() == [e.id for e in made.events]
    assert run("export", "--format", "ids").out == run("list", "--format", "ids").out
    found = run(
        "search", "type:visit,meeting,agreement,contract,statement,pledge,policy,aid", "--format", "ids"
    ).out.splitlines()
    assert len(found) > 300 and set(found) < {e.id for e in made.events}
    assert not reads


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "tsv"])
def test_records_are_written_as_they_are_read(made: Library, opened: Library, reads: list[int], name: str) -> None:
    rows = range(SIZE - 1, -1, -1)
    pieces = registry.get(name).pieces(Selection.of_rows(opened, rows))
    begun = [next(pieces) for _ in range(3)]
    assert len(reads) <= 3, "no more than is wanted so far"
    assert "".join([*begun, *pieces]) == "".join(registry.get(name).pieces(Selection(made, made.events[::-1])))


def test_a_table_on_a_terminal_begins_before_all_is_read(
    run: Run, opened: Library, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_MEASURED", 20)
    written: list[int] = []
    monkeypatch.setattr(output, "write", lambda pieces: written.extend(len(reads) for _ in pieces))
    assert run("list", columns=100).code == 0
    assert written[0] <= 21 and written[-1] == SIZE
    monkeypatch.undo()


def test_lines_of_a_table_fit_though_not_all_were_measured(run: Run, opened: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_MEASURED", 20)
    done = run("list", columns=90)
    lines = done.out.splitlines()
    assert len(lines) == SIZE + 1 and max(map(cell_width, lines)) <= 90
    assert "cells cut" in done.err and "--format tsv gives all" in done.err


def test_one_is_told_how_far_it_is_and_the_line_is_wiped() -> None:
    now, stream = [0.0], io.StringIO()
    items: Sequence[int] = Watched(range(1000), "records", stream, lambda: now[0])
    for number in items:
        now[0] = FIRST_SECONDS * (0 if number < 500 else 2)
    told = stream.getvalue().split("\r")
    assert told[1] == "512 of 1,000 records" and told[-1] == "" and not told[-2].strip()
    assert items[3] == 3 and len(items) == 1000


def test_nothing_is_told_to_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert output.watched(range(5000), "records") == range(5000)
    assert capsys.readouterr() == ("", "")


def test_a_beginning_of_an_id_reads_the_record_alone(run: Run, made: Library, opened: Library, reads: list[int]) -> None:
    event = made.events[700]
    short = next(event.id[:n] for n in range(2, 13) if sum(e.id.startswith(event.id[:n]) for e in made.events) == 1)
    assert event.title in run("show", short, "--format", "json").out
    assert run("show", "e" + "0" * 11).code == 1
    assert len(set(reads)) == 1


def test_the_tab_key_reads_few_records(
    made: Library, opened: Library, reads: list[int], monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    import click

    context = click.Context(click.Command("cite"), info_name="cite")
    context.params["db"] = database
    parameter = click.Argument(["ids"])
    wanted = made.events[700].id[:3]
    offered = [item.value for item in complete_ids(context, parameter, wanted)]
    assert offered == [e.id for e in made.events if e.id.startswith(wanted)] and len(reads) == len(offered)
    assert not any(item.value == made.events[700].id for item in complete_ids(context, parameter, "")), (
        "too many to choose from"
    )


LINES = (
    ["trade", "next", "charts", "1", "back", "defense", "charts", "2"],
    ["diplomacy", "charts", "3", "1"],
    ["altay", "trade", "documents", "1", "back", "clear"],
    ["altay sort:title", "defense", "next"],
    ["relations turkiye", "2", "1"],
    ["date 1990", "date 1500", "today 2026-05-05", "today 2026-05-05 all", "facets type", "3"],
    ["type:visit", "trade", "remove", "conflicts", "1", "1", "context"],
)


@pytest.mark.parametrize("lines", LINES)
def test_line_by_line_the_same_is_said_as_of_a_library_in_memory(
    made: Library, opened: Library, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinning, "MOST", 100)

    def said(library: Library) -> str:
        out = io.StringIO()
        reader = Reader(library, out)
        finding.open_pane(reader, "timeline")
        read(reader, io.StringIO("\n".join(lines) + "\n"), prompt=False)
        return out.getvalue()

    assert said(opened) == said(made)


def test_a_pane_reads_the_lines_it_says_and_a_chart_each_record_once(
    opened: Library, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinning, "MOST", 50)
    reader = Reader(opened, io.StringIO())
    for pane in finding.PANES:
        finding.open_pane(reader, pane)
    assert len(reads) <= 4 * 10
    reader.pane = "trade"
    reads.clear()
    reader.take("charts")
    assert reads and len(reads) == len(set(reads)) < 500


def test_what_a_day_brings_is_bounded_for_people_and_whole_for_programs(
    run: Run, made: Library, opened: Library, reads: list[int]
) -> None:
    words = ("today", "--date", "2026-05-05")
    every = [*lines_of(made, datetime.date(2026, 5, 5))]
    ids = run(*words, "--format", "ids")
    assert ids.out.split() == [line[0] for line in every] and "shown" not in ids.err
    table = run(*words, "--format", "table")
    total = sum(line[1] == "Anniversaries this year" for line in every)
    assert total > SHOWN and f"Anniversaries this year, {SHOWN} of {total}" in table.out
    assert len(table.out.splitlines()) < len(every)
    assert f"of {len(every)} records shown, at most {SHOWN} of a section; --limit 0 prints all" in table.err
    assert len(run(*words, "--format", "table", "--limit", "0").out.splitlines()) > len(every)
    cut = run(*words, "--format", "ids", "--limit", "3")
    assert len(cut.out.split()) < 13 and set(cut.out.split()) < set(ids.out.split()) and "at most 3 of a section" in cut.err
    assert not reads, "evidence and its documents are not looked at"


def test_line_by_line_a_day_says_the_most_of_it_and_all_on_demand(opened: Library, made: Library) -> None:
    out = io.StringIO()
    reader = Reader(opened, out)
    total = len([*lines_of(made, datetime.date(2026, 5, 5))])
    reader.take("today 2026-05-05")
    assert reader.page.count < total
    told = f"{reader.page.count} of {total} records, at most {SHOWN} of each section; today 2026-05-05 all says all."
    assert told in out.getvalue()
    reader.take("today 2026-05-05 all")
    assert reader.page.count == total and reader.page.heading == "5 May 2026"


def test_what_takes_long_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    with slow_told(lambda: said.append("still at it"), 0.01):
        until = time.monotonic() + 20
        while not said:
            assert time.monotonic() < until
            time.sleep(0.005)
    assert said == ["still at it"]
    with slow_told(lambda: said.append("never"), 60):
        pass
    assert said == ["still at it"]


def test_a_cache_that_takes_nothing_is_told_once_with_how_to_mend_it(
    run: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(database))
    for words in (["search", "visit"], ["list", "events"], ["show", "e"]):
        told = run(*words, "--db", str(database)).err
        assert told.count("no search index is kept") == 1 and f"{database}/kortui/search: " in told
        assert "its folder cannot be written; make it writable, " in told and "XDG_CACHE_HOME" in told
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert "no search index" not in run("search", "visit", "--db", str(database)).err


def test_a_database_that_was_touched_keeps_its_index(
    run: Run, database: Path, opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = derived.path_of(database)
    before = target.stat().st_ino
    os.utime(database, (1, 1))
    monkeypatch.setattr(cli_progress, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(store, "load", lambda _: pytest.fail("the database was read whole"))
    done = run("list", "--limit", "1")
    assert done.code == 0 and target.stat().st_ino == before
    assert "looking whether the search index of large.json" in done.err and "still fits" in done.err
    assert "making the search index" not in done.err
    assert run("list", "--limit", "1").err == done.err.splitlines(keepends=True)[-1], "it is looked at once"
    database.write_bytes(database.read_bytes().replace(b"Report 1 on", b"Raport 1 on"))
    assert run("list", "--limit", "1").code == 0 and target.stat().st_ino != before, "made anew, perhaps too fast to be told"


@pytest.mark.parametrize("stays", [False, True, "told"])
def test_who_makes_an_index_ends_with_who_wants_it(database: Path, tmp_path: Path, stays: bool | str) -> None:
    cache = tmp_path / "cache"
    wanting = "import os, sys; from kortui.search import deriving; from pathlib import Path; "
    wanting += f"making = deriving.start(sys.argv[1], Path(sys.argv[2]), stays={stays is True}); "
    wanting += f"assert {stays != 'told'} or making.go_on(); os._exit(0)"
    subprocess.run([sys.executable, "-c", wanting, str(database), str(cache)], check=True, timeout=60)
    until = time.monotonic() + 60
    while deriving.elsewhere(database, cache) is not None:
        assert time.monotonic() < until, "it goes on"
        time.sleep(0.02)
    assert derived.path_of(database, cache).exists() == bool(stays)
    assert not list(derived.path_of(database, cache).parent.glob("*.tmp"))


def test_who_goes_on_alone_ends_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(build.signal, "pthread_kill", lambda thread, number: ended.append(number))
    monkeypatch.setattr(build, "LONGEST", 0.01)
    reading, writing = os.pipe()
    os.write(writing, b"\1")
    build._leave_with(reading)
    assert ended == [signal.SIGTERM]
    os.close(writing)
    os.close(reading)


def test_who_made_it_is_told_of_no_more(database: Path, made: Library) -> None:
    making = deriving.start(database)
    assert making is not None and making.wait(60)
    assert not making.go_on(), "it is there"
    assert Waiting(made, database, making).go_on() == ""
    derived.discard(database)
    making = deriving.start(database)
    assert making is not None
    told = Waiting(made, database, making).go_on()
    making.wait(60)
    assert told.startswith(f"process {making.process.pid} goes on making the search index of large.json")
