"""Records out of sentences: triggers, figures and statements put together with their dates, actors and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kortui.extract import attach, clauses, figures, gaps, matching, relevance, roles, speech, titles
from kortui.extract.attach import Dated
from kortui.extract.figures import Figure
from kortui.extract.matching import Match
from kortui.extract.scene import Discourse, Scene
from kortui.extract.spans import AmountSpan, DateSpan, EntitySpan, Sentence
from kortui.extract.speech import Statement
from kortui.extract.words import NONE, Spans, tokenise
from kortui.model import Actor, Amount, Document, Entity, Event, EventDate, Evidence, event_id
from kortui.vocabulary import BlockKind, Domain, EventType, Stage

_READ: frozenset[BlockKind] = frozenset(("paragraph", "list", "infobox"))
_MONEY_TYPES: frozenset[EventType] = frozenset(
    ("contract", "investment", "financing", "aid", "construction", "agreement", "delivery", "programme")
)
_NOMINAL: frozenset[EventType] = frozenset(("visit", "anniversary"))
_NOMINAL_RULES = frozenset(("agreement.of-date", "meeting.event-said-at", "contract.noun"))
_OF_THE_DAY: frozenset[EventType] = frozenset(("statement", "pledge", "policy", "meeting", "target"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the making; offsets are still tokens and span indices of its sentence."""

    type: EventType
    rule: str
    part: int
    first: int
    date: Dated
    domains: tuple[Domain, ...]
    actors: tuple[Actor, ...]
    places: tuple[str, ...]
    amounts: tuple[int, ...]
    title: str
    rank: int
    measure: str | None = None
    stage: Stage | None = None
    topic: str | None = None
    about: tuple[str, ...] = ()
    of_the_day: bool = False


def drafts(scene: Scene) -> list[Draft]:
    """The records of one sentence, in order of their words."""
    matches = [m for n in range(len(scene.parts)) for m in matching.in_clause(scene, n)]
    found_figures = list(figures.find(scene))
    matches, found_figures = _settle(scene, matches, found_figures)
    made = []
    own_dates = {(m.part, attach.date_of(scene, m).start) for m in matches}
    for match in matches:
        draft = _of_match(scene, match)
        members = [g for g in gaps.find(scene, match, draft.date.start) if (match.part, g.date.start) not in own_dates]
        made.append(_of_match(scene, match, members[0].first - 1) if members else draft)
        made += _of_gaps(scene, match, draft, members)
    made += [_of_figure(scene, f) for f in found_figures]
    dated = next((f.date.edtf for f in found_figures if f.date.edtf and not f.target), None)
    scene.discourse.figure_date = dated or scene.discourse.figure_date
    made = _distinct(scene, made)
    made += [_of_statement(scene, said) for said in speech.find(scene) if _stands(scene, said, made)]
    return sorted(made, key=lambda d: (d.first, d.type, d.rule))


def _settle(scene: Scene, matches: list[Match], found: list[Figure]) -> tuple[list[Match], list[Figure]]:
    """Where a clause gives both a deal and a figure, its money belongs to one of them."""
    kept_figures = []
    for figure in found:
        deals = [m for m in matches if m.part == figure.part and m.rule.type in _MONEY_TYPES and not m.rule.unless_verb]
        measured = figures.measure_in(scene.text(scene.parts[figure.part]), "money") is not None
        if deals and not (measured and deals[0].rule.type in ("agreement", "programme", "delivery")):
            continue
        kept_figures.append(figure)
    taken = {f.part for f in kept_figures if f.amounts}
    matches = [
        m for m in matches
        if m.part not in taken or m.rule.type not in ("target", "commerce", "policy", "investment", "contract", "pledge", "agreement", "programme")
        or m.rule.id == "agreement.in-force"
    ]  # fmt: skip
    return matches, kept_figures


def _cast(scene: Scene, match: Match) -> roles.Cast:
    return roles.cast(scene, match)


