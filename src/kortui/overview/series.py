"""Series of figures among the records shown: the points of each measure, and what they say in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from kortui import edtf, edtf_words
from kortui.model import Library, Series, SeriesPoint
from kortui.overview.scale import is_currency, short, years
from kortui.overview.words import amount_words, counted
from kortui.records import dataclass
from kortui.text import one_line

_DIFFERING = 3
"""Dates of differing figures that the sentence names."""
_GAP = 8
"""Years without a figure that the sentence names as a gap."""
_ON_END = 3
"""Figures around gaps on end up to which these are named; of more, how many years have a figure says it sooner."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a measure.

    Attributes:
        point: The figure.
        year: Middle of its date, with a fraction.
        row: Row of the event that states it.
        whose: Reporter, when the measure is told of several.
        stated: It in words: what is hedged with an even word for that, currencies by their codes.
        written: The figure as its source writes it, behind the sign of a hedge: ``>$4 billion`` of "exceeded $4 billion".
    """

    point: SeriesPoint
    year: float
    row: int
    whose: str
    stated: str
    written: str

    @property
    def exact(self) -> bool:
        """Whether the source gives it as one number, without an "about", and as a fact."""
        return self.point.plain and self.point.status == "actual"

    def short(self, unit: str) -> str:
        """The figure in a few cells, with its hedge and both ends of a range; `unit` is what it counts."""
        return short(self.point.value, unit, self.point.hedge, self.point.value_to)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one measure in one unit, in order of time."""

    title: str
    unit: str
    points: tuple[Point, ...]

    def brief(self, number: int) -> str:
        """A figure in a few cells: ``KOR >$15bn``."""
        one = self.points[number]
        return f"{one.whose} {one.short(self.unit)}".strip()

    def say(self, number: int) -> str:
        """A figure in words."""
        one = self.points[number]
        status = "" if one.point.status == "actual" else f" ({one.point.status})"
        return f"{one.whose + ' ' if one.whose else ''}{edtf_words.display(one.point.date)}: {one.stated}{status}"

    @property
    def sentence(self) -> str:
        """From what to what, how many are hedged or aims, of when figures differ, and where years are without a figure."""
        told = []
        for who in sorted({p.whose for p in self.points}):
            own = [p for p in self.points if p.whose == who]
            done = [p for p in own if p.point.status == "actual"]
            ends = dict.fromkeys(p.point.date for p in (done[:1] + done[-1:]))
            words = [self._of_date(done, date) for date in ends]
            aims = [f"{p.point.status} {self._at(p)}" for p in own if p.point.status != "actual"]
            told.append(", ".join([f"{who} " * bool(who) + " to ".join(words)] * bool(words) + aims).strip())
        hedged = sum(not p.point.plain and p.point.status == "actual" for p in self.points)
        count = counted(len(self.points), "figure") + (f", {hedged} not exact" if hedged else "")
        return f"{'; '.join(told)}: {count}{self._differing()}{self._gaps()}"

    def _of_date(self, done: Sequence[Point], date: str) -> str:
        """The figures of a date, the least first: where sources differ none is chosen."""
        same = sorted((p for p in done if p.point.date == date), key=lambda p: (p.point.value, p.point.hedge or ""))
        words = dict.fromkeys(p.short(self.unit) for p in same)
        return f"{' or '.join(words)} in {_day(same[0])}"

    def _differing(self) -> str:
        """The dates of which there are several figures."""
        values: dict[tuple[str, str], set[str]] = {}
        for p in self.points:
            if p.point.status == "actual":
                values.setdefault((p.whose, p.point.date), set()).add(short(p.point.value, self.unit, None, p.point.value_to))
        dates = list(dict.fromkeys(edtf_words.display(date) for (_, date), different in values.items() if len(different) > 1))
        more = f" and {len(dates) - _DIFFERING} more dates" if len(dates) > _DIFFERING else ""
        return f", those of {', '.join(dates[:_DIFFERING])}{more} differ" if dates else ""

    def _gaps(self) -> str:
        """The stretches without a figure of what was measured, each by the dates of the figures around it.

        Of many stretches on end it is enough to say that most years have none: the axis names the others.
        """
        found = []
        for who in reporters(self.points):
            done = [p for p in self.points if p.whose == who and p.point.status == "actual"]
            gaps: list[list[Point]] = []
            for a, b in pairwise(done):
                if b.year - a.year >= _GAP and gaps and gaps[-1][-1] is a:
                    gaps[-1].append(b)
                elif b.year - a.year >= _GAP:
                    gaps.append([a, b])
            whose = f"of {who} " if who else ""
            if any(len(gap) > _ON_END for gap in gaps):
                found.append(f"; none {whose}for most years")
            elif gaps:
                told = [f"{', '.join(map(_day, gap[:-1]))} and {_day(gap[-1])}" for gap in gaps]
                found.append(f"; none {whose}between {', or '.join(told)}")
        return "".join(found)

    def _at(self, one: Point) -> str:
        return f"{one.short(self.unit)} in {_day(one)}"


