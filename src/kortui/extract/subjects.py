"""Who the subject of a clause is: by its own words, its pronouns, what it is a relative of, or the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui.extract.clauses import Part
from kortui.extract.governing import PLACING, PREPOSITIONS, attributive, governor
from kortui.extract.offices import names_office, office_holder
from kortui.extract.scene import Scene
from kortui.extract.spans import EntitySpan
from kortui.extract.verbs import is_adverb, verb_forms
from kortui.extract.words import NONE

PEOPLE = frozenset(("person", "organisation", "country"))
"""Kinds of entities that act as people do."""
_GOVERNING = PREPOSITIONS - {"of", "between", "with", "for"}
"""Prepositions whose noun is no subject."""
_CAN_ACT = frozenset(("person", "organisation", "country", "place", "weapon", "agreement", "event"))
_FIRM = frozenset(
    ("company", "firm", "shipbuilder", "manufacturer", "contractor", "shipyard", "automaker", "carmaker", "maker")
)
_HE = frozenset(("he", "she", "his", "her"))
_THEY_OR_IT = frozenset(("they", "their", "them", "it"))
_FRONTED = frozenset(("during", "after", "before", "since", "throughout", "until"))
"""Prepositions of a time that may stand before the subject."""
_BEFORE_NOUN = frozenset(("the", "a", "an", "its", "their", "his", "her", "this", "that"))
_JOINING = frozenset(("followed", "joined", "succeeded", "accompanied"))
"""Participles whose "by" names others of the subject's kind."""
_JOINED = re.compile(r",?\s(?:and|or)\s(?:the\s)?|,\s")


def subject(scene: Scene, part: Part, limit: int) -> tuple[str, ...]:
    """Entities that are the subject of a clause, from its own words, from pronouns, or from the clause before.

    Args:
        scene: The sentence.
        part: The clause.
        limit: The token of its verb.
    """
    return own_subject(scene, part, limit) or _inherited(scene, part, limit)


def own_subject(scene: Scene, part: Part, limit: int) -> tuple[str, ...]:
    """Entities of a clause's own subject words."""
    known = scene.subjects.get((part.first, limit))  # asked for roles, headlines and pronouns
    if known is None:
        known = scene.subjects[part.first, limit] = _own_subject(scene, part, limit)
    return known


def _own_subject(scene: Scene, part: Part, limit: int) -> tuple[str, ...]:
    found = []
    for token, span in scene.mentions(part.first, limit):
        if span.kind not in _CAN_ACT or attributive(scene, token, span, limit):
            continue
        if _is_of_occasion(scene, token, part):
            continue
        governed = governor(scene, token, part.first) in _GOVERNING
        if governed and not _behind_fronted_time(scene, token, part, limit):
            continue
        found.append(span.id)
    if not found:
        return ()
    people = [f for f in found if scene.entities.get(f) is None or scene.entities[f].kind in PEOPLE]
    if people:
        return tuple(dict.fromkeys(people))
    return tuple(dict.fromkeys(found))


_OCCASIONS = frozenset(
    ("invitation", "presence", "sidelines", "request", "behest", "honour", "honor", "absence", "margins", "fringes", "urging")
)


def _is_of_occasion(scene: Scene, token: int, part: Part) -> bool:
    """Whether a mention stands in what opens a clause and only says on what occasion ("At the invitation of Lee, X came")."""
    lowers = scene.tokens.lowers
    if lowers[part.first] not in ("at", "in", "on") or _OCCASIONS.isdisjoint(lowers[part.first + 1 : part.first + 4]):
        return False
    return "," in lowers[token : part.last] and "," not in lowers[part.first : token]


def _behind_fronted_time(scene: Scene, token: int, part: Part, limit: int) -> bool:
    """Whether a mention stands right before the verb and behind a time that no comma ends ("During the war Poland sent …")."""
    words = scene.tokens.words
    if words[part.first].lower not in _FRONTED:
        return False
    index, last = words[token].entity, token
    while last < limit and words[last].entity == index:
        last += 1
    between = [words[i] for i in range(part.first + 1, token) if words[i].lower not in _BEFORE_NOUN]
    if last != limit or not between or any(w.lower in PREPOSITIONS for w in between):
        return False
    return scene.tokens.entities[index].kind in PEOPLE


