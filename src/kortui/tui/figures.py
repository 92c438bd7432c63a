"""Amounts in words for people: hedges, ranges and units as the source has them."""

from __future__ import annotations

from kortui.model import Amount
from kortui.tui.glyphs import glyphs

_HEDGES = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "<~": "nearly "}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def number(value: int | float) -> str:
    """A number with separators, or in millions and more in words: ``10.4 billion``, ``20,000``."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {word}"
    return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"


def amount_words(amount: Amount) -> str:
    """An amount in words: ``about USD 10.4 billion``; the source's own words where it gives no number."""
    if amount.value is None:
        return amount.text
    figure = number(amount.value)
    if amount.value_to is not None:
        figure += f"{glyphs.dash}{number(amount.value_to)}"
    if amount.kind == "ordinal":
        return amount.text
    if amount.kind == "money":
        figure = f"{amount.unit} {figure}"
    elif amount.kind == "percent":
        figure += " %"
    elif amount.unit:
        figure += f" {amount.unit}{'' if amount.value == 1 else 's'}"
    return _HEDGES.get(amount.hedge or "", "") + figure
