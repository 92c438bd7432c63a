"""Figures that are no levels: by how much a measure rose or fell, and how many times another figure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kortui.extract import levels
from kortui.extract.levels import Direction
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan

_SHARE = re.compile(
    r"\b(?:shares?|account\w*|represent\w*|constitut\w*|ma[kd]es? up|ma[kd]e|portion|proportion|go|goes|went|destined|"
    r"absorb\w*|t[ao]kes?|took|c[ao]mes?|bought|form(?:s|ed)?)\b|(?:percent|per cent|%) of\b", re.I,
)  # fmt: skip
_UP = re.compile(r"\b(?:up|higher|more)\b", re.I)
_CAUSED = re.compile(
    r"\b(?:(?P<fall>cut|cuts|cutting|slash\w*|reduc\w*|lower\w*|trim\w*|curb\w*|curtail\w*|shr[aiu]nk\w*)|rais\w*|boost\w*|"
    r"lift\w*|push\w*|expand\w*)\b[^;]*?\sby\s", re.I,
)  # fmt: skip
"""What somebody does to exports by a percentage."""
_DOWN = re.compile(r"\b(?:down|lower|less|fewer)\b", re.I)


def changed(scene: Scene, first: int, last: int) -> str:
    """What a percentage of a clause on exports or imports says of them: their "rise", "fall" or "change", else their "share".

    Args:
        scene: The sentence.
        first: First token of the clause.
        last: The token behind it.
    """
    text = scene.tokens.slice(first, last)
    words = scene.tokens.words
    ways = [way for i in range(first, last) if not words[i].name and (way := levels.directions().get(words[i].lower))]
    if _SHARE.search(text):
        return "share"
    if ways:
        return ways[-1]
    if (caused := _CAUSED.search(text)) is not None:
        return "fall" if caused["fall"] else "rise"
    return "rise" if _UP.search(text) else "fall" if _DOWN.search(text) else "share"


_CHANGES = re.compile(
    r"^(?:\s*(?:by|about|around|some|nearly|almost|just|over|only|more than|another|a further|a mere))*\s*$", re.I
)


_MERE: dict[str, Direction] = {"added": "rise", "gained": "rise", "lost": "fall", "shed": "fall"}
"""Verbs of change that only lead to how much ("gained $2 billion")."""


def change_by(scene: Scene, first: int, token: int) -> Direction:
    """Which way a measure went by an amount ("rose by $2 billion", "fell $2 billion"); empty when the amount is a level.

    Args:
        scene: The sentence.
        first: Where the words that belong to this amount begin.
        token: The amount's first token.
    """
    words = scene.tokens.words
    for i in range(token - 1, max(first, token - 6) - 1, -1):
        way = "" if words[i].name else levels.directions().get(words[i].lower, "") or _MERE.get(words[i].lower, "")
        if way:
            return way if _CHANGES.match(scene.tokens.slice(i + 1, token) if i + 1 < token else "") else ""
    return ""


_PART = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|most|majority|bulk|part|share|proportion|fraction|"
    r"percent|per cent|%|minority|handful|dozens|hundreds|\w+ in (?:\d+|two|three|four|five|six|seven|eight|nine|ten))"
    r" of (?:the|its|their|his|her|our|these|those|all the|[\w’'-]+['’]s?)(?: (?:about|around|some|roughly|nearly|over|almost|"
    r"more than|estimated|total|first))*$|"
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of)(?: every)?$", re.I,
)  # fmt: skip


_OUT_OF = (" in", " of", " every")
"""What the words end with that it looks for and that lead to no "of the"."""


def shared(text: str) -> bool:
    """Whether the words right before a number speak only of a part of it: "roughly a third of the"."""
    text = text.rstrip()
    lower = text.lower()
    return (" of " in lower or lower.endswith(_OUT_OF)) and _PART.search(text) is not None


_TIMES = re.compile(
    r"\b(?:double|twice|triple|treble|quadruple|half|\w+ times|\w+fold)(?: (?:the|its|their|a|an|that of|as much as|"
    r"as high as))?(?: (?:about|around|some|nearly|over|record|annual|previous|average|mere))*$", re.I,
)  # fmt: skip


def multiplied(text: str) -> bool:
    """Whether the words right before an amount say how many times it another is: "more than double the"."""
    return _TIMES.search(text) is not None


_CAME_TO = re.compile(
    r"\s(?:\w+\s){0,3}?to(?:\s(?:an?|about|around|some|nearly|almost|over|just|record|more than|the))*\s", re.I
)


def come_to(
    scene: Scene, amounts: Sequence[tuple[int, int, AmountSpan]], values: Sequence[tuple[int, int, AmountSpan]]
) -> list[tuple[int, int, AmountSpan]]:
    """The numbers to which what a clause counts rose or fell: that of "from 100,000 to 160,000" has no noun of its own.

    Args:
        scene: The sentence.
        amounts: Token, index and span of all quantities of the clause.
        values: Those of them that are figures of what it measures.
    """
    words, found = scene.tokens.words, []
    for one, other in pairwise(amounts):
        if one not in values or other in values or one[2].kind != "count" or other[2].kind != "count":
            continue
        led = words[one[0] - 1].lower in ("from", "by") or change_by(scene, max(0, one[0] - 6), one[0])
        if led and _CAME_TO.fullmatch(scene.tokens.text, one[2].end, other[2].start):
            found.append(other)
    return found
