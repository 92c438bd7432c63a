"""Amounts, names and spans of years in words for people: hedges, ranges and units as the source has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kortui import edtf, edtf_words
from kortui.model import Amount, Event, Library
from kortui.overview.scale import short
from kortui.vocabulary import ActorRole, AmountKind

HEDGES = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "<~": "nearly "}
"""Words before a figure by how its source hedges it."""
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DASH = "–"
_PLURALS = {"man": "men", "woman": "women", "person": "people", "child": "children", "serviceman": "servicemen"}
_UNCHANGED = ("percent", "%", "craft", "personnel")
_HISSING = ("s", "x", "ch", "sh")


def number(value: int | float) -> str:
    """A number with separators, or in millions and more in words: ``10.4 billion``, ``20,000``."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {word}"
    return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"


def plural(noun: str) -> str:
    """The plural of one of our own units and nouns: ``company`` gives ``companies``, ``percent`` stays."""
    if " or " in noun:
        return " or ".join(map(plural, noun.split(" or ")))
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith(_UNCHANGED):
        return noun
    if noun.endswith(_HISSING):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def counted(count: int, noun: str) -> str:
    """A count with its noun: ``1 record``, ``2,000 records``."""
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def amount_words(amount: Amount) -> str:
    """An amount in words: ``about USD 10.4 billion``; the source's own words where it gives no number."""
    if amount.value is None:
        return amount.text
    figure = number(amount.value)
    if amount.value_to is not None:
        figure += f"{_DASH}{number(amount.value_to)}"
    if amount.kind == "ordinal":
        return amount.text
    if amount.kind == "money":
        figure = f"{amount.unit} {figure}"
    elif amount.kind == "percent":
        figure += " %"
    elif amount.unit:
        figure += f" {amount.unit if amount.value == 1 else plural(amount.unit)}"
    return HEDGES.get(amount.hedge or "", "") + figure


def brief_amount(event: Event, kinds: Sequence[AmountKind] = ("money", "count")) -> str:
    """The first amount of the first of some kinds that an event states, in a few cells; empty when there is none.

    What restates another amount is left out: it is the same once more.

    Args:
        event: The event.
        kinds: Kinds of amounts, the one wanted most first.
    """
    own = [a for a in event.amounts if a.equivalent_to is None and a.value is not None]
    for kind in kinds:
        for amount in own:
            if amount.kind == kind and amount.value is not None:
                unit = amount.unit or ""
                plain = unit if kind == "money" or amount.value == 1 or not unit else plural(unit)
                return short(amount.value, plain, amount.hedge, amount.value_to)
    return ""


def names(library: Library, ids: Iterable[str]) -> str:
    """Names of entities, with commas."""
    return ", ".join(library.index.name(one) for one in dict.fromkeys(ids))


def parties(library: Library, event: Event, roles: Collection[ActorRole], *, all_of_them: bool = False) -> list[str]:
    """Ids of the actors in some roles; where firms or persons are among them, these alone and not their countries.

    Args:
        library: The database.
        event: The event.
        roles: Roles asked for.
        all_of_them: Whether countries stay, behind the others: a state that signs beside its firm is a party too.
    """
    found = list(dict.fromkeys(a.id for a in event.actors if a.role in roles))
    closer = [one for one in found if (e := library.index.entity.get(one)) is not None and e.kind != "country"]
    return [*closer, *(one for one in found if one not in closer)] if all_of_them else closer or found


def year_span(events: Sequence[Event]) -> str:
    """From when to when some events are, empty when none is dated: ``1982–2025``, ``mid 1980s to 2026``.

    No year is named that no date gives: an event of the mid 1980s begins in the mid 1980s, not in the first year that may mean.
    What happened some time before a day ends no stretch of years, unless nothing else is dated; a plan or an aim is due then.
    """
    dated = [e for e in events if e.date.start or e.date.end]
    dated = [e for e in dated if e.date.start or e.date.role not in ("event", "reported")] or dated
    if not dated:
        return ""
    first = min(dated, key=lambda e: _iso_year(e.date.start or e.date.end))
    last = max(dated, key=lambda e: _iso_year(e.date.end or e.date.start))
    begin, end = _edge(first, 0), _edge(last, -1)
    if begin == end:
        return begin
    return f"{begin}{_DASH}{end}" if begin.isdecimal() and end.isdecimal() else f"{begin} to {end}"


def _iso_year(day: str | None) -> int:
    return int(day[:-6]) if day else 0


def _edge(event: Event, end: int) -> str:
    """The year at an end of a date, in the words of one that gives none; `end` is 0 or -1."""
    date = edtf.parse(event.date.edtf or "")
    part = date.parts[end] or date.parts[-1 - end]
    if part is None or date.kind == "one-of" or (date.kind == "interval" and date.approximate and event.date.text):
        return event.date.display
    one = edtf.parse(part)
    if one.precision in ("decade", "century", "millennium") or one.bounds.start is None:
        return edtf_words.display(part)
    return f"{'about ' * one.approximate}{_year(one.bounds.start[0])}{'?' * one.uncertain}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"
