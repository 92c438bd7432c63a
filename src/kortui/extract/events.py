"""The records of a document: its sentences in order, what each names kept for the next, drafts made into events."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kortui.extract import antecedents, corrections, cutting, drafts, modality, relevance, story, tables, triggers
from kortui.extract.batching import batches
from kortui.extract.dated import Dated
from kortui.extract.draft import Draft
from kortui.extract.fitting import fit
from kortui.extract.runs import Runs
from kortui.extract.scene import Discourse, Scene
from kortui.extract.sections import Section, Sections
from kortui.extract.sides import begin_section, follow
from kortui.extract.story import READ, Source
from kortui.extract.watching import EVENTS, Told, watched
from kortui.extract.word_patterns import Stretch
from kortui.extract.words import Spans
from kortui.model import Actor, Amount, Event, EventDate, Evidence, event_id
from kortui.records import replace
from kortui.vocabulary import EventType

_OURS = frozenset((relevance.KOREA, relevance.TURKIYE))

_TITLED = 101
"""How many times of naming a country it counts to name one that the title names."""

_BEGINNING = 3000
"""Characters of a document that tell what it is about."""

_TOLD = 8
"""Sentences whose records are made at a time, with all that is known of them: fewer than are cut."""

__all__ = ["Source", "find", "pair_of", "rename", "scenes"]


def pair_of(source: Source) -> tuple[str, ...]:
    """The two countries a document is about: those its title names, else the two it names most, of such those named first."""
    counts = _named(source)
    ranked = sorted(counts, key=lambda c: -counts[c])
    return tuple(sorted(ranked[:2])) if len(ranked) > 1 else ()


def _named(source: Source) -> dict[str, int]:
    """How often a document names each country, in the order in which it first does; its title counts for many times."""
    counts: dict[str, int] = {}
    countries = source.homes.countries
    title = source.document.title.casefold()
    for (id_, text), times in Counter((s.id, s.text) for s in source.entities if s.kind == "country").items():
        known = source.registry.get(id_)
        if known is None or not known.country or known.country not in countries:
            continue
        home = countries[known.country]
        counts[home] = counts.get(home, 0) + times * (_TITLED if text.casefold() in title else 1)
    return counts


def _is_settled(source: Source) -> bool:
    """Whether no third country comes near the two that a document is about, both of which it names again or in its title."""
    first, second, third, *_ = (*sorted(_named(source).values(), reverse=True), 0, 0, 0)
    return first >= second > max(third, 1)


def scenes(source: Source, pair: tuple[str, ...], told: Told | None = None) -> Iterator[Scene]:
    """The sentences of a document that can make records, with the discourse kept up to date.

    Args:
        source: What the earlier stages found.
        pair: The two countries the document is about, see `pair_of`.
        told: Takes the share of the work on the document that is done, now and then.
    """
    text, dates = source.document.text, Spans(source.dates)
    amounts = Spans(corrections.applied(text, source.sentences, source.amounts))
    runs = source.runs if source.runs is not None else Runs.of(text)
    theme = relevance.theme_of(Stretch(triggers.cues(runs, 0, _BEGINNING), text, 0, min(len(text), _BEGINNING)))
    known = Discourse(
        theme=theme, countries=source.homes.countries, homes=source.homes.peoples, pair=pair, about=pair,
        settled=_is_settled(source),
    )  # fmt: skip
    news = story.is_news(source)
    headed, read = Sections(text, source.sentences, source.dates), 0
    cut = cutting.scenes(source, dates, amounts, known, runs, news)
    for number, sentence in enumerate(watched(source.sentences, told, EVENTS)):
        headed.enter(number)
        if headed.is_dated:
            for span in dates.spans[slice(*dates.within(sentence.start, sentence.end))]:
                headed.tell(span)
        known.section = headed.current
        if sentence.kind not in READ:
            if sentence.kind in ("heading", "headline"):
                begin_section(known)
                known.heading = text[sentence.start : sentence.end].strip("#*_= \t\r\n")
            continue
        if not news and text.find("\n", read, sentence.start) >= 0:
            begin_section(known)
        read = sentence.end
        scene = next(cut)
        if scene is not None:
            yield scene
            antecedents.remember(scene)


def find(source: Source, told_how_far: Told | None = None) -> tuple[Event, ...]:
    """The records of one document, in order of their evidence.

    Args:
        source: What the earlier stages found.
        told_how_far: Takes the share of the work on the document that is done, now and then.
    """
    return tuple(sorted(tell(source, told_how_far), key=lambda e: e.evidence[0].start))


def tell(source: Source, told_how_far: Told | None = None) -> Iterator[Event]:
    """The records of one document, each as it is made: those of sentences in their order, then those of tables.

    Args:
        source: What the earlier stages found.
        told_how_far: Takes the share of the work on the document that is done, now and then.
    """
    ordinals: dict[tuple[str, EventType], int] = {}
    pair, titled = pair_of(source), _in_title(source)
    focus = titled >= _OURS
    told, published = story.begin(source), modality.latest(source.document)
    quoted = source.document if source.quoted is None else replace(source.document, text=source.quoted)
    entries = tables.find(source, pair)
    rows = sorted({(cell.start, cell.end) for entry in entries for cell in (entry.row, entry.caption) if cell is not None})
    for some in batches(_drafted(scenes(source, pair, told_how_far), rows), _TOLD):
        dated = []
        for number, scene, section, polity, made in some:
            told.enter(section)
            for draft in made:
                date, stage = modality.ahead_of(draft.type, story.told_date(told, scene, number, draft), draft.stage, published)
                told.remember(scene, draft, date, number)
                dated.append((scene, draft if stage == draft.stage else replace(draft, stage=stage), date, polity))
        for scene, draft, date, polity in dated:
            evidence = Evidence.of(quoted, scene.whole.start, scene.whole.end)
            ordinal = _ordinal(ordinals, evidence, draft.type)
            event = _event(source, scene, draft, date, evidence, ordinal, pair, titled, polity)
            yield corrections.settled(quoted, source.sentences, scene, event)
    for entry in entries:
        evidence = Evidence.of(quoted, entry.row.start, entry.row.end)
        yield _of_entry(source, entry, evidence, _ordinal(ordinals, evidence, "statistic"), pair, focus)


def _drafted(
    found: Iterable[Scene], rows: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Scene, Section | None, str, list[Draft]]]:
    """Each sentence that is no row of a table: its number, its heading, the country spoken of, its records in the making.

    Args:
        found: The sentences.
        rows: Where the rows of tables begin and end, in order.
    """
    for number, scene in enumerate(found):
        sentence = scene.whole
        at = bisect_left(rows, (sentence.start, 0))  # lines, which do not overlap: the first behind it ends first
        if at == len(rows) or rows[at][1] > sentence.end:
            made = drafts.of_sentence(scene)
            yield number, scene, scene.discourse.section, scene.discourse.polity, made
            follow(scene, made)


def _ordinal(ordinals: dict[tuple[str, EventType], int], evidence: Evidence, kind: EventType) -> int:
    """How many records of a kind the same words gave before, counted from here on one more."""
    key = (evidence.exact, kind)
    ordinals[key] = found = ordinals.get(key, -1) + 1
    return found


def _of_entry(
    source: Source, entry: tables.Entry, evidence: Evidence, ordinal: int, pair: tuple[str, ...], focus: bool
) -> Event:
    """The record of a figure in a table."""
    span, domains = entry.amount, entry.measure.domains
    amount = Amount(
        span.kind, span.value, span.unit, span.hedge, span.text, span.value_to, entry.name, None, 0, span.start, span.end
    )
    return Event(
        id=event_id(source.document.id, evidence.exact, "statistic", ordinal), title=entry.title,
        date=EventDate.of(entry.date, "stated", "event", entry.when), other_dates=(), domains=domains, type="statistic",
        plover=relevance.plover_of("statistic", domains),
        actors=tuple(Actor(a, "partner" if a in entry.partner else "actor") for a in entry.actors), places=(), stage=None,
        topic=None, amounts=(amount,),
        relevance=relevance.relevance_of("statistic", entry.date, entry.actors, source.registry, pair, focus),
        confidence="stated", rule=f"statistic.{entry.measure.name.replace(' ', '-')}", evidence=(evidence,),
    )  # fmt: skip


def _in_title(source: Source) -> frozenset[str | None]:
    """The countries of the entities that a document's title names."""
    title = source.document.title.casefold()
    named = ((source.registry[e.id].country, e.text) for e in source.entities if e.id in source.registry)
    return frozenset(country for country, text in named if text.casefold() in title)


