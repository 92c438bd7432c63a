"""How often the garbage collector looks while documents are analysed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (50_000, 20, 100)
"""Objects made until a young, collections until a middle and an old one: analyses make many objects and hardly a cycle, and at
the interpreter's own 700 a sixth of the time goes into walking tables of patterns and names that stay."""


def collect_seldom() -> None:
    """Look seldom from here on; for a process that does nothing but analyse."""
    gc.set_threshold(*THRESHOLDS)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look seldom inside the block."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
