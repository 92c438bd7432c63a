"""Visits that a page only lists, under a heading or behind a colon: "Visits — President Gül (June 2008)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.extract import dated
from kortui.extract.dated import Dated
from kortui.extract.fitting import fit
from kortui.extract.needs import NEEDS
from kortui.extract.phrases import join
from kortui.extract.scene import Scene
from kortui.extract.spans import DateSpan, EntitySpan
from kortui.extract.words import NONE
from kortui.model import Actor
from kortui.records import dataclass

RULE = "visit.listed"
_VISITS = re.compile(r"(?:[\w-]+ ){0,4}visits?(?: (?:from|to|by|between|of|in|at|and)\b.*)?[:.]?", re.I)
_MARKS = frozenset((",", ";", ":", "(", ")", "-", "–", "—", "•", "*", "|", "and", "on", "in", "from"))
_LONGEST = 24
"""Words of a listed visit; what is longer tells more than who came when."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One visit of a list: who came, when and where to; `first` and `last` are its tokens."""

    first: int
    last: int
    date: Dated
    actors: tuple[Actor, ...]
    places: tuple[str, ...]
    title: str


def find(scene: Scene) -> Iterator[Listed]:
    """The visits that a sentence without a verb lists, one a date.

    Args:
        scene: A line of a list, or a line that begins with what it lists ("Presidential visits: …").
    """
    words = scene.tokens.words
    if any(p.verb != NONE for p in scene.parts):
        return
    colon = next((i for i, w in enumerate(words[:8]) if w.lower == ":" and w.entity == NONE), NONE)
    led = colon > 0 and _VISITS.fullmatch(scene.tokens.slice(0, colon)) is not None
    if not led and not _VISITS.fullmatch(scene.discourse.heading):
        return
    opens = colon + 1 if led else 0
    dates = [(i, d) for i, d in scene.dates(opens, len(words)) if d.edtf and d.kind != "PERIOD"]
    for n, (token, date) in enumerate(dates):
        ahead = n > 0 or any(words[i].lower not in _MARKS for i in range(opens, token))
        following = dates[n + 1][0] if n + 1 < len(dates) else len(words)
        last = _behind(scene, date, token)
        first = opens if n == 0 else _behind(scene, dates[n - 1][1], dates[n - 1][0])
        end = following if n + 1 == len(dates) or not ahead else last
        own = range(first, end) if ahead else range(last, end)
        if 0 < len(own) <= _LONGEST:
            yield from _visit(scene, own, date)


def _behind(scene: Scene, date: DateSpan, token: int) -> int:
    words = scene.tokens.words
    while token < len(words) and words[token].end <= date.end:
        token += 1
    return token


def _visit(scene: Scene, own: range, date: DateSpan) -> Iterator[Listed]:
    """The visit of one entry, when it names a visitor."""
    words = scene.tokens.words
    named = list(scene.mentions(own.start, own.stop))
    people = [(i, e) for i, e in named if e.kind == "person"]
    part = scene.parts[0]
    if not people and not NEEDS["leader"](scene, part):
        return
    where = [e for _, e in named if e.kind in ("place", "country") and not _owns(scene, e, people)]
    kept = [i for i in own if words[i].date == NONE]
    while kept and words[kept[0]].lower in _MARKS and words[kept[0]].entity == NONE:
        kept.pop(0)
    while kept and words[kept[-1]].lower in _MARKS and words[kept[-1]].entity == NONE:
        kept.pop()
    kept = [i for i in kept if words[i].lower not in ("(", ")")]
    if not kept:
        return
    home = {scene.country(e.id) for _, e in people}
    hosts = [e.id for e in where if e.kind == "country"] or [
        c for c in scene.discourse.pair if len(home) == 1 and None not in home and scene.country(c) not in home
    ]
    actors = [Actor(e.id, "visitor") for _, e in people] + [Actor(c, "host") for c in hosts[:1]]
    yield Listed(
        kept[0],
        kept[-1] + 1,
        dated.of_span(date),
        tuple(dict.fromkeys(actors)),
        tuple(dict.fromkeys(e.id for e in where if e.kind == "place")),
        fit(f"Visit of {join(scene, list(kept))}"),
    )


def _owns(scene: Scene, span: EntitySpan, people: list[tuple[int, EntitySpan]]) -> bool:
    """Whether a country stands before a person whose office it qualifies ("Malaysian Prime Minister …")."""
    return span.demonym or any(span.end < p.start and p.start - span.end < 40 for _, p in people)
