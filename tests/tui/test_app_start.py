"""What the first frame needs is imported, and nothing else; errors before it are one line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor, ReflowResult
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from kortui import edtf_words, searches
from kortui.model import Library
from kortui.terminal import input as terminal_input
from kortui.terminal import modes
from kortui.terminal.lean import UNCALLED
from kortui.tui import dates
from kortui.tui.application import GROUNDS, KortuiApp
from kortui.tui.key_order import KeysInOrder
from kortui.tui.screens.explorer import Explorer
from kortui.tui.session import Session
from kortui.tui.widgets.drawn import DrawnLines
from tests.tui.driving import Driven, driven

_FRAME = """
import sys
from kortui.terminal.environment import prepare
prepare({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
from kortui.terminal.lean import import_textual
import_textual()
import asyncio
from kortui.tui.application import KortuiApp
from kortui.tui.session import Session
from kortui.tui.widgets.drawn import DrawnLines
from tests.tui.samples import small_library

async def main():
    async with KortuiApp(Session(small_library())).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.list.render_line(1).text.strip()
        print(*sys.modules)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def imported(pytestconfig: pytest.Config) -> set[str]:
    """Modules that stand imported when the first frame does."""
    done = subprocess.run(
        [sys.executable, "-c", _FRAME], capture_output=True, text=True, check=False, cwd=pytestconfig.rootpath, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "kortui.search.index", "kortui.search.query", "kortui.search.facets", "kortui.export", "kortui.tui.help",
        "kortui.tui.screens.chooser", "kortui.tui.screens.document", "kortui.tui.screens.conflicts", "kortui.tui.palette",
        "kortui.extract", "click", "sqlite3", "textual.widgets._data_table", "textual.widgets._markdown",
        "textual.widgets._tabbed_content", "textual.widgets._text_area", "textual.widgets._input",
        "textual.containers", "textual.layouts.grid", "base64", "struct", "ssl", *UNCALLED,
    ],
)  # fmt: skip
def test_the_first_frame_does_without(imported: set[str], module: str) -> None:
    assert module not in imported


def test_the_first_frame_is_really_drawn_by_the_app(imported: set[str]) -> None:
    assert {"textual.app", "kortui.tui.widgets.virtual_list"} <= imported


def test_what_was_left_out_of_textual_is_there_for_who_asks() -> None:
    code = """
import sys
from kortui.terminal.lean import UNCALLED, import_textual
import_textual()
assert not {*UNCALLED, "ssl"} & {*sys.modules}
import asyncio.base_events, ssl, subprocess, traceback
import rich.console, rich.style, textual.app, textual.css.stylesheet, textual.dom, textual.layout
assert asyncio.base_events.ssl is None and ssl.create_default_context
assert textual.app.user_downloads_path().name, "a stand-in calls the real function"
assert textual.app.mimetypes.guess_type("picture.svg")[0] == "image/svg+xml"
assert rich.style.Style.from_meta({"a": 1}).meta == {"a": 1}
assert rich.console.Console().render_str("[bold]word[/bold]").plain == "word"
assert textual.css.stylesheet.Stylesheet().parse_style("bold").bold
assert textual.css.stylesheet.Panel(textual.css.stylesheet.Padding("word")).renderable.renderable == "word"
assert textual.dom.Tree("word").label == "word" and textual.layout.Canvas(2, 1).width == 2
assert subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, text=True).stdout == "1\\n"
try:
    raise ExceptionGroup("several", [ValueError("one")])
except ExceptionGroup:
    assert "| ValueError: one" in traceback.format_exc()
from textual.command import CommandPalette
from textual.widget import Widget
from textual.widgets._toast import ToastRack
assert issubclass(CommandPalette, Widget) and isinstance(textual.app.ToastRack(), ToastRack)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_stand_in_that_is_called_too_early_makes_way() -> None:
    code = """
import sys
from kortui.terminal import lean
with lean._standing_in():
    from textwrap import indent
    import textwrap
    assert indent("a", "> ") == "> a" and isinstance(textwrap, lean._StandIn)
    assert not isinstance(sys.modules["textwrap"], lean._StandIn)
assert "textwrap" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_textual_that_wants_more_of_what_is_left_out_is_imported_whole() -> None:
    code = """
from kortui.terminal import lean
lean._StandIn.__getattr__ = lambda self, name: 1
lean.import_textual()
import sys, textual.app
assert "textual.command" in sys.modules and textual.app.App
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_the_first_frame_is_drawn_once_and_whole(
    library: Library, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    display = KortuiApp._display

    def watched(app: KortuiApp, screen: Screen[object], update: RenderableType | None) -> None:
        if update is not None:
            drawn.append(app.takes_keys)
        display(app, screen, update)

    monkeypatch.setattr(KortuiApp, "_display", watched)
    app = KortuiApp(Session(library), event=library.events[-3].id)
    async with app.run_test(size=size) as pilot:
        found = Driven(app, pilot)
        await found.until(lambda: app.takes_keys, "the main screen never stood")
        assert drawn == [False], "drawn once, before keys are taken"
        first = found.text()
        await found.settle()
        await pilot.pause(0.1)
        assert found.text() == first, "nothing was missing"
        assert library.events[-3].title[:20] in first, "the list stands where the record is"


async def test_the_first_frame_is_laid_out_twice(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    reflow = Compositor.reflow

    def watched(compositor: Compositor, parent: Widget, size: Size) -> ReflowResult:
        laid_out.append(size)
        return reflow(compositor, parent, size)

    monkeypatch.setattr(Compositor, "reflow", watched)
    async with driven(library, size=(120, 36)) as d:
        assert laid_out == [(120, 36), (120, 36)], "for the parts to learn their sizes, and with what they show in them"
        surfaces = [d.explorer, *d.explorer.query(Widget)]
        assert [one for one in surfaces if not isinstance(one._styles_cache, DrawnLines)] == []


def test_the_door_looks_at_the_terminal_before_textual_is_imported() -> None:
    code = "import sys, kortui.tui.app; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_no_rules_are_read_but_kortuis_own(library: Library) -> None:
    async with driven(library) as d:
        read = d.app.stylesheet.source
        assert [Path(where).name for where, _ in read] == ["kortui.tcss"]
        await d.press("f")
        assert [Path(where).name for where, _ in read] == ["kortui.tcss", "pages.tcss"]
        assert {*d.app.stylesheet._variables} == {*GROUNDS}


def test_the_colours_the_app_knows_are_those_its_style_sheets_name() -> None:
    sheets = Path(sys.modules[KortuiApp.__module__].__file__ or "").parent.glob("*.tcss")
    assert {*re.findall(r"\$([\w-]+)", "".join(sheet.read_text("utf-8") for sheet in sheets))} == {*GROUNDS}


@pytest.mark.parametrize("theme", ["", "kortui-light", "ansi-dark", "nord"])
def test_the_app_has_the_colours_of_its_theme_from_the_beginning(library: Library, theme: str) -> None:
    app = KortuiApp(Session(library), theme=theme)
    assert {*app.stylesheet._variables} == {*GROUNDS} and app.stylesheet._variables == app.get_css_variables()


def test_textual_looks_through_few_classes() -> None:
    def own(made: type) -> list[str]:
        nodes = (cls for cls in made.__mro__ if issubclass(cls, DOMNode))
        return [cls.__name__ for cls in nodes if cls.__module__.startswith("kortui.")]

    assert own(Explorer) == ["Explorer", "RecordCommands", "KortuiScreen", "Drawn"]
    assert own(KortuiApp) == ["KortuiApp", KeysInOrder.__name__]


@pytest.mark.parametrize("module", [edtf_words, searches, modes, terminal_input, dates])
def test_patterns_wait_for_the_text_they_are_for(module: ModuleType) -> None:
    assert [name for name, value in vars(module).items() if isinstance(value, re.Pattern)] == []


def test_a_date_without_a_side_needs_no_pattern_of_sides() -> None:
    code = """
import re
import kortui.tui.dates as dates
compiled, compile = [], re._compiler.compile
re._compiler.compile = lambda pattern, flags=0: compiled.append(pattern) or compile(pattern, flags)
assert dates.fit_words("17 October 1950", 8) == "Oct 1950"
assert dates._MONTH in compiled and not {dates._SIDE, dates._AT_ITS_END, dates._BETWEEN_DATES} & {*compiled}
assert dates.fit_words("before 1950", 6) == "<1950" and dates._SIDE in compiled
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
