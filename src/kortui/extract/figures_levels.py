"""One figure of a clause: its amount and twins, when it was, whether it is aimed at, and what a headline says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.extract import aims, attach, changes, dated, figures_dates, flows, flows_rows, levels, subjects, time_roles
from kortui.extract.clauses import Part
from kortui.extract.dated import Dated
from kortui.extract.measures import level_forms, measure_in_words
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan
from kortui.extract.words import NONE, Word
from kortui.records import dataclass, replace
from kortui.vocabulary import Domain

_TARGET = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|target(?:s|ed|ing)?|goal|seek(?:s|ing)?|sought|hope(?:s|d)? to|plan(?:s|ned)? to|"
    r"intend(?:s|ed)? to|objective|want(?:s|ed)? to|ambition|strive\w*|bring(?:ing)? .{0,40} to|"
    r"should|must|ought to|needs? to|increas(?:e|ing) .{0,60} to|rais(?:e|ing) .{0,60} to)\b",
    re.I,
)
_STRICT_TARGET = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|target(?:s|ed|ing)?|goals?|objective|plan(?:s|ned)? to|hope(?:s|d)? to|"
    r"intend(?:s|ed)? to|want(?:s|ed)? (?:\w+ ){0,4}to|seek(?:s|ing)? to|sought to|ambition)\b", re.I,
)  # fmt: skip
_RANK = re.compile(r"\b(?:ranks?|ranked|largest|biggest|leading|most important|top|main|highest|among the)\b", re.I)
_RANKED = re.compile(
    r"\b(?:export\w*|import\w*|partner|market|industry|economy|supplier|investor|destination|producer|seller|power)\b", re.I
)
_MORE_THAN = re.compile(r"\s*(?:more|less|higher|lower|fewer|above|below) than\b", re.I)
_OTHER = re.compile(
    r"\b(?:effect|impact|benefit|saving|loss|losse|damage|cost|loan|credit|fund|package|project|fine|penaltie)s?\s"
    r"(?:of|worth|totall?ing)\s(?:\w+\s)?$", re.I,
)  # fmt: skip
"""Things that a sum may be of although the clause speaks of a measure ("exports have had an effect worth …")."""
_OF_A_DEAL = re.compile(r"\s(?:[\w-]+\s){0,2}(?:deals?|contracts?|orders?|agreement|loan|package|project)\b", re.I)
"""What follows a sum that is the price of something ("the $6.5 billion deal") and no level of a measure."""
_PART_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|most|part|share|majority|bulk|percent|per cent|much|lion['’]s share|all) of\b[^,;]*$",
    re.I,
)
"""What makes of a sum the whole, of which something else is a part."""
_SHORT_OF = re.compile(r"\bshort of (?:the|its|their)$", re.I)
_TURNS = re.compile(
    r"\b(?:from|compared (?:to|with)|against|versus|before \w+ing|after \w+ing|followed by|following)(?: an?| the)?\W*$", re.I
)
_NOW = re.compile(r"\b(?:now|currently|today|so far|to date|has|have|since|total|cumulative|overall)\b", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated level: an amount, its twin, its date and what it measures.

    Attributes:
        part: Index of the clause.
        amounts: Indices in the sentence, the amount first, then its restatements.
        measure: As the record shows it ("arms exports of South Korea").
        target: Whether it is aimed at and not measured.
        own_words: Whether its headline is the clause's own words and not put together from measure and amount.
        foretold: How a headline says a figure that is not yet there; empty for one that was measured.
        direction: Whether the clause says that the measure rose or fell to it.
        record: Whether the clause calls this very amount a record.
        aiming: Who aims at it, as far as the clause names them.
        partner: The other end of a flow, one of the actors.
        by_verb: Whether the clause tells a flow by who bought and sold, which is then no deal.
        left: Whether it is what the measure came from or is compared with, of an earlier time.
    """

    part: int
    first: int
    amounts: tuple[int, ...]
    date: Dated
    measure: str
    domains: tuple[Domain, ...]
    actors: tuple[str, ...]
    target: bool
    rule: str
    own_words: bool = True
    foretold: str = ""
    direction: levels.Direction = ""
    record: bool = False
    aiming: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    by_verb: bool = False
    left: bool = False


