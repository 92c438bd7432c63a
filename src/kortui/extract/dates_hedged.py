"""Years behind a hedge: "around 1990 Hyundai began" is a year, "around 1990 ships" a count."""

from __future__ import annotations

import re

from kortui.extract.dates_lexicon import any_of

BEFORE = 32
"""Characters before a candidate that are looked at, and as many behind it."""

OLDEST_PLAIN, LATEST = 1800, 2100
"""Numbers between which are years unless what surrounds them says otherwise."""

_NOTHING_COUNTED = re.compile(
    rf"\s?(?:[.,;:)]|$|(?:by|when|in|at|and|until|to|as|but|the|he|she|they|it)\b)|\s{any_of('year', 'of_a_year')}"
)
_FRONTED_HEDGE = re.compile(
    r"(?:^|[,;:]\s)[\"“'‘]?(?:(?i:in|by|from|since)\s(?:or\s)?)?(?:(?i:some\s?time)\s)?"
    r"(?i:around|about|circa|roughly|approximately|approx\.)\s$"
)
"""What stands before the year that a clause begins with ("Around 1990 Hyundai began")."""
_SUBJECT = re.compile(
    r",\s(?!(?:or|about|some|more|most|mostly|nearly|almost|including|of)\b)|\s(?:the|an?|its?|their|his|her|he|she|they|it|we|both|"
    r"another|several|many|this|these)\s(?!(?:year|month|week|day|night)\b)"
)
_PROPER = re.compile(r"\s(?P<names>(?:[A-ZÇĞİÖŞÜ][\w.’'&-]*\s)+)(?:(?:of|and)\s)?(?P<next>[a-z]+)?")
_PEOPLE = frozenset(("people", "personnel", "men", "women", "children", "staff", "police", "aircraft", "cattle", "families"))
_OF_A_LAND = ("ish", "ean", "ian", "can", "nese", "man", "ench", "tch", "zbek", "reek", "zakh", "rab")
"""What adjectives of countries end with, behind which things are counted."""


_OTHER_YEAR = re.compile(
    r"\s(?:or|to|and)\s(?:(?:in|around|about)\s)?(?P<year>1[89]\d\d|20\d\d)(?!\d|[.,]\d)|[-–/](?P<last>\d{4})\b"
)
"""A second year behind the first ("around 1957 or 1958")."""


def is_fronted(text: str, low: int, start: int, end: int, year: int) -> bool:
    """Whether a hedged number that a clause begins with is a year: a subject follows it, and nothing that it counts.

    Args:
        text: The document.
        low: First character of its sentence.
        start: First character of the number.
        end: Character behind it.
        year: Its value.
    """
    other = _OTHER_YEAR.match(text, end)
    end = other.end() if other else end
    if not OLDEST_PLAIN <= year < LATEST or _FRONTED_HEDGE.search(text[low:start]) is None:
        return False
    after = text[end : end + 2 * BEFORE]
    if _SUBJECT.match(after):
        return True
    found = _PROPER.match(after)
    if found is None:
        return False
    *_, last = names = found["names"].split()
    behind = found["next"] or ""
    plural = behind.endswith("s") and not behind.endswith(("ss", "us")) and behind not in ("was", "has", "is", "does")
    if plural or behind in _PEOPLE:
        return False
    return not (len(names) == 1 and last.endswith("s") and not last.endswith(("us", "ss"))) and not (
        last.casefold().endswith(_OF_A_LAND) and behind in _PEOPLE
    )


def counts_nothing(text: str, end: int, year: int) -> bool:
    """Whether nothing that a hedged number could count follows it, or a second year ("around 1957 or 1958").

    Args:
        text: The document.
        end: Character behind the number.
        year: Its value.
    """
    other = _OTHER_YEAR.match(text, end)
    behind = end if other is None else other.end()
    odd = year % 50 or (other is not None and int(other["year"] or other["last"]) % 50)
    return bool(odd) and _NOTHING_COUNTED.match(text[behind : behind + BEFORE]) is not None
