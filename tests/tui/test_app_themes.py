"""Themes seen while choosing; enter keeps one in the settings, escape and undo bring the one before back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui import config
from kortui.errors import UsageError
from kortui.model import Library
from kortui.tui.session import Session
from kortui.tui.themes import THEMES
from tests.tui.driving import Driven, driven


async def _choose(d: Driven, name: str) -> None:
    await d.press("colon")
    await d.type("choose the colours")
    await d.press("enter")
    await d.type(name)


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light", "nord"])
async def test_a_theme_is_previewed_kept_and_undone(library: Library, tmp_path: Path, name: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\npane = "timeline"\n', "utf-8")
    async with driven(library, session=Session(library, settings_file=file)) as d:
        before = d.app.theme
        await _choose(d, name)
        await d.until(lambda: d.app.theme == name)
        await d.press("escape")
        assert d.app.theme == before and "theme" not in file.read_text("utf-8")
        await _choose(d, name)
        await d.press("enter")
        assert d.app.theme == name and "kept in config.toml" in d.explorer.bar.notice
        assert config.parse(file.read_bytes()) == (config.Settings(theme=name), ())
        await d.press("u")
        assert d.app.theme == before and file.read_text("utf-8") == '# mine\npane = "timeline"\n'


async def test_a_settings_file_that_is_broken_is_not_touched(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("theme = ", "utf-8")
    async with driven(library, session=Session(library, settings_file=file)) as d:
        await _choose(d, "nord")
        await d.press("enter")
        assert d.app.theme == "nord" and "is not TOML" in d.explorer.bar.notice
    assert file.read_text("utf-8") == "theme = "


async def test_a_public_session_keeps_no_theme(library: Library, tmp_path: Path) -> None:
    async with driven(library, session=Session(library, kiosk=True, settings_file=tmp_path / "config.toml")) as d:
        await _choose(d, "nord")
        await d.press("enter")
        assert d.app.theme == "nord" and "as long as this session" in d.explorer.bar.notice
    assert not list(tmp_path.iterdir())


async def test_nothing_moves_of_itself(library: Library) -> None:
    async with driven(library) as d:
        assert d.app.animation_level == "none"


async def test_the_axis_of_the_settings_is_the_one_charts_begin_with(library: Library) -> None:
    async with driven(library, session=Session(library, axis="linear"), pane="trade") as d:
        assert d.explorer._views["trade"].axis == "linear"


def test_a_theme_that_does_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    from kortui import store
    from tests.tui.test_app_session import _start

    database = tmp_path / "db.json"
    store.save(database, library)
    with pytest.raises(UsageError, match="did you mean ansi-dark"):
        _start(database, theme="ansi-drak")
    settings = tmp_path / "my.toml"
    settings.write_text('theme = "nrod"\n', "utf-8")
    monkeypatch.setenv("KORTUI_CONFIG", str(settings))
    app = _start(database)
    assert "there is no theme 'nrod'; did you mean nord?" in app.session.notice and app.theme == THEMES[0].name