def _between_the_pair(source: Source, draft: Draft, pair: tuple[str, ...], titled: frozenset[str | None]) -> Draft:
    """Relations of which a page on two countries says that they were established, and not between whom."""
    if draft.rule != "establishment.relations" or len(pair) < 2 or any(a.id in source.registry for a in draft.actors):
        return draft
    if not {source.registry[side].country for side in pair if side in source.registry} <= titled:
        return draft
    names = "–".join(source.registry[side].name for side in pair)
    told = draft.title.replace("Diplomatic relations", f"{names} diplomatic relations", 1)
    return replace(draft, actors=tuple(Actor(side, "actor") for side in pair), title=fit(told))


def _event(
    source: Source,
    scene: Scene,
    draft: Draft,
    date: Dated,
    evidence: Evidence,
    ordinal: int,
    pair: tuple[str, ...],
    titled: frozenset[str | None],
    polity: str,
) -> Event:
    draft, focus = _between_the_pair(source, draft, pair, titled), titled >= _OURS
    exact = evidence.exact
    involved = dict.fromkeys([*(a.id for a in draft.actors), *draft.places, *draft.about])
    if polity and not any(scene.country(i) for i in involved):
        involved[polity] = None  # "the government" is that of the country spoken of
    return Event(
        id=event_id(source.document.id, exact, draft.type, ordinal),
        title=draft.title or fit(scene.tokens.slice(0, len(scene.tokens.words))),
        date=EventDate.of(date.edtf, date.basis if date.edtf else "none", date.role, date.text),
        other_dates=(),
        domains=draft.domains or ("diplomacy",),
        type=draft.type,
        plover=relevance.plover_of(draft.type, draft.domains or ("diplomacy",)),
        actors=draft.actors,
        places=draft.places,
        stage=draft.stage,
        topic=draft.topic,
        amounts=_amounts(scene, draft),
        relevance=relevance.relevance_of(draft.type, date.edtf, involved, source.registry, pair, focus),
        confidence="derived" if date.basis == "derived" else "stated",
        rule=draft.rule,
        evidence=(evidence,),
    )


