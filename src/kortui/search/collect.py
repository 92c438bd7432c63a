"""What is indexed of each event: one pass over a library that both engines are made from, so that they cannot differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kortui import edtf
from kortui.model import Event, Library
from kortui.search.tokens import tokens
from kortui.search.values import EARLIEST, LATEST, day_number
from kortui.vocabulary import ConflictKind, DateRole

Lists = defaultdict[str, list[int]]

DISAGREEING: frozenset[ConflictKind] = frozenset({"value", "date"})
"""Kinds of conflict in which sources disagree; the others say why two records differ though both hold."""

AHEAD: frozenset[DateRole] = frozenset({"planned", "target", "conditional", "forecast", "deadline"})
"""Roles of dates that lie ahead of the source's own present."""

_QUOTED = re.compile('["“«„][^"”»“]{3,}["”»“]')
SEPARATOR = "\n"
"""Between the fields of an event's token text, so that no phrase runs from one into the next."""

AmountKey = tuple[str, str, str]
"""Kind, unit and hedge of an amount; empty for none."""


@dataclass(slots=True)
class Collected:
    """Everything searchable of a library.

    Attributes:
        title: Rows by token of the title.
        text: Rows by token of topic and evidence.
        fields: Rows by ``field:value``.
        title_words: Tokens of each title as text, for phrases.
        text_words: Tokens of each event's topic and evidence as text, for phrases.
        starts: First day number and row of each dated event.
        ends: Last day number and row of each dated event.
        amounts: (figure, row) pairs by kind, unit and hedge.
        ranges: (low, high, row) of amounts that state a range, by kind, unit and hedge.
    """

    size: int = 0
    title: Lists = field(default_factory=lambda: defaultdict(list))
    text: Lists = field(default_factory=lambda: defaultdict(list))
    fields: Lists = field(default_factory=lambda: defaultdict(list))
    title_words: list[str] = field(default_factory=list)
    text_words: list[str] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)
    amounts: defaultdict[AmountKey, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))
    ranges: defaultdict[AmountKey, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))


def words_of(parts: Iterable[str]) -> tuple[str, set[str]]:
    """The tokens of some texts as one text to find phrases in, and as a set."""
    lines = [tokens(part) for part in parts]
    return SEPARATOR.join(f" {' '.join(line)} " for line in lines), {token for line in lines for token in line}


def is_uncertain(event: Event) -> bool:
    """Whether the date is approximate, uncertain or one of a set, or a figure is hedged."""
    if any(a.hedge for a in event.amounts):
        return True
    if not event.date.edtf:
        return False
    date = edtf.parse(event.date.edtf)
    return date.uncertain or date.approximate or date.kind == "one-of" or "X" in date.text


def is_vague(event: Event) -> bool:
    """Whether the date's own bounds are not certain: approximate or uncertain."""
    if not event.date.edtf:
        return False
    date = edtf.parse(event.date.edtf)
    return date.uncertain or date.approximate


class Collector:
    """Collects the searchable facts of events, row by row."""

    def __init__(self, library: Library) -> None:
        self.collected = Collected()
        entities = library.index.entity
        self._countries = {e.id: e.country for e in library.entities if e.country}
        self._known = entities
        self._disagree = {e for c in library.conflicts if c.kind in DISAGREEING for e in c.events}
        self._digests = {d.id for d in library.documents if d.digest_of}

    def add(self, event: Event) -> None:
        """Take in the next event."""
        out = self.collected
        row = out.size
        out.size += 1
        words, found = words_of((event.title,))
        out.title_words.append(words)
        for token in found:
            out.title[token].append(row)
        words, found = words_of((event.topic or "", *(e.exact for e in event.evidence)))
        out.text_words.append(words)
        for token in found:
            out.text[token].append(row)
        for key in self._keys(event):
            out.fields[key].append(row)
        self._dates(event, row)
        for amount in event.amounts:
            if amount.value is not None:
                sort: AmountKey = (amount.kind, amount.unit or "", amount.hedge or "")
                if amount.value_to is None:
                    out.amounts[sort].append((amount.value, row))
                else:
                    out.ranges[sort].append((amount.value, amount.value_to, row))

    def _dates(self, event: Event, row: int) -> None:
        if event.date.edtf:
            bounds = edtf.bounds(event.date.edtf)
            self.collected.starts.append((day_number(bounds.start, EARLIEST), row))
            self.collected.ends.append((day_number(bounds.end, LATEST), row))

    def _keys(self, event: Event) -> set[str]:
        keys = {f"type:{event.type}", f"rel:{event.relevance}"}
        keys.update(f"domain:{d}" for d in event.domains)
        keys.update(f"actor:{a.id}" for a in event.actors)
        keys.update(f"place:{p}" for p in event.places)
        for entity in (*(a.id for a in event.actors), *event.places):
            if entity in self._countries:
                keys.add(f"country:{self._countries[entity]}")
        documents = {e.document for e in event.evidence}
        keys.update(f"doc:{d}" for d in documents)
        if len(documents) == 1:
            keys.add("is:single-source")
        if event.stage:
            keys.add(f"stage:{event.stage}")
        if event.topic:
            keys.add(f"topic:{event.topic}")
        keys.update(self._flags(event))
        start = event.date.start or event.date.end
        keys.add(f"decade:{start[:-7]}X" if start else "decade:none")
        return keys

    def _flags(self, event: Event) -> Iterable[str]:
        date = event.date
        if event.id in self._disagree:
            yield "is:conflict"
        if is_uncertain(event):
            yield "is:uncertain"
        if is_vague(event):
            yield "vague:date"
        if event.reviewed:
            yield "is:reviewed"
        if any(e.state == "stale" for e in event.evidence):
            yield "is:stale"
        yield "has:date" if date.edtf else "is:undated"
        if date.role in AHEAD:
            yield "ahead:role"
        if event.amounts:
            yield "has:amount"
        if event.places:
            yield "has:place"
        if any(e.document not in self._digests and _QUOTED.search(e.exact) for e in event.evidence):
            yield "has:quote"


def collect(library: Library) -> Collected:
    """Everything searchable of a library."""
    collector = Collector(library)
    for event in library.events:
        collector.add(event)
    return collector.collected