def stated(scene: Scene, number: int, values: list[tuple[int, int, AmountSpan]], carried: flows.Measured) -> Iterator[Figure]:
    """A figure for each value of a clause that is of the kind of its first; changes in percent go with a single sum."""
    part = scene.parts[number]
    text = scene.text(part)
    before = scene.tokens.slice(max(0, part.first - 4), part.last)
    due = any(d.role == "deadline" for _, d in figures_dates.told(scene, part))
    aimed = _TARGET.search(before) is not None
    strict = _STRICT_TARGET.search(before) is not None
    kept = sorted((v for v in values if v[2].kind == values[0][2].kind), key=lambda v: v[0])
    changed = tuple(v[1] for v in values if v[2].kind == "percent" and values[0][2].kind == "money" and len(kept) == 1)
    several = len(kept) > 1
    listed = flows_rows.respectively(scene, part, [v[0] for v in kept], carried)
    in_turn = [d for _, d in figures_dates.told(scene, part)] if listed else []
    ends = figures_dates.both_ends(scene, part, [v[0] for v in kept])
    opens, foretold = part.first, ""
    for place, (token, index, span) in enumerate(kept):
        closes = kept[place + 1][2].start if place + 1 < len(kept) else scene.tokens.words[part.last - 1].end
        lead = scene.tokens.slice(opens, token)
        if span.kind == "count" and changes.change_by(scene, opens, token):
            opens = token + 1
            continue  # "visitors rose by 60,000 to 160,000"
        carried = listed[place] if listed else flows.turned(scene, part, opens, token, carried) if place else carried
        if of_which(scene, number) and not place:
            own = flows.of_which(scene, part, token, carried)
            if own is None:
                return  # a part that is not told is not the whole
            carried = own
        measure, actors, partner = carried.measure, carried.actors, carried.partner
        name = flows.name_of(scene.entities, measure, actors, partner)
        told = figures_dates.without(scene, _governed_from(scene, number), token)
        if partner and _PART_OF.search(told):
            partner = ()  # "half of Kenya's $3 billion in exports went to India"
            name = flows.name_of(scene.entities, measure, actors, partner)
        ahead, behind = (
            scene.tokens.slice(part.first, token),
            scene.tokens.text[span.end : scene.tokens.words[part.last - 1].end],
        )
        if aims.is_measured_by(ahead, behind):
            continue  # "less than half of the $10 billion target in 2014"
        aside = aims.in_aside(ahead, behind)
        actual = aside or aims.met(ahead, behind)
        left = figures_dates.is_left(lead, several or any(v[2].kind == "percent" for v in values))
        target = not actual and (strict or aims.aimed(told) or (due and aimed))
        if target and place + 1 < len(kept) and not _aims_at(scene, part, token, kept[place + 1][0]):
            target = False  # "trade, $6 billion in 2015, should reach $10 billion"
        if _MORE_THAN.match(scene.tokens.text[span.end : span.end + 20]) and not measure.name.startswith(
            ("rise in", "fall in")
        ):
            continue  # "$9 million more than the year before" is a change and no level
        if levels.looked_back_on(lead) or aims.beside(scene.tokens.slice(token, part.last)):
            target = False
        if measure.of in ("pair", "flow") and _OTHER.search(f"{lead.strip()} "):
            continue
        if _OF_A_DEAL.match(scene.tokens.text[span.end : span.end + 40]):
            continue
        way = "" if target or measure.of not in ("pair", "flow") else changes.change_by(scene, opens, token)
        if way:
            if len(kept) == 1 and span.kind == "money":
                measure = by(way, carried).measure
                name = flows.name_of(scene.entities, measure, actors, partner)
            elif span.kind == "money":
                opens = token + 1
                continue  # "rose by $2 billion to $7 billion"
        if changes.multiplied(lead.strip()) and not any(i > token for i, _ in figures_dates.told(scene, part)):
            continue  # "double the $3 billion that it had averaged": of another time, which is not told
        if _SHORT_OF.search(lead.strip()):
            continue  # "fell short of the $17 billion of last year": less than that, and of another year
        since = figures_dates.right_behind(scene, part, span.end, closes) if left else None
        if target and left and since is None:
            continue  # what it is to be raised from is neither aimed at nor of the date aimed at
        target = target and not left
        goes_on = place > 0 and not any(_states(w) for w in scene.tokens.words[opens:token])
        foretold = "" if target else levels.foretold(lead if place else told) or foretold * goes_on
        found = in_turn[place] if len(in_turn) == len(kept) else figures_dates.of_amount(scene, part, token, not several)
        found = ends[place] if ends else since if left else found
        falls = place + 1 < len(kept) and _TURNS.search(scene.tokens.slice(token, kept[place + 1][0]))
        if falls and found and found.start > kept[place + 1][2].start:
            found = None  # "fell to $5 billion from $7 billion in 2015": the year is of what it fell from
        if aside and found and place + 1 < len(kept) and found.start > kept[place + 1][2].start:
            found = None  # "trade, now $6 billion, to $10 billion by 2030"
        if target and found is not None:
            leads = aims.agreed(scene, part.first, token)
            if leads != NONE and found.start < scene.tokens.words[leads].start:
                found = None  # "agreed in 2018 to double trade": the year is that of the agreement
        if found is None and not left:
            found = (
                attach.leant_on(scene, number) if part.link in ("ing", "and", "while", "with", "but") and not target else None
            )
            if found is None and number and re.match(r"(?:and |but |while )?those\b", text, re.I):
                found = next((d for _, d in figures_dates.told(scene, scene.parts[number - 1])), None)
            if found is None and not target and measure.of == "flow":
                found = figures_dates.behind(scene, number)
            if of_which(scene, number):
                found = next((d for _, d in figures_dates.told(scene, scene.parts[number - 1])), None)
        if found is not None and not ends:
            found = figures_dates.reached(scene, found, lead, levels.direction(scene, opens, token))
        foreseen = not left and (foretold or (not actual and time_roles.forecast(text)))
        role = "target" if target else "forecast" if foreseen else "event"
        date = figures_dates.figure(scene, part, found, role) if found else Dated(None, "none", role, "")  # type: ignore[arg-type]
        carried_on = found is None and not target and not left and not _NOW.search(text) and not figures_dates.moves_on(text)
        if carried_on and scene.discourse.figure_date:
            date = Dated(scene.discourse.figure_date, "anaphoric", role, "")  # type: ignore[arg-type]
        first = scene.tokens.first_amount + index
        twins = tuple(n for n, a in enumerate(scene.tokens.amounts) if a.equivalent_to == first)
        who = tuple(dict.fromkeys((*actors, *partner)))
        kind = "target" if target else "statistic"
        rule = f"{kind}.{measure.name.lower().replace(' ', '-')}"
        own_words = kept[0][2].kind != "money" or bool(way)
        yield Figure(
            number, token, (index, *twins, *changed), date, name, measure.domains, who, target, rule, own_words,
            "" if left else foretold,
            levels.direction(scene, opens, token), levels.is_record(lead, scene.tokens.text[span.end : closes]),
            _aiming(scene, part) if target else (), partner if actors != partner else (), left=left,
        )  # fmt: skip
        opens = token + 1


