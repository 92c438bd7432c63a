"""Amounts: money, counts, ordinals, percentages, lengths and durations, with value, unit, hedge, range and twin.

A number is read first and what it is of is decided by what stands beside it. Spans follow the usual annotation practice:
money, percentages and lengths with their unit ("$10.4 billion", "6 percent", "2,023 m"), counts, ordinals and durations
the number alone ("20,000" soldiers, "10th" largest, "13" years); ranks as "top four". Years, dates and the numbers inside
names are no amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kortui.extract import amounts_hedges as hedges
from kortui.extract.amounts_numbers import LETTER_SCALES, ORDINALS, SCALES, Number, has_number, numbers, scaled
from kortui.extract.amounts_units import currencies, singular, units
from kortui.extract.spans import AmountSpan, Sentence
from kortui.vocabulary import AmountKind

_scales = "|".join(sorted(SCALES, key=len, reverse=True))
_letters = "|".join(sorted(LETTER_SCALES, key=len, reverse=True))
_SCALE = re.compile(rf"[\s-]?(?i:({_scales}))s?(?![a-zA-Zçğıöşü])")
_LETTER_SCALE = re.compile(rf"\s?(?i:({_letters}))(?![a-z])")
_RANGE = re.compile(r"\s?[-–—]\s?(?=[^\s\d]{0,4}\d)|\s(?:to|or)\s(?=[^\s\d]{0,4}\d|[a-z])", re.IGNORECASE)
_BETWEEN = re.compile(r"\b[Bb]etween\s+[^\s\d]{0,4}$")
_FROM = re.compile(r"\b(?:[Ff]rom|to)\s+(?:(?:about|around|some|nearly|just|over|only|a mere)\s+)*[^\s\d]{0,4}$")
_AND = re.compile(r"\sand\s(?=[^\s\d]{0,4}\d)")
_YEAR_TEXT = re.compile(r"(?<![\w$€£₩.,])(1[0-9]{3}|20[0-9]{2})(?![\w,]|\.\d)")
_VAGUE = re.compile(
    r"\b(?i:(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|billions|trillions)|dozens)"
    r"(?= of\b|-of\b)|\b(?i:multi-?(?:million|billion))(?=-)"
)
_ORDINAL = re.compile(
    rf"(?<![\w.,/-])(?:(\d{{1,4}}(?:,\d{{3}})*)(?:st|nd|rd|th)|(?i:({'|'.join(sorted(ORDINALS, key=len, reverse=True))})))\b"
)
_TOP = re.compile(r"\b[Tt]op[\s-](?=[\da-z])")
_NUMBER_ONE = re.compile(r"\bNo\.\s?$|\b[Nn]umber\s$|\brank(?:s|ed|ing)?\s$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s$")
_NO_RANK = re.compile(
    rf"(?:\s|-)(?:century|centuries|parallel|of\s+(?:{_MONTH}|this|last|next|the\ month)|{_MONTH}|floor|grade|generation|gen\b"
    r"|degree|stage|phase|birthday|anniversary\ edition|hand|time\b|person\ to|party|parties|day\ of|place\ of)",
)
_RANK = re.compile(
    r"[\s-](?:[\w-]+\s){0,2}?(?:largest|biggest|highest|most|leading|strongest|top|busiest|best|fastest|longest|smallest|greatest"
    r"|importer|exporter|supplier|buyer|partner|market|economy|producer|country|nation|state|place|rank|position|mission|embassy"
    r"|anniversary|in\ the\ world|among)\b"
)
_ANNIVERSARY = re.compile(r"\s(?:[Aa]nniversary|year\ of)")
_BEFORE_YEAR = re.compile(
    rf"\b(?:in|since|by|of|from|until|till|through|during|before|after|to|the|year|early|late|mid|and|or|between|for|{_MONTH})[\s-]$",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?:Article|Articles|Resolution|Chapter|Section|No\.|Nos\.|Number|Paragraph|Page|p\.|pp\.|Annex|Block|Mark|Mk|Type|Phase|Level|Unit"
    r"|Flight|Channel|Act|Law|Room|Highway|Route|Group\ of|Big|aged?|paragraph|article|page|item|point|Table|Figure|[A-Z]\.)\s$)|[#№§]\s?$"
)
_AGO = re.compile(r"\s(?:ago|earlier|later|from\ now|before\ that|after\ that|hence|old\b)|-old\b")
_SPAN_OF_TIME = re.compile(r"\b(?:past|last|next|previous|coming|recent|first|following|preceding)\s$", re.IGNORECASE)
_CLOCK_OR_CODE = re.compile(r"[:/]\d|[-–.]\d|[a-zA-Z]*\d|°|º|'s\b|’s\b|s\b")
_GLUED = re.compile(r"[A-Za-z_]|-(?:[A-Z]|mm\b)")
_OPEN_BRACKET = re.compile(
    r"\s?[(\[]\s?(?:[a-z]+\s){0,4}[^\s\d]{0,4}$|,?\s(?:or|equivalent to|equal to|i\.e\.,?)\s(?:[a-z]+\s){0,2}[^\s\d]{0,4}$"
)
_WORD = re.compile(r"[\s-]+(?:of\s(?:the\s|its\s|these\s|those\s|his\s)?)?([^\W\d_][\w'’-]*)")
_STOP = frozenset(
    "in on at by for from to with and or but as is was were are be been has have had will would who which that than of the a an its"
    " their his her this these those it they he she we not after before during since until into over under between against per"
    " about while when where if so out up down also only each both all any then there now both off within without said".split()
)
_ANAPHORIC = re.compile(
    r"\s(?:were|was|are|have|had|of\s(?:them|which|whom|these|those)|others|died|fell|remain(?:ed|s)?|survived)\b"
)


def find(text: str, sentences: Sequence[Sentence], blocked: Sequence[tuple[int, int]] = ()) -> tuple[AmountSpan, ...]:
    """The amounts of a document.

    Args:
        text: The document's text.
        sentences: Its sentences; nothing is found outside them.
        blocked: Spans whose numbers belong to names ("Çanakkale 1915 Bridge", "K-2").

    Returns:
        Spans in order; `equivalent_to` is an index into them.
    """
    found: list[AmountSpan] = []
    taken = sorted(blocked)
    first = 0
    for sentence in sentences:
        if sentence.kind in {"boilerplate", "byline"} or not has_number(text, sentence.start, sentence.end):
            continue
        while first < len(taken) and taken[first][1] <= sentence.start:
            first += 1
        inside = [span for span in taken[first:] if span[0] < sentence.end] if first < len(taken) else []
        _Reader(text, sentence.start, sentence.end, inside, found).read()
    return tuple(found)


class _Reader:
    """Reads the amounts of one sentence."""

    def __init__(self, text: str, start: int, end: int, blocked: list[tuple[int, int]], found: list[AmountSpan]) -> None:
        self.text, self.start, self.end, self.blocked, self.found = text, start, end, blocked, found
        self.money, self.units = currencies(), units()
        self.spans: list[AmountSpan] = []
        self.reached = start

    def read(self) -> None:
        """Append the sentence's amounts to `found`, in order and with their twins."""
        for number in numbers(self.text, self.start, self.end):
            if number.start < self.reached or self._blocked(number.start, number.end):
                continue
            span = self._money(number) or self._measure(number) or self._rank(number) or self._count(number)
            if span is not None:
                self._add(span)
        self._ordinals()
        self._vague()
        self.spans.sort(key=lambda s: s.start)
        base = len(self.found)
        for i, span in enumerate(self.spans):
            twin = base + i - 1 if i and self._restates(self.spans[i - 1], span) else None
            self.found.append(replace(span, equivalent_to=twin))

    def _add(self, span: AmountSpan) -> None:
        self.spans.append(span)
        self.reached = max(self.reached, span.end)

    def _blocked(self, start: int, end: int) -> bool:
        return any(low < end and start < high for low, high in self.blocked)

    def _free(self, start: int, end: int) -> bool:
        return not self._blocked(start, end) and not any(s.start < end and start < s.end for s in self.spans)

    def _span(
        self,
        start: int,
        end: int,
        kind: AmountKind,
        value: int | float | None,
        unit: str | None,
        value_to: int | float | None = None,
        hedged: bool = True,
        behind: int | None = None,
    ) -> AmountSpan:
        """A span with its hedge; `behind` is where the words of the amount end when the span is the number alone."""
        hedge = None
        if hedged:
            hedge = hedges.before(self.text, start, self.start) or hedges.behind(self.text, end, self.end)
            if hedge is None and behind is not None and behind != end:
                hedge = hedges.behind(self.text, behind, self.end)
        return AmountSpan(start, end, self.text[start:end], kind, value, unit, hedge, value_to)

    def _scale(self, position: int, letters: bool) -> tuple[int | float, int]:
        """The scale at a position and where it ends; 1 when there is none."""
        match = _SCALE.match(self.text, position, self.end)
        if match:
            return SCALES[match[1].lower()], match.end()
        match = _LETTER_SCALE.match(self.text, position, self.end) if letters else None
        return (LETTER_SCALES[match[1].lower()], match.end()) if match else (1, position)

    def _number_at(self, position: int) -> Number | None:
        """The number that begins at a position."""
        return next((n for n in numbers(self.text, position, min(self.end, position + 60)) if n.start == position), None)

    def _sign(self, start: int) -> tuple[str, int] | None:
        """The currency sign that ends where a number begins: its code and where it starts."""
        window = self.text[max(self.start, start - 8) : start]
        match = self.money.before.search(window)
        if not match:
            return None
        sign = match[0].strip()
        if sign == "W" and match[0] != "W":
            return None
        return self.money.code(sign), start - len(match[0])

    def _money(self, number: Number) -> AmountSpan | None:
        """Money: a sign before the number, or a sign, code or name behind it; with ranges."""
        sign = self._sign(number.start)
        if sign is None and self._glued_before(number.start):
            return None
        letters = sign is not None or number.digits
        scale, end = self._scale(number.end, letters)
        name = self.money.behind.match(self.text, end, self.end)
        if sign is None and name is None and scale == 1 and letters:
            name = self.money.behind.match(self.text, number.end, self.end)
            end = number.end
        value_to = None
        start = sign[1] if sign else number.start
        upper = self._upper(number, start, end, sign is not None)
        if upper is not None:
            other, other_start, other_end, other_scale = upper
            other_name = self.money.behind.match(self.text, other_end, self.end)
            if sign is not None or other_name is not None:
                if scale == 1 and not (sign is not None and other.value >= number.value and number.grouped):
                    scale = other_scale
                value_to = scaled(other.value, other_scale)
                end, name = other_end, other_name or name
        if sign is None and name is None:
            return None
        code = sign[0] if sign else ""
        if name is not None and (sign is None or self._agrees(code, name[0])):
            code = (
                self.money.code(name[0].strip().removeprefix("-").removeprefix("in ").removeprefix("of "))
                if sign is None
                else code
            )
            if sign is None and not name[0].strip(" -").isupper():
                code = self._of_era(code)
            end = name.end()
        return self._span(start, end, "money", scaled(number.value, scale), code, value_to)

    def _agrees(self, code: str, name: str) -> bool:
        """Whether a currency named behind a figure only repeats the sign before it ("$8,000 U.S. dollars")."""
        return self.money.code(name.strip().removeprefix("-").removeprefix("in ").removeprefix("of ")) == code

    def _of_era(self, code: str) -> str:
        """The currency a name stood for in the years the sentence gives."""
        if code not in self.money.eras:
            return code
        years = [int(m[1]) for m in _YEAR_TEXT.finditer(self.text, self.start, self.end)]
        limit, older = self.money.eras[code]
        return older if years and max(years) < limit else code

    def _upper(self, number: Number, start: int, end: int, signed: bool) -> tuple[Number, int, int, int | float] | None:
        """The upper end of a range: the number, where it (with its sign) starts, where it (with its scale) ends, its scale."""
        opening = self.text[max(self.start, start - 24) : start]
        between = _BETWEEN.search(opening) is not None
        link = (_AND if between else _RANGE).match(self.text, end, self.end)
        if link is None or (not between and link[0].strip() in {"to"} and _FROM.search(opening)):
            return None
        position = link.end()
        sign = re.compile(r"(?:US|U\.S\.)?[$€£₩₺¥]|[A-Z]{3}\s").match(self.text, position, self.end)
        if sign is not None and not signed:
            return None
        other = self._number_at(sign.end() if sign else position)
        if other is None:
            return None
        scale, other_end = self._scale(
            other.end, signed or self.money.behind.match(self.text, other.end + 1, self.end) is not None
        )
        return other, position, other_end, scale

    def _glued_before(self, start: int) -> bool:
        """Whether the number is part of a word or designation: "K-2", "T155", "1950-53", "3.5"."""
        if start == self.start:
            return False
        last = self.text[start - 1]
        if last.isalnum() or last in "_/\\":
            return True
        return (
            last in "-–.,'’" and start - 2 >= self.start and self.text[start - 2].isalnum() and not self.text[start - 2] in ")("
        )

    def _measure(self, number: Number) -> AmountSpan | None:
        """A percentage, length, duration or other unit."""
        if self._glued_before(number.start):
            return None
        scale, end = self._scale(number.end, letters=False)
        value_to = None
        upper = self._upper(number, number.start, end, signed=False)
        if upper is not None:
            other, _, other_end, other_scale = upper
            if self._unit_at(other_end, other.digits) is not None:
                end, value_to = other_end, scaled(other.value, other_scale)
                scale = other_scale if scale == 1 else scale
            elif scale != 1 or self._unit_at(end, number.digits) is None:
                upper = None
        found = self._unit_at(end, number.digits)
        if found is None:
            return None
        unit, unit_end = found
        if unit.kind == "duration":
            clock = unit.name in {"second", "minute"} and number.value == 1
            if clock or _AGO.match(self.text, unit_end, self.end) or self._dated(number, unit_end):
                return None
        value = scaled(number.value, scale * unit.factor)
        if value_to is not None:
            value_to = scaled(value_to, unit.factor)
        whole = unit.kind in {"percent", "length"}
        span = self._span(number.start, unit_end if whole else end, unit.kind, value, unit.name, value_to, behind=unit_end)
        if unit.kind == "duration":
            self.reached = max(self.reached, unit_end)
            if span.hedge == ">" and re.search(r"\b(?:over|past)\s$", self.text[max(self.start, span.start - 6) : span.start]):
                span = replace(span, hedge=None)  # "over 13 years" tells when, not how much
        return span

    def _dated(self, number: Number, unit_end: int) -> bool:
        """Whether a duration belongs to a date ("the past five years") or is no quantity ("one day")."""
        before = self.text[max(self.start, number.start - 12) : number.start]
        return _SPAN_OF_TIME.search(before) is not None or (
            not number.digits and number.value == 1 and self.text[unit_end - 1] != "s"
        )

    def _unit_at(self, position: int, digits: bool):  # type: ignore[no-untyped-def]
        """The unit at a position and where it ends."""
        match = self.units.signs.match(self.text, position, self.end) if digits else None
        if match:
            return self.units.by_sign[match[1]], match.end()
        match = self.units.words.match(self.text, position, self.end)
        if match:
            return self.units.by_word[" ".join(match[1].lower().replace("-", " ").split())], match.end()
        return None

    def _rank(self, number: Number) -> AmountSpan | None:
        """A rank in cardinal words: "top four"; the span holds both words."""
        top = re.search(r"\b[Tt]op[\s-]$", self.text[max(self.start, number.start - 4) : number.start])
        if top is None or number.value > 1000:
            return None
        return AmountSpan(
            number.start - 4, number.end, self.text[number.start - 4 : number.end], "ordinal", number.value, None, "<="
        )

    def _count(self, number: Number) -> AmountSpan | None:
        """A number of things, its noun made singular as the unit."""
        text = self.text
        before = text[max(self.start, number.start - 16) : number.start]
        if self._glued_before(number.start) or _NO_COUNT_BEFORE.search(before) or _AFTER_MONTH.search(before):
            return None
        scale, end = self._scale(number.end, letters=False)
        if scale == 1 and number.digits and _CLOCK_OR_CODE.match(text, end, self.end):
            upper = self._upper(number, number.start, end, signed=False)
            if upper is None or text[end] not in "-–—":
                return None
        value_to, upper = None, self._upper(number, number.start, end, signed=False)
        if (
            upper is not None
            and upper[0].digits == number.digits
            and upper[0].value > number.value / (scale if scale > 1 else 1)
        ):
            _, _, end, other_scale = upper
            value_to = scaled(upper[0].value, other_scale)
            scale = other_scale if scale == 1 else scale
        if _GLUED.match(text, end, self.end):
            return None
        unit = self._noun(end)
        hedge = hedges.before(text, number.start, self.start)
        if not self._counts(number, scale, unit, hedge, before, end):
            return None
        if unit is None and self.spans and self.spans[-1].kind == "count" and _ANAPHORIC.match(text, end, self.end):
            unit = self.spans[-1].unit
        return self._span(number.start, end, "count", scaled(number.value, scale), unit, value_to)

    def _counts(self, number: Number, scale: int | float, unit: str | None, hedge: str | None, before: str, end: int) -> bool:
        """Whether a number without a unit of measure is a figure and not a year, a date, a code or mere grammar."""
        plain = number.digits and not number.grouped and scale == 1 and isinstance(number.value, int)
        if plain and 1000 <= number.value <= 2100 and (unit is None or hedge is None and _BEFORE_YEAR.search(before)):
            return False
        if not number.digits and number.value < 20 and scale == 1:
            return unit in self.units.counted and number.value > 1
        if unit is not None:
            return number.value > 1 or scale > 1
        if scale > 1 or number.grouped or number.value >= 1000 and not plain:
            return True
        return _ANAPHORIC.match(self.text, end, self.end) is not None and bool(self.spans) and self.spans[-1].kind == "count"

    def _noun(self, position: int) -> str | None:
        """The counted noun behind a number: the first plural among the next words of its noun phrase, in the singular."""
        for _ in range(5):
            match = _WORD.match(self.text, position, self.end)
            if match is None:
                return None
            word = match[1].lower()
            if word in _STOP:
                return None
            for suffix in ("'s", "’s", "'", "’"):
                if word.endswith(suffix):
                    return None
            found = singular(word)
            position = match.end()
            if found is not None:
                following = _WORD.match(self.text, position, self.end)
                if following and self.text[match.end()] == " " and not following[0].strip().startswith("of"):
                    deeper = singular(following[1].lower())
                    if deeper is not None and following[1].islower() and following[1].lower() not in _STOP:
                        return deeper
                return found
        return None

    def _ordinals(self) -> None:
        """Ranks and anniversaries: digits with a suffix, and words where they rank something; firstness is no figure."""
        for match in _ORDINAL.finditer(self.text, self.start, self.end):
            start, end = match.span()
            if not self._free(start, end) or _NO_RANK.match(self.text, end, self.end):
                continue
            before = self.text[max(self.start, start - 12) : start]
            if _AFTER_MONTH.search(before) or re.search(r"\bon the $", before):
                continue
            digits = match[1] is not None
            value = int(match[1].replace(",", "")) if digits else ORDINALS[match[2].lower()]
            if value == 1 or not digits and not match[2].islower():
                continue
            follows = self.text[end : end + 2]
            named = follows[:1] in " -" and follows[1:2].isupper() and not _ANNIVERSARY.match(self.text, end, self.end)
            ranked = _RANK.match(self.text, end, self.end) is not None
            if ranked or digits and follows[:1] in " -" and not named:
                self.spans.append(self._span(start, end, "ordinal", value, None, hedged=False))

    def _vague(self) -> None:
        """Orders of magnitude without a figure: "billions of dollars", "hundreds of companies"."""
        for match in _VAGUE.finditer(self.text, self.start, self.end):
            start, end = match.span()
            name = self.money.behind.match(self.text, end + (0 if self.text[end] == "-" else 0), self.end)
            if name is not None and self._free(start, name.end()):
                words = name[0].strip().removeprefix("-").removeprefix("of ").strip()
                self.spans.append(
                    self._span(start, name.end(), "money", None, self._of_era(self.money.code(words)), hedged=False)
                )
                continue
            unit = self._noun(end)
            if unit is not None and self._free(start, end):
                self.spans.append(self._span(start, end, "count", None, unit, hedged=False))

    def _restates(self, first: AmountSpan, second: AmountSpan) -> bool:
        """Whether the second of two neighbours gives the first again in another currency or unit."""
        if first.kind != second.kind or first.kind not in {"money", "length"} or first.unit == second.unit:
            return False
        return _OPEN_BRACKET.fullmatch(self.text[first.end : second.start]) is not None


def blocking(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Those spans that hold a digit: what to hand to `find` as blocked."""
    return [(start, end) for start, end in spans if any(c.isdigit() for c in text[start:end])]
