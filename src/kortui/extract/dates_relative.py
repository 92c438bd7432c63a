"""The table of patterns for dates that need another: "last year", "that Friday", "today", "the end of the year"."""

from __future__ import annotations

import re

from kortui.extract.dates_counted import DURATION, UNITS, VAGUE, single
from kortui.extract.dates_lexicon import any_of
from kortui.extract.dates_points import Reading
from kortui.extract.dates_table import WEEKDAY, WORD, Found, Row, words
from kortui.extract.dates_words import (
    MONTH_NAME,
    SEASON_NAME,
    SEASONS,
    WEEKDAY_NAME,
    WEEKDAYS,
    WS,
    month_of,
    unit_of,
)
from kortui.extract.spans import Offset

_SAID = (
    rf"(?P<det>last|next|(?:this{WS})?coming|this|past|upcoming|current|previous|preceding|prior|following|same"
    rf"|that(?:{WS}same)?)"
)
_PART = r"(?P<part>day|date|night|morning|afternoon|evening|midnight|noon)"


def _direction(found: Found) -> tuple[int, str]:
    """How a determiner moves and from where: "last year" one back from publication, "the following year" one on from before."""
    det = found.match["det"].casefold()
    the = found.before(r"\b[Tt]he\s(?:very\s)?")
    if det.startswith("that") or det == "same":
        return 0, "previous"
    if det in ("previous", "preceding", "prior"):
        return -1, "previous"
    if det == "following":
        return 1, "previous"
    if det == "next":
        return 1, "previous" if the else "published"
    if det.endswith("coming"):
        return 1, "published"
    return (0 if det in ("this", "current") else -1), "published"


def _unit(found: Found) -> Reading | None:
    match = found.match
    unit, det = unit_of(match["unit"]), match["det"].casefold()
    amount, reference = _direction(found)
    the = found.before(r"\b[Tt]he\s(?:very\s)?")
    if the and det in ("last", "past"):
        return DURATION
    if (
        the
        and det == "next"
        and found.before(r"\b(?:[Oo]ver|[Ff]or|[Ii]n|[Dd]uring|[Ww]ithin)\s[Tt]he\s")
        and unit in ("decade", "century")
    ):
        return DURATION
    if det == "this" and unit == "day":
        return single(Offset("day", 0, reference="previous"))
    if det == "this" and unit == "century":
        return single(Offset("century", 0))
    return single(Offset(unit, amount, reference=reference))


def _part_of_day(found: Found) -> Reading | None:
    """Nights and mornings count as days; the morning after is the next day."""
    amount, reference = _direction(found)
    if found.match["det"].casefold() == "this":
        return single(Offset("day", 0, reference="previous" if found.match["part"] in ("day", "date") else "published"))
    if found.match["det"].casefold() in ("past", "current", "coming"):
        return None
    return single(Offset("day", amount, reference=reference))


def _named(found: Found, template: str) -> Reading | None:
    """A month or season with a determiner: "last June" is the June before the reference."""
    det = found.match["det"].casefold()
    amount, reference = _direction(found)
    if det in ("this", "current"):
        offset = Offset("year", 0, reference=reference, template=template)
    elif amount:
        offset = Offset("nearest", 2 * amount, reference=reference, template=template)
    else:
        offset = Offset("nearest", 0, reference=reference, template=template)
    return single(offset)


def _named_month(found: Found) -> Reading | None:
    return _named(found, f"XXXX-{month_of(found.match['month']):02d}")


def _named_season(found: Found) -> Reading | None:
    return _named(found, f"XXXX-{SEASONS[found.match['season'].casefold()]}")


def _weekday(found: Found) -> Reading | None:
    match = found.match
    det = (match["det"] or "").casefold()
    if not det and re.match(
        r"s\b|['’]s\s(?:[A-Z]|edition)|\s(?:Times|Night|Prayers|prayers|Mosque|Club|Market|Bloody)\b",
        found.text[match.end() : match.end() + 12],
    ):
        return None
    if not det and (
        found.before(r"\b(?:[Ee]very|[Ee]ach|Good|Black|Bloody|Ash|Palm|Easter|Holy|Super|Cyber|Whit|Red|a|any|one)\s")
        or found.before(r"[\w'’-]")
    ):
        return None
    value = WEEKDAYS[match["weekday"].casefold()]
    if not det:
        return single(Offset("weekday", 0, value, reference="context"))
    amount, reference = _direction(found)
    strict = amount if det in ("this", "current") or det.endswith("coming") else 2 * amount
    return single(Offset("weekday", strict, value, reference=reference))


def _weekday_of_week(found: Found) -> Reading | None:
    """Reads "Wednesday of last week", "Friday next week"."""
    amount, reference = _direction(found)
    return single(Offset("week", amount, WEEKDAYS[found.match["weekday"].casefold()], reference))


_OUR_DAYS = re.compile(rf"['’]s\b|\s[A-Z]|\)|\s(?:is|are|has|have|{any_of('today', 'states')})\b")
_OUR_DAYS_BEFORE = (
    r"\(|\b(?:of|even|still|until|is|are|known|to|and)\s|^\s*|\b(?i:" + any_of("today", "states") + r")\s(?:\w+\s){0,3}"
)


def _today(found: Found) -> Reading | None:
    """Today as a day, but not "today's world", "(Turkey today)", "Today, the museum stands", "firms operate there today"."""
    word = found.match["word"].casefold()
    after = found.text[found.match.end() : found.match.end() + 12]
    if word == "today" and (found.match[0][0] == "T" or _OUR_DAYS.match(after) or found.before(_OUR_DAYS_BEFORE)):
        return VAGUE
    amount = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(word, 0)
    return single(Offset("day", amount))


