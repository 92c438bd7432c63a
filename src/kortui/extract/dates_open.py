"""Dates that only say on which side of them something was: "before June 2012", "after 2012", "no later than 5 May 2014".

What is told so may be of any day on that side. It never is of the date itself, which would be finer than the source: the date
becomes an interval that is open at one end. "After 2012" begins with 2013, "not before 2012" with 2012; what a noun stands
behind ("after the 2012 election") was in that time itself, which is therefore not left out.
"""

from __future__ import annotations

import re

from kortui import edtf
from kortui.extract.dates_stretches import is_stretch, stretched
from kortui.extract.dates_words import NUMBER
from kortui.extract.resolve_calendar import plus_days, plus_months, year_text
from kortui.records import dataclass

REACH = 48
"""Characters before a date in which the words that open it stand."""

_DISTANCE = rf"(?:{NUMBER}|several|some|a\sfew|many)\s(?:full\s|whole\s)?(?:decades?|years?|months?|weeks?|days?|hours?)\s"
_NEARLY = r"(?:shortly|soon|well|just|immediately|long|not\slong|sometime|some\stime|right|only|even|directly|straight)\s"
_WORDS = (
    (
        "by",
        r"at\sthe\s(?:very\s)?latest(?:\s(?:in|on|by))?|(?:on|in|by|during)\sor\sbefore|before\sor\s(?:in|on|by|during)|(?:no|not|never)\s(?:any\s)?later\sthan|not\safter",
    ),
    (
        "from",
        r"at\sthe\s(?:very\s)?earliest(?:\s(?:in|on))?|(?:on|in|during)\sor\safter|after\sor\s(?:in|on|during)|(?:no|not|never)\s(?:any\s)?(?:earlier|sooner)\sthan|not\sbefore",
    ),
    ("before", r"before|prior\sto|earlier\sthan|ahead\sof"),
    ("after", r"after|later\sthan|following"),
)
_OPENS = re.compile(
    rf"(?<![\w-])(?i:(?:{_DISTANCE}|{_NEARLY})?(?:{'|'.join(f'(?P<{role}>{words})' for role, words in _WORDS)}))\s"
    r"(?P<the>the\s(?P<year>year\s)?)?$"
)
_HEDGES = re.compile(
    r"(?<![\w-])(?i:(?:some\s?time\s)?(?:(?:in|on)\sor\s)?(?P<about>about|around|roughly|approximately|approx\.|circa)"
    r"|(?P<maybe>probably|possibly|perhaps|presumably|most\slikely)(?:\s(?:in|on|during))?|some\s?time|(?:in|on)\sor)"
    r"\s(?:the\s)?$"
)
_BEHIND = re.compile(
    r",?\s(?:(?P<from>or\s(?:later|after(?:wards)?|thereafter)|at\sthe\s(?:very\s)?earliest|if\snot\slater)"
    r"|(?P<by>or\s(?:earlier|before)|at\sthe\s(?:very\s)?latest|if\snot\s(?:earlier|sooner|before))"
    r"|(?P<about>or\s(?:so|thereabouts)))\b(?!\s(?:in|on|the|than|[A-Z\d]))"
)
"""What says behind a date that it is only about right, or open at an end."""
_DOUBTS = tuple(
    f"{word}{link}"
    for word in ("probably", "possibly", "perhaps", "presumably", "likely")
    for link in ("", " in", " on", " during")
)
_ENDS = (
    *_DOUBTS, "about", "around", "roughly", "approximately", "approx.", "circa", "time", "in or", "on or", "or in", "or on",
    "or by", "or during", "latest", "latest in", "latest on", "latest by", "earliest", "earliest in", "earliest on", "before",
    "after", "than", "following", "prior to", "ahead of", "the", "year",
)  # fmt: skip
"""What the words end with that `_OPENS` and `_HEDGES` look for, which stand before few dates."""
_PLAIN = re.compile(r"(?:[Tt]he\s)?[\dA-ZÇĞİÖŞÜ]")
"""A date that is all of its time, and no part of it as "early 2012" and "the end of 2012" are."""
_NOTHING_NAMED = re.compile(
    r"\s?(?:[.,;:)\]!?”\"–—]|$)|\s(?:and|or|but|in|at|on|by|to|with|from|for|as|when|while|which|that|who|it|he|she|they|we|its|"
    r"their|his|her|there|was|were|is|are|has|had|have|did|do|does|will|would|the|an?|only|this|these|both|all|not?|some|many|"
    r"several|most|under|through|during|because|after|before|until|since|one|two|three|four|five|six|ten|\d)\b"
)
_CAPITAL = re.compile(r"\s[A-ZÇĞİÖŞÜ]")
_NAMED = re.compile(
    r"(?:['’]s)?(?:\s[a-z]+(?:al|ic|ary|an|ive|ous|ed))?\s(?:(?:[A-ZÇĞİÖŞÜ][\w’'-]*\s?){1,3}(?:\b[a-z]+)?|[a-z][a-z-]+)"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that open a date at an end.

    Attributes:
        role: ``before`` and ``after`` leave the time itself out, ``by`` and ``from`` do not; empty of a date that is not open.
        start: First code point of the words.
        end: Code point behind the date, and behind what is named with it ("after the 2012 election").
        mark: EDTF's mark of a date that is only about right (``~``) or doubted (``?``).
    """

    role: str
    start: int
    end: int
    mark: str = ""


def opening(text: str, low: int, start: int, end: int, high: int) -> Opening | None:
    """What opens a date at an end, or makes it about right or doubtful; None where nothing does.

    Args:
        text: The document.
        low: First character of the sentence.
        start: First character of the date.
        end: Character behind it.
        high: Character behind the sentence.
    """
    before = text[max(low, start - REACH) : start]
    later = _BEHIND.match(text, end, high)
    if later is not None:
        role, mark = ("from" if later["from"] else "by" if later["by"] else ""), ("~" if later["about"] else "")
        return Opening(role, start, later.end(), mark)
    if not before.rstrip().lower().endswith(_ENDS):
        return None
    found = _OPENS.search(before)
    if found is None:
        hedge = _HEDGES.search(before)
        mark = "" if hedge is None else "~" if hedge["about"] else "?" if hedge["maybe"] else ""
        return Opening("", start - len(before) + hedge.start(), end, mark) if hedge else None
    role = next(role for role, _ in _WORDS if found[role])
    begins = start - len(before) + found.start()
    behind = text[end : min(high, end + REACH)]
    fronted = begins == low and not found["the"]
    named = bool(found["the"] and not found["year"]) or not (
        _NOTHING_NAMED.match(behind) or (fronted and _CAPITAL.match(behind))
    )
    if role in ("before", "after") and (named or not _PLAIN.match(text, start)):
        role = {"before": "by", "after": "from"}[role]
        noun = _NAMED.match(behind) if named else None
        return Opening(role, begins, end + noun.end() if noun else end)
    return Opening(role, begins, end)


def opened(value: str, role: str) -> str:
    """EDTF of the days on the side of a date, or about it, that a role names.

    Args:
        value: EDTF of the date.
        role: As of `Opening`, of `dates_stretches`, or ``until``; others leave the date as it is, and so does an end that is
            open already.
    """
    if is_stretch(role):
        return stretched(value, role)
    date = edtf.parse(value)
    first, last = date.parts[0], date.parts[-1]
    if role not in OPENED or date.kind == "all-of" or first is None or last is None:
        return value
    if date.kind == "one-of":  # "before last year" of a report of one of three years
        first, last = last, first
    if role in ("before", "after"):
        beside = _beside(first, before=True) if role == "before" else _beside(last, before=False)
        first = last = beside or (first if role == "before" else last)
    elif date.kind == "one-of":
        first, last = last, first
    return f"../{last}" if role in ("before", "by", "until") else f"{first}/.."


OPENED = frozenset(("before", "after", "by", "from", "until"))
"""Roles of time expressions that open them at an end."""


def widens(role: str) -> bool:
    """Whether a role makes of a date another: one that is open at an end, or the stretch of time it is told for."""
    return role in OPENED or is_stretch(role)


def _beside(value: str, *, before: bool) -> str | None:
    """The day, month or year next to a date; None of one that is only about right, or that no calendar has."""
    date = edtf.parse(value)
    day = date.bounds.start if before else date.bounds.end
    if day is None or date.approximate or date.uncertain:
        return None
    step = -1 if before else 1
    year, month, _ = day
    if date.precision == "day":
        return edtf.iso(plus_days(day, step))
    if date.precision in ("month", "season"):
        year, month = plus_months(year, month, step)
        return f"{year_text(year)}-{month:02d}"
    return year_text(year + step)
