"""Deeds dated by how far from another they were: "The talks came seven months after the two signed a contract"."""

from __future__ import annotations

from kortui import edtf
from kortui.extract import resolve_calendar as cal
from kortui.extract.dated import UNDATED, Dated, tells_when
from kortui.extract.scene import Scene
from kortui.extract.words import NONE

_WAYS = {"after": -1, "before": 1}


def apart(scene: Scene, trigger: int, day: Dated, date: Dated) -> Dated | None:
    """The date of a deed that a distance ties to what is told before it.

    Args:
        scene: The sentence.
        trigger: The token that tells of the deed.
        day: When the story is told to be, as far as the sentence does not say it.
        date: What the deed was taken to be dated; right if it stands behind the distance.

    Returns:
        None where there is no distance; an undated `Dated` where it cannot be counted: the other's day is not this one's.
    """
    tied = _tie(scene, trigger)
    if tied == NONE or date.start > scene.tokens.words[tied].start:
        return None
    at, span = next(((i, d) for i, _, d in scene.amounts(tied - 3, tied) if d.kind == "duration"), (NONE, None))
    if span is None:
        return None
    told = [d for i, d in scene.dates(0, at) if d.edtf and tells_when(scene, d, i)]
    count = _WAYS[scene.tokens.words[tied].lower] * (span.value or 0)
    value = None if span.hedge else _moved(told[-1].edtf if told else day.edtf, count, span.unit)
    if value is None:
        return UNDATED
    return Dated(value, "anaphoric", "event", scene.tokens.slice(at, tied + 1), scene.tokens.words[at].start)


def _tie(scene: Scene, trigger: int) -> int:
    """The "after" or "before" behind a duration whose clause a trigger stands in; -1 when there is none."""
    words = scene.tokens.words
    if _WAYS.keys().isdisjoint(scene.tokens.lowers[:trigger]):
        return NONE
    verbs = {part.verb for part in scene.parts}
    for i in range(trigger - 1, 1, -1):
        if i in verbs:
            return NONE
        if words[i].lower in _WAYS and words[i - 1].date != NONE and scene.tokens.dates[words[i - 1].date].kind == "DURATION":
            return i
    return NONE


def _moved(base: str | None, count: float, unit: str | None) -> str | None:
    """A date so many days, months or years on, no finer than its unit; None where the base is less exact than that."""
    if base is None or not count or count != int(count):
        return None
    bounds, number = edtf.bounds(base), int(count)
    first, last = bounds.start, bounds.end
    if first is None or last is None:
        return None
    if unit == "day" and first == last:
        return edtf.iso(cal.plus_days(first, number))
    if unit == "month" and first[:2] == last[:2]:
        return cal.month_text(*cal.plus_months(first[0], first[1], number))
    return cal.year_text(first[0] + number) if unit == "year" and first[0] == last[0] else None
