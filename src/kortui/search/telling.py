"""Which documents tell in their own text of what a query asks for, record or not; and a beginning that finds something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kortui.model import Document, Library
from kortui.search import syntax
from kortui.search.evaluate import Name, as_one, grouped, pattern_of
from kortui.search.highlight import Patterns, stands
from kortui.search.index import Searcher
from kortui.search.names import Names
from kortui.search.query import Query
from kortui.search.syntax import And, Exact, Not, Or, Phrase, Term, Word
from kortui.search.tokens import tokens

_BEGINNING = 3
"""Letters of a beginning that is told as an example."""


def telling(library: Library, query: Query, names: Names) -> tuple[Document, ...]:
    """The documents whose text holds all words of a query and none that it excludes; none of a query that asks for no word.

    Fields, which speak of records, are passed over.

    Args:
        library: Whose documents are read: a millisecond each where words may stand in them.
        query: The query.
        names: Of the library's entities; any other name of somebody stands for the one typed.
    """
    words = (leaf for leaf, negated in syntax.leaves(query.root) if not negated)
    if not any(isinstance(leaf, Word | Phrase | Exact) for leaf in words):
        return ()
    return tuple(document for document in library.documents if _holds(query.root, document.text, names))


def _holds(term: Term | Name | None, text: str, names: Names) -> bool | None:
    """Whether a text fulfils a part of a query; None where the part says nothing of texts."""
    if isinstance(term, And):
        return _all(grouped(term.items, names), text, names)
    if isinstance(term, Or):
        found = [_holds(item, text, names) for item in term.items]
        return None if all(one is None for one in found) else any(found)
    if isinstance(term, Not):
        inner = _holds(term.item, text, names)
        return None if inner is None else not inner
    if isinstance(term, Word):
        (term,) = grouped((term,), names)
    if isinstance(term, Name):
        typed = _together(_stands(word, text) for word in term.words)
        return bool(typed) or stands(text, Patterns(term.others))
    if isinstance(term, Word | Phrase):
        return _stands(term, text)
    return stands(text, Patterns(exact=(term.text,))) if isinstance(term, Exact) else None


def _all(items: Sequence[Term | Name], text: str, names: Names) -> bool | None:
    """Whether a text fulfils all of several parts; two words beside each other may be written as one."""
    said: list[bool | None] = []
    for before, item in zip((None, *items), items, strict=False):
        found = _holds(item, text, names)
        if said and (one := as_one(before, item, None)) and stands(text, Patterns(one)):
            said[-1] = found = True
        said.append(found)
    return _together(said)


def _stands(term: Word | Phrase, text: str) -> bool | None:
    pattern = pattern_of(term, None)
    return stands(text, Patterns((pattern,))) if pattern else None


def _together(found: Iterable[bool | None]) -> bool | None:
    """All of several: False where one is, None where none says anything."""
    said = [one for one in found if one is not None]
    return all(said) if said else None


def beginning(searcher: Searcher) -> str:
    """A beginning of a word that finds something: that of the name most records have; empty where nobody is named."""
    counts = searcher.postings.counts("actor", searcher.everything.bits, 1)
    most, _ = max(counts, key=lambda one: one[1], default=("", 0))
    name = next((word for word in tokens(searcher.library.index.name(most)) if len(word) > _BEGINNING), "") if most else ""
    return f"{name[:_BEGINNING]}*" if name else ""
