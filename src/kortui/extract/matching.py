"""Finding triggers in clauses: the best rule of each clause chosen, and those beside it that make records of their own."""

from __future__ import annotations

from itertools import compress, count

from kortui.extract import conditions, dated, triggers
from kortui.extract.clauses import Part
from kortui.extract.denials import untold
from kortui.extract.fiction import made_up
from kortui.extract.hearsay import only_said
from kortui.extract.modality import came_to_nothing
from kortui.extract.negation import negated
from kortui.extract.relatives import bare_relative
from kortui.extract.scene import Scene
from kortui.extract.usage import (
    Match,
    Voice,
    after_modal,
    only_possible,
    stands_as_verb,
    voice_of,
    word_ahead,
    words_ahead,
)
from kortui.extract.verbs import BE
from kortui.extract.words import NONE


def _at(scene: Scene, number: int, index: int) -> Match | None:
    """The best rule that opens at a token, one of the index: the first that fits, openings being in order of their rank."""
    part, words = scene.parts[number], scene.tokens.words
    word = words[index]
    by_next = triggers.openings_at(word.lower)
    longer = by_next.get(word_ahead(scene, index, part.last)) if len(by_next) > 1 else None
    bits = scene.cues.bits
    ahead: tuple[str, ...] | None = None
    used: dict[tuple[str, str, bool], Voice | None] = {}
    for opening in longer or by_next[""]:
        gates = opening.gates
        if gates & bits != gates:
            continue  # of a third of the words all
        noun, size = opening.kind == "noun", len(opening.rest)
        if word.name if not noun else not size and after_modal(scene, index):
            continue
        last = index + 1
        if size:
            if ahead is None:
                ahead, ends = words_ahead(scene, index, part.last)
            if ahead[:size] != opening.rest:
                continue
            last = ends[size - 1]
            if noun and last != index + 1 + size:
                continue  # adverbs may stand between a verb and its particle alone
        way = (opening.kind, opening.lemma, size > 0)
        if way not in used:
            stands = noun or stands_as_verb(scene, index, opening)
            used[way] = voice_of(scene, part, index, opening) if stands else None
        voice = used[way]
        if voice is not None and conditions.hold(scene, number, opening.rule, index, last, voice):
            return Match(opening.rule, number, index, last, voice, opening.lemma)
    return None


def _rank(match: Match) -> tuple[int, int]:
    return (match.rule.conditions + match.last - match.first - 1, -match.rule.order)


_OCCASION = frozenset(["in", "during", "after", "at", "within", "following", "before", "on", "to", "over", "from", "ahead"])


def _standing(scene: Scene, match: Match) -> int:
    """How much a trigger counts beside others of its clause: verbs most, nouns that only name an occasion least."""
    if match.voice != "noun":
        return match.rule.conditions + 1 - 3 * _qualifies(scene, match)
    part, words = scene.parts[match.part], scene.tokens.words
    for back in range(match.first - 1, max(part.first - 1, match.first - 7), -1):
        if words[back].lower in _OCCASION and words[back].entity == NONE:
            return match.rule.conditions - 3
        if words[back].lower == "," or back == part.verb:
            break
    return match.rule.conditions


def _qualifies(scene: Scene, match: Match) -> bool:
    """Whether a participle only tells which ones are meant ("delivered 46 of the 180 tanks ordered by Poland")."""
    part = scene.parts[match.part]
    if match.voice != "passive" or part.verb == NONE or part.verb >= match.first - 1:
        return False
    return BE.isdisjoint(scene.tokens.lowers[max(part.first, match.first - 3) : match.first])


def _name_allows(scene: Scene, index: int) -> bool:
    """Words inside names open no trigger, but the last word of a named agreement or event may."""
    word = scene.tokens.words[index]
    if word.date != NONE or word.amount != NONE:
        return False
    if word.entity == NONE:
        return True
    return scene.tokens.entities[word.entity].kind in ("agreement", "event")


