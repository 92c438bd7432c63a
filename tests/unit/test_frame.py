"""A frame kept in a file comes back as it was, or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui.cli.circumstances import describe, file_for
from kortui.terminal.capabilities import detect
from kortui.terminal.colours import Styles
from kortui.terminal.early import KEPT, Early
from kortui.terminal.frame import dump, load
from kortui.terminal.output import Stage

CAPABILITIES = detect({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
COLUMNS, ROWS = 24, 3
KEY = "key"


def _stage(text: str) -> Stage:
    stage = Stage(CAPABILITIES, COLUMNS, ROWS)
    stage.feed(text)
    return stage


def _file(text: str = "\x1b[1;31mRed 한국\x1b[0m plain\x1b[2;1Hİstanbul é\x1b[3;24H") -> bytes:
    stage = _stage(text)
    return dump(stage.lines(), stage.cursor, KEY)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS), st.integers(30, 37), st.text(max_size=12)), max_size=6)
)
def test_what_is_kept_draws_the_same(parts: list[tuple[int, int, int, str]]) -> None:
    written = "".join(
        f"\x1b[{row};{column}H\x1b[{colour}m" + text.replace("\x1b", "").replace("\n", "")
        for row, column, colour, text in parts
    )
    stage = _stage(written)
    restored = load(dump(stage.lines(), stage.cursor, KEY), KEY, CAPABILITIES, COLUMNS, ROWS)
    if restored is None:  # a glyph that stands otherwise beside its neighbours: such a frame is not shown
        assert any(not cell.isascii() or not cell.isprintable() for glyphs, _ in stage.lines() for cell in glyphs)
        return
    assert restored.lines() == stage.lines() and restored.cursor == stage.cursor
    assert restored.render() == stage.render()
    restored.feed(written)
    assert restored.render() == "", "drawing the same again sends nothing"


def test_each_style_of_a_frame_is_numbered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    numbered: list[object] = []
    number = Styles.number
    monkeypatch.setattr(Styles, "number", lambda self, style: numbered.append(style) or number(self, style))
    assert load(_file(), KEY, CAPABILITIES, COLUMNS, ROWS) is not None
    assert len(numbered) <= 3 * ROWS, "a line has two styles here, and a screen thousands of cells"


def test_an_ordinary_frame_does_come_back() -> None:
    assert load(_file(), KEY, CAPABILITIES, COLUMNS, ROWS) is not None


def _changed(**changes: Any) -> bytes:
    return json.dumps({**json.loads(_file()), **changes}).encode()


_PLAIN = [[-1, -1, 0]]
_REST = "\tx" * (COLUMNS - 1)
_LINE = [["x" + _REST, [[0, COLUMNS]]]] * ROWS


def _lined(text: str, *runs: list[int]) -> bytes:
    """A frame with another last line."""
    return _changed(styles=_PLAIN, lines=[*_LINE[:-1], [text, list(runs) or [[0, COLUMNS]]]])


_DAMAGED: Mapping[str, bytes] = {
    "empty": b"",
    "not json": b"{",
    "no object": b"[]",
    "not utf-8": b"\xff\xfe",
    "cut off": _file()[:-20],
    "another key": _changed(key="other"),
    "few rows": _changed(lines=_LINE[:-1]),
    "many rows": _changed(lines=[*_LINE, _LINE[0]]),
    "cursor outside": _changed(cursor=[0, COLUMNS]),
    "cursor no number": _changed(cursor=["0", 0]),
    "no colour": _changed(styles=[["31;5", -1, 0]], lines=_LINE),
    "colour too large": _changed(styles=[[1 << 26, -1, 0]], lines=_LINE),
    "colour true": _changed(styles=[[True, -1, 0]], lines=_LINE),
    "attribute too large": _changed(styles=[[-1, -1, 64]], lines=_LINE),
    "no such style": _lined("x" + _REST, [1, COLUMNS]),
    "short line": _lined("x\tx", [0, 2]),
    "styles of a short line": _lined("x" + _REST, [0, 5]),
    "huge run": _lined("x" + _REST, [0, 10**9]),
    "two letters in a cell": _lined("xx" + _REST),
    "wide in one cell": _lined("한" + _REST),
    **{f"control {ord(bad):x}": _lined(bad + _REST) for bad in "\x1b\x07\x00\n\r\x7f\x9b\u202e\u200b"},
}


@pytest.mark.parametrize("name", _DAMAGED)
def test_what_the_stage_would_not_have_made_is_not_shown(name: str) -> None:
    assert load(_DAMAGED[name], KEY, CAPABILITIES, COLUMNS, ROWS) is None


def test_a_frame_of_another_size_is_not_shown() -> None:
    assert load(_file(), KEY, CAPABILITIES, COLUMNS + 1, ROWS) is None
    assert load(_file(), KEY, CAPABILITIES, COLUMNS, ROWS + 1) is None


def test_only_a_few_frames_are_kept_and_only_when_they_changed(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        early = Early(tmp_path / "frames" / f"{number}.json", f"key {number}", CAPABILITIES)
        early.want(_stage(f"frame {number}"))
        early.keep()
        os.utime(tmp_path / "frames" / f"{number}.json", (number, number))
    kept = sorted(int(p.stem) for p in (tmp_path / "frames").iterdir())
    assert kept == list(range(3, KEPT + 3))


def test_a_folder_that_takes_nothing_is_no_misfortune(tmp_path: Path) -> None:
    (tmp_path / "frames").write_text("a file")
    early = Early(tmp_path / "frames" / "1.json", KEY, CAPABILITIES)
    early.want(_stage("x"))
    early.keep()
    assert (tmp_path / "frames").read_text() == "a file"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database, with the clock on, so that it counts as left alone."""
    import time

    path = tmp_path / "kortui.json"
    path.write_text("{}")
    now = time.time()
    monkeypatch.setattr("kortui.cli.circumstances.time.time", lambda: now + 60)
    monkeypatch.setattr("kortui.cli.circumstances.os.get_terminal_size", lambda _: os.terminal_size((80, 24)))
    return path


