"""Notes on records: kept through rebuilds, never lost, never put on another record."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kortui.model import Library
from kortui.notes import LONGEST, Notes, clean
from tests.unit.conftest import Run
from tests.unit.samples import library as sample


@pytest.fixture
def library() -> Library:
    return sample()


def _with(library: Library, *events) -> Library:  # type: ignore[no-untyped-def]
    return Library(library.documents, tuple(events), library.entities, (), (), library.sha256)


def test_a_note_is_kept_on_change_and_comes_back(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "state" / "notes.json"
    notes = Notes(path, library)
    assert not path.exists(), "nothing is written before there is something to keep"
    first, second = library.events[:2]
    notes.put(first, "zwei\nZeilen  \n")
    notes.put(second, "other")
    notes.put(second, "")
    again = Notes(path, library)
    assert again.of(first) == "zwei\nZeilen" and again.of(second) == ""
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".json"] == ["notes.json"]
    assert len(json.loads(path.read_text("utf-8"))["notes"]) == 1


def test_a_note_follows_its_sentence_when_the_id_changes(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    event = library.events[0]
    Notes(path, library).put(event, "mine")
    rebuilt = _with(library, replace(event, id="enew", title="Another title"), *library.events[1:])
    notes = Notes(path, rebuilt)
    assert notes.of(rebuilt.events[0]) == "mine" and not notes.orphans
    notes.put(rebuilt.events[0], "changed")
    assert [n["id"] for n in json.loads(path.read_text("utf-8"))["notes"]] == ["enew"]


def test_a_note_whose_record_is_gone_is_orphaned_and_kept(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    event = library.events[0]
    Notes(path, library).put(event, "mine")
    quote = event.evidence[0].exact
    rest = _with(library, *(e for e in library.events if all(c.exact != quote for c in e.evidence)))
    notes = Notes(path, rest)
    assert [n.text for n in notes.orphans] == ["mine"] and notes.orphans[0].title == event.title
    notes.put(rest.events[0], "another")
    assert Notes(path, library).of(event) == "mine"
    notes.put_orphan(notes.orphans[0], "")
    assert Notes(path, library).of(event) == ""


def test_of_several_records_with_one_sentence_the_one_of_the_type_gets_it(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    event = library.events[0]
    Notes(path, library).put(event, "mine")
    other = "visit" if event.type != "visit" else "meeting"
    same, different = replace(event, id="e1"), replace(event, id="e2", type=other)
    assert dict(Notes(path, _with(library, different, same)).by_record).keys() == {"e1"}
    twins = Notes(path, _with(library, same, replace(event, id="e3")))
    assert not twins.by_record and len(twins.orphans) == 1, "never put on a record it may not be about"


def test_a_note_on_another_database_is_no_orphan(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    Notes(path, library, "/a.json").put(library.events[0], "mine")
    empty = _with(library)
    here, there = Notes(path, empty, "/b.json"), Notes(path, empty, "/a.json")
    assert (here.orphans, here.elsewhere) == ((), 1)
    assert (len(there.orphans), there.elsewhere) == (1, 0)


def test_two_programs_lose_nothing(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one, two = Notes(path, library), Notes(path, library)
    one.put(library.events[0], "one")
    two.put(library.events[1], "two")
    assert len(Notes(path, library).by_record) == 2 and two.of(library.events[0]) == "one"


@pytest.mark.parametrize("raw", ["{broken", "[]", '{"notes": [{"text": 1}]}', '{"notes": [{"text": "no id"}]}', '{"notes": 3}'])
def test_a_file_that_cannot_be_read_is_left_alone(library: Library, tmp_path: Path, raw: str) -> None:
    path = tmp_path / "notes.json"
    path.write_text(raw, "utf-8")
    notes = Notes(path, library)
    assert "cannot be read" in notes.problem and "\n" not in notes.problem
    notes.put(library.events[0], "mine")
    assert path.read_text("utf-8") == raw and notes.of(library.events[0]) == "mine"


def test_a_note_that_cannot_be_kept_is_told_and_kept_once_it_can(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.write_text("", "utf-8")
    notes = Notes(folder / "notes.json", library)
    notes.put(library.events[0], "first")
    assert "cannot be kept" in notes.problem and notes.of(library.events[0]) == "first"
    folder.unlink()
    notes.put(library.events[1], "second")
    assert not notes.problem
    assert {n.text for n in Notes(folder / "notes.json", library).by_record.values()} == {"first", "second"}


def test_a_note_holds_no_control_codes_and_has_an_end() -> None:
    assert clean("a\x1b[31mb\r\nc\td \n\n") == "a\ufffd[31mb\nc d"
    assert len(clean("x" * 2 * LONGEST)) == LONGEST


def test_without_a_file_notes_last_as_long_as_the_program(library: Library) -> None:
    notes = Notes(None, library)
    notes.put(library.events[0], "mine")
    assert notes.of(library.events[0]) == "mine" and not notes.problem


def _noted(database: Path, library: Library, text: str = "mind | this\nand that") -> str:
    from kortui.notes import of_database

    of_database(database, library).put(library.events[1], text)
    return library.events[1].id


def test_notes_are_listed_and_those_without_record_too(run: Run, database: Path, library: Library) -> None:
    assert run("list", "notes").code == 1
    record = _noted(database, library)
    done = run("list", "notes")
    assert done.code == 0 and done.rows[1][0] == record and done.rows[1][3] == "mind | this and that"
    from kortui import store

    event = library.events[1]
    left = tuple(e for e in library.events if all(c.exact != event.evidence[0].exact for c in e.evidence))
    store.save(database, replace(library, events=left, series=(), conflicts=()))
    done = run("list", "notes", "--format", "json")
    assert [(r["id"], r["orphaned"]) for r in json.loads(done.out)] == [(record, True)]
    assert "1 note orphaned" in done.err


def test_exports_hold_notes_when_asked(run: Run, database: Path, library: Library) -> None:
    record = _noted(database, library)
    assert "mind" not in run("export", "--format", "md").out
    assert "  - *Note:* mind \\| this  \n    and that\n" in run("export", "--format", "md", "--notes").out
    rows = json.loads(run("export", "--format", "json", "--notes").out)
    assert {r["id"]: r["note"] for r in rows if "note" in r} == {record: "mind | this\nand that"}
    done = run("export", "--format", "bibtex", "--notes")
    assert done.code == 2 and "has no place for notes" in done.err
