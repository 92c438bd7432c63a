"""What keeps numbers and common words from being read as dates: units behind them, names around them.

The words are in `lexicons/dates.toml`; here is how they weigh.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kortui.extract.dates_hedged import BEFORE, LATEST, OLDEST_PLAIN, counts_nothing, is_fronted
from kortui.extract.dates_lexicon import any_of
from kortui.extract.dates_words import MONTH_NAME

COMPARED_WITH = re.compile(
    r"\b(?:from|than(?: in)?|over|against|compared (?:to|with)|versus|on)(?: the year)?\s$", re.IGNORECASE
)
"""The words before a time that another one's figure is only compared with ("up 14 percent from 2023")."""

_OPENING = r"(?:^|[\s(\[“\"'‘–—/-])"
_GAP = r"[\s\xa0-]+$"

_CALLS_YEAR = re.compile(rf"{_OPENING}(?i:{any_of('year', 'calls')}){_GAP}")
_CALLS_HEDGED_YEAR = re.compile(r"\b(?i:in|since|until|by|from)\s(?i:about|around|nearly|almost|just|only|approximately)\s$")
_ALLOWS_YEAR = re.compile(rf"{_OPENING}(?i:{any_of('year', 'calls', 'allows')})[\s\xa0-]+(?:the\s)?$")
_NUMBERED = re.compile(
    rf"(?:[$€£₩₺¥#№§+*=_\\@<>~]|(?<!\bend)(?<=[A-Za-z])-|[A-Z]/)\s?$|\b(?i:{any_of('year', 'numbered', 'counted')})\s*$"
)
_HEDGED = re.compile(rf"\b(?i:{any_of('year', 'hedged')})\s$")
_UNIT = re.compile(rf"[\s\xa0-]?(?i:{any_of('year', 'units')}|[.,]\d|:\d|/\d|-[a-z]{{2,}}(?<!-era)(?<!-style))")
_NEW_SUBJECT = r"(?!(?:it|he|she|they|we|the|a|an|its|their|his|her|our|this|these|both|all|each)[\s\xa0])"
"""Words that begin a subject and go with no number before them: "by 2030 it aims" has no 2030 aims."""
_PLURAL = re.compile(
    rf"[\s\xa0]{_NEW_SUBJECT}(?:[a-z]+[\s-])?(?!{any_of('year', 'not_plural', 'of_a_year')})[a-z]{{2,}}(?<![su])s\b"
)
_DETERMINED = re.compile(r"(?:\b(?i:the|its|their|his|her|our|of|from)|['’]s)\s$")
_OF_A_CODE = re.compile(r"\d[.:–-]$")
_FOUR_DIGITS = re.compile(r"\d{4}")
_BRACKETED = re.compile(r"[(\[,–-]\s?$"), re.compile(r"\s?[)\]]")


_LANDMARK = re.compile(rf"[\s\xa0](?:[A-ZÇĞİÖŞÜ]\w+[\s\xa0]){{0,2}}{any_of('year', 'landmarks')}")
_NAME_OPENS = re.compile(r"[A-ZÇĞİÖŞÜ][\w’'-]+[\s\xa0]$")


def is_landmark(text: str, low: int, start: int, end: int) -> bool:
    """Whether a date stands inside the name of a bridge, a university or the like."""
    before, after = _around(text, low, start, end)
    return bool(_LANDMARK.match(after)) and bool(_NAME_OPENS.search(before) or not _FOUR_DIGITS.match(text, start, end))


def _around(text: str, low: int, start: int, end: int) -> tuple[str, str]:
    return text[max(low, start - BEFORE) : start], text[end : end + BEFORE]


