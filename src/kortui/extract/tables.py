"""Figures in tables: rows of years and columns of exports, imports or trade, in the unit that a heading gives for them all.

A row has cells set apart by bars or tabs; the first gives the time, the others what the first row names. A list of years
under a line that says what it lists is a table of one column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kortui.extract import amounts, flows, titles_figures
from kortui.extract.amounts_numbers import SCALES
from kortui.extract.measures import Measure, measure_in_words, measures
from kortui.extract.readers.lines import ends_sentence
from kortui.extract.spans import AmountSpan, DateSpan, Sentence
from kortui.extract.story import Source
from kortui.extract.tables_cells import LONGEST, Cell, cells_of, is_ruled, lines_of, may_have_rows
from kortui.model import Entity

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_TIME_HEAD = re.compile(
    r"(?:years?|period|date|(?:fiscal|financial) year|quarter|month|time|yıl|dönem|연도|년도|기간)?", re.IGNORECASE
)
_NOT_YET = re.compile(r"\b(?:target|goal|forecast|projected|estimate|expected|plan)", re.I)
_TOTAL = re.compile(r"\b(?:total|sum|volume|turnover|overall)\b", re.I)
_BALANCE = re.compile(r"\bbalance\b", re.I)
_SHARE = re.compile(r"%|\b(?:share|percent\w*|per cent|change|growth|rank|yoy|y/y)\b", re.I)
_scales = "|".join(sorted((w for w in SCALES if len(w) > 1), key=len, reverse=True))
_money = r"(?P<money>[^\s,;:()\[\]|]+(?:\s(?:dollars?|won|lira|pounds?))?)"
_SCALE_FIRST = re.compile(rf"\b(?P<scale>{_scales})s?\.?\s+(?:of\s+)?{_money}", re.I)
_MONEY_FIRST = re.compile(rf"(?P<money>[^\s,;:()\[\]|]+),?\s+(?:in\s+)?(?P<scale>{_scales})s?\b", re.I)
_MONEY_ALONE = re.compile(r"\((?:in\s+)?(?P<money>[^()|]{1,16})\)|\bin\s+(?P<named>(?:U\.?S\.?\s)?[\w€$₺₩£¥]+)\s*\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a table.

    Attributes:
        row: The row, its evidence.
        date: When, EDTF, and `when` as the table writes it.
        amount: The figure, its text as the cell has it.
        measure: What is measured, with `name` as the record shows it.
        actors: Whose figure it is, the other end of a flow last.
        partner: The other end.
        title: Headline.
        caption: The line above the table; None when it is a sentence or there is none.
    """

    row: Cell
    date: str
    when: str
    amount: AmountSpan
    measure: Measure
    name: str
    actors: tuple[str, ...]
    partner: tuple[str, ...]
    title: str
    caption: Cell | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """The unit a heading gives: its scale, empty for none, and its currency."""

    scale: str
    money: str

    def of(self, figure: str) -> str:
        """A figure with its unit; one that has a scale of its own keeps it."""
        words = figure if figure[-1:].isalpha() or not self.scale else f"{figure} {self.scale}"
        return f"{words} {self.money}" if self.money[-1:].isalpha() else f"{self.money}{words}"


def find(source: Source, pair: tuple[str, ...]) -> list[Entry]:
    """The figures of a document's tables, in order.

    Args:
        source: The document.
        pair: The two countries it is about, whose trade a heading gives that names none.
    """
    text = source.document.text
    if not may_have_rows(text):
        return []
    found: list[Entry] = []
    captions: list[Cell] = []
    run: list[list[Cell]] = []
    for line in lines_of(source):
        cells = cells_of(line)
        if len(cells) > 1:
            run.append([line, *cells])
        elif not is_ruled(line):
            found += _of_run(source, captions, run, pair)
            captions, run = [*captions[-1:], line] if len(line.text) <= LONGEST else [], []
    return found + _of_run(source, captions, run, pair)


def _of_run(source: Source, captions: Sequence[Cell], run: Sequence[Sequence[Cell]], pair: tuple[str, ...]) -> list[Entry]:
    """The figures of rows that stand below each other."""
    if len(run) < 2:
        return []
    head = run[0][1:]
    caption = " ".join(c.text for c in captions)
    columns: list[tuple[Cell, Measure | None]]
    if _date(source, head[0]) is not None and len(head) == 2:  # a list of years under what it lists
        measure = _measure(captions[-1].text, caption) if captions else None
        columns, rows = [(captions[-1], measure)] if measure is not None else [], run
    elif _TIME_HEAD.fullmatch(head[0].text):
        columns = [(c, _measure(c.text, caption)) for c in head[1:]]
        rows = run[1:]
    else:
        return []
    found: list[Entry] = []
    for row, label, *cells in rows:
        when = _date(source, label)
        if when is None or _NOT_YET.search(label.text):
            continue
        for cell, (column, measure) in zip(cells, columns, strict=False):
            unit = next(filter(None, map(_unit, (column.text, *(c.text for c in reversed(captions)), head[0].text))), None)
            amount = _amount(cell, unit)
            if measure is not None and amount is not None:
                told = (column, *reversed(captions))
                found.append(_entry(source, row, when, label.text, amount, measure, told, unit, pair))
    above = captions[-1] if captions and not ends_sentence(captions[-1].text) else None
    return [replace(entry, caption=above) for entry in found]