_AIMED_AT = re.compile(
    r"\S+(?:\s\S+)??\s(?:(?:is|are|was|were|being)\s)?(?:(?:the|its|their|a)\s)?(?:aim|target|goal|objective)", re.I
)
"""An amount with words right behind it that want it ("$20 billion aimed at")."""


def _aims_at(scene: Scene, part: Part, token: int, following: int) -> bool:
    """Whether words before an amount or right behind it want it, of several in a clause."""
    told = scene.tokens.slice(max(0, part.first - 4), token)
    behind = _AIMED_AT.match(scene.tokens.slice(token, following))
    return behind is not None or _TARGET.search(told) is not None or aims.aimed(told)


def of_which(scene: Scene, number: int) -> bool:
    """Whether a clause tells of a part of what the clause before measures ("of which $4 million were …")."""
    part = scene.parts[number]
    return number > 0 and part.link == "which" and scene.tokens.words[part.first].lower == "of"


def _states(word: Word) -> bool:
    """Whether a word is a verb that states a level, and no noun of a flow."""
    return not word.name and word.lower in level_forms() and word.lower not in ("exports", "imports")


def _governed_from(scene: Scene, number: int) -> int:
    """Where the words begin that may govern a clause's figure: the clause before, for one that an aim or a wish opens."""
    part = scene.parts[number]
    if number and part.link in ("to", "that", "ing") and part.verb != NONE:
        return scene.parts[number - 1].first
    return part.first


