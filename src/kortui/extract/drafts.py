"""Records of one sentence, put together of triggers, figures and statements; offsets are still tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kortui.extract import (
    attach_amounts,
    dated,
    denials,
    denials_figures,
    drafts_distinct,
    drafts_figures,
    fiction,
    figures,
    figures_dates,
    gaps,
    hearsay,
    listed,
    matching,
    modality,
    recalling,
    relevance,
    roles,
    settling,
    speech,
    subjects,
    time_roles,
    titles,
    titles_gaps,
    titles_objects,
    titles_short,
    titles_statements,
    titles_subjects,
)
from kortui.extract.draft import TOLD_LATER, Draft
from kortui.extract.phrases import names
from kortui.extract.relatives import bare_relative
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.speech import Statement
from kortui.extract.usage import Match
from kortui.extract.word_patterns import Stretch
from kortui.extract.words import NONE
from kortui.model import Actor
from kortui.records import replace
from kortui.vocabulary import Domain, EventType

_NOMINAL: frozenset[EventType] = frozenset(("visit", "anniversary"))
_NOMINAL_RULES = frozenset(("agreement.of-date", "meeting.event-said-at", "contract.noun"))


def of_sentence(scene: Scene) -> list[Draft]:
    """The records of one sentence, in order of their words."""
    matches = [m for n in range(len(scene.parts)) for m in matching.in_clause(scene, n)]
    found_figures = [
        f for f in figures.find(scene) if not denials.imagined(scene, scene.tokens.words[scene.parts[f.part].first].start)
    ]
    matches, found_figures = settling.settle(scene, matches, found_figures)
    found_figures = [f for f in found_figures if not denials_figures.unstated(scene, f)]
    made = []
    several = len(matches) > 1 and len(scene.tokens.dates) > 1
    matches = _without_members(scene, matches) if several else matches
    own_dates = {(m.part, _dated_from(scene, m)) for m in matches} if several else set()
    for match in matches:
        draft = _of_match(scene, match)
        members = [g for g in gaps.find(scene, match, draft.date.start) if (match.part, g.date.start) not in own_dates]
        if members and members[0].first > match.first and not _goes_on(scene, match, members[-1]):
            draft = _of_match(scene, match, members[0].first - 1)
        made.append(draft if members else _of_all(scene, draft, gaps.together(scene, match, draft.date.start)))
        made += _of_gaps(scene, match, draft, members)
    made += [drafts_figures.of_figure(scene, f) for f in found_figures]
    made = [_of_list(scene, v) for v in listed.find(scene)] or made
    dated = next((f.date.edtf for f in found_figures if f.date.edtf and not f.target), None)
    on = bool(found_figures) and figures_dates.moves_on(scene.tokens.slice(0, len(scene.tokens.words)))
    scene.discourse.figure_date = dated or ("" if on else scene.discourse.figure_date)
    made = drafts_distinct.with_own_amounts(scene, drafts_distinct.distinct(scene, made))
    said = [s for s in speech.find(scene) if _stands(scene, s, made) and not fiction.made_up(scene, s.verb)]
    made += [_of_statement(scene, s) for s in said]
    return sorted(made, key=lambda d: (d.first, d.type, d.rule))


def _of_list(scene: Scene, visit: listed.Listed) -> Draft:
    domains = relevance.domains_of(_whole(scene), ("diplomacy",), "visit")
    return Draft(
        "visit", listed.RULE, 0, visit.first, visit.date, domains, visit.actors, visit.places, (), visit.title, 9,
    )  # fmt: skip


def _of_match(scene: Scene, match: Match, last: int = NONE) -> Draft:
    """The record of a trigger; `last` is the token its headline ends before, where its clause goes on with other records."""
    relative = bare_relative(scene, scene.parts[match.part])
    of_relative = ""
    if relative is not None and relative.verb == match.first:
        of_relative = titles_subjects.of_relative(scene, match.part, relative)
        own = replace(scene.parts[match.part], first=relative.first, last=relative.last, verb=relative.verb)
        scene = replace(scene, parts=(*scene.parts[: match.part], own, *scene.parts[match.part + 1 :]), dates_of={})
    part, rule = scene.parts[match.part], match.rule
    cast = roles.cast(scene, match, last)
    lead = scene.parts[match.part - 1] if match.part and part.link in ("which", "that") else part
    text = scene.stretch(lead.first, part.last)
    expletive = match.voice == "noun" and scene.tokens.words[part.first].lower == "it" and match.first > part.verb
    if match.voice == "noun" and (
        expletive or part.verb == NONE or part.says != NONE or rule.type in _NOMINAL or rule.id in _NOMINAL_RULES
    ):
        title = titles.noun(scene, match)
    else:
        subject = subjects.subject(scene, part, part.verb if part.verb != NONE else match.first)
        told = part if last == NONE else replace(part, last=last)
        title = titles.clause(scene, told, subject, match.first if part.verb == NONE else NONE)
    role = time_roles.role_of(scene, match)
    date, stage = modality.settle(scene, match, settling.date_of(scene, match, role), role)
    title = titles_short.or_own_words(scene, part, titles.of_part(scene, match.part) or title)
    title = (
        titles_subjects.of_participle(scene, match, date.start) or titles_objects.of_object(scene, match, date.start) or title
    )
    title = of_relative or title
    if rule.id == "investment.followed" and cast.actors and all(a.role == "investor" for a in cast.actors):
        who = names(scene, [a.id for a in cast.actors])
        title = f"{who} follow{'s' * (len(cast.actors) == 1)}"  # whom, the text does not say
    about = tuple(dict.fromkeys(e.id for _, e in scene.mentions(part.first, part.last)))
    return Draft(
        rule.type, rule.id, match.part, match.first, date,
        relevance.domains_of(text, rule.domains, rule.type, _whole(scene), _theme(scene, rule.type)),
        cast.actors, cast.places, _amounts(scene, match, last), title, rule.conditions,
        stage=stage, about=about, of_the_day=rule.dated,
        earlier=recalling.recalled(scene, match) or recalling.came_before(scene, match.part),
    )  # fmt: skip


def _dated_from(scene: Scene, match: Match) -> int:
    """The code point where a trigger's date begins; -1 when it has none."""
    return settling.date_of(scene, match, time_roles.role_of(scene, match)).start


