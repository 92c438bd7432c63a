"""Deeds dated by how far from another they were: "The talks came seven months after the two signed a contract"."""

from __future__ import annotations

from kortui import edtf
from kortui.extract import resolve_calendar as cal
from kortui.extract.dated import UNDATED, Dated, of_span, tells_when
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan, DateSpan
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
    if tied == NONE:
        return _behind(scene, trigger, date)
    at, span = _distance(scene, tied)
    if span is None:
        return None
    closes = _closes(scene, at, tied, trigger)
    if closes != NONE:
        return _fronted(scene, (at, tied, closes), span, date)
    if date.start > scene.tokens.words[tied].start:
        return None
    told = [d for i, d in scene.dates(0, at) if d.edtf and tells_when(scene, d, i)]
    count = _WAYS[scene.tokens.words[tied].lower] * (span.value or 0)
    value = None if span.hedge else _moved(told[-1].edtf if told else day.edtf, count, span.unit)
    if value is None:
        return UNDATED
    return Dated(value, "anaphoric", "event", scene.tokens.slice(at, tied + 1), scene.tokens.words[at].start)


def _distance(scene: Scene, tied: int) -> tuple[int, AmountSpan | None]:
    """The duration before an "after" or "before", with its first token."""
    return next(((i, d) for i, _, d in scene.amounts(max(0, tied - 3), tied) if d.kind == "duration"), (NONE, None))


def _closes(scene: Scene, at: int, tied: int, trigger: int) -> int:
    """The comma that ends a distance with which a sentence opens ("Ten years after the treaty, Kenya bought …"); -1 if none."""
    words = scene.tokens.words
    if any(part.verb != NONE and part.verb < at for part in scene.parts):
        return NONE  # "The talks came seven months after Hanwha, a maker of guns, signed …"
    commas = [i for i in range(tied + 1, trigger) if words[i].lower == "," and words[i].entity == NONE]
    return commas[0] if len(commas) % 2 else NONE


def _fronted(scene: Scene, phrase: tuple[int, int, int], span: AmountSpan, date: Dated) -> Dated | None:
    """The date of a deed told behind a distance from another: one told before, else counted; None if it has its own behind."""
    words = scene.tokens.words
    at, tied, closes = phrase
    if date.edtf and not words[at].start <= date.start < words[closes].start:
        return None if date.start != NONE else UNDATED
    spans = [(i, d) for i, d in scene.dates(0, len(words)) if d.edtf and tells_when(scene, d, i)]
    own = [d for i, d in spans if i < at]
    return of_span(own[-1]) if own else _counted(scene, (at, tied), span, [d for i, d in spans if tied < i < closes])


def _behind(scene: Scene, trigger: int, date: Dated) -> Dated | None:
    """The date of a deed told before its distance from a day ("delivered ten years after the contract of 2005")."""
    words = scene.tokens.words
    if date.start == NONE or _WAYS.keys().isdisjoint(scene.tokens.lowers[trigger:]):
        return None
    verbs = {part.verb for part in scene.parts} | {
        i for i in range(len(words)) if words[i].lower == "," and words[i].entity == NONE
    }
    for at, day in scene.dates(trigger, len(words)):
        if day.start != date.start:
            continue
        tied = next((i for i in range(at - 1, trigger + 1, -1) if i in verbs or words[i].lower in _WAYS), NONE)
        found, span = _distance(scene, tied) if tied not in verbs | {NONE} else (NONE, None)
        counts = span is not None and words[tied - 1].date != NONE and at > tied + 1
        return _counted(scene, (found, tied), span, [day]) if counts and span is not None else None
    return None


def _counted(scene: Scene, tie: tuple[int, int], span: AmountSpan, told: list[DateSpan]) -> Dated:
    """The date so far from another that is told behind the distance; none where it is not told or cannot be counted."""
    at, tied = tie
    count = -_WAYS[scene.tokens.words[tied].lower] * (span.value or 0)
    value = _moved(told[-1].edtf, count, span.unit) if told and not span.hedge else None
    return (
        Dated(value, "anaphoric", "event", scene.tokens.slice(at, tied + 1), scene.tokens.words[at].start) if value else UNDATED
    )


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