def _aiming(scene: Scene, part: Part) -> tuple[str, ...]:
    """The subject of a clause that states an aim."""
    return tuple(subjects.subject(scene, part, part.verb)) if part.verb != NONE else ()


def ranks(scene: Scene, amount: AmountSpan) -> bool:
    """Whether an ordinal is a rank ("the third largest market")."""
    text = scene.tokens.text
    behind = text[amount.start : amount.end + 40]
    if re.search(r"\brank(?:s|ed)?\W*$", text[max(0, amount.start - 8) : amount.start], re.I):
        return True
    return _RANK.search(behind) is not None and _RANKED.search(scene.tokens.text[amount.start : amount.end + 80]) is not None


def ranked(scene: Scene, number: int, rank: tuple[int, int, AmountSpan]) -> Figure:
    """The figure of a rank."""
    part = scene.parts[number]
    token, index, amount = rank
    found = figures_dates.of_amount(scene, part, token, True)
    date = dated.of_figure(found) if found else dated.UNDATED
    words = scene.tokens.text[amount.start : amount.end + 60]
    measure = measure_in_words(words, "ordinal")
    domains: tuple[Domain, ...] = measure.domains if measure else ("trade",)
    actors = tuple(dict.fromkeys(e.id for _, e in scene.mentions(part.first, part.last) if e.kind == "country"))
    actors = actors or ((scene.discourse.polity,) if scene.discourse.polity else ())
    target = date.role == "deadline" or _STRICT_TARGET.search(scene.text(part)) is not None
    if target and date.role == "event":
        date = replace(date, role="target")
    return Figure(number, token, (index,), date, "rank", domains, actors, target, "target.rank" if target else "statistic.rank")


def trend(scene: Scene, number: int, carried: flows.Measured) -> Iterator[Figure]:
    """A run of years of growth or decline of what the sentence measures; its figures of the same clause follow."""
    part = scene.parts[number]
    measure, actors = carried.measure, carried.actors
    first = next(
        i for i in range(part.first, part.last) if scene.tokens.words[i].lower in ("consecutive", "straight", "successive")
    )
    spans = [d for d in scene.tokens.dates if d.kind == "DURATION" and d.start >= scene.tokens.words[part.first].start]
    span = next((s for s in spans if s.start <= scene.tokens.words[first].start), None)
    date = dated.of_figure(span) if span is not None and span.edtf else dated.UNDATED
    name = flows.name_of(scene.entities, measure, actors, carried.partner)
    yield Figure(number, first, (), date, name, measure.domains, actors, False, "statistic.trend")
    values = [(i, n, a) for i, n, a in scene.amounts(part.first, part.last) if a.equivalent_to is None and a.kind == "money"]
    if values:
        yield from stated(scene, number, values, carried)


def by(way: str, flow: flows.Measured) -> flows.Measured:
    """A change of what is measured."""
    measure = flow.measure
    return replace(flow, measure=replace(measure, name=f"{way} in {measure.name}", kinds=(*measure.kinds, "percent")))
