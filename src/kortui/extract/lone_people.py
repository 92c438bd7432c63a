"""People of whom a sentence gives only the surname, as headlines do: "Fidan meets Cho in Seoul", "Erdogan, Yoon agree to …".

A surname alone is a person's where it is one that the lexicons know and does what people do with each other; the other side
of such a verb then is one too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from kortui.extract import lexicon, names
from kortui.extract.headwords import is_opener
from kortui.extract.tokens import Token
from kortui.vocabulary import EntityKind

_MEETING = lexicon.words("names", "meeting")
_TRAVELLING = frozenset(("visit", "meet", "attend", "travel", "fly", "host", "tour", "receive", "address"))
"""What a person is to do in a headline ("Lee to visit Ankara")."""
_GOING = frozenset(("visits", "visited"))
"""Those of them whose object is rather a place."""
_TALKING = lexicon.words("names", "talking")
_LEADING = _MEETING | _TALKING | {"to"}
_CUES = _MEETING | _TRAVELLING | _TALKING


def has_cue(folds: Iterable[str]) -> bool:
    """Whether a sentence with these folded words has one that tells of meeting: without it `find` finds nobody."""
    return not _CUES.isdisjoint(folds)


def find(
    row: Sequence[Token], taken: Mapping[int, EntityKind | None], is_surname: Callable[[str], bool], common: Collection[str]
) -> Iterator[int]:
    """Tokens that are people by their surnames alone.

    Args:
        row: Tokens of a sentence.
        taken: Kinds of the tokens that other finders claimed; None for titles.
        is_surname: Whether a folded word is a family name that the gazetteer or the lexicon knows.
        common: Folded words that the document also writes in lower case.
    """

    def is_free(at: int) -> bool:
        token = row[at] if 0 <= at < len(row) else None
        if token is None or at in taken or not token.capital or not token.text.isalpha() or token.text.isupper():
            return False
        if is_opener(token) or names.is_title(token) or token.fold in common or len(token.text) < 2:
            return False
        before, after = row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
        led = before is not None and before.capital and token.join in {" ", "-"} and at - 1 not in taken
        goes_on = after is not None and after.capital and after.join in {" ", "-"}
        return not led and not goes_on and not (after is not None and after.join == "'")

    def is_person(at: int) -> bool:
        return taken.get(at) == "person" or (is_free(at) and is_surname(row[at].fold))

    for at in range(1, len(row)):
        token = row[at]
        fold = token.fold
        if fold not in _LEADING or token.capital or token.join != " ":
            continue
        mixed = token.fold == "met" and at + 2 < len(row) and row[at + 1].fold == "with" and not row[at + 2].capital
        if token.fold in _MEETING and is_person(at - 1) and not mixed:  # "met with approval"
            sides = (at - 1,) if token.fold in _GOING else (at - 1, at + 1)
            yield from (side for side in sides if is_free(side))
        travels = token.fold == "to" and at + 1 < len(row) and row[at + 1].fold in _TRAVELLING
        if travels and is_free(at - 1) and is_person(at - 1):
            yield at - 1
        if token.fold in _TALKING and at > 1:
            first = at - 2 if row[at - 1].join == "," else at - 3 if row[at - 2].fold == "and" else -1
            if first >= 0 and (is_person(first) or is_person(at - 1)) and _pairs(row, taken, first, at - 1, is_free):
                yield from (side for side in (first, at - 1) if is_free(side))


def _pairs(
    row: Sequence[Token], taken: Mapping[int, EntityKind | None], first: int, second: int, is_free: Callable[[int], bool]
) -> bool:
    """Whether both sides of a pair can be people."""
    return all(taken.get(side) == "person" or is_free(side) for side in (first, second)) and first < second < len(row)