def is_year(text: str, low: int, start: int, end: int, year: int, *, ranged: bool = False) -> bool:
    """Whether a four-digit number stands for a year.

    Numbers 1800–2100 are years unless what surrounds them says otherwise; older ones need a word that calls for a year.

    Args:
        text: The document.
        low: First character of its sentence.
        start: First character of the number.
        end: Character behind the number or range.
        year: Its value.
        ranged: Whether it is one of two, as in 1950–53.
    """
    if is_landmark(text, low, start, end):
        return False
    before, after = _around(text, low, start, end)
    if (before and (before[-1].isalnum() or before[-1] in ",_@")) or after[:1].isalpha() or _OF_A_CODE.search(before):
        return False
    called = bool(_CALLS_YEAR.search(before) or _CALLS_HEDGED_YEAR.search(before))
    certain = called or ranged
    if _UNIT.match(after) and not (certain and after[:1] in "-–") and not (called and before.strip() in ("In", "Since")):
        return False
    if not called:
        if _NUMBERED.search(before):
            return False
        if _HEDGED.search(before) and not (counts_nothing(text, end, year) and year < LATEST):
            return is_fronted(text, low, start, end, year)
    if (
        not certain
        and _PLURAL.match(after)
        and not (_DETERMINED.search(before) and year % (50 if year >= OLDEST_PLAIN else 10))
    ):
        return False
    if OLDEST_PLAIN <= year <= LATEST or certain:
        return True
    return bool(_ALLOWS_YEAR.search(before)) or bool(_BRACKETED[0].search(before) and _BRACKETED[1].match(after))


_CALLS_MONTH = re.compile(rf"{_OPENING}(?i:{any_of('month', 'calls')}){_GAP}")
_WEAKLY = re.compile(rf"\b(?i:{any_of('month', 'weak')}){_GAP}")
_DEMANDS_MONTH = re.compile(rf"\b(?i:{any_of('month', 'demands')}){_GAP}")
_LINE_ENDS = re.compile(r"[ \t:*_=#.]*(?:\n|$)")
_MONTH_FOLLOWS = re.compile(rf"\s?(?:[-–/&]|\b(?:to|and|or|until|through)\b)\s?(?:{MONTH_NAME})\b")
_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH_NAME})[-–]$")
_PART_OF_NAME = re.compile(rf"\s{any_of('month', 'names')}")
_NAME_BEFORE = re.compile(r"(?:[A-Z][a-zà-ÿ]+|[A-Z]\.)\s$")
_NAME_AFTER = re.compile(r"\s[A-Z][a-zà-ÿ]+")
_FRONTED = re.compile(r"(?:^|[.!?\n]\s|[\"“(]|\band\s|,\s)(?:[Ii]n|[Bb]y|[Ss]ince)\s$")
_ACTS = re.compile(r"\s(?!Day\b|Madness\b|First\b)[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}\s[a-z]+")
"""A name that goes on with a verb: "In May Hanwha won" is of the month."""
_DETERMINER = re.compile(r"\b(?:[Aa]|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s$")
_MONTH_NOUN = re.compile(rf"\s(?:[a-z]+\s)?{any_of('month', 'nouns')}")
_OPENS_CLAUSE = ("In", "By", "Since", "The", "From", "Late", "Early", "Mid", "Until", "Last", "Next")


def is_month(text: str, low: int, start: int, end: int, name: str) -> bool:
    """Whether a month's name standing alone means the month, not a person, a verb or a movement."""
    before, after = _around(text, low, start, end)
    if (before and (before[-1].isalnum() or before[-1] in "'’_@/.")) or after[:1].isalnum():
        return False
    if start == low and name in ("March", "May", "MARCH", "MAY") and _LINE_ENDS.match(after):
        return True  # the heading of a chronology
    if _MONTH_FOLLOWS.match(after) or _MONTH_BEFORE.search(before):
        return True
    short = len(name.rstrip(".")) <= 4 and name.casefold() not in ("june", "july")
    if short or name.casefold() == "march":
        if _DETERMINER.search(before) and _MONTH_NOUN.match(after):
            return True
        if name in ("March", "May") and _FRONTED.search(before) and _ACTS.match(after):
            return True
        return bool(_DEMANDS_MONTH.search(before)) and not _NAME_AFTER.match(after) and not re.match(r"\son\b", after)
    if _CALLS_MONTH.search(before):
        return not (_WEAKLY.search(before) and _NAME_AFTER.match(after))
    if _PART_OF_NAME.match(after) or _NAME_AFTER.match(after):
        return False
    return not _NAME_BEFORE.search(before) or before.rstrip().endswith(_OPENS_CLAUSE)


