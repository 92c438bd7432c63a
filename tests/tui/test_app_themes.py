"""Themes seen while choosing; enter keeps one in the settings, escape and undo bring the one before back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.geometry import Region
from textual.theme import BUILTIN_THEMES, Theme

from kortui import config
from kortui.errors import UsageError
from kortui.model import Library
from kortui.records import fields_of
from kortui.tui.legible import LEAST, contrast, legible
from kortui.tui.session import Session
from kortui.tui.themes import DRAWN, THEMES, Inks, inks_of
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


def _all_themes() -> list[Theme]:
    return [theme for theme in (*THEMES, *BUILTIN_THEMES.values()) if not theme.ansi]


@pytest.mark.parametrize("theme", _all_themes(), ids=lambda theme: theme.name)
def test_text_can_be_read_in_every_theme(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    grounds = [Color.parse(colours[name]).rgb for name in ("background", "surface", "panel")]
    inks = inks_of(theme)
    poor = {}
    for name in (f.name for f in fields_of(Inks).values()):
        style = inks.get(name)
        assert not style.dim, "a terminal halves dim text as it likes"
        assert style.color is not None
        behind = [tuple(style.bgcolor.get_truecolor())] if style.bgcolor is not None else grounds
        found = min(contrast(tuple(style.color.get_truecolor()), one) for one in behind)  # type: ignore[arg-type]
        if name not in DRAWN and found < LEAST:
            poor[name] = round(found, 2)
    assert not poor


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert legible((32, 38, 45), (255, 255, 255)) == (32, 38, 45), "what can be read stays as it is"


async def test_nothing_is_written_in_the_ink_of_rules(library: Library) -> None:
    """Words in the faint ink could not be read in either of our themes."""
    session = Session(library)
    async with driven(library, session=session) as d:
        faint = inks_of(d.app.current_theme).faint.color
        for keys in (("2",), ("tab",), ("J",), ("5",), ("1", "enter"), ("escape", "r"), ("escape", "x"), ("escape", "?")):
            await d.press(*keys)
            for widget, (region, _) in d.screen._compositor.visible_widgets.items():
                for line in [] if widget.children else widget.render_lines(Region(0, 0, region.width, region.height)):
                    for segment in line:
                        if segment.style is not None and segment.style.color == faint:
                            assert not re.search(r"\w\w", segment.text), f"{keys}: {segment.text!r}"