def _of_match(scene: Scene, match: Match, last: int = NONE) -> Draft:
    """The record of a trigger; `last` is the token its headline ends before, where its clause goes on with other records."""
    part, rule = scene.parts[match.part], match.rule
    cast = roles.cast(scene, match)
    text = scene.text(part)
    if match.voice == "noun" and (part.verb == NONE or part.says != NONE or rule.type in _NOMINAL or rule.id in _NOMINAL_RULES):
        title = titles.noun(scene, match)
    else:
        subject = roles.subject(scene, part, part.verb if part.verb != NONE else match.first)
        told = part if last == NONE else replace(part, last=last)
        title = titles.clause(scene, told, subject or scene.discourse.subject, match.first if part.verb == NONE else NONE)
    about = tuple(dict.fromkeys(e.id for _, e in scene.mentions(part.first, part.last)))
    return Draft(
        rule.type, rule.id, match.part, match.first, attach.date_of(scene, match), relevance.domains_of(text, rule.domains),
        cast.actors, cast.places, attach.amounts_of(scene, rule.type, match.part), title, rule.conditions,
        stage=rule.stage, about=about, of_the_day=rule.dated,
    )  # fmt: skip


def _of_gaps(scene: Scene, match: Match, draft: Draft, members: Sequence[gaps.Gap]) -> Iterator[Draft]:
    """Records of further members of a coordination that shares the trigger's verb."""
    for gap in members:
        own = tuple(n for _, n, _ in scene.amounts(gap.first, gap.last))
        kinds = {scene.tokens.amounts[n].kind for n in own}
        kept = tuple(n for n in draft.amounts if scene.tokens.amounts[n].kind not in kinds and n not in own)
        named = [e for _, e in scene.mentions(gap.first, gap.last)]
        places = tuple(e.id for e in named if e.kind == "place") or draft.places
        yield replace(
            draft, first=gap.last, date=attach.of_span(gap.date, draft.date.role), amounts=(*own, *kept) if own else (),
            places=places, title=titles.gapped(scene, match, gap.first, gap.last) or draft.title,
        )  # fmt: skip


def _of_figure(scene: Scene, figure: Figure) -> Draft:
    kind: EventType = "target" if figure.target else "statistic"
    actors = tuple(Actor(a, "actor") for a in figure.actors)
    text = scene.text(scene.parts[figure.part])
    if figure.own_words or not figure.amounts:
        title = titles.clause(scene, scene.parts[figure.part], figure.actors or scene.discourse.subject)
    else:
        amount = scene.tokens.amounts[figure.amounts[0]]
        measure = figure.measure
        if measure == "bilateral trade" and figure.actors:
            measure = f"{'–'.join(titles.names(scene, (a,)) for a in figure.actors[:2])} trade"
        target = titles.names(scene, figure.actors, 2) or "Government" if figure.target else ""
        bare = figure.measure.partition(" of ")[0] if figure.target else measure
        title = titles.figure(bare, amount.text, amount.hedge, "record" in text.lower(), target)
    extra: tuple[int, ...] = ()
    if figure.target or figure.rule == "statistic.rank":
        extra = tuple(n for n in attach.amounts_of(scene, kind, figure.part) if n not in figure.amounts)
    about = tuple(dict.fromkeys(e.id for _, e in scene.mentions(0, len(scene.tokens.words)))) if not actors else ()
    return Draft(
        kind, figure.rule, figure.part, figure.first, figure.date, figure.domains, actors, (), (*figure.amounts, *extra), title, 5,
        measure=figure.measure, about=about, of_the_day=kind == "target" or figure.rule == "statistic.rank",
    )  # fmt: skip


def _of_statement(scene: Scene, said: Statement) -> Draft:
    sentence = scene.tokens.slice(0, len(scene.tokens.words))
    domains = relevance.domains_of(sentence) or ("diplomacy",)
    date = attach.of_span(said.date) if said.date is not None else attach.UNDATED
    actors = [Actor(s, "speaker") for s in said.speakers]
    actors += [Actor(a, "other") for a in said.about if a in scene.entities and scene.entities[a].kind in ("country", "person", "organisation")]
    return Draft(
        "statement", f"statement.{'stance' if said.strong else 'said'}", said.part, said.verb, date, domains, tuple(actors), (), (),
        titles.statement(scene, said), 1, topic=_topic(scene, said), about=said.about, of_the_day=True,
    )  # fmt: skip


