"""What is indexed of each event: one pass over a library that both engines are made from, so that they cannot differ."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kortui import edtf
from kortui.model import Conflict, Document, Entity, Event, EventDate, Library
from kortui.records import dataclass, field
from kortui.search.days import EARLIEST, LATEST, day_number
from kortui.search.rows import bits_of
from kortui.search.tokens import tokens
from kortui.search.words import BETWEEN, Folded
from kortui.vocabulary import DISAGREEMENTS, DateRole

Pairs = list[tuple[int, int]]

AHEAD: frozenset[DateRole] = frozenset({"planned", "target", "conditional", "forecast", "deadline"})
"""Roles of dates that lie ahead of the source's own present."""

_QUOTED = re.compile('["“«„][^"”»“]{3,}["”»“]')
_DATES_AT_MOST = 50_000
"""Dates whose keys are kept: of a large database nine in ten come again."""

TOGETHER = 256
"""Events that are taken in at a time."""

LONGEST_PART = 5
"""Words of a name that are indexed together."""

AmountKey = tuple[str, str, str]
"""Kind, unit and hedge of an amount; empty for none."""


@dataclass(slots=True)
class Collected:
    """Everything searchable of a library.

    Attributes:
        fields: Rows by ``field:value``.
        title_words: Tokens of each title as text, for phrases.
        text_words: Tokens of each event's topic and evidence as text, for phrases.
        starts: First day number and row of each dated event.
        ends: Last day number and row of each dated event.
        amounts: (figure, row) pairs by kind, unit and hedge.
        ranges: (low, high, row) of amounts that state a range, by kind, unit and hedge.
    """

    size: int = 0
    fields: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    title_words: list[str] = field(default_factory=list)
    text_words: list[str] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)
    amounts: defaultdict[AmountKey, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))
    ranges: defaultdict[AmountKey, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))


def is_vague(date: edtf.Edtf) -> bool:
    """Whether a date's own bounds are not certain: approximate or uncertain."""
    return date.uncertain or date.approximate


@dataclass(frozen=True, slots=True)
class _DateFacts:
    """What is indexed of a date: keys, first and last day number (None of an undated event), and whether it is hedged."""

    keys: tuple[str, ...]
    days: tuple[int, int] | None
    uncertain: bool


class _Dates(dict[tuple[str | None, DateRole, str | None], _DateFacts]):
    """The facts of dates, worked out the first time each is met."""

    def of(self, date: EventDate) -> _DateFacts:
        """The facts of a date."""
        key = (date.edtf, date.role, date.start or date.end)
        found = self.get(key)
        if found is None:
            if len(self) >= _DATES_AT_MOST:
                self.clear()
            found = self[key] = self._made(*key)
        return found

    @staticmethod
    def _made(text: str | None, role: DateRole, day: str | None) -> _DateFacts:
        keys = [f"decade:{day[:-7]}X" if day else "decade:none"]
        if role in AHEAD:
            keys.append("ahead:role")
        if not text:
            return _DateFacts((*keys, "is:undated"), None, False)
        parsed = edtf.parse(text)
        keys.append("has:date")
        if is_vague(parsed):
            keys.append("vague:date")
        days = (day_number(parsed.bounds.start, EARLIEST), day_number(parsed.bounds.end, LATEST))
        return _DateFacts(tuple(keys), days, is_vague(parsed) or parsed.kind == "one-of" or "X" in text)


class Collector:
    """Collects the searchable facts of events, row by row."""

    def __init__(self, documents: Iterable[Document], entities: Sequence[Entity], conflicts: Iterable[Conflict]) -> None:
        self.collected = Collected()
        countries = {e.id: e.country for e in entities if e.country}
        self._actors = _KeysById("actor", countries)
        self._places = _KeysById("place", countries)
        self._conflicts: defaultdict[str, set[str]] = defaultdict(set)
        for conflict in conflicts:
            keys = (f"conflict:{conflict.kind}", *(("is:conflict",) if conflict.kind in DISAGREEMENTS else ()))
            for event in conflict.events:
                self._conflicts[event].update(keys)
        self._digests = {d.id for d in documents if d.digest_of}
        self._dates = _Dates()
        self._kinds = _Kinds()
        self._folded = Folded()

    def add(self, events: Sequence[Event]) -> None:
        """Take in the next events; a few hundred at a time, since going through them once for each aspect suits the cache."""
        out = self.collected
        self._folded.trim()
        out.title_words += self._folded.words([event.title.split() for event in events])
        out.text_words += self._folded.words([_text(event).split() for event in events])
        self.add_facts(events)

    def add_facts(self, events: Sequence[Event]) -> None:
        """Take in the next events but for their words."""
        out = self.collected
        first = out.size
        out.size += len(events)
        fields = out.fields
        for row, event in enumerate(events, first):
            date = self._dates.of(event.date)
            for key in self._keys(event, date):
                fields[key].append(row)
            if date.days:
                out.starts.append((date.days[0], row))
                out.ends.append((date.days[1], row))
            for amount in event.amounts:
                if amount.value is not None:
                    sort: AmountKey = (amount.kind, amount.unit or "", amount.hedge or "")
                    if amount.value_to is None:
                        out.amounts[sort].append((amount.value, row))
                    else:
                        out.ranges[sort].append((amount.value, amount.value_to, row))

    def _keys(self, event: Event, date: _DateFacts) -> set[str]:
        """The ``field:value`` keys of an event."""
        keys = {*self._kinds[event.type, event.relevance, event.stage, event.reviewed, *event.domains], *date.keys}
        for actor in event.actors:
            keys.update(self._actors[actor.id])
        if event.places:
            keys.add("has:place")
            for place in event.places:
                keys.update(self._places[place])
        evidence = event.evidence
        documents = {evidence[0].document} if len(evidence) == 1 else {e.document for e in evidence}
        for document in documents:
            keys.add("doc:" + document)
        if len(documents) == 1:
            keys.add("is:single-source")
        if event.topic:
            keys.add("topic:" + event.topic)
        uncertain = date.uncertain
        if event.amounts:
            keys.add("has:amount")
            uncertain = uncertain or any(a.hedge for a in event.amounts)
        if event.id in self._conflicts:
            keys |= self._conflicts[event.id]
        if uncertain:
            keys.add("is:uncertain")
        for one in evidence:
            if one.state == "stale":
                keys.add("is:stale")
            if one.document not in self._digests and _QUOTED.search(one.exact):
                keys.add("has:quote")
        return keys


