"""Statements: a named speaker and a proposition worth a record.

"X said" alone makes none. What is said must take a position ("urged", "welcomed", "will continue to"), or be about a
country other than the speaker's own; else the sentence is a remark, and what it reports may be a record by itself.
"""

from __future__ import annotations

import re
from functools import cache

from kortui.extract import lexicon
from kortui.extract.clauses import Part
from kortui.extract.morphology import forms
from kortui.extract.offices import names_office, office_holder
from kortui.extract.saying import saying
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan
from kortui.extract.speech_dates import closing_date
from kortui.extract.subjects import own_subject, subject
from kortui.extract.verbs import finite
from kortui.extract.word_patterns import words_pattern
from kortui.extract.words import NONE
from kortui.records import dataclass, replace

_HE = re.compile(r"\b(?:he|she)\b", re.I)
_AT_A_DESK = re.compile(
    r"\b(?:news conference|press conference|press briefing|joint statement|in an interview|"
    r"told (?:parliament|reporters|journalists|lawmakers)|keynote)\b",
    re.I,
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|government|embassy|spokes\w+|officials?|representatives?|authorities|delegation|leaders|presidents|ministers|countries|sides|company|firm|agency|statement|presidency)\b",
    re.I,
)  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:minister|president|premier|chief|head|director|chairman|secretary|ministry|government|embassy|spokes\w+|officials?|diplomats?|"
    r"representatives?|authorities|delegation|company|firm|agency|statement|presidency|(?:news)?paper|daily|magazine|website|report|"
    r"study|analysts?|experts?|sources?|media|observers|critics|economists?|prosecutors?|court|police|army|navy|lawmakers?|deputy|"
    r"parliament|office|bank|institute|association)\b", re.I,
)  # fmt: skip
"""Words for those who say something and of whom no name is told."""
_OF_A_STATE = re.compile(r"\b(?:government|embassy|presidency|authorities|officials?|spokes\w+)\b", re.I)
_NOBODYS = re.compile(
    r"\b(?:former|retired|unnamed|anonymous|(?:an?|one|some|another|two|several) (?:[\w-]+ ){0,2}(?:officials?|diplomats?))\b",
    re.I,
)
"""Those who speak for nobody whom the text names."""
_FRIENDSHIP = re.compile(r"\b(?:friend\w*|brother\w*|partner\w*|standing|alliance|cooperat\w*|relations)\b", re.I)
_WRITTEN = frozenset(["note", "message", "memorandum", "letter", "aide-mémoire"])
_WHOLE = 14
"""How many words behind a verb of saying its date may stand, where it only hands over what is said."""
_NO_SPEECH = re.compile(r"\b(?:is|are|was|were) (?:called|said|described|referred|reported)\b", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said.

    Attributes:
        part: Index of the clause with the verb of saying.
        verb: Its token.
        speakers: Entity ids.
        about: Entity ids the proposition names.
        date: The saying's own date.
        strong: Whether the verb itself takes a position.
        lemma: The verb of saying.
    """

    part: int
    verb: int
    speakers: tuple[str, ...]
    about: tuple[str, ...]
    date: DateSpan | None
    strong: bool
    lemma: str


@cache
def _table(name: str) -> re.Pattern[str]:
    return words_pattern(tuple(lexicon.load("statements")[name]))


@cache
def _strong() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.load("statements")["strong"]:
        head, *rest = phrase.split()
        for word in forms(head):
            found.setdefault(word, []).append(tuple(rest))
    return {word: tuple(rests) for word, rests in found.items()}


@cache
def _half() -> frozenset[str]:
    return frozenset(lexicon.load("statements")["half"])


def _is_strong(scene: Scene, index: int, last: int) -> bool:
    words = scene.tokens.words
    for rest in _strong().get(words[index].lower, ()):
        if tuple(w.lower for w in words[index + 1 : index + 1 + len(rest)]) != rest:
            continue
        lemma = saying()[words[index].lower][0]
        if lemma not in _half():
            return True
        behind = scene.tokens.text[words[index].end : words[last - 1].end]
        return _table("stance_nouns").search(behind[:60]) is not None
    return False


def _speaker(scene: Scene, number: int, verb: int) -> tuple[str, ...]:
    part = scene.parts[number]
    if verb and scene.tokens.words[verb - 1].lower in ("he", "she") and scene.discourse.person:
        return (scene.discourse.person,)  # "Seoul, he said, weighs …"
    text = scene.tokens.slice(part.first, verb)
    named = subject(scene, part, verb)
    if named and _OTHERS.search(text) and not own_subject(scene, part, verb):
        named = ()  # "trade of Kenya and India will not grow, the minister said"
    people = tuple(n for n in named if n in scene.entities and scene.entities[n].kind == "person")
    if not people and _OTHERS.search(text) and _NOBODYS.search(text):
        return ()
    if named:
        return people or named  # who gives an interview says it, not who takes it
    if _HE.search(text) and scene.discourse.person:
        return (scene.discourse.person,)
    if names_office(text):
        holder = office_holder(scene, text)
        return (holder,) if holder else ()
    if _INSTITUTION.search(text):
        known = scene.discourse
        if "ministry" in text.lower() and known.ministry:
            return (known.ministry,)
        return (known.polity,) if _OF_A_STATE.search(text) and known.polity else ()
    behind = [e.id for _, e in scene.mentions(verb + 1, min(part.last, verb + 7)) if e.kind == "person"]
    if behind and not text.strip(' ,"“”'):
        return (behind[0],)  # "…," said Lee
    if part.link == "and" and part.says - part.first < 3 and scene.discourse.person in scene.discourse.subject:
        return (scene.discourse.person,)
    return ()


def _stance(scene: Scene, first: int, last: int) -> bool:
    """Whether a proposition has a polity or a speaker's "we" doing what is a position."""
    words = scene.tokens.words
    for i in range(first, last):
        if words[i].name or not (finite(scene.tokens, i) or words[i].lower in ("will", "must", "should", "cannot")):
            continue
        behind = scene.tokens.text[words[i].start : words[i].start + 40]
        match = _table("stance_verbs").match(behind)
        if match is None:
            continue
        left = range(max(first, i - 7), i)
        if any(
            words[j].entity != NONE and scene.tokens.entities[words[j].entity].kind in ("country", "organisation") for j in left
        ):
            return True
        if _table("polities").search(scene.tokens.slice(max(first, i - 6), i)):
            return True
    return False


def find(scene: Scene) -> tuple[Statement, ...]:
    """The statements of a sentence: one for each subject that says something; of its verbs of saying the strongest counts."""
    candidates = [(n, p) for n, p in enumerate(scene.parts) if p.says != NONE]
    if not candidates:
        return _according(scene)
    if _NO_SPEECH.search(scene.tokens.slice(0, len(scene.tokens.words))):
        return ()
    found: list[Statement] = []
    for number, part in candidates:
        statement = _statement(scene, number, part, found[-1] if found else None)
        if statement is None:
            continue
        if not found or (part.link in ("and", "but", ";", "while") and _own_subject(scene, part)):
            found.append(statement)
        elif statement.strong and not found[-1].strong:
            found[-1] = replace(statement, date=statement.date or found[-1].date)
    return tuple(found)


def _according(scene: Scene) -> tuple[Statement, ...]:
    """A statement given as somebody's word: "according to Minister Kang"; the word of bodies is the source of figures."""
    words = scene.tokens.words
    if "according" not in scene.tokens.lowers:
        return ()
    for number, part in enumerate(scene.parts):
        for i in range(part.first, part.last - 2):
            if words[i].lower != "according" or words[i + 1].lower != "to":
                continue
            people = [e.id for _, e in scene.mentions(i + 2, min(i + 9, part.last)) if e.kind == "person"]
            if people:
                speakers = (people[0],)
                return (Statement(number, i, speakers, _about(scene, speakers, i), None, False, "say"),)
    return ()


def _named(scene: Scene, part: Part) -> bool:
    return bool(scene.mentions(part.first, part.says))


def _own_subject(scene: Scene, part: Part) -> bool:
    return part.says - part.first > 1


def _statement(scene: Scene, number: int, part: Part, before: Statement | None) -> Statement | None:
    if part.link == "whom":
        return None  # "the engineers whom Kenya accused" only says which engineers
    speakers = _speaker(scene, number, part.says)
    if scene.tokens.words[part.says].lower.endswith("ing") and not _named(scene, part):
        speakers = before.speakers if before is not None else ()  # "…, noting that" goes on with the same speaker
    elif not speakers and before is not None:
        speakers = before.speakers
    if not speakers and not _unnamed(scene, part):
        return None
    if not speakers and part.link == "which":
        return None  # ", which the ministry later denied" says of nobody known what stands before it
    said_last = scene.parts[number + 1].last if number + 1 < len(scene.parts) else part.last
    handed = any(w.lower in _WRITTEN for w in scene.tokens.words[part.says + 1 : part.says + 4])
    within = _WHOLE if handed else 6
    dates = [d for i, d in scene.dates(part.first, part.last) if d.kind != "PERIOD" and i - part.says < within]
    lemma = saying()[scene.tokens.words[part.says].lower][0]
    strong = _is_strong(scene, part.says, said_last)
    date = dates[0] if dates else closing_date(scene, part, lemma)
    return Statement(number, part.says, speakers, _about(scene, speakers, part.says), date, strong, lemma)


def teller(scene: Scene, number: int) -> tuple[str, ...]:
    """Who says what a clause tells, where the clause before it is of saying and names a person.

    Args:
        scene: The sentence.
        number: Index of the clause that is told.
    """
    if number == 0 or scene.parts[number].link not in ("that", "") or scene.parts[number - 1].says == NONE:
        return ()
    speakers = _speaker(scene, number - 1, scene.parts[number - 1].says)
    return tuple(s for s in speakers if scene.kind(s) == "person")


def _unnamed(scene: Scene, part: Part) -> bool:
    """Whether an office or an institution of which the text gives no name says something."""
    text = scene.tokens.slice(part.first, part.says)
    return names_office(text) or _INSTITUTION.search(text) is not None


def _about(scene: Scene, speakers: tuple[str, ...], verb: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(e.id for i, e in scene.mentions(0, len(scene.tokens.words)) if e.id not in speakers and i != verb)
    )


def worth_a_record(scene: Scene, statement: Statement) -> bool:
    """Whether a statement is more than a remark."""
    words = scene.tokens.words
    if statement.strong or _AT_A_DESK.search(scene.tokens.slice(0, len(words))):
        return True
    own = {scene.country(s) for s in statement.speakers}
    said = [(i, e) for i, e in scene.mentions(statement.verb + 1, len(words))]
    if any(p.quoted for p in scene.parts[: statement.part]):
        said += list(scene.mentions(0, scene.parts[statement.part].first))
    foreign = [
        e for _, e in said
        if e.kind in ("country", "place") and scene.country(e.id) not in own | {None} and e.id not in statement.speakers
    ]  # fmt: skip
    if foreign:
        return True
    spoken = [p for n, p in enumerate(scene.parts) if n != statement.part]
    if any(scene.is_pair(scene.text(p)) for p in spoken) and any(_FRIENDSHIP.search(scene.text(p)) for p in spoken):
        return True
    return any(_stance(scene, p.first, p.last) for n, p in enumerate(scene.parts) if n != statement.part or p.says < p.last - 1)
