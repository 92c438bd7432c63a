"""Ordinals that are figures: ranks ("10th largest", "third country to …"), anniversaries; not days, centuries or "first"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONES = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
ORDINALS = (
    {word: i for i, word in enumerate(_ONES, 1)}
    | {f"{ten}ieth": 10 * i for i, ten in enumerate(_TENS, 2)}
    | {f"{ten}y-{one}": 10 * i + j for i, ten in enumerate(_TENS, 2) for j, one in enumerate(_ONES[:9], 1)}
)
"""Ordinals in words with their value."""

_words = "|".join(sorted(ORDINALS, key=len, reverse=True))
_ORDINAL = re.compile(rf"(?<![\w.,/-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})*)(?:st|nd|rd|th)|(?P<words>{_words}))\b")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\b\.?"
)
"""A month's name or abbreviation: a number beside it is a day."""

_NOT_BEFORE = re.compile(rf"\b(?:{MONTH}\s|[Oo]n the )$")
_NOT_BEHIND = re.compile(
    rf"[\s-](?:century|centuries|parallel|of\s+(?:{MONTH}|this|last|next|the\s+month)|{MONTH}|floor|grade|generation|gen\b|degree"
    r"|stage|phase|birthday|hand\b|time\b|part(?:y|ies)\b|day\b|person\b|world\b|round\b|-?millennium)"
)
_RANKED = re.compile(
    r"[\s-](?:[\w-]+\s){0,2}?(?:largest|biggest|highest|most|leading|strongest|top|busiest|best|fastest|longest|smallest|greatest"
    r"|importer|exporter|supplier|buyer|partner|market|economy|producer|country|nation|state|place|rank|position|mission|embassy"
    r"|anniversary|in\ the\ world|among)\b"
)
_PROPER = re.compile(r"(?:\sand\s\d+(?:st|nd|rd|th))?[\s-](?!Anniversary)[A-Z]")
_PLAIN = re.compile(r"[\s-]\w")


def ordinals(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The ordinals of a sentence that are figures: start, end, value.

    In words an ordinal is one only where it ranks something; in digits before any common noun. "First" never is: it says
    that something is new, not how much.
    """
    for match in _ORDINAL.finditer(text, start, end):
        low, high = match.span()
        if _NOT_BEHIND.match(text, high, end) or _NOT_BEFORE.search(text[max(start, low - 12) : low]):
            continue
        digits = match["digits"]
        value = int(digits.replace(",", "")) if digits else ORDINALS[match["words"]]
        if value == 1:
            continue
        if _RANKED.match(text, high, end) or (digits and _PLAIN.match(text, high, end) and not _PROPER.match(text, high, end)):
            yield low, high, value
