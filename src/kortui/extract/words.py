"""A sentence as words, each with the date, amount and entity it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, Protocol, TypeVar

from kortui.extract.spans import AmountSpan, DateSpan, EntitySpan, Sentence

NONE = -1
"""No token, no span."""

_WORD = re.compile(r"(\w+(?:[-‑]\w+)*|['’]s\b|[^\w\s])")


Lain = tuple[int, int, int]
"""A span over the words of a sentence: its first word, its last, and its index."""


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)
T = TypeVar("T")


class Laid(Generic[T]):
    """Spans of one kind as they lie over the words of a sentence: those in a range of words are found without a loop.

    Args:
        opens: The first word of each, in order.
        closes: The last of each.
        told: What is told of each: the word it begins at, and more.
        without: Words within them that count for none.
    """

    __slots__ = ("_closes", "_opens", "_told", "_without")

    def __init__(self, opens: Sequence[int], closes: Sequence[int], told: Iterable[T], without: Collection[int] = ()) -> None:
        self._opens, self._closes, self._told, self._without = opens, closes, tuple(told), without

    def within(self, first: int, last: int) -> tuple[T, ...]:
        """The spans in a range of words; one that begins before the range by the first word it has there."""
        low = bisect_left(self._opens, first)
        found = self._told[low : bisect_left(self._opens, last, low)]
        if low and self._closes[low - 1] >= first:
            at = next(i for i in range(first, self._closes[low - 1] + 1) if i not in self._without)
            cut: Any = self._told[low - 1]
            cut = at, *cut[1:]
            return (cut, *found) if at < last else found
        return found


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
        mentioned: The mentions by their tokens; not the country of a sum ("U.S. dollars"), nor who is only set against another
            ("Kenya, not India, signed").
        dated: The time expressions by their tokens.
        dating: Those of them that can date an event.
        counted: The quantities by their tokens, each with its index.
    """

    text: str
    sentence: Sentence
    words: tuple[Word, ...]
    lowers: tuple[str, ...]
    entities: tuple[EntitySpan, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    first_amount: int
    mentioned: Laid[tuple[int, EntitySpan]]
    dated: Laid[tuple[int, DateSpan]]
    dating: Laid[tuple[int, DateSpan]]
    counted: Laid[tuple[int, int, AmountSpan]]

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


def _set_against(words: Sequence[Word], lowers: Sequence[str], mentioned: Sequence[Lain]) -> list[Lain]:
    """The mentions without those of what is only set against another, which then is no party to anything."""
    kept = []
    for first, last, index in mentioned:
        beside = first > 1 and lowers[first - 1] in ("or", "nor") and _gone(words[first - 2])
        if not beside and not _is_set_against(lowers, first):
            kept.append((first, last, index))
            continue
        for word in words[first : last + 1]:
            word.entity = NONE
    return kept


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


def _lay(words: Sequence[Word], starts: Sequence[int], ends: Sequence[int], spans: Sequence[_Span], layer: str) -> list[Lain]:
    """Note in each word the index of the span it stands in; of nested spans, which begin in order, the first and longest."""
    noted, at = [], 0
    for index, span in enumerate(spans):
        first, behind = bisect_right(ends, span.start, at), bisect_left(starts, span.end)
        if first < behind:
            at = behind
            noted.append((first, at - 1, index))
            for word in words[first:at]:
                setattr(word, layer, index)
                word.name = True
    return noted


def _without_sums(mentioned: Sequence[Lain], sums: Collection[int]) -> list[Lain]:
    """The mentions without the words of sums of money."""
    kept = []
    for first, last, index in mentioned:
        own = [i for i in range(first, last + 1) if i not in sums]
        if own:
            kept.append((own[0], own[-1], index))
    return kept


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
    mentioned = _lay(words, starts, ends, entities, "entity") if entities else []
    dated = _lay(words, starts, ends, dates, "date") if dates else []
    counted = _lay(words, starts, ends, amounts, "amount") if amounts else []
    if mentioned and not _CONTRASTING.isdisjoint(lowers):
        mentioned = _set_against(words, lowers, mentioned)
    sums = {i for first, last, n in counted if amounts[n].kind == "money" for i in range(first, last + 1)} if mentioned else ()
    if sums:
        mentioned = _without_sums(mentioned, sums)
    points = [lain for lain in dated if dates[lain[2]].kind != "DURATION"]
    every = _laid(dated, dates)
    return Tokens(
        text, sentence, words, lowers, entities, dates, amounts, first_amount,
        _laid(mentioned, entities, sums),
        every,
        _laid(points, dates) if len(points) < len(dated) else every,
        _numbered(counted, amounts),
    )  # fmt: skip


_NOTHING: Laid[Any] = Laid((), (), ())


def _laid(lain: Sequence[Lain], spans: Sequence[S], without: Collection[int] = ()) -> Laid[tuple[int, S]]:
    """Spans as they lie, each told by the word it begins at and itself."""
    if not lain:
        return _NOTHING
    opens, closes, indices = zip(*lain, strict=True)
    return Laid(opens, closes, zip(opens, map(spans.__getitem__, indices), strict=True), without)


def _numbered(lain: Sequence[Lain], spans: Sequence[S]) -> Laid[tuple[int, int, S]]:
    """The same, each with its index too."""
    if not lain:
        return _NOTHING
    opens, closes, indices = zip(*lain, strict=True)
    return Laid(opens, closes, zip(opens, indices, map(spans.__getitem__, indices), strict=True))
