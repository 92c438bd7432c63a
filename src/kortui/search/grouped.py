"""Results in groups: by year or decade in another order than that of dates, by domain, type, actor or document.

Within a group the order is that of the result. A group is put in order when it is looked at, so that a million records cost
no more than those on the screen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Protocol

from kortui.model import Library
from kortui.records import dataclass
from kortui.rows import Rows, bits_of, first_bits, rows_in
from kortui.search.eras import Eras, Key, run
from kortui.search.pieces import Pieces
from kortui.text import fold_text

MOST_GROUPED = 20_000
"""Records of the largest result that is grouped by actor or document: that takes a pass over its events."""

_TOGETHER = 10
"""Records that are read in a piece: a millisecond."""

_HELD = 64
"""Groups held in order at a time."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a result falls into groups.

    Attributes:
        starts: How many rows lie before each group, the first 0.
        labels: What each is called; empty of eras.
        eras: First row and key of each, of years and decades.
        bits_of: Gives the rows of a group, as a bit set.
        group_of: Gives the group of a row of the result.
    """

    starts: Sequence[int]
    labels: Sequence[str]
    eras: Sequence[tuple[int, Key]]
    bits_of: Callable[[int], int]
    group_of: Callable[[int], int]


class Division(Protocol):
    """A way to divide results."""

    def cut(self, bits: int) -> Cut | None:
        """The groups of a result; None of one that is left whole."""


class Grouped(Rows):
    """A result in groups.

    Args:
        bits: Its rows.
        division: How it is divided.
        ordered: Puts a part of it in order.
    """

    __slots__ = ("_cut", "_division", "_known", "_length", "_ordered", "_parts", "bits")

    def __init__(self, bits: int, division: Division, ordered: Callable[[int], Rows]) -> None:
        self.bits = bits
        self._division = division
        self._ordered = ordered
        self._length = -1
        self._known = False
        self._cut: Cut | None = None
        self._parts: dict[int, Rows] = {}

    @property
    def cut(self) -> Cut | None:
        """The groups; None where the result is left whole."""
        if not self._known:
            self._cut, self._known = self._division.cut(self.bits) if self.bits else None, True
        return self._cut

    def __len__(self) -> int:
        if self._length < 0:  # of a million rows it takes 0.04 ms to count, and every line of a list asks
            self._length = self.bits.bit_count()
        return self._length

    @property
    def whole(self) -> Rows:
        """The rows in their order, in no groups."""
        return self._ordered(self.bits)

    def within(self, bits: int) -> Grouped:
        """Those of the rows that are in another set, in groups and an order of their own."""
        return Grouped(bits, self._division, self._ordered)

    def _part(self, group: int) -> Rows:
        """A group in order."""
        found = self._parts.get(group)
        if found is None:
            if len(self._parts) >= _HELD:
                del self._parts[next(iter(self._parts))]
            found = self._parts[group] = self._ordered(self.bits if self.cut is None else self.cut.bits_of(group))
        return found

    @property
    def _starts(self) -> Sequence[int]:
        return (0,) if self.cut is None else self.cut.starts

    def _at(self, position: int) -> int:
        group = bisect_right(self._starts, position) - 1
        return self._part(group)[position - self._starts[group]]

    def _between(self, start: int, stop: int) -> Sequence[int]:
        found: list[int] = []
        group = bisect_right(self._starts, start) - 1
        while start < stop:
            part, begin = self._part(group), self._starts[group]
            found += part[start - begin : stop - begin]
            start, group = begin + len(part), group + 1
        return found

    def __iter__(self) -> Iterator[int]:
        for group in range(len(self._starts) if self.bits else 0):
            yield from self._part(group)

    def place(self, row: int) -> int:
        """Position of a row; -1 when it is not among them."""
        if row not in self:
            return -1
        group = 0 if self.cut is None else self.cut.group_of(row)
        at = self._part(group).place(row)
        return at if at < 0 else self._starts[group] + at


class ByDate:
    """By year or decade.

    Args:
        eras: Those of the library.
        by: ``year`` or ``decade``.
        turned: Whether the latest come first; what is undated stays last.
    """

    def __init__(self, eras: Eras, by: str, *, turned: bool) -> None:
        self._eras = eras
        self._by = by
        self._turned = turned

    def cut(self, bits: int) -> Cut:
        """The groups of a result."""
        eras = self._eras.years if self._by == "year" else self._eras.decades
        before, held = run(bits, eras)
        sizes = [end - begin for begin, end in zip(before, [*before[1:], bits.bit_count()], strict=True)]
        order = list(range(len(held)))
        if self._turned:
            order.sort(key=lambda n: (held[n][1][0], -n))
        shown = [held[n] for n in order]
        places = {n: at for at, n in enumerate(order)}
        begins = [row for row, _ in held]

        def rows_of(group: int) -> int:
            row = shown[group][0]
            return bits >> row << row & first_bits(self._eras.behind(row, eras))

        starts = list(accumulate((sizes[n] for n in order), initial=0))[:-1]
        return Cut(starts, (), shown, rows_of, lambda row: places[bisect_right(begins, row) - 1])


def named(sets: Sequence[tuple[str, int, Callable[[], int]]], holds: Callable[[str, int], bool]) -> Cut:
    """Groups by label, in order of the labels.

    Args:
        sets: Each label with how many rows it has, and what gives them; disjoint, none empty.
        holds: Whether a label has a row of the result.
    """
    shown = sorted(sets, key=lambda one: (fold_text(one[0]), one[0]))
    labels = [label for label, *_ in shown]
    starts = list(accumulate((count for _, count, _ in shown), initial=0))[:-1]

    def group_of(row: int) -> int:
        return next(n for n, label in enumerate(labels) if holds(label, row))

    return Cut(starts, labels, (), lambda group: shown[group][2](), group_of)


class ByKey:
    """By domain, an event of several by its first, or by type: both are sets of the index.

    Args:
        sets: Gives each label with its rows.
    """

    def __init__(self, sets: Callable[[], Iterable[tuple[str, int]]]) -> None:
        self._sets = sets

    def cut(self, bits: int) -> Cut:
        """The groups of a result."""
        found: dict[str, int] = {}
        for label, rows in self._sets():
            if some := bits & rows:
                found[label] = some
                bits ^= some
        return named(
            [(label, some.bit_count(), partial(found.__getitem__, label)) for label, some in found.items()],
            lambda label, row: bool(found[label] >> row & 1),
        )


class ByName:
    """By the first actor, or the document of the first sentence behind an event: a pass over the events.

    Args:
        library: The records.
        by: ``actor`` or ``document``.
    """

    def __init__(self, library: Library, by: str) -> None:
        self._library = library
        self._by = by
        self._known = 0
        self._names: dict[int, str] = {}
        """Names of rows that were read before, those of `_known` among them."""

    def lacking(self, bits: int) -> int:
        """How many records of a result have to be read for its groups; 0 of one that is left whole."""
        return 0 if bits.bit_count() > MOST_GROUPED else (bits & ~self._known).bit_count()

    def read(self, bits: int) -> Pieces[None]:
        """Read these in pieces, for `cut` to find them read."""
        if len(self._names) > MOST_GROUPED:
            self._names, self._known = {}, 0
        for number, row in enumerate(rows_in(bits & ~self._known), 1):
            if row not in self._names:
                self._names[row] = self._name(row)
            if not number % _TOGETHER:
                yield
        self._known |= bits

    def _name(self, row: int) -> str:
        index = self._library.index
        if self._by == "actor":
            actors = index.parties(row).actors
            return index.name(actors[0].id) if actors else "Nobody named"
        first = self._library.events[row].evidence[0].document
        document = index.document.get(first)
        return document.attribution if document else first

    def cut(self, bits: int) -> Cut | None:
        """The groups of a result; None of one so large that going through it would be felt."""
        if bits.bit_count() > MOST_GROUPED:
            return None
        rows_of: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows_in(bits):
            rows_of[self._names.get(row) or self._name(row)].append(row)
        return named(
            [(label, len(rows), partial(bits_of, rows, rows[-1] + 1)) for label, rows in rows_of.items()],
            lambda label, row: row in rows_of[label],
        )
