"""Figures: statistics and the targets set for them, one record per amount and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.extract import attach_amounts, changes, figures_levels, flows, subjects, traded
from kortui.extract.clauses import Part
from kortui.extract.figures_levels import Figure
from kortui.extract.measures import Measure, level_forms, measure_in, measure_in_words, named, unlisted
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan
from kortui.extract.words import NONE
from kortui.records import replace

_NUMBERED = re.compile(r"\b(?:numbered|totall?ed|(?:number of|tourist|visitor) [^\W\d][^\d,;.]{2,60})\W*$", re.I)
_THE_NUMBER = re.compile(r"\b(?:the|that|this|their) (?:number|figure|total)\b[^\d,;.]{0,30}$", re.I)
_CONSECUTIVE = re.compile(
    r"\b(?:consecutive|straight|successive) years of (?:decline|growth|increase|decrease|contraction)\b", re.I
)


def _level(scene: Scene, part: Part) -> int:
    """The token of the verb that states a level, -1 when there is none."""
    words = scene.tokens.words
    known = level_forms()
    for i in range(part.first, part.last):
        rests = None if words[i].name else known.get(words[i].lower)
        if rests and any(tuple(w.lower for w in words[i + 1 : i + 1 + len(r)]) == r for r in rests):
            return i
    return NONE


_NEAR = 12
"""Words before a number among which it is said of what part of it a clause speaks."""
_FOR = re.compile(r"\b(?:with|for|at) an? (?:\w+ )?investment of\W*(?:about |some |around |nearly |US)?\W*$", re.I)
"""What a single work was set up with, no figure of all investment."""


def find(scene: Scene) -> Iterator[Figure]:
    """The figures of a sentence, in order."""
    known = scene.discourse
    before = named(known.measure) if known.measure else None
    carried = flows.Measured(before, known.reporter, known.partner) if before is not None else None
    for number, part in enumerate(scene.parts):
        text, words = scene.text(part), scene.stretch(part.first, part.last)
        carried = flows.those(scene, part, carried)
        amounts = [
            (i, n, a)
            for i, n, a in scene.amounts(part.first, part.last)
            if a.equivalent_to is None
            and not attach_amounts.is_contrasted(scene, i)
            and not (a.kind == "count" and changes.shared(scene.tokens.slice(max(0, i - _NEAR), i)))
        ]
        counting = carried is not None and "count" in carried.measure.kinds
        values = [
            x
            for x in amounts
            if x[2].kind in ("money", "percent") or (x[2].kind == "count" and _counts(scene, part, x[2], counting))
        ]
        values += changes.come_to(scene, amounts, values)
        rank = next((x for x in amounts if x[2].kind == "ordinal" and figures_levels.ranks(scene, x[2])), None)
        if rank is not None and part.verb != NONE:
            yield figures_levels.ranked(scene, number, rank)
            continue
        if carried is not None and _CONSECUTIVE.search(text):
            yield from figures_levels.trend(scene, number, carried)
            continue
        values.sort(key=lambda x: (x[2].kind != "money", x[2].kind == "percent"))
        if not values:
            told = part.verb != NONE or subjects.is_antecedent(scene, part)
            own = measure_in(words, "money") if told else None
            if own is not None:
                carried = flows.narrowed(scene, part, flows.measured(scene, part, _level(scene, part), own), carried)
                _keep(scene, carried)
            continue
        level = _level(scene, part)
        kind = values[0][2].kind
        if carried is not None and number == 0 and not _bare_subject(scene, part, level):
            carried = None
        if carried is not None and number == 0 and _is_subject(scene, part, values[0][0], level):
            carried = None  # "$50 million were spent on a memorial" goes on with nothing
        by_verb = traded.find(scene, part, carried) if kind == "money" else None
        if by_verb is not None:
            carried = by_verb
            _keep(scene, carried)
            yield from (replace(f, by_verb=True) for f in figures_levels.stated(scene, number, values, carried))
            continue
        measure = measure_in(words, kind) if kind != "percent" or part.verb != NONE else None
        if measure is None and kind == "count" and flows.travel(scene, part, values[0][2]):
            measure = named("visitors")
        if measure is not None and measure.name in ("exports", "imports") and traded.by_firm(scene, part):
            continue
        if level != NONE and kind == "money" and scene.tokens.words[level].lower in ("exported", "imported"):
            own = measure_in(scene.stretch(level, level + 1), kind)  # "imported $3 billion in trade with Kenya"
            measure = own if measure is not None and measure.of == "pair" else measure
        if measure is None and level > part.first and (carried is None or kind not in carried.measure.kinds):
            measure = unlisted(_lowered(scene, part.first, level), words)
        if measure is not None and _FOR.search(scene.tokens.slice(max(part.first, values[0][0] - 6), values[0][0])):
            continue
        change = _change(scene, part) if measure is not None and measure.name in _SHARES else None
        if measure is not None:
            measure = change[1] if change is not None else measure
            told_before = carried if number else None
            carried = flows.narrowed(scene, part, flows.measured(scene, part, level, measure), carried)
            carried = flows.answered(scene, part, carried, told_before)
        if change is not None and carried is not None and level != NONE:
            _keep(scene, carried)
            yield from figures_levels.stated(scene, number, values, figures_levels.by(change[0], carried))
            continue
        if carried is not None and carried.measure.of == "flow" and not carried.partner and number + 1 < len(scene.parts):
            carried = flows.in_trade_with(scene, scene.parts[number + 1], carried)
        if carried is None or kind not in carried.measure.kinds:
            continue
        _keep(scene, carried)
        told = (
            level != NONE
            or _appended(scene, part)
            or _put_at(scene, part, values[0][0])
            or figures_levels.of_which(scene, number)
        )
        if not told and not flows.hosts(scene, part, carried):
            continue
        yield from figures_levels.stated(scene, number, values, carried)


_SHARES = frozenset(("share of exports", "share of imports"))


def _change(scene: Scene, part: Part) -> tuple[str, Measure] | None:
    """Which way exports or imports went by a percentage, and which of them; None where it is a part of them."""
    way = changes.changed(scene, part.first, part.last)
    flow = measure_in(scene.stretch(part.first, part.last), "money")
    return (way, flow) if way != "share" and flow is not None and flow.of == "flow" else None


def _lowered(scene: Scene, first: int, last: int) -> str:
    """The words of a range in lower case, but for those of names."""
    text, at = scene.tokens.text, scene.tokens.words[first].start
    pieces: list[str] = []
    for word in scene.tokens.words[first:last]:
        pieces += (text[at : word.start], text[word.start : word.end] if word.entity != NONE else word.lower)
        at = word.end
    return "".join(pieces)


_PART_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|most|some|many|few|majority|part|proportion|fraction|percent|"
    r"per cent) of (?:all )?(?:the|its|their|those|these) (?:about |over |nearly |some |almost )?$", re.I,
)  # fmt: skip
"""What counts a part of those whose number follows."""
_PART_LEADS = ("the ", "its ", "their ", "those ", "these ", "about ", "over ", "nearly ", "some ", "almost ")
"""What the words end with that it looks for."""


def _counts(scene: Scene, part: Part, amount: AmountSpan, follows: bool) -> bool:
    """Whether a count is of what a measure names: the measure's words stand right behind the number."""
    text = scene.tokens.text
    led = text[max(0, amount.start - 8) : amount.start].lower().endswith(_PART_LEADS)  # "for" and "sold" stand before most
    if led and _PART_OF.search(text, max(0, amount.start - 60), amount.start):
        return False
    if measure_in_words(text[amount.start : amount.end + 30], "count") is not None or flows.travel(scene, part, amount):
        return True
    before = text[max(0, amount.start - 90) : amount.start]
    return (follows and _THE_NUMBER.search(before) is not None) or _NUMBERED.search(before) is not None


