"""Who does what in a clause: entities given roles by where they stand around the trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kortui.extract import buyers
from kortui.extract.denials import disputed
from kortui.extract.giving import is_receiver
from kortui.extract.governing import PLACING, PREPOSITIONS, attributive, governor
from kortui.extract.offices import of_a_state
from kortui.extract.recalling import recalled
from kortui.extract.scene import Scene
from kortui.extract.sides import celebrating
from kortui.extract.spans import EntitySpan
from kortui.extract.subjects import PEOPLE, has_subject, subject
from kortui.extract.usage import Match
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.words import NONE
from kortui.model import Actor
from kortui.records import dataclass, replace
from kortui.vocabulary import ActorRole, EventType

_RECEIVING = frozenset(("receive", "accept", "take", "get", "obtain", "acquire", "induct", "commission"))
"""Verbs of delivery whose subject is the one delivered to."""
_TAKING = frozenset(("take", "takes", "took", "taken", "taking", "accepted", "accepts"))
_RELATIONS = re.compile(r"\b(?:diplomatic|relations|ties|friendship)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors in order of mention, each entity once, and places."""

    actors: tuple[Actor, ...]
    places: tuple[str, ...]


def _governed(scene: Scene, first: int, last: int, kind: str = "") -> Iterable[tuple[str, int, EntitySpan]]:
    """Mentions behind a trigger, each with the preposition that governs it; ``object`` before the first preposition.

    In records of meetings what governs "the president of Kenya" governs Kenya.
    """
    words = scene.tokens.words
    current = words[first - 1].lower if words[first - 1].lower in PREPOSITIONS else "object"
    outer = current
    seen = NONE
    for i in range(first, last):
        index = words[i].entity
        if index == NONE:
            if words[i].lower == "to" and words[i - 1].lower == "according":
                current = "according"  # who tells takes no part in what he tells
            elif words[i].lower == "to" and i + 1 < last and "base" in verb_forms().get(words[i + 1].lower, ()):
                current = ""  # an infinitive governs what follows
            elif words[i].lower in PREPOSITIONS and words[i].date == NONE and current != "according":
                outer = current if words[i].lower == "of" != current else outer
                current = words[i].lower
                if current == "with" and words[i - 1].lower in _TOGETHER:
                    current = "together"
            elif words[i].lower in (",", ";") and current == "according":
                current = ""
            continue
        if index != seen:
            seen = index
            if current != "according" and not _names_a_kind(scene, i):
                span = scene.tokens.entities[index]
                met = current == "of" and kind in _MEETING and span.kind == "country" and of_a_state(scene, i)
                yield outer if met else current, i, span


_TOGETHER = frozenset(("together", "along", "jointly", "alongside"))
"""What makes of those behind "with" others who do the same."""
_MEETING = frozenset(("meeting", "visit"))
_KINDS = frozenset(("contract", "order", "deal", "tender", "project", "market", "venture", "subsidiary", "unit", "customer"))
_OWN = frozenset(("its", "their", "his", "her"))


def _names_a_kind(scene: Scene, token: int) -> bool:
    """Whether a country's adjective says which of its own deals somebody counts ("its second Turkish contract")."""
    words, span = scene.tokens.words, scene.tokens.entities[scene.tokens.words[token].entity]
    counted = any(word.lower in _OWN for word in words[max(0, token - 3) : token])
    return span.demonym and counted and token + 1 < len(words) and words[token + 1].lower in _KINDS


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


_OF_FIRMS: frozenset[EventType] = frozenset(("investment", "construction", "commerce", "withdrawal"))
"""Types whose doers are firms: a town before their verb is where, and no state."""


