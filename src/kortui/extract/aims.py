"""Whether a clause wants a figure: by the words before it, and by what parties agreed or vowed to do."""

from __future__ import annotations

import re

from kortui.extract import levels
from kortui.extract.morphology import forms
from kortui.extract.scene import Scene
from kortui.extract.words import NONE


def aimed(text: str) -> bool:
    """Whether the words before an amount say that somebody wants it: "set its sights on", "vowed to lift exports to"."""
    found = levels.phrases("aims").finditer(text)
    if _RESOLVED.search(text):
        return True
    if any(not text.startswith(" by ", f.end()) and not _IS_EXPECTED.search(text, 0, f.start() + 8) for f in found):
        return True
    return _PURPOSE.search(text) is not None and _SUCCESS.search(text) is None


_RAISE = frozenset(
    (
        "raise", "double", "treble", "triple", "quadruple", "increase", "lift", "boost", "bring", "expand", "take", "push",
        "grow", "reach", "hit", "carry", "achieve", "attain", "cut", "reduce", "halve", "lower",
    )
)  # fmt: skip
_RESOLVE = frozenset(
    form for verb in ("agree", "decide", "resolve", "undertake", "pledge", "vow", "promise") for form in forms(verb)
)
_AGREE = frozenset(forms("agree"))
_RESOLVED = re.compile(
    rf"\b(?:{'|'.join(sorted(_RESOLVE))})\b(?!\s(?:not|never)\b)[^,;]{{0,80}}?\sto (?:{'|'.join(sorted(_RAISE))})\b", re.I
)


def agreed(scene: Scene, first: int, token: int) -> int:
    """The "to" that leads from what parties agreed to the aim ("agreed in 2018 to double"); -1 when there is none.

    A date before it is of the agreement, one behind it of the aim.

    Args:
        scene: The sentence.
        first: First token of the clause.
        token: First token of the amount that is aimed at.
    """
    words = scene.tokens.words
    verb = next((i for i in range(first, token) if words[i].lower in _AGREE and not words[i].name), NONE)
    if verb == NONE:
        return NONE
    return next((i for i in range(verb + 1, token - 1) if words[i].lower == "to" and words[i + 1].lower in _RAISE), NONE)


_IS_EXPECTED = re.compile(r"\b(?:is|are|was|were|be|been)\s(?:\w+\s)?expected$", re.I)
_PURPOSE = re.compile(r"\bto (?:achieve|attain|secure|hit|reach|carve out|capture)\b[^,;]*$", re.I)
_REACHED = r"to (?:achieve|attain|secure|hit|reach|carve out|capture)\b[^,;]*$"
_BY_A_SUM = r"(?:by\s)?(?:[a-z-]+\s){0,3}?[^\s,;]*\d(?:[^\s;]*\d)?[^\s\d,;]*\s(?:[\w-]+\s){0,3}?"
"""How much something changed by, and a few words behind it: "$1.2 billion", "by about 12 percent on the year"."""
_SUCCESS = re.compile(
    r"\b(?:manag|help|enough|gr[eo]w|r[io]se|continu|c[ao]me|went|able|expect|likely|set|due|poised|project|forecast|climb|jump|"
    r"surg|recover|fail|fell|fall|drop|shr[aiu]nk|declin|decreas|slid|slip|plung|plummet|tumbl|dip|rebound|soar|leap|"
    r"multipl|doubl|tripl|quadrupl|expand|swell|swollen|increas|accelerat|balloon)\w*\s(?!(?:\w+\s)?(?:efforts|cooperation|contacts|ties|work)\b)"
    rf"(?:(?:[\w-]+\s){{0,3}}?|{_BY_A_SUM}){_REACHED}"
    rf"|\b(?:gain|add|los|shed)\w*\s{_BY_A_SUM}{_REACHED}", re.I,
)  # fmt: skip
"""A change that came to a figure, which is then no aim: "rose $1 billion to reach"."""


_BESIDE = re.compile(
    r"(?:^|\W)(?:short of|below|above|beyond|missing|missed|exceed\w*|surpass\w*|under|over|against|versus|"
    r"compared (?:to|with)|near\w*|beating|topping|(?:half|third|quarter|fifth|percent|per cent|part|%) of) "
    r"(?:the|its|their|a|an|his|last year's)\s(?:[^\s,;]+ ){0,4}(?:targets?|goals?|objectives?|aims?)\b", re.I,
)  # fmt: skip


