"""Parts of a query that no event fulfils together: it would find nothing, and nobody would learn why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kortui.search.fields import FIELDS, choices
from kortui.search.syntax import And, Field, Or, Problem, Term

_SINGLE = {
    "type": "an event has one type", "rel": "an event has one relevance", "stage": "an event has one stage",
    "id": "an event has one id", "cur": "a figure has one currency", "basis": "a date has one basis",
}  # fmt: skip
"""Fields of which one thing has one value, with how to say so."""
_DATED = {"has": ("date", True), "is": ("undated", False)}
"""Flags that say whether a record is dated."""


def clashes(term: Term | None, text: str) -> Iterator[Problem]:
    """What cannot hold together among the parts of a query; what is excluded excludes nothing then, which is no fault.

    Args:
        term: The query.
        text: Its text.
    """
    if isinstance(term, And | Or):
        if isinstance(term, And):
            yield from _in_all(term.items, text)
        for item in term.items:
            yield from clashes(item, text)


def _in_all(items: Sequence[Term], text: str) -> Iterator[Problem]:
    fields = [field for field in map(_as_field, items) if field]
    for name in _SINGLE:
        yield from _of_single(name, [field for field in fields if field.name == name], text)
    yield from _of_dates([field for field in fields if FIELDS[field.name].kind == "date"], text)
    yield from _of_undated(fields, text)


def _as_field(item: Term) -> Field | None:
    """A term as one field: itself, or alternatives of a field as one with all their values; None of other terms."""
    if isinstance(item, Or) and all(isinstance(one, Field) for one in item.items):
        fields = [one for one in item.items if isinstance(one, Field)]
        values = dict.fromkeys(value for one in fields for value in one.values)
        if len({one.name for one in fields}) == 1:
            return Field(fields[0].name, tuple(values), start=item.start, end=item.end)
    return item if isinstance(item, Field) else None


def _of_single(name: str, fields: Sequence[Field], text: str) -> Iterator[Problem]:
    """The first of several terms of one field that leaves no value to fulfil them all."""
    held: set[str] = set()
    for number, field in enumerate(fields):
        values = {choice for value in field.values for choice in _meant(name, value)}
        held = values if not number else {v for v in held | values if _fits(name, v, held) and _fits(name, v, values)}
        if not held:
            every = dict.fromkeys(value for one in fields[: number + 1] for value in one.values)
            joined = str(Field(name, tuple(every)))
            meant = _without(text, fields[:number], field, joined)
            message = f"{_SINGLE[name]}; did you mean {joined}?"
            yield Problem(field.start, field.end, message, meant, field.end == len(text))
            return


def _meant(name: str, value: str) -> tuple[str, ...]:
    if name == "cur":
        from kortui.search.amounts import currency

        return (currency(value) or value,)
    return (value.casefold(),) if name == "id" else choices(FIELDS[name], value)


def _fits(name: str, value: str, values: set[str]) -> bool:
    """Whether a value is one of some values; of an id the beginning is enough."""
    return value in values if name != "id" else any(value.startswith(other) for other in values)


def _without(text: str, before: Sequence[Field], last: Field, joined: str) -> str:
    """The query text with several terms taken out and one in their place."""
    text = f"{text[: last.start]}{joined}{text[last.end :]}"
    for field in reversed(before):
        text = f"{text[: field.start]}{text[field.end :]}"
    return re.sub(r"(?<=\()\s|\s(?=\))", "", " ".join(text.split()))


def _of_dates(fields: Sequence[Field], text: str) -> Iterator[Problem]:
    """The first of several dates that asks for an end before the beginning which others ask for, or the other way round."""
    if len(fields) < 2:
        return
    from kortui.search.values import EARLIEST, LATEST, date_span  # 3 ms that a query without dates need not pay

    since, until = EARLIEST, LATEST
    first: dict[bool, Field] = {}
    for field in fields:
        spans = [date_span(value, field.name) for value in field.values]
        low, high = min(span.low for span in spans), max(span.high for span in spans)
        if any(span.undated for span in spans) or (low == EARLIEST) == (high == LATEST):
            continue  # what begins and ends somewhere may be asked for twice of what lasts: date:1950 date:1953
        opening = high == LATEST
        if opening and low > since:
            since, first[True] = low, field
        elif not opening and high < until:
            until, first[False] = high, field
        if since > until:
            begin, end = first[True], first[False]
            hint, meant = "", ""
            if (begin.name, end.name) == ("since", "until"):
                turned = {begin: f"until:{','.join(begin.values)}", end: f"since:{','.join(end.values)}"}
                hint = f"; did you mean {turned[end]} {turned[begin]}?"
                left, right = sorted((begin, end), key=lambda f: f.start)
                meant = text[: left.start] + turned[left] + text[left.end : right.start] + turned[right] + text[right.end :]
            message = f"no date is in both {begin} and {end}{hint}"
            yield Problem(field.start, field.end, message, meant.strip(), field.end == len(text))
            return


def _of_undated(fields: Sequence[Field], text: str) -> Iterator[Problem]:
    """The first of two terms of which one asks for what has no date and the other for what has one."""
    first: dict[bool, Field] = {}
    for field in fields:
        dated = _asks_for_a_date(field)
        if dated is not None:
            first.setdefault(dated, field)
        if len(first) == 2:
            message = f"nothing is both {first[False]} and {first[True]}"
            yield Problem(field.start, field.end, message, unfinished=field.end == len(text))
            return


def _asks_for_a_date(field: Field) -> bool | None:
    """Whether a term asks for what is dated, False for what is not; None where it may be either."""
    if field.name in _DATED:
        flag, dated = _DATED[field.name]
        return dated if {choice for value in field.values for choice in choices(FIELDS[field.name], value)} == {flag} else None
    if FIELDS[field.name].kind != "date":
        return None
    from kortui.search.values import date_span

    undated = {date_span(value, field.name).undated for value in field.values}
    return not undated.pop() if len(undated) == 1 else None


assert all(name in FIELDS for name in _SINGLE)
