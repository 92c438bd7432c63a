"""What a query that finds something may have been meant for besides: words that are a date, a figure with its word apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from kortui.search.checking import fault_of
from kortui.search.fields import FIELDS
from kortui.search.index import Searcher
from kortui.search.near_dates import meant_dates
from kortui.search.query import Query, of, parse
from kortui.search.syntax import Field, Phrase, Term, Word

_TELLABLE = 60
"""Characters of a query that is told in full."""

_LONGEST = 4
"""Words behind a field that are tried as part of its value."""

_SCALE = re.compile(r"[a-z]{1,2}|[a-z]+illion|thousand|percent|%", re.IGNORECASE)
"""A word that may belong to the figure before it."""


def told_otherwise(searcher: Searcher, query: Query, found: int) -> list[str]:
    """What the query would find as it may have been meant, a line each; empty where that is nothing but what it finds.

    Args:
        searcher: Of the library.
        query: A query that finds something by its words; what stands in quotation marks is meant as it stands.
        found: The rows it finds.
    """
    told = []
    whole = next((joined for (field, *_), joined in with_words(query) if _is_date(field)), None)
    dated = query if any(isinstance(item, Phrase) for item in query.items) else whole or meant_dates(query)
    if dated != query and (rows := searcher.search(dated).bits) & ~found:
        told.append(_told(query, dated, rows))
    for figures in with_scales(query):
        if (rows := searcher.search(figures).bits) and rows != found:
            told.append(_told(query, figures, rows))
    return told


def _told(query: Query, meant: Query, rows: int) -> str:
    said = str(meant)
    if len(said) > _TELLABLE:
        said = " ".join(str(item) for item in meant.items if item not in query.items)
    return f"{said} finds {rows.bit_count():,}"


def with_words(query: Query) -> Iterator[tuple[tuple[Term, ...], Query]]:
    """The query with the words behind a field as part of its value (``publisher:"korea herald"``), most words first.

    Yields:
        The field with the words, as they stand in the query, and the query with them as one.
    """
    for at, term in enumerate(query.items):
        if not isinstance(term, Field) or FIELDS[term.name].kind not in ("entity", "words", "date"):
            continue
        words = list(takewhile(_is_word, query.items[at + 1 : at + 1 + _LONGEST]))
        for size in range(len(words), 0, -1):
            text = " ".join((term.values[-1], *map(str, words[:size])))
            joined = Field(term.name, (*term.values[:-1], text))
            fault = fault_of(joined, "", 0)
            if fault and fault.suggestion:
                joined = Field(term.name, (*term.values[:-1], fault.suggestion))
            if fault is None or fault.suggestion:
                items = [*query.items[:at], joined, *query.items[at + 1 + size :]]
                yield (term, *words[:size]), of(items, query.sort, query.group)


def _is_date(term: Term) -> bool:
    return isinstance(term, Field) and FIELDS[term.name].kind == "date"


def _is_word(term: Term) -> bool:
    return isinstance(term, Word) and not term.prefix


def with_scales(query: Query) -> Iterator[Query]:
    """The query with a figure and the word behind it as one (``amount:10 bn``), where that is a figure."""
    for number, (term, word) in enumerate(pairwise(query.items)):
        if isinstance(term, Field) and term.name == "amount" and isinstance(word, Word) and _SCALE.fullmatch(word.text):
            joined = Field("amount", (*term.values[:-1], f"{term.values[-1]} {word.text}"))
            meant = of([*query.items[:number], joined, *query.items[number + 2 :]], query.sort, query.group)
            if not parse(str(meant)).problems:
                yield meant