def cast(scene: Scene, match: Match, last: int = NONE) -> Cast:
    """Actors and places of a trigger's record, as its rule says who is who.

    Args:
        scene: The sentence.
        match: The trigger.
        last: The token before which its own words end, where its clause goes on with other records.
    """
    part, rule = scene.parts[match.part], match.rule
    part = part if last == NONE else replace(part, last=last)
    roles, made = rule.roles, _Roles(scene)
    passive = match.voice == "passive"
    verb = part.verb if match.voice == "noun" and NONE < part.verb < match.first else match.first
    own = roles.get("object", roles.get("subject")) if passive else roles.get("subject")
    if passive and own == "contractor" and NONE < part.verb < match.first - 1:
        own = "other"  # "took tanks under a contract awarded to KAI"
    if passive and is_receiver(scene, match.first):
        own = roles.get("to", "recipient")
    if rule.type == "delivery" and match.voice == "active" and match.lemma in _RECEIVING:
        own = roles.get("to")
    if (
        rule.type == "delivery"
        and match.voice == "noun"
        and any(w.lower in _TAKING for w in scene.tokens.words[max(part.first, match.first - 2) : match.first])
    ):
        own = roles.get("to")  # "has taken delivery of"
    fronted_noun = match.voice == "noun" and verb == match.first
    told = match.voice == "noun" and part.says != NONE and verb != match.first  # the speaker takes no part in what he tells of
    told = told or (recalled(scene, match) and scene.tokens.lowers[match.first - 1] not in _OWN)
    apart = disputed(scene, match)
    governors = {e.id: governor(scene, i, part.first) for i, e in scene.mentions(part.first, verb)} if passive else {}
    for entity in () if told or apart else _doers(scene, match, verb):
        known = scene.entities.get(entity)
        if known is not None and known.kind == "place" and not fronted_noun:
            home = scene.discourse.countries.get(known.country or "")
            if home and match.voice == "active" and rule.type not in _OF_FIRMS:
                made.act(home, own or "actor")  # "Ankara sent soldiers"
            else:
                made.places.setdefault(entity)
        else:
            made.act(entity, roles.get(governors.get(entity, "")) or own or "actor")
    for token, span in () if apart else scene.mentions(part.first, match.first):
        led_by = governor(scene, token, part.first)
        if led_by in PLACING and span.kind == "place":
            made.places.setdefault(span.id)
        elif led_by in ("between", "with") and led_by in roles:
            made.act(span.id, roles[led_by])
        elif (
            match.voice == "noun" and token > verb and span.kind in PEOPLE and not attributive(scene, token, span, match.first)
        ):
            made.act(span.id, roles.get(led_by) or roles.get("subject"))
    _behind(scene, match, made, part.last)
    text = scene.tokens.slice(match.last, part.last)
    if scene.is_pair(text) and {"between", "with", "in"} & roles.keys() and len(made.actors) < 2:
        for entity in scene.discourse.pair:
            made.act(entity, roles.get("between") or roles.get("with") or "actor")
    if rule.type == "anniversary" and _RELATIONS.search(scene.text(part)) and made.countries() < 2:
        for entity in celebrating(scene, part):
            made.act(entity, "actor")
    if not made.actors and not apart:
        for token, span in scene.mentions(part.first, part.last):
            if span.kind in PEOPLE and not attributive(scene, token, span, part.last):
                made.act(span.id, "other")
    if rule.type == "contract" and rule.roles.get("subject") == "contractor":
        made.actors.update(buyers.sides(scene, made.actors, scene.text(part)))
    return made.cast()


def _doers(scene: Scene, match: Match, verb: int) -> tuple[str, ...]:
    """Who does what a trigger names: the subject, or whom the clause thanks or blames "for sending" it."""
    part, words = scene.parts[match.part], scene.tokens.words
    lead = words[match.first - 1].lower if match.first else ""
    if match.voice == "active" and lead in ("for", "of") and NONE < part.verb < match.first - 1:
        object_ = [e.id for _, e in scene.mentions(part.verb + 1, match.first) if e.kind in PEOPLE]
        if object_ and words[part.verb].lower not in BE:
            return (object_[-1],)
    return subject(scene, part, verb)


