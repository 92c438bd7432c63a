"""Features of a record that tell its fact from others: the precision of its date, what it measures, what it agrees on."""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf
from kortui.model import Amount, Event
from kortui.text import fold_text
from kortui.vocabulary import EventType

TOLERANCE = 0.001
"""Two figures are one when they differ by less than this part: "10.4 billion" and "10,400 million"."""

RELATIONS = frozenset(("establishment.relations", "establishment.relations-noun"))
"""Rules of "established diplomatic relations", which two countries do once."""

UNSAID: frozenset[EventType] = frozenset(("statement", "pledge", "policy"))
"""Types of which two sentences are two things said, promised or ordered."""

_LASTING: frozenset[EventType] = frozenset(("recognition", "membership", "alliance"))

STOP_WORDS = frozenset(
    [
        "the", "a", "an", "of", "in", "on", "at", "by", "for", "with", "to", "from", "and", "or", "is", "are", "was", "were",
        "has", "have", "had", "as", "its", "their", "his", "her", "that", "which", "first", "new", "two", "both", "official",
        "south", "north", "korea", "korean", "turkey", "türkiye", "turkiye", "turkish", "country", "countries", "republic",
        "government",
    ]
)  # fmt: skip
"""Words that every title has."""

_ANAPHOR = re.compile(
    r"(?:(?:the|this|that|these) (?:\w+ )?|it was the \w+ (?:such )?)(?:gathering|meeting|event|summit|talks|visit|conference|"
    r"ceremony|session)\b", re.I,
)  # fmt: skip
NEIGHBOURS = 1200
"""Code points within which "the meeting" still means the meeting just told."""


def width(value: str | None) -> int:
    """Days a date may cover, as a measure of its precision; unknown is widest."""
    span = edtf.bounds(value)
    if span.start is None or span.end is None:
        return 10**7
    (a, b, c), (x, y, z) = span.start, span.end
    return (x - a) * 365 + (y - b) * 30 + (z - c)


@lru_cache(maxsize=1024)
def key_words(title: str) -> frozenset[str]:
    """Words of a title that tell facts apart: folded, without what every title has."""
    words = re.findall(r"\w{3,}", fold_text(title))
    return frozenset(w.rstrip("s") for w in words if w not in STOP_WORDS)


def money(event: Event) -> tuple[Amount, ...]:
    """An event's sums, restatements left out."""
    return tuple(a for a in event.amounts if a.kind == "money" and a.equivalent_to is None and a.value is not None)


def same_value(one: Amount, other: Amount) -> bool:
    """Whether two amounts state one figure."""
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) <= TOLERANCE * max(abs(one.value), abs(other.value))


def compatible(one: Amount, other: Amount) -> bool:
    """Whether two hedged figures can both be right: "over 4 billion" and 4.2 billion can."""
    if same_value(one, other):
        return True
    if one.value is None or other.value is None:
        return True
    (low, a), (high, b) = sorted(((one.value, one), (other.value, other)), key=lambda x: x[0])
    if a.value_to is not None and high <= a.value_to:
        return True
    if a.hedge in (">", ">=") or b.hedge in ("<", "<=", "<~"):
        return low >= high * 0.8
    return "~" in (a.hedge or "") + (b.hedge or "") and low >= high * 0.95


def quoted_words(event: Event) -> str:
    """The sentence of a record without its case, accents and signs."""
    return " ".join(re.findall(r"\w+", fold_text(event.evidence[0].exact)))


def is_lasting(event: Event) -> bool:
    """Whether the same actors do it once, or are it as long as it lasts; without a date it is then still one fact."""
    return event.type in _LASTING or event.rule in RELATIONS


def is_anaphor(event: Event) -> bool:
    """Whether a record's sentence begins with "the meeting" or the like, which takes up the one just told."""
    return _ANAPHOR.match(event.evidence[0].exact) is not None


def day_of_report(event: Event) -> bool:
    """Whether an event has no date but that of the report that tells it."""
    return event.date.basis == "document"


def ordinal(event: Event) -> int | float | None:
    """Which anniversary an event is."""
    return next((a.value for a in event.amounts if a.kind in ("ordinal", "duration")), None)


_ACCORDS = (
    ("free trade agreement", ("free trade", "fta")), ("double taxation", ("double taxation", "tax")),
    ("investment", ("investment",)), ("visa", ("visa",)), ("defense", ("defence", "defense", "military", "security")),
    ("culture", (" cultur",)), ("air", ("air ", "aviation")), ("nuclear", ("nuclear", "atomic")),
    ("science", ("scien", "technolog")), ("twinning", ("sister", "twin")), ("trade", ("trade", "commerc")),
    ("friendship", ("friendship", "amity")), ("strategic partnership", ("strategic partnership",)), ("peace", ("peace",)),
)  # fmt: skip


def accord_of(event: Event) -> str:
    """What an agreement is about, by the first words that tell; empty when none do."""
    title = event.title.casefold()
    return next((name for name, words in _ACCORDS if any(w in title for w in words)), "")


def measured(event: Event) -> Amount | None:
    """The figure a statistic or target states."""
    return next((a for a in event.amounts if a.measure is not None and a.equivalent_to is None), None)
