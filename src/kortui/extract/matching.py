"""Finding triggers in clauses: the lexicon's conditions tested, the best rule of each clause chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kortui.extract import lexicon, triggers
from kortui.extract.clauses import Part
from kortui.extract.scene import PAIR, Scene
from kortui.extract.verbs import BE, finite
from kortui.extract.words import NONE
from kortui.extract.triggers import Opening, Rule

Voice = Literal["active", "passive", "noun"]
_ADVERBS = frozenset("also already then still only now once just soon later again jointly officially first not".split())
_TAKES_AGENT = frozenset("by in at on under between with during for from to".split())
_NEGATIONS = frozenset(("not", "never", "n't", "refused", "failed", "declined", "without", "no", "neither", "nor", "cannot"))


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found.

    Attributes:
        rule: The rule that fits best.
        part: Index of the clause.
        first: Its first token.
        last: The token behind it.
        voice: How it stands.
        lemma: The verb's lemma or the noun.
    """

    rule: Rule
    part: int
    first: int
    last: int
    voice: Voice
    lemma: str


@cache
def _polity() -> re.Pattern[str]:
    return triggers.words_pattern(tuple(lexicon.load("statements")["polities"]))


@cache
def _leader() -> re.Pattern[str]:
    return triggers.words_pattern(tuple(lexicon.load("triggers")["words"]["leader"]))


_DEFENSE = re.compile(
    r"\b(?:defen[cs]e|military|arm(?:s|ed|y)|tank|missile|fighter|weapon|howitzer|naval|navy|warship|submarine|jet)\w*", re.I
)
_PARTIES = re.compile(r"\b(?:they|both|countries|nations|presidents|premiers|leaders|parties|sides|firms|companies|representatives|ministers|governments)\b", re.I)
_PRONOUN = re.compile(r"(?:and |but |in \w+ |also )?(?:he|she|they|the former|the latter)\b", re.I)
_BODY = re.compile(r"\b(?:committee|commission|council|delegations?|parties|teams|experts|group|board|cabinet|navies|armies)\b", re.I)
_WAR = re.compile(r"\b(?:wars?|battles?|troops|brigades?|soldiers?|regiments?|front|army)\b", re.I)
_MEETING_FRAME = re.compile(
    r"\b(?:during|held|attended|met|focused|chaired|presided|hosted|took place|follow(?:ing|ed)|after|recent|at the|first|"
    r"concluded|opened|recalling|remarks during|scheduled)\b", re.I,
)  # fmt: skip


def _mention_of(*kinds: str) -> Callable[[Scene, Part], bool]:
    return lambda scene, part: any(e.kind in kinds for _, e in scene.mentions(part.first, part.last))


def _countries(scene: Scene, part: Part) -> bool:
    if scene.is_pair(scene.text(part)):
        return True
    return len({scene.country(e.id) for _, e in scene.mentions(part.first, part.last)} - {None}) > 1


def _place(scene: Scene, part: Part) -> bool:
    words = scene.tokens.words
    if any(
        e.kind == "place" or (e.kind == "country" and not e.demonym and words[i - 1].lower in ("in", "to", "into", "at", "the"))
        for i, e in scene.mentions(part.first, part.last)
    ):
        return True
    return any(  # a town that no gazetteer knows
        words[i].lower in _BEFORE_PLACES and not words[i + 1].name and _capital(scene, i + 1)
        for i in range(part.first, part.last - 1)
    )


_BEFORE_PLACES = frozenset("in at near to of visited visits visit reached toured for".split())


def _capital(scene: Scene, index: int) -> bool:
    word = scene.tokens.words[index]
    return scene.tokens.text[word.start].isupper() and len(word.lower) > 2


def _subject_text(scene: Scene, part: Part) -> str:
    return scene.tokens.slice(part.first, part.verb if part.verb != NONE else part.last)


def _polity_subject(scene: Scene, part: Part) -> bool:
    limit = part.verb if NONE < part.verb and part.verb > part.first else part.last
    named = any(e.kind in ("country", "organisation", "person") for _, e in scene.mentions(part.first, limit))
    return named or bool(_polity().search(_subject_text(scene, part))) or part.link in ("and", "but", "ing")


def _amount(*kinds: str) -> Callable[[Scene, Part], bool]:
    return lambda scene, part: any(not kinds or a.kind in kinds for _, _, a in scene.amounts(part.first, part.last))


