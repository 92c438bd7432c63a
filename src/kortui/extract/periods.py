"""Named periods, such as the Korean War, with their dates: `lexicons/periods.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_IN_MANY = frozenset(("Korea", "Independence", "One", "Two", "I", "II", "of", "years"))
"""Last words of names that stand in other places more often."""


@cache
def nouns() -> frozenset[str]:
    """Words, as they are written, without one of which a sentence names no period: looked for with those that open dates."""
    words = (re.findall(r"[^\W\d_]+", name) for name in _load()[1])
    return frozenset(next(word for word in reversed(name) if word not in _IN_MANY) for name in words)


@cache
def _load() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all names behind a word that makes a time of them, and the EDTF of each name."""
    table = tomllib.loads(files("kortui.extract").joinpath("lexicons/periods.toml").read_text(encoding="utf-8"))
    dates = {name: entry["edtf"] for entry in table["period"] for name in entry["names"]}
    names = "|".join(re.escape(name) for name in sorted(dates, key=len, reverse=True))
    cue = r"(?:[Dd]uring|[Ii]n|[Aa]t|[Tt]hroughout|[Aa]mid|[Oo]ver|[Ss]ince|[Ww]ithin|[Ff]rom)"
    return re.compile(
        rf"\b{cue}\s(?P<all>(?:the\s)?(?P<name>{names}))(?![\w’'-])(?!\s(?:[A-Z]|memorial|veterans?|museum|era's))"
    ), dates


def names() -> dict[str, str]:
    """EDTF of every named period."""
    return dict(_load()[1])


def mentions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and EDTF of the named periods in a stretch of text that are used as a time."""
    pattern, dates = _load()
    for match in pattern.finditer(text, start, end):
        yield match.start("all"), match.end("all"), dates[match["name"]]
