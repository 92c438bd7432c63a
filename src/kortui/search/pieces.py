"""Long work in pieces of about a millisecond, between which whoever asked for it may do something else."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Pieces = Generator[None, None, T]
"""Yields between two pieces and returns the result."""


def whole(pieces: Pieces[T]) -> T:
    """The result, with nothing done in between."""
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            result: T = done.value
            return result
