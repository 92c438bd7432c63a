"""The table of patterns for counts of time: "two years ago", "a week later", and "for two years", which is no date."""

from __future__ import annotations

import re

from kortui.extract.dates_points import Point, Reading
from kortui.extract.dates_table import NUM, WORD, Found, Row, words
from kortui.extract.dates_words import LONG_UNIT, NUMBER, NUMBERS, SOME, UNIT, WS, number_of, unit_of
from kortui.extract.spans import Offset
from kortui.vocabulary import DateClass

DURATION = Reading("DURATION")
VAGUE = Reading("VAGUE")


def single(offset: Offset) -> Reading:
    """An expression that is all offset: counted from the date told before it is anaphoric, else relative."""
    kind: DateClass = "RELATIVE" if offset.reference != "previous" else "ANAPHORIC"
    return Reading(kind, (Point(offset=offset),))


def _counted(found: Found, sign: int, reference: str) -> Reading | None:
    """A number of units from a reference; an unsaid number says only the direction."""
    match = found.match
    unit = unit_of(match["unit"])
    said = match.groupdict().get("n")
    number = number_of(said) if said else None
    if unit in ("hour", "minute"):
        return single(Offset("day", 0, reference=reference))
    if number is None or unit in ("generation",):
        return VAGUE
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    return single(Offset("day" if unit == "night" else unit, sign * number, reference=reference))


def _ago(found: Found) -> Reading | None:
    return _counted(found, -1, "published")


def _half_ago(found: Found) -> Reading | None:
    """Half a century, half a decade: years."""
    years = 50 if found.match["unit"].startswith("c") else 5
    back = found.match["way"] == "ago"
    return single(Offset("year", -years, reference="published" if back else "previous"))


def _from_before(found: Found) -> Reading | None:
    """Reads "two days later", "a year earlier": counted from the date told before."""
    way = found.match["way"].casefold()
    return _counted(found, 1 if way.startswith(("later", "after", "on", "hence", "there")) else -1, "previous")


def _from_now(found: Found) -> Reading | None:
    return _counted(found, 1, "published")


def _duration(found: Found) -> Reading | None:
    match = found.match
    after = found.text[match.end() : match.end() + 12]
    if re.match(r"[\s-]olds?\b|\sof\sage\b|[’']", after) or found.before(r"[\d.,$€£₩-]"):
        return None
    if match["n"] and match["n"].casefold() in ("a", "an") and "-" not in match[0]:
        return None  # "$2 billion a year"
    return DURATION


def _day_beside(found: Found) -> Reading | None:
    """Reads "the day before", "the day after", "a day later" with nothing behind them."""
    way = found.match["way"].casefold()
    unit = unit_of(found.match["unit"])
    return single(Offset("day" if unit == "night" else unit, -1 if way in ("before", "earlier") else 1, reference="previous"))


_NUM_UNIT = rf"(?P<n>{NUMBER})(?:{WS}(?:and a half|more|further|full|whole|short|long|odd))?[\s-](?P<unit>{UNIT})"
_LISTED = rf"(?:,{WS}{NUMBER})*,?{WS}(?:and|or){WS}{NUMBER}{WS}(?P<unit>{UNIT}){WS}"  # the "ten" of "ten and twenty years ago"

_NUMBERS = words(NUMBERS)
_UNSAID = words("several some a few many numerous various dozens recent")
_PLURALS = words("decades centuries years months weeks days generations hours minutes")
UNITS = words("year month week decade century day night")

ROWS: tuple[Row, ...] = (
    Row(WORD | NUM, rf"(?i:{_NUM_UNIT}{WS}ago)\b", _ago, opens=_NUMBERS, behind=" -"),
    Row(WORD | NUM, rf"(?i:(?P<n>{NUMBER})(?={_LISTED}ago))\b", _ago, opens=_NUMBERS, behind=" ,"),
    Row(WORD | NUM, rf"(?i:(?P<n>{NUMBER})(?={_LISTED}(?P<way>later|earlier)))\b", _from_before, opens=_NUMBERS, behind=" ,"),
    Row(WORD, rf"(?i:(?P<n>{SOME}){WS}(?P<unit>{UNIT}){WS}ago)\b", _ago, opens=_UNSAID),
    Row(WORD, rf"(?i:half{WS}an?{WS}(?P<unit>century|decade){WS}(?P<way>ago|later|earlier))\b", _half_ago, opens=words("half")),
    Row(WORD, rf"(?i:(?P<unit>decades|centuries|years|months|weeks|days|generations){WS}ago)\b", _ago, opens=_PLURALS),
    Row(
        WORD | NUM,
        rf"(?i:{_NUM_UNIT}{WS}(?P<way>later|earlier|afterwards?|previously|thereafter|beforehand|on(?=,)"
        rf"|(?:before|after)(?:{WS}that)?(?={WS}?[,.;)])))\b",
        _from_before,
        opens=_NUMBERS,
        behind=" -",
    ),
    Row(
        WORD,
        rf"(?i:(?P<n>{SOME}){WS}(?P<unit>{UNIT}){WS}(?P<way>later|earlier|afterwards?|previously))\b",
        _from_before,
        opens=_UNSAID,
    ),
    Row(
        WORD,
        rf"(?i:(?P<unit>hours|minutes|days|weeks|months|years){WS}(?P<way>later|earlier|afterwards))\b",
        _from_before,
        opens=_PLURALS,
    ),
    Row(WORD | NUM, rf"(?i:{_NUM_UNIT}{WS}from{WS}(?:now|today))\b", _from_now, opens=_NUMBERS, behind=" -"),
    Row(
        WORD | NUM,
        rf"(?i:(?:(?:last|past|next|coming|previous|following|first|final){WS})?(?P<n>{NUMBER}|{SOME}|half)"
        rf"(?:{WS}(?:consecutive|straight|successive|more|full|long|whole|further|and a half|(?:to|or){WS}{NUMBER}))*"
        rf"[\s-](?P<unit>{LONG_UNIT})(?:-long)?)\b",
        _duration,
        opens=_NUMBERS | _UNSAID | words("last past next coming previous following first final half"),
        behind=" -",
    ),
    Row(
        WORD,
        rf"(?i:(?P<unit>day|night|year|month|week){WS}(?P<way>before|after|earlier|later)(?=\s?[,.;:)]))",
        _day_beside,
        opens=UNITS,
    ),
)
