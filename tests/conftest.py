"""Fixtures for all tests: no test sees the person's settings, terminal or databases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kortui", deadline=None)  # the first example pays for imports and compiled patterns
settings.load_profile("kortui")

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """A flag to keep what screens look like now."""
    parser.addoption("--update-snapshots", action="store_true", help="write tests/tui/snapshots anew")


def pytest_xdist_auto_num_workers() -> int:
    """Processes of ``-n auto``: half of what tests of the terminal take is waiting, so a core does more than one's work."""
    cores = os.cpu_count() or 1
    return cores + (cores + 1) // 2


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Empty homes for settings, state and cache; nothing of the outer terminal's or kortui's variables."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in {"XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "XDG_CACHE_HOME": "cache"}.items():
        monkeypatch.setenv(name, str(home / folder))
    for name in list(os.environ):
        if name.startswith(("KORTUI_", "TEXTUAL")) and name != "KORTUI_SHARED":
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of original documents, where there is one."""
    folder = Path(os.environ.get("KORTUI_SHARED", ROOT.parent / "shared"))
    if not (folder / "documents").is_dir():
        pytest.skip(f"no original documents at {folder}; set KORTUI_SHARED")
    return folder