def _amounts(scene: Scene, match: Match, last: int) -> tuple[int, ...]:
    """The amounts of a trigger's record, none of those behind token `last`."""
    found = attach_amounts.amounts_of(scene, match.rule.type, match.part)
    found = attach_amounts.shared_out(scene, match.first, found)
    if last == NONE:
        return found
    own = {n for _, n, _ in scene.amounts(0, last + 1)}
    return tuple(n for n in found if n in own)


def _without_members(scene: Scene, matches: list[Match]) -> list[Match]:
    """Triggers without nouns that only go on with a verb's row ("signed a trade pact in 2011 and a tax treaty in 2013")."""
    kept: list[Match] = []
    for match in matches:
        verbs = [k for k in kept if k.part == match.part and k.rule.type == match.rule.type and k.voice == "active"]
        rows = (g for k in verbs for g in gaps.find(scene, k, _dated_from(scene, k)))
        if match.voice != "noun" or not any(g.first <= match.first < g.last for g in rows):
            kept.append(match)
    return kept


def _whole(scene: Scene) -> Stretch:
    return scene.stretch(0, len(scene.tokens.words))


def _theme(scene: Scene, kind: EventType) -> Domain | None:
    """The theme of the document for types that are mostly words; deeds have domains of their own."""
    return scene.discourse.theme if kind in ("pledge", "policy", "target", "meeting", "agreement") else None


def _of_gaps(scene: Scene, match: Match, draft: Draft, members: Sequence[gaps.Gap]) -> Iterator[Draft]:
    """Records of further members of a coordination that shares the trigger's verb."""
    for gap in members:
        own = tuple(n for _, n, _ in scene.amounts(gap.first, gap.last))
        kinds = {scene.tokens.amounts[n].kind for n in own}
        kept = tuple(n for n in draft.amounts if scene.tokens.amounts[n].kind not in kinds and n not in own)
        cast = roles.of_gap(scene, match, gap.first, gap.last, roles.Cast(draft.actors, draft.places))
        date = dated.of_type(draft.type)(gap.date, draft.date.role)
        yield replace(
            draft, first=gap.last, date=date, amounts=(*own, *kept) if own else (),
            actors=cast.actors, places=cast.places, title=titles_gaps.gapped(scene, match, gap.first, gap.last) or draft.title,
        )  # fmt: skip


def _goes_on(scene: Scene, match: Match, member: gaps.Gap) -> bool:
    """Whether a clause goes on behind the bare last date of its row ("promised in 2020, and again in 2022, to send troops")."""
    behind = scene.tokens.words[member.first : scene.parts[match.part].last]
    return member.first == member.last and any(w.start >= member.date.end and w.lower[:1].isalnum() for w in behind)


def _of_all(scene: Scene, draft: Draft, row: Sequence[DateSpan]) -> Draft:
    """A record of all the dates of a row, which is as it was when there is none."""
    if not row:
        return draft
    told = scene.tokens.text[row[0].start : row[-1].end]
    date = replace(draft.date, edtf=f"{{{','.join(sorted(str(d.edtf) for d in row))}}}", text=told)
    return replace(draft, date=date)


def _of_statement(scene: Scene, said: Statement) -> Draft:
    domains = relevance.domains_of(_whole(scene), kind="statement", theme=scene.discourse.theme)
    date = dated.of_span(said.date) if said.date is not None else dated.UNDATED
    actors = [Actor(s, "speaker") for s in said.speakers]
    actors += [
        Actor(a, "other")
        for a in said.about
        if a in scene.entities and scene.entities[a].kind in ("country", "person", "organisation")
    ]
    title = titles_short.or_own_words(scene, scene.parts[said.part], titles_statements.statement(scene, said))
    return Draft(
        "statement", "statement.stance" if said.strong else "statement.said", said.part, said.verb, date, domains,
        tuple(actors), (), (), title, 1, topic=_topic(scene, said), about=said.about, of_the_day=True,
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
    if not said.speakers and denials.imagined(scene, scene.tokens.sentence.start):
        return False  # what would have been, said by nobody known
    abroad = any(scene.kind(a) == "country" for a in said.about)
    if not said.strong and not abroad and not any(relevance.weigh(_whole(scene)).values()):
        return False
    beside = said.date is not None and abs(said.date.start - scene.tokens.words[said.verb].end) < 24
    if not said.strong and hearsay.disputed_saying(scene, said.verb):
        return False
    if beside and any(d.type == "statistic" for d in made):
        return True  # figures made known on a day of their own
    if not speech.worth_a_record(scene, said):
        return False
    if not made:
        return True
    if any(d.type in ("meeting", "pledge", "policy", "target", "visit", "agreement") for d in made):
        return False
    return said.date is not None and not any(d.date.edtf is None and d.type in TOLD_LATER - {"programme"} for d in made)
