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
_SUCCESS = re.compile(
    r"\b(?:manag|help|enough|gr[eo]w|r[io]se|continu|c[ao]me|went|able|expect|likely|set|due|poised|project|forecast|climb|jump|"
    r"surg|recover|fail|"
    r"multipl|doubl|tripl|quadrupl|expand|swell|swollen|increas|accelerat|balloon)\w*\s(?:[\w-]+\s){0,3}?"
    r"to (?:achieve|attain|secure|hit|reach|carve out|capture)\b[^,;]*$", re.I,
)  # fmt: skip


_BESIDE = re.compile(
    r"(?:^|\W)(?:short of|below|above|beyond|missing|missed|exceed\w*|surpass\w*|under|over|against|versus|"
    r"compared (?:to|with)|near\w*|beating|topping) (?:the|its|their|a|an|his|last year's)\s(?:[\w-]+ ){0,3}"
    r"(?:targets?|goals?|objectives?|aims?)\b", re.I,
)  # fmt: skip


def beside(text: str) -> bool:
    """Whether the words from an amount on set it beside an aim ("$9 billion, short of the target of $10 billion")."""
    return _BESIDE.search(text) is not None
