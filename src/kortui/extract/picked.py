"""Records of a build brought together and chosen: by their numbers where they stand, whatever was chosen from them before."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

from kortui.extract.cards import CardFile, Cards, Head, Listed, Stretch, of
from kortui.extract.filed import Line
from kortui.extract.packed import Card


class Joined(Cards):
    """Records of several sequences, one after another."""

    def __init__(self, parts: Iterable[Sequence[Card]]) -> None:
        self._parts = [part if isinstance(part, Cards) else Listed(part) for part in parts]
        self._ends = array("Q", accumulate(map(len, self._parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def line(self, number: int) -> Line:
        """The row of a record, or where it is kept."""
        part = bisect_right(self._ends, number)
        return self._parts[part].line(number - (self._ends[part - 1] if part else 0))

    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""
        part = bisect_right(self._ends, number)
        return self._parts[part].late(number - (self._ends[part - 1] if part else 0))

    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""
        part = bisect_right(self._ends, number)
        return self._parts[part].head(number - (self._ends[part - 1] if part else 0))

    def __iter__(self) -> Iterator[Card]:
        return chain.from_iterable(self._parts)


class Picked(Cards):
    """Some records of a sequence, in an order of their own.

    Args:
        cards: All records.
        numbers: Which of them.

    Attributes:
        cards: What they are directly picked from: another choice of records is left out.
        numbers: Which of those.
    """

    def __init__(self, cards: Cards, numbers: array[int]) -> None:
        self.cards: Cards = cards.cards if isinstance(cards, Picked) else cards
        self.numbers: array[int] = array("I", map(cards.numbers.__getitem__, numbers)) if isinstance(cards, Picked) else numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def line(self, number: int) -> Line:
        """The row of a record, or where it is kept."""
        return self.cards.line(self.numbers[number])

    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""
        return self.cards.late(self.numbers[number])

    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""
        return self.cards.head(self.numbers[number])

    def heads(self) -> Iterator[Head]:
        """Of all records what is kept beside their rows."""
        return map(self.cards.head, self.numbers)

    def concerning(self, stage: int) -> array[int]:
        """Numbers of the records on which a later stage may depend."""
        cards = self.cards
        return array("I", cards.pick(self.numbers, stage)) if isinstance(cards, CardFile) else super().concerning(stage)

    def row(self, number: int) -> bytes:
        """The bytes of a record's row."""
        return self.cards.row(self.numbers[number])


def joined(parts: Iterable[Sequence[Card]]) -> Cards:
    """Records of several sequences, one after another; of those that stand in one file their numbers there are enough."""
    some = [*map(of, parts)]
    files = {id(file): file for file in map(_file_of, some)}
    file = next(iter(files.values()), None)
    if file is None or len(files) > 1:
        return Joined(some)
    numbers = array("I")
    for part in some:
        numbers.extend(part.numbers if isinstance(part, Picked) else range(part.start, part.start + len(part)))  # type: ignore[attr-defined]
    return Picked(file, numbers)


def _file_of(cards: Cards) -> CardFile | None:
    if isinstance(cards, Stretch):
        return cards.file
    return cards.cards if isinstance(cards, Picked) and isinstance(cards.cards, CardFile) else None
