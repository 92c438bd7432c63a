"""Words and names spelled much like one that finds nothing, or that begin with it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from kortui.search.index import Searcher
from kortui.search.keys import after
from kortui.search.pieces import Pieces, whole
from kortui.search.tokens import is_hangul, prefix_range, tokens

_HANGUL = "\uac00", "\ud7a4"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHOWN = 3
_TOGETHER, _ALIKE = 64, 256
"""Words looked up in a piece, up to four milliseconds in an index of a million events, and compared in one: half of one."""
_LONGER = 2
"""Letters by which a word that is meant may be longer or shorter than the one that was typed."""


def known(searcher: Searcher, word: str) -> bool:
    """Whether a word stands anywhere; its rows are not read, which would push out those of a search."""
    postings, behind = searcher.postings, f"{word}\0"
    return searcher.names.has(word) or bool(postings.keys("title", word, behind) or postings.keys("text", word, behind))


def known_among(searcher: Searcher, words: Sequence[str]) -> list[str]:
    """Those of some words, a few hundred at most, that stand anywhere, in their order."""
    postings = searcher.postings
    there = postings.present("title", words) | postings.present("text", words)
    return [word for word in words if word in there or searcher.names.has(word)]


def begins(searcher: Searcher, word: str) -> bool:
    """Whether some word begins with another: nobody who types ``kill`` where ``killed`` stands means ``will``."""
    postings = searcher.postings
    low, high = prefix_range(word)
    return bool(searcher.names.tokens(low, high) or postings.keys("title", low, high) or postings.keys("text", low, high))


def near_words(searcher: Searcher, word: str) -> tuple[str, ...]:
    """Words of the library spelled much like one that it does not know, the likeliest first.

    Of a Korean word they are names of one word with it inside: 현대로템 of ``로템``.
    """
    return whole(near_words_in_pieces(searcher, word))


def near_words_in_pieces(searcher: Searcher, word: str) -> Pieces[tuple[str, ...]]:
    """The same in pieces."""
    if is_hangul(word):
        yield
        compounds = [name for name in searcher.names.tokens(*_HANGUL) if len(word) > 1 and word in name]
        if compounds:
            return tuple(compounds[:_SHOWN])
    if len(word) < 3:
        return ()
    once, edits = [], _edits(word)
    for start in range(0, len(edits), _TOGETHER):
        yield
        once += known_among(searcher, edits[start : start + _TOGETHER])
    if once:
        return tuple(sorted(once, key=lambda w: (w[0] != word[0], -_frequency(searcher, w)))[:_SHOWN])
    low, high = word[0], after(word[0])
    shortest, longest = len(word) - _LONGER, len(word) + _LONGER
    candidates = searcher.postings.single(low, high, shortest, longest)
    candidates.update(c for c in searcher.names.tokens(low, high) if shortest <= len(c) <= longest and " " not in c)
    yield
    alike = sorted(candidates)
    best: list[str] = []
    for start in range(0, len(alike), _ALIKE):
        yield
        best += get_close_matches(word, alike[start : start + _ALIKE], n=_SHOWN, cutoff=0.7)
    return tuple(get_close_matches(word, best, n=_SHOWN, cutoff=0.7))


def _frequency(searcher: Searcher, word: str) -> int:
    return (searcher.postings.get("title", word) | searcher.postings.get("text", word)).bit_count()


def _edits(word: str) -> list[str]:
    """Every word one slip away: a letter dropped, doubled, exchanged, added or two swapped."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = [a + b[1:] for a, b in splits if b]
    found += [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    found += [a + c + b[1:] for a, b in splits if b for c in _LETTERS]
    found += [a + c + b for a, b in splits for c in _LETTERS]
    return [w for w in dict.fromkeys(found) if w != word and len(w) > 1]


def near_names(searcher: Searcher, value: str) -> tuple[str, ...]:
    """Names of entities, or words of names, spelled much like a value."""
    by_words: dict[str, str] = {}
    for entity in searcher.library.entities:
        for name in (entity.name, *entity.aliases):
            by_words.setdefault(" ".join(tokens(name)), name)
    words = " ".join(tokens(value))
    whole = tuple(by_words[key] for key in get_close_matches(words, by_words, n=_SHOWN, cutoff=0.7))
    if whole or not words:
        return whole
    return tuple(get_close_matches(words, searcher.names.tokens(words[0], after(words[0])), n=_SHOWN, cutoff=0.75))


def near_texts(searcher: Searcher, value: str, name: str) -> Sequence[str]:
    """Texts that a field of words looks through, or words of them, spelled much like a value.

    Args:
        searcher: Of the library.
        value: The value.
        name: Of the field.
    """
    words = tokens(value)
    if name == "title":
        return near_words(searcher, words[0]) if len(words) == 1 else ()
    texts = _texts(searcher, name)
    single = sorted({word for text in texts for word in tokens(text)}) if len(words) == 1 else ()
    return get_close_matches(value, texts, n=_SHOWN) or get_close_matches(words[0] if words else "", single, n=_SHOWN)


def _texts(searcher: Searcher, name: str) -> list[str]:
    """What a field of words looks through."""
    postings = searcher.postings
    if name == "topic":
        return [key.partition(":")[2] for key in postings.keys("fields", "topic:", after("topic:"))]
    return list(
        dict.fromkeys(t for _, titles, publishers in postings.labels for t in (titles if name == "doc" else publishers))
    )
