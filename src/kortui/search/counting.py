"""How many rows of a set have each value of a field, in the way that is the shortest for the field and the set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from kortui.search.forward import FORWARD, Forward, listed
from kortui.search.keys import after
from kortui.search.packed import is_sparse
from kortui.search.pieces import Pieces

if TYPE_CHECKING:
    from array import array

    from kortui.search.stored import StoredPostings

_A_ROW = 0.4
"""Microseconds that a row of a result takes when what it consists of is counted row by row."""

_A_ROW_READ = 0.03
"""The same for each row of the library when the values of all are read, once."""

_A_SET, _A_ROW_OF_SET = 10.0, 4e-4
"""The same for the set of a value, and for each row of the library in it, when it is counted value by value."""

_FREQUENT = 24
"""Values with the most rows whose sets are kept: a panel of facets asks for them at every switch."""


class Counting:
    """Counts values of fields in a derived file."""

    def __init__(self, postings: StoredPostings) -> None:
        self._postings = postings
        self._forwards: dict[str, Forward] = {}
        self._values: dict[str, Sequence[str]] = {}
        self._listed: tuple[int, Sequence[int]] = (0, ())

    def counts(self, field: str, bits: int, at_most: int | None) -> Pieces[Sequence[tuple[str, int]]]:
        """The values with how many of their rows are in a set; arguments as of `Postings.counting`."""
        if field not in FORWARD:
            return (yield from self._of_few(field, bits))
        forward = yield from self._forward(field)
        by_value = self._looked_at(forward, bits, at_most) * (_A_SET + self._postings.size * _A_ROW_OF_SET)
        changes = forward.changes(bits)
        unread = changes and not forward.slots
        if by_value < changes * _A_ROW + (self._postings.size * _A_ROW_READ if unread else 0):
            return (yield from self._most_frequent(field, forward, bits, at_most or len(forward.values)))
        if unread:
            yield from self.prepare(field)
        counts = yield from forward.counting(bits)
        yield
        if at_most is None:
            return [(value, counts[number]) for number, value in enumerate(forward.values, 1)]
        return [(forward.values[number - 1], count) for number, count in counts.items() if count]

    def _forward(self, field: str) -> Pieces[Forward]:
        """The values of a field by row, which are not read yet."""
        forward = self._forwards.get(field)
        if forward is None:
            values, totals = self._postings.forward(field)
            forward = self._forwards[field] = Forward(values, (), totals, self._rows_of, self._postings.size)
            yield
            _ = forward.by_frequency  # 8 ms of 20,000 documents
            yield
        return forward

    def prepare(self, field: str) -> Pieces[None]:
        """Read the values of all rows, of a million events some 20 ms for each that a row may have, in as many pieces."""
        forward = yield from self._forward(field)
        if not forward.slots:
            slots: list[array[int]] = []
            for slot in self._postings.slots(field):
                slots.append(slot)
                yield
            forward.slots = slots

    def frequent(self, field: str) -> Pieces[Sequence[str]]:
        """The values of a field with so many rows that their sets are kept as bits, those with the most first."""
        forward = yield from self._forward(field)
        ordered, totals = forward.by_frequency, forward.totals
        many = bisect_right(ordered, False, key=lambda at: is_sparse(range(totals[at]), self._postings.size, often=True))
        return [forward.values[at] for at in ordered[:many]]

    def _looked_at(self, forward: Forward, bits: int, at_most: int | None) -> int:
        """How many values are likely to be looked at for those with the most rows: a set has as much of one as of another."""
        if at_most is None or at_most >= len(forward.values):
            return len(forward.values)
        ordered = forward.by_frequency
        least = forward.totals[ordered[at_most - 1]] * bits.bit_count() / max(1, self._postings.size)
        return bisect_right(ordered, -least, key=lambda position: -forward.totals[position])

    def _of_few(self, field: str, bits: int) -> Pieces[list[tuple[str, int]]]:
        """The counts of a field with few values, whose sets are kept."""
        values = self._values.get(field)
        if values is None:
            stem = f"{field}:"
            values = self._values[field] = [key[len(stem) :] for key in self._postings.keys("fields", stem, after(stem))]
        found = []
        for value in values:
            found.append((value, (bits & self._postings.get("fields", f"{field}:{value}")).bit_count()))
            yield
        return found

    def _rows_of(self, bits: int) -> Pieces[Sequence[int]]:
        """The rows of a set; the last are kept, since all fields are counted in the same."""
        if self._listed[0] != bits:
            self._listed = (bits, (yield from listed(bits)))
        return self._listed[1]

    def _most_frequent(self, field: str, forward: Forward, bits: int, at_most: int) -> Pieces[list[tuple[str, int]]]:
        """The values of which no other has more rows in a set; those with few rows at all are not looked at."""
        found: list[tuple[str, int]] = []
        best: list[int] = []
        for number, position in enumerate(forward.by_frequency):
            if len(best) >= at_most and forward.totals[position] < best[0]:
                break
            value = forward.values[position]
            kept = number < _FREQUENT
            rows = self._postings.get("fields", f"{field}:{value}") if kept else self._postings.unkept(field, value)
            count = (bits & rows).bit_count()
            found.append((value, count))
            if len(best) < at_most:
                heappush(best, count)
            else:
                heappushpop(best, count)
            yield
        return found