def _day(one: Point) -> str:
    return edtf_words.display(one.point.date).removeprefix("until ")


def figures(library: Library, rows: Collection[int]) -> list[Figures]:
    """The figures of each measure and unit that the rows state, money first, then the measure with most points.

    Args:
        library: The database.
        rows: Rows of the events shown.
    """
    shown = rows if hasattr(rows, "bits") else set(rows)  # a set of bits is asked as quickly and is no copy
    found: dict[tuple[str, str, str | None], list[tuple[str, SeriesPoint, int, float]]] = {}
    for series in library.series:
        for point in series.points:
            row = library.index.row.get(point.event, -1)
            span = years(edtf.bounds(point.date))
            if row in shown and span:
                # What two countries share is one line; what each has of its own stands side by side.
                pair = f"{series.reporter}–{series.partner}" if series.partner else None
                item = (series.reporter or "", point, row, sum(span) / 2)
                found.setdefault((series.measure, series.unit, pair), []).append(item)
    made = []
    for (measure, unit, pair), items in found.items():
        items.sort(key=lambda i: (i[3], i[0], i[1].event))
        points = [Point(p, year, row, "" if pair else who, *_told(library, row, p, unit)) for who, p, row, year in items]
        title = f"{measure[:1].upper()}{measure[1:]}{f' {pair}' if pair else ''}"
        made.append(Figures(title, unit, tuple(points)))
    return sorted(made, key=lambda c: (not is_currency(c.unit), -len(c.points), c.title))


def of_series(library: Library, series: Series) -> Figures:
    """One series alone, all of its points that have a date.

    Args:
        library: The database.
        series: One of its series.
    """
    points = []
    for point in series.points:
        span = years(edtf.bounds(point.date))
        row = library.index.row.get(point.event, -1)
        if span and row >= 0:
            points.append(Point(point, sum(span) / 2, row, "", *_told(library, row, point, series.unit)))
    return Figures(series.measure, series.unit, tuple(sorted(points, key=lambda p: p.year)))


def _told(library: Library, row: int, point: SeriesPoint, unit: str) -> tuple[str, str]:
    """A point in words, and as it is written: both of the amount it was made of."""
    ends = (point.value, point.value_to)
    same = [a for a in library.events[row].amounts if (a.value, a.value_to) == ends and a.unit in (unit, None)]
    if not same:
        upper = "" if point.value_to is None else f"–{point.value_to:,}"
        figure = f"{point.hedge or ''}{point.value:,}{upper}"
        return figure, figure
    return amount_words(same[0]), f"{same[0].hedge or ''}{one_line(same[0].text)}"


def reporters(points: Sequence[Point]) -> list[str]:
    """Who reports, in order of name; tells the inks of a chart apart."""
    return sorted({p.whose for p in points})
