"""When two records tell one fact: each type of event by what tells its facts apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from kortui import edtf
from kortui.model import Amount, Entity, Event
from kortui.text import fold_text
from kortui.vocabulary import EventType

TOLERANCE = 0.001
"""Two figures are one when they differ by less than this part: "10.4 billion" and "10,400 million"."""

RELATIONS = frozenset(("establishment.relations", "establishment.relations-noun"))
"""Rules of "established diplomatic relations", which two countries do once."""

UNSAID: frozenset[EventType] = frozenset(("statement", "pledge", "policy"))
"""Types of which two sentences are two things said, promised or ordered."""

_LASTING: frozenset[EventType] = frozenset(("recognition", "membership", "alliance"))
_FEWEST_WORDS = 6
"""Words from which a sentence is hardly written twice by chance."""

_YEAR = 366
_STOP_WORDS = frozenset(
    [
        "the", "a", "an", "of", "in", "on", "at", "by", "for", "with", "to", "from", "and", "or", "is", "are", "was", "were",
        "has", "have", "had", "as", "its", "their", "his", "her", "that", "which", "first", "new", "two", "both", "official",
        "south", "north", "korea", "korean", "turkey", "türkiye", "turkiye", "turkish", "country", "countries", "republic",
        "government",
    ]
)  # fmt: skip
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


@lru_cache(maxsize=65536)
def key_words(title: str) -> frozenset[str]:
    """Words of a title that tell facts apart: folded, without what every title has."""
    words = re.findall(r"\w{3,}", fold_text(title))
    return frozenset(w.rstrip("s") for w in words if w not in _STOP_WORDS)


def money(event: Event) -> tuple[Amount, ...]:
    """An event's sums, restatements left out."""
    return tuple(a for a in event.amounts if a.kind == "money" and a.equivalent_to is None and a.value is not None)


def same_value(one: Amount, other: Amount) -> bool:
    """Whether two amounts state one figure."""
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) <= TOLERANCE * max(abs(one.value), abs(other.value))


def _shared_sum(one: Event, other: Event) -> bool | None:
    """Whether two records share a sum; None where one of them names none."""
    mine = [a for a in one.amounts if a.kind == "money"]
    theirs = [a for a in other.amounts if a.kind == "money"]
    if not mine or not theirs:
        return None
    return any(same_value(a, b) for a in mine for b in theirs)


def _counts_differ(one: Event, other: Event) -> bool:
    """Whether two records count things and share no count: 20 trainers are not 300 howitzers."""
    mine, theirs = ({a.value for a in event.amounts if a.kind == "count"} for event in (one, other))
    return bool(mine and theirs) and not mine & theirs


def _ids(event: Event) -> frozenset[str]:
    return frozenset(a.id for a in event.actors)


