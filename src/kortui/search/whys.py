"""Why a row matches: the text that shows it best, with what to light in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeGuard

from kortui.records import dataclass, replace
from kortui.search import highlight, syntax
from kortui.search.callings import called
from kortui.search.filters import exact_expression
from kortui.search.saved import leaves

if TYPE_CHECKING:
    from kortui.model import Amount, Event, Library
    from kortui.search.index import Searcher
    from kortui.search.query import Query

_DATES = frozenset({"date", "year", "since", "until"})


@dataclass(frozen=True, slots=True)
class Why:
    """The text in which a row matches.

    Attributes:
        where: ``title``, ``topic``, ``actor``, ``place`` or ``evidence``.
        text: The text: of evidence the sentence.
        spans: What to light in it, code points, sorted and disjoint.
        number: Index into the event's actors, places or evidence; 0 for a title or topic.
        name: The other name of an actor or place that the query speaks of, or the country whose it is, where that was asked
            for; empty where it is the name shown.
    """

    where: Literal["title", "topic", "actor", "place", "evidence"]
    text: str
    spans: tuple[tuple[int, int], ...]
    number: int = 0
    name: str = ""


def why(searcher: Searcher, row: int, query: Query, *, typing: bool = False) -> Why:
    """The text that shows best why a row matches, with what to light in it.

    The sentence of evidence is preferred to the title when it holds as many of the query's words, since the title is on
    screen anyway. Without any word to show it is the first sentence of evidence.

    Args:
        searcher: Of the library.
        row: The row.
        query: What it was found by.
        typing: Whether the last word may go on.
    """
    event, known = searcher.library.events[row], searcher.library.index.entity
    ids = (*(actor.id for actor in event.actors), *event.places)
    by = called(searcher, query, [known[one] for one in ids if one in known], typing=typing)
    values = told(event, query, searcher.roots(query))
    patterns = searcher.wanted(query, typing=typing)
    best = _best(searcher.library, event, patterns, by, values)
    if not best.spans and patterns.names:  # the words of a name that stand in different texts
        words = (word for name in patterns.names for word in name.words)
        best = _best(searcher.library, event, replace(patterns, tokens=(*patterns.tokens, *words)), by, values)
    return best


def _best(
    library: Library,
    event: Event,
    patterns: highlight.Patterns,
    by: Mapping[str, str],
    values: Sequence[Sequence[tuple[int, int]]],
) -> Why:
    """The text of a record with most of what is looked for.

    Args:
        library: Gives the names of entities.
        event: The record.
        patterns: What is looked for.
        by: From `kortui.search.callings.called`.
        values: From `told`.
    """
    texts: list[Why] = []
    for number, evidence in enumerate(event.evidence):
        spans = highlight.joined((*highlight.find(evidence.exact, patterns), *values[number]))
        texts.append(Why("evidence", evidence.exact, spans, number))
    texts.append(Why("title", event.title, highlight.find(event.title, patterns, title=True)))
    texts.append(Why("topic", event.topic or "", highlight.find(event.topic or "", patterns)))
    named: tuple[tuple[Literal["actor", "place"], Sequence[str]], ...]
    named = (("actor", [actor.id for actor in event.actors]), ("place", event.places))
    for where, ids in named:
        for number, one in enumerate(ids):
            name = library.index.name(one)
            spans = ((0, len(name)),) if one in by else highlight.find(name, patterns)
            texts.append(Why(where, name, spans, number, by.get(one, "")))
    return max(texts, key=lambda why: len({why.text[a:b].casefold() for a, b in why.spans}))


def told(event: Event, query: Query, roots: Mapping[str, syntax.Term | None]) -> list[list[tuple[int, int]]]:
    """Where the sentences of a record tell the figures and the date that a query asks for by ``amount:``, ``cur:``, ``date:``.

    Args:
        event: The record.
        query: The query.
        roots: The saved searches it uses, from `kortui.search.saved.resolve`.

    Returns:
        For each evidence spans of code points of its quote.
    """
    found: list[list[tuple[int, int]]] = [[] for _ in event.evidence]
    groups = list(_figures(query.root, roots))
    for amount in event.amounts if groups else ():
        quote = event.evidence[amount.evidence] if amount.evidence < len(event.evidence) else None
        if quote is not None and any(_fits(amount, group) for group in groups):
            start, end = amount.start - quote.start, amount.end - quote.start
            if 0 <= start < end <= len(quote.exact):
                found[amount.evidence].append((start, end))
    asked_for = (leaf for leaf, negated in leaves(query.root, roots) if not negated)
    if event.date.text and any(isinstance(leaf, syntax.Field) and leaf.name in _DATES for leaf in asked_for):
        expression = exact_expression(event.date.text)
        for number, quote in enumerate(event.evidence):
            if match := expression.search(quote.exact):
                found[number].append(match.span())
    return found


def _figures(term: syntax.Term | None, roots: Mapping[str, syntax.Term | None]) -> Iterator[Sequence[syntax.Field]]:
    """The ``amount:`` and ``cur:`` terms that one figure must fulfil together."""
    if isinstance(term, syntax.And | syntax.Or):
        own = [item for item in term.items if _is_figure(item)]
        yield from [own] if own and isinstance(term, syntax.And) else [[one] for one in own]
        for item in term.items:
            if not _is_figure(item):
                yield from _figures(item, roots)
    elif isinstance(term, syntax.Field) and term.name == "saved":
        for value in term.values:
            yield from _figures(roots.get(value.casefold()), roots)
    elif _is_figure(term):
        yield [term]


def _is_figure(term: syntax.Term | None) -> TypeGuard[syntax.Field]:
    return isinstance(term, syntax.Field) and term.name in ("amount", "cur")


def _fits(amount: Amount, terms: Sequence[syntax.Field]) -> bool:
    """Whether a figure may fulfil terms, as `kortui.search.filters.joined_amounts` has it."""
    from kortui.search import room
    from kortui.search.amounts import amount_spans, currency

    if amount.value is None:
        return False
    high = amount.value if amount.value_to is None else amount.value_to
    there = room.possible(amount.hedge or "", amount.value, high)
    for term in terms:
        if term.name == "cur":
            fits = amount.kind == "money" and amount.unit in map(currency, term.values)
        else:
            spans = (span for value in term.values for span in amount_spans(value))
            fits = any(s.fits(amount.kind, amount.unit or "") and there.meets(room.asked(s)) for s in spans)
        if not fits:
            return False
    return True
