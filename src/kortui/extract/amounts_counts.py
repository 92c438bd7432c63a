"""Whether a number counts something, and what: "nearly 20,000 soldiers", "462 were buried", not "in 2023" or "Article 5"."""

from __future__ import annotations

import re

from kortui.extract.amounts_numbers import Number, numbers
from kortui.extract.amounts_ordinals import MONTH
from kortui.extract.amounts_units import singular, unit_at, units

_DATED = re.compile(
    r"\b(?:in|since|by|of|from|until|till|through|during|before|after|to|the|year|early|late|mid|and|or|between|for"
    rf"|{MONTH})[\s-]$|\d,\s$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:[Aa]rticles?|[Rr]esolution|[Cc]hapter|[Ss]ection|Nos?\.|[Nn]umber|[Pp]aragraph|[Pp]age|pp?\.|[Aa]nnex|Block|Mark|Mk"
    r"|Type|Phase|Level|Unit|Flight|Channel|Act|Law|Room|Highway|Route|Group\ of|Big|aged?|item|point|Table|Figure|Force"
    rf"|{MONTH})\s$)"
    r"|[#№§]\s?$"
)
_CODE = re.compile(rf"[:/]\d|[-–.]\d|[a-zA-Z]*\d|°|º|['’]?s\b|\s(?:{MONTH}|B\.?C|A\.?D|BCE|CE|a\.?m|p\.?m)\b")
_GLUED = re.compile(r"[A-Za-z_]|-(?:[A-Z]|mm\b)")
_WORD = re.compile(r"\+?(?:\s+|-)(?:of\s(?:the\s|its\s|these\s|those\s|his\s)?)?([^\W\d_][\w'’-]*)")
_STOP = frozenset(
    [
        "in", "on", "at", "by", "for", "from", "to", "with", "or", "but", "as", "is", "was", "were", "are", "be", "been", "has",
        "have", "had",
        "will", "would", "who", "which", "that", "than", "of", "the", "a", "an", "its", "their", "his", "her", "this", "these",
        "those", "it", "they", "he", "she", "we", "not", "after", "before", "during", "since", "until", "into", "over", "under",
        "between", "against", "per", "about", "while", "when", "where", "if", "so", "out", "up", "down", "also", "only", "each",
        "both", "all", "any", "then", "there", "now", "off", "within", "without", "said", "following", "including", "because",
    ]
)  # fmt: skip
_ANAPHORIC = re.compile(
    r"\s(?:were|was|are|have|had|of\s(?:them|which|whom|these|those)|others|died|fell|remain(?:ed|s)?|survived|more\b)"
)
_CASUALTIES = re.compile(
    r"\s(?:(?:were|was|are|have\ been|had\ been)\s(?:\w+ly\s)?)?"
    r"(?:killed|wounded|injured|captured|buried|missing|dead|died|fell|executed)\b"
)
_PART = re.compile(
    r"\s(?:out\s)?of\s(?:(?:the|its|their|his|those|these|all)\s)?(?:total\s)?|,?\s(?:and\snot|not|rather\sthan|instead\sof)\s"
)
NOUN_WITHIN = 5
"""How many words behind a number its noun may stand ("152 K9 self-propelled howitzers")."""


def is_coded(text: str, number: Number, end: int, ceiling: int) -> bool:
    """Whether what follows makes the number a time, a date, a score or a designation ("10:30", "2007-10-12", "155mm").

    Args:
        text: The document's text.
        number: The number.
        end: Where the number ends, its scale included.
        ceiling: Where its sentence ends.
    """
    return number.digits and end == number.end and _CODE.match(text, end, ceiling) is not None


def is_numbered(text: str, start: int, floor: int) -> bool:
    """Whether what stands before makes the number a name's or a date's ("Article 5", "Oct. 1")."""
    return _NUMBERED.search(text[max(floor, start - 16) : start]) is not None


