"""What a cold start imports, module by module: whoever makes a quick path import more has to say so here.

A module costs 0.3 to 5 ms, which nobody notices one at a time. Each path has a budget: the modules of kortui and of other
packages it may load. What creeps in is named by the failing test; what is not needed any more has to leave the budget.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kortui import config
from kortui.search import deriving
from kortui.terminal.lean import UNCALLED

_COMMAND = """
import contextlib, io, json, sys
before = set(sys.modules)
from kortui.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    assert main(sys.argv[1:]) == 0
print(json.dumps(sorted(set(sys.modules) - before)))
"""
_FIRST_FRAME = """
import json, sys
before = set(sys.modules)
from kortui.terminal.environment import prepare
prepare({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
from kortui.terminal.lean import import_textual
import_textual()
import asyncio
from kortui.tui.application import KortuiApp
from kortui.tui.session import Session
from tests.tui.samples import small_library

async def main():
    async with KortuiApp(Session(small_library())).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.list.render_line(1).text.strip()
        print(json.dumps(sorted(set(sys.modules) - before)))

asyncio.run(main())
"""

_HEAVY = {
    "argparse", "ast", "asyncio", "csv", "dataclasses", "difflib", "dis", "email", "gettext", "hashlib", "http",
    "importlib.metadata", "importlib.resources", "inspect", "locale", "logging", "multiprocessing", "pickle", "random",
    "shutil", "socket", "ssl", "subprocess", "tempfile", "textwrap", "threading", "tokenize", "tomllib", "unittest", "uuid",
    "xml", "zipfile",
}  # fmt: skip
"""Modules of the standard library that cost a millisecond or more and that no quick command needs."""

_PATHS = {"pathlib", "urllib.parse", "ipaddress", "fnmatch"}
"""What looking at one file by its name does without: 5 ms."""

_DOOR = "cli cli.front errors"
_SEARCH = f"""
{_DOOR} cli.finding cli.library cli.output cli.queries config edtf edtf_words export export.base export.grid export.passing
export.records export.registry
made model model.documents model.entities model.events model.library places records records.fields records.making
rows schema search search.days search.evaluate search.fields search.filters search.index search.keys search.lexer search.names
search.order search.parse search.phrases search.postings search.query search.saved search.sequences search.spans
search.spelling search.syntax search.taken search.tokens text vocabulary
"""
_IN_MEMORY = f"{_SEARCH} files layout search.collect search.columns search.groups search.memory search.reach search.words"
_IN_MEMORY += " model.calendar sound store"
_DERIVED = f"{_SEARCH} search.derived search.layout search.lazy search.lazy_index search.packed"
_DERIVED += " search.other_names search.places search.stored search.stored_file"
_FRAME = """
commands config edtf edtf_words errors files keyboard model model.documents model.entities model.events model.library notes
overview
overview.scale overview.words places
records records.fields records.making rows search search.eras search.reach search.spans search.taken searches sessions stars
terminal terminal.capabilities
terminal.colours terminal.compositor
terminal.early terminal.environment terminal.glyphs terminal.lean terminal.modes terminal.output terminal.pen
terminal.raw terminal.scroll text tui tui.application tui.bins tui.callbacks
tui.dates tui.detail tui.everywhere tui.failing tui.finding
tui.glyphs tui.grouping tui.jumps tui.key_order tui.keys tui.listing tui.messages tui.moment tui.paint tui.panes tui.rows
tui.screens tui.screens.base tui.shares tui.screens.browser tui.screens.drawing
tui.screens.at_hand tui.screens.leading
tui.screens.explorer tui.screens.narrowing tui.screens.offering tui.screens.pane_views tui.screens.readying
tui.screens.searching
tui.screens.records tui.session tui.themes
tui.trail tui.widgets tui.widgets.ahead tui.widgets.bars tui.widgets.drawn tui.widgets.lines
tui.widgets.query_bar tui.widgets.source tui.widgets.text_view tui.widgets.time_strip
tui.widgets.virtual_list vocabulary
"""


def _loaded(code: str, *words: str, root: Path, **env: str) -> set[str]:
    """What a fresh interpreter has loaded in the end, the samples of these tests left out."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, cwd=root, env={**os.environ, **env}
    )
    assert done.returncode == 0, done.stderr
    return {name for name in json.loads(done.stdout.splitlines()[-1]) if not name.startswith(("tests", "__"))}


def _budget(words: str) -> set[str]:
    return {"kortui", *(f"kortui.{word}" for word in words.split())}


def _own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "kortui"}


def _others(modules: set[str]) -> set[str]:
    """Packages that are neither kortui's nor the standard library's."""
    return {name.split(".")[0] for name in modules} - sys.stdlib_module_names - {"kortui"}


def _keep_to(found: set[str], budget: set[str]) -> None:
    assert sorted(found - budget) == [], "crept in: import it where it is used, or add it to the budget with a reason"
    assert sorted(budget - found) == [], "not needed any more: take it out of the budget"


def test_the_overview_and_the_version_need_next_to_nothing(root: Path) -> None:
    for words in (["--help"], ["--version"]):
        found = _loaded(_COMMAND, *words, root=root)
        _keep_to(_own(found), _budget(_DOOR))
        assert (_others(found), sorted(_HEAVY & found)) == (set(), [])


def test_a_search_of_a_small_database(root: Path, database: Path) -> None:
    found = _loaded(_COMMAND, "search", "altay", root=root, KORTUI_DB=str(database))
    _keep_to(_own(found), _budget(_IN_MEMORY))
    assert (_others(found), sorted(_HEAVY & found)) == ({"tinydb"}, [])


def test_a_search_through_the_derived_file(root: Path) -> None:
    assert deriving.make(config.bundle())
    found = _loaded(_COMMAND, "search", "altay", root=root)
    _keep_to(_own(found), _budget(_DERIVED))
    assert (_others(found), sorted((_HEAVY | _PATHS) & found)) == (set(), [])


def test_the_first_frame_of_the_app(root: Path) -> None:
    found = _loaded(_FIRST_FRAME, root=root)
    _keep_to(_own(found), _budget(_FRAME))
    assert not {"click", "tinydb", "sqlite3", "yaml", "filelock", "sentencex"} & found
    assert not {"ssl", "shutil", "struct", "tempfile", "textual.containers", "textual.scroll_view", *UNCALLED} & found
