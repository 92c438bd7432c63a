"""What a sentence leaves for the next: whom "it", "he" or "the government" may stand for there, and which period."""

from __future__ import annotations

import re

from kortui.extract import offices, subjects, topics
from kortui.extract.clauses import Part
from kortui.extract.governing import governor
from kortui.extract.scene import Scene
from kortui.extract.words import NONE

_PEOPLE = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:tourists?|visitors?|travell?ers?|students?|firms?|compan(?:y|ies)|builders?|contractors?|"
    r"workers?|veterans?|soldiers?|troops|fans?|players?|singers?|restaurants?|residents?|engineers?)\b",
    re.IGNORECASE,
)


def remember(scene: Scene) -> None:
    """Keep what a sentence named for the pronouns of the next, in its discourse.

    Args:
        scene: The sentence, of which all records are made.
    """
    known = scene.discourse
    if not any(a.kind in ("money", "percent") for a in scene.tokens.amounts):
        known.measure = known.figure_date = ""
    main = next((p for p in scene.parts if p.verb != NONE), scene.parts[0])
    subject = subjects.subject(scene, main, main.verb if main.verb != NONE else main.last)
    if not subject and main.verb > main.first:
        said_by = scene.tokens.slice(main.first, main.verb)
        if offices.names_office(said_by):
            known.person = ""  # "the minister" of whom no name is known
        known.subject = ()
    named = [span for _, span in scene.mentions(0, len(scene.tokens.words))]
    known.both = bool(known.pair) and (
        scene.is_pair(scene.tokens.slice(0, len(scene.tokens.words))) or {s.id for s in named}.issuperset(known.pair)
    )
    subject = topics.goes_on(scene, main, subject) or subject
    if subject:
        known.subject = subject
        kinds = {s: scene.entities[s].kind for s in subject if s in scene.entities}
        people = [s for s in subject if kinds.get(s) == "person"]
        if people:
            known.person = people[-1]
        countries = [s for s in subject if kinds.get(s) == "country"]
        if countries:  # not of "the deal with Poland"
            led = {e.id for i, e in scene.mentions(main.first, main.verb) if governor(scene, i, main.first)}
            countries = [s for s in countries if s not in led]
        if len(countries) == 1 and not _is_of_people(scene, main, countries[0]):
            known.polity = countries[0]
        home = scene.country(people[-1]) if people else None
        if home and not countries:
            known.polity = known.homes.get(home, known.polity)
    for part in scene.parts:
        if part.says != NONE:
            speakers = [s for s in subjects.own_subject(scene, part, part.says) if scene.kind(s) == "person"]
            known.person = speakers[-1] if speakers else known.person
    for span in named:
        if span.kind == "organisation" and "ministry" in span.text.lower():
            known.ministry = span.id
    for _, date in scene.dates(0, len(scene.tokens.words)):
        if date.kind == "PERIOD" and date.edtf:
            known.period = date


def _is_of_people(scene: Scene, main: Part, country: str) -> bool:
    """Whether a country is only whose people or firms a subject names."""
    tokens = scene.tokens
    last = main.verb if main.verb > main.first else main.last
    spans = [e for _, e in scene.mentions(0, last) if e.id == country]
    return bool(spans) and all(e.demonym and _PEOPLE.match(tokens.text, e.end) for e in spans)
