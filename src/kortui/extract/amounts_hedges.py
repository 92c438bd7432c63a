"""How a source hedges a figure: more than, nearly, about, up to; before the figure or behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from kortui.vocabulary import Hedge

_degree = r"(?:(?:well|far|just|slightly|much|significantly|substantially|considerably|a\ little|somewhat)\ )?"
_BEFORE: tuple[tuple[Hedge, str], ...] = (
    (">=", r"at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum of|a minimum|en az|최소"),
    ("<=", r"up to|as (?:much|many|high|long) as|at most|no more than|not more than|not exceeding|a maximum of|maximum of"
           r"|a ceiling of|limited to|capped at|within|en fazla|최대"),
    ("<~", r"nearly|almost|not (?:yet )?quite|close to|just under|just short of|a little under|slightly under"
           r"|slightly less than|near|nears|neared|nearing|neared to|approach(?:es|ed|ing)?|verging on|yaklaşık olarak"),
    (">", rf"{_degree}(?:more than|over|above|in excess of|north of|upwards of|upward of|greater than|higher than"
          r"|larger than|beyond|past)"
          r"|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|top(?:s|ped|ping)|cross(?:es|ed|ing)|pass(?:es|ed|ing)|outstripp(?:ed|ing)"),
    ("<", rf"{_degree}(?:less than|under|below|fewer than|lower than|short of|smaller than)"),
    ("~", r"some|about|around|roughly|approximately|approx\.|circa|ca\.|c\.|an estimated|estimated at|estimated|estimated to be"
          r"|or so|in the region of|in the order of|on the order of|somewhere near|reportedly about|yaklaşık|약|~|≈"),
)  # fmt: skip
_SIGNS: dict[str, Hedge] = {">": ">", "<": "<", "≥": ">=", "≤": "<=", "~": "~", "≈": "~"}
_REACH = 44
"""How far before a figure its hedge can begin: "slightly more than the equivalent of a record "."""

_between = r"(?:\s+(?:an?|the|its|their|another|record|total|the equivalent of|equivalent to|worth|of))*\s*"
_FILLING = frozenset(("a", "an", "the", "its", "their", "another", "record", "total", "equivalent", "of", "to", "worth"))
"""The words that can stand between a hedge and its figure."""
_BEFORE_PATTERNS = tuple((hedge, re.compile(rf"(?<![\w-])(?:{words}){_between}$", re.IGNORECASE)) for hedge, words in _BEFORE)
_ANY_BEFORE = re.compile(rf"(?<![\w-])(?:{'|'.join(words for _, words in _BEFORE)}){_between}$", re.IGNORECASE)
END_WORDS = """
least less fewer minimum az 최소 to much many high long most more exceeding maximum ceiling at within fazla 최대
nearly almost quite under of near nears neared nearing approach approaches approached approaching on olarak
than over above north upwards upward beyond past below some about around roughly approximately approx circa ca c estimated
be so yaklaşık 약 exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing top tops topped topping crosses
crossed crossing passes passed passing outstripped outstripping ~ ≈
"""
"""The words that hedges end with: where another stands before a figure the patterns need not be tried."""
_ENDS = frozenset(END_WORDS.split())

_HANDED = re.compile(
    r"\b(?:hand|hands|handed|handing|turn|turns|turned|turning|take|takes|took|taken|taking|carried|brought) over\s$", re.I
)
"""What is handed over is not more than its number."""

_ON_A_DEAL = re.compile(r"\b(?:under|over|about|around|within|near|below|above|beyond)\s(?:an?|another)\s$", re.IGNORECASE)
"""Prepositions of what something is done under or talked about ("under a $2.8 billion contract"), which is not less."""
_WORD = re.compile(r"\w+|[~≈]")
_BEHIND: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    (">=", re.compile(r"\+|-plus\b|\splus(?=[,.;)]|$)|\s(?:[\w-]+\s){0,2}or (?:more|above|over)\b|\sat (?:the )?least\b")),
    ("<=", re.compile(r"\s(?:[\w-]+\s){0,2}or (?:less|fewer|under|below)\b|\sat (?:the )?most\b")),
    ("~", re.compile(r"\s(?:[\w-]+\s)?or so\b|-odd\b|-some\b")),
)
_ANY_BEHIND = re.compile(r"\+|-(?:plus|odd|some)\b|\s(?:plus\b|at (?:the )?(?:least|most)\b|(?:[\w-]+\s){0,2}or\s)")
"""Whether any of them can match: most figures have something else behind them."""


def before(text: str, start: int, floor: int) -> Hedge | None:
    """The hedge that ends where a figure begins.

    Args:
        text: The document's text.
        start: Where the figure begins, its currency sign included.
        floor: Where its sentence begins.
    """
    window = text[max(floor, start - _REACH) : start]
    if window[-1:] in _SIGNS:
        return _SIGNS[window[-1]]
    lower = window.lower()
    for chunk in reversed(lower.split()):  # the last word mostly decides: to find all of them first cost three times as much
        for word in (chunk,) if chunk.isalpha() else reversed(_WORD.findall(chunk)):
            if word in _ENDS:
                told_of = ("over" in lower and _HANDED.search(window)) or _ON_A_DEAL.search(window)
                return None if told_of else by_patterns(window)
            if word not in _FILLING:
                return None
    return None


@lru_cache(maxsize=256)  # each reader of a number asks again
def by_patterns(window: str) -> Hedge | None:
    """The hedge that ends a stretch of text, by the patterns alone."""
    if not _ANY_BEFORE.search(window):
        return None
    return next((hedge for hedge, pattern in _BEFORE_PATTERNS if pattern.search(window)), None)


_AIMED_AT = re.compile(r"\s(?:[\w-]+\s){0,2}(?:target|goal|objective)s?\b", re.I)
_BESIDE = re.compile(
    r"\b(?:above|below|beyond|over|under|exceeding|surpassing|topping|beating|"
    r"(?:higher|lower|larger|smaller|more|less) than|short of)\s(?:the|its|their)\s*$",
    re.I,
)


def compares(text: str, start: int, end: int, floor: int) -> bool:
    """Whether a figure is only compared with a target, whose own the hedge is not ("above its $5 billion target").

    Args:
        text: The document's text.
        start: Where the figure begins, and in `end` where it ends.
        end: See `start`.
        floor: Where its sentence begins.
    """
    return _AIMED_AT.match(text, end) is not None and _BESIDE.search(text[max(floor, start - _REACH) : start]) is not None


def behind(text: str, end: int, ceiling: int) -> Hedge | None:
    """The hedge that begins where a figure ends ("5,000+", "$1 billion or more").

    Args:
        text: The document's text.
        end: Code point behind the figure.
        ceiling: Where its sentence ends.
    """
    if not _ANY_BEHIND.match(text, end, ceiling):
        return None
    return next((hedge for hedge, pattern in _BEHIND if pattern.match(text, end, ceiling)), None)
