"""What is indexed of each event: one pass over a library that both engines are made from, so that they cannot differ."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress
from operator import itemgetter

from kortui.model import Amount, Conflict, Document, Entity, Event, Evidence, Library
from kortui.model.calendar import COUNTED
from kortui.records import dataclass, field
from kortui.rows import bits_of
from kortui.search.groups import Groups, date_days, date_keys, entity_keys, kind_keys
from kortui.search.names import LONGEST_PART
from kortui.search.reach import publication_days, told_until
from kortui.search.tokens import tokens
from kortui.search.words import BETWEEN, Folded
from kortui.vocabulary import DISAGREEMENTS

Days = tuple[int, int]
"""First and last day number of a date."""

_QUOTED = re.compile('["“«„][^"”»“]{3,}["”»“]')
TOGETHER = 256
"""Events that are taken in at a time."""

_CROWDED = 16
"""When more than one row in so many is in some lists, going through all rows is faster than sorting."""

AmountKey = tuple[str, str, str]
"""Kind, unit and hedge of an amount; empty for none."""


@dataclass(slots=True)
class Collected:
    """Everything searchable of some events.

    Attributes:
        size: Events taken in until then.
        fields: Rows by ``field:value``, ascending.
        title_words: Tokens of each title as text, for phrases.
        text_words: Tokens of each event's topic and evidence as text, for phrases.
        days: First and last day number of each event, None of undated ones.
        amounts: (figure, row) pairs by kind, unit and hedge.
        ranges: (low, high, row) of amounts that state a range, by kind, unit and hedge.
    """

    size: int = 0
    fields: Mapping[str, list[int]] = field(default_factory=dict)
    title_words: list[str] = field(default_factory=list)
    text_words: list[str] = field(default_factory=list)
    days: list[Days | None] = field(default_factory=list)
    amounts: defaultdict[AmountKey, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))
    ranges: defaultdict[AmountKey, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))


def _joined(lists: Sequence[list[int]], first: int, behind: int) -> list[int]:
    """Several ascending lists of rows as one, each row once; a single list as it is.

    Args:
        lists: The lists.
        first: First of the rows that they may hold.
        behind: The row behind the last one.
    """
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * _CROWDED < behind - first:
        return list(dict.fromkeys(sorted(chain.from_iterable(lists))))
    marks = bytearray(behind)
    for row in chain.from_iterable(lists):
        marks[row] = 1
    return list(compress(range(first, behind), marks[first:]))


class Quotations:
    """The rows whose evidence no longer stands in its document, and those in which a source quotes somebody's words.

    Args:
        documents: All documents; what a digest quotes are not its source's words.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._digests = {d.id for d in documents if d.digest_of}
        self.rows: Mapping[str, list[int]] = {"is:stale": [], "has:quote": []}

    def add(self, row: int, evidence: Sequence[Evidence]) -> None:
        """Take in an event's evidence."""
        stale = quotes = False
        for one in evidence:
            stale = stale or one.state == "stale"
            text = one.exact
            if '"' in text or "“" in text or "«" in text or "„" in text:  # four looks take a fifth of the expression's time
                quotes = quotes or (one.document not in self._digests and bool(_QUOTED.search(text)))
        if stale:
            self.rows["is:stale"].append(row)
        if quotes:
            self.rows["has:quote"].append(row)


