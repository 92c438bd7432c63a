"""Whether a clause speaks of what was or of what is to come: the verb nearest to the date decides."""

from __future__ import annotations

import re

from kortui.extract.dates_lexicon import any_of, entries
from kortui.extract.remembering import Remembered

REACH = 110
"""Characters on either side in which the verb is looked for."""

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_MODAL = ("would", "could", "may", "might", "should")
_PAST = entries("verb", "past")
_NOT_PAST = entries("verb", "not_past")
_PAST_FORM = rf"(?:{any_of('verb', 'past')}|[a-z]{{2,}}ed\b)"
_ASKING = rf"{any_of('verb', 'asking')}[^.;:]{{1,60}}?\bto\b(?! (?:the|an?|his|her|its|their)\b)"
_PASSIVE = (
    rf"(?:\s(?:to|not|also|be|been|have|[a-z]+ly)\b){{0,4}}(?:\s{_PAST_FORM})?"  # "will be held": the participle is no past
)
_FUTURE = re.compile(rf"(?i:(?:{any_of('verb', 'future')}|(?:{'|'.join(_MODAL)})\b|{_ASKING}){_PASSIVE})")
_TO_BE = re.compile(rf"(?i:be(?:\s[a-z]+ly)?\s{_PAST_FORM})")
# The phrases are tried only where their first word stands: tried at every character they took six times as long.
_OPENING = frozenset(entry.split()[0] for key in ("future", "asking") for entry in entries("verb", key)).union(_MODAL)


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
    """1 for each future phrase, -1 for each past verb, in order."""
    signs: list[int] = []
    position = start
    for match in _WORD.finditer(text, start, end):
        opens, sign = _signs_of[match[0]]
        if not (opens or sign) or match.start() < position:
            continue
        if match[0] == "May" and match.start() > start:
            continue  # the month; the verb has a capital only where it asks
        word = match[0].lower()
        to_be = _TO_BE.match(text, match.start(), end) if word == "be" and signs and signs[-1] > 0 else None
        if to_be:
            signs.append(1)  # "will begin in 2026 and be ended by 2028": the participle goes on with what is to come
            position = to_be.end()
            continue
        future = _FUTURE.match(text, match.start(), end) if word in _OPENING else None
        if future:
            signs.append(1)
            position = future.end()
        elif sign:
            signs.append(sign)
    return signs


def _sign(word: str) -> tuple[bool, int]:
    """Whether a word can open a phrase, and its sign where it opens none."""
    lower = word.lower()
    if lower.endswith(("'ll", "’ll")):
        return lower in _OPENING, 1
    past = lower in _PAST or (lower.endswith("ed") and len(lower) > 3 and lower not in _NOT_PAST)
    return lower in _OPENING or lower == "be", -past


_signs_of = Remembered(_sign)