def in_clause(scene: Scene, number: int) -> list[Match]:
    """The triggers of a clause that make records: the best one, and nouns beside it that have a date of their own."""
    part = scene.parts[number]
    lowers, openings = scene.tokens.lowers, triggers.openings()
    opening = compress(count(part.first), map(openings.__contains__, lowers[part.first : part.last]))
    found = [m for i in opening if _name_allows(scene, i) and (m := _at(scene, number, i))]
    found = [m for m in found if not _undone(scene, m) and not _purpose_of_a_visit(scene, m, found)]
    if len(found) < 2:
        return found
    found.sort(key=lambda m: (not m.rule.unless_verb, _standing(scene, m), _rank(m)), reverse=True)
    best = found[0]
    if best.rule.unless_verb:
        return [best]
    kept = [best]
    for match in found[1:]:
        if (
            _own_date(scene, part, match, kept)
            or _of_a_deed(scene, part, match, kept)
            or _during(scene, part, match, kept)
            or _in_relative(scene, part, match)
        ):
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)


def _purpose_of_a_visit(scene: Scene, match: Match, found: list[Match]) -> bool:
    """Whether a meeting is what somebody travels to ("will head to Poland to attend a ceremony")."""
    if match.rule.type != "meeting" or match.voice == "noun" or scene.tokens.words[match.first - 1].lower != "to":
        return False
    return any(m.rule.type == "visit" and m.voice == "active" and m.first < match.first for m in found)


_LEADING_TO = frozenset(("during", "after", "before", "following", "throughout", "at"))
_POINTING = frozenset(("the", "this", "that", "his", "her", "their"))


def _only_when(scene: Scene, match: Match) -> bool:
    """Whether a noun only says when the rest of the sentence was ("During the visit, the ministers signed …")."""
    words = scene.tokens.words
    if match.voice != "noun" or match.first != 2 or match.last - match.first != 1 or match.last >= len(words):
        return False
    return words[0].lower in _LEADING_TO and words[1].lower in _POINTING and words[match.last].lower == ","


def _undone(scene: Scene, match: Match) -> bool:
    """Whether what a trigger names was not done: denied, taken back, made up, only possible, or planned in vain."""
    return (
        _only_when(scene, match)
        or negated(scene, match)
        or untold(scene, match)
        or only_possible(scene, match)
        or made_up(scene, match.first)
        or came_to_nothing(scene, match)
        or _only_said(scene, match)
        or (match.rule.id == "target.want" and match.voice == "passive")  # others expect it: no aim of the subject
    )


def _only_said(scene: Scene, match: Match) -> bool:
    """Whether a deed is hearsay."""
    verb, noun = scene.parts[match.part].verb, match.voice == "noun"
    return only_said(scene, match.part, match.first, match.last, verb, noun, match.rule.type)


def _own_date(scene: Scene, part: Part, match: Match, kept: list[Match]) -> bool:
    """Whether a trigger beside others has a date of its own: one behind it, before the next trigger kept."""
    if match.rule.type != kept[0].rule.type and match.rule.unless_verb:
        return False
    dates = [i for i, _ in scene.dates(part.first, part.last)]
    if len(dates) < 2 or any(abs(match.first - k.first) < 2 for k in kept):
        return False
    taken = {_date_behind(dates, k.last) for k in kept}
    mine = _date_behind(dates, match.last)
    return mine != NONE and mine not in taken and mine - match.last < 8


def _of_a_deed(scene: Scene, part: Part, match: Match, kept: list[Match]) -> bool:
    """Whether a participle takes the date from the trigger that it stands beside ("delivered under a deal signed in 2021")."""
    if match.voice != "passive":
        return False
    return any(
        dated.of_another_deed(scene, part, kept[0].first, kept[0].last, token) == match.first
        for token, _ in scene.dates(part.first, part.last)
    )


def _in_relative(scene: Scene, part: Part, match: Match) -> bool:
    """Whether a verb stands in a bare relative clause and has a date there ("tanks it ordered in 2012 arrived")."""
    relative = bare_relative(scene, part)
    return (
        relative is not None and match.first == relative.verb and any(True for _ in scene.dates(relative.verb, relative.last))
    )


def _during(scene: Scene, part: Part, match: Match, kept: list[Match]) -> bool:
    """Whether a noun names the occasion of what the clause tells ("was signed during the visit of …")."""
    if (
        match.rule.type == kept[0].rule.type
        or match.rule.type not in ("visit", "meeting", "exhibition")
        or match.voice != "noun"
        or any(abs(match.first - k.first) < 2 for k in kept)
    ):
        return False
    left = scene.tokens.lowers[max(part.first, match.first - 5) : match.first]
    return "during" in left and match.rule.type == "visit"


def _date_behind(dates: list[int], at: int) -> int:
    return next((d for d in dates if d >= at), NONE)
