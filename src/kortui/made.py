"""Items made of others as they are reached: of a hundred thousand no more than one is held."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

S = TypeVar("S")
T = TypeVar("T")


class OneByOne(Sequence[T]):
    """Items each of which is got by its index alone."""

    __slots__ = ()

    @abstractmethod
    def at(self, index: int) -> T:
        """The item at an index.

        Args:
            index: From 0, or from -1 backward, as of any sequence.

        Raises:
            IndexError: When there is none.
        """

    def part(self, indexes: slice) -> Sequence[T]:
        """The items of a slice; a list of them where nothing better is known."""
        return [self.at(index) for index in range(*indexes.indices(len(self)))]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self.part(index) if isinstance(index, slice) else self.at(index)


class Made(OneByOne[T], Generic[S, T]):
    """What is made of each of some items, when it is reached."""

    def __init__(self, items: Sequence[S], make: Callable[[S], T]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    def at(self, index: int) -> T:
        """What is made of the item at an index."""
        return self._make(self._items[index])

    def part(self, indexes: slice) -> Sequence[T]:
        """What is made of the items of a slice, when it is reached."""
        return Made(self._items[indexes], self._make)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._items)
