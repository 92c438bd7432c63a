"""Fixtures of the app's tests."""

from __future__ import annotations

import pytest

from kortui.model import Library
from tests.tui.samples import small_library


@pytest.fixture
def library() -> Library:
    """A fresh small library."""
    return small_library()
