"""A point of time as words give it, perhaps without its year, and how points become EDTF, templates and ranges."""

from __future__ import annotations

import re

from kortui import edtf
from kortui.extract.dates_words import REFERENCE, full_year
from kortui.extract.spans import Offset
from kortui.records import dataclass, replace
from kortui.vocabulary import DateClass

_VAGUE_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


@dataclass(frozen=True, slots=True)
class Point:
    """One date of whatever precision.

    Attributes:
        year: Astronomical year; of a decade or century its first; None where the words do not say it.
        month: 1–12.
        day: 1–31.
        group: EDTF season, quarter or half (21–24, 33–36, 40, 41).
        digits: How many digits of the year are known: 4, of a decade 3, of a century 2.
        part: ``early``, ``mid`` or ``late``; two joined by a space for "mid-to-late".
        approximate: Whether the words say "about".
        offset: What a relative expression is counted from; then the year (and month) come from it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    group: int | None = None
    digits: int = 4
    part: str = ""
    approximate: bool = False
    offset: Offset | None = None

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``group``, ``year``, ``decade`` or ``century``; ``offset`` for a bare relative expression."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        if self.group is not None:
            return "group"
        if self.offset is not None:
            return "offset"
        return {4: "year", 3: "decade", 2: "century"}[self.digits]

    @property
    def text(self) -> str:
        """EDTF; with ``XXXX`` for an unsaid year and ``XXXX-XX`` for an unsaid year and month."""
        year = "XXXX" if self.year is None else year_text(self.year, self.digits)
        if self.day is not None:
            year += f"-{self.month:02d}-{self.day:02d}" if self.month else f"-XX-{self.day:02d}"
        elif self.month is not None:
            year += f"-{self.month:02d}"
        elif self.group is not None:
            year += f"-{self.group}"
        elif self.digits == 3 and self.part and self.year is not None:
            parts = self.part.split()
            first, last = _VAGUE_DECADE[parts[0]][0], _VAGUE_DECADE[parts[-1]][1]
            return f"{self.year + first:04d}~/{self.year + last:04d}~"
        return year + ("~" if self.approximate else "")

    def ends(self) -> tuple[str, str]:
        """The text as the first and as the last date of a range."""
        first, slash, last = self.text.partition("/")
        return (first, last) if slash else (self.text, self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time expression was read as.

    Attributes:
        kind: Its class.
        points: One point, two of a range, none of words without a date (durations, vague words).
        edtf: The value where it is not simply that of the points.
    """

    kind: DateClass
    points: tuple[Point, ...] = ()
    edtf: str | None = None

    def value(self) -> tuple[str | None, Offset | None]:
        """EDTF or, where something must still be found out, the offset with its template.

        Returns:
            Both None when the reading has no date, or one that no calendar has ("31 June").
        """
        if self.edtf and "XXXX" in self.edtf:
            return None, Offset("nearest", reference="context", template=self.edtf)
        if self.edtf or not self.points:
            return self.edtf, None
        first = self.points[0]
        if len(self.points) == 1:
            text = first.text
            if first.offset:
                bare = first.precision == "offset"
                return None, first.offset if bare else replace(first.offset, template=text)
        else:
            left, right = first.ends()[0], self.points[1].ends()[1]
            if first.offset:
                return None, replace(first.offset, template=f"{left}/{right}")
            text = f"{left}/{right}"
        if "XXXX" in text:
            return None, Offset("nearest", reference="context", template=text)
        return (text, None) if edtf.is_valid(text) else (None, None)


def year_text(year: int, digits: int = 4) -> str:
    """A year as EDTF writes it; its decade or century with ``X`` for the digits left open."""
    text = f"{'-' if year < 0 else ''}{abs(year):04d}"
    return text[: len(text) - 4 + digits] + "X" * (4 - digits)


def date(*points: Point) -> Reading:
    """A date of one point, a range of two, with the class its precision calls for."""
    if len(points) == 2:
        return Reading("RANGE", points)
    kind: DateClass = "DECADE" if points[0].precision == "decade" else "DATE"
    if points[0].offset:
        kind = "ANAPHORIC" if points[0].offset.reference == "previous" else "RELATIVE"
    return Reading(kind, points)


def year_of(which: str) -> Offset:
    """The year that "of last year", "of that year", "of the following year" means."""
    which = which.casefold()
    reference = "published" if which in ("last", "this", "next", "current") else "previous"
    return Offset("year", REFERENCE[which], reference=reference)


def year_in(match: re.Match[str]) -> tuple[int | None, Offset | None]:
    """The year behind a month or season as `OF_YEAR` and `OF_RELATIVE` matched it: stated, relative, or neither."""
    groups = match.groupdict()
    year = groups.get("year") or groups.get("dashed")
    if year:
        return int(year), None
    if groups.get("short"):
        return full_year(int(groups["short"][1:])), None
    return None, year_of(groups["which"]) if groups.get("which") else None


def before_christ(year: int) -> int:
    """The astronomical year of a year BC: 1 BC is 0."""
    return 1 - year


def century(number: int, *, bc: bool = False) -> Point:
    """The 19th century as EDTF has it: the years that begin with 18."""
    return Point(year=-100 * number + 1 if bc else 100 * (number - 1), digits=2)


def joined(first: Point, last: Point) -> tuple[Point, Point] | None:
    """Two points as the ends of a range, each lending the other what it leaves unsaid; None where they make no range."""
    rank = {"day": 0, "month": 1, "group": 2, "year": 3, "decade": 4, "century": 5}
    if first.precision not in rank or last.precision not in rank:
        return None
    if first.offset and last.offset and first.offset != last.offset:
        return None
    if first.year is None and first.offset is None:
        if last.precision == "year":  # "June to 1950" says nothing of June's year
            return None
        year = last.year
        if year is not None and first.month and last.month and (first.month, first.day or 0) > (last.month, last.day or 31):
            year -= 1
        first = replace(first, year=year, offset=last.offset)
    elif last.year is None and last.offset is None:
        if first.precision == "year" or last.precision in ("year", "decade", "century"):
            return None
        year = first.year
        if year is not None and first.month and last.month and (first.month, first.day or 0) > (last.month, last.day or 31):
            year += 1
        last = replace(last, year=year, offset=first.offset)
    if {first.precision, last.precision} & {"decade", "century"} and first.precision != last.precision and first.digits < 4:
        return None
    if first.year is not None and last.year is not None and not edtf.is_valid(f"{first.ends()[0]}/{last.ends()[1]}"):
        return None
    return first, last


def ages_of(one: Point, other: Point) -> Reading | None:
    """Two decades or centuries with "and": the time of both, with a gap between where they do not meet."""
    if one.precision != other.precision or one.year is None or other.year is None:
        return None
    size = 10 if one.precision == "decade" else 100
    if other.year - one.year == size:
        return date(one, other)
    apart = other.year - one.year > size and not one.part and not other.part
    return Reading("RANGE", edtf=f"{{{one.text},{other.text}}}") if apart else None