_COUNTED = re.compile(
    rf"[\s\xa0-]?(?i:(?:billion|million|trillion|thousand|countries|nations)\b|[.,:]\d|{any_of('year', 'units')})"
    rf"|[\s\xa0](?:(?:other|more|new|of the)\s)?(?!{any_of('year', 'not_plural', 'of_a_year')})"
    r"[a-z]+(?<![su])s\b(?!\s(?:against|on|in)\b)"
)


def counts(text: str, end: int) -> bool:
    """Whether the number that ends here counts what follows: "in May 12 ships" is no 12 May."""
    return bool(_COUNTED.match(text[end : end + BEFORE]))


_DAY_CUE = re.compile(r"\b(?i:on|until|by|since|from|to|till|before|after|between|of|and|through)\s(?i:the)\s$")
_ON_THE = re.compile(r"\b[Oo]n\s[Tt]he\s$")
_DAY_AFTER = re.compile(
    rf"\s?(?:[.,;:)\]?!\"”]|$|[-–—])|\s\((?!\d)|\s{any_of('day', 'before')}|\sof\s(?:that|this|the|last|next)\s(?:\w+\s)?month"
)
_LONG_NAME = re.compile(r"(?:\s[A-Z]\w+){3}")
_DAY_UNIT = re.compile(rf"\s(?:[A-Z]\w+\s){{0,3}}{any_of('day', 'units')}")


def is_day(text: str, low: int, start: int, end: int) -> bool:
    """Whether an ordinal standing alone is a day of the month: "on the 13th", not "the 13th regiment" or "10th largest"."""
    before, after = _around(text, low, start, end)
    if not _DAY_CUE.search(before) or after.startswith("-"):
        return False
    if re.match(r"\s[A-Z]", after):  # "on the 19th Mao agreed", but "in the 25th Infantry Division"
        return bool(_ON_THE.search(before)) and not _DAY_UNIT.match(after) and not _LONG_NAME.match(after)
    return bool(_DAY_AFTER.match(after))


_PLANS = any_of("object", "plans")
_PLAN_BEFORE = re.compile(
    rf"\b(?i:{_PLANS})\s(?:to|towards?|until|for|through|up to|covering|of)\s(?:the\s)?(?:(?:period|years?)\s)?"
    r"(?:from\s|between\s)?$"
)
_PLAN_BEHIND = re.compile(rf"(?:['’]s)?\s(?:[a-z-]+\s){{0,2}}?(?i:{_PLANS})")
_PLAN_LEADS = (
    "to", "toward", "towards", "until", "for", "through", "covering", "of", "the", "period", "periods", "year", "years", "from",
    "between", "a", "an", "its", "their", "his", "her", "our", "new", "joint", "draft", "'s", "’s",
)  # fmt: skip
"""What the words end with that both look for before a date."""
_OPENS_WITH_ARTICLE = re.compile(r"(?i:the)\s")
_BY_NAME = re.compile(r"(?:\b(?i:the|a|an|its|their|his|her|our|new|joint|draft|of)|['’]s)\s$")


def is_of_a_plan(text: str, start: int, end: int) -> bool:
    """Whether a year is what a plan is for, and not when it was made: "a roadmap to 2030", "the 2026–2030 strategy".

    Args:
        text: The document.
        start: First character of the date.
        end: Character behind it.
    """
    return _plans(text[max(0, start - BEFORE) : start], text[start:end], text[end : end + BEFORE])


@lru_cache(maxsize=256)  # every reader of a sentence's dates asks again
def _plans(before: str, date: str, behind: str) -> bool:
    leads = before.rstrip().lower().endswith(_PLAN_LEADS)  # "in" and "on" stand before most dates
    if leads and _PLAN_BEFORE.search(before):
        return True
    named = (leads and _BY_NAME.search(before)) or _OPENS_WITH_ARTICLE.match(date)
    return bool(named) and bool(_PLAN_BEHIND.match(behind))


