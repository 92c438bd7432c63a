"""Deeds that two documents tell with other days or other numbers, so that both cannot be right.

A document knows what it tells twice and what it does not; so only records of different documents are compared, and only
those of one type whose parties, places, goods and order ("the second ship") leave room for one deed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kortui import edtf
from kortui.extract.apart import may_both_hold, number
from kortui.extract.facts import Facts
from kortui.extract.features import compatible, key_words, width
from kortui.extract.losses import dead
from kortui.model import Amount, Event
from kortui.text import fold_text
from kortui.vocabulary import ConflictKind, EventType

_DAYS: Mapping[EventType, int] = {
    **dict.fromkeys(("visit", "meeting", "exhibition", "casualties"), 5),
    **dict.fromkeys(("agreement", "contract", "delivery", "establishment", "investment", "financing"), 31),
    **dict.fromkeys(("construction", "aid", "deployment", "withdrawal", "membership", "programme"), 31),
}  # fmt: skip
"""Days within which two dates of one deed are told differently, and beyond which it is another deed."""
_NUMBERED: frozenset[EventType] = frozenset(
    ("contract", "delivery", "commerce", "casualties", "deployment", "investment", "financing", "construction", "aid",
     "withdrawal", "exhibition", "agreement")
)  # fmt: skip
_NARROW = 31
_YEAR = 366
_WAR = 12 * _YEAR
"""Days of the longest war of which the dead are compared; there is one number of them, however long it took."""
_COMPARED = 24
"""Records of one subject that each is compared with at most; so the time grows with the records."""
_STEM = 5
_PLAIN = frozenset(
    word[:_STEM] for word in (
        "sign", "signed", "signing", "agree", "agreed", "agreement", "memorandum", "understanding", "mou", "accord", "treaty",
        "pact", "deal", "contract", "conclude", "deliver", "delivery", "hand", "over", "visit", "arrive", "state", "official",
        "meet", "met", "talk", "hold", "held", "minister", "ministry", "president", "prime", "foreign", "sell", "sold", "buy",
        "bought", "order", "received", "provide", "worth", "million", "billion", "between", "open", "under", "into",
        "ink", "navy", "army", "military", "war", "killed", "kill", "died", "die", "people", "day", "take", "place", "about",
        "some",
    )
)  # fmt: skip
"""Beginnings of words that every deed of a type is told with; they tell no deed from another."""
_OF_ARMS = _PLAIN | {
    "win", "won", "award", "place", "secur", "clinc", "land", "tank", "aircr", "helic", "drone", "howit", "missi", "train",
    "jet", "fight", "proje", "progr", "suppl", "provi",
}  # fmt: skip
"""Beginnings of words that tell no deal from another on the same arms."""
_SAME = {
    "unmanned aerial vehicle": "drone", "unmanned aerial vehicles": "drone", "uav": "drone", "uavs": "drone",
    "self-propelled howitzers": "howitzer", "self-propelled guns": "howitzer", "airplanes": "plane", "aeroplanes": "plane",
    "defence": "defense", "trade and investment": "trade", "railway": "rail", "railroad": "rail",
}  # fmt: skip
_SYNONYMS = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _SAME), key=len, reverse=True))})\b", re.I)
"""Things that papers call by two names."""
_OFFICE = re.compile(r"\b[\w-]+ (?=minist|secretar|department|agenc|committee)", re.I)
_ORDER = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|final|another|further|additional|new)\b", re.I)
_EDGE = re.compile(
    r"\b(?:arriv|depart|le(?:ft|av)|return|beg[aiu]n|start|open|end|conclud|clos|wrap|welcom|receiv|greet)", re.I
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two records of one deed.

    Attributes:
        kind: What differs: "date", "value", or "role" where one tells the beginning or the end of what the other tells.
        note: The two sides, in a few words.
    """

    kind: ConflictKind
    one: Event
    other: Event
    note: str


def concerns(event: Event) -> bool:
    """Whether a record can contradict another."""
    if event.date.edtf is None or event.date.basis == "document" or event.confidence == "derived":
        return False
    days = width(event.date.edtf)
    if event.type == "casualties" and _YEAR < days <= _WAR:
        return bool(dead(event))
    return (event.type in _DAYS and days <= _NARROW) or (event.type in _NUMBERED and days <= _YEAR and bool(event.amounts))