def _inherited(scene: Scene, part: Part, limit: int) -> tuple[str, ...]:
    words = scene.tokens.lowers[part.first : limit]
    known = scene.discourse
    if len(known.pair) == 2 and (scene.is_pair(" ".join(words)) or [w for w in words if not is_adverb(w)] == ["both"]):
        return known.pair
    if part.link == "where" and not _HE.isdisjoint(words[:3]) and (person := _main_person(scene, part)):
        return (person,)
    if part.link in ("which", "who", "whom", "where", "whose"):
        if scene.tokens.words[part.first].lower in PREPOSITIONS:
            return ()  # "under which companies will supply tanks"
        before = [s for _, s in scene.mentions(max(0, part.first - 12, _verb_before(scene, part) + 1), part.first)]
        people = [s for s in before if s.kind in PEOPLE] if part.link in ("who", "whom", "whose") else []
        return _joined(scene, people or before)
    if not _HE.isdisjoint(words):
        return _he(scene, part)
    holder = office_holder(scene, scene.tokens.slice(part.first, limit))
    if holder:
        return (holder,)
    pronoun = not _THEY_OR_IT.isdisjoint(words)
    if pronoun or (part.link in ("and", "but", "ing", ",", "or") and len(words) < 3):
        earlier = _earlier(scene, part)
        if earlier:
            return earlier
        if pronoun:
            return _meant(scene, part, many="it" not in words)
        return () if _has_subject_words(scene, part) else known.subject
    if "ministry" in words and known.ministry:
        return (known.ministry,)
    firms = tuple(s for s in known.subject if scene.kind(s) == "organisation")
    if len(firms) == 1 and words and words[-1] in _FIRM and words[:-1] in (("the",), ("the", "korean"), ("the", "turkish")):
        return firms
    return ()


def _he(scene: Scene, part: Part) -> tuple[str, ...]:
    """Whom "he" or "she" stands for: who says it in the same sentence, else the person last spoken of."""
    person = scene.discourse.person
    for earlier in reversed([p for p in scene.parts if p.last <= part.first and p.says != NONE]):
        said_by = scene.tokens.slice(earlier.first, earlier.says)
        if names_office(said_by) and not any(s.kind == "person" for _, s in scene.mentions(earlier.first, earlier.says)):
            person = office_holder(scene, said_by)
    return (person,) if person else ()


def _main_person(scene: Scene, part: Part) -> str:
    """The person who is the subject of the clause before, if it is one."""
    earlier = next((p for p in reversed(scene.parts) if p.last <= part.first and p.verb != NONE), None)
    people = [s for s in own_subject(scene, earlier, earlier.verb) if scene.kind(s) == "person"] if earlier else []
    return people[0] if len(people) == 1 else ""


def _likes(scene: Scene, part: Part) -> set[str]:
    """The kinds of those who follow or join whom a pronoun stands for ("They were followed by KAI and Hanwha")."""
    lowers = scene.tokens.lowers
    verb = next((i for i in range(part.first, part.last - 1) if lowers[i] in _JOINING and lowers[i + 1] == "by"), NONE)
    return {str(s.kind) for _, s in scene.mentions(verb, part.last)} & PEOPLE if verb != NONE else set()


def _meant(scene: Scene, part: Part, many: bool) -> tuple[str, ...]:
    """Whom "they" or "it" stands for: the subject last spoken of, where its kind and number fit."""
    known = scene.discourse
    fitting = tuple(s for s in known.subject if scene.kind(s) != "person" or (many and len(known.subject) > 1))
    likes = _likes(scene, part)
    if likes and any(scene.kind(s) not in likes for s in fitting):
        return ()
    if not many:
        return fitting if len(fitting) == 1 else ()
    if len(fitting) < 2 and len(known.pair) == 2 and known.both and not likes:
        return known.pair
    return fitting


def _joined(scene: Scene, named: Sequence[EntitySpan]) -> tuple[str, ...]:
    """The last of several names, with those that "and" or a comma joins to it."""
    found: list[EntitySpan] = []
    for span in reversed(named):
        if found and not _JOINED.fullmatch(scene.tokens.text[span.end : found[-1].start]):
            break
        found.append(span)
    return tuple(dict.fromkeys(s.id for s in reversed(found)))


