"""Running kortui's command line inside the test's process."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kortui import store
from kortui.cli import main, output
from tests.unit.samples import library


@dataclass(frozen=True)
class Done:
    """What a command did: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of tsv output, heading included."""
        return [line.split("\t") for line in self.out.splitlines()]


Run = Callable[..., Done]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The sample library as a file."""
    path = tmp_path / "sample.json"
    store.save(path, library())
    return path


@pytest.fixture
def run(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the sample library; ``columns`` pretends that stdout is a terminal that wide."""

    def run(*words: str, stdin: str = "", columns: int = 0) -> Done:
        monkeypatch.setenv("KORTUI_DB", str(database))
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        monkeypatch.setenv("COLUMNS", str(columns or 80))
        monkeypatch.setattr(output, "is_terminal", lambda: columns > 0)
        capsys.readouterr()
        code = main(list(words))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run
