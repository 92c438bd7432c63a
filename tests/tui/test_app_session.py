"""The session of last time: pane, query, record, order and charts come back on the next start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kortui import sessions, store
from kortui.config import Settings
from kortui.model import Library
from kortui.sessions import Opening, opening
from kortui.terminal.capabilities import detect
from kortui.tui.application import KortuiApp
from kortui.tui.session import Session
from kortui.tui.starting import start
from kortui.tui.widgets.chart import ChartView
from kortui.tui.widgets.time_strip import TimeStrip
from tests.tui.driving import driven


def _start(database: Path, **given: object) -> KortuiApp:
    capabilities = detect({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, encoding="utf-8")
    wanted = {"pane": None, "query": "", "event": "", "theme": None, "kiosk": False, **given}
    return start(database, capabilities, **wanted)  # type: ignore[arg-type]


async def test_everything_comes_back(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "sessions" / "x.json"
    async with driven(library, session=Session(library, place=file)) as d:
        await d.press("z", "z")
        zoom = d.explorer._views["timeline"].zoom
        await d.press("3", "tab", "v", "V", "/")
        await d.type("korea sort:title")
        await d.press("enter", "G", "k")
        record = d.explorer.record.id
    left = opening(file, Settings())
    async with driven(library, session=Session(library, place=file), opening=left) as d:
        assert (d.explorer.pane, d.explorer.text, d.explorer.record.id) == ("trade", "korea sort:title", record)
        view = d.explorer._views["trade"]
        assert isinstance(view, ChartView) and (view.axis, view.stated) == ("linear", True)
        await d.press("1")
        strip = d.explorer._views["timeline"]
        assert isinstance(strip, TimeStrip) and strip.zoom == zoom
        assert not d.explorer.has_class("-opened")
    assert opening(file, Settings()).modes["trade"]["axis"] == "linear", "a pane not opened again keeps its charts"


async def test_a_record_that_is_gone_is_no_mistake(library: Library, tmp_path: Path) -> None:
    async with driven(library, opening=Opening("trade", "", "enone", resumed=True)) as d:
        assert d.explorer.record is not None and not d.explorer.bar.notice
    async with driven(library, opening=Opening("nonsense", "((", "enone", {"timeline": {"zoom": 99}}, resumed=True)) as d:
        assert d.explorer.pane == "timeline" and d.explorer._views["timeline"].zoom < 99


async def test_a_fault_keeps_no_place(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sessions" / "x.json"
    with pytest.raises(ZeroDivisionError):
        async with driven(library, session=Session(library, place=file)) as d:
            d.explorer.call_later(lambda: 1 // 0)
            await d.settle()
    assert not file.exists()


async def test_from_start_to_start(library: Library, tmp_path: Path) -> None:
    database = tmp_path / "db.json"
    store.save(database, library)
    app = _start(database, query="korea")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
    assert "takes a tour" in app.session.notice, "the first start says that there is one"
    (file,) = (tmp_path_of_state() / "sessions").iterdir()
    assert json.loads(file.read_text("utf-8"))["query"] == "korea"
    app = _start(database)
    assert app._opening.query == "korea" and "The search of last time is on; F" in app.session.notice
    assert _start(database, fresh=True)._opening.query == ""
    assert _start(database, kiosk=True)._opening.query == "" and _start(database, kiosk=True).session.place is None
    file.write_text("{broken", "utf-8")
    assert "left aside" in _start(database).session.notice


def tmp_path_of_state() -> Path:
    """The state folder of the test."""
    from kortui import config

    return config.paths().state


async def test_a_public_session_leaves_no_place(library: Library, tmp_path: Path) -> None:
    file = sessions.place(tmp_path, tmp_path / "db.json")
    async with driven(library, session=Session(library, kiosk=True, place=file)) as d:
        await d.press("3")
    assert not file.parent.exists()