def _amounts(scene: Scene, draft: Draft) -> tuple[Amount, ...]:
    chosen = list(dict.fromkeys(draft.amounts))
    place = {scene.tokens.first_amount + n: at for at, n in enumerate(chosen)}
    made = []
    for index in chosen:
        span = scene.tokens.amounts[index]
        twin = place.get(span.equivalent_to) if span.equivalent_to is not None else None
        measure = draft.measure if span.kind == scene.tokens.amounts[chosen[0]].kind else None
        made.append(
            Amount(
                span.kind, span.value, span.unit, span.hedge, span.text, span.value_to, measure, twin, 0, span.start, span.end
            )
        )
    return tuple(made)


def rename(made: Sequence[Event], document: str) -> tuple[Event, ...]:
    """Records for a document under another id; their own ids follow it.

    Args:
        made: In the order `find` gave them.
        document: The new id.
    """
    ordinals: dict[tuple[str, EventType], int] = {}
    renamed = []
    for event in made:
        exact = event.evidence[0].exact
        ordinal = ordinals[(exact, event.type)] = ordinals.get((exact, event.type), -1) + 1
        evidence = tuple(replace(e, document=document) for e in event.evidence)
        renamed.append(replace(event, id=event_id(document, exact, event.type, ordinal), evidence=evidence))
    return tuple(renamed)
