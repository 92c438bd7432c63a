"""Whether a clause speaks of what was or of what is to come: the verb nearest to the date decides."""

from __future__ import annotations

import re

from kortui.extract.dates_lexicon import any_of, entries

REACH = 110
"""Characters on either side in which the verb is looked for."""

_MODAL = r"(?:would|could|may|might|should)(?: not)?(?: have)?(?: been)?(?: [a-z]{2,}ed)?\b"
_ASKING = rf"{any_of('verb', 'asking')}[^.;:]{{1,60}}?\bto\b"
_PAST_FORM = rf"(?:{any_of('verb', 'past')}|[a-z]{{2,}}ed\b)"
_PASSIVE = (
    rf"(?:\s(?:to|not|also|be|been|have|[a-z]+ly)\b){{0,4}}(?:\s{_PAST_FORM})?"  # "will be held": the participle is no past
)
_FUTURE = rf"(?P<future>(?:{any_of('verb', 'future')}|{_MODAL}|{_ASKING}){_PASSIVE})"
_PAST = rf"(?P<past>{_PAST_FORM})"
_VERBS = re.compile(rf"(?:\b|(?=['’]))(?i:{_FUTURE}|{_PAST})")
_NOT_PAST = entries("verb", "not_past")


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
    before = _signs(text, max(low, start - REACH), start)
    if before:
        return before[-1]
    after = _signs(text, end, min(high, end + REACH))
    return after[0] if after else 0


def _signs(text: str, start: int, end: int) -> list[int]:
    return [
        1 if match["future"] else -1
        for match in _VERBS.finditer(text, start, end)
        if match["future"] or match["past"].casefold() not in _NOT_PAST
    ]
