"""Time expressions that belong to the date right before them: "three years earlier, in January", "8 May, two days after"."""

from __future__ import annotations

import re

from kortui.extract.resolve_counting import Reference, with_template
from kortui.extract.spans import DateSpan
from kortui.records import replace
from kortui.vocabulary import DateBasis

_BESIDE = re.compile(r",?\s(?:in|on|during)\s(?:the\s)?|,\s")
"""What stands between a year and a month of it."""
_EXPLAINS = re.compile(r",\s(?:only\s|just\s)?|\s?[–—-]\s?|\s[^.,;:]{0,60}\sand\s")
"""What stands between a date and a distance that explains it."""
_FROM_EVENT = re.compile(r"\s(?:after|before)\b(?=\s\w)")
"""What makes of a distance the time from an event."""


def explained(text: str, before: DateSpan | None, span: DateSpan) -> DateSpan:
    """A distance that explains the date before it is that date: "On 8 May, two days after the landing".

    Args:
        text: The document.
        before: The time expression before it.
        span: The distance.
    """
    if before is None or before.edtf is None or not _EXPLAINS.fullmatch(text[before.end : span.start]):
        return span
    way = _FROM_EVENT.match(text, span.end)
    date = Reference.of(before.edtf) if before.kind in ("DATE", "ANAPHORIC", "DURATION") else None
    if way is None or date is None or date.precision not in ("day", "month"):
        return span
    return replace(span, end=way.end(), text=text[span.start : way.end()], edtf=before.edtf, basis="anaphoric")


def month_beside(text: str, before: DateSpan | None, span: DateSpan) -> tuple[str | None, DateBasis] | None:
    """The month of a year told right before it: "three years earlier, in January".

    Args:
        text: The document.
        before: The time expression before it, resolved.
        span: The month.
    """
    offset = span.offset
    if offset is None or offset.unit != "nearest" or offset.template.startswith("XXXX-XX") or before is None:
        return None
    year = Reference.of(before.edtf)
    if year is None or year.precision != "year" or not _BESIDE.fullmatch(text[before.end : span.start]):
        return None
    return with_template(replace(offset, unit="year", amount=0), year), before.basis
