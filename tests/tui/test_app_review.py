"""Review in the app, through real keys: every decision is in the file at once, can be taken back, and holds after a build."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kortui import config, review, review_file
from kortui.extract import pipeline
from kortui.model import Library
from kortui.tui.reviewing import Review, doubt
from kortui.tui.screens.chooser import Chooser
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.review import ReviewScreen
from kortui.tui.session import Session
from tests.tui.driving import Driven, driven

NOTE = """# A briefing on two countries

Türkiye and South Korea signed a trade agreement on 1 August 2012 in Ankara.

The Turkish president visited Seoul in June 1982.

South Korea opened an embassy in Ankara in 1974.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where decisions go."""
    return tmp_path / "review.toml"


@pytest.fixture
def few(library: Library) -> Library:
    """The small library with four records nobody has looked at: one inferred, one derived, two stated."""
    waiting = {"A strategic partnership is spoken of": "inferred", "Free trade is agreed": "derived"}
    waiting |= dict.fromkeys(("Both sides praise each other", "Trade reaches a record"), "stated")
    events = tuple(
        replace(e, reviewed=e.title not in waiting, confidence=waiting.get(e.title, "stated"))  # type: ignore[arg-type]
        for e in library.events
    )
    return replace(library, events=events)


@asynccontextmanager
async def reviewing(library: Library, file: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Driven]:
    """The app in review."""
    async with driven(library, session=Session(library, review_file=file), size=size) as d:
        await d.press("R")
        assert isinstance(d.screen, ReviewScreen)
        yield d


def title(d: Driven) -> str:
    """The record at hand."""
    return str(d.screen.record.title)


def decisions(file: Path) -> list[tuple[str, str, dict[str, object]]]:
    """What the file says."""
    return [(x.action, x.id, dict(x.changes)) for x in review.load(file)]


async def edit(d: Driven, field: str) -> None:
    """Open the panel of a field."""
    await d.press("d")
    await d.type(field)
    await d.press("enter")


def test_the_least_sure_comes_first(library: Library) -> None:
    conflicted = {i for c in library.conflicts for i in c.events}
    order = sorted(library.events, key=lambda e: doubt(library, e))
    kinds = [(e.date.edtf is not None, e.id not in conflicted) for e in order]
    assert kinds == sorted(kinds)
    plain = [len(e.title) for e in order if e.date.edtf and e.id not in conflicted]
    assert plain == sorted(plain, reverse=True)
    inferred, derived = replace(order[-1], confidence="inferred"), replace(order[-2], confidence="derived")
    assert sorted([order[0], derived, inferred], key=lambda e: doubt(library, e)) == [inferred, derived, order[0]]


async def test_accept_and_reject_are_in_the_file_at_once(few: Library, file: Path) -> None:
    async with reviewing(few, file) as d:
        first = d.screen.record
        assert first.title == "A strategic partnership is spoken of"
        assert "Review: 21 of 25 decided, 4 to go" in d.lines()[0]
        assert "inferred" in d.lines()[1] and first.rule in d.lines()[1]
        await d.press("a")
        assert decisions(file) == [("accept", first.id, {})]
        (written,) = review.load(file)
        assert (written.document, written.quote) == (first.evidence[0].document, first.evidence[0].exact)
        second = d.screen.record
        assert second.title == "Free trade is agreed" and "22 of 25 decided, 3 to go" in d.lines()[0]
        assert "Accepted, written to review.toml" in d.lines()[-1]
        await d.press("r")
        assert ("reject", second.id, {}) in decisions(file) and len(decisions(file)) == 2
        assert title(d) == "Both sides praise each other" and "undated" in d.lines()[1]


async def test_the_sentence_is_lit_and_its_words_are_given_to_whom_they_belong(few: Library, file: Path) -> None:
    async with reviewing(few, file) as d:
        evidence = d.screen.record.evidence[0]
        assert few.index.document[evidence.document].attribution in d.text()
        lit = [p.text[r.start : r.end] for p in d.screen.text.paragraphs for r in p.runs if r.ink == "lit"]
        assert lit == [evidence.exact]
        await d.press("e")
        assert isinstance(d.screen, DocumentScreen)
        await d.press("q")
        assert isinstance(d.screen, ReviewScreen)


async def test_every_field_can_be_edited(few: Library, file: Path) -> None:
    async with reviewing(few, file) as d:
        record = d.screen.record
        await edit(d, "title")
        await d.press("ctrl+u")
        await d.type("Partners at last")
        await d.press("enter")
        assert decisions(file) == [("edit", record.id, {"title": "Partners at last"})]
        await edit(d, "date")
        await d.press("ctrl+u")
        await d.type("2012-03~")
        assert "about March 2012" in d.text()
        await d.press("enter")
        await edit(d, "type")
        await d.type("alliance")
        await d.press("enter")
        await edit(d, "domains")
        await d.type("defense diplomacy")
        assert [e.value[0] for e in d.screen.shown] == [["defense", "diplomacy"], ["defense", "trade", "diplomacy"]]
        await d.press("enter")
        changes = {"title": "Partners at last", "date": "2012-03~", "type": "alliance", "domains": ["defense", "diplomacy"]}
        assert decisions(file) == [("edit", record.id, changes)]
        shown = d.text()
        assert "Partners at last" in shown and "title was: A strategic partnership is spoken of" in shown
        assert "about March 2012 · alliance · Defense · Diplomacy" in shown and "edited" in d.lines()[1]
        assert title(d) == record.title and "22 of 25 decided" in d.lines()[0]
        await d.press("a")
        assert decisions(file) == [("edit", record.id, changes)], "accepting an edited record keeps the edit"
        assert title(d) != record.title


async def test_a_date_can_be_made_unknown(few: Library, file: Path) -> None:
    async with reviewing(few, file) as d:
        await edit(d, "date")
        await d.press("ctrl+u", "enter")
        assert decisions(file) == [("edit", d.screen.record.id, {"date": ""})]
        assert "undated" in d.text()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("date", "spring 1987", "is not a date"), ("title", "", "not a line"), ("title", "x" * 161, "at most 160 cells")],
)
async def test_a_value_that_will_not_do_is_refused_in_one_line(
    few: Library, file: Path, field: str, typed: str, said: str
) -> None:
    async with reviewing(few, file) as d:
        await edit(d, field)
        await d.press("ctrl+u")
        await d.type(typed)
        await d.press("enter")
        assert isinstance(d.screen, Chooser), "the panel stays open"
        assert sum(said in line for line in d.lines()) == 1
        assert not file.exists()
        await d.press("escape", "escape")
        assert isinstance(d.screen, ReviewScreen) and not file.exists()


@pytest.mark.parametrize("field", ["title", "date", "type", "domains"])
async def test_a_value_left_as_it_is_is_no_edit(few: Library, file: Path, field: str) -> None:
    async with reviewing(few, file) as d:
        await edit(d, field)
        await d.press("enter")
        assert isinstance(d.screen, Chooser) and d.screen.at.value == field
        await d.press("escape")
        assert not file.exists() and "21 of 25 decided" in d.lines()[0]


async def test_undo_takes_back_one_decision_after_the_other(few: Library, file: Path) -> None:
    file.write_text('# kept by hand\n\n[[reject]]\nid = "e00000000000"\n', "utf-8")
    async with reviewing(few, file) as d:
        before = file.read_text("utf-8")
        first = title(d)
        await edit(d, "date")
        await d.press("ctrl+u", *"2013", "enter")
        once = file.read_text("utf-8")
        await edit(d, "date")
        await d.press("ctrl+u", *"2014", "enter", "a", "r")
        assert [a for a, _, _ in decisions(file)] == ["reject", "reject", "edit"] and "23 of 25 decided" in d.lines()[0]
        await d.press("u")
        assert title(d) == "Free trade is agreed" and "22 of 25 decided, 3 to go" in d.lines()[0]
        await d.press("u")
        assert title(d) == first and file.read_text("utf-8") == once
        await d.press("u")
        assert file.read_text("utf-8") == before and "21 of 25 decided, 4 to go" in d.lines()[0]
        await d.press("u")
        assert "Nothing was decided here" in d.lines()[-1] and file.read_text("utf-8") == before


async def test_skipping_writes_nothing_and_comes_back_to_what_was_passed_over(few: Library, file: Path) -> None:
    async with reviewing(few, file) as d:
        first = title(d)
        await d.press("s")
        assert title(d) != first and not file.exists()
        await d.press("a", "a", "a")
        assert title(d) == first and "24 of 25 decided, 1 to go" in d.lines()[0]
        await d.press("S")
        assert "This is the first record" in d.lines()[-1]
        await d.press("a")
        assert d.screen.record is None and "4 accepted" in d.text() and str(file) in d.text()
        for key in ("a", "r", "d", "e", "s", "enter"):
            await d.press(key)
            assert isinstance(d.screen, ReviewScreen) and len(decisions(file)) == 4, key
        await d.press("u")
        assert title(d) == first and len(decisions(file)) == 3


async def test_a_decision_can_be_changed_by_going_back_to_it(few: Library, file: Path) -> None:
    async with reviewing(few, file) as d:
        record = d.screen.record
        await d.press("a", "S")
        assert title(d) == record.title and "accepted" in d.lines()[1]
        await d.press("r")
        assert decisions(file) == [("reject", record.id, {})] and "22 of 25 decided" in d.lines()[0]


async def test_what_was_decided_before_is_passed_over_and_the_round_goes_on_where_it_was_left(few: Library, file: Path) -> None:
    order = sorted((e for e in few.events if not e.reviewed), key=lambda e: doubt(few, e))
    quote = order[1].evidence[0]
    file.write_text(
        f'[[accept]]\nid = "{order[0].id}"\n\n[[accept]]\ndocument = "{quote.document}"\nquote = "{quote.exact}"\n', "utf-8"
    )
    async with reviewing(few, file) as d:
        assert d.screen.record.id == order[2].id and "23 of 25 decided, 2 to go" in d.lines()[0]
        await d.press("a", "q")
        assert d.screen is d.explorer
        await d.press("R")
        assert d.screen.record.id == order[3].id and "24 of 25 decided" in d.lines()[0]
        await d.press("q")
        review_file.forget(file, order[2].id)
        await d.press("R")
        assert "23 of 25 decided, 2 to go" in d.lines()[0]


async def test_nothing_to_review_is_said(few: Library, file: Path) -> None:
    done = replace(few, events=tuple(replace(e, reviewed=True) for e in few.events))
    async with driven(done, session=Session(done, review_file=file)) as d:
        await d.press("R")
        assert d.screen is d.explorer and "All 25 records are decided; kortui build" in d.text() and not file.exists()


async def test_a_damaged_file_is_named_and_left_alone(few: Library, file: Path) -> None:
    file.write_text("[[accept]\nid = ", "utf-8")
    async with driven(few, session=Session(few, review_file=file)) as d:
        await d.press("R")
        assert d.screen is d.explorer and "review.toml: is not TOML" in d.explorer.bar.notice
        file.unlink()
        await d.press("R")
        first = title(d)
        file.write_text("[[accept]\nid = ", "utf-8")
        await d.press("a")
        assert title(d) == first and "review.toml: is not TOML" in d.screen.bar.notice and "21 of 25 decided" in d.lines()[0]
        assert file.read_text("utf-8") == "[[accept]\nid = "


async def test_a_read_only_file_is_left_alone(few: Library, file: Path) -> None:
    file.write_text("# mine\n", "utf-8")
    file.chmod(0o444)
    async with reviewing(few, file) as d:
        first = title(d)
        await d.press("r")
        assert "review.toml: is read-only" in d.lines()[-1] and title(d) == first
        assert file.read_text("utf-8") == "# mine\n"


async def test_a_read_only_folder_is_one_line_and_loses_nothing(
    few: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(file))

    async with reviewing(few, file) as d:
        await d.press("a")
        second, before = title(d), file.read_text("utf-8")
        monkeypatch.setattr("kortui.review_file.replace_file", refuse)
        for keys in (("a",), ("r",), ("u",), ("d", "enter", "x", "enter")):
            await d.press(*keys)
            assert isinstance(d.screen, ReviewScreen) and title(d) == second, keys
            assert f"review.toml: cannot be written; {os.strerror(errno.EROFS)}" in d.lines()[-1], keys
            assert "22 of 25 decided, 3 to go" in d.lines()[0] and file.read_text("utf-8") == before
        monkeypatch.undo()
        await d.press("a")
        assert "23 of 25 decided" in d.lines()[0] and len(decisions(file)) == 2


async def test_a_public_session_has_no_review(few: Library, file: Path) -> None:
    session = Session(few, kiosk=True, review_file=file)
    assert session.review_file is None
    async with driven(few, session=session) as d:
        await d.press("R")
        assert d.screen is d.explorer
        await d.press("colon")
        await d.type("accept, reject")
        assert "Nothing by that name" in d.text()
        await d.press("escape", "question_mark")
        assert "nobody has looked at" not in "\n".join(p.text for p in d.screen.query_one("#text").paragraphs)
    assert not file.exists()


async def test_help_and_palette_tell_the_keys_of_review(few: Library, file: Path) -> None:
    async with reviewing(few, file, (80, 24)) as d:
        assert all(words in d.lines()[-1] for words in ("a accept", "r reject", "d edit", "u undo", "s/S skip"))
        await d.press("colon")
        await d.type("it is no record")
        await d.press("enter")
        assert [a for a, _, _ in decisions(file)] == ["reject"]


@pytest.mark.parametrize("size", [(80, 24), (45, 16)])
async def test_review_fits_small_windows(few: Library, file: Path, size: tuple[int, int]) -> None:
    async with reviewing(few, file, size) as d:
        assert "21 of 25 decided, 4 to go" in d.lines()[0] and title(d)[:20] in d.text()
        await d.press("a")
        assert "Accepted" in d.lines()[-1]


async def test_the_next_build_applies_what_was_decided(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "note.md").write_text(NOTE, "utf-8")
    library = pipeline.build([folder]).library
    file = config.review_file(folder / "kortui.json")
    assert file == folder / "review.toml" and len(library.events) >= 3
    async with reviewing(library, file) as d:
        accepted = d.screen.record.id
        await d.press("a")
        rejected = d.screen.record.id
        await d.press("r")
        changed = d.screen.record.id
        await edit(d, "title")
        await d.press("ctrl+u", *"Another headline", "enter")
        await edit(d, "date")
        await d.press("ctrl+u", *"1981~", "enter")
        shown = d.screen.review.shown
    made = pipeline.build([folder])
    events = {e.id: e for e in made.library.events}
    assert not tuple(made.report.problems())
    assert events[accepted].reviewed and rejected not in events
    assert events[changed] == shown, "the screen showed what the build makes of the edit"
    again = Review(made.library, file)
    again.read()
    assert {e.id for e in again.queue} == set(events) - {accepted, changed}


def test_decisions_go_beside_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.review_file(tmp_path / "mine.json") == tmp_path / "review.toml"
    if config.checkout() is not None:
        assert config.review_file(config.bundle()) == config.bundle().with_name("review.toml")
    monkeypatch.setattr(config, "checkout", lambda: None)
    assert config.review_file(config.bundle()) == Path("review.toml"), "never into the installed package"
