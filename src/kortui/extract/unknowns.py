"""Names nobody knows, told by what stands around them: "the shipbuilder X", "X's factory", "sailed to X", "A, B and X".

Looked at last, where no other finder has claimed the words. A capitalised run without such a cue stays unmarked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kortui.extract import lexicon
from kortui.extract.headwords import is_opener
from kortui.extract.names import is_title
from kortui.extract.tokens import Token
from kortui.vocabulary import EntityKind

_MAKERS = lexicon.words("names", "makers")
_BUSINESS = lexicon.words("names", "business")
_MADE = lexicon.words("names", "made")
_DEALS = lexicon.words("names", "deals")
_BELONGINGS = lexicon.words("names", "belongings")
_STAFF = lexicon.words("names", "staff")
_HOLDINGS = lexicon.words("names", "holdings")
_VESSELS = lexicon.words("names", "vessels")
_SITES = lexicon.words("names", "sites")
_WAYS = lexicon.words("names", "ways")
_MOTION = lexicon.words("names", "motion")
_NO_PLACE = lexicon.words("names", "no_place")
_COMMON = lexicon.words("names", "common_subjects")
_ENDINGS = tuple(lexicon.load("names")["common_subjects"]["endings"])
_ABSTRACT = ("ism", "ity", "ics", "ing", "ies")
_LONGEST = 3
"""Words in the longest unknown name read; longer runs are headings."""


def unknown(
    row: Sequence[Token], capitals: Sequence[int], taken: Mapping[int, EntityKind | None]
) -> Iterator[tuple[int, int, EntityKind]]:
    """Unknown names with the kind their surroundings give them: first token, last token, kind.

    Args:
        row: Tokens of a sentence.
        capitals: Indices of those with a capital letter.
        taken: Kinds of the tokens that other finders claimed; None for titles.
    """
    kinds = dict(taken)
    behind = 0
    for i in capitals:
        if i < behind or i in kinds:
            continue
        last = _run(row, i, kinds)
        if last is None:
            continue
        behind = last + 1
        kind = _kind(row, i, last, kinds)
        if kind is not None:
            kinds.update(dict.fromkeys(range(i, behind), kind))
            yield i, last, kind


def _run(row: Sequence[Token], first: int, taken: Mapping[int, EntityKind | None]) -> int | None:
    """The last token of the unclaimed capitalised run that begins at `first`, None when none does."""
    token = row[first]
    if (
        first in taken
        or not token.capital
        or is_opener(token)
        or len(token.text) < 3
        or (is_title(token) and not token.opening)
    ):
        return None
    last = first
    while last - first < _LONGEST and last + 1 < len(row) and last + 1 not in taken:
        after = row[last + 1]
        if not after.capital or after.join not in {" ", "-", "&"} or after.fold in _STAFF:
            break
        last += 1
    joined = last + 1 in taken and row[last + 1].join in {" ", "-"} and row[last + 1].capital
    if joined or last - first >= _LONGEST or (first - 1 in taken and token.join == "-"):
        return None
    return last


def _kind(row: Sequence[Token], first: int, last: int, kinds: Mapping[int, EntityKind | None]) -> EntityKind | None:
    """The kind that the words around a run give it."""
    if row[first].opening:
        return "organisation" if _is_name(row, first, last) and (_does_business(row, last) or _has_staff(row, last)) else None
    before = row[first - 1].fold if first and row[first].join == " " else ""
    if before in _MAKERS or (before == "based" and row[first - 1].join == "-") or row[last].fold.endswith("bank"):
        return "organisation"
    if before in _VESSELS:
        return "weapon"
    if _does_business(row, last) or _is_partner(row, first, before) or _possesses(row, last) or _has_staff(row, last):
        return "organisation"
    return "place" if _is_place(row, first, last, before) else _listed(row, first, last, kinds)


def _is_name(row: Sequence[Token], first: int, last: int) -> bool:
    """Whether the first word of a sentence looks like a name and not like a common noun in a capital letter."""
    word = row[first]
    return (
        last > first
        or (word.text.isupper() and len(word.text) > 2)
        or not (word.fold in _COMMON or word.fold.endswith(_ENDINGS))
    )


def _does_business(row: Sequence[Token], last: int) -> bool:
    """Whether a verb of business follows: "X supplied", "X was established"."""
    words = [t.fold for t in row[last + 1 : last + 3] if t.join == " " and not t.capital]
    if words and words[0] in {"was", "were", "has", "had"}:
        return len(words) > 1 and words[1] in _BUSINESS
    return bool(words) and words[0] in _BUSINESS


def _is_partner(row: Sequence[Token], first: int, before: str) -> bool:
    """Whether "built by X", "a contract with X" or "a stake in X" stands there."""
    if before == "by" and first > 1:
        return row[first - 2].fold in _MADE
    if before in {"of", "in"} and first > 1:
        return row[first - 2].fold in _HOLDINGS
    return before == "with" and any(t.fold in _DEALS for t in row[max(0, first - 4) : first - 1])


def _has_staff(row: Sequence[Token], last: int) -> bool:
    """Whether "X CEO" or "X officials" stands there."""
    return last + 1 < len(row) and row[last + 1].join == " " and row[last + 1].fold in _STAFF


def _possesses(row: Sequence[Token], last: int) -> bool:
    """Whether "X's factory" stands there."""
    return last + 2 < len(row) and row[last + 1].join == "'" and row[last + 1].fold == "s" and row[last + 2].fold in _BELONGINGS


def _is_place(row: Sequence[Token], first: int, last: int, before: str) -> bool:
    """Whether prepositions make the run a place."""
    token = row[first]
    if any(t.text.isupper() for t in row[first : last + 1]) or token.text in _NO_PLACE or token.fold.endswith(_ABSTRACT):
        return False
    near = [t.fold for t in row[max(0, first - 5) : max(0, first - 1)]]
    if row[first - 1].capital or last - first > 1:
        return False
    if before in {"in", "near", "at", "visited"}:
        return True
    if before == "of":
        return first > 1 and row[first - 2].fold in _SITES
    if before in {"to", "from", "between"}:
        if before == "to" and (any(w in _MOTION for w in near) or "from" in near):
            return True
        following = row[last + 1].fold if last + 1 < len(row) else ""
        return any(w in _WAYS for w in near) or (
            before == "from" and following == "to" and row[last + 2 : last + 3] != [] and row[last + 2].capital
        )
    return before == "and" and "between" in near and any(w in _WAYS for w in [t.fold for t in row[max(0, first - 8) : first]])


def _listed(row: Sequence[Token], first: int, last: int, kinds: Mapping[int, EntityKind | None]) -> EntityKind | None:
    """The kind of the name it is listed with: "A, B and X"."""
    left = first - 1 if row[first].join == "," else first - 2 if row[first - 1].fold == "and" else -1
    right = last + 1 if last + 1 < len(row) and row[last + 1].join == "," else last + 2
    if right == last + 2 and not (right < len(row) and row[last + 1].fold == "and"):
        right = -1
    found = {kinds.get(at) for at in (left, right) if at >= 0 and at in kinds}
    if len(found) != 1:
        return None
    kind = found.pop()
    if kind == "country":
        kind = "place"
    return kind if kind in {"organisation", "place", "weapon"} or (kind == "person" and last > first) else None
