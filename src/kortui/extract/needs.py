"""What a rule may ask of a clause: `needs` of the trigger lexicon, each a test by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kortui.extract import endings, lexicon, triggers
from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.word_patterns import words_pattern
from kortui.extract.words import NONE


@cache
def _polity() -> re.Pattern[str]:
    return words_pattern(tuple(lexicon.load("statements")["polities"]))


@cache
def _leader() -> re.Pattern[str]:
    return words_pattern(tuple(lexicon.load("triggers")["words"]["leader"]))


def accord_in(scene: Scene) -> str:
    """The last word for an agreement in a sentence, in lower case; empty when it has none."""
    accords, words = triggers.accords(), scene.tokens.words
    if not accords.bit & scene.cues.bits:
        return ""
    found = list(accords.compiled.finditer(scene.tokens.text, words[0].start, words[-1].end))
    return found[-1][0].lower() if found else ""


_DEFENSE = re.compile(
    r"\b(?:defen[cs]e|military|arm(?:s|ed|y)|tank|missile|fighter|weapon|howitzer|naval|navy|warship|submarine|jet)\w*", re.I
)
_PARTIES = re.compile(
    r"\b(?:they|both|countries|nations|presidents|premiers|leaders|parties|sides|firms|companies|representatives|ministers|"
    r"governments|the (?:two|pair|duo)(?= (?:also |then |have |had |will )?(?:agree|sign|discuss|h[eo]ld|met|vow|pledg|decid)))"
    r"\b",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|makers?|manufacturers?|conglomerates?|shipbuilders?|shipyards?|yard|\w*makers?|retailers?|"
    r"developers?|producers?|suppliers?|operators?|builders?|airlines?|lenders?|contractors?|subsidiary|consorti(?:um|a))\b",
    re.I,
)  # fmt: skip
_TWO = re.compile(r"\b(?:the (?:two|pair|duo)|both) ?(?:last|leaders|ministers|presidents|men|sides)?\s*$", re.I)
_THERE = re.compile(
    r"\b(?:visit(?:ed|s|ing)?|toured|tours|travel(?:l?ed|s)? to|flew to) the "
    r"(?:region|country|capital|peninsula|island|city)\b",
    re.I,
)
_TO = re.compile(r"\bto\b", re.I)
_WORKS = re.compile(r"\b(?:plant|factory|facility|works|mill|shipyard|line)\b", re.I)
_VENTURE = re.compile(r"\b(?:venture|partnership|alliance|tie-up|consortium|joint company)\b", re.I)
_PRONOUN = re.compile(r"(?:and |but |in \w+ |also )?(?:he|she|they|the former|the latter)\b", re.I)
_BODY = re.compile(
    r"\b(?:committee|commission|council|delegations?|parties|teams|experts|group|board|cabinet|navies|armies)\b", re.I
)
_WAR = re.compile(r"\b(?:wars?|battles?|troops|brigades?|soldiers?|regiments?|front|army)\b", re.I)
_MEETING_FRAME = re.compile(
    r"\b(?:during|held|attended|met|focused|chaired|presided|hosted|took place|follow(?:ing|ed)|after|recent|at the|at an?|"
    r"first|concluded|opened|recalling|remarks during|scheduled)\b", re.I,
)  # fmt: skip


def _mention_of(*kinds: str) -> Callable[[Scene, Part], bool]:
    return lambda scene, part: any(e.kind in kinds for _, e in scene.mentions(part.first, part.last))


def _countries(scene: Scene, part: Part) -> bool:
    if scene.is_pair(scene.text(part)):
        return True
    return len({scene.country(e.id) for _, e in scene.mentions(part.first, part.last)} - {None}) > 1


def _place(scene: Scene, part: Part) -> bool:
    words = scene.tokens.words
    if _THERE.search(scene.text(part)):
        return True
    if any(
        e.kind == "place" or (e.kind == "country" and not e.demonym and words[i - 1].lower in ("in", "to", "into", "at", "the"))
        for i, e in scene.mentions(part.first, part.last)
    ):
        return True
    return any(  # a town that no gazetteer knows
        words[i].lower in _BEFORE_PLACES and not words[i + 1].name and capital(scene, i + 1)
        for i in range(part.first, part.last - 1)
    )


_BEFORE_PLACES = frozenset(["in", "into", "at", "near", "to", "of", "visited", "visits", "visit", "reached", "toured", "for"])


def capital(scene: Scene, index: int) -> bool:
    """Whether a word begins with a capital, as a name that no gazetteer knows does."""
    word = scene.tokens.words[index]
    return scene.tokens.text[word.start].isupper() and len(word.lower) > 2


def _subject_text(scene: Scene, part: Part) -> str:
    return scene.tokens.slice(part.first, part.verb if part.verb != NONE else part.last)


def _polity_subject(scene: Scene, part: Part) -> bool:
    limit = part.verb if part.verb > NONE and part.verb > part.first else part.last
    named = any(e.kind in ("country", "organisation", "person") for _, e in scene.mentions(part.first, limit))
    return named or bool(_polity().search(_subject_text(scene, part))) or part.link in ("and", "but", "ing")


def _firm_subject(scene: Scene, part: Part) -> bool:
    """Whether the subject is a firm, by its name or by its kind ("the battery maker")."""
    limit = part.verb if part.verb > part.first else part.last
    named = any(e.kind == "organisation" for _, e in scene.mentions(part.first, limit))
    return named or _FIRM.search(_subject_text(scene, part)) is not None


def _amount(*kinds: str) -> Callable[[Scene, Part], bool]:
    return lambda scene, part: any(not kinds or a.kind in kinds for _, _, a in scene.amounts(part.first, part.last))


NEEDS: dict[str, Callable[[Scene, Part], bool]] = {
    "date": lambda scene, part: bool(scene.dates(part.first, part.last)),
    "money": _amount("money"),
    "count": _amount("count"),
    "ordinal": _amount("ordinal"),
    "amount": _amount(),
    "country": _mention_of("country"),
    "person": _mention_of("person"),
    "organisation": _mention_of("organisation"),
    "firm": _mention_of("organisation"),
    "firm_subject": _firm_subject,
    "venture_subject": lambda scene, part: bool(_VENTURE.search(_subject_text(scene, part))),
    "headline": lambda scene, part: part.verb == NONE and bool(_TO.search(scene.text(part))),
    "person_subject": lambda scene, part: any(
        e.kind == "person" for _, e in scene.mentions(part.first, part.verb if part.verb > part.first else part.last)
    ),
    "accord": lambda scene, part: bool(scene.accord) or bool(accord_in(scene)),
    "accord-ended": endings.ends_accord,
    "two_spoke": lambda scene, part: bool(_TWO.search(_subject_text(scene, part))),
    "works": lambda scene, part: bool(_WORKS.search(scene.text(part))),
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
    "capital": lambda scene, part: any(
        capital(scene, i) and not scene.tokens.words[i].name for i in range(part.first + 1, part.last)
    ),
    "arms": lambda scene, part: bool(_DEFENSE.search(scene.text(part))),
    "body": lambda scene, part: bool(_BODY.search(scene.text(part))),
    "capital_subject": lambda scene, part: any(
        capital(scene, i) and not scene.tokens.words[i].name and (i > 0 or capital(scene, i + 1))
        for i in range(part.first, max(part.first, part.verb))
    ),
    "two_people": lambda scene, part: (
        len({e.id for _, e in scene.mentions(part.first, part.last) if e.kind == "person"}) > 1
        or bool(_PARTIES.search(scene.text(part)))
    ),
    "list": lambda scene, part: (
        scene.tokens.sentence.kind in ("list", "infobox") or any(w.lower == "|" for w in scene.tokens.words)
    ),
    "defense-word": lambda scene, part: bool(_DEFENSE.search(scene.text(part))),
    "meeting-frame": lambda scene, part: bool(_MEETING_FRAME.search(scene.text(part))),
}
_WHOLE = ("polity-subject", "defense-word", "meeting-frame", "date-adjacent")


@cache
def alternatives(need: str) -> tuple[str, ...]:
    """The tests of which one is enough for a need ("place-or-country")."""
    need = (
        need.replace("two-countries", "countries")
        .replace("capital-subject", "capital_subject")
        .replace("two-people", "two_people")
        .replace("firm-subject", "firm_subject")
        .replace("venture-subject", "venture_subject")
        .replace("person-subject", "person_subject")
        .replace("two-spoke", "two_spoke")
    )
    return (need,) if need in _WHOLE else tuple(need.split("-or-"))


def met(scene: Scene, part: Part, need: str) -> bool:
    """Whether a clause has what a rule needs; with ``sentence:`` before it, whether its sentence has."""
    if need.startswith("sentence:"):
        part, need = Part(0, len(scene.tokens.words)), need.partition(":")[2]
    return any([NEEDS[name](scene, part) for name in alternatives(need)])
