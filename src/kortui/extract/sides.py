"""Whom "the two" stands for: those who met or agreed in the sentences just before, else the countries of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kortui.extract.clauses import Part
from kortui.extract.draft import Draft
from kortui.extract.governing import attributive
from kortui.extract.scene import Discourse, Scene
from kortui.extract.spans import EntitySpan
from kortui.extract.subjects import subject
from kortui.extract.words import NONE
from kortui.vocabulary import ActorRole, EventType

_BETWEEN: frozenset[EventType] = frozenset(("meeting", "visit", "agreement", "alliance", "contract"))
"""Types of deeds of two sides, of whom the text then goes on to speak."""
_TAKES_PART: frozenset[ActorRole] = frozenset(("actor", "partner", "visitor", "host", "signatory", "contractor", "customer"))
_HELD = 3
"""Sentences behind such a deed in which "the two" are still its sides."""


def follow(scene: Scene, made: Sequence[Draft]) -> None:
    """Let "the two countries" stand for those who met in a sentence, or again for those the document is about.

    Args:
        scene: The sentence.
        made: Its records.
    """
    known = scene.discourse
    told = _told(scene, made)
    if told is not None:
        known.pair, known.paired = told, 0
    elif known.pair != known.about:
        known.paired += 1
        if known.paired > _HELD or _speaks_of(scene, known.about):
            known.pair = known.about


def begin_section(known: Discourse) -> None:
    """Speak again of the countries of the document, beneath another heading or in another paragraph of an article."""
    known.pair = known.about


def _told(scene: Scene, made: Sequence[Draft]) -> tuple[str, ...] | None:
    """The two countries whose people or governments a sentence tells to have met, empty when they cannot be told."""
    deeds = [draft for draft in made if draft.type in _BETWEEN]
    people = [span.id for span in scene.tokens.entities if span.kind == "person"]
    if not deeds and len(people) < 2:
        return None
    strange = any(scene.country(i) is None for i in people)
    homes = _called(scene, scene.mentions(0, len(scene.tokens.words))) if strange else {}
    for draft in deeds:
        if (sides := _sides(scene, draft, homes)) is not None:
            return sides
    found = _homes(scene, people, homes)
    return found if len(people) > 1 and len(found) == 2 else None


def _called(scene: Scene, named: Sequence[tuple[int, EntitySpan]]) -> dict[str, str]:
    """The countries of people of whom nothing is known but what stands before their office ("Libyan Premier Dbeibah")."""
    found = {}
    for (token, country), (behind, person) in pairwise(named):
        if person.kind == "person" and country.demonym and attributive(scene, token, country, behind + 1):
            code = scene.country(country.id)
            if code and scene.country(person.id) is None:
                found[person.id] = code
    return found


def _sides(scene: Scene, draft: Draft, homes: Mapping[str, str]) -> tuple[str, ...] | None:
    """The countries of those who take part in a deed; None when there are not two."""
    parties = [a.id for a in draft.actors if a.role in _TAKES_PART]
    people = [a for a in parties if scene.kind(a) == "person"]
    if draft.type == "visit":
        if not _homes(scene, [a.id for a in draft.actors if a.role == "visitor"], homes):
            return None  # of three capitals on a tour no two met
        parties += draft.places
    for some in (people, parties):
        found = _homes(scene, some, homes)
        if len(found) == 2:
            return found
    unknown = [a for a in people if a not in homes and scene.country(a) is None]
    meeting = draft.type in ("meeting", "visit")
    if meeting and (len(found) > 2 or (len(found) == 1 and found[0] not in scene.discourse.about)):
        return ()  # of three nobody knows which two, and nobody knows whom a stranger met
    two = len(people) == 2 or (meeting and len(found) == 1)
    return () if two and unknown and _is_abroad(scene) else None


def _is_abroad(scene: Scene) -> bool:
    """Whether a sentence names a country, or a place in one, that the document is not about."""
    about = {scene.country(c) for c in scene.discourse.about} | {None}
    named = scene.mentions(0, len(scene.tokens.words))
    return any(scene.country(e.id) not in about for _, e in named if e.kind in ("country", "place"))


_WE = re.compile(r"\b(?:the two|both|they|their)\b", re.IGNORECASE)


def celebrating(scene: Scene, part: Part) -> tuple[str, ...]:
    """The two countries of whose relations an anniversary is that a clause tells: of those who met where it speaks of them.

    Args:
        scene: The sentence.
        part: The clause.
    """
    known = scene.discourse
    return known.pair if _WE.search(scene.text(part)) else known.about


def _homes(scene: Scene, ids: Iterable[str], homes: Mapping[str, str]) -> tuple[str, ...]:
    """The countries of some entities, each once and in order of their ids as the pair of a document is."""
    codes = dict.fromkeys(code for i in ids if (code := homes.get(i) or scene.country(i)))
    found = (scene.discourse.homes.get(code) for code in codes)
    return tuple(sorted(home for home in found if home))


def _speaks_of(scene: Scene, countries: Sequence[str]) -> bool:
    """Whether a sentence names some countries, one of them as its subject."""
    named = {span.id for _, span in scene.mentions(0, len(scene.tokens.words))}
    if not named.issuperset(countries):
        return False
    main = next((p for p in scene.parts if p.verb != NONE), scene.parts[0])
    return not set(countries).isdisjoint(subject(scene, main, main.verb if main.verb != NONE else main.last))
