"""Headlines of statements: the clause itself where its verb takes a position, else ``Name: what was said``."""

from __future__ import annotations

import re

from kortui.extract import titles
from kortui.extract.clauses import Part
from kortui.extract.fitting import fit
from kortui.extract.phrases import drop_article, join, names, strip_front, without_dates
from kortui.extract.scene import Scene
from kortui.extract.speech import Statement
from kortui.extract.titles_ends import goes_on
from kortui.extract.verbs import AUXILIARIES, is_adverb
from kortui.extract.words import NONE


def statement(scene: Scene, said: Statement) -> str:
    """The headline of a statement: the clause itself where its verb takes a position, else ``Name: what was said``."""
    part = scene.parts[said.part]
    words = scene.tokens.words
    speaker = names(scene, said.speakers, 2)
    if said.strong:
        reduced = NONE < part.verb < said.verb and words[said.verb - 1].lower not in ("and", ",", "or", "has", "have", "had")
        told = part if reduced and words[said.verb + 1 : said.verb + 2] and words[said.verb + 1].lower in ("of", "by") else None
        return titles.clause(scene, told or _through(scene, said), said.speakers, NONE if told else said.verb)
    spoken = [p for n, p in enumerate(scene.parts) if n != said.part and p.says == NONE]
    own = [p for p in spoken if p.link not in ("who", "which", "whose", "whom")] or spoken
    body = next((p for p in own if p.verb != NONE), own[0] if own else part)
    last, told = body.last, body
    supposed = _supposes(scene, body)
    for following in spoken:
        linked = following.link in ("that", "which", "who", "as", "when", "if", "where") or _shares_subject(scene, following)
        linked = linked or (supposed and told is body)
        cut = following.link == "and" and told.verb == NONE
        if following.first == last and (linked or cut):
            last, told = following.last, following
    tokens = [*range(body.first, last), *goes_on(scene, told)]
    marks = "*\"“”‘'"
    if supposed:  # what is supposed is told as that
        text = join(scene, [t for t in tokens if scene.tokens.words[t].lower not in marks])
    else:
        text = join(scene, list(strip_front(scene, tokens)))
    text = re.sub(r"[\"“”]", "", text)
    if not speaker:
        speaker = join(scene, list(drop_article(scene, strip_front(scene, without_dates(scene, part.first, said.verb)))))
    return fit(f"{speaker}: {text}" if speaker else text)


def _supposes(scene: Scene, part: Part) -> bool:
    """Whether a clause only supposes something ("If Kenya had bought", "Had Kenya bought")."""
    opens = next((w.lower for w in scene.tokens.words[part.first : part.last] if w.lower[0].isalpha()), "")
    return opens in ("if", "unless") or (opens == "had" and part.verb - part.first < 3)


def _shares_subject(scene: Scene, part: Part) -> bool:
    """Whether a clause goes on with the subject of the one before ("and does not plan to request submarines")."""
    lowers = scene.tokens.lowers[part.first + 1 : part.verb]
    return part.link in ("and", "but", "or") and part.verb != NONE and all(w in AUXILIARIES or is_adverb(w) for w in lowers)


def _through(scene: Scene, said: Statement) -> Part:
    """The clause of a verb that takes a position together with what it governs."""
    part = scene.parts[said.part]
    last = part.last
    for following in scene.parts[said.part + 1 :]:
        if following.link != "that":
            break
        last = following.last
    return Part(max(part.first, _own_start(scene, part, said)), last, said.verb)


def _own_start(scene: Scene, part: Part, said: Statement) -> int:
    """Where a verb of saying's own subject begins, behind a quotation that precedes it."""
    words = scene.tokens.words
    for i in range(said.verb - 1, part.first, -1):
        if words[i].lower in (",", '"', "”") and words[i].entity == NONE:
            between = [w.lower for w in words[part.first : i]]
            return i + 1 if '"' in between or "“" in between or len(between) > 9 else part.first
    return part.first
