"""What the app opens on: what is given, else where it was left, else the settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kortui.config import Settings
from kortui.sessions import MOST_FILES, Opening, keep, opening, place

LEFT = Opening("trade", "altay sort:title", "e1", {"timeline": {"zoom": 2}, "trade": {"axis": "linear", "stated": True}})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = place(tmp_path, tmp_path / "db.json")
    keep(path, "db.json", LEFT)
    return path


def test_the_app_opens_where_it_was_left(file: Path) -> None:
    found = opening(file, Settings())
    assert (found.pane, found.query, found.event, found.modes) == (LEFT.pane, LEFT.query, LEFT.event, LEFT.modes)
    assert found.resumed and not found.problem and not found.first


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"pane": "documents"}, ("documents", "rel:bilateral", "")),
        ({"query": "korea"}, ("defense", "korea", "")),
        ({"event": "e9"}, ("defense", "rel:bilateral", "e9")),
    ],
)
def test_what_is_given_wins_and_begins_anew_but_for_the_charts(
    file: Path, given: dict[str, str], wanted: tuple[str, str, str]
) -> None:
    found = opening(file, Settings(pane="defense", query="rel:bilateral"), **given)
    assert (found.pane, found.query, found.event) == wanted
    assert found.modes == LEFT.modes and not found.resumed


@pytest.mark.parametrize(("settings", "fresh"), [(Settings(), True), (Settings(start="fresh"), False)])
def test_fresh_leaves_the_last_session_aside(file: Path, settings: Settings, fresh: bool) -> None:
    found = opening(file, settings, fresh=fresh)
    assert found == Opening("timeline")


def test_a_first_start_is_one(tmp_path: Path, file: Path) -> None:
    assert opening(place(tmp_path / "new", tmp_path / "db.json"), Settings()) == Opening("timeline", first=True)
    assert opening(place(tmp_path, tmp_path / "other.json"), Settings()) == Opening("timeline")
    assert opening(None, Settings()) == Opening("timeline"), "a public session remembers nothing"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b"\xff\xfe", b'{"pane": 1, "query": "", "event": ""}', b'{"pane": "trade"}', b"[" * 5000,
        b'{"pane": "trade", "query": "", "event": "", "modes": {"trade": 3}}',
        b'{"pane": "trade", "query": "' + b"x" * 70_000 + b'", "event": ""}',
    ],
)  # fmt: skip
def test_a_damaged_session_is_left_aside_and_told(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    found = opening(file, Settings())
    assert (found.pane, found.query, found.modes) == ("timeline", "", {}) and "left aside" in found.problem


def test_what_a_file_says_is_made_harmless(file: Path) -> None:
    table = {"pane": "trade\x1b[2J", "query": "a\nb\x07", "event": "", "modes": {"trade": {"axis": ["list"], "stated": None}}}
    file.write_text(json.dumps(table), "utf-8")
    found = opening(file, Settings())
    assert "\x1b" not in found.pane and found.query == "a b\ufffd" and found.modes == {"trade": {}}


def test_databases_have_a_file_each_and_the_oldest_go(tmp_path: Path) -> None:
    files = {place(tmp_path, tmp_path / f"{n}.json") for n in range(3)}
    assert len(files) == 3 and place(tmp_path, tmp_path / "x" / ".." / "0.json") in files
    for number in range(MOST_FILES + 5):
        keep(place(tmp_path, tmp_path / f"{number}.json"), "", LEFT)
    assert len(list((tmp_path / "sessions").iterdir())) == MOST_FILES
