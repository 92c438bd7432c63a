"""Notes in the app: written, shown, marked, listed, exported, undone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kortui.model import Library
from kortui.notes import Notes
from kortui.tui.screens.chooser import Chooser
from kortui.tui.screens.conflicts import ConflictScreen
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.entity import EntityScreen
from kortui.tui.screens.note import NoteScreen
from kortui.tui.session import Session
from tests.tui.driving import Driven, driven


def _session(library: Library, tmp_path: Path) -> Session:
    return Session(library, notes=Notes(tmp_path / "notes.json"))


async def _write(d: Driven, text: str) -> None:
    await d.press("a")
    assert isinstance(d.screen, NoteScreen)
    await d.type(text)
    await d.press("enter")


async def test_a_note_is_written_shown_and_marked(library: Library, tmp_path: Path) -> None:
    async with driven(library, session=_session(library, tmp_path)) as d:
        await d.press("j", "a")
        await d.type("first")
        await d.press("ctrl+j")
        await d.type("한국 second")
        await d.press("enter")
        assert d.explorer.session.notes.of(d.explorer.record) == "first\n한국 second"
        lines = d.lines()
        assert next(line for line in lines if line.startswith("›")).split("│")[0].split("┃")[0].rstrip().endswith("#")
        shown = next(n for n, line in enumerate(lines) if "Note        first" in line)
        assert "한국 second" in lines[shown + 1]
    assert Notes(tmp_path / "notes.json", library).by_record


async def test_escape_asks_before_a_changed_note_is_lost(library: Library) -> None:
    async with driven(library) as d:
        await d.press("a", "escape")
        assert d.screen is d.explorer
        await d.press("a", "x", "escape")
        assert isinstance(d.screen, NoteScreen) and "throws away" in d.lines()[-1]
        await d.press("y", "escape", "escape")
        assert d.screen is d.explorer and not d.explorer.session.notes.by_record


async def test_every_change_of_a_note_can_be_undone(library: Library) -> None:
    async with driven(library) as d:
        notes, record = d.explorer.session.notes, d.explorer.record
        await _write(d, "one")
        await _write(d, " two")
        await d.press("a", "ctrl+u", "enter")
        said = []
        for _ in range(4):
            said.append(notes.of(record))
            await d.press("u")
        assert said == ["", "one two", "one", ""] and d.explorer.bar.notice == "Nothing to undo"
        assert "#" not in next(line for line in d.lines() if line.startswith("›"))[:66]


async def test_caret_and_lines(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        await d.press("a")
        await d.type("alpha beta")
        await d.press("ctrl+j")
        await d.type("gamma")
        await d.press("up", "home")
        await d.type("0")
        await d.press("down", "end")
        await d.type("9")
        await d.press("ctrl+j")
        await d.type("word " * 20)
        editor = d.screen.note
        assert editor.editor.text.startswith("0alpha beta\ngamma9\nword word")
        assert editor.top <= editor.row < editor.top + editor.size.height, "the caret is in sight"
        row = editor.row
        await d.press("up")
        assert editor.row == row - 1
        await d.press("enter")
        assert d.explorer.session.notes.of(d.explorer.record).endswith("word")


async def test_paste_keeps_lines_and_does_no_harm(library: Library) -> None:
    from textual import events

    async with driven(library) as d:
        await d.press("a")
        d.screen.post_message(events.Paste("one\r\ntwo \x1b[31m"))
        await d.settle()
        await d.press("enter")
        assert d.explorer.session.notes.of(d.explorer.record) == "one\ntwo \ufffd[31m"
        assert "\x1b" not in d.text()


@pytest.mark.parametrize(("keys", "screen"), [("e", DocumentScreen), ("x", ConflictScreen), ("r enter tab", EntityScreen)])
async def test_a_note_and_a_star_on_every_page_and_their_undo(library: Library, keys: str, screen: type) -> None:
    async with driven(library) as d:
        before = d.explorer.list.cursor
        await d.press("j", "m", *keys.split())
        assert isinstance(d.screen, screen)
        record = d.screen.record
        await _write(d, "here")
        was = record.id in d.explorer.session.stars.ids
        await d.press("m")
        assert d.explorer.session.notes.of(record) == "here" and (record.id in d.explorer.session.stars.ids) != was
        if screen is ConflictScreen:
            assert "Note        here" in d.text()
        await d.press("u", "u")
        assert d.explorer.session.notes.of(record) == "" and (record.id in d.explorer.session.stars.ids) == was
        await d.press("u")
        assert "Nothing to undo" in d.screen.bar.notice, "a page takes back only what was done on it"
        await _write(d, "stays")
        await d.press("q")
        assert d.explorer.list.cursor == before + 1
        assert any("#" in line[:66] for line in d.lines()), "the list shows what was noted on a page over it"
        await d.press("u", "u")
        assert not d.explorer.session.notes.by_record and not d.explorer.session.stars.ids


async def test_notes_are_listed_with_those_whose_record_is_gone(library: Library, tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes.json", library)
    notes.put(library.events[3], "on a record")
    gone = library.events[4]
    notes.put(gone, "on nothing")
    left = Library(
        library.documents,
        tuple(e for e in library.events if e is not gone),
        library.entities, (), (), library.sha256,
    )  # fmt: skip
    async with driven(left, session=_session(left, tmp_path)) as d:
        await d.press("A")
        assert isinstance(d.screen, Chooser)
        text = d.text()
        assert "on a record" in text and "Orphaned" in text and gone.title[:12] in text
        await d.press("enter")
        assert d.explorer.record.id == library.events[3].id
        await d.press("A", "down", "enter")
        assert isinstance(d.screen, NoteScreen) and "on nothing" in d.text()
        await d.press("ctrl+u", "enter", "A")
        assert "Orphaned" not in d.text()
        await d.press("escape", "u", "A")
        assert "on nothing" in d.text()


async def test_noted_records_are_found(library: Library) -> None:
    async with driven(library) as d:
        await d.press("j", "j")
        record = d.explorer.record.id
        await _write(d, "x")
        await d.press("/")
        await d.type("is:noted")
        await d.press("enter")
        assert [library.events[r].id for r in d.explorer.list.source.rows] == [record]


async def test_an_export_has_the_notes_only_when_chosen(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with driven(library) as d:
        await d.press("w")
        assert "with your notes" not in d.text()
        await d.press("escape")
        await _write(d, "remember")
        for words, held in (("json array", False), ("json array with your notes", True)):
            await d.press("w")
            await d.type(words)
            await d.press("enter", "enter")
            await d.until(lambda: "written to" in d.explorer.bar.notice)
            rows = json.loads((tmp_path / "kortui-export.json").read_text("utf-8"))
            assert any(r.get("note") == "remember" for r in rows) is held


async def test_a_public_session_keeps_notes_in_memory(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    async with driven(library, session=Session(library, kiosk=True)) as d:
        await _write(d, "visitor")
        assert d.explorer.session.notes.of(d.explorer.record) == "visitor"
    assert not list(tmp_path.rglob("*"))


async def test_a_decision_of_review_is_undone_from_the_main_screen(library: Library, tmp_path: Path) -> None:
    few = replace(library, conflicts=(), series=())
    path = tmp_path / "review.toml"
    async with driven(few, session=Session(few, review_file=path)) as d:
        await d.press("R", "a", "a", "u", "q")
        assert path.read_text("utf-8").count("[[accept]]") == 1
        await d.press("u")
        assert "Undone: review, accept" in d.explorer.bar.notice and "[[accept]]" not in path.read_text("utf-8")
        await d.press("u")
        assert d.explorer.bar.notice == "Nothing to undo"