NEEDS: dict[str, Callable[[Scene, Part], bool]] = {
    "date": lambda scene, part: any(True for _ in scene.dates(part.first, part.last)),
    "money": _amount("money"),
    "count": _amount("count"),
    "ordinal": _amount("ordinal"),
    "amount": _amount(),
    "country": _mention_of("country"),
    "person": _mention_of("person"),
    "organisation": _mention_of("organisation"),
    "firm": _mention_of("organisation"),
    "weapon": _mention_of("weapon"),
    "named": _mention_of("country", "person", "organisation", "place", "weapon", "agreement", "event"),
    "place": _place,
    "two": _countries,
    "countries": _countries,
    "leader": lambda scene, part: bool(_leader().search(scene.text(part))) or bool(_PRONOUN.match(scene.text(part))),
    "parties": lambda scene, part: bool(_PARTIES.search(scene.text(part))) or scene.is_pair(scene.text(part)),
    "polity": lambda scene, part: bool(_polity().search(_subject_text(scene, part))),
    "polity-subject": _polity_subject,
    "war": lambda scene, part: bool(_WAR.search(scene.tokens.slice(0, len(scene.tokens.words)))),
    "capital": lambda scene, part: any(_capital(scene, i) and not scene.tokens.words[i].name for i in range(part.first + 1, part.last)),
    "arms": lambda scene, part: bool(_DEFENSE.search(scene.text(part))),
    "body": lambda scene, part: bool(_BODY.search(scene.text(part))),
    "capital_subject": lambda scene, part: any(
        _capital(scene, i) and not scene.tokens.words[i].name and (i > 0 or _capital(scene, i + 1)) for i in range(part.first, max(part.first, part.verb))
    ),
    "list": lambda scene, part: scene.tokens.sentence.kind in ("list", "infobox"),
    "defense-word": lambda scene, part: bool(_DEFENSE.search(scene.text(part))),
    "meeting-frame": lambda scene, part: bool(_MEETING_FRAME.search(scene.text(part))),
}
_WHOLE = ("polity-subject", "defense-word", "meeting-frame", "date-adjacent")


@cache
def alternatives(need: str) -> tuple[str, ...]:
    need = need.replace("two-countries", "countries").replace("capital-subject", "capital_subject")
    return (need,) if need in _WHOLE else tuple(need.split("-or-"))


def _met(scene: Scene, part: Part, need: str) -> bool:
    if need.startswith("sentence:"):
        part, need = Part(0, len(scene.tokens.words)), need.partition(":")[2]
    return any(NEEDS[name](scene, part) for name in alternatives(need))


def _rest_follows(scene: Scene, index: int, opening: Opening, limit: int) -> int:
    """The token behind the trigger when its further words follow, else -1; adverbs may stand between verb and particle."""
    words = scene.tokens.words
    at = index + 1
    for word in opening.rest:
        while opening.kind == "verb" and at < limit and (words[at].lower in _ADVERBS or words[at].lower.endswith("ly")):
            at += 1
        if at >= limit or words[at].lower != word:
            return NONE
        at += 1
    return at


def _voice(scene: Scene, part: Part, index: int, opening: Opening) -> Voice:
    if opening.kind == "noun":
        return "noun"
    words = scene.tokens.words
    if "participle" not in opening.forms:
        return "active"
    for back in range(index - 1, max(part.first - 1, index - 5), -1):
        if words[back].lower in BE:
            return "passive"
        if words[back].lower in ("has", "have", "had"):
            return "active"
        if words[back].lower not in _ADVERBS and not words[back].lower.endswith("ly"):
            break
    if "past" in opening.forms and part.verb == index:
        return "passive" if _goes_on_passive(scene, part, index) else "active"
    follows = words[index + 1].lower if index + 1 < len(words) else ""
    if "past" in opening.forms and finite(scene.tokens, index) and not (part.verb < index and follows in _TAKES_AGENT):
        return "active"
    return "passive"


_BEFORE_BASE = frozenset(
    "to will would shall should can could may might must and or not help let jointly also further officially never then they we you".split()
)


def _verb_place(scene: Scene, index: int, opening: Opening) -> bool:
    """Whether a form that is also a noun ("visit", "orders") stands where a verb does."""
    if opening.forms & {"past", "participle"} or opening.lemma in ("be", "have"):
        return True
    if "ing" in opening.forms:
        return _gerund_place(scene, index)
    if opening.rest or finite(scene.tokens, index) or any(p.verb == index for p in scene.parts):
        return True
    before = scene.tokens.words[index - 1].lower if index else ""
    return "base" in opening.forms and (before in _BEFORE_BASE or before.endswith("ly"))