def _behind(scene: Scene, match: Match, made: _Roles, last: int) -> None:
    """Roles of those named behind a trigger, before token `last`."""
    roles, passive = match.rule.roles, match.voice == "passive"
    for led_by, token, span in _governed(scene, match.last, last, match.rule.type):
        if attributive(scene, token, span, last):
            continue
        if span.kind == "place" and led_by not in ("by", "between", "with"):
            made.places.setdefault(span.id)
            continue
        if span.kind == "country" and led_by in ("in", "to", "into", "at"):
            if match.rule.place:
                made.places.setdefault(span.id)
            role = roles.get(led_by) or roles.get("to") or roles.get("in") or "other"
            made.act(span.id, role)
            continue
        if led_by == "together" and span.kind in PEOPLE:
            by = not passive or "by" in scene.tokens.lowers[match.last : token]
            made.act(span.id, (roles.get("by") if passive else None) or roles.get("subject" if by else "object", "other"))
            continue
        if led_by == "object" and token == match.last and _is_given_something(scene, match, token, span):
            made.act(span.id, roles.get("to"))
            continue
        if passive and led_by == "by":
            made.act(span.id, roles.get("by") or roles.get("subject") or "actor")
        else:
            others = (
                led_by == "by" and match.voice == "active" and match.rule.type == "delivery"
            )  # "the tanks ordered by Poland"
            given = None if others or _is_of_another_deed(scene, match, token) else roles.get(led_by)
            if match.rule.type == "visit" and span.kind == "person" and led_by in ("to", "in"):
                given = "visitor"  # "during a visit to Kenya Minister X signed"
            if given is None and span.kind in ("organisation", "weapon", "agreement", "event", "person"):
                given = "other"
            made.act(span.id, given)


_OTHER_DEEDS = frozenset(("awarded", "let", "signed", "concluded", "placed", "won", "given", "handed", "granted"))


def _is_of_another_deed(scene: Scene, match: Match, token: int) -> bool:
    """Whether a party of a delivery is that of the deal it was made under ("under a contract awarded to KAI")."""
    if match.rule.type != "delivery" or token - 2 < match.last:
        return False
    lowers = scene.tokens.lowers
    return lowers[token - 1] in ("to", "by", "with") and lowers[token - 2] in _OTHER_DEEDS


_GIVING = frozenset(("sell", "supply", "give", "offer", "lend", "grant", "send", "deliver", "donate", "lease", "ship", "hand"))


def _is_given_something(scene: Scene, match: Match, token: int, span: EntitySpan) -> bool:
    """Whether a party right behind a verb of giving is who receives what follows ("sold Türkiye 24 howitzers")."""
    words, behind = scene.tokens.words, token
    while behind < len(words) and words[behind].entity == words[token].entity:
        behind += 1
    if match.lemma not in _GIVING or span.kind not in ("country", "organisation") or span.demonym or behind >= len(words):
        return False
    return words[behind].amount != NONE or words[behind].lower in ("its", "the", "a", "an", "some", "several")


def of_gap(scene: Scene, match: Match, first: int, last: int, shared: Cast) -> Cast:
    """Actors and places of a member of a coordination that leaves the verb out: its own where it names them, else the shared.

    Args:
        scene: The sentence.
        match: The trigger of the whole coordination.
        first: First token of the member's own words.
        last: The token behind them.
        shared: Actors and places of the member that has the verb.
    """
    rule = match.rule
    own = [(g, s) for g, t, s in _governed(scene, first, last) if not attributive(scene, t, s, last)]
    bare = [s for g, s in own if g == "object" or g not in rule.roles]
    if not own:
        return shared
    places = tuple(s.id for s in bare if s.kind == "place")
    made = _Roles(scene)
    if bare and has_subject(scene, first, last):
        own_role = rule.roles.get("object" if match.voice == "passive" else "subject")
        for led_by, span in own:
            if span.kind == "place":
                made.places.setdefault(span.id)
            else:
                made.act(span.id, own_role if span is bare[0] else rule.roles.get(led_by) or "other")
        return made.cast()
    named = [s for _, s in own if s.kind in PEOPLE]
    behind = {s.id for _, s in scene.mentions(match.last, first)}
    kinds = {s.kind for s in named}
    replaced = [a for a in shared.actors if a.id in behind and scene.kind(a.id) in kinds]
    kept = tuple(a for a in shared.actors if a not in replaced or not named)
    role: ActorRole = replaced[0].role if replaced else "other"
    actors = dict.fromkeys((*kept, *(Actor(s.id, role) for s in named if all(s.id != a.id for a in kept))))
    return Cast(tuple(actors), places or shared.places)
