"""What can stand around any date: "early", "the end of", "about", a weekday before a day, "to" between two dates.

The rows of the tables read one date each; here their readings are put together, so that no row has to foresee the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kortui.extract import dates_counted, dates_days, dates_parts, dates_relative, dates_years
from kortui.extract.dates_points import Point, Reading, ages_of, date, joined
from kortui.extract.dates_starts import start_at
from kortui.extract.dates_table import MONTH, NUM, WEEKDAY, WORD, Found, Row, Start
from kortui.extract.dates_words import DASH, UNIT_WORDS, WEEKDAY_NAME, WEEKDAY_SHORT, WS, YEAR
from kortui.records import dataclass, replace

TABLE: tuple[Row, ...] = (*dates_days.ROWS, *dates_parts.ROWS, *dates_years.ROWS, *dates_counted.ROWS, *dates_relative.ROWS)
"""Every row is tried where its kind of word stands; the longest match wins, of equal ones the earlier row."""

DEEPEST = 4
"""How often one expression may stand in another: "about the middle of early June"."""

LIST_AT_MOST = 12
"""Dates of a list among which a year is looked for."""

_ROWS = {kind: tuple(row for row in TABLE if kind in row.starts) for kind in Start}
_COUNTED = frozenset(map(id, dates_counted.ROWS))


def _by_word(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """The rows that can begin with each word that opens any."""
    return {
        word: tuple(row for row in rows if not row.opens or word in row.opens)
        for word in frozenset().union(*(row.opens for row in TABLE))
    }


_BY_WORD = _by_word(tuple(row for row in _ROWS[WORD] if id(row) not in _COUNTED)), _by_word(_ROWS[WORD])
_OTHERWISE = tuple(row for row in _ROWS[WORD] if not row.opens)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIRST_DIGITS = re.compile(r"\d{1,5}")


@lru_cache(maxsize=4096)
def _behind_number(length: int, behind: str, counting: bool) -> tuple[Row, ...]:
    """The rows for a number of so many digits that has this character behind it."""
    mark = " " if behind.isspace() else behind
    rows = [row for row in _ROWS[NUM] if counting or id(row) not in _COUNTED]
    return tuple(row for row in rows if length in row.digits and (not row.behind or (mark and mark in row.behind)))


def counts_time(words: Iterable[str]) -> bool:
    """Whether a sentence of these words has a unit of time, without which no row of counts matches: one row in three."""
    return not UNIT_WORDS.isdisjoint(map(str.lower, words))


def rows_at(text: str, start: int, kind: Start, counting: bool = True) -> tuple[Row, ...]:
    """The rows that can begin with the word or number at a place: a dictionary spares most of the table.

    Args:
        text: The document.
        start: First character of the word or number.
        kind: What it is.
        counting: Whether its sentence `counts_time`.
    """
    if kind is NUM:
        number = _FIRST_DIGITS.match(text, start)
        if number is None:
            return _ROWS[NUM]
        return _behind_number(number.end() - start, text[number.end() : number.end() + 1], counting)
    if kind is WORD:
        word = _FIRST_WORD.match(text, start)
        return _BY_WORD[counting].get(word[0].lower(), _OTHERWISE) if word else _ROWS[WORD]
    return _ROWS[kind]


_EDGES = {
    "early": ("very beginning", "beginning", "start", "outset", "opening", "early part", "first part"),
    "mid": ("middle",),
    "late": ("latter part", "close", "end"),
    "": ("turn", "rest", "course", "remainder"),
}
_EDGE = {words: part for part, listed in _EDGES.items() for words in listed}
_TIMES = "night|morning|afternoon|evening|dawn|morning hours"
_PART = re.compile(
    rf"(?i:(?P<end>end)-|(?P<part>early|mid|later?)(?:-?[\s-]to[\s-](?P<upto>mid|late))?(?:[\s-]|{WS}-{WS})(?:(?:in|on){WS})?(?:the{WS})?"
    rf"(?:(?:part|days|months|weeks|years|hours){WS}of{WS}(?:the{WS})?)?"
    rf"|(?:(?P<edge>{'|'.join(_EDGE)})|(?P<half>first|second|latter|last){WS}half|(?:early{WS}|late{WS})?(?:{_TIMES})|(?:early|late){WS}(?:hours|days|months))"
    rf"{WS}(?:of|on){WS}(?:the{WS})?)"
)
_UNIT = re.compile(r"(?i:(?P<unit>year|month|week|decade|century))\b(?!-)")
_ABOUT = re.compile(rf"(?i:circa|around|about|ca?\.){WS}?(?:the{WS}year{WS})?(?=\d)|(?i:around|about){WS}(?=[A-Z])")
_WEEKDAY_BEFORE = re.compile(
    rf"(?:{WEEKDAY_NAME}|{WEEKDAY_SHORT})(?:{WS}(?:dawn|morning|afternoon|evening|night))?(?:,{WS}?|{WS}of{WS}|{WS})(?:on{WS}|the{WS})?"
)
_WEEKDAY_BEHIND = re.compile(rf"(?P<weekday>\s?\((?:{WEEKDAY_NAME}|{WEEKDAY_SHORT})\))(?:,?{WS}(?P<year>{YEAR}))?")
_TO = re.compile(
    rf"(?:{DASH}|{WS}(?:to|until|till|through|thru){WS}|,?{WS}(?:and{WS})?(?:up{WS})?to{WS}|\s?/\s?)"
    rf"(?:the{WS}|about{WS}|early{WS}|late{WS}|mid-?{WS}?)?"
)
_AND = re.compile(rf"{WS}(?:and|or){WS}(?:the{WS})?")
_AND_AGES = re.compile(rf"{WS}and{WS}(?:in{WS})?(?:the{WS})?['’]?")
_BETWEEN = re.compile(r"\b[Bb]etween\s(?:the\s)?$")
_PERIOD_OF = re.compile(rf"(?:{WS}(?:period|window|quarter|term))?{WS}(?:of|in){WS}(?P<year>{YEAR})")
_LISTED = re.compile(rf"(?:,{WS}(?:and{WS}|or{WS})?|{WS}(?:and|or){WS})(?:again{WS})?(?:in{WS}|on{WS})?")


@dataclass(frozen=True, slots=True)
class Match:
    """A reading and the span of its words."""

    start: int
    end: int
    reading: Reading

    @property
    def point(self) -> Point | None:
        """The one point it was read as; None of ranges and of words without a date."""
        return self.reading.points[0] if len(self.reading.points) == 1 else None


@dataclass(frozen=True, slots=True)
class Composer:
    """Reads the expressions of one sentence.

    Attributes:
        text: The document.
        low: First character of the sentence.
        high: Character behind it.
        counting: Whether it `counts_time`.
    """

    text: str
    low: int
    high: int
    counting: bool = True

    def at(self, start: int, kind: Start) -> Match | None:
        """The longest expression that begins at a place with a word of this kind."""
        single = self._single(start, kind)
        if single is None or single.point is None:
            return single
        ranged = self._range(single)
        return self._of_period(ranged) if ranged else self._lent(single)

    def _of_period(self, ranged: Match) -> Match:
        """Gives two months the year behind them: "the January–September period of 2024"."""
        behind = _PERIOD_OF.match(self.text, ranged.end, self.high) if ranged.reading.points else None
        if behind is None:
            return ranged
        first, last = ranged.reading.points
        bare = all(p.precision == "month" and p.year is None and p.offset is None for p in (first, last))
        if not bare:
            return ranged
        year = int(behind["year"])
        turned = (first.month or 0) > (last.month or 0)
        return Match(ranged.start, behind.end(), date(replace(first, year=year - turned), replace(last, year=year)))

    def _row(self, start: int, kind: Start) -> Match | None:
        best: Reading | None = None
        text, high, end = self.text, self.high, start
        for row in rows_at(text, start, kind, self.counting):
            match = row.regex.match(text, start, high)
            if match and match.end() > end:
                reading = row.make(Found(text, match, self.low))
                if reading is not None:
                    best, end = reading, match.end()
        return Match(start, end, best) if best else None

    def _single(self, start: int, kind: Start, depth: int = 0) -> Match | None:
        plain = self._row(start, kind)
        longer: Match | None = None
        if kind is WORD and depth < DEEPEST:
            longer = self._parted(start, depth) or self._about(start, depth)
        elif kind is WEEKDAY:
            longer = self._weekday_with_day(start)
        elif plain is not None and plain.point is not None and plain.point.precision == "day":
            longer = self._with_weekday(plain)
        return longer if longer and (plain is None or longer.end > plain.end) else plain

    def _inner(self, start: int, depth: int = 0) -> Match | None:
        kind = start_at(self.text, start, self.high)
        return self._single(start, kind, depth) if kind else None

    def _parted(self, start: int, depth: int) -> Match | None:
        """Reads "early 1950", "the end of March", "the first half of the 1950s", "the night of 13 February"."""
        prefix = _PART.match(self.text, start, self.high)
        if not prefix:
            return None
        inner = self._inner(prefix.end(), depth + 1)
        if inner is None:
            unit = _UNIT.match(self.text, prefix.end(), self.high)
            if unit and not prefix["part"] and self.text.startswith("the ", prefix.end() - 4):
                return Match(start, unit.end(), dates_relative.bare_unit(unit["unit"].casefold()))
            return None
        point = inner.point
        if point is None:
            return inner if prefix["part"] and inner.reading.kind == "RANGE" else None
        if prefix["half"]:
            half = _half(point, first=prefix["half"].casefold() == "first")
            return Match(start, inner.end, half) if half else None
        if point.precision == "decade":
            point = replace(point, part=_part(prefix))
        return Match(start, inner.end, replace(inner.reading, points=(point,)))

    def _about(self, start: int, depth: int) -> Match | None:
        prefix = _ABOUT.match(self.text, start, self.high)
        inner = self._inner(prefix.end(), depth + 1) if prefix else None
        point = inner.point if inner else None
        if inner is None or point is None or point.offset or point.precision == "day":
            return None
        return Match(start, inner.end, replace(inner.reading, points=(replace(point, approximate=True),)))

    def _weekday_with_day(self, start: int) -> Match | None:
        """Reads "Saturday, June 24, 1950": the day says more than its name."""
        prefix = _WEEKDAY_BEFORE.match(self.text, start, self.high)
        if not prefix:
            return None
        bracket = self.text.startswith("(", prefix.end())
        at = prefix.end() + bracket
        kind = start_at(self.text, at, self.high)
        inner = self._row(at, kind) if kind in (NUM, MONTH) else None
        if inner is None or inner.point is None or inner.point.precision != "day":
            return None
        return Match(start, inner.end + (bracket and self.text.startswith(")", inner.end)), inner.reading)

    def _with_weekday(self, day: Match) -> Match | None:
        """Reads "May 14 (Tue)", as ministries write it."""
        behind = _WEEKDAY_BEHIND.match(self.text, day.end, self.high)
        point = day.point
        if behind is None or point is None:
            return None
        if behind["year"] is None or point.year is not None or point.offset is not None:
            return replace(day, end=behind.end("weekday"))
        return Match(day.start, behind.end(), replace(day.reading, points=(replace(point, year=int(behind["year"])),)))

    def _range(self, first: Match) -> Match | None:
        """Two dates with "to" or a dash between, or "and" behind "between"."""
        link = _TO.match(self.text, first.end, self.high)
        if link is None and _BETWEEN.search(self.text[max(self.low, first.start - 14) : first.start]):
            link = _AND.match(self.text, first.end, self.high)
        ages = link is None and first.point is not None and first.point.precision in ("decade", "century")
        link = _AND_AGES.match(self.text, first.end, self.high) if ages else link
        last = self._inner(link.end()) if link else None
        if last is None or last.point is None or first.point is None:
            return None
        if ages:
            both = ages_of(first.point, last.point)
            return Match(first.start, last.end, both) if both else None
        ends = joined(first.point, last.point)
        return Match(first.start, last.end, date(*ends)) if ends else None

    def _lent(self, first: Match) -> Match:
        """A month or day takes its year from the next of a list: "in April and June 1955"."""
        point = first.point
        if point is None or point.year is not None or point.offset is not None or not _in_year(point):
            return first
        at = first.end
        for _ in range(LIST_AT_MOST):
            link = _LISTED.match(self.text, at, self.high)
            later = self._inner(link.end()) if link else None
            other = later.point if later else None
            if later is None or other is None or not _in_year(other) or other.offset is not None:
                break
            if other.year is not None:
                months = point.month is not None and other.month is not None
                turned = months and (point.month, point.day or 0) > (other.month, other.day or 31)
                lent = replace(point, year=other.year - turned)
                return replace(first, reading=replace(first.reading, points=(lent,)))
            at = later.end
        return first


def _in_year(point: Point) -> bool:
    """Whether a point is a month, season or quarter, or a day of one, that may lack its year."""
    return point.month is not None or point.group is not None


def _part(prefix: re.Match[str]) -> str:
    if prefix["part"]:
        part = prefix["part"].casefold().removesuffix("r")
        return f"{part} {prefix['upto'].casefold()}" if prefix["upto"] else part
    if prefix["end"]:
        return "late"
    return _EDGE.get((prefix["edge"] or "").casefold(), "")


def _half(point: Point, *, first: bool) -> Reading | None:
    """Half of a year, decade or century."""
    if point.precision == "year" or (point.offset and point.precision == "offset" and point.offset.unit == "year"):
        return date(replace(point, group=40 if first else 41))
    size = {"decade": 10, "century": 100}.get(point.precision)
    if size is None or point.year is None or point.year < 0:
        return None
    low = point.year + (0 if first else size // 2)
    return date(Point(low), Point(low + size // 2 - 1))