class Facts:
    """What tells facts apart, with the entities at hand."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._tests: dict[EventType, Callable[[Event, Event], bool]] = {
            "statistic": self._statistic, "target": self._statistic, "anniversary": self._anniversary,
            "agreement": self._agreement, "visit": self._visit, "meeting": self._meeting, "contract": self._contract,
            "delivery": self._contract, "casualties": self._casualties, "deployment": self._deployment,
            "recognition": self._recognition, "establishment": self._establishment, **dict.fromkeys(UNSAID, _never),
        }  # fmt: skip

    def kind(self, entity: str) -> str:
        """Kind of an entity; empty when it is unknown."""
        known = self.entities.get(entity)
        return known.kind if known else ""

    def of_kind(self, event: Event, *kinds: str) -> frozenset[str]:
        """Ids of an event's actors of some kinds."""
        return frozenset(i for i in _ids(event) if self.kind(i) in kinds)

    def countries(self, event: Event) -> frozenset[str]:
        """Alpha-3 codes of the countries of an event's actors and places."""
        found = (self.entities.get(i) for i in (*_ids(event), *event.places))
        return frozenset(e.country for e in found if e and e.country)

    def same(self, one: Event, other: Event) -> bool:
        """Whether two records tell one fact."""
        if one.type != other.type or one.confidence != other.confidence:
            return False
        if one.date.edtf is None and other.date.edtf is None and one.evidence[0].document != other.evidence[0].document:
            return one.type not in UNSAID and _undated_twins(one, other)
        return _dates_agree(one, other) and self._tests.get(one.type, self._alike)(one, other)

    def _alike(self, one: Event, other: Event) -> bool:
        if _shared_sum(one, other) is False or one.date.edtf is None or other.date.edtf is None:
            return False
        if not (_ids(one) & _ids(other) or set(one.places) & set(other.places)):
            return False
        mine, theirs = key_words(one.title), key_words(other.title)
        shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        close = 1 if (self.names(one) & self.names(other)) or (set(one.places) & set(other.places)) else 0
        return shared >= (0.4 if close else 0.6)

    def names(self, event: Event) -> frozenset[str]:
        """Ids of an event's actors that are more than a country."""
        return self.of_kind(event, "person", "organisation", "weapon", "agreement", "event")

    def _statistic(self, one: Event, other: Event) -> bool:
        mine, theirs = measured(one), measured(other)
        if mine is None or theirs is None or one.date.edtf is None or mine.measure != theirs.measure:
            return False
        return one.date.edtf == other.date.edtf and same_value(mine, theirs) and self.countries(one) == self.countries(other)

    def _anniversary(self, one: Event, other: Event) -> bool:
        mine, theirs = ordinal(one), ordinal(other)
        if mine is None or mine != theirs or one.date.edtf is None or other.date.edtf is None:
            return False
        return bool(self.countries(one) & self.countries(other)) or not (self.countries(one) and self.countries(other))

    def _agreement(self, one: Event, other: Event) -> bool:
        if one.date.edtf is None or other.date.edtf is None or day_of_report(one) or day_of_report(other):
            return False
        named = self.of_kind(one, "agreement") & self.of_kind(other, "agreement")
        if named:
            return True
        subject = accord_of(one), accord_of(other)
        if subject[0] != subject[1] or not subject[0]:
            return self._alike(one, other) and not (subject[0] and subject[1])
        mine, theirs = self.countries(one), self.countries(other)
        return mine <= theirs or theirs <= mine

    def _visit(self, one: Event, other: Event) -> bool:
        who = self.of_kind(one, "person"), self.of_kind(other, "person")
        if who[0] and who[1]:
            return bool(who[0] & who[1]) and bool(set(_hosts(one)) & set(_hosts(other)))
        return self._alike(one, other)

    def _meeting(self, one: Event, other: Event) -> bool:
        if is_anaphor(_later(one, other)) and _next_to(one, other):
            return True
        who = self.of_kind(one, "person") & self.of_kind(other, "person")
        if len(who) > 1:
            return _narrow(one) and _narrow(other)
        if who and one.evidence[0].document == other.evidence[0].document:
            return one.date.edtf == other.date.edtf and _next_to(one, other)
        return self._alike(one, other)

    def _contract(self, one: Event, other: Event) -> bool:
        sums = _shared_sum(one, other)
        if sums is False or (one.stage == "cancelled") != (other.stage == "cancelled") or _counts_differ(one, other):
            return False
        names = self.names(one) & self.names(other)
        countries = self.countries(one) & self.countries(other)
        if sums:
            return bool(names or countries)
        return len(names) + len(countries) > 1 and one.date.edtf is not None and other.date.edtf is not None

    def _casualties(self, one: Event, other: Event) -> bool:
        mine = {(a.value, a.unit) for a in one.amounts if a.kind == "count"}
        theirs = {(a.value, a.unit) for a in other.amounts if a.kind == "count"}
        return bool({v for v, _ in mine} & {v for v, _ in theirs}) and bool(self.countries(one) & self.countries(other))

    def _deployment(self, one: Event, other: Event) -> bool:
        mine = [a for a in one.amounts if a.kind == "count"]
        theirs = [a for a in other.amounts if a.kind == "count"]
        if mine and theirs:
            return any(a.value == b.value for a in mine for b in theirs) and bool(self.countries(one) & self.countries(other))
        return False

    def _recognition(self, one: Event, other: Event) -> bool:
        return (
            one.date.edtf is not None and other.date.edtf is not None and len(self.countries(one) & self.countries(other)) > 1
        )

    def _establishment(self, one: Event, other: Event) -> bool:
        if one.date.edtf is None or other.date.edtf is None:
            return False
        if one.rule in RELATIONS and other.rule in RELATIONS:
            return len(self.countries(one) & self.countries(other)) > 1
        return one.rule not in RELATIONS and other.rule not in RELATIONS and self._alike(one, other)


def quoted_words(event: Event) -> str:
    """The sentence of a record without its case, accents and signs."""
    return " ".join(re.findall(r"\w+", fold_text(event.evidence[0].exact)))


def is_lasting(event: Event) -> bool:
    """Whether the same actors do it once, or are it as long as it lasts; without a date it is then still one fact."""
    return event.type in _LASTING or event.rule in RELATIONS


def _undated_twins(one: Event, other: Event) -> bool:
    """Whether records of two documents, neither dated, tell one fact.

    Nothing says that they speak of the same time, so only the same sentence does, carried by both, or what the same actors do
    once; and in either case all that the records hold must be equal.
    """
    if not one.actors or set(one.actors) != set(other.actors) or set(one.places) != set(other.places):
        return False
    if one.date.text or other.date.text:
        return False  # "at the end of the decade" without a place in time may mean two decades
    if _held(one) != _held(other) or key_words(one.title) != key_words(other.title):
        return False
    words = quoted_words(one)
    if words.count(" ") + 1 >= _FEWEST_WORDS and words == quoted_words(other):
        return True
    return is_lasting(one) and is_lasting(other) and len(one.actors) + len(one.places) > 1 and bool(key_words(one.title))


def _held(event: Event) -> tuple[object, ...]:
    """What an undated record holds beside its words, actors and places."""
    amounts = frozenset((a.kind, a.value, a.value_to, a.unit, a.hedge, a.measure) for a in event.amounts)
    return event.date.role, event.stage, event.topic, event.rule, amounts


def _never(one: Event, other: Event) -> bool:
    """Two sentences are two things said, promised or ordered."""
    return False


def _hosts(event: Event) -> tuple[str, ...]:
    return (*(a.id for a in event.actors if a.role == "host"), *event.places)


def _narrow(event: Event) -> bool:
    return width(event.date.edtf) <= _YEAR


def is_anaphor(event: Event) -> bool:
    """Whether a record's sentence begins with "the meeting" or the like, which takes up the one just told."""
    return _ANAPHOR.match(event.evidence[0].exact) is not None


def _next_to(one: Event, other: Event) -> bool:
    a, b = one.evidence[0], other.evidence[0]
    return a.document == b.document and abs(a.start - b.start) < NEIGHBOURS


def _later(one: Event, other: Event) -> Event:
    return max(one, other, key=lambda e: (e.evidence[0].document, e.evidence[0].start))


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


def _dates_agree(one: Event, other: Event) -> bool:
    if one.date.edtf is None or other.date.edtf is None:
        return one.date.edtf == other.date.edtf
    return edtf.bounds(one.date.edtf).overlaps(edtf.bounds(other.date.edtf))