def _verb_before(scene: Scene, part: Part) -> int:
    """The last finite verb before a clause: what a relative clause is of stands behind it ("hailed the men who fought")."""
    return max((p.verb for p in scene.parts if p.last <= part.first), default=NONE)


def is_antecedent(scene: Scene, part: Part) -> bool:
    """Whether a clause without a verb is the subject that a relative clause follows ("the firm which built the bridge")."""
    relatives = ("which", "who", "that", "whose", "where")
    return part.verb == NONE and any(p.first == part.last and p.link in relatives for p in scene.parts)


def closes_relative(scene: Scene, earlier: Part, part: Part) -> bool:
    """Whether a clause is a relative between a subject and the verb of another ("the tender, which Kenya had won, was …")."""
    if part.link != "," or earlier.last != part.first or earlier.link not in ("which", "who", "whom", "that"):
        return False
    return any(p.last == earlier.first and is_antecedent(scene, p) for p in scene.parts)


def _has_subject_words(scene: Scene, part: Part) -> bool:
    """Whether the clause that lends its subject has one, though no entity ("Company representatives … and pledged")."""
    if any(p.last <= part.first and is_antecedent(scene, p) for p in scene.parts):
        return True  # "the mission that administers it was set up"
    earlier = next((p for p in reversed(scene.parts) if p.last <= part.first and p.verb != NONE), None)
    return earlier is not None and earlier.verb > earlier.first


def _earlier(scene: Scene, part: Part) -> tuple[str, ...]:
    """The subject of the nearest clause before in the sentence that has one of its own."""
    behind = [p for p in scene.parts if p.last <= part.first]
    if part.link == "and" and _parallel_to_saying(scene, part, behind):
        behind = [p for p in behind if p.says != NONE]
    for earlier in reversed(behind):
        if closes_relative(scene, earlier, part):
            continue
        verb = earlier.verb if earlier.verb != NONE else earlier.last
        found = _before_gerund(scene, earlier) or own_subject(scene, earlier, verb)
        if found:
            return found
        if {"he", "she"} & {w.lower for w in scene.tokens.words[earlier.first : verb]}:
            return _he(scene, earlier)
        if "ministry" in scene.tokens.slice(earlier.first, verb).lower() and scene.discourse.ministry:
            return (scene.discourse.ministry,)
    return ()


def _parallel_to_saying(scene: Scene, part: Part, behind: list[Part]) -> bool:
    """Whether a past tense goes on with a verb of saying, not with what it reports ("noted that A has … and pledged")."""
    if not behind or behind[-1].link != "that" or behind[-1].verb == NONE or part.verb == NONE:
        return False
    words = scene.tokens.words
    past = "past" in verb_forms().get(words[part.verb].lower, ())
    return past and words[behind[-1].verb].lower in ("has", "have", "is", "are", "will")


def _before_gerund(scene: Scene, part: Part) -> tuple[str, ...]:
    """The subject of a clause without a finite verb ("Türkiye surpassing …")."""
    words = scene.tokens.words
    if part.verb != NONE:
        return ()
    for token, span in scene.mentions(part.first, part.last - 1):
        behind = token
        while behind < part.last and words[behind].entity == words[token].entity:
            behind += 1
        if behind < part.last and span.kind in PEOPLE and "ing" in verb_forms().get(words[behind].lower, ()):
            return (span.id,)
    return ()


def has_subject(scene: Scene, first: int, last: int) -> bool:
    """Whether words without a verb begin with who does it and go on with more ("and KAI with Kenya")."""
    words = scene.tokens.words
    if first >= last or words[first].entity == NONE:
        return False
    span = scene.tokens.entities[words[first].entity]
    if span.kind not in PEOPLE or span.demonym:
        return False
    behind = range(first + 1, last)
    second = next((i for i in behind if words[i].entity != words[first].entity), last)
    if second < last and words[second].lower in ("a", "an", "one", "another", "the", "its"):
        return True
    if any(words[i].lower in ("with", "to", "from", "for", "against") and words[i].entity == NONE for i in behind):
        return True
    return any(words[i - 1].lower in PLACING and words[i].entity not in (NONE, words[first].entity) for i in behind)
