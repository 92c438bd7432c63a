"""How far dates reach that are open at an end: the one place that says when such an event is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kortui import edtf
from kortui.model import Document, EventDate, Evidence
from kortui.vocabulary import AHEAD, DateRole

YEARS_BEFORE = 1
"""How long before its end something may have been that is dated "by January 2026" and the like, in years.

Without a limit such a record would be possible in every year of the past.
"""

_BY_ITS_END: frozenset[DateRole] = frozenset({"target", "deadline"})
"""Roles of dates whose end is the date itself: what is aimed at "by 2030" is due in 2030."""


def publication_days(documents: Iterable[Document]) -> dict[str, edtf.Day]:
    """Last day each document can have been published on, by id; those of which it is known."""
    ends = ((d.id, edtf.bounds(d.published or d.published_bounds).end) for d in documents)
    return {document: end for document, end in ends if end is not None}


def told_until(date: EventDate, evidence: Sequence[Evidence], published: Mapping[str, edtf.Day]) -> edtf.Day | None:
    """The last day something without an end can be said to have lasted: the last publication that tells of it.

    Args:
        date: The date.
        evidence: Of the event.
        published: From `publication_days`.

    Returns:
        None of a date that has an end or lies ahead, and where a publication is not known or before the start.
    """
    if date.end or not date.start or date.role in AHEAD:
        return None
    days = [day for one in evidence if (day := published.get(one.document)) is not None]
    last = max(days) if days and len(days) == len(evidence) else None
    return last if last is not None and last >= edtf.bounds(date.edtf).low else None


def reach(text: str | None, role: DateRole, told: edtf.Day | None) -> edtf.Bounds | None:
    """First and last day on which something dated so may have been; None of an undated event.

    A date without a beginning is taken to begin `YEARS_BEFORE` its stated end, a target or deadline in the year of its end.

    Args:
        text: EDTF.
        role: What the date is of.
        told: From `told_until`; the end of a date without one.
    """
    if not text:
        return None
    bounds = edtf.parse(text).bounds
    end = bounds.end or told
    if bounds.start is not None or end is None:
        return edtf.Bounds(bounds.start, end)
    if role in _BY_ITS_END:
        return edtf.Bounds((end[0], 1, 1), end)
    last = edtf.parse(text).parts[-1]
    year, month, day = (edtf.bounds(last).start if last else None) or end
    year -= YEARS_BEFORE
    return edtf.Bounds((year, month, min(day, edtf.month_length(year, month))), end)
