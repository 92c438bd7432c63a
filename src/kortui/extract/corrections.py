"""Figures that a document itself corrects: "worth $530 million; the correct figure is $350 million".

The figure that is right stands in the place of the one taken back, there and in what the document said before; a record of
another sentence then has the correction as evidence, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan, Sentence
from kortui.model import Amount, Document, Event, Evidence
from kortui.records import replace

_HINTS = ("orrect", "right figure", "right number", "right amount", "true figure", "should read", "should have ", "should be",
          "mended", "evised", "rratum")  # fmt: skip
"""A text without any of these corrects nothing."""
_HEDGES = r"(?:\s(?:about|around|some|nearly|almost|over|at|in fact|actually|really))*\s$"
_FIGURE = r"(?:figure|amount|number|sum|value|price|total|count|volume)s?"
_THE_FIGURE = rf"the {_FIGURE}(?:\s(?:of|for|in)\s[^,;.]{{1,30}})?"
_RIGHT = re.compile(
    rf"\b(?:(?:correct(?:ed)?|right|true|actual|accurate|proper)\s(?:contract\s|trade\s)?{_FIGURE}(?:\s(?:of|for)\s[^,;.]{{1,40}})?"
    r"\s(?:is|was|are|were|should be|should have been|being|stands at|stood at)"
    rf"|(?:(?:that|this|it|which|{_THE_FIGURE})\sshould (?:read|have read|have said)|{_THE_FIGURE}\sshould (?:have been|be))"
    r"|(?:corrected|amended|revised|changed|updated)(?:\s(?:it|this|that|the figure|down|up|downwards?|upwards?))*\sto)"
    + _HEDGES,
    re.IGNORECASE,
)
"""What stands before a figure that is right."""
_RESTATED = re.compile(
    rf"\bcorrect(?:s|ed)\s(?:the|its|this|that|their|an earlier)\s(?:\w+\s)?{_FIGURE}"
    r"(?:\s(?:of|for|in|on|to)\s[^,;:.]{1,30})?"
    r"\s?[:—–-]\s?(?:[^,;:.]{0,60}\s(?:is|was|are|were|stood at|came to|amounted to|reached|totall?ed))?" + _HEDGES,
    re.IGNORECASE,
)
"""Likewise in words that tell once more what it is of: "corrected the figure: exports were"."""
_WRONG = re.compile(
    rf"\b(?:corrected|amended|revised|changed|updated)(?:\s(?:down|up|downwards?|upwards?))?\sfrom{_HEDGES}", re.IGNORECASE
)
"""What stands before one that was taken back."""
_NOTICE = re.compile(
    r"^\W*(?:corrections?|corrected|erratum|clarification)\b|\bcorrect(?:s|ed|ing)?\b|\bin error\b", re.IGNORECASE
)
_NOT = re.compile(
    r",?\s(?:and\s)?(?:not|instead of|rather than|correcting an earlier figure of|"
    r"(?:correcting|replacing) (?:an?|the) (?:earlier|previous|first)\s\w+ of)" + _HEDGES,
    re.IGNORECASE,
)
"""What stands between a figure and the one that it is put in the place of."""


def applied(text: str, sentences: Sequence[Sentence], amounts: Sequence[AmountSpan]) -> Sequence[AmountSpan]:
    """The amounts of a document, those that it takes back with the value put in their place; what corrects another is empty.

    Args:
        text: The document's text.
        sentences: Its sentences.
        amounts: Its amounts, in order.
    """
    if not any(hint in text for hint in _HINTS):
        return amounts
    made = list(amounts)
    starts = [s.start for s in sentences]
    for wrong, right in _pairs(text, sentences, starts, amounts):
        old, new = amounts[wrong], amounts[right]
        told = min(wrong, right)
        for n in range(wrong, -1, -1):
            same = (made[n].kind, made[n].unit, made[n].value) == (old.kind, old.unit, old.value)
            if n == wrong or (n < told and same and made[n].at < 0):
                made[n] = _as(amounts[n], new)
        if _sentence_of(starts, old) == _sentence_of(starts, new):
            empty, kept = (wrong, right) if right < wrong else (right, wrong)
            made[empty] = replace(amounts[empty], end=amounts[empty].start)
            made[kept] = new if kept == right else made[kept]
        elif _RESTATED.search(text, sentences[_sentence_of(starts, new)].start, new.start):
            made[right] = replace(new, end=new.start)
    return made


def _as(old: AmountSpan, new: AmountSpan) -> AmountSpan:
    """An amount with the value of the one that corrects it."""
    return replace(
        old,
        text=new.text,
        value=new.value,
        unit=new.unit,
        hedge=new.hedge,
        value_to=new.value_to,
        equivalent_to=None,
        at=new.start,
    )


def _sentence_of(starts: Sequence[int], span: AmountSpan) -> int:
    return bisect_right(starts, span.start) - 1


def _pairs(
    text: str, sentences: Sequence[Sentence], starts: Sequence[int], amounts: Sequence[AmountSpan]
) -> Iterator[tuple[int, int]]:
    """Indices of amounts that the document takes back, each with that of the one that is right."""
    for n, span in enumerate(amounts):
        at = _sentence_of(starts, span)
        if at < 0:
            continue
        opens = sentences[at].start
        before = text[opens : span.start]
        if _RIGHT.search(before) or _RESTATED.search(before):
            wrong = _alike(amounts, n, starts[at - 1] if at else opens)
            if wrong >= 0:
                yield wrong, n
        elif _WRONG.search(before):
            right = _alike(amounts, n, opens)
            if right >= 0:
                yield n, right
        elif n and _NOTICE.search(text[opens : sentences[at].end]):
            right = _alike(amounts, n, opens)
            if right == n - 1 and _NOT.fullmatch(text[amounts[right].end : span.start]):
                yield n, right


def _alike(amounts: Sequence[AmountSpan], index: int, opens: int) -> int:
    """The nearest amount of the same kind and unit before one, from a place in the text on; -1 when there is none."""
    own = amounts[index]
    for n in range(index - 1, -1, -1):
        if amounts[n].start < opens:
            break
        if amounts[n].kind == own.kind and amounts[n].unit == own.unit and amounts[n].value != own.value:
            return n
    return -1


def settled(document: Document, sentences: Sequence[Sentence], scene: Scene, event: Event) -> Event:
    """A record whose figures point to where the document corrects them, which is evidence for it.

    Args:
        document: The document, as it is quoted.
        sentences: Its sentences.
        scene: The sentence of the record.
        event: The record.
    """
    if not event.amounts:
        return event
    spans = {span.start: span for span in scene.tokens.amounts if span.at >= 0}
    if not spans:
        return event
    starts, evidence, title = [s.start for s in sentences], list(event.evidence), event.title
    for span in spans.values():
        title = title.replace(scene.tokens.text[span.start : span.end], span.text)
    amounts: list[Amount] = []
    for amount in event.amounts:
        told = spans.get(amount.start)
        if told is None:
            amounts.append(amount)
            continue
        number, where = 0, sentences[bisect_right(starts, told.at) - 1]
        if not evidence[0].start <= told.at < evidence[0].end:
            quote = Evidence.of(document, where.start, where.end)
            evidence += [] if quote in evidence else [quote]
            number = evidence.index(quote)
        amounts.append(replace(amount, start=told.at, end=told.at + len(told.text), evidence=number))
    return replace(event, title=title, amounts=tuple(amounts), evidence=tuple(evidence))