_BEFORE_GERUND = frozenset(
    ", by of after before while when and to in is are was were been be began begun begin begins start started starts keep kept for from "
    "without on than through as resulting".split()
)


def _gerund_place(scene: Scene, index: int) -> bool:
    """Whether a form in -ing is a verb and no noun ("a meeting", "the building")."""
    if index == 0 or any(p.first == index for p in scene.parts):
        return True
    before = scene.tokens.words[index - 1]
    return before.lower in _BEFORE_GERUND or before.lower.endswith("ly") or before.entity != NONE


def _goes_on_passive(scene: Scene, part: Part, index: int) -> bool:
    """Whether a participle shares the "was" of the clause before ("was initialled in March and signed in June")."""
    if part.link not in ("and", "but", "or") or index - part.first > 2:
        return False
    earlier = next((p for p in scene.parts if p.last == part.first), None)
    return earlier is not None and earlier.verb != NONE and scene.tokens.words[earlier.verb].lower in BE


def _fits(scene: Scene, number: int, rule: Rule, first: int, last: int, voice: Voice) -> bool:
    part = scene.parts[number]
    text, words = scene.tokens.text, scene.tokens.words
    reach = _reach(scene, number, first)
    start, end = words[part.first].start, words[part.last - 1].end
    far = words[reach.first].start
    if rule.unless is not None and rule.unless.search(text, start, end):
        return False
    if rule.near is not None and not _kinds_follow(scene, rule, last, part.last):
        behind = rule.near.search(text, words[last - 1].end, end)
        relative = part.link in ("which", "that", "whom") and number > 0
        if behind is None and ((voice == "active" and not relative) or not rule.near.search(text, far, words[first].start)):
            return False
    if rule.near_any is not None and not rule.near_any.search(text, far, end) and not _kinds_follow(scene, rule, last, part.last):
        return False
    if rule.before is not None and not rule.before.search(text, far, words[first].start):
        return False
    if rule.context is not None and not rule.context.search(text, scene.tokens.sentence.start, scene.tokens.sentence.end):
        return False
    if "date-adjacent" in rule.needs and not _date_adjacent(scene, part, first, last):
        return False
    return all(_met(scene, part if need in _OWN else reach, need) for need in rule.needs if need != "date-adjacent")


def _date_adjacent(scene: Scene, part: Part, first: int, last: int) -> bool:
    """Whether a noun carries its date with it ("the treaty of 1957", "the 1977 agreement")."""
    words = scene.tokens.words
    behind = words[last : min(last + 3, part.last)]
    if len(behind) > 1 and behind[0].lower == "of" and any(w.date != NONE for w in behind[1:]):
        return True
    return first > part.first and words[first - 1].date != NONE


_OWN = frozenset(("date", "money", "amount", "ordinal", "polity-subject"))
"""What a clause must hold itself; the rest may stand in the clause whose subject it shares."""


def _reach(scene: Scene, number: int, first: int) -> Part:
    """A clause together with the one that lends it its subject ("… was signed in 1997 and came into force in 2000")."""
    part = scene.parts[number]
    if number and part.link in ("which", "that", "who", "whom"):
        earlier = scene.parts[number - 1]
        return Part(earlier.first, part.last, part.verb, part.says, part.quoted, part.link)
    if number == 0 or part.link not in ("and", "but", "or", "ing", "which", "who", "whose", "that", "where", "when", ","):
        return part
    lead = scene.tokens.words[part.first : first]
    bare = all(w.lower in _LENT or w.date != NONE or w.lower.endswith("ly") or w.lower in BE for w in lead)
    if not bare:
        return part
    back = number - 1
    while back > 0 and scene.parts[back].link in ("when", "while", "as", "which", "who", "where"):
        back -= 1  # "suspended aid, when …, and resumed it"
    return Part(scene.parts[back].first, part.last, part.verb, part.says, part.quoted, part.link)


_LENT = frozenset(
    "and but or which who whose that where when it they he she then also in on at by , again later first both has have had "
    "will would is are was were be been to already soon thus".split()
)


