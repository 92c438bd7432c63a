"""Figures that may be meant in place of one that no event has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from kortui.search.amounts import amount_span, amount_spans
from kortui.search.fields import ValueProblem
from kortui.search.postings import Postings
from kortui.search.query import Query, of
from kortui.search.suggesting import ordinal_ending
from kortui.search.syntax import Field, Term, Word

_SHOWN = 3
_BARE = re.compile(r"([<>=≥≤]*)(\d[\d,]*(?:\.\d+)?)(m?)")
_LAST_WORD = re.compile(r"[\s-]*[^\W\d_]+$")
_FIGURE = re.compile(r"(?:us)?[$€£¥₩₺]?\d[\d,]*(?:\.\d+)?[^\W\d_]*%?", re.IGNORECASE)
_PARTED = re.compile(r"\d{3}(?:,\d{3})+")


def near_amounts(postings: Postings, leaf: Field) -> Iterator[tuple[str, Term]]:
    """Amounts like those of a term that finds nothing, each as the query text that asks for it and as a term.

    Args:
        postings: The index.
        leaf: A term of the field ``amount``.
    """
    for value in leaf.values:
        for near in (*_parted(value), *_hedged(postings, value), *_units(postings, value), *_measured(postings, value)):
            asked = Field("amount", near)
            yield str(asked), asked


def _parted(value: str) -> Iterator[tuple[str, ...]]:
    """Figures of three digits that were taken for one with thousands: ``721,462``."""
    if _PARTED.fullmatch(value):
        yield tuple(value.split(","))


def _hedged(postings: Postings, value: str) -> Iterator[tuple[str]]:
    """The relation to a figure that sources state as a floor or a ceiling alone: over $10 billion is never $10 billion."""
    value = value.removeprefix("=")  # "amount:=10bn" is "amount:10bn"
    if ".." in value or re.match("[<>=≥≤]", value):
        return
    found = set()
    for kind, unit, hedge in postings.amount_keys():
        if hedge in (">", "<"):
            for span in amount_spans(value):
                if span.fits(kind, unit) and postings.amounts((kind, unit, hedge))[0].between(span.low, span.high):
                    found.add(hedge)
    yield from ((f"{hedge}{value}",) for hedge in sorted(found, reverse=True))


def _units(postings: Postings, value: str) -> Iterator[tuple[str]]:
    """A figure with the unit that may be meant in place of one that no event has."""
    units = {unit for _, unit, _ in postings.amount_keys() if unit}
    unit = amount_span(value).unit
    if unit and not units & {unit, unit.removesuffix("s")}:
        alike = get_close_matches(unit, sorted(units), n=_SHOWN)
        yield from ((re.sub(rf"{re.escape(unit)}$", near, value, flags=re.IGNORECASE),) for near in alike)
        if not alike and (bare := _LAST_WORD.sub("", value)) and bare != value:
            yield (bare,)
            yield from _measured(postings, bare)


def _measured(postings: Postings, value: str) -> Iterator[tuple[str]]:
    """A bare figure, which is money or a count, with each unit of lengths, shares, times and ranks that may be meant."""
    match = _BARE.fullmatch(value)
    if match is None:
        return
    relation, number, metres = match.groups()
    for kind, unit in sorted({(kind, unit or "") for kind, unit, _ in postings.amount_keys()} - {("", "")}):
        if kind in ("money", "count") or (metres and unit != "metre"):
            continue
        if kind == "ordinal":
            if number.isdecimal() and not relation:
                yield (number + ordinal_ending(int(number)),)
        elif unit:
            yield (f"{relation}{number}%" if unit == "percent" else f"{relation}{number} {'m' if metres else unit}",)


def figure(text: str) -> Field | None:
    """A word that is a figure of money, a measure or a share (``$10.4bn``, ``515m``) as a term; None of other words."""
    if not _FIGURE.fullmatch(text) or text.isdecimal():
        return None
    try:
        amount_span(text)
    except ValueProblem:
        return None
    return Field("amount", (text,))


def in_two_words(query: Query) -> Iterator[Query]:
    """The query with a figure and the word of its scale or unit behind it (``2,023 m``) as an amount."""
    for number, (first, second) in enumerate(pairwise(query.items)):
        if isinstance(first, Word) and isinstance(second, Word) and _FIGURE.fullmatch(first.text):
            joined = Field("amount", (f"{first.text} {second.text}",))
            meant = of([*query.items[:number], joined, *query.items[number + 2 :]], query.sort, query.group)
            if not meant.problems:
                yield meant
