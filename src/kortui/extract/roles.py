"""Who does what in a clause: entities given roles by where they stand around the trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kortui.extract.clauses import Part
from kortui.extract.scene import Scene
from kortui.extract.spans import EntitySpan
from kortui.extract.usage import Match
from kortui.extract.verbs import verb_forms
from kortui.extract.words import NONE
from kortui.model import Actor
from kortui.vocabulary import ActorRole

_PREPOSITIONS = frozenset(
    [
        "by", "with", "to", "from", "of", "for", "between", "in", "at", "on", "against", "into", "among", "under", "near",
        "onto", "toward", "towards", "over", "during", "alongside", "through", "within", "via", "after", "before", "since",
        "until", "as",
    ]
)  # fmt: skip
_RELATIONS = re.compile(r"\b(?:diplomatic|relations|ties|friendship)\b", re.I)
_PLACING = frozenset(("in", "at", "near", "into", "within"))
_CAN_ACT = frozenset(("person", "organisation", "country", "place", "weapon", "agreement", "event"))
_PEOPLE = frozenset(("person", "organisation", "country"))
_HE = frozenset(("he", "she", "his", "her"))
_THEY = frozenset(("they", "their", "them"))


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors in order of mention, each entity once, and places."""

    actors: tuple[Actor, ...]
    places: tuple[str, ...]


def _attributive(scene: Scene, token: int, span: EntitySpan, limit: int) -> bool:
    """Whether a country only qualifies a person or an organisation named next ("South Korean President Lee")."""
    if span.kind != "country":
        return False
    words = scene.tokens.words
    index = words[token].entity
    at = token
    while at < limit and words[at].entity == index:
        at += 1
    for j in range(at, min(at + 5, limit)):
        if words[j].entity != NONE:
            return scene.tokens.entities[words[j].entity].kind in ("person", "organisation")
        if words[j].lower in _PREPOSITIONS or words[j].lower in (",", "and", "(", ")"):
            return False
    return False


_CONJUNCTIONS = frozenset(("as", "after", "before", "since", "until"))


def _before(scene: Scene, token: int, first: int) -> str:
    """The preposition that governs a mention: the nearest to its left, in its clause, before any comma or date."""
    words = scene.tokens.words
    for j in range(token - 1, max(token - 7, first - 1), -1):
        if j == first and words[j].lower in _CONJUNCTIONS:
            return ""
        if words[j].lower in _PREPOSITIONS and words[j].entity == NONE:
            return words[j].lower
        if words[j].date != NONE or words[j].lower in (",", ";", ")", "that", "which", "who"):
            return ""
    return ""


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
    found = []
    for token, span in scene.mentions(part.first, limit):
        if span.kind not in _CAN_ACT or _attributive(scene, token, span, limit):
            continue
        if _before(scene, token, part.first) in _PREPOSITIONS - {"of", "between", "with", "for"}:
            continue
        found.append(span.id)
    people = [f for f in found if scene.entities.get(f) is None or scene.entities[f].kind in _PEOPLE]
    if people:
        return tuple(dict.fromkeys(people))
    return tuple(dict.fromkeys(found))


def _inherited(scene: Scene, part: Part, limit: int) -> tuple[str, ...]:
    words = [w.lower for w in scene.tokens.words[part.first : limit]]
    known = scene.discourse
    if scene.is_pair(" ".join(words)):
        return known.pair
    if part.link in ("which", "who", "whom", "where", "whose"):
        before = [s for _, s in scene.mentions(max(0, part.first - 12), part.first - 1)]
        people = [s for s in before if s.kind in _PEOPLE] if part.link in ("who", "whom", "whose") else []
        return ((people or before)[-1].id,) if before else ()
    if any(w in _HE for w in words) and known.person:
        return (known.person,)
    pronoun = any(w in _THEY or w == "it" for w in words)
    if pronoun or (part.link in ("and", "but", "ing", ",", "or") and len(words) < 3):
        earlier = _earlier(scene, part)
        if earlier:
            return earlier
        if pronoun and any(w in _THEY for w in words) and len(known.subject) < 2 and len(known.pair) == 2:
            return known.pair
        return known.subject if pronoun or not _has_subject_words(scene, part) else ()
    if "ministry" in words and known.ministry:
        return (known.ministry,)
    return ()


def _has_subject_words(scene: Scene, part: Part) -> bool:
    """Whether the clause that lends its subject has one, though no entity ("Company representatives … and pledged")."""
    earlier = next((p for p in reversed(scene.parts) if p.last <= part.first and p.verb != NONE), None)
    return earlier is not None and earlier.verb > earlier.first


