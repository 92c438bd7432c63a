"""What a day brings: what happened on it and in its month, jubilees of the year, and what is planned or due."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from kortui import edtf
from kortui.model import EventDate, Library
from kortui.model import calendar as keys
from kortui.model.calendar import Calendar
from kortui.overview.elapsed import start_of, time_since, time_until, years
from kortui.overview.jubilees import BEGINNINGS, ROUND, Jubilee, Spoken, linked, parties_of, remembered, spoken_of
from kortui.overview.tables import SAID
from kortui.records import dataclass
from kortui.rows import bits_of, rows_in

_NO_JUBILEE = ("statistic", "statement", "target", "pledge", "policy")
ROUNDER = (100, 50, 25, 10, ROUND)
"""Numbers of years of whose multiples those of the first go before the others."""
_AS_ROUND = 3
"""How many of these go before what is only spoken of as a jubilee."""

SHOWN = 20
"""Records of a section that are shown to somebody who did not say how many; of a small database that is all there are."""

_FEW = 256
"""Records up to which reading the date of each is sooner done than going through the days of a year."""

Line = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of what a day brings.

    Attributes:
        name: Its heading.
        bits: Its records, as a bit set of rows; none was read for it.
        words: How long ago something is or to go, from its row and date.
        first: Sets of rows, those before others that are shown first where there are too many.
        ordered: Puts some of the rows in order.
    """

    name: str
    bits: int
    words: Callable[[int, EventDate], str]
    first: Callable[[], Iterator[int]]
    ordered: Callable[[int], Iterable[int]] = rows_in

    def __len__(self) -> int:
        return self.bits.bit_count()

    def some(self, at_most: int | None = None) -> list[int]:
        """The rows of those of its records that matter most, in order; of all where there are no more than so many.

        Args:
            at_most: How many; None or 0 is no limit.
        """
        if not at_most or len(self) <= at_most:
            return list(self.ordered(self.bits))
        chosen: dict[int, None] = {}
        for bits in self.first():
            for row in rows_in(bits):
                chosen[row] = None
                if len(chosen) == at_most:
                    return list(self.ordered(bits_of(chosen, self.bits.bit_length())))
        return list(self.ordered(bits_of(chosen, self.bits.bit_length())))


def sections(library: Library, day: datetime.date) -> Iterator[Section]:
    """The sections of what a day brings, those with records; each record is in one.

    Only a date that is stated is remembered: one known to a month has no day, one known to a year no month. What happened on
    29 February is of the 28th in a year without one. What is dated the day itself, plans too, is of the day. Rows are found by
    their keys, so that a day of a million records costs no look at any.

    Args:
        library: Where to look.
        day: The day.
    """
    seen = _Seen(library, day)
    for section in (seen.on_this_day, seen.in_this_month, seen.anniversaries, seen.ahead):
        found = section()
        if found.bits:
            yield found


def lines_of(library: Library, day: datetime.date) -> Iterator[Line]:
    """Id, section, date, how long ago or to go, and title of all that a day brings.

    Args:
        library: Where to look.
        day: The day.
    """
    for section in sections(library, day):
        for row in section.ordered(section.bits):
            yield line_of(library, section, row)


def line_of(library: Library, section: Section, row: int) -> Line:
    """The line of a record of a section."""
    event = library.index.line(row)
    return event.id, section.name, event.date.display, section.words(row, event.date), event.title


