"""What Textual asks of every callback: how many arguments it takes.

It reads the signature of each new partial and lambda, 40 µs for each timer that is set, of which a key sets up to ten, and
20 µs for each of the 50 functions that a start calls. The code of a function says the same at once.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import CO_VARARGS, CO_VARKEYWORDS
from typing import Any

from textual import _callback


def count_by_code() -> None:
    """Have the parameters of functions counted by their code; a Textual that counts otherwise goes on so."""
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
        """The parameters of a function; of one that stands for another, or is none of Python's, Textual counts them."""
        code = getattr(function, "__code__", None)
        if code is None or hasattr(function, "__wrapped__") or hasattr(function, "__signature__"):
            return self._count(function)
        named = code.co_argcount - (hasattr(function, "__self__") and code.co_argcount > 0)
        open_ended = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
        return int(named + code.co_kwonlyargcount + open_ended)
