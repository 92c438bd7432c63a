"""The rows of a ``field:value`` term: what it certainly and what it possibly holds for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from kortui.model import Entity, Event
from kortui.rows import bits_of, rows_in
from kortui.search.days import EARLIEST, LATEST
from kortui.search.fields import FIELDS, choices
from kortui.search.keys import after
from kortui.search.phrases import Superseded, find
from kortui.search.postings import Postings
from kortui.search.syntax import Field
from kortui.search.tokens import tokens, word_pattern

if TYPE_CHECKING:
    from kortui.search.amounts import AmountSpan
    from kortui.search.evaluate import Context

Pair = tuple[int, int]
"""Rows that certainly and rows that possibly fulfil a term."""


def entity_rows(postings: Postings, entity: str) -> int:
    """The rows an entity takes part in or that happened there."""
    return postings.get("fields", f"actor:{entity}") | postings.get("fields", f"place:{entity}")


def field_rows(context: Context, term: Field) -> Pair:
    """The rows of a field term, any of its values."""
    certain = possible = 0
    for value in term.values:
        sure, maybe = _HANDLERS[FIELDS[term.name].kind](context, term, value)
        certain, possible = certain | sure, possible | maybe
    return certain, possible


def _definite(rows: int) -> Pair:
    return rows, rows


def _choice(context: Context, term: Field, value: str) -> Pair:
    rows = 0
    for choice in choices(FIELDS[term.name], value):
        key = f"{term.name}:{choice}"
        rows |= _COMPUTED[key](context) if key in _COMPUTED else context.postings.get("fields", key)
    return _definite(rows)


def _kept(context: Context, ids: Iterable[str]) -> int:
    rows = context.library.index.row
    return bits_of((rows[i] for i in ids if i in rows), context.postings.size)


def _starred(context: Context) -> int:
    return _kept(context, context.starred())


def _noted(context: Context) -> int:
    return _kept(context, context.noted())


def _future(context: Context) -> int:
    """Rows whose date lies ahead.

    Without a reference day these are the dates a source plans, aims at, foresees or sets as a limit. With one, dates after
    it besides, and only what it has not overtaken.
    """
    ahead = context.postings.get("fields", "ahead:role")
    if context.today is None:
        return ahead
    later = context.postings.starts.above(context.today)
    not_over = context.postings.ends.above(context.today) | context.postings.get("fields", "is:undated")
    return (ahead | later) & not_over


_COMPUTED: dict[str, Callable[[Context], int]] = {"is:starred": _starred, "is:noted": _noted, "is:future": _future}


def asked(context: Context, term: Field, value: str) -> tuple[str, bool]:
    """A value without the ``*`` behind it, and whether it is a beginning, as is the last one while it is being typed."""
    bare = value.rstrip("*")
    if bare.startswith("="):
        return bare, False
    return bare, bare != value or (term is context.typing and value == term.values[-1])


def entities_of(context: Context, value: str, *, prefix: bool = False) -> Iterable[Entity]:
    """The entities a value means: by id, by whole name after ``=``, else by words of a name, a country also by its code."""
    if prefix and (pattern := word_pattern(value, prefix=True)):
        return (*context.names.coded(value), *context.names.named(pattern))
    if value.startswith("="):
        return context.names.whole(tuple(tokens(value)))
    known = context.library.index.entity.get(value.casefold())
    if known:
        return (known,)
    pattern = word_pattern(value)
    if pattern is None:
        return ()
    return context.names.whole(pattern.tokens) or context.names.coded(value) or context.names.named(pattern)


_TOLD = 3
"""Others that a value does not mean and that people are told of at most."""


def left_aside(context: Context, term: Field) -> list[str]:
    """What an ``actor:`` or ``place:`` leaves aside of which people may think: ``hyundai`` is one of three firms so called."""
    found = []
    for value in term.values if term.name in ("actor", "place") else ():
        bare, prefix = asked(context, term, value)
        pattern = word_pattern(bare)
        meant = [] if prefix or bare.startswith("=") or pattern is None else list(entities_of(context, bare))
        if pattern is None or len(meant) != 1:
            continue
        (one,) = meant
        named = (e for e in context.names.named(pattern) if e.kind == one.kind and e.id != one.id)
        others = [e.name for e in named if context.postings.get("fields", f"{term.name}:{e.id}")]
        if others:
            shown = f"{', '.join(others[:_TOLD])}{' …' if len(others) > _TOLD else ''}"
            found.append(f"{Field(term.name, (bare,))} is {one.name} alone; {Field(term.name, (f'{bare}*',))} has {shown} too")
    return found


def _entity(context: Context, term: Field, value: str) -> Pair:
    postings = context.postings
    value, prefix = asked(context, term, value)
    rows = 0
    for entity in entities_of(context, value, prefix=prefix):
        if term.name in ("actor", "place"):
            rows |= postings.get("fields", f"{term.name}:{entity.id}")
            continue
        if term.name == "country":
            rows |= entity_rows(postings, entity.id) if entity.kind == "country" else 0
            rows |= postings.get("fields", f"country:{entity.country}") if entity.kind == "country" and entity.country else 0
            continue
        rows |= entity_rows(postings, entity.id)
        for pattern in context.names.others.of(entity, ()):
            rows |= find(postings, "title", pattern, context.stop) | find(postings, "text", pattern, context.stop)
    if term.name == "country":
        rows |= postings.get("fields", f"country:{value.upper()}")
    elif term.name == "who" and (typed := word_pattern(value, prefix=prefix)):
        rows |= find(postings, "title", typed, context.stop) | find(postings, "text", typed, context.stop)
    return _definite(rows)


def _words(context: Context, term: Field, value: str) -> Pair:
    value, prefix = asked(context, term, value)
    if value.startswith("="):
        return _definite(_exact_words(context, term, value[1:]))
    postings = context.postings
    if term.name == "doc" and (rows := postings.get("fields", f"doc:{value.casefold()}")):
        return _definite(rows)
    pattern = word_pattern(value, prefix=prefix)
    if pattern is None:
        return _definite(0)
    if term.name == "title":
        return _definite(find(postings, "title", pattern, context.stop))
    return _definite(_labelled(postings, term.name, lambda text: pattern.within(tokens(text))))


def _labelled(postings: Postings, name: str, fits: Callable[[str], object]) -> int:
    """The rows of the topics, documents or publishers of which a text fits."""
    named: list[tuple[str, Sequence[str]]]
    if name == "topic":
        named = [(key, (key[len("topic:") :],)) for key in postings.keys("fields", "topic:", after("topic:"))]
    else:
        named = [(f"doc:{i}", titles if name == "doc" else publishers) for i, titles, publishers in postings.labels]
    rows = 0
    for key, texts in named:
        if any(map(fits, texts)):
            rows |= postings.get("fields", key)
    return rows


def _exact_words(context: Context, term: Field, text: str) -> int:
    """The rows of which a title, topic, document or publisher has a text exactly as typed, as whole words."""
    pattern, search = word_pattern(text, literal=True), exact_expression(text).search
    if pattern is None:
        return 0
    if term.name != "title":
        return _labelled(context.postings, term.name, search)
    return _rows_where(context, find(context.postings, "title", pattern, context.stop), lambda event: search(event.title))


def _date(context: Context, term: Field, value: str) -> Pair:
    from kortui.search.values import date_span

    span = date_span(value, term.name)
    postings = context.postings
    if span.undated:
        return _definite(postings.get("fields", "is:undated"))
    starts, ends = postings.starts, postings.ends
    inside = starts.between(span.low, LATEST) & ends.between(EARLIEST, span.high) & ~postings.get("fields", "vague:date")
    if span.low > EARLIEST:  # how far an open date reaches is assumed, not stated
        inside &= ~postings.get("fields", "open:start")
    if span.high < LATEST:
        inside &= ~postings.get("fields", "open:end")
    if span.certain:
        return _definite(inside)
    return inside, starts.between(EARLIEST, span.high) & ends.between(span.low, LATEST)


def _id(context: Context, term: Field, value: str) -> Pair:
    return _definite(context.postings.ids(value.rstrip("*").casefold()))


def _amount(context: Context, term: Field, value: str) -> Pair:
    return joined_amounts(context.postings, [Field(term.name, (value,))])


_HANDLERS: dict[str, Callable[[Context, Field, str], Pair]] = {
    "choice": _choice, "entity": _entity, "words": _words, "date": _date, "amount": _amount, "currency": _amount, "id": _id,
}  # fmt: skip


def joined_amounts(postings: Postings, terms: Sequence[Field]) -> Pair:
    """The rows with one amount that fulfils all ``amount:`` and ``cur:`` terms at once.

    A won figure restated in dollars does not answer ``amount:>=1tn cur:USD``. Without a unit, money and counts are meant.
    """
    from kortui.search.amounts import amount_spans, currency
    from kortui.search.room import figure_rows  # of amounts alone

    alternatives: list[list[AmountSpan]] = [
        [span for v in t.values for span in amount_spans(v)] for t in terms if t.name == "amount"
    ]
    currencies = [{currency(v) for v in t.values} for t in terms if t.name == "cur"]
    certain = possible = 0
    for key in postings.amount_keys():
        kind, unit, hedge = key
        if any(unit not in allowed for allowed in currencies) or (currencies and kind != "money"):
            continue
        column, ranges = postings.amounts(key)
        rows = sure = -1
        for spans in alternatives:
            fitting = sure_here = 0
            for span in spans:
                if span.fits(kind, unit):
                    holding, found = figure_rows(column, ranges, hedge, span, postings.size)
                    fitting, sure_here = fitting | found, sure_here | holding
            rows, sure = rows & fitting, sure & sure_here
        if rows == -1:
            rows = sure = column.between(float("-inf"), float("inf")) | bits_of((r for *_, r in ranges), postings.size)
        certain, possible = certain | sure, possible | rows
    return certain, possible


def exact(context: Context, text: str) -> int:
    """The rows that show a text exactly as typed, as whole words: case, accents and Turkish dots count."""
    pattern = word_pattern(text, literal=True)
    if pattern is None:
        return 0
    postings, search = context.postings, exact_expression(text).search
    rows = 0
    for entity in context.names.named(pattern):
        if search(entity.name):
            rows |= entity_rows(postings, entity.id)
    candidates = find(postings, "title", pattern, context.stop) | find(postings, "text", pattern, context.stop)

    def shows(event: Event) -> bool:
        return any(search(part) for part in (event.title, event.topic or "", *(e.exact for e in event.evidence)))

    return rows | _rows_where(context, candidates & ~rows, shows)


def _rows_where(context: Context, rows: int, fits: Callable[[Event], object]) -> int:
    """Those of some rows whose events fit, which are read one by one."""
    found = []
    for number, row in enumerate(rows_in(rows)):
        if number % 256 == 255 and context.stop():
            raise Superseded
        if fits(context.library.events[row]):
            found.append(row)
    return bits_of(found, context.postings.size)


def exact_expression(text: str) -> re.Pattern[str]:
    """A text as whole words."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
