"""Amounts, names and spans of years in words for people: hedges, ranges and units as the source has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kortui.model import Amount, Event, Library
from kortui.overview.scale import short
from kortui.vocabulary import ActorRole

_HEDGES = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "<~": "nearly "}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DASH = "–"


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
    if noun.endswith(("percent", "%")):
        return noun
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
    return _HEDGES.get(amount.hedge or "", "") + figure


def brief_amount(event: Event) -> str:
    """The first amount of money of an event, else the first count, in a few cells; empty when there is none.

    What restates another amount is left out: it is the same once more.
    """
    own = [a for a in event.amounts if a.equivalent_to is None and a.value is not None]
    for kind in ("money", "count"):
        for amount in own:
            if amount.kind == kind and amount.value is not None:
                unit = amount.unit or ""
                plain = unit if kind == "money" or amount.value == 1 or not unit else plural(unit)
                figure = short(amount.value, plain, amount.hedge)
                return f"{figure}{_DASH}{short(amount.value_to, plain)}" if amount.value_to is not None else figure
    return ""


def names(library: Library, ids: Iterable[str]) -> str:
    """Names of entities, with commas."""
    return ", ".join(library.index.name(one) for one in dict.fromkeys(ids))


def parties(library: Library, event: Event, roles: Collection[ActorRole]) -> list[str]:
    """Ids of the actors in some roles; where firms or persons are among them, these alone and not their countries.

    Args:
        library: The database.
        event: The event.
        roles: Roles asked for.
    """
    found = list(dict.fromkeys(a.id for a in event.actors if a.role in roles))
    closer = [one for one in found if (e := library.index.entity.get(one)) is not None and e.kind != "country"]
    return closer or found


def year_span(events: Sequence[Event]) -> str:
    """First and last year of some events, empty when none is dated."""
    starts = [int(e.date.start[:-6]) for e in events if e.date.start]
    ends = [int(e.date.end[:-6]) for e in events if e.date.end]
    if not starts and not ends:
        return ""
    first, last = min(starts or ends), max(ends or starts)
    return _year(first) if first >= last else f"{_year(first)}{_DASH}{_year(last)}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"
