"""Headlines: a record's clause in its own word order, in the present tense, with names for pronouns, in 80 cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui.extract.clauses import Part
from kortui.extract.phrases import (
    PRONOUNS,
    drop_article,
    fit,
    is_stop,
    join,
    names,
    plural,
    present,
    strip_front,
    verb_group,
    without_dates,
)  # fmt: skip
from kortui.extract.scene import PAIR, Scene
from kortui.extract.speech import Statement
from kortui.extract.subjects import own_subject
from kortui.extract.usage import Match
from kortui.extract.verbs import AUXILIARIES, BE, verb_forms
from kortui.extract.words import NONE

_WITHIN = frozenset(("at", "in", "during", "on"))


def clause(scene: Scene, part: Part, subject_ids: Sequence[str], verb: int = NONE) -> str:
    """The headline of a clause around its verb.

    Args:
        scene: The sentence.
        part: The clause.
        subject_ids: Who the subject is, for clauses that only have a pronoun or none.
        verb: Token of the verb; the clause's own when not given.
    """
    words = scene.tokens.words
    verb = part.verb if verb == NONE else verb
    if verb == NONE and "ing" in verb_forms().get(words[part.first].lower, ()):
        verb = part.first
    if verb == NONE or not part.first <= verb < part.last:
        return fit(join(scene, list(strip_front(scene, without_dates(scene, part.first, part.last)))))
    opens = verb
    while opens > part.first and words[opens - 1].lower in ("has", "have", "had", "also", "will"):
        opens -= 1
    subject = strip_front(scene, without_dates(scene, part.first, opens))
    if all(words[t].lower.endswith("ly") or words[t].lower in ("also", "then", "both") for t in subject):
        subject = []
    group = verb_group(scene, opens, part.last) if opens == verb or words[opens].lower != "also" else [verb]
    behind = without_dates(scene, group[-1] + 1, part.last)
    behind_verb = words[opens + 1].lower if opens + 1 < part.last else ""
    aside = behind_verb == "by" or (behind_verb == "to" and words[opens].lower.endswith("ed"))
    if subject and words[opens - 1].lower == "," and aside:
        return fit(join(scene, list(drop_article(scene, [*subject, *group, *behind]))))
    if _needs_its_date(scene, group[-1], behind):
        behind = list(range(group[-1] + 1, part.last))
    if subject and words[subject[0]].lower in _WITHIN and _reduced(scene, verb):
        return fit(join(scene, list(drop_article(scene, [*subject[1:], *group, *behind]))))
    said = [words[t].lower for t in subject]
    many = plural(scene, subject, subject_ids)
    text = join(scene, list(subject))
    head: list[int | str]
    if part.link in ("who", "which") and not subject:
        antecedent = _antecedent(scene, part.first - 1)
        head, many = list(antecedent), plural(scene, antecedent, ())
    elif not subject or (set(said) & PRONOUNS and len(said) < 3) or (PAIR.fullmatch(text) and len(subject_ids) == 2):
        lent = [] if said else _lent_subject(scene, part, subject_ids)
        subject_ids = subject_ids or scene.discourse.subject
        head = list(lent) if lent else [names(scene, subject_ids)] if subject_ids else list(subject)
        many = plural(scene, lent, subject_ids) if lent else len(subject_ids) > 1
    else:
        head = list(drop_article(scene, subject))
    if not head and words[opens].lower.endswith("ing"):
        return fit(join(scene, list(strip_front(scene, list(range(part.first, len(words)))))))
    if behind and words[behind[0]].lower == "them":
        behind = [*(_lent_object(scene, part) or behind[:1]), *behind[1:]]
    return fit(join(scene, [*head, *present(scene, group, many), *behind]))


_FEWEST_WORDS = 3
"""Words from which a title can tell what happened."""


def or_own_words(scene: Scene, part: Part, title: str) -> str:
    """A title, or the sentence's own words from its clause on where the title is too short to tell anything."""
    if len(title.split()) >= _FEWEST_WORDS:
        return title
    own = strip_front(scene, list(range(part.first, len(scene.tokens.words))))
    if own and (own[0] == part.verb or scene.tokens.words[own[0]].lower in AUXILIARIES):
        own = strip_front(scene, list(range(len(scene.tokens.words))))  # the subject stands in a clause before
    return fit(join(scene, list(own))) if len(own) > len(title.split()) else title


_TIED = frozenset(["date", "dates", "dated", "back", "fell", "falls", "fall", "dating", "goes", "went"])
"""Last words of verbs that say nothing without the date behind them."""


