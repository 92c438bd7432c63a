"""Whether a clause speaks of what was or of what is to come: the verb nearest to the date decides."""

from __future__ import annotations

import re

_REACH = 110
"""Characters on either side in which the verb is looked for."""

_VERBS = re.compile(
    r"\b(?:(?P<future>will|shall|won't|'ll|is to|are to|to be|going to|is set|are set|set to|slated|scheduled|due|upcoming|plans? to|planned for|planning to|projected|forecast|foreseen|if adopted|aims? to"
    r"|intends? to|hopes? to|seeks? to|expects? to|expected|is expected|are expected|(?:would|could|may|might|should)(?: not)?(?: have)?(?: been)?(?: [a-z]{2,}ed)?|wants? to|agreed to|pledged to|vowed to|decided to"
    r"|to (?:visit|hold|meet|attend|sign|begin|start|open|discuss|travel|depart|arrive|take|host|launch|mark|deliver|complete|announce|make|be|return|convene))"
    r"|(?P<past>was|were|had|did|been|said|told|met|held|took|came|went|began|became|made|gave|left|saw|sent|won|lost|rose|fell|grew|stood|led|set up|paid|brought|built"
    r"|wrote|spoke|hit|got|found|fought|broke|drew|kept|ran|struck|sought|[a-z]{2,}ed))\b",
    re.IGNORECASE,
)
_NOT_VERBS = frozenset(
    {
        "united",
        "need",
        "indeed",
        "speed",
        "limited",
        "proceed",
        "exceed",
        "succeed",
        "feed",
        "seed",
        "related",
        "armed",
        "so-called",
    }
)


def tense(text: str, start: int, end: int, low: int, high: int) -> int:
    """Tense around a date.

    Args:
        text: The document.
        start: First character of the date.
        end: Character behind it.
        low: First character of the sentence.
        high: Character behind it.

    Returns:
        -1 past, 1 to come, 0 unclear. The nearest verb before the date counts, else the first behind it.
    """
    before = _signs(text, max(low, start - _REACH), start)
    if before:
        return before[-1]
    after = _signs(text, end, min(high, end + _REACH))
    return after[0] if after else 0


def _signs(text: str, start: int, end: int) -> list[int]:
    return [
        1 if match["future"] else -1
        for match in _VERBS.finditer(text, start, end)
        if match["future"] or match["past"].casefold() not in _NOT_VERBS
    ]
