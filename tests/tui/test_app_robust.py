"""Sizes, resize storms, hostile text, few colours, and a long walk of random keys: nothing may raise or leave its cells."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from kortui.commands import COMMANDS
from kortui.config import Settings
from kortui.model import Library
from kortui.notes import Notes
from kortui.sessions import opening
from kortui.stars import Stars
from kortui.tui.session import Session
from kortui.tui.themes import THEMES
from tests.tui.driving import Driven, driven
from tests.tui.samples import HOSTILE

SIZES = (
    (1, 1),
    (2, 2),
    (4, 3),
    (8, 24),
    (20, 5),
    (44, 12),
    (45, 11),
    (45, 12),
    (45, 16),
    (60, 20),
    (80, 24),
    (99, 30),
    (120, 36),
    (200, 60),
)


def _check_cells(d: Driven) -> None:
    """Every line of every widget has exactly the cells of its widget."""
    for screen in d.app.screen_stack:
        for widget in screen.walk_children():
            if widget.children or not widget.size.area:
                continue
            for y in range(widget.size.height):
                line = widget.render_line(y)
                assert cell_len(line.text) == widget.size.width, f"{widget!r} line {y}: {line.text!r}"


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_every_screen_at_every_size(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size) as d:
        for keys in (
            "",
            "j j enter",
            "h 2",
            "3 e",
            "J q 4",
            "5 enter",
            "q x",
            "q ?",
            "G o escape escape :",
            "escape f",
            "escape / s e o",
            "enter n F y c",
            "q w",
        ):
            await d.press(*keys.split())
            _check_cells(d)
        assert not d.app._exit


@pytest.mark.parametrize("size", [(40, 10), (10, 3)])
async def test_a_window_too_small_says_so_and_nothing_else(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size) as d:
        lines = d.lines()
        assert lines[0].strip() == ("kortui needs 45x12, this is 40x10" if size[0] > 10 else "45x12")
        assert not "".join(lines[1:]).strip()


async def test_a_resize_storm(library: Library) -> None:
    dice = random.Random(7)
    async with driven(library) as d:
        await d.press("j", "enter")
        for _ in range(60):
            await d.pilot.resize_terminal(
                dice.choice((1, 3, 44, 45, 60, 99, 100, 140)), dice.choice((1, 2, 11, 12, 17, 24, 50))
            )
            d.send(dice.choice("jkJKgG12345"))
        await d.pilot.resize_terminal(120, 36)
        await d.settle()
        _check_cells(d)
        assert "kortui" in d.lines()[0]


@pytest.mark.parametrize(
    "keys",
    ["2 tab", "3 tab J j", "4 tab v", "/ a l t", "f", "question_mark", "j e", "j r z", "j a", "x", "ctrl+t"],
)
async def test_a_storm_leaves_nothing_behind(library: Library, keys: str) -> None:
    """What stands after windows of other sizes is what stood before them, in panes, pages and dialogs."""
    async with driven(library) as d:
        await d.press(*keys.split())
        before: list[str] = []
        for _ in range(2):  # the first storm may scroll a list, the second finds it where it leaves it
            for size in ((45, 16), (200, 60), (45, 12), (120, 36)):
                await d.pilot.resize_terminal(*size)
            if before:
                await d.until(lambda before=before: d.lines() == before, f"{keys} left something behind")  # type: ignore[misc]
            await d.pilot.pause(0.13)  # the detail follows the cursor after a moment
            await d.settle()
            before = d.lines()
            _check_cells(d)


@pytest.mark.parametrize("size", [(45, 16), (80, 24), (120, 36), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_walk_of_random_keys(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """500 keys at each of four sizes, also those that write: stars, notes, decisions, themes, the session itself."""
    dice = random.Random(size[0])
    commands = tuple(c for c in COMMANDS if c.id != "export.open")  # it would write wherever letters lead
    keys = [k for c in commands for k in c.keys]
    keys += [*'aseoulkrturkiye한국 "-:()', *"aAd;;?", "backspace", *["enter"] * 4, *["escape"] * 16, "tab", "ctrl+j"]
    session = Session(
        library, commands=commands, stars=Stars(tmp_path / "stars.json"), notes=Notes(tmp_path / "notes.json"),
        review_file=tmp_path / "review.toml", place=tmp_path / "sessions" / "x.json", settings_file=tmp_path / "config.toml",
    )  # fmt: skip
    seen = set()
    async with driven(library, session=session, size=size) as d:
        leave, left = d.app.exit, []
        monkeypatch.setattr(d.app, "exit", lambda *a, **k: left.append(a))
        for step in range(500):
            d.send(dice.choice(keys))
            if step % 6 == 0:
                await d.settle()
            seen.add(type(d.screen).__name__)
            if step % 149 == 0:
                _check_cells(d)
        await d.settle()
        assert d.app._exception is None
        monkeypatch.setattr(d.app, "exit", leave)
    assert len(seen) > 3, "the walk goes somewhere"
    assert not Notes(tmp_path / "notes.json").problem and not Stars(tmp_path / "stars.json").problem
    assert opening(session.place, Settings()).resumed


async def test_markup_and_escapes_show_literally_everywhere(library: Library) -> None:
    wanted = next(e for e in library.events if e.title == HOSTILE)
    async with driven(library, event=wanted.id, size=(200, 50)) as d:
        text = d.text()
        assert text.count(HOSTILE) >= 2  # list and detail
        assert "\x1b" not in text and "\x9b" not in text
        await d.press("e")
        assert HOSTILE in d.text()
        await d.press("q", "/")
        await d.type("[@click=app.quit] [b]")
        assert "[@click=app.quit] [b]" in d.lines()[1]
        await d.press("escape")
        row = next(y for y, line in enumerate(d.lines()) if "[@click=app.quit]" in line)
        column = d.lines()[row].index("[@click") + 3
        await d.pilot.click(offset=(column, row))
        await d.settle()
        assert not d.app._exit


async def test_no_line_holds_meta_of_markup(library: Library) -> None:
    async with driven(library) as d:
        for widget in d.screen.walk_children():
            if not widget.children:
                for y in range(widget.size.height):
                    assert all(not (s.style and s.style.meta) for s in widget.render_line(y))


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", *(t.name for t in THEMES), "nord", "textual-light"])
async def test_the_cursor_and_the_domain_need_no_colour(library: Library, theme: str) -> None:
    async with driven(library, theme=theme) as d:
        assert d.app.theme == theme
        await d.press("j")
        line = next(y for y in range(30) if d.explorer.list.render_line(y).text.startswith("›"))
        strip = d.explorer.list.render_line(line)
        assert re.search(r" (def|trd|dip)[ +]", strip.text)
        if theme.startswith("ansi"):
            assert all(s.style.reverse for s in list(strip)[:-1])
            for other in (line - 1, line + 2):
                for segment in d.explorer.list.render_line(other):
                    colour = segment.style.color if segment.style else None
                    assert colour is None or not colour.triplet, "only the terminal's own colours"


async def test_every_theme_can_be_chosen(library: Library) -> None:
    async with driven(library) as d:
        d.app.action_app_theme()
        await d.settle()
        names = [e.value for e in d.screen.shown]
        assert set(names) == set(d.app.available_themes)
        for step in (1, 1, 1, 10):  # kortui's own, the terminal's own, some other
            await d.press(*["down"] * step)
            await d.until(lambda: d.app.theme == d.screen.at.value)
            _check_cells(d)
        await d.press("escape")
        assert d.app.theme == THEMES[0].name


async def test_an_empty_library(library: Library) -> None:
    empty = Library((), (), (), (), ())
    async with driven(empty) as d:
        assert "This database holds no such records" in d.text()
        for command in COMMANDS:
            if command.keys and command.id not in ("app.quit", "go.back"):
                await d.press(command.keys[0], "escape")
        assert not d.app._exit
        _check_cells(d)


async def test_wide_characters_keep_their_columns(library: Library) -> None:
    async with driven(library, query="한국") as d:
        _check_cells(d)
        await d.press("e")
        _check_cells(d)


async def test_a_page_is_left_once(library: Library) -> None:
    async with driven(library) as d:
        await d.press("e")
        page = d.screen
        page.dismiss(None)
        page.dismiss(None)
        await d.settle()
        assert d.screen is d.explorer and d.app.is_running
        await d.press("e")
        page = d.screen
        await d.press("question_mark")
        page.dismiss(None)
        await d.settle()
        assert d.screen is not page and d.app.screen_stack[1] is page, "what lies below another page stays"


async def test_keys_typed_before_a_page_stands_are_done_on_it(library: Library) -> None:
    async with driven(library) as d:
        d.explorer.open_entity("turkiye")
        await d.settle()
        page = d.screen
        page.standing = False  # as while its widgets are being made
        await d.press("tab", "j", "q")
        assert d.screen is page and page.focused is page.text
        page.on_screen_resume()
        await d.until(lambda: d.screen is d.explorer)
        assert page.list.cursor == 1, "done in the order they were typed"
        d.send("e", "J", "a", "h", "i", "enter", "q")
        await d.until(lambda: d.screen is d.explorer and len(d.explorer.session.notes.by_record) == 1)
