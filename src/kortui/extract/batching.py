"""How much a stage does at a time: some sentences of one kind of work, and then the next kind.

All that is done with a sentence is more code than a processor keeps at hand; one kind of work many times in a row takes two
thirds to nine tenths of the time that it takes in between all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_TOGETHER = 32
"""Sentences at a time: enough for that, and few to be held in memory."""


def batches(items: Iterable[T], size: int = _TOGETHER) -> Iterator[list[T]]:
    """Some of the items at a time, in order; they are taken when their batch is asked for."""
    given = iter(items)
    while some := list(islice(given, size)):
        yield some
