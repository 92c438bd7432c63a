"""What keeps numbers and common words from being read as dates: units behind them, names around them."""

from __future__ import annotations

import re

from kortui.extract.dates_words import MONTH_NAME, WS, YEAR

_BEFORE = 32
_AFTER = 40

# Words that make a four-digit number behind them a year even where a noun follows: "in 1950 troops landed".
_YEAR_CUE = re.compile(
    r"(?:^|[\s(\[“\"'‘–—-])(?i:in|since|by|until|till|before|after|during|from|of|to|and|year|years|early|late|mid|circa|ca?\.|through|fiscal|spring"
    r"|summer|autumn|fall|winter|around|between|for|on|as of|end of|the|throughout|dated|winter-|summer-)[\s-]+(?:the\s)?$"
)
_STRONG_CUE = re.compile(
    r"(?:^|[\s(\[“\"'‘–—-])(?i:in|since|until|till|year|years|early|late|mid|circa|during|as of|(?:late|early|recently) as)[\s-]+$"
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£₩₺¥#№§+*=_\\@<>~]|[A-Za-z]-|[A-Z]/|\bUS\$|\b(?i:no\.?|nos\.?|number|resolutions?|resolution no\.?|route|highway|room|page|pp?\.|article|section"
    r"|flight|model|type|boeing|building|line|law|act no\.?|decree|decree no\.?|law no\.?|iso|agenda|vision|windows|office|regulation|directive|square|channel"
    r"|some|nearly|almost|roughly|approximately|approx\.?|over|than|least|most|up to|exactly|only|just|another|further|additional|totall?ing|totall?ed|of over"
    r"|about|estimated|numbering|reached|reaching|exceeded|exceeding|worth|with|at|all|these|those|other|the first|the last|the remaining|an|km|usd|eur|krw|try|won|lira|w|hp|h\.p\.))\s*$"
)
_HEDGED_YEAR = re.compile(r"\b(?i:in|since|until|by|from)\s(?i:about|around|nearly|almost|just|only|approximately)\s$")
_UNIT_AFTER = re.compile(
    r"[\s\xa0-]?(?:%|°|km|kms|kilomet|met(?:er|re)|m\b|mm\b|cm\b|feet|foot|ft\b|miles?\b|yards?\b|inch|tons?\b|tonnes?\b|t\b|kg|kilo|grams?\b|lb|pounds?\b|hours?\b|hrs?\b"
    r"|minutes?\b|seconds?\b|days?\b|weeks?\b|months?\b|years?\b(?! later)|won\b|lira|dollars?\b|euros?\b|yen\b|percent|per cent|points?\b|people\b|persons?\b|men\b|women\b"
    r"|soldiers?\b|troops\b|personnel|civilians?|casualt|dead\b|wounded|prisoners?\b|pows?\b|killed|refugees?\b|workers|students|employees|children|families"
    r"|members\b|participants|delegates|volunteers|aircraft|planes\b|tanks?\b|guns\b|vehicles?\b|ships\b|units\b|copies|cases|companies\b(?=\s(?:have|are|in))|firms|homes|houses"
    r"|rounds?\b|shells?\b|mw\b|gw\b|kw\b|kwh|hp\b|hz\b|horsepower|cc\b|mph|kph|knots|barrels|bpd|teu|degrees|times\b|square|sq\b|cubic|acres|hectares|ha\b"
    r"|strong\b|local time|gmt\b|utc\b|a\.m|p\.m|[.,]\d|:\d|/\d|-[a-zA-Z]{2,}(?<!-era)(?<!-style))",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(
    r"[\s\xa0](?:[a-z]+[\s-])?(?!was\b|is\b|has\b|does\b|as\b|this\b|its\b|his\b|us\b|plus\b|versus\b|always\b|perhaps\b|afterwards\b|towards\b|across\b|thus\b)"
    r"[a-z]{3,}(?<!ss)s\b(?!\w)"
)
_VERB_AFTER = re.compile(
    r"[\s\xa0](?:marks|sees|brings|begins|ends|remains|shows|stands|comes|goes|looks|figures|sales|exports|imports|results|elections|talks|deals)\b"
)
_LOOKS_OLD = 1800
_ABOUT = re.compile(r"\b(?i:about|around|approximately)\s$")
_LOOSE_AFTER = re.compile(r"\s?(?:[.,;:)]|$|(?:by|when|in|at|and|until|to|as|but|the|he|she|they)\b)")
_DETERMINED = re.compile(r"(?:\b(?i:the|its|their|his|her|our|of|from)|['’]s)\s$")


def is_year(text: str, low: int, start: int, end: int, year: int, *, ranged: bool = False) -> bool:
    """Whether a four-digit number stands for a year.

    Numbers 1800–2099 are years unless what surrounds them says otherwise; older ones need a word that calls for a year.

    Args:
        text: The document.
        low: First character of its sentence.
        start: First character of the number.
        end: Character behind the number or range.
        year: Its value.
        ranged: Whether it is one of two, as in 1950–53.
    """
    before = text[max(low, start - _BEFORE) : start]
    after = text[end : end + _AFTER]
    if before and (before[-1].isalnum() or before[-1] in "$€£₩₺¥#№.,_@" and before[-1:] not in "."):
        return False
    if before.endswith(",") or re.search(r"\d[.,:]$", before):
        return False
    cued = bool(_STRONG_CUE.search(before)) or bool(_HEDGED_YEAR.search(before))
    if _UNIT_AFTER.match(after) and not ((ranged or cued) and after[:1] in "-–"):
        return False
    if not cued and _NO_YEAR_BEFORE.search(before) and not (_ABOUT.search(before) and _LOOSE_AFTER.match(after) and year % 100):
        return False
    weak = cued or bool(_YEAR_CUE.search(before))
    plural = bool(_PLURAL_AFTER.match(after)) and not _VERB_AFTER.match(after)
    if plural and not cued and not ranged and not (_DETERMINED.search(before) and year % (50 if year >= _LOOKS_OLD else 10)):
        return False
    if year < _LOOKS_OLD or year > 2100:
        return weak or ranged or bool(re.match(r"\s?[)\]]", after) and re.search(r"[(\[,–-]\s?$", before))
    return True


_NAMED_MONTH = re.compile(r"(?:[A-Z][a-zà-ÿ]+|[A-Z]\.)\s$")
_MONTH_CUE = re.compile(
    r"(?:^|[\s(\[“\"'‘–—/-])(?i:in|since|by|until|till|before|after|during|from|of|to|through|last|next|this|that|early|late|mid|and|or|every|each"
    r"|between|previous|following|same|coming|around|about|throughout|the|for|on|to|an?|main|its|their|his|annual|as of|end of|beginning|starting|effective)[\s-]+$"
)
_NAME_AFTER = re.compile(r"\s(?:[A-Z][a-zà-ÿ]+)")
_MONTH_AFTER = re.compile(rf"\s?(?:[-–/&]|\b(?:to|and|or|until|through)\b)\s?(?:{MONTH_NAME})\b")
_NOT_MONTH_AFTER = re.compile(r"\s(?:First|Fourth|Movement|Revolution(?:ary)?|Day|Madness|Hare|Street|Square|Tower)\b")


def is_month(text: str, low: int, start: int, end: int, name: str) -> bool:
    """Whether a month's name standing alone means the month, not a person, a verb or a movement."""
    before = text[max(low, start - _BEFORE) : start]
    after = text[end : end + _AFTER]
    if before and (before[-1].isalnum() or before[-1] in "'’_@/." or after[:1].isalnum()):
        return False
    if _MONTH_AFTER.match(after):
        return True
    cued = bool(_MONTH_CUE.search(before))
    if name in ("May", "March", "MAY", "MARCH") or name.endswith(".") or len(name) <= 3:
        strong = re.search(
            r"(?i:\b(?:in|since|by|until|till|last|next|this|that|early|late|mid|previous|following|before|after|during|end of|of|from|to|and|through))[\s-]+$",
            before,
        )
        return bool(strong) and not _NAME_AFTER.match(after) and not re.match(r"\s(?:Day\b|on\b)", after)
    if _NOT_MONTH_AFTER.match(after) and not cued:
        return False
    if (
        not cued
        and _NAMED_MONTH.search(before)
        and not before.rstrip().endswith(("In", "By", "Since", "The", "From", "Late", "Early", "Mid"))
    ):
        return False
    return not (_NAME_AFTER.match(after) and not cued and not _MONTH_AFTER.match(after))


_COUNTS = re.compile(
    r"[\s\xa0-]?(?:%|percent\b|per cent|billion\b|million\b|trillion\b|thousand\b|won\b|dollars\b|euros\b|lira\b|people\b|[.,:]\d|km\b|points\b"
    r"|troops\b|soldiers\b|countries\b|nations\b|(?:other |more |new |of the )?[a-z]+s\b(?<!was)(?<!is)(?<!has)(?<!as)(?<!its)(?<!his)(?<!this)(?<!across)(?<!talks)(?<!elections))",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"[\s\xa0](?:as|was|is|has|its|his|this|us|talks|elections|attacks|protests|events|deals|sanctions|across|always|thus|versus|besides|towards|afterwards|airstrikes|forces|troops|Iraq's)\b"
)


def counts(text: str, end: int) -> bool:
    """Whether the number that ends here counts what follows: "in May 12 soldiers" is no 12 May."""
    after = text[end : end + _AFTER]
    return bool(_COUNTS.match(after)) and not _HARMLESS.match(after)


_DAY_AFTER = re.compile(
    r"\s?(?:[.,;:)\]?!\"”]|$|[-–—]|\s(?:the|and|or|to|until|of (?:that|this|the|last|next) (?:\w+ )?month|he|she|it|they|we|at|in|by|a|when|his|its|their|was|were|from|for|with"
    r"|after|before|but|as|only|that|[A-Z]\w+))"
)
_DAY_BEFORE = re.compile(r"\b(?i:on|until|by|since|from|to|till|before|after|between|of|and|through)\s(?i:the\s)?$")
_NOT_DAY_BEFORE = re.compile(r"\b(?i:of|and|to|by|from|for|with)\s$")


def is_day(text: str, low: int, start: int, end: int) -> bool:
    """Whether an ordinal standing alone is a day of the month: "on the 13th", not "the 13th regiment" or "10th largest"."""
    before = text[max(low, start - _BEFORE) : start]
    after = text[end : end + _AFTER]
    if not _DAY_BEFORE.search(before) or not before.endswith(("the ", "The ")):
        return False
    if re.match(r"\s(?:century|anniversary|centur)|-", after):
        return False
    if re.match(r"\s[A-Z]\w+", after):  # "on the 19th Mao agreed", but "in the 25th Infantry Division"
        return bool(re.search(r"\b(?i:on)\s(?i:the)\s$", before)) and not re.match(
            r"\s(?:[A-Z]\w+\s){0,3}(?:Division|Brigade|Regiment|Army|Corps|Battalion|Parallel|Congress|Party|Anniversary|Session|Meeting|Summit|Fleet|Infantry)",
            after,
        )
    return bool(_DAY_AFTER.match(after))


_SEASON_CUE = re.compile(
    r"(?:^|[\s(“\"'-])(?i:in|by|during|through|throughout|until|till|since|over|before|after|from|of)\s(?i:the\s)?(?i:early\s|late\s|mid-?\s?|following\s|same\s)?$"
)
_SEASON_NOUN = re.compile(r"\s(?:offensives?|campaign|harvest|session|summit|exercises?|break|months|monsoon)\b")
_THE_SEASON = re.compile(r"\b(?i:the|that|this|early|late|mid|last|next|and|or|to)[\s-]$")


def is_season(text: str, low: int, start: int, end: int) -> bool:
    """Whether a season's name means the season; "fall" and "spring" are verbs and "Prague Spring" is a name."""
    word = text[start:end]
    before = text[max(low, start - _BEFORE) : start]
    after = text[end : end + _AFTER]
    if re.match(r"\s(?:Olympic|Games|Palace|of [A-Z]\D)|['’]s\s|-", after):
        return False
    if word[0].isupper() and re.search(r"[A-Z]\w+\s$", before):
        return False
    if re.match(r"\s(?:of\s(?!the\syear)|apart|back|short|into|from|below|under|to\b)", after) and word.casefold() in (
        "fall",
        "spring",
    ):
        return False
    if word.casefold() == "fall":
        return (
            bool(_SEASON_NOUN.match(after))
            or bool(
                re.search(r"\b(?i:in|by|during|through|throughout|last|next|this|that|until|early|late)\s(?i:the\s)?$", before)
            )
            and not re.match(r"\s(?:of|in\s(?:exports|prices|the))\b", after)
        )
    return (
        bool(_SEASON_CUE.search(before))
        or bool(_THE_SEASON.search(before) and re.match(r"\s?(?:[.,;)]|$|(?:and|or|to|through|until|months)\b)", after))
        or bool(_SEASON_NOUN.match(after))
    )


_HOLIDAY_CUE = re.compile(
    r"\b(?i:on|at|by|before|after|until|till|since|around|over|during|for|this|last|next|from|to)\s(?i:the\s)?$"
)


def is_holiday(text: str, low: int, start: int, end: int) -> bool:
    """Whether a holiday's name without a year means the day: not "the Christmas Offensive" or "a Christmas card"."""
    before = text[max(low, start - _BEFORE) : start]
    return bool(_HOLIDAY_CUE.search(before)) and not re.match(
        r"\s(?:[A-Z]|offensive|card|party|gift|market|shopping)", text[end : end + _AFTER]
    )