def _in_the_day(found: Found) -> Reading | None:
    return single(Offset("day", 0, reference="previous"))


def _part_alone(found: Found) -> Reading | None:
    """Reads "In the morning, …" at the beginning of a sentence: of the day told last."""
    return _in_the_day(found) if found.before(r"^(?:In|During)\sthe\s") else None


def _so_far(found: Found) -> Reading | None:
    """Reads "earlier this month" runs up to the day of publication; "earlier that year" is of the year told before."""
    unit, det = unit_of(found.match["unit"]), found.match["det"].casefold()
    if det == "this":
        return single(Offset(unit, 0, to_reference=True))
    return single(Offset(unit, 0, reference="previous" if det.startswith("that") or det == "same" else "context"))


def _of_unit(found: Found) -> Reading | None:
    """Reads "within the year", "at year-end": of publication in news, of the story in a narrative."""
    return single(Offset(unit_of(found.match["unit"]), 0, reference="context"))


_GOES_ON = re.compile(
    r"\s(?:of|(?:to|from) [A-Z\d]\w*|through|(?:end|start|commenc)(?:ed|ing)|beginning|to end|before|after|when|that|in which"
    r"|[12]\d{3})\b"
)
"""What tells behind "the year" which year it is."""


def _within(found: Found) -> Reading | None:
    if not found.before(r"\b(?:[Ww]ithin|[Dd]uring|[Tt]hroughout|[Oo]f|[Ff]or|[Oo]ver|[Ii]n) the\s"):
        return None
    after = found.text[found.match.end() : found.match.end() + 12]
    if _GOES_ON.match(after) or (found.before(r"\b[Ff]or the\s") and found.match["unit"] != "year"):
        return None
    return _of_unit(found)


_SAYING = words("last next this coming past upcoming current previous preceding prior following same that")
_SOON = words("earlier later late early so previously")

ROWS: tuple[Row, ...] = (
    Row(
        WORD,
        rf"(?i:{_SAID}{WS}(?P<unit>year|month|week|weekend|quarter|decade|century|fortnight|season)(?:['’]s)?)(?![\w-])",
        _unit,
        opens=_SAYING,
    ),
    Row(WORD, rf"(?i:{_SAID}{WS}{_PART})\b(?!-)", _part_of_day, opens=_SAYING),
    Row(WORD, rf"(?i:{_SAID}){WS}(?P<month>{MONTH_NAME})(?![a-z])", _named_month, opens=_SAYING),
    Row(WORD, rf"(?i:{_SAID}{WS}(?P<season>{SEASON_NAME}))\b", _named_season, opens=_SAYING),
    Row(WORD | WEEKDAY, rf"(?:(?i:{_SAID}){WS})?(?P<weekday>{WEEKDAY_NAME})\b", _weekday),
    Row(WEEKDAY, rf"(?P<weekday>{WEEKDAY_NAME}){WS}(?:(?:of|in){WS})?(?:the{WS})?(?i:{_SAID}){WS}week\b", _weekday_of_week),
    Row(
        WORD,
        r"(?i:(?P<word>today|tonight|yesterday|tomorrow|day before yesterday|day after tomorrow))\b",
        _today,
        opens=words("today tonight yesterday tomorrow day"),
    ),
    Row(WORD, r"(?P<word>(?i:this (?:morning|afternoon|evening)))\b", lambda _: single(Offset("day", 0)), opens=words("this")),
    Row(WORD, r"(?:morning|afternoon|evening|night)(?=,\s)", _part_alone, opens=words("morning afternoon evening night")),
    Row(
        WORD,
        rf"(?i:(?:earlier|later|late|early){WS}(?:in|on){WS}the{WS}day"
        rf"|later{WS}(?:on{WS})?(?:the{WS}same|that){WS}(?:day|night|evening))\b",
        _in_the_day,
        opens=_SOON,
    ),
    Row(
        WORD,
        rf"(?i:(?:earlier|so far|previously){WS}(?:on{WS}|in{WS})?(?:the{WS})?(?P<det>this|that(?:{WS}same)?|same){WS}"
        rf"(?P<unit>year|month|week|quarter|decade|century))\b",
        _so_far,
        opens=_SOON,
    ),
    Row(
        WORD,
        rf"(?i:(?:earlier|later|early|late){WS}in{WS}the{WS}(?P<unit>year|month|week|decade|century))\b",
        _of_unit,
        opens=_SOON,
    ),
    Row(WORD, r"(?i:(?P<unit>year|month|week|decade|century)(?:-|['’]s\s)(?:end|close))\b", _of_unit, opens=UNITS),
    Row(WORD, r"(?P<unit>year|month|week)\b(?!-)", _within, opens=UNITS),
    Row(WORD, rf"(?i:rest{WS}of{WS}the{WS}(?P<unit>year|month|week|decade|century))\b", _of_unit, opens=words("rest")),
    Row(
        WORD,
        r"(?i:recent(?:ly)?(?: (?:years|months|weeks|days|decades|times))?|nowadays|these days|currently"
        r"|(?:coming|next few|past few|last few|last several|past several) (?:years|months|weeks|days|decades))\b",
        lambda _: VAGUE,
        opens=words("recent recently nowadays these currently coming next past last"),
    ),
)


def bare_unit(unit: str) -> Reading:
    """Reads "the year" of "the end of the year"."""
    return single(Offset(unit, 0, reference="context"))
