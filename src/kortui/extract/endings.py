"""Whether a clause tells that an agreement ended: that a party left, suspended or revoked it, or that it ran out."""

from __future__ import annotations

import re
from functools import cache

from kortui.extract import triggers
from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.triggers import Rule

_ENDS_IT = (
    r"(?:(?:withdr[ae]w\w*|back\w*|opt\w*|pull\w*|drop\w*|bow\w*|step\w*|walk\w*)\s(?:out\s|away\s)?(?:from|of)|quit\w*|left|"
    r"leav(?:e|es|ing)|exit\w*|denounc\w+|terminat\w+|abrogat\w+|annul\w*|rescind\w*|revok\w+|repudiat\w+|renounc\w+|scrap\w*|"
    r"cancel\w*|suspend\w*|abandon\w*|drop(?:s|ped|ping)?|t(?:ear|ears|ore|orn|earing)\sup|end(?:s|ed|ing)?|discontinu\w+|"
    r"void(?:s|ed|ing)?|nullif\w+|fr(?:eeze|eezes|oze|ozen|eezing)|call(?:s|ed|ing)?\soff|shelv\w+|halt(?:s|ed|ing)?|"
    r"invalidat\w+|overturn\w*|dissolv\w+)"
)
"""What parties or a court do to end an agreement."""
_ENDS = (
    rf"(?:(?:is|are|was|were|be|been|being|has|have|had|will|to)\s(?:\w+\s){{0,2}}?{_ENDS_IT}|expir\w+|laps\w+|"
    r"r[au]n(?:s|ning)?\sout|end(?:s|ed)|c[ao]me(?:s)?\sto\san\send|ceas(?:e|es|ed)\sto\s(?:be\sin\sforce|apply|exist)|"
    r"collaps\w+|f[ae]ll(?:s|en)?\s(?:apart|through)|broke\sdown)"
)
"""What becomes of an agreement that ends."""
_OBJECT = (
    r"(?:(?!(?:with|in|after|under|by|for|to|on|over|at|following|before|when|and|that|as|without|through|of)\b)[\w’'–-]+\s)"
)
"""Words between a verb and its object."""
_WHEN = r"(?:(?:in|on)\s(?:\w+\s){0,3}?\d{4},?\s)?"
_GOVERNED = re.compile(r"\b(?:under|with|despite|to|from|of|through|per|over|for)\s(?:[\w’'–-]+\s){0,4}$", re.IGNORECASE)
_BEHIND = r"(?:[^,;]{0,90}?|[^,;]{0,60},[^,;]{1,60},[^,;]{0,20}?)\s"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    accord = triggers.accords().compiled.pattern
    return (
        re.compile(rf"\b{_ENDS_IT}\s{_WHEN}{_OBJECT}{{0,8}}?{accord}", re.IGNORECASE),
        re.compile(rf"{accord}{_BEHIND}{_ENDS}\b", re.IGNORECASE),
    )


def ends_accord(scene: Scene, part: Part) -> bool:
    """Whether an agreement is what a clause says to have ended, or what somebody ended.

    Args:
        scene: The sentence.
        part: The clause.
    """
    text = scene.text(part)
    ended, ends = _patterns()
    if ended.search(text):
        return True
    return any(not _GOVERNED.search(text, 0, found.start()) for found in ends.finditer(text))


def is_end(rule: Rule) -> bool:
    """Whether a rule tells that a deal or an agreement ended, which then has another date than when it was made."""
    return rule.stage == "cancelled" or rule.id.startswith("withdrawal.agreement")


@cache
def _dealt() -> tuple[re.Pattern[str], re.Pattern[str]]:
    deal = rf"(?:{triggers.accords().compiled.pattern}|\b(?:contract|order|purchase|sale|tender)s?\b)"
    return (
        re.compile(rf"\s(?:[\w’'–-]+\s){{0,4}}?{deal}", re.IGNORECASE),
        re.compile(rf"{deal}(?:\s(?:with|on|for|between|to)\s[^,;]{{1,40}}?)?\s(?:of|\()\s?$", re.IGNORECASE),
    )


_LEADS = re.compile(r"\b(?:in|on|since|by|from|until|during|of|for)\s(?:\w+\s)?$", re.IGNORECASE)


def is_of_what_ended(scene: Scene, date: DateSpan) -> bool:
    """Whether a date is of the making of what a clause says to have ended ("cancelled the 2014 contract", "the pact of 1996").

    Args:
        scene: The sentence.
        date: One of its dates.
    """
    tokens, (behind, ahead) = scene.tokens, _dealt()
    before = tokens.text[tokens.sentence.start : date.start]
    if ahead.search(before):
        return True
    return not _LEADS.search(before) and behind.match(tokens.text, date.end, tokens.sentence.end) is not None
