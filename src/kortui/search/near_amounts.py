"""Figures that may be meant in place of one that no event has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kortui.search.amounts import amount_span, amount_spans
from kortui.search.postings import Postings
from kortui.search.syntax import Field, Term

_SHOWN = 3
_PARTED = re.compile(r"\d{3}(?:,\d{3})+")


def near_amounts(postings: Postings, leaf: Field) -> Iterator[tuple[str, Term]]:
    """Amounts like those of a term that finds nothing, each as the query text that asks for it and as a term.

    Args:
        postings: The index.
        leaf: A term of the field ``amount``.
    """
    for value in leaf.values:
        for near in (*_parted(value), *_hedged(postings, value), *_units(postings, value)):
            asked = Field("amount", near)
            yield str(asked), asked


def _parted(value: str) -> Iterator[tuple[str, ...]]:
    """Figures of three digits that were taken for one with thousands: ``721,462``."""
    if _PARTED.fullmatch(value):
        yield tuple(value.split(","))


def _hedged(postings: Postings, value: str) -> Iterator[tuple[str]]:
    """The relation to a figure that sources state as a floor or a ceiling alone: over $10 billion is never $10 billion."""
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
        for near in get_close_matches(unit, sorted(units), n=_SHOWN):
            yield (re.sub(rf"{re.escape(unit)}$", near, value, flags=re.IGNORECASE),)
