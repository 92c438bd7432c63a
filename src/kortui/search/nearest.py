"""The event nearest to a date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kortui import edtf
from kortui.model import Library
from kortui.rows import bits_of_rows
from kortui.search.postings import Figures
from kortui.search.taken import index_of, indexed
from kortui.search.values import DateSpan, day_number


def nearest_day(library: Library, rows: Sequence[int], wanted: DateSpan) -> int | None:
    """The row nearest to a stretch of time: the first that begins in it or after it, else the last before; None of none.

    With an index some forty questions to it, at any size; without one every event of the rows is looked at.

    Args:
        library: The database.
        rows: Rows of a list in any order.
        wanted: From `kortui.search.values.date_span`.
    """
    if not indexed(library):
        dated = [r for r in rows if library.events[r].date.start or library.events[r].date.end]
        return min(dated, key=lambda r: (_gap(library, r, wanted), r), default=None)
    postings = index_of(library)
    bits = bits_of_rows(rows, postings.size) & ~postings.get("fields", "is:undated")
    begun = postings.get("fields", "open:start")  # of these only the end is known
    found = [*_near(postings.starts, bits & ~begun, wanted), *_near(postings.ends, bits & begun, wanted)]
    return min(found)[1] if found else None


def _gap(library: Library, row: int, wanted: DateSpan) -> int:
    """Days between the start of an event and a stretch of time, 0 inside."""
    date = library.events[row].date
    start = day_number(edtf.from_iso(date.start or date.end), 0)
    return max(wanted.low - start, start - wanted.high, 0)


def _near(column: Figures, bits: int, wanted: DateSpan) -> Iterator[tuple[int, int]]:
    """Gap and row of those of some rows whose day is nearest to a stretch of time: in it, or before and behind it."""
    if inside := bits & column.between(wanted.low, wanted.high):
        yield 0, _first(inside)
        return
    if (day := last_before(column, bits, wanted.low)) is not None:
        yield int(wanted.low - day), _first(bits & column.between(day, day))
    if (day := first_behind(column, bits, wanted.high)) is not None:
        yield int(day - wanted.high), _first(bits & column.between(day, day))


def last_before(column: Figures, bits: int, limit: float) -> float | None:
    """The last day before another that some rows have, in some twenty questions to an index; None of none."""
    if not bits & column.below(limit):
        return None
    days = column.values
    first, behind = 0, bisect_left(days, limit)
    last = days[behind - 1]
    while behind - first > 1:  # from `first` on there are some, from `behind` on there are none
        middle = (first + behind) // 2
        first, behind = (middle, behind) if bits & column.between(days[middle], last) else (first, middle)
    return days[first]


def first_behind(column: Figures, bits: int, limit: float) -> float | None:
    """The first day behind another that some rows have, alike."""
    if not bits & column.above(limit):
        return None
    days = column.values
    before, last = bisect_right(days, limit) - 1, len(days) - 1
    begin = days[before + 1]
    while last - before > 1:  # up to `last` there are some, up to `before` there are none
        middle = (before + last) // 2
        before, last = (before, middle) if bits & column.between(begin, days[middle]) else (middle, last)
    return days[last]


def _first(bits: int) -> int:
    """The first row of a set."""
    return (bits & -bits).bit_length() - 1