_FIGURE_WORDS = frozenset(
    [
        "it", "this", "that", "they", "which", "the", "a", "its", "total", "figure", "figures", "volume", "value", "amount",
        "number", "sum", "only", "about", "over", "in", "of", "by", "then", "already", "still", "and", "rate", "level",
        "country", "ministry", "government", "also", "last", "same", "year", "month", ",", "was", "were", "is",
        "further", "again", "since", "those", "to", "from",
    ]
)  # fmt: skip


def _bare_subject(scene: Scene, part: Part, level: int) -> bool:
    """Whether a clause goes on with what the sentence before measured: its subject is a pronoun, a country or "the figure"."""
    last = level if level != NONE else part.last
    return all(w.name or w.lower in _FIGURE_WORDS or w.lower.endswith("ly") for w in scene.tokens.words[part.first : last])


_LEADS = frozenset(("of", "in", "by", "at", "from", "to", "only", "about", "over", "a", "the", "and", "then", "also", "already",
                    "still", "again", "further", "last", "same", "year", "month", ",", "since"))  # fmt: skip


def _is_subject(scene: Scene, part: Part, amount: int, level: int) -> bool:
    """Whether an amount itself is what a clause speaks of: no word before it stands for what was measured."""
    before = [w for w in scene.tokens.words[part.first : amount] if w.date == NONE and w.amount == NONE]
    return amount < level and not any(w.name or w.lower in _FIGURE_WORDS - _LEADS for w in before)


def _keep(scene: Scene, carried: flows.Measured) -> None:
    """Remember what is measured for a next sentence that only says "it"."""
    known = scene.discourse
    known.measure, known.reporter, known.partner = carried.measure.name, carried.actors, carried.partner


def _appended(scene: Scene, part: Part) -> bool:
    """Whether a clause without a verb of its own goes on with figures ("following a record $17.3 billion in 2022")."""
    return part.link in ("ing", ";", "—", "–") or part.verb == NONE


_PUTS = frozenset(("put", "puts", "estimated", "estimates", "valued", "values", "assessed", "reckoned", "calculated"))


def _put_at(scene: Scene, part: Part, amount: int) -> bool:
    """Whether somebody is told to reckon a measure to be an amount ("the ministry put trade at $9 billion")."""
    words = [w.lower for w in scene.tokens.words[part.first : amount]]
    return "at" in words[-3:] and not _PUTS.isdisjoint(words)