def _text(event: Event) -> str:
    """Topic and evidence of an event as one text."""
    if len(event.evidence) == 1 and not event.topic:
        return event.evidence[0].exact
    return BETWEEN.join(text for text in (event.topic, *(e.exact for e in event.evidence)) if text)


class _Kinds(dict[tuple[object, ...], tuple[str, ...]]):
    """The keys of what takes few values: type, relevance, stage, whether it is reviewed, and the domains."""

    def __missing__(self, kind: tuple[object, ...]) -> tuple[str, ...]:
        type_, relevance, stage, reviewed, *domains = kind
        stages = [f"stage:{stage}"] if stage else []
        flags = ["is:reviewed"] if reviewed else []
        found = self[kind] = (f"type:{type_}", f"rel:{relevance}", *(f"domain:{d}" for d in domains), *stages, *flags)
        return found


class _KeysById(dict[str, tuple[str, ...]]):
    """The keys of an entity as actor or place, its country among them."""

    def __init__(self, field: str, countries: dict[str, str]) -> None:
        self._field = field
        self._countries = countries

    def __missing__(self, entity: str) -> tuple[str, ...]:
        country = self._countries.get(entity)
        found = self[entity] = (f"{self._field}:{entity}", *([f"country:{country}"] if country else []))
        return found


def names_and_parts(entities: Iterable[Entity]) -> list[str]:
    """The names of several words and their parts of several words, as tokens.

    They get rows of their own in a derived file, since they are what phrases mostly look for and what names in other scripts
    expand to; phrases made up by people are looked for in the words of the rows that hold all their words.
    """
    found: dict[str, None] = {}
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            words = tokens(name)
            for start in range(len(words) - 1):
                for end in range(start + 2, min(len(words), start + LONGEST_PART) + 1):
                    found[" ".join(words[start:end])] = None
    return list(found)


def decade_value(key: str) -> str:
    """How a query writes a decade of the index: ``1980s``, or EDTF (``055X``) where that says something else."""
    return f"{key[:3]}0s" if len(key) == 4 and key[0] in "12" and key.endswith("X") else key


def decade_sets(starts: Pairs, ends: Pairs, keys: Iterable[str], size: int) -> dict[str, int]:
    """The rows that ``date:`` finds for each decade in which an event begins, by date; a vague event is in several.

    One sweep over sorted days: asked for one by one, a hundred decades of a million events would take seconds.

    Args:
        starts: First day number and row of each dated event.
        ends: Last day number and row of each dated event.
        keys: The ``field:value`` keys there are.
        size: Events in the library.
    """
    from kortui.search.values import date_span  # 3 ms, needed for facets alone

    values = (decade_value(key.partition(":")[2]) for key in keys if key.startswith("decade:") and key != "decade:none")
    spans = sorted((date_span(value).low, date_span(value).high, value) for value in values)
    begun = _sweep(starts, [high + 1 for _, high, _ in spans], size)
    over = _sweep(ends, [low for low, _, _ in spans], size)
    return {value: rows & ~gone for (_, _, value), rows, gone in zip(spans, begun, over, strict=True)}


def _sweep(pairs: Pairs, limits: list[int], size: int) -> list[int]:
    """For each of the ascending limits the rows whose figure is less."""
    ordered = sorted(pairs)
    sets = []
    bits = at = 0
    for limit in limits:
        end = bisect_left(ordered, (limit, -1))
        bits |= bits_of((row for _, row in ordered[at:end]), size)
        sets.append(bits)
        at = end
    return sets


def document_labels(document: Document) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Id of a document, the texts that ``doc:`` looks through and the ones of ``publisher:``, those of the original too."""
    source = document.digest_of
    titles = (document.id, document.title, source and source.title)
    publishers = (document.publisher, source and source.publisher)
    return document.id, tuple(t for t in titles if t), tuple(p for p in publishers if p)


def collect(library: Library) -> Collected:
    """Everything searchable of a library."""
    enabled = gc.isenabled()
    gc.disable()  # lists made here stay; the collector walking them takes a third of the time
    try:
        collector = Collector(library.documents, library.entities, library.conflicts)
        for at in range(0, len(library.events), TOGETHER):
            collector.add(library.events[at : at + TOGETHER])
        return collector.collected
    finally:
        if enabled:
            gc.enable()
