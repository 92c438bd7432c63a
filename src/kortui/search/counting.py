"""How many rows of a set have each value of a field, in the way that is the shortest for the field and the set."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from kortui.search.forward import FORWARD, Forward
from kortui.search.keys import after
from kortui.search.rows import rows_in

if TYPE_CHECKING:
    from kortui.search.stored import StoredPostings

_A_ROW = 0.4
"""Microseconds that a row of a result takes when what it consists of is counted row by row."""

_A_SET, _A_ROW_OF_SET = 10.0, 4e-4
"""The same for the set of a value, and for each row of the library in it, when it is counted value by value."""


class Counting:
    """Counts values of fields in a derived file."""

    def __init__(self, postings: StoredPostings) -> None:
        self._postings = postings
        self._forwards: dict[str, Forward] = {}
        self._values: dict[str, Sequence[str]] = {}
        self._listed: tuple[int, Sequence[int]] = (0, ())

    def counts(self, field: str, bits: int, at_most: int | None) -> Sequence[tuple[str, int]]:
        """The values with how many of their rows are in a set; arguments as of `Postings.counts`."""
        if field not in FORWARD:
            return self._of_few(field, bits)
        forward = self._forwards.get(field)
        if forward is None:
            forward = self._forwards[field] = Forward(*self._postings.forward(field), self._rows_of)
        by_value = len(forward.values) * (_A_SET + self._postings.size * _A_ROW_OF_SET)
        if by_value < forward.changes(bits) * _A_ROW:
            return self._most_frequent(field, forward, bits, at_most or len(forward.values))
        counts = forward.counts(bits)
        if at_most is None:
            return [(value, counts[number]) for number, value in enumerate(forward.values, 1)]
        return [(forward.values[number - 1], count) for number, count in counts.items() if count]

    def _of_few(self, field: str, bits: int) -> list[tuple[str, int]]:
        """The counts of a field with few values, whose sets are kept."""
        values = self._values.get(field)
        if values is None:
            stem = f"{field}:"
            values = self._values[field] = [key[len(stem) :] for key in self._postings.keys("fields", stem, after(stem))]
        return [(value, (bits & self._postings.get("fields", f"{field}:{value}")).bit_count()) for value in values]

    def _rows_of(self, bits: int) -> Sequence[int]:
        """The rows of a set; the last are kept, since all fields are counted in the same."""
        if self._listed[0] != bits:
            self._listed = (bits, list(rows_in(bits)))
        return self._listed[1]

    def _most_frequent(self, field: str, forward: Forward, bits: int, at_most: int) -> list[tuple[str, int]]:
        """The values of which no other has more rows in a set; those with few rows at all are not looked at."""
        found: list[tuple[str, int]] = []
        best: list[int] = []
        for position in forward.by_frequency:
            if len(best) >= at_most and forward.totals[position] < best[0]:
                break
            value = forward.values[position]
            count = (bits & self._postings.unkept(field, value)).bit_count()
            found.append((value, count))
            if len(best) < at_most:
                heappush(best, count)
            else:
                heappushpop(best, count)
        return found