class Collector:
    """Collects the searchable facts of events, row by row.

    Rows are listed by what they have in common, once for each aspect of an event, and by key when they are taken: an event has
    a dozen keys.
    """

    def __init__(self, documents: Iterable[Document], entities: Sequence[Entity], conflicts: Iterable[Conflict]) -> None:
        self.collected = Collected()
        countries = {e.id: e.country for e in entities if e.country}
        self._kinds = Groups(kind_keys)
        self._dates = Groups(date_keys, date_days)
        self._actors = Groups(entity_keys("actor", countries))
        self._places = Groups(entity_keys("place", countries))
        self._documents = Groups(lambda document: (f"doc:{document}",))
        self._topics = Groups(lambda topic: (f"topic:{topic}",))
        self._flags = Groups(lambda key: (key,))
        self._several = Groups(tuple)
        self._conflicts: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for conflict in conflicts:
            keys = (f"conflict:{conflict.kind}", *(("is:conflict",) if conflict.kind in DISAGREEMENTS else ()))
            for event in conflict.events:
                self._conflicts[event].update(dict.fromkeys(keys))
        known = tuple(documents)
        self._quotations = Quotations(known)
        self._published = publication_days(known)
        self._folded = Folded()
        self._taken = 0

    def add(self, events: Sequence[Event]) -> None:
        """Take in the next events; a few hundred at a time, since going through them once for each aspect suits the cache."""
        out = self.collected
        self._folded.trim()
        out.title_words += self._folded.words([event.title.split() for event in events])
        out.text_words += self._folded.words([_text(event).split() for event in events])
        for row, event in enumerate(events, out.size):
            self._quotations.add(row, event.evidence)
        self.add_facts(events)

    def add_facts(self, events: Sequence[Event]) -> None:
        """Take in the next events but for their words and quotations."""
        out = self.collected
        first = out.size
        out.size += len(events)
        kinds, dates, actors, places, documents = self._kinds, self._dates, self._actors, self._places, self._documents
        conflicts, published, flags = self._conflicts, self._published, self._flags
        days, single = out.days.append, flags["is:single-source"].append
        for row, event in enumerate(events, first):
            kinds[event.type, event.relevance, event.stage, event.reviewed, event.domains].append(row)
            date, evidence = event.date, event.evidence
            told = None if date.end else told_until(date, evidence, published)
            group = dates[date.edtf, date.role, date.basis, date.start or date.end, told]
            group.append(row)
            days(group.days)
            for actor in {actor.id for actor in event.actors}:
                actors[actor].append(row)
            if event.places:
                flags["has:place"].append(row)
                for place in set(event.places):
                    places[place].append(row)
            if event.topic:
                self._topics[event.topic].append(row)
            if event.amounts:
                self._add_amounts(event.amounts, row)
            if event.id in conflicts:
                self._several[tuple(conflicts[event.id])].append(row)
            sources = (evidence[0].document,) if len(evidence) == 1 else {one.document for one in evidence}
            for document in sources:
                documents[document].append(row)
            if len(sources) == 1:
                single(row)

    def _add_amounts(self, amounts: Sequence[Amount], row: int) -> None:
        out, flags = self.collected, self._flags
        flags["has:amount"].append(row)
        hedged = counted = False
        for amount in amounts:
            hedged = hedged or bool(amount.hedge)
            counted = counted or amount.kind == "count"
            if amount.value is not None:
                sort: AmountKey = (amount.kind, amount.unit or "", amount.hedge or "")
                if amount.value_to is None:
                    out.amounts[sort].append((amount.value, row))
                else:
                    out.ranges[sort].append((amount.value, amount.value_to, row))
        if hedged:
            flags["is:uncertain"].append(row)
        if counted:
            flags[COUNTED].append(row)

    def take(self) -> Collected:
        """What was collected since the last time, rows by key."""
        found = self.collected
        runs: defaultdict[str, list[list[int]]] = defaultdict(list)
        for groups in (
            self._kinds, self._dates, self._actors, self._places, self._documents, self._topics, self._flags, self._several,
        ):  # fmt: skip
            for keys, rows in groups.take():
                for key in keys:
                    runs[key].append(rows)
        for key, rows in self._quotations.rows.items():
            if rows:
                runs[key].append(rows)
        found.fields = {key: _joined(some, self._taken, found.size) for key, some in runs.items()}
        self._taken = found.size
        self.collected = Collected(found.size)
        return found


def _text(event: Event) -> str:
    """Topic and evidence of an event as one text."""
    if len(event.evidence) == 1 and not event.topic:
        return event.evidence[0].exact
    return BETWEEN.join(text for text in (event.topic, *(e.exact for e in event.evidence)) if text)


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


def decade_sets(days: Iterable[Days | None], keys: Iterable[str], size: int) -> dict[str, int]:
    """The rows that ``date:`` finds for each decade in which an event begins, by date; a vague event is in several.

    One sweep over sorted days: asked for one by one, a hundred decades of a million events would take seconds.

    Args:
        days: Of each event, as in `Collected`.
        keys: The ``field:value`` keys there are.
        size: Events in the library.
    """
    from kortui.search.values import date_span  # 3 ms, needed for facets alone

    rows_of: defaultdict[Days, list[int]] = defaultdict(list)
    for row, pair in enumerate(days):
        if pair is not None:
            rows_of[pair].append(row)
    values = (decade_value(key.partition(":")[2]) for key in keys if key.startswith("decade:") and key != "decade:none")
    spans = sorted((date_span(value).low, date_span(value).high, value) for value in values)
    begun = _sweep(((start, rows) for (start, _), rows in rows_of.items()), [high + 1 for _, high, _ in spans], size)
    over = _sweep(((end, rows) for (_, end), rows in rows_of.items()), [low for low, _, _ in spans], size)
    return {value: rows & ~gone for (_, _, value), rows, gone in zip(spans, begun, over, strict=True)}


def _sweep(figures: Iterable[tuple[int, list[int]]], limits: list[int], size: int) -> list[int]:
    """For each of the ascending limits the rows whose figure is less."""
    ordered = sorted(figures, key=itemgetter(0))
    sets = []
    bits = at = 0
    for limit in limits:
        end = bisect_left(ordered, limit, key=itemgetter(0))
        bits |= bits_of(list(chain.from_iterable(rows for _, rows in ordered[at:end])), size)
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
        return collector.take()
    finally:
        if enabled:
            gc.enable()
