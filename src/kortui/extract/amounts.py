"""Amounts: money, counts, ordinals, percentages, lengths and durations, with value, unit, hedge, range and twin.

A number is read first; what it is of is decided by what stands beside it. Spans follow the usual practice of annotation:
money, percentages and lengths with their unit ("$10.4 billion", "6 percent", "2,023 m"), counts, ordinals and durations
the number alone ("20,000" soldiers, "10th" largest, "13" years), ranks as "top four". Years, dates and the numbers inside
names are no amounts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from operator import or_

from kortui.exact import product
from kortui.extract import amounts_counts as counts
from kortui.extract import amounts_hedges as hedges
from kortui.extract.amounts_fractions import fractions
from kortui.extract.amounts_numbers import (
    MAGNITUDE,
    OPENING,
    ORDINAL,
    SAID,
    SHARE,
    Number,
    has_digit,
    in_thousands,
    kinds_of,
    numbers,
    scale_at,
    writes_points,
)
from kortui.extract.amounts_ordinals import ordinals
from kortui.extract.amounts_ranges import Upper, upper
from kortui.extract.amounts_units import Named, Unit, countries_in, currencies, unit_at
from kortui.extract.amounts_vague import vague
from kortui.extract.runs import Runs
from kortui.extract.spans import AmountSpan, Sentence
from kortui.records import replace
from kortui.vocabulary import AmountKind

_YEAR = re.compile(r"(?<![\w$€£₩.,])(1[0-9]{3}|20[0-9]{2})(?![\w,]|\.\d)")
_TOP = re.compile(r"\b[Tt]op[\s-]$")
_AGO = re.compile(r"\s(?:ago|earlier|later|from\ now|before\ that|after\ that|hence|old\b)|-old\b")
_SPAN_OF_TIME = re.compile(r"\b(?:past|last|next|previous|coming|recent|first|following|preceding)\s$", re.IGNORECASE)
_SINCE_WHEN = re.compile(r"\b(?:over|past)\s(?:the\s)?$")
_PERCENT_BEFORE = re.compile(r"(?:%|\byüzde\s)$", re.IGNORECASE)
_RESTATED = re.compile(
    r"\s?[(\[]\s?(?:[a-z]+\s){0,4}[^\s\d]{0,4}|,?\s(?:or|equivalent to|equal to|i\.e\.,?)\s(?:[a-z]+\s){0,2}[^\s\d]{0,4}"
)


def find(
    text: str, sentences: Iterable[Sentence], blocked: Sequence[tuple[int, int]] = (), runs: Runs | None = None
) -> tuple[AmountSpan, ...]:
    """The amounts of a document.

    Args:
        text: The document's text.
        sentences: Its sentences; nothing is found outside them.
        blocked: Spans whose numbers belong to names ("Çanakkale 1915 Bridge", "K-2").
        runs: The text's, where they are known.

    Returns:
        Spans in order; `equivalent_to` is an index into them.
    """
    found: list[AmountSpan] = []
    points = writes_points(text)
    runs = runs if runs is not None else Runs.of(text)
    taken = sorted(blocked)
    first = 0
    for sentence in sentences:
        if sentence.kind in {"boilerplate", "byline"}:
            continue
        inside = runs.within(sentence.start, sentence.end)
        kinds = kinds_of(runs.words[inside])
        words = reduce(or_, kinds, 0)
        if not words & (SAID | SHARE) and not has_digit(text, sentence.start, sentence.end):
            continue
        while first < len(taken) and taken[first][1] <= sentence.start:
            first += 1
        behind = bisect_left(taken, (sentence.end, 0), first)
        said = [at for at, kind in zip(runs.starts[inside], kinds, strict=True) if kind & OPENING] if words & SAID else ()
        spans = _Reader(text, sentence.start, sentence.end, words, said, taken[first:behind], points).read()
        for i, span in enumerate(spans):
            twin = len(found) - 1 if i and _restates(text, spans[i - 1], span) else None
            found.append(span if twin is None else replace(span, equivalent_to=twin))
    countries_in.cache_clear()  # it holds the text
    return tuple(found)


def _restates(text: str, first: AmountSpan, second: AmountSpan) -> bool:
    """Whether the second of two neighbours gives the first again in another currency or unit."""
    if first.kind != second.kind or first.kind not in {"money", "length"} or first.unit == second.unit:
        return False
    return _RESTATED.fullmatch(text[first.end : second.start]) is not None


class _Reader:
    """Reads the amounts of one sentence.

    Args:
        text: The document's text.
        start: Where the sentence begins, and in `end` where it ends.
        end: See `start`.
        words: Bits of the kinds of its words, see `kortui.extract.amounts_numbers.kinds_of`.
        said: Where the words stand that a number in words can begin with.
        blocked: Spans in it that belong to names, in order.
        points: Whether the text sets thousands apart by points.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        words: int,
        said: Sequence[int],
        blocked: list[tuple[int, int]],
        points: bool,
    ) -> None:
        self.text, self.start, self.end, self.words, self.said, self.points = text, start, end, words, said, points
        self.taken = blocked
        self.spans: list[AmountSpan] = []

    def read(self) -> list[AmountSpan]:
        """The sentence's amounts, in order."""
        reached = self.start
        for span in fractions(self.text, self.start, self.end) if self.words & SHARE else ():
            self._add(span)
        for number in numbers(self.text, self.start, self.end, self.said):
            if number.start < reached or not self._free(number.start, number.end):
                continue
            found = self._money(number) or self._rank(number) or self._of_things(number)
            if found is not None and found[0].start >= reached:  # the sign before it may belong to the amount before it
                self._add(found[0])
                reached = found[1]
        for start, end, value in ordinals(self.text, self.start, self.end) if self.words & ORDINAL else ():
            if self._free(start, end):
                self._add(AmountSpan(start, end, self.text[start:end], "ordinal", value, None))
        for start, end, of in vague(self.text, self.start, self.end) if self.words & MAGNITUDE else ():
            if self._free(start, end):
                kind: AmountKind = "money" if isinstance(of, Named) else "count"
                unit = self._of_era(of.code) if isinstance(of, Named) else of
                self._add(AmountSpan(start, end, self.text[start:end], kind, None, unit))
        return sorted(self.spans, key=lambda s: s.start)

    def _free(self, start: int, end: int) -> bool:
        """Whether no name and no amount found so far overlaps; `taken` is sorted and disjoint, so its neighbours tell."""
        at = bisect_left(self.taken, (start, start))
        return not any(low < end and start < high for low, high in self.taken[max(0, at - 1) : at + 1])

    def _add(self, span: AmountSpan) -> None:
        self.spans.append(span)
        insort(self.taken, (span.start, span.end))

    @cached_property
    def _years(self) -> tuple[int, ...]:
        """The years that the sentence names."""
        return tuple(int(m[1]) for m in _YEAR.finditer(self.text, self.start, self.end))

    def _span(
        self,
        start: int,
        end: int,
        kind: AmountKind,
        value: int | float,
        unit: str | None,
        value_to: int | float | None = None,
        behind: int | None = None,
    ) -> AmountSpan:
        """A span with the hedge before it or behind it; `behind` is where its unit ends when the span is the number alone."""
        hedge = hedges.before(self.text, start, self.start) or hedges.behind(self.text, end, self.end)
        if hedge is None and behind is not None:
            hedge = hedges.behind(self.text, behind, self.end)
        if hedge in (">", "<") and hedges.compares(self.text, start, end, self.start):
            hedge = None
        return AmountSpan(start, end, self.text[start:end], kind, value, unit, hedge, value_to)

    def _meant(self, number: Number, whole: bool = False) -> Number:
        """A number without a scale, where it may be thousands set apart by a point; `whole` for what is never divided."""
        return in_thousands(number, self.text[number.start : number.end], whole, self.points)

    def _money(self, number: Number) -> tuple[AmountSpan, int] | None:
        """Money: a sign before the number, or a sign, code or name behind it."""
        money = currencies()
        sign = money.sign_before(self.text, number.start, self.start)
        if sign is None and self._inside_word(number.start):
            return None
        start = sign[1] if sign else number.start
        scale, end = scale_at(self.text, number.end, self.end, letters=sign is not None or number.digits)
        name = money.behind(self.text, end, self.end)
        if sign is None and name is None and end != number.end:  # the letter was no scale: "500 m €" but "15 TL"
            scale, end = scale_at(self.text, number.end, self.end, letters=False)
            name = money.behind(self.text, end, self.end)
        value_to = None
        top = upper(self.text, start, end, (self.start, self.end), sign is not None, letters=True)
        if top is not None:
            top_name = money.behind(self.text, top.end, self.end)
            if sign is not None or top_name is not None:
                scale = top.scale if scale == 1 and not number.grouped else scale
                value_to, end, name = product(top.number.value, top.scale), top.end, top_name or name
        if sign is None and name is None:
            return None
        number = self._meant(number, number.value >= 10) if scale == 1 else number
        code = sign[0] if sign else ""
        if name is not None and (sign is None or name.code == code):
            code, end = self._of_era(name.code) if name.word else name.code, name.end
        span = self._span(start, end, "money", product(number.value, scale), code, value_to)
        return span, end

    def _of_era(self, code: str) -> str:
        """The currency a name stood for in the years the sentence gives."""
        if code not in currencies().eras:
            return code
        limit, older = currencies().eras[code]
        return older if self._years and max(self._years) < limit else code

    def _inside_word(self, start: int) -> bool:
        """Whether the number is part of a word or designation: "K-2", "T155", "1950-53", "3.5"."""
        if start == self.start:
            return False
        last = self.text[start - 1]
        joined = last in "-–.,'’" and start - 2 >= self.start and self.text[start - 2].isalnum()
        return joined or last.isalnum() or last in "_/\\"

    def _rank(self, number: Number) -> tuple[AmountSpan, int] | None:
        """A rank in cardinals, "top four": the best four places, so at most that."""
        start = number.start - 4
        if start < self.start or not _TOP.search(self.text[start : number.start]) or number.value > 1000:
            return None
        span = AmountSpan(start, number.end, self.text[start : number.end], "ordinal", number.value, None, "<=")
        return span, number.end

    def _of_things(self, number: Number) -> tuple[AmountSpan, int] | None:
        """What is no money: of a unit, or a number of things."""
        scale, end = scale_at(self.text, number.end, self.end, letters=False)
        top = upper(self.text, number.start, end, (self.start, self.end), signed=False)
        return self._measure(number, scale, end, top) or self._count(number, scale, end, top)

    def _measure(self, number: Number, scale: int, end: int, top: Upper | None) -> tuple[AmountSpan, int] | None:
        """A percentage, length, duration or another unit of `units.toml`.

        Args:
            number: The number.
            scale: The scale word behind it, and in `end` where that ends.
            end: See `scale`.
            top: The upper end of the range it opens, if it opens one.
        """
        if percent := _PERCENT_BEFORE.search(self.text[max(self.start, number.start - 6) : number.start]):
            start = number.start - len(percent[0])
            return self._span(start, number.end, "percent", number.value, "percent"), number.end
        if self._inside_word(number.start):
            return None
        found, value_to = unit_at(self.text, end, self.end, number.digits), None
        if found is None:
            found = unit_at(self.text, top.end, self.end, top.number.digits) if top else None
            if top is None or found is None:
                return None
            value_to, end = product(top.number.value, product(top.scale, found[0].factor)), top.end
            scale = top.scale if scale == 1 else scale
        unit, behind = found
        number = self._meant(number) if scale == 1 and unit.kind != "percent" else number
        if unit.kind == "duration" and self._is_date(number, behind):
            return None
        value = product(number.value, product(scale, unit.factor))
        return self._measured(number.start, end, behind, unit, value, value_to), behind

    def _measured(
        self, start: int, end: int, behind: int, unit: Unit, value: int | float, value_to: int | float | None
    ) -> AmountSpan:
        """The span of a measure; "over 13 years" tells when, not how much, and so is no hedge."""
        whole = unit.kind in {"percent", "length"}
        span = self._span(start, behind if whole else end, unit.kind, value, unit.name, value_to, behind)
        if unit.kind == "duration" and span.hedge == ">" and _SINCE_WHEN.search(self.text[max(self.start, start - 10) : start]):
            return replace(span, hedge=None)
        return span

    def _is_date(self, number: Number, behind: int) -> bool:
        """Whether a duration belongs to a date ("five years ago", "the past five years") or to grammar ("one day")."""
        if not number.digits and number.value == 1 and self.text[behind - 1] != "s":
            return True
        before = self.text[max(self.start, number.start - 12) : number.start]
        return _AGO.match(self.text, behind, self.end) is not None or _SPAN_OF_TIME.search(before) is not None

    def _count(self, number: Number, scale: int, end: int, top: Upper | None) -> tuple[AmountSpan, int] | None:
        """A number of things, its noun made singular as the unit; arguments as of `_measure`."""
        text, span = self.text, (self.start, self.end)
        if self._inside_word(number.start) or counts.is_numbered(text, number.start, self.start):
            return None
        if unit_at(text, number.end, self.end, number.digits) is not None:
            return None  # a duration that is a date ("five years ago")
        value_to = None
        if top is not None and top.number.value * top.scale > number.value * scale:
            value_to, end = product(top.number.value, top.scale), top.end
            scale = top.scale if scale == 1 else scale
        elif counts.is_coded(text, number, end, self.end):
            return None
        if counts.is_glued(text, end, self.end) or counts.is_coded(text, number, end, self.end):
            return None
        unit = counts.noun(text, end, self.end) or counts.noun_of_whole(text, end, self.end)
        before = self.spans[-1] if self.spans and self.spans[-1].kind == "count" else None
        people = unit is not None or counts.are_casualties(text, end, self.end)
        if scale == 1 and (people or self.points):
            number = self._meant(number, people)
            value_to = self._meant(top.number, people).value if top is not None and value_to is not None else None
        hedged = hedges.before(text, number.start, self.start) is not None
        if not counts.is_count(text, number, end, scale, unit, hedged, before is not None, span):
            return None
        if unit is None and before is not None and counts.refers_back(text, end, self.end):
            unit = before.unit
        return self._span(number.start, end, "count", product(number.value, scale), unit, value_to), end
