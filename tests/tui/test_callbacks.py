"""Parameters of callbacks are counted without their signatures, and rightly."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import pytest
from textual import _callback

from kortui.tui.callbacks import count_by_code


class _Has:
    def method(self, one: int, two: int) -> None:
        """Takes two."""

    def only_here(self, one: int, two: int) -> None:
        """Takes two, and no other test counts them."""

    def open(*more: int, **others: int) -> None:
        """Takes anything."""

    @classmethod
    def given(cls, one: int = 0) -> None:
        """Takes one, or none."""

    def __call__(self, one: int) -> None:
        """Takes one."""


def _wrapping(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def around(*arguments: object) -> Any:
        return function(*arguments)

    return around


def _none() -> None:
    """Takes nothing."""


def _open(one: int, *more: int, named: int = 0, **others: int) -> None:
    """Takes anything."""


def _two(one: int, two: int) -> None:
    """Takes two."""


@pytest.mark.parametrize(
    ("function", "count"),
    [
        (_Has().method, 2),
        (_Has.method, 3),
        (partial(_Has().method, 1), 1),
        (partial(_Has().method, one=1, two=2), 0),
        (partial(_two, 1), 1),
        (partial(_Has()), 1),
        (_wrapping(_none), 0),
        (_wrapping(_two), 2),
        (lambda: None, 0),
        (_open, 4),
        (_Has().open, 2),
        (_Has.given, 1),
        (partial(_open, 1), 3),
        (print, None),
    ],
)
def test_as_many_as_the_function_has(function: Callable[..., Any], count: int | None) -> None:
    before = _callback.count_parameters(partial(function))
    count_by_code()
    for _ in range(2):
        assert _callback.count_parameters(partial(function)) == before
        assert count is None or before == count


def test_no_signature_of_a_function_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    count_by_code()
    read = 0
    signature = inspect.signature

    def counting(function: Callable[..., Any]) -> inspect.Signature:
        nonlocal read
        read += 1
        return signature(function)

    monkeypatch.setattr(_callback, "signature", counting)
    has = _Has()
    assert _callback._count_parameters(_two) == 2
    for number in range(3):
        assert _callback.count_parameters(partial(has.only_here, number)) == 1
    assert read == 0
    assert _callback.count_parameters(partial(_wrapping(_two), 1)) == 1 and read == 1, "but of what stands for another"
