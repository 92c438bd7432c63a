"""What the first frame needs is imported, and nothing else; errors before it are one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

_FRAME = """
import asyncio, sys
from kortui.terminal.environment import prepare
prepare({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
from kortui.tui.application import KortuiApp
from kortui.tui.session import Session
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
        "textual.widgets._tabbed_content", "textual.widgets._text_area",
    ],
)  # fmt: skip
def test_the_first_frame_does_without(imported: set[str], module: str) -> None:
    assert module not in imported


def test_the_first_frame_is_really_drawn_by_the_app(imported: set[str]) -> None:
    assert {"textual.app", "kortui.tui.widgets.virtual_list"} <= imported


def test_the_door_looks_at_the_terminal_before_textual_is_imported() -> None:
    code = "import sys, kortui.tui.app; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