def _topic(scene: Scene, said: Statement) -> str | None:
    """What a statement is about: the first place, country or programme it names besides the speaker's own."""
    own = {scene.country(s) for s in said.speakers}
    for entity in said.about:
        known = scene.entities.get(entity)
        if known is not None and (known.country not in own or known.kind in ("weapon", "agreement", "event")):
            return known.name
    return None


def _stands(scene: Scene, said: Statement, made: Sequence[Draft]) -> bool:
    """Whether a statement is a record beside what it reports."""
    if any(d.part == said.part and d.first == said.verb for d in made):
        return False  # "declared war" is no statement
    text = scene.tokens.slice(0, len(scene.tokens.words))
    if not said.strong and not any(relevance.weigh(text).values()):
        return False
    if said.date is not None and abs(said.date.start - scene.tokens.words[said.verb].end) < 24:
        if any(d.type == "statistic" for d in made):
            return True  # figures made known on a day of their own
    if not speech.worth_a_record(scene, said):
        return False
    if not made:
        return True
    if any(d.type in ("meeting", "pledge", "policy", "target", "visit", "agreement") for d in made):
        return False
    return said.date is not None and not any(d.date.edtf is None and d.type in _TOLD_LATER - {"programme"} for d in made)


def _distinct(scene: Scene, made: list[Draft]) -> list[Draft]:
    """One record where several clauses of a sentence tell the same: same type, same date, one clause leaning on another."""
    kept: list[Draft] = []
    for draft in sorted(made, key=lambda d: (-d.rank, d.first)):
        twin = next((k for k in kept if _same(scene, k, draft)), None)
        if twin is None:
            kept.append(draft)
        elif draft.part < twin.part and scene.parts[twin.part].link == "and":
            kept[kept.index(twin)] = draft  # the clause that has the subject
    return kept