def entries(event: Event, facts: Facts) -> Iterator[tuple[str, Told]]:
    """The blocks in which a record is compared: by type, year, and a word of its subject, a person or arms, else its countries.

    The dead of a war of years are compared by its years alone.
    """
    if not concerns(event):
        return
    deed = Told.of(event, facts)
    if width(event.date.edtf) > _YEAR:
        yield f"dead\0{_years(event)}", deed
        return
    years = range(deed.first // _YEAR, (deed.last + _NARROW) // _YEAR + 1)  # what begins while one is near shares a year
    for key in sorted(deed.subject | deed.people | deed.arms) or [" ".join(sorted(deed.countries))]:
        yield from ((f"{event.type}\0{key}\0{year}", deed) for year in years)


def among(members: Sequence[Told]) -> Iterator[Contradiction]:
    """The pairs of a block that tell one deed differently."""
    deeds = sorted(members, key=lambda d: (d.first, d.event.id))
    for at, one in enumerate(deeds):
        for other in deeds[at + 1 : at + 1 + _COMPARED]:
            days = max(0, other.first - one.last, one.first - other.last)
            if days > _NARROW:
                break
            if _of_one_deed(one, other):
                yield from _contradictions(one, other, days)


@dataclass(frozen=True, slots=True)
class Told:
    """A record with what tells its deed from others."""

    event: Event
    first: int
    last: int
    told: str
    documents: frozenset[str]
    subject: frozenset[str]
    people: frozenset[str]
    firms: frozenset[str]
    arms: frozenset[str]
    cities: frozenset[str]
    countries: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    order: frozenset[str]

    @classmethod
    def of(cls, event: Event, facts: Facts) -> Told:
        """What tells the deed of a record from others."""
        roles: dict[str, set[str]] = {}
        for actor in event.actors:
            known = facts.entities.get(actor.id)
            if known is not None and known.country and actor.role not in ("other", "actor", "signatory", "partner", "member"):
                roles.setdefault(actor.role, set()).add(known.country)
        span = edtf.bounds(event.date.edtf)
        return cls(
            event, number(span.low), number(span.high), _told_as(event),
            frozenset(e.document for e in event.evidence), _subject(event, facts),
            facts.of_kind(event, "person"), facts.firms(event), facts.of_kind(event, "weapon", "agreement", "event"),
            frozenset(p for p in event.places if facts.kind(p) == "place"), facts.countries(event),
            {role: frozenset(codes) for role, codes in roles.items()},
            frozenset(w.lower() for w in _ORDER.findall(event.title)),
        )  # fmt: skip


def _subject(event: Event, facts: Facts) -> frozenset[str]:
    """Beginnings of the title's words that say what the deed is about: no names of its parties, numbers or plain words."""
    known = (facts.entities.get(i) for i in (*(a.id for a in event.actors), *event.places))
    names = {w[:4] for e in known if e is not None for w in key_words(e.name)}
    title = _OFFICE.sub("", event.title)
    for amount in event.amounts:
        title = title.replace(amount.text, " ")
    words = key_words(_SYNONYMS.sub(lambda m: _SAME[m[0].casefold()], fold_text(title)))
    return frozenset(w[:_STEM] for w in words if w[:4] not in names and w[:_STEM] not in _PLAIN and not w[0].isdigit())


def _contradictions(one: Told, other: Told, days: int) -> Iterator[Contradiction]:
    dates = _dates(one, other, days) if days else None
    if dates is not None:
        yield dates
    if one.event.type in _NUMBERED and (dates is not None or not days):
        numbers = _numbers(one, other)
        if numbers is not None:
            yield numbers


def _told_as(event: Event) -> str:
    """Whether a deed is told as done, planned or otherwise; what is only reported is done."""
    return "event" if event.date.role == "reported" else event.date.role


def _of_one_deed(one: Told, other: Told) -> bool:
    """Whether two documents, and in them parties, places, goods and order, leave room for one deed."""
    if one.told != other.told or not one.documents.isdisjoint(other.documents):
        return False
    if not (one.countries <= other.countries or other.countries <= one.countries) or not (one.countries and other.countries):
        return False
    if bool(one.firms) != bool(other.firms) or one.order != other.order:
        return False
    if "cancelled" in (one.event.stage, other.event.stage) and one.event.stage != other.event.stage:
        return False
    if any(a and b and not a & b for a, b in ((one.people, other.people), (one.arms, other.arms), (one.cities, other.cities))):
        return False
    if one.firms and not one.firms & other.firms:
        return False
    return all(not (mine := other.roles.get(role)) or mine & codes for role, codes in one.roles.items())


def _shared(one: Told, other: Told) -> tuple[float, float]:
    """The part of the subject that two records share, of the shorter and of the longer."""
    shared = len(one.subject & other.subject)
    few, many = sorted((len(one.subject), len(other.subject)))
    return (shared / few if few else float(not many)), (shared / many if many else 1.0)


def _dates(one: Told, other: Told, days: int) -> Contradiction | None:
    a, b = one.event, other.event
    if days > _DAYS.get(a.type, 0) or max(width(a.date.edtf), width(b.date.edtf)) > _NARROW or may_both_hold(a, b):
        return None
    of_shorter, of_longer = _shared(one, other)
    if not (one.people & other.people) and (of_shorter < 0.75 or (days > 3 and of_longer < 0.5)):
        return None
    if not one.subject and not other.subject and not one.people and (days > 3 or key_words(a.title) != key_words(b.title)):
        return None  # "sign an agreement" says too little to be the same three weeks later
    if _counts(a) and _counts(b) and not any(x.value == y.value for x in _counts(a) for y in _counts(b)):
        return None
    edges = [set(m[0].lower()[:4] for m in _EDGE.finditer(e.title)) for e in (a, b)]
    kind: ConflictKind = "date" if edges[0] == edges[1] else "role"
    return Contradiction(kind, a, b, f"{a.date.display} against {b.date.display}")


def _counts(event: Event) -> list[Amount]:
    return [a for a in event.amounts if a.kind == "count" and a.equivalent_to is None and a.value is not None]


def _numbers(one: Told, other: Told) -> Contradiction | None:
    a, b = one.event, other.event
    if width(a.date.edtf) > _YEAR:
        return _of_a_war(a, b)
    of_shorter, of_longer = _shared(one, other)
    narrow = max(width(a.date.edtf), width(b.date.edtf)) <= _NARROW
    if not (one.subject & other.subject or one.arms & other.arms or (narrow and not one.subject and not other.subject)):
        return None
    alike = bool(one.arms & other.arms) and (one.subject | other.subject) <= _OF_ARMS
    if not alike and ((of_shorter < 0.75) if narrow else (of_longer < 0.75)):
        return None  # "an Altay contract" and "a contract for the Altay tank" are one
    for kind in ("count", "money"):
        mine, theirs = (
            [x for x in e.amounts if x.kind == kind and x.equivalent_to is None and x.value is not None] for e in (a, b)
        )
        for unit in dict.fromkeys(x.unit for x in mine):
            left, right = [x for x in mine if x.unit == unit], [y for y in theirs if y.unit == unit]
            if left and right and not any(compatible(x, y) for x in left for y in right):
                return Contradiction("value", a, b, f"{_words(left[0], a)} and {_words(right[0], b)} for {_when(a, b)}")
    return None


def _of_a_war(a: Event, b: Event) -> Contradiction | None:
    """Two numbers of the dead of one war."""
    mine, theirs = dead(a), dead(b)
    if len(mine) != 1 or len(theirs) != 1 or compatible(mine[0], theirs[0]):
        return None
    few, many = sorted((mine[0].value or 0, theirs[0].value or 0))
    if few < many / 2:
        return None  # some of them
    return Contradiction("value", a, b, f"{mine[0].text} and {theirs[0].text} dead for {a.date.display}")


def _years(event: Event) -> str:
    span = edtf.bounds(event.date.edtf)
    return f"{span.start and span.start[0]}\0{span.end and span.end[0]}"


def _when(a: Event, b: Event) -> str:
    """Of what time two numbers are: the date of both, or both dates."""
    same = edtf.bounds(a.date.edtf).overlaps(edtf.bounds(b.date.edtf))
    return a.date.display if same else f"{a.date.display} or {b.date.display}"


def _words(amount: Amount, event: Event) -> str:
    """An amount as its source writes it, with what it counts."""
    if amount.kind != "count" or not amount.unit:
        return amount.text
    told = event.evidence[amount.evidence].exact.casefold()
    return f"{amount.text} {amount.unit}s" if f"{amount.unit}s" in told else amount.text