def test_everything_that_decides_is_in_the_key(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: dict[str, object] = {"pane": None, "query": "", "event": None, "theme": None}
    environ = {**os.environ, "TERM": "xterm-256color"}

    def key(**more: str) -> str | None:
        return describe(old, opened, CAPABILITIES, {**environ, **more})

    seen = [key()]
    assert seen[0] == key() is not None

    def differs() -> None:
        seen.append(key())
        assert len(set(seen)) == len(seen)

    for more in ({"TERM": "tmux"}, {"NO_COLOR": "1"}, {"COLORTERM": "truecolor"}, {"LC_ALL": "C"}, {"TEXTUAL_X": "1"}):
        assert key(**more) != seen[0]
    assert describe(old, opened, detect({"TERM": "vt100"}), environ) != seen[0]
    for name, value in (("pane", "trade"), ("query", "x"), ("event", "e1"), ("theme", "nord")):
        assert describe(old, {**opened, name: value}, CAPABILITIES, environ) != seen[0]
    state, settings = (Path(os.environ[f"XDG_{n}_HOME"]) / "kortui" for n in ("STATE", "CONFIG"))
    state.mkdir(parents=True)
    settings.mkdir(parents=True)
    (state / "stars.json").write_text("[]")
    differs()
    (state / "stars.json").write_text("[1]")
    differs()
    (settings / "config.toml").write_text("")
    differs()
    old.write_text("{ }")
    differs()
    monkeypatch.setattr("kortui.cli.circumstances.__version__", "9")
    differs()
    monkeypatch.setattr("kortui.cli.circumstances.time.strftime", lambda _: "tomorrow")
    differs()
    monkeypatch.setattr("kortui.cli.circumstances.os.get_terminal_size", lambda _: os.terminal_size((81, 24)))
    differs()
    assert len({file_for(one or "") for one in seen}) == len(seen)


def test_a_database_changed_just_now_has_no_key(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.cli.circumstances.time.time", lambda: old.stat().st_ctime + 1)
    assert describe(old, {}, CAPABILITIES, os.environ) is None
    assert describe(old.parent / "absent.json", {}, CAPABILITIES, os.environ) is None
