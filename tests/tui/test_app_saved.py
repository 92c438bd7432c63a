"""Saved searches in the app: saved, listed, taken up, renamed, taken away; and the same query in app and shell."""

from __future__ import annotations

from pathlib import Path

from kortui import config
from kortui.model import Library
from kortui.searches import EXAMPLES, Searches
from kortui.tui.screens.chooser import Chooser
from kortui.tui.screens.saved import SavedScreen
from kortui.tui.session import Session
from tests.tui.driving import driven


def _session(library: Library, target: Path) -> Session:
    return Session(library, searches=Searches(target, config.settings(target).settings.saved if target.exists() else {}))


async def test_a_search_is_saved_and_taken_up_again(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "config.toml"
    async with driven(library, session=_session(library, target)) as d:
        await d.press("/")
        await d.type("korea sort:title")
        await d.press("enter", "O")
        assert isinstance(d.screen, Chooser)
        await d.type("A, b")
        assert "letters, digits" in d.text()
        await d.press("enter")
        assert isinstance(d.screen, Chooser), "a bad name is not taken"
        await d.press("backspace", "backspace", "backspace")
        await d.type(" list")
        await d.press("enter")
        assert "saved:a-list finds it" in d.text()
        rows = sorted(d.explorer.found.rows)
        await d.press("F", "o")
        await d.type("a-list")
        assert d.screen.at.note == f"{len(rows)}" and d.screen.at.value == "a-list"
        await d.press("enter")
        assert d.explorer.text == "saved:a-list" and sorted(d.explorer.found.rows) == rows
    assert config.settings(target).settings.saved == {"a-list": "korea"}
    async with driven(library, session=_session(library, target), query="saved:a-list") as d:
        assert sorted(d.explorer.found.rows) == rows, "another run finds it"


async def test_a_search_takes_the_place_of_another_only_when_that_is_wanted(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "config.toml"
    target.write_text('[saved]\nmine = "seoul"\n')

    def kept() -> dict[str, str]:
        return dict(config.settings(target).settings.saved)

    async with driven(library, session=_session(library, target), query="korea") as d:
        for name, before in (("mine", "seoul"), ("visits", EXAMPLES["visits"])):
            await d.press("O")
            await d.type(name)
            await d.press("enter")
            assert f"There is a saved:{name} already" in d.text() and before in d.text()
            await d.press("escape")
            assert kept() == {"mine": "seoul"}, "leaving replaces nothing"
        await d.press("O")
        await d.type("arms-deals")
        await d.press("enter")
        assert "also in big-arms-deals" in d.text()
        await d.press("enter")
        await d.type("-2")
        await d.press("enter")
        assert kept() == {"mine": "seoul", "arms-deals-2": "korea"}
        await d.press("O")
        await d.type("mine")
        await d.press("enter", "down", "enter")
        assert "saved:mine finds it" in d.text() and kept()["mine"] == "korea"
        await d.press("O")
        await d.type("mine")
        await d.press("enter")
        assert len(d.app.screen_stack) == 1, "the same search again is nothing to ask about"
        await d.press("u")
        assert kept()["mine"] == "seoul"


async def test_saved_searches_are_renamed_and_taken_away(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "config.toml"
    target.write_text('[saved]\nfirst = "korea"\nsecond = "saved:first -seoul"\n')
    async with driven(library, session=_session(library, target)) as d:
        await d.press("o")
        await d.type("first")
        await d.press("ctrl+r")
        await d.type("-one")
        await d.press("enter")
        assert isinstance(d.screen, SavedScreen)
        assert config.settings(target).settings.saved == {"first-one": "korea", "second": "saved:first-one -seoul"}
        await d.press("delete")
        await d.until(lambda: "saved:first-one is taken away" in d.text())
        assert set(config.settings(target).settings.saved) == {"second"}
        await d.press("escape", "u")
        assert config.settings(target).settings.saved["first-one"] == "korea"
        d.explorer.search("saved:second")
        assert len(d.explorer.found.rows) and not d.explorer.found.problem


async def test_a_file_that_cannot_be_changed_is_left_and_said(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "config.toml"
    target.write_text("[saved\n")
    async with driven(library, session=Session(library, searches=Searches(target)), query="korea") as d:
        await d.press("O")
        await d.type("mine")
        await d.press("enter")
        assert "not TOML" in d.text()
    assert target.read_text() == "[saved\n"


async def test_what_leads_back_to_itself_is_not_saved(library: Library, tmp_path: Path) -> None:
    async with driven(library, session=_session(library, tmp_path / "config.toml"), query="saved:visits korea") as d:
        await d.press("O")
        await d.type("visits")
        await d.press("enter")
        assert isinstance(d.screen, Chooser) and "leads back to itself" in d.text()
    assert not (tmp_path / "config.toml").exists()


async def test_a_public_session_reads_examples_and_saves_nothing(library: Library) -> None:
    async with driven(library, session=Session(library, kiosk=True), query="korea") as d:
        await d.press("O")
        assert len(d.app.screen_stack) == 1
        await d.press("o")
        assert [e.value for e in d.screen.shown] == sorted(EXAMPLES)
        await d.type("visits")
        await d.press("delete", "ctrl+r")
        assert isinstance(d.screen, SavedScreen)
        await d.press("enter")
        assert d.explorer.text == "saved:visits" and not d.explorer.found.problem


async def test_names_are_completed_and_unknown_ones_pointed_out(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("-saved:big")
        await d.press("tab")
        assert d.explorer.line.editor.text == "-saved:big-arms-deals"
        await d.type("x")
        assert "did you mean saved:big-arms-deals?" in d.explorer.found.problem