def _kinds_follow(scene: Scene, rule: Rule, first: int, last: int) -> bool:
    if not rule.near_kinds:
        return False
    if "capital" in rule.near_kinds and first < last and not scene.tokens.words[first].name and _capital(scene, first):
        return True
    if any(e.kind in rule.near_kinds for _, e in scene.mentions(first, last)):
        return True
    return any(a.kind in rule.near_kinds for _, _, a in scene.amounts(first, last))


def _at(scene: Scene, number: int, index: int) -> Match | None:
    """The best rule that opens at a token."""
    part, word = scene.parts[number], scene.tokens.words[index]
    best: Match | None = None
    for opening in triggers.openings().get(word.lower, ()):
        if opening.kind == "verb" and word.name:
            continue
        last = _rest_follows(scene, index, opening, part.last)
        if last == NONE:
            continue
        if opening.kind == "verb" and not _verb_place(scene, index, opening):
            continue
        voice = _voice(scene, part, index, opening)
        if best is not None and _rank(best) >= (opening.rule.conditions + len(opening.rest), -opening.rule.order):
            continue
        if _fits(scene, number, opening.rule, index, last, voice):
            best = Match(opening.rule, number, index, last, voice, opening.lemma)
    return best


def _rank(match: Match) -> tuple[int, int]:
    return (match.rule.conditions + match.last - match.first - 1, -match.rule.order)


_OCCASION = frozenset("in during after at within following before on to over from ahead".split())


def _standing(scene: Scene, match: Match) -> int:
    """How much a trigger counts beside others of its clause: verbs most, nouns that only name an occasion least."""
    if match.voice != "noun":
        return match.rule.conditions + 1
    part, words = scene.parts[match.part], scene.tokens.words
    for back in range(match.first - 1, max(part.first - 1, match.first - 7), -1):
        if words[back].lower in _OCCASION and words[back].entity == NONE:
            return match.rule.conditions - 3
        if words[back].lower == "," or back == part.verb:
            break
    return match.rule.conditions


def _name_allows(scene: Scene, index: int) -> bool:
    """Words inside names open no trigger, but the last word of a named agreement or event may."""
    word = scene.tokens.words[index]
    if word.date != NONE or word.amount != NONE:
        return False
    if word.entity == NONE:
        return True
    return scene.tokens.entities[word.entity].kind in ("agreement", "event")


def negated(scene: Scene, match: Match) -> bool:
    """Whether a verb is denied ("did not sign", "refused to sign")."""
    part = scene.parts[match.part]
    left = [w.lower for w in scene.tokens.words[max(part.first, match.first - 4) : match.first]]
    if "only" in left and "not" in left:
        return False
    if match.voice != "noun":
        return any(w in _NEGATIONS for w in left)
    if part.verb == NONE or part.verb >= match.first:
        return False
    opening = [w.lower for w in scene.tokens.words[part.verb : min(part.verb + 3, match.first)]]
    return bool({"not", "never", "refused", "failed", "declined"} & set(opening)) and "only" not in opening


def in_clause(scene: Scene, number: int) -> list[Match]:
    """The triggers of a clause that make records: the best one, and nouns beside it that have a date of their own."""
    part = scene.parts[number]
    found = [m for i in range(part.first, part.last) if _name_allows(scene, i) and (m := _at(scene, number, i))]
    found = [m for m in found if not negated(scene, m)]
    if not found:
        return []
    found.sort(key=lambda m: (not m.rule.unless_verb, _standing(scene, m), _rank(m)), reverse=True)
    best = found[0]
    if best.rule.unless_verb:
        return [best]
    kept = [best]
    for match in found[1:]:
        if _own_date(scene, part, match, kept) or _during(scene, part, match, kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)


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


def _during(scene: Scene, part: Part, match: Match, kept: list[Match]) -> bool:
    """Whether a noun names the occasion of what the clause tells ("was signed during the visit of …")."""
    if match.rule.type == kept[0].rule.type or match.rule.type not in ("visit", "meeting", "exhibition") or match.voice != "noun":
        return False
    left = [w.lower for w in scene.tokens.words[max(part.first, match.first - 5) : match.first]]
    return "during" in left and match.rule.type == "visit"


def _date_behind(dates: list[int], at: int) -> int:
    return next((d for d in dates if d >= at), NONE)


def pair_words(text: str) -> bool:
    """Whether words stand for two countries."""
    return PAIR.search(text) is not None
