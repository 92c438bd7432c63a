"""The form of the pattern tables: where a row may begin, its regular expression, and what makes a reading of a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Flag, auto
from functools import cache

from kortui.extract.dates_points import Reading
from kortui.records import dataclass, field


class Start(Flag):
    """What a time expression begins with."""

    NUM = auto()
    MONTH = auto()
    WEEKDAY = auto()
    WORD = auto()
    PERIOD = auto()


NUM, MONTH, WEEKDAY, WORD = Start.NUM, Start.MONTH, Start.WEEKDAY, Start.WORD
PERIOD = Start.PERIOD
"""Begins no expression, but tells that the sentence may name a period."""

BEFORE = 40
"""Characters before a match that a row may look at."""


ANY_LENGTH = frozenset(range(1, 6))
"""Lengths of the number a row may begin with; 5 stands for all longer ones."""

LETTERS, DASHES = "snrt", "-–—‒−"
"""What `Row.behind` says of ordinals ("3rd"), and of what reads a dash."""

TWO, FOUR = frozenset({1, 2}), frozenset({4})
"""Days and months; years."""


def words(*groups: str | Iterable[str]) -> frozenset[str]:
    """Words for `Row.opens`: of strings with spaces, and of collections whose entries count by their first word."""
    listed = (word for group in groups for word in (group.split() if isinstance(group, str) else group))
    return frozenset(re.split(r"[\s-]", word)[0].lower() for word in listed)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern if pattern.endswith("$") else f"(?:{pattern})$")


@dataclass(frozen=True, slots=True)
class Found:
    """A match in its text; `low` is the first character of the sentence, before which nothing counts."""

    text: str
    match: re.Match[str]
    low: int

    def before(self, pattern: str) -> bool:
        """Whether the text right before the match ends with the pattern."""
        start = self.match.start()
        return bool(_compiled(pattern).search(self.text[max(self.low, start - BEFORE) : start]))


@dataclass(frozen=True, slots=True)
class Row:
    """One pattern.

    Attributes:
        starts: Kinds of words it may begin with.
        pattern: Regular expression, anchored where it is tried.
        make: Reading of a match; None when on a second look it is no time expression.
        opens: The words it can begin with, in lower case, so that it is not tried at others; empty for any.
        digits: How many digits the number can have that it begins with.
        behind: The characters one of which stands right behind that number, a space for any white space; empty for any.
    """

    starts: Start
    pattern: str
    make: Callable[[Found], Reading | None]
    opens: frozenset[str] = frozenset()
    digits: frozenset[int] = ANY_LENGTH
    behind: str = ""
    regex: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(self.pattern))
