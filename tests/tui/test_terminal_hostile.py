"""Hostile data in every field of a database, on every screen: the bytes that leave hold only what the stage builds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kortui import store
from kortui.errors import DatabaseError
from kortui.terminal.capabilities import detect
from kortui.tui.session import Session
from tests.tui.channel import Channel, opened
from tests.tui.hostile import HOSTILE
from tests.tui.samples import small_library
from tests.tui.test_terminal_driver import LEAVES, printable

XTERM = detect({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
FORBIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u2028\u2029\U000e0000-\U000e007f\ud800-\udfff]")
AT_A_TIME = 15
BATCHES = [list(HOSTILE.items())[at : at + AT_A_TIME] for at in range(0, len(HOSTILE), AT_A_TIME)]

Path_ = tuple[str, ...]
"""Where in the file a text stands: table and fields; ``*`` for any row, ``[]`` for any entry of a list."""


def walk(value: Any, change: Callable[[Path_, str], str], at: Path_ = ()) -> Any:
    """The tables with every text changed."""
    if isinstance(value, str):
        return change(at, value)
    if isinstance(value, dict):
        return {key: walk(inner, change, (*at, "*" if len(at) == 1 else key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [walk(inner, change, (*at, "[]")) for inner in value]
    return value


def tables(tmp: Path) -> dict[str, Any]:
    """A small database as its file holds it."""
    path = tmp / "plain.json"
    store.save(path, small_library())
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def fields(plain: dict[str, Any]) -> list[Path_]:
    """Every field that holds a text."""
    found: dict[Path_, None] = {}

    def note(at: Path_, text: str) -> str:
        found[at] = None
        return text

    walk(plain, note)
    return list(found)


def poisoned(plain: dict[str, Any], which: set[Path_], payload: str, path: Path) -> Path:
    """A file whose fields begin with a payload, the texts of documents so end: evidence stays where it is."""

    def change(at: Path_, text: str) -> str:
        if at not in which:
            return text
        return f"{text}\n\n{payload}" if at == ("documents", "*", "text") else f"{payload} {text}"

    path.write_text(json.dumps(walk(plain, change)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> set[Path_]:
    """Fields that take any text; the others have values of their own, and a database with another is refused in a line."""
    tmp = tmp_path_factory.mktemp("fields")
    plain = tables(tmp)
    taken = set()
    everything = " ".join(HOSTILE.values())
    for field in fields(plain):
        path = poisoned(plain, {field}, everything, tmp / "one.json")
        try:
            store.load(path)
            taken.add(field)
        except DatabaseError as error:
            assert not re.search("[\x00-\x1f\x7f-\x9f]", error.line()), field
            assert not FORBIDDEN.search(error.line()), field
            assert len(error.line()) < 1000, field
    return taken


def test_most_fields_take_any_text(free: set[Path_]) -> None:
    assert len(HOSTILE) >= 26
    assert len(free) >= 35
    for field in (("events", "*", "title"), ("entities", "*", "aliases", "[]"), ("series", "*", "unit"), ("events", "*", "id")):
        assert field in free


async def everywhere(channel: Channel) -> None:
    """Call up every screen and panel, and everything on them that can be moved, opened or told."""
    press = channel.press
    for pane in "12345":
        await press(pane, "g", "down", "J", "enter", "J", "enter", "escape", "escape")
        await press("tab", "J", "v", "v", "V", "enter", "escape")
    await press("1", "g", "down")
    for key in ("e", "E", "c", "r", "x", "f", "'", "t", "s", "S", "z", "?", "ctrl+p", "R", "w", "L"):
        await press(key, "down", "J", "escape", "escape")
    for key in "cqln":
        await press("y", key, "L", "escape")
    await press("m", "'", "enter", "escape", "u", "/", *"ID: PWNED", "tab", "enter", "n", "N", "backspace", "escape", "F")


def small_session(path: Path, tmp: Path) -> Session:
    """A private session, which has more screens than a public one."""
    return Session(store.load(path), path="kb.json", state=tmp / "state", review_file=tmp / "review.toml")


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"from {batch[0][0]} to {batch[-1][0]}")
async def test_every_field_on_every_screen(free: set[Path_], tmp_path: Path, batch: list[tuple[str, str]]) -> None:
    payload = " ".join(text for _, text in batch)
    path = poisoned(tables(tmp_path), free, payload, tmp_path / "kb.json")
    session = small_session(path, tmp_path)
    async with opened(session.library, XTERM, (140, 40), session=session) as channel:
        await everywhere(channel)
        sent = re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", channel.bytes)  # copies, asked for by a key
    assert printable(sent)
    assert not FORBIDDEN.search(sent.decode())
    if "title" in dict(batch):
        assert "]0;PWNED" in LEAVES.sub(b"", sent).decode()  # it was shown, as text
    assert not list(tmp_path.glob("*.svg"))
