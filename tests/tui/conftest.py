"""Fixtures of the app's tests."""

from __future__ import annotations

import pytest
from textual import constants

from kortui.model import Library
from tests.tui.samples import small_library

# As `kortui.terminal.environment.prepare` has it. Rich keeps the escape codes of a style as they were first asked for, whatever
# terminal they are for the next time, so an app drawn by one test for the colours of the outer terminal would show in another.
constants.COLOR_SYSTEM = "truecolor"  # type: ignore[misc]


@pytest.fixture
def library() -> Library:
    """A fresh small library."""
    return small_library()
