"""Many records of a build in little memory: of each two numbers, what else is asked of it stands in the build's file.

Heads (ids, dates, blocks, names) are kept together in pieces and read a piece at a time, so they are cheap to walk through in
order; a record itself is reached directly.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from kortui.extract.filed import Filed, Line, RowFile, line_of
from kortui.extract.packed import Card, event_of
from kortui.made import Made, OneByOne
from kortui.model import Event

_PIECE = 64
"""Records that are put into the file together, their heads before their rows."""

_HELD = 4
"""Pieces kept decoded; who walks through the records needs one."""

Head = tuple[str, str | None, Sequence[int], tuple[str, ...], int, int]
"""All of a card but its row: id, date, keys, uses, late, digest."""


Kept = tuple[str, str | None, tuple[int, ...], tuple[str, ...], int, int]
"""A head as it is read."""

_Held = tuple[Head, bytes]
"""A record in memory: what is kept of it, and its row."""


class Cards(OneByOne[Card]):
    """Records in order."""

    __slots__ = ()

    @abstractmethod
    def line(self, number: int) -> Line:
        """The row of a record, or where it is kept."""

    @abstractmethod
    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""

    @abstractmethod
    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""

    def heads(self) -> Iterator[Head]:
        """Of all records what is kept beside their rows: cheaper than their cards."""
        return map(self.head, range(len(self)))

    def concerning(self, stage: int) -> array[int]:
        """Numbers of the records on which a later stage may depend."""
        return array("I", (number for number in range(len(self)) if self.late(number) & stage))

    def row(self, number: int) -> bytes:
        """The bytes of a record's row."""
        return line_of(self.line(number))

    def event(self, number: int) -> Event:
        """A record, decoded."""
        return event_of(self.row(number))

    @property
    def rows(self) -> Sequence[bytes]:
        """The rows of all records, each read when it is asked for."""
        return Made(range(len(self)), self.row)

    def at(self, index: int) -> Card:
        """A record with what is kept beside it."""
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._card(index % len(self))

    def _card(self, number: int) -> Card:
        id_, date, keys, uses, late, digest = self.head(number)
        return Card(id_, self.line(number), date, keys, uses, late, digest)

    def __iter__(self) -> Iterator[Card]:
        return map(self._card, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Listed(Cards):
    """Records that are held in memory."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards

    def __len__(self) -> int:
        return len(self._cards)

    def line(self, number: int) -> Line:
        """The row of a record."""
        return self._cards[number].row

    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""
        return self._cards[number].late

    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""
        return _head_of(self._cards[number])

    def _card(self, number: int) -> Card:
        return self._cards[number]


class Loaded(Cards):
    """Records that are held in memory as what is kept of each, and its row.

    Args:
        heads: What is kept of each beside its row.
        rows: Their rows.
    """

    def __init__(self, heads: Sequence[Head], rows: Sequence[bytes]) -> None:
        self._heads, self._rows = heads, rows

    def __len__(self) -> int:
        return len(self._heads)

    def line(self, number: int) -> Line:
        """The row of a record."""
        return self._rows[number]

    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""
        return self._heads[number][4]

    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""
        return self._heads[number]


def _head_of(card: Card) -> Head:
    return card.id, card.date, card.keys, card.uses, card.late, card.digest


class CardFile(Cards):
    """Records in the order they are added, each piece of them one stretch of the build's file: five bytes of memory a record.

    Args:
        rows: Where they stand.
    """

    def __init__(self, rows: RowFile) -> None:
        import msgspec

        self._rows = rows
        self._starts, self._ends = array("Q"), array("I")  # of pieces; in each piece of its heads, then of its rows
        self._lates = bytearray()
        self._in_memory: dict[int, list[_Held]] = {}
        self._open: list[_Held] = []
        self._decoded: dict[int, Sequence[Head]] = {}
        self._decode: Callable[[bytes], Sequence[Head]] = msgspec.msgpack.Decoder(tuple[Kept, ...]).decode

    def __len__(self) -> int:
        return len(self._lates)

    def add(self, card: Card) -> int:
        """Take a record with its row; its number."""
        self._take(_head_of(card), line_of(card.row))
        return len(self._lates) - 1

    def _take(self, head: Head, row: bytes) -> None:
        self._lates.append(head[4])
        self._open.append((head, row))
        if len(self._open) == _PIECE:
            self._close()

    def put(self, cards: Iterable[Card]) -> Stretch:
        """Take some records, each as it is made; what they can be reached by."""
        start = len(self)
        if isinstance(cards, Loaded):  # as remembered documents are: no card is made of what is taken apart again
            for number in range(len(cards)):
                self._take(cards.head(number), line_of(cards.line(number)))
        else:
            for card in cards:
                self.add(card)
        return Stretch(self, start, len(self) - start)

    def _close(self) -> None:
        """Put a piece away."""
        import msgspec

        some, self._open = self._open, []
        parts = [msgspec.msgpack.encode([head for head, _ in some]), *(row for _, row in some)]
        start = self._rows.store(parts)
        if start is None:
            self._in_memory[len(self._starts)] = some
        self._starts.append(start or 0)
        self._ends.extend(accumulate(map(len, parts)))

    def _held(self, piece: int) -> list[_Held] | None:
        """The records of a piece that is in memory."""
        return self._in_memory.get(piece) if piece < len(self._starts) else self._open

    def _place(self, piece: int, part: int) -> tuple[int, int]:
        """Where a part of a piece begins, and its size."""
        place = piece * (_PIECE + 1) + part
        before = self._ends[place - 1] if part else 0
        return self._starts[piece] + before, self._ends[place] - before

    def line(self, number: int) -> Line:
        """The row of a record, or where it is kept."""
        piece, part = divmod(number, _PIECE)
        held = self._held(piece)
        return Filed(self._rows, *self._place(piece, part + 1)) if held is None else held[part][1]

    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""
        return self._lates[number]

    def row(self, number: int) -> bytes:
        """The bytes of a record's row."""
        piece, part = divmod(number, _PIECE)
        held = self._held(piece)
        return self._rows.get(*self._place(piece, part + 1)) if held is None else held[part][1]

    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""
        piece, part = divmod(number, _PIECE)
        decoded = self._decoded.get(piece)
        if decoded is not None:
            return decoded[part]
        held = self._held(piece)
        return self._read(piece)[part] if held is None else held[part][0]

    def _read(self, piece: int) -> Sequence[Head]:
        """The heads of a piece that is in the file."""
        if len(self._decoded) >= _HELD:
            del self._decoded[next(iter(self._decoded))]
        decoded = self._decoded[piece] = self._decode(self._rows.get(*self._place(piece, 0)))
        return decoded

    def pick(self, numbers: Iterable[int], stage: int) -> Iterator[int]:
        """Places of those of some numbers on whose records a later stage may depend."""
        return (place for place, late in enumerate(map(self._lates.__getitem__, numbers)) if late & stage)


class Stretch(Cards):
    """Some records of a file, one after another."""

    __slots__ = ("_size", "file", "start")

    def __init__(self, file: CardFile, start: int, size: int) -> None:
        self.file, self.start, self._size = file, start, size

    def __len__(self) -> int:
        return self._size

    def line(self, number: int) -> Line:
        """The row of a record, or where it is kept."""
        return self.file.line(self.start + number)

    def late(self, number: int) -> int:
        """Which later stages may depend on a record."""
        return self.file.late(self.start + number)

    def head(self, number: int) -> Head:
        """What is kept of a record beside its row."""
        return self.file.head(self.start + number)


def of(cards: Iterable[Card]) -> Cards:
    """Records as what this module speaks of."""
    return cards if isinstance(cards, Cards) else Listed([*cards])
