"""Records of figures: statistics and targets, with the headline that puts measure and amount together."""

from __future__ import annotations

from kortui.extract import (
    attach_amounts,
    speech,
    titles,
    titles_figures,
)
from kortui.extract.draft import Draft
from kortui.extract.figures_levels import Figure
from kortui.extract.phrases import names
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan
from kortui.extract.verbs import verb_forms
from kortui.extract.words import NONE
from kortui.model import Actor
from kortui.vocabulary import EventType


def of_figure(scene: Scene, figure: Figure) -> Draft:
    """The record of a figure."""
    kind: EventType = "target" if figure.target else "statistic"
    actors = tuple(Actor(a, "partner" if a in figure.partner else "actor") for a in figure.actors)
    if figure.target and not actors:
        actors = tuple(Actor(a, "actor") for a in figure.aiming if scene.kind(a) in ("person", "country", "organisation"))
    said_by = speech.teller(scene, figure.part) if figure.target else ()
    actors += tuple(Actor(s, "speaker") for s in said_by if s not in {a.id for a in actors})
    if figure.own_words or not figure.amounts:
        title = titles.clause(scene, scene.parts[figure.part], figure.actors)
    else:
        amount = scene.tokens.amounts[figure.amounts[0]]
        measure = figure.measure
        if measure == "bilateral trade" and figure.actors:
            measure = f"{'–'.join(names(scene, (a,)) for a in figure.actors[:2])} trade"
        if figure.target:
            title = _aim(scene, figure, amount)
        else:
            title = titles_figures.figure(
                measure, _words(amount), amount.hedge, figure.record, figure.direction, figure.foretold
            )
    extra: tuple[int, ...] = ()
    if figure.target or figure.rule == "statistic.rank":
        extra = tuple(n for n in attach_amounts.amounts_of(scene, kind, figure.part) if n not in figure.amounts)
    about = tuple(dict.fromkeys(e.id for _, e in scene.mentions(0, len(scene.tokens.words)))) if not actors else ()
    return Draft(
        kind, figure.rule, figure.part, figure.first, figure.date, figure.domains, actors, (), (*figure.amounts, *extra), title,
        5,
        measure=figure.measure, about=about, earlier=figure.left,
        of_the_day=figure.rule == "statistic.rank" or (kind == "target" and _decided(scene, figure.part)),
    )  # fmt: skip


def _words(amount: AmountSpan) -> str:
    """An amount as headlines say it: a range keeps its "between"."""
    return f"between {amount.text}" if amount.value_to is not None and " and " in amount.text else amount.text


def _decided(scene: Scene, number: int) -> bool:
    """Whether a clause tells that something was set or agreed, on a day, and not that it is the aim."""
    verb = scene.parts[number].verb
    return verb != NONE and bool(verb_forms().get(scene.tokens.words[verb].lower, frozenset()) & {"past"})


def _aim(scene: Scene, figure: Figure, amount: AmountSpan) -> str:
    """The headline of a target: who aims at it, and what they do not share with those they name."""
    own = tuple(a for a in figure.actors if a not in figure.partner)
    who = tuple(a for a in figure.aiming if a in own) or own
    if not who:
        return titles.clause(scene, scene.parts[figure.part], figure.aiming)
    measure = figure.measure.partition(" of ")[0]
    words = _words(amount)
    if measure.endswith(("exports", "imports")) and figure.partner:
        way = "to" if measure.endswith("exports") else "from"
        return titles_figures.aim(
            names(scene, who, 2), f"{measure} {way} {names(scene, figure.partner)}", words, hedge=amount.hedge
        )
    others = tuple(a for a in figure.actors[:2] if a not in who)
    return titles_figures.aim(names(scene, who, 2), measure, words, names(scene, others), amount.hedge)
