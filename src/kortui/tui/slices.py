"""Long work of a screen done in slices, between which keys are answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import thread_time
from typing import TypeVar

from kortui.errors import DatabaseError
from kortui.search.pieces import Pieces
from kortui.tui.screens.base import KortuiScreen

T = TypeVar("T")

SLICE, BETWEEN, LATE = 0.004, 0.001, 0.01
"""Seconds of processor of a slice; seconds between two of them, and where a frame is still to be sent."""


def in_slices(
    screen: KortuiScreen,
    pieces: Pieces[T],
    done: Callable[[T], None],
    wanted: Callable[[], bool] = lambda: True,
    first: float | None = None,
    between: Callable[[], object] = int,
) -> None:
    """Work for a slice now and for others when no key waits; damage of the database ends it and is told.

    Args:
        screen: The screen it is for; it ends with that.
        pieces: The work.
        done: Takes its result.
        wanted: Whether it is still wanted; asked before each slice.
        first: Seconds of processor of the slice now, where it may take longer than the others.
        between: Called after each slice but the last, to show what there is so far.
    """
    if not wanted():
        return
    again = partial(in_slices, screen, pieces, done, wanted, between=between)
    if getattr(screen.app._driver, "sends", False):
        screen.set_timer(LATE, again)
        return
    until = thread_time() + (SLICE if first is None else first)
    try:
        next(pieces)
        while thread_time() < until:
            next(pieces)
    except StopIteration as ended:
        done(ended.value)
    except DatabaseError as error:  # the derived file of a large database was damaged meanwhile
        screen.say(error.line(), "bad")
    else:
        between()
        screen.set_timer(BETWEEN, again)