def _date(source: Source, cell: Cell) -> str | None:
    """The time a cell names."""
    if _YEAR.fullmatch(cell.text):
        return cell.text
    at = bisect_left(source.dates, cell.start, key=lambda d: d.start)
    span: DateSpan | None = source.dates[at] if at < len(source.dates) else None
    inside = span is not None and span.end <= cell.end and 2 * len(span.text) >= len(cell.text)
    return span.edtf if span is not None and inside and span.kind in ("DATE", "RANGE") else None


def _measure(words: str, caption: str) -> Measure | None:
    """What a column gives; a total is of the trade that the caption names."""
    if _SHARE.search(words):
        return None
    if _BALANCE.search(words):
        return next(m for m in measures() if m.name == "trade balance")
    named = measure_in_words(words, "money")
    if named is None and _TOTAL.search(words):
        named = measure_in_words(caption, "money")
        named = named if named is not None and named.of == "pair" else None
    return named


@lru_cache(maxsize=256)
def _unit(text: str) -> _Unit | None:
    """The unit that a heading gives ("in million dollars", "US$ bn", "(in euros)"); None when it gives none."""
    for pattern in (_SCALE_FIRST, _MONEY_FIRST):
        for found in pattern.finditer(text):
            if _read(f"1 {found['scale']} {found['money']}") is not None:
                return _Unit(found["scale"].lower(), found["money"])
    for found in _MONEY_ALONE.finditer(text):
        words = (found["money"] or found["named"]).strip()
        if _read(f"1,000 {words}") is not None:
            return _Unit("", words)
    return None


@lru_cache(maxsize=4096)
def _read(words: str) -> AmountSpan | None:
    """The sum that words are, all of them."""
    found = amounts.find(words, (Sentence(0, len(words), "paragraph"),))
    return found[0] if len(found) == 1 and found[0].kind == "money" and found[0].end == len(words) else None


def _amount(cell: Cell, unit: _Unit | None) -> AmountSpan | None:
    """The sum of a cell: its own where it names a currency, else in the unit of its heading."""
    words = cell.text
    if not words[:1].strip("-−–(") or not any(c.isdigit() for c in words):
        return None
    read = _read(words)
    if read is None and unit is not None:
        read = _read(unit.of(words))
    return replace(read, start=cell.start, end=cell.start + len(words), text=words) if read is not None else None


def _entry(
    source: Source,
    row: Cell,
    date: str,
    when: str,
    amount: AmountSpan,
    measure: Measure,
    told: Sequence[Cell],
    unit: _Unit | None,
    pair: tuple[str, ...],
) -> Entry:
    owners, others, both = _parties(source, told)
    partner: tuple[str, ...] = ()
    if measure.of == "pair":
        actors = tuple(sorted((*owners[:1], *others[:1]) if owners and others else both[:2]))
        actors = actors if len(actors) == 2 else () if owners or others or both else pair
    else:
        actors, partner = tuple(owners[:1]), tuple(others[:1])
    name = flows.name_of(source.registry, measure, actors, partner)
    words = amount.text if unit is None or _read(amount.text) is not None else unit.of(amount.text)
    shown = f"{'–'.join(_name(source.registry, a) for a in actors)} trade" if name == "bilateral trade" and actors else name
    title = titles_figures.figure(shown[:1].upper() + shown[1:], words, amount.hedge, False)
    return Entry(row, date, when, amount, measure, name, tuple(dict.fromkeys((*actors, *partner))), partner, title)


def _name(registry: Mapping[str, Entity], entity: str) -> str:
    return registry[entity].name if entity in registry else entity


_TO = frozenset(("to", "from", "with"))
_WITH = ("and", "between", "–", "-", "—", "/")


def _parties(source: Source, told: Sequence[Cell]) -> tuple[list[str], list[str], list[str]]:
    """The countries that a column and its captions name: whose figure it is, the other end, and those named side by side."""
    text = source.document.text
    owners: list[str] = []
    others: list[str] = []
    both: list[str] = []
    for cell in told:
        at = bisect_left(source.entities, cell.start, key=lambda e: e.start)
        for index in range(at, len(source.entities)):  # a slice would copy all that follow, for each figure
            span = source.entities[index]
            if span.start >= cell.end:
                break
            if span.kind != "country":
                continue
            before = text[max(cell.start, span.start - 12) : span.start].lower().replace("the ", "").split()
            behind = text[span.end : cell.end].lower().split()
            last, following = before[-1] if before else "", behind[0] if behind else ""
            side = last.endswith(_WITH) or following.startswith(_WITH)
            (others if last in _TO else both if side else owners).append(span.id)
        if owners or others or both:
            break
    return owners, others, both