_SEASON_CUE = re.compile(
    r"(?:^|[\s(“\"'-])(?i:in|by|during|through|throughout|until|till|since|over|before|after|from|of)"
    r"\s(?i:the\s)?(?i:early\s|late\s|mid-?\s?|following\s|same\s)?$"
)
_THE_SEASON = re.compile(r"\b(?i:the|that|this|early|late|mid|last|next|and|or|to)[\s-]$")
_SEASON_NOUN = re.compile(rf"\s(?i:{any_of('season', 'nouns')})")
_SEASON_ENDS = re.compile(r"\s?(?:[.,;)]|$)|\s(?:and|or|to|through|until)\b")
_SEASON_NAME = re.compile(r"\s(?:Olympic|Games|Palace|of [A-Z]\D)|['’]s\s|-")
_VERB_OF_MOTION = re.compile(r"\s(?:of\s(?!the\syear)|apart|back|short|into|from|below|under|to\b)")
_FALL_CUE = re.compile(r"\b(?i:in|by|during|through|throughout|last|next|this|that|until|early|late)\s(?i:the\s)?$")


def is_season(text: str, low: int, start: int, end: int) -> bool:
    """Whether a season's name means the season; "fall" and "spring" are verbs and "Prague Spring" is a name."""
    word = text[start:end]
    before, after = _around(text, low, start, end)
    if _SEASON_NAME.match(after):
        return False
    if _SEASON_NOUN.match(after):
        return True
    if word[0].isupper() and re.search(r"[A-Z]\w+\s$", before):
        return False
    if word.casefold() in ("fall", "spring") and _VERB_OF_MOTION.match(after):
        return False
    if word.casefold() == "fall":
        return bool(_FALL_CUE.search(before)) and not re.match(r"\sin\s(?:exports|prices|the)\b", after)
    return bool(_SEASON_CUE.search(before)) or bool(_THE_SEASON.search(before) and _SEASON_ENDS.match(after))


_HOLIDAY_CUE = re.compile(
    r"\b(?i:on|at|by|before|after|until|till|since|around|over|during|for|this|last|next|from|to)\s(?i:the\s)?$"
)
_HOLIDAY_NOUN = re.compile(r"\s(?:[A-Z]|offensive|card|party|gift|market|shopping)")


def is_holiday(text: str, low: int, start: int, end: int) -> bool:
    """Whether a holiday's name without a year means the day: not "the Christmas Offensive" or "a Christmas card"."""
    before, after = _around(text, low, start, end)
    return bool(_HOLIDAY_CUE.search(before)) and not _HOLIDAY_NOUN.match(after)


CLAUSE = 160
"""Characters before a number in which a verb of rising or falling makes it a figure."""

_CALLS_EARLY = re.compile(r"(?:^|\s)(?i:in|since|until|by|before|after|around|about|year)\s$")
_EARLY_AFTER = re.compile(r"\s?(?:[,;.:)]|$|(?!a\s(?:day|night|week|month|year)\b)(?:the|a|his|her|when|and|until|as)\b)(?!\d)")
_CHANGES = re.compile(rf"\b(?i:{any_of('published', 'totals')}|raised|cut|lifted|expanded|reduced|lowered)")


def is_early_year(text: str, low: int, start: int, end: int, years: tuple[int, ...]) -> bool:
    """Whether a number below 1000, or two of them, are years: "in 648,", "from 670 to 676" where nothing rises or falls.

    Args:
        text: The document.
        low: First character of its sentence.
        start: First character.
        end: Character behind it.
        years: The numbers.
    """
    before, after = _around(text, low, start, end)
    if not _EARLY_AFTER.match(after):
        return False
    if len(years) == 1:
        return (
            years[0] % 50 != 0
            and bool(_CALLS_EARLY.search(before))
            and not _CHANGES.search(text, max(low, start - CLAUSE), start)
        )
    odd = any(year % 10 for year in years)
    return (
        odd and bool(re.search(r"\b(?:from|between)\s$", before)) and not _CHANGES.search(text, max(low, start - CLAUSE), start)
    )
