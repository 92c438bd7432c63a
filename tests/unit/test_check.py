"""check: each fault is found where it is, and a sound database has none."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kortui import store, streamed
from kortui.check import Fault, check
from kortui.cli import checking, main
from kortui.errors import DatabaseError, KortuiError
from kortui.model import Actor, Block, Conflict, Event, Evidence, Library, Office, SeriesPoint
from tests.bench import generate
from tests.unit.conftest import Run
from tests.unit.samples import library

SOUND = library()


def with_event(change: Callable[[Event], Event], at: int = 1) -> Library:
    events = list(SOUND.events)
    events[at] = change(events[at])
    return replace(SOUND, events=tuple(events))


def first_evidence(**changed: object) -> Callable[[Event], Event]:
    def change(event: Event) -> Event:
        return replace(event, evidence=(replace(event.evidence[0], **changed), *event.evidence[1:]))  # type: ignore[arg-type]

    return change


ID = SOUND.events[1].id
SERIES = SOUND.series[0]
FAULTY = {
    "orphan: its host atlantis is no entity": with_event(lambda e: replace(e, actors=(Actor("atlantis", "host"),))),
    "orphan: its place atlantis is no entity": with_event(lambda e: replace(e, places=("atlantis",))),
    "orphan: its evidence is in document lost": with_event(first_evidence(document="lost")),
    "stale: the text around 0–68 is not the prefix and suffix": with_event(first_evidence(prefix="Once ")),
    "stale: the amount “$10 billion” is not at 0–11": with_event(
        lambda e: replace(e, amounts=(replace(SOUND.events[4].amounts[0], start=0, end=11),))
    ),
    "date: its bounds None to None are not those of 1987": with_event(
        lambda e: replace(e, date=replace(e.date, start=None, end=None))
    ),
    "duplicate: the id stands 2 times": replace(SOUND, events=(*SOUND.events, SOUND.events[-1])),
    f"duplicate: says the same as {ID}": replace(SOUND, events=(*SOUND.events, replace(SOUND.events[1], id="e2"))),
    "orphan: its event e0 does not exist": replace(SOUND, conflicts=(Conflict("c", "s", ("e0", ID), "date", ""),)),
    "orphan: its point of 1999 is of event e0": replace(
        SOUND, series=(replace(SERIES, points=(SeriesPoint("1999", 1, None, "actual", "e0"),)),)
    ),
    "order: its points are not in order of date": replace(SOUND, series=(replace(SERIES, points=SERIES.points[::-1]),)),
    "orphan: Korea is no ISO 3166 alpha-3 code": replace(SOUND, series=(replace(SERIES, reporter="Korea"),)),
    "date: '2025-13' of the office Minister is no date": replace(
        SOUND, entities=(*SOUND.entities, replace(SOUND.entities[0], id="z", offices=(Office("Minister", "2025-13"),)))
    ),
    "offset: a heading at 0–999 overlaps another or lies outside": replace(
        SOUND, documents=(replace(SOUND.documents[0], blocks=(Block("heading", 0, 999),)), SOUND.documents[1])
    ),
}


def test_a_sound_database_has_no_faults() -> None:
    assert list(check(SOUND)) == []


@pytest.mark.parametrize("said", FAULTY)
def test_each_fault_is_named(said: str) -> None:
    lines = [fault.line() for fault in check(FAULTY[said])]
    assert [line for line in lines if said in line], lines


def test_stale_quote_is_told_with_where_it_may_stand_but_not_moved() -> None:
    moved = with_event(first_evidence(start=3, end=71, state="stale"))
    gone = with_event(first_evidence(exact="Nobody wrote this.", state="stale"))
    assert [f for f in check(moved) if "it stands elsewhere" in f.what]
    assert [f for f in check(gone) if "“Nobody wrote this.” is not at 0–68 of briefing-note; it stands nowhere" in f.what]
    assert moved.events[1].evidence[0].start == 3


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(("told", "said"), [(3, "3 events, and there are 6"), (1, "1 event, and there are 6")])
def test_a_file_that_holds_more_or_less_than_it_says_is_faulty(
    run: Run, database: Path, told: int, said: str, whole: bool
) -> None:
    text = database.read_text("utf-8").replace('"events": 6,', f'"events": {told},', 1)
    database.write_text(json.dumps(json.loads(text)) if whole else text, "utf-8")
    done = run("check")
    assert done.code == 5 and done.rows[1:] == [["meta", "count", f"it says {said}"]]
    cut = json.loads(text)
    cut["documents"] = {"1": cut["documents"]["1"]}
    database.write_text(json.dumps(cut), "utf-8")
    assert ["meta", "count", "it says 2 documents, and there is 1"] in run("check").rows


def test_fault_is_one_line_also_of_long_quotes() -> None:
    fault = next(iter(check(with_event(first_evidence(exact="word \n" * 500, state="stale")))))
    assert isinstance(fault, Fault) and "\n" not in fault.line() and len(fault.line()) < 250


def test_command_leaves_with_0_or_5(run: Run, database: Path) -> None:
    done = run("check")
    assert (done.code, done.out) == (0, "") and "2 documents, 6 events, 7 quotes, each found verbatim" in done.err
    text = database.read_text("utf-8")
    database.write_text(text.replace("$515 million (600", "$516 million (600", 1), "utf-8")
    done = run("check")
    assert done.code == 5 and "faults; build it again" in done.err
    assert done.rows[0] == ["where", "kind", "what"] and {row[1] for row in done.rows[1:]} == {"stale"}
    assert run("check", columns=80).out.startswith("event ")
    assert run("check", str(database)).code == 5


def test_command_finds_stale_evidence_in_a_tampered_file(run: Run, database: Path) -> None:
    evidence = SOUND.events[1].evidence[0]
    assert isinstance(evidence, Evidence)
    database.write_text(database.read_text("utf-8").replace("opened a plant in Manisa in 1987.\\n", "shut it.\\n"), "utf-8")
    assert store.load(database).events[1].evidence[0].state == "stale"
    assert run("check").code == 5


def test_file_that_does_not_open_is_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"meta": {"1"')
    assert run("check", str(tmp_path / "cut.json")).code == 3


def test_every_row_that_does_not_fit_the_schema_is_named_with_its_id(run: Run, database: Path) -> None:
    tables = json.loads(database.read_text("utf-8"))
    first, second, third = list(tables["events"].values())[:3]
    first["type"], first["title"] = "revolution", 7
    second["date"]["edtf"] = "2010-13-40"
    third["evidence"][0]["prefix"] = "Never "
    tables["entities"]["1"] = "no object"
    database.write_text(json.dumps(tables), "utf-8")
    done = run("check", "--format", "json")
    found = [(fault["where"], fault["kind"]) for fault in json.loads(done.out)]
    assert done.code == 5 and "5 faults" in done.err
    assert found == [
        (f"events {first['id']}", "schema"), (f"events {first['id']}", "schema"), (f"events {second['id']}", "schema"),
        ("entities row 1", "schema"), (f"event {third['id']}", "stale"),
    ]  # fmt: skip
    assert "type is none of" in done.out and "title is not text" in done.out and "2010-13-40" in done.out


def test_a_format_asked_for_is_whole_without_faults_too(run: Run) -> None:
    assert (run("check", "--format", "json").out, run("check", "--format", "jsonl").out) == ("[]\n", "")


def test_a_document_exchanged_for_another_is_found_by_the_hash_of_the_inputs(run: Run, tmp_path: Path) -> None:
    folder, target = tmp_path / "in", tmp_path / "x.json"
    folder.mkdir()
    (folder / "a.txt").write_text("Report\n\nKenya recognized India in 1964.\n", "utf-8")
    (folder / "gazetteer.toml").write_text('[organisation]\nx = { name = "Xyz Works" }\n', "utf-8")
    assert run("build", str(folder), "-o", str(target)).code == 0
    assert run("check", str(target)).code == 0 and len(store.load(target).companions or ()) == 1
    library = store.load(target)
    (document,) = library.documents
    for changed in (
        replace(library, documents=[replace(document, sha256="0" * 64)]),
        replace(library, companions=()),
        replace(library, sha256="0" * 64),
    ):
        store.save(target, changed)
        done = run("check", str(target))
        assert done.code == 5 and "meta" in done.out and "inputs" in done.out
    store.save(target, replace(library, sha256="0" * 64, companions=None))
    assert run("check", str(target)).code == 0, "an older database does not say what it was built from"


def _both(path: Path) -> tuple[object, object]:
    """What is found row by row and whole, or the error in its place."""

    def of(work: Callable[[Path], object]) -> object:
        try:
            return work(path)
        except DatabaseError as error:
            return error.line()

    return of(checking._checked), of(checking._checked_whole)


@pytest.mark.parametrize("said", FAULTY)
def test_row_by_row_the_same_is_found_as_whole(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "faulty.json"
    faulty = FAULTY[said]
    store.save(path, replace(faulty, events=sorted(faulty.events, key=lambda e: e.sort_key)))
    found, whole = _both(path)
    assert found == whole and found[0]  # type: ignore[index]
    monkeypatch.setattr(store, "load", lambda _: pytest.fail("read whole"))
    with contextlib.suppress(KortuiError):
        main(["check", str(path)])


def _slips(text: bytes) -> Iterator[bytes]:
    """A database with a slip of the pen, of many kinds."""
    lines = text.splitlines(keepends=True)
    for at in range(len(lines)):
        yield b"".join([*lines[:at], *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at], *lines[at:]])
        yield b"".join([*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]])
        yield b"".join([*lines[:at], lines[at].replace(b"},\n", b"}\n"), *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at][: len(lines[at]) // 2]])
        yield b"".join([*lines[:at], lines[at].replace(b'"id": "', b'"id": "z', 1), *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at].replace(b'"type": "', b'"type": "no ', 1), *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at].replace(b"null", b"NaN", 1), *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at].replace(b'": {', b'": [{', 1), *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at].replace(b"1987", b"19\xff7", 1), *lines[at + 1 :]])
    yield from (b"", b"{}", text[:-1], text + b" ", text + b"x", text.replace(b"\n", b""), b"\xef\xbb\xbf" + text)
    yield text.replace(b'"schema": ', b'"schema": 9')


def test_a_slip_of_the_pen_is_told_row_by_row_as_whole(tmp_path: Path) -> None:
    path = tmp_path / "slip.json"
    store.save(path, SOUND)
    for number, text in enumerate(_slips(path.read_bytes())):
        path.write_bytes(text)
        found, whole = _both(path)
        assert found == whole, (number, found, whole)


def test_a_database_that_is_checked_takes_no_more_memory_for_being_larger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streamed, "_HELD", 50_000)
    peaks = []
    for size in (500, 2000):
        path = tmp_path / f"{size}.json"
        made = generate.library(size)
        store.save(path, replace(made, events=[replace(e, amounts=()) for e in made.events]))
        del made
        tracemalloc.start()
        try:
            faults, sizes = checking._checked(path)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        assert not faults and sizes == {"document": size // 50, "event": size, "quote": size}
    assert peaks[1] < peaks[0] * 1.5 < path.stat().st_size, peaks


def test_a_file_that_changes_while_it_is_checked_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    store.save(path, SOUND)
    with pytest.raises(streamed.OtherLayoutError), streamed.opened(path):
        os.utime(path, (1, 1))


def test_how_far_it_is_is_told_where_somebody_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    path = tmp_path / "x.json"
    store.save(path, generate.library(200))
    monkeypatch.setattr(checking, "_FEW", 0)
    monkeypatch.setattr("kortui.cli.progress.FIRST_SECONDS", 0.0)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    checking._checked(path)
    assert "0 of 4 documents" in terminal.getvalue() and "0 of 200 records" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r")


def test_a_made_up_database_of_a_size_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["generate", "300", str(tmp_path / "made.json")])
    assert generate.main() == 0
    made = store.load(tmp_path / "made.json")
    assert len(made.events) == 300 and any(event.amounts for event in made.events)
    assert list(check(made)) == []


def test_a_made_up_database_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["generate", "3", str(tmp_path / "nowhere" / "made.json")])
    assert generate.main() == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "its folder does not exist" in told
