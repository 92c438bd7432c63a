"""Dates that may be meant: words that are one, and the nearest in which something is found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.records import dataclass
from kortui.search.days import EARLIEST, LATEST
from kortui.search.fields import FIELDS, ValueProblem
from kortui.search.index import Searcher
from kortui.search.nearest import first_behind, last_before
from kortui.search.pieces import Pieces
from kortui.search.query import Query, of, parse
from kortui.search.suggesting import from_to
from kortui.search.syntax import And, Faulty, Field, Or, Phrase, Term, Word
from kortui.search.values import DateSpan, date_span

_POINT = r"[12]\d{3}(?:s|-\d{2}){0,2}"
_DATE = re.compile(rf"{_POINT}(?:\.\.(?:{_POINT})?)?|\.\.{_POINT}")
"""A word that may be meant as a date."""
_LETTERS_AND_YEAR = re.compile(r"(?=.*[^\W\d_]{3})(?=.*[12]\d{3}).*", re.DOTALL)
_DATED = re.compile(rf"(?:{'|'.join(name for name, spec in FIELDS.items() if spec.kind == 'date')}):")
"""A field of dates."""
_LONGEST = 4
"""Words of a date: ``the late 1990s``, ``2 May 2018``."""
_TRIED = 8
"""Dates on either side that are tried: of what is dated vaguely none is certain."""
_LOOKED_AT = 200
"""Records on either side that are looked at for them."""
_FIRST_YEAR = 1_01_01
"""The first day that is written with four digits and no sign."""
_MONTHS = 100
"""Day numbers from one month to the next."""


@dataclass(frozen=True, slots=True)
class Near:
    """A spelling that would find something.

    Attributes:
        text: The whole query with it.
        word: The query as it is told: all of it, and of a long one the part that is new.
        count: Events the query then finds.
        year: The year or month, of a query that asks for another one than was typed; empty of a spelling.
    """

    text: str
    word: str
    count: int
    year: str = ""

    @property
    def told(self) -> str:
        """The year or month in words."""
        return self.year.replace("=", "certainly ")


def meant_dates(query: Query) -> Query:
    """The query with words that are a date, alone or side by side (``July 2025``), as dates; itself when it has none."""
    items = _dated(query.items)
    return of(items, query.sort, query.group) if tuple(items) != query.items else query


def _dated(terms: tuple[Term, ...]) -> list[Term]:
    """Terms side by side with those that are a date as dates, also inside brackets and alternatives; what is excluded stays."""
    items: list[Term] = []
    at = 0
    while at < len(terms):
        behind = at and isinstance(before := terms[at - 1], Faulty) and _DATED.match(before.text)  # of what is no date with it
        size, found = next(_dates_at(terms[at : at + _LONGEST]), (1, terms[at])) if not behind else (1, terms[at])
        if isinstance(found, And | Or):
            inner = _dated(found.items) if isinstance(found, And) else [_dated((one,))[0] for one in found.items]
            found = type(found)(tuple(inner)) if tuple(inner) != found.items else found
        items.append(found)
        at += size
    return items


def _dates_at(items: tuple[Term, ...]) -> Iterator[tuple[int, Term]]:
    """How many terms at the beginning of some are a date, the most first, and the date."""
    for size in range(len(items), 0, -1):
        terms = items[:size]
        if not all(isinstance(t, Word | Phrase) for t in terms) or any(isinstance(t, Word) and t.prefix for t in terms):
            continue
        text = " ".join(t.text for t in terms if isinstance(t, Word | Phrase))
        if years := from_to(text):
            yield size, Field("date", (years,))
            continue
        if not (_DATE.fullmatch(text) or _LETTERS_AND_YEAR.fullmatch(text)):
            continue
        try:
            span = date_span(text)
        except ValueProblem:
            continue
        yield size, Field("date", (_told(span) or text,))


def _told(span: DateSpan) -> str:
    """A month or day in digits; empty of other spans."""
    if span.low == span.high:
        return _digits(span.low)
    return _digits(span.low)[:7] if _is_month(span) else ""


def _digits(day: int) -> str:
    return f"{day // 10_000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def _is_month(span: DateSpan) -> bool:
    """Whether a span is no longer than a month."""
    return span.low > 0 and span.low // _MONTHS == span.high // _MONTHS


def near_dates(searcher: Searcher, query: Query, at_most: int) -> Pieces[list[Near]]:
    """The query with the nearest dates, before and behind the one it asks for, in which its rest is found.

    Args:
        searcher: Of the library.
        query: A query that finds nothing. Of one that asks for a month or day the nearest months are given, else years; of one
            that asks for what is certain (``=``) those in which something is certain.
        at_most: Dates that are given, the nearest first.
    """
    found: list[tuple[int, Near]] = []
    for item in query.items:
        if not isinstance(item, Field) or FIELDS[item.name].kind != "date" or len(item.values) != 1:
            continue
        span = date_span(item.values[0], item.name)
        rest = searcher.search(of([i for i in query.items if i is not item])).bits
        if span.undated or not rest:
            continue
        unit = 1 if _is_month(span) else 12
        yield
        for behind in (False, True):
            for month in _months(searcher, rest, span, behind, unit):
                yield
                value = f"{month // 12:04d}-{month % 12 + 1:02d}" if unit == 1 else f"{month // 12:04d}"
                date = f"={value}" if span.certain else value
                near = Field("date", (date,))
                text = str(of([near if i is item else i for i in query.items], query.sort, query.group))
                if count := len(searcher.search(parse(text))):
                    gap = max(_month_of(span.low) // unit - month // unit, month // unit - _month_of(span.high) // unit)
                    found.append((gap, Near(text, str(near), count, date)))
                    break
    return [near for _, near in sorted(found, key=lambda f: f[0])[:at_most]]


def _month_of(day: int) -> int:
    return day // 10_000 * 12 + max(day // 100 % 100, 1) - 1


def _months(searcher: Searcher, rest: int, span: DateSpan, behind: bool, unit: int) -> Iterator[int]:
    """The months, or first months of years, on one side of a span that rows reach with their near end, the nearest first."""
    postings = searcher.postings
    if span.certain:
        yield from _certain_months(searcher, rest, span, behind, unit)
        return
    column, day = (postings.starts, span.high) if behind else (postings.ends, span.low)
    for _ in range(_TRIED):
        found = first_behind(column, rest, day) if behind else last_before(column, rest, day)
        if found is None or found < _FIRST_YEAR:
            return
        month = _month_of(int(found)) // unit * unit
        yield month
        end = month + unit - 1
        day = end // 12 * 10_000 + (end % 12 + 1) * 100 + 99 if behind else month // 12 * 10_000 + (month % 12 + 1) * 100


def _certain_months(searcher: Searcher, rest: int, span: DateSpan, behind: bool, unit: int) -> Iterator[int]:
    """The same of rows that certainly lie within one."""
    postings = searcher.postings
    starts = postings.starts
    rows = rest & (starts.between(span.high + 1, LATEST - 1) if behind else starts.between(EARLIEST + 1, span.low - 1))
    for unsure in ("vague:date", "open:start", "open:end"):
        rows &= ~postings.get("fields", unsure)
    rows &= postings.ends.between(EARLIEST + 1, LATEST - 1)
    tried: set[int] = set()
    for _ in range(_LOOKED_AT):
        if not rows or len(tried) == _TRIED:
            return
        row = (rows & -rows).bit_length() - 1 if behind else rows.bit_length() - 1
        rows &= ~(1 << row)
        start, end = searcher.library.events[row].date.start, searcher.library.events[row].date.end
        same = 7 if unit == 1 else 4
        if start is None or end is None or start.startswith("-") or end[:same] != start[:same]:
            continue
        year, month = (int(part) for part in start.split("-")[:2])
        begin = year * 12 + (month - 1 if unit == 1 else 0)
        if begin not in tried:
            tried.add(begin)
            yield begin