class _Seen:
    """What was found for a day so far."""

    def __init__(self, library: Library, day: datetime.date) -> None:
        self._library = library
        self._day = day
        self._calendar: Calendar = library.index.calendar
        self._size = len(library.events)
        self._done = 0

    def _types(self, types: Sequence[str]) -> int:
        bits = 0
        for one in types:
            bits |= self._calendar.of(f"type:{one}")
        return bits

    @cached_property
    def _dated_itself(self) -> int:
        """All rows but those whose date is the report's alone, which tells of another time."""
        told = self._types([one for one in SAID if one != "statistic"])
        return ~(self._calendar.of(keys.BY_REPORT) & ~told)

    @cached_property
    def _before(self) -> int:
        """The rows that begin in a year before the day's."""
        return self._calendar.begun_in(lambda year: year < self._day.year)

    def on_this_day(self) -> Section:
        """What is of the day itself, and what happened on it in other years."""
        year, month, number = self._day.year, self._day.month, self._day.day
        calendar, itself = self._calendar, self._dated_itself
        now = calendar.of(keys.THAT_DAY) & calendar.begun((year, month, 1), (year, month, number))
        now &= calendar.over((year, month, number), (year, month, 31)) & itself
        past = calendar.of(keys.day_key(month, number))
        if (month, number) == (2, edtf.month_length(year, 2)) == (2, 28):
            past |= calendar.of(keys.day_key(2, 29))
        self._done = bits = now | (past & self._before & itself)

        def words(row: int, date: EventDate) -> str:
            return "today" if now >> row & 1 else f"{years(year - start_of(date)[0])} ago"

        return Section("On this day", bits, words, lambda: chain((now,), self._rounder_first(bits)))

    def in_this_month(self) -> Section:
        """What else happened in the month in other years."""
        found = self._calendar.of(keys.month_key(self._day.month)) & self._before & self._dated_itself & ~self._done
        self._done |= found
        return Section(
            "In this month", found, lambda row, date: time_since(date, self._day), lambda: self._rounder_first(found)
        )

    def anniversaries(self) -> Section:
        """Round years of what happened, and what the sources themselves call an anniversary of the year."""
        calendar, year = self._calendar, self._day.year
        wanted = ~self._types([*_NO_JUBILEE, "anniversary"])
        visitors = calendar.of("type:visit") & calendar.of(keys.COUNTED)
        vague = (calendar.of(keys.IN_YEAR) | (calendar.of(keys.OF_YEAR) & ~visitors)) & wanted
        happened = vague | (calendar.of(keys.ON_DAY) & wanted)
        spoken = self._spoken(happened)
        own = bits_of([one.row for one in spoken if one.year == year], self._size)
        told = bits_of(chain.from_iterable(one.told if one.year == year else one.told[1:] for one in spoken), self._size)
        named = own & told  # nothing else is known of these than that they are spoken of
        due = ((self._round_years(ROUND) & happened) | own) & ~self._done
        self._done |= due | told

        def words(row: int, date: EventDate) -> str:
            return "this year" if named >> row & 1 else time_since(date, self._day)

        return Section(
            "Anniversaries this year", due, words, lambda: chain((own & due & ~named,), self._rounder_first(due, named)),
            lambda bits: self._in_order_of_the_year(bits, vague | named),
        )  # fmt: skip

    def _in_order_of_the_year(self, bits: int, vague: int) -> Iterator[int]:
        """Rows by month and day, those of which none is known before the others.

        Args:
            bits: The rows.
            vague: Those of which none is known, among others.
        """
        yield from rows_in(bits & vague)
        exact = bits & ~vague
        if exact.bit_count() <= _FEW:
            line = self._library.index.line
            yield from sorted(rows_in(exact), key=lambda row: start_of(line(row).date)[1:])
            return
        for month in range(1, 13):
            for day in range(1, 32):
                yield from rows_in(exact & self._calendar.of(keys.jubilee_key(month, day)))

    def _spoken(self, happened: int) -> Sequence[Jubilee]:
        """The jubilees of this year and later that the sources speak of."""
        calendar, index, year = self._calendar, self._library.index, self._day.year
        speak = calendar.of(keys.SPOKEN) | (self._types(["anniversary"]) & ~calendar.of(keys.UNBEGUN))
        spoken = Spoken(self._library, year, year)
        of_years: dict[int, int] = {}
        for row in rows_in(speak & calendar.begun((year, 1, 1))):
            said = spoken_of(index.parties(row))
            if said is None:
                continue
            of, count = said
            begun = None
            if count is not None:
                past = of - count
                if past not in of_years:
                    of_years[past] = happened & calendar.begun((past, 1, 1), (past, 12, 31))
                begun = self._remembered(row, of_years[past])
            spoken.add(row, of, count, begun)
        return spoken.jubilees

    def _remembered(self, row: int, in_year: int) -> int | None:
        """Which of the events of a year the jubilee of a record is of; only those that may be are read."""
        who = parties_of(self._library.index.parties(row))
        beginnings = in_year & self._types(BEGINNINGS) if who else 0
        for party in who:
            beginnings &= self._calendar.acting(party)
        also = bits_of(linked(self._library, row), self._size) & in_year
        return remembered(self._library, row, [*rows_in(beginnings | also)])

    def ahead(self) -> Section:
        """What is planned, aimed at or due, and not over."""
        calendar, today = self._calendar, (self._day.year, self._day.month, self._day.day)
        later = calendar.begun(today) & ~calendar.begun(today, today)
        found = (calendar.of(keys.DUE) | (calendar.of(keys.DUE_WITHIN) & later)) & calendar.over(today) & ~self._done
        return Section(
            "Planned, aimed at or due", found, lambda row, date: time_until(date, self._day),
            lambda: self._between_the_two(found, self._sooner()),
        )  # fmt: skip

    def _sooner(self) -> Iterator[int]:
        """Rows that end soon, and those that end later."""
        day = self._day
        today = (day.year, day.month, day.day)
        yield self._calendar.over(today, (day.year, day.month, 31))
        for year in range(day.year, day.year + ROUND + 1):
            yield self._calendar.over(today, (year, 12, 31))

    @cached_property
    def _rounder(self) -> Sequence[int]:
        return [self._round_years(count) for count in ROUNDER]

    def _rounder_first(self, bits: int, named: int = 0) -> Iterator[int]:
        """Some rows by how round the number of years is.

        Args:
            bits: The rows.
            named: Those of which no number is known, but that somebody speaks of them.
        """
        return self._between_the_two(bits, (*self._rounder[:_AS_ROUND], named, *self._rounder[_AS_ROUND:]))

    def _between_the_two(self, bits: int, kinds: Iterable[int]) -> Iterator[int]:
        """Some rows, those between the two countries first, and of these those of some kinds."""
        bilateral, every = self._calendar.of("rel:bilateral"), [*kinds, bits]
        for wanted in (bilateral, ~bilateral):
            for kind in every:
                yield bits & wanted & kind

    def _round_years(self, count: int) -> int:
        """The rows that begin in a year some multiple of so many years before the day's."""
        return self._calendar.begun_in(lambda year: year < self._day.year and not (self._day.year - year) % count)