def _earlier(scene: Scene, part: Part) -> tuple[str, ...]:
    """The subject of the nearest clause before in the sentence that has one of its own."""
    behind = [p for p in scene.parts if p.last <= part.first]
    if part.link == "and" and _parallel_to_saying(scene, part, behind):
        behind = [p for p in behind if p.says != NONE]
    for earlier in reversed(behind):
        verb = earlier.verb if earlier.verb != NONE else earlier.last
        found = _before_gerund(scene, earlier) or own_subject(scene, earlier, verb)
        if found:
            return found
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
        if behind < part.last and span.kind in _PEOPLE and "ing" in verb_forms().get(words[behind].lower, ()):
            return (span.id,)
    return ()


def _governed(scene: Scene, first: int, last: int) -> Iterable[tuple[str, int, EntitySpan]]:
    """Mentions behind a trigger, each with the preposition that governs it; ``object`` before the first preposition."""
    words = scene.tokens.words
    current = words[first - 1].lower if words[first - 1].lower in _PREPOSITIONS else "object"
    seen = NONE
    for i in range(first, last):
        index = words[i].entity
        if index == NONE:
            if words[i].lower == "to" and i + 1 < last and "base" in verb_forms().get(words[i + 1].lower, ()):
                current = ""  # an infinitive governs what follows
            elif words[i].lower in _PREPOSITIONS and words[i].date == NONE:
                current = words[i].lower
            continue
        if index != seen:
            seen = index
            yield current, i, scene.tokens.entities[index]


class _Roles:
    """Collects actors and places; the first role given to an entity stands."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.actors: dict[str, ActorRole] = {}
        self.places: dict[str, None] = {}

    def act(self, entity: str, role: ActorRole | None) -> None:
        if role is None or entity in self.actors:
            return
        self.actors[entity] = "other" if self.scene.kind(entity) in ("event", "weapon", "agreement") else role

    def countries(self) -> int:
        return sum(self.scene.entities[a].kind == "country" for a in self.actors if a in self.scene.entities)

    def cast(self) -> Cast:
        return Cast(tuple(Actor(e, r) for e, r in self.actors.items()), tuple(self.places))


def cast(scene: Scene, match: Match) -> Cast:
    """Actors and places of a trigger's record, as its rule says who is who."""
    part, rule = scene.parts[match.part], match.rule
    roles, made = rule.roles, _Roles(scene)
    passive = match.voice == "passive"
    verb = part.verb if match.voice == "noun" and NONE < part.verb < match.first else match.first
    own = roles.get("object", roles.get("subject")) if passive else roles.get("subject")
    fronted_noun = match.voice == "noun" and verb == match.first
    told = match.voice == "noun" and part.says != NONE and verb != match.first  # the speaker takes no part in what he tells of
    for entity in () if told else subject(scene, part, verb):
        known = scene.entities.get(entity)
        if known is not None and known.kind == "place" and not fronted_noun:
            home = scene.discourse.countries.get(known.country or "")
            if home and match.voice == "active":
                made.act(home, own or "actor")  # "Ankara sent soldiers"
            else:
                made.places.setdefault(entity)
        else:
            made.act(entity, own or "actor")
    for token, span in scene.mentions(part.first, match.first):
        governor = _before(scene, token, part.first)
        if governor in _PLACING and span.kind == "place":
            made.places.setdefault(span.id)
        elif governor in ("between", "with") and governor in roles:
            made.act(span.id, roles[governor])
        elif (
            match.voice == "noun"
            and token > verb
            and span.kind in _PEOPLE
            and not _attributive(scene, token, span, match.first)
        ):
            made.act(span.id, roles.get(governor) or roles.get("subject"))
    _behind(scene, match, made, passive)
    text = scene.tokens.slice(match.last, part.last)
    if scene.is_pair(text) and {"between", "with", "in"} & roles.keys() and len(made.actors) < 2:
        for entity in scene.discourse.pair:
            made.act(entity, roles.get("between") or roles.get("with") or "actor")
    if rule.type == "anniversary" and _RELATIONS.search(scene.text(part)) and made.countries() < 2:
        for entity in scene.discourse.pair:
            made.act(entity, "actor")
    if not made.actors:
        for token, span in scene.mentions(part.first, part.last):
            if span.kind in _PEOPLE and not _attributive(scene, token, span, part.last):
                made.act(span.id, "other")
    return made.cast()


def _behind(scene: Scene, match: Match, made: _Roles, passive: bool) -> None:
    part, roles = scene.parts[match.part], match.rule.roles
    for governor, token, span in _governed(scene, match.last, part.last):
        if _attributive(scene, token, span, part.last):
            continue
        if span.kind == "place" and governor not in ("by", "between", "with"):
            made.places.setdefault(span.id)
            continue
        if span.kind == "country" and governor in ("in", "to", "into", "at"):
            if match.rule.place:
                made.places.setdefault(span.id)
            role = roles.get(governor) or roles.get("to") or roles.get("in") or "other"
            made.act(span.id, role)
            continue
        if passive and governor == "by":
            made.act(span.id, roles.get("by") or roles.get("subject") or "actor")
        else:
            given = roles.get(governor)
            if given is None and span.kind in ("organisation", "weapon", "agreement", "event", "person"):
                given = "other"
            made.act(span.id, given)