def beside(text: str) -> bool:
    """Whether the words from an amount on set it beside an aim ("$9 billion, short of the target of $10 billion")."""
    return _BESIDE.search(text) is not None


_AIM = r"(?:targets?|goals?|objectives?|aims?)\b"
_MET = re.compile(
    r"(?<!\bto )\b(?:exceeded|surpassed|passed|topped|reached|hit|met|achieved|attained|beat|beaten|broke)\s"
    r"(?:the|its|their|a|an|his|this|that)(?:\s\w+){0,2}?(?:\s(?:target|goal|objective)\sof)?\W*$", re.I,
)  # fmt: skip
_MISSED = re.compile(
    r"\b(?:not|never|failed to|fails to|yet to|(?:could|might|would|should) have)\s(?:yet\s|ever\s)?(?:\w+)\s", re.I
)
_UNMET = re.compile(
    r"\b(?:could|may|might|would|should|will|shall|can|must|if|once|when|until|unless|be|not|never|yet)\b", re.I
)
_CALLED = re.compile(rf"\s(?:[\w-]+\s){{0,2}}{_AIM}", re.I)
_CALLS = re.compile(rf"\b{_AIM}(?:\s\w+)?\sof\W*$", re.I)
_CAME_TRUE = re.compile(
    rf"\s(?:[\w-]+\s){{0,2}}{_AIM}\s(?:[^,;]{{0,60}}?\s)?(?:was|were|has been|had been)\s"
    r"(?:reached|met|attained|achieved|hit)\b",
    re.I,
)
_PORTION = re.compile(
    r"(?:\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|fraction|percent|per cent|part|most|twice|double|triple|times|shy|"
    r"far|below|under|as (?:large|big|high|much|great))|%)(?:\s[\w-]+){0,5}?(?:\s(?:the|its|their|a|an|as|that|this))\W*"
    r"(?:(?:target|goal|objective) of\W*)?$",
    re.I,
)
_OF_AIM = re.compile(rf"(?:\s(?:[\w-]+\s){{0,2}}{_AIM})?\s(?:for|by|set)\b", re.I)


def is_called_aim(before: str, behind: str) -> bool:
    """Whether the words around an amount call it a target ("the $10 billion target", "the target of $10 billion")."""
    return _CALLS.search(before) is not None or _CALLED.match(behind) is not None


def met(before: str, behind: str) -> bool:
    """Whether an aim was met, so that its amount tells what was ("exceeded the $10 billion target").

    Args:
        before: The words of the clause before the amount.
        behind: Those behind it.
    """
    if not is_called_aim(before, behind) or _UNMET.search(before):
        return False
    return _MET.search(before) is not None or _CAME_TRUE.match(behind) is not None


def is_measured_by(before: str, behind: str) -> bool:
    """Whether an aim is only what something was a part of, or did not come to ("half of the $10 billion target in 2014").

    The year is then of the part. "Of the target for 2014" gives the aim's own.
    """
    if not is_called_aim(before, behind) or _OF_AIM.match(behind):
        return False
    return _PORTION.search(before) is not None or (_MET.search(before) is not None and _MISSED.search(before) is not None)


_OPENS_ASIDE = re.compile(
    r"(?:[,(—–]|\s-)(?:\s?\b(?:about|some|around|roughly|nearly|almost|over|just|only|worth|at|now|already|then|totall?ing))*\W*$",
    re.I,
)
_ASIDE = re.compile(r"(?:\s[\w’'-]+){0,5}?\s?(?:[,)—–]|-\s)")


def in_aside(before: str, behind: str) -> bool:
    """Whether an amount is an aside on what the clause goes on to want ("trade, $6 billion in 2015, should reach …")."""
    opens, aside = _OPENS_ASIDE.search(before), _ASIDE.match(behind)
    if opens is None or aside is None or re.search(rf"\b{_AIM}|\bby\s", aside[0], re.I):
        return False
    return _MAIN_GOES_ON.match(behind, aside.end()) is not None


_MAIN_GOES_ON = re.compile(
    r"\W*(?:is|are|was|were|should|must|will|to|ought|could|has|have|into|from|fell|rose|grew|missed|remains|remained)\b", re.I
)
