"""A sentence as words, each with the date, amount and entity it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from kortui.extract.spans import AmountSpan, DateSpan, EntitySpan, Sentence

NONE = -1
"""No token, no span."""

_WORD = re.compile(r"(\w+(?:[-‑]\w+)*|['’]s\b|[^\w\s])")


Place = tuple[int, int]
"""A token and the index of the span it stands in."""


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


@dataclass(slots=True, eq=False)
class Word:
    """A word or a mark; not frozen, because one is made for every word and freezing makes that three times as slow.

    Attributes:
        lower: The word in lower case.
        entity: Index into the sentence's entities, or -1.
        date: Index into the sentence's dates, or -1.
        amount: Index into the sentence's amounts, or -1.
        name: Whether it is part of an entity, a date or an amount, and so no verb of the sentence.
    """

    start: int
    end: int
    lower: str
    entity: int = NONE
    date: int = NONE
    amount: int = NONE
    name: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """One sentence with everything earlier stages found in it.

    Attributes:
        text: The whole document's text.
        sentence: The sentence.
        words: Its tokens.
        lowers: The same in lower case, for what looks at words alone.
        entities: Mentions inside it.
        dates: Time expressions inside it.
        amounts: Quantities inside it.
        first_amount: Index in the document's amounts of the first of `amounts`.
        mentioned: Each token that stands in a mention, with its index; not the country of a sum ("U.S. dollars"), nor who is
            only set against another ("Kenya, not India, signed").
        dated: Each token that stands in a time expression, with its index.
        counted: Each token that stands in a quantity, with its index.
    """

    text: str
    sentence: Sentence
    words: tuple[Word, ...]
    lowers: tuple[str, ...]
    entities: tuple[EntitySpan, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    first_amount: int
    mentioned: tuple[Place, ...]
    dated: tuple[Place, ...]
    counted: tuple[Place, ...]

    def is_set_against(self, at: int) -> bool:
        """Whether a token stands in the name of one who is only set against another."""
        return _gone(self.words[at])

    def slice(self, first: int, last: int) -> str:
        """The text from one token up to (not with) another."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""


_CONTRASTING = frozenset(("not", "unlike", "rather", "instead"))
_AGAINST = frozenset(("not", "unlike", "than", "of"))
_ARTICLES = frozenset(("the", "a", "an"))
_LEADING = frozenset(("to", "from", "with", "in", "by", "for", "at"))
_PHRASES = frozenset((("rather", "than"), ("instead", "of")))


def _is_set_against(lowers: Sequence[str], at: int) -> bool:
    """Whether the words before a token set what it names against what is told ("Kenya, not India", "rather than India")."""
    at -= at > 0 and lowers[at - 1] in _ARTICLES
    if at > 2 and lowers[at - 2] == "not" and lowers[at - 1] in _LEADING and lowers[at - 3] in (",", "and", "but"):
        return True  # "to Kenya and not to India"
    before = lowers[at - 1] if at else ""
    if before not in _AGAINST:
        return False
    return before in ("not", "unlike") or (at > 1 and (lowers[at - 2], before) in _PHRASES)


def _set_against(words: Sequence[Word], lowers: Sequence[str], mentioned: tuple[Place, ...]) -> tuple[Place, ...]:
    """The tokens of mentions without those of what is only set against another, which then is no party to anything."""
    dropped: set[int] = set()
    for place, (i, index) in enumerate(mentioned):
        first = not place or mentioned[place - 1][1] != index
        if first and (_is_set_against(lowers, i) or (i > 1 and lowers[i - 1] in ("or", "nor") and _gone(words[i - 2]))):
            dropped.add(index)
        if index in dropped:
            words[i].entity = NONE
    return tuple([place for place in mentioned if place[1] not in dropped]) if dropped else mentioned


def _gone(word: Word) -> bool:
    """Whether a word is of a name that counts for none."""
    return word.name and word.entity == NONE == word.date and word.amount == NONE


class Spans(Generic[S]):
    """A document's spans of one kind in order, cut by sentence without scanning all of them each time."""

    def __init__(self, spans: Sequence[S]) -> None:
        self.spans: tuple[S, ...] = tuple(sorted(spans, key=lambda s: (s.start, -s.end)))
        self._starts = [s.start for s in self.spans]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Index range of the spans that begin in a stretch of text."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)


def _lay(
    words: Sequence[Word], starts: Sequence[int], ends: Sequence[int], spans: Sequence[_Span], layer: str
) -> tuple[Place, ...]:
    """Note in each word the index of the span it stands in; of nested spans, which begin in order, the first and longest.

    Returns:
        The words noted, in order, each with that index.
    """
    noted, at = [], 0
    for index, span in enumerate(spans):
        for i in range(bisect_right(ends, span.start, at), bisect_left(starts, span.end)):
            word = words[i]
            setattr(word, layer, index)
            word.name = True
            noted.append((i, index))
            at = i + 1
    return tuple(noted)


def tokenise(
    text: str,
    sentence: Sentence,
    entities: tuple[EntitySpan, ...],
    dates: tuple[DateSpan, ...],
    amounts: tuple[AmountSpan, ...],
    first_amount: int = 0,
) -> Tokens:
    """Cut a sentence into words and lay the spans over them.

    Args:
        text: The document's text.
        sentence: Where the sentence stands in it.
        entities: Mentions that begin inside it, in order.
        dates: Time expressions likewise.
        amounts: Quantities likewise.
        first_amount: Index in the document of the first amount.
    """
    pieces = _WORD.split(text[sentence.start : sentence.end])  # gaps and words in turn
    edges = list(accumulate(map(len, pieces), initial=sentence.start))
    starts, ends, lowers = edges[1:-1:2], edges[2::2], tuple(map(str.lower, pieces[1::2]))
    words = tuple(map(Word, starts, ends, lowers))
    mentioned = _lay(words, starts, ends, entities, "entity") if entities else ()
    dated = _lay(words, starts, ends, dates, "date") if dates else ()
    counted = _lay(words, starts, ends, amounts, "amount") if amounts else ()
    if mentioned and not _CONTRASTING.isdisjoint(lowers):
        mentioned = _set_against(words, lowers, mentioned)
    if counted and mentioned:
        sums = {i for i, index in counted if amounts[index].kind == "money"}
        mentioned = tuple([place for place in mentioned if place[0] not in sums])
    return Tokens(text, sentence, words, lowers, entities, dates, amounts, first_amount, mentioned, dated, counted)