def _same(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.type != other.type or one.type in ("statistic", "anniversary"):
        return False
    if one.date.edtf != other.date.edtf and one.date.edtf and other.date.edtf:
        return False
    if one.part == other.part:
        return one.date.start == other.date.start and one.rule != other.rule
    if one.type in ("contract", "delivery") and not (_money(scene, one) and _money(scene, other)):
        return one.date.edtf == other.date.edtf or not (one.date.edtf and other.date.edtf)
    later = scene.parts[max(one.part, other.part)]
    if later.link in ("and", ",") and one.date.start == other.date.start and attach.shares_subject(scene, later):
        return True
    return later.link in ("when", "which", "ing", "who", "as", "where", "with", "that", "after") or one.type in ("target", "meeting", "casualties")


def _money(scene: Scene, draft: Draft) -> set[int]:
    return {n for n in draft.amounts if scene.tokens.amounts[n].kind == "money"}


# ---------------------------------------------------------------- a document


@dataclass(frozen=True, slots=True)
class Source:
    """What the earlier stages found in a document."""

    document: Document
    sentences: tuple[Sentence, ...]
    entities: tuple[EntitySpan, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    registry: Mapping[str, Entity]


_WEEKDAY_UNITS = frozenset(("weekday", "day", "week"))


def is_news(source: Source) -> bool:
    """Whether a document reports of its own day: it has a date of publication, or speaks of weekdays and of last week."""
    if source.document.format == "wiki":
        return False
    if source.document.published:
        return True
    return any(d.offset is not None and d.offset.unit in _WEEKDAY_UNITS and d.offset.reference != "previous" for d in source.dates)


def pair_of(source: Source) -> tuple[str, ...]:
    """The two countries a document is about: those its title names, else the two it names most."""
    counts: dict[str, int] = {}
    countries = {c.country: c.id for c in source.registry.values() if c.kind == "country" and c.country}
    title = source.document.title.casefold()
    for span in source.entities:
        known = source.registry.get(span.id)
        if known is None or not known.country or known.country not in countries:
            continue
        home = countries[known.country]
        weight = 1 if span.kind == "country" else 0
        counts[home] = counts.get(home, 0) + weight + (100 if span.text.casefold() in title and span.kind == "country" else 0)
    ranked = sorted((c for c in counts if counts[c]), key=lambda c: (-counts[c], c))
    return tuple(sorted(ranked[:2])) if len(ranked) > 1 else ()


def scenes(source: Source) -> Iterator[Scene]:
    """The sentences of a document that can make records, with the discourse kept up to date."""
    entities, dates, amounts = Spans(source.entities), Spans(source.dates), Spans(source.amounts)
    known = Discourse(pair=pair_of(source))
    news = is_news(source)
    for sentence in source.sentences:
        if sentence.kind not in _READ:
            continue
        e0, e1 = entities.within(sentence.start, sentence.end)
        d0, d1 = dates.within(sentence.start, sentence.end)
        a0, a1 = amounts.within(sentence.start, sentence.end)
        tokens = tokenise(
            source.document.text, sentence, entities.spans[e0:e1], dates.spans[d0:d1], amounts.spans[a0:a1], a0
        )
        if not tokens.words:
            continue
        scene = Scene(tokens, clauses.split(tokens), source.registry, known, news)
        yield scene
        _remember(scene)


def _remember(scene: Scene) -> None:
    """Keep what the sentence named for the pronouns of the next."""
    known = scene.discourse
    if not any(a.kind in ("money", "percent") for a in scene.tokens.amounts):
        known.measure = known.figure_date = ""
    main = next((p for p in scene.parts if p.verb != NONE), scene.parts[0])
    subject = roles.subject(scene, main, main.verb if main.verb != NONE else main.last)
    if subject:
        known.subject = subject
        kinds = {s: scene.entities[s].kind for s in subject if s in scene.entities}
        people = [s for s in subject if kinds.get(s) == "person"]
        if people:
            known.person = people[-1]
        countries = [s for s in subject if kinds.get(s) == "country"]
        if len(countries) == 1:
            known.polity = countries[0]
        home = scene.country(people[-1]) if people else None
        if home and not countries:
            known.polity = next((e.id for e in scene.entities.values() if e.kind == "country" and e.country == home), known.polity)
    for _, span in scene.mentions(0, len(scene.tokens.words)):
        if span.kind == "organisation":
            known.organisation = span.id
    for _, date in scene.dates(0, len(scene.tokens.words)):
        if date.kind == "PERIOD" and date.edtf:
            known.period = date


def find(source: Source, wiki_pair: bool = False) -> tuple[Event, ...]:
    """The records of one document, in order of their evidence."""
    found: list[Event] = []
    ordinals: dict[tuple[str, EventType], int] = {}
    pair, focus = pair_of(source), _focus(source)
    story = _story(source)
    for number, scene in enumerate(scenes(source)):
        sentence = scene.tokens.sentence
        evidence = Evidence.of(source.document, sentence.start, sentence.end)
        for draft in drafts(scene):
            key = (evidence.exact, draft.type)
            ordinal = ordinals[key] = ordinals.get(key, -1) + 1
            date = _told_date(story, scene, number, draft)
            if draft.type in _OCCASIONS and date.edtf and date.role == "event":
                story.occasion, story.sentence = date, number
            found.append(_event(source, scene, draft, date, evidence, ordinal, pair, focus))
    return tuple(found)


def _focus(source: Source) -> bool:
    title = source.document.title.casefold()
    named = {source.registry[e.id].country for e in source.entities if e.id in source.registry and e.text.casefold() in title}
    return {relevance.KOREA, relevance.TURKIYE} <= named


_OCCASION = re.compile(
    r"\b(?:at|during|in|the|this|that|his|her|their) (?:\w+ )?(meeting|visit|ceremony|event|summit|talks|gathering|exhibition|fair|"
    r"conference|signing|trip|forum|dialogue)\b", re.I,
)  # fmt: skip
_ANAPHORIC_START = re.compile(
    r"(?:the|this|that|his|her|their) (?:[\w-]+ )?(?:meeting|visit|ceremony|event|summit|talks|gathering|exhibition|fair|conference|"
    r"signing|trip|forum|session|contract|deal|agreement|order)\b|during (?:the|this|that|his|her) ", re.I,
)  # fmt: skip
_OCCASIONS: frozenset[EventType] = frozenset(("meeting", "visit", "exhibition", "construction", "contract", "agreement", "anniversary"))
_TOLD_LATER: frozenset[EventType] = frozenset(
    ("agreement", "contract", "investment", "financing", "construction", "delivery", "aid", "deployment", "programme", "visit", "commerce",
     "exhibition", "establishment", "membership")
)  # fmt: skip


@dataclass(slots=True)
class _Story:
    """The time a report speaks of: its own day, and that of the occasion last told.

    Attributes:
        day: The day of the story: the first weekday or "today" of its opening sentences, else the date of publication.
        occasion: Date of the last meeting, visit or the like, and the index of its sentence.
    """

    day: Dated
    occasion: Dated | None = None
    sentence: int = -9


def _story(source: Source) -> _Story:
    document = source.document
    published = document.published or document.published_bounds
    day = Dated(published, "document", "event", "") if published else attach.UNDATED
    prose = [s for s in source.sentences if s.kind in _READ][:4]
    if prose and published:
        for span in source.dates:
            if prose[0].start <= span.start < prose[-1].end and span.offset is not None and span.edtf and span.offset.amount <= 0:
                if span.offset.unit in ("weekday", "day") and span.offset.reference != "previous":
                    day = replace(day, edtf=span.edtf)
                    break
    return _Story(day)


def _told_date(story: _Story, scene: Scene, number: int, draft: Draft) -> Dated:
    """The date of a record whose clause has none: that of the occasion it belongs to, of its being said, or of the report."""
    date = draft.date
    text = scene.tokens.slice(0, len(scene.tokens.words))
    if date.edtf is None and story.occasion is not None and number - story.sentence <= 3 and draft.type != "statistic":
        clause = scene.text(scene.parts[draft.part])
        if _ANAPHORIC_START.match(text) or (draft.type in ("meeting", "exhibition") and _OCCASION.search(clause)):
            return replace(date, edtf=story.occasion.edtf, basis="anaphoric")
    if date.edtf or not scene.news:
        return date
    if draft.type in _TOLD_LATER and date.role != "conditional":
        span = attach.reported(scene, draft.part)
        if span is not None:
            return replace(attach.of_span(span), role="planned" if date.role == "planned" else "reported")
        if attach.of_the_moment(scene, draft.part) and story.day.edtf:
            return replace(story.day, role="planned" if date.role == "planned" else "reported")
    if draft.type == "statistic" and attach.of_the_moment(scene, draft.part) and not date.text:
        return replace(date, edtf=story.day.edtf, basis="document") if story.day.edtf else date
    if draft.of_the_day or draft.type in _OF_THE_DAY:
        return replace(date, edtf=story.day.edtf, basis="document") if story.day.edtf else date
    return date


def _event(
    source: Source, scene: Scene, draft: Draft, date: Dated, evidence: Evidence, ordinal: int, pair: tuple[str, ...], focus: bool
) -> Event:
    exact = evidence.exact
    involved = dict.fromkeys([*(a.id for a in draft.actors), *draft.places, *draft.about])
    return Event(
        id=event_id(source.document.id, exact, draft.type, ordinal),
        title=draft.title or titles.fit(exact),
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
            Amount(span.kind, span.value, span.unit, span.hedge, span.text, span.value_to, measure, twin, 0, span.start, span.end)
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
