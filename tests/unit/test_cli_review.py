"""review: decisions written from the shell are those the next build applies."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui import review, store
from kortui.cli import main
from tests.unit.conftest import Run
from tests.unit.samples import PLANT, library

ROWS = library()
PLANT_ID = next(e.id for e in ROWS.events if e.title == "Altay Works opens a plant")
VISIT_ID = next(e.id for e in ROWS.events if e.title == "Minister visits Ankara")


def test_list_gives_what_nobody_has_looked_at(run: Run) -> None:
    done = run("review")
    ids = [row[0] for row in done.rows[1:]]
    assert sorted(ids) == sorted(e.id for e in ROWS.events if not e.reviewed)
    assert "5 of 6 records not reviewed" in done.err
    assert [row[0] for row in run("review", "list", "ankara").rows[1:]] == [VISIT_ID]
    assert "; 2 shown" in run("review", "--limit", "2").err
    assert run("review", "list", "type:investment").code == 1


def test_decisions_are_written_for_the_next_build(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "review.toml"
    done = run("review", "accept", PLANT_ID, "--file", str(target), "--note", "read twice")
    assert done.code == 0 and "next `kortui build`" in done.err
    assert run("review", "reject", VISIT_ID[:6], "--file", str(target)).code == 0
    accept, reject = review.load(target)
    assert (accept.action, accept.id, accept.document, accept.note) == ("accept", PLANT_ID, "briefing-note", "read twice")
    assert accept.quote == PLANT and (reject.action, reject.id) == ("reject", VISIT_ID)
    assert run("review", "forget", VISIT_ID, "--file", str(target)).code == 0
    assert [decision.action for decision in review.load(target)] == ["accept"]


def test_forgetting_what_was_never_decided_is_no_success(run: Run, tmp_path: Path) -> None:
    target, absent = tmp_path / "review.toml", tmp_path / "none" / "review.toml"
    assert run("review", "accept", PLANT_ID, "--file", str(target)).code == 0
    before = target.read_bytes()
    done = run("review", "forget", VISIT_ID, "--file", str(target))
    assert done.code == 1 and f"no decision on {VISIT_ID}" in done.err and target.read_bytes() == before
    done = run("review", "forget", VISIT_ID, "--file", str(absent))
    assert done.code == 1 and "which does not exist" in done.err and not absent.parent.exists()
    done = run("review", "forget", PLANT_ID, VISIT_ID, "--file", str(target))
    assert done.code == 1 and f"forgot {PLANT_ID}" in done.err and not review.load(target)


def test_edit_changes_fields(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "review.toml"
    words = ["--title", "Visit to Ankara", "--date", "2005-05", "--type", "meeting", "--domain", "trade", "--domain", "defense"]
    assert run("review", "edit", VISIT_ID, "--file", str(target), *words).code == 0
    (decision,) = review.load(target)
    expected = {"title": "Visit to Ankara", "date": "2005-05", "type": "meeting", "domains": ["trade", "defense"]}
    assert dict(decision.changes) == expected


def test_what_is_wrong_is_told_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "review.toml"
    for words in (
        ["edit", VISIT_ID], ["accept", VISIT_ID, "--title", "x"], ["edit", VISIT_ID, "--date", "May 2005"],
        ["edit", VISIT_ID, "--type", "trip"], ["accept"], ["accept", "-"],
    ):  # fmt: skip
        assert run("review", *words, "--file", str(target)).code == 2
    done = run("review", "accept", "manisa", "--file", str(target))
    assert done.code == 2 and "manisa is no event" in done.err
    done = run("review", "accept", "zzz", "--file", str(target))
    assert done.code == 2 and "there is no record 'zzz'; `kortui review list` has the ids" in done.err
    assert not target.exists()


def test_ids_come_from_stdin(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "review.toml"
    assert run("review", "accept", "-", "--file", str(target), stdin=f"{VISIT_ID}\t2005\n{PLANT_ID}\n").code == 0
    assert {decision.id for decision in review.load(target)} == {VISIT_ID, PLANT_ID}


def test_the_next_build_of_a_database_takes_the_decisions_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "plant.txt").write_text(f"Plants\n\n{PLANT} Kenya and India signed a treaty in 1999.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "notes", "-o", "notes.json"]) == 0
    first, other = store.load(tmp_path / "notes.json").events
    assert main(["review", "reject", first.id, "--db", "notes.json"]) == 0
    assert main(["build", str(notes), "-o", str(tmp_path / "notes.json")]) == 0
    assert [event.id for event in store.load(tmp_path / "notes.json").events] == [other.id]
