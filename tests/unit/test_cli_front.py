"""Plain command lines are answered without click, and exactly as click would have them answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.cli import front
from tests.unit.conftest import Done, Run

FRONT = front.run

PLAIN = [
    ["--help"],
    ["-h"],
    ["--version"],
    ["search", "altay"],
    ["search", "no-such-word-anywhere"],
    ["search", "type:visit", "-ankara", "--format", "jsonl"],
    ["search", "--limit", "2", "korea", "--format=ids"],
    ["search", "korea", "--limit=0", "--limit", "1"],
    ["search", "nope:x"],
    ["search", "altay", "--db", "absent.json"],
    ["search", "-hhh", "-5", "-"],
    ["search", "korea OR altay", "--format", "bibtex"],
    [],
    ["absent.json"],
    ["--pane", "trade", "absent.json", "--kiosk"],
    ["--query=altay", "--event", "e1"],
    ["serach"],
    ["--config", "absent.toml"],
]
"""Command lines that the front door takes."""

OTHER = [
    ["search"],
    ["search", "--help"],
    ["search", "altay", "-h"],
    ["search", "altay", "--fromat", "ids"],
    ["search", "altay", "--format", "nothing"],
    ["search", "altay", "--format"],
    ["search", "altay", "--limit", "-1"],
    ["search", "altay", "--limit", "many"],
    ["search", "altay", "--limit", "٣"],
    ["search", "altay", "--db="],
    ["search", "--", "--format", "ids"],
    ["search", "altay", "--format", "--limit"],
    ["list", "entities"],
    ["--pane", "nowhere"],
    ["--pane"],
    ["--query", "--kiosk", "absent.json"],
    ["--nothing"],
    ["-x"],
    ["--", "absent.json"],
    ["one.json", "two.json"],
    ["--kiosk=yes"],
    ["", "x"],
    ["--help", "search"],
    ["--version", "--help"],
]
"""Command lines that are click's to read."""


def _both(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], columns: int = 0) -> tuple[bool, Done, Done]:
    """Whether the front door took the words, what it did, and what click does."""
    taken: list[bool] = []

    def watched(words: list[str]) -> int | None:
        code = FRONT(words)
        taken.append(code is not None)
        return code

    monkeypatch.setattr(front, "run", watched)
    first = run(*words, columns=columns)
    monkeypatch.setattr(front, "run", lambda _: None)
    second = run(*words, columns=columns)
    # An error ends the front door's work with an exception, and then it has taken the words too.
    return taken != [False], first, second


@pytest.mark.parametrize("columns", [0, 80, 100, 200])
@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_plain_lines_do_as_click_has_it(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], columns: int) -> None:
    taken, first, second = _both(run, monkeypatch, words, columns)
    assert taken
    assert first == second
    assert first.out or first.err


@pytest.mark.parametrize("words", OTHER, ids=" ".join)
def test_all_else_is_left_to_click(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    taken, first, second = _both(run, monkeypatch, words)
    assert not taken
    assert first == second


def test_an_overview_of_another_width_is_made_by_click(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, first, second = _both(run, monkeypatch, ["--help"], 70)
    assert not taken and first == second
    assert max(map(len, first.out.splitlines())) <= 70


def test_completion_is_asked_of_click(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KORTUI_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "kortui sea")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert "search" in run("--help").out


def test_what_was_asked_for_reaches_the_app(run: Run, monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    seen: list[dict[str, object]] = []
    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: None)
    monkeypatch.setattr("kortui.tui.app.run", lambda path, **options: seen.append({"path": path, **options}) or 7)
    for words in (
        ["--pane=trade", str(database), "--query", "altay", "--kiosk"],
        [str(database)],
        ["--theme", "x", "--event=e1"],
    ):
        taken, first, second = _both(run, monkeypatch, words)
        assert taken and first.code == second.code == 7
    assert seen[0] == seen[1] and seen[0]["pane"] == "trade" and seen[0]["kiosk"] is True
    assert seen[2] == seen[3] and seen[2]["path"] == database
    assert seen[4] == seen[5] and seen[4]["theme"] == "x" and seen[4]["event"] == "e1"


def test_the_width_of_the_terminal_is_what_the_standard_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    for columns in ("", "0", "77", "many", "-3"):
        monkeypatch.setenv("COLUMNS", columns)
        monkeypatch.setenv("LINES", "")
        assert front.terminal_columns() == shutil.get_terminal_size().columns, columns
