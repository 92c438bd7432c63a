"""What Textual asks of every callback: how many arguments it takes.

It reads the signature of each new partial and lambda, 40 µs for each timer that is set, of which a key sets up to ten.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

from textual import _callback

_known: dict[tuple[CodeType, bool], int] = {}
"""Parameters by code and by whether the function is bound: there are no more than the program's text has functions."""


def count_once() -> None:
    """Have the parameters of a function counted once, whatever is made of it; a Textual that counts otherwise goes on so."""
    count = getattr(_callback, "_count_parameters", None)
    if count is not None and not isinstance(count, _Counting):
        _callback._count_parameters = _Counting(count)  # type: ignore[assignment]


class _Counting:
    """Counts the parameters of functions.

    Args:
        count: Textual's way to do so.
    """

    def __init__(self, count: Callable[[Callable[..., Any]], int]) -> None:
        self._count = count

    def __call__(self, function: Callable[..., Any]) -> int:
        """The parameters of a function; of one that stands for another they are counted each time."""
        code = getattr(function, "__code__", None)
        if code is None or hasattr(function, "__wrapped__") or hasattr(function, "__signature__"):
            return self._count(function)
        key = code, hasattr(function, "__self__")
        found = _known.get(key)
        if found is None:
            found = _known[key] = self._count(function)
        return found
