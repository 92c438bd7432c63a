"""What the last stages know of single records and blocks, as it is kept from one build to the next: see `kortui.extract.late`.

A build holds of it numbers in rows and where the rest stands in its file.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from kortui.extract import derived, series
from kortui.extract.filed import Places, RowFile
from kortui.extract.sorting import ordered
from kortui.records import dataclass
from kortui.vocabulary import ConflictKind, Hedge, SeriesStatus

Point = tuple[series.Key, tuple[str, int | float, Hedge | None, SeriesStatus, int | float | None]]
"""Of which series a point is, and the point without the record's id."""

Points = tuple[str, tuple[Point, ...]]
"""The id of a record, and the points it gives."""

Found = tuple[int, str, str, tuple[str, ...], ConflictKind, str]
"""Number of the finder, and the fields of a conflict."""

T = TypeVar("T")


def decoder(shape: Any) -> Callable[[bytes], Any]:
    """What decodes values of a type from JSON; making it costs as much as decoding ten."""
    import msgspec

    return msgspec.json.Decoder(shape).decode


class Table(Generic[T]):
    """Values by number, in the build's file.

    Args:
        rows: The file.
        shape: Type of the values.
    """

    def __init__(self, rows: RowFile, shape: Any) -> None:
        self._numbers = array("Q")
        self._values = Places(rows)
        self._shape, self._decode = shape, decoder(shape)
        self.used = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, value: T) -> None:
        """Keep a value; `take` finds it when all come in ascending order."""
        import msgspec

        self._numbers.append(number)
        self._values.put([msgspec.json.encode(value)])

    def take(self, number: int, other: Table[T]) -> T | None:
        """The value that another table of the same file has of a number, kept here as it stands there."""
        place = other.place(number)
        if place is None:
            return None
        other.used += 1
        self._numbers.append(number)
        self._values.take(other._values, place)
        return other.value(place)

    def place(self, number: int) -> int | None:
        """Where a number stands, when all came in ascending order; None when it does not."""
        place = bisect_left(self._numbers, number)
        return place if place < len(self._numbers) and self._numbers[place] == number else None

    def take_all(self, other: Table[T], wanted: Callable[[int], bool]) -> None:
        """Keep the values of some numbers of another table of the same file as they stand there."""
        for place, number in enumerate(other._numbers):
            if wanted(number):
                self._numbers.append(number)
                self._values.take(other._values, place)

    def in_order(self) -> Table[T]:
        """The same in order of the numbers, so that `place` finds each."""
        made = Table[T](self._values.file, self._shape)
        for place in ordered(self._numbers, self._values.file):
            made._numbers.append(self._numbers[place])
            made._values.take(self._values, place)
        return made

    def value(self, place: int) -> T:
        """The value at a place."""
        value: T = self._decode(self._values.row(place))
        return value

    def dump(self) -> Iterator[bytes]:
        """All of it as lines: how many, then for each its number and its value, in order of the numbers."""
        yield b"%d" % len(self._numbers)
        for place in ordered(self._numbers, self._values.file):
            yield b"%d %b" % (self._numbers[place], self._values.row(place))

    def fill(self, lines: Iterator[bytes]) -> None:
        """Take what `dump` wrote.

        Raises:
            ValueError: When it is of another shape.
        """
        self._values.put(self._filled(lines))

    def _filled(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        import msgspec

        size, last = int(next(lines, b"")), -1
        for line in islice(lines, size):
            number, _, value = line.partition(b" ")
            try:
                self._decode(value)
                self._numbers.append(int(number))
            except (msgspec.MsgspecError, OverflowError) as error:
                raise ValueError("of another shape") from error
            if int(number) <= last:
                raise ValueError("not in order")
            last = int(number)
            yield value
        if len(self) != size:
            raise ValueError("cut short")


class Blocks:
    """The blocks of records, in the order each came into them, by the digest of the record: four bytes a block.

    Args:
        rows: The build's file, in which they are put into order.
    """

    def __init__(self, rows: RowFile) -> None:
        self._rows = rows
        self._digests, self._ends, self._numbers = array("Q"), array("I"), array("I")
        self._used = bytearray()

    def __len__(self) -> int:
        return len(self._digests)

    def add(self, digest: int, numbers: Iterable[int]) -> None:
        """Keep the blocks of a record; `get` finds them when all come in ascending order."""
        self._digests.append(digest)
        self._numbers.extend(numbers)
        self._ends.append(len(self._numbers))
        self._used.append(False)

    def __getitem__(self, place: int) -> Sequence[int]:
        return self._numbers[self._ends[place - 1] if place else 0 : self._ends[place]]

    def get(self, digest: int) -> Sequence[int] | None:
        """The blocks of a record."""
        place = bisect_left(self._digests, digest)
        if place == len(self._digests) or self._digests[place] != digest:
            return None
        self._used[place] = True
        return self[place]

    @property
    def used(self) -> int:
        """Of how many records somebody has asked."""
        return sum(self._used)

    def gone(self) -> Iterator[Sequence[int]]:
        """The blocks of each record that nobody has asked for."""
        return (self[place] for place, used in enumerate(self._used) if not used)

    def dump(self) -> Iterator[bytes]:
        """All of it as lines."""
        yield b"%d" % len(self)
        for place in ordered(self._digests, self._rows):
            yield b" ".join([b"%d" % number for number in (self._digests[place], *self[place])])

    def fill(self, lines: Iterator[bytes]) -> None:
        """Take what `dump` wrote.

        Raises:
            ValueError: When it is of another shape.
        """
        size, last = int(next(lines, b"")), -1
        for line in islice(lines, size):
            digest, *numbers = map(int, line.split(b" "))
            if digest <= last:
                raise ValueError("not in order")
            try:
                self.add(digest, numbers)
            except OverflowError as error:
                raise ValueError("of another shape") from error
            last = digest
        if len(self) != size:
            raise ValueError("cut short")


@dataclass(frozen=True, slots=True)
class Known:
    """What a build knows of its records and blocks; digests have 64 bits, numbers of blocks 32.

    Attributes:
        stated: The relations a record states, by the record's digest.
        points: The points a record gives.
        keys: The blocks a record is in.
        found: The conflicts of each block that has any.
    """

    stated: Table[tuple[derived.Stated | None]]
    points: Table[Points]
    keys: Blocks
    found: Table[tuple[Found, ...]]

    @classmethod
    def of(cls, rows: RowFile) -> Known:
        """Nothing yet.

        Args:
            rows: The build's file.
        """
        return cls(
            Table(rows, tuple[derived.Stated | None]), Table(rows, Points), Blocks(rows), Table(rows, tuple[Found, ...])
        )  # fmt: skip


def dump(known: Known) -> Iterator[bytes]:
    """What is known as lines."""
    for part in (known.stated, known.points, known.keys, known.found):
        yield from part.dump()


def parse(lines: Iterable[bytes], rows: RowFile) -> Known:
    """What `dump` wrote.

    Args:
        lines: What it wrote.
        rows: Where to keep it.

    Raises:
        ValueError: When it is of another shape.
    """
    known, given = Known.of(rows), iter(lines)
    for part in (known.stated, known.points, known.keys, known.found):
        part.fill(given)
    if next(given, None) is not None:
        raise ValueError("of another shape")
    return known
