"""Which records of a large library a day of the calendar concerns, from its index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from kortui.model.calendar import UNBEGUN
from kortui.rows import first_bits
from kortui.search.days import EARLIEST, LATEST, day_number

if TYPE_CHECKING:
    from kortui.edtf import Day
    from kortui.search.stored import StoredPostings


class StoredCalendar:
    """The calendar of a derived file's events."""

    def __init__(self, postings: StoredPostings) -> None:
        self._postings = postings

    def of(self, key: str) -> int:
        """The rows of a key."""
        return self._postings.get("fields", key)

    def acting(self, entity: str) -> int:
        """The rows in which an entity takes part."""
        return self._postings.get("fields", f"actor:{entity}")

    def begun(self, first: Day, last: Day | None = None) -> int:
        """The rows whose first day is from one day to another; those of which none is stated begin where they reach back to."""
        found = self._postings.starts.between(day_number(first, EARLIEST), day_number(last, LATEST))
        return found & ~self._postings.get("fields", UNBEGUN)

    @cached_property
    def _years(self) -> Sequence[tuple[int, int, int]]:
        """Each year in which an event begins, with its first row and the one behind its last: rows stand in order of dates."""
        spans = self._postings.spans
        found: dict[int, tuple[int, int]] = {}
        for (begin, behind), first, order in zip(pairwise(spans.begins), spans.firsts, spans.orders, strict=True):
            if first == order:  # else it is in its place by its end
                year = first // 12
                found[year] = (found.get(year, (begin, 0))[0], behind)
        return [(year, begin, behind) for year, (begin, behind) in found.items()]

    def begun_in(self, fits: Callable[[int], bool]) -> int:
        """The rows whose first day is in one of some years; those of which none is stated stand among them by their end."""
        found = 0
        for year, begin, behind in self._years:
            if fits(year):
                found |= first_bits(behind) & ~first_bits(begin)
        return found & ~self._postings.get("fields", UNBEGUN)

    def over(self, first: Day, last: Day | None = None) -> int:
        """The rows whose last day is from one day to another."""
        found = self._postings.ends.between(day_number(first, EARLIEST), day_number(last, LATEST))
        return found & ~self._postings.get("fields", "open:end")