def is_glued(text: str, end: int, ceiling: int) -> bool:
    """Whether a number runs on into a word that is no unit ("5G", "155-mm")."""
    return _GLUED.match(text, end, ceiling) is not None


def noun(text: str, position: int, ceiling: int) -> str | None:
    """The counted noun behind a number, in the singular: the first plural of its noun phrase, or the last of a run of them.

    Args:
        text: The document's text.
        position: Code point behind the number.
        ceiling: Where its sentence ends.
    """
    joined = False
    for _ in range(NOUN_WITHIN):
        match = _WORD.match(text, position, ceiling)
        if match is None:
            return None
        word = match[1]
        if word.lower() == "and" and not joined:  # "100 rescue and relief workers"
            joined, position = True, match.end()
            continue
        if word.lower() in _STOP or word.endswith(("'s", "’s", "'", "’")):
            return None
        position = match.end()
        found = _singular(word)
        if found is not None:
            following = _WORD.match(text, position, ceiling)
            compound = following and following[0] == f" {following[1]}" and following[1].islower()  # "arms exporters"
            if following and compound and following[1] not in _STOP:
                return _singular(following[1]) or found
            return found
    return None


def noun_of_whole(text: str, position: int, ceiling: int) -> str | None:
    """The counted noun behind a second number, of the whole or of what it is not ("12 of 24 howitzers", "12 rather than 24").

    Args:
        text: The document's text.
        position: Code point behind the number of the part.
        ceiling: Where its sentence ends.
    """
    link = _PART.match(text, position, ceiling)
    whole = next(numbers(text, link.end(), ceiling), None) if link else None
    if link is None or whole is None or whole.start != link.end() or unit_at(text, whole.end, ceiling, whole.digits):
        return None
    return noun(text, whole.end, ceiling)


def _singular(word: str) -> str | None:
    """The singular of a plural; names of things keep their capitals ("K9s", "Krabs")."""
    found = singular(word.lower())
    if found is None and word[0].isupper() and re.search(r"\ds$", word):
        return word[:-1]
    return word[:-1] if found is not None and word[0].isupper() and word[:-1].lower() == found else found


def is_count(
    text: str,
    number: Number,
    end: int,
    scale: int | float,
    unit: str | None,
    hedged: bool,
    previous: bool,
    span: tuple[int, int],
) -> bool:
    """Whether a number without a unit of measure is a figure, and not a year, a date, a code or mere grammar.

    Args:
        text: The document's text.
        number: The number.
        end: Where it ends, its scale included.
        scale: Its scale.
        unit: The noun behind it.
        hedged: Whether "some", "over" or the like stand before it.
        previous: Whether the sentence has a count already, which "462 were buried" refers to.
        span: The sentence.
    """
    floor, ceiling = span
    plain = number.digits and not number.grouped and scale == 1 and isinstance(number.value, int)
    if plain and 1000 <= number.value <= 2100:
        before = text[max(floor, number.start - 12) : number.start]
        if unit is None or (not hedged and _DATED.search(before)):
            return False
    if not number.digits and number.value < 20 and scale == 1:
        table = units()
        if number.value < 3:
            return number.value > 1 and unit in table.counted
        return unit is not None and unit not in table.grammatical
    if unit is not None:
        return number.value > 1 or scale > 1
    if scale > 1 or number.grouped or (number.value >= 1000 and not plain):
        return True
    return are_casualties(text, end, ceiling) or (previous and refers_back(text, end, ceiling))


def are_casualties(text: str, end: int, ceiling: int) -> bool:
    """Whether a number without a noun counts the dead, the wounded or the captured ("462 were buried")."""
    return _CASUALTIES.match(text, end, ceiling) is not None


def refers_back(text: str, end: int, ceiling: int) -> bool:
    """Whether a number without a noun counts what the one before it counted ("462 were buried", "200 of them")."""
    return _ANAPHORIC.match(text, end, ceiling) is not None
