"""Which documents tell in their own text of what a query asks for, record or not; and a beginning that finds something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kortui.model import Document, Library
from kortui.search import syntax
from kortui.search.evaluate import Name, as_one, grouped, pattern_of
from kortui.search.highlight import Patterns, stands
from kortui.search.index import Searcher
from kortui.search.names import Names
from kortui.search.pieces import Pieces
from kortui.search.query import Query
from kortui.search.syntax import And, Exact, Not, Or, Phrase, Term, Word
from kortui.search.tokens import tokens

_PART, _BESIDE, _NEAR = 8_192, 512, 1_000
"""Characters of a text that are read at a time, a millisecond; how many of them are read with the part before, too, since what
is looked for may begin there; and how far from there a blank is looked for, that no word is cut."""

_BLANK = re.compile(r"\s")

_BEGINNING = 3
"""Letters of a beginning that is told as an example."""


def telling(library: Library, query: Query, names: Names) -> Pieces[tuple[Document, ...]]:
    """Find, in pieces, the documents whose text holds all words of a query and none that it excludes.

    A query that asks for no word is told of by none. Fields, which speak of records, are passed over.

    Args:
        library: Whose documents are read.
        query: The query.
        names: Of the library's entities; any other name of somebody stands for the one typed.
    """
    words = (leaf for leaf, negated in syntax.leaves(query.root) if not negated)
    if not any(isinstance(leaf, Word | Phrase | Exact) for leaf in words):
        return ()
    found = []
    for document in library.documents:
        if (yield from _holds(query.root, document.text, names)):
            found.append(document)
        yield
    return tuple(found)


def _holds(term: Term | Name | None, text: str, names: Names) -> Pieces[bool | None]:
    """Whether a text fulfils a part of a query; None where the part says nothing of texts."""
    if isinstance(term, And):
        return (yield from _all(grouped(term.items, names), text, names))
    if isinstance(term, Or):
        found = []
        for item in term.items:
            found.append((yield from _holds(item, text, names)))
        return None if all(one is None for one in found) else any(found)
    if isinstance(term, Not):
        inner = yield from _holds(term.item, text, names)
        return None if inner is None else not inner
    if isinstance(term, Word):
        (term,) = grouped((term,), names)
    if isinstance(term, Name):
        typed = []
        for word in term.words:
            typed.append((yield from _stands(word, text)))
        return bool(_together(typed)) or (yield from anywhere(text, Patterns(term.others)))
    if isinstance(term, Word | Phrase):
        return (yield from _stands(term, text))
    return (yield from anywhere(text, Patterns(exact=(term.text,)))) if isinstance(term, Exact) else None


def _all(items: Sequence[Term | Name], text: str, names: Names) -> Pieces[bool | None]:
    """Whether a text fulfils all of several parts; two words beside each other may be written as one."""
    said: list[bool | None] = []
    for before, item in zip((None, *items), items, strict=False):
        found = yield from _holds(item, text, names)
        if said and (one := as_one(before, item, None)) and (yield from anywhere(text, Patterns(one))):
            said[-1] = found = True
        said.append(found)
    return _together(said)


def _stands(term: Word | Phrase, text: str) -> Pieces[bool | None]:
    pattern = pattern_of(term, None)
    return (yield from anywhere(text, Patterns((pattern,)))) if pattern else None


def anywhere(text: str, wanted: Patterns) -> Pieces[bool]:
    """Whether any pattern stands in a text of any length (`stands`), in pieces of a millisecond."""
    beside = _BESIDE + 2 * max((len(exact) for exact in wanted.exact), default=0)
    at, size = 0, len(text)
    while at < size:
        end = size if size - at <= _PART + beside else _blank(text, at + _PART + beside)
        if stands(text[at:end], wanted):
            return True
        if end == size:
            break
        at = _blank(text, at + _PART)
        yield
    return False


def _blank(text: str, at: int) -> int:
    """The first blank from a place on; the place itself where there is none near."""
    found = _BLANK.search(text, at, at + _NEAR)
    return found.start() if found else at


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
