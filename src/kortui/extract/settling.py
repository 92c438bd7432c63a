"""Where a clause tells both a deed and a figure: which of them are records, and of what time an agreement on an aim is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kortui.extract import aims, attach, dated, endings, measures, time_roles, traded
from kortui.extract.dated import Dated
from kortui.extract.figures_levels import Figure
from kortui.extract.flows import of_a_crowd
from kortui.extract.scene import Scene
from kortui.extract.triggers import Rule, rules
from kortui.extract.usage import Match
from kortui.extract.word_patterns import Stretch
from kortui.extract.words import NONE
from kortui.records import replace
from kortui.vocabulary import AmountKind, DateRole, EventType

_MONEY_TYPES: frozenset[EventType] = frozenset(
    ("contract", "investment", "financing", "aid", "construction", "agreement", "delivery", "programme")
)
_YIELD_TO_FIGURES: frozenset[EventType] = frozenset(
    ("target", "commerce", "policy", "investment", "contract", "pledge", "agreement", "programme")
)
_NOT_TO = re.compile(r"\b(?:not|never) to\b", re.I)


def _aims_not(scene: Scene, match: Match) -> bool:
    """Whether a target is what somebody will not do ("agreed not to raise tariffs")."""
    return match.rule.type == "target" and _NOT_TO.search(scene.text(scene.parts[match.part])) is not None


def _not_aimed(scene: Scene, match: Match) -> Match:
    """An agreement not to do something, which is an agreement and no aim."""
    return replace(match, rule=_agreement()) if _aims_not(scene, match) else match


def _agreed(scene: Scene, match: Match, wanted: Mapping[int, str | None]) -> Match:
    """The agreement on an aim that is a record of its own, being of another time than the aim."""
    if match.rule.type != "target" or not match.lemma.startswith("agree") or match.part not in wanted:
        return match
    agreed = replace(match, rule=_agreement())
    return agreed if _of_another_time(scene, agreed, wanted[match.part]) else match


def _of_another_time(scene: Scene, match: Match, aim: str | None) -> bool:
    date = date_of(scene, match, time_roles.role_of(scene, match))
    return date.edtf is not None and date.edtf != aim and date.role != "deadline"


def date_of(scene: Scene, match: Match, role: DateRole) -> Dated:
    """A trigger's date; of what was agreed on an aim, none that is the aim's ("agreed in 2018 to double trade by 2030").

    Args:
        scene: The sentence.
        match: The trigger.
        role: What its date is of, see `time_roles.role_of`.
    """
    key = (match, role)
    known = scene.dates_of.get(key)  # a record, its neighbours in the clause and its figures all ask
    if known is None:
        known = scene.dates_of[key] = _date_of(scene, match, role)
    return known


def _date_of(scene: Scene, match: Match, role: DateRole) -> Dated:
    part = scene.parts[match.part]
    aim = aims.agreed(scene, part.first, part.last) if match.rule.type == "agreement" else NONE
    own = dated.nearest(scene, replace(part, last=aim), match.first, match.first + 1) if aim > match.first else None
    found = dated.of_span(own, role) if own is not None else attach.date_of(scene, match, role)
    if not endings.is_end(match.rule):
        return found
    spans = scene.dates(part.first, part.last)
    if not any(span.start == found.start and endings.is_of_what_ended(scene, span) for _, span in spans):
        return found
    others = (span for at, span in spans if dated.tells_when(scene, span, at) and not endings.is_of_what_ended(scene, span))
    other = next(others, None)
    return dated.of_type(match.rule.type)(other, role) if other is not None else replace(dated.UNDATED, role=role)


@cache
def _agreement() -> Rule:
    return next(r for r in rules() if r.id == "agreement.agreed")


def _kind(scene: Scene, figure: Figure) -> AmountKind:
    return scene.tokens.amounts[figure.amounts[0]].kind


def _clause(scene: Scene, figure: Figure) -> Stretch:
    part = scene.parts[figure.part]
    return scene.stretch(part.first, part.last)


def settle(scene: Scene, matches: list[Match], found: list[Figure]) -> tuple[list[Match], list[Figure]]:
    """Where a clause gives both a deal and a figure, its money belongs to one of them."""
    matches = [_not_aimed(scene, m) for m in matches if not _aims_not(scene, m) or m.lemma.startswith("agree")]
    matches = [m for m in matches if m.rule.type != "visit" or not of_a_crowd(scene, m.part)]
    if not found:
        return matches, []
    counted = {m.part for m in matches if m.rule.type == "casualties"}
    found = [f for f in found if not (f.part in counted and f.amounts and _kind(scene, f) == "count")]
    kept_figures = []
    for figure in found:
        deals = [m for m in matches if m.part == figure.part and m.rule.type in _MONEY_TYPES and not m.rule.unless_verb]
        measured = measures.measure_in(_clause(scene, figure), "money") is not None
        if deals and not figure.by_verb and not (measured and deals[0].rule.type in ("agreement", "programme", "delivery")):
            continue
        kept_figures.append(figure)
    taken = {f.part for f in kept_figures if f.amounts}
    flows = {f.part for f in kept_figures if f.amounts and f.rule.endswith(("exports", "imports"))}
    travelled = {f.part for f in kept_figures if f.rule == "statistic.visitors"}
    matches = [m for m in matches if m.part not in travelled or m.rule.type != "visit"]
    by_verb = {f.part for f in kept_figures if f.by_verb}
    wanted = {f.part: f.date.edtf for f in kept_figures if f.target}
    matches = [_agreed(scene, m, wanted) for m in matches]
    matches = [
        m for m in matches
        if (
            m.part not in taken or m.rule.type not in _YIELD_TO_FIGURES or m.rule.id == "agreement.in-force"
            or (m.rule.type == "agreement" and m.part in wanted and _of_another_time(scene, m, wanted[m.part]))
        )
        and not (m.part in flows and m.rule.type == "delivery" and m.lemma in traded.LEMMAS)
        and not (m.part in by_verb and m.rule.type in ("delivery", "contract", "commerce"))
    ]  # fmt: skip
    return matches, kept_figures
