"""The decades of a derived file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kortui.made import OneByOne


class Decades(OneByOne[tuple[str, int]]):
    """Names of decades with their rows, which are read when asked for, and kept."""

    def __init__(self, names: Sequence[str], rows_of: Callable[[int], int]) -> None:
        self._names = names
        self._rows_of = rows_of
        self._kept: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._names)

    def at(self, index: int) -> tuple[str, int]:
        """The decade at an index."""
        name = self._names[index]
        if index not in self._kept:
            self._kept[index] = self._rows_of(index)
        return name, self._kept[index]
