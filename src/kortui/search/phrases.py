"""Which rows hold a run of tokens: row sets of the single tokens first, then the text of the few rows that hold all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kortui.records import replace
from kortui.rows import bits_of
from kortui.search.postings import Postings, Space
from kortui.search.spelling import spelled_on
from kortui.search.tokens import Pattern, goes_on, is_hangul, of_initials, prefix_range

_READ = 500
"""Rows that are read at most for a word whose beginning may be written as two: a millisecond for each letter typed."""

_CHECK_EVERY = 256
"""Rows between two questions whether a newer query has come: about a millisecond of work."""


class Superseded(Exception):
    """A newer query has come; the search was given up."""


def find(postings: Postings, space: Space, pattern: Pattern, stop: Callable[[], bool] = lambda: False) -> int:
    """The rows in whose titles or texts a pattern stands.

    Raises:
        Superseded: When `stop` says so in the middle of long work.
    """
    if pattern.initials:
        return _initials(postings, space, pattern.tokens[0])
    if pattern.apart:
        return _apart(postings, space, pattern, stop)
    if len(pattern.tokens) == 1:
        rows = _last(postings, space, pattern)
        for first, second in pattern.halves:
            if beside := postings.get(space, first) & ~rows:
                rows |= _side_by_side(postings, space, Pattern((first, second)), beside, stop)
        for first, second in pattern.begun_halves:
            beside = postings.get(space, first) & ~rows
            if beside and (beside & postings.union(space, *prefix_range(second))).bit_count() <= _READ:
                rows |= _side_by_side(postings, space, Pattern((first, second), prefix=True), beside, stop)
        return rows
    rows = 0
    for token in pattern.joined:
        rows |= postings.get(space, token)
    if pattern.prefix and pattern.together:
        rows |= postings.union(space, *prefix_range(pattern.together))
    return rows | _run(postings, space, pattern, stop)


def _apart(postings: Postings, space: Space, pattern: Pattern, stop: Callable[[], bool]) -> int:
    """The rows with a pattern that stands there by itself; those alone are read that hold a longer run with it."""
    rows = find(postings, space, replace(pattern, apart=()), stop)
    longer = 0
    for run in pattern.apart if rows else ():
        longer |= find(postings, space, Pattern(run, prefix=goes_on(run[-1])), stop)
    both = rows & longer
    own = []
    for number, (row, text) in enumerate(postings.words(space, both) if both else ()):
        if number % _CHECK_EVERY == 0 and stop():
            raise Superseded
        if pattern.within(text.strip(" ").split(" ")):
            own.append(row)
    return (rows & ~both) | bits_of(own, postings.size)


def _run(postings: Postings, space: Space, pattern: Pattern, stop: Callable[[], bool]) -> int:
    """The rows with several tokens side by side."""
    last = pattern.tokens[-1]
    known = postings.phrase(space, " ".join(pattern.tokens))
    if (
        known is not None
        and pattern.last == (last,)
        and pattern.prefix == goes_on(last)
        and all(len(f) == 1 for f in pattern.heads)
    ):
        return known
    return _side_by_side(postings, space, pattern, ~(known or 0), stop) | (known or 0)


def _side_by_side(postings: Postings, space: Space, pattern: Pattern, among: int, stop: Callable[[], bool]) -> int:
    """Those of some rows that hold the tokens side by side, by their words."""
    rows = _last(postings, space, pattern) & among
    for forms in pattern.heads:
        held = 0
        for token in forms:
            held |= postings.get(space, token)
        rows &= held
    if not rows:
        return 0
    search = _expression(pattern, other_spellings(postings, space, pattern)).search
    found = []
    for number, (row, text) in enumerate(postings.words(space, rows)):
        if number % _CHECK_EVERY == 0 and stop():
            raise Superseded
        if search(text):
            found.append(row)
    return bits_of(found, postings.size)


def _last(postings: Postings, space: Space, pattern: Pattern) -> int:
    """The rows with the pattern's last token."""
    rows = 0
    for token in pattern.last:
        if not pattern.prefix or not token.startswith(pattern.tokens[-1]):  # those that it begins come together below
            rows |= postings.get(space, token)
    for token in other_spellings(postings, space, pattern):
        rows |= postings.get(space, token)
    return rows | postings.union(space, *prefix_range(pattern.tokens[-1])) if pattern.prefix else rows


def other_spellings(postings: Postings, space: Space, pattern: Pattern) -> Sequence[str]:
    """The words that in another spelling begin as the pattern's last token does: ``defense`` for ``defenc``."""
    words = spelled_on(pattern.tokens[-1]) if pattern.prefix and pattern.loose else ()
    if not words:
        return ()
    common = words[0]
    while not all(word.startswith(common) for word in words):
        common = common[:-1]
    return words if postings.union(space, *prefix_range(common)) else ()


def _initials(postings: Postings, space: Space, initials: str) -> int:
    """The rows with a Hangul word of these initial consonants."""
    rows = 0
    for token in of_initials(postings.keys(space, "\uac00", "\ud7a4"), initials):
        rows |= postings.get(space, token)
    return rows


def _expression(pattern: Pattern, others: Iterable[str] = ()) -> re.Pattern[str]:
    """The pattern over tokens that stand between spaces; `others` are further words in the place of the last."""
    head = "".join(f" (?:{'|'.join(map(re.escape, forms))})" for forms in pattern.heads)
    last = pattern.tokens[-1]
    ends = [f"{re.escape(form)} " for form in (*pattern.last, *others)]
    if pattern.prefix:
        low, high = prefix_range(last)
        ends.append(f"{re.escape(last[:-1])}[{low[-1]}-{chr(ord(high[-1]) - 1)}]" if is_hangul(last) else re.escape(last))
    return re.compile(f"{head} (?:{'|'.join(ends)})")