def _needs_its_date(scene: Scene, verb: int, behind: list[int]) -> bool:
    """Whether a verb loses all that it says with its date ("relations date from 1957", "ties go back to 1957")."""
    words = scene.tokens.words
    rest = [words[t].lower for t in behind if words[t].lower not in (".", ",", "to", "from")]
    return not set(rest) - {"back"} and (words[verb].lower in _TIED or rest == ["back"])


def _lent_object(scene: Scene, part: Part) -> list[int]:
    """The object of the clause before, where it is plural: what "them" stands for ("moved two divisions and withdrew them")."""
    before = [p for p in scene.parts if p.last <= part.first and p.verb != NONE]
    if not before:
        return []
    earlier = before[-1]
    first = verb_group(scene, earlier.verb, earlier.last)[-1] + 1
    last = first
    while last < earlier.last and not is_stop(scene, last) and scene.tokens.words[last].date == NONE:
        last += 1
    found = drop_article(scene, list(range(first, last)))
    return found if found and len(found) < 7 and plural(scene, found, ()) else []


def _antecedent(scene: Scene, last: int) -> list[int]:
    """The noun phrase that ends before a relative clause."""
    words = scene.tokens.words
    while last > 0 and words[last].lower in (",", "who", "which"):
        last -= 1
    first = last
    verbs = {p.verb for p in scene.parts}
    while first > 0 and not is_stop(scene, first - 1) and words[first - 1].lower != "about" and first - 1 not in verbs:
        first -= 1
    kept = without_dates(scene, first, last + 1)
    return drop_article(scene, kept)


def _lent_subject(scene: Scene, part: Part, ids: Sequence[str]) -> list[int]:
    """The subject of the clause before, for one that begins with its verb ("… and constructed a factory").

    Args:
        scene: The sentence.
        part: The clause without a subject.
        ids: Who its subject is, as far as it is an entity; the clause that lends its words must be about them.
    """
    words = scene.tokens.words
    for earlier in reversed([p for p in scene.parts if p.last <= part.first]):
        if earlier.verb == NONE and not _has_relative(scene, earlier):
            continue
        limit = earlier.verb if earlier.verb != NONE else earlier.last
        subject = strip_front(scene, without_dates(scene, earlier.first, limit))
        if ids and not set(ids) & set(own_subject(scene, earlier, limit)):
            continue
        if subject:
            short = len(subject) < 9 and not {words[t].lower for t in subject} & PRONOUNS
            return drop_article(scene, subject) if short else []
    return []


def _has_relative(scene: Scene, part: Part) -> bool:
    """Whether a clause without a verb is the subject that a relative clause follows ("the firm which built the bridge")."""
    return any(p.first == part.last and p.link in ("which", "who", "that", "whose", "where") for p in scene.parts)


def noun(scene: Scene, match: Match) -> str:
    """The headline of a nominal trigger: its noun phrase with what depends on it."""
    part, words = scene.parts[match.part], scene.tokens.words
    first = match.first
    while first > part.first and not is_stop(scene, first - 1):
        if first - 1 == part.verb or words[first - 1].lower in AUXILIARIES:
            break
        first -= 1
    last = match.last
    while last < part.last:
        word = words[last]
        if last == part.verb and last > match.first and not _reduced(scene, last):
            break
        if word.lower == "and" and words[last - 1].date != NONE:
            break  # "the visit in 1982 and the visit in 1986"
        if word.lower in (";", ":", "—") or (word.lower == "," and word.entity == NONE and word.amount == NONE):
            break
        last += 1
    kept = strip_front(scene, without_dates(scene, first, last))
    return fit(join(scene, list(drop_article(scene, kept))))


def _reduced(scene: Scene, verb: int) -> bool:
    """Whether a participle only qualifies the noun before it ("event held at the hotel")."""
    words = scene.tokens.words
    return (
        verb + 1 < len(words)
        and words[verb + 1].lower in ("at", "in", "by", "between", "under", "on")
        and words[verb - 1].lower not in BE
    )


def statement(scene: Scene, said: Statement) -> str:
    """The headline of a statement: the clause itself where its verb takes a position, else ``Name: what was said``."""
    part = scene.parts[said.part]
    speaker = names(scene, said.speakers, 2)
    if said.strong:
        return clause(scene, _through(scene, said), said.speakers, said.verb)
    spoken = [p for n, p in enumerate(scene.parts) if n != said.part and p.says == NONE]
    body = next((p for p in spoken if p.verb != NONE), spoken[0] if spoken else part)
    last = body.last
    for following in spoken:
        if following.first == last and following.link in ("that", "which", "who", "as", "when", "if", "where"):
            last = following.last
    text = join(scene, list(strip_front(scene, list(range(body.first, last)))))
    text = re.sub(r"[\"“”]", "", text)
    return fit(f"{speaker}: {text}")


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
